"""The time of the tables as a share of the time of reading.

    python benchmarks/tables_speed.py [FOLDER]

The records are those of fixtures/records, or of the texts in a folder. The first share is that of reading the records
from their JSON, as `convert` and `export` do before they write any tables.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from ifes_records import ElectionRecord, from_json, parse_dump, to_json
from ifes_records.tables import write_csv, write_nist, write_parquet, write_sqlite

FOLDER = Path(__file__).parents[1] / "fixtures" / "records"


def seconds(work: Callable[[], object]) -> float:
    """The processor time of some work."""
    began = time.process_time()
    work()
    return time.process_time() - began


def main() -> None:
    """Print the shares."""
    texts = sorted((Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER).glob("*.txt"))
    records: list[ElectionRecord] = []

    def read() -> None:
        records[:] = [record for path in texts for record in parse_dump(path)]

    read()  # the grammars are loaded
    reading = seconds(read)
    documents = [to_json(record) for record in records]
    from_json(documents[0])
    print(f"{len(records)} records were read in {reading:.2f} s of processor time.")
    print(f"from JSON  {seconds(lambda: [*map(from_json, documents)]) / reading:.3f}")
    for write in (write_csv, write_parquet, write_sqlite, write_nist):
        with tempfile.TemporaryDirectory() as first, tempfile.TemporaryDirectory() as second:
            name = "e.sqlite" if write is write_sqlite else "."
            write(records[:1], Path(first) / name)  # pyarrow is loaded
            share = seconds(partial(write, records, Path(second) / name)) / reading
        print(f"{write.__name__.removeprefix('write_'):<9}  {share:.3f}")


if __name__ == "__main__":
    main()
