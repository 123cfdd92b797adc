"""What a line says of a parliament: its chambers, their names and their seats.

``The Irish Parliament (Oireachtas) is bicameral and is made up of the Senate (Seanad Éireann) with 60 seats and …``

The grammar ``government.lark`` tells the pieces of the line. A chamber has the seats that stand beside it with
nothing but known words between. Which of those mentioned are the chambers is settled in ``government.py``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from attrs import define, field
from lark import Token, Tree

from ifes_records.model.body import Block
from ifes_records.sections.lines import walk
from ifes_records.sections.stakes import chamber_names, count_in, spaced, unspaced
from ifes_records.syntax import grammar
from ifes_records.values import country

# What has one of these words in its name is a chamber or a parliament, even where no seats are told.
_INSTITUTION = re.compile(
    r"\b(?:parliament|congress|assembly|council|senate|house|chamber|diet|deputies|representatives"
    r"|parlament\w*|congres+o|assembl[eé]\w*|asamblea|skup[sš]tina|senat\w*|duma|majlis|sejm|knesset)\b",
    re.IGNORECASE,
)
_NAMED = ("CHAMBER_NAME", "OWNED_CHAMBER_NAME", "SMALL_CHAMBER_NAME")
_SEATS = ("COUNTED", "COUNTED_OF_TOTAL", "BARE_COUNT", "COUNTED_IN")
# What may stand between a chamber and its seats: `(Nitijela) with`, `of Colombia is unicameral and has`
_BINDING: tuple[str, ...] = ("IN", "IS", "HAS", "WITH", "LINK", "COMMA", "COLON", "DASH", "PRONOUN", "TOTAL")
_BINDING += ("AND", "CAMERAL", "POSSESSIVE", "KNOWN", "RENAMED", "OF_NAME", "PARENTHESES")
# What ends the talk of the parliament and opens that of its chambers: `Congress (Kongreso), with`
_OPENING = ("LINK", "HAS", "WITH", "COLON")


@define
class Mention:
    """A chamber, or the parliament as a whole, where a line names it; no ``name`` for `one chamber`, `a house`."""

    kind: str
    name: str | None
    before: list[Token] = field(repr=False)  # since the mention before this one
    local: tuple[str, ...] = ()
    seats: int | None = None
    after: list[Token] = field(factory=list, repr=False)
    seats_first: bool = False  # `a 60-seat Senate`
    real: bool = True  # not of what is to come or was
    unclear: bool = False  # has figures that can't be told apart

    @property
    def is_institution(self) -> bool:
        """Whether its name says that it is a parliament or chamber, or is given in a local form too."""
        return self.real and self.name is not None and bool(self.local or _INSTITUTION.search(self.name))

    @property
    def is_seated(self) -> bool:
        """Whether it can be given out: with seats, and with a name that is no country's."""
        named = self.local or (self.name and not country.find(self.name))
        return self.real and self.seats is not None and bool(named)


def is_parliament(mention: Mention) -> bool:
    """Whether this is the parliament that the chambers make up, not one of them."""
    if mention.kind in ("ONE_CHAMBER", "TWO_CHAMBERS"):
        return True
    if any(piece.type == "CAMERAL" and "bi" in piece.lower() for piece in (*mention.before[-1:], *mention.after)):
        return True
    return mention.seats is None and bool(mention.after) and mention.after[-1].type in _OPENING


def below(block: Block, alpha2: str | None) -> Iterator[Mention]:
    """Chambers that the bullets below tell: ``All 110 deputies of the House of Representatives are chosen …``."""
    for child in walk(block.children):
        tree = grammar("government.lark", "assembly").parse(spaced(child.text), start="assembly")
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
            told = between[-1].type if between else ""
            # `of 706 peers of …` is the last one's; `appoints 10 members of the Senate` are not all of them
            lead = None if head.type == "COUNTED_IN" and (told in ("IN", "WORD")) else head
            if lead is None and last is not None:
                last.after += [head, *after]
            between = after
            continue
        mention = Mention(head.type, unspaced(head) if head.type in _NAMED else None, between, real=real, after=after)
        if last is not None and between and between[-1].type == "CAMERAL":
            last.after = [piece for piece in last.after if piece is not between[-1]]
        if lead is not None and all(piece.type in (*_BINDING, *_SEATS) for piece in between):
            mention.seats, mention.seats_first = count_in(lead), True
        lead, between, last = None, after, mention
        yield mention
        if head.type == "TWO_CHAMBERS":
            yield from _unnamed_pair(mention, alpha2)


def _stays_real(pieces: list[Token], real: bool) -> bool:
    """Whether what follows is so: ``is to get a Senate of 89`` is not, until the sentence ends."""
    for piece in pieces:
        real = (real or piece.type == "STOP") and piece.type != "IRREAL"
    return real


def mentions(tree: Tree[Token], alpha2: str | None) -> list[Mention]:
    """The chambers and parliaments of a line, each once, with their names and seats."""
    found = list(_mentions(tree, alpha2))
    for mention in found:
        if mention.kind != "TWO_CHAMBERS":
            _bind(mention, alpha2)
    return _joined(found)


def _bind(mention: Mention, alpha2: str | None) -> None:
    """Give the mention its local names and its seats, from what follows it."""
    near, parts = True, False
    others: list[int] = []
    for number, piece in enumerate(mention.after):
        last = mention.after[number - 1] if number else None
        following = mention.after[number + 1] if number + 1 < len(mention.after) else None
        if piece.type in ("STOP", "SEMICOLON") and (following is None or following.lower() != "it "):
            break
        if piece.type == "PARENTHESES":
            _take_parentheses(mention, piece, alpha2)
        elif piece.type in _SEATS:
            seats = count_in(piece)
            if piece.type == "BARE_COUNT" and not _stands_alone(piece, last, following):
                near = False
            elif "elect" in piece:
                mention.unclear = True  # 15 elected seats and two appointed ones
            elif mention.seats is None and near and (last is None or last.type != "AND"):
                mention.seats = seats
            elif not parts and (last is None or last.type != "TOTAL"):
                others.append(seats)
            if following is not None and following.type == "OR_MORE":
                mention.unclear = True
        elif piece.type == "IRREAL":
            mention.real = mention.real and mention.seats is not None
        parts = parts or piece.type == "PARTS"
        near = near and piece.type in (*_BINDING, *_SEATS, "STOP")
    # 29 seats elected from provinces and 100 seats elected at large
    mention.unclear = mention.unclear or (bool(others) and sum(others) != mention.seats)
    mention.seats = None if mention.unclear else mention.seats


def _stands_alone(count: Token, last: Token | None, following: Token | None) -> bool:
    """Whether a figure with no `seats` behind it counts seats: ``A Senate of 71 and a Chamber of 150``."""
    leads = last is None or last.type in ("IN", "HAS", "WITH", "PARENTHESES", "COMMA")
    ends = following is None or following.type in ("AND", "COMMA", "LINK", "STOP", "SEMICOLON", "PARENTHESES")
    return leads and ends and count_in(count) < 1000


def _take_parentheses(mention: Mention, piece: Token, alpha2: str | None) -> None:
    if seats := re.fullmatch(r"\(\s*(\d[\d,]*)(?: [^\W\d]+)?\s*\)?\s*", piece):
        mention.seats = count_in(seats[1]) if mention.seats is None else mention.seats
    elif not mention.local:
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


# ---- mentions that are of the same chamber


def _joined(mentions: list[Mention]) -> list[Mention]:
    joined: list[Mention] = []
    for mention in mentions:
        last = joined[-1] if joined else None
        same = next((each for each in joined if mention.name and mention.name in (each.name, *each.local)), None)
        if same is not None:
            # The Council of the Republic counts 64 seats, …, told apart from its first mention
            _join(same, mention)
        elif last is not None and _is_apposition(last, mention):
            _join(last, mention)
        else:
            if last is not None and _shares(last, mention):
                mention.unclear, mention.seats = True, None
            joined.append(mention)
    return joined


def _join(first: Mention, second: Mention) -> None:
    if first.seats is not None and second.seats not in (None, first.seats):
        first.unclear, first.seats, second.seats = True, None, None
    first.seats = second.seats if first.seats is None else first.seats
    first.name, first.local = first.name or second.name, first.local or second.local
    first.after, first.unclear = [*first.after, *second.after], first.unclear or second.unclear
    first.real = first.real and second.real


def _is_apposition(first: Mention, second: Mention) -> bool:
    """``The Tinget is Norrland's only chamber``, ``a 98-seat lower house, the Mazhilis``."""
    links = {piece.type for piece in first.after}
    if second.kind == "GENERIC" and first.name:
        known = {"COMMA", "IS", "CAMERAL", "POSSESSIVE", "PARENTHESES", "OF_NAME"}
        return links <= known and not links.isdisjoint({"COMMA", "IS"})
    if second.kind == "ONE_CHAMBER" and first.name:
        return "IS" in links or first.is_institution
    if first.kind in ("GENERIC", "ONE_CHAMBER"):
        return bool(second.name) and links <= {"COMMA", "KNOWN"} and bool(links)
    return False


def _shares(first: Mention, second: Mention) -> bool:
    """``consisting of the senate and the Mazhilis is composed of 107 seats``: whose seats these are is open."""
    types = [piece.type for piece in first.after if piece.type != "PARENTHESES"]
    return (
        types in (["AND"], ["COMMA", "AND"])
        and first.seats is None
        and first.name is not None
        and second.seats is not None
        and not second.seats_first
    )
