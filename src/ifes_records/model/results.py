"""The results block: tables of parties, lists of candidates, answers to referendum questions."""

from __future__ import annotations

from enum import StrEnum

from attrs import frozen

from ifes_records.model.located import Located
from ifes_records.model.names import Aggregate, Name


class ResultKind(StrEnum):
    """What the rows of a result are."""

    PARTY = "party"
    CANDIDATE = "candidate"
    REFERENDUM = "referendum"


class ChangeDirection(StrEnum):
    """Whether a party has more or fewer seats than after the previous election."""

    UP = "up"
    DOWN = "down"
    UNCHANGED = "unchanged"


@frozen
class ResultRow(Located):
    """The figures of one party, candidate or answer.

    ``None`` means that the text does not say, or says ``None``.
    """

    name: Name
    """The party, candidate or answer."""
    aggregate: Aggregate | None = None
    """Which contenders the row adds up; null for the row of a single party, candidate or answer."""
    seats_won: int | None = None
    """The number of seats won; 0 if the site printed ``-``; null if the text does not say."""
    seats_change: int | None = None
    """The change in seats since the previous election, negative for a loss; null if the text does not say."""
    seats_change_direction: ChangeDirection | None = None
    """The direction of that change; null if the text has neither a figure nor an arrow."""
    votes: int | None = None
    """The number of votes won; null if the text does not say."""
    vote_percent: float | None = None
    """The share of the vote in percent (34.1); null if the text does not say."""
    cells: tuple[str, ...] = ()
    """The row's figures as written, left to right."""


@frozen
class Result(Located):
    """One table of parties, list of candidates or referendum question."""

    kind: ResultKind
    """What the rows are."""
    heading: str | None = None
    """The label above the rows, as written, without its colon; null if there is none."""
    question: str | None = None
    """The question that the rows answer, as written; null if there is none."""
    rows: tuple[ResultRow, ...] = ()
    """The rows in the order of the text; empty for a question without its answers."""
