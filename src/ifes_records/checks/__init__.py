"""Checks: do the values of a record agree with each other? They report, and change nothing.

Each check is one function, with the reason for its threshold in its docstring; ``docs/checks.md`` explains the codes.
Checks use nothing from outside the record, not even the clock.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ifes_records.checks import (
    contest,
    counts,
    dates,
    names,
    parties,
    percentages,
    population,
    seats,
    shares,
    status,
    turnout,
    votes,
)
from ifes_records.diagnostics import Diagnostic
from ifes_records.model.record import ElectionRecord

ALL_CHECKS: tuple[Callable[[ElectionRecord], Iterator[Diagnostic]], ...] = (
    counts.valid_and_invalid_against_cast,
    counts.parts_against_cast,
    votes.row_votes_against_valid,
    votes.row_votes_below_valid,
    votes.row_votes_in_proportion,
    seats.row_seats_against_stakes,
    seats.seats_all_zero,
    shares.shares_against_votes,
    shares.sum_of_shares,
    percentages.female_legislators,
    percentages.seats_of_contenders,
    percentages.seats_of_the_last_election,
    percentages.female_candidates,
    turnout.cast_against_registered,
    turnout.cast_against_register_of_the_body,
    turnout.turnout_against_counts,
    population.female_population,
    contest.title_goes_on,
    dates.modified_before_the_election,
    dates.election_out_of_range,
    dates.office_holders,
    dates.deadlines,
    dates.treaties,
    names.capitals_by_custom,
    parties.row_twice,
    status.status_out_of_date,
    status.results_of_an_election_not_held,
    status.results_without_a_date,
)


def run(record: ElectionRecord) -> tuple[Diagnostic, ...]:
    """Run every check, and return the diagnostics in the order of the checks.

    They have a line and column if the record was read from a text, but not if it was read from JSON.
    """
    found = (finding for check in ALL_CHECKS for finding in check(record))
    origin = record.origin
    return tuple(found) if origin is None else tuple(origin.placed(finding) for finding in found)


__all__ = ["ALL_CHECKS", "run"]
