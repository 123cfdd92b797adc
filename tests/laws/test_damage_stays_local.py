"""Law: damage stays local. Of a dump of valid × broken × valid, the neighbours are read as if alone.

That holds where a line of dashes separates them, whatever is between: a damaged record, lines in any order, any text
without a separator line of its own.
"""

from __future__ import annotations

import re

from attrs import evolve
from hypothesis import assume, given
from hypothesis import strategies as st

from ifes_records import ElectionRecord, parse_dump
from ifes_records.strategies import any_texts, damaged_texts, texts

PARTED = re.compile(r"^\s*([-=*#_~+])\1{2,}\s*$|\x0c", re.MULTILINE)
SEPARATOR = "-----\n"

broken = st.one_of(damaged_texts().map(lambda damaged: damaged.text), any_texts())


def at_home(record: ElectionRecord) -> ElectionRecord:
    """The record as it is in a text of its own: its first line is line 1."""
    by = record.source.line_start - 1
    source = evolve(record.source, index=0, line_start=1, line_end=record.source.line_end - by)
    footnotes = tuple(
        evolve(note, line=note.line - by, refers_to=tuple(line - by for line in note.refers_to))
        for note in record.footnotes
    )
    return evolve(record, source=source, footnotes=footnotes)


@given(texts(), broken, texts())
def test_the_neighbours_of_a_broken_record_are_read_as_if_alone(
    first: tuple[str, ElectionRecord], between: str, last: tuple[str, ElectionRecord]
) -> None:
    """The first and the last record of the dump are the two valid ones, to the letter."""
    assume(not PARTED.search(between))
    read = list(parse_dump(f"{first[0]}{SEPARATOR}{between}\n{SEPARATOR}{last[0]}"))
    assert read[0] == first[1]
    assert at_home(read[-1]) == last[1]
