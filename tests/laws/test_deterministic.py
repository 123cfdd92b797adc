"""The same text always gives byte-identical JSON."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest
from growing import BODY, CONTENDERS, GROWING, HEAD, TABLE
from hypothesis import given

from ifes_records import parse, to_json
from ifes_records.strategies import any_texts
from ifes_records.strategies.any_lines import VALUES
from ifes_records.strategies.words import NUMBERED
from ifes_records.strategies.words import PARTIES as WORDINGS

PARTIES = [f"{NUMBERED[0]} ({' '.join(slot[0] for slot in wording.slots)})" for wording in WORDINGS]

TEXTS = (
    TABLE + "\n\n".join(f"{party} 5 - 1,000" for party in PARTIES) + "\n",
    BODY + "\n\n".join(VALUES) + "\n",
    CONTENDERS + "".join(f"  • Party: {party}\n  • Leader: Ann B\n" for party in PARTIES),
    HEAD + GROWING["questions"](3),
    BODY + GROWING["notes and marks"](5),
    "no record at all",
)

PROGRAM = """
import json, sys
from ifes_records import parse, to_json
json.dump([to_json(parse(text)) for text in json.load(sys.stdin)], sys.stdout)
"""


@given(any_texts())
def test_a_text_gives_the_same_bytes_again(text: str) -> None:
    """Reading a text again gives the same bytes."""
    assert to_json(parse(text)) == to_json(parse(text))


@pytest.mark.parametrize("seed", ["0", "4711"])
def test_another_process_gives_the_same_bytes(seed: str) -> None:
    """A process that hashes strings in another way gives the same bytes; this one does it in a third way."""
    environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        input=json.dumps(TEXTS),
        capture_output=True,
        text=True,
        encoding="utf-8",
        env=environment,
        check=True,
    )
    assert json.loads(done.stdout) == [to_json(parse(text)) for text in TEXTS]
