"""Where records begin and end in a text of many, with separator lines between them or without.

A record begins with its header: site furniture, ``Record Modified``, a date with its status, country,
contest. A header counts as one only if what comes next in a record comes next here too, since feet and
country pages list other elections with their dates. Records that have lost their header begin behind a
separator line, or at the first label behind the foot of the record above.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from attrs import frozen

from ifes_records.source import SourceText
from ifes_records.syntax import label
from ifes_records.values import country

# Kinds of line that tell where a text stands in a record, with the labels that make each up.
LANDMARKS = {
    "separator": (),
    "furniture": ("FURNITURE",),
    "modified": ("RECORD_MODIFIED_PREFIX",),
    "date": (),
    "status": ("STATUS_LINE",),
    "contest": ("CONTEST_LINE",),
    "results": (
        "PARTICIPATION_LABEL", "RESULTS_LABEL", "TABLE_HEADER", "CANDIDATE_LABEL", "PARTY_LABEL", "REFERENDUM_LABEL",
        "CAST_PREFIX", "VALID_PREFIX", "RESULTS_MODIFIED_PREFIX",
    ),
    "opener": ("GENERAL_HEADING",),
    "heading": (
        "STAKES_HEADING", "GOVERNMENT_HEADING", "ELECTORAL_SYSTEM_HEADING", "REQUIREMENTS_HEADING",
        "LAST_ELECTION_HEADING", "POPULATION_HEADING", "GENDER_HEADING", "DISABILITY_HEADING", "IFES_HEADING",
    ),
    "foot": ("ELECTION_MODIFIED_PREFIX", "RELATED_HEADING"),
    "rates": ("RATES_LABEL",),
}  # fmt: skip

# A line of one sign only, or a form feed (in the text for the grammars, a line end).
SEPARATOR = r" *(?:-{3,}|={3,}|\*{3,}|#{3,}|_{3,}|~{3,}|\+{3,}) *\n"

# What comes after the date in a record.
AFTER_DATE = frozenset({"contest", "results", "opener", "heading"})

# Lines above a contest that can name its country, at most.
COUNTRY_LINES = 2


@frozen
class Landmark:
    """A line that tells where the text stands in a record."""

    kind: str
    start: int
    end: int
    text: str


@cache
def _landmarks() -> re.Pattern[str]:
    kinds = {kind: [f"(?:{label(name)})" for name in names] for kind, names in LANDMARKS.items()}
    kinds["separator"] = [SEPARATOR]
    # Behind a date stands a status, known or not: `1 January 2000 for voters abroad` is a line of a section.
    date = f"(?:{label('DATE_START')}|{label('OTHER_DATE_START')})"
    status = r"(?: +(?:[–-] *)?[^\W\d_a-z][^\d\n.]{1,40})?"
    kinds["date"] = [rf"{date}(?:{label('STATUS_LINE')}|{status} *\n)"]
    return re.compile(
        "^(?:" + "|".join(f"(?P<{kind}>{'|'.join(names)})" for kind, names in kinds.items()) + ")",
        re.MULTILINE,
    )


@frozen
class Piece:
    """The text of one record of a dump, and how many characters and lines stand above it."""

    text: str
    start: int = 0
    line: int = 0


def split_dump(text: str) -> Iterator[Piece]:
    """Give the records of a text.

    Every character of the text is in one of them but for separator lines and blank ones at the ends.
    """
    source = SourceText.of(text)
    starts = [0]
    skip: dict[int, int] = {}
    for start, end in _boundaries(source):
        starts.append(end)
        skip[end] = start
    starts.append(len(text))
    for start, following in pairwise(starts):
        end = skip.get(following, following)
        piece = text[start:end]
        if piece.strip() or len(starts) == 2:
            yield Piece(piece, start, source.line(start) - 1)


def _boundaries(source: SourceText) -> Iterator[tuple[int, int]]:
    """Where one record ends and the next one starts."""
    found = [Landmark(m.lastgroup or "", m.start(), m.end(), m[0]) for m in _landmarks().finditer(source.scan)]
    found.extend(
        Landmark("separator", m.start(), m.end(), m[0]) for m in re.finditer("\x0c(?:\r\n?|\n)?", source.text)
    )
    found.sort(key=lambda landmark: landmark.start)
    seen: dict[str, str] = {}
    furniture: Landmark | None = None
    for index, landmark in enumerate(found):
        kind = landmark.kind
        if kind == "separator":
            yield landmark.start, landmark.end
            seen, furniture = {}, None
            continue
        if kind == "furniture":
            furniture = furniture or landmark
            continue
        start = _start_of_next(found, index, seen, furniture, source)
        if start is not None:
            yield start, start
            seen = {}
        seen[kind] = landmark.text.strip()
        if kind not in ("modified", "status"):
            furniture = None


def _start_of_next(
    found: list[Landmark], index: int, seen: dict[str, str], furniture: Landmark | None, source: SourceText
) -> int | None:
    """Where the next record starts, if this line belongs to it; ``None`` if it goes on with the open one."""
    landmark, following = found[index], found[index + 1 : index + 5]
    kind = landmark.kind
    body = bool(seen.keys() & {"results", "opener", "heading", "foot"})
    closed = "foot" in seen and bool(seen.keys() & {"opener", "heading"})
    begins = False
    if kind in ("date", "modified"):
        # The same line once more, with nothing of a record between, is that of the open record.
        again = seen.get(kind) not in (None, landmark.text.strip())
        # `Record Modified` stands above the date of its record.
        again = again or (kind == "modified" and "date" in seen and [f.kind for f in following[:1]] == ["date"])
        begins = (body or again or "contest" in seen) and _goes_on_as_record(landmark, following)
    elif kind == "status":
        begins = body and bool(following) and following[0].kind == "contest"
    elif kind == "contest" and landmark.text.lstrip().casefold().startswith("election"):
        begins = "contest" in seen or body
    elif kind == "opener":
        begins = closed or {"opener", "heading"} <= seen.keys()
    elif kind in ("results", "heading"):
        begins = closed and not landmark.text.lstrip().casefold().startswith(("election results", "results"))
    if not begins:
        return None
    if furniture is not None:
        return furniture.start
    return _above_contest(landmark, source) if kind == "contest" else landmark.start


def _goes_on_as_record(landmark: Landmark, following: list[Landmark]) -> bool:
    """Whether the next lines are those that come after a date in a record, and not other dates, as in a foot."""
    dates = [other.text.strip() for other in (landmark, *following[:2]) if other.kind == "date"]
    if len(set(dates)) > 1 and following[0].kind == "date":
        return False
    for other in following:
        if other.kind in AFTER_DATE:
            return True
        if other.kind in ("separator", "foot", "rates"):
            return False
    return False


def _above_contest(contest: Landmark, source: SourceText) -> int:
    """The start of the country lines above a contest that has no date."""
    start = contest.start
    line = source.line(contest.start) - 1
    named = 0
    while line > 0 and named < COUNTRY_LINES:
        begin, end = source.line_starts[line - 1], source.line_starts[line]
        text = source.scan[begin:end].strip()
        if (
            text
            and not country.find(text)
            and not re.match(r"(?:The )?(?:[A-Z]\w+ ){0,4}(?:Republic|Kingdom|State)\b", text)
        ):
            break
        if text:
            start, named = begin, named + 1
        line -= 1
    return start
