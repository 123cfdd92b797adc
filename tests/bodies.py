"""Bodies for the tests of the sections' readers: blocks laid out in one text, with their true spans."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from attrs import evolve

from ifes_records.model.body import Block, BlockType, Section, SectionKind
from ifes_records.sections.lines import Body, Report
from ifes_records.span import Span
from ifes_records.text.source_text import SourceText


def line(text: str, *below: Block, kind: BlockType = BlockType.BULLET, key: str | None = None) -> Block:
    """A block by its text; with a ``key``, the value is what follows the colon."""
    if key is not None:
        _, _, value = text.partition(":")
        return Block(BlockType.KEY_VALUE, 1, text, key, value.strip() or None, below)
    return Block(kind, 0 if kind is BlockType.PARAGRAPH else 1, text, children=below)


def body_of(kind: SectionKind, *sections: Sequence[Block], report: Report = lambda _: None, **more: Any) -> Body:
    """A body with a section of this kind for each list of blocks."""
    text: list[str] = []

    def placed(block: Block) -> Block:
        start = sum(map(len, text))
        text.append(f"{block.text}\n")
        end = start + len(block.text)
        below = tuple(map(placed, block.children))
        last = below[-1].span if below else None
        return evolve(block, children=below, span=Span(start, last.end if last else end))

    made = tuple(Section(None, kind, (), tuple(map(placed, blocks))) for blocks in sections)
    return Body(made, report, source=SourceText.of("".join(text)), **more)
