"""Typed facts from the sections.

Every fact with a ``text`` keeps its line as written. ``None`` means that the text does not say, or says ``None`` or
``N/A``; an empty list means the same. Dates are ISO 8601 / EDTF strings, as exact as the text.
"""

from __future__ import annotations

from enum import StrEnum

from attrs import frozen

from ifes_records.model.background import (
    DatedCount,
    Disability,
    ElectionJudgments,
    FemaleCandidates,
    FemaleLegislators,
    Gender,
    GenderQuota,
    Ifes,
    IndexEntry,
    Population,
    Treaty,
    TreatyStatus,
)
from ifes_records.model.contenders import (
    Contender,
    ContenderType,
    LastElection,
    LastResult,
    LastResultKind,
    SeatsWon,
)
from ifes_records.model.government import (
    Assembly,
    Cameral,
    Chamber,
    Government,
    OfficeHolder,
)
from ifes_records.model.located import Located

__all__ = [
    "Assembly",
    "Cameral",
    "Chamber",
    "Contender",
    "ContenderType",
    "DatedCount",
    "Deadline",
    "Disability",
    "ElectionJudgments",
    "ElectoralMethod",
    "ElectoralRule",
    "FemaleCandidates",
    "FemaleLegislators",
    "Gender",
    "GenderQuota",
    "Government",
    "Ifes",
    "IndexEntry",
    "LastElection",
    "LastResult",
    "LastResultKind",
    "OfficeHolder",
    "Population",
    "ReferendumFacts",
    "SeatsWon",
    "Stake",
    "Treaty",
    "TreatyStatus",
]


class ElectoralMethod(StrEnum):
    """How the winners are chosen."""

    PLURALITY = "plurality"
    """Most votes win: ``by plurality vote``, ``first-past-the-post``."""
    ABSOLUTE_MAJORITY = "absolute_majority"
    """More than half of the votes win: ``by absolute majority vote``, without a word about a second round."""
    TWO_ROUND = "two_round"
    """An absolute majority, if needed in a second round: ``through a two-round system``."""
    PROPORTIONAL = "proportional"
    """Seats follow the shares of the vote: ``through a closed-list proportional representation system``."""
    MIXED = "mixed"
    """The text calls the system mixed or parallel."""
    APPOINTED = "appointed"
    """Somebody appoints them: ``appointed by the King``."""
    INDIRECT = "indirect"
    """A parliament, council or electoral college elects them, or the text calls the election indirect."""
    HEREDITARY = "hereditary"
    """They inherit the office: ``hereditary monarch``."""
    OTHER = "other"
    """Another method that the text names: ``single transferable vote``, ``block vote``."""


@frozen
class Stake(Located):
    """What is voted on: ``All 98 seats of the Mazhilis``, or ``The office of President``."""

    text: str
    """The line as written."""
    seats: int | None = None
    """The number of seats voted on; null if the line gives no number."""
    body: str | None = None
    """The chamber with these seats, as written (``Mazhilis``); null if the line names none."""
    all: bool = False
    """Whether the text says that these are all the seats of the chamber."""
    office: str | None = None
    """The office voted on, as written (``President of Brazil``); null if it is not an office."""
    of: int | None = None
    """The number of seats that the chamber has in all; null if the line does not say (``55 of the 82 seats``)."""


@frozen
class ElectoralRule(Located):
    """Who is elected and how, from one clause of the section on the electoral system."""

    text: str
    """The line as written."""
    subject: str | None = None
    """Who is elected, as written (``The President``); null if the line does not say."""
    method: ElectoralMethod | None = None
    """How the winners are chosen; null if the line does not say, or is not clear."""
    seats: int | None = None
    """The number of seats filled in this way; null if the line gives no exact number."""
    of: int | None = None
    """The number of seats that the chamber has in all; null if the sentence does not say."""
    constituencies: str | None = None
    """The kind of constituencies, as written (``single-member constituencies``); null if the line does not say."""
    constituency_count: int | None = None
    """The number of constituencies; null if the line does not say."""
    threshold_percent: float | None = None
    """The share of the vote in percent that a party needs to win seats; null if the line does not say."""
    term_years: int | None = None
    """The length of a term in years; null if the line does not say."""
    term_limit: int | None = None
    """The number of terms that a person may serve; null if the line does not say."""


@frozen
class Deadline(Located):
    """Something that has to be done before the election, and by when."""

    text: str
    """The line as written."""
    what: str | None = None
    """What has to be done, in the words of the line without its date; null if the line is only a date."""
    date: str | None = None
    """The day by which it has to be done (ISO 8601 / EDTF); null if the line has no readable date."""
    year_inferred: bool = False
    """Whether the year was inferred from the date of the election, because the text gives none."""


@frozen
class ReferendumFacts:
    """What a referendum would change, and what it needs to pass."""

    provisions: tuple[str, ...] = ()
    """What the referendum would change, line by line, as written; empty if the text does not say."""
    requirements: tuple[str, ...] = ()
    """What the referendum needs to pass, line by line, as written; empty if the text does not say."""
