"""The last election, in prose: its date, its turnout, and what parties and candidates won.

In the 2021 legislative election, the Civic Union won a majority with 76 seats, followed by the Greens (12).
Ann BELL was re-elected in the second round with 52.9% of the vote, defeating Cy DEAN. Voter turnout was 61%.

A figure is read only if a clause of ``last_election.lark`` gives it for the last election: not the year of another
event, the turnout of another vote, or the seats of two parties together.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain

from attrs import evolve, frozen
from lark import Token, Tree

from ifes_records.diagnostics import Diagnostic, quoted
from ifes_records.model.body import Block, BlockType, Section, SectionKind
from ifes_records.model.facts import LastElection
from ifes_records.sections import last_results
from ifes_records.sections.last_results import Sentence, reader
from ifes_records.sections.lines import Body, Report, walk
from ifes_records.span import Span
from ifes_records.text import lexicon, phrases
from ifes_records.text.words import Word, with_names
from ifes_records.values import country, date, number


def read(body: Body, lost: Sequence[Block] = ()) -> LastElection:
    """Read the first section on the last election that gives a year, a turnout or a result.

    ``lost`` are lines that have lost their heading; they are read if no section says anything.
    """
    parts = [list(_lines(section)) for section in body.of_kind(SectionKind.LAST_ELECTION)]
    texts = [_Text.of(blocks, body) for blocks in (*parts, *([block] for block in lost))]
    return _first([text.read() for text in texts if text.sentences], body)


def is_last_election(block: Block, body: Body) -> bool:
    """Whether a line without a heading is surely about the last election.

    Its first sentence names an election by a year before this one's, or as the last one, and it says that it was held
    or won: ``In the 2021 legislative election, the Civic Union won 34 seats.``
    """
    if block.key is not None or block.type is BlockType.NOTE:
        return False
    text, offset = body.own_text(block)
    if not reader().may_have(text, offset, "held", "won_word"):
        return False
    sentences = reader().sentences(text, offset)
    first = next(sentences, ())
    named = [word for word in first if word.kinds[0] == "DATED"]
    is_past = any(
        "ELECTION" in _kinds(word) and ("LAST" in _kinds(word) or _is_before(word, body)) for word in named[:1]
    ) or (bool(named) and _has(first, "last") and _has(first, "held"))
    return is_past and any(_has(each, "held") or _has(each, "won_word") for each in chain((first,), sentences))


def _is_before(word: Word, body: Body) -> bool:
    found = _date_of(word, body)
    return found is not None and body.date is not None and found[0] < int(body.date[:4])


def _first(found: list[LastElection], body: Body) -> LastElection:
    given = [one for one in found if one.year is not None or one.turnout_percent is not None or one.results]
    for other in given[1:]:
        if other.span and other.year != given[0].year:
            message = f"{quoted(other.text or '')} is about another election than the section above, which was taken."
            body.report(Diagnostic("I-LAST-ELECTION-SECOND", message, "last_election", other.span))
    return next(iter(given or found), LastElection())


def _lines(section: Section) -> Iterator[Block]:
    """Yield the lines of the section without its notes, up to a key, which belongs to another section."""
    for block in walk(section.blocks):
        if block.key is not None:
            return
        is_footnote = block.type is BlockType.PARAGRAPH and _footnote().match(block.text)
        if block.type is not BlockType.NOTE and not is_footnote:
            yield block


def _footnote() -> re.Pattern[str]:
    """Match the start of a note, ``2 She was re-elected.``, but not ``2 May``."""
    return lexicon.pattern("MONTH", r"\d{1,2} (?!", r")[A-Z]")


@frozen
class _Text:
    """The prose on the last election: its sentences and its span, and the body that gets its diagnostics."""

    written: str
    span: Span
    sentences: tuple[Sentence, ...]
    body: Body

    @classmethod
    def of(cls, blocks: list[Block], body: Body) -> _Text:
        """Read the sentences of some lines; a paragraph may continue the sentence of the one before it."""
        words: list[Word] = []
        for block in blocks:
            own = with_names(reader().words(*body.own_text(block)), body.known_names)
            goes_on = block.type is BlockType.PARAGRAPH and words and not _ends(words[-1])
            if words and own and not goes_on:
                words.append(Word(".", own[0].start, own[0].start, ("STOP",)))
            words += own
        spans = [block.span for block in blocks if block.span] or [Span(0, 0)]
        written = " ".join(block.text for block in blocks)
        return cls(written, Span(spans[0].start, spans[-1].end), tuple(reader().sentences_of(words)), body)

    def report(self, diagnostic: Diagnostic, part: str) -> None:
        """Report a diagnostic about a ``part``, such as the year."""
        self.body.report(diagnostic.at(self.span, f"last_election.{part}"))

    def read(self) -> LastElection:
        """Read the facts of the text."""
        election = LastElection(self.written, span=self.span)
        if any(map(_denies, self.sentences)):
            return election
        mentions = [
            mention for number, each in enumerate(self.sentences) for mention in _mentions(each, number, self)
        ]
        year = _year(mentions, self)
        years: list[set[int]] = [set() for _ in self.sentences]
        for mention in mentions:
            years[mention.sentence].add(mention.year)
        dates = {mention.date for mention in mentions if mention.date and mention.year == year}
        return evolve(
            election,
            year=year,
            date=_common(dates, year),
            turnout_percent=_turnout(self, years, year),
            results=last_results.read(
                (each for at, each in enumerate(self.sentences) if years[at] <= {year}), self.body
            ),
        )


def _ends(word: Word) -> bool:
    return bool({"STOP", "SEMICOLON", "COLON", "BANG", "SIGN"}.intersection(word.kinds))


def _kinds(word: Word) -> set[str]:
    """The kinds of a word, and for a phrase those of its words too."""
    inside = phrases.tokens(word.tree) if word.tree is not None else ()
    return {*word.kinds, *(token.type for token in inside)}


def _has(words: Sequence[Word], rule: str) -> bool:
    """Whether one of the words is of a rule: a word on votes (``vote``), on another event (``event``)."""
    kinds = reader().kinds(rule)
    return any(not kinds.isdisjoint(_kinds(word)) for word in words)


def _denies(sentence: Sentence) -> bool:
    """Whether a sentence says that there was no election before: ``No vote for the office has been held before``."""
    kinds = [_kinds(word) for word in sentence]
    if any("FIRST_TIME" in each for each in kinds) and any("ELECTION" in each for each in kinds):
        return True
    no = kinds[:1] and kinds[0] & {"NEVER", "NO"} and any("ELECTION" in each for each in kinds[1:4])
    if no and not any({"GOT", "PERCENT"} & each for each in kinds):
        return True
    return any(
        "NEVER" in each and any("HELD" in other for other in kinds[at : at + 4]) for at, each in enumerate(kinds)
    )


# ---- the date


@frozen
class _Mention:
    """The date of a vote, with the number of its sentence."""

    year: int
    date: str | None
    sentence: int
    names_last: bool
    names_vote: bool


def _mentions(sentence: Sentence, number_: int, text: _Text) -> Iterator[_Mention]:
    dated = [at for at, word in enumerate(sentence) if word.kinds[0] == "DATED"]
    names_vote = _has(sentence, "vote")
    if not dated or _names_other_country(sentence, text.body) or (_has(sentence, "event") and not names_vote):
        return
    limit = int(text.body.date[:4]) if text.body.date else 2100
    names_last = names_vote and _has(sentence, "last")
    clauses = _clauses_of_votes(sentence)
    for at in dated:
        word = sentence[at]
        if not clauses[at] or not _is_of_vote(sentence, at):
            continue
        assert word.tree is not None
        is_bare = word.tree.children[0] if len(word.tree.children) == 1 else None
        if at and isinstance(is_bare, Token) and is_bare.type == "YEAR":
            continue  # Kedem 2005 ended up in opposition
        found = _date_of(word, text.body, lambda noticed: text.report(noticed, "date"))
        if found is not None and found[0] <= limit:
            yield _Mention(*found, number_, names_last, names_vote)


def _clauses_of_votes(sentence: Sentence) -> list[bool]:
    """For each word, whether its clause is not only about another event or another vote."""
    of_votes: list[bool] = []
    ends = (at for at, word in enumerate(sentence) if reader().is_boundary(word))
    for end in (*ends, len(sentence)):
        clause = sentence[len(of_votes) : end]
        only_event = _has(clause, "event") and not _has(clause, "vote")
        of_votes += [not (only_event or _has(clause, "other_vote"))] * (len(clause) + 1)  # with the boundary
    return of_votes


def _is_of_vote(sentence: Sentence, at: int) -> bool:
    """Whether the words around a date do not say that it is of another event."""
    others = reader().kinds("other_year")
    before = sentence[max(0, at - 3) : at]
    if [word.text.lower() for word in before[1:]] == ["before", ","]:
        before = ()  # Only one vote came before, in 2006.
    # more than in 2010      since 2003      the 2010 constitution
    return all(others.isdisjoint(_kinds(word)) for word in before) and not _has(sentence[at + 1 : at + 2], "event")


def _names_other_country(sentence: Sentence, body: Body) -> bool:
    """Whether a sentence names another country: ``In 2009 the Bloc had won 12 seats in Togo``."""
    if _has(sentence, "elsewhere"):
        return True
    names = [tree for word in sentence if word.tree for tree in word.tree.find_data("name")]
    found = [country.find(body.source.read(phrases.span(tree))) for tree in names]
    return any(each is not None and body.alpha2 is not None and each.alpha2 != body.alpha2 for each in found)


def _date_of(word: Word, body: Body, report: Report = lambda _: None) -> tuple[int, str | None] | None:
    """Return the year and the date of a phrase: ``(2014, "2014-05-06")``."""
    assert word.tree is not None
    whole = next(word.tree.find_data("date"), None)
    if whole is None:
        year = next(
            (str(t) for t in word.tree.scan_values(lambda v: isinstance(v, Token) and v.type == "YEAR")), None
        )
        return (int(year), year) if year else None
    written = body.source.read(phrases.span(whole))
    year = next((figure for figure in re.findall(r"\d{4}", written)), None)
    days = next(whole.find_data("days"), None)
    if days is not None and len([t for t in days.children if isinstance(t, Token) and t[0].isdigit()]) > 1:
        return (int(year), None) if year else None  # April 11 and 25, 2010
    reading = date.parse(written.replace(" of ", " "))
    if reading.diagnostic and reading.diagnostic.code not in ("W-DATE-AMBIGUOUS", "W-DATE-UNREAD", "W-DATE-NO-YEAR"):
        report(reading.diagnostic)
    if not year or (reading.diagnostic and reading.diagnostic.code in ("W-DATE-FAR", "W-DATE-UNREAD")):
        return None
    return int(year), reading.value


def _year(mentions: list[_Mention], text: _Text) -> int | None:
    """Return the only year; of several, the one named as last, or the first if it is also the latest."""
    voted = [mention for mention in mentions if mention.names_vote]
    for chosen in (mentions, [mention for mention in mentions if mention.names_last], voted):
        if len({mention.year for mention in chosen}) == 1:
            return chosen[0].year
    years = sorted({mention.year for mention in mentions})
    if not years or (voted and voted[0].year == years[-1]):
        return years[-1] if years else None
    message = f"The text does not say plainly which of {', '.join(map(str, years))} is the year; none was taken."
    text.report(Diagnostic("W-LAST-ELECTION-YEAR", message), "year")
    return None


def _common(dates: set[str], year: int | None) -> str | None:
    """Return the date, as exact as all dates of that year are: of two days of a month, the month."""
    exact = {each for each in dates if len(each) > 4}
    if len(exact) == 1:
        return exact.pop()
    months = {each[:7] for each in exact}
    return months.pop() if len(months) == 1 else str(year) if year is not None else None


# ---- the turnout


def _turnout(text: _Text, years: Sequence[set[int]], year: int | None) -> float | None:
    """Return the turnout of the election of a year; ``years`` are those that each sentence names."""
    found: list[tuple[Tree[Token], set[str]]] = []
    for sentence, named in zip(text.sentences, years, strict=True):
        if (year is None or not named or year in named) and not _has(sentence, "other_vote"):
            found += [_turnout_of(clause.tree) for clause in last_results.clauses(sentence, "turnout_given")]
    values = {number.percent(tree) for tree, _ in found}
    written = [text.body.source.read(phrases.span(tree)) for tree, _ in found]
    signs = {sign for _, each in found for sign in each}
    if len(values) > 1 or "BOUND" in signs or "in_round" in signs:
        message = f"The text gives no turnout of the whole election plainly ({', '.join(written)}); none was taken."
        text.report(Diagnostic("W-LAST-ELECTION-TURNOUT", message), "turnout_percent")
        return None
    if not found:
        if any(
            _has(each, "turnout_word") and any("PERCENT" in _kinds(word) for word in each) for each in text.sentences
        ):
            message = "A turnout is given, but not plainly that of the last election; none was taken."
            text.report(Diagnostic("W-LAST-ELECTION-TURNOUT", message), "turnout_percent")
        return None
    value = values.pop()
    if value is None:
        message = f"{quoted(written[0])} is more than 100 percent; no value was taken."
        text.report(Diagnostic("W-SHARE-RANGE", message), "turnout_percent")
    elif "ABOUT" in signs:
        message = f"The turnout is given as about {written[0]}; that figure was taken."
        text.report(Diagnostic("I-LAST-ELECTION-ABOUT", message), "turnout_percent")
    if value is not None:
        text.body.spans["last_election.turnout_percent"] = phrases.span(found[0][0])
    return value


def _turnout_of(clause: Tree[Token]) -> tuple[Tree[Token], set[str]]:
    """Return the share that a clause gives, and the kinds of the other words and phrases in it."""
    *_, share = (child for child in clause.children if isinstance(child, Tree) and child.data == "percent")
    signs = {child.type if isinstance(child, Token) else str(child.data) for child in clause.children}
    return share, signs | {str(tree.data) for tree in clause.iter_subtrees()}
