"""A text that is damaged again and again never crashes the reading, loses nothing, and its JSON gives it back.

Each example is a chain of texts, each made from the one before by a small change. So one text of
Hypothesis gives many inputs: most of those of a long run.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tally import count
from texts import BROKEN, HEADINGS, KEYS, LABELS, VALUES, any_text

from ifes_records import from_json, parse, to_json
from ifes_records.strategies import texts
from ifes_records.trace import account

# `make fuzz` makes longer chains than `make test`, as it makes more of them.
MUTANTS = 10 if os.environ.get("IFES_RECORDS_PROFILE", "quick") == "quick" else 25
# What a text grows to at most: ten times a short record.
LONGEST = 4_000
PIECES = (*BROKEN, *HEADINGS, *KEYS, *LABELS, *VALUES, "\n", "\n\n", " ", "\t", "\r\n", "0", "9", ",", ".", "%", ":")


def _place(text: str, random: Random) -> int:
    return random.randint(0, len(text))


def _insert(text: str, random: Random) -> str:
    at = _place(text, random)
    return text[:at] + random.choice(PIECES) + text[at:]


def _delete(text: str, random: Random) -> str:
    at = _place(text, random)
    return text[:at] + text[at + random.randint(1, 12) :]


def _swap_lines(text: str, random: Random) -> str:
    lines = text.split("\n")
    one, other = random.randrange(len(lines)), random.randrange(len(lines))
    lines[one], lines[other] = lines[other], lines[one]
    return "\n".join(lines)


def _repeat(text: str, random: Random) -> str:
    at = _place(text, random)
    return text[:at] + text[max(at - random.randint(1, 80), 0) :]


def _replace_character(text: str, random: Random) -> str:
    if not text:
        return text
    old = random.choice(text)
    new = random.choice((chr(random.randint(0, 0x2FF)), chr(random.randint(0, 0x10FFFF)), " ", "\n", "1", "A"))
    return text.replace(old, new, random.randint(1, 3))


def _change_case(text: str, random: Random) -> str:
    start = _place(text, random)
    end = start + random.randint(1, 40)
    return text[:start] + random.choice((str.upper, str.lower, str.title))(text[start:end]) + text[end:]


CHANGES: tuple[Callable[[str, Random], str], ...] = (
    _insert, _insert, _delete, _swap_lines, _repeat, _replace_character, _change_case,
)  # fmt: skip


def check(text: str) -> None:
    """What holds of any text."""
    record = parse(text)
    found = account(record)
    assert (found.lost, found.overlaps) == ((), ()), text
    assert from_json(to_json(record)) == record, text


@pytest.mark.parametrize("start", [any_text(), texts().map(lambda pair: pair[0])], ids=["any text", "a plain record"])
@given(data=st.data(), seed=st.integers(0, 2**32))
def test_a_mutant_is_read_whole_and_loads_back(start: st.SearchStrategy[str], data: st.DataObject, seed: int) -> None:
    """Whatever has been done to a text."""
    text, random = data.draw(start), Random(seed)
    for _ in range(MUTANTS):
        text = random.choice(CHANGES)(text, random)[:LONGEST]
        check(text)
    count("tests/laws/test_mutants.py::test_a_mutant_is_read_whole_and_loads_back", MUTANTS - 1)
