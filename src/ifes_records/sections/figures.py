"""Every figure of a line is in a fact, or its line has a diagnostic that says which figures were left out."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache
from typing import Any

from attrs import define, field

from ifes_records.diagnostics import Diagnostic, Effect, quoted
from ifes_records.model import ElectionRecord
from ifes_records.model.body import Block, Section, SectionKind
from ifes_records.model.record import FACTS, names_of
from ifes_records.page.context import Context
from ifes_records.sections.chambers import count_in
from ifes_records.sections.lines import Body
from ifes_records.span import Span
from ifes_records.text import lexicon
from ifes_records.text.words import MARK, texts_of

# The sections that facts are read from; notes and text without a heading are if a fact was found in them.
KINDS = frozenset(
    {
        *(SectionKind.STAKES, SectionKind.GOVERNMENT, SectionKind.ELECTORAL_SYSTEM, SectionKind.CONTENDERS),
        *(SectionKind.LAST_ELECTION, SectionKind.DEADLINES, SectionKind.POPULATION, SectionKind.GENDER),
        *(SectionKind.DISABILITY, SectionKind.IFES, SectionKind.GENERAL, SectionKind.UNTITLED, SectionKind.NOTES),
    }
)
ONLY_WITH_FACTS = (SectionKind.UNTITLED, SectionKind.NOTES)
FIGURE = re.compile(r"\d(?:[\d,]*\d)?(?:\.\d+)?")
# The days and months of dates in figures, and rounds, which are read as a method: 01.06.2019      in 2 rounds
NO_FIGURES = re.compile(r"\b\d{1,2}[./-]\d{1,2}[./-](?=\d{4}\b)|\b[12](?=[ -]rounds?\b)")
VALUE = re.compile(r"\d+(?:\.\d+)?")
# Fields that repeat the text, and hold no value.
TEXTS = frozenset({"text", "note", "detail", "line"})


def report_left_out(record: ElectionRecord, body: Body, context: Context) -> None:
    """Report the figures of each line that are in no fact, unless the line has a diagnostic already."""
    facts = list[Any]()
    _add_facts(tuple(getattr(record, name) for name in (*FACTS, "results")), facts)
    found_at = sorted(fact.span.start for fact in facts)
    told = {each.line for each in context.diagnostics if each.effect is Effect.OMITTED}
    lines = [
        Line(path, block.span or Span(0, 0), *body.own_text(block))
        for index, section in enumerate(record.sections)
        if section.kind in KINDS and (section.kind not in ONLY_WITH_FACTS or _has_fact(section, found_at))
        for block, path in _blocks(section.blocks, f"sections[{index}].blocks")
        if FIGURE.search(block.text) or any(_in_words(block.text))
    ]
    for line in lines:
        line.is_told = "\n" not in line.text.rstrip() and context.source.line(line.offset) in told
    _hold(facts, lines)
    notes = {note.mark for note in record.footnotes}
    for line in lines:
        left = [] if line.is_told else line.left_out(notes)
        if left and told.isdisjoint(context.source.line(span.start) for span in left):
            figures = ", ".join(dict.fromkeys(quoted(body.source.slice(span)) for span in left[:5]))
            more = ", …" if len(left) > 5 else ""
            message = f"No fact was read from the figures {figures}{more} of this line."
            body.report(Diagnostic("I-FIGURES", message, line.path, left[0]))


@define
class Line:
    """A line with figures, without the lines below it."""

    path: str
    span: Span
    """With the lines below it."""
    text: str
    offset: int
    is_told: bool = False
    """Whether a diagnostic says anyway what was left out."""
    held: set[str] = field(factory=set)
    """The figures of the facts that were read from it."""

    def left_out(self, notes: set[str]) -> list[Span]:
        """The figures that are in no fact; ``notes`` are the marks of the record's footnotes."""
        plain = MARK.sub(lambda found: found[0] if _may_be_figure(found[0], notes) else _blank(found), self.text)
        figures = FIGURE.findall(plain)
        is_whole = all(map(str.isdigit, figures))  # none may be a part of a date: 3,01.06.2019
        if is_whole and self.held.issuperset(map(_plain, figures)) and not any(_in_words(plain)):
            return []
        found = sorted(_written(plain))
        return [Span(self.offset + at.start, self.offset + at.end) for at, value in found if value not in self.held]


def _hold(facts: list[Any], lines: list[Line]) -> None:
    """Give each line the figures of the facts that were read from it."""
    starts = [line.span.start for line in lines]
    for fact in facts:
        span = fact.span
        near = lines[max(0, bisect_left(starts, span.start + 1) - 1) : bisect_left(starts, span.end)]
        own = [line for line in near if not line.is_told and line.span.end > span.start]
        if own:
            figures = set[str]()
            _add_figures(fact, figures)
            for line in own:
                line.held |= figures


def _has_fact(section: Section, found_at: list[int]) -> bool:
    span = section.span or Span(0, 0)
    return bisect_left(found_at, span.start) < bisect_left(found_at, span.end)


def _written(text: str) -> Iterator[tuple[Span, str]]:
    """Yield the spans and values of the figures in a text."""
    for found in FIGURE.finditer(NO_FIGURES.sub(_blank, text)):
        yield Span(found.start(), found.end()), _plain(found[0])
    for found in _in_words(text):
        yield Span(found.start(), found.end()), str(count_in(found[0]))


def _in_words(text: str) -> Iterator[re.Match[str]]:
    """The numbers in words before what is counted: ``nine seats``, ``two hundred and six members``, the ``five`` in
    ``one five-year term``.
    """
    small = text.casefold()
    return _number_in_words().finditer(text) if any(map(small.__contains__, _number_words())) else iter(())


@cache
def _number_words() -> tuple[str, ...]:
    return tuple(texts_of(lexicon.regexp("NUMBER_WORD")))


@cache
def _number_in_words() -> re.Pattern[str]:
    word, ones, first = lexicon.regexp("NUMBER_WORD"), lexicon.regexp("ONES"), lexicon.initial("NUMBER_WORD")
    return re.compile(
        rf"\b(?={first})(?!{ones} {ones}\b){word}(?:[- ](?:and[- ])?{word})*"
        rf"(?=[- ](?:{lexicon.regexp('MORE_WORD')} )?{lexicon.regexp('COUNTED_NOUN')}\b)"
    )


def _may_be_figure(mark: str, notes: set[str]) -> bool:
    """Whether a mark may be a figure: a bare digit that no note explains, ``Yes (20 June 2002)4``."""
    return mark.isascii() and mark.isdigit() and mark not in notes


def _blank(found: re.Match[str]) -> str:
    return " " * len(found[0])


def _blocks(blocks: tuple[Block, ...], path: str) -> Iterator[tuple[Block, str]]:
    for index, block in enumerate(blocks):
        own = f"{path}[{index}]"
        if block.span is not None:
            yield block, own
        yield from _blocks(block.children, f"{own}.children")


def _add_facts(value: Any, facts: list[Any]) -> None:
    """Add the facts with a span to others."""
    if isinstance(value, tuple):
        for item in value:
            _add_facts(item, facts)
    elif names := names_of(value.__class__):
        if getattr(value, "span", None) is not None:
            facts.append(value)
            _add_facts(getattr(value, "together_with", ()), facts)  # each may have a line of its own
        else:
            for name in names:
                _add_facts(getattr(value, name), facts)


def _add_figures(value: Any, figures: set[str]) -> None:
    """Add the figures in a fact to others."""
    if isinstance(value, str):
        if value.isalpha():
            return
        figures.update(map(_plain, VALUE.findall(value.replace(",", ""))))
        figures.update(str(count_in(found[0])) for found in _number_in_words().finditer(value))
    elif isinstance(value, tuple):
        for item in value:
            _add_figures(item, figures)
    elif names := _names_of_values(value.__class__):
        for name in names:
            if (inner := getattr(value, name)) is not None:
                _add_figures(inner, figures)
    elif not isinstance(value, bool):
        figures.update(map(_plain, VALUE.findall(str(value))))


@cache
def _names_of_values(cls: type) -> tuple[str, ...]:
    return tuple(name for name in names_of(cls) if name not in TEXTS)


def _plain(figure: str) -> str:
    """A figure without commas and leading zeros: ``1,204`` and ``01204`` are the same."""
    digits = figure.replace(",", "")
    return f"{float(digits):g}" if "." in digits else digits.lstrip("0") or "0"
