"""How the work, the memory and the document grow with the record: 1 to 64 times as many rows, bullets or blanks.

    .venv/bin/python benchmarks/linear_work.py
    .venv/bin/python benchmarks/linear_work.py rows notes        (only kinds with these words in their names)

Each line is one kind of piece, standing 10, 20 … 640 times in a record. Everything is counted, so the table
is the same on every machine: the thousands of steps of each reading; then how many times as fast as the text the
steps, the bytes held at one time and the characters of the document have grown, from 1x (bytes: 8x) to 64x and, in
parentheses, in the worst single doubling. What the record costs without the pieces is taken off. Figures under 1
mean that a large text costs less a character than a small one. Ends with the worst of all; the exit code is 1 if
it is above 1.1.

What happens inside one call of a pattern does not count here: benchmarks/linear_time.py looks at the clock, and
tests/laws/test_grammar_health.py at the patterns.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "laws"))

from growing import GROWING
from measure import document, memory, work

UNIT = 10
FACTORS = (1, 2, 4, 8, 16, 32, 64)
MOST = 1.1
# The most bytes that a small record holds, it holds in parts that don't grow; from 8x on the pieces tell.
FIRST_TELLING = FACTORS.index(8) + 1


def growth(costs: Sequence[int], sizes: Sequence[int], first: int, last: int) -> float:
    """How many times as fast as the text a cost has grown from one size to another.

    Both are those of the pieces alone: what a record without any costs (``costs[0]``) is taken off. Pieces that
    cost next to nothing are counted as a hundredth of that record.
    """
    cost = (costs[last] - costs[0]) / max(costs[first] - costs[0], costs[0] / 100)
    return cost / ((sizes[last] - sizes[0]) / (sizes[first] - sizes[0]))


def measure(grow: Callable[[int], str]) -> tuple[list[int], list[tuple[float, float]]]:
    """The steps at each size, and the growth of steps, bytes and document: overall, and in the worst doubling."""
    texts = [grow(0), *(grow(UNIT * factor) for factor in FACTORS)]
    sizes = [len(text) for text in texts]
    document(texts[-1])  # grammars are loaded once a process
    steps = [work(lambda text=text: document(text)) for text in texts]  # type: ignore[misc]
    held = [memory(lambda text=text: document(text)) for text in texts]  # type: ignore[misc]
    written = [len(document(text)) for text in texts]
    last = len(FACTORS)
    starts = ((steps, 1), (held, FIRST_TELLING), (written, 1))
    grown = [
        (growth(costs, sizes, first, last), max(growth(costs, sizes, at, at + 1) for at in range(first, last)))
        for costs, first in starts
    ]
    return steps[1:], grown


def main(words: list[str]) -> int:
    """Print the table; 1 if something grows faster than it may."""
    kinds = {kind: grow for kind, grow in GROWING.items() if not words or any(word in kind for word in words)}
    width = max(map(len, kinds), default=0)
    print(f"{'':{width}}{'':6}thousands of steps{'':33}steps          bytes       document")
    print(f"{'':{width}}" + "".join(f"{f'{factor}x':>8}" for factor in FACTORS))
    worst = (0.0, "nothing")
    for kind, grow in kinds.items():
        steps, grown = measure(grow)
        shown = "".join(f"{step / 1000:8.0f}" for step in steps)
        shown += "".join(f"{overall:8.2f} ({doubling:4.2f})" for overall, doubling in grown)
        mark = "  <-- more than linear" if max(overall for overall, _ in grown) > MOST else ""
        print(f"{kind:{width}}{shown}{mark}", flush=True)
        worst = max([worst, *((overall, kind) for overall, _ in grown)])
    print(f"worst growth from 1x to 64x: {worst[0]:.3f} times that of the text ({worst[1]}); at most {MOST}")
    return int(worst[0] > MOST)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
