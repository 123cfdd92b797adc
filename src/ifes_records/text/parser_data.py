"""A parser as plain data, so that it can be made ahead of time: building one takes Lark half a second.

Lark has a form of its own for this (``memo_serialize``). Here are the same things in a fifth of the size: the entries
of its tables are mostly repeated, and are written once.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Mapping
from itertools import chain
from typing import Any

import regex
from lark import Lark
from lark.grammar import Rule
from lark.lexer import PatternRE, PatternStr, TerminalDef
from lark.parsers.lalr_analysis import Shift

from ifes_records.text.parser import LEFT_OUT

# The options that a parser made from data still needs.
_OPTIONS = ("start", "g_regex_flags")
# With more characters than this, a beginning tells little.
_FEW = 12
# A width without a limit; it is another figure in each version of Python.
_ENDLESS = 1 << 32


class _Distinct(dict[Hashable, int]):
    """Numbers for things, in the order in which they first come."""

    def number(self, thing: Hashable) -> int:
        return self.setdefault(thing, len(self))


def to_data(lark: Lark) -> dict[str, Any]:
    """A parser as JSON can hold it.

    ``terminals``: name, priority, pattern, flags, and the widths of a regular expression. ``rules``: origin,
    expansion, alias and options. ``shifts`` and ``lookaheads`` are what the ``states`` are made of: a state is the
    number of its shifts, and for each rule that it reduces by, the numbers of the rule and of its lookaheads. All are
    texts, since most are never looked at. ``first``, ``pairs`` and ``within`` are for grammars that read texts, and
    not words: see ``_first``, ``_pairs`` and ``_within``.
    """
    parser: Any = lark.parser
    reads_text = lark.options.lexer == "contextual"
    table, starts = parser.parser._parse_table, lark.options.start
    number_of = _numbers(table.states, [table.start_states[start] for start in starts])
    rules = {rule: number for number, rule in enumerate(lark.rules)}
    shifts, lookaheads, states = _Distinct(), _Distinct(), []
    for state in number_of:
        shifted: list[str] = []
        reduced: dict[int, list[str]] = {}
        for name, (action, argument) in sorted(table.states[state].items()):
            if action is Shift:
                shifted.append(f"{name} {number_of[argument]}")
            else:
                reduced.setdefault(rules[argument], []).append(str(name))
        reductions = [[rule, lookaheads.number(" ".join(names))] for rule, names in sorted(reduced.items())]
        numbers = [shifts.number(" ".join(shifted)), *chain.from_iterable(reductions)]
        states.append(" ".join(map(str, numbers)))
    return {
        "options": {name: getattr(lark.options, name) for name in _OPTIONS},
        "start_states": {start: number_of[table.start_states[start]] for start in starts},
        "end_states": {start: number_of[table.end_states[start]] for start in starts},
        "terminals": [_terminal_data(terminal) for terminal in lark.terminals],
        "first": _first(lark) if reads_text else {},
        "pairs": _pairs(lark) if reads_text else {},
        "within": _within(lark) if reads_text else {},
        "rules": [_rule_data(rule) for rule in lark.rules],
        "shifts": [*shifts],
        "lookaheads": [*lookaheads],
        "states": states,
    }


def _numbers(states: Mapping[int, Mapping[str, Any]], starts: Iterable[int]) -> dict[int, int]:
    """New numbers for the states, as they are reached. Those of Lark depend on the order of sets."""
    reached = [*starts]
    found = {state: number for number, state in enumerate(reached)}
    for state in reached:  # which grows on the way
        for _, (action, argument) in sorted(states[state].items()):
            if action is Shift and argument not in found:
                found[argument] = len(found)
                reached.append(argument)
    return found


def _first(lark: Lark) -> dict[str, str]:
    """The ASCII characters that each terminal can begin with."""
    return {name: "".join(_following(pattern)) for name, pattern in _patterns(lark).items()}


def _pairs(lark: Lark) -> dict[str, list[str]]:
    """The two ASCII characters that a terminal can begin with, for those that can begin with few: the labels."""
    found: dict[str, list[str]] = {}
    for name, pattern in _patterns(lark).items():
        first = _following(pattern)
        pairs = [pair for sign in first for pair in _following(pattern, sign)] if len(first) <= _FEW else []
        if len(pairs) <= _FEW**2:
            found[name] = pairs
    return found


def _patterns(lark: Lark) -> dict[str, regex.Pattern[str]]:
    flags = regex.I | regex.A if lark.options.g_regex_flags else 0
    return {str(terminal.name): regex.compile(terminal.pattern.to_regexp(), flags) for terminal in lark.terminals}


def _following(pattern: regex.Pattern[str], text: str = "") -> list[str]:
    """The text with each ASCII character that can follow it."""
    return [text + sign for sign in map(chr, range(128)) if pattern.fullmatch(text + sign, partial=True)]


def _within(lark: Lark) -> dict[str, list[str]]:
    """The terminals that are a fixed text, each with the patterns that match it; then it is the fixed text."""
    fixed = [terminal for terminal in lark.terminals if isinstance(terminal.pattern, PatternStr)]
    found = {
        str(text.name): [
            str(other.name)
            for other in lark.terminals
            if other not in fixed
            and other.priority == text.priority
            and re.match(f"(?:{other.pattern.to_regexp()})\\Z", text.pattern.value, lark.options.g_regex_flags)
        ]
        for text in fixed
    }
    return {name: around for name, around in found.items() if around}


def _terminal_data(terminal: TerminalDef) -> list[Any]:
    pattern = terminal.pattern
    data = [str(terminal.name), terminal.priority, pattern.value, "".join(sorted(pattern.flags))]
    if isinstance(pattern, PatternRE):
        data.append([min(width, _ENDLESS) for width in (pattern.min_width, pattern.max_width)])
    return data


def _rule_data(rule: Rule) -> list[Any]:
    options = rule.options
    expansion = " ".join(LEFT_OUT * getattr(symbol, "filter_out", False) + symbol.name for symbol in rule.expansion)
    data: list[Any] = [str(rule.origin.name), expansion, rule.alias and str(rule.alias)]
    data += [options.keep_all_tokens, options.expand1, options.template_source, [*options.empty_indices]]
    while not data[-1]:
        data.pop()
    return data
