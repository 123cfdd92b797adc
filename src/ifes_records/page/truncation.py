"""Texts that break off in mid-line, as dumps with a length limit do."""

from __future__ import annotations

import re

from attrs import evolve

from ifes_records.model import Span, UnreadLine
from ifes_records.page.context import Context
from ifes_records.text.grammars import could_become_label
from ifes_records.text.source_text import SourceText

BULLET = re.compile(r"^ *[•·●▪◦‣§-]? *")
CONTEST = re.compile(r"elections? for |(?:[^\W\d_]+ ){0,3}referendum (?:on|of|about) ", re.IGNORECASE)
# Looked for from the end, so that a long figure is read once.
FIGURE_REVERSED = re.compile(r"[\d,][\d,.]*(?<=\d)")
ENDS = re.compile(r"[.!?:)\]*”\"'’»…%\d]$")
# A line of prose with fewer words may be an item of a list, which has no full stop.
PROSE_WORDS = 6


def look_at_end(context: Context) -> tuple[SourceText, bool]:
    """Tell whether the text breaks off, and take a label that breaks off out of the grammar's way.

    ``Main candida`` is not a paragraph, nor a heading: it is kept under ``unread``. The source returned has
    blanks in its place.
    """
    source = context.source
    if source.text.endswith(("\n", "\r")) or not source.text.strip():
        return source, False
    start = source.line_starts[-2]
    span = source.trim(start, len(source.text))
    line = source.scan[span.start : span.end]
    if len(line) > 2 and could_become_label(line) and not could_become_label(line + "\n"):
        text = source.read(span)
        context.unread.append(UnreadLine(source.line(span.start), text, span))
        context.report(
            "I-TRUNCATED",
            f"the text breaks off in {text!r}, which may begin a label; it was kept under 'unread'",
            span,
        )
        scan = source.scan[: span.start] + " " * (span.end - span.start) + source.scan[span.end :]
        context.source = evolve(source, scan=scan)
        return context.source, True
    content = BULLET.sub("", line)
    figure = FIGURE_REVERSED.match(line[::-1])
    if figure and not re.fullmatch(r".*\b(?:19|20)\d\d", line):
        where = Span(span.end - figure.end(), span.end)
        message = f"the text ends with the figure {figure[0][::-1]!r}, which may be cut off"
        context.report("W-TRUNCATED-FIGURE", message, where)
        return source, True
    cut = (
        len(source.text) > span.end
        or not content
        or content.endswith(":")
        or could_become_label(content, keys=True)
        or bool(CONTEST.match(content))
        or any(line.count(opening) > line.count(closing) for opening, closing in ("()", "[]", "“”", "«»"))
        or (len(content.split()) >= PROSE_WORDS and not ENDS.search(line))
    )
    if cut:
        context.report("I-TRUNCATED", "the text breaks off here", Span(span.end, span.end))
    return source, cut
