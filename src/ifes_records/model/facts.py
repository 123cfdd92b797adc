"""What the sections say, typed.

Every object has ``text``, the line as written. ``None`` means that the text doesn't say, or says ``None`` or
``N/A``; a list is empty where it says nothing. Dates are ISO 8601 / EDTF strings.
"""

from __future__ import annotations

from enum import StrEnum

from attrs import field, frozen

from ifes_records.model.names import Name
from ifes_records.model.span import Span


class Cameral(StrEnum):
    """How many chambers a parliament is said to have."""

    UNICAMERAL = "unicameral"
    BICAMERAL = "bicameral"


class ElectoralMethod(StrEnum):
    """How members or office holders come in."""

    PLURALITY = "plurality"
    ABSOLUTE_MAJORITY = "absolute_majority"
    TWO_ROUND = "two_round"
    PROPORTIONAL = "proportional"
    MIXED = "mixed"
    APPOINTED = "appointed"
    INDIRECT = "indirect"
    HEREDITARY = "hereditary"
    OTHER = "other"


class ContenderType(StrEnum):
    """What stands for election."""

    PARTY = "party"
    COALITION = "coalition"
    CANDIDATE = "candidate"
    INDEPENDENTS = "independents"
    UNKNOWN = "unknown"


class TreatyStatus(StrEnum):
    """Where a country stands with a convention: the furthest step that the text tells."""

    SIGNED = "signed"
    RATIFIED = "ratified"
    ACCESSION = "accession"
    NONE = "none"


@frozen
class Stake:
    """What is voted on: ``All 98 seats of the Mazhilis``, or ``The office of President``.

    ``all`` tells that the text says so; ``body`` is the chamber and ``office`` the office as written.
    """

    text: str
    seats: int | None = None
    body: str | None = None
    all: bool = False
    office: str | None = None
    span: Span | None = field(default=None, eq=False, repr=False)


@frozen
class OfficeHolder:
    """The chief of state or head of government: ``President Kasym-Zhomart TOKAYEV (since 20 March 2019)``.

    ``title`` and ``name`` are as written; given and family name only where capitals tell.
    """

    text: str
    title: str | None = None
    name: str | None = None
    given_name: str | None = None
    family_name: str | None = None
    since: str | None = None
    until: str | None = None
    note: str | None = None
    span: Span | None = field(default=None, eq=False, repr=False)


@frozen
class Chamber:
    """A chamber of the assembly: its English name, its local names, its seats."""

    name: str | None = None
    local: tuple[str, ...] = ()
    seats: int | None = None


@frozen
class Assembly:
    """The parliament; ``cameral`` only where the word is written."""

    text: str
    cameral: Cameral | None = None
    chambers: tuple[Chamber, ...] = ()
    span: Span | None = field(default=None, eq=False, repr=False)


@frozen
class Government:
    """The section on government structure."""

    chief_of_state: OfficeHolder | None = None
    head_of_government: OfficeHolder | None = None
    assembly: Assembly | None = None


@frozen
class ElectoralRule:
    """Who is elected and how, as far as a line says so plainly; subject and figures only where told.

    ``constituencies`` is the kind as written (``single-member constituencies``), ``term_limit`` the number of
    terms allowed.
    """

    text: str
    subject: str | None = None
    method: ElectoralMethod | None = None
    seats: int | None = None
    constituencies: str | None = None
    term_years: int | None = None
    term_limit: int | None = None
    span: Span | None = field(default=None, eq=False, repr=False)


@frozen
class SeatsWon:
    """Seats won, out of so many: ``12/98``; ``percent`` where the text gives it."""

    won: int | None = None
    of: int | None = None
    percent: float | None = None
    text: str | None = None


@frozen
class Contender:
    """A party, coalition or candidate in the race.

    ``party`` is a candidate's, as written; ``result_index`` the row of ``results[0]`` that is the same party or
    person beyond doubt.
    """

    text: str
    name: Name | None = None
    type: ContenderType = ContenderType.UNKNOWN
    party: str | None = None
    leaders: tuple[str, ...] = ()
    seats_last_election: SeatsWon | None = None
    first_round_percent: float | None = None
    first_round_votes: int | None = None
    note: str | None = None
    result_index: int | None = None
    span: Span | None = field(default=None, eq=False, repr=False)


@frozen
class PartySeats:
    """Seats or votes that a party is said to have won."""

    name: str
    seats: int | None = None
    votes: int | None = None
    percent: float | None = None


@frozen
class LastElection:
    """The section on the last election, where the prose says it plainly."""

    text: str | None = None
    year: int | None = None
    turnout_percent: float | None = None
    seats: tuple[PartySeats, ...] = ()
    span: Span | None = field(default=None, eq=False, repr=False)


@frozen
class Deadline:
    """What has to be done and until when; ``year_inferred`` where the election's date gave the year."""

    text: str
    what: str | None = None
    date: str | None = None
    year_inferred: bool = False
    span: Span | None = field(default=None, eq=False, repr=False)


@frozen
class DatedCount:
    """A count with its date: ``10,209,648 (2022 est.)``."""

    text: str
    count: int | None = None
    as_of: str | None = None
    estimate: bool = False
    span: Span | None = field(default=None, eq=False, repr=False)


@frozen
class Population:
    """The section on population and registered voters."""

    population: DatedCount | None = None
    registered_voters: DatedCount | None = None
    eligible_voters: DatedCount | None = None


@frozen
class Treaty:
    """A convention, signed and ratified or acceded to: CEDAW, CRPD.

    ``has_signed`` and ``has_ratified`` are ``None`` where the text doesn't say; the dates where it gives none.
    """

    text: str
    status: TreatyStatus | None = None
    has_signed: bool | None = None
    signed: str | None = None
    has_ratified: bool | None = None
    ratified: str | None = None
    span: Span | None = field(default=None, eq=False, repr=False)


@frozen
class GenderQuota:
    """Whether there is a quota, and what it is, as written."""

    text: str
    has: bool | None = None
    detail: str | None = None
    span: Span | None = field(default=None, eq=False, repr=False)


@frozen
class FemaleCandidates:
    """Whether women stand, how many, and what percent of all candidates."""

    text: str
    has: bool | None = None
    count: int | None = None
    percent: float | None = None
    span: Span | None = field(default=None, eq=False, repr=False)


@frozen
class FemaleLegislators:
    """How many women sit in a chamber: ``29/106 (27.4%) in the Mazhilis``."""

    text: str
    count: int | None = None
    of: int | None = None
    percent: float | None = None
    body: str | None = None
    span: Span | None = field(default=None, eq=False, repr=False)


@frozen
class Gender:
    """The section on gender data."""

    female_population: DatedCount | None = None
    cedaw: Treaty | None = None
    quota: GenderQuota | None = None
    female_candidates: FemaleCandidates | None = None
    female_legislators: tuple[FemaleLegislators, ...] = ()
    hdi_position: int | None = None
    hdi_text: str | None = None
    sigi: str | None = None
    sigi_text: str | None = None


@frozen
class Disability:
    """The section on disability data."""

    crpd: Treaty | None = None
    population_with_disability: DatedCount | None = None


@frozen
class ElectionJudgments:
    """Whether IFES's Election Judgments have resources on the country, and how many."""

    text: str
    has: bool | None = None
    count: int | None = None
    span: Span | None = field(default=None, eq=False, repr=False)


@frozen
class Ifes:
    """The section on IFES's resources."""

    presence: bool | None = None
    presence_text: str | None = None
    election_access: bool | None = None
    election_access_text: str | None = None
    election_judgments: ElectionJudgments | None = None


@frozen
class ReferendumFacts:
    """What the referendum would do, and what it takes to pass, line by line as written."""

    provisions: tuple[str, ...] = ()
    requirements: tuple[str, ...] = ()


@frozen
class Facts:
    """All typed facts of a record, under the names that they have in it."""

    stakes: tuple[Stake, ...] = ()
    government: Government = Government()
    electoral_system: tuple[ElectoralRule, ...] = ()
    contenders: tuple[Contender, ...] = ()
    last_election: LastElection = LastElection()
    deadlines: tuple[Deadline, ...] = ()
    population: Population = Population()
    gender: Gender = Gender()
    disability: Disability = Disability()
    ifes: Ifes = Ifes()
    referendum: ReferendumFacts = ReferendumFacts()
