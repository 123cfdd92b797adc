"""A parser as plain data, so that it can be made ahead of time: building one takes Lark half a second.

Lark has a form of its own for this (``memo_serialize``). Here are the same things in a fifth of the size: the entries
of its tables are mostly repeated, and are written once.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Hashable, Iterable, Mapping
from itertools import chain
from typing import Any

import regex
from lark import Lark
from lark.grammar import Rule
from lark.lexer import PatternStr, TerminalDef
from lark.parsers.lalr_analysis import Shift

from ifes_records.text.parser import LEFT_OUT

# The options that a parser made from data still needs.
_OPTIONS = ("start", "g_regex_flags")
# With more characters than this, a beginning tells little.
_FEW = 16
# As many blanks as any pattern counts at its beginning.
_BLANKS = ("", " ", "  ", "   ")


class _Distinct(dict[Hashable, int]):
    """Numbers for things, in the order in which they first come."""

    def number(self, thing: Hashable) -> int:
        return self.setdefault(thing, len(self))


def to_data(lark: Lark) -> dict[str, Any]:
    """A parser as JSON can hold it.

    ``terminals``: their patterns. ``rules``: origin, expansion, alias and options. ``shifts`` and ``lookaheads`` are
    what the ``states`` are made of: a state is the number of its shifts, and for each rule that it reduces by, the
    numbers of the rule and of its lookaheads. All are texts, since most are never looked at. For the others, which
    are empty in the grammars that read words, and not texts, see ``_lexer``.
    """
    parser: Any = lark.parser
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
        "terminals": {str(terminal.name): terminal.pattern.to_regexp() for terminal in lark.terminals},
        **_lexer(lark, lark.terminals if lark.options.lexer == "contextual" else []),
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


def _lexer(lark: Lark, terminals: Collection[TerminalDef]) -> dict[str, Any]:
    """What finds the terminals of a text.

    ``order``: the terminals in the order in which Lark tries them. ``first``: the characters that each can begin with
    behind blanks, of all that are in ASCII or a pattern, which are the ``signs``. ``pairs``: the first two of those
    that can begin with few, such as the labels. ``within``: see ``_within``.
    """
    flags = regex.I | regex.A if lark.options.g_regex_flags else 0
    patterns = {str(each.name): regex.compile(each.pattern.to_regexp(), flags) for each in terminals}
    in_patterns = sorted({sign for pattern in patterns.values() for sign in pattern.pattern if not sign.isascii()})
    signs = [*map(chr, range(128)), *in_patterns]
    first = {name: [sign for sign in signs if _can_begin(pattern, sign)] for name, pattern in patterns.items()}
    pairs = {
        name: [sign + other for sign in first[name] for other in signs if _can_begin(pattern, sign + other)]
        for name, pattern in patterns.items()
        if len(first[name]) <= _FEW
    }
    return {
        "order": " ".join(str(terminal.name) for terminal in sorted(terminals, key=_before)),
        "signs": "".join(signs),
        "first": {name: "".join(each) for name, each in first.items()},
        "pairs": {name: each for name, each in pairs.items() if len(each) <= _FEW**2},
        "within": _within(lark) if terminals else {},
    }


def _can_begin(pattern: regex.Pattern[str], text: str) -> bool:
    """Whether a text that begins so, behind blanks, can be of a pattern. No pattern looks at what is around it."""
    texts = [blanks + text for blanks in _BLANKS]
    return any(pattern.match(each) or pattern.fullmatch(each, partial=True) for each in texts)


def _before(terminal: TerminalDef) -> tuple[Any, ...]:
    """The order in which Lark tries terminals."""
    pattern = terminal.pattern
    return -terminal.priority, -pattern.max_width, -len(pattern.value), terminal.name


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


def _rule_data(rule: Rule) -> list[Any]:
    options = rule.options
    expansion = " ".join(LEFT_OUT * getattr(symbol, "filter_out", False) + symbol.name for symbol in rule.expansion)
    data: list[Any] = [str(rule.origin.name), expansion, rule.alias and str(rule.alias)]
    data += [options.keep_all_tokens, options.expand1, options.template_source, [*options.empty_indices]]
    while not data[-1]:
        data.pop()
    return data
