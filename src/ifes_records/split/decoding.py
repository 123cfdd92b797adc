"""Bytes to text, for bytes that come in blocks of any size and may be too many to hold.

What is read in is told by the first ``HEAD`` bytes, if there are no more by all of them. Where those say nothing, as
all of them are ASCII, the first bytes that are not tell it.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Iterator
from itertools import chain

from attrs import define, frozen
from charset_normalizer import from_bytes

HEAD = 1_048_576
# Bytes that an encoding is guessed from.
SAMPLE = 65_536
BLOCK = 65_536

# Stands in the text for bytes that are no character of its encoding. Decoding gives no surrogates, so that no
# character of the text is taken for one.
REPAIR = "\udfff"

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

NOT_ASCII = re.compile(rb"[\x80-\xff]")


class BinaryError(ValueError):
    """The bytes are no text."""


@frozen
class Encoding:
    """An encoding, and whether it was only guessed, since the bytes are not UTF-8 and have no byte order mark."""

    name: str
    is_guess: bool = False


@frozen
class Decoded:
    """Bytes as text, and the encoding that they were read in."""

    text: str
    encoding: str


def decode(data: bytes) -> Decoded:
    """Bytes to text: byte order marks first, then UTF-8, then what the bytes look like.

    Raises ``BinaryError`` for bytes that are no text.
    """
    stream = TextStream([data])
    return Decoded("".join(stream).replace(REPAIR, "\ufffd"), stream.encoding.name)


@define
class TextStream:
    """Bytes as a text: an iterator of its blocks, in which ``REPAIR`` stands for what could not be decoded.

    A byte order mark stays, as a blank: places in the text are those in the file. Iterating raises ``BinaryError``
    for bytes that are no text, before it gives any.
    """

    blocks: Iterable[bytes]
    encoding: Encoding = Encoding("utf-8")
    """What the bytes have been read in, as far as they have been."""
    ascii_characters: int = 0
    """Characters above the first that counted for the encoding."""

    def __iter__(self) -> Iterator[str]:
        blocks = iter(self.blocks)
        head = _at_least(HEAD + 1, blocks)
        if len(head) <= HEAD:
            self.encoding = _by_start(head) or _by_look(head)
        else:
            known = _by_start(head[:SAMPLE])
            if known is None:
                while head.isascii():
                    self.ascii_characters += len(head)
                    yield from _decoded([head], "ascii")
                    more = next(blocks, None)
                    if more is None:
                        return
                    head = more
                first = _first_not_ascii(head)
                self.ascii_characters += first
                yield from _decoded([head[:first]], "ascii")
                head = _at_least(SAMPLE, blocks, head[first:])
                known = _by_look(head[:SAMPLE])
            self.encoding = known
        yield from _decoded(chain([head], blocks), self.encoding.name)

    def encoding_above(self, end: int) -> Encoding:
        """What the text has been read in that has so many characters above its end."""
        return self.encoding if end > self.ascii_characters else Encoding("utf-8")


def _at_least(size: int, blocks: Iterator[bytes], first: bytes = b"") -> bytes:
    """Blocks up to a size, or all of them if they come to less."""
    found = [first]
    length = len(first)
    while length < size and (block := next(blocks, None)) is not None:
        found.append(block)
        length += len(block)
    return b"".join(found)


def _first_not_ascii(data: bytes) -> int:
    found = NOT_ASCII.search(data)
    return found.start() if found else len(data)


def _by_start(data: bytes) -> Encoding | None:
    """What a byte order mark tells, or the zeros of UTF-16; ``None`` where there are none."""
    for bom, encoding in BOMS:
        if data.startswith(bom):
            return Encoding(encoding)
    if BINARY.match(data):
        raise BinaryError("its first bytes are those of a picture, an archive or a program")
    sample = data[:SAMPLE]
    if b"\x00" in sample:
        for zeros, letters, encoding in ((1, 0, "utf-16-le"), (0, 1, "utf-16-be")):
            mostly_zero = sample[zeros::2].count(0) * 4 > len(sample[zeros::2]) * 3
            if mostly_zero and sample[letters::2].count(0) * 4 < len(sample[letters::2]):
                return Encoding(encoding, is_guess=True)
        if sample.count(0) * 20 > len(sample):
            raise BinaryError("more than one byte in twenty is zero")
    return None


def _by_look(data: bytes) -> Encoding:
    """UTF-8, if need be with repairs, or else what the bytes look like most."""
    try:
        data.decode()
    except UnicodeDecodeError as error:
        if error.start > len(data) - 4:  # cut in the middle of a character
            return Encoding("utf-8")
    else:
        return Encoding("utf-8")
    repaired = data.decode(errors="replace")
    bad = repaired.count("\ufffd")
    if sum(c > "\x7f" for c in repaired[:SAMPLE]) > 5 * bad:
        return Encoding("utf-8")
    matches = from_bytes(data[:SAMPLE], cp_isolation=LEGACY)
    best = matches.best()
    # Western text scores much the same in its neighbours' encodings, where other letters come out.
    western = next((match for match in matches if match.encoding == "cp1252"), None)
    if best is None or (western is not None and western.chaos <= best.chaos + 0.02):
        return Encoding("cp1252", is_guess=True)
    return Encoding(best.encoding, is_guess=True)


def _decoded(blocks: Iterable[bytes], encoding: str) -> Iterator[str]:
    decoder = codecs.getincrementaldecoder(encoding)(errors=_REPAIRED)
    for block in blocks:
        for start in range(0, len(block), BLOCK):
            if text := decoder.decode(block[start : start + BLOCK]):
                yield text
    if text := decoder.decode(b"", final=True):
        yield text


def _repaired(error: UnicodeError) -> tuple[str, int]:
    assert isinstance(error, UnicodeDecodeError)
    return REPAIR, error.end


_REPAIRED = "ifes_records.repaired"
codecs.register_error(_REPAIRED, _repaired)
