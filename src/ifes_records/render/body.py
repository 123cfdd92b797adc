"""The lines of the body: headings, paragraphs, bullets, notes, and the date at its foot."""

from __future__ import annotations

import re

from attrs import evolve

from ifes_records.model import Block, BlockType, ElectionRecord, Section, SectionKind
from ifes_records.render.head import modified, prose_length
from ifes_records.render.layout import Layout
from ifes_records.render.line import Line, Lines
from ifes_records.render.results import notes_length

BULLETED = (BlockType.BULLET, BlockType.KEY_VALUE)


def body_lines(record: ElectionRecord, layout: Layout) -> Lines:
    """The body of a record; the date of the election's entry stands above the related elections."""
    foot = _foot(record)
    gap = layout.part_gap
    for index in range(notes_length(record), len(record.sections)):
        section, path = record.sections[index], f"sections[{index}]"
        if section.kind is SectionKind.RELATED and foot is not None:
            yield foot
            foot = None
        for line in _section_lines(section, path, layout, prose_length(record) if index == 0 else 0):
            yield evolve(line, gap=max(gap, line.gap))
            gap = 0
        gap = layout.line_gap
    if foot is not None:
        yield foot


def _foot(record: ElectionRecord) -> Line | None:
    if record.modified.election is None:
        return None
    written = modified(record.modified.election, "modified.election")
    return Line(written, "modified.election", 1, before="Election Modified: ")


def _section_lines(section: Section, path: str, layout: Layout, skip: int) -> Lines:
    if section.heading is not None:
        yield Line(section.heading, f"{path}.heading", layout.line_gap, behind=_behind_heading(section, layout))
    for index, block in enumerate(section.blocks):
        if index >= skip:
            yield from _block_lines(block, f"{path}.blocks[{index}]", layout)


def _behind_heading(section: Section, layout: Layout) -> str:
    """A heading's colon and marks: ``[1]`` stands before the colon, ``*`` behind it."""
    brackets = 0
    while brackets < len(section.marks) and section.marks[brackets].startswith("["):
        brackets += 1
    colon = ":" if _has_colon(section, layout) else ""
    return "".join(section.marks[:brackets]) + colon + " ".join(section.marks[brackets:])


def _has_colon(section: Section, layout: Layout) -> bool:
    if section.kind is SectionKind.GENERAL:
        return layout.opener == f"{section.heading}:"
    if section.kind in (SectionKind.RELATED, SectionKind.RESULTS_NOTES):
        return False
    return layout.colon or section.kind is SectionKind.OTHER


def _block_lines(block: Block, path: str, layout: Layout) -> Lines:
    bulleted = block.level > 0 and block.type in BULLETED
    # Without a blank line above it, a paragraph could go on from the line above.
    gap = max(1, layout.line_gap) if block.type is BlockType.PARAGRAPH else layout.line_gap
    yield Line(block.text, f"{path}.text", gap, _bullet(block.level, layout) if bulleted else "")
    for index, child in enumerate(block.children):
        yield from _block_lines(child, f"{path}.children[{index}]", layout)


def _bullet(level: int, layout: Layout) -> str:
    """The bullet of a level, which its indent tells: two blanks for each."""
    if level == 1:
        return layout.bullet
    return "  " * level + re.sub(r"^\s*", "", layout.bullet)
