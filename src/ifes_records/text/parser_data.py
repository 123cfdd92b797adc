"""A parser as plain data, so that it can be made ahead of time: building one takes Lark half a second.

Lark has a form of its own for this (``memo_serialize``). Here are the same things in a fifth of the size: the entries
of its tables are mostly repeated, and are written once.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from typing import Any

from lark import Lark
from lark.grammar import NonTerminal, Rule, RuleOptions, Symbol, Terminal
from lark.lexer import PatternRE, PatternStr, TerminalDef
from lark.parsers.lalr_analysis import Reduce, Shift
from lark.parsers.lalr_parser import LALR_Parser

# The options that a parser made from data still needs.
_OPTIONS = ("parser", "lexer", "start", "g_regex_flags")
# A terminal that has no place in the tree is marked with this.
_LEFT_OUT = "~"
# A width without a limit; it is another figure in each version of Python.
_ENDLESS = 1 << 32


class _Tables(LALR_Parser):
    """Takes its table of states as it is, and does not make a copy of each entry."""

    @classmethod
    def deserialize(cls, data: Any, memo: Any, *callbacks: Any) -> Any:
        parser: Any = super().deserialize({**data, "states": {}}, memo, *callbacks)  # type: ignore[no-untyped-call]
        parser._parse_table.states.update(data["states"])
        return parser


class _Distinct(dict[Hashable, int]):
    """Numbers for things, in the order in which they first come."""

    def number(self, thing: Hashable) -> int:
        return self.setdefault(thing, len(self))


def to_data(lark: Lark) -> dict[str, Any]:
    """A parser as JSON can hold it.

    ``terminals``: name, priority, pattern, flags, and the widths of a regular expression. ``rules``: origin,
    expansion, alias and options. ``shifts`` and ``lookaheads`` are what the ``states`` are made of: a state is the
    number of its shifts, and for each rule that it reduces by, the numbers of the rule and of its lookaheads.
    """
    parser: Any = lark.parser
    table, starts = parser.parser._parse_table, lark.options.start
    number_of = _numbers(table.states, [table.start_states[start] for start in starts])
    rules = {rule: number for number, rule in enumerate(lark.rules)}
    shifts, lookaheads, states = _Distinct(), _Distinct(), []
    for state in number_of:
        shifted: list[tuple[str, int]] = []
        reduced: dict[int, list[str]] = {}
        for name, (action, argument) in sorted(table.states[state].items()):
            if action is Shift:
                shifted.append((str(name), number_of[argument]))
            else:
                reduced.setdefault(rules[argument], []).append(str(name))
        reductions = [[rule, lookaheads.number(" ".join(names))] for rule, names in sorted(reduced.items())]
        states.append([shifts.number(tuple(shifted)), *reductions])
    return {
        "options": {name: getattr(lark.options, name) for name in _OPTIONS},
        "ignore": [*map(str, parser.lexer_conf.ignore)],
        "start_states": {start: number_of[table.start_states[start]] for start in starts},
        "end_states": {start: number_of[table.end_states[start]] for start in starts},
        "terminals": [_terminal_data(terminal) for terminal in lark.terminals],
        "rules": [_rule_data(rule) for rule in lark.rules],
        "shifts": [dict(each) for each in shifts],  # type: ignore[call-overload]
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


def from_data(data: Mapping[str, Any]) -> Lark:
    """The parser. What its lexers need is compiled when it is first used."""
    options, terminals = data["options"], [*map(_terminal, data["terminals"])]
    origins = {origin for origin, *_ in data["rules"]}
    rules = [_rule(origins, *written) for written in data["rules"]]
    shifts = [{name: (Shift, state) for name, state in each.items()} for each in data["shifts"]]
    lookaheads = [each.split() for each in data["lookaheads"]]
    states = {}
    for number, (shifted, *reductions) in enumerate(data["states"]):
        states[number] = shifts[shifted]
        for rule, names in reductions:
            states[number] = states[number] | dict.fromkeys(lookaheads[names], (Reduce, rules[rule]))
    parser = {
        "lexer_conf": {
            "terminals": terminals,
            "ignore": data["ignore"],
            "g_regex_flags": options["g_regex_flags"],
            "use_bytes": False,
            "lexer_type": options["lexer"],
        },
        "parser_conf": {"rules": rules, "start": options["start"], "parser_type": options["parser"]},
        "parser": {
            "tokens": {},
            "states": states,
            "start_states": data["start_states"],
            "end_states": data["end_states"],
        },
    }
    whole = {"parser": parser, "rules": [{"@": number} for number in range(len(rules))], "options": options}
    loaded: Lark = Lark._load_from_dict(whole, dict(enumerate(rules)), _plugins={"LALR_Parser": _Tables})  # type: ignore[no-untyped-call]
    return loaded


def _terminal_data(terminal: TerminalDef) -> list[Any]:
    pattern = terminal.pattern
    data = [str(terminal.name), terminal.priority, pattern.value, "".join(sorted(pattern.flags))]
    if isinstance(pattern, PatternRE):
        data.append([min(width, _ENDLESS) for width in (pattern.min_width, pattern.max_width)])
    return data


def _terminal(data: list[Any]) -> TerminalDef:
    name, priority, value, flags, *widths = data
    if not widths:
        return TerminalDef(name, PatternStr(value, flags), priority)
    pattern = PatternRE(value, flags)
    pattern._width = widths[0]
    return TerminalDef(name, pattern, priority)


def _rule_data(rule: Rule) -> list[Any]:
    options = rule.options
    expansion = " ".join(_LEFT_OUT * getattr(symbol, "filter_out", False) + symbol.name for symbol in rule.expansion)
    data: list[Any] = [str(rule.origin.name), expansion, rule.alias and str(rule.alias)]
    data += [options.keep_all_tokens, options.expand1, options.template_source, [*options.empty_indices]]
    while not data[-1]:
        data.pop()
    return data


def _rule(
    origins: set[str],
    origin: str,
    expansion: str = "",
    alias: str | None = None,
    keep_all_tokens: bool = False,
    expand1: bool = False,
    template_source: str | None = None,
    empty_indices: Iterable[bool] = (),
) -> Rule:
    symbols: list[Symbol] = []
    for written in expansion.split():
        name = written.removeprefix(_LEFT_OUT)
        symbols.append(NonTerminal(name) if name in origins else Terminal(name, name != written))
    options = RuleOptions(keep_all_tokens, expand1, None, template_source, tuple(empty_indices))
    return Rule(NonTerminal(origin), symbols, 0, alias, options)
