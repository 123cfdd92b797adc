"""The chambers of a parliament, with their names and seats, from a line of prose.

``The Irish Parliament (Oireachtas) is bicameral and is made up of the Senate (Seanad Éireann) with 60 seats and …``

The grammar ``government.lark`` splits the line into pieces. A number of seats belongs to a chamber if only known
words are between them. ``government.py`` decides which of the bodies mentioned are the chambers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lark import Token, Tree

from ifes_records.model.body import Block
from ifes_records.sections.chambers import chamber_names, count_in, spaced, unspaced
from ifes_records.sections.lines import walk
from ifes_records.sections.mentions import Mention, joined
from ifes_records.text import lexicon
from ifes_records.text.grammars import grammar

_NAMED = ("CHAMBER_NAME", "PAIRED_CHAMBER_NAME", "OWNED_CHAMBER_NAME", "SMALL_CHAMBER_NAME")
_SEATS = ("COUNTED", "COUNTED_APPOINTED", "COUNTED_OF_TOTAL", "BARE_COUNT", "COUNTED_IN")
# Other members, next to those elected or appointed that have been counted: `15 elected seats and two appointed ones`
_OTHERS = re.compile(
    r"(?:appointed|nominated|elected|indirectly|ex|ex-officio|additional|others?|hereditary|life) ", re.IGNORECASE
)
# What may stand between a chamber and its seats: `(Nitijela) with`, `of Colombia is unicameral and has`
_BINDING: tuple[str, ...] = ("IN", "IS", "HAS", "WITH", "LINK", "COMMA", "COLON", "DASH", "PRONOUN", "TOTAL")
_BINDING += ("AND", "CAMERAL", "POSSESSIVE", "KNOWN", "RENAMED", "OF_NAME", "PARENTHESES")


def below(block: Block, alpha2: str | None) -> Iterator[Mention]:
    """Find chambers in the bullets below a line: ``All 110 deputies of the Lower House are chosen …``."""
    for child in walk(block.children):
        tree = grammar("government.lark").parse(spaced(child.text), start="assembly")
        first = next(iter(mentions(tree, alpha2)), None)
        if first and first.seats is not None and first.seats_first and first.is_institution:
            yield first


# ---- mentions, and the seats beside them


def _mentions(tree: Tree[Token], alpha2: str | None) -> Iterator[Mention]:
    between = [piece for piece in tree.children if isinstance(piece, Token)]
    # With 300 seats, the National Assembly …
    lead = next((piece for piece in between if piece.type in _SEATS), None)
    real = True
    last: Mention | None = None
    for group in tree.find_data("group"):
        head, *after = [piece for piece in group.children if isinstance(piece, Token)]
        real = _stays_real(between, real)
        if head.type in ("HYPHENATED", "COUNTED_IN"):
            last_type = between[-1].type if between else ""
            # `of 706 peers of …` is the last one's; `appoints 10 members of the Senate` are not all of them
            lead = None if head.type == "COUNTED_IN" and (last_type in ("IN", "WORD")) else head
            if lead is None and last is not None:
                last.after += [head, *after]
            between = after
            continue
        name = unspaced(head) if head.type in _NAMED else None
        if (
            name
            and lead is not None
            and lead.type == "HYPHENATED"
            and [each.type for each in between] == ["POSSESSIVE"]
        ):
            name = f"{unspaced(between[0])} {name}"  # a 33-seat Islands' Assembly
        mention = Mention(head.type, name, between, real=real, after=after)
        if last is not None and between and between[-1].type == "CAMERAL":
            last.after = [piece for piece in last.after if piece is not between[-1]]
        if lead is not None and all(piece.type in (*_BINDING, *_SEATS) for piece in between):
            mention.seats, mention.seats_first = count_in(lead), True
        lead, between, last = None, after, mention
        yield mention
        if head.type == "TWO_CHAMBERS":
            yield from _unnamed_pair(mention, alpha2)


def _stays_real(pieces: list[Token], real: bool) -> bool:
    """Whether what follows is a fact: until the sentence ends, ``is to get a Senate of 89`` is not."""
    for piece in pieces:
        real = (real or piece.type == "STOP") and piece.type != "IRREAL"
    return real


def mentions(tree: Tree[Token], alpha2: str | None) -> list[Mention]:
    """Find the chambers and parliaments of a line, each once, with their names and seats."""
    found = list(_mentions(tree, alpha2))
    for mention in found:
        if mention.kind != "TWO_CHAMBERS":
            _bind(mention, alpha2)
    return joined(found)


def _bind(mention: Mention, alpha2: str | None) -> None:
    """Give a mention the local names and seats that follow it."""
    near, parts = True, False
    others: list[int] = []
    for number, piece in enumerate(mention.after):
        last = mention.after[number - 1] if number else None
        following = mention.after[number + 1] if number + 1 < len(mention.after) else None
        if piece.type in ("STOP", "SEMICOLON") and not _goes_on(mention, mention.after[number + 1 :]):
            break
        if piece.type == "PARENTHESES":
            _take_parentheses(mention, piece, alpha2)
        elif piece.type in _SEATS:
            seats = count_in(piece)
            if piece.type == "BARE_COUNT" and not _stands_alone(piece, last, following):
                near = False
            elif mention.seats is None and _is_partial(piece, mention.after[number + 1 :]):
                mention.unclear = True
            elif mention.seats is None and near and (last is None or last.type != "AND"):
                mention.seats = seats
            elif not parts and (last is None or last.type != "TOTAL"):
                others.append(seats)
            if following is not None and following.type == "OR_MORE":
                mention.unclear = True
        elif piece.type == "IRREAL":
            mention.real = mention.real and mention.seats is not None
        # 26 seats: 17 elected members and 9 nobles
        parts = parts or piece.type == "PARTS" or (piece.type == "COLON" and mention.seats is not None)
        near = near and piece.type in (*_BINDING, *_SEATS, "STOP", "SEMICOLON")
    # 29 seats elected from provinces and 100 seats elected at large
    mention.unclear = mention.unclear or (bool(others) and sum(others) != mention.seats)
    mention.seats = None if mention.unclear else mention.seats


def _goes_on(mention: Mention, pieces: list[Token]) -> bool:
    """Whether the next sentence is about the same chamber: ``It has 99 seats``, ``101 deputies sit in it``."""
    types = [piece.type for piece in pieces]
    if not pieces or mention.seats is not None:
        return bool(pieces) and pieces[0].lower() == "it "
    if pieces[0].lower() == "there ":
        return types[1:3] == ["IS", "COUNTED"]
    return pieces[0].lower() == "it " or types[:2] == ["COUNTED", "SIT"]


def _is_partial(seats: Token, pieces: list[Token]) -> bool:
    """Whether these are the elected or appointed seats alone: ``15 elected seats and two appointed ones``."""
    if seats.type != "COUNTED_APPOINTED" and "elect" not in seats:
        return False
    return any(piece.type in _SEATS or _OTHERS.fullmatch(piece) for piece in pieces)


def _stands_alone(count: Token, last: Token | None, following: Token | None) -> bool:
    """Whether a figure without the word `seats` counts seats: ``A Senate of 71 and a Chamber of 150``."""
    leads = last is None or last.type in ("IN", "HAS", "WITH", "PARENTHESES", "COMMA")
    ends = following is None or following.type in ("AND", "COMMA", "LINK", "STOP", "SEMICOLON", "PARENTHESES")
    return leads and ends and count_in(count) < 1000


def _take_parentheses(mention: Mention, piece: str, alpha2: str | None) -> None:
    if seats := re.fullmatch(r"\(\s*(\d[\d,]*)(?: [^\W\d]+)?\s*\)?\s*", piece):
        mention.seats = count_in(seats[1]) if mention.seats is None else mention.seats
    elif not mention.local:
        counted = lexicon.pattern("SEAT_NOUN", r"(\(.+?) [,;] (\d[\d,]*) ", r"\s*\)\s*")
        if seats := counted.fullmatch(piece):
            # Senate (Senado, 72 seats)
            mention.seats = count_in(seats[2]) if mention.seats is None else mention.seats
            piece = seats[1] + ")"
        name, local = chamber_names(mention.name or "", piece, alpha2)
        mention.name, mention.local = name or None, tuple(filter(None, local))


def _unnamed_pair(both: Mention, alpha2: str | None) -> Iterator[Mention]:
    """``two houses, of 264 (Majilis Al-Shura) and 518 (Majlis Al-Sha'b)``: two chambers with local names only."""
    pair: list[Mention] = []
    seats: int | None = None
    for piece in both.after:
        if piece.type in _SEATS:
            seats = count_in(piece)
        elif piece.type == "PARENTHESES" and seats is not None:
            pair.append(Mention("GENERIC", None, [], seats=seats))
            _take_parentheses(pair[-1], piece, alpha2)
            seats = None
    if len(pair) == 2:
        yield from pair
