"""The text that a record was read from, and what became of each piece of it."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from attrs import field, frozen

from ifes_records.span import Span


class Role(StrEnum):
    """What became of a piece of text."""

    FIELD = "field"
    """It is the text of a field of the record."""
    LABEL = "label"
    """It is what the site prints around the fields: ``Cast Votes:``, a bullet's sign, a table's header."""
    FURNITURE = "furniture"
    """It belongs to the site and not to the election: its menu, the caption of a chart."""
    UNREAD = "unread"
    """No rule could place it; it is kept as written, under ``unread``."""
    LOST = "lost"
    """Nothing has become of it. No text has such a piece; if one had, this would tell."""


@frozen
class Claim:
    """A piece of text that a field was read from, or that was recognised as no field's.

    ``path`` is the field's (``participation.cast_votes``); ``part`` is the field's name below a row, table or
    section whose place among its like is known only once the record is whole (``heading``).
    """

    span: Span
    role: Role = Role.FIELD
    path: str | None = None
    part: str | None = None

    def shifted(self, by: int) -> Claim:
        """The same claim in a text that has ``by`` more characters above it."""
        return Claim(self.span.shifted(by), self.role, self.path, self.part)


@frozen
class Origin:
    """A record's own text, and which pieces of it were read as what."""

    text: str = field(repr=False)
    """The record's text as it was: with its line ends, its odd blanks, a byte order mark."""
    start: int = 0
    """How many characters of the whole file stand above it."""
    claims: tuple[Claim, ...] = field(default=(), repr=False)
    """What its pieces were read as, in the order of reading."""
    places: Mapping[str, Span] = field(factory=dict, repr=False)
    """Where the values of some fields stand that have no span of their own, by their paths."""

    def read(self, span: Span) -> str:
        """What stands at a span, exactly as it stands there."""
        return self.text[span.start - self.start : span.end - self.start]
