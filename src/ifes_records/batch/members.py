"""The stored bytes of a crawl file → decompressed pieces, each with the byte at which it is stored.

A crawl file is mostly gzip, with a member for each record so that a record can be read by itself. Where a member is
damaged, the fault takes its place, and reading continues at the next member that begins with a record.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator

from attrs import frozen

from ifes_records.batch.codecs import GZIP, BrokenError, Window, member_bytes
from ifes_records.batch.streams import Budget

RECORD_MAGIC = b"WARC/"


@frozen
class Piece:
    """Decompressed bytes of a crawl file."""

    data: bytes
    offset: int | None
    """Where they are stored; of compressed ones, where their member begins. ``None`` if unknown."""
    begins_record: bool = False
    """Whether a member, and with it a record, begins here."""
    fault: str | None = None
    """What is wrong with the stored bytes here, which gave no data. The pieces after it are not connected to those
    before."""


def plain_pieces(blocks: Iterator[bytes], *, stored: bool) -> Iterator[Piece]:
    """The pieces of what is not gzip; ``stored`` says whether the bytes are those of the file."""
    offset = 0
    for block in blocks:
        yield Piece(block, offset if stored else None)
        offset += len(block)


def gzip_pieces(blocks: Iterator[bytes], budget: Budget) -> Iterator[Piece]:
    """The pieces of gzip, member by member. Raises ``InputError`` when the budget is spent."""
    window = Window(blocks)
    while window.skip_zeros():
        start = window.position
        stored = window.slice(start)
        begins_record = begins_with_record(stored)
        try:
            for out in member_bytes(window, GZIP):
                budget.spend(len(out))
                yield Piece(out, start, begins_record)
                begins_record = False
        except BrokenError as error:
            is_member = stored.startswith(GZIP.magic)
            fault = f"a gzip member that {error}" if is_member else "something that is not a gzip member"
            yield Piece(b"", start, fault=fault)
            _find_member(window, start + 1)


def _find_member(window: Window, start: int) -> None:
    """Move to the next member that begins with a record, or to the end."""
    (magic,) = GZIP.magic
    window.position = max(start, window.base)
    while data := window.slice(window.position):
        found = data.find(magic)
        # The magic may lie across the end of the slice.
        window.position += found if found >= 0 else max(len(data) - len(magic) + 1, 1)
        if found >= 0 and begins_with_record(window.slice(window.position)):
            break
        window.position += found >= 0
        window.forget_before(window.position)


def begins_with_record(stored: bytes) -> bool:
    """Whether these are the first bytes of a gzip member that begins with a record."""
    try:
        return zlib.decompressobj(wbits=31).decompress(stored, len(RECORD_MAGIC)) == RECORD_MAGIC
    except zlib.error:
        return False
