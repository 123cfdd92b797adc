"""How the work and the memory of reading grow with the record: 1 to 64 times as many rows, bullets or blanks.

    .venv/bin/python benchmarks/linear_work.py
    .venv/bin/python benchmarks/linear_work.py rows notes        (only kinds with these words in their names)

Each line is one kind of piece. 64x is as many of it as fit into 800,000 steps
(calls, and lines of code that are run), 96,000 characters, and the limits of a record (4,000 characters for a line of
a section). Everything is counted, so the table is the same on every machine:

- the thousands of steps of each reading;
- how many times as fast as the text the steps have grown from 1x to 64x, and in the worst single doubling. What
  the record costs without the pieces is subtracted; pieces that cost next to nothing count as a hundredth of it;
- the bytes a character held at one time, at half the largest size and at the largest. They are shown and not judged:
  the most bytes are those of one stage of the reading, with few pieces of another than with many, and lists and hash
  tables grow in jumps. `tests/laws/test_linear_work.py` holds them to a bound.

A dash means that the text is over a limit. Figures under 1 mean that a large text costs less a character than a
small one. Ends with the worst of those that are judged; the exit code is 1 if it is above 1.1.

Documents are not in the table. Each fact holds the text of its line, so that a line of n facts gives a document of
n such lines: what bounds it is the limit for lines that are read for facts. `tests/laws/test_linear_work.py`
compares documents of many lines. What happens inside one call of a pattern does not count here either:
benchmarks/linear_time.py looks at the clock, and tests/laws/test_grammar_health.py at the patterns.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from ifes_records import parse

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "laws"))

from growing import GROWING
from measure import memory, task, work

FACTORS = (1, 2, 4, 8, 16, 32, 64)
MOST_STEPS = 800_000
MOST_CHARACTERS = 96_000
# Codes that a text is over a limit, so that a part of it is not read.
OVER_A_LIMIT = {"E-TOO-LARGE", "W-LINE-TOO-LONG", "W-LINE-FACTS"}
MOST = 1.1


def unit(kind: str, grow: Callable[[int], str]) -> int:
    """The number of pieces in the text of size 1x."""
    few = 8
    steps = (work(task(kind, grow(2 * few))) - work(task(kind, grow(few)))) / few
    characters = (len(grow(2 * few)) - len(grow(few))) / few
    pieces = min(MOST_CHARACTERS / characters, MOST_STEPS / max(steps, 1))
    number = max(1, int(pieces / FACTORS[-1]))
    while number > 1 and over_a_limit(grow(number * FACTORS[-1])):
        number = number * 9 // 10
    return number


def over_a_limit(text: str) -> bool:
    """Whether a part of the text is not read."""
    return any(diagnostic.code in OVER_A_LIMIT for diagnostic in parse(text).diagnostics)


def growth(costs: Sequence[int], sizes: Sequence[int], first: int, last: int) -> float:
    """How many times as fast as the text a cost has grown from one size to another."""
    return costs[last] / costs[first] / (sizes[last] / sizes[first])


def worst_doubling(costs: Sequence[int], sizes: Sequence[int]) -> float:
    """The fastest growth from one size to the next."""
    return max(growth(costs, sizes, at, at + 1) for at in range(len(sizes) - 1))


def main(words: list[str]) -> int:
    """Print the table; 1 if something grows faster than it may."""
    kinds = {kind: grow for kind, grow in GROWING.items() if not words or any(word in kind for word in words)}
    width = max(map(len, kinds), default=0)
    print(f"{'':{width}}  pieces  thousands of steps{'':38}growth      bytes a character")
    print(f"{'':{width}}  in 1x" + "".join(f"{f'{factor}x':>8}" for factor in FACTORS), end="")
    print("  overall worst    half    most")
    worst = (0.0, "nothing")
    for kind, grow in kinds.items():
        for few in (1, 2, 8):  # grammars are loaded once a process, when they are first asked for
            task(kind, grow(few))()
        pieces = unit(kind, grow)
        factors = [factor for factor in FACTORS if not over_a_limit(grow(pieces * factor))]
        texts = [grow(pieces * factor) for factor in (0, *factors)]
        none, *steps = (work(task(kind, text)) for text in texts)
        held = [memory(task(kind, text)) for text in texts[-2:]]
        sizes = [len(text) for text in texts]
        added, of_pieces = [size - sizes[0] for size in sizes[1:]], [max(cost - none, none // 100) for cost in steps]
        figures = (growth(of_pieces, added, 0, -1), worst_doubling(of_pieces, added))
        shown = f"{pieces:8}" + "".join(f"{step / 1000:8.0f}" for step in steps)
        shown += f"{'–':>8}" * (len(FACTORS) - len(factors)) + f"{figures[0]:9.2f}{figures[1]:6.2f}"
        shown += "".join(f"{kept / size:8.0f}" for kept, size in zip(held, sizes[-2:], strict=True))
        print(f"{kind:{width}}{shown}{'  <-- more than linear' if max(figures) > MOST else ''}", flush=True)
        worst = max(worst, (max(figures), kind))
    print(f"worst growth: {worst[0]:.3f} times that of the text ({worst[1]}); at most {MOST}")
    return int(worst[0] > MOST)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
