"""What reading a text costs, counted: lines and calls, bytes of memory. No clock, so the same on any machine."""

from __future__ import annotations

import gc
import sys
import tracemalloc
from collections.abc import Callable
from types import FrameType
from typing import Any

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

    Reading is measured the second time: the first time also fills caches (of patterns, of calls), which stay. What is
    in memory already is frozen, so that the collector does not go through all of it each time.
    """
    read()
    gc.freeze()
    gc.collect()
    tracemalloc.start()
    try:
        read()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def document(text: str) -> str:
    """Read a text, and write what was read."""
    return to_json(parse(text))
