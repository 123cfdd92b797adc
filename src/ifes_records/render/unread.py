"""Unread lines, put back where they were in the text that the record was read from."""

from __future__ import annotations

from bisect import bisect_left

from ifes_records.diagnostics import quoted
from ifes_records.model import ElectionRecord
from ifes_records.render.line import OutputLine, RenderError

# Fields whose lines are not written in the order of the text.
UNORDERED = ("participation.", "election.country.")


def with_unread(written: list[OutputLine], record: ElectionRecord) -> list[OutputLine]:
    """Insert the unread lines of a record, each below the line that was above it in the text.

    Raises ``RenderError`` for an unread line whose position is not known, because the record was read from JSON.
    The last line of a truncated text needs no position.
    """
    if not record.unread:
        return written
    if not written:
        return _as_they_were(record)
    starts = [_start(record, line.path) for line in written]
    # The starts in their order, each with the number of written lines up to the one that it belongs to.
    located = sorted((start, count) for count, start in enumerate(starts, start=1) if start is not None)
    are_located = all(start is not None or not line.path for start, line in zip(starts, written, strict=True))
    below: dict[int, list[OutputLine]] = {}
    for index, unread in enumerate(record.unread):
        path = f"unread[{index}]"
        above: int | None = None
        if record.source.truncated and unread.line == record.source.line_end:
            above = len(written)
        elif unread.span is not None:
            at = bisect_left(located, (unread.span.start, 0))
            if at or are_located:  # if not, the nearest line could be one without a span
                nearest = located[at - 1][1] if at else 0
                above = _above(unread.span.start, nearest, starts, written)
        if above is None:
            raise RenderError(path, f"The position of the line {quoted(unread.text)} in the text is not known.")
        below.setdefault(above, []).append(OutputLine(unread.text, f"{path}.text", 1))
    placed = below.get(0, [])
    for count, line in enumerate(written, start=1):
        placed += [line, *below.get(count, [])]
    return placed


def _above(start: int, nearest: int, starts: list[int | None], written: list[OutputLine]) -> int:
    """Count the written lines that go above what was at ``start``, ``nearest`` being that of the nearest above it.

    Counts and country lines are written in a fixed order, which need not be that of the text. A second or third of
    them that is unread has to stay below all of those that were read.
    """
    above = nearest
    for index in range(above, len(written)):
        if not written[index].path.startswith(UNORDERED):
            break
        other = starts[index]
        if other is not None and other < start:
            above = index + 1
    return above


def _as_they_were(record: ElectionRecord) -> list[OutputLine]:
    """Return all lines of a text that is not an election, with the blank lines between them."""
    numbers = [unread.line for unread in record.unread]
    gaps = [max(0, min(3, number - above - 1)) for number, above in zip(numbers, [0, *numbers], strict=False)]
    return [
        OutputLine(unread.text, f"unread[{index}].text", gap)
        for index, (unread, gap) in enumerate(zip(record.unread, gaps, strict=True))
    ]


def _start(record: ElectionRecord, path: str) -> int | None:
    """Return where the field of a line was; ``None`` for a label, and for a value that was added later."""
    try:
        span = record.span_of(path) if path else None
    except LookupError:
        return None
    return None if span is None else span.start
