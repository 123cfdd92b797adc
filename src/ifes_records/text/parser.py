"""A parser that is made from data: Lark's tables, with a loop and a lexer of our own.

The loop does what Lark's does, for a third of its time: a process that starts makes the states, rules and patterns
that its texts need, and no others, and a terminal is tried only where the next character can begin it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeAlias

from attrs import frozen
from lark import Token, Tree, UnexpectedInput
from lark.grammar import NonTerminal, Rule, RuleOptions, Symbol, Terminal
from lark.lexer import PatternRE, PatternStr, TerminalDef
from lark.parse_tree_builder import ParseTreeBuilder

END = "$END"
# A terminal that has no place in the tree is marked with this.
LEFT_OUT = "~"


@frozen(eq=False)
class Reduction:
    """A rule, as the loop needs it: how many symbols it takes from the stack, and what it makes of their values."""

    size: int
    origin: str
    make: Callable[[list[Any]], Any]

    def on(self, values: list[Any]) -> None:
        """Put what the rule makes in place of the values of its symbols."""
        below = len(values) - self.size
        values[below:] = [self.make(values[below:])]


# What is done at a symbol: shift it, and go to a state, or reduce what is on the stack.
Action: TypeAlias = int | Reduction
Match: TypeAlias = Callable[[str, int], re.Match[str] | None]
# What can match at a character: the names of terminals, what matches them, and whether a fixed text may match, too.
Candidates: TypeAlias = tuple[tuple[str, Match, bool], ...]


class Parser:
    """Parses texts by data that ``parser_data.to_data`` has made. What it makes on the way can be made twice."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self._data = data
        self.terminals = [*map(_terminal, data["terminals"])]
        self._by_name = {str(terminal.name): terminal for terminal in self.terminals}
        self.start_states: dict[str, int] = data["start_states"]
        self.end_states: dict[str, int] = data["end_states"]
        self.states = States(data)
        self._flags: int = data["options"]["g_regex_flags"]
        self._beginnings: dict[int, Beginnings] = {}
        self._compiled: dict[str, re.Pattern[str]] = {}
        self._in_order = sorted(self.terminals, key=_before)
        self._around = {name for around in data["within"].values() for name in around}

    def expansions(self) -> dict[str, list[list[str]]]:
        """The rules: the symbols of each of their expansions."""
        found: dict[str, list[list[str]]] = {}
        for origin, *rest in self._data["rules"]:
            symbols = rest[0].split() if rest else []
            found.setdefault(origin, []).append([symbol.removeprefix(LEFT_OUT) for symbol in symbols])
        return found

    def get_terminal(self, name: str) -> TerminalDef:
        """A terminal by its name. Raises ``KeyError`` if there is none."""
        return self._by_name[name]

    def can_begin(self, name: str, text: str) -> bool:
        """Whether a text can be a terminal, or the beginning of one, as its first two characters show."""
        pairs = self._data["pairs"].get(name) if text[:2].isascii() else None
        if pairs and len(text) > 1:
            return text[:2] in pairs
        return not text[:1].isascii() or text[:1] in self._data["first"][name]

    def has(self, name: str, text: str) -> bool:
        """Whether a terminal can match somewhere in a text."""
        return self._pattern(self._by_name[name]).search(text) is not None

    def is_terminal(self, name: str, text: str) -> bool:
        """Whether a whole text is a terminal."""
        return self.can_begin(name, text) and self._pattern(self._by_name[name]).fullmatch(text) is not None

    def parse(self, text: str, start: str | None = None) -> Tree[Token]:
        """The tree of a text. Raises ``lark.UnexpectedInput`` if the grammar does not match it."""
        start = start or self._data["options"]["start"][0]
        states, end, length = self.states, self.end_states[start], len(text)
        state = self.start_states[start]
        stack: list[int] = [state]
        values: list[Any] = []
        at = 0
        while True:
            value: Token | None
            if at < length:
                name, behind = self._match(text, at, state)
                value = token(name, text[at:behind], at, behind)
                at = behind
            else:
                name, value = END, None
            while True:
                action = states[state].get(name)
                if action is None:
                    raise UnexpectedInput(f"{name} was not expected at {at}.")
                if type(action) is int:
                    break
                below = len(values) - action.size
                values[below:] = [action.make(values[below:])]
                state = states[stack[below]][action.origin]
                stack[below + 1 :] = [state]
                if value is None and state == end:
                    tree: Tree[Token] = values[-1]
                    return tree
            state = action
            stack.append(state)
            values.append(value)

    def _match(self, text: str, at: int, state: int) -> tuple[str, int]:
        """The terminal that matches in a state, and where its text ends."""
        beginnings = self._beginnings.get(state)
        if beginnings is None:
            beginnings = self._beginnings[state] = Beginnings(self, state)
        for name, match, is_around in beginnings[text[at]]:
            found = match(text, at)
            if found is not None:
                return self._fixed(name, found[0], state) if is_around else name, found.end()
        raise UnexpectedInput(f"No terminal matches at {at}.")

    def candidates(self, state: int, character: str) -> Candidates:
        """What can match in a state at an ASCII character, or at any other, which is an empty one here."""
        accepted, first, within = self.states[state], self._data["first"], self._data["within"]
        return tuple(
            (terminal.name, self._pattern(terminal).match, terminal.name in self._around)
            for terminal in self._in_order
            if terminal.name in accepted
            and character in first[terminal.name]
            and accepted.keys().isdisjoint(within.get(terminal.name, ()))
        )

    def _pattern(self, terminal: TerminalDef) -> re.Pattern[str]:
        if terminal.name not in self._compiled:
            self._compiled[terminal.name] = re.compile(terminal.pattern.to_regexp(), self._flags)
        return self._compiled[terminal.name]

    def _fixed(self, name: str, text: str, state: int) -> str:
        """The name of the terminal that is a fixed text, if the one that matched has just this text."""
        for fixed, around in self._data["within"].items():
            is_fixed = name in around and fixed in self.states[state]
            if is_fixed and self.get_terminal(fixed).pattern.value == text:
                return str(fixed)
        return name


class Beginnings(dict[str, Candidates]):
    """What can match in a state, by the character that a text begins with, made when it is first asked for."""

    def __init__(self, parser: Parser, state: int) -> None:
        super().__init__()
        self._parser, self._state = parser, state

    def __missing__(self, character: str) -> Candidates:
        """Make the candidates. Those of all characters outside ASCII are the same."""
        if character and not character.isascii():
            return self[""]
        found = self[character] = self._parser.candidates(self._state, character)
        return found


class States(dict[int, Mapping[str, Any]]):
    """The actions of each state by the names of symbols, made when they are first asked for."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        super().__init__()
        self._data = data
        self._origins = {origin for origin, *_ in data["rules"]}
        self._reductions: dict[int, Reduction] = {}

    def __missing__(self, number: int) -> Mapping[str, Action]:
        """Make the actions of a state."""
        shifted, *reductions = map(int, self._data["states"][number].split())
        shifts = self._data["shifts"][shifted].split()
        actions: dict[str, Action] = dict(zip(shifts[::2], map(int, shifts[1::2]), strict=True))
        for rule, names in zip(reductions[::2], reductions[1::2], strict=True):
            actions |= dict.fromkeys(self._data["lookaheads"][names].split(), self._reduction(rule))
        self[number] = actions
        return actions

    def _reduction(self, number: int) -> Reduction:
        if number not in self._reductions:
            rule = _rule(self._origins, *self._data["rules"][number])
            (make,) = ParseTreeBuilder([rule], Tree, maybe_placeholders=True).create_callback().values()  # type: ignore[no-untyped-call]
            self._reductions[number] = Reduction(len(rule.expansion), rule.origin.name, make)
        return self._reductions[number]


def token(kind: str, text: str, start: int, end: int) -> Token:
    """A token with its offsets and no lines, made in half of the time that Lark's own way takes."""
    made = str.__new__(Token, text)
    made.type, made.value, made.start_pos, made.end_pos = kind, text, start, end
    made.line = made.column = made.end_line = made.end_column = None
    return made


def _before(terminal: TerminalDef) -> tuple[Any, ...]:
    """The order in which Lark tries terminals."""
    pattern = terminal.pattern
    return -terminal.priority, -pattern.max_width, -len(pattern.value), terminal.name


def _terminal(data: list[Any]) -> TerminalDef:
    name, priority, value, flags, *widths = data
    if not widths:
        return TerminalDef(name, PatternStr(value, flags), priority)
    pattern = PatternRE(value, flags)
    pattern._width = widths[0]
    return TerminalDef(name, pattern, priority)


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
        name = written.removeprefix(LEFT_OUT)
        symbols.append(NonTerminal(name) if name in origins else Terminal(name, name != written))
    options = RuleOptions(keep_all_tokens, expand1, None, template_source, tuple(empty_indices))
    return Rule(NonTerminal(origin), symbols, 0, alias, options)
