"""The body of a record: sections, their blocks, footnotes, and lines that no rule could place."""

from __future__ import annotations

from enum import StrEnum

from attrs import frozen

from ifes_records.model.located import Located


class SectionKind(StrEnum):
    """What a section is about, told by its heading."""

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
    """How a piece of a section is set."""

    PARAGRAPH = "paragraph"
    BULLET = "bullet"
    KEY_VALUE = "key_value"
    NOTE = "note"


@frozen
class Block(Located):
    """A piece of a section, with what stands under it: a paragraph, bullet or note."""

    type: BlockType
    """How the piece is set: as a paragraph, a bullet, a known key with its value, or a note."""
    level: int
    """How deep the piece is set: 0 at the margin, 1 for a bullet, 2 and more for bullets under it."""
    text: str
    """The whole piece as written, with its key or mark, in one line."""
    key: str | None = None
    """What stands before the colon where it is one of the known keys (``Chief of State``); null where it is none."""
    value: str | None = None
    """What follows the known key's colon, as written; null where nothing does, and where there is no key."""
    children: tuple[Block, ...] = ()
    """The pieces that stand under this one, in the order of the text."""


@frozen
class Section(Located):
    """A heading and what stands under it, or text that stands under none."""

    heading: str | None
    """The heading as written, without its colon and marks; null for text that stands under none."""
    kind: SectionKind
    """What the section is about, by its heading; ``other`` for a heading in no list, ``untitled`` without one."""
    marks: tuple[str, ...] = ()
    """The footnote marks beside the heading (``*``, ``[1]``), as written."""
    blocks: tuple[Block, ...] = ()
    """What stands under the heading, in the order of the text."""


@frozen
class Footnote(Located):
    """The text of a note (``** A runoff follows where needed.``) and the lines whose mark it explains."""

    mark: str
    """The note's mark as written: ``*``, ``**``, ``[1]``."""
    text: str
    """The note as written, without its mark."""
    line: int
    """The line that the note begins in, counted from 1 in the whole file."""
    refers_to: tuple[int, ...] = ()
    """The lines whose mark the note explains, counted from 1; empty where no line above has the mark."""


@frozen
class UnreadLine(Located):
    """A line that no rule could place, kept as written."""

    line: int
    """The number of the line, counted from 1 in the whole file."""
    text: str
    """The line as written."""
