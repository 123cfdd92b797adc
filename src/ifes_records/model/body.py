"""The body of a record: sections and their blocks, footnotes, and unread lines."""

from __future__ import annotations

from enum import StrEnum

from attrs import frozen

from ifes_records.model.located import Located


class SectionKind(StrEnum):
    """The subject of a section, from its heading."""

    GENERAL = "general"
    STAKES = "stakes"
    GOVERNMENT = "government"
    ELECTORAL_SYSTEM = "electoral_system"
    REQUIREMENTS = "requirements"
    CONTENDERS = "contenders"
    LAST_ELECTION = "last_election"
    NOTES = "notes"
    NEW = "new"
    DEADLINES = "deadlines"
    VOTERS_INFORMATION = "voters_information"
    REFERENDUM = "referendum"
    SEATS = "seats"
    POPULATION = "population"
    GENDER = "gender"
    DISABILITY = "disability"
    IFES = "ifes"
    RESULTS_NOTES = "results_notes"
    RELATED = "related"
    OTHER = "other"
    UNTITLED = "untitled"


class BlockType(StrEnum):
    """The form of a block."""

    PARAGRAPH = "paragraph"
    BULLET = "bullet"
    KEY_VALUE = "key_value"
    NOTE = "note"


@frozen
class Block(Located):
    """A paragraph, bullet, key with its value, or note in a section, and the blocks below it."""

    type: BlockType
    """The form of the block: a paragraph, a bullet, a known key with its value, or a note."""
    level: int
    """The depth of the block: 0 at the margin, 1 for a bullet, 2 or more for the bullets below it."""
    text: str
    """The whole block as written, with its key or mark, on one line."""
    key: str | None = None
    """The known key before the colon (``Chief of State``); null if the block has none."""
    value: str | None = None
    """The text after the key's colon, as written; null if there is none, or no key."""
    children: tuple[Block, ...] = ()
    """The blocks below this one, in the order of the text."""


@frozen
class Section(Located):
    """A heading and the text below it, or text without a heading."""

    heading: str | None
    """The heading as written, without its colon and footnote marks; null for text without a heading."""
    kind: SectionKind
    """The subject, from the heading; ``other`` if the heading is not a known one, ``untitled`` if there is none."""
    marks: tuple[str, ...] = ()
    """The footnote marks at the heading (``*``, ``[1]``), as written."""
    blocks: tuple[Block, ...] = ()
    """The text below the heading, block by block."""


@frozen
class Footnote(Located):
    """A footnote (``** A runoff follows if needed.``) and the lines that refer to it."""

    mark: str
    """The footnote's mark, as written: ``*``, ``**``, ``[1]``."""
    text: str
    """The footnote as written, without its mark."""
    line: int
    """The footnote's first line, counted from 1 in the whole file."""
    refers_to: tuple[int, ...] = ()
    """The lines that have the footnote's mark, counted from 1 in the whole file; empty if there are none above it."""


@frozen
class UnreadLine(Located):
    """A line that no rule could read, kept as written."""

    line: int
    """The number of the line, counted from 1 in the whole file."""
    text: str
    """The line as written."""
