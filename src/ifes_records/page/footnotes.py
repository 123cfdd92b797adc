"""Footnotes: the lines that each note explains.

Records use a mark again for another note further down, have notes out of order, and have marks without a note.
So a note explains the marks of its kind above it, as far up as the previous note with that mark.
"""

from __future__ import annotations

import re
from collections import Counter, deque
from functools import cache

from attrs import frozen

from ifes_records.diagnostics import Diagnostic, quoted
from ifes_records.model.body import Block, BlockType, Footnote, Section
from ifes_records.page.context import Context
from ifes_records.span import Span
from ifes_records.text.grammars import pattern


@frozen
class Mark:
    """A footnote mark in the text."""

    text: str
    line: int


@frozen
class Note:
    """A footnote; one with ``only_if_marked`` is an ordinary line unless its mark is above it."""

    mark: str
    text: str
    span: Span
    line: int
    only_if_marked: bool = False


# A record can have a few notes whose marks were lost.
MOST_UNMARKED = 3

# 1 The number follows the census of 2015.
DIGIT_NOTE = re.compile(r"(\d{1,2}) +(?=[^\W\d_])")
# *      [1]      1 in (2022 est.)1
_BEGINS_MARK = re.compile(r"\*|\[|\)\d")


def read_footnotes(sections: tuple[Section, ...], context: Context) -> tuple[Footnote, ...]:
    """Read the footnotes of a record, in the order of the text, each with the lines that it explains."""
    found: list[Mark | Note] = []
    for section in sections:
        if section.heading is not None and section.span is not None:
            line = context.source.line(section.span.start)
            found.extend(Mark(mark, line) for mark in section.marks)
        for block in section.blocks:
            found.extend(_read_block(block, context))
    footnotes = tuple(_match_notes(found, context))
    unmarked = [note for note in footnotes if not note.refers_to]
    if len(unmarked) > MOST_UNMARKED:
        message = f"{len(unmarked)} lines were read as notes that nothing refers to; they may be bullets."
        context.report(Diagnostic("W-NOTES-UNMARKED", message, "footnotes", unmarked[0].span))
    return footnotes


def _read_block(block: Block, context: Context) -> list[Mark | Note]:
    assert block.span is not None
    source = context.source
    first = block.children[0].span if block.children else None
    own = Span(block.span.start, first.start if first else block.span.end)
    text = source.slice(own)
    found: list[Mark | Note] = []
    if block.type is BlockType.NOTE:
        match = pattern("MARK").match(text)
        assert match is not None
        span = source.trim(own.start + match.end(), own.end)
        note = Note(match[0], source.read(span), block.span, source.line(own.start))
        return [note, *_read_marks(span, context)]
    digit = DIGIT_NOTE.match(text) if block.type is BlockType.PARAGRAPH else None
    if digit:
        written = source.read(source.trim(own.start + digit.end(), own.end))
        found.append(Note(digit[1], written, block.span, source.line(own.start), only_if_marked=True))
    found.extend(_read_marks(own, context))
    for child in block.children:
        found.extend(_read_block(child, context))
    return found


def _read_marks(span: Span, context: Context) -> list[Mark]:
    text = context.source.slice(span)
    found = _marks().finditer(text) if _BEGINS_MARK.search(text) else ()
    return [Mark(m["mark"] or m["digit"], context.source.line(span.start + m.start())) for m in found]


@cache
def _marks() -> re.Pattern[str]:
    """Marks; a bare digit is one only after a closing parenthesis: ``(2022 est.)1``."""
    return re.compile(rf"(?P<mark>{pattern('MARK').pattern})|(?<=\))(?P<digit>\d{{1,2}})(?![\d%])")


def _match_notes(found: list[Mark | Note], context: Context) -> list[Footnote]:
    """Match each run of notes with the marks above it that no earlier note has explained."""
    unexplained: dict[str, deque[Mark]] = {}
    footnotes: list[Footnote] = []
    index = 0
    while index < len(found):
        item = found[index]
        if isinstance(item, Note) and item.only_if_marked and item.mark not in unexplained:
            index += 1
            continue
        if isinstance(item, Mark):
            unexplained.setdefault(item.text, deque()).append(item)
            index += 1
            continue
        run: list[Note] = []
        inner: list[Mark] = []
        while index < len(found) and (isinstance(found[index], Note) or found[index].line == run[-1].line):
            piece = found[index]
            if isinstance(piece, Note):
                if run and piece.only_if_marked and piece.mark not in unexplained:
                    break  # `15 April 2022 for candidates` below `[1] Provisional.` is not note 15
                run.append(piece)
            else:
                inner.append(piece)
            index += 1
        footnotes.extend(_match_run(run, unexplained, context))
        for mark in inner:
            unexplained.setdefault(mark.text, deque()).append(mark)
    first = {text: marks[0].line for text, marks in unexplained.items()}
    if first:
        line = min(first.values())
        start = context.source.line_starts[line - context.source.lines_above - 1]
        message = f"No note below explains {', '.join(map(quoted, first))}."
        context.report(Diagnostic("I-MARK-UNEXPLAINED", message, "sections", Span(start, start)))
    return footnotes


def _match_run(run: list[Note], unexplained: dict[str, deque[Mark]], context: Context) -> list[Footnote]:
    footnotes = []
    remaining = Counter(note.mark for note in run)
    for note in run:
        remaining[note.mark] -= 1
        marks = unexplained.get(note.mark, deque())
        # If a run has several notes with one mark, each explains one occurrence, and the last explains the rest.
        mine = [marks.popleft()] if remaining[note.mark] and marks else list(marks)
        if not remaining[note.mark] or not marks:
            unexplained.pop(note.mark, None)
        if not mine:
            message = f"The mark of this note, {quoted(note.mark)}, is nowhere above it."
            context.report(Diagnostic("I-NOTE-UNMARKED", message, "footnotes", note.span))
        lines = tuple(dict.fromkeys(mark.line for mark in mine))
        footnotes.append(Footnote(note.mark, note.text, note.line, lines, span=note.span))
    return footnotes
