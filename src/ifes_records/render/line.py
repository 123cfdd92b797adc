"""The lines of a text before they are joined, and the error for what no line can say."""

from __future__ import annotations

from attrs import frozen

from ifes_records.diagnostics import quoted
from ifes_records.span import Span
from ifes_records.text.source_text import SourceText


class RenderError(ValueError):
    """Raised for a field that no text can say; ``path`` is its path (``results[0].rows[2].votes``)."""

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = path
        self.reason = reason

    def __reduce__(self) -> tuple[type[RenderError], tuple[str, str]]:
        return RenderError, (self.path, self.reason)


@frozen
class OutputLine:
    """A line of the text: what a field says, with the label before it and whatever comes after it.

    ``path`` is that of the field, and empty for labels and boilerplate, which belong to no field. ``gap`` is the
    number of blank lines above.
    """

    text: str
    path: str = ""
    gap: int = 0
    before: str = ""
    after: str = ""

    def check(self) -> OutputLine:
        """Return the line. Raises ``RenderError`` if its text would not be read back as it is."""
        if not self.text and not self.before:
            raise RenderError(self.path, "The text is empty, so it cannot be written.")
        if SourceText.of(self.text).read(Span(0, len(self.text))) != self.text:
            raise RenderError(self.path, f"{quoted(self.text)} is not one line with single blanks, in Unicode NFC.")
        return self
