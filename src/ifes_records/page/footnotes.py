"""Footnotes: which lines a note explains.

The same mark is used again further down for another note, notes come out of order, and some marks have no
note. A note explains the marks of its kind between it and the last note of that kind above it.
"""

from __future__ import annotations

import re
from collections import Counter, deque

from attrs import frozen

from ifes_records.diagnostics import Diagnostic, quoted
from ifes_records.model.body import Block, BlockType, Footnote, Section
from ifes_records.page.context import Context
from ifes_records.span import Span
from ifes_records.text.grammars import pattern


@frozen
class Mark:
    """A mark in a line."""

    text: str
    line: int


@frozen
class Note:
    """The text of a note."""

    mark: str
    text: str
    span: Span
    line: int
    only_if_marked: bool = False


# 1 The number follows the census of 2015.      (a note only where the digit stands as a mark above it)
DIGIT_NOTE = re.compile(r"(\d{1,2}) +(?=[^\W\d_])")


def read_footnotes(sections: tuple[Section, ...], context: Context) -> tuple[Footnote, ...]:
    """The notes of a record, in the order of the text, each with the lines that it explains."""
    found: list[Mark | Note] = []
    for section in sections:
        if section.heading is not None and section.span is not None:
            line = context.source.line(section.span.start)
            found.extend(Mark(mark, line) for mark in section.marks)
        for block in section.blocks:
            found.extend(_read_block(block, context))
    return tuple(_tie(found, context))


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
    # A bare digit is a mark only after a closing parenthesis: `(2022 est.)1`
    marks = re.compile(rf"(?P<mark>{pattern('MARK').pattern})|(?<=\))(?P<digit>\d{{1,2}})(?![\d%])")
    found = marks.finditer(context.source.slice(span))
    return [Mark(m["mark"] or m["digit"], context.source.line(span.start + m.start())) for m in found]


def _tie(found: list[Mark | Note], context: Context) -> list[Footnote]:
    """Tie each run of notes to the marks above it that no earlier note of the same kind has explained."""
    waiting: dict[str, deque[Mark]] = {}
    footnotes: list[Footnote] = []
    index = 0
    while index < len(found):
        item = found[index]
        if isinstance(item, Note) and item.only_if_marked and item.mark not in waiting:
            index += 1
            continue
        if isinstance(item, Mark):
            waiting.setdefault(item.text, deque()).append(item)
            index += 1
            continue
        run: list[Note] = []
        inner: list[Mark] = []
        while index < len(found) and (isinstance(found[index], Note) or found[index].line == run[-1].line):
            piece = found[index]
            if isinstance(piece, Note):
                if run and piece.only_if_marked and piece.mark not in waiting:
                    break  # `[1] Provisional.` and then `15 April 2022 for candidates`: no note 15
                run.append(piece)
            else:
                inner.append(piece)
            index += 1
        footnotes.extend(_tie_run(run, waiting, context))
        for mark in inner:
            waiting.setdefault(mark.text, deque()).append(mark)
    for marks in waiting.values():
        mark = marks[0]
        start = context.source.line_starts[mark.line - context.source.lines_above - 1]
        message = f"The mark {quoted(mark.text)} has no note below it."
        context.report(Diagnostic("I-MARK-UNEXPLAINED", message, "sections", Span(start, start)))
    return footnotes


def _tie_run(run: list[Note], waiting: dict[str, deque[Mark]], context: Context) -> list[Footnote]:
    footnotes = []
    rest = Counter(note.mark for note in run)
    for note in run:
        rest[note.mark] -= 1
        marks = waiting.get(note.mark, deque())
        # Several notes with one mark in a run explain that mark's places in turn.
        mine = [marks.popleft()] if rest[note.mark] and marks else list(marks)
        if not rest[note.mark] or not marks:
            waiting.pop(note.mark, None)
        if not mine:
            message = f"The mark of this note, {quoted(note.mark)}, is nowhere above it."
            context.report(Diagnostic("I-NOTE-UNMARKED", message, "footnotes", note.span))
        lines = tuple(dict.fromkeys(mark.line for mark in mine))
        footnotes.append(Footnote(note.mark, note.text, note.line, lines, span=note.span))
    return footnotes
