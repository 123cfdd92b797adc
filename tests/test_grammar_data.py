"""The parsers that are made ahead of time are those of the grammars. Reading without them is in test_threads.py."""

from __future__ import annotations

import runpy
from pathlib import Path

ROOT = Path(__file__).parent.parent
MAKER = runpy.run_path(str(ROOT / "scripts" / "make_grammars.py"))


def test_the_grammar_data_are_up_to_date() -> None:
    """Made anew from the grammars, they are the same, byte for byte."""
    kept = {path.name: path.read_bytes() for path in MAKER["FOLDER"].iterdir()}
    made = MAKER["files"]()
    changed = sorted(name for name in kept.keys() | made.keys() if kept.get(name) != made.get(name))
    assert changed == [], "The grammars have changed since these files were made; run `make grammars`."
