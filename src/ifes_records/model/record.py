"""The record as a whole and its head: source, dates, country, contest, participation."""

from __future__ import annotations

from enum import StrEnum

from attrs import frozen

from ifes_records.diagnostics import Diagnostic
from ifes_records.model.body import Footnote, Section, UnreadLine
from ifes_records.model.names import Name
from ifes_records.model.results import Result

SCHEMA_VERSION = "1.0"


class SourceKind(StrEnum):
    """What a text turned out to be."""

    ELECTION = "election"
    COUNTRY = "country"
    UNRECOGNISED = "unrecognised"


class ElectionStatus(StrEnum):
    """The site's word on where an election stands; an old record may still say ``Confirmed``."""

    HELD = "held"
    CONFIRMED = "confirmed"
    POSTPONED = "postponed"
    CANCELLED = "cancelled"
    SNAP = "snap"
    DATE_NOT_CONFIRMED = "date_not_confirmed"
    TENTATIVE = "tentative"
    MOVED = "moved"
    SUSPENDED = "suspended"
    ANNULLED = "annulled"
    UPCOMING = "upcoming"
    OTHER = "other"
    UNKNOWN = "unknown"


class ElectionKind(StrEnum):
    """What is voted on."""

    PRESIDENTIAL = "presidential"
    LEGISLATIVE = "legislative"
    REFERENDUM = "referendum"
    LOCAL = "local"
    OTHER = "other"
    UNKNOWN = "unknown"


@frozen
class Source:
    """Where the record's text is from.

    ``sha256`` is of the record's own text in UTF-8; ``index`` counts records in a dump from 0;
    ``line_start`` and ``line_end`` are 1-based and inclusive (0 for a text without lines). ``truncated``
    tells that the text breaks off in mid-line.
    """

    name: str | None = None
    url: str | None = None
    sha256: str = ""
    index: int = 0
    line_start: int = 1
    line_end: int = 0
    encoding: str = "utf-8"
    truncated: bool = False
    kind: SourceKind = SourceKind.UNRECOGNISED


@frozen
class Modified:
    """When the site last changed the record, its results, and the election's entry (ISO dates)."""

    record: str | None = None
    results: str | None = None
    election: str | None = None


@frozen
class Country:
    """The country as written and by its codes; codes are ``None`` where the name is in no table."""

    name: str | None = None
    short_name: str | None = None
    formal_name: str | None = None
    alpha2: str | None = None
    alpha3: str | None = None
    ocd_id: str | None = None


@frozen
class Contest:
    """The line ``Election for …`` or ``Referendum`` as written, and the name in it."""

    title: str | None = None
    name: Name | None = None


@frozen
class Election:
    """When, where and for what. ``round`` is given only where the text tells it."""

    date: str | None = None
    date_text: str | None = None
    status: ElectionStatus = ElectionStatus.UNKNOWN
    status_text: str | None = None
    kind: ElectionKind = ElectionKind.UNKNOWN
    round: int | None = None
    country: Country = Country()
    contest: Contest = Contest()


@frozen
class Participation:
    """Counts of votes and voters.

    A count is ``None`` where the text says ``None`` or gives no line; ``…_text`` is what stands after the
    label, so that the two can be told apart (``"None"`` and ``None``). ``turnout_percent`` is given only
    where the text gives it.
    """

    registered_voters: int | None = None
    cast_votes: int | None = None
    valid_votes: int | None = None
    invalid_votes: int | None = None
    turnout_percent: float | None = None
    registered_voters_text: str | None = None
    cast_votes_text: str | None = None
    valid_votes_text: str | None = None
    invalid_votes_text: str | None = None


@frozen(kw_only=True, repr=False)
class ElectionRecord:
    """One record of an election or referendum, or a text that turned out to be none (``source.kind``)."""

    schema_version: str = SCHEMA_VERSION
    record_id: str | None = None
    source: Source
    modified: Modified = Modified()
    election: Election = Election()
    participation: Participation = Participation()
    results: tuple[Result, ...] = ()
    sections: tuple[Section, ...] = ()
    footnotes: tuple[Footnote, ...] = ()
    unread: tuple[UnreadLine, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()

    def __repr__(self) -> str:
        """What the record is and how much it holds; its fields are too many to print."""
        rows = sum(len(result.rows) for result in self.results)
        what = [self.election.date, self.election.country.name, self.election.contest.title]
        return (
            f"<ElectionRecord {self.source.kind.value}: {', '.join(filter(None, what)) or self.source.name}; "
            f"{rows} rows, {len(self.sections)} sections, {len(self.diagnostics)} diagnostics>"
        )
