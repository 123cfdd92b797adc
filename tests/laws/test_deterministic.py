"""The same text always gives byte-identical JSON."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest
from growing import BODY, CONTENDERS, GROWING, HEAD, TABLE
from hypothesis import given
from texts import PARTIES, PROSE, any_text

from ifes_records import parse, to_json

TEXTS = (
    TABLE + "\n\n".join(f"{party} 5 - 1,000" for party in PARTIES) + "\n",
    BODY + "\n\n".join(PROSE) + "\n",
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


@given(any_text())
def test_a_text_gives_the_same_bytes_again(text: str) -> None:
    """Reading a text again gives the same bytes."""
    assert to_json(parse(text)) == to_json(parse(text))


@pytest.mark.parametrize("seed", ["0", "1", "4711"])
def test_another_process_gives_the_same_bytes(seed: str) -> None:
    """A process that hashes strings in another way gives the same bytes."""
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
