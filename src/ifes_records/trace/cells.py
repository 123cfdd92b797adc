"""The spans of the name, cells and figures in a row of results."""

from __future__ import annotations

from ifes_records.model import ResultRow, Span
from ifes_records.text.memo import remembered
from ifes_records.trace.aligned import Aligned
from ifes_records.values import count
from ifes_records.values import row as rows
from ifes_records.values.row import Cell


def cell_of(field: str, found: ResultRow, line: Aligned, cells: tuple[Cell, ...]) -> Span | None:
    """The span of a field of a row with these ``cells`` of its ``line``; ``None`` if it was not read from one cell or
    adjacent cells.
    """
    if field == "name":
        start = line.text.find(found.name.text) if found.name.text else -1
        return line.span(start, start + len(found.name.text)) if start >= 0 else None
    if field.startswith("cells["):
        cells = (cells[int(field[6:-1])],)
    elif field == "seats_won":
        cells = tuple(cell for cell in cells[:1] if _says(cell, found.seats_won))
    elif field == "vote_percent":
        cells = tuple(cell for cell in cells if cell.kind == "P")
    else:
        # Between the seats and the votes is the change: an arrow, a signed figure, or two dashes.
        places = (n for n, cell in enumerate(cells) if cell.kind not in "AS" and _says(cell, found.votes))
        votes = max(places, default=len(cells))
        is_change = field in ("seats_change", "seats_change_direction")
        cells = cells[1:votes] if is_change else cells[votes : votes + 1] if field == "votes" else ()
    return line.span(cells[0].start, cells[-1].end) if cells else None


@remembered
def cells_of(found: tuple[str, ...], line: str) -> tuple[Cell, ...]:
    """The cells of a row that the table decided on; it may have joined some (``3 431 510``)."""
    text = rows.parse(line)
    cells: list[Cell] = []
    end = len(text.text)
    kinds = {cell.end: cell for cell in text.cells}
    for written in reversed(found):
        start = text.text.rfind(written, 0, end)
        last = kinds.get(start + len(written))
        if start < 0 or last is None:
            return ()
        cells.append(last if last.start == start else Cell("F", written, start, last.end, written))
        end = start
    return tuple(reversed(cells))


def _says(cell: Cell, value: int | None) -> bool:
    """Whether the site prints a count like this; a dash is 0."""
    return count.parse(cell.figure).value == value or (cell.kind == "D" and value == 0)
