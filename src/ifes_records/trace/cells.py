"""The spans of the name, cells and figures in a row of results."""

from __future__ import annotations

from ifes_records.model import ResultRow, Span
from ifes_records.trace.aligned import Aligned
from ifes_records.values import count
from ifes_records.values.row import Cell, RowText


def cell_of(field: str, found: ResultRow, line: Aligned, text: RowText) -> Span | None:
    """The span of a field of a row, whose ``line`` was parsed to ``text``; ``None`` if it was not read from one cell
    or adjacent cells.
    """
    cells = text.cells[len(text.cells) - len(found.cells) :] if found.cells else ()
    if field == "name":
        return line.span(0, len(text.name(len(cells)))) if text.name(len(cells)) else None
    if field.startswith("cells["):
        cells = (cells[int(field[6:-1])],)
    elif field == "votes":
        cells = tuple(cell for cell in cells[-2:] if _says(cell, found.votes))[-1:]
    elif field == "seats_won":
        cells = tuple(cell for cell in cells[:1] if _says(cell, found.seats_won))
    elif field in ("seats_change", "seats_change_direction"):
        # Between the seats and the votes: an arrow, a signed figure, or two dashes.
        cells = tuple(cell for cell in cells[1:] if cell.kind in "DAS" or not _says(cell, found.votes))
    elif field == "vote_percent":
        cells = tuple(cell for cell in cells if cell.kind == "P")
    else:
        cells = ()
    return line.span(cells[0].start, cells[-1].end) if cells else None


def _says(cell: Cell, value: int | None) -> bool:
    """Whether the site prints a count like this; a dash is 0."""
    return count.parse(cell.text).value == value or (cell.kind == "D" and value == 0)
