"""The grammars, loaded once a process: text to tree, and the patterns of single values."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

import regex
from lark import Lark, Token, Tree

GRAMMARS = "ifes_records.grammars"

VALUE_RULES = ["row", "name", "count", "aggregate", "parenthesised", "seats", "round", "day"]

RecordTree = Tree[Token]


@cache
def _record_parser() -> Lark:
    return Lark.open_from_package(GRAMMARS, "record.lark", parser="lalr", lexer="contextual", start="record")


@cache
def _late_parser() -> Lark:
    return Lark.open_from_package(GRAMMARS, "record.lark", parser="lalr", lexer="contextual", start="late")


@cache
def _value_parser() -> Lark:
    return Lark.open_from_package(GRAMMARS, "values.lark", parser="lalr", lexer="contextual", start=VALUE_RULES)


@cache
def grammar(name: str, *starts: str) -> Lark:
    """A grammar of phrases, for the readers of the sections: ``grammar("government.lark", "holder")``."""
    return Lark.open_from_package(GRAMMARS, name, parser="lalr", lexer="contextual", start=list(starts))


def parse_record(scan: str) -> RecordTree:
    """The tree of a record. Takes any text that ends in a line end; no content makes it fail."""
    return _record_parser().parse(scan)


def parse_late_results(scan: str) -> RecordTree:
    """The tree of results that stand in the body, in a text whose other lines are blank."""
    return _late_parser().parse(scan)


def parse_value(text: str, start: Literal["row", "name"]) -> RecordTree:
    """The tree of a row (not empty, on one line) or of a name."""
    return _value_parser().parse(text, start=start)


@cache
def pattern(name: str) -> re.Pattern[str]:
    """The pattern of a terminal of ``values.lark``."""
    return re.compile(_value_parser().get_terminal(name).pattern.to_regexp())


@cache
def _labels() -> tuple[tuple[regex.Pattern[str], ...], regex.Pattern[str]]:
    """The labels that a line can begin with, and the keys of bullets, for telling one that breaks off."""
    names = ("_HEADING", "_LABEL", "_PREFIX", "_HEADER")
    terminals = {str(terminal.name): terminal.pattern.to_regexp() for terminal in _record_parser().terminals}
    labels = (text for name, text in terminals.items() if name.endswith(names) and name != "OTHER_HEADING")
    return tuple(map(regex.compile, labels)), regex.compile(terminals["KEY"])


def could_become_label(line: str, *, keys: bool = False) -> bool:
    """Whether ``line`` is the beginning of a label that breaks off: ``Election Mod``, ``Main candida``.

    With ``keys``, also of a key: ``Chief of St``.
    """
    labels, key = _labels()
    patterns = (*labels, key) if keys else labels
    return any(pattern_.fullmatch(line, partial=True) for pattern_ in patterns)


def label(name: str) -> str:
    """The pattern of a terminal of ``record.lark``: a label, or a header's date."""
    pattern_: str = _record_parser().get_terminal(name).pattern.to_regexp()
    return pattern_
