"""The status and the results' date against the results. The clock is not read."""

from __future__ import annotations

from collections.abc import Iterator

from ifes_records.checks.dates import is_later
from ifes_records.checks.finding import CheckedRecord, Finding
from ifes_records.model.record import ElectionStatus

TO_COME = (
    ElectionStatus.CONFIRMED,
    ElectionStatus.TENTATIVE,
    ElectionStatus.UPCOMING,
    ElectionStatus.DATE_NOT_CONFIRMED,
)
NOT_HELD = (ElectionStatus.CANCELLED, ElectionStatus.POSTPONED)


def status_out_of_date(checked: CheckedRecord) -> Iterator[Finding]:
    """An election that is past is not ``Confirmed``, ``Tentative``, ``Upcoming`` or ``Date not confirmed``.

    That it is past is told by its results, or by a modified date after the election's. Information: old records
    often keep their status.
    """
    election = checked.record.election
    if election.status not in TO_COME:
        return
    word = election.status_text or election.status.value
    day, newest = election.date, max(checked.modified.values(), default=None)
    if checked.has_results:
        message = f"The status is {word!r}, although there are results."
    elif day and newest and is_later(newest, day):
        message = (
            f"The status is {word!r}, although the record was modified on {newest}, after the election on {day}."
        )
    else:
        return
    yield Finding("I-STATUS-STALE", message, "election.status")


def results_of_an_election_not_held(checked: CheckedRecord) -> Iterator[Finding]:
    """An election that is ``Cancelled`` or ``Postponed`` has no results.

    A warning: the status, or the results, belong to another vote. (``Annulled`` and ``Suspended`` can have some.)
    """
    election = checked.record.election
    if election.status in NOT_HELD and checked.has_results:
        word = election.status_text or election.status.value
        yield Finding("W-STATUS-RESULTS", f"The status is {word!r}, but there are results.", "election.status")


def results_without_a_date(checked: CheckedRecord) -> Iterator[Finding]:
    """Results come with the day on which they, or the record, were last changed.

    ``Election Results Modified: Aug 17, 2016``. Information: without it nobody can tell whether they are final. Not
    where the text ends with the results: it may break off above that line.
    """
    record = checked.record
    undated = record.modified.results is None and record.modified.record is None
    if undated and record.sections and checked.has_results:
        message = "There are results, but no date of their last change."
        span = next((result.span for result in record.results), None)
        yield Finding("I-RESULTS-UNDATED", message, "modified.results", span)
