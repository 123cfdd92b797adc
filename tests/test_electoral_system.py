"""Electoral systems: the cases of ``fixtures/cases/electoral_system.txt``, and what holds for several lines."""

from __future__ import annotations

from casefiles import Case, cases, told

from ifes_records.model.body import Block, BlockType, Section, SectionKind
from ifes_records.model.facts import ElectoralMethod, ElectoralRule
from ifes_records.sections import electoral_system
from ifes_records.sections.lines import Body
from ifes_records.span import Span

FIELDS = ("subject", "method", "seats", "constituencies", "term_years", "term_limit")


def read(*blocks: Block) -> tuple[tuple[ElectoralRule, ...], tuple[str, ...]]:
    codes: list[str] = []
    section = Section("Electoral System", SectionKind.ELECTORAL_SYSTEM, (), blocks)
    body = Body((section,), lambda noticed: codes.append(noticed.code))
    return electoral_system.read(body), tuple(codes)


def bullet(text: str) -> Block:
    return Block(BlockType.BULLET, 1, text, span=Span(0, len(text)))


@cases("electoral_system", "text")
def test_a_line_gives_the_rules_of_its_case(case: Case) -> None:
    text = case.get("text") or ""
    rules, codes = read(bullet(text))
    assert told(rule=[*map(as_written, rules)], problem=codes) == case.expected
    assert {rule.text for rule in rules} == {text}


def as_written(rule: ElectoralRule) -> str:
    values = {name: getattr(rule, name) for name in FIELDS}
    return "; ".join(f"{name}={value}" for name, value in values.items() if value is not None)


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
