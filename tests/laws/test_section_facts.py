"""A section that says a thing plainly gives exactly that: its blocks, its facts, its notes, and no diagnostic.

The facts are those that the section's lines were made of, not what the parser says: each kind of section, and whole
bodies of them, are written below a small head and read again.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ifes_records import ElectionRecord, parse
from ifes_records.model import Source
from ifes_records.model.body import Block, BlockType, Footnote, Section
from ifes_records.model.record import FACTS
from ifes_records.strategies.sections import KINDS, SectionDraft, facts_of, sections

HEAD = "March 19, 2023 Held\n\n{country}\n\nElection for President\n\n"
DATE = "2023-03-19"

# Languages that local names are in, and countries without any, with two words or a comma in their line. None is one
# where capitals may mark a given name (I-NAME-CUSTOM).
COUNTRIES = (
    "Kazakhstan", "Georgia", "Armenia", "Greece", "Bulgaria", "Morocco", "Japan", "Israel", "Nepal",
    "Estonia", "Poland", "Hungary", "Turkey", "Portugal", "Mexico", "France", "Korea, Republic of", "Kosovo",
    "Kenya", "Côte d’Ivoire", "Trinidad and Tobago", "Congo (Kinshasa), Democratic Republic of the", "Zambia",
)  # fmt: skip

# Results that sections have to fit: what was won, and rows that contenders may be.
RESULTS = {
    "none": "",
    "parties": "Party Seats Won Seats Change Votes\n\nHarbour Union 62 - 3,431,510\n\nHighland Front 8 - 693,938\n\n"
    "Independents 6 None\n\nCivic League (ABC) 4 - 21,484\n\n",
    "candidates": "Vote Share by Candidate:\n\nNoa PELED1,860,877\n\nEitan DORON99,181\n\nTomás DI LUPO8,410\n\n",
    "referendum": "Referendum Vote Share\n\n“Do you approve the plan?”\n\nYes1,776,688\n\nNo1,719,322\n\n",
}


def heading_line(section: Section) -> str:
    """The heading with its marks and its colon."""
    return f"{section.heading}{''.join(section.marks)}:"


def lines_of(drafts: Sequence[SectionDraft]) -> Iterator[tuple[str, tuple[int, ...]]]:
    """The lines of sections, each with the number of its section and its path in it."""
    for number, draft in enumerate(drafts):
        yield heading_line(draft.section), (number,)
        yield from _lines(draft.section.blocks, (number,))


def _lines(blocks: tuple[Block, ...], above: tuple[int, ...]) -> Iterator[tuple[str, tuple[int, ...]]]:
    for number, block in enumerate(blocks):
        is_bullet = block.level and block.type not in (BlockType.PARAGRAPH, BlockType.NOTE)
        yield "  " * block.level + "• " * bool(is_bullet) + block.text, (*above, number)
        yield from _lines(block.children, (*above, number))


def facts_in(record: ElectionRecord) -> dict[str, Any]:
    """All facts of a record."""
    return {name: getattr(record, name) for name in FACTS}


def assert_read(head: str, drafts: list[SectionDraft]) -> None:
    """The sections, written below a head with a blank line between, are read as they were drawn."""
    written = list(lines_of(drafts))
    before = head.count("\n")
    places = {path: before + 1 + 2 * index for index, (_, path) in enumerate(written)}
    alone, record = parse(head), parse(head + "".join(f"{line}\n\n" for line, _ in written))
    codes = {code for draft in drafts for code in draft.codes}
    assert [each for each in record.diagnostics if each.code not in codes] == []
    assert {each.code for each in record.diagnostics} == codes
    assert record.sections == tuple(draft.section for draft in drafts)
    facts = facts_of(drafts)
    assert record.results == alone.results + facts.pop("results", ())
    assert facts_in(record) == {**facts_in(ElectionRecord(source=Source())), **facts}
    assert record.footnotes == tuple(
        Footnote(
            note.mark,
            note.text,
            places[(number, note.block)],
            tuple(places[(number, *path)] for path in note.marked),
        )
        for number, draft in enumerate(drafts)
        for note in draft.notes
    )
    assert record.unread == ()


@pytest.mark.parametrize("kind", KINDS)
@given(data=st.data(), name=st.sampled_from(COUNTRIES))
def test_a_section_gives_what_it_was_made_of(kind: str, data: st.DataObject, name: str) -> None:
    """Section, facts, notes and diagnostics of one kind of section are those of the draft."""
    head = HEAD.format(country=name)
    assert_read(head, [data.draw(KINDS[kind](parse(head).election.country, DATE))])


@pytest.mark.parametrize("results", RESULTS)
@given(data=st.data(), name=st.sampled_from(COUNTRIES), plain=st.booleans())
def test_a_body_gives_what_its_sections_do(results: str, data: st.DataObject, name: str, plain: bool) -> None:
    """Sections beside each other, and beside results that they fit, are read as each of them alone."""
    head = HEAD.format(country=name) + RESULTS[results] + "Election Results Modified: Apr 17, 2023\n\n"
    alone = parse(head)
    drafts = data.draw(sections(alone.election.country, alone.results, DATE, plain=plain))
    assert alone.diagnostics == ()
    assert not (plain and any(draft.codes for draft in drafts))
    assert_read(head, drafts)
