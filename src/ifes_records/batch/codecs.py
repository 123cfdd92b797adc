"""The codecs of compressed streams, and how a member is decompressed up to the byte where it is damaged."""

from __future__ import annotations

import bz2
import lzma
import sys
import zlib
from collections.abc import Callable, Iterator
from typing import Protocol

from attrs import define, field, frozen

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

__all__ = ["BLOCK", "CODEC_ERRORS", "GZIP", "BrokenError", "Codec", "Member", "codec_of", "zstd"]

BLOCK = 1 << 18
"""The most bytes to read at once, and to give at once."""
CHUNK = 1 << 14
"""The most bytes to decompress at once: little has to be decompressed again where they are damaged."""
LONGEST_MAGIC = 16
# A damaged member may be decompressed beyond its end, into the next ones. The search for the next one goes back
# this far.
_LOOK_BACK = 1 << 20
# xz -9 asks for 65 MiB; a damaged or hostile header may ask for 4 GiB.
_LZMA_MEMORY = 1 << 28


class Decompressor(Protocol):
    """One member of compressed data, as the standard library decompresses it."""

    @property
    def eof(self) -> bool:
        """Whether the member has ended."""

    @property
    def needs_input(self) -> bool:
        """Whether it gives no more without further input."""

    @property
    def unused_data(self) -> bytes:
        """The bytes after the end of the member."""

    def decompress(self, data: bytes, max_length: int = -1) -> bytes:
        """At most so many decompressed bytes; input that is left over is kept."""


class _Gzip:
    """zlib's decompressor with the interface of the others."""

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
        out = self._member.decompress(self._member.unconsumed_tail + data, max_length)
        # After a full block there may be more that needs no further input.
        self.needs_input = not self._member.unconsumed_tail and len(out) < max_length
        return out


@frozen
class Codec:
    """A compression format, recognised by its first bytes."""

    name: str
    magic: tuple[bytes, ...]
    decompressor: Callable[[], Decompressor]


GZIP = Codec("gzip", (b"\x1f\x8b\x08",), _Gzip)
_CODECS = (
    GZIP,
    Codec(
        "bzip2",
        tuple(b"BZh%d" % level + block for level in range(1, 10) for block in (b"1AY&SY", b"\x17rE8P\x90")),
        bz2.BZ2Decompressor,
    ),
    # The second is that of old .lzma files, whose dictionary has at least 4 KiB.
    Codec("xz", (b"\xfd7zXZ\0", b"]\0\0"), lambda: lzma.LZMADecompressor(memlimit=_LZMA_MEMORY)),
    # The others are skippable frames, which may come first.
    Codec(
        "zstd",
        (b"\x28\xb5\x2f\xfd", *(bytes([first]) + b"\x2a\x4d\x18" for first in range(0x50, 0x60))),
        zstd.ZstdDecompressor,
    ),
)
CODEC_ERRORS = (zlib.error, OSError, EOFError, ValueError, lzma.LZMAError, zstd.ZstdError)


def codec_of(head: bytes) -> Codec | None:
    """The codec of a stream, by its first bytes; ``None`` if it is not compressed."""
    return next((codec for codec in _CODECS if head.startswith(codec.magic)), None)


class BrokenError(Exception):
    """Data that cannot be decompressed further; ``position`` is that of the damaged byte in the input."""

    def __init__(self, reason: str, position: int) -> None:
        super().__init__(reason)
        self.position = position


class Member:
    """A member that is decompressed twice, by two decompressors one chunk apart.

    A decompressor that fails withholds what it had decompressed from the current chunk. The one that lags behind
    is then fed that chunk byte by byte. Decompressing twice costs little: reading a record takes far longer.
    """

    def __init__(self, codec: Codec) -> None:
        self._ahead, self._behind = codec.decompressor(), codec.decompressor()
        self.unused = b""
        """The bytes of the last chunk after the end of the member."""

    @property
    def eof(self) -> bool:
        """Whether the member has ended."""
        return self._ahead.eof

    def feed(self, chunk: bytes) -> Iterator[bytes]:
        """The decompressed bytes of a chunk. Raises ``BrokenError`` after all bytes before the damage."""
        known = 0
        try:
            for out in _all_of(self._ahead, chunk):
                known += len(out)
                yield out
        except CODEC_ERRORS:
            yield from self._feed_bytes(chunk, known)
        self.unused = self._ahead.unused_data
        if not self.eof:
            for _ in _all_of(self._behind, chunk):
                pass

    def _feed_bytes(self, chunk: bytes, known: int) -> Iterator[bytes]:
        """The chunk again, without the bytes that are known, then the error."""
        for position in range(len(chunk)):
            try:
                for out in _all_of(self._behind, chunk[position : position + 1]):
                    new = out[known:]
                    known = max(known - len(out), 0)
                    if new:
                        yield new
            except CODEC_ERRORS as error:
                # "Error -3 while decompressing data: incorrect data check"
                reason = str(error).rpartition(": ")[2] or type(error).__name__
                raise BrokenError(f"is damaged ({reason})", position) from error
        raise BrokenError("is damaged", len(chunk))


@define
class Window:
    """The stored bytes around the current position; some of those before it are kept."""

    blocks: Iterator[bytes]
    position: int = 0
    base: int = 0
    """The position of the first byte that is kept."""
    _kept: bytearray = field(factory=bytearray, init=False)

    def slice(self, start: int, length: int = CHUNK) -> bytes:
        """So many bytes from a position; fewer only at the end of the file."""
        while start + length > self.base + len(self._kept) and (block := next(self.blocks, b"")):
            self._kept += block
        return bytes(self._kept[start - self.base : start - self.base + length])

    def forget_before(self, position: int) -> None:
        """Drop the bytes before a position, once there are enough."""
        if position - self.base > BLOCK:
            del self._kept[: position - self.base]
            self.base = position

    def chunk(self) -> bytes:
        """Some bytes from the current position, as soon as there are any; none only at the end of the file."""
        self.slice(self.position, 1)
        start = self.position - self.base
        return bytes(self._kept[start : start + CHUNK])

    def skip_zeros(self) -> bool:
        """Skip zero bytes, with which tapes and block devices pad; whether there is anything after them."""
        while data := self.chunk():
            rest = data.lstrip(b"\0")
            self.position += len(data) - len(rest)
            if rest:
                return True
            self.forget_before(self.position)
        return False


def member_bytes(window: Window, codec: Codec) -> Iterator[bytes]:
    """The decompressed bytes of the member at the current position, which moves to its end.

    Raises ``BrokenError`` after all bytes before the damage, to which the position then has moved.
    """
    start = window.position
    head = window.slice(start, LONGEST_MAGIC)
    if not head.startswith(codec.magic):
        is_cut = any(magic.startswith(head) for magic in codec.magic)
        window.position += len(head) if is_cut else 0
        raise BrokenError("breaks off" if is_cut else "is followed by something else", 0)
    member = Member(codec)
    while not member.eof:
        chunk = window.chunk()
        if not chunk:
            raise BrokenError("breaks off", 0)
        try:
            yield from member.feed(chunk)
        except BrokenError as error:
            window.position += error.position
            raise
        window.position += len(chunk) - len(member.unused)
        window.forget_before(max(start, window.position - _LOOK_BACK))


def _all_of(decompressor: Decompressor, data: bytes) -> Iterator[bytes]:
    while True:
        out = decompressor.decompress(data, BLOCK)
        if out:
            yield out
        if decompressor.eof or decompressor.needs_input:
            return
        data = b""
