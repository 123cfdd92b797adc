"""The speed and memory of conversions with one process and with two.

    python benchmarks/batch_speed.py [--records 20000] [--rounds 3]

The records are variations of those in fixtures/records, each in its own file. Runs with one and two processes
alternate, so that other load affects both; the ratio is that of the medians. Memory is the peak of any one process,
for a tenth of the records and for all of them.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median

from common import table
from varied import write_varied

# The workers have ended when their memory is read.
RUN = """
import json, resource, sys
from ifes_records.batch import convert_many
if __name__ == "__main__":
    ended = convert_many([sys.argv[1]], sys.argv[2], jobs=int(sys.argv[3]))
    memory = [resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    print(json.dumps([ended.seconds, ended.totals.records.total(), *memory]))
"""
KIB = 1 if sys.platform != "darwin" else 1 / 1024


def run(inputs: Path, jobs: int, out: Path) -> tuple[float, float, float]:
    """Seconds, MB of the process itself, MB of its largest worker."""
    shutil.rmtree(out, ignore_errors=True)
    script = out.with_name("run.py")
    script.write_text(RUN)
    done = subprocess.run(
        [sys.executable, str(script), str(inputs), str(out), str(jobs)], capture_output=True, text=True, check=True
    )
    seconds, _, own, workers = json.loads(done.stdout)
    return seconds, own * KIB * 1024 / 1e6, workers * KIB * 1024 / 1e6


def main() -> None:
    """Run and print the measurements."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--records", type=int, default=20_000)
    arguments.add_argument("--rounds", type=int, default=1)
    options = arguments.parse_args()
    few = options.records // 10
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        size = write_varied(place / "all", options.records)
        write_varied(place / "few", few)
        seconds: dict[int, list[float]] = {1: [], 2: []}
        memory: dict[tuple[int, int], tuple[float, float]] = {}
        for jobs in (1, 2):
            memory[jobs, few] = run(place / "few", jobs, place / "out")[1:]
        for _ in range(options.rounds):
            for jobs in (1, 2):
                taken, *held = run(place / "all", jobs, place / "out")
                seconds[jobs].append(taken)
                memory[jobs, options.records] = (held[0], held[1])
    print(f"{options.records:,} records, {size / 1e6:.1f} MB, {os.cpu_count()} cores\n")
    rows = [("processes", "seconds", "records/s", "MB/s")]
    for jobs, times in seconds.items():
        taken = median(times)
        rows.append((str(jobs), f"{taken:.1f}", f"{options.records / taken:.0f}", f"{size / 1e6 / taken:.3f}"))
    table(rows)
    print(f"\ntwo processes are {median(seconds[1]) / median(seconds[2]):.2f} times as fast as one\n")
    rows = [("most memory (MB)", f"{few:,} records", f"{options.records:,} records", "ratio")]
    for jobs, index, name in (
        (1, 0, "1 process"),
        (2, 0, "2 processes: the parent"),
        (2, 1, "2 processes: a worker"),
    ):
        small, large = memory[jobs, few][index], memory[jobs, options.records][index]
        rows.append((name, f"{small:.1f}", f"{large:.1f}", f"{large / small:.2f}"))
    table(rows)


if __name__ == "__main__":
    main()
