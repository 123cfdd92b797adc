"""Every value that was read has a span: inside its parent's span, apart from those of its siblings.

The text of the span is this value, or contains it: a span is never that of another value.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import chain, pairwise
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import example, given
from reading import CORPUS, read

from ifes_records import ElectionRecord, parse, parse_dump
from ifes_records.model import Participation, Span
from ifes_records.model.located import Located
from ifes_records.model.record import names_of, origin_of
from ifes_records.strategies import any_texts, texts
from ifes_records.text.grammars import pattern
from ifes_records.text.normal_form import letters_only, squeeze
from ifes_records.trace.locate import NOT_READ, Spans
from ifes_records.values import count, date

ROOT = Path(__file__).parent.parent.parent
WRITTEN = sorted(chain(*((ROOT / "fixtures" / folder).glob("*.txt") for folder in ("records", "broken"))))

# A heading above several tables is outside the spans of all but the first.
OWN_PLACES = ("heading",)


def told(value: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """The paths of all that a record says, with the values."""
    if isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from told(item, f"{path}[{index}]")
    elif attrs.has(type(value)):
        if path:
            yield path, value
        for name in names_of(value.__class__):
            inner = getattr(value, name)
            if name not in NOT_READ and inner not in (None, ()):
                yield from told(inner, f"{path}.{name}".lstrip("."))
    else:
        yield path, value


def parent_of(path: str) -> str:
    """The path of what a value is part of; empty for the record."""
    return path[: max(path.rfind("."), path.rfind("["), 0)]


def assert_placed(record: ElectionRecord, text: str) -> None:
    """Every value has a span in the text, inside its parent's, and the words of a text are there."""
    span_of = cache(Spans(record).span_of)
    for path, value in told(record):
        span = span_of(path)
        if span is None:
            assert attrs.has(type(value)) or isinstance(value, bool) or path.endswith((".kind", ".status")), path
            continue
        assert 0 <= span.start <= span.end <= len(text), path
        above = span_of(parent_of(path)) if parent_of(path) else None
        assert above is None or above.holds(span) or path.endswith(OWN_PLACES), path
        if isinstance(value, str) and path.endswith(
            (".english", ".parenthetical", ".question", ".title", ".heading")
        ):
            # A contender's name is without the marks in its text: `o [2] Ibid.`
            written = pattern("MARK").sub(" ", text[span.start : span.end]) if "contenders" in path else None
            written = letters_only(squeeze(written or text[span.start : span.end]))
            if path.startswith("contenders") and value == "Independents":  # `INDEPENDENT: 9 candidates`
                assert "independent" in written.casefold(), path
            else:
                assert letters_only(value) in written, path


@given(any_texts("record"))
def test_every_value_of_a_record_has_a_span(text: str) -> None:
    """In a whole record."""
    assert_placed(parse(text), text)


@given(any_texts("lines"))
@example("Election for Senate\n\nMain candidates in the electoral race:\n\n  • INDEPENDENT:0\n")
def test_every_value_has_a_span_where_lines_are_in_any_order(text: str) -> None:
    """Where lines stand in any order."""
    assert_placed(parse(text), text)


def assert_places_are_the_spans(record: ElectionRecord) -> None:
    """`places()` gives each value that has a span, once, with the span that `span_of` gives."""
    spans = [(path, value, span) for path, value in told(record) if (span := record.span_of(path)) is not None]
    assert [(place.path, place.value, place.span) for place in record.places()] == spans


def assert_lines_are_those_of_spans(record: ElectionRecord) -> None:
    """Every object with a span has the line that the span begins in."""
    line_of = origin_of(record).source.line
    located = [value for _, value in told(record) if isinstance(value, Located) and value.span is not None]
    assert [value.line for value in located] == [line_of(value.span.start) for value in located if value.span]


@given(any_texts())
def test_every_value_of_any_text_has_a_span(text: str) -> None:
    """In any text; what stands side by side in a record stands apart in the text."""
    record = parse(text)
    assert_placed(record, text)
    assert_places_are_the_spans(record)
    assert_lines_are_those_of_spans(record)
    assert_apart(record)


EXACT = re.compile(
    r"results\[\d+\]\.(?:heading|question|rows\[\d+\]\.(?:name\.(?:text|english|acronym|parenthetical|local\[\d+\]\.text)|cells\[\d+\]))"
    r"|election\.(?:date_text|status_text|country\.(?:formal|short)_name|contest\.title|contest\.name\.(?:text|english))"
    r"|participation\.\w+_text|sections\[\d+\]\.(?:heading|blocks\[\d+\](?:\.children\[\d+\])*\.(?:text|key|value))"
    r"|government\.\w+\.(?:title|name|given_name)|footnotes\[\d+\]\.text|stakes\[\d+\]\.(?:body|office)"
)
FIGURE = re.compile(r"results\[\d+\]\.rows\[\d+\]\.(?:votes|seats_won)|participation\.\w+_v(?:otes|oters)")


@given(texts())
def test_the_text_of_a_span_is_the_value(pair: tuple[str, ElectionRecord]) -> None:
    """Where a value of a plain record stands, there stands just this value; siblings stand apart."""
    text, _ = pair
    record = parse(text)
    assert_apart(record)
    places = Spans(record)
    for path, value in told(record):
        span = places.span_of(path)
        written = squeeze(text[span.start : span.end]) if span is not None else None
        if EXACT.fullmatch(path):
            assert written == value, path
        elif FIGURE.fullmatch(path):
            assert written == "-" if value == 0 and written == "-" else count.parse(written or "").value == value, (
                path
            )
        elif path in ("election.date", "modified.record", "modified.results", "modified.election"):
            assert written is not None
            assert value in (
                date.parse_header(written).value,
                date.parse_modified(written).value,
                date.parse(written).value,
            )


# Lists whose entries follow each other in a record, and in its text.
IN_A_ROW = re.compile(
    r"results\[\d+\]\.rows|results\[\d+\]\.rows\[\d+\]\.cells|sections\[\d+\]\.blocks|.*\.children|.*\.marks|unread|footnotes"
)
# Parts of one object that no two of them are read from the same words.
PARTS = (
    ("election.date", "election.status"),
    ("election.country.short_name", "election.country.formal_name"),
    *(("modified.record", f"modified.{other}") for other in ("results", "election")),
)


def assert_apart(record: ElectionRecord) -> None:
    """The spans of rows, cells, blocks and notes are apart, and so are those of the fields of the head."""
    places = Spans(record)
    for path, value in told_lists(record):
        spans = sorted(span for i in range(len(value)) if (span := places.span_of(f"{path}[{i}]")))
        assert all(one.end <= other.start for one, other in pairwise(spans)), path
    counts = [f"participation.{field.name}" for field in attrs.fields(Participation) if field.name[-5:] != "_text"]
    for paths in (counts, *PARTS):
        spans = sorted(span for path in paths if (span := places.span_of(path)))
        assert all(one.end <= other.start for one, other in pairwise(spans)), paths


def told_lists(value: Any, path: str = "") -> Iterator[tuple[str, tuple[Any, ...]]]:
    """The lists of a record whose entries follow each other."""
    if isinstance(value, tuple):
        if IN_A_ROW.fullmatch(path):
            yield path, value
        for index, item in enumerate(value):
            yield from told_lists(item, f"{path}[{index}]")
    elif attrs.has(type(value)):
        for name in names_of(value.__class__):
            if name not in NOT_READ:
                yield from told_lists(getattr(value, name), f"{path}.{name}".lstrip("."))


def assert_file_has_places(path: Path) -> None:
    """The text of a file."""
    record = read(path)
    assert record.origin is not None
    assert_placed(record, record.origin.source.text)
    assert_apart(record)


@pytest.mark.parametrize("path", WRITTEN, ids=lambda path: path.stem)
def test_every_value_of_a_fixture_has_a_span(path: Path) -> None:
    """In the records of the fixtures."""
    assert_file_has_places(path)


@pytest.mark.skipif(not CORPUS, reason="the corpus is not beside this checkout")
def test_every_value_of_the_corpus_has_a_span() -> None:
    """And in those of the corpus."""
    for path in CORPUS:
        assert_file_has_places(path)


def spans_in(value: Any) -> Iterator[Span]:
    """The spans that the objects of a record carry."""
    if isinstance(value, tuple):
        for item in value:
            yield from spans_in(item)
    elif isinstance(value, Span):
        yield value
    elif attrs.has(type(value)):
        for field in attrs.fields(type(value)):
            if field.name != "_origin":
                yield from spans_in(getattr(value, field.name))


@given(any_texts("record"), any_texts("record"))
def test_a_span_in_a_dump_is_an_offset_in_the_whole_text(first: str, second: str) -> None:
    """In the middle of a dump a place is that in the whole text: the same words stand there."""
    alone = parse(second)
    dump = f"{first}\n=====\n{second}"
    found = list(parse_dump(dump))[-1]
    same = attrs.evolve(
        alone, source=found.source, footnotes=found.footnotes, unread=found.unread, diagnostics=found.diagnostics
    )
    if found != same or [line.text for line in found.unread] != [line.text for line in alone.unread]:
        return  # the second text was read as more than one record
    assert found.origin is not None
    assert alone.origin is not None
    above = found.origin.source.start
    assert dump[above:] == found.origin.source.text
    skipped = second.index(found.origin.source.text) if found.origin.source.text else 0
    found_spans, own_spans = (list(spans_in(attrs.evolve(each, diagnostics=()))) for each in (found, alone))
    assert [span.shifted(-above + skipped) for span in found_spans] == own_spans
    places, own = Spans(found), Spans(alone)
    for path, _ in told(alone):
        span, expected = places.span_of(path), own.span_of(path)
        assert (span and span.shifted(-above + skipped)) == expected, path
