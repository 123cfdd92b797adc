"""The line of an office, read to entries, one for each person: ``President Ann BELL (since 20 March 2019)``.

``holder_words.py`` finds titles, people and terms; ``holders.lark`` then reads the line over these.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from attrs import define, field
from lark import Token, Tree

from ifes_records.diagnostics import Diagnostic, quoted
from ifes_records.sections.holder_words import Written, kind_of
from ifes_records.span import Span
from ifes_records.text import lexicon
from ifes_records.text.normal_form import squeeze
from ifes_records.text.phrases import prose
from ifes_records.text.phrases import span as span_of
from ifes_records.values import date

# A name ends before one of these, or the line may have a word that is part of it: Taban deng GAI
_AFTER_NAME = {"COMMA", "SEMICOLON", "STOP", "AND", "DASH", "MINUS", "SLASH", "REPRESENTED", "ALONG_WITH", "ASIDE"}
_AFTER_NAME |= {"TENURE", "UNDATED", "SINCE_WORD", "UNTIL_WORD"}
_SIGNS = ("DASH", "MINUS", "HYPHEN")


@define
class Entry:
    """A person, or a title without one, with the term of office.

    ``span`` is the whole entry's, ``names`` the name's. ``stands_in`` for one who acts for the person before.
    ``has_two_names`` for a monarch whose line has another name of the same person.
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
    has_two_names: bool = False
    is_vacant: bool = False
    span: Span = Span(0, 0)
    names: Span = Span(0, 0)


@define
class Line(Written):
    """A line, or the value of a key, that begins at ``offset`` of the file.

    ``office`` is the field's name, if the line is that of an office. ``read`` gives the ``entries``, the ``rest`` of
    the text after them, and the ``rule`` that it was read by. There are no entries if the line isn't understood up to
    where a name may end.
    """

    office: str = ""
    entries: list[Entry] = field(factory=list)
    rest: str = ""
    rule: str = ""

    @property
    def value(self) -> str:
        """The text as text fields have it."""
        return squeeze(self.text)

    def read(self) -> None:
        """Read the line to its entries."""
        reader = prose("holders.lark")
        words = self.words()
        found = reader.longest(words, 0, "line")
        if found is None:
            return
        stands_in = False
        for part in found.tree.children:
            self.rule = kind_of(part)
            if isinstance(part, Tree) and part.data == "entry":
                self.entries += self._entries(part, stands_in)
            stands_in = self.rule == "represented"
        rest = words[found.end :]
        if rest and self.entries and not _AFTER_NAME.intersection(rest[0].kinds):
            rest_start = self.entries.pop().span.start
        else:
            rest_start = rest[0].start if rest else 0
        self.rest = self.said(rest_start, self.offset + len(self.text)).lstrip(" ,;.") if rest else ""

    # ---- entries

    def _entries(self, tree: Tree[Token], stands_in: bool) -> Iterator[Entry]:
        """The entry of a person, and that of who acts for them: ``(names a Governor-General in her place; …)``."""
        entry = Entry(stands_in=stands_in, span=self._closed(span_of(tree)))
        acting: list[Entry] = []
        for part in tree.children:
            kind, span = kind_of(part), _span(part)
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

    def _closed(self, span: Span) -> Span:
        """The span with the closing parenthesis behind it that the grammar leaves out: ``Cy DEAN (since 2019``."""
        end = span.end - self.offset
        text = self.text[span.start - self.offset : end]
        is_open = text.count("(") > text.count(")") and self.text.startswith(")", end)
        return Span(span.start, span.end + is_open)

    def _add(self, tree: Tree[Token], entry: Entry) -> None:
        """Add a term of office, or who acts for somebody."""
        title: str | None = None
        loose: dict[str, list[Span]] = {"since": [], "until": []}
        ends = False
        for part in tree.children:
            kind, span = kind_of(part), _span(part)
            if kind == "title" and tree.data == "tenure":
                title = self.said(span.start, span.end)
            elif kind == "since" and title is not None and not self._is_own(title):
                entry.notes.append(f"{title} {self.said(span.start, span.end)}")
            elif isinstance(part, Tree) and kind in ("since", "until"):
                self._date(entry, kind, Span(_span(part.children[1]).start, span.end))
            elif isinstance(part, Tree) and kind == "term":
                at = next(i for i, each in enumerate(part.children) if kind_of(each) in _SIGNS)
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
        kind, span = kind_of(part).lower(), _span(part)
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


def _span(part: Tree[Token] | Token) -> Span:
    return span_of(part) if isinstance(part, Tree) else Span(part.start_pos or 0, part.end_pos or 0)
