"""Votes cast against the voters on the register."""

from __future__ import annotations

from collections.abc import Iterator

from ifes_records.checks.figures import in_percent, last_place
from ifes_records.diagnostics import Diagnostic
from ifes_records.model.record import ElectionRecord

# One point: turnout is told on the evening, the counts are those of weeks later.
LATE_COUNTS = 1.0


def cast_against_registered(record: ElectionRecord) -> Iterator[Diagnostic]:
    """No more votes are cast than there are voters on the register, of the counts of one record.

    ``Registered Voters:4,013,462``, ``Cast Votes:4,211,904``: one vote more is a warning.
    """
    counts = record.participation
    cast, registered = counts.cast_votes, counts.registered_voters
    if cast and registered and cast > registered:
        message = f"{cast:,} votes were cast, {cast - registered:,} ({in_percent(cast - registered, registered)}) "
        message += f"more than the {registered:,} voters registered."
        yield Diagnostic("W-TURNOUT-OVER", message, "participation.cast_votes")


def cast_against_register_of_the_body(record: ElectionRecord) -> Iterator[Diagnostic]:
    """The same for the section on registered voters: ``Registered Voters: 5,871,450 (2015)``.

    Information: that figure is often of another year than the election.
    """
    cast, section = record.participation.cast_votes, record.population.registered_voters
    registered = section.count if section else None
    if section and cast and registered and cast > registered:
        message = f"{cast:,} votes were cast, {cast - registered:,} ({in_percent(cast - registered, registered)}) "
        message += f"more than the {registered:,} voters registered that the body tells."
        yield Diagnostic("I-TURNOUT-OVER-BODY", message, "population.registered_voters", section.span)


def turnout_against_counts(record: ElectionRecord) -> Iterator[Diagnostic]:
    """The turnout given is that of the votes cast among the voters registered, within one point.

    ``61.3%`` beside 6,521,860 of 12,032,550. Turnout is often told before the last ballots are counted; what is
    more than a point off is of another count or a wrong figure: a warning.
    """
    counts = record.participation
    cast, registered, turnout = counts.cast_votes, counts.registered_voters, counts.turnout_percent
    if not cast or not registered or turnout is None or cast > registered:
        return
    reckoned = 100 * cast / registered
    if abs(reckoned - turnout) > max(LATE_COUNTS, last_place(turnout)):
        message = (
            f"{cast:,} votes cast of {registered:,} registered are a turnout of {reckoned:.2f}%, but {turnout:g}% is "
            f"given; they differ by {abs(reckoned - turnout):.2f} points."
        )
        yield Diagnostic("W-TURNOUT-PERCENT", message, "participation.turnout_percent")
