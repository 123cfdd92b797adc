"""What a check reads, and what it finds."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from attrs import frozen

from ifes_records.model.body import Block, Section, SectionKind, UnreadLine
from ifes_records.model.facts import Facts
from ifes_records.model.record import ElectionRecord
from ifes_records.model.results import Result
from ifes_records.span import Span


@frozen
class Finding:
    """Something that does not fit together.

    The code's first letter is its severity: ``I`` odd, but common; ``W`` a person would look again. Nothing that a
    check finds is an error. ``span`` is ``None`` where the record keeps no place: the counts of votes and voters,
    the dates of the head.
    """

    code: str
    message: str
    path: str
    span: Span | None = None


@frozen
class CheckedRecord:
    """A record and the facts of its sections, as the checks read them."""

    record: ElectionRecord
    facts: Facts

    @property
    def has_results(self) -> bool:
        """Whether any votes or seats are given; ``None``, ``-`` and 0 are no results."""
        rows = [row for result in self.record.results for row in result.rows]
        return bool(self.record.participation.cast_votes) or any(row.votes or row.seats_won for row in rows)

    @property
    def modified(self) -> dict[str, str]:
        """The modified dates that are given, by their field: ``{"results": "2016-08-17"}``."""
        modified = self.record.modified
        dates = {"record": modified.record, "results": modified.results, "election": modified.election}
        return {name: day for name, day in dates.items() if day is not None}

    def is_whole(self, result: Result) -> bool:
        """Whether a table's rows are all there, as far as one can tell.

        They may not be where a line inside the table was no row, or where the text ends with the table: not every
        text that breaks off does so in mid-line. Another table, a section or the results' date shows that it goes on.
        """
        record, span = self.record, result.span
        if span is None:
            return False
        next_unread = bisect_left(record.unread, span.start, key=_start)
        inside = next_unread < len(record.unread) and _start(record.unread[next_unread]) < span.end
        last = result is record.results[-1] and record.modified.results is None
        below = bool(record.sections) and _start(record.sections[-1]) >= span.end
        return not inside and (below or not last)

    def texts(self, kind: SectionKind) -> Iterator[str]:
        """Every paragraph and bullet of the sections of one kind."""
        for section in self.record.sections:
            if section.kind is kind:
                yield from _texts(section.blocks)


def _start(line: UnreadLine | Section) -> int:
    return line.span.start if line.span is not None else 0


def _texts(blocks: tuple[Block, ...]) -> Iterator[str]:
    for block in blocks:
        yield block.text
        yield from _texts(block.children)
