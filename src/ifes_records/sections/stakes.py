"""What is at stake: ``All 98 seats of the Mazhilis of Kazakhstan``, ``The office of President of Brazil``.

A line gives seats or an office only if it begins with them or with their chamber. Other prose that mentions seats is
kept as text. Lines that break down a total are not stakes of their own.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from attrs import evolve, frozen
from lark import Token, Tree

from ifes_records.diagnostics import Diagnostic, quoted
from ifes_records.model.body import Block, BlockType, SectionKind
from ifes_records.model.facts import Stake
from ifes_records.sections.chambers import chamber_names
from ifes_records.sections.lines import Body
from ifes_records.span import Span
from ifes_records.text import lexicon, phrases
from ifes_records.text.phrases import Found, prose
from ifes_records.text.words import Word
from ifes_records.values import country, number


def read(body: Body) -> tuple[Stake, ...]:
    """Read the stakes: one for each chamber or office, and one for each line that names none.

    A line about other elections gives none: ``The presidential election will be held concurrently``.
    """
    stakes: list[Stake] = []
    for section in body.of_kind(SectionKind.STAKES):
        strict = "referendum" in (section.heading or "").lower()
        stakes += _read_blocks(tuple(_until_government(section.blocks)), body, strict)
    return tuple(stakes)


def is_stake(block: Block, body: Body) -> bool:
    """Whether a line without a heading is surely about seats or an office at stake: all of it is understood."""
    quiet = evolve(body, report=lambda _: None)
    if block.key is not None or block.type is BlockType.NOTE:
        return False
    return any(stake.seats or stake.office for stake in _read_line(block, quiet, strict=True))


def _until_government(blocks: Sequence[Block]) -> Iterator[Block]:
    """Yield the blocks before the government's bullets, which are in this section if their heading is lost."""
    for block in blocks:
        if block.key is not None and lexicon.pattern("OFFICE_KEY").match(block.key):
            return
        if block.key is None and block.type is not BlockType.NOTE:
            yield block


def _read_blocks(blocks: Sequence[Block], body: Body, strict: bool) -> Iterator[Stake]:
    total: int | None = None
    parts: list[Stake] = []  # stakes after a total that may break it down
    for block in blocks:
        found = _read_line(block, body, strict)
        given = [stake for stake in found if stake.seats is not None or stake.office is not None]
        if total and given and all(stake.seats and not stake.body for stake in given):
            parts += found
            continue
        if sum(part.seats or 0 for part in parts) != total:
            yield from parts
        parts = []
        yield from found
        if not given:
            yield from _read_blocks(tuple(_until_government(block.children)), body, strict)
        total = given[0].seats if len(given) == 1 else None
    if sum(part.seats or 0 for part in parts) != total:
        yield from parts


# ---- one line


@frozen
class _Clause:
    """What one clause gives."""

    kind: str
    seats: int | None = None
    body: str | None = None
    all: bool = False
    office: str | None = None
    of: int | None = None
    inexact: Tree[Token] | None = None


def _read_line(block: Block, body: Body, strict: bool) -> list[Stake]:
    plain = Stake(block.text, span=block.span)
    stakes: list[Stake] = []
    for place, sentence in enumerate(_sentences(*body.own_text(block))):
        clauses = list(prose("stakes.lark").clauses(sentence))
        whole = sum(found.end - found.start for found in clauses) + _joints(sentence, clauses) == len(sentence)
        if _is_about_other_elections(sentence, clauses):
            return stakes
        if strict and not whole:
            break
        begun = bool(clauses) and (clauses[0].start == 0 or (not place and _follows_colon(sentence, clauses[0])))
        if not begun or (place and not stakes):
            break
        for found in clauses:
            clause = _clause(found, body)
            last = stakes[-1] if stakes else None
            if clause.inexact is not None:
                _report_inexact(clause.inexact, body)
            if clause.kind == "part" and last and (last.seats or 0) > (clause.seats or 0):
                stakes[-1] = evolve(last, seats=clause.seats, all=False, of=last.seats)
            elif _is_new(clause, last):
                values = {name: getattr(clause, name) for name in ("seats", "body", "all", "office", "of")}
                stakes.append(evolve(plain, **values))
    return stakes or [plain]


def _is_new(clause: _Clause, last: Stake | None) -> bool:
    """Whether a clause gives a stake of its own, and no part of the one before."""
    if clause.kind == "elliptic":  # All of the Chamber’s 630 seats, and 315 in the Senate
        return last is not None and last.seats is not None and last.body is not None and clause.body is not None
    if clause.kind == "part" or (clause.seats is None and clause.office is None):
        return False
    # 120 mandates in the Assembly, 20 seats for women
    return last is None or bool(last.office or clause.office or clause.body not in (None, last.body))


def _report_inexact(words: Tree[Token], body: Body) -> None:
    span = phrases.span(words)
    message = f"{quoted(body.source.read(span))} does not say exactly how many seats there are."
    body.report(Diagnostic("I-STAKE-INEXACT", message, "stakes", span))


# ---- sentences

NUMBERS = frozenset(("FIGURE", "ONES", "TEENS", "TENS"))
BEFORE_OF = NUMBERS | {"OFFICE"}


def _sentences(text: str, offset: int) -> Iterator[tuple[Word, ...]]:
    """The sentences, with each text in parentheses that has no seats as one word, ``ASIDE``."""
    reader = prose("stakes.lark")
    for sentence in reader.sentences_of([*_plain_counts(reader.words(text, offset))]):
        yield tuple(_with_asides([_with_office(word) for word in sentence]))


def _plain_counts(words: Sequence[Word]) -> Iterator[Word]:
    """The words; no name begins with ``Seats`` after a count, or with ``Eight`` or ``Office`` before ``of``.

    A figure glued to parentheses is a mark: ``(Fono)1``.
    """
    for before, word, after in zip((None, *words), words, (*words[1:], None), strict=False):
        glued_mark = before is not None and "CLOSE" in before.kinds and word.glued and len(word.text) == 1
        if glued_mark and "FIGURE" in word.kinds:
            continue
        after_count = before is not None and not NUMBERS.isdisjoint(before.kinds)
        before_of = after is not None and not {"OF", "OUT"}.isdisjoint(after.kinds)
        is_small = (after_count and "SEAT_NOUN" in word.kinds) or (before_of and not BEFORE_OF.isdisjoint(word.kinds))
        yield evolve(word, kinds=(*word.kinds[:-1], "SMALL")) if is_small and word.kinds[-1] == "CAPITAL" else word


def _with_office(word: Word) -> Word:
    office = lexicon.pattern("ELECTED_OFFICE", r"\b", r"\b")
    return evolve(word, kinds=("HOLDER",)) if word.kinds == ("NAME",) and office.search(word.text) else word


def _with_asides(words: Sequence[Word]) -> Iterator[Word]:
    """Join the words in parentheses, and a local name before them if they are the English one.

    Národná rada Slovenskej republiky (National Council)
    """
    joined: list[Word] = []
    closings = [index for index, word in enumerate(words) if "CLOSE" in word.kinds] + [len(words) - 1]
    at = 0
    while at < len(words):
        if "OPEN" not in words[at].kinds:
            joined.append(words[at])
            at += 1
            continue
        end = closings[min(bisect_right(closings, at), len(closings) - 1)]
        inside = words[at + 1 : end]
        if any("COUNT" in word.kinds for word in inside):
            joined += words[at : end + 1]
            at = end + 1
            continue
        aside = phrases.joined(words[at : end + 1], "ASIDE")
        if [word.kinds[0] for word in inside] == ["CHAMBER"]:
            first = len(joined)
            while first and not {"UNKNOWN", "NAME"}.isdisjoint(joined[first - 1].kinds[:1]):
                first -= 1
            if any("UNKNOWN" in word.kinds for word in joined[first:]):
                joined[first:] = [phrases.joined([*joined[first:], *words[at : end + 1]], "CHAMBER")]
                at = end + 1
                continue
        joined.append(aside)
        at = end + 1
    yield from joined


def _joints(sentence: Sequence[Word], clauses: Sequence[Found]) -> int:
    """The number of boundaries before, between and after clauses, which need no rule."""
    reader, inside = prose("stakes.lark"), {at for found in clauses for at in range(found.start, found.end)}
    return sum(reader.is_boundary(word) for at, word in enumerate(sentence) if at not in inside)


def _follows_colon(sentence: Sequence[Word], found: Found) -> bool:
    """Whether a clause is after the first colon: ``Two votes at once: 120 seats …``."""
    before = sentence[: found.start]
    return "COLON" in before[-1].kinds and sum("COLON" in word.kinds for word in before) == 1


def _is_about_other_elections(sentence: Sequence[Word], clauses: Sequence[Found]) -> bool:
    """Whether a sentence says what else happens: ``The presidential election … will be held concurrently``."""
    reader = prose("stakes.lark")
    inside = {at for found in clauses for at in range(found.start, found.end)}
    offices = any(isinstance(found.tree.children[0], Tree) and _kind(found) in OFFICES for found in clauses)
    rest = [word for at, word in enumerate(sentence) if at not in inside]
    verbs, concurrent = reader.kinds("verb"), reader.kinds("concurrent")
    return any(concurrent.intersection(word.kinds) or (offices and verbs.intersection(word.kinds)) for word in rest)


# ---- clauses

OFFICES = ("office", "presidential")
BODIES = ("name", "small_body", "paired_body", "joined")


def _kind(found: Found) -> str:
    (rule,) = found.tree.children
    assert isinstance(rule, Tree)
    return str(rule.data)


def _clause(found: Found, body: Body) -> _Clause:
    (rule,) = found.tree.children
    assert isinstance(rule, Tree)
    kind = str(rule.data)
    if kind in OFFICES:
        return _Clause(kind, office=_office(rule, body))
    if kind == "share":
        # One-third of the Senate, i.e. 24 of 72 seats
        told = next((child for child in rule.children if _is(child, "number")), None)
        seats = None if told is None else _count(told)
        total = next((child for child in rule.children if _is(child, "total")), None)
        of = None if total is None else _count(total)
        return _Clause(kind, seats, _chamber(rule, body), of=of, inexact=rule if seats is None else None)
    parts = {str(child.data): child for child in reversed(rule.children) if isinstance(child, Tree)}
    inexact = parts.get("inexact")
    words = {str(token.type) for token in rule.scan_values(lambda value: isinstance(value, Token))}
    told = parts.get("number") or parts.get("total")
    seats = _count(told) if told is not None else None
    total = parts.get("total") or (parts.get("count") if kind == "owned" else None)  # 8 of the Council’s 70 seats
    of = _count(total) if total is not None and "number" in parts else None
    is_part = "number" in parts and "total" in parts and "ALL" not in words  # The 57 seats (of 63 seats)
    every = not is_part and _says_all(kind, parts.get("scope"), words)
    if isinstance(inexact, Tree) and "BOUND" in {
        str(each.type) for each in inexact.children if isinstance(each, Token)
    }:
        seats = None
    is_known = of is not None and seats is not None and seats <= of
    return _Clause(
        kind,
        seats,
        _chamber(rule, body),
        every,
        of=of if is_known else None,
        inexact=inexact if isinstance(inexact, Tree) else None,
    )


def _says_all(kind: str, scope: Tree[Token] | None, words: set[str]) -> bool:
    """Whether the seats are all of the chamber; ``The 28 seats`` are, ``The 50 elected places`` may not be."""
    if kind in ("all_after", "them"):
        return True
    if "REST" in words or kind == "hyphenated":
        return False
    if kind == "owned":
        return not words.isdisjoint(("ALL", "EVERY"))
    if scope is None:
        return False
    said = {str(token.type) for token in scope.children if isinstance(token, Token)}
    return not said.isdisjoint(("ALL", "EVERY", "WHOLE")) or ("MANNER" not in words and "THE" in said)


def _is(child: object, name: str) -> bool:
    return isinstance(child, Tree) and child.data == name


def _count(tree: object) -> int | None:
    """The value of a number: a count, or ``a single``."""
    assert isinstance(tree, Tree)
    count = next(tree.find_data("count"), None)
    return 1 if count is None and tree.data == "number" else None if count is None else number.count(count)


def _chamber(rule: Tree[Token], body: Body) -> str | None:
    """The chamber that a clause names, by its English name and without its owner."""
    first = next((child for child in _phrases(rule) if child.data in BODIES), None)
    if first is None:
        return None
    aside = next(rule.find_data("aside"), None)
    written = body.source.read(phrases.span(first))
    name, opening, inside = written.partition("(")
    inside = f"({inside}" if opening else "" if aside is None else body.source.read(phrases.span(aside))
    name = _without_owner(name.strip())
    return None if country.find(name) else chamber_names(name, inside or None, body.alpha2)[0]


def _phrases(rule: Tree[Token]) -> Iterator[Tree[Token]]:
    """The phrases of a clause, those of its place too."""
    for child in rule.children:
        if isinstance(child, Tree):
            yield from _phrases(child) if child.data == "place" else (child,)


def _without_owner(name: str) -> str:
    """The name without the country that owns it, and without an ending: ``Comoros’ Senate``, ``Knesset’s``."""
    for sign in ("’s ", "'s ", "’ ", "' "):
        owner, found, rest = name.partition(sign)
        if found and not lexicon.pattern("OWNING_GROUP", r"\b", "$").search(owner):
            return rest
    return name.removesuffix("’s").removesuffix("'s")


def _office(rule: Tree[Token], body: Body) -> str:
    """The office as written, without `The office of` and its term."""
    kept = [child for child in rule.children if not (isinstance(child, Tree) and child.data in ("term", "aside"))]
    if rule.data == "office":
        first = next(at for at, child in enumerate(kept) if _is(child, "holder") or _is(child, "name"))
        kept = kept[first:]
    else:
        kept = [child for child in kept if not (isinstance(child, Token) and child.type == "THE")]
    spans = [phrases.span(child) if isinstance(child, Tree) else _of(child) for child in kept]
    text = body.source.read(Span(spans[0].start, spans[-1].end))
    return text.partition(" (")[0]


def _of(token: Token) -> Span:
    return Span(token.start_pos or 0, token.end_pos or 0)
