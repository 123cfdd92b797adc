"""The results block as far as it has been read."""

from __future__ import annotations

from attrs import define, field

from ifes_records.model.head import Participation
from ifes_records.model.results import ResultKind
from ifes_records.page.body import OpenSection
from ifes_records.page.rows import Table
from ifes_records.span import Span
from ifes_records.text.grammars import RecordTree


@define
class ResultsBlock:
    """The results block as far as it has been read."""

    participation: Participation = field(factory=Participation)
    modified: str | None = None
    modified_line: RecordTree | None = None
    tables: list[Table] = field(factory=list)
    sections: list[OpenSection] = field(factory=list)
    label: tuple[ResultKind | None, str | None] = (None, None)
    label_span: Span | None = None
    # Whether only labels have followed the last label, so that it is directly above the next rows.
    label_is_adjacent: bool = False
    # The header of the table, if it has other columns than usual.
    header: str = ""
    # Whether the header of the table has no blanks between its cells: `PartySeats WonSeats ChangeVotes`
    is_glued: bool = False
    # The counts whose figure is on a line of its own, and whether such a line belongs to no count.
    counts_below: list[tuple[str, Span]] = field(factory=list)
    has_loose_figures: bool = False
    # Whether the last label was `Voter Turnout`, whose figure may be on the next line.
    expects_turnout: bool = False

    def add(self, table: Table) -> None:
        """Add a table, unless nothing is in it."""
        if table.lines or table.question:
            self.tables.append(table)
