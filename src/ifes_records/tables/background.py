"""The tables of background: counts of people, conventions, women in parliament, and single-valued facts."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ifes_records.model import ElectionRecord
from ifes_records.model.facts import Cameral, TreatyStatus
from ifes_records.tables.columns import (
    RECORD_KEY,
    count,
    date,
    decimal,
    doubt,
    flag,
    index,
    place_columns,
    share,
    text,
    texts,
)
from ifes_records.tables.facts import each, line_text
from ifes_records.tables.table import Column, Item, Table


def _kept(places: dict[str, str]) -> Callable[[ElectionRecord], Iterator[Item]]:
    """The objects at some paths, where there are any, each with a name as key."""

    def find(record: ElectionRecord) -> Iterator[Item]:
        for path, name in places.items():
            section, field = path.split(".")
            value = getattr(getattr(record, section), field)
            if value is not None:
                yield Item(value, path, (name,))

    return find


_MEASURES = {
    "population.population": "population",
    "population.registered_voters": "registered_voters",
    "population.eligible_voters": "eligible_voters",
    "gender.female_population": "female_population",
    "disability.population_with_disability": "population_with_disability",
}
_TREATIES = {"gender.cedaw": "cedaw", "disability.crpd": "crpd"}

DATED_COUNTS = Table(
    "dated_counts",
    "a dated count of people, from the body",
    _kept(_MEASURES),
    (
        RECORD_KEY,
        text("measure", "What is counted.", lambda item, _: item.key[0], enum=_MEASURES.values(), required=True),
        count("count", "The count; empty if the line has none or a malformed one.", unit="people"),
        date("as_of", "Date of the count"),
        flag("estimate", "Whether the text calls it an estimate.", required=True),
        line_text(),
        *place_columns("dated_counts"),
    ),
    ("measure",),
)

TREATIES = Table(
    "treaties",
    "the status of CEDAW or CRPD",
    _kept(_TREATIES),
    (
        RECORD_KEY,
        text("treaty", "Which convention.", lambda item, _: item.key[0], enum=_TREATIES.values(), required=True),
        text("status", "Furthest step taken.", enum=TreatyStatus),
        flag("has_signed", "Whether it was signed."),
        date("signed", "Date of that step"),
        flag("has_ratified", "Whether it was ratified or acceded to."),
        date("ratified", "Date of that step"),
        line_text("The lines as written."),
        *place_columns("treaties"),
    ),
    ("treaty",),
)

FEMALE_LEGISLATORS = Table(
    "female_legislators",
    "women in a chamber before the election",
    each(lambda record: record.gender.female_legislators, "gender.female_legislators"),
    (
        RECORD_KEY,
        index("chamber_no", 0, "lines"),
        text("body", "The chamber as written."),
        count("women", "Number of women.", "count", unit="members"),
        count("members", "Number of members.", "of", unit="members"),
        share("women_percent", "Share of women as stated in the text.", "percent"),
        date("as_of", "Date that the figures refer to"),
        line_text(),
        *place_columns("female_legislators"),
    ),
    ("chamber_no",),
)


def _index_entry(name: str, path: str, what: str) -> tuple[Column, ...]:
    return (
        count(f"{name}_position", f"Rank in the {what}; 1 is the best.", f"{path}.rank", unit="rank"),
        count(f"{name}_of", f"Number of countries ranked in the {what}.", f"{path}.of", unit="countries"),
        decimal(f"{name}_value", f"Value in the {what}.", f"{path}.value"),
        text(f"{name}_level", f"Class in the {what}, as written.", f"{path}.level"),
        count(f"{name}_year", f"Year of the {what}.", f"{path}.year", unit="year"),
    )


def _facts(record: ElectionRecord) -> Iterator[Item]:
    yield Item(record)


FACTS = Table(
    "facts",
    "single-valued facts, one row per record",
    _facts,
    (
        RECORD_KEY,
        text("cameral", "Number of chambers in words.", "government.assembly.cameral", enum=Cameral),
        text("assembly_text", "The line as written.", "government.assembly.text"),
        date("last_election_date", "Date of the previous election", "last_election.date"),
        count("last_election_year", "Year of the previous election.", "last_election.year", unit="year"),
        share("last_election_turnout_percent", "Turnout in the previous election.", "last_election.turnout_percent"),
        text("last_election_text", "The prose as written.", "last_election.text"),
        flag("gender_quota", "Whether there is a quota for women.", "gender.quota.has"),
        share("gender_quota_percent", "Share that women must have.", "gender.quota.percent"),
        text("gender_quota_detail", "Description of the quota.", "gender.quota.detail"),
        text("gender_quota_text", "The line as written.", "gender.quota.text"),
        flag("female_candidates", "Whether women are candidates.", "gender.female_candidates.has"),
        count(
            "female_candidates_count",
            "Number of women candidates.",
            "gender.female_candidates.count",
            unit="candidates",
        ),
        share(
            "female_candidates_percent",
            "Women as a share of all candidates.",
            "gender.female_candidates.percent",
        ),
        text("female_candidates_text", "The line as written.", "gender.female_candidates.text"),
        *_index_entry("hdi", "gender.hdi", "Human Development Index"),
        text("hdi_text", "As written.", "gender.hdi_text"),
        *_index_entry("sigi", "gender.sigi_entry", "Social Institutions and Gender Index"),
        text("sigi", "Class in the Social Institutions and Gender Index.", "gender.sigi"),
        text("sigi_text", "As written.", "gender.sigi_text"),
        flag("ifes_presence", "Whether IFES has a presence in the country.", "ifes.presence"),
        text("ifes_presence_text", "As written.", "ifes.presence_text"),
        flag("election_access", "Whether the ElectionAccess database covers the country.", "ifes.election_access"),
        text("election_access_text", "As written.", "ifes.election_access_text"),
        flag(
            "election_judgments",
            "Whether the Election Judgments database covers the country.",
            "ifes.election_judgments.has",
        ),
        count(
            "election_judgments_count",
            "Number of resources there.",
            "ifes.election_judgments.count",
            unit="resources",
        ),
        text("election_judgments_text", "The line as written.", "ifes.election_judgments.text"),
        texts(
            "referendum_provisions",
            "What the referendum proposes, one entry for each line.",
            "referendum.provisions",
        ),
        texts(
            "referendum_requirements",
            "Conditions for the result to count, one entry for each line.",
            "referendum.requirements",
        ),
        doubt("facts"),
    ),
)

BACKGROUND = (DATED_COUNTS, TREATIES, FEMALE_LEGISLATORS, FACTS)
