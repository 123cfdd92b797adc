"""The words of a text with their offsets and kinds: the first step of reading prose.

One pattern finds the words, figures and signs. A dictionary, made from the terminals of the prose grammars, gives the
kinds of each: ``won`` is a ``WON``, ``May`` is a ``MONTH`` and a ``CAPITAL``. A word may have several kinds; the
parser takes the first one that fits (`text/phrases.py`). All words are a ``CAPITAL`` or a ``SMALL`` too; one without
case is a ``CAPITAL``. A small word that no grammar knows is first an ``UNKNOWN``; an unknown sign is a ``SIGN``.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any

from attrs import define, field, frozen
from lark import Token, Tree

from ifes_records.span import Span
from ifes_records.text.memo import remembered

_re: Any = re
_PARSER = _re._parser  # the syntax trees of patterns
_CODES = _re._constants

# What a word goes on with. Marks that are no \w: accents, vowels in Hebrew, Arabic, the scripts of South Asia, Thai …
_REST = (
    r"[\w\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u0670\u0900-\u0963\u0971-\u0dff"
    r"\u0e01-\u0e4e\u0e80-\u0ecd\u0f18-\u0fbc\u1000-\u103f\u1780-\u17d3\u200c\u200d]"
)
WORD = re.compile(
    r"(?P<INITIALS>(?:[^\W\d_]\.)+(?=[^\W\d_]|\W|$))"  # N.A.
    r"|(?P<WORD>[^\W\d_]" + _REST + r"*(?:['’](?!s\b)[^\W\d_]+)*)"  # d’Avenir
    r"|(?P<NUMERIC_DATE>\d{1,2}[./-]\d{1,2}[./-]\d{4}\b|\d{4}-\d\d-\d\d\b)"  # 12.06.2005
    r"|(?P<ORDINAL>\d{1,2}(?:st|nd|rd|th)\b)"  # 2nd
    r"|(?P<YEAR>(?:19|20)\d\d(?![\d.,]*\d))"  # 2019
    r"|(?P<FIGURE>\d+(?:[.,]\d+)*)"  # 1,234   12.5
    r"|(?P<POSSESSIVE>(?<=\w)['’]s\b)"
    r"|(?P<HYPHEN>(?<=\w)[-‐‑](?=\w))"
    r"|(?P<SIGN>\S)"
)
# *   †   [1]   ¹   the 1 in `(Congreso)1`      (marks of footnotes are no words)
MARK = re.compile(r"\[(?:\d{1,3}|[ivxlc]{1,6}|[a-z])\]|[*†‡§¹²³⁴-⁹⁰]+|(?<=\))\d(?=\s|$)")
_SIGN_OF_MARK = re.compile(r"[\[*†‡§¹²³⁴-⁹⁰)]")

# d’ESTAING   l'Union      (the capital counts)
_ELIDED = re.compile(r"[^\W\d_]['’][A-ZÀ-ÖØ-Þ]")
_NO_ENTRIES: Mapping[str, Sequence[tuple[list[str], list[str]]]] = {}
_SMALL, _CAPITAL = ("UNKNOWN", "SMALL"), ("CAPITAL",)
# The kinds of all that are neither words nor figures: their shape says it.
_OF_SHAPE = {
    **{shape: (shape,) for shape in ("NUMERIC_DATE", "ORDINAL", "POSSESSIVE", "HYPHEN", "SIGN")},
    "YEAR": ("YEAR", "FIGURE"),
}


@define
class Word:
    """A word, figure or sign, or a phrase that was read from several. It is never changed.

    It is not frozen, since a record has a thousand of them, and frozen ones take twice as long to make.

    ``kinds`` are the names of its terminals in the prose grammars, the ones to try first in front. The tree of a
    phrase may be given as what makes it. ``glued`` says that no blank separates it from the word before.
    """

    text: str
    start: int
    end: int
    kinds: tuple[str, ...]
    _tree: Tree[Token] | Callable[[], Tree[Token]] | None = field(default=None, repr=False)
    glued: bool = False

    @property
    def tree(self) -> Tree[Token] | None:
        """The tree of a phrase, made when it is first asked for."""
        if callable(self._tree):
            self._tree = self._tree()
        return self._tree

    @property
    def span(self) -> Span:
        """Where the word is, in the whole file."""
        return Span(self.start, self.end)

    def of_kinds(self, *kinds: str) -> Word:
        """The same word with other kinds."""
        return Word(self.text, self.start, self.end, kinds, self._tree, self.glued)


@frozen
class Dictionary:
    """The kinds of words, and of several words together: ``as well as``."""

    entries: Mapping[str, Mapping[str, Sequence[tuple[list[str], list[str]]]]]
    """By their first word in small letters, and by the second, which is empty for a single word: the words behind the
    first, and the kinds. The longest come first. JSON has them like this."""

    @classmethod
    def of(cls, terminals: Iterable[tuple[str, str]]) -> Dictionary:
        """Make a dictionary from terminals and their patterns, which match a finite number of texts."""
        kinds: dict[tuple[str, ...], list[str]] = defaultdict(list)
        for name, pattern in terminals:
            for entry in texts_of(pattern):
                words = tuple(found[0].lower() for found in WORD.finditer(entry))
                if words and name not in kinds[words]:
                    kinds[words].append(name)
        entries: dict[str, dict[str, list[tuple[list[str], list[str]]]]] = defaultdict(lambda: defaultdict(list))
        for first, *rest in sorted(kinds, key=len, reverse=True):
            entries[first][rest[0] if rest else ""].append((rest, kinds[first, *rest]))
        return cls(entries)

    def all(self) -> Iterator[tuple[str, list[str], list[str]]]:
        """The first word of each entry, the words behind it, and the kinds."""
        for first, by_second in self.entries.items():
            for rest, kinds in chain.from_iterable(by_second.values()):
                yield first, rest, kinds

    def words(self, text: str, offset: int = 0) -> list[Word]:
        """The words of a text that begins at ``offset`` of the file, without the marks of footnotes."""
        found = _matches(text)
        small = [*(match[0].lower() for match in found), ""]
        words: list[Word] = []
        at, number, before, entries = 0, len(found), -1, self.entries
        while at < number:
            match = found[at]
            written, (start, end), shape = match[0], match.span(), match.lastgroup or ""
            kinds, after = _OF_SHAPE.get(shape) or _kinds_of(written, shape), at + 1
            by_second = entries.get(small[at], _NO_ENTRIES)
            for rest, known in chain(by_second.get(small[after], ()), by_second.get("", ())):
                if not rest:
                    kinds = (*known, kinds[-1])
                    break
                if small[after : after + len(rest)] == rest:
                    after += len(rest)
                    end = found[after - 1].end()
                    written, kinds = " ".join(text[start:end].split()), (*known, "SMALL")
                    break
            words.append(Word(written, offset + start, offset + end, kinds, None, start == before))
            at, before = after, end
        return words


@remembered
def small_words(text: str) -> list[str]:
    """The words of a text in small letters."""
    return [match[0].lower() for match in _matches(text)]


def _matches(text: str) -> list[re.Match[str]]:
    """Where the words of a text are, without the marks of footnotes."""
    return list(WORD.finditer(MARK.sub(_blank, text) if _SIGN_OF_MARK.search(text) else text))


def _blank(found: re.Match[str]) -> str:
    return " " * len(found[0])


def with_names(words: Sequence[Word], names: frozenset[str]) -> tuple[Word, ...]:
    """The words with each of these names as a single one: ``For the Citizens``, ``Citizens and Greens``.

    Only names of several words are looked for, in the letters that they are written in.
    """
    known = _by_first_word(names)
    found, at = [], 0
    while at < len(words):
        texts = (each for each in known.get(words[at].text, ()))
        size = next((len(each) for each in texts if tuple(w.text for w in words[at : at + len(each)]) == each), 1)
        own = words[at : at + size]
        text = "".join(word.text if word.glued else f" {word.text}" for word in own).strip()
        whole = Word(text, own[0].start, own[-1].end, ("CAPITAL",), glued=own[0].glued)
        found.append(whole if size > 1 else words[at])
        at += size
    return tuple(found)


@remembered
def _by_first_word(names: frozenset[str]) -> Mapping[str, list[tuple[str, ...]]]:
    """The words of the names that have several, the longest name first."""
    known: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for name in sorted(names, key=len, reverse=True):
        first, *rest = (found[0] for found in WORD.finditer(name)) if name.strip() else ("",)
        if rest:
            known[first].append((first, *rest))
    return known


def _kinds_of(text: str, shape: str) -> tuple[str, ...]:
    if shape != "FIGURE":
        is_small = text[0].islower() and not (text[1:2] in ("'", "’") and _ELIDED.match(text))
        return _SMALL if is_small else _CAPITAL
    if len(text) == 4 and text.isdigit():
        return (shape, "FOUR_DIGITS")
    return (shape, "ONE_OR_TWO_DIGITS") if len(text) < 3 else (shape,)


def texts_of(pattern: str) -> Iterator[str]:
    """All texts that a pattern of words matches: ``jan(?:uary)?`` matches ``jan`` and ``january``.

    Raises ``ValueError`` for a pattern that has no finite list of texts.
    """
    return _texts(list(_PARSER.parse(pattern)), pattern)


def _texts(parts: list[Any], pattern: str) -> Iterator[str]:
    if not parts:
        yield ""
        return
    for start in _heads(parts[0], pattern):
        for rest in _texts(parts[1:], pattern):
            yield start + rest


def _heads(part: Any, pattern: str) -> Iterator[str]:
    code, argument = part
    if code is _CODES.LITERAL:
        yield chr(argument)
    elif code is _CODES.BRANCH:
        for branch in argument[1]:
            yield from _texts(list(branch), pattern)
    elif code is _CODES.SUBPATTERN:
        yield from _texts(list(argument[3]), pattern)
    elif code is _CODES.IN and all(each[0] is _CODES.LITERAL for each in argument):
        for _, letter in argument:
            yield chr(letter)
    elif code is _CODES.MAX_REPEAT and argument[:2] == (0, 1):
        yield ""
        yield from _texts(list(argument[2]), pattern)
    else:
        raise ValueError(f"{pattern!r} is not a list of words: {code}")
