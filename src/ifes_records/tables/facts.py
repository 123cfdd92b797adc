"""The tables of facts on the election and the country's government."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from ifes_records.model import ElectionRecord
from ifes_records.model.facts import (
    Cameral,
    ContenderType,
    ElectoralMethod,
    LastResultKind,
    OfficeHolder,
)
from ifes_records.tables.columns import (
    RECORD_KEY,
    count,
    date,
    english,
    flag,
    index,
    name_columns,
    place_columns,
    share,
    text,
    texts,
)
from ifes_records.tables.table import Column, Item, Reference, Table


def line_text(meaning: str = "The line as written.") -> Column:
    """The text that a row was read from."""
    return text("text", meaning)


def each(get: Callable[[ElectionRecord], Iterable[Any]], path: str) -> Callable[[ElectionRecord], Iterator[Item]]:
    """The members of a list, each with its index as key."""

    def find(record: ElectionRecord) -> Iterator[Item]:
        for number, value in enumerate(get(record)):
            yield Item(value, f"{path}[{number}]", (number,))

    return find


CONTENDERS = Table(
    "contenders",
    "a party, coalition or candidate named in the body",
    each(lambda record: record.contenders, "contenders"),
    (
        RECORD_KEY,
        index("contender_no", 0, "contenders"),
        text("type", "Type.", enum=ContenderType, required=True),
        *name_columns("party, coalition or candidate"),
        text("party", "Party of a candidate, or `Independent`."),
        texts("leaders", "Names of the leaders as written."),
        texts(
            "members",
            "Names of the parties in a coalition, in English if the site has it; `names` has the local ones.",
            lambda item, _: tuple(map(english, item.value.members)),
        ),
        count("seats_last_won", "Seats won in the previous election.", "seats_last_election.won", unit="seats"),
        count("seats_last_of", "Total seats in that election.", "seats_last_election.of", unit="seats"),
        share("seats_last_percent", "Share of the seats given with them.", "seats_last_election.percent"),
        text("seats_last_text", "The text as written.", "seats_last_election.text"),
        count("seats_this_won", "Seats won in this election.", "seats_this_election.won", unit="seats"),
        count("seats_this_of", "Total seats in this election.", "seats_this_election.of", unit="seats"),
        share("seats_this_percent", "Share of the seats given with them.", "seats_this_election.percent"),
        text("seats_this_text", "The text as written.", "seats_this_election.text"),
        flag("withdrawn", "Whether the text says that the contender withdrew.", required=True),
        share("first_round_percent", "Share of the vote in the first round."),
        count("first_round_votes", "Votes in the first round.", unit="votes"),
        text("note", "Remark in the text."),
        count(
            "result_no",
            "Together with `row_no`: the matching row of `results`, if the match is certain.",
            lambda item, _: None if item.value.result_index is None else 0,
        ),
        count("row_no", "See `result_no`.", "result_index"),
        line_text(),
        *place_columns("contenders"),
    ),
    ("contender_no",),
    (Reference(("record_key", "result_no", "row_no"), "results"),),
)

STAKES = Table(
    "stakes",
    "what is up for election",
    each(lambda record: record.stakes, "stakes"),
    (
        RECORD_KEY,
        index("stake_no", 0, "stakes"),
        count("seats", "Seats up for election.", unit="seats"),
        count("of", "Seats that the chamber has in all, where the line says so.", unit="seats"),
        text("body", "The chamber as written."),
        flag("all_seats", "Whether these are all seats of the chamber.", "all", required=True),
        text("office", "The office as written."),
        line_text(),
        *place_columns("stakes"),
    ),
    ("stake_no",),
)

OFFICES = ("chief_of_state", "head_of_government", "representative", "deputy")


def _holders(record: ElectionRecord) -> Iterator[Item]:
    """The office holders in the order of the JSON, each counted, with its office, and whom it holds it with."""
    government = record.government
    found: list[Item] = []

    def add(holder: OfficeHolder | None, office: str, path: str, first: int | None = None) -> None:
        if holder is None:
            return
        number = len(found)
        found.append(Item(holder, path, (number,), (office, first)))
        for n, other in enumerate(holder.together_with):
            add(other, office, f"{path}.together_with[{n}]", number)

    for office in OFFICES[:-1]:
        add(getattr(government, office), office, f"government.{office}")
    for n, deputy in enumerate(government.deputies):
        add(deputy, OFFICES[-1], f"government.deputies[{n}]")
    yield from found


OFFICE_HOLDERS = Table(
    "office_holders",
    "an office holder at the time of the page",
    _holders,
    (
        RECORD_KEY,
        count(
            "holder_no",
            "Counts the office holders of the record from 0, in the order of the JSON.",
            lambda item, _: item.key[0],
            required=True,
        ),
        text(
            "office",
            "Which office; a representative acts for the chief of state, a deputy is a vice-president or deputy "
            "prime minister.",
            lambda item, _: item.above[0],
            enum=OFFICES,
            required=True,
        ),
        count(
            "together_with_no",
            "`holder_no` of the person named first for the same office, if several hold it together.",
            lambda item, _: item.above[1],
        ),
        text("title", "The title as written."),
        text("name", "The person's name as written."),
        text("given_name", "Given names."),
        text("family_name", "Family name in ordinary letters."),
        date("since", "Start of the term of office"),
        date("until", "End of the term of office"),
        text("note", "Remark in the line."),
        line_text(),
        *place_columns("office_holders"),
    ),
    ("holder_no",),
    (Reference(("record_key", "together_with_no"), "office_holders", ("record_key", "holder_no")),),
)


def _chambers(record: ElectionRecord) -> Iterator[Item]:
    assembly = record.government.assembly
    for number, chamber in enumerate(assembly.chambers if assembly is not None else ()):
        yield Item(chamber, f"government.assembly.chambers[{number}]", (number,), assembly)


CHAMBERS = Table(
    "chambers",
    "a chamber of parliament",
    _chambers,
    (
        RECORD_KEY,
        index("chamber_no", 0, "chambers"),
        text("name", "English name."),
        texts("local_names", "Local names as written.", "local"),
        count("seats", "Number of seats.", unit="seats"),
        count("term_years", "Length of the members' term.", unit="years"),
        text("cameral", "Number of chambers in words.", lambda item, _: item.above.cameral, enum=Cameral),
        text("text", "The line on the assembly as written.", lambda item, _: item.above.text),
        *place_columns("chambers"),
    ),
    ("chamber_no",),
)

ELECTORAL_RULES = Table(
    "electoral_rules",
    "a rule on how an office or chamber is filled",
    each(lambda record: record.electoral_system, "electoral_system"),
    (
        RECORD_KEY,
        index("rule_no", 0, "clauses"),
        text("subject", "Office or chamber that is filled, as written."),
        text("method", "Method.", enum=ElectoralMethod),
        count("seats", "Seats filled by this method.", unit="seats"),
        count("seats_of", "All seats of the chamber, if the sentence says so.", "of", unit="seats"),
        text("constituencies", "Type of constituencies, as written."),
        count("constituency_count", "Number of constituencies.", unit="constituencies"),
        share("threshold_percent", "Share of the vote that a party needs to win seats."),
        count("term_years", "Length of the term of office.", unit="years"),
        count("term_limit", "Maximum number of terms.", unit="terms"),
        line_text(),
        *place_columns("electoral_rules"),
    ),
    ("rule_no",),
)


def _last_results(record: ElectionRecord) -> Iterator[Item]:
    for number, result in enumerate(record.last_election.results):
        yield Item(result, f"last_election.results[{number}]", (number,), record.last_election)


LAST_ELECTION_RESULTS = Table(
    "last_election_results",
    "a result of the previous election, from the prose",
    _last_results,
    (
        RECORD_KEY,
        index("result_no", 0, "results of the previous election"),
        count("year", "Year of the previous election.", lambda item, _: item.above.year, unit="year"),
        text("kind", "What won the seats or votes.", enum=LastResultKind, required=True),
        *name_columns("party, candidate or group"),
        count("seats", "Seats.", unit="seats"),
        count("seats_of", "Seats there were to win.", "of", unit="seats"),
        count("votes", "Votes.", unit="votes"),
        share("vote_percent", "Share of the vote.", "percent"),
        text("chamber", "The chamber with these seats, as written."),
        count("round", "Round of voting that the figures are from."),
        flag("winner", "Whether the candidate won the office."),
        line_text("The clause as written."),
        *place_columns("last_election_results"),
    ),
    ("result_no",),
)

DEADLINES = Table(
    "deadlines",
    "a deadline before the election",
    each(lambda record: record.deadlines, "deadlines"),
    (
        RECORD_KEY,
        index("deadline_no", 0, "deadlines"),
        text("what", "What is due, as written."),
        date("date", "Deadline"),
        flag("year_inferred", "Whether the year was inferred from the date of the election.", required=True),
        line_text(),
        *place_columns("deadlines"),
    ),
    ("deadline_no",),
)

FACT_TABLES = (CONTENDERS, STAKES, OFFICE_HOLDERS, CHAMBERS, ELECTORAL_RULES, LAST_ELECTION_RESULTS, DEADLINES)
