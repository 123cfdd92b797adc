"""How many workers one parent feeds: a conversion whose workers only wait, and then give an answer made before.

    python benchmarks/parent_speed.py [--records 1000] [--workers 1 2 6 12 16]

Each worker waits as long as it takes to read a record, so that one machine can have more of them than cores.
All else is what it is in a real run: inputs are read, texts and answers go through pipes, documents and the journal
are written. A parent feeds so many workers if they give nearly as many times the records of one.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Future, wait
from functools import cache
from pathlib import Path
from typing import Any

from common import RECORDS, table
from varied import varied, write_varied

from ifes_records.batch import convert_many
from ifes_records.batch.executors import ProcessPool
from ifes_records.batch.options import Form
from ifes_records.batch.worker import BatchResult, convert_texts
from ifes_records.model import Source
from ifes_records.split.record_text import RecordText, record_texts_in

SAMPLE = RECORDS / "kazakhstan-mazhilis-2023.txt"


@cache
def answer(form: Form) -> BatchResult:
    """What a worker gives for the sample."""
    return convert_texts(tuple(record_texts_in(SAMPLE.read_text("utf-8"), Source(), split=False)), form)


def reading(records: int = 300) -> float:
    """The seconds that a worker takes to read a record and write its JSON: the least of three times."""
    texts = tuple(text for each in varied(records) for text in record_texts_in(each, Source(), split=False))
    times = []
    for _ in range(3):
        began = time.process_time()
        convert_texts(texts, Form())
        times.append((time.process_time() - began) / records)
    return min(times)


def canned(seconds: float, texts: Sequence[RecordText], form: Form) -> BatchResult:
    """The answer of the sample for each text, after so many seconds for each."""
    one = answer(form)
    time.sleep(seconds * len(texts))
    return BatchResult(one.converted * len(texts), one.lines * len(texts))


class Canned(ProcessPool):
    """Processes that wait instead of reading."""

    def __init__(self, workers: int, seconds: float) -> None:
        super().__init__(workers)
        self._seconds = seconds
        # Each call keeps one worker busy, so that all of them are started.
        wait([super(Canned, self).submit(time.sleep, 3.0) for _ in range(workers)])

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Hand out a call for a canned answer."""
        return super().submit(canned, self._seconds, *args, **kwargs)


def main() -> None:
    """Print a table for documents and one for lines."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--records", type=int, default=1_000, help="for each worker")
    arguments.add_argument("--workers", type=int, nargs="+", default=[1, 2, 6, 12, 16])
    options = arguments.parse_args()
    seconds = reading()
    print(f"A worker takes {1000 * seconds:.1f} ms a record.\n")
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        for name, out in (("documents", "out"), ("lines", "out.jsonl")):
            rows = [(name, "records/s", "times one", "parent, ms a record")]
            for workers in options.workers:
                inputs = place / f"in{workers}"
                number = options.records * workers
                if not inputs.exists():
                    write_varied(inputs, number)
                with Canned(workers, seconds) as pool:
                    began = time.process_time()
                    ended = convert_many([inputs], place / f"{workers}{out}", executor=pool, in_flight=3 * workers)
                    spent = time.process_time() - began
                rate = number / ended.seconds
                cells = f"{rate:.0f}", f"{rate * seconds:.1f}", f"{1000 * spent / number:.2f}"
                rows.append((f"{workers} workers", *cells))
            table(rows, width=22)
            print()


if __name__ == "__main__":
    main()
