"""Find where records begin and end in a dump, with or without separator lines.

A record begins with its header: boilerplate, ``Record Modified``, a date with its status, country, contest. Feet and
country pages list other elections with their dates, so a header only counts if the next parts of a record follow it.
A record without its header begins after a separator line, or at the first label after the foot of the record above.

Input may be streamed; only what is needed to find the end of the record is buffered.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import islice, takewhile
from math import inf

from ifes_records.split.chunks import LONGEST, Chunk, chunks
from ifes_records.split.landmarks import Landmark, LandmarkFinder, TextLine
from ifes_records.split.segments import PendingText, Segment, SegmentBuilder
from ifes_records.text import lexicon
from ifes_records.text.source_text import scanned
from ifes_records.values import country

# Kinds of landmark after the date of a record.
AFTER_DATE = frozenset({"contest", "results", "opener", "heading"})

# Kinds of landmark below the head of a record, and those that can follow its contest.
BODY = frozenset({"results", "opener", "heading", "foot"})
AFTER_CONTEST = frozenset({"results", "opener", "heading"})

# How many of the next landmarks are used to decide whether a record begins; after a form feed, those of a menu too.
LOOK_AHEAD = 4
BEYOND_A_MENU = 8


def split_dump(blocks: Iterable[str], limit: int | None = None) -> Iterator[Segment]:
    """Split a text, given in blocks of any size, into its records; there is at least one.

    Every character is in a record, except separator lines and blank lines around them. A text of nothing else is one
    record.

    The text of a record with more than ``limit`` characters is dropped; ``None`` means no limit. A limit also bounds
    memory: landmarks further apart than ``limit`` (or ``LONGEST``, if that is more) are not related to each other, so
    at most twice as much text is buffered.
    """
    splitter = _Splitter(limit)
    for chunk in chunks(blocks):
        yield from splitter.take(chunk)
    yield from splitter.finish()


@cache
def _once() -> re.Pattern[str]:
    """A record has each of these lines once: `Oct. 9, 2011`, `Election for Senate`, `General Information`."""
    contest, opener = lexicon.regexp("ELECTION_FOR"), lexicon.regexp("GENERAL_WORDS")
    return re.compile(
        rf"\n[ \t#*]*(?:(?P<date>[A-Za-z]{{3,5}}\.? \d{{1,2}}, \d{{4}}\b)|(?P<contest>{contest} )"
        rf"|(?P<opener>{opener}\b))"
    )


def starts_of_records(text: str, scan: str | None = None) -> list[int]:
    """The offsets at which the records of a text begin that have a head, if it seems to have several.

    ``scan`` is the text with all line ends alike, if it is at hand.
    """
    kinds = [match.lastgroup for match in _once().finditer(f"\n{scanned(text) if scan is None else scan}")]
    if len(kinds) == len({*kinds}):
        return [0]
    starts = []
    for segment in split_dump([text]):
        landmarks = _landmarks_of(segment.text)
        if not landmarks.isdisjoint(("date", "contest")) and len(landmarks) > 1:
            starts.append(segment.start)
    return starts


def _landmarks_of(text: str) -> set[str]:
    finder = LandmarkFinder()
    found = {landmark.kind for chunk in chunks([text]) for landmark in finder.find(chunk)}
    return found - {"separator", "form_feed", "boilerplate"}


class _Splitter:
    """Decides for each landmark, with the help of the next few, whether a record begins there."""

    def __init__(self, limit: int | None) -> None:
        self._limit = limit
        self._reach = inf if limit is None else max(limit, LONGEST)
        self._finder = LandmarkFinder()
        self._text = PendingText()
        self._waiting: deque[Landmark] = deque()
        self._seen: dict[str, str] = {}
        self._boilerplate: Landmark | None = None
        self._record = SegmentBuilder(limit)
        # Everything so far, as long as it is only blank lines and separators.
        self._all: SegmentBuilder | None = SegmentBuilder(limit)

    def take(self, chunk: Chunk) -> Iterator[Segment]:
        """The records that are complete, whatever comes after this chunk."""
        self._waiting.extend(self._finder.find(chunk))
        self._text.add(chunk.text)
        at = self._finder.characters
        while self._waiting and (len(self._waiting) > BEYOND_A_MENU or at - self._waiting[0].start > self._reach):
            yield from self._decide(self._waiting.popleft())
        self._keep(self._first_open_start())

    def finish(self) -> Iterator[Segment]:
        """The remaining records at the end of the text."""
        while self._waiting:
            yield from self._decide(self._waiting.popleft())
        yield from self._end_record(self._finder.characters)
        if self._all is not None:
            yield self._all.build()

    def _decide(self, landmark: Landmark) -> Iterator[Segment]:
        kind = landmark.kind
        if kind == "form_feed" and not self._separates(landmark):
            return
        if kind in ("separator", "form_feed"):
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
            if self._boilerplate is None or lexicon.pattern("SITE_TOP").fullmatch(landmark.text):
                self._boilerplate = landmark
            return
        if kind == "contest" and self._is_step(landmark):
            return
        if self._begins_record(landmark):
            first = self._first_line(landmark)
            # A line that is already in the open record begins no other.
            if first.start > self._record.start:
                yield from self._end_record(first.start)
                self._begin_record(first.start, first.lines_above)
            self._seen = {}
        self._seen[kind] = landmark.text
        if kind not in ("modified", "status"):
            self._boilerplate = None

    def _separates(self, form_feed: Landmark) -> bool:
        """Whether a record begins after a form feed, which may also be a page break within one."""
        for other in self._following(form_feed, BEYOND_A_MENU):
            if other.kind in ("date", "modified"):
                return True
            if other.kind == "contest":
                return not self._seen or "contest" in self._seen or not self._seen.keys().isdisjoint(BODY)
            if other.kind not in ("boilerplate", "status", "form_feed"):
                return False
        return False

    def _is_step(self, contest: Landmark) -> bool:
        """Whether a contest is the last step of a breadcrumb: a date follows, and then the contest of the page."""
        kinds = [other.kind for other in self._following(contest)]
        return self._boilerplate is not None and kinds[:1] in (["date"], ["modified"]) and "contest" in kinds

    def _begins_record(self, landmark: Landmark) -> bool:
        """Whether a new record begins with this landmark."""
        kind, seen = landmark.kind, self._seen
        body = not seen.keys().isdisjoint(BODY)
        closed = "foot" in seen and not seen.keys().isdisjoint(("opener", "heading"))
        if "listing" in seen and kind in ("date", "status", "contest"):
            # Elections in a list, each with its date: the page of a country.
            kinds = [other.kind for other in self._following(landmark)]
            return kind == "date" and kinds[:1] == ["contest"] and not AFTER_CONTEST.isdisjoint(kinds[1:2])
        if kind in ("date", "modified"):
            following = self._following(landmark)
            # The same line again belongs to the open record, unless a country is directly above it.
            below_country = any(_names_country(line.text) for line in self._lines_above(landmark)[:1])
            again = kind in seen and (seen[kind] != landmark.text or below_country)
            # `Record Modified` is above the date of its record.
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

    def _following(self, landmark: Landmark, most: int = LOOK_AHEAD) -> list[Landmark]:
        return [other for other in islice(self._waiting, most) if self._is_near(landmark, other)]

    def _is_near(self, above: Landmark | TextLine, below: Landmark) -> bool:
        return below.start - above.start <= self._reach

    def _first_line(self, landmark: Landmark) -> Landmark | TextLine:
        """The first line of the record to which this landmark belongs."""
        if self._boilerplate is not None:
            return self._boilerplate
        first: Landmark | TextLine = landmark
        # A country is below the date of its record and above the contest.
        for line in self._lines_above(landmark) if landmark.kind == "contest" else ():
            if not _names_country(line.text):
                break
            first = line
        return first

    def _lines_above(self, landmark: Landmark) -> list[TextLine]:
        return list(takewhile(lambda line: self._is_near(line, landmark), landmark.above))

    def _first_open_start(self) -> int:
        """The first offset at which a record may still begin."""
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

    def _end_record(self, end: int) -> Iterator[Segment]:
        self._keep(end)
        if not self._record.is_blank:
            yield self._record.build()

    def _begin_record(self, start: int, lines_above: int) -> None:
        self._record = SegmentBuilder(self._limit, start, lines_above)
        self._seen = {}


def _names_country(text: str) -> bool:
    return bool(
        country.find(text)
        or lexicon.pattern("STATE_WORD", r"(?=[A-Z])(?:The )?(?:[A-Z]\w+ ){0,4}", r"\b").match(text)
    )


def _goes_on_as_record(landmark: Landmark, following: list[Landmark]) -> bool:
    """Whether the rest of a record follows this date, rather than other dates, as in a foot."""
    dates = [other.text for other in (landmark, *following[:2]) if other.kind == "date"]
    if len(set(dates)) > 1 and following[0].kind == "date":
        return False
    for other in following:
        if other.kind in AFTER_DATE:
            return True
        if other.kind in ("separator", "foot", "rates"):
            return False
    return False
