"""The results block: tables of parties, lists of candidates, answers to referendum questions."""

from __future__ import annotations

from enum import StrEnum

from attrs import field, frozen

from ifes_records.model.names import Aggregate, Name
from ifes_records.model.span import Span


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
class ResultRow:
    """One party, candidate or answer.

    ``None`` means that the text doesn't say or says ``None``; ``seats_won`` is 0 where the site printed ``-``.
    ``vote_percent`` is in percent (34.1). ``cells`` are the figures as written, left to right.
    """

    name: Name
    aggregate: Aggregate | None = None
    seats_won: int | None = None
    seats_change: int | None = None
    seats_change_direction: ChangeDirection | None = None
    votes: int | None = None
    vote_percent: float | None = None
    cells: tuple[str, ...] = ()
    span: Span | None = field(default=None, eq=False, repr=False)


@frozen
class Result:
    """One table, list or question: ``heading`` is its label as written, ``question`` a referendum's."""

    kind: ResultKind
    heading: str | None = None
    question: str | None = None
    rows: tuple[ResultRow, ...] = ()
    span: Span | None = field(default=None, eq=False, repr=False)
