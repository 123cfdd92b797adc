"""Each figure in a line that facts are read from is in a fact, or its line has a diagnostic: none is lost in silence.

The figures of the facts are gathered here by themselves, not by the code that reports them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import given
from reading import CORPUS, read

from ifes_records import ElectionRecord, parse
from ifes_records.model import Block, BlockType, SectionKind, Span
from ifes_records.model.record import FACTS, names_of
from ifes_records.strategies import any_texts, damaged_texts

FIXTURES = sorted((Path(__file__).parents[2] / "fixtures").glob("*/*.txt"))

# Sections of other kinds have prose that no fact is read from. Text without a heading may have some, or none.
WITH_FACTS = {
    SectionKind(kind)
    for kind in (
        *("stakes", "government", "electoral_system", "contenders", "last_election", "deadlines", "population"),
        *("gender", "disability", "ifes", "general"),
    )
}
FIGURE = re.compile(r"\d(?:[\d,]*\d)?(?:\.\d+)?")
# Days and months of dates in figures, and rounds, which are a method.
READ_OTHERWISE = re.compile(r"\b\d{1,2}[./-]\d{1,2}[./-](?=\d{4}\b)|\b[12](?=[ -]rounds?\b)")
# Numbers in words before what is counted: nine seats      five-year terms      (larger ones are not looked for here)
WORDS = dict(zip("two three four five six seven eight nine ten eleven twelve".split(), range(2, 13), strict=True))
IN_WORDS = re.compile(
    rf"\b({'|'.join(WORDS)})[- ](?:seats?|members?|deputies|senators|mandates|years?)\b", re.IGNORECASE
)
MARK = re.compile(r"\[\w{1,6}\]|\*|[¹²³⁴-⁹⁰]+|(?<=\))\d(?=\s|$)")


def objects(value: Any) -> Iterator[Any]:
    if attrs.has(type(value)):
        yield value
        for name in names_of(value.__class__):
            yield from objects(getattr(value, name))
    elif isinstance(value, tuple):
        for item in value:
            yield from objects(item)


def figures_of(fact: Any) -> set[float]:
    """The numbers in the fields of a fact, and in those of the objects in it, that are not words of the text."""
    found: set[float] = set()
    for thing in objects(fact):
        for name in names_of(thing.__class__):
            value = getattr(thing, name)
            if name in ("text", "note", "detail", "line") or isinstance(value, bool):
                continue
            for item in value if isinstance(value, tuple) else (value,):
                if isinstance(item, int | float | str):
                    found |= {float(each) for each in re.findall(r"\d+(?:\.\d+)?", str(item).replace(",", ""))}
                    found |= {float(WORDS[word.lower()]) for word in IN_WORDS.findall(str(item))}
    return found


def blocks_of(blocks: tuple[Block, ...]) -> Iterator[Block]:
    for block in blocks:
        yield block
        yield from blocks_of(block.children)


def left_in_silence(record: ElectionRecord) -> list[str]:
    """The figures that are in no fact of their line and that no diagnostic is about, each with its line."""
    source = record.origin.source if record.origin else None
    assert source is not None
    lines = {source.line(each.span.start) for each in record.diagnostics if each.span}
    facts = [
        (fact.span, figures_of(fact))
        for name in (*FACTS, "results")
        for fact in objects(getattr(record, name))
        if getattr(fact, "span", None)
    ]
    left = []
    for section in record.sections:
        assert section.span is not None
        has_facts = any(section.span.start <= where.start < section.span.end for where, _ in facts)
        is_read = has_facts if section.kind is SectionKind.UNTITLED else section.kind in WITH_FACTS
        for block in blocks_of(section.blocks) if is_read else ():
            assert block.span is not None
            span = Span(
                block.span.start,
                block.children[0].span.start if block.children and block.children[0].span else block.span.end,
            )
            held = set().union(*(each for where, each in facts if where.start < span.end and where.end > span.start))
            own = range(source.line(span.start), source.line(max(span.start, span.end - 1)) + 1)
            if block.type is BlockType.NOTE or not lines.isdisjoint(own):
                continue
            left += [
                f"{word} in {block.text!r}"
                for word in IN_WORDS.findall(block.text)
                if WORDS[word.lower()] not in held
            ]
            for figure in FIGURE.findall(READ_OTHERWISE.sub(" ", MARK.sub(" ", block.text))):
                if float(figure.replace(",", "")) not in held:
                    left.append(f"{figure} in {block.text!r}")
    return left


@given(any_texts())
def test_no_figure_of_any_text_is_left_out_in_silence(text: str) -> None:
    assert left_in_silence(parse(text)) == []


@given(damaged_texts())
def test_no_figure_of_a_damaged_text_is_left_out_in_silence(damaged: Any) -> None:
    assert left_in_silence(parse(damaged.text)) == []


@pytest.mark.parametrize("path", FIXTURES, ids=lambda path: path.stem)
def test_no_figure_of_a_fixture_is_left_out_in_silence(path: Path) -> None:
    text = path.read_bytes().decode("utf-8-sig", errors="replace")
    assert left_in_silence(parse(text)) == []


@pytest.mark.skipif(not CORPUS, reason="the corpus is not in this checkout")
def test_no_figure_of_the_corpus_is_left_out_in_silence() -> None:
    assert {path.stem: left for path in CORPUS if (left := left_in_silence(read(path)))} == {}
