"""The text that a record was read from, and what each span of it was read as."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Any, Protocol

from attrs import evolve, field, frozen

from ifes_records.diagnostics import Diagnostic
from ifes_records.span import Span
from ifes_records.text.source_text import SourceText


class Role(StrEnum):
    """What a span of text was read as."""

    FIELD = "field"
    """The text of a field of the record."""
    LABEL = "label"
    """Text that the site prints around the fields: ``Cast Votes:``, a bullet's sign, the header of a table."""
    BOILERPLATE = "boilerplate"
    """Text of the site, not of the election: its menu, the caption of a chart."""
    UNREAD = "unread"
    """Text that no rule could read; it is kept as written, in ``unread``."""
    LOST = "lost"
    """Text that is nowhere in the record. There should be none; this role exists to show it if there is."""


@frozen
class Claim:
    """A span of text that was read as a field, or recognised as something else.

    ``path`` is the path of the field (``participation.cast_votes``). The index of a row, table or section is only
    known when the record is complete; until then ``part`` is the name of the field in it (``heading``), or null.
    """

    span: Span
    role: Role = Role.FIELD
    path: str | None = None
    part: str | None = None


@frozen
class Place:
    """Where a value is: its path in the JSON, the value itself (an object or a plain value), and its span."""

    path: str
    value: Any
    span: Span


class Tracer(Protocol):
    """Finds the values of a record in its text; implemented by ``ifes_records.trace.TextTracer``."""

    def span_of(self, record: Any, path: str) -> Span | None:
        """See ``ElectionRecord.span_of``."""

    def places(self, record: Any) -> Iterator[Place]:
        """See ``ElectionRecord.places``."""

    def explain(self, record: Any) -> str:
        """See ``ElectionRecord.explain``."""


@frozen
class Origin:
    """A record's text, what each span of it was read as, and the means to find a value in it."""

    source: SourceText = field(repr=False)
    """The record's text, with its original line ends, blanks and byte order mark."""
    tracer: Tracer = field(repr=False)
    """Finds the values of the record in the text."""
    claims: tuple[Claim, ...] = field(default=(), repr=False)
    """What the spans of the text were read as, in the order of reading."""
    spans: Mapping[str, Span] = field(factory=dict, repr=False)
    """The spans of values that cannot hold one themselves, by path."""

    def read(self, span: Span) -> str:
        """The text of a span, exactly as in the file."""
        return self.source.text[span.start - self.source.start : span.end - self.source.start]

    def position(self, span: Span) -> tuple[int, int]:
        """The line and column where a span begins, both counted from 1."""
        return self.source.line(span.start), self.source.column(span.start)

    def placed(self, diagnostic: Diagnostic) -> Diagnostic:
        """The diagnostic with the line and column of its span, or else of the value at its path."""
        span = diagnostic.span or self.spans.get(diagnostic.path or "")
        if span is None:
            return diagnostic
        line, column = self.position(span)
        return evolve(diagnostic, span=span, line=line, column=column)
