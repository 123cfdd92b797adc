"""What each clause on the last election says: who won, and what.

The Civic Union won 34 seats, followed by the Greens (23).      Ann BELL won with 61%, defeating Cy DEAN.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from itertools import chain

from attrs import define, field
from lark import Token, Tree

from ifes_records.span import Span
from ifes_records.text import phrases
from ifes_records.text.phrases import Found, Prose, prose
from ifes_records.text.words import Word
from ifes_records.values import number

# The figures by their part (seats, of, votes, percent), each with its span
Figures = dict[str, tuple[float, Span]]


def reader() -> Prose:
    """What reads the prose on the last election."""
    return prose("last_election.lark")


class Sentence(tuple[Word, ...]):
    """A sentence, with what all readers of the last election ask of it."""

    @cached_property
    def kinds(self) -> list[set[str]]:
        """The kinds of each word, and for a phrase those of its words too."""
        trees = ((word, word.tree) for word in self)
        return [
            {*word.kinds, *(token.type for token in phrases.tokens(tree))} if tree else {*word.kinds}
            for word, tree in trees
        ]

    @cached_property
    def _clauses(self) -> list[Found]:
        return list(reader().clauses(self))

    def clauses(self, *rules: str) -> Iterator[Found]:
        """Yield the clauses by these rules; each is the tree of its rule."""
        return (Found(found.inner, found.start, found.end) for found in self._clauses if found.rule in rules)

    def has(self, rule: str, start: int = 0, end: int | None = None) -> bool:
        """Whether one of the words is of a rule: a word on votes (``vote``), on another event (``event``)."""
        return not reader().kinds(rule).isdisjoint(chain.from_iterable(self.kinds[start:end]))


@define
class Entry:
    """Who won, and what, in which sentence."""

    who: Tree[Token]
    figures: Figures = field(factory=dict)
    chamber: Tree[Token] | None = None
    round: int | None = None
    winner: bool | None = None
    is_candidate: bool = False
    sentence: Span = Span(0, 0)
    won_with: bool = False
    """Whether the text says ``won with 61%``, of an office or only of a round."""
    is_bare: bool = False
    """Whether the text only gives a number, which may be one of seats or of votes."""
    is_told: bool = False
    """Whether the text only gives a name and a figure, maybe of something else: ``Total: 101 seats``."""

    def add(self, figures: Figures) -> None:
        """Add figures; two that differ for one part are neither read: ``the Greens 33 (31)``."""
        twice = {part for part, (value, _) in figures.items() if self.figures.get(part, (value,))[0] != value}
        self.figures = {} if twice else self.figures | figures


def names_seats(phrase: Tree[Token]) -> bool:
    """Whether an amount says that it is one of seats: ``34 seats``, ``12 of 26``, ``Of the 26 seats``."""
    kinds = {token.type for token in phrases.tokens(phrase)}
    return any(phrase.find_pred(lambda tree: tree.data in ("amount", "of_all"))) and bool({"SEAT_WORD", "OF"} & kinds)


# Phrases in a clause whose numbers, if any, are not of what was won
_NO_FIGURES = {"in_what", "dated", "groups", "rival", "which_got", "short", "change", "by_whom"}


def round_of(tree: Tree[Token]) -> int | None:
    """The round that the words ``in the first round`` or ``in the runoff`` in a tree name."""
    named = list(tree.find_pred(lambda each: each.data in ("in_round", "in_other", "the_round")))
    words = {str(token).lower() for each in named for token in phrases.tokens(each)}
    counted = any(number.count(count) == 1 for each in named for count in each.find_data("count"))
    if words & {"second", "2nd"} or any(token.type == "RUNOFF" for token in phrases.tokens(tree)):
        return 2
    return 1 if counted or words & {"first", "1st", "single"} else None


def _read_won(clause: Tree[Token]) -> list[Entry]:
    """``The Civic Union won 34 seats, followed by the Greens (23)``, ``Ann BELL won with 61%, defeating Cy DEAN``."""
    entries: list[Entry] = []
    for child in clause.children:
        if isinstance(child, Token):
            continue
        if child.data == "who" and clause.data == "entry" and entries:  # the Bloc (14), Freedom and Unity (3)
            entries[-1].who = Tree("who", [*entries[-1].who.children, *child.children])
        elif child.data == "who":
            entries.append(Entry(child))
        elif child.data in ("entry", "bare", "item", "beaten"):
            inner = _read_won(child)
            for entry in inner if child.data == "beaten" else ():
                entry.winner, entry.is_candidate = False, True
            if child.data == "beaten" and entries and not entries[0].figures and any(child.find_data("extra")):
                entries[0].figures, inner[0].figures = _of_winner(inner[0].figures), {}
            entries += inner
        elif child.data in ("got_office", "given_office", "beat") and entries:
            entries[0].winner = True
            entries[0].is_candidate = not _names_election(child)
        elif child.data == "again" and entries:
            round_ = round_of(child)
            entries.append(Entry(entries[0].who, _figures(child) if round_ else {}, round=round_))
        elif child.data == "unopposed" and entries:
            entries[0].winner, entries[0].is_candidate = True, True
        elif child.data not in _NO_FIGURES and entries:
            figures = _figures(child)
            entries[-1].is_bare |= "seats" in figures and not names_seats(child)
            entries[-1].add(figures)
        if clause.data == "won" and child.data == "extra" and len(entries) == 1:
            entries[0].won_with |= _is_won_with(clause, child)
        if clause.data == "item":
            signs = {child.type for child in clause.children if isinstance(child, Token)}
            entries[-1].is_told = "COMMA" not in signs
    return entries


def _is_won_with(clause: Tree[Token], extra: Tree[Token]) -> bool:
    """Whether nothing stands between ``won`` and ``with 61%`` but where and when."""
    before = clause.children[: clause.children.index(extra)]
    kinds = [child.type if isinstance(child, Token) else child.data for child in before]
    verbs = [str(child).lower() for child in before if isinstance(child, Token) and child.type == "GOT"]
    return verbs == ["won"] and set(kinds) <= {"WITH", "who", "aside", "GOT", "in_what", "dated"}


def _read_list(clause: Tree[Token]) -> list[Entry]:
    """As ``_read_won``; a bare number is of what the first figure is of: ``BELL won 981 votes and DEAN 34``."""
    entries = _read_won(clause)
    first = next((set(entry.figures) for entry in entries if entry.figures), set[str]())
    for entry in entries[1:]:
        if entry.is_bare and "seats" in entry.figures and first and ("seats" not in first or "votes" in first):
            written = entry.figures.pop("seats")
            if "votes" in first and "seats" not in first:
                entry.add({"votes": written})
    return entries


def _read_two_rounds(clause: Tree[Token]) -> list[Entry]:
    """``Ann BELL won the first round with 39% and the second round with 61%``."""
    trees = [child for child in clause.children if isinstance(child, Tree)]
    rounds, shares = _of("the_round", trees), _of("extra", trees)
    return [Entry(trees[0], _figures(won), round=round_of(of)) for of, won in zip(rounds, shares, strict=True)]


def _read_changed(clause: Tree[Token]) -> list[Entry]:
    """``gained 12 seats for a total of 45``, ``lost 12 seats and kept 40``, ``increased its seats from 30 to 45``."""
    trees = [child for child in clause.children if isinstance(child, Tree)]
    verbs = {str(child).lower() for child in clause.children if isinstance(child, Token) and child.type == "GOT"}
    *_, now = (tree for tree in trees if tree.data in ("amount", "total"))
    return [Entry(trees[0], _figures(now))] if verbs <= {"gained", "gaining", "picked up"} else []


def _read_won_by(clause: Tree[Token]) -> list[Entry]:
    """``The 2019 election was won by the Civic Union, which took 34 seats``."""
    winner, *others = _read_list(clause)
    winner.winner = True
    return [winner, *others]


def _names_election(office: Tree[Token]) -> bool:
    """Whether an election was won, as a party can, and not an office: ``won the election with 44%``."""
    return any(token.type == "OFFICE" and token.lower() == "election" for token in phrases.tokens(office))


def _of_winner(figures: Figures) -> Figures:
    """The figures after ``defeated Cy DEAN with``: more than half is the winner's, less may be of either."""
    return figures if figures.get("percent", (0,))[0] > 50 else {}


def _read_beat_to(clause: Tree[Token]) -> list[Entry]:
    """``Ann BELL defeated Cy DEAN with 61% to 39%``."""
    trees = [inner for child in clause.children for inner in _inside(child)]
    won = [tree for tree in trees if tree.data in ("extra", "amount", "share", "percent", "votes_won")]
    names = _of("who", trees)
    if not len(names) == len(won) == 2:
        return []
    pairs = zip(names, won, (True, False), strict=True)
    return [Entry(who, _figures(what), winner=winner, is_candidate=True) for who, what, winner in pairs]


def _inside(child: Tree[Token] | Token) -> list[Tree[Token]]:
    """The phrases of a part of a clause: those of ``beaten``, or the part itself."""
    if isinstance(child, Token):
        return []
    return [tree for tree in child.children if isinstance(tree, Tree)] if child.data == "beaten" else [child]


def _read_each(clause: Tree[Token]) -> list[Entry]:
    """``The two parties (the Greens and Forward) each won one seat``, ``1 seat each went to X and Y``."""
    trees = [child for child in clause.children if isinstance(child, Tree)]
    members = [tree for tree in trees if tree.data == "members"]
    names = [each for tree in members for each in tree.children if isinstance(each, Tree)]
    won = next(tree for tree in reversed(trees) if tree.data not in ("who", "by_whom"))
    return [Entry(who, _figures(won)) for who in names or _of("who", trees)]


def _of(rule: str, trees: list[Tree[Token]]) -> list[Tree[Token]]:
    return [tree for tree in trees if tree.data == rule]


def _read_respective(clause: Tree[Token]) -> list[Entry]:
    """``Ann BELL and Cy DEAN received 48% and 38% of the vote, respectively``."""
    trees = [child for child in clause.children if isinstance(child, Tree)]
    names = _of("who", trees)
    won = [_figures(tree) for tree in trees if tree.data not in ("who", "by_whom", "respectively")]
    return [Entry(who, what) for who, what in zip(names, won, strict=True)] if len(names) == len(won) else []


def _read_led_by_votes(clause: Tree[Token]) -> list[Entry]:
    """``With 1,204,310 votes (21.5%), the Greens took 12 seats``, or ``With 1,204,310 (21.5%)``."""
    trees = [child for child in clause.children if isinstance(child, Tree)]
    lead = [_figures(tree) for tree in trees if tree.data in ("extra", "paren")]
    ((who,), (won,)) = _of("who", trees), _of("amount", trees)
    figures = {part: each for found in lead for part, each in found.items()}
    if "seats" in figures and "percent" in figures and not any(map(names_seats, _of("extra", trees))):
        figures["votes"] = figures.pop("seats")
    return [] if "seats" in figures else [Entry(who, figures | _figures(won))]


def _read_passive(clause: Tree[Token]) -> list[Entry]:
    """``The remaining 3 seats were captured by independents``, ``Seats were also won by the Greens (23)``."""
    trees = [child for child in clause.children if isinstance(child, Tree)]
    listed = [entry for tree in trees if tree.data == "entry" for entry in _read_won(tree)]
    won = [tree for tree in trees if tree.data in ("rest", "amount", "paren", "extra")]
    return listed or [Entry(who, _figures(what)) for what, who in zip(won, _of("who", trees), strict=False)]


def _read_shared(clause: Tree[Token]) -> list[Entry]:
    """``The remaining 3 seats were split between two other parties``."""
    trees = [child for child in clause.children if isinstance(child, Tree)]
    (who,), won = _of("groups", trees), [tree for tree in trees if tree.data in ("rest", "amount")]
    return [Entry(who, figures) for figures in map(_figures, won) if figures]


READERS = {
    "won": _read_list,
    "two_rounds": _read_two_rounds,
    "changed": _read_changed,
    "won_by": _read_won_by,
    "told": _read_list,
    "standing": _read_respective,
    "had": _read_list,
    "beat_to": _read_beat_to,
    "led_by_votes": _read_led_by_votes,
    "fell_to": _read_respective,
    "placed": _read_list,
    "each": _read_each,
    "respective": _read_respective,
    "passive": _read_passive,
    "shared": _read_shared,
    "next_came": _read_list,
    "listed": _read_list,
}


def _figures(phrase: Tree[Token]) -> Figures:
    """Return the figures of a phrase: seats, the seats there were (``of``), votes, percent."""
    if phrase.data == "percent":
        share = number.percent(phrase)
        return {"percent": (share, phrases.span(phrase))} if share is not None else {}
    counts = [child for child in phrase.children if isinstance(child, Tree) and child.data == "count"]
    values = [(number.count(tree), phrases.span(tree)) for tree in counts]
    if phrase.data in ("one_seat", "no_seats"):
        return {"seats": (int(phrase.data == "one_seat"), phrases.span(phrase))}
    if phrase.data != "of_total" and values and all(value is not None for value, _ in values):
        names = ("votes",) if phrase.data == "votes_won" else ("seats", "of")
        return {part: (value or 0, span) for part, (value, span) in zip(names, values, strict=False)}
    found: Figures = {}
    if phrase.data == "of_total" and values and values[0][0]:
        return {"of": (values[0][0], values[0][1])}
    for child in phrase.children:
        if isinstance(child, Tree):
            found |= _figures(child)
    return found
