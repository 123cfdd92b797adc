"""Lines longer than any line of a record: they are kept as written and not read."""

from __future__ import annotations

from itertools import pairwise

from attrs import evolve

from ifes_records.build.context import Context


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
