"""Facts on the country: population, women, people with disabilities, conventions, and IFES's work there."""

from __future__ import annotations

from enum import StrEnum

from attrs import frozen

from ifes_records.model.located import Located


class TreatyStatus(StrEnum):
    """The furthest step that a country has taken towards joining a convention."""

    SIGNED = "signed"
    """It has signed the convention; the text names no later step."""
    RATIFIED = "ratified"
    """It has ratified the convention."""
    ACCESSION = "accession"
    """It has joined without signing first, which binds it as ratification does."""
    NONE = "none"
    """It has neither signed nor ratified the convention."""


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
