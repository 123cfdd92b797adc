"""Shares of the vote (``34.10%``) against the votes of their rows."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from ifes_records.checks.figures import last_digit_unit, within
from ifes_records.checks.questions import is_whole
from ifes_records.diagnostics import Diagnostic
from ifes_records.model.record import ElectionRecord
from ifes_records.model.results import Result, ResultRow

# The name of the total implied by the votes and share of the largest row.
IMPLIED = "implied"
# No total that is not given is so many times as large as those that are.
MOST_IMPLIED = 2


@frozen
class Total:
    """A total that the shares may refer to; ``off`` has the rows that do not fit it."""

    name: str
    votes: float
    off: tuple[int, ...]


def shares_against_votes(record: ElectionRecord) -> Iterator[Diagnostic]:
    """Each share follows from the votes of its row and a total: the valid votes, the sum of the rows, or the votes
    cast.

    The given total that most rows fit is taken as the one meant. Up to two units of the last digit may be due to
    rounding and late counts. A row that does not fit is a warning: its votes or its share is wrong. If at least half
    of the rows fit no given total, but do fit the one implied by their own votes and shares, the shares refer to a
    total that is not given: information, but a warning if it were far more than all votes.
    """
    for index, result in enumerate(record.results):
        rows = {
            number: row
            for number, row in enumerate(result.rows)
            if row.votes is not None and row.vote_percent is not None and (row.votes or row.vote_percent)
        }
        totals = list(_totals(record, result, rows)) if rows else []
        if not totals:
            continue
        path = f"results[{index}]"
        given = [total for total in totals if total.name != IMPLIED]
        best = min(given or totals, key=lambda total: len(total.off))
        if 2 * len(best.off) >= len(rows):
            best = min(totals, key=lambda total: len(total.off))
        if 2 * len(best.off) >= len(rows) > 1:
            message = f"The shares of {len(best.off)} of {len(rows)} rows do not follow from their votes."
            yield Diagnostic("W-SHARE-VOTES", message, path, result.span)
            continue
        if best.name == IMPLIED and given and best.votes > MOST_IMPLIED * max(total.votes for total in given):
            message = (
                f"The shares would be those of a total of about {best.votes:,.0f} votes, far more than there are."
            )
            yield Diagnostic("W-SHARE-VOTES", message, path, result.span)
        elif best.name == IMPLIED and given:
            known = ", ".join(f"{total.votes:,.0f} {total.name}" for total in given)
            message = f"The shares are those of a total of about {best.votes:,.0f} votes, which is none of: {known}."
            yield Diagnostic("I-SHARE-TOTAL", message, path, result.span)
        for number in best.off:
            yield _wrong_share(rows[number], best, f"{path}.rows[{number}].vote_percent")


def _wrong_share(row: ResultRow, total: Total, path: str) -> Diagnostic:
    votes, written = row.votes or 0, row.vote_percent or 0.0
    share = 100 * votes / total.votes
    message = (
        f"{votes:,} of {total.votes:,.0f} votes are {share:.2f}%, but the share given is {written:g}%; "
        f"they differ by {abs(share - written):.2f} points."
    )
    return Diagnostic("W-SHARE-VOTES", message, path, row.span)


def _totals(record: ElectionRecord, result: Result, rows: dict[int, ResultRow]) -> Iterator[Total]:
    """The totals in the record, and last the one implied by the largest row's votes and share."""
    counts = record.participation
    unit = 2 * last_digit_unit(*(row.vote_percent or 0.0 for row in rows.values()))
    given = {"valid votes": counts.valid_votes}
    if all(row.votes is not None for row in result.rows) and is_whole(record, result):
        given["votes in all rows"] = sum(row.votes or 0 for row in result.rows)
    given["votes cast"] = counts.cast_votes
    for name, votes in given.items():
        if votes:
            yield Total(name, votes, _off(rows, votes, unit))
    largest = max(rows.values(), key=lambda row: row.votes or 0, default=None)
    if len(rows) > 1 and largest and largest.votes and largest.vote_percent:
        implied = 100 * largest.votes / largest.vote_percent
        yield Total(IMPLIED, implied, _off(rows, implied, unit))


def _off(rows: dict[int, ResultRow], total: float, unit: float) -> tuple[int, ...]:
    return tuple(
        number
        for number, row in rows.items()
        if not within(row.vote_percent or 0.0, 100 * (row.votes or 0) / total, unit)
    )


def sum_of_shares(record: ElectionRecord) -> Iterator[Diagnostic]:
    """If a table has shares without votes, its shares add up to no more than 100 percent.

    Each share may be rounded up by one unit of its last digit. If all votes are given, the shares are checked against
    those instead. More than 100 percent is a warning, because no way of counting gives it.
    """
    for index, result in enumerate(record.results):
        shares = [row.vote_percent for row in result.rows if row.vote_percent is not None]
        votes = [row.votes for row in result.rows if row.vote_percent is not None]
        total = sum(shares)
        if not shares or None not in votes or total <= 100 + len(shares) * last_digit_unit(*shares) + 1e-9:
            continue
        message = f"The {len(shares)} shares add up to {total:.2f}%, {total - 100:.2f} points more than the whole."
        yield Diagnostic("W-SHARE-SUM", message, f"results[{index}]", result.span)
