r"""The pieces of a crawl file → its records, and the damage between and in them.

FastWARC reads records well and fast, but of what is damaged it says little: a member that is cut off ends the file
in silence, a Content-Length that is too long swallows the pages behind it, one that is too short ends the
file. So where each record begins and ends is found here, and held against what its header says.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from attrs import define, field, frozen

from ifes_records.batch.errors import InputError
from ifes_records.batch.members import RECORD_MAGIC, Piece

_END_OF_HEAD = re.compile(rb"\r?\n\r?\n")
_FIRST_LINE = re.compile(rb"WARC/\d\.\d+\r?\n")
_FIRST_LINE_IN_BODY = re.compile(rb"\n(?=WARC/\d\.\d+\r?\n)")
_END_OF_RECORD = b"\r\n\r\n"
_LONGEST_MARK = len(b"\nWARC/1.10\r\n")
# WARC-Target-URI is the one that may be long.
_LONGEST_HEAD = 1 << 16
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
    """The records, and in their places what is damaged. A record's body is over when the next one is asked for."""
    reader = _Reader(pieces, packed)
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
            reason = _with_fault(f"{what}{_at(offset)}: {skipped:,} bytes are passed over", reader)
            yield Damage(InputError(path, reason), offset)


def _with_fault(reason: str, reader: _Reader) -> str:
    fault = "" if reader.buffer else reader.fault_here()
    return f"{reason}: {fault}" if fault else reason


def _at(offset: int | None) -> str:
    return "" if offset is None else f" at byte {offset:,}"


def _fields(head: bytes) -> dict[str, str]:
    lines = re.sub(rb"\r?\n[ \t]+", b" ", head).decode("utf-8", "replace").split("\n")
    named = (line.partition(":") for line in lines[1:])
    return {name.strip().lower(): value.strip() for name, colon, value in named if colon}


@define
class _Reader:
    """The bytes of a stretch of pieces that belong together: up to a member that begins a record, or a fault."""

    pieces: Iterator[Piece]
    packed: bool
    buffer: bytearray = field(factory=bytearray, init=False)
    offset: int | None = field(default=None, init=False)
    """Where the buffer's first byte is stored; of a packed one, its member."""
    _waiting: Piece | None = field(default=None, init=False)

    def next_stretch(self) -> str | None:
        """Go on behind the end of a stretch. What is wrong there, empty for nothing; ``None`` at the file's end."""
        piece = self._peek()
        if piece is None:
            return None
        self._waiting = None
        self.buffer[:], self.offset = piece.data, piece.offset
        return f"{piece.fault}{_at(piece.offset)}" if piece.fault else ""

    def more(self) -> bool:
        """Add the next piece to the buffer; false where the stretch is over."""
        piece = self._peek()
        if piece is None or piece.begins_record or piece.fault is not None:
            return False
        self._waiting = None
        if not self.buffer:
            self.offset = piece.offset
        self.buffer += piece.data
        return True

    def fault_here(self) -> str:
        """What is wrong with the bytes that the stretch ended in, empty for nothing. It is then not told again."""
        piece = self._peek()
        if piece is None or piece.fault is None or piece.offset != self.offset:
            return ""
        self._waiting = Piece(b"", piece.offset)
        return piece.fault

    def take(self, number: int) -> bytes:
        """The next bytes, fewer where the buffer holds fewer."""
        data = bytes(self.buffer[:number])
        del self.buffer[:number]
        if self.offset is not None and not self.packed:
            self.offset += len(data)
        return data

    def skip_blank_lines(self) -> bool:
        """Whether there is anything behind them in the stretch."""
        while True:
            self.take(len(self.buffer) - len(self.buffer.lstrip(b"\r\n")))
            if self.buffer or not self.more():
                return bool(self.buffer)

    def at_record(self) -> bool:
        """Whether a record begins here."""
        while len(self.buffer) < len(RECORD_MAGIC) and self.more():
            pass
        return self.buffer.startswith(RECORD_MAGIC)

    def head(self) -> bytes:
        """The header of the record that begins here, with the blank line behind it; empty where there is none."""
        if not self.at_record():
            return b""
        while not (end := _END_OF_HEAD.search(self.buffer)):
            if len(self.buffer) > _LONGEST_HEAD or not self.more():
                return b""
        return self.take(end.end())

    def skip_to_record(self) -> int:
        """Go on to the next first line of a record, or to the end of the stretch; how many bytes that were."""
        skipped = 0
        while not (found := _FIRST_LINE.search(self.buffer)):
            skipped += len(self.take(max(len(self.buffer) - _LONGEST_MARK, 0)))
            if not self.more():
                return skipped + len(self.take(len(self.buffer)))
        return skipped + len(self.take(found.start()))

    def _peek(self) -> Piece | None:
        if self._waiting is None:
            self._waiting = next(self.pieces, None)
        return self._waiting


class _Body:
    """The body of a record, held against the length that its header says."""

    def __init__(self, reader: _Reader, path: Path, offset: int | None, length: int) -> None:
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
            if len(reader.buffer) <= _LONGEST_MARK and reader.more():
                continue
            if not reader.buffer:
                raise self._error(f"breaks off after {self._length - left:,} of {self._length:,} bytes")
            mark = None if trusted else _FIRST_LINE_IN_BODY.search(reader.buffer, 0, left + _LONGEST_MARK)
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
                number = max(len(reader.buffer) - _LONGEST_MARK, 0) or len(reader.buffer)
            block = reader.take(min(number, left))
            left -= len(block)
            yield block
        while len(reader.buffer) < len(_END_OF_RECORD) and reader.more():
            pass
        at_end = reader.buffer.startswith(_END_OF_RECORD)
        if reader.skip_blank_lines():
            if not (at_end or reader.at_record()):
                reader.skip_to_record()
                raise self._error(f"says that it has {self._length:,} bytes and goes on behind them")
        elif fault := reader.fault_here():
            raise self._error(f"lies in {fault}")

    def _runs_over(self, left: int) -> bool:
        """Whether what looks like a record in the body is the next one: the body's own end is not where it ought
        to be.
        """
        reader = self._reader
        if left > _LOOK_AHEAD:
            return False
        while len(reader.buffer) < left + _LONGEST_MARK and reader.more():
            pass
        behind = reader.buffer[left : left + _LONGEST_MARK]
        at_end = not behind.strip(b"\r\n") or behind.lstrip(b"\r\n").startswith(RECORD_MAGIC)
        return len(reader.buffer) < left or not at_end

    def _error(self, what: str) -> InputError:
        return InputError(self._path, _with_fault(f"the record{_at(self._offset)} {what}", self._reader))
