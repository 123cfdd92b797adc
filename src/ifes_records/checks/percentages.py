"""Percentages in the sections against the counts next to them."""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil, floor

from ifes_records.checks.figures import last_digit_unit, within
from ifes_records.diagnostics import Diagnostic
from ifes_records.model.record import ElectionRecord
from ifes_records.span import Span


def female_legislators(record: ElectionRecord) -> Iterator[Diagnostic]:
    """Women in a chamber: ``29/106 (27.4%) in the Mazhilis``. One unit of the last digit may be due to rounding."""
    for index, women in enumerate(record.gender.female_legislators):
        path = f"gender.female_legislators[{index}]"
        yield from _share_of(women.count, women.of, women.percent, path, women.span, "count")


def seats_of_contenders(record: ElectionRecord) -> Iterator[Diagnostic]:
    """Seats won in the previous election or in this one: ``76/98``, ``58 out of 120 (48.3%)``. The same tolerance."""
    for index, contender in enumerate(record.contenders):
        for name in ("seats_last_election", "seats_this_election"):
            seats = getattr(contender, name)
            if seats is not None:
                path, span = f"contenders[{index}].{name}", seats.span or contender.span
                yield from _share_of(seats.won, seats.of, seats.percent, path, span, "won")


def seats_of_the_last_election(record: ElectionRecord) -> Iterator[Diagnostic]:
    """Seats in sentences on the previous election: ``won 76 of 98 seats``."""
    for index, result in enumerate(record.last_election.results if record.last_election else ()):
        yield from _share_of(result.seats, result.of, None, f"last_election.results[{index}]", result.span, "seats")


def _share_of(
    count: int | None, of: int | None, percent: float | None, path: str, span: Span | None, field: str
) -> Iterator[Diagnostic]:
    if count is None or not of:
        return
    if count > of:
        message = f"{count:,} of {of:,} is {count - of:,} more than there are."
        yield Diagnostic("W-PERCENT-OVER", message, f"{path}.{field}", span)
        return
    share = 100 * count / of
    if percent is not None and not within(percent, share, last_digit_unit(percent)):
        message = (
            f"{count:,} of {of:,} are {share:.2f}%, but {percent:g}% is given; "
            f"they differ by {abs(share - percent):.2f} points."
        )
        yield Diagnostic("W-PERCENT-COUNTS", message, f"{path}.percent", span)


def female_candidates(record: ElectionRecord) -> Iterator[Diagnostic]:
    """Women among the candidates: ``99 (14.16%)`` must be 99 of a whole number of candidates.

    The number of candidates is not given. If no whole number gives the percentage, to one unit of its last digit, one
    of the two figures is wrong: for ``3 (40%)``, 3 of 7 are 43% and 3 of 8 are 38%.
    """
    women = record.gender.female_candidates
    if women is None or women.count is None or women.percent is None:
        return
    count, percent, unit = women.count, women.percent, last_digit_unit(women.percent)
    if count and percent > 0:
        nearest = 100 * count / percent
        fits = any(
            all_candidates >= count and within(percent, 100 * count / all_candidates, unit)
            for all_candidates in (floor(nearest), ceil(nearest))
            if all_candidates
        )
        message = f"No whole number of candidates makes {count:,} women {percent:g}%; the nearest is {nearest:,.1f}."
    else:
        fits = not count and percent < unit
        message = f"{count:,} women cannot be {percent:g}% of the candidates."
    if not fits:
        yield Diagnostic("W-PERCENT-COUNTS", message, "gender.female_candidates.percent", women.span)
