"""The line of an office, read to entries, one for each person: ``President Ann BELL (since 20 March 2019)``.

``holders.lark`` finds titles and terms, then people, then reads the line. In between, titles get what only Python
knows of them (a country), and each pair of parentheses becomes a term of office or an aside.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from attrs import define, evolve, field
from lark import Token, Tree

from ifes_records.diagnostics import Diagnostic, quoted
from ifes_records.span import Span
from ifes_records.text import lexicon
from ifes_records.text.normal_form import squeeze
from ifes_records.text.phrases import prose
from ifes_records.text.phrases import span as span_of
from ifes_records.text.words import MARK, Word
from ifes_records.values import country, date

# A title begins the line, or follows one of these; in the middle of a name there is none: Ali Shah BADI
_BEFORE_TITLE = {"COMMA", "SEMICOLON", "STOP", "AND", "OPEN", "DASH", "MINUS", "SLASH", "REPRESENTED", "ALONG_WITH"}
_BEFORE_TITLE |= {"THERE", "ALSO_CALLED", "NAMES", "THE", "A", "COUNT", "TITLE", "SPELL_WORD"}
# A name ends before one of these, or the line may have a word that is part of it: Taban deng GAI
_AFTER_NAME = {"COMMA", "SEMICOLON", "STOP", "AND", "DASH", "MINUS", "SLASH", "REPRESENTED", "ALONG_WITH", "ASIDE"}
_AFTER_NAME |= {"TENURE", "UNDATED", "SINCE_WORD", "UNTIL_WORD"}
_SIGNS = ("DASH", "MINUS", "HYPHEN")
_COUNTRY_LENGTH = 8


@define
class Entry:
    """A person, or a title without one, with the term of office.

    ``span`` is the whole entry's, ``names`` the name's. ``stands_in`` for one who acts for the person before.
    """

    title: str | None = None
    name: str | None = None
    since: str | None = None
    until: str | None = None
    notes: list[str] = field(factory=list)
    problems: list[tuple[str, Diagnostic]] = field(factory=list)
    stands_in: bool = False
    is_for_both: bool = False
    is_joint: bool = False
    is_vacant: bool = False
    span: Span = Span(0, 0)
    names: Span = Span(0, 0)


@define
class Line:
    """A line, or the value of a key, that begins at ``offset`` of the file.

    ``office`` is the field's name, if the line is that of an office. ``read`` gives the ``entries``, the ``rest`` of
    the text after them, and the ``rule`` that it was read by. There are no entries if the line isn't understood up to
    where a name may end.
    """

    text: str
    offset: int
    office: str = ""
    entries: list[Entry] = field(factory=list)
    rest: str = ""
    rule: str = ""

    @property
    def value(self) -> str:
        """The text as text fields have it."""
        return squeeze(self.text)

    def said(self, start: int, end: int) -> str:
        """The text between two offsets, without marks of footnotes."""
        text = self.text[start - self.offset : end - self.offset]
        return squeeze(MARK.sub(lambda found: " " * len(found[0]), text))

    def read(self) -> None:
        """Read the line to its entries."""
        reader = prose("holders.lark")
        words = reader.replaced(map(_plain, reader.words(self.text, self.offset)), "value")
        words = reader.replaced(self._with_longer_titles(self._with_titles(words)), "phrase")
        words = tuple(self._with_asides(self._with_styled_names(words)))
        found = reader.longest(words, 0, "line")
        if found is None:
            return
        stands_in = False
        for part in found.tree.children:
            self.rule = _kind(part)
            if isinstance(part, Tree) and part.data == "entry":
                self.entries += self._entries(part, stands_in)
            stands_in = self.rule == "represented"
        rest = words[found.end :]
        if rest and self.entries and not _AFTER_NAME.intersection(rest[0].kinds):
            rest_start = self.entries.pop().span.start
        else:
            rest_start = rest[0].start if rest else 0
        self.rest = self.said(rest_start, self.offset + len(self.text)).lstrip(" ,;.") if rest else ""

    # ---- titles

    def _with_titles(self, words: Sequence[Word]) -> tuple[Word, ...]:
        """The words with titles and terms as single words."""
        reader = prose("holders.lark")
        offices = tuple(_as_office(word) for word in words)
        capitals = [index for index, word in enumerate(words) if _in_capitals(word)]
        kept: list[Word] = []
        at = 0
        while at < len(words):
            # no word of a title is in capitals: Ann BELL and First Vice President Cy DEAN
            end = next((index for index in capitals if index >= at), len(words))
            found = reader.longest(offices[:end], at, "office") or reader.longest(words, at, "office")
            kind = _kind(found.tree.children[0]) if found else ""
            if kind == "title" and found:
                opens = not kept or bool(_BEFORE_TITLE.intersection(kept[-1].kinds))
                found = found if opens and found.end <= end else None
            if found:
                kept.append(self._made(kind.upper(), words[at : found.end], found.tree.children[0]))
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

    def _made(self, kind: str, words: Sequence[Word], tree: Tree[Token] | Token | None = None) -> Word:
        start, end = words[0].start, words[-1].end
        return Word(self.said(start, end), start, end, (kind,), tree if isinstance(tree, Tree) else None)

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
            is_tenure = _kind(found.tree.children[0]) != "representative"
            yield self._made("TENURE" if is_tenure else "REPRESENTATIVE", whole[: found.end + 1], found.tree)
            inner = inner[found.end + 1 :]
        if inner:
            is_undated = any("SINCE_WORD" in word.kinds for word in inner[:2])
            yield self._made("UNDATED" if is_undated else "ASIDE", inner)

    # ---- entries

    def _entries(self, tree: Tree[Token], stands_in: bool) -> Iterator[Entry]:
        """The entry of a person, and that of who acts for them: ``(names a Governor-General in her place; …)``."""
        entry = Entry(stands_in=stands_in, span=span_of(tree))
        acting: list[Entry] = []
        for part in tree.children:
            kind, span = _kind(part), _span(part)
            if kind == "tenure" and isinstance(part, Tree):
                first = part.children[0]
                if isinstance(first, Tree) and first.data == "representative":
                    acting.append(Entry(stands_in=True, span=span))
                    self._add(first, acting[-1])
                else:
                    self._add(part, entry)
            else:
                self._add_part(part, entry)
        yield entry
        yield from acting

    def _add(self, tree: Tree[Token], entry: Entry) -> None:
        """Add a term of office, or who acts for somebody."""
        title: str | None = None
        loose: dict[str, list[Span]] = {"since": [], "until": []}
        ends = False
        for part in tree.children:
            kind, span = _kind(part), _span(part)
            if kind == "title" and tree.data == "tenure":
                title = self.said(span.start, span.end)
            elif kind == "since" and title is not None and not self._is_own(title):
                entry.notes.append(f"{title} {self.said(span.start, span.end)}")
            elif isinstance(part, Tree) and kind in ("since", "until"):
                self._date(entry, kind, Span(_span(part.children[1]).start, span.end))
            elif isinstance(part, Tree) and kind == "term":
                at = next(i for i, each in enumerate(part.children) if _kind(each) in _SIGNS)
                self._date(entry, "since", Span(span.start, _span(part.children[at - 1]).end))
                self._date(entry, "until", Span(_span(part.children[at + 1]).start, span.end))
            elif kind in ("date", "count", "YEAR", "CAPITAL", "SMALL"):
                loose["until" if ends else "since"].append(span)
            elif kind in ("SPELL_WORD", "title", "person"):
                self._add_part(part, entry)
            ends = ends or kind in _SIGNS
            entry.is_for_both = entry.is_for_both or kind == "BOTH"
        for field_, spans in loose.items():
            if spans:
                self._date(entry, field_, Span(spans[0].start, spans[-1].end))

    def _add_part(self, part: Tree[Token] | Token, entry: Entry) -> None:
        kind, span = _kind(part).lower(), _span(part)
        said = self.said(span.start, span.end)
        if kind == "title":
            entry.title = said
        elif kind == "person":
            entry.name, entry.names = re.sub(r"(?<=\w\w\w)\.$", "", said), span
        else:
            entry.notes.append(said.lstrip(" ,;"))
            entry.is_vacant = entry.is_vacant or kind == "empty"
            if kind == "undated":
                self._no_date(entry, "since", said)

    def _is_own(self, title: str) -> bool:
        """Whether a title in a term is that of the office: ``chief of state since …; head of government since …``."""
        others = {"chief_of_state": "GOVERNMENT_KEY", "head_of_government": "STATE_KEY"}
        return self.office not in others or not lexicon.pattern(others[self.office]).search(title)

    def _date(self, entry: Entry, part: str, span: Span) -> None:
        said = self.said(span.start, span.end)
        reading = date.parse(said)
        setattr(entry, part, reading.value)
        if reading.diagnostic is not None and reading.diagnostic.code == "W-DATE-UNREAD":
            entry.notes.append(f"{part} {said}")
            self._no_date(entry, part, said)
        elif reading.diagnostic is not None:
            entry.problems.append((part, reading.diagnostic))

    def _no_date(self, entry: Entry, part: str, said: str) -> None:
        message = f"No date could be read from {quoted(said)}."
        entry.problems.append((part, Diagnostic("W-HOLDER-DATE", message)))


def _plain(word: Word) -> Word:
    """Take the kinds away that a word never is in such a line: ``(Caretaker)`` is no nickname."""
    if word.text == "-" and "HYPHEN" not in word.kinds:
        return evolve(word, kinds=("MINUS",))
    if word.text[0].isupper() and "PERSON_PARTICLE" in word.kinds:
        return evolve(word, kinds=("CAPITAL",))
    sole = next((kind for kind in word.kinds if kind in ("SPELL_WORD", "VACANT_WORD", "NOT_KNOWN_WORD")), None)
    return evolve(word, kinds=(sole,)) if sole else word


def _kind(part: Tree[Token] | Token) -> str:
    return str(part.data) if isinstance(part, Tree) else part.type


def _span(part: Tree[Token] | Token) -> Span:
    return span_of(part) if isinstance(part, Tree) else Span(part.start_pos or 0, part.end_pos or 0)


def _in_capitals(word: Word) -> bool:
    return word.text.isupper() and len(word.text) > 1 and "." not in word.text and "STYLE" not in word.kinds


def _as_office(word: Word) -> Word:
    """A word of an office is no adjective of another one: ``President Ann Bell and First Vice President Cy Dean``."""
    is_office = {"OFFICE", "HEAD_WORD", "MONARCH_WORD"}.intersection(word.kinds)
    return evolve(word, kinds=tuple(kind for kind in word.kinds if kind != "CAPITAL")) if is_office else word


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
