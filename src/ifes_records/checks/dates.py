"""Dates against each other. The record's own dates, not the clock, say what is past."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ifes_records.checks.questions import has_results, modified_dates
from ifes_records.diagnostics import Diagnostic
from ifes_records.model.head import ElectionStatus
from ifes_records.model.record import ElectionRecord

DATE = re.compile(r"\d{4}(?:-\d\d){0,2}")

# The site lists elections from 1998 on.
FIRST_YEAR = 1998

# No term of office is longer than seven years, so no election date further ahead can be known.
YEARS_AHEAD = 10

# Nothing has to be done so long before the vote, or so long after it.
YEARS_BEFORE = 2
YEARS_AFTER = 1

# The days of adoption; the conventions were open for signature from 1 March 1980 and 30 March 2007.
ADOPTED = {"cedaw": "1979-12-18", "crpd": "2006-12-13"}


def is_later(first: str, second: str) -> bool:
    """Whether a date is certainly later than another: ``2019`` is neither later nor earlier than ``2019-03-20``."""
    if not (DATE.fullmatch(first) and DATE.fullmatch(second)):
        return False
    shorter = min(len(first), len(second))
    return first[:shorter] > second[:shorter]


def modified_before_the_election(record: ElectionRecord) -> Iterator[Diagnostic]:
    """The record of an election that was held, and its parts, were last modified after it.

    ``Election Results Modified: Nov 07, 2010`` for 9 November. Information, because an entry may be prepared in
    advance and never changed. A record without results, for an election in the future, is expected to be older than
    the election.
    """
    election = record.election
    day, held = election.date, election.status is ElectionStatus.HELD or has_results(record)
    for name, modified in modified_dates(record).items():
        if day and held and is_later(day, modified):
            message = f"The {name} was last modified on {modified}, before the election on {day}."
            message = message.replace("The results was", "The results were")
            yield Diagnostic("I-MODIFIED-EARLY", message, f"modified.{name}")


def election_out_of_range(record: ElectionRecord) -> Iterator[Diagnostic]:
    """The election is between 1998, when the site begins, and ten years after the record was last modified.

    A warning, because the year must be misread or mistyped: ``March 19, 1923``.
    """
    day, newest = record.election.date, max(modified_dates(record).values(), default=None)
    if day is None:
        return
    year = int(day[:4])
    if year < FIRST_YEAR:
        message = f"The election is dated {day}, {FIRST_YEAR - year} years before {FIRST_YEAR}, when the site begins."
        yield Diagnostic("W-DATE-RANGE", message, "election.date")
    elif newest is not None and year - int(newest[:4]) > YEARS_AHEAD:
        ahead = year - int(newest[:4])
        message = f"The election is dated {day}, {ahead} years after the record was last modified ({newest})."
        yield Diagnostic("W-DATE-RANGE", message, "election.date")


def office_holders(record: ElectionRecord) -> Iterator[Diagnostic]:
    """Office holders took office before the election, and leave office after they took it, and after the election.

    ``(since 20 March 2019)``. Taking office after the election is information, because the page may have been
    updated. Taking office after the record was last modified is a warning, and so is leaving before taking office or
    in a year before the election: one of the dates must be wrong.
    """
    government, day = record.government, record.election.date
    newest = max(modified_dates(record).values(), default=None)
    holders = {"chief_of_state": government.chief_of_state, "head_of_government": government.head_of_government}
    for office, holder in holders.items():
        if holder is None:
            continue
        path, since, until = f"government.{office}", holder.since, holder.until
        who = holder.name or "The holder"
        if since and until and is_later(since, until):
            message = f"{who} is said to hold the office since {since} and until {until}, which is earlier."
            yield Diagnostic("W-HOLDER-DATES", message, f"{path}.until", holder.span)
        elif until and day and is_later(day[:4], until[:4]):
            message = f"{who} is said to hold the office until {until}, in a year before that of the election, {day}."
            yield Diagnostic("W-HOLDER-DATES", message, f"{path}.until", holder.span)
        if since and day and is_later(since, day):
            message = f"{who} is said to hold the office since {since}, after the election on {day}"
            if newest and is_later(since, newest):
                message += f" and after the record was last modified ({newest})."
                yield Diagnostic("W-HOLDER-DATES", message, f"{path}.since", holder.span)
            else:
                yield Diagnostic("I-HOLDER-LATER", f"{message}.", f"{path}.since", holder.span)


def deadlines(record: ElectionRecord) -> Iterator[Diagnostic]:
    """What has to be done for an election has to be done around its day.

    ``Voters have until 17 February 1999 to register`` for March 2023. A warning: the year must be wrong.
    """
    day = record.election.date
    for index, deadline in enumerate(record.deadlines if day else ()):
        years = int(day[:4]) - int(deadline.date[:4]) if day and deadline.date else 0
        if years > YEARS_BEFORE or -years > YEARS_AFTER:
            when = f"{abs(years)} years {'before' if years > 0 else 'after'} that of the election, {day}"
            message = f"The date {deadline.date} is in a year {when}."
            yield Diagnostic("W-DEADLINE-DATE", message, f"deadlines[{index}].date", deadline.span)


def treaties(record: ElectionRecord) -> Iterator[Diagnostic]:
    """A convention is signed after it was adopted, and ratified after it was signed.

    ``Signed 2012, Ratified 2019``. A warning, because the opposite is impossible.
    """
    for path, treaty in (("gender.cedaw", record.gender.cedaw), ("disability.crpd", record.disability.crpd)):
        if treaty is None:
            continue
        name = path.partition(".")[2]
        for step, day in (("signed", treaty.signed), ("ratified", treaty.ratified)):
            if day and is_later(ADOPTED[name], day):
                message = f"{name.upper()} is said to be {step} in {day}, before it was adopted ({ADOPTED[name]})."
                yield Diagnostic("W-TREATY-DATES", message, f"{path}.{step}", treaty.span)
        if treaty.signed and treaty.ratified and is_later(treaty.signed, treaty.ratified):
            message = f"{name.upper()} is said to be ratified in {treaty.ratified}, before it was signed "
            yield Diagnostic("W-TREATY-DATES", f"{message}({treaty.signed}).", f"{path}.ratified", treaty.span)
