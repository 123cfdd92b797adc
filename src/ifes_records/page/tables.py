"""The cells of a table of results: which text at the end of a row is a cell, and what each cell means.

The line grammar cannot know whether ``Democrats 66 9`` ends in one figure or two, or whether ``Reformists 51`` won
51 seats or 51 votes. This is decided here from all rows of the table, the seats at stake and the valid votes.

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

(F figure, D dash, N None, A arrow, S figure with a sign, P share.)
"""

from __future__ import annotations

import re
from itertools import accumulate

from attrs import define, field, frozen

from ifes_records.diagnostics import Diagnostic, Effect, quoted
from ifes_records.model.results import ChangeDirection, FigureMark, ResultKind
from ifes_records.values import count
from ifes_records.values.row import Cell, RowText

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
    "SDF": "s-v", "SDN": "s-v", "SDD": "s--", "SDDF": "su-v", "FDS": "s-v", "DDS": "z-v", "FDDS": "su-v",
}  # fmt: skip

# The site does not print these shapes, but they have one likely reading. They are read with a warning.
UNUSUAL_SHAPES = {"DF": "zv", "FD": "s-", "DN": "zv", "D": "-", "ND": "s-"}

UP_ARROWS = "▲△↑⬆"
# No directly elected chamber has more members, so a larger figure is votes.
LARGEST_CHAMBER = 750

# A year is often part of a party's name (Lelo 2019).
YEAR = re.compile(r"1[89]\d\d|20\d\d|2100")


@frozen
class Values:
    """The figures of a row, with their cells and diagnostics; each diagnostic has the path of its field."""

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
        for cell, cell_role in zip(self.cells, self.roles, strict=True):
            if cell_role == role and cell.kind == "F":
                return count.parse(cell.text).value
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

    def can_be_seats(self, figure: str) -> bool:
        """Whether a figure can be a party's seats. It may exceed ``limit``: by-elections can fill more seats."""
        value = count.parse(figure).value
        if value is None or (YEAR.fullmatch(figure) and value not in self.seats):
            return False
        return "," in figure or value <= max(self.limit, LARGEST_CHAMBER)


def read_table(texts: list[RowText], kind: ResultKind, totals: ColumnTotals) -> list[Values]:
    """Decide what the cells of every row mean, from the table as a whole and from ``totals``."""
    rows = [TableRow(text) for text in texts]
    for row in rows:
        _assign_shape(row, kind, totals)
    if kind is ResultKind.PARTY:
        _decide_unchanged(rows, totals)
        _decide_pairs(rows, totals)
        _decide_lone_figures(rows, totals)
    return [_values(row) for row in rows]


def _assign_shape(row: TableRow, kind: ResultKind, totals: ColumnTotals) -> None:
    """Assign the longest shape that fits the end of a row."""
    share = 1 if row.text.cells and row.text.cells[-1].kind == "P" else 0
    available = len(row.text.cells) - share
    whole = row.text.shape(available + share)[:available]
    for shapes in (SHAPES, UNUSUAL_SHAPES):
        for length in range(min(4, available), 0, -1):
            roles = shapes.get(row.text.shape(length + share)[:length])
            if roles is None or (kind is not ResultKind.PARTY and length < 3):
                continue
            first = row.text.cells[-length - share]
            if roles[0] == "s" and first.kind == "F" and not totals.can_be_seats(first.text):
                # Republicans of 1931 - - -      (a year, not seats)
                continue
            if kind is ResultKind.PARTY and whole[:-length][-1:] not in ("", "F"):
                # Elm 9 - 3 -      (`9 -`, before the shape, is not part of the name)
                _assign_nothing(row)
                return
            row.assign(length + share, roles + "p" * share)
            if shapes is UNUSUAL_SHAPES:
                written = " ".join(cell.text for cell in row.cells)
                message = f"The cells {quoted(written)} are in an unusual order; their most likely reading was taken."
                row.diagnostics.append((Diagnostic("W-ROW-CELLS", message, effect=Effect.GUESSED), ""))
            return
        if shapes is SHAPES and available and row.text.shape(1 + share)[0] in "FN":
            # A lone figure is votes in a list of candidates; in a table of parties it is decided later.
            row.assign(1 + share, ("?" if kind is ResultKind.PARTY else "v") + "p" * share)
            return
    if share and not available:
        row.assign(1, "p")


def _assign_nothing(row: TableRow) -> None:
    row.assign(len(row.text.cells), "-" * len(row.text.cells))
    written = " ".join(cell.text for cell in row.cells)
    row.warn("W-ROW-CELLS", f"The cells {quoted(written)} have no known shape; no value was taken from them.")


def _decide_unchanged(rows: list[TableRow], totals: ColumnTotals) -> None:
    """Distinguish ``Elm 4 - - 184,636`` (4 seats, as before) from ``List 17 - - 345`` (no seats).

    The number belongs to the name if the seats add up without it, or if the votes for each seat would be less
    than 1% of the median.
    """
    seats = sum(row.figure("s") or 0 for row in rows)
    ratios = sorted(ratio for row in rows if (ratio := _votes_per_seat(row)) is not None)
    median = ratios[len(ratios) // 2] if ratios else 0
    doubtful = [row for row in rows if row.roles.startswith("su") and not row.text.name(row.cell_count).endswith(")")]
    extra = seats - max(totals.seats, default=seats)
    surplus = [row for row in doubtful if row.figure("s") == extra and seats - extra in totals.seats]
    for row in doubtful:
        ratio = _votes_per_seat(row)
        too_many = totals.seats and (row.figure("s") or 0) > totals.limit
        if too_many or (len(surplus) == 1 and surplus[0] is row) or (ratio is not None and ratio * 100 < median):
            figure = row.cells[0].text
            row.assign(row.cell_count - 1, "z" + row.roles[2:])
            if not too_many:
                message = f"{quoted(figure)} was taken as part of the name: as seats it does not fit the other rows."
                row.warn("W-ROW-NUMBER-IN-NAME", message, "seats_won")


def _votes_per_seat(row: TableRow) -> float | None:
    seats, votes = row.figure("s"), row.figure("v")
    return votes / seats if seats and votes is not None else None


def _decide_pairs(rows: list[TableRow], totals: ColumnTotals) -> None:
    """Distinguish seats and votes (``Reformists 48 621,893``) from a number in the name (``Democrats 66 9``).

    The totals decide first. Otherwise, a second figure that can't be seats is votes. Otherwise, the first
    figure belongs to the name if other rows have dashes, or if none has votes.
    """
    pairs = [row for row in rows if _is_pair(row)]
    if not pairs:
        return
    others = [row for row in rows if not _is_pair(row)]
    first, second = (sum(_figure(row, index) for row in pairs) for index in (0, 1))
    lone = sum(_figure(row) for row in others if row.roles.startswith("?") and _figure(row) <= totals.limit)
    seats, votes = (sum(row.figure(role) or 0 for row in others) for role in "sv")
    as_names = seats + lone + second in totals.seats
    as_cells = seats + first in totals.seats or seats + lone + first in totals.seats or votes + second == totals.votes
    dashes = any("-" in row.roles for row in others)
    votes_given = any(row.figure("v") is not None for row in others) or 2 * len(pairs) > len(rows)
    extra = seats + first - max(totals.seats) if totals.seats else 0
    surplus = [row for row in pairs if _figure(row) == extra]
    for row in pairs:
        comma, possible = "," in row.cells[1].text, totals.can_be_seats(row.cells[1].text)
        if row.text.name(row.cell_count).endswith(")") or row.cells[0].text == "0":
            is_name = False  # a figure after parentheses is not part of the name
        elif as_cells and not as_names and extra > 0 and len(surplus) == 1 and row is surplus[0]:
            is_name = True  # without this number the seats add up
        elif as_names != as_cells:
            is_name = as_names
        else:
            is_name = not comma and possible and _figure(row, 1) <= totals.limit and (dashes or not votes_given)
            if dashes or not comma:
                taken = "part of the name" if is_name else "seats"
                message = f"{quoted(row.cells[0].text)} was taken as {taken}; nothing in the record decides it."
                row.warn("W-ROW-NUMBER-IN-NAME", message, "seats_won")
        if is_name:
            row.assign(row.cell_count - 1, "?" + row.roles[2:])


def _is_pair(row: TableRow) -> bool:
    return row.roles.startswith("sv") and row.text.shape(row.cell_count).startswith("FF")


def _figure(row: TableRow, index: int = 0) -> int:
    return count.parse(row.cells[index].text).value or 0


def _decide_lone_figures(rows: list[TableRow], totals: ColumnTotals) -> None:
    """Decide whether a row's only figure is its seats or its votes.

    A figure with a comma, or one larger than the chamber, is votes. For the rest the totals decide: votes add up
    to the valid votes, seats to the seats at stake. By default, a figure is seats.
    """
    open_rows: list[TableRow] = []
    lone = [row for row in rows if row.roles.startswith("?")]
    commas = any("," in cell.text for row in rows for cell in row.cells)
    # By-elections can fill more seats than were announced; the figures are seats if they are far below the votes.
    too_few = not any(row.figure("v") for row in rows) and 2 * sum(map(_figure, lone)) < (totals.votes or 0)
    for row in lone:
        text, value = row.cells[0].text, count.parse(row.cells[0].text).value
        if row.cells[0].kind == "F" and commas and "," not in text and (value or 0) >= 1000:
            # Civic Force 2012      (other rows have commas, so this is not votes but a year)
            row.assign(0, "")
        elif value is not None and value <= totals.limit and ("," not in text or totals.seats):
            open_rows.append(row)
        elif value is not None and "," not in text and too_few and totals.can_be_seats(text):
            row.assign(row.cell_count, "s" + row.roles[1:])
            row.warn(
                "W-ROW-LONE-NUMBER", f"{quoted(text)} was taken as seats, although fewer are at stake.", "seats_won"
            )
        else:
            row.assign(row.cell_count, "v" + row.roles[1:])
    if open_rows:
        _decide_by_sums(rows, open_rows, totals)


def _decide_by_sums(rows: list[TableRow], open_rows: list[TableRow], totals: ColumnTotals) -> None:
    by_size = sorted(open_rows, key=_figure, reverse=True)
    votes = sum(row.figure("v") or 0 for row in rows)
    seats = sum(row.figure("s") or 0 for row in rows)
    # The sums of all votes if none, one, two … of the largest undecided figures are votes.
    sums = list(accumulate(map(_figure, by_size), initial=votes))
    total = sums[-1] - votes
    as_votes, confirmed = 0, bool(totals.seats)
    if totals.votes and totals.votes in sums:
        as_votes, confirmed = sums.index(totals.votes), True
    elif seats in totals.seats:
        as_votes = len(by_size)
    elif totals.seats and seats + total > max(totals.seats):
        message = "was taken as seats, although that makes more seats than are at stake."
        for row in by_size:
            row.warn("W-ROW-LONE-NUMBER", f"{quoted(row.cells[0].text)} {message}", "seats_won")
    for index, row in enumerate(by_size):
        role, path = ("v", "votes") if index < as_votes else ("s", "seats_won")
        row.assign(row.cell_count, role + row.roles[1:])
        if not confirmed:
            what = "votes" if role == "v" else "seats"
            message = f"{quoted(row.cells[0].text)} was taken as {what}; nothing in the record confirms it."
            row.warn("I-ROW-LONE-NUMBER", message, path)


def _values(row: TableRow) -> Values:
    """Return the figures of a row, from the roles of its cells."""
    found: dict[str, int | None] = {}
    direction: ChangeDirection | None = None
    percent: str | None = None
    diagnostics = list(row.diagnostics)
    # `u-` is one role over two dashes.
    for cell, role in zip(row.cells, row.roles, strict=True):
        if role == "c" and cell.kind == "S":
            found["c"] = int(cell.text.replace("−", "-"))
        elif role in "svc" and cell.kind in "FS":
            reading = count.parse(cell.text)
            found[role] = reading.value
            if reading.diagnostic:
                diagnostics.append((reading.diagnostic, {"s": "seats_won", "v": "votes", "c": "seats_change"}[role]))
        elif role == "z":
            found["s"] = 0
        elif role == "u":
            found["c"], direction = 0, ChangeDirection.UNCHANGED
        elif role == "d":
            direction = ChangeDirection.UP if cell.text in UP_ARROWS else ChangeDirection.DOWN
        elif role == "p":
            percent = cell.text
    change = found.get("c")
    if change is not None and direction is ChangeDirection.DOWN:
        change = -abs(change)
    if change is not None and direction is None:
        direction = (
            ChangeDirection.UP if change > 0 else ChangeDirection.DOWN if change < 0 else ChangeDirection.UNCHANGED
        )
    marks = _mark(row, "sz", found.get("s")), _mark(row, "v", found.get("v"))
    return Values(row.cells, found.get("s"), change, direction, found.get("v"), percent, *marks, tuple(diagnostics))


def _mark(row: TableRow, roles: str, value: int | None) -> FigureMark:
    """Return what the row has for its seats (roles ``sz``) or its votes (``v``)."""
    if value is None and row.cells and set(row.roles) == {"-"} and row.text.shape(row.cell_count) != "D":
        return FigureMark.UNREAD  # cells of no known shape
    kind = next((cell.kind for cell, role in zip(row.cells, row.roles, strict=True) if role in roles), None)
    if kind is None and roles == "v" and row.roles.rstrip("p").endswith("-") and row.roles[0] != "-":
        kind = row.text.shape(row.cell_count)[len(row.roles.rstrip("p")) - 1]  # the dash after the seats
    if kind in ("F", "S"):
        return FigureMark.FIGURE if value is not None else FigureMark.UNREAD
    return {"D": FigureMark.DASH, "N": FigureMark.NONE}.get(kind or "", FigureMark.ABSENT)
