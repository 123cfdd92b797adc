"""Hide lines from the grammar that may stand anywhere: over the length limit, bullets without text, page numbers."""

from __future__ import annotations

from itertools import pairwise

from ifes_records.model.origin import Role
from ifes_records.page.context import Context
from ifes_records.span import Span
from ifes_records.text.grammars import record_parser

MAX_PAGE_NUMBER = 40
MAX_BULLET_LENGTH = len("10.")


def set_aside_long_lines(context: Context) -> None:
    """Keep each line over the limit under ``unread``."""
    limit = context.limits.line_characters
    found = []
    for line in _lines(context, limit + 1):
        span = context.source.trim(line.start, line.end)
        length = span.end - span.start
        if length > limit:
            message = (
                f"The line has {length:,} characters, more than the {limit:,} allowed; "
                "it was not read, but kept under “unread”."
            )
            context.leave_unread(span, "W-LINE-TOO-LONG", message)
            found.append(span)
    context.source = context.source.blanked(found)


def set_aside_empty_bullets(context: Context) -> None:
    """Treat each line that has nothing but a bullet as a label.

    Without this, a bare ``-`` would be a bullet only in files with CRLF: the grammar sees a blank in place of CR.
    """
    found, is_terminal = [], record_parser().is_terminal
    for line in _lines(context, 1):
        sign = context.source.slice(line).strip()
        if 0 < len(sign) <= MAX_BULLET_LENGTH and is_terminal("BULLET", f" {sign}  "):
            span = context.source.trim(line.start, line.end)
            context.claim(span, role=Role.LABEL)
            found.append(span)
    context.source = context.source.blanked(found)


def set_aside_page_numbers(context: Context) -> None:
    """Treat each line that only numbers a printed page as boilerplate."""
    found, is_terminal = [], record_parser().is_terminal
    for line in _lines(context, len("- 1 -")):
        if line.end - line.start <= MAX_PAGE_NUMBER and is_terminal("PAGE_NUMBER", context.source.slice(line)):
            span = context.source.trim(line.start, line.end)
            context.claim(span, role=Role.BOILERPLATE)
            found.append(span)
    context.source = context.source.blanked(found)


def _lines(context: Context, min_length: int) -> list[Span]:
    """The lines of a least length, without those that were put on one line with another."""
    source = context.source
    joined = {start for start in source.line_starts[1:-1] if source.scan[start - source.start - 1] != "\n"}
    return [
        Span(start, end)
        for start, end in pairwise(source.line_starts)
        if end - start >= min_length and not {start, end} & joined
    ]
