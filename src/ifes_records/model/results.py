"""The results block: tables of parties, lists of candidates, answers to referendum questions."""

from __future__ import annotations

from enum import StrEnum

from attrs import frozen

from ifes_records.model.located import Located
from ifes_records.model.names import Aggregate, Name


class ResultKind(StrEnum):
    """What the rows of a result stand for."""

    PARTY = "party"
    CANDIDATE = "candidate"
    REFERENDUM = "referendum"


class ChangeDirection(StrEnum):
    """Where a party's seats went, compared with the election before."""

    UP = "up"
    DOWN = "down"
    UNCHANGED = "unchanged"


@frozen
class ResultRow(Located):
    """One party, candidate or answer, with its figures.

    ``None`` means that the text doesn't say or says ``None``.
    """

    name: Name
    """The party, candidate or answer."""
    aggregate: Aggregate | None = None
    """What the row sums up where it is no one party; null for a party, candidate or answer."""
    seats_won: int | None = None
    """How many seats were won, 0 where the site printed ``-``; null where they are not told."""
    seats_change: int | None = None
    """How many seats more than at the election before, below 0 for fewer; null where it is not told."""
    seats_change_direction: ChangeDirection | None = None
    """Which way the seats went; null where neither a figure nor an arrow tells."""
    votes: int | None = None
    """How many votes were won; null where they are not told."""
    vote_percent: float | None = None
    """The share of the vote in percent (34.1); null where it is not told."""
    cells: tuple[str, ...] = ()
    """The row's figures as written, left to right."""


@frozen
class Result(Located):
    """One table of parties, list of candidates or question of a referendum."""

    kind: ResultKind
    """What the rows stand for."""
    heading: str | None = None
    """The label above the rows as written, without its colon; null where there is none."""
    question: str | None = None
    """The question that the rows answer, as written; null where there is none."""
    rows: tuple[ResultRow, ...] = ()
    """The rows in the order of the text; empty for a question whose answers are lost."""
