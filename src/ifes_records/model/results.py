"""Results: tables of parties, lists of candidates, answers to referendum questions."""

from __future__ import annotations

from enum import StrEnum

from attrs import field, frozen

from ifes_records.display import drawn
from ifes_records.model.located import Located
from ifes_records.model.names import Aggregate, Name


class ResultKind(StrEnum):
    """What the rows of a result are."""

    PARTY = "party"
    CANDIDATE = "candidate"
    REFERENDUM = "referendum"


class ResultPlace(StrEnum):
    """The part of the page that a result is from."""

    RESULTS = "results"
    """The results block, at the top of the page."""
    BODY = "body"
    """A section of the body: ``Results of the referendum``, ``Seats won in this election``."""


class FigureMark(StrEnum):
    """What the text has for a figure."""

    FIGURE = "figure"
    """A number."""
    DASH = "dash"
    """``-``, which the site prints for 0 seats, and for votes that it does not have."""
    NONE = "none"
    """The word ``None``."""
    ABSENT = "absent"
    """Nothing: the row has no such cell."""
    UNREAD = "unread"
    """Something that is not a usable count: it is malformed, or below 0."""
    NOT_APPLICABLE = "not_applicable"
    """Nothing, because such rows have no such figure: a candidate has no seats."""


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
    seats_won_mark: FigureMark | None = None
    """What the text has for the seats; null in a record read from a document of version 1."""
    seats_change: int | None = None
    """The change in seats since the previous election, negative for a loss; null if the text does not say."""
    seats_change_direction: ChangeDirection | None = None
    """The direction of that change; null if the text has neither a figure nor an arrow."""
    votes: int | None = None
    """The number of votes won; null if the text does not say."""
    votes_mark: FigureMark | None = None
    """What the text has for the votes; null in a record read from a document of version 1."""
    vote_percent: float | None = None
    """The share of the vote in percent (34.1); null if the text does not say."""
    cells: tuple[str, ...] = ()
    """The row's figures as written, left to right."""


@frozen
class Result(Located):
    """One table of parties, list of candidates or referendum question."""

    kind: ResultKind
    """What the rows are."""
    place: ResultPlace = field(default=ResultPlace.RESULTS, kw_only=True)
    """The part of the page that the result is from."""
    heading: str | None = None
    """The label above the rows, as written, without its colon; null if there is none."""
    question: str | None = None
    """The question that the rows answer, as written; null if there is none."""
    rows: tuple[ResultRow, ...] = ()
    """The rows in the order of the text; empty for a question without its answers."""

    def _repr_html_(self) -> str | None:
        return drawn("html", self)

    def _repr_svg_(self) -> str | None:
        return drawn("svg", self)
