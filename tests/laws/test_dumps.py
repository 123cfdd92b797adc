"""Law: the records of a dump are read as each alone, each at its place."""

from __future__ import annotations

from hypothesis import given

from ifes_records import ElectionRecord, parse_dump
from ifes_records.strategies import dumps


@given(dumps())
def test_the_records_of_a_dump_are_those_that_were_written(pair: tuple[str, list[ElectionRecord]]) -> None:
    """As many records as were written, with the lines that they have in the whole text."""
    text, records = pair
    assert list(parse_dump(text)) == records
