"""What the writers of a record's parts have in common: lines, and the error for what no line can say."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from ifes_records.span import Span
from ifes_records.text.source_text import SourceText


class RenderError(ValueError):
    """A field of a record that the text form cannot say; ``path`` names it (``results[0].rows[2].votes``)."""

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = path
        self.reason = reason


@frozen
class Line:
    """A line to be written: a field's text with the label before it and what stands behind it.

    ``path`` is empty for labels and furniture, which no field holds; ``gap`` are the blank lines above.
    """

    text: str
    path: str = ""
    gap: int = 0
    before: str = ""
    behind: str = ""

    def check(self) -> Line:
        """The line itself; ``RenderError`` if its text would not be read as it stands."""
        if not self.text and not self.before:
            raise RenderError(self.path, "an empty text has no text form")
        if SourceText.of(self.text).read(Span(0, len(self.text))) != self.text:
            raise RenderError(self.path, f"{self.text!r} is not one line with single blanks, in Unicode NFC")
        return self


Lines = Iterator[Line]
