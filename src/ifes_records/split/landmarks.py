"""Landmarks: lines that are in a known part of a record, such as separators, dates, labels and headings.

They are found chunk by chunk. A pattern never reaches beyond its line, except for the blank lines below a label, so
the only thing that one chunk needs from another is the lines above a contest or a date.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from attrs import define, frozen

from ifes_records.split.chunks import Chunk
from ifes_records.text.grammars import any_label, label
from ifes_records.text.source_text import scanned

# The kinds of landmark, and the labels of each kind.
LANDMARKS = {
    "separator": (),
    "boilerplate": ("BOILERPLATE",),
    "modified": ("RECORD_MODIFIED_PREFIX",),
    "date": (),
    "status": ("STATUS_LINE",),
    "sentence": ("CONTEST_SENTENCE",),
    "listing": ("LISTING_HEADER",),
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
    "foot": ("ELECTION_MODIFIED_PREFIX", "RELATED_HEADING", "FRAME_HEADING"),
    "rates": ("RATES_LABEL",),
}  # fmt: skip

# A line of one repeated sign.
SEPARATOR = r" *(?:-{3,}|={3,}|\*{3,}|#{3,}|_{3,}|~{3,}|\+{3,}) *\n"

# The country is named in one of at most two lines above the contest.
COUNTRY_LINES = 2

# A form feed can separate records even in the middle of a line.
FORM_FEED = re.compile("\x0c(?:\r\n?|\n)?")

# ## Oct. 9, 2011 *Held*      **Election for Senate**
MARKDOWN = re.compile(r"\n {0,3}(?:#{1,6} +|\*\*)[^ #*\n][^\n]*")
SIGNS = str.maketrans("#*_", "   ")


@frozen
class TextLine:
    """A line that is not blank: its text, its offset, and the number of lines above it.

    ``text`` is empty for a line that is too long to examine.
    """

    text: str
    start: int
    lines_above: int


@frozen
class Landmark:
    """A line in a known part of a record; ``start`` and ``end`` are offsets in the whole text."""

    kind: str
    text: str
    start: int
    end: int
    lines_above: int
    lines_above_end: int
    above: tuple[TextLine, ...] = ()
    """For a contest or a date, the lines above it that may name a country, nearest first."""


@cache
def _landmarks() -> re.Pattern[str]:
    kinds = {kind: any_label(*names) for kind, names in LANDMARKS.items() if names}
    kinds["separator"] = SEPARATOR
    # After a date comes a status, known or not; `1 January 2000 for voters abroad` is a line of a section.
    date = any_label("DATE_START", "OTHER_DATE_START")
    status = r"(?: +(?:[–-] *)?[^\W\d_a-z][^\d\n.]{1,40})?"
    kinds["date"] = rf"{date}(?:{label('STATUS_LINE')}|{status} *\n)"
    alternatives = "|".join(f"(?P<{kind}>{kinds[kind]})" for kind in LANDMARKS)
    # `re` finds a literal sign faster than the start of a line, and half of all lines are blank.
    return re.compile(rf"\n(?= *[^ \n])(?={alternatives})")


@define
class LandmarkFinder:
    """Finds the landmarks of a text given in chunks, and counts its characters and lines."""

    characters: int = 0
    lines: int = 0
    last_lines: tuple[TextLine, ...] = ()
    """The last lines that are not blank, nearest first."""

    def find(self, chunk: Chunk) -> list[Landmark]:
        """The landmarks of the next chunk, in order."""
        text, scan = chunk.text, _without_markdown(scanned(chunk.text))
        matches = sorted(_matches(chunk, scan), key=lambda match: match[1])
        found = []
        at, line = 0, self.lines
        for kind, start, end in matches:
            line += scan.count("\n", at, start)
            at = start
            words = scan[start:end]
            is_election = kind == "contest" and words.lstrip().casefold().startswith("election")
            has_lines_above = is_election or kind == "date"
            found.append(
                Landmark(
                    kind, words.strip(), start + self.characters, min(end, len(text)) + self.characters, line,
                    line + scan.count("\n", start, end) if kind in ("separator", "form_feed") else line,
                    self._lines_above(chunk, scan, start, line) if has_lines_above else (),
                )
            )  # fmt: skip
        line += scan.count("\n", at)
        self.last_lines = self._lines_above(chunk, scan, len(scan), line)
        self.characters += len(text)
        self.lines = line
        return found

    def _lines_above(self, chunk: Chunk, scan: str, end: int, line: int) -> tuple[TextLine, ...]:
        found: list[TextLine] = []
        while end > 0 and len(found) < COUNTRY_LINES:
            # There can be many blank lines; they are skipped 256 characters at a time.
            near = max(0, end - 256)
            words_end = near + len(scan[near:end].rstrip(" \n"))
            start = scan.rfind("\n", 0, words_end) + 1 if words_end > near else near
            line -= scan.count("\n", start, end)
            if words_end > near and (start > 0 or chunk.begins_line):
                found.append(TextLine(scan[start:words_end].lstrip(), start + self.characters, line))
            end = start
        if not chunk.begins_line:
            found.append(TextLine("", self.characters, self.lines))
        return (*found, *self.last_lines)[:COUNTRY_LINES]


def _matches(chunk: Chunk, scan: str) -> Iterator[tuple[str, int, int]]:
    """The kind, start and end of each landmark in a chunk."""
    before = "\n" if chunk.begins_line else ""
    for match in _landmarks().finditer(f"{before}{scan}\n"):
        kind = match.lastgroup or ""
        if kind == "sentence":
            continue  # it only looks like a contest
        start, end = match.span(kind)
        yield kind, start - len(before), end - len(before)
    for match in FORM_FEED.finditer(chunk.text):
        yield "form_feed", match.start(), match.end()


def _without_markdown(scan: str) -> str:
    """The text with blanks for the signs of headings in Markdown and of lines in bold."""
    if "\n#" not in scan and "**" not in scan:
        return scan
    return MARKDOWN.sub(lambda line: line[0].translate(SIGNS), f"\n{scan}")[1:]
