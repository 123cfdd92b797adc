"""The grammars are sound: no conflicts, no lookaround, and no pattern that takes more than linear time."""

from __future__ import annotations

import importlib
import logging
import pkgutil
import re
from functools import cache
from pathlib import Path

import pytest
from backtracking import slow
from lark import Lark
from lark.lexer import TerminalDef

import ifes_records
from ifes_records.text import lexicon
from ifes_records.text.grammars import GRAMMARS, SECTION_RULES, VALUE_RULES, widen
from ifes_records.values import joined

# Every grammar that is parsed with, and what it can start from; the rest are only imported.
STARTS = {
    "record.lark": ["record"],
    "values.lark": VALUE_RULES,
    "dates.lark": ["date", "header_date", "modified_date"],
    **SECTION_RULES,
}

LOOKAROUND = ("(?=", "(?!", "(?<=", "(?<!")


def load(grammar: str) -> Lark:
    """A fresh parser, its terminals as they are used, with Lark's reports of what it has had to decide."""
    return Lark.open_from_package(
        GRAMMARS,
        grammar,
        parser="lalr",
        lexer="contextual",
        start=STARTS[grammar],
        edit_terminals=widen if grammar == "record.lark" else None,
        debug=True,
    )


@cache
def terminals(grammar: str) -> tuple[TerminalDef, ...]:
    """The terminals of a grammar."""
    return tuple(load(grammar).terminals)


def every_terminal() -> list[tuple[str, str, str]]:
    """Grammar, name and pattern of every terminal, each pattern once."""
    found = {t.pattern.to_regexp(): (grammar, t.name) for grammar in STARTS for t in terminals(grammar)}
    return [(grammar, name, pattern) for pattern, (grammar, name) in found.items()]


def test_every_grammar_is_looked_at() -> None:
    """A grammar that the code asks for by name is added here."""
    modules = Path(ifes_records.__file__).parent.rglob("*.py")
    named = {name for module in modules for name in re.findall(r'"(\w+\.lark)"', module.read_text("utf-8"))}
    assert named == {*STARTS, "lexicon.lark"}  # which is never parsed with


@pytest.mark.parametrize("grammar", STARTS)
def test_a_grammar_has_no_conflicts(grammar: str, caplog: pytest.LogCaptureFixture) -> None:
    """No shift has to be preferred to a reduction."""
    with caplog.at_level(logging.DEBUG, logger="lark"):
        load(grammar)
    assert [message for message in caplog.messages if "conflict" in message.casefold()] == []


def test_no_terminal_looks_around() -> None:
    """What a terminal matches can be written down from its pattern alone."""
    found = [(g, name) for g, name, pattern in every_terminal() if any(sign in pattern for sign in LOOKAROUND)]
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


PATTERNS = {f"{grammar}:{name}": pattern for grammar, name, pattern in every_terminal()}
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
