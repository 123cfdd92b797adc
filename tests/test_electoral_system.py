"""Electoral systems: the cases of ``fixtures/cases/electoral_system.txt``, and what holds for several lines."""

from __future__ import annotations

import pytest
from attrs import evolve
from bodies import body_of, line
from casefiles import Case, cases, told

from ifes_records.diagnostics import Diagnostic
from ifes_records.model.body import Block, BlockType, SectionKind
from ifes_records.model.facts import ElectoralMethod, ElectoralRule
from ifes_records.sections import electoral_system

FIELDS = (
    *("subject", "method", "seats", "of", "constituencies", "constituency_count", "threshold_percent"),
    *("term_years", "term_limit"),
)


def read(*blocks: Block, kind: SectionKind = SectionKind.ELECTORAL_SYSTEM) -> tuple[list[str], list[Diagnostic]]:
    found: list[Diagnostic] = []
    rules = electoral_system.read(body_of(kind, blocks, report=found.append))
    return [*map(as_written, rules)], found


def as_written(rule: ElectoralRule) -> str:
    values = {name: getattr(rule, name) for name in FIELDS}
    return "; ".join(f"{name}={value}" for name, value in values.items() if value is not None)


@cases("electoral_system", "text")
def test_a_line_gives_the_rules_of_its_case(case: Case) -> None:
    text = case.get("text") or ""
    rules, found = read(line(text))
    assert told(rule=rules, problem=[diagnostic.code for diagnostic in found]) == case.expected


def test_lines_give_their_rules_in_order_and_notes_none() -> None:
    note = line("* All 20 members are appointed by the King.", kind=BlockType.NOTE)
    rules = electoral_system.read(
        body_of(SectionKind.ELECTORAL_SYSTEM, [line("The King is hereditary. *"), line("Voting is a duty."), note])
    )
    assert rules == (ElectoralRule("The King is hereditary. *", "King", ElectoralMethod.HEREDITARY),)


def test_senators_are_those_of_the_senate_of_another_line() -> None:
    lines = ("In the Senate, 40 members are appointed.", "The King is hereditary.", "Senators serve 6-year terms.")
    assert read(*map(line, lines)) == (
        [
            "subject=Senate; method=appointed; seats=40",
            "subject=King; method=hereditary",
            "subject=Senate; term_years=6",
        ],
        [],
    )


def test_a_second_round_in_a_line_of_its_own_is_about_the_office_of_the_line_before() -> None:
    again = "If no candidate wins a majority, a second round is held."
    for method in ("simple majority", "absolute majority"):
        lines = ("The King is hereditary.", f"The President is elected by {method} vote.", again)
        assert read(*map(line, lines)) == (
            ["subject=King; method=hereditary", "subject=President; method=two_round"],
            [],
        )
    rules, found = read(line("In the Diet, 40 members are elected by plurality vote."), line(again))
    assert rules == ["subject=Diet; method=plurality; seats=40"]
    assert [each.code for each in found] == ["I-ELECTORAL-UNREAD"]


def test_a_line_below_another_is_about_the_same_chamber() -> None:
    below = (line("12 members are elected by plurality vote;"), line("8 are appointed by the King."))
    assert read(line("The Diet has two kinds of members:", *below)) == (
        ["subject=Diet; method=plurality; seats=12", "subject=Diet; method=appointed; seats=8"],
        [],
    )


def test_each_value_has_its_span() -> None:
    text = (
        "In the Diet, 12 of the 30 members are elected by lists in 3 rural districts for five years, renewable once."
    )
    body = body_of(SectionKind.ELECTORAL_SYSTEM, [line(text)])
    electoral_system.read(body)
    assert {path: body.source.slice(span) for path, span in body.spans.items()} == {
        "electoral_system[0].subject": "Diet",
        "electoral_system[0].seats": "12",
        "electoral_system[0].of": "30",
        "electoral_system[0].constituencies": "rural districts",
        "electoral_system[0].constituency_count": "3",
        "electoral_system[0].term_years": "five years",
        "electoral_system[0].term_limit": "renewable once",
    }


# ---- lines without their heading


WITHOUT_HEADING = (SectionKind.GENERAL, SectionKind.STAKES, SectionKind.GOVERNMENT, SectionKind.UNTITLED)


@pytest.mark.parametrize("kind", WITHOUT_HEADING)
def test_a_line_under_another_heading_is_read_if_a_sentence_surely_states_a_rule(kind: SectionKind) -> None:
    rules, found = read(
        line("All 98 seats of the Diet."),
        line("Members of the Diet are elected by plurality vote.", kind=BlockType.PARAGRAPH),
        line("In the 2019 election, the Greens won 12 seats."),
        line("Members of the Council serve, it is said, 9-year terms."),
        line("The King appoints judges in 2024."),
        kind=kind,
    )
    assert (rules, found) == (["subject=Diet; method=plurality"], [])


@pytest.mark.parametrize("term", ["Members serve 5-year terms.", "They serve 5-year terms.", "The term is 5 years."])
def test_a_line_without_a_chamber_is_read_if_it_says_how_many_are_chosen_and_how(term: str) -> None:
    rules, found = read(
        line("All 51 seats of the Diet."),
        line(f"51 members are elected by plurality vote in single-member districts. {term}"),
        line("Members are elected by plurality vote."),
        line("12 members are elected."),
        kind=SectionKind.GENERAL,
    )
    assert rules == [
        "method=plurality; seats=51; constituencies=single-member districts; term_years=5",
        "method=plurality",
    ]
    assert found == []


def test_lines_under_another_heading_are_not_read_besides_the_section() -> None:
    body = body_of(SectionKind.GENERAL, [line("The King is hereditary.")])
    system = body_of(SectionKind.ELECTORAL_SYSTEM, [line("The Queen is hereditary.")])
    for sections in (body.sections + system.sections, system.sections + body.sections):
        assert [rule.subject for rule in electoral_system.read(evolve(system, sections=sections))] == ["Queen"]


@pytest.mark.parametrize("kind", [SectionKind.NOTES, SectionKind.LAST_ELECTION, SectionKind.NEW])
def test_nothing_is_read_from_other_sections(kind: SectionKind) -> None:
    assert read(line("The King is hereditary."), kind=kind) == ([], [])


def test_a_diagnostic_leads_to_the_value_or_the_line() -> None:
    rules, found = read(
        line("The Diet is elected by plurality vote in two rounds."), line("12 of 30 seats are for women.")
    )
    assert rules == ["subject=Diet; method=plurality"]
    assert sorted((each.code, each.path, each.message) for each in found) == [
        ("I-ELECTORAL-FIGURES", "electoral_system", "The rules of this line leave out “12”, “30”."),
        (
            "I-ELECTORAL-METHODS",
            "electoral_system[0].method",
            "“The Diet is elected by plurality vote in two rounds” names two rounds for a method that has one; the "
            "method was taken.",
        ),
    ]
