"""The figures of a row, from the roles of its cells."""

from __future__ import annotations

from ifes_records.diagnostics import Diagnostic, Effect, quoted
from ifes_records.model.results import ChangeDirection, FigureMark
from ifes_records.page.table_rows import ColumnTotals, TableRow, Values
from ifes_records.values import count

UP_ARROWS = "▲△↑⬆"
# Databases write it for a figure that they don't have.
STAND_IN = "-1"
# Fewer votes for each seat, or fewer in all, are hardly possible: 62 - 64 is a range.
FEWEST_FOR_A_SEAT = 10
FEWEST_WITH_SEATS = 100
# The field of each role that has a figure.
PATHS = {"s": "seats_won", "v": "votes", "c": "seats_change"}


def values_of(row: TableRow, totals: ColumnTotals) -> Values:
    """Return the figures of a row, from the roles of its cells."""
    cells = row.cells
    found: dict[str, int | None] = {}
    kinds: dict[str, str] = {}
    direction: ChangeDirection | None = None
    percent: str | None = None
    diagnostics = list(row.diagnostics)
    # `u-` is one role over two dashes.
    for cell, role in zip(cells, row.roles, strict=True):
        kinds.setdefault("s" if role == "z" else role, cell.kind)
        if role == "c" and cell.figure == STAND_IN:
            message = f"{quoted(cell.text)} is a stand-in for a figure that is not known; no value was taken."
            diagnostics.append((Diagnostic("W-COUNT-STAND-IN", message), PATHS["c"]))
        elif role == "c" and cell.kind == "S":
            found["c"] = _signed(cell.figure)
        elif role in PATHS and cell.kind in "FSX":
            reading = count.parse(cell.figure)
            found[role] = reading.value
            if reading.diagnostic:
                diagnostics.append((reading.diagnostic, PATHS[role]))
        elif cell.kind == "X":
            message = f"{quoted(cell.text)} cannot be read as a cell; no value was taken from it."
            diagnostics.append((Diagnostic("W-ROW-CELLS", message), ""))
        elif role == "z" and cell.kind == "D":
            found["s"] = 0
        elif role == "u" and "DD" in row.text.shape(row.cell_count):
            found["c"], direction = 0, ChangeDirection.UNCHANGED
        elif role == "d":
            direction = ChangeDirection.UP if cell.figure in UP_ARROWS else ChangeDirection.DOWN
        elif role == "p":
            percent = cell.figure
            if len(cells) == 1 and "%" not in cell.text:
                message = f"{quoted(cell.text)} is all that the row has; it was taken as a share, without its sign."
                diagnostics.append((Diagnostic("W-ROW-CELLS", message, effect=Effect.GUESSED), "vote_percent"))
    if (found.get("s") or 0) > totals.ceiling:
        message = f"{found['s']:,} seats are more than a chamber has; no value was taken."
        diagnostics.append((Diagnostic("W-ROW-SEATS", message), "seats_won"))
        found["s"] = None
    seats, votes = found.get("s") or 0, found.get("v") or 0
    if seats and 0 < votes < max(FEWEST_FOR_A_SEAT * seats, FEWEST_WITH_SEATS):
        message = f"{seats:,} seats for {votes:,} votes are hardly possible; the columns may be mixed up."
        diagnostics.append((Diagnostic("W-ROW-CELLS", message, effect=Effect.DOUBTFUL), ""))
    change = found.get("c")
    if change is not None and abs(change) > totals.ceiling:
        message = f"A change of {change:,} seats is more than a chamber has; the columns may be mixed up."
        diagnostics.append((Diagnostic("W-ROW-SEATS", message), ""))
        change = direction = None
    if change is not None and direction is ChangeDirection.DOWN:
        change = -abs(change)
    if change is not None and direction is None:
        direction = (
            ChangeDirection.UP if change > 0 else ChangeDirection.DOWN if change < 0 else ChangeDirection.UNCHANGED
        )
    marks = _mark(row, kinds, "s", found.get("s")), _mark(row, kinds, "v", found.get("v"))
    name = row.text.name(row.cell_count)
    return Values(name, cells, found.get("s"), change, direction, found.get("v"), percent, *marks, tuple(diagnostics))


def _signed(figure: str) -> int:
    """The change that a figure with its sign gives: ``+5``, ``–2``, ``±0``."""
    return int(figure.lstrip("+±")) if figure[0] in "+±0" else -int(figure[1:])


def _mark(row: TableRow, kinds: dict[str, str], role: str, value: int | None) -> FigureMark:
    """Return what the row has for its seats (``s``) or its votes (``v``), from the kinds of cells by their roles."""
    if value is None and kinds.keys() == {"-"} and row.text.shape(row.cell_count) != "D":
        return FigureMark.UNREAD  # cells of no known shape
    kind = kinds.get(role)
    if kind is None and role == "v" and row.roles.rstrip("p").endswith("-") and row.roles[0] != "-":
        kind = row.text.shape(row.cell_count)[len(row.roles.rstrip("p")) - 1]  # the dash after the seats
    if kind in ("F", "S", "X"):
        return FigureMark.FIGURE if value is not None else FigureMark.UNREAD
    return {"D": FigureMark.DASH, "N": FigureMark.NONE, "E": FigureMark.NONE}.get(kind or "", FigureMark.ABSENT)
