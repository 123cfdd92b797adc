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

(F figure, D dash, N None, A arrow, S figure with a sign, P share, X what cannot be read and can be any of them.)
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import accumulate, product

from attrs import define, evolve, field, frozen

from ifes_records.diagnostics import Diagnostic, Effect, quoted
from ifes_records.model.results import ChangeDirection, FigureMark, ResultKind
from ifes_records.values import count, name
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

UP_ARROWS = "▲△↑⬆"
# Databases write it for a figure that they don't have.
STAND_IN = "-1"
# The field of each role that has a figure.
PATHS = {"s": "seats_won", "v": "votes", "c": "seats_change"}
# No directly elected chamber has more members, so a larger figure is votes.
LARGEST_CHAMBER = 750
# Few chambers have more.
LARGE_CHAMBER = 500

# List 17      Alliance No. 3
NUMBERED = frozenset(("List", "Lista", "Liste", "No", "Nr", "Group", "Block"))

# A row with seats, change and votes; a row with fewer cells is odd if more than so many others have them all.
FULL_ROW = 3
FEWEST_NEIGHBOURS = 3

# What an odd or an empty cell can stand for, the most likely kind first.
MAY_BE = {"X": "FDNA", "E": "ND"}
LONGEST = max(map(len, SHAPES))

GROUPS = re.compile(r"\d{1,3}(?: \d{3})+")

DOTTED = re.compile(r"\d{1,3}(?:\.\d{3})+")
MORE_THAN_A_SHARE = re.compile(r"\d+\.\d+\.|[1-9]\d\d\.")

# (1990)      5th      …      (an odd figure that is more likely a part of a name, where no other cell follows)
PART_OF_NAME = re.compile(r"[()]|[^\W\d_]{2}|^\D*$")

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
        for cell, cell_role in zip(self.cells, self.roles, strict=True):
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


def read_table(texts: list[RowText], kind: ResultKind, totals: ColumnTotals) -> list[Values]:
    """Decide what the cells of every row mean, from the table as a whole and from ``totals``."""
    rows = [TableRow(text) for text in texts]
    _read_dots(rows)
    everywhere = _in_groups(rows, kind)
    for row in rows:
        _join_groups(row, everywhere=everywhere)
        _assign_shape(row, kind, totals)
    if kind is ResultKind.PARTY:
        _decide_unchanged(rows, totals)
        _decide_pairs(rows, totals)
        _decide_lone_figures(rows, totals)
        _decide_split_figures(rows, totals)
        _compare_with_neighbours(rows)
    return [_values(row, totals) for row in rows]


def _assign_shape(row: TableRow, kind: ResultKind, totals: ColumnTotals) -> None:
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
    """The row with 0 between its seats and its many votes as the change: ``62 0 3,431,510``."""
    last = text.cells[-3:]
    if text.shape(3) != "FFF" or last[1].figure != "0" or len(last[2].figure) < len("100"):
        return text
    return evolve(text, cells=(*text.cells[:-2], evolve(last[1], kind="S"), last[2]))


def _join_groups(row: TableRow, *, everywhere: bool) -> None:
    """Join the groups of a figure whose thousands are parted by blanks: ``62 - 3 431 510``, ``LUNGU1 860 877``.

    That is clear where there can be only one figure: after a dash; for a candidate, if all large figures of the
    list are written so.
    """
    cells = row.text.cells
    length = next((n for n, cell in enumerate(reversed(cells)) if cell.kind not in "FX"), len(cells))
    before = cells[len(cells) - length - 1].kind if length < len(cells) else ""
    if length < 2 or (before == "A" and length == 2):
        return  # 62 ▼ 5 3,431,510
    if before not in ("D", "A", "S", "E") and not everywhere:
        return
    first, last = cells[-length], cells[-1]
    figure = " ".join(cell.figure for cell in cells[-length:])
    text = row.text.text[first.start : last.end]
    joined = Cell("F" if GROUPS.fullmatch(figure) else "X", text, first.start, last.end, figure)
    row.text = evolve(row.text, cells=(*cells[:-length], joined))


def _read_dots(rows: list[TableRow]) -> None:
    """Take ``331.058`` as a count, not a share, where other figures of the table have dots between thousands.

    Elsewhere it can be either, and is not read.
    """
    figures = [cell.figure for row in rows for cell in row.text.cells if "." in cell.figure]
    counts = all(map(DOTTED.fullmatch, figures)) and any(map(MORE_THAN_A_SHARE.match, figures))
    for row in rows:
        cells = (
            evolve(cell, kind="F" if counts else "X") if cell.kind == "P" and DOTTED.fullmatch(cell.figure) else cell
            for cell in row.text.cells
        )
        row.text = evolve(row.text, cells=tuple(cells))


def _in_groups(rows: list[TableRow], kind: ResultKind) -> bool:
    """Whether a list of candidates or answers has no commas, and all figures with several parts are groups."""
    texts = [" ".join(cell.figure for cell in row.text.cells) for row in rows if len(row.text.cells) > 1]
    return (
        kind is not ResultKind.PARTY
        and bool(texts)
        and all(map(GROUPS.fullmatch, texts))
        and (len(texts) > 1 or texts[0].count(" ") > 1)
    )


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


def _decide_split_figures(rows: list[TableRow], totals: ColumnTotals) -> None:
    """Take no seats from ``Amanat 6 2 - 3,431,510``, unless the seats add up: it may be 62, or ``Amanat 6`` and 2."""
    seats = sum(row.figure("s") or 0 for row in rows)
    for row in rows:
        if row.diagnostics or seats in totals.seats:
            continue  # decided before, or right
        around = row.text.cells[max(len(row.text.cells) - row.cell_count - 1, 0) :]
        if _is_pair(row) and "," not in row.cells[1].text:
            pair, roles = row.cells[:2], "--" + row.roles[2:]
        elif row.roles[:1] in ("s", "?") and len(around) > row.cell_count and around[0].kind == "F":
            pair, roles = around[:2], "-" + row.roles[1:]
        else:
            continue
        whole = pair[0].figure + pair[1].figure
        if whole.isdecimal() and int(whole) <= totals.split_ceiling and pair[0].figure != "0":
            row.assign(row.cell_count, roles)
            message = f"{quoted(pair[0].text)} and {quoted(pair[1].text)} may be one figure; no seats were taken."
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
    confirmed = sum(row.figure("s") or 0 for row in rows) in totals.seats and len(pairs) > 1
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
        written = " ".join(cell.figure for cell in row.cells[:2])
        if GROUPS.fullmatch(written) and not row.diagnostics and not confirmed:
            message = f"{quoted(written)} may be one figure, whose thousands a blank parts."
            row.warn("W-ROW-NUMBER-IN-NAME", message)
        if is_name:
            row.assign(row.cell_count - 1, "?" + row.roles[2:])


def _is_pair(row: TableRow) -> bool:
    return row.roles.startswith("sv") and row.text.shape(row.cell_count).startswith("FF")


def _figure(row: TableRow, index: int = 0) -> int:
    return count.parse(row.cells[index].figure).value or 0


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
        text, value = row.cells[0].text, count.parse(row.cells[0].figure).value
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
            if not commas and value is not None and any(_figure(other) <= totals.limit for other in lone):
                message = f"{quoted(text)} was taken as votes, although other rows have seats in its place."
                row.warn("W-ROW-LONE-NUMBER", message, "votes")
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


def _compare_with_neighbours(rows: list[TableRow]) -> None:
    """Report the one party that has a lone figure where all others have more; groups of candidates often have one."""
    numbered = [row for row in rows if row.cell_count and _ends_in_figure(row.text.name(row.cell_count))]
    if len(numbered) >= FEWEST_NEIGHBOURS and len(numbered) * 2 >= len(rows):
        for row in (row for row in numbered if not row.diagnostics):
            row.warn("W-ROW-CELLS", "Several names end in a figure; it may be a column of its own.")
    few = [row for row in rows if 0 < row.cell_count < FULL_ROW]
    if len(few) != 1 or len(rows) <= FEWEST_NEIGHBOURS or few[0].text.shape(few[0].cell_count) != "F":
        return
    if name.aggregate(few[0].text.name(few[0].cell_count)) is None:
        few[0].warn("W-ROW-CELLS", "The row has fewer cells than all others; they may be in other columns.")


def _ends_in_figure(name: str) -> bool:
    """Whether a name ends in a figure that is no year, and not the number of a list: ``List 17``."""
    found = re.search(r"(\w+)\W* (\d[\d,.]*)$", name)
    return found is not None and found[1] not in NUMBERED and not YEAR.fullmatch(found[2])


def _values(row: TableRow, totals: ColumnTotals) -> Values:
    """Return the figures of a row, from the roles of its cells."""
    found: dict[str, int | None] = {}
    direction: ChangeDirection | None = None
    percent: str | None = None
    diagnostics = list(row.diagnostics)
    # `u-` is one role over two dashes.
    for cell, role in zip(row.cells, row.roles, strict=True):
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
            message = f"{quoted(cell.text)} is no cell that can be read; no value was taken from it."
            diagnostics.append((Diagnostic("W-ROW-CELLS", message), ""))
        elif role == "z" and cell.kind == "D":
            found["s"] = 0
        elif role == "u" and "DD" in row.text.shape(row.cell_count):
            found["c"], direction = 0, ChangeDirection.UNCHANGED
        elif role == "d":
            direction = ChangeDirection.UP if cell.figure in UP_ARROWS else ChangeDirection.DOWN
        elif role == "p":
            percent = cell.figure
    if (found.get("s") or 0) > totals.ceiling:
        message = f"{found['s']:,} seats are more than a chamber has; no value was taken."
        diagnostics.append((Diagnostic("W-ROW-SEATS", message), "seats_won"))
        found["s"] = None
    change = found.get("c")
    if change is not None and abs(change) > totals.ceiling:
        message = f"A change of {change:,} seats is more than a chamber has; the columns may be other ones."
        diagnostics.append((Diagnostic("W-ROW-SEATS", message), ""))
        change = direction = None
    if change is not None and direction is ChangeDirection.DOWN:
        change = -abs(change)
    if change is not None and direction is None:
        direction = (
            ChangeDirection.UP if change > 0 else ChangeDirection.DOWN if change < 0 else ChangeDirection.UNCHANGED
        )
    marks = _mark(row, "sz", found.get("s")), _mark(row, "v", found.get("v"))
    name = row.text.name(row.cell_count)
    return Values(
        name, row.cells, found.get("s"), change, direction, found.get("v"), percent, *marks, tuple(diagnostics)
    )


def _signed(figure: str) -> int:
    """The change that a figure with its sign gives: ``+5``, ``–2``, ``±0``."""
    return int(figure.lstrip("+±")) if figure[0] in "+±0" else -int(figure[1:])


def _mark(row: TableRow, roles: str, value: int | None) -> FigureMark:
    """Return what the row has for its seats (roles ``sz``) or its votes (``v``)."""
    if value is None and row.cells and set(row.roles) == {"-"} and row.text.shape(row.cell_count) != "D":
        return FigureMark.UNREAD  # cells of no known shape
    kind = next((cell.kind for cell, role in zip(row.cells, row.roles, strict=True) if role in roles), None)
    if kind is None and roles == "v" and row.roles.rstrip("p").endswith("-") and row.roles[0] != "-":
        kind = row.text.shape(row.cell_count)[len(row.roles.rstrip("p")) - 1]  # the dash after the seats
    if kind in ("F", "S", "X"):
        return FigureMark.FIGURE if value is not None else FigureMark.UNREAD
    return {"D": FigureMark.DASH, "N": FigureMark.NONE, "E": FigureMark.NONE}.get(kind or "", FigureMark.ABSENT)
