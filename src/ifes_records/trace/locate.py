"""Where the value at a path is in the text.

Readers keep the span of a whole line or cell. The parts of a line (a name's acronym, a stake's seats) are searched
for in it, and only taken if they are there exactly once; otherwise their span is that of the line. So a span can be
wider than its value, but never that of another value.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from enum import Enum
from typing import Any

from ifes_records.model import Block, ElectionRecord, LocalName, Name, ResultRow, Span
from ifes_records.model.origin import Place
from ifes_records.model.record import names_of, origin_of
from ifes_records.text.memo import remembered
from ifes_records.trace.aligned import Aligned
from ifes_records.trace.cells import cell_of, cells_of
from ifes_records.trace.steps import chain_to
from ifes_records.values import date

# Fields that describe the text, and are not read from it.
NOT_READ = ("schema_version", "record_id", "source", "diagnostics")

# Fields read from, or derived from, the text of another field.
SAME_SPAN = {
    "election.date_text": "election.date",
    "election.status_text": "election.status",
    "election.kind": "election.contest.title",
    "election.contest": "election.contest.title",
    "election.country.name": "election.country.formal_name",
    "election.country.alpha2": "election.country.formal_name",
    "election.country.alpha3": "election.country.formal_name",
    "election.country.ocd_id": "election.country.formal_name",
    "participation.registered_voters_text": "participation.registered_voters",
    "participation.cast_votes_text": "participation.cast_votes",
    "participation.valid_votes_text": "participation.valid_votes",
    "participation.invalid_votes_text": "participation.invalid_votes",
    "gender.hdi_text": "gender.hdi_position",
    "gender.sigi_text": "gender.sigi",
    "ifes.presence_text": "ifes.presence",
    "ifes.election_access_text": "ifes.election_access",
}
# Fields that describe a line without using its words.
NOT_WORDS = re.compile(
    r"\.(?:line|refers_to(?:\[\d+\])?|level|type|kind|result_index|alpha[23]|ocd_id|script|language)$"
)

MARK = re.compile(r"\.marks\[(\d+)\]$")
ISO_DATE = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")
WORD = re.compile(r"[^\s()]+")
# The longest dates in prose are like `5th of May 2019`.
DATE_WORDS = 4
# A date begins and ends with a figure or a month.
EDGE_OF_DATE = re.compile(r"[A-Z]|.*\d")


def span_of(record: ElectionRecord, path: str) -> Span | None:
    """See ``ElectionRecord.span_of``."""
    return Spans(record).span_of(path)


class Spans:
    """The spans of the values of one record."""

    def __init__(self, record: ElectionRecord) -> None:
        """Raises ``LookupError`` for a record that was not read from a text."""
        self.record = record
        self.origin = origin_of(record)
        self._found: dict[str, Span | None] = {}
        self._aligned: dict[tuple[int, int], Aligned] = {}

    def span_of(self, path: str) -> Span | None:
        """The narrowest span known to contain the value at a path."""
        chain = chain_to(self.record, path)
        if chain[-1][0] in (None, ()) or chain[0][1].startswith(NOT_READ):
            return None
        # What is above a value whose span was kept need not be looked at: it may have thousands of rows.
        first = next((n for n in reversed(range(len(chain))) if self._kept(*chain[n]) is not None), 0)
        here: Span | None = None
        owner: Any = next((value for value, _ in reversed(chain[:first]) if names_of(value.__class__)), self.record)
        for value, at in chain[first:]:
            if isinstance(value, tuple) and at != path:  # its members are where it is; it may have thousands
                here = self._kept(value, at) or here
                continue
            here = self._narrow(value, at, owner, here)
            owner = value if names_of(value.__class__) else owner
        return here

    def aligned(self, span: Span) -> Aligned:
        """The text of a span, to search in."""
        place = span.start, span.end
        if place not in self._aligned:
            self._aligned[place] = Aligned.of(self.origin.source.slice(span), span.start)
        return self._aligned[place]

    def places(self) -> Iterator[Place]:
        """See ``ElectionRecord.places``."""
        found: list[Place] = []
        for name in names_of(ElectionRecord):
            if not name.startswith(NOT_READ) and _has_value(value := getattr(self.record, name)):
                self._add_places(found, value, name, self.record, None)
        return iter(found)

    def _add_places(self, found: list[Place], value: Any, path: str, owner: Any, here: Span | None) -> None:
        here = self._narrow(value, path, owner, here)
        if isinstance(value, tuple):
            for index, item in enumerate(value):
                self._add_places(found, item, f"{path}[{index}]", owner, here)
            return
        if here is not None:
            found.append(Place(path, value, here))
        for name in names_of(value.__class__):
            inner = getattr(value, name)
            if inner is not None and inner != ():
                self._add_places(found, inner, f"{path}.{name}", value, here)

    def _narrow(self, value: Any, path: str, owner: Any, here: Span | None) -> Span | None:
        """The span of a value, given the span of the object that it belongs to, if that has one."""
        if path not in self._found:
            self._found[path] = self._find(value, path, owner, here)
        return self._found[path]

    def _find(self, value: Any, path: str, owner: Any, here: Span | None) -> Span | None:
        kept = self._kept(value, path)
        here = kept or here
        if (
            getattr(value, "span", None) is not None
            or (kept is not None and names_of(value.__class__))
            or here is None
            or NOT_WORDS.search(path)
        ):
            return here if here is not None else self._object(value, path, None)
        if mark := MARK.search(path):
            at = _starts_of(owner.marks, self.aligned(here).text)[int(mark[1])]
            return self.aligned(here).span(at, at + len(value))
        if isinstance(value, tuple):
            return self._hull(self._items(value, path, owner, here)) or here
        if isinstance(owner, ResultRow):
            return self._in_row(value, path, owner) or here
        if names_of(value.__class__):
            return self._object(value, path, here)
        if path.endswith((".given_name", ".family_name")):
            return self.aligned(here).first(str(value), ignore_case=True) or here  # TOKAYEV is Tokayev
        if isinstance(owner, Name):
            return _in_name(value, path, self.aligned(here)) or here
        if isinstance(owner, Block):
            return self._in_block(value, path, owner) or here
        return self._in_words(value, here) or here

    def _kept(self, value: Any, path: str) -> Span | None:
        """The span that a reader has kept for a value."""
        span: Span | None = getattr(value, "span", None)
        return span or self.origin.spans.get(path) or self.origin.spans.get(SAME_SPAN.get(path, ""))

    def _items(self, values: tuple[Any, ...], path: str, owner: Any, here: Span | None) -> Iterable[Span | None]:
        return (self._narrow(value, f"{path}[{index}]", owner, here) for index, value in enumerate(values))

    def _object(self, value: Any, path: str, here: Span | None) -> Span | None:
        """The span of an object is that of its text, or else it covers the spans of its fields.

        If the words of a field could be anywhere in the text that the object was read from, so could the object.
        """
        if not names_of(value.__class__):
            return here
        text = getattr(value, "text", None)
        if text and here is not None:
            aligned = self.aligned(here)
            in_parentheses = isinstance(value, LocalName) and not path.startswith("election.contest.")
            return (aligned.last(text) if in_parentheses else aligned.first(text)) or here
        fields = ((f"{path}.{name}", getattr(value, name)) for name in names_of(value.__class__))
        written = ((at, inner) for at, inner in fields if _has_value(inner) and not NOT_WORDS.search(at))
        spans = [self._narrow(inner, at, value, here) for at, inner in written]
        return self._hull(spans) or here

    @staticmethod
    def _hull(spans: Iterable[Span | None]) -> Span | None:
        found = [span for span in spans if span is not None]
        return Span(min(span.start for span in found), max(span.end for span in found)) if found else None

    def _in_row(self, value: Any, path: str, row: ResultRow) -> Span | None:
        """The span of a row's name or of one of its cells, or of a figure read from its cells."""
        row_path, _, field = path.rpartition(".")
        line = self.origin.spans.get(row_path)
        if line is not None:
            text = self.aligned(line)
            return cell_of(field, row, text, cells_of(row.cells, text.text))
        # A row of results that only the body gives is read from a line of prose.
        return self._in_words(value, row.span) if row.span is not None and not names_of(value.__class__) else None

    def _in_block(self, value: Any, path: str, block: Block) -> Span | None:
        """The span of a block's text without its children, of its key, or of its value."""
        assert block.span is not None
        first = block.children[0].span if block.children else None
        own = self.aligned(Span(block.span.start, first.start if first is not None else block.span.end))
        if path.endswith(".value") and block.key is not None:
            after = own.text.find(":") + 1
            return self.aligned(Span(own.starts[after], own.ends[-1])).first(str(value)) if after else None
        return own.first(str(value)) if path.endswith((".text", ".key")) else None

    def _in_words(self, value: Any, here: Span) -> Span | None:
        """The span of a value in a text, if it is there once, or each time in the same words."""
        text = self.aligned(here)
        if isinstance(value, bool):
            return None
        if isinstance(value, Enum):
            return text.first(str(value.value).replace("_", " "), ignore_case=True)
        if isinstance(value, (int, float)):
            return text.only_figure(value)
        found = text.first(value)
        if found is None and ISO_DATE.fullmatch(value):
            place = _dates_in(text.text, None).get(value) or _dates_in(text.text, int(value[:4])).get(value)
            found = text.span(*place) if place is not None else None
        return found


@remembered
def _dates_in(text: str, year: int | None) -> dict[str, tuple[int, int]]:
    """The dates in a text, each with the place of the fewest words that give it, or else give it without its year."""
    found: dict[str, tuple[int, int]] = {}
    words = list(WORD.finditer(text))
    edges = [EDGE_OF_DATE.match(word[0]) is not None for word in words]
    for length in range(1, DATE_WORDS + 1):
        for at, (first, last) in enumerate(zip(words, words[length - 1 :], strict=False)):
            if not (edges[at] and edges[at + length - 1]):
                continue
            written = text[first.start() : last.end()].strip(",;.:")
            value = date.parse(written, year=year).value if any(c.isdigit() for c in written) else None
            if value is not None and value not in found:
                start = text.index(written, first.start())
                found[value] = (start, start + len(written))
    return found


@remembered
def _starts_of(marks: tuple[str, ...], text: str) -> list[int]:
    """Where the marks of a heading begin, one after another: ``Electoral System* [1]:``."""
    starts: list[int] = []
    end = 0
    for mark in marks:
        starts.append(text.index(mark, end))
        end = starts[-1] + len(mark)
    return starts


def _has_value(value: Any) -> bool:
    return value is not None and value != ()


def _in_name(value: Any, path: str, text: Aligned) -> Span | None:
    """The span of a part of a name. Text in parentheses is searched for from the end, as is the English name of a
    contest.
    """
    field = path.rpartition(".")[2]
    is_contest = path.startswith("election.contest.")
    if field in ("parenthetical", "acronym") or (field == "english" and is_contest):
        return text.last(str(value))
    return text.first(str(value)) if isinstance(value, str) else None
