"""Counts of votes against each other: cast, valid, invalid."""

from __future__ import annotations

from collections.abc import Iterator

from ifes_records.checks.figures import in_percent, one_digit_off
from ifes_records.diagnostics import Diagnostic
from ifes_records.model.record import ElectionRecord

PATH = "participation.cast_votes"

# A thousandth: late counts and corrections change no more than that.
SMALL = 0.001


def valid_and_invalid_against_cast(record: ElectionRecord) -> Iterator[Diagnostic]:
    """Valid and invalid votes add up to the votes cast, if all three are given.

    ``Cast Votes:68,689``, ``Valid Votes:65,363``, ``Invalid Votes:326``. A sum below the votes cast is common, by any
    amount: blank, unreturned and challenged ballots are in neither count. A sum above them has no such explanation,
    so more than a thousandth is a warning. So is a difference in a single digit (3,000 here: 3,326 was meant).
    """
    counts = record.participation
    cast, valid, invalid = counts.cast_votes, counts.valid_votes, counts.invalid_votes
    if not cast or not valid or invalid is None or valid > cast or valid + invalid == cast:
        return
    counted = valid + invalid
    difference = counted - cast
    relation = "more" if difference > 0 else "fewer"
    message = (
        f"Valid votes ({valid:,}) and invalid votes ({invalid:,}) add up to {counted:,}, {abs(difference):,} "
        f"({in_percent(abs(difference), cast)}) {relation} than the {cast:,} cast"
    )
    if one_digit_off(cast, counted):
        yield Diagnostic("W-SUM-CAST", f"{message}; one digit of the three may be wrong.", PATH)
    elif difference > SMALL * cast:
        yield Diagnostic("W-SUM-CAST", f"{message}.", PATH)
    else:
        yield Diagnostic("I-SUM-CAST", f"{message}.", PATH)


def parts_against_cast(record: ElectionRecord) -> Iterator[Diagnostic]:
    """Neither valid nor invalid votes exceed the votes cast, not even by one.

    ``Cast Votes:6,521,860``, ``Valid Votes:6,618,600``. If the votes cast are 0, that is a placeholder and is
    ignored.
    """
    counts = record.participation
    cast = counts.cast_votes
    for name, part in (("valid", counts.valid_votes), ("invalid", counts.invalid_votes)):
        if cast and part is not None and part > cast:
            message = f"There are {part:,} {name} votes, {part - cast:,} more than the {cast:,} cast."
            yield Diagnostic("W-PART-OF-CAST", message, f"participation.{name}_votes")
