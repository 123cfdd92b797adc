"""Twice as much text is twice as much work.

Work is counted, not timed: the calls of functions, and every single step of the package's own code. If work is
linear, each further piece adds the same, so the way from 80 to 160 pieces costs twice that from 40 to 80.
What happens inside one call of Python's own functions (a pattern, a slice) does not show in this;
`test_grammar_health.py` looks at the patterns, `benchmarks/linear_time.py` at the time.
"""

from __future__ import annotations

import sys
from types import FrameType
from typing import Any

import pytest
from texts import GROWING, TABLE

from ifes_records import parse

SIZES = (40, 80, 160)
# Bisection takes a little longer in a longer text, and longer figures are other shapes; work that grows with the
# square of the text is far above this.
TOLERANCE = 1.1

# What costs more in a longer record, and why.


def work(text: str) -> int:
    """The calls, and the steps of the package's own functions, that reading a text takes."""
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
        parse(text)
    finally:
        sys.settrace(before)
    return done


def excess(piece: str) -> float:
    """How many times as much the second step costs as it may."""
    parse(TABLE + GROWING[piece](3))  # the grammars are loaded once a process
    small, middle, large = (work(GROWING[piece](size)) for size in SIZES)
    return (large - middle) / max(2 * (middle - small), 1000)


@pytest.mark.parametrize("piece", GROWING)
def test_linear(piece: str) -> None:
    """Rows, bullets, sections, parentheses, blanks, questions, badges, notes: each piece costs the same."""
    assert excess(piece) <= TOLERANCE
