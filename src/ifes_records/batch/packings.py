"""The ways in which a stream may be packed, and a member of it unpacked up to the byte at which it is broken."""

from __future__ import annotations

import bz2
import lzma
import zlib
from collections.abc import Callable, Iterator
from typing import Protocol

from attrs import frozen

from ifes_records.batch.zstandard import zstd

BLOCK = 1 << 18
"""The most bytes that are given at once, and read at once."""
# xz -9 asks for 65 MiB; a broken or hostile header may ask for 4 GiB.
_LZMA_MEMORY = 1 << 28


class Unpacker(Protocol):
    """One member of packed data, as the standard library's decompressors unpack it."""

    @property
    def eof(self) -> bool:
        """Whether the member is at its end."""

    @property
    def needs_input(self) -> bool:
        """Whether more data has to come before more is unpacked."""

    @property
    def unused_data(self) -> bytes:
        """What came after the member's end."""

    def decompress(self, data: bytes, max_length: int = -1) -> bytes:
        """What the data unpacks to, so many bytes at most; data that is left is kept."""


class _Gzip:
    """zlib's decompressor in the form of the others."""

    def __init__(self) -> None:
        self._member = zlib.decompressobj(wbits=31)
        self.needs_input = True

    @property
    def eof(self) -> bool:
        return self._member.eof

    @property
    def unused_data(self) -> bytes:
        return self._member.unused_data

    def decompress(self, data: bytes, max_length: int = -1) -> bytes:
        unpacked = self._member.decompress(self._member.unconsumed_tail + data, max_length)
        # A full block may have left bytes behind that need no more input.
        self.needs_input = not self._member.unconsumed_tail and len(unpacked) < max_length
        return unpacked


@frozen
class Packing:
    """A way of packing a stream."""

    name: str
    magic: tuple[bytes, ...]
    unpacker: Callable[[], Unpacker]


_PACKINGS = (
    Packing("gzip", (b"\x1f\x8b\x08",), _Gzip),
    Packing(
        "bzip2",
        tuple(b"BZh%d" % level + block for level in range(1, 10) for block in (b"1AY&SY", b"\x17rE8P\x90")),
        bz2.BZ2Decompressor,
    ),
    # The second is that of the old .lzma files, whose dictionary is of at least 4 KiB.
    Packing("xz", (b"\xfd7zXZ\0", b"]\0\0"), lambda: lzma.LZMADecompressor(memlimit=_LZMA_MEMORY)),
    # The others are frames to be passed over, which may come first.
    Packing(
        "zstd",
        (b"\x28\xb5\x2f\xfd", *(bytes([first]) + b"\x2a\x4d\x18" for first in range(0x50, 0x60))),
        zstd.ZstdDecompressor,
    ),
)
_ERRORS = (zlib.error, OSError, EOFError, ValueError, lzma.LZMAError, zstd.ZstdError)


def packing_of(head: bytes) -> Packing | None:
    """What a stream is packed with by its first bytes; ``None`` for what is not packed."""
    return next((packing for packing in _PACKINGS if head.startswith(packing.magic)), None)


class BrokenError(Exception):
    """Data that cannot be unpacked further, from the byte at this place of the piece."""

    def __init__(self, words: str, place: int) -> None:
        super().__init__(words)
        self.place = place


class Member:
    """A member that is unpacked by two, one a piece behind the other.

    A decompressor that fails keeps what it had unpacked of the piece to itself. The one behind is then fed the
    piece byte by byte. That costs the unpacking twice, which is little next to the reading of a record.
    """

    def __init__(self, packing: Packing) -> None:
        self._ahead, self._behind = packing.unpacker(), packing.unpacker()
        self.given = 0
        self.unused = b""

    @property
    def eof(self) -> bool:
        """Whether the member is at its end."""
        return self._ahead.eof

    def feed(self, piece: bytes) -> Iterator[bytes]:
        """What the piece gives. Raises ``BrokenError`` after what it gave before it broke."""
        known = 0
        try:
            for out in _drain(self._ahead, piece):
                known += len(out)
                self.given += len(out)
                yield out
        except _ERRORS:
            yield from self._feed_bytes(piece, known)
        self.unused = self._ahead.unused_data
        if not self.eof:
            for _ in _drain(self._behind, piece):
                pass

    def _feed_bytes(self, piece: bytes, known: int) -> Iterator[bytes]:
        """The piece again, without the bytes of it that are known, and the error."""
        for place in range(len(piece)):
            try:
                for out in _drain(self._behind, piece[place : place + 1]):
                    new = out[known:]
                    known = max(known - len(out), 0)
                    self.given += len(new)
                    if new:
                        yield new
            except _ERRORS as error:
                raise BrokenError(_words(error), place) from error
        raise BrokenError("cannot be unpacked", len(piece))


def _drain(unpacker: Unpacker, data: bytes) -> Iterator[bytes]:
    while True:
        out = unpacker.decompress(data, BLOCK)
        if out:
            yield out
        if unpacker.eof or unpacker.needs_input:
            return
        data = b""


def _words(error: Exception) -> str:
    # "Error -3 while decompressing data: incorrect data check"
    return str(error).rpartition(": ")[2] or type(error).__name__
