"""Typed facts from the sections.

Every fact with a ``text`` keeps its line as written. ``None`` means that the text does not say, or says ``None`` or
``N/A``; an empty list means that it says nothing. Dates are ISO 8601 / EDTF strings, as exact as the text.
"""

from __future__ import annotations

from enum import StrEnum

from attrs import frozen

from ifes_records.model.located import Located
from ifes_records.model.names import Name


class Cameral(StrEnum):
    """How many chambers a parliament has: by the word (``bicameral``), or by the number of chambers described."""

    UNICAMERAL = "unicameral"
    BICAMERAL = "bicameral"
    TRICAMERAL = "tricameral"


class ElectoralMethod(StrEnum):
    """How the winners are chosen."""

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
    """What a contender is."""

    PARTY = "party"
    COALITION = "coalition"
    CANDIDATE = "candidate"
    INDEPENDENTS = "independents"
    UNKNOWN = "unknown"


class LastResultKind(StrEnum):
    """Who won seats or votes in the previous election."""

    PARTY = "party"
    """A party or coalition."""
    CANDIDATE = "candidate"
    """One person."""
    GROUP = "group"
    """People or parties together: independents, members without a party, the other parties."""


class TreatyStatus(StrEnum):
    """The furthest step that a country has taken towards joining a convention."""

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
class OfficeHolder(Located):
    """The chief of state or head of government: ``President Kasym-Zhomart TOKAYEV (since 20 March 2019)``."""

    text: str
    """The line as written."""
    title: str | None = None
    """The title of the office, as written (``Prime Minister``); null if it can't be separated from the name."""
    name: str | None = None
    """The person's name, as written; null if it can't be separated from the title."""
    given_name: str | None = None
    """The person's given names; null if no capitals in the text mark the family name."""
    family_name: str | None = None
    """The person's family name in normal case (``Tokayev``); null if no capitals in the text mark it."""
    since: str | None = None
    """The date when the person took office (ISO 8601 / EDTF); null if the text does not say."""
    until: str | None = None
    """The date when the person left office (ISO 8601 / EDTF); null if the text does not say."""
    note: str | None = None
    """The rest of the line, as written; null if there is none."""
    together_with: tuple[OfficeHolder, ...] = ()
    """The people who hold the same office with this person (a second captain regent, a second co-prince); empty if
    there are none."""


@frozen
class Chamber(Located):
    """One chamber of a parliament: its English name, its local names, its seats and its members' term."""

    name: str | None = None
    """The chamber's name in English, as written; null if the line does not name it."""
    local: tuple[str, ...] = ()
    """The chamber's names in languages of the country, as written; empty if there are none."""
    seats: int | None = None
    """The number of seats in the chamber; null if the line gives no exact number."""
    term_years: int | None = None
    """How many years its members serve; null if the line does not say, or is about several chambers."""


@frozen
class Assembly(Located):
    """A parliament and its chambers."""

    text: str
    """The line as written."""
    cameral: Cameral | None = None
    """How many chambers the parliament has; null if neither a word nor the chambers described say so."""
    chambers: tuple[Chamber, ...] = ()
    """The chambers that the line describes; empty if it describes none clearly."""


@frozen
class Government:
    """The section on the structure of government."""

    chief_of_state: OfficeHolder | None = None
    """The chief of state; null if the text does not say."""
    head_of_government: OfficeHolder | None = None
    """The head of government; null if the text does not say."""
    representative: OfficeHolder | None = None
    """The person who acts for the chief of state (a governor-general); null if the text names none."""
    deputies: tuple[OfficeHolder, ...] = ()
    """The vice-presidents and deputy prime ministers, in the order of the text; empty if it names none."""
    assembly: Assembly | None = None
    """The parliament; null if the text does not say."""


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
class SeatsWon(Located):
    """Seats won in an election, often with the total: ``12/98``."""

    won: int | None = None
    """The number of seats won; null if the text gives no number."""
    of: int | None = None
    """The number of seats there were to win; null if the text does not say."""
    percent: float | None = None
    """The share of the seats in percent, as the text gives it; null if it gives none."""
    text: str | None = None
    """The statement about the seats, as written; null if there is none."""


@frozen
class Contender(Located):
    """A party, coalition or candidate that takes part in the election."""

    text: str
    """The contender's line, as written."""
    name: Name | None = None
    """The name of the party, coalition or candidate; null if the text gives only its leaders or seats."""
    type: ContenderType = ContenderType.UNKNOWN
    """What the contender is; ``unknown`` if the text does not say."""
    party: str | None = None
    """The candidate's party in English, or ``Independent``; null if the text names none, or if this is not a
    candidate."""
    leaders: tuple[str, ...] = ()
    """The names of the party's leaders, as written; empty if the text names none."""
    members: tuple[Name, ...] = ()
    """The parties that a coalition is made of; empty if the text names none, or if this is not a coalition."""
    seats_last_election: SeatsWon | None = None
    """The seats that the party won in the previous election; null if the text does not say."""
    seats_this_election: SeatsWon | None = None
    """The seats that the party won in this election (``Seats won in this election: 34``); null if this line does not
    say."""
    withdrawn: bool = False
    """Whether the text says that the contender withdrew."""
    first_round_percent: float | None = None
    """The candidate's share of the vote in the first round, in percent; null if the text does not say."""
    first_round_votes: int | None = None
    """The candidate's votes in the first round; null if the text does not say."""
    note: str | None = None
    """Anything else that the text says about the contender, as written; null if there is nothing."""
    result_index: int | None = None
    """The row in ``results[0].rows``, counted from 0, that is certainly the same contender; null if none is."""


@frozen
class LastResult(Located):
    """What a party, candidate or group won in the previous election."""

    name: Name
    """The party, candidate or group."""
    kind: LastResultKind = LastResultKind.PARTY
    """What it is."""
    seats: int | None = None
    """The number of seats won; null if the text does not say."""
    of: int | None = None
    """The number of seats there were to win; null if the text does not say."""
    votes: int | None = None
    """The number of votes won; null if the text does not say."""
    percent: float | None = None
    """The share of the vote, in percent; null if the text does not say."""
    chamber: str | None = None
    """The chamber with these seats, as written (``Senate``); null if the text names none."""
    round: int | None = None
    """The round that the figures are of, counted from 1; null if the text does not say."""
    winner: bool | None = None
    """Whether the candidate won the office; null if the text does not say."""
    text: str | None = None
    """The clause that the figures are from, as written; null if only the section's prose is known."""


@frozen
class LastElection(Located):
    """The section on the last election: only what its prose states clearly."""

    text: str | None = None
    """The prose that the facts are from, as written; null if there is none."""
    date: str | None = None
    """The date of the previous election (ISO 8601 / EDTF), as exact as the text; null if the prose does not make it
    clear."""
    year: int | None = None
    """The year of the previous election; null if the prose does not make it clear."""
    turnout_percent: float | None = None
    """The turnout in the previous election, in percent; null if the prose does not make it clear."""
    results: tuple[LastResult, ...] = ()
    """What parties, candidates and groups won in the previous election; empty if the prose does not make it clear."""


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
class DatedCount(Located):
    """A count and the date it refers to: ``10,209,648 (2022 est.)``."""

    text: str
    """The line as written."""
    count: int | None = None
    """The count; null if the line has none, or a malformed one."""
    as_of: str | None = None
    """The date that the count refers to (ISO 8601 / EDTF), as exact as the text; null if the text does not say."""
    estimate: bool = False
    """Whether the text calls the count an estimate."""


@frozen
class Population:
    """The section on population and registered voters."""

    population: DatedCount | None = None
    """The number of people in the country; null if there is no such line."""
    registered_voters: DatedCount | None = None
    """The number of people on the voters' register; null if there is no such line."""
    eligible_voters: DatedCount | None = None
    """The number of people with the right to vote; null if there is no such line."""


@frozen
class Treaty(Located):
    """A convention, and whether the country has signed and ratified it: CEDAW, CRPD."""

    text: str
    """The lines about the convention, as written, joined in order."""
    status: TreatyStatus | None = None
    """The furthest step that the country has taken; null if the text does not say."""
    has_signed: bool | None = None
    """Whether the country has signed the convention; null if the text does not say."""
    signed: str | None = None
    """The date when the country signed (ISO 8601 / EDTF); null if the text does not say."""
    has_ratified: bool | None = None
    """Whether the country has ratified the convention or acceded to it; null if the text does not say."""
    ratified: str | None = None
    """The date of ratification or accession (ISO 8601 / EDTF); null if the text does not say."""


@frozen
class GenderQuota(Located):
    """Whether there is a quota for women, and its details."""

    text: str
    """The line as written."""
    has: bool | None = None
    """Whether there is a quota for women; null where the text does not say."""
    detail: str | None = None
    """The details of the quota, as written; null if the line only says whether there is one."""
    percent: float | None = None
    """The share that women must have, in percent; null if the details give none, or several."""


@frozen
class FemaleCandidates(Located):
    """The women among the candidates."""

    text: str
    """The line as written."""
    has: bool | None = None
    """Whether any candidates are women; null if the text does not say."""
    count: int | None = None
    """The number of candidates who are women; null if the line has no count, or a malformed one."""
    percent: float | None = None
    """The women's share of all candidates, in percent; null if the text does not say."""


@frozen
class FemaleLegislators(Located):
    """The women in a chamber: ``29/106 (27.4%) in the Mazhilis``."""

    text: str
    """The line as written."""
    count: int | None = None
    """The number of women in the chamber; null if the text gives only their share."""
    of: int | None = None
    """The number of members of the chamber; null if the text does not say."""
    percent: float | None = None
    """The women's share of the members in percent, as the text gives it; null if it gives none."""
    body: str | None = None
    """The chamber, as written; null if the line does not name it."""
    as_of: str | None = None
    """The date that the figures refer to (EDTF): ``following the 2013 elections``; null if the text does not say."""


@frozen
class IndexEntry(Located):
    """A country's entry in an index: ``0.639, Medium, Rank 131 (2021)``."""

    text: str
    """The line as written."""
    value: float | None = None
    """The country's value in the index; null if the text does not say."""
    level: str | None = None
    """The class that the index puts the country in (``Medium``), as written; null if the text does not say."""
    rank: int | None = None
    """The country's rank, where 1 is the best; null if the text does not say."""
    of: int | None = None
    """The number of countries that are ranked; null if the text does not say."""
    year: int | None = None
    """The year of the index; null if the text does not say."""


@frozen
class Gender:
    """The section on gender data."""

    female_population: DatedCount | None = None
    """The number of women and girls in the country; null if there is no such line."""
    cedaw: Treaty | None = None
    """The country's position on CEDAW, the UN convention on discrimination against women; null if no line mentions
    it."""
    quota: GenderQuota | None = None
    """The gender quota; null if there is no such line."""
    female_candidates: FemaleCandidates | None = None
    """The women among the candidates in this election; null if there is no such line."""
    female_legislators: tuple[FemaleLegislators, ...] = ()
    """The women in parliament before the election, chamber by chamber; empty if the text does not say."""
    hdi: IndexEntry | None = None
    """The country's entry in the UN's Human Development Index; null if there is no such line."""
    hdi_position: int | None = None
    """The country's rank in the UN's Human Development Index, where 1 is the best; null if the text does not say."""
    hdi_text: str | None = None
    """The statement about that index, as written; null if there is none."""
    sigi_entry: IndexEntry | None = None
    """The country's entry in the OECD's Social Institutions and Gender Index; null if there is no such line."""
    sigi: str | None = None
    """The country's class in the OECD's Social Institutions and Gender Index (``Low``), as written; null if the text
    does not say."""
    sigi_text: str | None = None
    """The statement about that index, as written; null if there is none."""


@frozen
class Disability:
    """The section on disability data."""

    crpd: Treaty | None = None
    """The country's position on CRPD, the UN convention on the rights of persons with disabilities; null if no line
    mentions it."""
    population_with_disability: DatedCount | None = None
    """The number of people with a disability; null if there is no such line."""


@frozen
class ElectionJudgments(Located):
    """Whether IFES's collection Election Judgments covers the country, and with how many resources."""

    text: str
    """The line as written."""
    has: bool | None = None
    """Whether the collection has resources on the country; null if the text does not say."""
    count: int | None = None
    """The number of resources; null if the text does not say."""


@frozen
class Ifes:
    """The section on IFES's work and resources."""

    presence: bool | None = None
    """Whether IFES has a presence in the country; null if the text does not say."""
    presence_text: str | None = None
    """The answer to that, as written; null if there is none."""
    election_access: bool | None = None
    """Whether ElectionAccess, IFES's site on voters with disabilities, covers the country; null if the text does not
    say."""
    election_access_text: str | None = None
    """The answer to that, as written; null if there is none."""
    election_judgments: ElectionJudgments | None = None
    """What Election Judgments, IFES's collection of court decisions, has on the country; null if there is no such
    line."""


@frozen
class ReferendumFacts:
    """What a referendum would change, and what it needs to pass."""

    provisions: tuple[str, ...] = ()
    """What the referendum would change, line by line, as written; empty if the text does not say."""
    requirements: tuple[str, ...] = ()
    """What the referendum needs to pass, line by line, as written; empty if the text does not say."""
