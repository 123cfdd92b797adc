"""Reading is thread-safe: threads that start cold build each grammar once, and read the same."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

SEED = Path(__file__).parent.parent / "fixtures" / "records" / "kazakhstan-mazhilis-2023.txt"

COLD = """
import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from time import sleep

from lark import Lark

import ifes_records

built = Counter()
build = Lark.open_from_package

def slow_build(package, name, **options):
    built[name, str(options["start"])] += 1
    sleep(0.05)  # the other threads get here before this one is done
    return build(package, name, **options)

Lark.open_from_package = slow_build
ready = Barrier(8)
text = open(sys.argv[1], encoding="utf-8").read()

def read(_):
    ready.wait()
    return ifes_records.to_json(ifes_records.parse(text))

with ThreadPoolExecutor(8) as threads:
    documents = set(threads.map(read, range(8)))
print(len(documents), set(built.values()))
"""


def test_threads_that_start_cold_build_each_grammar_once_and_read_the_same() -> None:
    run = [sys.executable, "-c", COLD, str(SEED)]
    assert subprocess.run(run, capture_output=True, text=True, check=True).stdout == "1 {1}\n"
