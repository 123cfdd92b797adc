"""Stored bytes → the bytes of texts: gzip, bzip2, xz and zstd are decompressed in memory, block by block.

The codec is recognised by the first bytes, never by the name. Where data are damaged, everything before the damage
is given first, to the last byte; then ``InputError`` is raised.
"""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import chain
from pathlib import Path, PurePath

from attrs import Factory, define, evolve, frozen

from ifes_records.batch.codecs import BLOCK, LONGEST_MAGIC, BrokenError, Codec, Window, codec_of, member_bytes
from ifes_records.batch.errors import InputError, unreadable
from ifes_records.batch.options import UnpackLimits
from ifes_records.model import Source

# A compressed text, compressed again by the program that sent it; nobody means more.
_MOST_LAYERS = 2


@frozen
class Text:
    """One text of an input: the file itself, a member of an archive, a page of a crawl file.

    A text that cannot be read, and damage between the texts of a file, is a text too: its ``blocks`` raise
    ``InputError`` after the blocks that could be read. The texts after it can still be read.
    """

    name_parts: tuple[str, ...]
    """Determines the name of its document: the file's name, or those of the container and the member. The member's
    name is that in the archive, even ``..``: the writer makes it safe."""
    blocks: Iterator[bytes]
    """Must be consumed before the next text is requested."""
    source: Source
    """Has ``name``, ``url``, ``container``, ``crawl_date``, ``warc_record_id`` and ``offset``."""
    record_id: str | None = None
    """The election's number in the page's address; ``None`` if there is none."""
    split: bool = True
    """Whether it may hold several records; a page of a crawl file holds one."""


@define
class Counts:
    """Running counts of an input."""

    bytes_read: int = 0
    """Stored bytes that were read."""
    ignored: int = 0
    """Members of an archive and pages of a crawl file that were not asked for."""
    addresses: Counter[str] = Factory(Counter)
    """How many of these pages each kind of address has; ``N`` stands for any number in it."""


@define
class Budget:
    """The number of decompressed bytes so far, and its limits; ``stored`` gives the number they came from."""

    path: Path
    limits: UnpackLimits
    stored: Callable[[], int]
    unpacked: int = 0

    def spend(self, number: int) -> None:
        """Count decompressed bytes. Raises ``InputError`` above a limit."""
        self.unpacked += number
        if self.unpacked > self.limits.bytes:
            raise self._exceeded(f"{self.limits.bytes:,} bytes", "--max-unpacked")
        stored = max(self.stored(), 1)
        if self.unpacked > max(self.limits.after_bytes, self.limits.ratio * stored):
            sizes = f"{self.unpacked:,} bytes from {stored:,}"
            raise self._exceeded(f"{self.limits.ratio:,} times its size ({sizes})", "--max-ratio")

    def _exceeded(self, limit: str, option: str) -> InputError:
        reason = f"It decompresses to more than {limit}; the rest was not read. {option} allows more."
        return InputError(self.path, reason)


@contextmanager
def open_stored(
    path: Path | None, counts: Counts, read: Callable[[int], bytes] | None = None
) -> Iterator[Iterator[bytes]]:
    """The stored blocks of a file, a pipe, or (``None``) standard input. Raises ``InputError``.

    With ``read``, they are what it gives for a number of bytes. It raises ``OSError`` for what cannot be read.
    """
    if read is not None:
        yield _blocks(path or Path("-"), read, counts)
        return
    if path is None:
        if sys.stdin is None:
            raise InputError(Path("-"), "Standard input is closed; nothing was read.")
        # read1: whatever has arrived. A full block may be long in coming through a pipe.
        given = sys.stdin.buffer
        yield _blocks(Path("-"), getattr(given, "read1", given.read), counts)
        return
    try:
        file = open(path, "rb", buffering=0)  # noqa: SIM115
    except (OSError, ValueError) as error:
        raise InputError(path, unreadable(error)) from error
    with file:
        yield _blocks(path, file.read, counts)


def _blocks(path: Path, read: Callable[[int], bytes], counts: Counts) -> Iterator[bytes]:
    try:
        while block := read(BLOCK):
            counts.bytes_read += len(block)
            yield block
    except OSError as error:
        raise InputError(path, unreadable(error)) from error


def peek(blocks: Iterator[bytes], number: int = LONGEST_MAGIC) -> tuple[bytes, Iterator[bytes]]:
    """At least so many first bytes, if there are, and the blocks including them and any error."""
    head = b""
    try:
        while len(head) < number and (block := next(blocks, b"")):
            head += block
    except InputError as error:
        blocks = failing(error)
    return head, chain((head,) if head else (), blocks)


def failing(error: InputError) -> Iterator[bytes]:
    """No bytes, only the error. Its traceback is dropped, which would keep the files of its frames open."""
    return _raising(error.with_traceback(None))


def _raising(error: InputError) -> Iterator[bytes]:
    raise error
    yield b""


def unpack(blocks: Iterator[bytes], path: Path, budget: Budget) -> Iterator[bytes]:
    """The blocks, decompressed up to twice; unchanged if they are not compressed.

    Raises ``InputError`` at damage, after everything before it, and when the budget is spent.
    """
    layers = 0
    while True:
        head, blocks = peek(blocks)
        codec = codec_of(head)
        if codec is None:
            break
        if layers == _MOST_LAYERS:
            reason = f"It is compressed more than twice ({codec.name} the third time); decompress it first."
            raise InputError(path, reason)
        # Each layer has its own count: what is compressed twice may grow twice.
        blocks = _unpack_layer(blocks, codec, path, evolve(budget), outermost=not layers)
        layers += 1
    for block in blocks:
        if layers:
            budget.spend(len(block))
        yield block


def _unpack_layer(
    blocks: Iterator[bytes], codec: Codec, path: Path, budget: Budget, *, outermost: bool
) -> Iterator[bytes]:
    window, unpacked = Window(blocks), 0
    while window.skip_zeros():
        try:
            for out in member_bytes(window, codec):
                unpacked += len(out)
                budget.spend(len(out))
                yield out
        except BrokenError as error:
            at = f" (at byte {window.position:,} of the file)" if outermost else ""
            what = f"The {codec.name} stream {error} after {unpacked:,} decompressed bytes{at}"
            raise InputError(path, f"{what}; only those were read.") from error


def printable(name: str | PurePath) -> str:
    """A file name for a document; bytes that are not UTF-8 become U+FFFD."""
    return os.fsencode(name).decode("utf-8", "replace")


def path_within(name_parts: Iterable[str]) -> str:
    """The path of a file within its input, for a document."""
    return "/".join(map(printable, name_parts))
