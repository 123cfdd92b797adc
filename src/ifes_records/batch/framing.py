r"""The pieces of a crawl file → its records, and the damage between and in them.

FastWARC reads records well and fast, but of what is damaged it says little: a member that is cut off ends the file
in silence, a Content-Length that is too long swallows the pages behind it, one that is too short ends the
file. So where each record begins and ends is found here, and held against what its header says.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from attrs import frozen

from ifes_records.batch.errors import InputError
from ifes_records.batch.members import RECORD_MAGIC, Piece
from ifes_records.batch.stretches import LONGEST_MARK, Stretches, at_byte

_FIRST_LINE_IN_BODY = re.compile(rb"\n(?=WARC/\d\.\d+\r?\n)")
_END_OF_RECORD = b"\r\n\r\n"
# What looks like a record may be part of a page. So far its end is looked for before that is said.
_LOOK_AHEAD = 1 << 24


@frozen
class Frame:
    """A record of a crawl file."""

    fields: dict[str, str]
    """Its header; the names in small letters."""
    length: int
    """How long its body is, as the header says."""
    offset: int | None
    """The stored byte at which it begins; of a packed one, its member. ``None`` where that is not known."""
    number: int
    """Its place among the records of the file, counted from 1."""
    body: Iterator[bytes]
    """Raises ``InputError`` where the record is not as long as its header says, or its bytes are broken."""


@frozen
class Damage:
    """Bytes of a crawl file that could not be read as a record."""

    error: InputError
    offset: int | None


def frames(pieces: Iterator[Piece], path: Path, *, packed: bool) -> Iterator[Frame | Damage]:
    """The records, and in their places what is damaged. A record's body is over when the next one is asked for.

    Raises ``InputError`` where the file cannot be read further, if the body of a record has not raised it.
    """
    reader = Stretches(pieces, packed)
    number = 0
    while (fault := reader.next_stretch()) is not None:
        if fault:
            yield Damage(InputError(path, fault), reader.offset)
        while reader.skip_blank_lines():
            offset = reader.offset
            head = reader.head()
            fields = _fields(head) if head else {}
            length = fields.get("content-length", "")
            number += 1
            if re.fullmatch("[0-9]{1,18}", length):
                body = _Body(reader, path, offset, int(length))
                yield Frame(fields, int(length), offset, number, body.blocks)
                if error := body.finish():
                    yield Damage(error, offset)
                continue
            if head:
                what = "a record that does not say how long it is"
            elif reader.at_record():
                what, head = "a record whose header has no end", reader.take(1)
            else:
                what = "something that is no record"
            skipped = len(head) + reader.skip_to_record()
            reason = _with_fault(f"{what}{at_byte(offset)}: {skipped:,} bytes are passed over", reader)
            yield Damage(InputError(path, reason), offset)


def _with_fault(reason: str, reader: Stretches) -> str:
    fault = "" if reader.buffer else reader.fault_here()
    return f"{reason}: {fault}" if fault else reason


def _fields(head: bytes) -> dict[str, str]:
    lines = re.sub(rb"\r?\n[ \t]+", b" ", head).decode("utf-8", "replace").split("\n")
    named = (line.partition(":") for line in lines[1:])
    return {name.strip().lower(): value.strip() for name, colon, value in named if colon}


class _Body:
    """The body of a record, held against the length that its header says."""

    def __init__(self, reader: Stretches, path: Path, offset: int | None, length: int) -> None:
        self._reader, self._path, self._offset, self._length = reader, path, offset, length
        self.blocks = self._read()

    def finish(self) -> InputError | None:
        """Read what was left unread; what is wrong with it, where that has not been told."""
        try:
            for _ in self.blocks:
                pass
        except InputError as error:
            return error
        return None

    def _read(self) -> Iterator[bytes]:
        reader, left = self._reader, self._length
        trusted = False
        while left:
            # Of packed ones no more than is needed: the next member may be another matter.
            needed = left if reader.packed else left + LONGEST_MARK
            if len(reader.buffer) < min(needed, LONGEST_MARK + 1) and reader.more():
                continue
            if not reader.buffer:
                if failure := reader.failure():
                    raise failure
                raise self._error(f"breaks off after {self._length - left:,} of {self._length:,} bytes")
            mark = None if trusted else _FIRST_LINE_IN_BODY.search(reader.buffer, 0, left + LONGEST_MARK)
            if mark and mark.start() >= left:
                mark = None
            if mark and mark.start():
                number = mark.start()
            elif mark:
                if self._runs_over(left):
                    given = self._length - left
                    raise self._error(f"says that it has {self._length:,} bytes; the next begins after {given:,}")
                trusted = True
                continue
            else:
                # A mark may lie across the end of the buffer.
                number = max(len(reader.buffer) - LONGEST_MARK, 0) or len(reader.buffer)
            block = reader.take(min(number, left))
            left -= len(block)
            yield block
        while len(reader.buffer) < len(_END_OF_RECORD) and reader.more():
            pass
        at_end = reader.buffer.startswith(_END_OF_RECORD)
        if reader.skip_blank_lines() and not reader.at_record():
            if not at_end or (reader.packed and reader.offset == self._offset):
                reader.skip_to_record()
                raise self._error(f"says that it has {self._length:,} bytes and goes on behind them")
        elif not reader.buffer and (fault := reader.fault_here()):
            raise self._error(f"lies in {fault}")

    def _runs_over(self, left: int) -> bool:
        """Whether what looks like a record in the body is the next one: the body's own end is not where it ought
        to be.
        """
        reader = self._reader
        if left > _LOOK_AHEAD:
            return False
        while len(reader.buffer) < left + LONGEST_MARK and reader.more():
            pass
        behind = reader.buffer[left : left + LONGEST_MARK]
        at_end = not behind.strip(b"\r\n") or behind.lstrip(b"\r\n").startswith(RECORD_MAGIC)
        return len(reader.buffer) < left or not at_end

    def _error(self, what: str) -> InputError:
        return InputError(self._path, _with_fault(f"the record{at_byte(self._offset)} {what}", self._reader))
