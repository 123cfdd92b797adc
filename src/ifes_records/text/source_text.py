r"""A text prepared for the grammars, with the offset, line and column of its characters.

``scan`` is a copy of the text with the same offsets, in which every kind of blank is a space and every kind of line
end is ``\\n``.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable
from hashlib import sha256
from itertools import pairwise

from attrs import evolve, field, frozen

from ifes_records.span import Span
from ifes_records.text.normal_form import squeeze

BLANKS = re.compile("[\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000\ufeff]")
LINE_ENDS = re.compile("[\r\u000b\u000c\u001c-\u001e\u0085\u2028\u2029]")
CONTROLS = re.compile("[\u0000-\u0008\u000e-\u001b\u001f\u007f-\u0084\u0086-\u009f]")
SURROGATES = re.compile("[\ud800-\udfff]")
# What any of the four finds.
UNUSUAL = re.compile("|".join(pattern.pattern for pattern in (BLANKS, LINE_ENDS, CONTROLS, SURROGATES)))

# Runs of letters outside ASCII, and characters that real text hardly has: control characters, phonetic letters.
FOREIGN = re.compile("[^\x00-\x7f\ufffd]+")
RARE = re.compile("[\u0080-\u009f\u0180-\u02ff]")
# The bytes that a letter begins with in UTF-8, as Windows-1252 has them.
LEADING = re.compile("[\u00c2-\u00f4]")

BOM = "\ufeff"
NOT_LINE_END = re.compile("[^\n]")


def misread(text: str) -> tuple[str, str] | None:
    """A sample of letters that are UTF-8 decoded as Windows-1252, and what they were: ``â–²``, ``▲``.

    ``None`` if fewer than half of the runs of letters outside ASCII can be that, as in ``LIBERTÉ”``.
    """
    if LEADING.search(text) is None:
        return None
    runs = FOREIGN.findall(text)
    read = {run: _as_utf8(run) for run in {*runs}}
    found = [(run, was) for run in runs if (was := read[run]) is not None]
    return found[0] if found and 2 * len(found) >= len(runs) else None


def _as_utf8(run: str) -> str | None:
    # Windows-1252 lacks five bytes; letters that contain one of them are lost.
    written = run.encode("cp1252", errors="ignore")
    was = written.decode(errors="ignore")
    return was if was and 2 * len(was.encode()) >= len(run) and not RARE.search(was) else None


def scanned(text: str) -> str:
    """The copy for the grammars of a text, or of some whole lines."""
    if UNUSUAL.search(text) is None:
        return text
    scan = text.replace("\r\n", " \n")
    scan = LINE_ENDS.sub("\n", BLANKS.sub(" ", scan))
    return SURROGATES.sub("\ufffd", CONTROLS.sub(" ", scan))


def digest(text: str) -> str:
    """The SHA-256 of a text in UTF-8 (lone surrogates as U+FFFD), in hexadecimal."""
    return sha256(encoded(text)).hexdigest()


def encoded(text: str) -> bytes:
    """A text in UTF-8 (lone surrogates as U+FFFD)."""
    return SURROGATES.sub("\ufffd", text).encode()


@frozen
class SourceText:
    """The text of a record, its copy for the grammars, and the offsets where its lines begin.

    Offsets, spans and lines are those of the whole file.
    """

    text: str
    scan: str = field(repr=False)
    line_starts: tuple[int, ...] = field(repr=False)
    """The offset of the start of each line, and the offset after the last one."""
    start: int = 0
    """Number of characters above the record."""
    lines_above: int = 0
    """Number of lines above the record."""

    @classmethod
    def of(cls, text: str, start: int = 0, lines_above: int = 0) -> SourceText:
        """Prepare a text. If it does not end in a line end, ``scan`` is one character longer."""
        scan = scanned(text)
        if not scan.endswith("\n"):
            scan += "\n"
        line_starts = [start, *(start + match.end() for match in re.finditer("\n", scan))]
        return cls(text, scan, tuple(line_starts), start, lines_above)

    @property
    def has_odd_characters(self) -> bool:
        """Whether the text has control characters or lone surrogates."""
        return bool(CONTROLS.search(self.text) or SURROGATES.search(self.text))

    @property
    def end(self) -> int:
        """The offset after the last character."""
        return self.start + len(self.text)

    @property
    def last_line(self) -> int:
        """The number of the last line; for an empty text, that of the line above."""
        return self.line(self.end - 1) if self.text else self.lines_above

    def line(self, offset: int) -> int:
        """The line of a character, counted from 1."""
        return self.lines_above + bisect_right(self.line_starts, offset)

    def column(self, offset: int) -> int:
        """The column of a character, counted from 1; a byte order mark is not counted, since editors don't show
        it.
        """
        start = self.line_start(offset)
        return offset - start + 1 - self.text.startswith(BOM, start - self.start, offset - self.start)

    def line_start(self, offset: int) -> int:
        """The offset of the first character of the line that contains this offset."""
        return self.line_starts[self.line(offset) - self.lines_above - 1]

    def indent(self, offset: int) -> int:
        """The number of blanks at the start of the line that contains this offset."""
        line = self.scan[self.line_start(offset) - self.start : offset - self.start]
        return len(line) - len(line.lstrip(" "))

    def line_end(self, offset: int) -> int:
        """The offset of the last character of the line that contains this offset."""
        return self.line_starts[self.line(offset) - self.lines_above] - 1

    def slice(self, span: Span) -> str:
        """The characters of a span in ``scan``."""
        return self.scan[span.start - self.start : span.end - self.start]

    def read(self, span: Span) -> str:
        """The text of a span, normalised for a text field."""
        return squeeze(self.slice(span))

    def trim(self, start: int, end: int) -> Span:
        """The span without white space at its ends; of nothing but white space, the empty span where it begins."""
        text = self.scan[start - self.start : end - self.start]
        bare = text.strip()
        begin = start + text.index(bare)
        return Span(begin, begin + len(bare))

    def lines(self) -> list[Span]:
        """The spans of all lines that are not blank, without white space at their ends."""
        spans = (self.trim(start, end) for start, end in pairwise(self.line_starts))
        return [span for span in spans if span.end > span.start]

    def blanked(self, spans: Iterable[Span]) -> SourceText:
        """The same text with these spans blank in ``scan``, which hides them from the grammars.

        ``spans`` are in text order and do not overlap. Line ends are kept.
        """
        return self._changed(spans, lambda text: NOT_LINE_END.sub(" ", text))

    def on_one_line(self, spans: Iterable[Span]) -> SourceText:
        """The same text with a blank for each line end in these spans, which are in text order."""
        return self._changed(spans, lambda text: text.replace("\n", " "))

    def with_line_ends(self, places: Iterable[int]) -> SourceText:
        """The same text with a line end in ``scan`` at each of these places in it, which are blank."""
        characters = list(self.scan)
        for place in places:
            characters[place] = "\n"
        return evolve(self, scan="".join(characters))

    def _changed(self, spans: Iterable[Span], change: Callable[[str], str]) -> SourceText:
        parts, done = [], 0
        for span in spans:
            parts += [self.scan[done : span.start - self.start], change(self.slice(span))]
            done = span.end - self.start
        return evolve(self, scan="".join([*parts, self.scan[done:]])) if parts else self
