"""The text of a record on its way out of a text that comes in blocks."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from hashlib import sha256
from io import StringIO
from math import inf

from attrs import Factory, define, frozen

from ifes_records.text.source_text import encoded


@frozen
class Oversize:
    """What is known of a record's text that was too large to be kept: its characters and its ``digest``."""

    characters: int
    sha256: str


@frozen
class Piece:
    """The text of one record of a dump, and how many characters and lines stand above it.

    With ``oversize``, the text was larger than allowed, and ``text`` is empty.
    """

    text: str
    start: int = 0
    line: int = 0
    oversize: Oversize | None = None

    @property
    def end(self) -> int:
        """How many characters stand above the end of the record."""
        return self.start + (self.oversize.characters if self.oversize else len(self.text))


def unsplit(blocks: Iterable[str], limit: int | None = None) -> Piece:
    """A text that comes in blocks, as one record."""
    record = OpenRecord(limit)
    for block in blocks:
        record.add(block)
    return record.piece()


class OpenRecord:
    """The text of a record as it comes; above the limit, only its length and its digest."""

    def __init__(self, limit: int | None, start: int = 0, line: int = 0) -> None:
        self.start, self.line, self.is_blank = start, line, True
        self._limit = inf if limit is None else limit
        self._characters = 0
        self._text = StringIO()
        self._hash = sha256()

    def add(self, text: str) -> None:
        """The record goes on with this."""
        self.is_blank = self.is_blank and (not text or text.isspace())
        fitted = self._characters <= self._limit
        self._characters += len(text)
        if self._characters <= self._limit:
            self._text.write(text)
            return
        if fitted:
            self._hash.update(encoded(self._text.getvalue()))
            self._text.close()
        self._hash.update(encoded(text))

    def piece(self) -> Piece:
        """The record as it is now."""
        if self._characters <= self._limit:
            return Piece(self._text.getvalue(), self.start, self.line)
        return Piece("", self.start, self.line, Oversize(self._characters, self._hash.hexdigest()))


@define
class TextAhead:
    """The text that has been looked at and is in no record yet."""

    start: int = 0
    _chunks: deque[str] = Factory(deque)
    _taken: int = 0
    """Characters of the first chunk that are in a record."""

    def add(self, text: str) -> None:
        """The text goes on with this."""
        self._chunks.append(text)

    def take(self, end: int) -> Iterator[str]:
        """The text up to a place, which is removed."""
        while self.start < end:
            first = self._chunks[0]
            text = first[self._taken : self._taken + end - self.start]
            yield text
            self.start += len(text)
            self._taken += len(text)
            if self._taken == len(first):
                self._chunks.popleft()
                self._taken = 0
