"""Decode a stream of bytes.

The encoding is determined from the first ``HEAD`` bytes, or from all of them if there are fewer. If these are all
ASCII, it is determined from the first bytes that are not.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Iterator
from itertools import chain

from attrs import define, frozen

HEAD = 1_048_576
# Number of bytes from which an encoding is guessed.
SAMPLE = 65_536
BLOCK = 65_536

# Replaces bytes that are invalid in the encoding. Decoding never gives surrogates, so this cannot be confused with a
# character of the text.
REPAIR = "\udfff"

BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Encodings of stored crawls, for bytes that are not UTF-8.
LEGACY = ["cp1252", "iso8859_2", "cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "koi8_r", "big5",
          "gb18030", "euc_jp", "euc_kr", "shift_jis"]  # fmt: skip
BINARY = re.compile(
    rb"\x89PNG|GIF8|\xff\xd8\xff|PK\x03\x04|%PDF|\x1f\x8b|\x28\xb5\x2f\xfd|\xfd7zXZ|\x7fELF|BZh|SQLite"
)

NOT_ASCII = re.compile(rb"[\x80-\xff]")


class BinaryError(ValueError):
    """The bytes are not text."""


@frozen
class Encoding:
    """An encoding. It is a guess if the bytes have no byte order mark and are not UTF-8."""

    name: str
    is_guess: bool = False


@define
class TextStream:
    """Decode blocks of bytes: iterating gives blocks of text, with ``REPAIR`` in place of invalid bytes.

    A byte order mark is kept as a character, so that offsets in the text are those in the file. Iterating raises
    ``BinaryError``, before the first block, if the bytes are not text.
    """

    blocks: Iterable[bytes]
    encoding: Encoding = Encoding("utf-8")
    """The encoding of the bytes read so far."""
    ascii_characters: int = 0
    """The number of ASCII characters before the bytes that determined the encoding."""

    def __iter__(self) -> Iterator[str]:
        blocks = iter(self.blocks)
        head = _at_least(HEAD + 1, blocks)
        if len(head) <= HEAD:
            self.encoding = _obvious_encoding(head) or _likely_encoding(head)
        else:
            known = _obvious_encoding(head[:SAMPLE])
            if known is None:
                while head.isascii():
                    self.ascii_characters += len(head)
                    yield from _decoded([head], "ascii")
                    more = next(blocks, None)
                    if more is None:
                        return
                    head = more
                first = _ascii_length(head)
                self.ascii_characters += first
                yield from _decoded([head[:first]], "ascii")
                head = _at_least(SAMPLE, blocks, head[first:])
                known = _likely_encoding(head[:SAMPLE])
            self.encoding = known
        yield from _decoded(chain([head], blocks), self.encoding.name)

    def encoding_above(self, end: int) -> Encoding:
        """The encoding of a record that ends at this offset: UTF-8 if everything before it was ASCII."""
        return self.encoding if end > self.ascii_characters else Encoding("utf-8")


def _at_least(size: int, blocks: Iterator[bytes], first: bytes = b"") -> bytes:
    """Join blocks until they have this many bytes, or there are no more."""
    found = [first]
    length = len(first)
    while length < size and (block := next(blocks, None)) is not None:
        found.append(block)
        length += len(block)
    return b"".join(found)


def _ascii_length(data: bytes) -> int:
    found = NOT_ASCII.search(data)
    return found.start() if found else len(data)


def _obvious_encoding(data: bytes) -> Encoding | None:
    """The encoding according to a byte order mark, or to the zero bytes of UTF-16; ``None`` if there is neither."""
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


def _likely_encoding(data: bytes) -> Encoding:
    """UTF-8, even if a few bytes need repair; otherwise the best guess."""
    try:
        data.decode()
    except UnicodeDecodeError as error:
        if error.start > len(data) - 4:  # the sample ends in the middle of a character
            return Encoding("utf-8")
    else:
        return Encoding("utf-8")
    repaired = data.decode(errors="replace")
    bad = repaired.count("\ufffd")
    if sum(c > "\x7f" for c in repaired[:SAMPLE]) > 5 * bad:
        return Encoding("utf-8")
    from charset_normalizer import from_bytes  # takes a while to import, and few inputs need it

    matches = from_bytes(data[:SAMPLE], cp_isolation=LEGACY)
    best = matches.best()
    # Western text scores about the same in similar encodings, with other letters, or with the same ones so far.
    western = next((match for match in matches if "cp1252" in match.could_be_from_charset), None)
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
