"""Spans of text."""

from __future__ import annotations

from attrs import frozen


@frozen(order=True)
class Span:
    """Where something is in a text: ``text[start:end]``, in characters from the start of the whole file."""

    start: int
    end: int

    def shifted(self, by: int) -> Span:
        """The span of the same text in a file with ``by`` more characters above it."""
        return Span(self.start + by, self.end + by)

    def holds(self, other: Span) -> bool:
        """Whether another span is inside this one."""
        return self.start <= other.start and other.end <= self.end
