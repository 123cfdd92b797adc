"""Bytes as they are stored → bytes as they are meant: gzip, bzip2, xz and zstd are unpacked, in memory, in blocks.

What a stream is packed with is told by its first bytes, never by its name. What could be unpacked before a fault
is given first, to the last byte; then the fault is told.
"""

from __future__ import annotations

import io
import os
import stat
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import chain
from pathlib import Path

from attrs import define, evolve, frozen

from ifes_records.batch.errors import InputError, system_reason
from ifes_records.batch.packings import BLOCK, BrokenError, Member, Packing, packing_of

MIB = 1 << 20
# A text that is packed, and packed again by the program that sends it; more is nothing that was meant.
_MOST_LAYERS = 2
# Fed in small pieces, so that little has to be unpacked a second time where one is broken.
_PIECE = 1 << 14
_ENOUGH_TO_TELL = 16


@frozen
class UnpackLimits:
    """Where unpacking stops, so that a small file cannot fill the time and memory of a run."""

    ratio: int = 200
    """Bytes unpacked for each one stored (``--max-ratio``). Text packs to a fifth or a tenth."""
    after_bytes: int = 10 * MIB
    """The ratio is looked at once more bytes than these are unpacked: a short repetitive text is no danger."""
    bytes: int = 1 << 40
    """Bytes unpacked from one input altogether (``--max-unpacked``)."""


DEFAULT_UNPACK_LIMITS = UnpackLimits()


@define
class Stored:
    """The bytes of an input as they are stored, counted as they are read."""

    path: Path
    """The path to tell where something is wrong; ``-`` for standard input."""
    read: Callable[[int], bytes]
    position: int = 0
    """How many bytes have been read."""

    def blocks(self) -> Iterator[bytes]:
        """The bytes, to the end. Raises ``InputError`` with the system's words."""
        while block := self._block():
            self.position += len(block)
            yield block

    def _block(self) -> bytes:
        try:
            return self.read(BLOCK)
        except OSError as error:
            raise InputError(self.path, system_reason(error)) from error


@define
class Budget:
    """What has been unpacked of an input, and may be. ``packed`` tells how many stored bytes it came from."""

    path: Path
    limits: UnpackLimits
    packed: Callable[[], int]
    unpacked: int = 0

    def spend(self, number: int) -> None:
        """Count bytes that were unpacked. Raises ``InputError`` where they are too many."""
        self.unpacked += number
        if self.unpacked > self.limits.bytes:
            raise InputError(
                self.path, f"unpacks to more than {self.limits.bytes:,} bytes; --max-unpacked allows more"
            )
        packed = max(self.packed(), 1)
        if self.unpacked > max(self.limits.after_bytes, self.limits.ratio * packed):
            raise InputError(
                self.path,
                f"unpacks to more than {self.limits.ratio:,} times its size "
                f"({self.unpacked:,} bytes from {packed:,}); --max-ratio allows more",
            )


@contextmanager
def open_stored(path: Path | None) -> Iterator[Stored]:
    """A file, or a pipe, or with ``None`` standard input. Raises ``InputError`` with the system's words."""
    if path is None:
        if sys.stdin is None:
            raise InputError(Path("-"), "standard input is closed")
        # What is there, as soon as it is there: a block may be long in coming through a pipe.
        given = sys.stdin.buffer
        yield Stored(Path("-"), given.read1 if isinstance(given, io.BufferedIOBase) else given.read)
        return
    try:
        file = open(path, "rb", buffering=0)  # noqa: SIM115
    except (OSError, ValueError) as error:
        raise InputError(path, system_reason(error) if isinstance(error, OSError) else str(error)) from error
    with file:
        if stat.S_ISDIR(os.fstat(file.fileno()).st_mode):  # Windows and old systems open one
            raise InputError(path, "is a folder")
        yield Stored(path, file.read)


def peek(blocks: Iterator[bytes], number: int = _ENOUGH_TO_TELL) -> tuple[bytes, Iterator[bytes]]:
    """The first bytes, at least so many where there are, and the blocks with them and any error."""
    head = b""
    try:
        while len(head) < number and (block := next(blocks, b"")):
            head += block
    except InputError as error:
        return head, _broken_off(head, error)
    return head, chain((head,) if head else (), blocks)


def _broken_off(head: bytes, error: InputError) -> Iterator[bytes]:
    if head:
        yield head
    raise error


def unpack(blocks: Iterator[bytes], path: Path, budget: Budget) -> Iterator[bytes]:
    """The blocks unpacked, as often as they are packed, up to twice; as they are where they are not packed.

    Raises ``InputError`` for broken data, after what could be unpacked before, and where the budget is spent.
    """
    layers = 0
    while True:
        head, blocks = peek(blocks)
        packing = packing_of(head)
        if packing is None:
            break
        if layers == _MOST_LAYERS:
            raise InputError(path, f"is packed more than twice over ({packing.name} the third time); unpack it first")
        # Each layer has a count of its own: what is packed twice may grow twice.
        blocks = _unpack_layer(blocks, packing, path, evolve(budget), outermost=not layers)
        layers += 1
    for block in blocks:
        if layers:
            budget.spend(len(block))
        yield block


def _unpack_layer(
    blocks: Iterator[bytes], packing: Packing, path: Path, budget: Budget, *, outermost: bool
) -> Iterator[bytes]:
    member: Member | None = None
    begins_as_packed = True
    consumed = unpacked = 0

    def fault(what: str) -> InputError:
        place = f" (at byte {consumed:,} of the file)" if outermost else ""
        return InputError(path, f"{packing.name} data {what} after {unpacked:,} bytes unpacked{place}")

    for data in blocks:
        while data:
            if member is None:
                padding = len(data) - len(data.lstrip(b"\0"))  # tapes and block devices fill up with zeros
                consumed, data = consumed + padding, data[padding:]
                if not data:
                    break
                begins_as_packed = data.startswith(packing.magic)
                member = Member(packing)
            piece = data[:_PIECE]
            try:
                for out in member.feed(piece):
                    unpacked += len(out)
                    budget.spend(len(out))
                    yield out
            except BrokenError as error:
                if not begins_as_packed and not member.given:
                    raise fault("is followed by something else") from error
                consumed += error.place
                raise fault(f"is broken ({error})") from error
            used = len(piece) - len(member.unused)
            consumed, data = consumed + used, data[used:]
            if member.eof:
                member = None
    if member is not None:
        raise fault("breaks off")
