"""A table of results as a whole: which of a row's last pieces are cells, and what each cell is.

The line grammar cannot know whether ``Democrats 66 9`` ends in one figure or two, or whether ``Name 51`` has
51 seats or 51 votes. That is decided here, from all rows of the table and the seats at stake.

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

from collections.abc import Callable
from itertools import accumulate

from attrs import define, field, frozen

from ifes_records.model.results import ChangeDirection, ResultKind
from ifes_records.values import count
from ifes_records.values.reading import Problem
from ifes_records.values.row import Cell, RowText

# What each cell of a shape is: s seats, c change, d direction (an arrow), v votes, p percent, - nothing.
# `z` is a dash in the place of the seats, which the site prints for 0; `u` the pair of dashes for no change.
SHAPES = {
    "FDF": "s-v", "FDN": "s-v", "FDD": "s--",
    "FDDF": "su-v", "FDDN": "su-v", "FDDD": "su--",
    "DDF": "z-v", "DDN": "z-v", "DDD": "z--", "DDDF": "zu-v", "DDDN": "zu-v", "DDDD": "zu--", "DD": "z-",
    "FN": "sv", "NF": "sv", "NN": "sv", "NDF": "s-v", "NDN": "s-v", "NDD": "s--", "NNN": "s-v", "FNF": "s-v",
    "FNN": "s-v", "NNF": "s-v", "NDDF": "su-v", "NDDN": "su-v",
    "FAF": "sdv", "FAN": "sdv", "FAD": "sd-", "FA": "sd", "FAFF": "sdcv", "FAFN": "sdcv", "FAFD": "sdc-",
    "DAF": "zdv", "DAFF": "zdcv", "DAN": "zdv",
    "FSF": "scv", "FSN": "scv", "FSD": "sc-", "FS": "sc", "DSF": "zcv", "DSN": "zcv",
    "FF": "sv", "N": "v",
}  # fmt: skip

# Shapes that the site does not print but that have one likely reading; read with a warning.
UNUSUAL_SHAPES = {"DF": "zv", "FD": "s-", "DN": "zv", "D": "-", "ND": "s-"}

UP_ARROWS = "▲△↑⬆"
# No chamber whose seats are voted on directly has more members; a lone figure above it is votes.
LARGEST_CHAMBER = 750


@frozen
class Values:
    """A row's figures, with the cells that they come from and what was wrong with them."""

    cells: tuple[Cell, ...] = ()
    seats_won: int | None = None
    seats_change: int | None = None
    direction: ChangeDirection | None = None
    votes: int | None = None
    percent: str | None = None
    problems: tuple[tuple[Problem, str], ...] = ()


@define
class TableRow:
    """A row on its way through the table: how many of its last pieces are cells, and their roles."""

    text: RowText
    cell_count: int = 0
    roles: str = ""
    problems: list[tuple[Problem, str]] = field(factory=list)

    @property
    def cells(self) -> tuple[Cell, ...]:
        """The cells decided on."""
        return self.text.cells[len(self.text.cells) - self.cell_count :]

    def warn(self, code: str, message: str, path: str = "") -> None:
        """Note what is doubtful about the row."""
        self.problems.append((Problem(code, message), path))

    def take(self, cell_count: int, roles: str) -> None:
        """Decide on the row's last ``cell_count`` pieces."""
        self.cell_count, self.roles = cell_count, roles

    def figure(self, role: str) -> int | None:
        """The value of the cell that has ``role``."""
        for cell, cell_role in zip(self.cells, self.roles, strict=True):
            if cell_role == role and cell.kind == "F":
                return count.parse(cell.text).value
        return None


def read_table(
    texts: list[RowText], kind: ResultKind, seats_at_stake: tuple[int, ...] = (), valid_votes: int | None = None
) -> list[Values]:
    """Decide the cells of every row, from the table as a whole.

    ``seats_at_stake`` are the figures that the record gives for the chamber or chambers voted on, and
    ``valid_votes`` its count; both only help to decide lone figures.
    """
    rows = [TableRow(text) for text in texts]
    for row in rows:
        _take_shape(row, kind)
    if kind is ResultKind.PARTY:
        _decide_pairs(rows, seats_at_stake)
        _decide_lone_figures(rows, seats_at_stake, valid_votes)
    return [_values(row) for row in rows]


def _take_shape(row: TableRow, kind: ResultKind) -> None:
    """Give a row the longest shape that its last pieces have."""
    share = 1 if row.text.cells and row.text.cells[-1].kind == "P" else 0
    available = len(row.text.cells) - share
    lengths = range(min(4, available), 0, -1)
    for known, unusual in ((SHAPES, False), (UNUSUAL_SHAPES, True)):
        for length in lengths:
            shape = row.text.shape(length + share)[:length]
            roles = known.get(shape)
            if roles is None or (kind is ResultKind.CANDIDATE and len(shape) < 3):
                continue
            row.take(length + share, roles + "p" * share)
            if unusual:
                message = f"the cells {_written(row)!r} are in no usual order; their most likely reading was taken"
                row.warn("W-ROW-CELLS", message)
            return
        if not unusual and available and row.text.shape(1 + share)[0] in "FN":
            # A lone figure: votes in a list of candidates, open in a table of parties.
            roles = "v" if kind is not ResultKind.PARTY else "?"
            row.take(1 + share, roles + "p" * share)
            return
    if share and not available:
        row.take(1, "p")


def _written(row: TableRow) -> str:
    return " ".join(cell.text for cell in row.cells)


def _decide_pairs(rows: list[TableRow], seats_at_stake: tuple[int, ...]) -> None:
    """Two bare figures: seats and votes (``Name 48 621,893``), or a name's number and one (``Democrats 66 9``).

    The name has the number where no row has votes; where it is no possible number of seats; where the
    parentheses that would follow the name's number stand before it.
    """
    pairs = [row for row in rows if row.roles.rstrip("p") == "sv" and row.text.shape(row.cell_count).startswith("FF")]
    others = [row for row in rows if row not in pairs]
    sure = [row for row in pairs if "," in _pair(row)[1] and not _cannot_be_seats(_pair(row)[0], seats_at_stake)]
    # Votes of several rows, or commas, show that the column of votes is filled.
    votes_given = bool(sure) or any("v" in row.roles and row.figure("v") is not None for row in others)
    dashes = any("-" in row.roles for row in others)
    for row in pairs:
        first, second = _pair(row)
        share = row.roles.endswith("p")
        if _cannot_be_seats(first, seats_at_stake) or not votes_given or (dashes and "," not in second):
            row.take(1 + share, "?" + "p" * share)
        elif dashes or len(row.text.cells) > row.cell_count or "," not in second:
            message = f"{first!r} was taken as seats and {second!r} as votes, though {first!r} may end the name"
            row.warn("W-ROW-NUMBER-IN-NAME", message, "seats_won")


def _pair(row: TableRow) -> tuple[str, str]:
    return row.cells[0].text, row.cells[1].text


def _cannot_be_seats(figure: str, seats_at_stake: tuple[int, ...]) -> bool:
    value = count.parse(figure).value
    return value is None or value > max(seats_at_stake, default=LARGEST_CHAMBER)


def _decide_lone_figures(rows: list[TableRow], seats_at_stake: tuple[int, ...], valid_votes: int | None) -> None:
    """Lone figures are seats unless something shows that they are votes.

    Votes have a comma from 1,000 on and can be more than the chamber seats. Beyond that the sums tell: votes
    that add up to the valid votes, seats that add up to the seats at stake.
    """
    lone = [row for row in rows if row.roles.startswith("?") and row.cells[0].kind == "F"]
    for row in rows:
        if row.roles.startswith("?") and row not in lone:  # `Name None`
            row.take(row.cell_count, row.roles.replace("?", "v"))
    open_rows: list[TableRow] = []
    for row in lone:
        value = count.parse(row.cells[0].text).value
        limit = max(seats_at_stake, default=LARGEST_CHAMBER)
        if value is None or "," in row.cells[0].text or value > limit:
            row.take(row.cell_count, row.roles.replace("?", "v"))
        else:
            open_rows.append(row)
    if open_rows:
        _decide_by_sums(rows, open_rows, seats_at_stake, valid_votes)


def _decide_by_sums(
    rows: list[TableRow], open_rows: list[TableRow], seats_at_stake: tuple[int, ...], valid_votes: int | None
) -> None:
    size: Callable[[TableRow], int] = lambda row: count.parse(row.cells[0].text).value or 0  # noqa: E731
    by_size = sorted(open_rows, key=size, reverse=True)
    votes = sum(row.figure("v") or 0 for row in rows)
    seats = sum(row.figure("s") or 0 for row in rows)
    # How many of the largest open figures, taken as votes, make the votes add up.
    sums = list(accumulate(map(size, by_size), initial=votes))
    total = sum(map(size, by_size))
    as_votes, confirmed = 0, False
    if valid_votes and valid_votes in sums:
        as_votes, confirmed = sums.index(valid_votes), True
    elif seats_at_stake and seats + total in seats_at_stake:
        confirmed = True
    elif seats_at_stake and seats in seats_at_stake:
        as_votes, confirmed = len(by_size), True
    elif seats_at_stake and seats + total > max(seats_at_stake):
        for row in by_size:
            message = f"{row.cells[0].text!r} was taken as seats, though with the other rows that is more than are at stake"
            row.warn("W-ROW-LONE-NUMBER", message, "seats_won")
        confirmed = True
    else:
        confirmed = bool(seats_at_stake)
    for index, row in enumerate(by_size):
        role, path = ("v", "votes") if index < as_votes else ("s", "seats_won")
        row.take(row.cell_count, row.roles.replace("?", role))
        if not confirmed:
            message = f"{row.cells[0].text!r} was taken as {'votes' if role == 'v' else 'seats'}; nothing in the record confirms it"
            row.warn("I-ROW-LONE-NUMBER", message, path)


def _values(row: TableRow) -> Values:
    """A row's figures, once the roles of its cells are known."""
    found: dict[str, int | None] = {}
    direction: ChangeDirection | None = None
    percent: str | None = None
    problems = list(row.problems)
    # `u-` is one role over two dashes.
    for cell, role in zip(row.cells, row.roles, strict=True):
        if role in "svc" and cell.kind in "FS":
            reading = count.parse(cell.text.lstrip("+")) if cell.kind == "F" else None
            if reading is None:
                found["c"] = int(cell.text.replace("−", "-"))
                continue
            found[role] = reading.value
            if reading.problem:
                problems.append((reading.problem, {"s": "seats_won", "v": "votes", "c": "seats_change"}[role]))
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
    return Values(row.cells, found.get("s"), change, direction, found.get("v"), percent, tuple(problems))
