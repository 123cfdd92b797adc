"""What the sections say, typed.

Every object has ``text``, the line as written. ``None`` means that the text doesn't say, or says ``None`` or
``N/A``; a list is empty where it says nothing. Dates are ISO 8601 / EDTF strings.
"""

from __future__ import annotations

from enum import StrEnum

from attrs import frozen

from ifes_records.model.located import Located
from ifes_records.model.names import Name
from ifes_records.model.results import Result


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
class Stake(Located):
    """What is voted on: ``All 98 seats of the Mazhilis``, or ``The office of President``."""

    text: str
    """The line as written."""
    seats: int | None = None
    """How many seats are voted on; null where the line gives no number."""
    body: str | None = None
    """The chamber that the seats are in, as written; null where the line names none."""
    all: bool = False
    """Whether the text says that these are all of its seats."""
    office: str | None = None
    """The office that is voted on, as written (``President of Brazil``); null where it is none."""


@frozen
class OfficeHolder(Located):
    """The chief of state or head of government: ``President Kasym-Zhomart TOKAYEV (since 20 March 2019)``."""

    text: str
    """The line as written."""
    title: str | None = None
    """The title of the office as written (``Prime Minister``); null where it can't be told from the name."""
    name: str | None = None
    """The person's name as written; null where it can't be told from the title."""
    given_name: str | None = None
    """The person's given names; null where the text's capitals don't tell the family name."""
    family_name: str | None = None
    """The person's family name in ordinary letters (``Tokayev``); null where the text's capitals don't tell it."""
    since: str | None = None
    """The date on which the person took office (ISO 8601 / EDTF); null where it is not told."""
    until: str | None = None
    """The date on which the person left office (ISO 8601 / EDTF); null where it is not told."""
    note: str | None = None
    """What else the line says, as written; null where it says nothing else."""


@frozen
class Chamber:
    """A chamber of the assembly: its English name, its local names, its seats."""

    name: str | None = None
    """The chamber's name in English, as written; null where the line does not name it."""
    local: tuple[str, ...] = ()
    """The chamber's names in languages of the country, as written; empty where there is none."""
    seats: int | None = None
    """How many seats the chamber has; null where the line does not say so plainly."""


@frozen
class Assembly(Located):
    """The parliament and its chambers."""

    text: str
    """The line as written."""
    cameral: Cameral | None = None
    """Whether it has one chamber or two; null where neither word is written."""
    chambers: tuple[Chamber, ...] = ()
    """The chambers that the line tells plainly; empty where it tells none."""


@frozen
class Government:
    """The section on government structure."""

    chief_of_state: OfficeHolder | None = None
    """Who is head of state; null where the text does not say."""
    head_of_government: OfficeHolder | None = None
    """Who leads the government; null where the text does not say."""
    assembly: Assembly | None = None
    """What the parliament is; null where the text does not say."""


@frozen
class ElectoralRule(Located):
    """Who is elected and how, as far as a line says so plainly."""

    text: str
    """The line as written."""
    subject: str | None = None
    """Who is elected, as written (``The President``); null where the line does not name it."""
    method: ElectoralMethod | None = None
    """How the winners are found; null where the line does not say so plainly."""
    seats: int | None = None
    """How many seats are filled in this way; null where no number is told."""
    constituencies: str | None = None
    """The kind of constituencies as written (``single-member constituencies``); null where it is not told."""
    term_years: int | None = None
    """How long a term is, in years; null where it is not told."""
    term_limit: int | None = None
    """How many terms a person may serve; null where it is not told."""


@frozen
class SeatsWon:
    """Seats won, out of so many: ``12/98``."""

    won: int | None = None
    """How many seats were won; null where no number is told."""
    of: int | None = None
    """How many seats there were to win; null where it is not told."""
    percent: float | None = None
    """The share written beside the seats, in percent; null where there is none."""
    text: str | None = None
    """What the text says of the seats, as written; null where it says nothing."""


@frozen
class Contender(Located):
    """A party, coalition or candidate in the race."""

    text: str
    """The line that the contender stands in, as written."""
    name: Name | None = None
    """The name of the party, coalition or candidate; null where only its leaders or seats are told."""
    type: ContenderType = ContenderType.UNKNOWN
    """What the contender is; ``unknown`` where the text does not tell."""
    party: str | None = None
    """The party that a candidate stands for, in English, or ``Independent``; null where none is told."""
    leaders: tuple[str, ...] = ()
    """The names of its leaders as written; empty where none is told."""
    seats_last_election: SeatsWon | None = None
    """The seats that it won in the election before; null where they are not told."""
    first_round_percent: float | None = None
    """The share of the vote in the first round, in percent; null where it is not told."""
    first_round_votes: int | None = None
    """How many votes it had in the first round; null where they are not told."""
    note: str | None = None
    """What else the text says of it, as written; null where it says nothing else."""
    result_index: int | None = None
    """The row of ``results[0]``, counted from 0, that is the same beyond doubt; null where none is."""


@frozen
class PartySeats:
    """Seats or votes that a party is said to have won."""

    name: str
    """The party as written."""
    seats: int | None = None
    """How many seats it won; null where they are not told."""
    votes: int | None = None
    """How many votes it won; null where they are not told."""
    percent: float | None = None
    """Its share of the vote in percent; null where it is not told."""


@frozen
class LastElection(Located):
    """The section on the last election, where the prose says it plainly."""

    text: str | None = None
    """The prose that the facts are from, as written; null where there is none."""
    year: int | None = None
    """The year of the election before; null where the prose does not say so plainly."""
    turnout_percent: float | None = None
    """Its turnout in percent; null where the prose does not say so plainly."""
    seats: tuple[PartySeats, ...] = ()
    """What the parties are said to have won in it; empty where nothing is said plainly."""


@frozen
class Deadline(Located):
    """What has to be done, and until when."""

    text: str
    """The line as written."""
    what: str | None = None
    """What has to be done, in the line's words without its date; null where it has no others."""
    date: str | None = None
    """The day by which it has to be done (ISO 8601 / EDTF); null where no date can be read."""
    year_inferred: bool = False
    """Whether the text gives no year, so that the election's date told it."""


@frozen
class DatedCount(Located):
    """A count with its date: ``10,209,648 (2022 est.)``."""

    text: str
    """The line as written."""
    count: int | None = None
    """The count; null where the line gives none, or a malformed one."""
    as_of: str | None = None
    """The date that the count is of, as exact as the text (ISO 8601 / EDTF); null where it is not told."""
    estimate: bool = False
    """Whether the text calls the count an estimate."""


@frozen
class Population:
    """The section on population and registered voters."""

    population: DatedCount | None = None
    """How many people live in the country; null where there is no such line."""
    registered_voters: DatedCount | None = None
    """How many people are registered to vote; null where there is no such line."""
    eligible_voters: DatedCount | None = None
    """How many people have the right to vote; null where there is no such line."""


@frozen
class Treaty(Located):
    """A convention, signed and ratified or acceded to: CEDAW, CRPD."""

    text: str
    """The lines on the convention as written, one after another."""
    status: TreatyStatus | None = None
    """The furthest step that the country has taken; null where the text does not say."""
    has_signed: bool | None = None
    """Whether the country has signed; null where the text does not say."""
    signed: str | None = None
    """The date of signature (ISO 8601 / EDTF); null where it is not told."""
    has_ratified: bool | None = None
    """Whether the country has ratified or acceded; null where the text does not say."""
    ratified: str | None = None
    """The date of ratification or accession (ISO 8601 / EDTF); null where it is not told."""


@frozen
class GenderQuota(Located):
    """Whether there is a quota, and what it is, as written."""

    text: str
    """The line as written."""
    has: bool | None = None
    """Whether there is a quota for women; null where the text does not say."""
    detail: str | None = None
    """What the quota is, as written; null where the line says no more than that there is one."""


@frozen
class FemaleCandidates(Located):
    """Whether women stand, how many, and what percent of all candidates."""

    text: str
    """The line as written."""
    has: bool | None = None
    """Whether women stand; null where the text does not say."""
    count: int | None = None
    """How many women stand; null where no count is told, or a malformed one."""
    percent: float | None = None
    """The share of women among all candidates, in percent; null where it is not told."""


@frozen
class FemaleLegislators(Located):
    """How many women sit in a chamber: ``29/106 (27.4%) in the Mazhilis``."""

    text: str
    """The line as written."""
    count: int | None = None
    """How many women sit in the chamber; null where only their share is told."""
    of: int | None = None
    """How many members the chamber has; null where it is not told."""
    percent: float | None = None
    """The share of women in percent, as the text gives it; null where it gives none."""
    body: str | None = None
    """The chamber as written; null where the line does not name it."""


@frozen
class Gender:
    """The section on gender data."""

    female_population: DatedCount | None = None
    """How many women live in the country; null where there is no such line."""
    cedaw: Treaty | None = None
    """Where the country stands with CEDAW, the convention on women; null where no line tells."""
    quota: GenderQuota | None = None
    """Whether there is a quota for women; null where there is no such line."""
    female_candidates: FemaleCandidates | None = None
    """The women in this race; null where there is no such line."""
    female_legislators: tuple[FemaleLegislators, ...] = ()
    """The women in parliament before the election, chamber by chamber; empty where nothing is told."""
    hdi_position: int | None = None
    """The country's rank in the Human Development Index, 1 for the best; null where it is not told."""
    hdi_text: str | None = None
    """What the text says of that index, as written; null where it says nothing."""
    sigi: str | None = None
    """The class in the Social Institutions and Gender Index (``Low``), as written; null where none is told."""
    sigi_text: str | None = None
    """What the text says of that index, as written; null where it says nothing."""


@frozen
class Disability:
    """The section on disability data."""

    crpd: Treaty | None = None
    """Where the country stands with CRPD, the convention on disability; null where no line tells."""
    population_with_disability: DatedCount | None = None
    """How many people have a disability; null where there is no such line."""


@frozen
class ElectionJudgments(Located):
    """Whether IFES's Election Judgments have resources on the country, and how many."""

    text: str
    """The line as written."""
    has: bool | None = None
    """Whether there are any on the country; null where the text does not say."""
    count: int | None = None
    """How many there are; null where no number is told."""


@frozen
class Ifes:
    """The section on IFES's resources."""

    presence: bool | None = None
    """Whether IFES has a presence in the country; null where the text does not say."""
    presence_text: str | None = None
    """What the text answers to that, as written; null where it answers nothing."""
    election_access: bool | None = None
    """Whether ElectionAccess, on voters with disabilities, has the country; null where the text does not say."""
    election_access_text: str | None = None
    """What the text says to that, as written; null where it says nothing."""
    election_judgments: ElectionJudgments | None = None
    """What there is of Election Judgments on the country; null where there is no such line."""


@frozen
class ReferendumFacts:
    """What the referendum would do, and what it takes to pass, line by line as written."""

    provisions: tuple[str, ...] = ()
    """What the referendum would do, line by line as written; empty where the text does not say."""
    requirements: tuple[str, ...] = ()
    """What it takes for the referendum to pass, line by line as written; empty where the text does not say."""
    results: tuple[Result, ...] = ()
    """Results that stand only in the body, as bullets (``Yes: 1,201,607 votes (62.07%)``); empty where the results
    block has them, or where there are none."""
