"""The lines of the body: headings, paragraphs, bullets, notes, and the date at its foot."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile

from attrs import evolve

from ifes_records.model import Block, BlockType, ElectionRecord, Section, SectionKind
from ifes_records.render.head import modified_line, prose_length
from ifes_records.render.layout import Layout
from ifes_records.render.line import OutputLine
from ifes_records.render.results import notes_length

BULLETED = (BlockType.BULLET, BlockType.KEY_VALUE)


def body_lines(record: ElectionRecord, layout: Layout) -> Iterator[OutputLine]:
    """Write the body of a record; the date of the election's entry goes above the related elections."""
    foot = modified_line(record, "election")
    gap = layout.part_gap
    for index in range(notes_length(record), len(record.sections)):
        section, path = record.sections[index], f"sections[{index}]"
        if section.kind is SectionKind.RELATED:
            yield from foot
        for line in _section_lines(section, path, layout, prose_length(record) if index == 0 else 0):
            yield evolve(line, gap=max(gap, line.gap))
            gap = 0
        gap = layout.line_gap
    yield from foot


def _section_lines(section: Section, path: str, layout: Layout, skip: int) -> Iterator[OutputLine]:
    if section.heading is not None:
        yield OutputLine(section.heading, f"{path}.heading", layout.line_gap, after=_after_heading(section, layout))
    for index, block in enumerate(section.blocks):
        if index >= skip:
            yield from _block_lines(block, f"{path}.blocks[{index}]", layout)


def _after_heading(section: Section, layout: Layout) -> str:
    """Write a heading's colon and marks: ``[1]`` goes before the colon, ``*`` after it."""
    bracketed = list(takewhile(lambda mark: mark.startswith("["), section.marks))
    colon = ":" if _has_colon(section, layout) else ""
    return "".join(bracketed) + colon + " ".join(section.marks[len(bracketed) :])


def _has_colon(section: Section, layout: Layout) -> bool:
    if section.kind is SectionKind.GENERAL:
        return layout.opener == f"{section.heading}:"
    if section.kind in (SectionKind.RELATED, SectionKind.RESULTS_NOTES):
        return False
    return layout.colon or section.kind is SectionKind.OTHER


def _block_lines(block: Block, path: str, layout: Layout) -> Iterator[OutputLine]:
    bulleted = block.level > 0 and block.type in BULLETED
    # Without a blank line above it, a paragraph could continue the line above.
    gap = max(1, layout.line_gap) if block.type is BlockType.PARAGRAPH else layout.line_gap
    yield OutputLine(block.text, f"{path}.text", gap, _bullet(block.level, layout) if bulleted else "")
    for index, child in enumerate(block.children):
        yield from _block_lines(child, f"{path}.children[{index}]", layout)


def _bullet(level: int, layout: Layout) -> str:
    """Write a bullet, indented by two blanks for each level below the first."""
    return layout.bullet if level == 1 else "  " * level + layout.bullet.lstrip()
