"""Regroup a stream of text into chunks of whole lines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from attrs import frozen

# Number of characters processed at a time; only this much of a line is searched for landmarks.
LONGEST = 65_536

LINE_END = re.compile("[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_LAST_LINE_END = re.compile(rf"(?s:.*){LINE_END.pattern}")
# The next block may complete this: `\r\n` is one line end, `\f\r\n` one separator.
_UNFINISHED_END = re.compile("(?:\x0c\r?|\r)\\Z")


@frozen
class Chunk:
    """Some whole lines, or part of a line of more than ``LONGEST`` characters.

    ``begins_line`` is false for the rest of such a line and the lines in the same chunk.
    """

    text: str
    begins_line: bool = True


def chunks(blocks: Iterable[str]) -> Iterator[Chunk]:
    """Regroup blocks of any size into chunks of whole lines, each of at most twice ``LONGEST`` characters.

    A longer line is split after its first ``LONGEST`` characters, wherever the blocks end. The rest comes in chunks
    with ``begins_line`` false. The last line may lack its line end.
    """
    line: list[str] = []
    length = 0
    begins = True
    for block in _finished(blocks):
        room = LONGEST - length
        if begins and len(block) > room:
            first = LINE_END.search(block)
            if first is None or first.start() > room:
                yield Chunk("".join((*line, block[:room])))
                block = block[room:]
                line, length, begins = [], 0, False
        last = _LAST_LINE_END.match(block)
        end = last.end() if last else 0
        if end or not begins:
            cut = end or len(block)
            yield Chunk("".join((*line, block[:cut])), begins)
            line, length, begins = [], 0, begins or bool(end)
            block = block[cut:]
        if block:
            line.append(block)
            length += len(block)
    if line:
        yield Chunk("".join(line), begins)


def _finished(blocks: Iterable[str]) -> Iterator[str]:
    """The same text in blocks of at most ``LONGEST`` characters, none of which ends inside a line end."""
    held = ""
    for block in blocks:
        for start in range(0, len(block), LONGEST):
            text = held + block[start : start + LONGEST]
            unfinished = _UNFINISHED_END.search(text, max(0, len(text) - 2))
            cut = unfinished.start() if unfinished else len(text)
            held = text[cut:]
            if cut:
                yield text[:cut]
    if held:
        yield held
