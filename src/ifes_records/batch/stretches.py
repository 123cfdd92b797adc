"""The pieces of a crawl file → stretches of bytes that belong together, to be read from the front.

A stretch is what is unbroken: up to a member that begins with a record, or a fault. No record goes on from one
into the next.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from attrs import define, field

from ifes_records.batch.errors import InputError
from ifes_records.batch.members import RECORD_MAGIC, Piece

LONGEST_MARK = len(b"\nWARC/1.10\r\n")
"""How many bytes show whether a record begins."""
_END_OF_HEAD = re.compile(rb"\r?\n\r?\n")
_FIRST_LINE = re.compile(rb"WARC/\d\.\d+\r?\n")
# WARC-Target-URI is the one that may be long.
_LONGEST_HEAD = 1 << 16


@define
class Stretches:
    """The bytes of a stretch of pieces that belong together: up to a member that begins a record, or a fault."""

    pieces: Iterator[Piece]
    packed: bool
    buffer: bytearray = field(factory=bytearray, init=False)
    offset: int | None = field(default=None, init=False)
    """Where the buffer's first byte is stored; of a packed one, its member."""
    _waiting: Piece | None = field(default=None, init=False)
    _failure: InputError | None = field(default=None, init=False)

    def next_stretch(self) -> str | None:
        """Go on behind the end of a stretch. What is wrong there, empty for nothing; ``None`` at the file's end.

        Raises ``InputError`` where the file cannot be read further.
        """
        piece = self._peek()
        if failure := self.failure():
            raise failure
        if piece is None:
            return None
        self._waiting = None
        self.buffer[:], self.offset = piece.data, piece.offset
        return f"{piece.fault}{at_byte(piece.offset)}" if piece.fault else ""

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
            skipped += len(self.take(max(len(self.buffer) - LONGEST_MARK, 0)))
            if not self.more():
                return skipped + len(self.take(len(self.buffer)))
        return skipped + len(self.take(found.start()))

    def failure(self) -> InputError | None:
        """Why there are no more pieces, where that is not the end of the file. It is then not told again."""
        failure, self._failure = self._failure, None
        return failure

    def _peek(self) -> Piece | None:
        if self._waiting is None:
            try:
                self._waiting = next(self.pieces, None)
            except InputError as error:  # what is in the buffer is given first
                self._failure = error
        return self._waiting


def at_byte(offset: int | None) -> str:
    """`` at byte 1,767``; empty where the place is not known."""
    return "" if offset is None else f" at byte {offset:,}"
