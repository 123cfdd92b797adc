"""Hide lines from the grammar that may stand anywhere: over the length limit, bullets without text, page numbers."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

from ifes_records.model.origin import Role
from ifes_records.page.context import Context
from ifes_records.text.grammars import label, record_parser

MAX_PAGE_NUMBER = 40
# •      10.      (alone on a line)
_SIGN_ALONE = re.compile(r"\n *(?P<sign>[^ \n]{1,3}) *(?=\n)")


def set_aside_long_lines(context: Context) -> None:
    """Keep each line over the limit under ``unread``."""
    source, limit = context.source, context.limits.line_characters
    if len(source.scan) <= limit:
        return
    found = []
    for start, end in pairwise(source.line_starts):
        span = source.trim(start, end)
        length = span.end - span.start
        if length > limit:
            message = (
                f"The line has {length:,} characters, more than the {limit:,} allowed; "
                "it was not read, but kept under “unread”."
            )
            context.leave_unread(span, "W-LINE-TOO-LONG", message)
            found.append(span)
    context.source = source.blanked(found)


def set_aside_empty_bullets(context: Context) -> None:
    """Treat each line that has nothing but a bullet as a label.

    Without this, a bare ``-`` would be a bullet only in files with CRLF: the grammar sees a blank in place of CR.
    """
    source, is_terminal = context.source, record_parser().is_terminal
    found = []
    for alone in _SIGN_ALONE.finditer(f"\n{source.scan}"):
        at = source.start + alone.start("sign") - 1
        span = source.trim(source.line_start(at), source.line_end(at))
        if is_terminal("BULLET", f" {alone['sign']}  ") and source.slice(span) == alone["sign"]:
            context.claim(span, role=Role.LABEL)
            found.append(span)
    context.source = source.blanked(found)


def set_aside_page_numbers(context: Context) -> None:
    """Treat each line that only numbers a printed page as boilerplate."""
    source = context.source
    found = []
    for number in _page_number().finditer(f"\n{source.scan}"):
        line = number["line"].partition("\n")[0]
        if len(line) < MAX_PAGE_NUMBER:
            start = source.start + number.start()
            span = source.trim(start, start + len(line))
            context.claim(span, role=Role.BOILERPLATE)
            found.append(span)
    context.source = source.blanked(found)


@cache
def _page_number() -> re.Pattern[str]:
    return re.compile(rf"\n(?=(?P<line>{label('PAGE_NUMBER')}))")
