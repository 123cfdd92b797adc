r"""Whether a regular expression can take more than linear time, by its structure.

The expression becomes an automaton of its characters. Python's engine tries every way through it before it
gives up, so the time is that of the number of ways. It grows with the text

- exponentially, if a loop reads the same text in two ways: ``(?: *\*+)*`` on stars;
- as a power, if two loops, one after the other, read the same text: `` *:? *\n`` on blanks.

(A. Weber, H. Seidl: On the degree of ambiguity of finite automata, 1991.) A pattern is let off if no text that
it fails on can be found.
"""

from __future__ import annotations

import importlib
import re
from collections import Counter, deque
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

Test = Callable[[tuple[int, ...]], bool]

_sre: Any = importlib.import_module("re._parser")

# Longer bounded repetitions are no loops; a few turns of them show as much as all.
_TURNS = 2
# Repetitions of the text that is read in two ways, and texts after them that may make the match fail.
_REPEATS = 3
# Each loop is compared with each other one; with more of them that takes minutes.
_MOST_LOOPS = 300
# Ways looked at in one search. A pattern of very many loops can take more; what lies beyond is not looked at.
_PATIENCE = 200
_PROBES = " aéA1,.:*()[]\n!x›-"


class TooManyLoopsError(Exception):
    """The pattern is too large for this check."""


class Slow(NamedTuple):
    """Why a pattern is slow: the text before, the text to repeat, a text after it on which the match fails."""

    how: str
    before: str
    repeated: str
    behind: str


class _Automaton:
    """A pattern's characters (``sets``: which of the alphabet each reads) and what may follow each.

    ``following[a]`` has an entry for each way from ``a`` to the next character; -1 is the start.
    """

    def __init__(self, pattern: str) -> None:
        tree = _sre.parse(pattern)
        self.alphabet = sorted({*_PROBES, *_literals(tree)})
        self.sets: list[frozenset[str]] = []
        self.following: dict[int, list[int]] = {-1: []}
        self.repeated: set[int] = set()  # in a piece that may be repeated without end
        ends = self._add(tree, [-1], bool(tree.state.flags & re.IGNORECASE))
        self.final = set(ends)

    def _atom(self, sources: list[int], reads: Callable[[str], bool]) -> list[int]:
        atom = len(self.sets)
        self.sets.append(frozenset(filter(reads, self.alphabet)))
        self.following[atom] = []
        self._join(sources, [atom])
        return [atom]

    def _join(self, sources: Iterable[int], targets: Iterable[int]) -> None:
        targets = list(targets)
        for source in sources:
            self.following[source] = _at_most_two([*self.following[source], *targets])

    def _add(self, tree: Any, sources: list[int], fold: bool) -> list[int]:
        """Add a sequence after ``sources``; returns the characters that it can end with, one for each way."""
        for op, value in tree:
            name = str(op)
            if name in ("LITERAL", "NOT_LITERAL", "ANY", "IN"):
                sources = self._atom(sources, _reader(name, value, fold))
            elif name == "SUBPATTERN":
                sources = self._add(value[3], sources, (fold or bool(value[1] & re.IGNORECASE)))
            elif name == "BRANCH":
                sources = [end for branch in value[1] for end in self._add(branch, sources, fold)]
            elif name in ("MAX_REPEAT", "MIN_REPEAT"):
                least, most, piece = value
                sources = self._repeat(least, most, piece, sources, fold)
            elif name not in ("AT", "ASSERT", "ASSERT_NOT"):  # what has no width only takes ways away
                raise NotImplementedError(name)
            sources = _at_most_two(sources)
        return sources

    def _repeat(self, least: int, most: Any, tree: Any, sources: list[int], fold: bool) -> list[int]:
        for _ in range(min(least, _TURNS)):
            sources = self._add(tree, sources, fold)
        if most != _sre.MAXREPEAT:
            ends = list(sources)
            for _ in range(min(most - least, _TURNS)):
                sources = self._add(tree, sources, fold)
                ends += sources
            return ends
        first = len(self.sets)
        ends = self._add(tree, sources, fold)
        starts = [atom for source in set(sources) for atom in self.following[source] if atom >= first]
        inner = list(dict.fromkeys(starts))
        own = [end for end in ends if end >= first]
        self._join(own, inner)
        self.repeated.update(range(first, len(self.sets)))
        return [*sources, *own]

    def steps(self, atoms: tuple[int, ...]) -> Iterable[tuple[str, tuple[int, ...]]]:
        """What several readers can read together, and where each then is."""
        options: list[tuple[frozenset[str], tuple[int, ...]]] = [(frozenset(self.alphabet), ())]
        for atom in atoms:
            options = [
                (common, (*done, target))
                for chars, done in options
                for target in dict.fromkeys(self.following[atom])
                if (common := chars & self.sets[target])
            ]
        for chars, targets in options:
            yield min(chars, key=lambda char: (char != " ", char)), targets

    def path(self, start: tuple[int, ...], goal: Test, within: Test) -> str | None:
        """The shortest text that takes the readers from ``start`` to a ``goal``; at least one character."""
        seen = {start}
        queue = deque([(start, "")])
        while queue and len(seen) < _PATIENCE:
            atoms, text = queue.popleft()
            for char, targets in self.steps(atoms):
                if goal(targets):
                    return text + char
                if targets not in seen and within(targets):
                    seen.add(targets)
                    queue.append((targets, text + char))
        return None


def _at_most_two(ways: list[int]) -> list[int]:
    """Two ways to the same character say as much as many."""
    return [atom for atom in dict.fromkeys(ways) for _ in range(min(2, ways.count(atom)))]


def _literals(tree: Any) -> Iterable[str]:
    for op, value in tree:
        name = str(op)
        if name in ("LITERAL", "NOT_LITERAL"):
            yield chr(value)
        elif name == "IN":
            yield from _literals([item for item in value if str(item[0]) == "LITERAL"])
            yield from (chr(code) for item in value if str(item[0]) == "RANGE" for code in item[1])
        elif name == "SUBPATTERN":
            yield from _literals(value[3])
        elif name == "BRANCH":
            for branch in value[1]:
                yield from _literals(branch)
        elif name in ("MAX_REPEAT", "MIN_REPEAT"):
            yield from _literals(value[2])


def _reader(name: str, value: Any, fold: bool) -> Callable[[str], bool]:
    def reads(char: str) -> bool:
        forms = {char, char.lower(), char.upper()} if fold else {char}
        codes = [ord(form) for form in forms if len(form) == 1]
        if name == "LITERAL":
            return value in codes
        if name == "NOT_LITERAL":
            return value not in codes
        if name == "ANY":
            return char != "\n"
        negate = bool(value) and str(value[0][0]) == "NEGATE"
        return negate != any(_in_class(item, codes) for item in value)

    return reads


def _in_class(item: Any, codes: list[int]) -> bool:
    name = str(item[0])
    if name == "LITERAL":
        return item[1] in codes
    if name == "RANGE":
        return any(item[1][0] <= code <= item[1][1] for code in codes)
    if name == "CATEGORY":
        category = str(item[1]).removeprefix("CATEGORY_")
        sign = {"DIGIT": "d", "WORD": "w", "SPACE": "s"}[category.removeprefix("NOT_")]
        sign = sign.upper() if category.startswith("NOT_") else sign
        return any(re.match(f"\\{sign}", chr(code)) for code in codes)
    return False


def slow(pattern: str) -> Slow | None:
    """How ``pattern`` takes more than linear time, at a place where it is tried once; ``None`` if it doesn't.

    Raises ``TooManyLoopsError`` for patterns that are too large to be looked at.
    """
    automaton = _Automaton(pattern)
    for how, before, repeated in _ambiguities(automaton):
        for behind in ("", *automaton.alphabet):
            text = before + repeated * _REPEATS + behind + "\n"
            if re.match(pattern, text) is None:
                return Slow(how, before, repeated, behind)
    return None


def blank_not_repeated(pattern: str) -> bool:
    """Whether some blank of ``pattern`` may not be there twice, or only so many times: ``a b`` or ``[a ]{1,3}``."""
    automaton = _Automaton(pattern)
    blanks = {atom for atom, reads in enumerate(automaton.sets) if " " in reads}
    after = {atom: set(following) for atom, following in automaton.following.items()}
    return any(not any(after[atom] <= after[other] for other in after[atom] & blanks) for atom in blanks)


def _reached(automaton: _Automaton, start: int) -> set[int]:
    """The characters that can be read at some time after ``start``."""
    seen: set[int] = set()
    queue = [start]
    while queue:
        new = set(automaton.following[queue.pop()]) - seen
        seen |= new
        queue += new
    return seen


def _ambiguities(automaton: _Automaton) -> Iterable[tuple[str, str, str]]:
    def lead(atom: int) -> str:
        return automaton.path((-1,), lambda at: at == (atom,), lambda at: True) or ""

    after = {atom: _reached(automaton, atom) for atom in sorted(automaton.repeated)}
    loops = [atom for atom in after if atom in after[atom]]
    if len(loops) > _MOST_LOOPS:
        raise TooManyLoopsError(f"{len(loops)} loops")
    members = {p: {q for q in loops if q in after[p] and p in after[q]} for p in loops}
    doubled = [
        (a, b) for a in loops for b, ways in Counter(automaton.following[a]).items() if ways > 1 and automaton.sets[b]
    ]
    for p in loops:
        # One loop, two ways: over different characters, or over one by two ways between the same two.
        double = any(a in members[p] and b in members[p] for a, b in doubled)
        repeated = automaton.path((p,), lambda at, p=p: at == (p,), lambda at, p=p: at[0] in members[p])  # type: ignore[misc]
        if double and repeated:
            yield "exponential", lead(p), repeated
        apart = _two_ways(automaton, p, members[p])
        if apart:
            yield "exponential", lead(p), apart
    for p in loops:
        for q in loops:
            if q in members[p] or q not in after[p] or not automaton.sets[p] & automaton.sets[q]:
                continue
            first, last = members[p], members[q]
            shared = automaton.path(
                (p, p, q),
                lambda at, p=p, q=q: at == (p, q, q),  # type: ignore[misc]
                lambda at, first=first, last=last: at[0] in first and at[2] in last,  # type: ignore[misc]
            )
            if shared:
                yield "polynomial", lead(p), shared


def _two_ways(automaton: _Automaton, p: int, members: set[int]) -> str | None:
    """A text that leads from ``p`` to ``p`` in two ways that part and meet again."""
    inside = members.__contains__
    for char, (one, other) in automaton.steps((p, p)):
        if one == other or not (inside(one) and inside(other)):
            continue
        rest = automaton.path((one, other), lambda at: at == (p, p), lambda at: all(map(inside, at)))
        if rest is not None:
            return char + rest
    return None
