"""Every figure of a line is in a fact, or its line has a diagnostic that says which figures were left out."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache
from typing import Any

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
    facts = list(_facts(tuple(getattr(record, name) for name in (*FACTS, "results"))))
    found_at = sorted(fact.span.start for fact in facts)
    blocks = [
        (block, path)
        for index, section in enumerate(record.sections)
        if section.kind in KINDS and (section.kind not in ONLY_WITH_FACTS or _has_fact(section, found_at))
        for block, path in _blocks(section.blocks, f"sections[{index}].blocks")
        if FIGURE.search(block.text) or any(_in_words(block.text))
    ]
    if not blocks:
        return
    starts = [block.span.start for block, _ in blocks if block.span]
    held: list[set[str]] = [set() for _ in blocks]
    for fact in facts:
        span = fact.span
        near = range(max(0, bisect_left(starts, span.start + 1) - 1), bisect_left(starts, span.end))
        figures = set[str]()
        if near:
            _add_figures(fact, figures)
        for at in near:
            end = blocks[at][0].span
            if end is not None and end.end > span.start:
                held[at] |= figures
    notes = {note.mark for note in record.footnotes}
    told = {each.line for each in context.diagnostics if each.effect is Effect.OMITTED}
    for (block, path), known in zip(blocks, held, strict=True):
        text, offset = body.own_text(block)
        if "\n" not in text.rstrip() and context.source.line(offset) in told:
            continue
        if known.issuperset(map(_plain, FIGURE.findall(text))) and not any(_in_words(text)):
            continue
        plain = MARK.sub(lambda found: found[0] if _may_be_figure(found[0], notes) else _blank(found), text)
        left = sorted(Span(offset + at.start, offset + at.end) for at, value in _written(plain) if value not in known)
        lines = {context.source.line(span.start) for span in left}
        if left and not lines & told:
            figures_ = ", ".join(dict.fromkeys(quoted(body.source.slice(span)) for span in left[:5]))
            more = ", …" if len(left) > 5 else ""
            message = f"No fact was read from the figures {figures_}{more} of this line."
            body.report(Diagnostic("I-FIGURES", message, path, left[0]))


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


def _facts(value: Any) -> Iterator[Any]:
    """The facts with a span."""
    if isinstance(value, tuple):
        for item in value:
            yield from _facts(item)
    elif names := names_of(value.__class__):
        if getattr(value, "span", None) is not None:
            yield value
            yield from _facts(getattr(value, "together_with", ()))  # each may have a line of its own
        else:
            yield from _facts(tuple(getattr(value, name) for name in names))


def _add_figures(value: Any, figures: set[str]) -> None:
    """Add the figures in a fact to others."""
    if isinstance(value, str):
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
