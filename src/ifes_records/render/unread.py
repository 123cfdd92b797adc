"""Lines that no rule could place, put back where they stood in the text that the record was read from."""

from __future__ import annotations

import re

from ifes_records.model import ElectionRecord
from ifes_records.render.line import Line, RenderError


def with_unread(written: list[Line], record: ElectionRecord) -> list[Line]:
    """The lines of a record with its unread ones among them, each below the line that stood above it.

    Raises ``RenderError`` for an unread line of which it is not known where it stood: the place is no part of
    the JSON. Only of the last line of a text that breaks off it is known all the same.
    """
    if not record.unread:
        return written
    if not written:
        return _as_they_stood(record)
    starts = [_start(record, line.path) for line in written]
    below: dict[int, list[Line]] = {}
    for index, unread in enumerate(record.unread):
        path = f"unread[{index}]"
        if unread.span is not None:
            above = max((start, place) for place, start in enumerate([-1, *starts]) if start < unread.span.start)[1]
        elif record.source.truncated and unread.line == record.source.line_end:
            above = len(written)
        else:
            raise RenderError(path, f"it is not known where the line {unread.text!r} stood")
        below.setdefault(above, []).append(Line(unread.text, f"{path}.text", 1))
    placed = below.get(0, [])
    for place, line in enumerate(written, start=1):
        placed += [line, *below.get(place, [])]
    return placed


def _as_they_stood(record: ElectionRecord) -> list[Line]:
    """A text that is no election: all of its lines, with the blank ones between them."""
    numbers = [unread.line for unread in record.unread]
    gaps = [max(0, min(3, number - above - 1)) for number, above in zip(numbers, [0, *numbers], strict=False)]
    return [
        Line(unread.text, f"unread[{index}].text", gap)
        for index, (unread, gap) in enumerate(zip(record.unread, gaps, strict=True))
    ]


def _start(record: ElectionRecord, path: str) -> int:
    """Where the field of a line stood; before everything for one that has no place."""
    start, value = -1, record
    for name, index in re.findall(r"([a-z_]+)(?:\[(\d+)\])?", path):
        value = getattr(value, name)
        value = value[int(index)] if index else value
        span = getattr(value, "span", None)
        start = span.start if span is not None else start
    return start
