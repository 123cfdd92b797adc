"""Lines that are kept from the grammars: longer ones than any record has, and bullets that hold nothing."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

from attrs import evolve

from ifes_records.model.origin import Role
from ifes_records.page.context import Context
from ifes_records.text.grammars import label

# The longest bullet's sign: the number of a numbered one.
LONGEST_SIGN = len("10.")


def set_aside_long_lines(context: Context) -> None:
    """Keep each line over the limit under ``unread``; the grammars see blanks in its place."""
    source, limit = context.source, context.limits.line_characters
    pieces, done = [], 0
    for start, end in pairwise(source.line_starts):
        if end - start <= limit:  # for speed: trimming takes longer
            continue
        span = source.trim(start, end)
        length = span.end - span.start
        if length <= limit:
            continue
        message = (
            f"the line has {length:,} characters, more than the {limit:,} allowed; "
            "it was not read, but kept under 'unread'"
        )
        context.leave_unread(span, "W-LINE-TOO-LONG", message)
        pieces += [source.scan[done:start], " " * (end - 1 - start), "\n"]
        done = end
    if pieces:
        context.source = evolve(source, scan="".join([*pieces, source.scan[done:]]))


def set_aside_empty_bullets(context: Context) -> None:
    """Pass over each line that is a bullet's sign alone; the grammars see a blank in its place.

    Whether a blank follows the sign, as it does where lines end in CRLF, makes no difference then.
    """
    source = context.source
    pieces, done = [], 0
    for start, end in pairwise(source.line_starts):
        sign = source.scan[start:end].strip()
        if 0 < len(sign) <= LONGEST_SIGN and _bullet().fullmatch(f" {sign}  "):
            span = source.trim(start, end)
            context.pass_over(span, Role.LABEL)
            pieces += [source.scan[done : span.start], " " * len(sign)]
            done = span.end
    if pieces:
        context.source = evolve(source, scan="".join([*pieces, source.scan[done:]]))


@cache
def _bullet() -> re.Pattern[str]:
    return re.compile(label("BULLET"))
