"""The counts of votes against each other: cast, valid, invalid."""

from __future__ import annotations

from collections.abc import Iterator

from ifes_records.checks.figures import in_percent, one_digit_off
from ifes_records.diagnostics import Diagnostic
from ifes_records.model.record import ElectionRecord

PATH = "participation.cast_votes"

# A thousandth: what late counts and corrections change. More votes counted than cast is beyond them.
SMALL = 0.001


def valid_and_invalid_against_cast(record: ElectionRecord) -> Iterator[Diagnostic]:
    """Valid and invalid votes add up to the votes cast, where all three are given.

    ``Cast Votes:68,689``, ``Valid Votes:65,363``, ``Invalid Votes:326``. Fewer than cast is common: blank, unreturned
    and challenged ballots are in neither count, whatever their number. More than cast has no such reason, so that
    above a thousandth it is a warning; so is a difference of one digit alone (3,000 here: 3,326 was meant).
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
    """Neither valid nor invalid votes are more than the votes cast: one more is one too many.

    ``Cast Votes:6,521,860``, ``Valid Votes:6,618,600``. A 0 for the votes cast is a stand-in and says nothing.
    """
    counts = record.participation
    cast = counts.cast_votes
    for name, part in (("valid", counts.valid_votes), ("invalid", counts.invalid_votes)):
        if cast and part is not None and part > cast:
            message = f"There are {part:,} {name} votes, {part - cast:,} more than the {cast:,} cast."
            yield Diagnostic("W-PART-OF-CAST", message, f"participation.{name}_votes")
