"""A text that is damaged again and again never crashes the reading, loses nothing, and its JSON gives it back.

Each example is a chain of texts, each made from the one before by a small change. So one text of
Hypothesis gives many inputs: most of those of a long run.
"""

from __future__ import annotations

import os
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tally import count

from ifes_records import from_json, parse, to_json
from ifes_records.strategies import any_texts, texts
from ifes_records.strategies.any_lines import ODD, VALUES, any_lines
from ifes_records.strategies.changes import change
from ifes_records.trace import account

# `make fuzz` makes longer chains than `make test`, as it makes more of them.
MUTANTS = 10 if os.environ.get("IFES_RECORDS_PROFILE", "quick") == "quick" else 25
# What a text grows to at most: ten times a short record.
LONGEST = 4_000
PIECES = (*ODD, *VALUES, *"\n \t09,.%:", "\n\n", "\r\n")


def check(text: str) -> None:
    """What holds of any text."""
    record = parse(text)
    found = account(record)
    assert (found.lost, found.overlaps) == ((), ()), text
    assert from_json(to_json(record)) == record, text


@pytest.mark.parametrize(
    "start", [any_texts(), texts().map(lambda pair: pair[0])], ids=["any text", "a plain record"]
)
@given(data=st.data(), seed=st.integers(0, 2**32))
def test_a_mutant_is_read_whole_and_loads_back(start: st.SearchStrategy[str], data: st.DataObject, seed: int) -> None:
    """Whatever has been done to a text."""
    text, random = data.draw(start), Random(seed)
    pieces = (*PIECES, *data.draw(st.lists(any_lines(), max_size=40)))
    for _ in range(MUTANTS):
        text = change(text, random, pieces)[:LONGEST]
        check(text)
    count("tests/laws/test_mutants.py::test_a_mutant_is_read_whole_and_loads_back", MUTANTS - 1)
