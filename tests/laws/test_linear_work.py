"""Twice as much text is twice as much work, twice as much memory, and a document twice as long.

All three are counted, not timed (`measure.py`). If work is linear, each further piece adds the same, so the way
from 80 to 160 pieces costs twice that from 40 to 80. Patterns are looked at in `test_grammar_health.py`;
`benchmarks/linear_work.py` goes to 64 times the size, `benchmarks/linear_time.py` looks at the clock.
"""

from __future__ import annotations

import pytest
from growing import GROWING
from measure import document, memory, work

SIZES = (40, 80, 160)
# Bisection takes a little longer in a longer text, and longer figures are other shapes; work that grows with the
# square of the text is far above this.
TOLERANCE = 1.1
# What may come once: a diagnostic more, a table of the interpreter that grows by half.
ONCE_LINES, ONCE_BYTES, ONCE_CHARACTERS = 300, 50_000, 600


def excess(small: int, middle: int, large: int, once: int) -> float:
    """How many times as much the second doubling costs as it may.

    Where the first one costs nothing, because the larger text is over a limit, all of it may be doubled.
    """
    first = middle - small
    return (large - middle - once) / max(2 * first if first > 0 else middle, once)


def texts(piece: str) -> list[str]:
    """The record at its three sizes; it has been read twice, until grammars and converters are complete."""
    for _ in range(2):
        document(GROWING[piece](SIZES[0]))
    return [GROWING[piece](size) for size in SIZES]


@pytest.mark.parametrize("piece", GROWING)
def test_twice_the_text_is_twice_the_work(piece: str) -> None:
    """Rows, bullets, sections, parentheses, blanks, questions, badges, notes: each piece costs the same."""
    small, middle, large = (work(lambda text=text: document(text)) for text in texts(piece))  # type: ignore[misc]
    assert excess(small, middle, large, ONCE_LINES) <= TOLERANCE


@pytest.mark.parametrize("piece", GROWING)
def test_twice_the_text_is_twice_the_memory(piece: str) -> None:
    """The most memory that is held at one time grows as the text does."""
    small, middle, large = (memory(lambda text=text: document(text)) for text in texts(piece))  # type: ignore[misc]
    assert excess(small, middle, large, ONCE_BYTES) <= TOLERANCE


@pytest.mark.parametrize("piece", GROWING)
def test_twice_the_text_is_a_document_twice_as_long(piece: str) -> None:
    """The JSON document grows as the text does."""
    small, middle, large = (len(document(text)) for text in texts(piece))
    assert excess(small, middle, large, ONCE_CHARACTERS) <= TOLERANCE
