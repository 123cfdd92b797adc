"""What a clause on the stakes gives: ``All 98 seats of the Mazhilis``, ``The office of President of Brazil``."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen
from lark import Token, Tree

from ifes_records.sections.chambers import chamber_names
from ifes_records.sections.lines import Body
from ifes_records.span import Span
from ifes_records.text import lexicon, phrases
from ifes_records.text.phrases import Found
from ifes_records.values import country, number

OFFICES = ("office", "presidential")
BODIES = ("name", "small_body", "paired_body", "joined")


@frozen
class Clause:
    """What one clause gives; with ``is_at_stake``, it says that its seats are up for election."""

    kind: str
    seats: int | None = None
    body: str | None = None
    all: bool = False
    office: str | None = None
    of: int | None = None
    inexact: Tree[Token] | None = None
    is_at_stake: bool = False


def kind_of(found: Found) -> str:
    """The rule of the grammar that a clause was read by."""
    (rule,) = found.tree.children
    assert isinstance(rule, Tree)
    return str(rule.data)


def read_clause(found: Found, body: Body) -> Clause:
    """What a clause gives."""
    (rule,) = found.tree.children
    assert isinstance(rule, Tree)
    kind = str(rule.data)
    if kind in OFFICES:
        return Clause(kind, office=_office(rule, body))
    if kind == "share":
        # One-third of the Senate, i.e. 24 of 72 seats
        told = next((child for child in rule.children if _is(child, "number")), None)
        seats = None if told is None else _count(told)
        total = next((child for child in _phrases(rule) if child.data in ("total", "sized")), None)
        of = None if total is None else _count(total)
        return Clause(kind, seats, _chamber(rule, body), of=of, inexact=rule if seats is None else None)
    parts = {str(child.data): child for child in reversed(rule.children) if isinstance(child, Tree)}
    inexact = parts.get("inexact")
    words = {str(token.type) for token in rule.scan_values(lambda value: isinstance(value, Token))}
    told = parts.get("number") or parts.get("total")
    seats = _count(told) if told is not None else None
    total = parts.get("total") or (parts.get("count") if kind == "owned" else None)  # 8 of the Council’s 70 seats
    total = total or next(rule.find_data("sized"), None)  # 34 seats in the 102-seat Senate
    of = _count(total) if total is not None and "number" in parts else None
    is_part = of is not None and kind != "owned" and "ALL" not in words  # The 57 seats (of 63 seats)
    every = not is_part and _says_all(kind, parts.get("scope"), words)
    if isinstance(inexact, Tree) and "BOUND" in {
        str(each.type) for each in inexact.children if isinstance(each, Token)
    }:
        seats = None
    is_known = of is not None and seats is not None and seats <= of
    return Clause(
        kind,
        seats,
        _chamber(rule, body),
        every,
        of=of if is_known else None,
        inexact=inexact if isinstance(inexact, Tree) else None,
        is_at_stake=not words.isdisjoint(("AT_STAKE", "WILL_BE")),
    )


def _says_all(kind: str, scope: Tree[Token] | None, words: set[str]) -> bool:
    """Whether the seats are all of the chamber; ``The 28 seats`` are, ``The 50 elected places`` may not be."""
    if kind in ("all_after", "them") or (kind == "unnumbered" and words & {"ALL", "EVERY"}):
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
    if country.find(name) or lexicon.pattern("SEAT_ADJECTIVE").fullmatch(name):
        return None  # All 50 Parliamentary seats
    return chamber_names(name, inside or None, body.alpha2)[0]


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
