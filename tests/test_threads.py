"""Reading is thread-safe: threads that start cold make each parser once, and read the same, loaded or built."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

SEED = Path(__file__).parent.parent / "fixtures" / "records" / "kazakhstan-mazhilis-2023.txt"

# With the grammars' data or without, so that nearly every parser has to be built.
COLD = """
import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from time import sleep

import ifes_records
from ifes_records.text import grammars, lexicon

LONG_TO_BUILD = ("electoral_system", "last_election", "deadlines")
loaded, built = Counter(), Counter()
made_ahead, build = grammars.made_ahead, grammars.build

def slowly_made_ahead(name, made_from):
    loaded[name] += 1
    sleep(0.05)  # the other threads get here before this one is done
    return made_ahead(name, made_from) if sys.argv[2] == "loaded" or name in LONG_TO_BUILD else None

def counted_build(name):
    built[name] += 1
    return build(name)

grammars.made_ahead = lexicon.made_ahead = slowly_made_ahead
grammars.build = counted_build
ready = Barrier(8)
text = open(sys.argv[1], encoding="utf-8").read()

def read(_):
    ready.wait()
    return ifes_records.to_json(ifes_records.parse(text))

with ThreadPoolExecutor(8) as threads:
    (document,) = set(threads.map(read, range(8)))
print(document)
print(set(loaded.values()), set(built.values()), len(built))
"""


def run(parsers: str) -> list[str]:
    """What is printed with the grammars' data, or without."""
    command = [sys.executable, "-c", COLD, str(SEED), parsers]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()


def test_threads_that_start_cold_make_each_parser_once_and_read_the_same() -> None:
    """A grammar that has changed since its data were made is built when it is first used."""
    *document, loaded = run("loaded")
    *from_grammars, built = run("built")
    assert loaded == "{1} set() 0"
    assert built.startswith("{1} {1} ")
    assert from_grammars == document
