"""The record as a whole and its head: source, dates, country, contest, participation."""

from __future__ import annotations

from enum import StrEnum

from attrs import field, frozen

from ifes_records.diagnostics import Diagnostic
from ifes_records.model.body import Footnote, Section, UnreadLine
from ifes_records.model.facts import (
    Contender,
    Deadline,
    Disability,
    ElectoralRule,
    Gender,
    Government,
    Ifes,
    LastElection,
    Population,
    ReferendumFacts,
    Stake,
)
from ifes_records.model.names import Name
from ifes_records.model.origin import Origin
from ifes_records.model.results import Result
from ifes_records.span import Span

SCHEMA_VERSION = "1.1"

FACTS = (
    *("stakes", "government", "electoral_system", "contenders", "last_election", "deadlines"),
    *("population", "gender", "disability", "ifes", "referendum"),
)
"""The fields of a record that are read from the prose of its sections."""


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
    """Where the record's text is from: a file, or its place in a file of many."""

    name: str | None = None
    """The name of the file, or the one that was given with the text; null where there is none."""
    url: str | None = None
    """The address of the record's page; null where it is not known."""
    container: str | None = None
    """The name of the archive (zip) or crawl file (WARC, WET) that the text lies in; null for a file of its own."""
    crawl_date: str | None = None
    """When the page was crawled (``WARC-Date``, ISO 8601: ``2023-11-05T10:00:00Z``); null where it is not told."""
    warc_record_id: str | None = None
    """The identifier of the page in its crawl file (``WARC-Record-ID``: ``urn:uuid:…``); null where there is none."""
    offset: int | None = None
    """The byte of the crawl file, as it is stored, at which the page begins, counted from 0: the ``offset`` of
    Common Crawl's index; null for what is from no crawl file."""
    sha256: str = ""
    """The SHA-256 of the record's own text in UTF-8, in hexadecimal; empty for a file that holds no text."""
    index: int = 0
    """The record's place among those of its file, counted from 0."""
    line_start: int = 1
    """The record's first line, counted from 1 in the whole file."""
    line_end: int = 0
    """The record's last line, counted from 1 in the whole file; below ``line_start`` where no line was read."""
    encoding: str = "utf-8"
    """The encoding that the file was read in (``utf-8``); ``binary`` for a file that holds no text."""
    truncated: bool = False
    """Whether the text breaks off in mid-line."""
    kind: SourceKind = SourceKind.UNRECOGNISED
    """What the text turned out to be."""


@frozen
class Modified:
    """When the site last changed the record, its results, and the election's entry."""

    record: str | None = None
    """The day on which the site last changed the record (ISO 8601); null where it is not told."""
    results: str | None = None
    """The day on which the site last changed the results (ISO 8601); null where it is not told."""
    election: str | None = None
    """The day on which the site last changed the election's entry (ISO 8601); null where it is not told."""


@frozen
class Country:
    """The country as written and by its codes."""

    name: str | None = None
    """The country's common English name (ISO 3166); null where the written name is in no table."""
    short_name: str | None = None
    """The short name as written (``Moldova``); null where the record has one line for the country, or none."""
    formal_name: str | None = None
    """The country's line as written, the formal name where there are two; null where there is none."""
    alpha2: str | None = None
    """The country's ISO 3166-1 code of two letters; null where the country is not known, or has no code."""
    alpha3: str | None = None
    """The country's ISO 3166-1 code of three letters; null where the country is not known, or has no code."""
    ocd_id: str | None = None
    """The Open Civic Data division (``ocd-division/country:kz``); null where the country has no code."""


@frozen
class Contest:
    """The line ``Election for …`` or ``Referendum`` as written, and the name in it."""

    title: str | None = None
    """The line ``Election for …`` or ``Referendum`` as written; null where there is none."""
    name: Name | None = None
    """The chamber, office or body that the title names; null where it names none, as the bare ``Referendum``."""


@frozen
class Election:
    """When, where and for what."""

    date: str | None = None
    """The day of the election, or as much of it as is told (ISO 8601 / EDTF); null where no date can be read."""
    date_text: str | None = None
    """The date as written; null where there is no line with a date."""
    status: ElectionStatus = ElectionStatus.UNKNOWN
    """Where the election stands; ``other`` for a word in no list, ``unknown`` where the text has none."""
    status_text: str | None = None
    """The status as written; null where there is none."""
    kind: ElectionKind = ElectionKind.UNKNOWN
    """What is voted on; ``other`` for a title that tells none of these, ``unknown`` where there is no title."""
    round: int | None = None
    """The round of voting, counted from 1; null where the text does not tell it plainly."""
    country: Country = Country()
    """The country that votes."""
    contest: Contest = Contest()
    """What the election is for."""


@frozen
class Participation:
    """Counts of votes and voters.

    A count is ``None`` where the text says ``None`` or gives no line; ``…_text`` is what stands after the
    label, so that the two can be told apart (``"None"`` and ``None``).
    """

    registered_voters: int | None = None
    """How many people are registered to vote; null where no count is told, or a malformed one."""
    cast_votes: int | None = None
    """How many ballots were cast; null where no count is told, or a malformed one."""
    valid_votes: int | None = None
    """How many of the ballots were valid; null where no count is told, or a malformed one."""
    invalid_votes: int | None = None
    """How many of the ballots were invalid; null where no count is told, or a malformed one."""
    turnout_percent: float | None = None
    """The turnout in percent (61.3), as the text gives it; null where the text gives none."""
    registered_voters_text: str | None = None
    """What stands behind ``Registered Voters:``, as written (``None``); null where there is no such line."""
    cast_votes_text: str | None = None
    """What stands behind ``Cast Votes:``, as written (``None``); null where there is no such line."""
    valid_votes_text: str | None = None
    """What stands behind ``Valid Votes:``, as written (``None``); null where there is no such line."""
    invalid_votes_text: str | None = None
    """What stands behind ``Invalid Votes:``, as written (``None``); null where there is no such line."""


@frozen(kw_only=True, repr=False)
class ElectionRecord:
    """One record of an election or referendum, or a text that turned out to be none (``source.kind``)."""

    schema_version: str = SCHEMA_VERSION
    """The version of the schema that the document follows."""
    record_id: str | None = None
    """ElectionGuide's number of the election, in digits; null where no name or address tells it."""
    source: Source
    """Where the record's text is from, and what it turned out to be."""
    modified: Modified = Modified()
    """When the site last changed the record."""
    election: Election = Election()
    """What is voted on, when, and in which country."""
    participation: Participation = Participation()
    """How many people could vote, and did."""
    results: tuple[Result, ...] = ()
    """The tables of parties, lists of candidates and referendum questions, in the order of the text."""
    sections: tuple[Section, ...] = ()
    """The body of the record, heading by heading, in the order of the text."""
    stakes: tuple[Stake, ...] = ()
    """What is voted on, as the section on it says: a chamber, an office, or a line that names neither."""
    government: Government = Government()
    """Who holds the highest offices, and what the parliament is, as the record says."""
    electoral_system: tuple[ElectoralRule, ...] = ()
    """Who is elected and how, clause by clause; of a line that says nothing plainly, the text alone."""
    contenders: tuple[Contender, ...] = ()
    """The parties, coalitions and candidates in the race, in the order of the text."""
    last_election: LastElection = LastElection()
    """What the record says of the election before."""
    deadlines: tuple[Deadline, ...] = ()
    """What has to be done before the election and until when, in the order of the text."""
    population: Population = Population()
    """How many people live in the country, and may vote."""
    gender: Gender = Gender()
    """Women in the population, in the race and in parliament."""
    disability: Disability = Disability()
    """People with disabilities, and the convention on their rights."""
    ifes: Ifes = Ifes()
    """What IFES does in the country and has on it."""
    referendum: ReferendumFacts = ReferendumFacts()
    """What a referendum would do, and what it takes to pass."""
    footnotes: tuple[Footnote, ...] = ()
    """The notes that marks in the text point to, in the order of the text."""
    unread: tuple[UnreadLine, ...] = ()
    """The lines that no rule could place, by their numbers: nothing is dropped."""
    diagnostics: tuple[Diagnostic, ...] = ()
    """What was guessed, repaired, left out or found odd, by line; empty where the text is plain throughout."""

    origin: Origin | None = field(default=None, eq=False, repr=False)
    """The text that it was read from; not in the JSON, so null in a record that is read from it."""

    def span_of(self, path: str) -> Span | None:
        """Where the value at a path stands in the file: ``record.span_of("results[0].rows[2].votes")``.

        The path is that of the JSON. Offsets count the characters of the text that was given to ``parse`` or
        ``parse_dump``, or of a file's bytes decoded with ``source.encoding``. The span is the narrowest that is
        known to hold the value: where a line has the same figure twice, it is the line's. ``None`` for a value
        that is null or no reading of the text, as ``source.name`` is; for what is worked out of a text
        (``election.country.alpha2``) it is the span of that text. Raises ``LookupError`` for a path that is none
        of the record's, and for a record that was not read from a text.
        """
        return self._origin().tracer.span_of(self, path)

    def text_of(self, path: str) -> str | None:
        """What stands there, exactly as in the file; ``None`` and errors as for ``span_of``."""
        span = self.span_of(path)
        return None if span is None else self._origin().read(span)

    def place_of(self, path: str) -> tuple[int, int] | None:
        """The line and column at which it begins, both from 1; ``None`` and errors as for ``span_of``."""
        span = self.span_of(path)
        return None if span is None else self._origin().position(span)

    def explain(self) -> str:
        """The text line by line, and below each line what became of its pieces.

        Raises ``LookupError`` for a record that was not read from a text.
        """
        return self._origin().tracer.explain(self)

    def _origin(self) -> Origin:
        if self.origin is None:
            raise LookupError("the record was not read from a text, so none of its values has a place in one")
        return self.origin

    def __repr__(self) -> str:
        """What the record is and how much it holds; its fields are too many to print."""
        rows = sum(len(result.rows) for result in self.results)
        what = [self.election.date, self.election.country.name, self.election.contest.title]
        return (
            f"<ElectionRecord {self.source.kind.value}: {', '.join(filter(None, what)) or self.source.name}; "
            f"{rows} rows, {len(self.sections)} sections, {len(self.diagnostics)} diagnostics>"
        )
