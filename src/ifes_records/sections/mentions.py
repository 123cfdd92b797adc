"""The bodies that a line names, and which of them are the chambers of the parliament.

``Haiti's National Assembly has two chambers, a Senate (Sénat) of 30 seats and a Chamber of Deputies of 119 seats.``
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from attrs import define, evolve, field
from lark import Token, Tree

from ifes_records.span import Span
from ifes_records.text.normal_form import letters_only
from ifes_records.text.words import Word
from ifes_records.values import country


@define
class Mention:
    """A body that a line names: a parliament, a chamber, or the country that has them."""

    name: str | None = None
    local: tuple[str, ...] = ()
    seats: int | None = None
    span: Span = Span(0, 0)
    number: int | None = None
    """Of ``two chambers``."""
    cameral: str | None = None
    is_named: bool = False
    """Whether a word of the name is one that chambers have."""
    is_unclear: bool = False
    """Whether it has several figures that may be its seats, or one that can't be read."""
    shares_verb: bool = False
    """Whether the figure comes after a verb, which others may share: ``A and B have 60 seats``."""
    before: str = ""
    """The kind of word between the body before it and this one: ``COMMA``, ``AND``."""

    @property
    def names(self) -> set[str]:
        """The names by which the body may be mentioned again."""
        return {letters_only(name) for name in (self.name, *self.local) if name}

    @property
    def is_common(self) -> bool:
        """Whether it has no name of its own: ``a lower house``, ``Norrland's parliament``."""
        return not self.local and (self.name is None or self.name.islower())

    @property
    def is_country(self) -> bool:
        """Whether it is known to be a country, or may only be one: a name without a word that chambers have."""
        return not (self.is_named or self.local) and bool(self.name)


@define
class Sentence:
    """What a sentence says: lists of bodies, with the kinds of words between the lists.

    ``rest`` are the words that were not read, ``cameral`` the word before all bodies, ``of_it`` the seats of what was
    named before (``There are 60 seats``), ``terms`` what is said of how long members serve.
    """

    lists: list[list[Mention]] = field(factory=list)
    links: list[str] = field(factory=list)
    rest: tuple[Word, ...] = ()
    cameral: str | None = None
    of_it: int | None = None
    terms: list[Tree[Token]] = field(factory=list)
    words: tuple[Word, ...] = ()

    @property
    def bodies(self) -> list[Mention]:
        """All bodies, in the order of the text."""
        return [mention for each in self.lists for mention in each]


def chambers(sentence: Sentence, number: int | None) -> list[Mention]:
    """The chambers among the bodies of a sentence."""
    lists, links = [_appositions(each) for each in sentence.lists], sentence.links
    if not lists:
        return []
    if "FORM" in links:
        # A Senate of 30 and a House of 65 form Congress.      Two chambers form Congress: a Senate of 30 and …
        at = links.index("FORM")
        lists = lists[:1] if lists[0][0].number is None else lists[at + 2 :]
        links = []
    if "IN" in links and len(lists[links.index("IN")]) == 1:
        # bicameral Congress with 30 seats in the Senate and 65 seats in the House
        at = links.index("IN")
        first, holds = lists[at + 1][0], lists[at][-1]
        lists[at + 1][0] = with_other(first, holds, seats=first.seats or holds.seats) if holds.seats else first
    elif "IN" in links:
        # a 30-seat Senate and a 65-seat House in the bicameral Congress
        lists = lists[: links.index("IN") + 1]
    if not lists:
        return []
    *before, last = lists
    counted = [each for each in last if each.number is not None]
    last = [each for each in last if each.number is None]
    if counted and counted[0].number == 1 and not last:
        return [_only(counted[0], before, links)]
    if counted and counted[0].number != 1 and counted[0].local and counted[0].seats and last:
        last = [
            evolve(counted[0], number=None),
            *last,
        ]  # two houses, of 75 (Majlis al-Ayan) and 130 (Majlis al-Nuwab)
    elif counted and last and counted[0].number == 1:
        last[0] = with_other(last[0], counted[0], seats=last[0].seats or counted[0].seats)
    if len(last) == 1 and before and before[-1]:
        last = [_one(last[0], before, links, number)]
    if len(last) == 2 and last[1].shares_verb and last[0].seats is None:
        last[1].seats, last[1].is_unclear = None, True  # A and B have 60 seats
    return [each for each in last if not (each.is_country and each.seats is None and not each.cameral)]


def _only(only: Mention, before: Sequence[Sequence[Mention]], links: Sequence[str]) -> Mention:
    """The only chamber, where no name follows ``one chamber``, as in ``Israel has one chamber of 120``."""
    owner = before[-1][-1] if before and before[-1] else None
    if only.name or only.local or owner is None:
        return only
    if owner.is_country and ("HAVE" in links[-1:] or country.find(owner.name or "")):
        return only  # Norrland has one chamber.
    return with_other(
        owner, only, seats=only.seats or owner.seats, number=None
    )  # The Tinget is Norrland's only chamber.


def _one(last: Mention, before: Sequence[Sequence[Mention]], links: Sequence[str], number: int | None) -> Mention:
    """The one chamber that the last list names, which the list before may name better.

    ``The National Assembly is a unicameral legislature of 199 seats``; ``unicameral People's Assembly (Majlis) with a
    220-seat Assembly``.
    """
    whole = before[-1][-1]
    again = bool(last.name and whole.name and letters_only(whole.name).endswith(letters_only(last.name)))
    if (number == 1 or "IS" in links[-1:]) and (whole.is_named or whole.local) and (last.name is None or again):
        return with_other(whole, last, seats=last.seats if whole.seats is None else whole.seats)
    return last


def _appositions(bodies: Sequence[Mention]) -> list[Mention]:
    """Join a chamber to its name after a comma: ``an upper house of 50 seats, the Senate``, ``the Tinget, Norrland's
    parliament``.
    """
    kept: list[Mention] = []
    for each in bodies:
        last = kept[-1] if kept else None
        if last is not None and each.before == "COMMA" and (last.is_common or each.is_common):
            named, other = (last, each) if each.is_common else (each, last)
            if other.number in (None, 1):
                each = with_other(
                    named,
                    other,
                    seats=other.seats if named.seats is None else named.seats,
                    local=named.local or other.local,
                    cameral=named.cameral or other.cameral,
                    before=last.before,
                    number=None,
                )
                kept.pop()
        kept.append(each)
    return kept


def merged(mentions: Sequence[Mention]) -> list[Mention]:
    """Join mentions of the same chamber, by any of its names."""
    kept: list[Mention] = []
    for each in mentions:
        same = next((other for other in kept if other.names & each.names), None)
        if same is None:
            kept.append(each)
        elif same.seats is None and not same.is_unclear:
            same.seats, same.is_unclear = each.seats, each.is_unclear
            same.span = _hull(same.span, each.span)
        elif each.seats not in (None, same.seats):
            same.seats, same.is_unclear = None, True
    return kept


def with_other(mention: Mention, other: Mention, **changes: Any) -> Mention:
    """A mention with what another one of the same body says."""
    return evolve(mention, span=_hull(mention.span, other.span), **changes)


def _hull(one: Span, other: Span) -> Span:
    return Span(min(one.start, other.start), max(one.end, other.end))
