"""What is at stake: ``All 98 seats of the Mazhilis of Kazakhstan``, ``The office of President of Brazil``.

A line gives seats or an office only if it begins with them or with their chamber. Other prose that mentions seats is
kept as text. Lines that break down a total are not stakes of their own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from attrs import evolve, frozen
from lark import Token, Tree

from ifes_records.diagnostics import Diagnostic, quoted
from ifes_records.model.body import Block, BlockType, SectionKind
from ifes_records.model.facts import Stake
from ifes_records.sections.chambers import chamber_names, count_in, spaced, unspaced
from ifes_records.sections.lines import Body
from ifes_records.text import lexicon
from ifes_records.text.grammars import grammar
from ifes_records.values import country

# Note on the results: Ten mandates stay empty.
_NOTE = re.compile(r"notes?\b[^:]*:", re.IGNORECASE)

_BEFORE = ("ALL", "THAT_IS", "FRACTION", "ABOUT", "LEAST", "BOUND", "LEAD", "ARTICLE", "POSSESSIVE", "GENERIC_OWNER")
_SEATS = ("COUNTED", "COUNTED_OF_TOTAL", "COUNTED_OF_OWNER", "COUNTED_OF_NAME", "COUNT_OF_THEM")
_CHAMBER = ("CHAMBER_NAME", "PAIRED_CHAMBER_NAME", "OWNED_CHAMBER_NAME", "SMALL_CHAMBER_NAME", "GENERIC")
_OFFICE = ("OFFICE", "PRESIDENCY", "WHO", "BARE_OFFICE", "PRESIDENTIAL")
# Clauses are read recursively, piece by piece. One with more pieces is prose, and only its beginning is read.
_MOST_PIECES = 100
_OFFICE_OF = r"(?:office|position|post|seat)s?(?: (?:of|for)|:)(?: the)? "


def read(body: Body) -> tuple[Stake, ...]:
    """Read the stakes: one for each chamber or office, and one for each line that names none."""
    stakes: list[Stake] = []
    for section in body.of_kind(SectionKind.STAKES):
        strict = "referendum" in (section.heading or "").lower()
        stakes += _read_blocks(tuple(_until_government(section.blocks)), body, strict)
    return tuple(stakes)


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
    """A part of a line between commas or conjunctions; ``clear`` if all of it was understood."""

    separator: str = ""
    seats: int | None = None
    body: str | None = None
    office: str | None = None
    all: bool = False
    inexact: str | None = None  # `Some`, `At least`
    bound: bool = False
    clear: bool = True
    elliptic: bool = False  # `315 in the Senate`: seats if the clause before gives seats
    part: bool = False  # `124 of these are at stake`
    depends: bool = False  # `140 of them`: a part of the seats in the clause before


def _read_line(block: Block, body: Body, strict: bool) -> list[Stake]:
    plain = Stake(block.text, span=block.span)
    if _NOTE.match(block.text):
        return [plain]
    tree = grammar("stakes.lark").parse(spaced(block.text), start="stake")
    clauses = list(_clauses(tree, body.alpha2))
    if strict and not all(clause.clear for clause in clauses):
        return [plain]
    stakes: list[Stake] = []
    for number, clause in enumerate(clauses):
        last = stakes[-1] if stakes else None
        before = clauses[number - 1] if number == 1 or (number and clause.separator == "COLON") else None
        stake = evolve(plain, seats=clause.seats, body=clause.body, all=clause.all, office=clause.office)
        if clause.seats is None and clause.office is None:
            if last and last.seats and not last.body and clause.clear and (clause.body or clause.all):
                # 462 deputies, all of the lower house
                stakes[-1] = evolve(last, body=clause.body, all=last.all or clause.all)
            continue
        if clause.part:
            if last and (last.seats or 0) > (clause.seats or 0):
                stakes[-1] = evolve(last, seats=clause.seats, all=False)
            continue
        if clause.elliptic and not (last and last.seats and last.body and clause.body):
            continue
        if before and before.clear and clause.separator in ("COMMA", "COLON", "DASH") and (before.body or before.all):
            # Saeima, 100 members      The seats of the lower house, 140 of them
            stake = evolve(stake, body=stake.body or before.body, all=stake.all or (before.all and clause.depends))
        elif clause.depends:
            continue
        elif last and not (last.office or clause.office or clause.body not in (None, last.body)):
            continue  # 120 mandates in the Assembly, 20 seats of them set aside
        elif not last and number and not (number == 1 and clause.separator == "COLON"):
            continue  # The line begins with something else.
        if clause.inexact and block.span is not None:
            message = f"{quoted(clause.inexact)} does not say exactly how many seats there are."
            body.report(Diagnostic("I-STAKE-INEXACT", message, "stakes", block.span))
        if not (clause.inexact and clause.bound):
            stakes.append(stake)
    return stakes or [plain]


def _clauses(tree: Tree[Token], alpha2: str | None) -> Iterator[_Clause]:
    separator = ""
    for child in tree.children:
        if isinstance(child, Token):
            separator = child.type
        elif child.children:
            pieces = [piece for piece in child.children if isinstance(piece, Token)]
            yield evolve(_clause(pieces[:_MOST_PIECES], alpha2), separator=separator)


def _clause(pieces: list[Token], alpha2: str | None) -> _Clause:
    before, rest = _without(pieces)
    inexact = next((piece for piece in before if piece.type in ("ABOUT", "LEAST", "BOUND")), None)
    clause = _Clause(
        body=next((_owner(piece) for piece in before if piece.type in ("POSSESSIVE", "GENERIC_OWNER")), None),
        all=any(piece.type == "ALL" for piece in before),
        inexact=None if inexact is None else inexact.strip(),
        bound=inexact is not None and inexact.type == "BOUND",
    )
    if not rest:
        return evolve(clause, clear=bool(before))
    first, rest = rest[0], rest[1:]
    fraction = any(piece.type == "FRACTION" for piece in before)
    if first.type == "IN" and not before and rest and _without(rest)[1]:
        named = _clause(_without(rest)[1], alpha2)  # 128 in all, of the Assembly
        return named if named.body and named.seats is None else evolve(clause, body=None, clear=False)
    if first.type == "COUNT_AT_STAKE":
        return evolve(clause, seats=count_in(re.sub("^of which ", "", first)), part=True)
    if first.type in ("THE_SEATS", "LONE_COUNT"):
        named = _clause(rest, alpha2) if rest else clause
        if (rest and not named.body) or named.seats is not None:
            return evolve(clause, body=None, clear=False)
        if first.type == "THE_SEATS":
            return evolve(named, all=True)
        return evolve(named, seats=count_in(first), all=clause.all, elliptic=True)
    if first.type == "BARE_OFFICE" and rest and rest[0].type not in ("IN", "PARENTHESES"):
        return evolve(clause, body=None, clear=False)  # The President dissolved parliament in May.
    if first.type in _OFFICE:
        return evolve(clause, body=None, office=_office(first), clear=not rest)
    if first.type in _CHAMBER:
        inside = rest.pop(0) if rest and rest[0].type == "PARENTHESES" else None
        given = lexicon.pattern("SEAT_NOUN", r"\((\d[\d,]*) ", r"\) ").fullmatch(inside or "")
        seats = count_in(given[1]) if given else None  # National Assembly (120 seats)
        return evolve(clause, seats=seats, body=chamber_names(first, inside, alpha2)[0], clear=not rest)
    if first.type == "HYPHENATED":
        named = _clause(rest, alpha2)  # The 290-seat Majlis
        return evolve(named, seats=count_in(first)) if named.body else evolve(clause, clear=False)
    if first.type not in _SEATS or fraction:
        return evolve(clause, body=None, clear=False)
    # `The 28 seats` are all of them; `The 50 elected places` may not be
    article = bool(before) and before[-1].type == "ARTICLE" and before[-1].strip().lower() == "the"
    every = clause.all or (article and first.type in ("COUNTED", "COUNTED_OF_NAME") and "elect" not in first)
    clause = evolve(clause, seats=count_in(first), all=every, depends=first.type == "COUNT_OF_THEM")
    if first.type in ("COUNTED_OF_NAME", "COUNTED_OF_OWNER"):
        name = _name_between(first)
        clause = evolve(clause, body=None if country.find(name) else name)  # Eight of Slovenia's 751 seats
    while rest and rest[0].type in ("PARENTHESES", "IN"):
        piece = rest.pop(0)
        if piece.type == "IN":
            rest = _without(rest)[1]
            if not rest or rest[0].type not in _CHAMBER:
                return evolve(clause, clear=False)
            chamber = rest.pop(0)
            inside = rest.pop(0) if rest and rest[0].type == "PARENTHESES" else None
            return evolve(clause, body=chamber_names(chamber, inside, alpha2)[0], clear=not rest)
    return evolve(clause, clear=not rest)


def _without(pieces: list[Token]) -> tuple[list[Token], list[Token]]:
    """Split off the pieces before the seats or their chamber: `All`, `the`, `Moldova's`."""
    end = next((i for i, piece in enumerate(pieces) if piece.type not in _BEFORE), len(pieces))
    return pieces[:end], pieces[end:]


def _owner(piece: str) -> str:
    """Return ``Knesset`` for ``Knesset's``."""
    return re.sub(r"['’]s?$", "", piece.strip())


def _name_between(seats: Token) -> str:
    """Return ``General Council`` for ``28 General Council seats``, ``chamber`` for ``45 of the chamber's places``."""
    words = [word for word in seats.split()[1:-1] if not re.fullmatch(r"out|of|the|[\d,]+", word, re.IGNORECASE)]
    return _owner(" ".join(words))


def _office(piece: Token) -> str:
    """Return ``President of Brazil`` for ``The office of President of Brazil``."""
    text = re.sub(r" for \w+ (?:\w+ )?years?$", "", unspaced(piece), flags=re.IGNORECASE)
    for first in (r"(?:the|one) ", r"who (?:\w+ ){0,3}?(?:be |becomes |holds |hold |takes )", _OFFICE_OF):
        text = re.sub(rf"^{first}", "", text, flags=re.IGNORECASE)
    return text
