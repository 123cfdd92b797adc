"""Segments of a dump, and the buffers that they are built from."""

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
    """The length and ``digest`` of a text that was too large to keep."""

    characters: int
    sha256: str


@frozen
class Segment:
    """The text of one record in a dump, with the number of characters and lines above it.

    If the text was too large, ``oversize`` is set and ``text`` is empty.
    """

    text: str
    start: int = 0
    lines_above: int = 0
    oversize: Oversize | None = None

    @property
    def end(self) -> int:
        """The offset of the end of the record."""
        return self.start + (self.oversize.characters if self.oversize else len(self.text))


def as_one_segment(blocks: Iterable[str], limit: int | None = None) -> Segment:
    """Read a text, given in blocks, as a single record."""
    record = SegmentBuilder(limit)
    for block in blocks:
        record.add(block)
    return record.build()


class SegmentBuilder:
    """Collects the text of a record; above the limit, only its length and digest."""

    def __init__(self, limit: int | None, start: int = 0, lines_above: int = 0) -> None:
        self.start, self.lines_above, self.is_blank = start, lines_above, True
        self._limit = inf if limit is None else limit
        self._characters = 0
        self._text = StringIO()
        self._hash = sha256()

    def add(self, text: str) -> None:
        """Append text."""
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

    def build(self) -> Segment:
        """The segment with the text so far."""
        if self._characters <= self._limit:
            return Segment(self._text.getvalue(), self.start, self.lines_above)
        return Segment("", self.start, self.lines_above, Oversize(self._characters, self._hash.hexdigest()))


@define
class PendingText:
    """Text that was read but is not in a record yet."""

    start: int = 0
    _chunks: deque[str] = Factory(deque)
    _taken: int = 0
    """Number of characters of the first chunk that were taken already."""

    def add(self, text: str) -> None:
        """Append text."""
        self._chunks.append(text)

    def take(self, end: int) -> Iterator[str]:
        """Remove the text up to an offset, and return it in parts."""
        while self.start < end:
            first = self._chunks[0]
            text = first[self._taken : self._taken + end - self.start]
            yield text
            self.start += len(text)
            self._taken += len(text)
            if self._taken == len(first):
                self._chunks.popleft()
                self._taken = 0
