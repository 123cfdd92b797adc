"""A line on a parliament, read to the bodies that it names: ``a 50-seat Senate (Сенаты) and a 98-seat House``.

``government.lark`` reads the line. Before, each pair of parentheses becomes one word, and names that hold an ``and``
(``Great and General Council``, ``Trinidad and Tobago``) are joined.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from attrs import define, evolve
from lark import Token, Tree

from ifes_records.sections.chambers import chamber_names
from ifes_records.sections.mentions import Mention, Sentence
from ifes_records.span import Span
from ifes_records.text import lexicon
from ifes_records.text.normal_form import squeeze
from ifes_records.text.phrases import Found, prose
from ifes_records.text.phrases import span as span_of
from ifes_records.text.phrases import tokens as tokens_of
from ifes_records.text.words import MARK, Word
from ifes_records.values import country, mark, number

Part = Tree[Token] | Token

# A figure that is alone and may be a year counts no seats: `the Council of 2013`
_YEARS = range(1900, 2101)
# The phrases that give a chamber's seats
_FIGURES = ("size", "members", "seated", "count", "aside")
# Where the span of a chamber begins: at its name or its figure, and not at `a bicameral` or `Norrland's`
_SPANNED = ("name", "small_name", "generic", "how_many", "LOCAL", *_FIGURES)
# What comes after an owner
_OWNED = {"APOSTROPHE", "POSSESSIVE", "GENERIC", "SMALL_NAME"}
# Words of which the next one tells what they are
_ADJUSTED = frozenset({"MEMBERS", "HOW_MANY", "OF", "NAME"})
_NUMBERS = {"ONES", "TEENS", "TENS", "HUNDRED"}


@define
class Reader:
    """Reads a text that begins at ``offset`` of the file."""

    text: str
    offset: int
    alpha2: str | None

    def said(self, start: int, end: int) -> str:
        """The text between two offsets, without marks of footnotes."""
        text = self.text[start - self.offset : end - self.offset]
        return squeeze(MARK.sub(lambda found: " " * len(found[0]), text))

    def _said(self, part: Part) -> str:
        span = _span(part)
        return self.said(span.start, span.end)

    def sentences(self) -> Iterator[Sentence]:
        """What each sentence says."""
        reader = prose("government.lark")
        plain = _without_commas([*map(_plain, reader.words(self.text, self.offset))])
        words = self._joined(self._with_parentheses(tuple(_with_articles(plain))))
        for sentence in reader.sentences_of(reader.replaced(words, "value", "before")):
            adjusted = tuple(_adjusted(sentence))
            yield self._sentence(reader.longest(adjusted, 0, "line"), adjusted)

    # ---- words that are joined

    def _with_parentheses(self, words: Sequence[Word]) -> tuple[Word, ...]:
        kept: list[Word] = []
        at = 0
        while at < len(words):
            close = _closing(words, at)
            if close is None:
                kept.append(words[at])
                at += 1
                continue
            inner = words[at + 1 : close]
            if len(inner) == 1 and "FIGURE" in inner[0].kinds and kept and _NUMBERS.intersection(kept[-1].kinds):
                kept += words[at : close + 1]  # sixty (60) seats
                at = close + 1
                continue
            kind, tree = self._parenthesised(inner)
            end = words[min(close, len(words) - 1)].end
            kept.append(Word(self.said(words[at].start, end), words[at].start, end, (kind,), tree))
            at = close + 1
        return tuple(kept)

    def _parenthesised(self, inner: Sequence[Word]) -> tuple[str, Tree[Token] | None]:
        """``(98 seats)`` and ``(98 seats; all elected)`` are sizes, ``(2017)`` and ``(132 until now)`` are remarks.

        All else is a local name.
        """
        reader = prose("government.lark")
        inner = inner[: next((at for at, word in enumerate(inner) if "SEMICOLON" in word.kinds), None)]
        valued = reader.replaced(inner, "value")
        found = reader.longest(valued, 0, "aside")
        if found and found.end == len(valued) and "YEAR" not in inner[0].kinds:
            return "SIZE", found.tree
        return ("REMARK" if inner and "FIGURE" in inner[0].kinds else "LOCAL"), None

    def _joined(self, words: Sequence[Word]) -> tuple[Word, ...]:
        kept = list(words)
        for at in [index for index, word in enumerate(words) if "AND" in word.kinds][::-1]:
            start, end = self._around(kept, at)
            if end > at:
                text = self.said(kept[start].start, kept[end - 1].end)
                kept[start:end] = [Word(text, kept[start].start, kept[end - 1].end, ("CAPITAL",))]
        return tuple(kept)

    def _around(self, words: Sequence[Word], at: int) -> tuple[int, int]:
        """Where a name begins and ends that has an ``and`` at ``at``; the same twice if none has."""
        if 0 < at < len(words) - 1:
            adjective = lexicon.pattern("CHAMBER_ADJECTIVE")
            if adjective.fullmatch(words[at - 1].text) and adjective.fullmatch(words[at + 1].text):
                return at - 1, at + 2
            if _begins_no_name(words[at + 1]):
                return at, at
        for start in range(max(at - 3, 0), at):
            for end in range(min(at + 4, len(words)), at + 1, -1):
                if country.find(self.said(words[start].start, words[end - 1].end)):
                    return start, end
        return at, at

    # ---- what was read

    def _sentence(self, found: Found | None, words: tuple[Word, ...]) -> Sentence:
        if found is None:
            return Sentence(rest=words, words=words)
        sentence = Sentence(rest=words[found.end :], words=words)
        sentence.terms = [word.tree for word in words[: found.end] if word.tree and "TERM" in word.kinds]
        for part in found.tree.children:
            kind = _kind(part)
            if isinstance(part, Tree) and kind == "bodies":
                sentence.lists.append(self._bodies(part))
            elif kind == "CAMERAL":
                sentence.cameral = str(part).lower().replace("-", "")
            elif isinstance(part, Tree) and kind in ("size", "there"):
                seats, _ = _seats(part)
                sentence.of_it = seats
            elif kind not in ("lead", "term", "COMMA", "DISSOLVED"):
                sentence.links.append(kind)
        return sentence

    def _bodies(self, tree: Tree[Token]) -> list[Mention]:
        found: list[Mention] = []
        before = ""
        for part in tree.children:
            if isinstance(part, Tree):
                found.append(self._body(part, before))
                before = ""
            else:
                before = part.type
        return found

    def _body(self, tree: Tree[Token], before: str) -> Mention:
        mention = Mention(before=before)
        known_as = False
        spans: list[Span] = []
        first = tree.children[0]
        inner = first.children if isinstance(first, Tree) and first.data in ("counted", "unnamed") else tree.children
        for part in inner:
            kind = _kind(part)
            if kind in _SPANNED:
                spans.append(_span(part))
            if kind == "name":
                self._name(mention, self._said(part), again=known_as)
                known_as = False
            elif kind == "small_name":
                mention.name, mention.is_named = self._said(part), True
            elif kind in _FIGURES:
                seats, is_verb = _seats(part)
                self._size(mention, seats, is_verb=is_verb)
            elif kind == "LOCAL":
                self._local(mention, self._said(part))
            elif kind == "CAMERAL" or kind == "is_cameral":
                word = self._said(part).split()[-1].lower().replace("-", "")
                mention.is_unclear = mention.is_unclear or mention.cameral not in (None, word)
                mention.cameral = word
            elif kind == "how_many":
                mention.number = _how_many(part)
            known_as = known_as or kind == "known"
        whole = span_of(tree)
        mention.span = Span(min((span.start for span in spans), default=whole.start), whole.end)
        return mention

    def _name(self, mention: Mention, said: str, *, again: bool) -> None:
        if mention.name is not None and not again:
            return  # `of Nicaragua`, after `National Assembly (Asamblea Nacional)`
        owner, _, own = re.sub(r"['’]s? ", "\0", said, count=1).partition("\0")
        mention.name = mark.unquoted(own if own and country.find(owner) else said)  # Chad's Diet
        known = lexicon.pattern("CHAMBER_WORD", r"\b", r"\b")
        mention.is_named = known.search(mention.name) is not None

    def _size(self, mention: Mention, seats: int | None, *, is_verb: bool) -> None:
        if seats is None or mention.seats not in (None, seats):
            mention.is_unclear, mention.seats = True, None
        elif not mention.is_unclear:
            mention.seats, mention.shares_verb = seats, is_verb

    def _local(self, mention: Mention, said: str) -> None:
        """Add the local names in parentheses, which may also have the seats: ``(Senado, 72 seats)``."""
        if mention.local:
            return
        inside = said.strip("() ")
        head, _, tail = inside.rpartition(",")
        words = prose("government.lark").replaced(prose("government.lark").words(tail), "value") if head else ()
        found = prose("government.lark").longest(words, 0, "aside") if words else None
        if found and found.end == len(words):
            self._size(mention, _seats(found.tree)[0], is_verb=False)
            inside = head.strip()
        name, local = chamber_names(mention.name or "", inside, self.alpha2)
        mention.name, mention.local = name or None, tuple(filter(None, local))
        mention.is_named = mention.is_named or bool(mention.local)


def _plain(word: Word) -> Word:
    """Take the kinds away that a word never is in such a line: ``a Unicameral Parliament``."""
    if word.text == "-" and "HYPHEN" not in word.kinds:
        return word.of_kinds("MINUS")
    if "CAMERAL" in word.kinds:
        return word.of_kinds("CAMERAL")
    return word.of_kinds("UNDER") if word.text == "Under" else word


def _without_commas(words: Sequence[Word]) -> list[Word]:
    """The words without the comma of ``a unicameral, 45-seat Council``, which parts no chambers."""
    after_cameral = (at for at in range(1, len(words)) if "CAMERAL" in words[at - 1].kinds)
    left_out = {at for at in after_cameral if "COMMA" in words[at].kinds and _is_seated(words[at + 1 : at + 4])}
    return [word for at, word in enumerate(words) if at not in left_out]


def _is_seated(words: Sequence[Word]) -> bool:
    """Whether words begin as ``45-seat`` does."""
    kinds = [word.kinds for word in words]
    return len(kinds) == 3 and "FIGURE" in kinds[0] and "HYPHEN" in kinds[1] and "SEATS" in kinds[2]


def _with_articles(words: Sequence[Word]) -> Iterator[Word]:
    """The words, with the article that ``with 65 seat Senate and 150-seat House`` lacks."""
    for at, word in enumerate(words):
        yield word
        if "WITH" not in word.kinds:
            continue
        count, *after = words[at + 1 : at + 5] or (word,)
        after = after[1:] if after and {"HYPHEN", "MINUS"}.intersection(after[0].kinds) else after
        is_one = len(after) > 1 and "SEATS" in after[0].kinds and not after[0].text.endswith("s")
        if "FIGURE" in count.kinds and is_one and "CAPITAL" in after[1].kinds:
            yield Word("", count.start, count.start, ("A",))


def _adjusted(words: Sequence[Word]) -> Iterator[Word]:
    """Tell apart what only the next word tells: ``14 seat`` before a name, ``of the`` before ``12-seat Senate``."""
    for index, word in enumerate(words):
        kinds = word.kinds
        if "CLOSE" in kinds or (index and word.glued and _is_behind_owner(word, words[index - 1])):
            continue  # with 5-year terms)      Seychelles' legislature      Trinidad and Tobago's legislature
        if _ADJUSTED.isdisjoint(kinds):
            yield word
            continue
        after, second = [*(each.kinds[0] for each in words[index + 1 : index + 3]), "", ""][:2]
        if kinds == ("MEMBERS",) and after in ("CHAMBER", "NAME") and not word.text.endswith("s"):
            word = word.of_kinds("SEATED")
        elif kinds == ("HOW_MANY",) and after in ("CHAMBER", "NAME", "SMALL_NAME", "GENERIC"):
            word = word.of_kinds("CHAMBERED")  # a two-chamber Congress
        elif "OF" in kinds and not {"SEATED", "HOW_MANY"}.isdisjoint((after, second)):
            word = word.of_kinds("LINK")
        elif "NAME" in kinds and (word.text[-2:] in ("’s", "'s") or after in _OWNED):
            # Zambia's Senate      Seychelles' legislature      the Zambian parliament
            word = evolve(word, kinds=("OWNER",), tree=None)
        yield word


def _is_behind_owner(word: Word, before: Word) -> bool:
    """Whether a word is the ``'s`` of an owner."""
    return not {"APOSTROPHE", "POSSESSIVE"}.isdisjoint(word.kinds) and not {"NAME", "OWNER"}.isdisjoint(before.kinds)


def _begins_no_name(word: Word) -> bool:
    """Whether a word is a figure, or a small one that is in no name of a country: ``and a``, ``and 98``."""
    return "FIGURE" in word.kinds or ("SMALL" in word.kinds and not {"UNKNOWN", "THE"} & {*word.kinds})


def _closing(words: Sequence[Word], at: int) -> int | None:
    """The index of the bracket that closes the one at ``at``; the first one, if some are never closed."""
    if "OPEN" not in words[at].kinds:
        return None
    depth = 0
    for index in range(at, len(words)):
        depth += ("OPEN" in words[index].kinds) - ("CLOSE" in words[index].kinds)
        if not depth:
            return index
    first = (index for index in range(at, len(words)) if "CLOSE" in words[index].kinds)
    return next(first, len(words))


def _seats(part: Part) -> tuple[int | None, bool]:
    """The seats in a phrase, and whether they come after a verb that others may share."""
    if not isinstance(part, Tree):
        return None, False
    values = {number.count(each) for each in part.find_data("count")}
    tokens = tokens_of(part)
    types = {each.type for each in tokens}
    value = values.pop() if len(values) == 1 else None
    if value in _YEARS and "SEATS" not in types:
        value = None
    return value, "HAVE" in types or not {"is", "are"}.isdisjoint(tokens[0].lower().split())


def _how_many(part: Part) -> int | None:
    counts = list(part.find_data("count")) if isinstance(part, Tree) else []
    return number.count(counts[0]) if counts else 1


def _kind(part: Part) -> str:
    return str(part.data) if isinstance(part, Tree) else part.type


def _span(part: Part) -> Span:
    return span_of(part) if isinstance(part, Tree) else Span(part.start_pos or 0, part.end_pos or 0)
