"""What parties and candidates won in the last election, from the clauses of its prose.

The Civic Union won a majority with 76 seats, followed by the Greens (12) and Forward (3).
Ann BELL was re-elected in the second round with 52.9% of the vote, defeating Cy DEAN, who took 47.1%.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from attrs import define, field
from lark import Token, Tree

from ifes_records.model.facts import LastResult, LastResultKind
from ifes_records.model.names import Name
from ifes_records.sections.lines import Body
from ifes_records.span import Span
from ifes_records.text import lexicon, phrases
from ifes_records.text.normal_form import letters_only
from ifes_records.text.phrases import Found, Prose, prose, tokens
from ifes_records.text.words import Word
from ifes_records.values import mark, name, number, person

Sentence = tuple[Word, ...]


def reader() -> Prose:
    """What reads the prose on the last election."""
    return prose("last_election.lark")


def clauses(sentence: Sentence, *rules: str) -> Iterator[Found]:
    """Yield the clauses of a sentence by these rules, or all of them; each is the tree of its rule."""
    for found in reader().clauses(sentence):
        if not rules or found.rule in rules:
            yield Found(found.inner, found.start, found.end)


@define
class _Entry:
    """Who won, and what, in which sentence."""

    who: Tree[Token]
    figures: dict[str, tuple[float, Span]] = field(factory=dict)
    chamber: Tree[Token] | None = None
    round: int | None = None
    winner: bool | None = None
    is_candidate: bool = False
    sentence: Span = Span(0, 0)


def read(sentences: Iterable[Sentence], body: Body) -> tuple[LastResult, ...]:
    """Read what parties and candidates won from the sentences about the last election."""
    entries: list[_Entry] = []
    for sentence in sentences:
        entries += list(_entries(sentence, any(map(_counts, entries))))
    said = (entry for entry in entries if entry.figures or entry.winner is not None)
    entries = [entry for entry in said if not _breaks_off(entry, body)]
    names = [_name_of(entry.who, body) for entry in entries]
    families = {letters_only(family) for name in names if (family := person.parse(name).family)}
    for index, entry in enumerate(entries):
        for part, (_, span) in entry.figures.items():
            body.spans[f"last_election.results[{index}].{part}"] = span
    return tuple(_result(entry, name, families, body) for entry, name in zip(entries, names, strict=True))


def _breaks_off(entry: _Entry, body: Body) -> bool:
    """Whether the text ends in one of the figures, which may have more digits."""
    return body.cut is not None and any(span.end >= body.cut for _, span in entry.figures.values())


def _counts(entry: _Entry) -> bool:
    return "seats" in entry.figures


def _entries(sentence: Sentence, counts: bool) -> Iterator[_Entry]:
    """Yield who won what in a sentence. A chamber or a round holds for the clauses after it.

    ``counts`` says that seats were counted before, so that a bare figure is one of seats.
    """
    chamber: Tree[Token] | None = None
    round_: int | None = None
    done = 0
    for found in clauses(sentence, *_READERS):
        for word in sentence[done : found.start]:
            if word.kinds[0] == "IN_WHAT":
                assert word.tree is not None
                chamber, round_ = _chamber(word.tree) or chamber, _round(word.tree) or round_
        done = found.end
        before = sentence[found.start - 2 : found.start] if found.start > 1 else ()
        is_pair = [word.kinds[0] for word in before] == ["WHO", "AND"]
        whole = _one_name(before[0].tree, found.tree) if is_pair else None
        if is_pair and whole is None:
            continue  # The Union and the Bloc won 40 seats: of both
        counts = counts or any(_names_seats(word.tree) for word in sentence[: found.start] if word.tree is not None)
        if found.tree.data == "won" and not counts and _is_bare(found.tree):
            continue  # The Union won 59: of what?
        if not _is_of_last(found, sentence):
            continue
        counts = True
        own = next(map(_chamber, found.tree.find_data("in_what")), None)
        chamber = own or chamber
        round_ = next(filter(None, map(_round, found.tree.find_data("in_what"))), None) or round_
        entries = _READERS[str(found.tree.data)](found.tree)
        if whole is not None and entries:
            entries[0].who = whole
        for entry in entries:
            entry.sentence = Span(sentence[0].start, sentence[-1].end)
            entry.chamber, entry.round = chamber, round_ or _round_after(sentence, found.end)
            yield entry


def _one_name(first: Tree[Token] | None, clause: Tree[Token]) -> Tree[Token] | None:
    """The name of one party before and after an ``and``: ``the Greens and Farmers party``, not ``… and the Farmers``."""
    second = next(iter(_of("who", [child for child in clause.children if isinstance(child, Tree)])), None)
    words = tokens(second) if second is not None else []
    if first is None or second is None or words[0].type == "THE" or words[-1].type != "PARTY_KIND":
        return None
    return Tree("who", [*first.children, *second.children])


def _is_of_last(found: Found, sentence: Sentence) -> bool:
    """Whether a clause is about the last election, by the words before it and the others of its sentence.

    Not: ``The Bloc had 12 seats and won 34``, ``It has led since 2010, when the Bloc won 12 seats``
    """
    before, after = sentence[: found.start], sentence[found.end :]
    if before and "WHEN" in before[-1].kinds:
        date = next((word for word in reversed(before[:-1]) if "COMMA" not in word.kinds), None)
        others = any(reader().kinds("other_year").intersection(word.kinds) for word in before)
        return date is not None and "DATED" in date.kinds and not others
    if found.tree.data != "had":
        return True
    says_seats = any(_names_seats(child) for child in found.tree.children if isinstance(child, Tree))
    return says_seats and all({"DATED", "COMMA"}.intersection(word.kinds) for word in (*before, *after))


def _is_bare(clause: Tree[Token]) -> bool:
    """Whether a clause gives a number without saying of what."""
    amounts = [child for child in clause.children if isinstance(child, Tree) and child.data == "amount"]
    return bool(amounts) and not any(map(_names_seats, amounts))


def _names_seats(phrase: Tree[Token]) -> bool:
    """Whether an amount says that it is one of seats: ``34 seats``, ``12 of 26``."""
    kinds = {token.type for token in phrase.scan_values(lambda value: isinstance(value, Token))}
    return any(phrase.find_data("amount")) and bool({"SEAT_WORD", "OF"} & kinds)


def _chamber(tree: Tree[Token]) -> Tree[Token] | None:
    place = next(tree.find_data("in_chamber"), None)
    names = [child for child in place.children if isinstance(child, Tree)] if place is not None else []
    return names[-1] if names else None


def _round_after(sentence: Sentence, end: int) -> int | None:
    """The round that follows a clause and a comma: ``… and 38% of the vote, respectively, in the first round``."""
    after = [word for word in sentence[end : end + 2] if "COMMA" not in word.kinds][:1]
    return next((_round(word.tree) for word in after if word.tree is not None), None)


def _round(tree: Tree[Token]) -> int | None:
    words = {str(token).lower() for each in tree.find_data("in_round") for token in each.scan_values(bool)}
    counts = (count for each in tree.find_data("in_round") for count in each.find_data("count"))
    counted = any(number.count(count) == 1 for count in counts)
    return 2 if words & {"second", "2nd"} else 1 if counted or words & {"first", "1st", "single"} else None


def _read_won(clause: Tree[Token]) -> list[_Entry]:
    """``The Civic Union won 34 seats, followed by the Greens (23)``, ``Ann BELL won with 61%, defeating Cy DEAN``."""
    entries: list[_Entry] = []
    for child in clause.children:
        if isinstance(child, Token):
            continue
        if child.data == "who" and clause.data == "entry" and entries:  # the Bloc (14), Freedom and Unity (3)
            entries[-1].who = Tree("who", [*entries[-1].who.children, *child.children])
        elif child.data == "who":
            entries.append(_Entry(child))
        elif child.data in ("entry", "bare", "beaten"):
            inner = _read_won(child)
            for entry in inner if child.data == "beaten" else ():
                entry.winner, entry.is_candidate = False, True
            entries += inner
        elif child.data in ("got_office", "given_office", "beat") and entries:
            entries[0].winner = entries[0].is_candidate = True
        elif child.data not in ("in_what", "dated", "groups", "rival", "which_got", "short") and entries:
            entries[-1].figures |= _figures(child)
    return entries


def _read_each(clause: Tree[Token]) -> list[_Entry]:
    """``The Greens and Forward each won one seat``, ``1 seat each went to the Greens and Forward``."""
    trees = [child for child in clause.children if isinstance(child, Tree)]
    members = [tree for tree in trees if tree.data == "members"]
    names = [each for tree in members for each in tree.children if isinstance(each, Tree)]
    won = next(tree for tree in reversed(trees) if tree.data not in ("who", "by_whom"))
    return [_Entry(who, _figures(won)) for who in names or _of("who", trees)]


def _of(rule: str, trees: list[Tree[Token]]) -> list[Tree[Token]]:
    return [tree for tree in trees if tree.data == rule]


def _read_respective(clause: Tree[Token]) -> list[_Entry]:
    """``Ann BELL and Cy DEAN received 48% and 38% of the vote, respectively``."""
    trees = [child for child in clause.children if isinstance(child, Tree)]
    names = _of("who", trees)
    won = [_figures(tree) for tree in trees if tree.data not in ("who", "by_whom", "respectively")]
    return [_Entry(who, what) for who, what in zip(names, won, strict=True)] if len(names) == len(won) else []


def _read_led_by_votes(clause: Tree[Token]) -> list[_Entry]:
    """``With 1,204,310 votes (21.5%), the Greens took 12 seats``, or ``With 1,204,310 (21.5%)``."""
    trees = [child for child in clause.children if isinstance(child, Tree)]
    lead = [_figures(tree) for tree in trees if tree.data in ("extra", "paren")]
    ((who,), (won,)) = _of("who", trees), _of("amount", trees)
    figures = {part: each for found in lead for part, each in found.items()}
    if "seats" in figures and "percent" in figures and not any(map(_names_seats, _of("extra", trees))):
        figures["votes"] = figures.pop("seats")
    return [] if "seats" in figures else [_Entry(who, figures | _figures(won))]


def _read_passive(clause: Tree[Token]) -> list[_Entry]:
    """``The remaining 3 seats were captured by independents``, ``Seats were also won by the Greens (23)``."""
    trees = [child for child in clause.children if isinstance(child, Tree)]
    listed = [entry for tree in trees if tree.data == "entry" for entry in _read_won(tree)]
    won = [tree for tree in trees if tree.data in ("rest", "amount", "paren", "extra")]
    return listed or [_Entry(who, _figures(what)) for what, who in zip(won, _of("who", trees), strict=False)]


_READERS = {
    "won": _read_won,
    "had": _read_won,
    "led_by_votes": _read_led_by_votes,
    "fell_to": _read_respective,
    "placed": _read_won,
    "each": _read_each,
    "respective": _read_respective,
    "passive": _read_passive,
    "next_came": _read_won,
}


def _figures(phrase: Tree[Token]) -> dict[str, tuple[float, Span]]:
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
    found: dict[str, tuple[float, Span]] = {}
    if phrase.data == "of_total" and values and values[0][0]:
        return {"of": (values[0][0], values[0][1])}
    for child in phrase.children:
        if isinstance(child, Tree):
            found |= _figures(child)
    return found


def _name_of(who: Tree[Token], body: Body) -> str:
    """Return the name as written, without the article, the title, the owner and the party around it."""
    parts = sorted((phrases.span(tree) for tree in who.find_data("name")), key=lambda span: span.start)
    if any(who.find_pred(lambda tree: tree.data in ("led", "approved"))):
        written = body.source.read(phrases.span(who))
        return re.sub("^(?:an?|the) ", "", written, flags=re.IGNORECASE)  # a coalition led by the Greens
    if not parts:
        return body.source.read(phrases.span(who))  # independents
    is_whole = not any(isinstance(t, Token) and t.type in ("COMMA", "FROM") for t in who.children)
    end = phrases.span(who).end if is_whole else parts[0].end
    written = mark.without(body.source.read(Span(parts[0].start, end)))
    owner, sign, owned = written.partition("’s ")
    if sign and (person.parse(owner).family or _is_surname(owner.split(" ")[-1])):
        written = owned  # Prime Minister BELL’s Civic Union
    head, of_party, _ = written.partition(" of the ")
    if of_party and person.parse(head).family:
        written = head  # Ann BELL of the Civic Union
    title = lexicon.pattern("HEAD_WORD", r"(?i:(?:incumbent )?(?:\w+ )?)", r" (?=[^\W\d_])").match(written)
    title = title or re.match(r"(?i)incumbent ", written)
    if title and person.parse(written[title.end() :]).family:
        written = written[title.end() :]  # President Ann BELL
    written = re.sub(r"['’]s$", "", written)
    return written[1:-1] if re.fullmatch(r"“[^“”]*”|\"[^\"]*\"", written) else written


def _is_surname(word: str) -> bool:
    return word.isupper() and len(word) > 2


def _result(entry: _Entry, written: str, families: set[str], body: Body) -> LastResult:
    found, _ = name.parse(written, body.alpha2)
    values = {part: value for part, (value, _) in entry.figures.items()}
    seats, of, votes = (None if part not in values else int(values[part]) for part in ("seats", "of", "votes"))
    kind = _kind(entry, found, families)
    if kind is LastResultKind.CANDIDATE:
        found = name.parse_candidate(written, body.alpha2)
    called = next(entry.who.find_data("name"), entry.who)
    spans = [phrases.span(called), *(span for _, span in entry.figures.values())]
    return LastResult(
        found,
        kind,
        seats=seats,
        of=of,
        votes=votes,
        percent=values.get("percent"),
        chamber=body.source.read(phrases.span(entry.chamber)) if entry.chamber and seats is not None else None,
        round=entry.round,
        winner=entry.winner if kind is LastResultKind.CANDIDATE else None,
        text=body.source.read(entry.sentence),
        span=Span(min(span.start for span in spans), max(span.end for span in spans)),
    )


def _kind(entry: _Entry, found: Name, families: set[str]) -> LastResultKind:
    if not any(entry.who.find_data("name")) or any(entry.who.find_data("approved")):
        return LastResultKind.GROUP
    is_person = person.parse(found.english or found.text).family or letters_only(found.text) in families
    is_candidate = entry.is_candidate or (is_person and not _counts(entry))  # Alianza PAIS won 74 seats
    return LastResultKind.CANDIDATE if is_candidate else LastResultKind.PARTY
