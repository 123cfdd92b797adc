"""What the writers of a record's parts have in common: lines, and the error for what no line can say."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from ifes_records.model.span import Span
from ifes_records.source import SourceText


class RenderError(ValueError):
    """A field of a record that the text form cannot say; ``path`` names it (``results[0].rows[2].votes``)."""

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = path
        self.reason = reason


@frozen
class Line:
    """A line to be written: its text, the field that it says, the blank lines above it, what stands before it.

    ``path`` is empty for labels and furniture, which no field holds.
    """

    text: str
    path: str = ""
    gap: int = 0
    before: str = ""

    def check(self) -> Line:
        """The line itself; ``RenderError`` if it would not be read as it stands."""
        source = SourceText.of(self.text)
        if not self.text:
            raise RenderError(self.path, "an empty text has no text form")
        if source.read(Span(0, len(self.text))) != self.text:
            raise RenderError(self.path, f"{self.text!r} is not one line with single blanks, in Unicode NFC")
        return self


Lines = Iterator[Line]
