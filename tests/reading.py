"""Records of files, each read once for all tests: a record never changes."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from ifes_records import ElectionRecord, parse_file

CORPUS = sorted((Path(__file__).parents[2] / "shared" / "corpus" / "records").glob("*.txt"))


@cache
def read(path: Path) -> ElectionRecord:
    """The record of a file of the fixtures or of the corpus."""
    return parse_file(path)
