"""Questions about a record that several checks ask."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from ifes_records.model.body import Block, Section, SectionKind, UnreadLine
from ifes_records.model.record import ElectionRecord
from ifes_records.model.results import Result, ResultPlace


def has_results(record: ElectionRecord, *places: ResultPlace) -> bool:
    """Whether there are any votes or seats, in these places or in any; ``None``, ``-`` and 0 are not results."""
    rows = [row for result in record.results if result.place in (places or ResultPlace) for row in result.rows]
    return bool(record.participation.cast_votes) or any(row.votes or row.seats_won for row in rows)


def modified_dates(record: ElectionRecord) -> dict[str, str]:
    """The modified dates of a record, by field: ``{"results": "2016-08-17"}``."""
    modified = record.modified
    dates = {"record": modified.record, "results": modified.results, "election": modified.election}
    return {name: day for name, day in dates.items() if day is not None}


def is_whole(record: ElectionRecord, result: Result) -> bool:
    """Whether a table has all its rows, as far as one can tell.

    Rows may be missing if a line inside the table could not be read, or if the text ends with the table, because not
    every text breaks off in the middle of a line. Another table, a section or the date of the results shows that the
    text goes on. A list in the body is never known to be whole.
    """
    span = result.span
    if span is None or result.place is ResultPlace.BODY:
        return False
    next_unread = bisect_left(record.unread, span.start, key=_start)
    inside = next_unread < len(record.unread) and _start(record.unread[next_unread]) < span.end
    in_block = [other for other in record.results if other.place is ResultPlace.RESULTS]
    last = result is in_block[-1] and record.modified.results is None
    below = bool(record.sections) and _start(record.sections[-1]) >= span.end
    return not inside and (below or not last)


def texts_of(record: ElectionRecord, kind: SectionKind) -> Iterator[str]:
    """The text of every block in the sections of one kind."""
    for section in record.sections:
        if section.kind is kind:
            yield from _texts(section.blocks)


def _start(line: UnreadLine | Section) -> int:
    return line.span.start if line.span is not None else 0


def _texts(blocks: tuple[Block, ...]) -> Iterator[str]:
    for block in blocks:
        yield block.text
        yield from _texts(block.children)
