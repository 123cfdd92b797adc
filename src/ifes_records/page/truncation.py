"""Texts that break off in mid-line, as dumps with a length limit do."""

from __future__ import annotations

import re

from ifes_records.diagnostics import Diagnostic, quoted
from ifes_records.page.context import Context
from ifes_records.span import Span
from ifes_records.text.grammars import could_become_label

BULLET = re.compile(r"^ *[•·●▪◦‣§-]? *")
CONTEST = re.compile(r"elections? for |(?:[^\W\d_]+ ){0,3}referendum (?:on|of|about) ", re.IGNORECASE)
# A figure at the end of a line, matched against the reversed line so that it takes linear time.
FIGURE_REVERSED = re.compile(r"[\d,][\d,.]*(?<=\d)")
ENDS = re.compile(r"[.!?:)\]*”\"'’»…%\d]$")
# A shorter line may be an item of a list, which needs no full stop.
PROSE_WORDS = 6


def detect_truncation(context: Context) -> bool:
    """Return whether the text breaks off in mid-line; a label that breaks off is hidden from the grammar.

    ``Main candida`` is neither a paragraph nor a heading, so it is kept under ``unread``.
    """
    source = context.source
    if source.text.endswith(("\n", "\r")) or not source.text.strip():
        return False
    span = source.trim(source.line_starts[-2], source.end)
    line = source.slice(span)
    if len(line) > 2 and could_become_label(line) and not could_become_label(line + "\n"):
        context.keep_unread(span)
        message = (
            f"The text breaks off in {quoted(source.read(span))}, which may begin a label; "
            "it was kept under “unread”."
        )
        context.report(Diagnostic("I-TRUNCATED", message, "unread", span))
        context.source = source.blanked([span])
        return True
    content = BULLET.sub("", line)
    figure = FIGURE_REVERSED.match(line[::-1])
    if figure and not re.fullmatch(r".*\b(?:19|20)\d\d", line):
        message = f"The text ends with the figure {quoted(figure[0][::-1])}, which may be cut off."
        context.report(Diagnostic("W-TRUNCATED-FIGURE", message, None, Span(span.end - figure.end(), span.end)))
        return True
    cut = (
        source.end > span.end
        or not content
        or content.endswith(":")
        or could_become_label(content, keys=True)
        or bool(CONTEST.match(content))
        or any(line.count(opening) > line.count(closing) for opening, closing in ("()", "[]", "“”", "«»"))
        or (len(content.split()) >= PROSE_WORDS and not ENDS.search(line))
    )
    if cut:
        context.report(Diagnostic("I-TRUNCATED", "The text breaks off here.", None, Span(span.end, span.end)))
    return cut
