"""Tables of parties whose header names other columns than usual, or names them in another order."""

from __future__ import annotations

from ifes_records.diagnostics import Diagnostic, Effect, quoted
from ifes_records.page.table_rows import TableRow
from ifes_records.text import lexicon
from ifes_records.values.row import Cell, RowText

# The role of each column, as in `shapes.py`; columns that no field is for are left out.
ROLES = {"SEATS_COLUMN": "s", "CHANGE_COLUMN": "c", "VOTES_COLUMN": "v", "SHARE_COLUMN": "p", "OTHER_COLUMN": "-"}
# The kinds of cells that each column has, but for that of changes.
KINDS = {"s": "FDNEX", "v": "FDNEX", "p": "PFDNEX", "-": "FPDNSAEX"}


def columns_in(header: str) -> str:
    """The roles of the columns behind that of the parties: ``vsc`` for ``Party Votes Seats Won Seats Change``."""
    names = lexicon.pattern("COLUMN_NAME").finditer(header)
    return "".join(next(role for kind, role in ROLES.items() if lexicon.pattern(kind).fullmatch(n[0])) for n in names)


def assign_columns(rows: list[TableRow], columns: str) -> bool:
    """Give the cells of all rows the roles of the columns, if each row has a cell that fits for each column."""
    found = [(row, _roles(row.text.cells, columns)) for row in rows if row.text.cells]
    if any(roles is None for _, roles in found):
        return False
    for row, roles in found:
        row.assign(len(row.text.cells), roles or "")
    return True


def diagnostic_in_header(header: str, columns: str, texts: list[RowText]) -> Diagnostic | None:
    """What a header says that the rows don't, or that no field is for."""
    if any(_roles(text.cells, columns) is None for text in texts if text.cells):
        message = f"The rows don't have the columns that {quoted(header)} names; their cells may be in other ones."
        return Diagnostic("W-ROW-CELLS", message, effect=Effect.DOUBTFUL)
    if "-" in columns:
        return Diagnostic(
            "W-ROW-CELLS", f"No field is for some columns of {quoted(header)}; they are only in the cells."
        )
    return None


def _roles(cells: tuple[Cell, ...], columns: str) -> str | None:
    """The roles of the cells of a row; an arrow with its figure, or two dashes, are one column."""
    kinds, roles = "".join(cell.kind for cell in cells), ""
    for at, column in enumerate(columns):
        rest = kinds[len(roles) :]
        spare = len(rest) - len(columns) + at
        if column == "c" and rest[:1] in ("D", "N", "E", "S", "A"):
            pair = {"AF": "dc", "DD": "u-"}.get(rest[:2], "") if spare > 0 else ""
            roles += pair or {"S": "c", "A": "d"}.get(rest[0], "-")
        elif rest[:1] and rest[0] in KINDS.get(column, ""):
            roles += (
                "z" if (column, rest[0]) == ("s", "D") else "-" if column == "p" and rest[0] not in "PF" else column
            )
        else:
            return None
    return roles if len(roles) == len(kinds) else None
