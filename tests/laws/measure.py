"""What reading a text costs, counted: lines and calls, bytes of memory. No clock, so the same on any machine."""

from __future__ import annotations

import gc
import sys
import tracemalloc
from collections.abc import Callable, Sequence
from types import FrameType
from typing import Any, NamedTuple

from growing import GROWING

from ifes_records import parse, to_json


def work(read: Callable[[], object]) -> int:
    """The calls, and the lines of the package's own functions, that reading takes.

    A line that loops counts each time around. What happens inside one call of Python's own functions (a pattern, a
    slice) is not counted.
    """
    done = 0

    def in_frame(frame: FrameType, event: str, argument: Any) -> Any:
        nonlocal done
        done += 1
        return in_frame

    def on_call(frame: FrameType, event: str, argument: Any) -> Any:
        nonlocal done
        done += 1
        return in_frame if "ifes_records" in frame.f_code.co_filename else None

    before = sys.gettrace()
    sys.settrace(on_call)
    try:
        read()
    finally:
        sys.settrace(before)
    return done


def memory(read: Callable[[], object]) -> int:
    """The most bytes that reading holds at one time, above what was held before.

    Read once before, so that caches (of patterns, of calls) are full. The collector is off: when it runs depends on
    what the process has done before, so cycles count as held. Other threads of the process count too.
    """
    collects = gc.isenabled()
    gc.disable()
    tracemalloc.start()
    try:
        read()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
        if collects:
            gc.enable()


def document(text: str) -> str:
    """Read a text, and write what was read."""
    return to_json(parse(text))


class Cost(NamedTuple):
    """What it costs to read a text and to write its document."""

    work: int
    memory: int
    characters: int


def costs(piece: str, sizes: Sequence[int]) -> list[Cost]:
    """The costs of a record in which a piece of ``GROWING`` is repeated so many times."""
    for _ in range(2):  # until grammars and converters are complete
        document(GROWING[piece](sizes[0]))
    return [cost(GROWING[piece](size)) for size in sizes]


def cost(text: str) -> Cost:
    """The cost of one text; the grammars that it needs have been built."""
    written = ""

    def read() -> None:
        nonlocal written
        written = document(text)

    steps = work(read)
    return Cost(steps, memory(lambda: document(text)), len(written))
