"""A section that says a thing plainly gives exactly that: its blocks, its facts, its notes, and no diagnostic.

The facts are those that the line was made of, not what the parser says: each kind of section is written below a
minimal head, and read again.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from attrs import fields
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from ifes_records import ElectionRecord, parse
from ifes_records.model import Country
from ifes_records.model.body import Block, BlockType, Section
from ifes_records.model.facts import Facts
from ifes_records.strategies.sections import KINDS, DraftNote, SectionDraft
from ifes_records.values import country as countries

HEAD = "March 19, 2023 Held\n\n{country}\n\nElection for President\n\n"
DATE = "2023-03-19"


def write(section: Section) -> str:
    """The section's text, a blank line between its blocks."""
    return "\n\n".join([f"{section.heading}{''.join(section.marks)}:", *_lines(section.blocks)]) + "\n\n"


def _lines(blocks: tuple[Block, ...]) -> Iterator[str]:
    for block in blocks:
        sign = "" if block.type in (BlockType.PARAGRAPH, BlockType.NOTE) or not block.level else "• "
        yield "  " * block.level + sign + block.text
        yield from _lines(block.children)


def facts_of(record: ElectionRecord) -> Facts:
    """All facts of a record."""
    return Facts(**{field.name: getattr(record, field.name) for field in fields(Facts)})


def footnote_lines(text: str, draft: SectionDraft, note: DraftNote) -> tuple[int, tuple[int, ...]]:
    """The line of a note, and those of the marks that it explains, in a text that ends with the section."""
    lines = text.split("\n")
    section = lines.index(f"{draft.section.heading}{''.join(draft.section.marks)}:")
    found = {(): section + 1}
    place = section + 2
    stack = [((), draft.section.blocks)]
    order: list[tuple[int, ...]] = []

    def walk(path: tuple[int, ...], blocks: tuple[Block, ...]) -> None:
        for number, block in enumerate(blocks):
            order.append((*path, number))
            walk((*path, number), block.children)

    walk(*stack[0])
    for path in order:
        place += 1
        found[path] = place
        place += 1
    return found[(note.block,)], tuple(found[path] for path in note.marked)


COUNTRIES = ("Kazakhstan", "Georgia", "Brazil", "Estonia", "Thailand", "Mexico", "Kenya", "Israel", "Greece", "Kosovo")


def found_country(name: str) -> Country:
    """The country that a record of this name has."""
    return parse(HEAD.format(country=name)).election.country


def expected_facts(facts: dict[str, Any]) -> Facts:
    """What a record tells that has this section alone."""
    return Facts(**facts)


@pytest.mark.parametrize("kind", KINDS)
@given(data=st.data())
def test_a_section_gives_what_it_was_made_of(kind: str, data: st.DataObject) -> None:
    """Section, facts, notes and diagnostics are those of the draft."""
    name = data.draw(st.sampled_from(COUNTRIES))
    make: SearchStrategy[SectionDraft] = KINDS[kind](found_country(name), DATE)
    draft = data.draw(make)
    text = HEAD.format(country=name) + write(draft.section)
    record = parse(text)
    assert [(d.code, d.message) for d in record.diagnostics if d.code not in draft.codes] == []
    assert sorted({d.code for d in record.diagnostics}) == sorted(set(draft.codes))
    assert record.sections == (draft.section,)
    assert facts_of(record) == expected_facts(dict(draft.facts))
    notes = [(n.mark, n.text, *footnote_lines(text, draft, n)) for n in draft.notes]
    assert [(n.mark, n.text, n.line, n.refers_to) for n in record.footnotes] == notes
    assert record.unread == ()
