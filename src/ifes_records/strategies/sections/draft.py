"""What every section is drawn as: its heading, its blocks, the notes below it, and the facts that it must give."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from attrs import evolve, field, frozen
from hypothesis.strategies import DrawFn, SearchStrategy, composite

from ifes_records.model.body import Block, BlockType, Section, SectionKind
from ifes_records.strategies.once import once, sampled_from
from ifes_records.strategies.sections.words import sentences

Path = tuple[int, ...]


@frozen
class DraftNote:
    """A footnote of a section, which gets its lines once the section is in a text.

    ``block`` is the index of the note's own block; ``marked`` the paths of the blocks whose mark it explains, each
    the index of a block and those of its children downwards: ``(2, 0)`` is ``blocks[2].children[0]``. The empty
    path is the heading.
    """

    mark: str
    text: str
    block: int
    marked: tuple[Path, ...]


@frozen
class SectionDraft:
    """A section and what reading it must give.

    ``facts`` go by the names of ``ElectionRecord``; what is not in it the section does not say.
    ``codes`` are the diagnostics that the section gives although it is written plainly, as an unknown heading does.
    """

    section: Section
    facts: Mapping[str, Any] = field(factory=dict)
    notes: tuple[DraftNote, ...] = ()
    codes: tuple[str, ...] = ()


# ---- blocks


def bullet(text: str, *children: Block, level: int = 1) -> Block:
    """A bullet without a key."""
    return Block(BlockType.BULLET, level, text, children=children)


def paragraph(text: str) -> Block:
    """A line at the margin."""
    return Block(BlockType.PARAGRAPH, 0, text)


def keyed(key: str, value: str | None, *children: Block, level: int = 1, gap: str = " ") -> Block:
    """A bullet with a key; at level 0 one that has lost its sign. ``value`` is ``None`` where nothing follows."""
    text = f"{key}:" if value is None else f"{key}:{gap}{value}"
    return Block(BlockType.KEY_VALUE, level, text, key, value, children)


@once
def gaps() -> SearchStrategy[str]:
    """The blanks between a key's colon and its value."""
    return sampled_from([" ", " ", " ", ""])


def lines(texts: Sequence[str], *, as_bullets: bool) -> tuple[Block, ...]:
    """One block a text."""
    return tuple(bullet(text) if as_bullets else paragraph(text) for text in texts)


def figures_left(text: str, *held: float | None) -> tuple[str, ...]:
    """The diagnostic of a line with a figure that no field holds: any other than these."""
    figures = {float(figure.replace(",", "")) for figure in re.findall(r"\d[\d,]*(?:\.\d+)?", text)}
    return ("I-FIGURES",) if figures.difference(held) else ()


# ---- headings


@once
def respelt(heading: str) -> SearchStrategy[str]:
    """A heading with other capitals."""
    return sampled_from([heading, heading, heading, heading.lower(), heading.upper(), heading.capitalize()])


@composite
def drafts(
    draw: DrawFn,
    kind: SectionKind,
    headings: Sequence[str],
    blocks: Sequence[Block],
    facts: Mapping[str, Any] | None = None,
    *,
    codes: tuple[str, ...] = (),
    capitals: bool = True,
) -> SectionDraft:
    """A section of these blocks under one of these headings, which may have a mark and a note below."""
    heading = draw(sampled_from(headings))
    if capitals:
        heading = draw(respelt(heading))
    draft = SectionDraft(Section(heading, kind, (), tuple(blocks)), facts or {}, codes=codes)
    mark = draw(sampled_from(["", "", "", "", "", "[1]", "[i]", "***"]))
    if not mark:
        return draft
    marked = evolve(draft, section=evolve(draft.section, marks=(mark,)))
    return draw(explained(marked, mark, ()))


@composite
def explained(draw: DrawFn, draft: SectionDraft, mark: str, *marked: Path) -> SectionDraft:
    """A section with a note at its end that explains a mark in it."""
    text = draw(sentences())
    text = draw(sampled_from([text, text, f"NOTE: {text}"]))
    block = Block(BlockType.NOTE, 0, f"{mark}{draw(sampled_from(['', ' ']))}{text}")
    note = DraftNote(mark, text, len(draft.section.blocks), marked)
    section = evolve(draft.section, blocks=(*draft.section.blocks, block))
    return evolve(draft, section=section, notes=(*draft.notes, note))
