"""Many records in one text, with separator lines between them or without."""

from __future__ import annotations

from itertools import pairwise

from attrs import evolve
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, composite

from ifes_records.model import ElectionRecord
from ifes_records.strategies.once import once, sampled_from
from ifes_records.strategies.records import texts
from ifes_records.text.source_text import digest

SEPARATORS = ("-----", "==========", "***", "########", "\f")


@once
@composite
def dumps(draw: DrawFn, *, most: int = 4) -> tuple[str, list[ElectionRecord]]:
    """A text of one record or several, and what reading it must give, record by record.

    ``source`` has each record's lines; the lines of footnotes are those of the whole text. Without separator lines a
    record begins at its head, so every record has one: a date, with a contest or counts below it.
    """
    pairs = draw(st.lists(texts(), min_size=1, max_size=most))
    separated = draw(st.booleans()) or not all(begins_below(first[1], second[1]) for first, second in pairwise(pairs))
    text, found, number = "", [], 0
    for index, (piece, record) in enumerate(pairs):
        end = "\r" if "\r" in piece and "\n" not in piece else "\n"
        last = index == len(pairs) - 1
        piece += end * draw(st.integers(0, 2)) if not separated and not last else ""
        source = evolve(
            record.source, index=index, sha256=digest(piece), line_start=number + 1,
            line_end=number + (record.source.line_end if separated or last else lines_in(piece)),
        )  # fmt: skip
        footnotes = tuple(
            evolve(note, line=note.line + number, refers_to=tuple(line + number for line in note.refers_to))
            for note in record.footnotes
        )
        found.append(evolve(record, source=source, footnotes=footnotes))
        text += piece
        number += lines_in(piece)
        if separated and not last:
            separator = draw(sampled_from(SEPARATORS)) + end
            text += separator
            number += lines_in(separator)
    return text, found


def lines_in(text: str) -> int:
    """How many lines a text of whole lines has; a form feed ends one as well."""
    return len(text.splitlines())


def begins_below(first: ElectionRecord, second: ElectionRecord) -> bool:
    """Whether a record shows where it begins below another: its date line is not the other's repeated."""
    again = second.election.date_text == first.election.date_text
    return begins_a_record(second) and (begins_a_record(first) or not again)


def begins_a_record(record: ElectionRecord) -> bool:
    """Whether the head of a record shows where it begins in a text of many."""
    counts = record.participation
    goes_on = record.election.contest.title is not None or record.results or counts.cast_votes_text or record.sections
    return record.election.date_text is not None and bool(goes_on)
