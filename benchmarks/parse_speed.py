"""How long ``parse`` takes beside a bare pass of the record grammar, and the import beside ``import lark, attrs``.

    python benchmarks/parse_speed.py [RECORD]

Ratios of medians, both sides in turn within one run, so that they hold on a noisy machine.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import perf_counter, process_time

from ifes_records import parse, to_json
from ifes_records.show import page
from ifes_records.text import grammars
from ifes_records.text.source_text import SourceText

ROUNDS = 200
RECORD = Path(__file__).parent.parent / "fixtures" / "records" / "kazakhstan-mazhilis-2023.txt"


def medians(
    *calls: Callable[[], object], rounds: int = ROUNDS, clock: Callable[[], float] = process_time
) -> list[float]:
    """The median time of each call, in seconds of the processor's time, the calls taking turns."""
    times: list[list[float]] = [[] for _ in calls]
    for _ in range(rounds):
        for call, taken in zip(calls, times, strict=True):
            start = clock()
            call()
            taken.append(clock() - start)
    return [median(taken) for taken in times]


def started(code: str) -> Callable[[], object]:
    """A fresh interpreter that runs ``code``."""
    return lambda: subprocess.run([sys.executable, "-c", code], check=True)


def main(path: Path) -> None:
    """Print the ratios."""
    text = path.read_text(encoding="utf-8")
    scan = SourceText.of(text).scan
    record = parse(text)
    bare, whole, json = medians(lambda: grammars.parse_record(scan), lambda: parse(text), lambda: to_json(record))
    print(f"{path.name}: {len(text):,} characters, {len(scan.splitlines())} lines")
    print(f"bare pass of the grammar {bare * 1e3:6.2f} ms")
    print(f"parse                    {whole * 1e3:6.2f} ms   {whole / bare:5.1f} times the bare pass")
    print(f"to_json                  {json * 1e3:6.2f} ms   {json / bare:5.1f} times the bare pass")
    read, shown = medians(lambda: parse(text), lambda: page(record), rounds=20)
    print(f"show.page                {shown * 1e3:6.2f} ms   {shown / read:5.1f} times parse")
    base, package, first = medians(
        started("import lark, attrs"),
        started("import ifes_records"),
        started(f"import ifes_records; ifes_records.parse_file({str(path)!r})"),
        rounds=7,
        clock=perf_counter,  # the time of other processes
    )
    print(f"import lark, attrs       {base * 1e3:6.0f} ms")
    print(f"import ifes_records      {package * 1e3:6.0f} ms   {package / base:5.1f} times that")
    print(f"... and the first parse  {first * 1e3:6.0f} ms   {first / base:5.1f} times that")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else RECORD)
