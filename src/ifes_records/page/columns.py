"""Which column a figure is in, from all rows of the table, the seats at stake and the valid votes."""

from __future__ import annotations

from itertools import accumulate

from ifes_records.diagnostics import quoted
from ifes_records.page.separators import GROUPS
from ifes_records.page.table_rows import ColumnTotals, TableRow
from ifes_records.values import count


def decide_unchanged(rows: list[TableRow], totals: ColumnTotals) -> None:
    """Distinguish ``Elm 4 - - 184,636`` (4 seats, as before) from ``List 17 - - 345`` (no seats).

    The number belongs to the name if the seats add up without it, or if the votes for each seat would be less
    than 1% of the median.
    """
    doubtful = [row for row in rows if row.roles.startswith("su") and not row.text.name(row.cell_count).endswith(")")]
    if not doubtful:
        return
    seats = sum(row.figure("s") or 0 for row in rows)
    ratios = sorted(ratio for row in rows if (ratio := _votes_per_seat(row)) is not None)
    median = ratios[len(ratios) // 2] if ratios else 0
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


def decide_split_figures(rows: list[TableRow], totals: ColumnTotals) -> None:
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


def decide_pairs(rows: list[TableRow], totals: ColumnTotals) -> None:
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
        comma, possible = "," in row.cells[1].text, totals.can_be_seats(row.cells[1].figure)
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
            message = f"{quoted(written)} may be one figure, with a blank between its thousands."
            row.warn("W-ROW-NUMBER-IN-NAME", message)
        if is_name:
            row.assign(row.cell_count - 1, "?" + row.roles[2:])


def _is_pair(row: TableRow) -> bool:
    return row.roles.startswith("sv") and row.text.shape(row.cell_count).startswith("FF")


def _figure(row: TableRow, index: int = 0) -> int:
    return count.parse(row.cells[index].figure).value or 0


def decide_lone_figures(rows: list[TableRow], totals: ColumnTotals) -> None:
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
        elif value is not None and "," not in text and too_few and totals.can_be_seats(row.cells[0].figure):
            row.assign(row.cell_count, "s" + row.roles[1:])
            row.warn(
                "W-ROW-LONE-NUMBER", f"{quoted(text)} was taken as seats, although fewer are at stake.", "seats_won"
            )
        else:
            row.assign(row.cell_count, "v" + row.roles[1:])
            doubtful = not totals.votes and totals.can_be_seats(row.cells[0].figure)
            if (
                not commas
                and value is not None
                and (doubtful or any(_figure(other) <= totals.limit for other in lone))
            ):
                message = f"{quoted(text)} was taken as votes, although it could be seats."
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
    elif seats in totals.seats and 2 * sums[-1] >= (totals.votes or 0):
        as_votes = len(by_size)
    elif totals.seats and seats + total > max(totals.seats):
        message = "was taken as seats, although that makes more seats than are at stake."
        for row in by_size:
            row.warn("W-ROW-LONE-NUMBER", f"{quoted(row.cells[0].text)} {message}", "seats_won")
    most = max((row.figure("s") or 0 for row in rows if "v" in row.roles), default=0)
    for index, row in enumerate(by_size):
        role, path = ("v", "votes") if index < as_votes else ("s", "seats_won")
        row.assign(row.cell_count, role + row.roles[1:])
        if not confirmed:
            what = "votes" if role == "v" else "seats"
            message = f"{quoted(row.cells[0].text)} was taken as {what}; nothing in the record confirms it."
            above_all = role == "s" and 0 < most < _figure(row)
            row.warn("W-ROW-LONE-NUMBER" if above_all else "I-ROW-LONE-NUMBER", message, path)
