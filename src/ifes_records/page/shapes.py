"""The shapes of rows: which text at the end of a row is a cell, and what each cell means.

The line grammar cannot know whether ``Democrats 66 9`` ends in one figure or two, or whether ``Reformists 51`` won
51 seats or 51 votes. This is decided in ``columns.py``.

======================  =====  ======================================================================
written                 shape  meaning
======================  =====  ======================================================================
``62 - 3,431,510``      FDF    62 seats; change not known (an arrow was lost); votes
``4 - - 184,636``       FDDF   4 seats, the same as last time; votes
``- - 21,484``          DDF    no seats (the site prints ``-`` for 0); change not applicable; votes
``6 None``              FN     6 seats; votes not known
``None 1,786,447``      NF     seats not known; votes
``48 621,893``          FF     seats and votes
``51``                  F      seats, or votes
``- - -``               DDD    no seats; votes 0 or not known
``12 - -``              FDD    12 seats, no votes given
``62 ▲ 3,431,510``      FAF    seats went up by an unknown number
======================  =====  ======================================================================

(F figure, D dash, N None, A arrow, S figure with a sign, P share, X what cannot be read and can be any of them.)
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import product

from attrs import evolve

from ifes_records.diagnostics import Diagnostic, Effect, quoted
from ifes_records.model.results import ResultKind
from ifes_records.page.table_rows import ColumnTotals, TableRow
from ifes_records.values.row import Cell, RowText, as_count

# The role of each cell of a shape: s seats, c change, d direction (an arrow), v votes, p percent, - nothing.
# `z` is a dash for no seats; `u`, followed by `-`, is a pair of dashes for no change.
SHAPES = {
    "FDF": "s-v", "FDN": "s-v", "FDD": "s--",
    "FDDF": "su-v", "FDDN": "su-v", "FDDD": "su--",
    "DDF": "z-v", "DDN": "z-v", "DDD": "z--", "DDDF": "zu-v", "DDDN": "zu-v", "DDDD": "zu--", "DD": "z-",
    "FN": "sv", "NF": "sv", "NN": "sv", "NDF": "s-v", "NDN": "s-v", "NDD": "s--", "NDDF": "su-v", "NDDN": "su-v",
    "FAF": "sdv", "FAN": "sdv", "FAD": "sd-", "FA": "sd", "FAFF": "sdcv", "FAFN": "sdcv", "FAFD": "sdc-",
    "DAF": "zdv", "DAFF": "zdcv", "DAN": "zdv",
    "FSF": "scv", "FSN": "scv", "FSD": "sc-", "FS": "sc", "DSF": "zcv", "DSN": "zcv",
    "FF": "sv", "N": "v",
    "FDAF": "s-dv", "FDAFF": "s-dcv", "DDAF": "z-dv",
    "SDF": "s-v", "SDN": "s-v", "SDD": "s--", "SDDF": "su-v", "FDS": "s-v", "DDS": "z-v", "FDDS": "su-v",
}  # fmt: skip
# The site does not print these shapes, but they have one likely reading. They are read with a warning.
UNUSUAL_SHAPES = {"DF": "zv", "FD": "s-", "DN": "zv", "D": "-", "ND": "s-"}
# What an odd or an empty cell can stand for, the most likely kind first.
MAY_BE = {"X": "FDNA", "E": "ND"}
LONGEST = max(map(len, SHAPES))
# (1990)      5th      …      (an odd figure that is more likely a part of a name, where no other cell follows)
PART_OF_NAME = re.compile(r"[()]|[^\W\d_]{2}|^\D*$")


def assign_shape(row: TableRow, kind: ResultKind, totals: ColumnTotals) -> None:
    """Assign the longest shape that fits the end of a row."""
    if kind is ResultKind.PARTY and row.text.glued and len(row.text.cells) > 1:
        # I2 in `Amanat I2 - 3,431,510`      (a table of parties has blanks between its cells)
        row.text = evolve(row.text, cells=row.text.cells[1:], glued=False)
    if kind is ResultKind.PARTY:
        row.text = _with_change_of_nought(row.text)
    share = 1 if row.text.cells and row.text.cells[-1].kind == "P" else 0
    if share and kind is ResultKind.PARTY and len(row.text.cells) < len("FDFP"):
        # A lone `62.0` in a table of parties is their seats, and `- NaN 21484.0` ends in votes.
        row.text = evolve(row.text, cells=(*row.text.cells[:-1], as_count(row.text.cells[-1])))
        share = int(row.text.cells[-1].kind == "P")
    available = len(row.text.cells) - share
    whole = row.text.shape(available + share)[:available]
    for shapes in (SHAPES, UNUSUAL_SHAPES):
        for length in range(min(LONGEST, available), 0, -1):
            roles = _roles(whole[available - length :], shapes)
            if roles is None or (kind is not ResultKind.PARTY and length < 3):
                continue
            first = row.text.cells[-length - share]
            if roles[0] == "s" and first.kind == "F" and totals.is_year(first.figure):
                # Republicans of 1931 - - -
                continue
            if roles == "sv" and first.kind == "F" and not totals.can_be_seats(first.figure):
                continue
            if kind is ResultKind.PARTY and whole[:-length][-1:] not in ("", "F", "X"):
                # Elm 9 - 3 -      (`9 -`, before the shape, is not part of the name)
                _assign_nothing(row)
                return
            row.assign(length + share, roles + "p" * share)
            if shapes is UNUSUAL_SHAPES:
                written = " ".join(cell.text for cell in row.cells)
                message = f"The cells {quoted(written)} are in an unusual order; their most likely reading was taken."
                row.diagnostics.append((Diagnostic("W-ROW-CELLS", message, effect=Effect.GUESSED), ""))
            return
        if shapes is SHAPES and available and _stands_alone(row.text.cells[available - 1], row, kind):
            # A lone figure is votes in a list of candidates; in a table of parties it is decided later.
            row.assign(1 + share, ("?" if kind is ResultKind.PARTY else "v") + "p" * share)
            return
    if share and not available:
        row.assign(1, "p")


def _with_change_of_nought(text: RowText) -> RowText:
    """The row with 0 between its seats and its many votes as the change: ``62 0 3,431,510``, ``62 0 0 3,431,510``."""
    last = text.cells[-3:]
    if text.shape(4) == "FFFF" and last[0].figure == last[1].figure == "0":
        dashes = (evolve(cell, kind="D") for cell in last[:2])
        return evolve(text, cells=(*text.cells[:-3], *dashes, last[2]))
    if text.shape(3) != "FFF" or last[1].figure != "0" or len(last[2].figure) < len("100"):
        return text
    return evolve(text, cells=(*text.cells[:-2], evolve(last[1], kind="S"), last[2]))


def _roles(shape: str, shapes: Mapping[str, str]) -> str | None:
    """The roles of cells of this shape; a cell that cannot be read takes the place of any other."""
    if shape in ("X", "E") or not {"X", "E"} & {*shape}:
        return shapes.get(shape.replace("E", "N"))
    fits = map("".join, product(*(MAY_BE.get(kind, kind) for kind in shape)))
    return next((shapes[fit] for fit in fits if fit in shapes), None)


def _stands_alone(cell: Cell, row: TableRow, kind: ResultKind) -> bool:
    """Whether a cell can be a row's only one: a figure or None, or an odd figure that is no part of a name."""
    if cell.kind in "FNE":
        # A party's name may end in a figure (`Sea25`), a candidate's does not.
        return not (row.text.glued and kind is ResultKind.PARTY and cell.kind == "F" and "," not in cell.figure)
    odd = cell.kind == "X" and not PART_OF_NAME.search(cell.text)
    return odd and not (row.text.glued and kind is ResultKind.PARTY)


def _assign_nothing(row: TableRow) -> None:
    row.assign(len(row.text.cells), "-" * len(row.text.cells))
    written = " ".join(cell.text for cell in row.cells)
    row.warn("W-ROW-CELLS", f"The cells {quoted(written)} have no known shape; no value was taken from them.")
