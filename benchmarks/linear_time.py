"""How reading time grows with the record: times for 1 to 64 times as many rows, bullets or blanks.

    .venv/bin/python benchmarks/linear_time.py
    .venv/bin/python benchmarks/linear_time.py rows notes        (only kinds with these words in their names)

The steps of the code are counted in linear_work.py; this sees what happens inside one call of a pattern, too.
Each line is one kind of piece, standing 100, 200 … 6,400 times in a record. The times are in milliseconds, the
best of three; below each stands its ratio to the one before. Linear work has ratios near 2 once the text is
larger than what every record costs; quadratic work tends to 4. A measure that takes more than five seconds is
broken off, and a kind whose last two ratios are above 2.6 is marked.
"""

from __future__ import annotations

import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from types import FrameType

from ifes_records import parse

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "laws"))

from growing import GROWING

UNIT = 100
FACTORS = (1, 2, 4, 8, 16, 32, 64)
REPEATS = 3
LIMIT_SECONDS = 5.0
# Shorter times are mostly those of a single record, and of chance.
TELLING_SECONDS = 0.02
SUSPICIOUS_RATIO = 2.6


class TooSlowError(Exception):
    """A measure has taken longer than it may."""


@contextmanager
def limited(seconds: float) -> Iterator[None]:
    """Break off after some seconds, in the midst of a pattern too (not on Windows)."""

    def stop(number: int, frame: FrameType | None) -> None:
        raise TooSlowError

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def seconds(text: str) -> float:
    """The best time of a few readings."""
    times = []
    for _ in range(REPEATS):
        start = time.perf_counter()
        parse(text)
        times.append(time.perf_counter() - start)
        if times[-1] > LIMIT_SECONDS / REPEATS:
            break
    return min(times)


def measure(grow: Callable[[int], str]) -> list[float]:
    """The times for each factor, up to the one that takes too long."""
    times: list[float] = []
    for factor in FACTORS:
        text = grow(UNIT * factor)
        try:
            with limited(LIMIT_SECONDS):
                times.append(seconds(text))
        except TooSlowError:
            break
        except Exception as error:  # a crash is for the tests to report; here it only ends the line
            print(f"{type(error).__name__}: {str(error)[:80]}", file=sys.stderr)
            break
    return times


def ratios(times: list[float]) -> list[float]:
    """Each time by the one before."""
    return [after / before for before, after in pairwise(times)]


def is_suspicious(times: list[float]) -> bool:
    """Whether the last doublings cost more than twice as much, or one was broken off."""
    telling = [ratio for ratio, time in zip(ratios(times), times[1:], strict=True) if time > TELLING_SECONDS]
    return len(times) < len(FACTORS) or (len(telling) > 1 and min(telling[-2:]) > SUSPICIOUS_RATIO)


def main(words: list[str]) -> int:
    """Print the table; the number of suspicious kinds is the exit code."""
    kinds = {kind: grow for kind, grow in GROWING.items() if not words or any(word in kind for word in words)}
    width = max(map(len, kinds), default=0)
    print(f"{'':{width}}" + "".join(f"{f'{factor}x':>9}" for factor in FACTORS))
    parse("Election for Senate (Senate)\n\nResults\n\nA (B) 5 - 1,000\n")
    suspicious = 0
    for kind, grow in kinds.items():
        times = measure(grow)
        shown = [f"{1000 * time:9.1f}" for time in times] + ["        –"] * (len(FACTORS) - len(times))
        mark = "  <-- more than linear" if is_suspicious(times) else ""
        suspicious += bool(mark)
        print(f"{kind:{width}}{''.join(shown)}{mark}")
        print(" " * (width + 9) + "".join(f"{ratio:9.1f}" for ratio in ratios(times)), flush=True)
    return min(suspicious, 125)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
