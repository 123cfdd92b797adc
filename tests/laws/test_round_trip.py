"""`parse(render(r)) == r` for every record that the strategies make: all of it, its source and footnotes too."""

from __future__ import annotations

from hypothesis import given

from ifes_records import ElectionRecord, from_json, parse, render, to_json
from ifes_records.render import LAYOUTS, Layout, content, write
from ifes_records.strategies import records, texts


@given(records())
def test_a_rendered_record_is_read_as_itself(record: ElectionRecord) -> None:
    """`parse(render(r)) == r`, and `render(parse(t)) == t`; the JSON document has all that the text form needs."""
    text = render(record)
    assert parse(text) == record
    assert render(parse(text)) == text
    assert render(from_json(to_json(record))) == text


@given(records())
def test_a_layout_changes_nothing_that_the_record_says(record: ElectionRecord) -> None:
    """A layout changes nothing that the record says."""
    for layout in LAYOUTS.values():
        assert content(parse(write(record, layout))) == content(record)


@given(texts())
def test_a_text_in_any_layout_renders_in_the_standard_one(drawn: tuple[str, ElectionRecord]) -> None:
    """A text in any layout, read and rendered in the seed's, is that of the record that it was made from."""
    text, record = drawn
    assert render(parse(text)) == write(record, Layout())
