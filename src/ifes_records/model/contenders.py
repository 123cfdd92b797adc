"""Facts on parties and candidates: who takes part, and who won what in the previous election."""

from __future__ import annotations

from enum import StrEnum

from attrs import frozen

from ifes_records.model.located import Located
from ifes_records.model.names import Name


class ContenderType(StrEnum):
    """What a contender is."""

    PARTY = "party"
    COALITION = "coalition"
    CANDIDATE = "candidate"
    INDEPENDENTS = "independents"
    UNKNOWN = "unknown"


class LastResultKind(StrEnum):
    """Who won seats or votes in the previous election."""

    PARTY = "party"
    """A party or coalition."""
    CANDIDATE = "candidate"
    """One person."""
    GROUP = "group"
    """People or parties together: independents, members without a party, the other parties."""
    UNKNOWN = "unknown"
    """A party or a person, and the text does not say which: ``Brandt won with 74%``."""


@frozen
class SeatsWon(Located):
    """Seats won in an election, often with the total: ``12/98``."""

    won: int | None = None
    """The number of seats won; null if the text gives no number."""
    of: int | None = None
    """The number of seats there were to win; null if the text does not say."""
    percent: float | None = None
    """The share of the seats in percent, as the text gives it; null if it gives none."""
    text: str | None = None
    """The statement about the seats, as written; null if there is none."""


@frozen
class Contender(Located):
    """A party, coalition or candidate that takes part in the election."""

    text: str
    """The contender's line, as written."""
    name: Name | None = None
    """The name of the party, coalition or candidate; null if the text gives only its leaders or seats."""
    type: ContenderType = ContenderType.UNKNOWN
    """What the contender is; ``unknown`` if the text does not say."""
    party: str | None = None
    """The candidate's party in English, or ``Independent``; null if the text names none, or if this is not a
    candidate."""
    leaders: tuple[str, ...] = ()
    """The names of the party's leaders, as written; empty if the text names none."""
    members: tuple[Name, ...] = ()
    """The parties that a coalition is made of; empty if the text names none, or if this is not a coalition."""
    seats_last_election: SeatsWon | None = None
    """The seats that the party won in the previous election; null if the text does not say."""
    seats_this_election: SeatsWon | None = None
    """The seats that the party won in this election (``Seats won in this election: 34``); null if this line does not
    say."""
    withdrawn: bool = False
    """Whether the text says that the contender withdrew."""
    first_round_percent: float | None = None
    """The candidate's share of the vote in the first round, in percent; null if the text does not say."""
    first_round_votes: int | None = None
    """The candidate's votes in the first round; null if the text does not say."""
    note: str | None = None
    """Anything else that the text says about the contender, as written; null if there is nothing."""
    result_index: int | None = None
    """The row in ``results[0].rows``, counted from 0, that is certainly the same contender; null if none is."""


@frozen
class LastResult(Located):
    """What a party, candidate or group won in the previous election."""

    name: Name
    """The party, candidate or group."""
    kind: LastResultKind = LastResultKind.PARTY
    """What it is."""
    seats: int | None = None
    """The number of seats won; null if the text does not say."""
    of: int | None = None
    """The number of seats there were to win; null if the text does not say."""
    votes: int | None = None
    """The number of votes won; null if the text does not say."""
    percent: float | None = None
    """The share of the vote, in percent; null if the text does not say."""
    chamber: str | None = None
    """The chamber with these seats, as written (``Senate``); null if the text names none."""
    round: int | None = None
    """The round that the figures are of, counted from 1; null if the text does not say."""
    winner: bool | None = None
    """Whether the candidate won the office; null if the text does not say."""
    text: str | None = None
    """The clause that the figures are from, as written; null if only the section's prose is known."""


@frozen
class LastElection(Located):
    """The section on the last election: only what its prose states clearly."""

    text: str | None = None
    """The prose that the facts are from, as written; null if there is none."""
    date: str | None = None
    """The date of the previous election (ISO 8601 / EDTF), as exact as the text; null if the prose does not make it
    clear."""
    year: int | None = None
    """The year of the previous election; null if the prose does not make it clear."""
    turnout_percent: float | None = None
    """The turnout in the previous election, in percent; null if the prose does not make it clear."""
    results: tuple[LastResult, ...] = ()
    """What parties, candidates and groups won in the previous election; empty if the prose does not make it clear."""
