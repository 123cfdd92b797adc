"""The words of the line of an office, with titles, people, terms and parentheses as single words.

``holders.lark`` finds titles and terms, then people. In between, titles get what only Python knows of them (a
country), and each pair of parentheses becomes a term of office or an aside.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from attrs import define
from lark import Token, Tree

from ifes_records.text import lexicon
from ifes_records.text.normal_form import squeeze
from ifes_records.text.phrases import prose
from ifes_records.text.words import MARK, Word
from ifes_records.values import country

# A title begins the line, or follows one of these; in the middle of a name there is none: Ali Shah BADI
_BEFORE_TITLE = {"COMMA", "SEMICOLON", "STOP", "AND", "OPEN", "DASH", "MINUS", "SLASH", "REPRESENTED", "ALONG_WITH"}
_BEFORE_TITLE |= {"THERE", "ALSO_CALLED", "NAMES", "THE", "A", "COUNT", "TITLE", "SPELL_WORD"}
# Kinds of words: one of which each title has, one of which each term begins with, and the only ones of their word
_OFFICE = frozenset({"OFFICE", "HEAD_WORD", "MONARCH_WORD"})
_BEGINS_TERM = frozenset({"SINCE_WORD", "UNTIL_WORD", "DATE", "COUNT", "YEAR"})
_SOLE = frozenset({"SPELL_WORD", "VACANT_WORD", "NOT_KNOWN_WORD"})
# Words of the name of a country, at most
_COUNTRY_LENGTH = 8


@define
class Written:
    """A text that begins at ``offset`` of the file."""

    text: str
    offset: int

    def said(self, start: int, end: int) -> str:
        """The text between two offsets, without marks of footnotes."""
        text = self.text[start - self.offset : end - self.offset]
        return squeeze(MARK.sub(lambda found: " " * len(found[0]), text))

    def words(self) -> tuple[Word, ...]:
        """The words, with phrases as single ones."""
        reader = prose("holders.lark")
        words = reader.replaced(map(_plain, reader.words(self.text, self.offset)), "value")
        words = reader.replaced(self._with_longer_titles(self._with_titles(words)), "phrase")
        return tuple(self._with_asides(self._with_styled_names(words)))

    # ---- titles

    def _with_titles(self, words: Sequence[Word]) -> tuple[Word, ...]:
        """The words with titles and terms as single words."""
        reader = prose("holders.lark")
        offices = tuple(map(_as_office, words))
        capitals = [*(index for index, word in enumerate(words) if _in_capitals(word)), len(words)]
        heads = [*(index for index, word in enumerate(words) if not _OFFICE.isdisjoint(word.kinds)), len(words)]
        kept: list[Word] = []
        at = 0
        while at < len(words):
            # no word of a title is in capitals: Ann BELL and First Vice President Cy DEAN
            end = capitals[bisect_left(capitals, at)]
            if heads[bisect_left(heads, at)] >= end and _BEGINS_TERM.isdisjoint(words[at].kinds):
                kept.append(words[at])
                at += 1
                continue
            found = reader.longest(offices[:end], at, "office") or reader.longest(words, at, "office")
            if found and found.rule == "title":
                opens = not kept or bool(_BEFORE_TITLE.intersection(kept[-1].kinds))
                found = found if opens and found.end <= end else None
            if found:
                kept.append(self._made(found.rule.upper(), words[at : found.end], found.inner()))
                at = found.end
            else:
                kept.append(words[at])
                at += 1
        return tuple(kept)

    def _with_longer_titles(self, words: Sequence[Word]) -> tuple[Word, ...]:
        """Add a country or a local word to a title: ``President of Zambia``, ``Prime Minister (Taoiseach)``."""
        kept: list[Word] = []
        at = 0
        while at < len(words):
            end = at
            if kept and kept[-1].kinds == ("TITLE",):
                if {"OF", "FOR"}.intersection(words[at].kinds):
                    ends = range(at + 2, min(at + 2 + _COUNTRY_LENGTH, len(words) + 1))
                    start = words[at + 1 + ("THE" in words[at + 1].kinds) if at + 2 < len(words) else at].start
                    known = [each for each in ends if country.find(self.said(start, words[each - 1].end))]
                    end = known[-1] if known else at
                elif [word.kinds[0] for word in words[at : at + 3]] == ["OPEN", "TITLE", "CLOSE"]:
                    end = at if " " in words[at + 1].text else at + 3
            if end > at:
                kept[-1] = self._made("TITLE", [kept[-1], *words[at:end]])
            else:
                kept.append(words[at])
            at = max(end, at + 1)
        return tuple(kept)

    def _with_styled_names(self, words: Sequence[Word]) -> tuple[Word, ...]:
        """Join a style to the name after it: ``Regents of the Realm``, ``Princess ANA and Bishop Cy DEAN``."""
        kept: list[Word] = []
        for word in words:
            if word.kinds == ("PERSON",) and kept and kept[-1].kinds == ("TITLE",) and is_style(kept[-1].text):
                titles = [each.text for each in kept[:-1] if each.kinds == ("TITLE",)]
                before = kept[-2].kinds[0] if len(kept) > 1 else ""
                if before == "TITLE" or (before == "AND" and titles and is_shared(titles[-1])):
                    word = self._made("PERSON", [kept.pop(), word])
            kept.append(word)
        return tuple(kept)

    def _made(self, kind: str, words: Sequence[Word], tree: Tree[Token] | None = None) -> Word:
        start, end = words[0].start, words[-1].end
        return Word(self.said(start, end), start, end, (kind,), tree)

    # ---- terms of office, and other things in parentheses

    def _with_asides(self, words: Sequence[Word]) -> Iterator[Word]:
        """The words with each term of office, and all else that is in parentheses, as single words."""
        reader = prose("holders.lark")
        at = 0
        while at < len(words):
            if "OPEN" in words[at].kinds:
                close = _closing(words, at)
                inner, end = words[at + 1 : close], min(close + 1, len(words))
                if inner and "REPRESENTED" in inner[0].kinds:
                    yield from self._with_asides(inner)
                else:
                    yield from self._aside(inner, words[at:end])
                at = end
                continue
            first = at + ("COMMA" in words[at].kinds)
            found = reader.longest(words, first, "tenure")
            is_dated = found and {"SINCE", "UNTIL", "TERM"}.intersection(
                word.kinds[0] for word in words[first : found.end]
            )
            if found and is_dated:
                yield self._made("TENURE", words[at : found.end], found.tree)
                at = found.end
            else:
                yield words[at]
                at += 1

    def _aside(self, inner: Sequence[Word], whole: Sequence[Word]) -> Iterator[Word]:
        """What is in a pair of parentheses: a term, an aside, or both: ``(since 2019; re-elected twice)``."""
        found = prose("holders.lark").longest(inner, 0, "tenure")
        if found and (found.end == len(inner) or {"SEMICOLON", "COMMA"}.intersection(inner[found.end].kinds)):
            is_tenure = kind_of(found.tree.children[0]) != "representative"
            yield self._made("TENURE" if is_tenure else "REPRESENTATIVE", whole[: found.end + 1], found.tree)
            inner = inner[found.end + 1 :]
        if inner:
            is_undated = any("SINCE_WORD" in word.kinds for word in inner[:2])
            yield self._made("UNDATED" if is_undated else "ASIDE", inner)


def _plain(word: Word) -> Word:
    """Take the kinds away that a word never is in such a line: ``(Caretaker)`` is no nickname."""
    if word.text == "-" and "HYPHEN" not in word.kinds:
        return word.of_kinds("MINUS")
    if "PERSON_PARTICLE" in word.kinds and word.text[0].isupper():
        return word.of_kinds("CAPITAL")
    if _SOLE.isdisjoint(word.kinds):
        return word
    return word.of_kinds(next(kind for kind in word.kinds if kind in _SOLE))


def kind_of(part: Tree[Token] | Token) -> str:
    """The name of the rule of a phrase, or the type of a word."""
    return str(part.data) if isinstance(part, Tree) else part.type


def _in_capitals(word: Word) -> bool:
    return word.text.isupper() and len(word.text) > 1 and "." not in word.text and "STYLE" not in word.kinds


def _as_office(word: Word) -> Word:
    """A word of an office is no adjective of another one: ``President Ann Bell and First Vice President Cy Dean``."""
    if _OFFICE.isdisjoint(word.kinds) or "CAPITAL" not in word.kinds:
        return word
    return word.of_kinds(*(kind for kind in word.kinds if kind != "CAPITAL"))


def is_shared(title: str) -> bool:
    """Whether a title is of several people: ``Captains Regent``, ``Co-Presidents``, ``Regents of the Realm``."""
    words = re.split(" (?:of|for|to) ", title)[0].split()
    if len(words) > 1 and words[-1].rstrip("s") in ("Regent", "General"):
        words.pop()
    return len(words[-1]) > 4 and words[-1].endswith("s")


def is_style(title: str) -> bool:
    """Whether a title may be part of a name: ``Princess``, ``Dowager Queen``, ``Bishop``."""
    kinds = r"(?i:(?:(?:dowager|crown|grand) )?(?:"
    return lexicon.pattern("MONARCH_WORD", kinds, r"|(?:arch)?bishop))").fullmatch(title) is not None


def _closing(words: Sequence[Word], at: int) -> int:
    """The index of the bracket that closes the one at ``at``; the number of words if none does."""
    depth = 0
    for index in range(at, len(words)):
        depth += ("OPEN" in words[index].kinds) - ("CLOSE" in words[index].kinds)
        if not depth:
            return index
    return len(words)
