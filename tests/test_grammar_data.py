"""The parsers that are made ahead of time are those of the grammars, and are not needed."""

from __future__ import annotations

import runpy
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
MAKER = runpy.run_path(str(ROOT / "scripts" / "make_grammars.py"))
SEED = ROOT / "fixtures" / "records" / "kazakhstan-mazhilis-2023.txt"

# Reads a record with the data as they are, or with none; and says how many parsers were built.
READ = """
import sys

import ifes_records
from ifes_records.text import grammars, lexicon

if sys.argv[2] == "stale":
    grammars.made_ahead = lexicon.made_ahead = lambda name, made_from: None
built = []
build = grammars.build
grammars.build = lambda name: built.append(name) or build(name)
print(ifes_records.to_json(ifes_records.parse(open(sys.argv[1], encoding="utf-8").read())))
print(len(built))
"""


def test_the_grammar_data_are_up_to_date() -> None:
    """Made anew from the grammars, they are the same, byte for byte."""
    kept = {path.name: path.read_bytes() for path in MAKER["FOLDER"].iterdir()}
    made = MAKER["files"]()
    changed = sorted(name for name in kept.keys() | made.keys() if kept.get(name) != made.get(name))
    assert changed == [], "The grammars have changed since these files were made; run `make grammars`."


def test_a_record_reads_the_same_from_grammars_that_have_changed() -> None:
    """Then each parser is built when it is first used."""
    fresh, stale = (
        subprocess.run(
            [sys.executable, "-c", READ, str(SEED), state], capture_output=True, text=True, check=True
        ).stdout.splitlines()
        for state in ("fresh", "stale")
    )
    assert stale[:-1] == fresh[:-1]
    assert int(stale[-1]) > 0
