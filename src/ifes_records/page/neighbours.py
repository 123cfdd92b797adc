"""Guards on a table as a whole: a row that is read otherwise than its neighbours, names that end in a column."""

from __future__ import annotations

import re

from ifes_records.diagnostics import quoted
from ifes_records.page.table_rows import YEAR, TableRow
from ifes_records.text import lexicon
from ifes_records.values import count, name

# A row is odd among so many others.
FEWEST_NEIGHBOURS = 3
# List 17
_FIGURE_BEHIND = re.compile(r"(\w+)\W* (\d[\d,.]*)$")


def compare_with_neighbours(rows: list[TableRow]) -> None:
    """Report a header that was read as a row, and the one party that has a lone figure where all others have more.

    Groups of candidates often have one.
    """
    numbered = [row for row in rows if row.cell_count and _ends_in_figure(row.text.name(row.cell_count))]
    if len(numbered) >= FEWEST_NEIGHBOURS and len(numbered) * 2 >= len(rows):
        for row in (row for row in numbered if not row.diagnostics):
            row.warn("W-ROW-CELLS", "Several names end in a figure; it may be a column of its own.")
    if len(rows) > 1 and not rows[0].cell_count and all(row.cell_count for row in rows[1:]):
        rows[0].warn("W-ROW-CELLS", "The first row has no figures, and all others have; it may be a header.")
    for row in rows:
        odd = row.cell_count and row.cells[0].kind in "FN" and not row.cells[0].figure.isdecimal()
        if row.text.glued and odd and not row.diagnostics:
            row.warn("W-ROW-CELLS", "No blank parts the name from its first cell, which may be several.")
    for row in _shares_alone(rows):
        row.warn(
            "W-ROW-CELLS", f"{quoted(row.cells[0].text)} was taken as a share, unlike the figures of other rows."
        )
    shapes = [row.text.shape(row.cell_count) for row in rows]
    if shapes.count("FDF") == 1 and shapes.count("F") == len(rows) - 1 >= FEWEST_NEIGHBOURS:
        rows[shapes.index("FDF")].warn("W-ROW-CELLS", "The row has more cells than all others; one may be broken.")
    few = [row for row in rows if row.cell_count == 1]
    if len(few) != 1 or len(rows) <= FEWEST_NEIGHBOURS or few[0].cells[0].kind != "F":
        return
    if count.parse(few[0].cells[0].figure).value is None:
        return  # reported as such
    if name.aggregate(few[0].text.name(1)) is None:
        few[0].warn("W-ROW-CELLS", "The row has fewer cells than all others; they may be in other columns.")


def doubt_years(rows: list[TableRow]) -> None:
    """Report votes that are the only figure of a row and look like a year, unless others have no commas either.

    So are those of a table with one row.
    """
    plain = [row for row in rows for cell in row.cells if cell.kind == "F" and _is_plain(cell.figure)]
    years = [row for row in plain if row.roles == "v" and (len(rows) == 1 or YEAR.fullmatch(row.cells[0].figure))]
    for row in years if len(years) == len(plain) else ():
        message = (
            f"{quoted(row.cells[0].text)} was taken as votes, although it has no comma and may be something else."
        )
        row.warn("W-ROW-LONE-NUMBER", message, "votes")


def _is_plain(figure: str) -> bool:
    """Whether a figure of thousands has no comma."""
    return figure.isdecimal() and len(figure) >= len("1000")


def _shares_alone(rows: list[TableRow]) -> list[TableRow]:
    """The rows whose only cell was read as a share, in a table where those of others are figures."""
    alone = [row for row in rows if row.cell_count == 1 and row.roles == "p" and "%" not in row.cells[0].text]
    return alone if any(row.cell_count == 1 and row.roles in ("s", "v") for row in rows) else []


def _ends_in_figure(name: str) -> bool:
    """Whether a name ends in a figure that is no year, and not the number of a list: ``List 17``."""
    found = _FIGURE_BEHIND.search(name) if name[-1:].isdecimal() or name.endswith((",", ".")) else None
    numbered = found is not None and lexicon.pattern("NUMBERED_WORD").fullmatch(found[1])
    return found is not None and not numbered and not YEAR.fullmatch(found[2])
