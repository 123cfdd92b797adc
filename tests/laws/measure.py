"""What reading a text costs, counted: steps and calls, bytes of memory. No clock, so the same on any machine."""

from __future__ import annotations

import gc
import sys
import tracemalloc
from collections.abc import Callable
from types import FrameType
from typing import Any

from ifes_records import parse, to_json


def work(read: Callable[[], object]) -> int:
    """The calls, and the steps of the package's own functions, that reading takes.

    What happens inside one call of Python's own functions (a pattern, a slice) does not show in this.
    """
    done = 0

    def in_frame(frame: FrameType, event: str, argument: Any) -> Any:
        nonlocal done
        done += event == "opcode"
        return in_frame

    def on_call(frame: FrameType, event: str, argument: Any) -> Any:
        nonlocal done
        done += 1
        if "ifes_records" not in frame.f_code.co_filename:
            return None
        frame.f_trace_opcodes, frame.f_trace_lines = True, False
        return in_frame

    before = sys.gettrace()
    sys.settrace(on_call)
    try:
        read()
    finally:
        sys.settrace(before)
    return done


def memory(read: Callable[[], object], times: int = 3) -> int:
    """The most bytes that reading has held at one time, above what was held before.

    The least of several readings: the first ones also fill caches (of patterns, of calls), which stay.
    """

    def once() -> int:
        gc.collect()
        tracemalloc.start()
        try:
            read()
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    return min(once() for _ in range(times))


def document(text: str) -> str:
    """Read a text, and write what was read."""
    return to_json(parse(text))
