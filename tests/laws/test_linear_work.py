"""Twice as much text is twice as much work, twice as much memory, and a document twice as long.

All three are counted, not timed (`measure.py`). If work is linear, each further piece adds the same, so the way
from 40 to 80 pieces costs twice that from 20 to 40. Patterns are looked at in `test_grammar_health.py`;
`benchmarks/linear_work.py` goes to 64 times the size, `benchmarks/linear_time.py` looks at the clock.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from multiprocessing import get_context

import measure
import pytest
from growing import GROWING
from measure import Cost

SIZES = (20, 40, 80)
# Many facts of one line, each of which keeps the line, up to the length from which on no facts are read: there are
# twice as many of these, and of everything in `make fuzz`.
TWICE = {
    "dates in a deadline", "lines of a paragraph", "slashes in a party", "stakes in a line", "women in chambers",
    "words of a party",
}  # fmt: skip
QUICK = os.environ.get("IFES_RECORDS_PROFILE", "quick") == "quick"
# Bisection takes a little longer in a longer text, and longer figures are other shapes; work that grows with the
# square of the text is far above this.
TOLERANCE = 1.1
# What may come once: a diagnostic more, or tables of the interpreter that grow by half at one size; there are some of
# what is remembered of lines.
ONCE_LINES, ONCE_BYTES, ONCE_CHARACTERS = 300, 160_000, 600


def excess(costs: Iterable[int], once: int) -> float:
    """How many times as much the second doubling costs as it may.

    Where the first one costs nothing, because the larger text is over a limit, all of it may be doubled.
    """
    small, middle, large = costs
    first = middle - small
    return (large - middle - once) / max(2 * first if first > 0 else middle, once)


pytestmark = pytest.mark.hypothesis


@pytest.fixture(scope="module")
def alone() -> Iterator[Executor]:
    """A process with one thread. In a process of pytest-xdist, another thread allocates memory now and then."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as executor:
        yield executor


@pytest.fixture(scope="module", params=GROWING)
def costs(request: pytest.FixtureRequest, alone: Executor) -> list[Cost]:
    """What a record costs at its three sizes."""
    sizes = SIZES if QUICK and request.param not in TWICE else [2 * size for size in SIZES]
    return alone.submit(measure.costs, request.param, sizes).result()


def test_twice_the_text_is_twice_the_work(costs: list[Cost]) -> None:
    """Rows, bullets, sections, parentheses, blanks, questions, badges, notes: each piece costs the same."""
    assert excess((cost.work for cost in costs), ONCE_LINES) <= TOLERANCE


def test_twice_the_text_is_twice_the_memory(costs: list[Cost]) -> None:
    """The most memory that is held at one time grows as the text does."""
    assert excess((cost.memory for cost in costs), ONCE_BYTES) <= TOLERANCE


def test_twice_the_text_is_a_document_twice_as_long(costs: list[Cost]) -> None:
    """The JSON document grows as the text does."""
    assert excess((cost.characters for cost in costs), ONCE_CHARACTERS) <= TOLERANCE
