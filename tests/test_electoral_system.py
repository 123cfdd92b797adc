"""Electoral systems: the cases of ``fixtures/cases/electoral_system.txt``, and what holds for several lines."""

from __future__ import annotations

from pathlib import Path

import pytest
from attrs import frozen

from ifes_records.model.body import Block, BlockType, Section, SectionKind
from ifes_records.model.facts import ElectoralMethod, ElectoralRule
from ifes_records.sections import electoral_system
from ifes_records.sections.lines import Body
from ifes_records.span import Span

CASES = Path(__file__).parent.parent / "fixtures" / "cases" / "electoral_system.txt"
FIELDS = ("subject", "method", "seats", "constituencies", "term_years", "term_limit")


@frozen
class Case:
    """A line, the rules that it gives as ``subject=Senate; seats=40``, and the codes of its diagnostics."""

    text: str
    rules: tuple[str, ...]
    codes: tuple[str, ...]


def cases() -> list[Case]:
    written = [line for line in CASES.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    found = []
    for paragraph in "\n".join(written).strip().split("\n\n"):
        pairs = [line.partition(":") for line in paragraph.strip().splitlines()]
        told = [(key, value.strip()) for key, _, value in pairs]
        text, codes = dict(told)["text"], dict(told)["codes"]
        found.append(Case(text, tuple(value for key, value in told if key == "rule"), tuple(codes.split())))
    return found


def read(*blocks: Block) -> tuple[tuple[ElectoralRule, ...], tuple[str, ...]]:
    codes: list[str] = []
    section = Section("Electoral System", SectionKind.ELECTORAL_SYSTEM, (), blocks)
    body = Body((section,), lambda code, message, span, path: codes.append(code))
    return electoral_system.read(body), tuple(codes)


def bullet(text: str) -> Block:
    return Block(BlockType.BULLET, 1, text, span=Span(0, len(text)))


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.text[:60])
def test_case(case: Case) -> None:
    rules, codes = read(bullet(case.text))
    written = tuple(
        "; ".join(f"{name}={value}" for name in FIELDS if (value := getattr(rule, name)) is not None)
        for rule in rules
    )
    assert (written, codes) == (case.rules, case.codes)
    assert {rule.text for rule in rules} == {case.text}


def test_there_are_cases() -> None:
    assert len(cases()) > 60


def test_lines_give_their_rules_in_order_and_notes_none() -> None:
    note = Block(BlockType.NOTE, 0, "* All 20 members are appointed by the King.")
    rules, codes = read(bullet("The King is hereditary. *"), bullet("Voting is a duty."), note)
    assert rules == (
        ElectoralRule("The King is hereditary. *", "King", ElectoralMethod.HEREDITARY),
        ElectoralRule("Voting is a duty."),
    )
    assert codes == ()


def test_a_term_told_for_all_members_is_that_of_every_clause_before() -> None:
    text = "In the Senate, 40 members are elected indirectly and 10 are appointed. All members serve 6-year terms."
    rules, _ = read(bullet(text))
    assert [(rule.subject, rule.seats, rule.term_years) for rule in rules] == [("Senate", 40, 6), ("Senate", 10, 6)]


def test_nothing_is_read_outside_the_section() -> None:
    section = Section("Election Note", SectionKind.NOTES, (), (bullet("The King is hereditary."),))
    assert electoral_system.read(Body((section,), lambda *_: None)) == ()
