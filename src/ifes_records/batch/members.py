"""The stored bytes of a crawl file → decompressed pieces, each with the byte at which it is stored.

A crawl file is mostly gzip, with a member for each record so that a record can be read by itself. Where a member is
damaged, the fault takes its place, and reading continues at the next member that begins with a record.
"""

from __future__ import annotations

import zlib
from collections.abc import Generator, Iterator

from attrs import define, field, frozen

from ifes_records.batch.codecs import BLOCK, GZIP, BrokenError, Member
from ifes_records.batch.streams import Budget, peek

RECORD_MAGIC = b"WARC/"
_CHUNK = 1 << 14
# A damaged member may be decompressed beyond its end, into the next ones. The search for the next one goes back
# this far.
_LOOK_BACK = 1 << 20


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
    window = _Window(blocks)
    while True:
        window.skip_zeros()
        if not window.slice(window.position):
            return
        start = window.position
        fault = yield from _member_pieces(window, budget)
        if fault:
            yield Piece(b"", start, fault=fault)
            _find_member(window, start + 1)


@define
class _Window:
    """The stored bytes around the current position; some of those before it are kept."""

    blocks: Iterator[bytes]
    position: int = 0
    base: int = 0
    """The position of the first byte that is kept."""
    _kept: bytearray = field(factory=bytearray, init=False)

    def slice(self, start: int, length: int = _CHUNK) -> bytes:
        """So many bytes from a position; fewer only at the end of the file."""
        while start + length > self.base + len(self._kept) and (block := next(self.blocks, b"")):
            self._kept += block
        return bytes(self._kept[start - self.base : start - self.base + length])

    def forget_before(self, position: int) -> None:
        """Drop the bytes before a position, once there are enough."""
        if position - self.base > BLOCK:
            del self._kept[: position - self.base]
            self.base = position

    def skip_zeros(self) -> None:
        """Skip zero bytes: tapes and block devices pad with them."""
        while (data := self.slice(self.position)) and not data.lstrip(b"\0"):
            self.position += len(data)
            self.forget_before(self.position)
        self.position += len(data) - len(data.lstrip(b"\0"))


def _member_pieces(window: _Window, budget: Budget) -> Generator[Piece, None, str]:
    """The pieces of the member at the current position, which moves to its end; returns what is wrong with it."""
    start = window.position
    faults: list[str] = []
    head, blocks = peek(_unpacked(window, budget, faults), len(RECORD_MAGIC))
    begins_record = head.startswith(RECORD_MAGIC)
    for block in blocks:
        yield Piece(block, start, begins_record)
        begins_record = False
    return "".join(faults)


def _unpacked(window: _Window, budget: Budget, faults: list[str]) -> Iterator[bytes]:
    start = window.position
    if not window.slice(start).startswith(GZIP.magic):
        faults.append("something that is not a gzip member")
        return
    member = Member(GZIP)
    while not member.eof:
        chunk = window.slice(window.position)
        if not chunk:
            faults.append("a gzip member that breaks off")
            return
        try:
            for out in member.feed(chunk):
                budget.spend(len(out))
                yield out
        except BrokenError as error:
            faults.append(f"a damaged gzip member ({error})")
            return
        window.position += len(chunk) - len(member.unused)
        window.forget_before(max(start, window.position - _LOOK_BACK))


def _find_member(window: _Window, start: int) -> None:
    """Move to the next member that begins with a record, or to the end."""
    (magic,) = GZIP.magic
    position = max(start, window.base)
    while data := window.slice(position):
        found = data.find(magic)
        if found < 0:
            # The magic may lie across the end of the slice.
            position += max(len(data) - len(magic) + 1, 1)
        elif begins_with_record(window.slice(position + found)):
            position += found
            break
        else:
            position += found + 1
        window.forget_before(position)
    window.position = position


def begins_with_record(stored: bytes) -> bool:
    """Whether these are the first bytes of a gzip member that begins with a record."""
    try:
        return zlib.decompressobj(wbits=31).decompress(stored, len(RECORD_MAGIC)) == RECORD_MAGIC
    except zlib.error:
        return False
