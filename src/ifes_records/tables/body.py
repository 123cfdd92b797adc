"""The tables of the text itself: sections, blocks, footnotes, and what was noticed or could not be read."""

from __future__ import annotations

from collections.abc import Iterator

from ifes_records.diagnostics import Effect, Severity
from ifes_records.model import Block, BlockType, ElectionRecord, SectionKind
from ifes_records.tables.columns import RECORD_KEY, count, index, place_columns, text, texts
from ifes_records.tables.table import Context, Get, Item, Reference, Table


def _sections(record: ElectionRecord) -> Iterator[Item]:
    for number, section in enumerate(record.sections):
        yield Item(section, f"sections[{number}]", (number,))


def _lines(blocks: tuple[Block, ...]) -> Iterator[str]:
    for block in blocks:
        yield "  " * block.level + block.text
        yield from _lines(block.children)


SECTIONS = Table(
    "sections",
    "a heading and the text under it",
    _sections,
    (
        RECORD_KEY,
        index("section_no", 0, "sections"),
        text("kind", "Kind of section.", enum=SectionKind, required=True),
        text("heading", "As written."),
        texts("marks", "Footnote marks beside the heading."),
        text(
            "text",
            "The text of all blocks, one on each line, indented two spaces for each level; empty if there are none.",
            lambda item, _: "\n".join(_lines(item.value.blocks)),
        ),
        *place_columns("sections"),
    ),
    ("section_no",),
)


def _blocks(record: ElectionRecord) -> Iterator[Item]:
    for section_no, section in enumerate(record.sections):
        found: list[Item] = []
        _add(section.blocks, f"sections[{section_no}].blocks", section_no, None, found)
        yield from found


def _add(blocks: tuple[Block, ...], path: str, section_no: int, parent_no: int | None, found: list[Item]) -> None:
    for number, block in enumerate(blocks):
        block_no = len(found)
        found.append(Item(block, f"{path}[{number}]", (section_no, block_no), parent_no))
        _add(block.children, f"{path}[{number}].children", section_no, block_no, found)


BLOCKS = Table(
    "blocks",
    "a paragraph, bullet or note",
    _blocks,
    (
        RECORD_KEY,
        index("section_no", 0, "sections"),
        count(
            "block_no",
            "Index of the block in its section in reading order, nested blocks included, from 0.",
            lambda item, _: item.key[1],
            required=True,
        ),
        count("parent_no", "`block_no` of the parent block.", lambda item, _: item.above),
        text("type", "Kind of block.", enum=BlockType, required=True),
        count("level", "Nesting level.", required=True),
        text("key", "Key, if it is a known one."),
        text("value", "Text after the key's colon."),
        text("text", "Text as written."),
        *place_columns("blocks"),
    ),
    ("section_no", "block_no"),
    (
        Reference(("record_key", "section_no"), "sections"),
        Reference(("record_key", "section_no", "parent_no"), "blocks", ("record_key", "section_no", "block_no")),
    ),
)


def _footnotes(record: ElectionRecord) -> Iterator[Item]:
    for number, footnote in enumerate(record.footnotes):
        yield Item(footnote, f"footnotes[{number}]", (number,))


FOOTNOTES = Table(
    "footnotes",
    "a footnote",
    _footnotes,
    (
        RECORD_KEY,
        index("footnote_no", 0, "footnotes"),
        text("mark", "As written."),
        text("text", "Text without its mark."),
        texts(
            "refers_to",
            "Lines whose mark it explains, from 1.",
            lambda item, _: tuple(map(str, item.value.refers_to)),
        ),
        *place_columns("footnotes"),
    ),
    ("footnote_no",),
)


def _diagnostics(record: ElectionRecord) -> Iterator[Item]:
    for number, diagnostic in enumerate(record.diagnostics):
        yield Item(diagnostic, f"diagnostics[{number}]", (number,))


def _about(part: int) -> Get:
    def get(item: Item, context: Context) -> str | None:
        return context.about(item.value)[part]

    return get


DIAGNOSTICS = Table(
    "diagnostics",
    "something noticed while reading",
    _diagnostics,
    (
        RECORD_KEY,
        index("diagnostic_no", 0, "diagnostics"),
        text("code", "Stable code.", required=True),
        text("severity", "How much it matters.", enum=Severity, required=True),
        text("effect", "What it means for the value.", enum=Effect, required=True),
        text("message", "A sentence: what was noticed, and what was done about it.", required=True),
        count("line", "Line, from 1; 0 if it is about the whole text.", required=True),
        count("column", "Column, from 1; 0 if it is about the whole text.", required=True),
        text("path", "The field's path in the JSON document."),
        text("about_table", "Table of the field.", _about(0)),
        text(
            "about_path",
            "`path` of the row in that table; empty for `records` and `facts`, and if no single row is meant.",
            _about(1),
        ),
        text(
            "about_column",
            "The field's name within the row, as in the JSON; empty if the whole row is meant.",
            _about(2),
        ),
    ),
    ("diagnostic_no",),
)


def _unread(record: ElectionRecord) -> Iterator[Item]:
    for number, line in enumerate(record.unread):
        yield Item(line, f"unread[{number}]", (number,))


UNREAD_LINES = Table(
    "unread_lines",
    "a line that could not be placed",
    _unread,
    (
        RECORD_KEY,
        index("unread_no", 0, "lines"),
        text("text", "As written."),
        *place_columns("unread_lines"),
    ),
    ("unread_no",),
)

BODY = (SECTIONS, BLOCKS, FOOTNOTES, DIAGNOSTICS, UNREAD_LINES)
