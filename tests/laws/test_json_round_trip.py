"""A record and its JSON document say the same: each can be made from the other."""

from __future__ import annotations

from hypothesis import given

from ifes_records import from_json, parse, to_json
from ifes_records.strategies import any_texts


@given(any_texts())
def test_record_to_json_and_back(text: str) -> None:
    """`from_json(to_json(r)) == r`, and `to_json(from_json(j)) == j`."""
    record = parse(text)
    document = to_json(record)
    assert from_json(document) == record
    assert to_json(from_json(document)) == document


@given(any_texts())
def test_indent_is_no_part_of_the_record(text: str) -> None:
    """The same record comes from the document with and without indents."""
    record = parse(text)
    assert from_json(to_json(record, indent=False)) == from_json(to_json(record, indent=True))
