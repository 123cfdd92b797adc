"""Where records begin and end in a text of many, with separator lines between them or without.

A record begins with its header: site boilerplate, ``Record Modified``, a date with its status, country,
contest. A header counts as one only if what comes next in a record comes next here too, since feet and
country pages list other elections with their dates. Records that have lost their header begin behind a
separator line, or at the first label behind the foot of the record above.

The text may come in blocks, of which no more is held than where its record ends takes to tell.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from itertools import islice
from math import inf

from ifes_records.split.chunks import LONGEST, Chunk, chunks
from ifes_records.split.landmarks import Landmark, LandmarkFinder, Line
from ifes_records.split.pieces import OpenRecord, Oversize, Piece, TextAhead, unsplit
from ifes_records.text import lexicon
from ifes_records.values import country

# What comes after the date in a record.
AFTER_DATE = frozenset({"contest", "results", "opener", "heading"})

# Landmarks below one that are looked at to tell whether a record begins with it.
LOOK_AHEAD = 4


def split_dump(text: str) -> Iterator[Piece]:
    """Give the records of a text, at least one.

    Every character of the text is in one of them but for separator lines and blank ones at the ends. A text of
    nothing else is one record.
    """
    return split_blocks([text])


def split_blocks(blocks: Iterable[str], limit: int | None = None) -> Iterator[Piece]:
    """Give the records of a text that comes in blocks of any size: the same as ``split_dump`` of the whole text.

    Of a record of more than ``limit`` characters the text is not kept; ``None`` keeps it whatever its length.
    With a limit, landmarks further away than that (or ``LONGEST``, if it is more) tell nothing of a line, so that
    no more than twice as much text is held.
    """
    splitter = _Splitter(limit)
    for chunk in chunks(blocks):
        yield from splitter.take(chunk)
    yield from splitter.finish()


class _Splitter:
    """Tells from each landmark, and the few below it, whether a record begins there."""

    def __init__(self, limit: int | None) -> None:
        self._limit = limit
        self._reach = inf if limit is None else max(limit, LONGEST)
        self._finder = LandmarkFinder()
        self._text = TextAhead()
        self._waiting: deque[Landmark] = deque()
        self._seen: dict[str, str] = {}
        self._boilerplate: Landmark | None = None
        self._record = OpenRecord(limit)
        # The text from its start on, for as long as it is all blank lines and separators.
        self._all: OpenRecord | None = OpenRecord(limit)

    def take(self, chunk: Chunk) -> Iterator[Piece]:
        """The records that end in front of what the next chunk can change."""
        self._waiting.extend(self._finder.find(chunk))
        self._text.add(chunk.text)
        at = self._finder.characters
        while self._waiting and (len(self._waiting) > LOOK_AHEAD or at - self._waiting[0].start > self._reach):
            yield from self._decide(self._waiting.popleft())
        self._keep(self._first_open_start())

    def finish(self) -> Iterator[Piece]:
        """The records that are left at the end."""
        while self._waiting:
            yield from self._decide(self._waiting.popleft())
        yield from self._end_record(self._finder.characters)
        if self._all is not None:
            yield self._all.piece()

    def _decide(self, landmark: Landmark) -> Iterator[Piece]:
        kind = landmark.kind
        if kind == "separator":
            yield from self._end_record(landmark.start)
            for text in self._text.take(landmark.end):
                if self._all is not None:
                    self._all.add(text)
            self._begin_record(landmark.end, landmark.lines_above_end)
            self._boilerplate = None
            return
        if self._boilerplate is not None and not self._is_near(self._boilerplate, landmark):
            self._boilerplate = None
        if kind == "boilerplate":
            self._boilerplate = self._boilerplate or landmark
            return
        if self._begins_record(landmark):
            first = self._first_line(landmark)
            # Lines that are in the open record already begin no other.
            if first.start > self._record.start:
                yield from self._end_record(first.start)
                self._begin_record(first.start, first.lines_above)
            self._seen = {}
        self._seen[kind] = landmark.text
        if kind not in ("modified", "status"):
            self._boilerplate = None

    def _begins_record(self, landmark: Landmark) -> bool:
        """Whether this line belongs to the next record; if not, the open one goes on with it."""
        kind, seen = landmark.kind, self._seen
        body = not seen.keys().isdisjoint(("results", "opener", "heading", "foot"))
        closed = "foot" in seen and not seen.keys().isdisjoint(("opener", "heading"))
        if kind in ("date", "modified"):
            following = self._following(landmark)
            # The same line once more, with nothing of a record between, is that of the open record.
            again = seen.get(kind) not in (None, landmark.text)
            # `Record Modified` stands above the date of its record.
            again = again or (kind == "modified" and "date" in seen and [f.kind for f in following[:1]] == ["date"])
            return (body or again or "contest" in seen) and _goes_on_as_record(landmark, following)
        if kind == "status":
            return body and [other.kind for other in self._following(landmark)[:1]] == ["contest"]
        if kind == "contest":
            return landmark.text.casefold().startswith("election") and ("contest" in seen or body)
        if kind == "opener":
            return closed or {"opener", "heading"} <= seen.keys()
        if kind in ("results", "heading"):
            return closed and not landmark.text.casefold().startswith(("election results", "results"))
        return False

    def _following(self, landmark: Landmark) -> list[Landmark]:
        return [other for other in islice(self._waiting, LOOK_AHEAD) if self._is_near(landmark, other)]

    def _is_near(self, above: Landmark | Line, below: Landmark) -> bool:
        return below.start - above.start <= self._reach

    def _first_line(self, landmark: Landmark) -> Landmark | Line:
        """The line that the record of this landmark begins with."""
        if self._boilerplate is not None:
            return self._boilerplate
        first: Landmark | Line = landmark
        for line in landmark.above:
            if not self._is_near(line, landmark) or not _names_country(line.text):
                break
            first = line
        return first

    def _first_open_start(self) -> int:
        """The first place at which a record can still turn out to begin."""
        near = self._finder.characters - self._reach
        lines = [*self._finder.last_lines, *(line for landmark in self._waiting for line in landmark.above)]
        starts = [line.start for line in lines if line.start >= near]
        if self._boilerplate is not None and self._boilerplate.start >= near:
            starts.append(self._boilerplate.start)
        return min((*starts, *(landmark.start for landmark in self._waiting)), default=self._finder.characters)

    def _keep(self, end: int) -> None:
        for text in self._text.take(end):
            self._record.add(text)
            if self._all is not None:
                self._all.add(text)
        if not self._record.is_blank:
            self._all = None

    def _end_record(self, end: int) -> Iterator[Piece]:
        self._keep(end)
        if not self._record.is_blank:
            yield self._record.piece()

    def _begin_record(self, start: int, line: int) -> None:
        self._record = OpenRecord(self._limit, start, line)
        self._seen = {}


def _names_country(text: str) -> bool:
    return bool(
        country.find(text)
        or lexicon.pattern("STATE_WORD", r"(?=[A-Z])(?:The )?(?:[A-Z]\w+ ){0,4}", r"\b").match(text)
    )


def _goes_on_as_record(landmark: Landmark, following: list[Landmark]) -> bool:
    """Whether the next lines are those that come after a date in a record, and not other dates, as in a foot."""
    dates = [other.text for other in (landmark, *following[:2]) if other.kind == "date"]
    if len(set(dates)) > 1 and following[0].kind == "date":
        return False
    for other in following:
        if other.kind in AFTER_DATE:
            return True
        if other.kind in ("separator", "foot", "rates"):
            return False
    return False


__all__ = ["Oversize", "Piece", "split_blocks", "split_dump", "unsplit"]
