r"""Bytes to text, and where a character of the text stands.

``scan`` is a copy of the text for the grammars, character for character: every kind of blank is a space in
it, every kind of line end ``\\n``. What stands at an offset in one stands there in the other.
"""

from __future__ import annotations

import codecs
import re
from bisect import bisect_right
from hashlib import sha256

from attrs import field, frozen
from charset_normalizer import from_bytes

from ifes_records.model.span import Span
from ifes_records.values.reading import Problem
from ifes_records.values.text import squeeze

BLANKS = re.compile("[\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000\ufeff]")
LINE_ENDS = re.compile("[\r\u000b\u000c\u001c-\u001e\u0085\u2028\u2029]")
CONTROLS = re.compile("[\u0000-\u0008\u000e-\u001b\u001f\u007f-\u0084\u0086-\u009f]")
SURROGATES = re.compile("[\ud800-\udfff]")

# Runs of letters outside ASCII, and what misread text has never been: control characters, letters of phonetics.
FOREIGN = re.compile("[^\x00-\x7f\ufffd]+")
RARE = re.compile("[\u0080-\u009f\u0180-\u02ff]")

BOM = "\ufeff"
BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Encodings that crawls of the site have been stored in, for bytes that are not UTF-8.
LEGACY = ["cp1252", "iso8859_2", "cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "koi8_r", "big5",
          "gb18030", "euc_jp", "euc_kr", "shift_jis"]  # fmt: skip
BINARY = re.compile(
    rb"\x89PNG|GIF8|\xff\xd8\xff|PK\x03\x04|%PDF|\x1f\x8b|\x28\xb5\x2f\xfd|\xfd7zXZ|\x7fELF|BZh|SQLite"
)


class BinaryError(ValueError):
    """The bytes are no text."""


@frozen
class Decoded:
    """Bytes as text: the encoding used, and what was wrong."""

    text: str
    encoding: str
    problem: Problem | None = None


def decode(data: bytes) -> Decoded:
    """Bytes to text: byte order marks first, then UTF-8, then what the bytes look like.

    Raises ``BinaryError`` for bytes that are no text.
    """
    for bom, encoding in BOMS:
        if data.startswith(bom):
            return _decode_as(data, encoding)  # the mark stays, as a blank: places in the text are those in the file
    if BINARY.match(data):
        raise BinaryError("the bytes begin as those of a picture, an archive or a program do")
    sample = data[:65536]
    if b"\x00" in sample:
        for zeros, letters, encoding in ((1, 0, "utf-16-le"), (0, 1, "utf-16-be")):
            mostly_zero = sample[zeros::2].count(0) * 4 > len(sample[zeros::2]) * 3
            if mostly_zero and sample[letters::2].count(0) * 4 < len(sample[letters::2]):
                return _decode_as(data, encoding, told=False)
        if sample.count(0) * 20 > len(sample):
            raise BinaryError("more than one byte in twenty is zero")
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError as error:
        if error.start > len(data) - 4:  # cut in the middle of a character
            return _decode_as(data, "utf-8")
    repaired = data.decode("utf-8", errors="replace")
    bad = repaired.count("\ufffd")
    if sum(c > "\x7f" for c in repaired[:65536]) > 5 * bad:
        return _decode_as(data, "utf-8")
    matches = from_bytes(sample, cp_isolation=LEGACY)
    best = matches.best()
    # Western text scores much the same in its neighbours' encodings, where other letters come out.
    western = next((match for match in matches if match.encoding == "cp1252"), None)
    if best is None or (western is not None and western.chaos <= best.chaos + 0.02):
        return _decode_as(data, "cp1252", told=False)
    return _decode_as(data, best.encoding, told=False)


def _decode_as(data: bytes, encoding: str, told: bool = True) -> Decoded:
    text = data.decode(encoding, errors="replace")
    problem = None
    if not told:
        message = f"the bytes are not UTF-8; they were read as {encoding}, which fits them best"
        problem = Problem("W-ENCODING", message)
    elif "\ufffd" in text:
        message = f"some bytes are not {encoding}; each was replaced by U+FFFD"
        problem = Problem("W-ENCODING-REPAIRED", message)
    return Decoded(text, encoding, problem)


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


def _scan(text: str) -> str:
    scan = text.replace("\r\n", " \n")
    scan = LINE_ENDS.sub("\n", BLANKS.sub(" ", scan))
    return SURROGATES.sub("\ufffd", CONTROLS.sub(" ", scan))


def digest(text: str) -> str:
    """The SHA-256 of a text in UTF-8 (lone surrogates as U+FFFD), as hexadecimal digits."""
    return sha256(SURROGATES.sub("\ufffd", text).encode()).hexdigest()


@frozen
class SourceText:
    """A text, its copy for the grammars, and the offsets at which its lines begin."""

    text: str
    scan: str = field(repr=False)
    line_starts: tuple[int, ...] = field(repr=False)

    @classmethod
    def of(cls, text: str) -> SourceText:
        """Prepare a text; for one without a last line end, ``scan`` is one character longer."""
        scan = _scan(text)
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
