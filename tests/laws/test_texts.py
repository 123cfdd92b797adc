"""Law: a text in any layout is read as the record that it was written from, to the letter."""

from __future__ import annotations

from hypothesis import given

from ifes_records import ElectionRecord, parse
from ifes_records.render import Layout, write
from ifes_records.strategies import records, texts


@given(records())
def test_a_written_record_is_read_as_itself(record: ElectionRecord) -> None:
    """The text form of a record gives the record again, its digest and the lines of its notes included."""
    assert parse(write(record, Layout())) == record


@given(texts())
def test_a_text_in_any_layout_gives_its_record(pair: tuple[str, ElectionRecord]) -> None:
    """Boilerplate, labels, gaps, bullets, white space and line ends change nothing but the lines and the digest."""
    text, record = pair
    assert parse(text) == record
