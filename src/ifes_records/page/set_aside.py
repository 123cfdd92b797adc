"""Lines that the grammar must not see: longer ones than any record has, and bullets without text."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

from ifes_records.model.origin import Role
from ifes_records.page.context import Context
from ifes_records.span import Span
from ifes_records.text.grammars import label

# The longest sign of a bullet: the number of a numbered one.
LONGEST_SIGN = len("10.")


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
    """Pass over each line that is only the sign of a bullet.

    So it makes no difference whether a blank follows the sign, as it does where lines end in CRLF.
    """
    found = []
    for line in _lines(context, 1):
        sign = context.source.slice(line).strip()
        if 0 < len(sign) <= LONGEST_SIGN and _bullet().fullmatch(f" {sign}  "):
            span = context.source.trim(line.start, line.end)
            context.pass_over(span, Role.LABEL)
            found.append(span)
    context.source = context.source.blanked(found)


def _lines(context: Context, shortest: int) -> list[Span]:
    """The lines with at least so many characters."""
    starts = context.source.line_starts
    return [Span(start, end) for start, end in pairwise(starts) if end - start >= shortest]


@cache
def _bullet() -> re.Pattern[str]:
    return re.compile(label("BULLET"))
