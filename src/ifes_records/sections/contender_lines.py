"""The lines among the contenders: what the first words of each say it is, by ``contenders.lark``."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import pairwise

from attrs import evolve, frozen
from lark import Token, Tree

from ifes_records.model.body import Block, BlockType
from ifes_records.sections.lines import Body, walk
from ifes_records.span import Span
from ifes_records.text import lexicon, phrases
from ifes_records.text.normal_form import squeeze
from ifes_records.text.phrases import Found, Prose, prose, written_as
from ifes_records.text.words import Word
from ifes_records.values import date

# The keys of lines about the contender above them.
ATTRIBUTES = frozenset({"leader", "last", "this", "votes_key"})
# Signs between two pieces of a line, of which the second has a key of its own.
PIECES = frozenset({"SEMICOLON", "COMMA", "STOP"})
# What says which election it is.
_WHICH = frozenset({"LAST_WORD", "THIS_WORD"})
# Signs between a name and what is said beside it.
_ASIDE_SIGNS = frozenset({"OPEN", "COMMA", "DASH", "SEMICOLON"})
# The most words of a person's name, its number and its marks.
LONGEST_NAME = 12
# Two capitals in one word, or on one side of its hyphens: BELL, McDOWELL; scripts without capitals have names, too.
# (Said by what is neither: that compiles faster.)
_CAPITAL = r"[^\x00-@\[-\x7fà-ÿ\u2010-\u203f]"
_CAPITALS = re.compile(rf"{_CAPITAL}(?:[^\s-]*|[^\sa-z]*){_CAPITAL}")
# Where the name of a person may end, and what is in no name: a colon, or a figure behind a word.
_BEHIND_NAME = re.compile(r"[(（\[/,;–—-]")
_IN_NO_NAME = re.compile(r":|[^\W\d_]\s+\d")
# What is somewhere behind the first word of a key.
_AFTER_KEY = re.compile(r"[:\d]")


def reader() -> Prose:
    """What reads the words of the contenders' lines."""
    return prose("contenders.lark")


@frozen
class ContenderLine:
    """A line, or a piece of one, with its key and what it says without one.

    ``key`` and ``remark`` are rules of ``contenders.lark``; the key is ``OTHER`` if it is one of another section.
    ``text`` is the text after the key, or the whole line, ``rest`` the words of it after the remark. ``above`` are
    the blocks that the line is nested in, ``span`` is where the line is, with its key. ``chamber`` is the one whose
    seats the line gives, ``aside`` what is said beside a name, as a line of its own.
    """

    block: Block
    key: str | None
    text: str
    words: tuple[Word, ...]
    remark: str | None = None
    rest: tuple[Word, ...] = ()
    above: tuple[Block, ...] = ()
    chamber: str = ""
    aside: ContenderLine | None = None
    span: Span = Span(0, 0)

    @property
    def is_upper(self) -> bool:
        """Whether the chamber is a second one."""
        return bool(lexicon.pattern("UPPER_CHAMBER").search(self.chamber))


@cache
def _first_words() -> re.Pattern[str]:
    """The first word of a key at the start of a line, or after a sign."""
    words = "|".join(map(re.escape, reader().first_words("key")))
    return re.compile(rf"(?:^|[^\w\s-])[^A-Za-z]*+(?:{words})\b", re.IGNORECASE)


def _may_have_key(text: str) -> bool:
    """Whether a line may have a key at its start, or after a sign: one of its words, and a colon or a figure."""
    first = _first_words().search(text)
    return first is not None and _AFTER_KEY.search(text, first.end()) is not None and reader().may_have(text, "key")


def _may_be_person(text: str) -> bool:
    """Whether a line may be the name of a person without a key. Prose has more words than a name."""
    beginning = " ".join(text.split(maxsplit=LONGEST_NAME)[:LONGEST_NAME])
    if not _CAPITALS.search(beginning):
        return False
    name = _BEHIND_NAME.split(text, maxsplit=1)[0]
    return len(name.split()) <= LONGEST_NAME and not _IN_NO_NAME.search(name)


def may_name_contenders(blocks: tuple[Block, ...], body: Body) -> bool:
    """Whether a line of another section may have a key of contenders, or be a name; if none does, no line is read."""
    texts = (body.own_text(block) for block in walk(blocks) if block.type is not BlockType.NOTE)
    return any(_may_be_person(text) or _may_have_key(text) for text, _ in texts)


def lines_of(blocks: tuple[Block, ...], body: Body, above: tuple[Block, ...] = ()) -> Iterator[ContenderLine]:
    """Yield the lines of a section in the order of the text, without footnotes."""
    for block in blocks:
        if block.type is not BlockType.NOTE:
            yield from _pieces(block, body, above)
        if block.children:
            yield from lines_of(block.children, body, (*above, block))


def _pieces(block: Block, body: Body, above: tuple[Block, ...]) -> Iterator[ContenderLine]:
    """Yield a line, or the pieces of one: ``Leader: Ann BELL; Seats in last election: 14``."""
    text, offset = body.own_text(block)
    words = reader().words(text, offset)
    starts = [at + 1 for at, word in enumerate(words) if not PIECES.isdisjoint(word.kinds) and _key(words, at + 1)]
    bounds = [0, *starts, len(words) + bool(starts)]
    for start, end in pairwise(bounds):
        piece = words[start : end - 1] if starts else words
        span = Span(piece[0].start, piece[-1].end) if piece else block.span or Span(0, 0)
        yield _line(block, piece, text, offset, above, span, body.date)


def _key(words: Sequence[Word], at: int = 0) -> Found | None:
    """The key at a word: a colon is after it, or figures (``Seats won in last election 13``)."""
    found = reader().longest(words, at, "key")
    if found is None:
        return None
    after = words[found.end].kinds if found.end < len(words) else ()
    is_figure = "FIGURE" in after and found.rule in ("last", "this", "dated", "votes_key")
    return found if "COLON" in after or is_figure else None


def _line(
    block: Block,
    words: tuple[Word, ...],
    text: str,
    offset: int,
    above: tuple[Block, ...],
    span: Span,
    date_: str | None,
) -> ContenderLine:
    def written(part: Sequence[Word]) -> str:
        return squeeze(text[part[0].start - offset : part[-1].end - offset]) if part else ""

    found = _key(words)
    if found is not None and found.rule == "dated" and not _is_before(found, date_):
        found = None  # Seats won in the 2030 election
    if found is None and (block.key or block.type is BlockType.KEY_VALUE):
        return ContenderLine(block, "OTHER", written(words), words, above=above, span=span)
    key = found.rule if found else None
    value = words[found.end + ("COLON" in words[found.end].kinds) :] if found and found.end < len(words) else words
    value = () if found and found.end >= len(words) else value
    chamber = _chamber_in(found, words[: found.end]) if found and key in ("last", "this") else ""
    key = {"list": None, "named": None, "dated": "last"}.get(key or "", key)
    line = ContenderLine(block, key, written(value), value, above=above, chamber=chamber, span=span)
    return line if key in ATTRIBUTES else _with_remark(line, written)


def _is_before(key: Found, date_: str | None) -> bool:
    """Whether the month or year in a key is before that of this election."""
    words = " ".join(token for token in phrases.tokens(key.tree) if token.type in ("MONTH", "YEAR"))
    named = date.parse(words).value
    return named is not None and date_ is not None and named < date_[: len(named)]


def _chamber_in(key: Found, words: Sequence[Word]) -> str:
    """The chamber whose seats a key is about: ``Sejm`` in ``Seats won in the last Sejm election``."""
    which = [at for at, word in enumerate(words) if not _WHICH.isdisjoint(word.kinds)]
    if which == [len(words) - 2] and "CONTEST" in words[-1].kinds:
        return ""  # the last election
    contest = next(key.tree.find_data("contest")).children
    return " ".join(token for token in contest if isinstance(token, Token) and token.type in ("CAPITAL", "SMALL"))


def _with_remark(line: ContenderLine, written: Callable[[Sequence[Word]], str]) -> ContenderLine:
    line = _without_aside(line, written)
    found = reader().longest(line.words, 0, "remark") if line.words else None
    if found is None:
        return line
    rest = line.words[found.end :]
    remark: str | None = found.rule
    if remark == "alliance_of" and len(listed(rest)) < 2:
        remark = None
    if remark == "independent" and rest and "CAPITAL" in rest[0].kinds:
        remark = None  # Independent People's Party
    return evolve(line, remark=remark, rest=rest)


def _without_aside(line: ContenderLine, written: Callable[[Sequence[Word]], str]) -> ContenderLine:
    """Take what is said beside a name out of a line: ``(withdrew)``, ``, led by Ann BELL``, ``(UP) – 45 seats``."""
    words = line.words
    for at in range(1, len(words) - 1):
        is_led = "LED" in words[at].kinds
        if not (is_led or _parts_aside(words[at])):
            continue
        start = at if is_led else at + 1
        in_parentheses = "OPEN" in words[at].kinds
        rule = _aside_rule(words, start)
        # (formerly known as Nur) is part of the name as it is written.
        if rule is None or (in_parentheses and rule not in ("withdrew", "incumbent")):
            continue
        closed = (n for n in range(start, len(words)) if "CLOSE" in words[n].kinds)
        end = next(closed, len(words)) if in_parentheses else len(words)
        is_leader = "LED" in words[start].kinds
        value = words[start + is_leader : end]
        key, span = "leader" if is_leader else None, Span(words[start].start, words[end - 1].end)
        aside = ContenderLine(line.block, key, written(value), value, rule, above=line.above, span=span)
        kept = (*words[:at], *words[end + 1 :])
        return evolve(line, words=kept, text=written_as(kept) if words[end + 1 :] else written(kept), aside=aside)
    return line


def _parts_aside(word: Word) -> bool:
    """Whether a sign may stand between a name and what is said beside it."""
    return not _ASIDE_SIGNS.isdisjoint(word.kinds) or (word.text == "-" and not word.glued)


def _aside_rule(words: Sequence[Word], start: int) -> str | None:
    """The rule of ``remark`` or ``aside`` that the words behind a sign begin with, or a remark in small letters."""
    found = reader().longest(words, start, "aside")
    return found.rule if found else "small" if _is_remark_after_acronym(words, start - 1) else None


def _is_remark_after_acronym(words: Sequence[Word], at: int) -> bool:
    """Whether no word after a sign has a capital, and an acronym is before it: ``Union Party (UP), centre-right``."""
    if "OPEN" in words[at].kinds:
        return False
    after = [word for word in words[at + 1 :] if word.text[0].isalnum()]
    return (
        "CLOSE" in words[at - 1].kinds
        and bool(after)
        and all(word.text.islower() or word.text.isdigit() for word in after)
    )


def with_members(line: ContenderLine, text: str) -> tuple[str, list[str]]:
    """Split a coalition from its members, if it has several.

    ``United Front (UF): Green Party (GP), Blue Party (BP)``   ``United Front (Green Party and the Blue Party)``
    """
    words = line.words
    at = next((at for at, word in enumerate(words) if "COLON" in word.kinds), None)
    end = len(words)
    if at is None and words and "CLOSE" in words[-1].kinds and line.key == "coalition":
        at, end = max(at for at, word in enumerate(words) if "OPEN" in word.kinds or at == 0), end - 1
    members = listed(words[at + 1 : end]) if at else []
    return (written_as(words[:at]), members) if len(members) > 1 else (text, [])


def figures_of(line: ContenderLine, rule: str) -> tuple[Tree[Token] | None, str]:
    """Read the figures that a line begins with, and the remark after them; no figures if they are not well formed.

    ``12/98 (formerly known as Nur)`` has ``formerly known as Nur`` after its figures. A line without words has an
    empty tree.
    """
    if lexicon.is_not_known(line.text):
        return Tree(rule, []), ""
    sentence = next(iter(reader().sentences_of(line.words)), ())
    for words in (line.words, sentence):
        found = reader().longest(words, 0, rule) if words else None
        if found and (found.end == len(words) or reader().is_boundary(words[found.end])):
            break
    else:
        return None, ""
    rest = [word for word in line.words if word.start >= words[found.end - 1].end]
    if rest and {"OPEN", "COMMA", "DASH", "SEMICOLON", "STOP"}.intersection(rest[0].kinds):
        is_closed = "OPEN" in rest.pop(0).kinds and rest and "CLOSE" in rest[-1].kinds
        rest = rest[:-1] if is_closed else rest
    return found.tree, written_as(rest)


def listed(words: Sequence[Word]) -> list[str]:
    """The names in a list, without `and 13 other parties`: ``the Green Party (GP), Blue Party and Red Party``."""
    depth, items = 0, list[list[Word]]([[]])
    for word in words:
        depth += ("OPEN" in word.kinds) - ("CLOSE" in word.kinds)
        if depth == 0 and {"COMMA", "SEMICOLON"}.intersection(word.kinds):
            items.append([])
        else:
            items[-1].append(word)
    names: list[list[Word]] = []
    for number, item in enumerate(items, 1):
        ands = [at for at, word in enumerate(item) if "AND" in word.kinds]
        # The last `and` of a list parts two names, unless one did before it: Greens (G) and Reds (R), Law and Order
        is_last = number == len(items)
        closes = is_last and 1 < number == len(names) + 1
        ands = [
            at
            for at in ands
            if (closes and at == ands[-1])
            or (_parts(item, at) if is_last else at > 0 and "CLOSE" in item[at - 1].kinds)
        ]
        names += [
            item[start:end] for start, end in zip([0, *(at + 1 for at in ands)], [*ands, len(item)], strict=True)
        ]
    return [written_as(name) for name in map(_bare, names) if name]


def _parts(words: Sequence[Word], at: int) -> bool:
    """Whether an ``and`` parts two names, and is not part of one: ``Law and Justice``."""
    if at == 0:
        return True
    before, after = words[at - 1], words[at + 1 : at + 2]
    if not after:
        return False
    are_acronyms = before.text.isupper() and (after[0].text.isupper() or (at == 1 and len(before.text) > 2))
    return "CLOSE" in before.kinds or bool({"THE", "FIGURE"}.intersection(after[0].kinds)) or are_acronyms


def _bare(item: list[Word]) -> list[Word]:
    if item and {"AND", "THE", "COLON"}.intersection(item[0].kinds):
        return _bare(item[1:])
    found = reader().longest(item, 0, "remark") if item else None
    return [] if found and found.rule == "how_many" else item
