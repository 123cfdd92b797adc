"""The status, and the date of the results, against the results. The clock is not read."""

from __future__ import annotations

from collections.abc import Iterator

from ifes_records.checks.dates import is_later
from ifes_records.checks.questions import has_results, modified_dates
from ifes_records.diagnostics import Diagnostic, quoted
from ifes_records.model.head import ElectionStatus
from ifes_records.model.record import ElectionRecord
from ifes_records.model.results import ResultPlace

TO_COME = (
    ElectionStatus.CONFIRMED,
    ElectionStatus.TENTATIVE,
    ElectionStatus.UPCOMING,
    ElectionStatus.DATE_NOT_CONFIRMED,
)
NOT_HELD = (ElectionStatus.CANCELLED, ElectionStatus.POSTPONED)


def status_out_of_date(record: ElectionRecord) -> Iterator[Diagnostic]:
    """An election in the past is not ``Confirmed``, ``Tentative``, ``Upcoming`` or ``Date not confirmed``.

    It is in the past if it has results, or if the record was modified after it. Information, because old records
    often keep their status.
    """
    election = record.election
    if election.status not in TO_COME:
        return
    word = quoted(election.status_text or election.status.value)
    day, newest = election.date, max(modified_dates(record).values(), default=None)
    if has_results(record):
        message = f"The status is {word}, although there are results."
    elif day and newest and is_later(newest, day):
        message = f"The status is {word}, although the record was modified on {newest}, after the election on {day}."
    else:
        return
    yield Diagnostic("I-STATUS-STALE", message, "election.status")


def results_of_an_election_not_held(record: ElectionRecord) -> Iterator[Diagnostic]:
    """An election that is ``Cancelled`` or ``Postponed`` has no results.

    A warning: the status or the results are those of another vote. (``Annulled`` and ``Suspended`` elections may have
    some.)
    """
    election = record.election
    if election.status in NOT_HELD and has_results(record):
        word = quoted(election.status_text or election.status.value)
        yield Diagnostic("W-STATUS-RESULTS", f"The status is {word}, but there are results.", "election.status")


def results_without_a_date(record: ElectionRecord) -> Iterator[Diagnostic]:
    """Results have a date when they, or the record, were last modified.

    ``Election Results Modified: Aug 17, 2016``. Information: without it, nobody knows whether they are final. Not
    reported if the text ends with the results, because it may break off before that line, nor for results that are
    only in the body, which have no such line.
    """
    undated = record.modified.results is None and record.modified.record is None
    if undated and record.sections and has_results(record, ResultPlace.RESULTS):
        message = "There are results, but no date of their last change."
        span = next((result.span for result in record.results), None)
        yield Diagnostic("I-RESULTS-UNDATED", message, "modified.results", span)
