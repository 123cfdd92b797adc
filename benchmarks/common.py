"""What the benchmarks share: the texts, the clock, and the table that is printed."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from itertools import islice
from pathlib import Path
from statistics import median
from time import process_time

ROOT = Path(__file__).parents[1]
RECORDS = ROOT / "fixtures" / "records"
sys.path.insert(0, str(ROOT / "tests"))

from varied import varied  # noqa: E402


def record(name: str) -> str:
    """The text of a record in fixtures/records."""
    return (RECORDS / f"{name}.txt").read_text(encoding="utf-8")


def mixed(number: int) -> list[str]:
    """So many records, all different and the same ones on every machine."""
    texts = dict.fromkeys(islice(varied(20 * number), 20 * number))
    return list(texts)[:number]


def medians(
    *calls: Callable[[], object], rounds: int = 200, clock: Callable[[], float] = process_time
) -> list[float]:
    """The median time of each call, in seconds of the processor's time, the calls taking turns."""
    times: list[list[float]] = [[] for _ in calls]
    for _ in range(rounds):
        for call, taken in zip(calls, times, strict=True):
            start = clock()
            call()
            taken.append(clock() - start)
    return [median(taken) for taken in times]


def table(rows: Iterable[tuple[str, ...]], width: int = 16) -> None:
    """Print rows of cells, the first one left and the others right."""
    for first, *others in rows:
        print(f"{first:<28}" + "".join(f"{cell:>{width}}" for cell in others))
