"""A parser that is made from data: Lark's tables, with a loop and a lexer of our own.

The loop does what Lark's does, for a third of its time: a process that starts makes the states, rules and patterns
that its texts need, and no others, and a terminal is tried only where the next characters can begin it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property, partial
from typing import Any, TypeAlias

from attrs import frozen
from lark import Token, Tree, UnexpectedInput

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

# The first two characters behind blanks; there may be fewer before the end of a text.
_BEGINNING = re.compile(r" *(.?.?)", re.DOTALL)


class Node(Tree[Token]):
    """A tree of Lark's, whose parts are found in a third of the time: none is in it twice."""

    def iter_subtrees(self) -> Iterator[Tree[Token]]:
        """The trees in this one, and itself: the deepest first, as with Lark."""
        found: list[Tree[Token]] = [self]
        for tree in found:  # which grows on the way
            found += [child for child in reversed(tree.children) if isinstance(child, Tree)]
        return reversed(found)

    def find_data(self, data: str) -> Iterator[Tree[Token]]:
        """The trees of a rule."""
        return (tree for tree in self.iter_subtrees() if tree.data == data)


class Terminal:
    """A terminal as the lexer needs it; its pattern is compiled when it is first tried."""

    __slots__ = ("_compile", "first", "match", "name", "pairs")

    def __init__(
        self, name: str, first: str, pairs: Sequence[str] | None, compile_: Callable[[], re.Pattern[str]]
    ) -> None:
        self.name, self.first, self._compile = name, first, compile_
        self.pairs = None if pairs is None else frozenset(("", *first, *pairs))
        """The beginnings that can be this terminal, if they are few."""
        self.match: Callable[[str, int], re.Match[str] | None] = self._first_match

    def _first_match(self, text: str, at: int) -> re.Match[str] | None:
        self.match = self._compile().match
        return self.match(text, at)


class Parser:
    """Parses texts by data that ``parser_data.to_data`` has made. What it makes on the way can be made twice."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self._data = data
        self.patterns: Mapping[str, str] = data["terminals"]
        """The pattern of each terminal."""
        self.start_states: dict[str, int] = data["start_states"]
        self.end_states: dict[str, int] = data["end_states"]
        self.states = States(data)
        self._beginnings: dict[int, Beginnings] = {}
        self._compiled: dict[str, re.Pattern[str]] = {}
        self.signs = frozenset(data["signs"])
        """The characters of which the data say what can begin with them."""
        self._around = {name for around in data["within"].values() for name in around}

    @cached_property
    def _terminals(self) -> dict[str, Terminal]:
        """The terminals in the order in which Lark tries them."""
        first, pairs = self._data["first"], self._data["pairs"]
        return {
            name: Terminal(name, first[name], pairs.get(name), partial(self._pattern, name))
            for name in self._data["order"].split()
        }

    def expansions(self) -> dict[str, list[list[str]]]:
        """The rules: the symbols of each of their expansions."""
        found: dict[str, list[list[str]]] = {}
        for origin, *rest in self._data["rules"]:
            symbols = rest[0].split() if rest else []
            found.setdefault(origin, []).append([symbol.removeprefix(LEFT_OUT) for symbol in symbols])
        return found

    def first(self, name: str) -> str:
        """The characters that a terminal can begin with behind blanks, of those that the data know."""
        return self._terminals[name].first

    def can_begin(self, name: str, text: str) -> bool:
        """Whether a text can be a terminal, or the beginning of one, as its first characters show."""
        terminal, beginning = self._terminals[name], self._known(_BEGINNING.match(text)[1])  # type: ignore[index]
        return beginning[:1] in terminal.first if terminal.pairs is None else beginning in terminal.pairs

    def has(self, name: str, text: str) -> bool:
        """Whether a terminal can match somewhere in a text."""
        return self._pattern(name).search(text) is not None

    def is_terminal(self, name: str, text: str) -> bool:
        """Whether a whole text is a terminal."""
        return self.can_begin(name, text) and self._pattern(name).fullmatch(text) is not None

    def parse(self, text: str, start: str | None = None) -> Tree[Token]:
        """The tree of a text. Raises ``lark.UnexpectedInput`` if the grammar does not match it."""
        start = start or self._data["options"]["start"][0]
        states, end, length = self.states, self.end_states[start], len(text)
        state = self.start_states[start]
        stack: list[int] = [state]
        values: list[Any] = []
        at = 0
        while True:
            name, behind, value = END, at, None
            if at < length:
                name, behind = self._match(text, at, state)
                # Lark leaves terminals with such names out of every tree.
                value = None if name[0] == "_" else token(name, text[at:behind], at, behind)
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
                if name is END and state == end:
                    tree: Tree[Token] = values[-1]
                    return tree
            at, state = behind, action
            stack.append(state)
            values.append(value)

    def _match(self, text: str, at: int, state: int) -> tuple[str, int]:
        """The terminal that matches in a state, and where its text ends."""
        beginnings = self._beginnings.get(state)
        if beginnings is None:
            beginnings = self._beginnings[state] = Beginnings(self, state)
        beginning = text[at : at + 2]
        if beginning[0] == " ":
            beginning = _BEGINNING.match(text, at)[1]  # type: ignore[index]
        if not beginning.isascii():
            beginning = self._known(beginning)
        for terminal in beginnings[beginning[:1]]:
            if terminal.pairs is not None and beginning not in terminal.pairs:
                continue
            found = terminal.match(text, at)
            if found is not None:
                name = terminal.name
                return self._fixed(name, found[0], state) if name in self._around else name, found.end()
        raise UnexpectedInput(f"No terminal matches at {at}.")

    def _known(self, beginning: str) -> str:
        """The beginning of a text, as far as the data say what can begin with it."""
        if self.signs.issuperset(beginning):
            return beginning
        return beginning[0] if beginning[0] in self.signs else ""

    def candidates(self, state: int, character: str) -> tuple[Terminal, ...]:
        """What can match in a state at a character behind blanks; it is empty if the data do not know it."""
        accepted, within = self.states[state], self._data["within"]
        return tuple(
            terminal
            for name, terminal in self._terminals.items()
            if name in accepted and character in terminal.first and accepted.keys().isdisjoint(within.get(name, ()))
        )

    def _pattern(self, name: str) -> re.Pattern[str]:
        if name not in self._compiled:
            self._compiled[name] = re.compile(self.patterns[name], self._data["options"]["g_regex_flags"])
        return self._compiled[name]

    def _fixed(self, name: str, text: str, state: int) -> str:
        """The name of the terminal that is a fixed text, if the one that matched has just this text."""
        for fixed, around in self._data["within"].items():
            if name in around and fixed in self.states[state] and self._pattern(fixed).fullmatch(text):
                return str(fixed)
        return name


class Beginnings(dict[str, tuple[Terminal, ...]]):
    """What can match in a state, by the first character behind blanks, made when it is first asked for."""

    def __init__(self, parser: Parser, state: int) -> None:
        super().__init__()
        self._parser, self._state = parser, state

    def __missing__(self, character: str) -> tuple[Terminal, ...]:
        """Make the candidates."""
        found = self[character] = self._parser.candidates(self._state, character)
        return found


class States(dict[int, Mapping[str, Any]]):
    """The actions of each state by the names of symbols, made when they are first asked for."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        super().__init__()
        self._data = data
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
            self._reductions[number] = _reduction(*self._data["rules"][number])
        return self._reductions[number]


def _reduction(
    origin: str,
    expansion: str = "",
    alias: str | None = None,
    keep_all_tokens: bool = False,
    expand1: bool = False,
    template_source: str | None = None,
    empty_indices: Sequence[bool] = (),
) -> Reduction:
    """What a rule does: it makes a tree of the values of its symbols, as Lark's ``ParseTreeBuilder`` does."""
    symbols = expansion.split()
    written = "".join("01"[is_empty] for is_empty in empty_indices) or "0" * len(symbols)
    nones = [len(run) for run in written.split("0")]  # what is missing before each symbol, and behind the last
    parts: list[tuple[int, bool, int]] = []
    """The index of each symbol that is kept, whether its children take its place, and how many nones come before."""
    missing = 0
    for index, symbol in enumerate(symbols):
        missing += nones[index]
        if keep_all_tokens or not symbol.startswith(LEFT_OUT):
            parts.append((index, symbol.startswith("_") and not symbol.isupper(), missing))
            missing = 0
    missing += nones[-1]
    name, is_open = alias or template_source or origin, expand1 and not alias
    is_plain = not is_open and not missing and parts == [(index, False, 0) for index in range(len(symbols))]

    def make(values: list[Any]) -> Any:
        children: list[Any] = []
        for index, expands, before in parts:
            if before:
                children += [None] * before
            if not expands:
                children.append(values[index])
            elif children:
                children += values[index].children
            else:
                children = values[index].children  # not a copy, which would take quadratic time
        if missing:
            children += [None] * missing
        return children[0] if is_open and len(children) == 1 else Node(name, children)

    return Reduction(len(symbols), origin, partial(Node, name) if is_plain else make)


def token(kind: str, text: str, start: int, end: int) -> Token:
    """A token with its offsets and no lines, made in half of the time that Lark's own way takes."""
    made = str.__new__(Token, text)
    made.type, made.value, made.start_pos, made.end_pos = kind, text, start, end
    made.line = made.column = made.end_line = made.end_column = None
    return made
