"""The body of a record: sections, their blocks, footnotes, and lines that no rule could place."""

from __future__ import annotations

from enum import StrEnum

from attrs import field, frozen

from ifes_records.model.span import Span


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
class Block:
    """A paragraph, bullet or note.

    ``level`` is 0 for what stands at the margin, 1 for a bullet, 2 and 3 for bullets under it. ``key`` and
    ``value`` are given where the text before the colon is one of the known keys (``Chief of State``); a
    ``value`` of ``None`` beside a key means that nothing follows the colon.
    """

    type: BlockType
    level: int
    text: str
    key: str | None = None
    value: str | None = None
    children: tuple[Block, ...] = ()
    span: Span | None = field(default=None, eq=False, repr=False)


@frozen
class Section:
    """A heading and what stands under it; ``heading`` is ``None`` for text that stands under none.

    ``marks`` are the footnote marks beside the heading (``*``, ``[1]``), which ``heading`` leaves out.
    """

    heading: str | None
    kind: SectionKind
    marks: tuple[str, ...] = ()
    blocks: tuple[Block, ...] = ()
    span: Span | None = field(default=None, eq=False, repr=False)


@frozen
class Footnote:
    """The text of a note (``** A runoff follows where needed.``) and the lines whose mark it explains."""

    mark: str
    text: str
    line: int
    refers_to: tuple[int, ...] = ()
    span: Span | None = field(default=None, eq=False, repr=False)


@frozen
class UnreadLine:
    """A line that no rule could place, kept as written."""

    line: int
    text: str
    span: Span | None = field(default=None, eq=False, repr=False)
