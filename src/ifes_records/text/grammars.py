"""The grammars, built once per process: parse a text to a tree, or get the pattern of a terminal."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, wraps
from threading import RLock
from typing import Literal, ParamSpec, TypeVar

import regex
from lark import Lark, Token, Tree
from lark.lexer import PatternRE, TerminalDef

GRAMMARS = "ifes_records.grammars"

VALUE_RULES = ["row", "name", "count", "aggregate", "parenthesised", "seats", "round", "day"]

# The start rules of the sections' grammars, together, so that each grammar is built once.
SECTION_RULES = {
    "contenders.lark": ["key", "seats", "votes", "leaders", "name", "line"],
    "data.lark": [
        *("nothing", "dated_count", "count_alone", "treaty", "answer"),
        *("legislators", "candidates", "index", "judgments"),
    ],
    "deadlines.lark": ["line"],
    "electoral_system.lark": ["line"],
    "government.lark": ["assembly", "holder", "tenure"],
    "last_election.lark": ["line", "seats"],
    "phrases.lark": ["phrase", "stop", "boundary", "small"],
    "referendum.lark": ["line"],
    "stakes.lark": ["stake"],
}

# The grammars over the words of prose, whose terminals are lists of words: `text/words.py`, `text/phrases.py`.
PROSE = ("phrases.lark",)

RecordTree = Tree[Token]

P = ParamSpec("P")
T = TypeVar("T")

_building = RLock()


def built_once(build: Callable[P, T]) -> Callable[P, T]:
    """Like ``cache``, but threads that call at the same time wait for the first one, so nothing is built twice."""
    cached = cache(build)

    @wraps(build)
    def build_or_wait(*args: P.args, **kwargs: P.kwargs) -> T:
        with _building:
            return cached(*args, **kwargs)  # type: ignore[arg-type]

    return build_or_wait


# In the pattern of a terminal: an escaped sign, a set of signs, or a single blank, which may be optional.
_BLANK = re.compile(r"(?P<sign>\\.|\[(?:\\.|[^\]\\])*\])| (?P<optional>\?)?(?![*+?{])")


def widen(terminal: TerminalDef) -> None:
    """Let a blank in a label match several: ``Registered  Voters:None``.

    It is done here, because writing it in the grammar would make the labels hard to read.
    """
    written = terminal.pattern
    if isinstance(written, PatternRE):
        terminal.pattern = PatternRE(_BLANK.sub(_wide, written.value), written.flags)


def _wide(found: re.Match[str]) -> str:
    return found["sign"] or (" *" if found["optional"] else " +")


@built_once
def record_parser(start: Literal["record", "late"] = "record") -> Lark:
    """The parser of ``record.lark``, which reads a record line by line."""
    return Lark.open_from_package(
        GRAMMARS, "record.lark", parser="lalr", lexer="contextual", start=start, edit_terminals=widen
    )


@built_once
def value_parser() -> Lark:
    """The parser of ``values.lark``, which reads the inside of a line."""
    return Lark.open_from_package(GRAMMARS, "values.lark", parser="lalr", lexer="contextual", start=VALUE_RULES)


@built_once
def grammar(name: str) -> Lark:
    """The grammar of the phrases of a section, with all its start rules: ``grammar("government.lark")``."""
    lexer = "basic" if name in PROSE else "contextual"
    return Lark.open_from_package(GRAMMARS, name, parser="lalr", lexer=lexer, start=SECTION_RULES[name])


def parse_record(scan: str) -> RecordTree:
    """The tree of a record. The text must end in a line end; any content can be parsed."""
    return record_parser().parse(scan)


def parse_late_results(scan: str) -> RecordTree:
    """The tree of results in the body, from a text in which all other lines are blank."""
    return record_parser("late").parse(scan)


def parse_value(text: str, start: Literal["row", "name"]) -> RecordTree:
    """The tree of a row (one line, not empty) or of a name."""
    return value_parser().parse(text, start=start)


@cache
def pattern(name: str) -> re.Pattern[str]:
    """The pattern of a terminal of ``values.lark``."""
    return re.compile(value_parser().get_terminal(name).pattern.to_regexp())


@cache
def _labels() -> tuple[tuple[regex.Pattern[str], ...], regex.Pattern[str]]:
    """The patterns of labels, and of keys, used to recognise one that breaks off."""
    names = ("_HEADING", "_LABEL", "_PREFIX", "_HEADER")
    terminals = {str(terminal.name): terminal.pattern.to_regexp() for terminal in record_parser().terminals}
    labels = (text for name, text in terminals.items() if name.endswith(names) and name != "OTHER_HEADING")
    return tuple(map(regex.compile, labels)), regex.compile(terminals["KEY"])


def could_become_label(line: str, *, keys: bool = False) -> bool:
    """Whether ``line`` is the beginning of a label that breaks off: ``Election Mod``, ``Main candida``.

    With ``keys``, it may also be the beginning of a key: ``Chief of St``.
    """
    labels, key = _labels()
    patterns = (*labels, key) if keys else labels
    return any(pattern_.fullmatch(line, partial=True) for pattern_ in patterns)


def label(name: str) -> str:
    """The pattern of a terminal of ``record.lark``: a label, or the date of a header."""
    pattern_: str = record_parser().get_terminal(name).pattern.to_regexp()
    return pattern_
