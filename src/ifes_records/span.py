"""Where things stand in a text."""

from __future__ import annotations

from attrs import frozen


@frozen(order=True)
class Span:
    """A stretch of text: ``text[start:end]``; offsets count characters from the start of the whole file."""

    start: int
    end: int

    def shifted(self, by: int) -> Span:
        """The same stretch in a text that has ``by`` more characters above it."""
        return Span(self.start + by, self.end + by)

    def holds(self, other: Span) -> bool:
        """Whether another stretch lies in this one."""
        return self.start <= other.start and other.end <= self.end
