"""Mentions of chambers and parliaments in a line, joined if they are of the same one.

``The Tinget is Norrland's only chamber, and it seats 79 members.``
"""

from __future__ import annotations

from attrs import define, field
from lark import Token

from ifes_records.text import lexicon
from ifes_records.values import country

# Pieces between the parliament and its chambers: `Congress (Kongreso), with`
_OPENING = ("LINK", "HAS", "WITH", "COLON")


@define
class Mention:
    """A mention of a chamber or parliament; ``name`` is ``None`` for `one chamber`, `a house`."""

    kind: str
    name: str | None
    before: list[Token] = field(repr=False)  # since the mention before this one
    local: tuple[str, ...] = ()
    seats: int | None = None
    after: list[Token] = field(factory=list, repr=False)
    seats_first: bool = False  # `a 60-seat Senate`
    real: bool = True  # exists now, not in the past or future
    unclear: bool = False  # has several figures that may be its seats

    @property
    def is_institution(self) -> bool:
        """Whether it is a parliament or chamber, judged by its name or because it has a local name."""
        known = lexicon.pattern("CHAMBER_WORD", r"\b", r"\b")
        return self.real and self.name is not None and bool(self.local or known.search(self.name))

    @property
    def is_seated(self) -> bool:
        """Whether it has seats, and a name that isn't a country's."""
        named = self.local or (self.name and not country.find(self.name))
        return self.real and self.seats is not None and bool(named)


def is_parliament(mention: Mention) -> bool:
    """Whether this is the parliament, and not one of its chambers."""
    if mention.kind in ("ONE_CHAMBER", "TWO_CHAMBERS"):
        return True
    if any(piece.type == "CAMERAL" and "bi" in piece.lower() for piece in (*mention.before[-1:], *mention.after)):
        return True
    return mention.seats is None and bool(mention.after) and mention.after[-1].type in _OPENING


def joined(mentions: list[Mention]) -> list[Mention]:
    """Join mentions of the same chamber."""
    kept: list[Mention] = []
    by_name: dict[str, Mention] = {}
    for mention in mentions:
        last = kept[-1] if kept else None
        same = by_name.get(mention.name or "")
        if same is not None:
            # The Council of the Republic counts 64 seats, …      (mentioned before, but not directly before)
            _join(same, mention)
        elif last is not None and _is_apposition(last, mention):
            _join(last, mention)
        else:
            if last is not None and _shares(last, mention):
                mention.unclear, mention.seats = True, None
            kept.append(mention)
        grown = kept[-1] if same is None else same
        for name in filter(None, (grown.name, *grown.local)):
            by_name.setdefault(name, grown)
    return kept


def _join(first: Mention, second: Mention) -> None:
    if first.seats is not None and second.seats not in (None, first.seats):
        first.unclear, first.seats, second.seats = True, None, None
    first.seats = second.seats if first.seats is None else first.seats
    first.name, first.local = first.name or second.name, first.local or second.local
    first.after, first.unclear = [*first.after, *second.after], first.unclear or second.unclear
    first.real = first.real and second.real


def _is_apposition(first: Mention, second: Mention) -> bool:
    """Whether both name one chamber: ``The Tinget is Norrland's only chamber``, ``a 98-seat house, the Mazhilis``."""
    links = {piece.type for piece in first.after}
    if second.kind == "GENERIC" and first.name:
        known = {"COMMA", "IS", "CAMERAL", "POSSESSIVE", "PARENTHESES", "OF_NAME"}
        return links <= known and not links.isdisjoint({"COMMA", "IS"})
    if second.kind == "ONE_CHAMBER" and first.name:
        return "IS" in links or first.is_institution
    if first.kind in ("GENERIC", "ONE_CHAMBER"):
        if first.seats is not None and second.seats is None:
            # an upper house of 50 seats, the Senate
            links -= {"COUNTED", "IN", "WITH"}
            ends_in_comma = [piece.type for piece in first.after[-1:]] == ["COMMA"]
            return bool(second.name) and links <= {"COMMA"} and ends_in_comma
        return bool(second.name) and links <= {"COMMA", "KNOWN"} and bool(links)
    return False


def _shares(first: Mention, second: Mention) -> bool:
    """Whether seats may be of both: ``consisting of the senate and the Mazhilis is composed of 107 seats``."""
    types = [piece.type for piece in first.after if piece.type != "PARENTHESES"]
    return (
        types in (["AND"], ["COMMA", "AND"])
        and first.seats is None
        and first.name is not None
        and second.seats is not None
        and not second.seats_first
    )
