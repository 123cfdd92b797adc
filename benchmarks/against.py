"""Another commit beside this tree: how many times as fast it reads, and which documents differ.

    python benchmarks/against.py COMMIT [FOLDER | FILE.json] [--rounds 3]

The texts are 1,000 mixed records, those of a folder (``*.txt``), or of a JSON file with a list of texts. Both sides
are processes that stay; they read the same texts by turns, 25 at a time, so that other load meets both. The time is
the processor's. Documents are compared byte for byte where both sides have the same version of the schema.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from itertools import chain
from pathlib import Path
from statistics import median
from typing import Any

from common import ROOT, mixed

WORKER = """
import hashlib, json, sys, time
from ifes_records import parse, to_json
for line in sys.stdin:
    texts = json.loads(line)
    began = time.process_time()
    records = [parse(text) for text in texts]
    read = time.process_time()
    documents = [to_json(record) for record in records]
    ended = time.process_time()
    digests = [hashlib.sha256(d if isinstance(d, bytes) else d.encode()).hexdigest() for d in documents]
    print(json.dumps([read - began, ended - began, digests]), flush=True)
"""
AT_A_TIME = 25


class Side:
    """A process that reads texts with the code of one tree."""

    def __init__(self, tree: Path) -> None:
        environment = {**os.environ, "PYTHONPATH": str(tree / "src")}
        self._process = subprocess.Popen(
            [sys.executable, "-c", WORKER], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment
        )

    def read(self, texts: list[str]) -> tuple[float, float, list[str]]:
        """Seconds of reading, seconds with the JSON, and the digests of the documents."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(texts) + "\n")
        self._process.stdin.flush()
        read, both, digests = json.loads(self._process.stdout.readline())
        return read, both, digests


def check_out(commit: str, folder: Path) -> None:
    """Write the files of a commit to a folder, where its package can be imported."""
    archive = subprocess.run(["git", "archive", commit], cwd=ROOT, stdout=subprocess.PIPE, check=True).stdout
    subprocess.run(["tar", "x", "-C", str(folder)], input=archive, check=True)
    grammars = folder / "src" / "ifes_records" / "grammars"
    if not grammars.exists():
        grammars.symlink_to(folder / "grammars")


def texts_of(path: Path | None) -> list[str]:
    """The texts to read."""
    if path is None:
        return mixed(1000)
    if path.is_dir():
        return [file.read_text(encoding="utf-8") for file in sorted(path.glob("*.txt"))]
    found: list[Any] = json.loads(path.read_bytes())
    return [str(text) for text in found]


def main() -> None:
    """Print the ratios, and the texts whose documents differ."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("commit")
    arguments.add_argument("texts", nargs="?", type=Path)
    arguments.add_argument("--rounds", type=int, default=1)
    options = arguments.parse_args()
    texts = texts_of(options.texts)
    parts = [texts[at : at + AT_A_TIME] for at in range(0, len(texts), AT_A_TIME)]
    with tempfile.TemporaryDirectory() as name:
        check_out(options.commit, Path(name))
        sides = Side(Path(name)), Side(ROOT)
        for side in sides:
            side.read(texts[:AT_A_TIME])  # the grammars are loaded
        times: list[list[list[float]]] = [[[] for _ in parts] for _ in range(4)]
        different: set[int] = set()
        for _ in range(options.rounds):
            for number, part in enumerate(parts):
                (*then, before), (*now, after) = (side.read(part) for side in sides)
                for kept, seconds in zip(times, (*then, *now), strict=True):
                    kept[number].append(seconds)
                different |= {number * AT_A_TIME + at for at, one in enumerate(before) if one != after[at]}
    print(f"{len(texts):,} records; this tree is so many times as fast as {options.commit}:")
    for name, then, now in (("parse", times[0], times[2]), ("parse and JSON", times[1], times[3])):
        pairs = [one / other for one, other in zip(chain(*then), chain(*now), strict=True)]
        least = sum(map(min, then)) / sum(map(min, now))
        print(f"{name:<16}{median(pairs):.2f} (median of pairs)  {least:.2f} (least times)")
    print(f"{len(different)} documents differ: {sorted(different)[:20]}")


if __name__ == "__main__":
    main()
