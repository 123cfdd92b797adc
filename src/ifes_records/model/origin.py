"""The text that a record was read from, and what became of each piece of it."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any, Protocol

from attrs import evolve, field, frozen

from ifes_records.diagnostics import Diagnostic
from ifes_records.span import Span
from ifes_records.text.source_text import SourceText


class Role(StrEnum):
    """What became of a piece of text."""

    FIELD = "field"
    """It is the text of a field of the record."""
    LABEL = "label"
    """It is what the site prints around the fields: ``Cast Votes:``, a bullet's sign, a table's header."""
    BOILERPLATE = "boilerplate"
    """It belongs to the site and not to the election: its menu, the caption of a chart."""
    UNREAD = "unread"
    """No rule could place it; it is kept as written, under ``unread``."""
    LOST = "lost"
    """Nothing became of it. No text has such a piece; if one had, this would show it."""


@frozen
class Claim:
    """A piece of text that a field was read from, or that was recognised as no field's.

    ``path`` is that of the field (``participation.cast_votes``). The index of a row, table or section is known only
    when the record is complete: then ``part`` is the name of the field in it (``heading``), or null.
    """

    span: Span
    role: Role = Role.FIELD
    path: str | None = None
    part: str | None = None


class Tracer(Protocol):
    """Finds the values of a record in its text: ``ifes_records.trace`` has the one that is used."""

    def span_of(self, record: Any, path: str) -> Span | None:
        """See ``ElectionRecord.span_of``."""

    def explain(self, record: Any) -> str:
        """See ``ElectionRecord.explain``."""


@frozen
class Origin:
    """A record's own text, which pieces of it were read as what, and how to find a value in it."""

    source: SourceText = field(repr=False)
    """The record's text as it was, with its line ends, odd blanks and byte order mark."""
    tracer: Tracer = field(repr=False)
    """What finds the values of the record in the text."""
    claims: tuple[Claim, ...] = field(default=(), repr=False)
    """What the pieces of the text were read as, in the order of reading."""
    spans: Mapping[str, Span] = field(factory=dict, repr=False)
    """The spans of values that have no span of their own, by their paths."""

    def read(self, span: Span) -> str:
        """The text of a span, exactly as it is in the file."""
        return self.source.text[span.start - self.source.start : span.end - self.source.start]

    def position(self, span: Span) -> tuple[int, int]:
        """The line and column where a span begins, both from 1."""
        return self.source.line(span.start), self.source.column(span.start)

    def placed(self, diagnostic: Diagnostic) -> Diagnostic:
        """The diagnostic with its line and column: those of its span, or of the value at its path."""
        span = diagnostic.span or self.spans.get(diagnostic.path or "")
        if span is None:
            return diagnostic
        line, column = self.position(span)
        return evolve(diagnostic, span=span, line=line, column=column)
