"""Votes cast against registered voters."""

from __future__ import annotations

from collections.abc import Iterator

from ifes_records.checks.figures import in_percent, last_digit_unit
from ifes_records.diagnostics import Diagnostic
from ifes_records.model.record import ElectionRecord

# One point: turnout is announced on election night, but the final counts come weeks later.
LATE_COUNTS = 1.0
# Nowhere do fewer vote.
FEWEST = 1.0


def cast_against_registered(record: ElectionRecord) -> Iterator[Diagnostic]:
    """There are no more votes cast than registered voters.

    ``Registered Voters:4,013,462``, ``Cast Votes:4,211,904``. A single vote more is a warning.
    """
    counts = record.participation
    cast, registered = counts.cast_votes, counts.registered_voters
    if cast and registered and cast > registered:
        message = f"{cast:,} votes were cast, {cast - registered:,} ({in_percent(cast - registered, registered)}) "
        message += f"more than the {registered:,} voters registered."
        yield Diagnostic("W-TURNOUT-OVER", message, "participation.cast_votes")


def cast_against_register_of_the_body(record: ElectionRecord) -> Iterator[Diagnostic]:
    """The same for the registered voters in the body: ``Registered Voters: 5,871,450 (2015)``.

    Information, because that figure is often from another year.
    """
    cast, section = record.participation.cast_votes, record.population.registered_voters
    registered = section.count if section else None
    if section and cast and registered and cast > registered:
        message = f"{cast:,} votes were cast, {cast - registered:,} ({in_percent(cast - registered, registered)}) "
        message += f"more than the {registered:,} voters registered that the body gives."
        yield Diagnostic("I-TURNOUT-OVER-BODY", message, "population.registered_voters", section.span)


def turnout_against_counts(record: ElectionRecord) -> Iterator[Diagnostic]:
    """The turnout agrees with the votes cast and the registered voters, to one point.

    ``61.3%`` with 6,521,860 of 12,032,550. Turnout is often published before the last ballots are counted. A larger
    difference is a warning: a figure is wrong, or from another count. So is a turnout below one percent that no
    counts confirm: ``0.613`` is more likely a fraction of one.
    """
    counts = record.participation
    cast, registered, turnout = counts.cast_votes, counts.registered_voters, counts.turnout_percent
    if turnout is not None and 0 < turnout < FEWEST and not (cast and registered):
        message = f"A turnout of {turnout:g}% is hardly so; it may be a fraction of one."
        yield Diagnostic("W-TURNOUT-PERCENT", message, "participation.turnout_percent")
        return
    if not cast or not registered or turnout is None or cast > registered:
        return
    share = 100 * cast / registered
    if abs(share - turnout) > max(LATE_COUNTS, last_digit_unit(turnout)):
        message = (
            f"{cast:,} votes cast of {registered:,} registered are a turnout of {share:.2f}%, but {turnout:g}% is "
            f"given; they differ by {abs(share - turnout):.2f} points."
        )
        yield Diagnostic("W-TURNOUT-PERCENT", message, "participation.turnout_percent")
