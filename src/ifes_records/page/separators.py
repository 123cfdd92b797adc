"""Thousands separated by dots or blanks in place of commas. The table as a whole shows whether they are."""

from __future__ import annotations

import re

from attrs import evolve

from ifes_records.model.results import ResultKind
from ifes_records.page.table_rows import TableRow
from ifes_records.values.row import Cell

GROUPS = re.compile(r"\d{1,3}(?: \d{3})+")
DOTTED = re.compile(r"\d{1,3}(?:\.\d{3})+")
MORE_THAN_A_SHARE = re.compile(r"\d+\.\d+\.|[1-9]\d\d\.")


def join_groups(row: TableRow, *, everywhere: bool, after_arrows: bool) -> None:
    """Join the groups of a figure whose thousands are parted by blanks: ``62 - 3 431 510``, ``LUNGU1 860 877``.

    That is clear where there can be only one figure: after a dash; for a candidate, if all large figures of the
    list are written so; ``after_arrows``, if other figures of the table are (``62 ▼ 431 510``).
    """
    cells = row.text.cells
    length = next((n for n, cell in enumerate(reversed(cells)) if cell.kind not in "FX"), len(cells))
    before = cells[len(cells) - length - 1].kind if length < len(cells) else ""
    if length < 2 or (before == "A" and length == 2 and not after_arrows):
        return  # 62 ▼ 5 3,431,510
    if before not in ("D", "A", "S", "E") and not everywhere:
        return
    first, last = cells[-length], cells[-1]
    figure = " ".join(cell.figure for cell in cells[-length:])
    text = row.text.text[first.start : last.end]
    joined = Cell("F" if GROUPS.fullmatch(figure) else "X", text, first.start, last.end, figure)
    row.text = evolve(row.text, cells=(*cells[:-length], joined))


def has_groups(rows: list[TableRow]) -> bool:
    """Whether a table has no commas, and a figure after a dash whose thousands are parted by blanks."""
    found = False
    for row in rows:
        cells = row.text.cells
        if any("," in cell.figure for cell in cells):
            return False
        length = next((n for n, cell in enumerate(reversed(cells)) if cell.kind != "F"), 0)
        figures = " ".join(cell.figure for cell in cells[-length:])
        found = found or (length > 1 and cells[-length - 1].kind == "D" and GROUPS.fullmatch(figures) is not None)
    return found


def read_dots(rows: list[TableRow]) -> None:
    """Take ``331.058`` as a count, not a share, where other figures of the table have dots between thousands.

    Elsewhere it can be either, and is not read.
    """
    figures = [cell.figure for row in rows for cell in row.text.cells if "." in cell.figure]
    if not figures:
        return
    counts = all(map(DOTTED.fullmatch, figures)) and any(map(MORE_THAN_A_SHARE.match, figures))
    for row in rows:
        cells = (
            evolve(cell, kind="F" if counts else "X") if cell.kind == "P" and DOTTED.fullmatch(cell.figure) else cell
            for cell in row.text.cells
        )
        row.text = evolve(row.text, cells=tuple(cells))


def are_in_groups(rows: list[TableRow], kind: ResultKind) -> bool:
    """Whether a list of candidates or answers has no commas, and all figures with several parts are groups."""
    if kind is ResultKind.PARTY:
        return False
    texts = [" ".join(cell.figure for cell in row.text.cells) for row in rows if len(row.text.cells) > 1]
    return bool(texts) and all(map(GROUPS.fullmatch, texts)) and (len(texts) > 1 or texts[0].count(" ") > 1)
