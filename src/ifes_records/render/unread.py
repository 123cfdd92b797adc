"""Lines that no rule could place, put back where they stood in the text that the record was read from."""

from __future__ import annotations

from ifes_records.model import ElectionRecord
from ifes_records.render.line import Line, RenderError

# Fields whose lines are not written in the order of the text.
UNORDERED = ("participation.", "election.country.")


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
        above: int | None = None
        if record.source.truncated and unread.line == record.source.line_end:
            above = len(written)
        elif unread.span is not None:
            above = _above(unread.span.start, starts, written)
        if above is None:
            raise RenderError(path, f"it is not known where the line {unread.text!r} stood")
        below.setdefault(above, []).append(Line(unread.text, f"{path}.text", 1))
    placed = below.get(0, [])
    for place, line in enumerate(written, start=1):
        placed += [line, *below.get(place, [])]
    return placed


def _above(start: int, starts: list[int | None], written: list[Line]) -> int | None:
    """How many of the written lines go above what stood at ``start``: up to the one that stood next above it.

    ``None`` where that is not known: the next one could be one of those that have no place.

    Counts and country lines are written in one order and may have stood in another; what is unread because it
    is the second or third of them has to stay below all of those that were taken.
    """
    located = ((other, place) for place, other in enumerate(starts, start=1) if other is not None and other < start)
    above = max(located, default=(0, 0))[1]
    if above == 0 and any(other is None and line.path for other, line in zip(starts, written, strict=True)):
        return None
    for place in range(above, len(written)):
        if not written[place].path.startswith(UNORDERED):
            break
        other = starts[place]
        if other is not None and other < start:
            above = place + 1
    return above


def _as_they_stood(record: ElectionRecord) -> list[Line]:
    """A text that is no election: all of its lines, with the blank ones between them."""
    numbers = [unread.line for unread in record.unread]
    gaps = [max(0, min(3, number - above - 1)) for number, above in zip(numbers, [0, *numbers], strict=False)]
    return [
        Line(unread.text, f"unread[{index}].text", gap)
        for index, (unread, gap) in enumerate(zip(record.unread, gaps, strict=True))
    ]


def _start(record: ElectionRecord, path: str) -> int | None:
    """Where the field of a line stood; ``None`` for a label, which no field holds, and for what was added since."""
    try:
        span = record.span_of(path) if path else None
    except LookupError:
        return None
    return None if span is None else span.start
