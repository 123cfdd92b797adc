"""The seats in the rows of a table against the seats at stake."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ifes_records.checks.figures import how_many
from ifes_records.checks.questions import is_whole, texts_of
from ifes_records.diagnostics import Diagnostic
from ifes_records.model.body import SectionKind
from ifes_records.model.facts import Stake
from ifes_records.model.head import ElectionKind
from ifes_records.model.record import ElectionRecord
from ifes_records.model.results import ResultKind
from ifes_records.text import lexicon

# Half as many again is not a slip: the table shows the whole chamber after part of it was elected.
WHOLE_CHAMBER = 1.5

# Not the section on the electoral system, which mentions by-elections in any case.
MENTIONED_IN = (SectionKind.STAKES, SectionKind.NOTES, SectionKind.NEW)


def row_seats_against_stakes(record: ElectionRecord) -> Iterator[Diagnostic]:
    """The rows have as many seats as are at stake, or as the chamber has.

    ``All 98 seats of the Mazhilis``. If several chambers are voted on, one of them or their sum must fit. Fewer seats
    are information: small parties may be left out, or seats may stay open until a second round. More seats are a
    warning, except if only part of the chamber was at stake: in a by-election, where uncontested seats may be
    included, or if the rows have at least half as many again (``36 seats`` in a second round, and a table of all
    146).
    """
    stakes = [stake for stake in record.stakes if stake.seats]
    assembly = record.government.assembly
    chambers = [chamber.seats for chamber in assembly.chambers] if assembly else []
    by_election = bool(stakes) and _is_by_election(record)
    fitting = {stake.seats for stake in stakes} | {sum(stake.seats or 0 for stake in stakes)} | set(chambers)
    for index, result in enumerate(record.results):
        seats = [row.seats_won for row in result.rows if row.seats_won is not None]
        won = sum(seats)
        if result.kind is not ResultKind.PARTY or not stakes or not won or won in fitting:
            continue
        stake = _stake_of(record, stakes, won)
        at_stake, path = stake.seats or 0, f"results[{index}]"
        difference = f"{abs(won - at_stake):,} {'more' if won > at_stake else 'fewer'}"
        message = f"The rows have {how_many(won, 'seat')}, {difference} than the {at_stake:,} at stake"
        if won > at_stake and won >= WHOLE_CHAMBER * at_stake and not stake.all:
            message += "; the table may show the whole chamber."
            yield Diagnostic("I-SUM-SEATS-PART", message, path, result.span)
        elif won > at_stake and by_election:
            message += "; seats without a contest may be among them, as it is a by-election."
            yield Diagnostic("I-SUM-SEATS-PART", message, path, result.span)
        elif won > at_stake:
            yield Diagnostic("W-SUM-SEATS-ABOVE", f"{message}.", path, result.span)
        elif len(seats) == len(result.rows) and is_whole(record, result):
            yield Diagnostic("I-SUM-SEATS-BELOW", f"{message}.", path, result.span)


def seats_all_zero(record: ElectionRecord) -> Iterator[Diagnostic]:
    """If seats are at stake, at least one party won some.

    ``Name - - 21,484`` in every row. A warning: the site prints ``-`` for 0, and 0 if the seats were never filled in,
    so these zeros are not results.
    """
    if record.election.kind is not ElectionKind.LEGISLATIVE:
        return
    for index, result in enumerate(record.results):
        seats = [row.seats_won for row in result.rows if row.seats_won is not None]
        if result.kind is ResultKind.PARTY and seats and not any(seats) and is_whole(record, result):
            message = f"No party has a seat ({how_many(len(seats), 'row')} with 0); they may not have been filled in."
            yield Diagnostic("W-SUM-SEATS-ZERO", message, f"results[{index}]", result.span)


def _is_by_election(record: ElectionRecord) -> bool:
    title = record.election.contest.title or ""
    texts = [title, *(text for kind in MENTIONED_IN for text in texts_of(record, kind))]
    return any(lexicon.pattern("BY_ELECTION", r"\b", r"\b").search(text) for text in texts)


def _stake_of(record: ElectionRecord, stakes: list[Stake], won: int) -> Stake:
    """The stake whose chamber the title of the contest names, or else the one closest to the seats won."""
    title = _words(record.election.contest.title)
    alike = {index: len(title & _words(stake.body)) for index, stake in enumerate(stakes)}
    most = max(alike.values())
    named = [stake for index, stake in enumerate(stakes) if alike[index] == most]
    return min(named, key=lambda stake: abs((stake.seats or 0) - won))


def _words(text: str | None) -> set[str]:
    return set(re.findall(r"\w{4,}", (text or "").casefold()))
