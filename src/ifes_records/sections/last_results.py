"""What parties and candidates won in the last election, from the clauses of its prose.

The Civic Union won a majority with 76 seats, followed by the Greens (12) and Forward (3).
Ann BELL was re-elected in the second round with 52.9% of the vote, defeating Cy DEAN, who took 47.1%.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import cast

from attrs import evolve
from lark import Token, Tree

from ifes_records.model.facts import LastResult, LastResultKind
from ifes_records.model.names import Aggregate, Name
from ifes_records.page.table_rows import LARGEST_CHAMBER
from ifes_records.sections.contender_names import looks_like_party
from ifes_records.sections.last_clauses import READERS, Entry, Sentence, names_seats, reader, round_of
from ifes_records.sections.lines import Body
from ifes_records.span import Span
from ifes_records.text import lexicon, phrases
from ifes_records.text.normal_form import letters_only
from ifes_records.text.phrases import Found, tokens
from ifes_records.text.words import Word
from ifes_records.values import mark, name, number, person


def read(sentences: Sequence[Sentence], about: str, body: Body) -> tuple[LastResult, ...]:
    """Read what parties and candidates won from the sentences about the last election.

    ``about`` is the text that they are from, with its heading.
    """
    entries: list[Entry] = []
    for sentence in sentences:
        entries += list(_entries(sentence, any(map(_counts, entries))))
    in_rounds = any(sentence.has("round_word") for sentence in sentences)
    for entry in entries:
        if entry.won_with and entry.winner is None and _may_be_last_round(entry, in_rounds):
            entry.winner = True
    said = (entry for entry in entries if entry.figures or entry.winner is not None)
    entries = [entry for entry in said if not _breaks_off(entry, body) and _may_win(entry, body)]
    called = [_called(entry.who, body) for entry in entries]
    names = list(map(_without_title, called))
    people = names if any(map(_may_be_person, entries)) else []
    families = {letters_only(family) for written in people if (family := person.parse(written).family)}
    for index, entry in enumerate(entries):
        for part, (_, span) in entry.figures.items():
            body.spans[f"last_election.results[{index}].{part}"] = span
    found = [name.parse(written, body.alpha2)[0] for written in names]
    own = [_kind(entry, each, written, families) for entry, each, written in zip(entries, found, called, strict=True)]
    beside = [(entry.sentence, kind) for entry, kind in zip(entries, own, strict=True)]
    kinds = [kind or _kind_by_others(entry, beside, about, body) for entry, kind in zip(entries, own, strict=True)]
    return _with_full_names(list(map(_result, entries, found, kinds, [body] * len(entries))))


def _with_full_names(results: list[LastResult]) -> tuple[LastResult, ...]:
    """The results, with the given and family name of a person who is called by one of them later: ``BELL won``."""
    people = {(one.name.given_name, one.name.family_name) for one in results if one.name.family_name}
    named: list[LastResult] = []
    for one in results:
        if one.kind is LastResultKind.CANDIDATE:
            same = [each for each in people if letters_only(each[1] or "") == letters_only(one.name.text)]
            if len(same) == 1:
                one = evolve(one, name=evolve(one.name, given_name=same[0][0], family_name=same[0][1]))
        named.append(one)
    return tuple(named)


def _breaks_off(entry: Entry, body: Body) -> bool:
    """Whether the text ends in one of the figures, which may have more digits."""
    return body.cut is not None and any(span.end >= body.cut for _, span in entry.figures.values())


def _may_be_last_round(entry: Entry, in_rounds: bool) -> bool:
    """Whether who won a round with a share may have won the office: with half of the votes, or in no first round."""
    return entry.figures.get("percent", (0,))[0] > 50 or (entry.round != 1 if entry.round else not in_rounds)


def _may_win(entry: Entry, body: Body) -> bool:
    """Whether what stands before a colon or dash can win: not ``Total: 101 seats``, ``Senate: 40 seats``."""
    if not entry.is_told:
        return True
    written = _without_title(_called(entry.who, body))
    found = name.parse(written, body.alpha2)[0]
    is_known = any(letters_only(written) == letters_only(each) for each in body.known_names)
    return is_known or bool(person.parse(written).family) or _is_group(entry, found) or _is_party(entry.who, found)


def _counts(entry: Entry) -> bool:
    return "seats" in entry.figures


def _entries(sentence: Sentence, counts: bool) -> Iterator[Entry]:
    """Yield who won what in a sentence. A chamber or a round holds for the clauses after it.

    ``counts`` says that seats were counted before, so that a bare figure is one of seats.
    """
    chamber: Tree[Token] | None = None
    round_: int | None = None
    done = 0
    for found in sentence.clauses(*READERS):
        for word in sentence[done : found.start]:
            if word.kinds[0] in ("IN_WHAT", "DATED"):
                assert word.tree is not None
                chamber, round_ = _chamber(word.tree) or chamber, round_of(word.tree) or round_
        done = found.end
        before = sentence[found.start - 2 : found.start] if found.start > 1 else ()
        is_pair = [word.kinds[0] for word in before] == ["WHO", "AND"]
        whole = _one_name(before[0].tree, found.tree) if is_pair else None
        if is_pair and whole is None:
            continue  # The Union and the Bloc won 40 seats: of both
        counts = counts or any(names_seats(word.tree) for word in sentence[: found.start] if word.tree is not None)
        if not counts and _is_bare(found.tree):
            continue  # The Union won 59: of what?
        if found.tree.data == "told" and not _is_all(found, sentence):
            continue
        if not _is_of_last(found, sentence):
            continue
        counts = True
        own = next(map(_chamber, found.tree.find_data("in_what")), None)
        chamber = own or chamber
        trees = [child for child in found.tree.children if isinstance(child, Tree)]
        places = [tree for tree in trees if tree.data in ("in_what", "dated", "got_office")]
        round_ = next(filter(None, map(round_of, places)), None) or round_
        entries = READERS[str(found.tree.data)](found.tree)
        if _is_bare(found.tree) and any(_is_too_large(entry) for entry in entries):
            continue  # The Union received 1,316,789: not seats, and maybe not votes
        if whole is not None and entries:
            entries[0].who = whole
        total = _total(sentence[: found.start])
        for entry in entries:
            if total is not None and entry.figures.get("seats", (total[0] + 1,))[0] <= total[0]:
                entry.figures = {"of": total, **entry.figures}
            entry.sentence = Span(sentence[0].start, sentence[-1].end)
            entry.chamber = chamber
            entry.round = entry.round or round_ or _round_after(sentence, found.end)
            yield entry


def _is_all(found: Found, sentence: Sentence) -> bool:
    """Whether a clause is all of a sentence, or all after a colon."""
    starts = not found.start or "COLON" in sentence[found.start - 1].kinds
    return starts and found.end == len(sentence)


def _total(before: Sequence[Word]) -> tuple[float, Span] | None:
    """The seats there were, by the words right before a clause: ``Of the 101 seats in the Senate, …``."""
    words = [word for word in before if not {"COMMA", "IN_WHAT", "DATED"}.intersection(word.kinds)]
    tree = words[-1].tree if len(words) == 1 and words[0].kinds[0] == "OF_ALL" else None
    count = next(tree.find_data("count"), None) if tree is not None else None
    value = number.count(count) if count is not None else None
    return (value, phrases.span(count)) if count is not None and value is not None else None


def _one_name(first: Tree[Token] | None, clause: Tree[Token]) -> Tree[Token] | None:
    """The name of one party around an ``and``: ``the Greens and Farmers party``, not ``… and the Farmers``."""
    second = next((tree for tree in clause.children if isinstance(tree, Tree) and tree.data == "who"), None)
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
    says_seats = any(names_seats(child) for child in found.tree.children if isinstance(child, Tree))
    return says_seats and all({"DATED", "COMMA"}.intersection(word.kinds) for word in (*before, *after))


def _signs(clause: Tree[Token]) -> set[str]:
    return {child.type for child in clause.children if isinstance(child, Token)}


def _is_bare(clause: Tree[Token]) -> bool:
    """Whether a clause that says who won, or lists it, gives a number without saying of what."""
    first = next(clause.find_data("item"), clause)
    amounts = [child for child in first.children if isinstance(child, Tree) and child.data == "amount"]
    if clause.data not in ("won", "won_by", "told", "changed") or "SEAT_WORD" in _signs(clause):
        return False
    return bool(amounts) and not any(map(names_seats, amounts))


def _is_too_large(entry: Entry) -> bool:
    """Whether a number that was taken for seats is larger than any elected chamber."""
    return _counts(entry) and entry.figures["seats"][0] > LARGEST_CHAMBER


def _chamber(tree: Tree[Token]) -> Tree[Token] | None:
    place = next(tree.find_data("in_chamber"), None)
    names = [child for child in place.children if isinstance(child, Tree)] if place is not None else []
    return names[-1] if names else None


def _round_after(sentence: Sentence, end: int) -> int | None:
    """The round that follows a clause and a comma: ``… and 38% of the vote, respectively, in the first round``."""
    after = [word for word in sentence[end : end + 2] if "COMMA" not in word.kinds][:1]
    return next((round_of(word.tree) for word in after if word.tree is not None), None)


def _without_title(written: str) -> str:
    title = _title(written)
    return mark.unquoted(re.sub(r"['’]s$", "", written[title.end() :] if title else written))


def _called(who: Tree[Token], body: Body) -> str:
    """The name with its title, as written, without the article, the owner and the party around it."""
    parts = sorted((phrases.span(tree) for tree in who.find_data("name")), key=lambda span: span.start)
    if _is_described(who):
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
    head, *of_party = re.split(r" of (?:the )?(?=[^\W\da-z])", written, maxsplit=1)
    return head if of_party and person.parse(head).family else written  # Ann BELL of the Civic Union


def _title(written: str) -> re.Match[str] | None:
    """The title or ``incumbent`` before a person's name: ``President Ann BELL``, ``Incumbent Brandt``."""
    title = lexicon.pattern("HEAD_WORD", r"(?i:(?:incumbent )?(?:\w+ )?)", r" (?=[^\W\d_])").match(written)
    title = title or re.match(r"(?i)incumbent ", written)
    rest = written[title.end() :] if title else ""
    return None if "’s " in rest or "'s " in rest or looks_like_party(rest) else title


def _is_described(who: Tree[Token]) -> bool:
    """Whether a party's name is only part of what names the winner: ``a coalition led by the Greens``."""
    return any(who.find_pred(lambda tree: tree.data in ("led", "approved")))


def _is_surname(word: str) -> bool:
    return word.isupper() and len(word) > 2


def _result(entry: Entry, found: Name, kind: LastResultKind, body: Body) -> LastResult:
    values = {part: value for part, (value, _) in entry.figures.items()}
    seats, of, votes = (None if part not in values else int(values[part]) for part in ("seats", "of", "votes"))
    if kind in (LastResultKind.CANDIDATE, LastResultKind.UNKNOWN):
        found = name.parse_candidate(found.text, body.alpha2)
    called = entry.who if _is_described(entry.who) else next(entry.who.find_data("name"), entry.who)
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


def _may_be_person(entry: Entry) -> bool:
    return entry.is_candidate or not _counts(entry)


def _kind(entry: Entry, found: Name, called: str, families: set[str]) -> LastResultKind | None:
    """What an entry is by its own words; ``None`` if they don't say. ``called`` is its name with its title."""
    if _is_group(entry, found) or any(entry.who.find_data("approved")):
        return LastResultKind.GROUP
    if _may_be_person(entry) and (
        person.parse(found.english or found.text).family or letters_only(found.text) in families
    ):
        return LastResultKind.CANDIDATE
    if _counts(entry) or _is_party(entry.who, found):  # Alianza PAIS won 74 seats
        return LastResultKind.PARTY
    is_called = _title(called) or "PERSON_KIND" in {token.type for token in tokens(entry.who)}
    return LastResultKind.CANDIDATE if is_called or entry.is_candidate else None


def _is_group(entry: Entry, found: Name) -> bool:
    """Whether an entry names those of no party: ``independents``."""
    return not any(entry.who.find_data("name")) or name.aggregate(found.text) is Aggregate.INDEPENDENTS


def _is_party(who: Tree[Token], found: Name) -> bool:
    """Whether the words say that this is a party: ``the Bloc``, ``Onward coalition``, ``Workers’ League (WL)``."""
    words = [child.type if isinstance(child, Token) else "NAME" for child in who.children]
    is_named = bool(found.acronym) or looks_like_party(found.english or found.text)
    return is_named or "PARTY_KIND" in words or _is_described(who) or words[:2] == ["THE", "NAME"]


def _kind_by_others(
    entry: Entry, kinds: Sequence[tuple[Span, LastResultKind | None]], about: str, body: Body
) -> LastResultKind:
    """What an entry is by those that its sentence names with it, or by the election that its text is about."""
    beside = {kind for sentence, kind in kinds if sentence == entry.sentence} - {None, LastResultKind.GROUP}
    if len(beside) == 1:
        return cast(LastResultKind, beside.pop())
    for text in (body.source.read(entry.sentence), about):
        presidential, legislative = _says(text, "PRESIDENTIAL_WORD"), _says(text, "LEGISLATIVE_WORD")
        if presidential is not legislative:
            return LastResultKind.CANDIDATE if presidential else LastResultKind.PARTY
    return LastResultKind.UNKNOWN


def _says(text: str, terminal: str) -> bool:
    """Whether a text has a word that is no title: not the ``President`` of ``President Ann BELL’s party``."""
    return lexicon.pattern(terminal, r"\b", r"\b(?! [A-Z])").search(text) is not None
