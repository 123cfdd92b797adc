"""How many workers one parent feeds: a conversion whose workers only wait, and then give an answer made before.

    python benchmarks/parent_speed.py [--records 1000] [--workers 1 2 6 12 16]

Each worker waits as long as it takes to read a record, so that one machine can have more of them than cores.
All else is what it is in a real run: inputs are found, workers get them and answer through pipes, documents and the
journal are written. A parent feeds so many workers if they give nearly as many times the records of one.
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
from varied import write_varied

from ifes_records.batch import convert_many
from ifes_records.batch.executors import ProcessPool
from ifes_records.batch.find import find, path_of
from ifes_records.batch.inputs import End, InputReader, Record
from ifes_records.batch.names import stem_of
from ifes_records.batch.options import Form, Format
from ifes_records.batch.status import InputStatus, Outcome
from ifes_records.batch.worker import BatchResult, Item, convert_items, document_of
from ifes_records.model import Source
from ifes_records.split.record_text import record_texts_in

SAMPLE = RECORDS / "kazakhstan-mazhilis-2023.txt"


@cache
def answer(form: Form) -> tuple[Outcome, bytes | None, bytes]:
    """What a worker gives for the sample: its outcome, and its document or line."""
    (text,) = record_texts_in(SAMPLE.read_text("utf-8"), Source(), split=False)
    result = convert_items((Record(0, 0, "", "", "", text=text),), form)
    ((_, outcome, document),) = result.records
    data = document.content if document else None
    assert not isinstance(data, str)  # no worker has written it
    return outcome, data, result.lines


def reading(folder: Path) -> float:
    """The seconds that a worker takes for a file: the least of three times."""
    readers = [InputReader(file) for file in find([folder])]
    times = []
    for _ in range(3):
        began = time.process_time()
        convert_items(readers, Form())
        times.append((time.process_time() - began) / len(readers))
    return min(times)


def canned(seconds: float, items: Sequence[Item], form: Form, folder: str | None) -> BatchResult:
    """The answer of the sample for each input, after so many seconds for each."""
    outcome, data, line = answer(form)
    time.sleep(seconds * len(items))
    records, ends = [], []
    for reader in items:
        assert isinstance(reader, InputReader)  # the files are small
        path, stem = path_of(reader.file), stem_of(reader.file.name_parts)
        own = document_of(data, folder) if data else None
        records.append((Record(reader.input, 0, path, stem, stem), outcome, own))
        ends.append(End(reader.input, path, InputStatus.READ))
    return BatchResult(tuple(records), tuple(ends), line * len(records))


def warm_up(form: Form) -> None:
    """Have the answer ready. It takes so long that each worker is given one such call."""
    answer(form)
    time.sleep(10)


class Canned(ProcessPool):
    """Processes that wait instead of reading, all of them started."""

    def __init__(self, workers: int, seconds: float, form: Form) -> None:
        super().__init__(workers)
        self._seconds = seconds
        wait([super(Canned, self).submit(warm_up, form) for _ in range(workers)])

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Hand out a call for a canned answer."""
        return super().submit(canned, self._seconds, *args, **kwargs)


def main() -> None:
    """Print a table for documents and one for lines."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--records", type=int, default=1_000, help="for each worker")
    arguments.add_argument("--workers", type=int, nargs="+", default=[1, 2, 6, 12, 16])
    options = arguments.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        write_varied(place / "sample", 300)
        seconds = reading(place / "sample")
        print(f"A worker takes {1000 * seconds:.1f} ms a record.\n")
        for name, form, out in (("documents", Form(), "out"), ("lines", Form(Format.JSONL), "out.jsonl")):
            rows = [(name, "records/s", "times one", "parent, ms a record")]
            for workers in options.workers:
                inputs = place / f"in{workers}"
                number = options.records * workers
                if not inputs.exists():
                    write_varied(inputs, number)
                with Canned(workers, seconds, form) as pool:
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
