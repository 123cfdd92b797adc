"""Reading phrases and clauses: Lark's LALR tables, driven over words that may have several kinds.

``Prose`` puts the phrases of a text (dates, figures, names) in place of their words, by ``phrases.lark``. A section's
grammar is then tried on the words and phrases, where one of its clauses can begin.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from itertools import pairwise
from typing import Any, TypeAlias

from lark import Token, Tree

from ifes_records.span import Span
from ifes_records.text import lexicon
from ifes_records.text.grammars import PROSE, built_once, digest, grammar, made_ahead
from ifes_records.text.memo import remembered
from ifes_records.text.needed import Needed
from ifes_records.text.parser import END, Node, Parser, Reduction, token
from ifes_records.text.words import Dictionary, Word, small_words

# The most words in a clause and in a phrase. Real prose has fewer; a text that repeats one word may have more.
LONGEST, LONGEST_PHRASE = 80, 30

# A grammar forgets the stacks that it has kept when a strange text has given it as many as this.
MOST_STACKS = 20_000

NONE: frozenset[str] = frozenset()
LINKS = frozenset(("AND", "COMMA"))
Ends: TypeAlias = Callable[[Word], bool]


class Found:
    """A phrase or clause, with the indexes of its first word and of the word after it.

    Its tree is made when it is first asked for: most phrases are only found to see where they end, and what they are.
    """

    __slots__ = ("_make", "_tree", "end", "rule", "start")

    def __init__(self, make: Callable[[], Tree[Token]], start: int, end: int, rule: str = "") -> None:
        self._make, self.start, self.end = make, start, end
        self.rule = rule
        """The rule that is all of the phrase, below the one that was asked for: ``date`` in ``phrase: date | …``."""
        self._tree: Tree[Token] | None = None

    @property
    def tree(self) -> Tree[Token]:
        """The tree of the phrase."""
        if self._tree is None:
            self._tree = self._make()
        return self._tree

    def inner(self) -> Tree[Token]:
        """The tree of the rule that is all of the phrase."""
        (phrase,) = self.tree.children
        assert isinstance(phrase, Tree)
        return phrase


class _Stack(dict[str, "_Stack | None"]):
    """A stack of the parser: a state above another stack. By the kind of a word, the stack after it, or ``None``.

    Each stack is made once, with all that is known of it.
    """

    __slots__ = ("above", "below", "phrases", "reductions", "rule", "state")

    def __init__(self, phrases: Phrases, state: int, below: _Stack | None) -> None:
        super().__init__()
        self.phrases, self.state, self.below = phrases, state, below
        self.above: dict[int, _Stack] = {}
        """The stacks with one more state."""
        self.reductions: dict[str, list[Reduction]] = {}
        """What is done before a word of a kind, or at the end of the phrase."""
        self.rule = ""
        """The rule that all of it is if a phrase ends here, below the one that was asked for."""

    def __missing__(self, kind: str) -> _Stack | None:
        """The stack after a word of a kind, or at the end of the phrase; ``None`` if it does not fit."""
        found = self[kind] = self._after(kind)
        self.phrases.kept += 1
        return found

    def _after(self, kind: str) -> _Stack | None:
        stack, states, reductions = self, self.phrases.states, list[Reduction]()
        while kind != END or stack.state not in self.phrases.ends:
            action = states[stack.state].get(kind)
            if action is None:
                return None
            if type(action) is int:
                stack = stack._with_state(action)
                break
            for _ in range(action.size):
                assert stack.below is not None
                stack = stack.below
            stack = stack._with_state(states[stack.state][action.origin])
            reductions.append(action)
        self.reductions[kind] = reductions
        self.rule = reductions[-2].origin if kind == END and len(reductions) > 1 else self.rule
        return stack

    def _with_state(self, state: int) -> _Stack:
        found = self.above.get(state)
        return found if found is not None else self.above.setdefault(state, _Stack(self.phrases, state, self))


class Phrases:
    """A grammar of phrases over words. Not a parser of whole texts: it reads as far as a phrase goes.

    How far that is depends only on the kinds of the words, so the stacks are found without any trees, and kept. The
    tree is made of the words of the longest phrase.
    """

    def __init__(self, parser: Parser) -> None:
        self.states, self._starts = parser.states, parser.start_states
        self.ends = frozenset(parser.end_states.values())
        self.kept = 0
        self._begun: dict[str, _Stack] = {}
        self._first = {
            start: frozenset(kind for kind in self.states[state] if kind.isupper())
            for start, state in self._starts.items()
        }

    def first(self, start: str) -> frozenset[str]:
        """The kinds of words that a phrase can begin with; none if the grammar lacks its rule."""
        return self._first.get(start, NONE)

    def begins(self, word: Word, start: str) -> bool:
        """Whether a phrase can begin with a word."""
        return not self._first.get(start, NONE).isdisjoint(word.kinds)

    def longest(
        self, words: Sequence[Word], at: int, start: str, limit: int = LONGEST, ends: Ends | None = None
    ) -> Found | None:
        """The longest phrase that begins with the word at ``at``; ``None`` if there is none.

        After it comes nothing, or a word for which ``ends`` is true.
        """
        best: list[tuple[str, _Stack]] = []
        root, first = self._root(start), self._first[start]
        for kind in words[at].kinds:
            if kind in first:
                found = self._path(root, words, at, kind, limit, ends)
                best = found if len(found) > len(best) else best
        if not best:
            return None
        own = words[at : at + len(best)]
        return Found(lambda: self._tree(root, own, best), at, at + len(best), best[-1][1].rule)

    def _path(
        self, root: _Stack, words: Sequence[Word], at: int, kind: str, limit: int, ends: Ends | None
    ) -> list[tuple[str, _Stack]]:
        """The kinds of the words of the longest phrase that begins with this one, and the stack after each.

        Of the kinds of a word, the first that fits is taken.
        """
        stack = root[kind]
        path: list[tuple[str, _Stack]] = []
        number = len(words)
        while stack is not None:
            path.append((kind, stack))
            after = at + len(path)
            if after == number or len(path) == limit:
                break
            before, stack = stack, None
            for kind in words[after].kinds:
                stack = before[kind]
                if stack is not None:
                    break
        while path:
            after = at + len(path)
            if (after == number or ends is None or ends(words[after])) and path[-1][1][END] is not None:
                break
            path.pop()
        return path

    def _root(self, start: str) -> _Stack:
        if self.kept > MOST_STACKS:
            self._begun, self.kept = {}, 0
        if start not in self._begun:
            self._begun[start] = _Stack(self, self._starts[start], None)
        return self._begun[start]

    def _tree(self, stack: _Stack, words: Sequence[Word], path: Sequence[tuple[str, _Stack]]) -> Tree[Token]:
        """The tree of words that are known to be a phrase: what is done on its path is done with trees."""
        values: list[Any] = []
        for word, (kind, after) in zip(words, path, strict=True):
            for reduction in stack.reductions[kind]:
                reduction.on(values)
            # A figure such as 2019 is a `count` with a tree, or a YEAR, which is a single word.
            tree = None if kind == "YEAR" else word.tree
            values.append(token(kind, word.text, word.start, word.end) if tree is None else tree)
            stack = after
        for reduction in stack.reductions[END]:
            reduction.on(values)
        (whole,) = values
        return whole  # type: ignore[no-any-return]


# ---- from a text to words, phrases and clauses


@built_once
def _grammar(name: str) -> Phrases:
    return Phrases(grammar(name))


def _terminals(name: str) -> dict[str, str]:
    """The names and patterns of the terminals that the prose of a section is read by."""
    return {**grammar("phrases.lark").patterns, **grammar(name).patterns}


def dictionary_data() -> dict[str, Any]:
    """The dictionaries of the sections' prose, made anew from the grammars."""
    sections = {name: Dictionary.of(_terminals(name).items()).entries for name in PROSE}
    return {"made_from": digest(*PROSE), **sections}


@built_once
def _dictionary_data() -> dict[str, Any]:
    return made_ahead("dictionaries", digest(*PROSE)) or dictionary_data()


@built_once
def prose(name: str) -> Prose:
    """What reads the prose of a section, by the name of its grammar: ``prose("stakes.lark")``."""
    return Prose(name)


class Prose:
    """Reads the prose of a section, by ``phrases.lark`` and the section's own grammar.

    The words of a text get their kinds from both grammars. Then the longest phrases of ``phrases.lark`` take the
    place of their words, and then those of the section's grammar. Both have them as rules of ``phrase``; a phrase's
    kind is the name of its rule in capitals. The section's clauses (its rules of ``clause``) are read from that.
    """

    def __init__(self, name: str) -> None:
        self._phrases, self._section = _grammar("phrases.lark"), _grammar(name)
        self._dictionary = Dictionary(_dictionary_data()[name])
        self._small = frozenset(_terminals(name)) - frozenset(lexicon.names())
        self._before_capital = self._phrases.first("stop") | {"COLON"}
        self._boundary = self._phrases.first("boundary") | self._section.first("boundary")
        self._ending = self._boundary | self._section.first("ending")
        self._name = name

    def words(self, text: str, offset: int = 0) -> tuple[Word, ...]:
        """The words of a text that begins at ``offset`` of the file."""
        return _words_of(self, text, offset)

    def sentences(self, text: str, offset: int = 0) -> Iterator[tuple[Word, ...]]:
        """The sentences of a text that begins at ``offset`` of the file, without full stops and semicolons."""
        return self.sentences_of(self.words(text, offset))

    def sentences_of(self, words: Sequence[Word]) -> Iterator[tuple[Word, ...]]:
        """The sentences that words make, each read when it is asked for."""
        sentence: list[Word] = []
        closing = {before.end for before, word in pairwise(words) if "CLOSE" in word.kinds}
        for word in _phrases_in(words, self._phrases):
            if not self._phrases.begins(word, "stop"):
                sentence.append(word)
            elif sentence and word.end not in closing:  # a stop in `(est.)` ends no sentence
                yield with_phrases(sentence, self._section)
                sentence = []
        if sentence:
            yield with_phrases(sentence, self._section)

    def replaced(self, words: Iterable[Word], *rules: str) -> tuple[Word, ...]:
        """The words of a line with the phrases of some rules in their place, one rule after another.

        ``value`` is the rule of ``phrases.lark`` for all but names; the others are the section's.
        """
        found = tuple(words)
        for rule in rules:
            found = with_phrases(found, self._phrases if rule == "value" else self._section, rule)
        return found

    def longest(self, words: Sequence[Word], at: int, start: str) -> Found | None:
        """The longest phrase of a rule of the section's grammar that begins with the word at ``at``."""
        return self._section.longest(words, at, start) if at < len(words) else None

    def kinds(self, rule: str) -> frozenset[str]:
        """The kinds of words that a rule of the section's grammar can begin with."""
        return self._section.first(rule)

    def first_words(self, rule: str) -> Iterator[str]:
        """The words of the dictionary, in small letters, that a rule of the section's grammar can begin with."""
        kinds = self._section.first(rule)
        yield from dict.fromkeys(word for word, _, known in self._dictionary.all() if not kinds.isdisjoint(known))

    @cached_property
    def _needed(self) -> Needed:
        return Needed(grammar(self._name).expansions(), self._dictionary)

    def may_have(self, text: str, *rules: str) -> bool:
        """Whether a text has a word that one of some rules needs; if not, nothing in it is of these rules."""
        words = small_words(text)
        return not all(needed is not None and needed.isdisjoint(words) for needed in map(self._needed.of, rules))

    def is_boundary(self, word: Word) -> bool:
        """Whether a clause may end before a word, and another one may begin at it or after it."""
        return not self._boundary.isdisjoint(word.kinds)

    def _is_ending(self, word: Word) -> bool:
        """Whether a clause may end before a word."""
        return not self._ending.isdisjoint(word.kinds)

    def clauses(self, sentence: Sequence[Word], start: str = "clause") -> Iterator[Found]:
        """The clauses of a sentence that are wholly understood.

        A clause begins at the start of the sentence, or at or after a boundary, such as a comma or ``and``. It ends
        at the next boundary, before a word of ``ending`` or at the end. Words between two clauses are left out.
        """
        at, opens = 0, True
        while at < len(sentence):
            at_boundary = self.is_boundary(sentence[at])
            begins = opens or at_boundary
            found = self._section.longest(sentence, at, start, ends=self._is_ending) if begins else None
            if found:
                yield found
            at, opens = (found.end if found else at + 1), at_boundary

    def without_false_capitals(self, text: str, offset: int) -> tuple[Word, ...]:
        """The words, less the capitals that only the start of a sentence gives: ``In``, ``Turnout was 61%``."""
        words, kept, starts = self._dictionary.words(text, offset), list[Word](), True
        for at, word in enumerate(words):
            kinds = word.kinds
            if starts and kinds[-1] == "CAPITAL" and not self._small.isdisjoint(kinds):
                behind = map(words.__getitem__, range(at + 1, len(words)))
                after = next((other for other in behind if other.kinds != ("POSSESSIVE",)), None)
                if after is None or after.kinds[-1] != "CAPITAL" or self._phrases.begins(word, "small"):
                    word = word.of_kinds(*kinds[:-1], "SMALL")
            elif kinds == ("FOR", "CAPITAL"):
                word = word.of_kinds("CAPITAL_FOR", *kinds)  # Our Land (13) and For the Citizens (12)
            kept.append(word)
            starts = not self._before_capital.isdisjoint(kinds) or kinds == ("SIGN",) or (starts and "QUOTE" in kinds)
        return tuple(kept)


@remembered
def _words_of(prose_: Prose, text: str, offset: int) -> tuple[Word, ...]:
    return prose_.without_false_capitals(text, offset)


def with_phrases(words: Sequence[Word], grammar_: Phrases, rule: str = "phrase") -> tuple[Word, ...]:
    """The words with each of the grammar's phrases, its ``rule``, as a single word."""
    return tuple(_phrases_in(words, grammar_, rule) if grammar_.first(rule) else words)


def _phrases_in(words: Sequence[Word], grammar_: Phrases, rule: str = "phrase") -> Iterator[Word]:
    at, first = 0, grammar_.first(rule)
    while at < len(words):
        begins = not first.isdisjoint(words[at].kinds)
        phrase = grammar_.longest(words, at, rule, LONGEST_PHRASE) if begins else None
        after = words[phrase.end].kinds if phrase is not None and phrase.end < len(words) else ()
        if phrase is not None and "CAPITAL" in after and any("AND" in word.kinds for word in words[at : phrase.end]):
            for pair in phrase.tree.find_data("pair"):  # Movement for Change and Blue Party: two names
                (link,) = (
                    token.start_pos for token in pair.children if isinstance(token, Token) and token.type == "AND"
                )
                phrase = grammar_.longest([word for word in words if word.start < (link or 0)], at, rule)
        elif phrase is not None and _has_subject(phrase, words, grammar_):
            link = max(each for each in range(at, phrase.end) if not LINKS.isdisjoint(words[each].kinds))
            phrase = grammar_.longest(words[:link], at, rule)
        if phrase is None:
            yield words[at]
            at += 1
        else:
            yield _phrase(phrase, words[at : phrase.end])
            at = phrase.end


def _has_subject(phrase: Found, words: Sequence[Word], grammar_: Phrases) -> bool:
    """Whether the last part of a phrase is the subject of what follows.

    The President is elected by the people and the Prime Minister is appointed.
    """
    finite = grammar_.first("finite")
    return (
        phrase.rule.upper() in grammar_.first("grouped")
        and phrase.end < len(words)
        and not finite.isdisjoint(words[phrase.end].kinds)
        and any(not LINKS.isdisjoint(word.kinds) for word in words[phrase.start : phrase.end])
        and any(not finite.isdisjoint(word.kinds) for word in words[: phrase.start])
    )


def _phrase(phrase: Found, words: Sequence[Word]) -> Word:
    written = written_as(words)
    kind = phrase.rule.upper()
    kinds: tuple[str, ...] = (kind,)
    if kind == "NAME" and lexicon.pattern("CHAMBER_WORD", r"\b", r"\b").search(written):
        kinds = ("CHAMBER", kind)
    elif kind == "COUNT" and "YEAR" in words[0].kinds:
        kinds = ("YEAR", kind)
    return Word(written, words[0].start, words[-1].end, kinds, phrase.inner, words[0].glued)


def joined(words: Sequence[Word], kind: str) -> Word:
    """Words as a single one of a kind, such as a text in parentheses as an ``ASIDE``."""
    start, end = words[0].start, words[-1].end
    written = written_as(words)
    tree = Node("aside" if kind == "ASIDE" else "joined", [token(kind, written, start, end)])
    return Word(written, start, end, (kind,), tree, words[0].glued)


def written_as(words: Sequence[Word]) -> str:
    """The words as they are written, with one space for each gap."""
    return "".join(word.text if word.glued else f" {word.text}" for word in words).strip()


def tokens(tree: Tree[Token]) -> list[Token]:
    """The words of a phrase, in the order of the text."""
    found: list[Token] = []
    for child in tree.children:
        if isinstance(child, Tree):
            found += tokens(child)
        elif child is not None:
            found.append(child)
    return found


def span(tree: Tree[Token]) -> Span:
    """From the first word of a phrase to its last."""
    words = tokens(tree)
    return Span(words[0].start_pos or 0, words[-1].end_pos or 0)
