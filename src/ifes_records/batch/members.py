"""The stored bytes of a crawl file → pieces of it unpacked, each with the byte at which it is stored.

A crawl file is mostly gzip in which each record is a member of its own, so that it can be read from there. Where
a member is broken, that is told in its place and the reading goes on at the next one that begins with a record.
"""

from __future__ import annotations

import zlib
from collections.abc import Generator, Iterator

from attrs import define, field, frozen

from ifes_records.batch.packings import BLOCK
from ifes_records.batch.streams import Budget

RECORD_MAGIC = b"WARC/"
GZIP_MAGIC = b"\x1f\x8b\x08"
_SLICE = 1 << 14
# A broken member may be unpacked past its own end, into those behind it. So far back the next one is looked for.
_LOOK_BACK = 1 << 20
_GZIP = 31  # wbits of zlib for gzip with its header and check


@frozen
class Piece:
    """Bytes of a crawl file, unpacked."""

    data: bytes
    offset: int | None
    """Where they are stored; of packed ones, where their member is. ``None`` where that is not known."""
    begins_record: bool = False
    """Whether they begin a member, and with it a record."""
    fault: str | None = None
    """What is wrong with the stored bytes here, which gave none; the pieces behind have nothing to do with those
    before."""


def plain_pieces(blocks: Iterator[bytes], *, stored: bool) -> Iterator[Piece]:
    """The pieces of what is not packed; ``stored`` tells whether the bytes are where they are in the file."""
    offset = 0
    for block in blocks:
        yield Piece(block, offset if stored else None)
        offset += len(block)


def gzip_pieces(blocks: Iterator[bytes], budget: Budget) -> Iterator[Piece]:
    """The pieces of gzip, member by member. Raises ``InputError`` where the budget is spent."""
    window = _Window(blocks)
    while True:
        window.skip_zeros()
        if not window.slice(window.place):
            return
        start = window.place
        broken = yield from _member_pieces(window, budget)
        if broken is not None:
            yield Piece(b"", start, fault=broken)
            _find_member(window, start + 1)


@define
class _Window:
    """The stored bytes around the place that is read: some are kept behind it."""

    blocks: Iterator[bytes]
    place: int = field(default=0, init=False)
    _kept: bytearray = field(factory=bytearray, init=False)
    _base: int = field(default=0, init=False)

    @property
    def base(self) -> int:
        """The first byte that is still here."""
        return self._base

    def slice(self, place: int, length: int = _SLICE) -> bytes:
        """So many bytes from a place, fewer only at the end of the file."""
        while place + length > self._base + len(self._kept) and (block := next(self.blocks, b"")):
            self._kept += block
        return bytes(self._kept[place - self._base : place - self._base + length])

    def forget_before(self, place: int) -> None:
        """Let go of what lies before a place, once it is worth the while."""
        if place - self._base > BLOCK:
            del self._kept[: place - self._base]
            self._base = place

    def skip_zeros(self) -> None:
        """Go on to the next byte that is not 0: tapes and block devices fill up with zeros."""
        while (data := self.slice(self.place)) and not data.lstrip(b"\0"):
            self.place += len(data)
            self.forget_before(self.place)
        self.place += len(data) - len(data.lstrip(b"\0"))


def _member_pieces(window: _Window, budget: Budget) -> Generator[Piece, None, str | None]:
    """The pieces of the member at the window's place, which moves to its end; returns what is wrong with it."""
    start = window.place
    if not window.slice(start, len(GZIP_MAGIC)).startswith(GZIP_MAGIC):
        return "something that is no gzip member"
    member = zlib.decompressobj(_GZIP)
    first: bytes | None = b""
    fault = None
    while fault is None and not member.eof:
        packed = member.unconsumed_tail or window.slice(window.place)
        before = member.copy()
        try:
            data = member.decompress(packed, BLOCK)
            window.place += len(packed) - len(member.unused_data if member.eof else member.unconsumed_tail)
        except zlib.error as error:
            data, fault = _up_to_fault(before, packed), f"a gzip member that is broken ({_words(error)})"
        if not packed and not data and not member.eof:
            fault = "a gzip member that breaks off"
        budget.spend(len(data))
        if first is not None:  # of a member's first bytes, enough to tell whether it begins a record
            first += data
            if len(first) < len(RECORD_MAGIC) and not (member.eof or fault):
                continue
            if first:
                yield Piece(first, start, begins_record=first.startswith(RECORD_MAGIC))
            first = None
        elif data:
            yield Piece(data, start)
        window.forget_before(max(start, window.place - _LOOK_BACK))
    return fault


def _up_to_fault(member: zlib._Decompress, packed: bytes) -> bytes:
    """What the bytes give before the one that cannot be unpacked: zlib keeps it to itself where it fails."""
    data = bytearray()
    try:
        for place in range(len(packed)):
            data += member.decompress(packed[place : place + 1])
    except zlib.error:
        pass
    return bytes(data)


def _find_member(window: _Window, start: int) -> None:
    """Move the window to the next member that begins with a record, or to the end."""
    place = max(start, window.base)
    while data := window.slice(place):
        found = data.find(GZIP_MAGIC)
        if found < 0:
            # The magic may lie across the end of the slice.
            place += max(len(data) - len(GZIP_MAGIC) + 1, 1)
        elif begins_with_record(window.slice(place + found)):
            window.place = place + found
            return
        else:
            place += found + 1
        window.forget_before(place)
    window.place = place


def begins_with_record(packed: bytes) -> bool:
    """Whether bytes are the beginning of a gzip member that begins with a record."""
    try:
        return zlib.decompressobj(_GZIP).decompress(packed, len(RECORD_MAGIC)) == RECORD_MAGIC
    except zlib.error:
        return False


def _words(error: zlib.error) -> str:
    # "Error -3 while decompressing data: incorrect data check"
    return str(error).rpartition(": ")[2]
