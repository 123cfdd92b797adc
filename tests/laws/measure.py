"""What reading a text costs, counted: lines and calls, bytes of memory. No clock, so the same on any machine."""

from __future__ import annotations

import gc
import sys
import tracemalloc
from collections.abc import Callable, Sequence
from types import FrameType
from typing import Any, NamedTuple

from growing import ASKED_FOR_ALL_SPANS, EXPLAINED, GROWING

from ifes_records import ElectionRecord, parse, to_json
from ifes_records.render import LAYOUTS, write


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


def spans(record: ElectionRecord) -> str:
    """Ask for the span of each row."""
    paths = (f"results[{at}].rows[{row}]" for at, one in enumerate(record.results) for row in range(len(one.rows)))
    return " ".join(str(record.span_of(path)) for path in paths)


def all_spans(record: ElectionRecord) -> str:
    """Ask for the span of each value, one after another."""
    return " ".join(str(record.span_of(place.path)) for place in record.places())


# What a record of some kinds is asked for; its document, of all others. ``render`` reads what it has written, too.
ASKED: dict[str, Callable[[ElectionRecord], str]] = {
    "asked for the span of each row": spans,
    "written with an unread line": lambda record: write(record, LAYOUTS["more-info"]),
    "written with unread lines": lambda record: write(record, LAYOUTS["more-info"]),
    **{f"asked for all spans, {kind}": all_spans for kind in ASKED_FOR_ALL_SPANS},
    **{f"explained, {kind}": ElectionRecord.explain for kind in EXPLAINED},
}


def task(kind: str, text: str) -> Callable[[], str]:
    """What is looked at: that a text is read and its document written, or what its record is asked for."""
    if kind not in ASKED:
        return lambda: document(text)
    record = parse(text)
    return lambda: ASKED[kind](record)


class Cost(NamedTuple):
    """What it costs to read a text and to write its document, or to ask its record for something."""

    work: int
    memory: int
    characters: int


def costs(kind: str, sizes: Sequence[int]) -> list[Cost]:
    """The costs of a record in which a piece of ``GROWING`` is repeated so many times."""
    for _ in range(2):  # until grammars and converters are complete
        task(kind, GROWING[kind](sizes[0]))()
    return [cost(task(kind, GROWING[kind](size))) for size in sizes]


def cost(read: Callable[[], str]) -> Cost:
    """The cost of one task; the grammars that it needs have been built."""
    written = ""

    def keep() -> None:
        nonlocal written
        written = read()

    steps = work(keep)
    return Cost(steps, memory(read), len(written))
