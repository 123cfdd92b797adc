r"""The pieces of a crawl file → its records, and the damage in and between them.

FastWARC reads records well and fast but says little about damage: a member that breaks off ends the file silently,
a Content-Length that is too long swallows the next pages, and one that is too short ends the file. So the beginning
and end of each record are found here, and compared with what its header says.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from pathlib import Path

from attrs import define, field, frozen

from ifes_records.batch.codecs import BLOCK
from ifes_records.batch.errors import InputError
from ifes_records.batch.members import RECORD_MAGIC, Piece

_FIRST_LINE = re.compile(rb"WARC/\d\.\d+\r?\n")
_FIRST_LINE_IN_BODY = re.compile(rb"\n(?=WARC/\d\.\d+\r?\n)")
_MARK = len(b"\nWARC/1.10\r\n")  # so many bytes show whether a record begins
_END_OF_HEAD = re.compile(rb"\r?\n\r?\n")
_END_OF_RECORD = b"\r\n\r\n"
# Only WARC-Target-URI may be long.
_LONGEST_HEAD = 1 << 16
# A page may contain what looks like a record. The end of the page is looked for this far ahead to decide.
_LOOK_AHEAD = 1 << 24


@frozen
class Frame:
    """A record of a crawl file."""

    fields: dict[str, str]
    """Its header; the names are in lower case."""
    length: int
    """The length of its body according to the header."""
    offset: int | None
    """The stored byte at which it begins; of a compressed one, its member. ``None`` if unknown."""
    number: int
    """Its number in the file, from 1."""
    body: Iterator[bytes]
    """Raises ``InputError`` if the record's length is not that of its header, or its bytes are damaged."""


@frozen
class Damage:
    """Bytes of a crawl file that could not be read as a record."""

    error: InputError
    offset: int | None


def frames(pieces: Iterator[Piece], path: Path, *, is_gzip: bool) -> Iterator[Frame | Damage]:
    """The records and the damage, in the order of the file. A record's body ends when the next one is requested.

    Raises ``InputError`` where the file cannot be read further, unless the body of a record has raised it.
    """
    reader = _Segments(pieces, is_gzip)
    number = 0
    while (fault := reader.next_segment()) is not None:
        if fault:
            reason = f"{there_is(reader.offset)} {fault}; it was not read."
            yield Damage(InputError(path, reason), reader.offset)
        while reader.skip_blank_lines():
            offset = reader.offset
            head = reader.head()
            fields = _fields(head) if head else {}
            length = fields.get("content-length", "")
            number += 1
            if re.fullmatch("[0-9]{1,18}", length):
                body = _body(reader, path, offset, int(length))
                yield Frame(fields, int(length), offset, number, body)
                try:
                    deque(body, maxlen=0)  # what the caller has left, and what is wrong with it
                except InputError as error:
                    yield Damage(error, offset)
                continue
            if head:
                what = "a record without a “Content-Length”"
            elif reader.at_record():
                what, head = "a record whose header does not end", reader.take(1)
            else:
                what = "something that is not a record"
            lost = len(head) + reader.skip_to_record()
            reason = f"{there_is(offset)} {what}{reader.fault_at_end(', and then')}; {lost:,} bytes were not read."
            yield Damage(InputError(path, reason), offset)


@define
class _Segments:
    """The segments of a crawl file, read from the front.

    A segment is unbroken: it ends where a member begins with a record, and at damage. No record crosses its end.
    """

    pieces: Iterator[Piece]
    is_gzip: bool
    buffer: bytearray = field(factory=bytearray, init=False)
    offset: int | None = field(default=None, init=False)
    """Where the buffer's first byte is stored; of a compressed one, its member."""
    _waiting: Piece | None = field(default=None, init=False)
    _failure: InputError | None = field(default=None, init=False)

    def next_segment(self) -> str | None:
        """Enter the next segment. What is wrong there, empty for nothing; ``None`` at the end of the file.

        Raises ``InputError`` where the file cannot be read further.
        """
        piece = self._peek()
        if failure := self.failure():
            raise failure
        if piece is None:
            return None
        self._waiting = None
        self.buffer[:], self.offset = piece.data, piece.offset
        return piece.fault or ""

    def more(self) -> bool:
        """Add the next piece to the buffer; false at the end of the segment."""
        piece = self._peek()
        if piece is None or piece.begins_record or piece.fault is not None:
            return False
        self._waiting = None
        if not self.buffer:
            self.offset = piece.offset
        self.buffer += piece.data
        return True

    def fill(self, number: int) -> bool:
        """Have so many bytes in the buffer; false if the segment has fewer."""
        while len(self.buffer) < number and self.more():
            pass
        return len(self.buffer) >= number

    def fault_at_end(self, before: str) -> str:
        """The damage at which the segment ended, after some words; empty for none. It is not reported again."""
        piece = None if self.buffer else self._peek()
        if piece is None or piece.fault is None or piece.offset != self.offset:
            return ""
        self._waiting = Piece(b"", piece.offset)
        return f"{before} {piece.fault}"

    def take(self, number: int) -> bytes:
        """The next bytes; fewer if the buffer holds fewer."""
        data = bytes(self.buffer[:number])
        del self.buffer[:number]
        if self.offset is not None and not self.is_gzip:
            self.offset += len(data)
        return data

    def skip_blank_lines(self) -> bool:
        """Skip blank lines; whether the segment has anything after them."""
        while True:
            self.take(len(self.buffer) - len(self.buffer.lstrip(b"\r\n")))
            if self.buffer or not self.more():
                return bool(self.buffer)

    def at_record(self) -> bool:
        """Whether a record begins here."""
        self.fill(len(RECORD_MAGIC))
        return self.buffer.startswith(RECORD_MAGIC)

    def head(self) -> bytes:
        """The header of the record that begins here, including the blank line after it; empty if there is none."""
        if not self.at_record():
            return b""
        while not (end := _END_OF_HEAD.search(self.buffer)):
            if len(self.buffer) > _LONGEST_HEAD or not self.more():
                return b""
        return self.take(end.end())

    def skip_to_record(self) -> int:
        """Skip to the next first line of a record, or the end of the segment; the number of bytes skipped."""
        skipped = 0
        while not (found := _FIRST_LINE.search(self.buffer)):
            skipped += len(self.take(max(len(self.buffer) - _MARK, 0)))
            if not self.more():
                return skipped + len(self.take(len(self.buffer)))
        return skipped + len(self.take(found.start()))

    def failure(self) -> InputError | None:
        """Why there are no more pieces, unless the file has ended. It is not reported again."""
        failure, self._failure = self._failure, None
        return failure

    def _peek(self) -> Piece | None:
        if self._waiting is None:
            try:
                self._waiting = next(self.pieces, None)
            except InputError as error:  # what is in the buffer comes first
                self._failure = error
        return self._waiting


def _body(reader: _Segments, path: Path, offset: int | None, length: int) -> Iterator[bytes]:
    """The body of a record. Raises ``InputError`` if its length is not that of its header."""

    def error(what: str) -> InputError:
        reason = f"{the_record(offset)} {what}{reader.fault_at_end(', in')}; it was read up to there."
        return InputError(path, reason)

    left, trusted = length, False
    while left:
        # Of a compressed one no more than is needed: the next member may be damaged.
        needed = left if reader.is_gzip else left + _MARK
        if len(reader.buffer) < min(needed, _MARK + 1) and reader.more():
            continue
        if not reader.buffer:
            raise reader.failure() or error(f"breaks off after {length - left:,} of {length:,} bytes")
        most = min(left, BLOCK)
        mark = None if trusted else _FIRST_LINE_IN_BODY.search(reader.buffer, 0, most + _MARK)
        if mark is None or mark.start() >= most:
            # A mark may lie across the end of the buffer.
            number = max(len(reader.buffer) - _MARK, 0) or len(reader.buffer)
        elif mark.start():
            number = mark.start()
        elif _runs_over(reader, left):
            raise error(f"should have {length:,} bytes, but the next begins after {length - left:,}")
        else:
            trusted = True
            continue
        block = reader.take(min(number, most))
        left -= len(block)
        yield block
    reader.fill(len(_END_OF_RECORD))
    at_end = reader.buffer.startswith(_END_OF_RECORD)
    if reader.skip_blank_lines() and not reader.at_record():
        if not at_end or (reader.is_gzip and reader.offset == offset):
            reader.skip_to_record()
            raise error(f"should have {length:,} bytes, but continues after them")
    elif fault := reader.fault_at_end("is in"):
        raise error(fault)


def _runs_over(reader: _Segments, left: int) -> bool:
    """Whether the apparent record in a body is the next one: the body does not end where it should."""
    if left > _LOOK_AHEAD:
        return False
    reader.fill(left + _MARK)
    after = reader.buffer[left : left + _MARK]
    at_end = not after.strip(b"\r\n") or after.lstrip(b"\r\n").startswith(RECORD_MAGIC)
    return len(reader.buffer) < left or not at_end


def _fields(head: bytes) -> dict[str, str]:
    lines = re.sub(rb"\r?\n[ \t]+", b" ", head).decode("utf-8", "replace").split("\n")
    named = (line.partition(":") for line in lines[1:])
    return {name.strip().lower(): value.strip() for name, colon, value in named if colon}


def the_record(offset: int | None) -> str:
    """``The record at byte 1,767``, or just ``The record`` if its place is unknown."""
    return "The record" if offset is None else f"The record at byte {offset:,}"


def there_is(offset: int | None) -> str:
    """``At byte 1,767 there is``, or just ``There is``."""
    return "There is" if offset is None else f"At byte {offset:,} there is"
