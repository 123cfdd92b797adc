"""The rows of a table while it is decided what their cells mean, and the totals that help to decide."""

from __future__ import annotations

import re

from attrs import define, field, frozen

from ifes_records.diagnostics import Diagnostic
from ifes_records.model.results import ChangeDirection, FigureMark
from ifes_records.values import count
from ifes_records.values.row import Cell, RowText

# No directly elected chamber has more members, so a larger figure is votes.
LARGEST_CHAMBER = 750
# Few chambers have more.
LARGE_CHAMBER = 500
# A year is often part of a party's name (Lelo 2019).
YEAR = re.compile(r"1[89]\d\d|20\d\d|2100")


@frozen
class Values:
    """The figures of a row, with their cells and diagnostics; each diagnostic has the path of its field."""

    name: str = ""
    cells: tuple[Cell, ...] = ()
    seats_won: int | None = None
    seats_change: int | None = None
    direction: ChangeDirection | None = None
    votes: int | None = None
    percent: str | None = None
    seats_mark: FigureMark = FigureMark.ABSENT
    votes_mark: FigureMark = FigureMark.ABSENT
    diagnostics: tuple[tuple[Diagnostic, str], ...] = ()


@define
class TableRow:
    """A row, with the number of its cells and their roles as decided so far."""

    text: RowText
    cell_count: int = 0
    roles: str = ""
    diagnostics: list[tuple[Diagnostic, str]] = field(factory=list)

    @property
    def cells(self) -> tuple[Cell, ...]:
        """The cells of the row, as decided so far."""
        return self.text.cells[len(self.text.cells) - self.cell_count :]

    def warn(self, code: str, message: str, path: str = "") -> None:
        """Add a diagnostic about the row, or about the field at ``path``."""
        self.diagnostics.append((Diagnostic(code, message), path))

    def assign(self, cell_count: int, roles: str) -> None:
        """Decide that the row has ``cell_count`` cells, with these roles."""
        self.cell_count, self.roles = cell_count, roles

    def figure(self, role: str) -> int | None:
        """Return the figure of the cell with ``role``, if it is a figure."""
        for cell, cell_role in zip(self.cells, self.roles, strict=True) if role in self.roles else ():
            if cell_role == role and cell.kind == "F":
                return count.parse(cell.figure).value
        return None


@frozen
class ColumnTotals:
    """The totals that the record gives for the columns, as far as it does.

    ``seats`` are the numbers of seats at stake in each chamber, ``votes`` are the valid votes.
    """

    seats: tuple[int, ...] = ()
    votes: int | None = None

    @property
    def limit(self) -> int:
        """The most seats that one row can have."""
        return max(self.seats, default=LARGEST_CHAMBER)

    @property
    def ceiling(self) -> int:
        """The most seats that any chamber of the record can have."""
        return max(self.limit, LARGEST_CHAMBER)

    @property
    def split_ceiling(self) -> int:
        """The most seats that two figures side by side can be, if they are one whose digits are apart."""
        return max(self.seats, default=LARGE_CHAMBER)

    def is_year(self, figure: str) -> bool:
        """Whether a figure is more likely the year in a party's name than its seats."""
        return YEAR.fullmatch(figure) is not None and int(figure) not in self.seats

    def can_be_seats(self, figure: str) -> bool:
        """Whether a figure can be a party's seats. It may exceed ``limit``: by-elections can fill more seats."""
        value = count.parse(figure).value
        return value is not None and not self.is_year(figure) and value <= self.ceiling
