"""The head of a record: its source, its dates, the country, the contest, and the votes and voters."""

from __future__ import annotations

from enum import StrEnum

from attrs import frozen

from ifes_records.model.names import Name


class SourceKind(StrEnum):
    """What kind of page a text turned out to be."""

    ELECTION = "election"
    COUNTRY = "country"
    UNRECOGNISED = "unrecognised"


class ElectionStatus(StrEnum):
    """The site's word for the state of an election; an old record may still say ``Confirmed``."""

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
    """The kind of office or question that is voted on."""

    PRESIDENTIAL = "presidential"
    LEGISLATIVE = "legislative"
    REFERENDUM = "referendum"
    LOCAL = "local"
    OTHER = "other"
    UNKNOWN = "unknown"


@frozen
class Source:
    """Where the text of the record came from: a file of its own, or a part of a larger file."""

    name: str | None = None
    """The name of the file, or the name given with the text; null if there is neither."""
    path: str | None = None
    """The path of the file within the input, with ``/`` (``asia/kazakhstan-2023.txt``); it goes through archives
    (``records.zip/kazakhstan-2023.txt``), and ends with a crawl file. Null for a text without a file."""
    url: str | None = None
    """The address of the record's page; null if it is not known."""
    container: str | None = None
    """The name of the archive (zip) or crawl file (WARC, WET) that the text was in; null for a file of its own."""
    crawl_date: str | None = None
    """When the page was crawled (``WARC-Date``, ISO 8601: ``2023-11-05T10:00:00Z``); null if it is not known."""
    warc_record_id: str | None = None
    """The identifier of the page in its crawl file (``WARC-Record-ID``: ``urn:uuid:…``); null if it has none."""
    offset: int | None = None
    """The offset of the page in its crawl file in bytes, counted from 0 in the file as stored, as the ``offset`` of
    Common Crawl's index; null if the text is not from a crawl file."""
    sha256: str = ""
    """The SHA-256 of the record's text in UTF-8, in hexadecimal; empty for a file without text."""
    index: int = 0
    """The record's number in its file, counted from 0."""
    line_start: int = 1
    """The record's first line, counted from 1 in the whole file."""
    line_end: int = 0
    """The record's last line, counted from 1 in the whole file; less than ``line_start`` if no line was read."""
    encoding: str = "utf-8"
    """The encoding used to decode the file (``utf-8``); ``binary`` for a file without text."""
    truncated: bool = False
    """Whether the text breaks off in the middle of a line."""
    kind: SourceKind = SourceKind.UNRECOGNISED
    """What kind of page the text turned out to be."""


@frozen
class Modified:
    """The days when the site last changed the record, its results, and the election's entry."""

    record: str | None = None
    """The day when the site last changed the record (ISO 8601); null if the text does not say."""
    results: str | None = None
    """The day when the site last changed the results (ISO 8601); null if the text does not say."""
    election: str | None = None
    """The day when the site last changed the election's entry (ISO 8601); null if the text does not say."""


@frozen
class Country:
    """The country, as written and with its codes."""

    name: str | None = None
    """The country's common English name (ISO 3166); null if the name in the text is not a known country."""
    short_name: str | None = None
    """The short name, as written (``Moldova``); null if the text has only one line for the country, or none."""
    formal_name: str | None = None
    """The country's line, as written: the formal name if there are two lines; null if there is none."""
    alpha2: str | None = None
    """The country's two-letter ISO 3166-1 code; null if the country is not known, or has no code."""
    alpha3: str | None = None
    """The country's three-letter ISO 3166-1 code; null if the country is not known, or has no code."""
    ocd_id: str | None = None
    """The country's Open Civic Data identifier (``ocd-division/country:kz``); null if the country has no code."""


@frozen
class Contest:
    """What the election is for: the line ``Election for …`` or ``Referendum``, and the name in it."""

    title: str | None = None
    """The line ``Election for …`` or ``Referendum``, as written; null if there is none."""
    name: Name | None = None
    """The chamber, office or body that the title names; null if it names none, as in the bare ``Referendum``."""


@frozen
class Election:
    """The election: its date, status, kind, round, country and contest."""

    date: str | None = None
    """The day of the election, as exact as the text (ISO 8601 / EDTF); null if there is no readable date."""
    date_text: str | None = None
    """The date, as written; null if there is no line with a date."""
    status: ElectionStatus = ElectionStatus.UNKNOWN
    """The state of the election; ``other`` if the word is not a known one, ``unknown`` if the text has none."""
    status_text: str | None = None
    """The status, as written; null if there is none."""
    kind: ElectionKind = ElectionKind.UNKNOWN
    """The kind of office or question voted on; ``other`` if the title is of no known kind, ``unknown`` if there is no
    title."""
    round: int | None = None
    """The round of voting, counted from 1; null if the text does not make it clear."""
    country: Country = Country()
    """The country where the election takes place."""
    contest: Contest = Contest()
    """What the election is for."""


@frozen
class Participation:
    """Counts of votes and voters.

    A count is ``None`` if the text says ``None`` or has no such line. The fields ``…_text`` distinguish the two: they
    hold the text after the label (``"None"``), or ``None``.
    """

    registered_voters: int | None = None
    """The number of people registered to vote; null if there is no count, or a malformed one."""
    cast_votes: int | None = None
    """The number of votes cast; null if there is no count, or a malformed one."""
    valid_votes: int | None = None
    """The number of valid votes; null if there is no count, or a malformed one."""
    invalid_votes: int | None = None
    """The number of invalid votes; null if there is no count, or a malformed one."""
    turnout_percent: float | None = None
    """The turnout in percent (61.3), as the text gives it; null if it gives none."""
    registered_voters_text: str | None = None
    """The text after ``Registered Voters:``, as written (``None``); null if there is no such line."""
    cast_votes_text: str | None = None
    """The text after ``Cast Votes:``, as written (``None``); null if there is no such line."""
    valid_votes_text: str | None = None
    """The text after ``Valid Votes:``, as written (``None``); null if there is no such line."""
    invalid_votes_text: str | None = None
    """The text after ``Invalid Votes:``, as written (``None``); null if there is no such line."""
