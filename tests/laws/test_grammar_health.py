"""The grammars are sound: no lookaround, and no pattern that takes more than linear time.

That they have no conflicts is shown where their parsers are built: in `test_grammar_data.py`.
"""

from __future__ import annotations

import importlib
import pkgutil
import re
from pathlib import Path

import pytest
from backtracking import slow

import ifes_records
from ifes_records.text import lexicon
from ifes_records.text.grammars import PARSERS, grammar
from ifes_records.values import joined

LOOKAROUND = ("(?=", "(?!", "(?<=", "(?<!")


def every_terminal() -> list[tuple[str, str, str]]:
    """Parser, name and pattern of every terminal, each pattern once."""
    found = {pattern: (parser, name) for parser in PARSERS for name, pattern in grammar(parser).patterns.items()}
    return [(parser, name, pattern) for pattern, (parser, name) in found.items()]


def test_every_grammar_is_looked_at() -> None:
    """Every grammar that the code asks for by name has a parser; the lexicon is never parsed with."""
    modules = Path(ifes_records.__file__).parent.rglob("*.py")
    named = {name for module in modules for name in re.findall(r'"(\w+\.lark)"', module.read_text("utf-8"))}
    assert named == {*(name for name, _ in PARSERS.values()), "lexicon.lark"}


def test_no_terminal_looks_around() -> None:
    """What a terminal matches can be written down from its pattern alone."""
    found = [
        (parser, name) for parser, name, pattern in every_terminal() if any(sign in pattern for sign in LOOKAROUND)
    ]
    assert found == []


@pytest.mark.parametrize(
    ("pattern", "how"),
    [
        (r"A(?:\ *\*+)*\n", "exponential"),
        (r"A(?:a|a)*\n", "exponential"),
        (r"A(?:ab|[a-c]b)*\n", "exponential"),
        (r"A *:? *\n", "polynomial"),
        (r" *[^\n]*›", "polynomial"),
        (r"A *\**\n", None),
        (r"A(?: *\*)* *\n", None),
        (r"A[^\n]* *\n", None),
        (r"A(?: [a-z]+)* *(?:: *)?\n", None),
    ],
)
def test_the_analysis_finds_ambiguity_and_nothing_else(pattern: str, how: str | None) -> None:
    """The check finds what it is for, and nothing else."""
    found = slow(pattern)
    assert (found and found.how) == how


PATTERNS = {f"{parser}:{name}": pattern for parser, name, pattern in every_terminal()}
# The lexicon's patterns that Python reads, and those that are put together with them on first use.
PATTERNS |= {f"lexicon.lark:{name}": lexicon.regexp(name) for name in lexicon.names()}
PATTERNS |= {
    f"joined.py:{number}": joined.compiled(text).pattern
    for number, text in enumerate((joined.SIGN, joined.GLUED, joined.ANSWER_BEFORE, joined.ANSWER_AFTER))
}


@pytest.mark.parametrize("terminal", PATTERNS)
def test_a_terminal_takes_linear_time(terminal: str) -> None:
    """No text makes a terminal try more than a number of ways that grows as the text does."""
    assert slow(PATTERNS[terminal]) is None


def patterns_of_the_code() -> dict[str, str]:
    """The patterns in the modules of the package, by their names there."""
    found: dict[str, str] = {}
    for module in pkgutil.walk_packages(ifes_records.__path__, "ifes_records."):
        if module.name.endswith("__main__"):
            continue
        for name, value in vars(importlib.import_module(module.name)).items():
            for entry in value.values() if isinstance(value, dict) else [value]:
                if isinstance(entry, re.Pattern) and isinstance(entry.pattern, str):
                    found.setdefault(entry.pattern, f"{module.name}.{name}")
    return {name: pattern for pattern, name in found.items()}


CODE = patterns_of_the_code()


def test_the_code_has_patterns() -> None:
    """The next test has something to look at."""
    assert len(CODE) > 50


@pytest.mark.parametrize("name", CODE)
def test_a_pattern_of_the_code_takes_linear_time(name: str) -> None:
    """Neither does a pattern in the code."""
    assert slow(CODE[name]) is None
