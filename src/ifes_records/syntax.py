"""The grammars, loaded once a process: text to tree, and the patterns of single values."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

import regex
from lark import Lark, Token, Tree

GRAMMARS = "ifes_records.grammars"

VALUE_RULES = ["row", "name", "count", "aggregate", "seats", "round", "day"]

RecordTree = Tree[Token]


@cache
def _record_parser() -> Lark:
    return Lark.open_from_package(GRAMMARS, "record.lark", parser="lalr", lexer="contextual", start="record")


@cache
def _value_parser() -> Lark:
    return Lark.open_from_package(GRAMMARS, "values.lark", parser="lalr", lexer="contextual", start=VALUE_RULES)


def parse_record(scan: str) -> RecordTree:
    """The tree of a record. Takes any text that ends in a line end; no content makes it fail."""
    return _record_parser().parse(scan)


def parse_value(text: str, start: Literal["row", "name"]) -> RecordTree:
    """The tree of a row (not empty, on one line) or of a name."""
    return _value_parser().parse(text, start=start)


@cache
def pattern(name: str) -> re.Pattern[str]:
    """The pattern of a terminal of ``values.lark``."""
    return re.compile(_value_parser().get_terminal(name).pattern.to_regexp())


@cache
def _line_starts() -> tuple[regex.Pattern[str], ...]:
    """Patterns of the labels that a line can begin with, for telling a label that breaks off."""
    labels = (
        terminal
        for terminal in _record_parser().terminals
        if terminal.name.endswith(("_HEADING", "_LABEL", "_PREFIX", "_HEADER")) and terminal.name != "OTHER_HEADING"
    )
    return tuple(regex.compile(terminal.pattern.to_regexp()) for terminal in labels)


def could_become_label(line: str) -> bool:
    """Whether ``line`` is the beginning of a label that breaks off: ``Election Mod``, ``Main candida``."""
    return any(label.fullmatch(line, partial=True) for label in _line_starts())


def label(name: str) -> str:
    """The pattern of a terminal of ``record.lark``: a label, or a header's date."""
    pattern_: str = _record_parser().get_terminal(name).pattern.to_regexp()
    return pattern_
