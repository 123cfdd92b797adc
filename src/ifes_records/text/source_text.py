r"""A text prepared for the grammars, and where a character of it stands.

``scan`` is a copy of the text for the grammars, character for character: every kind of blank is a space in
it, every kind of line end ``\\n``. What stands at an offset in one stands there in the other.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from hashlib import sha256

from attrs import field, frozen

from ifes_records.span import Span
from ifes_records.text.normal_form import squeeze

BLANKS = re.compile("[\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000\ufeff]")
LINE_ENDS = re.compile("[\r\u000b\u000c\u001c-\u001e\u0085\u2028\u2029]")
CONTROLS = re.compile("[\u0000-\u0008\u000e-\u001b\u001f\u007f-\u0084\u0086-\u009f]")
SURROGATES = re.compile("[\ud800-\udfff]")

# Runs of letters outside ASCII, and what misread text has never been: control characters, letters of phonetics.
FOREIGN = re.compile("[^\x00-\x7f\ufffd]+")
RARE = re.compile("[\u0080-\u009f\u0180-\u02ff]")

BOM = "\ufeff"


def misread(text: str) -> tuple[str, str] | None:
    """A sample of letters that were UTF-8 and have been read as Windows-1252, with what they were: ``â–²``, ``▲``.

    ``None`` where fewer than half of the runs of letters outside ASCII can be that, as in ``LIBERTÉ”``.
    """
    runs = FOREIGN.findall(text)
    found = [(run, was) for run in runs if (was := _as_utf8(run)) is not None]
    return found[0] if found and 2 * len(found) >= len(runs) else None


def _as_utf8(run: str) -> str | None:
    # Five bytes are no sign of Windows-1252; the letters that they were part of are lost.
    written = run.encode("cp1252", errors="ignore")
    was = written.decode(errors="ignore")
    return was if was and 2 * len(was.encode()) >= len(run) and not RARE.search(was) else None


def scanned(text: str) -> str:
    """The copy for the grammars of a text, or of whole lines of one."""
    scan = text.replace("\r\n", " \n")
    scan = LINE_ENDS.sub("\n", BLANKS.sub(" ", scan))
    return SURROGATES.sub("\ufffd", CONTROLS.sub(" ", scan))


def digest(text: str) -> str:
    """The SHA-256 of a text in UTF-8 (lone surrogates as U+FFFD), as hexadecimal digits."""
    return sha256(encoded(text)).hexdigest()


def encoded(text: str) -> bytes:
    """A text, or a piece of one, in UTF-8 (lone surrogates as U+FFFD)."""
    return SURROGATES.sub("\ufffd", text).encode()


@frozen
class SourceText:
    """A text, its copy for the grammars, and the offsets at which its lines begin."""

    text: str
    scan: str = field(repr=False)
    line_starts: tuple[int, ...] = field(repr=False)

    @classmethod
    def of(cls, text: str) -> SourceText:
        """Prepare a text; for one without a last line end, ``scan`` is one character longer."""
        scan = scanned(text)
        if not scan.endswith("\n"):
            scan += "\n"
        starts = [0, *(match.end() for match in re.finditer("\n", scan))]
        return cls(text, scan, tuple(starts))

    @property
    def has_odd_characters(self) -> bool:
        """Whether the text holds control characters or lone surrogates."""
        return bool(CONTROLS.search(self.text) or SURROGATES.search(self.text))

    @property
    def last_line(self) -> int:
        """The number of the last line; 0 for a text without any."""
        return self.line(len(self.text) - 1) if self.text else 0

    def line(self, offset: int) -> int:
        """The 1-based line of a character."""
        return bisect_right(self.line_starts, offset)

    def column(self, offset: int) -> int:
        """The 1-based column of a character; a byte order mark, which no editor shows, has none."""
        start = self.line_starts[self.line(offset) - 1]
        return offset - start + 1 - self.text.startswith(BOM, start, offset)

    def read(self, span: Span) -> str:
        """What stands at ``span``, as a text field has it."""
        return squeeze(self.scan[span.start : span.end])

    def trim(self, start: int, end: int) -> Span:
        """The span without white space at its ends."""
        piece = self.scan[start:end]
        return Span(start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip()) if piece.strip() else start)
