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

from ifes_records.diagnostics import Diagnostic, quoted
from ifes_records.model.body import Block, BlockType, Section, SectionKind
from ifes_records.model.facts import LastElection, LastResult
from ifes_records.sections import last_date, last_results, last_turnout
from ifes_records.sections.last_clauses import READERS, Sentence, reader
from ifes_records.sections.lines import Body, walk
from ifes_records.span import Span
from ifes_records.text import lexicon
from ifes_records.text.phrases import tokens
from ifes_records.text.words import Word, with_names


def read(body: Body, lost: Sequence[Block] = ()) -> LastElection:
    """Read the first section on the last election that gives a year, a turnout or a result.

    ``lost`` are lines that have lost their heading; they are read if no section says anything.
    """
    parts = [(list(_lines(section)), section.heading) for section in body.of_kind(SectionKind.LAST_ELECTION)]
    parts += [([block], None) for block in lost]
    texts = [_Text.of(blocks, heading or "", body) for blocks, heading in parts]
    return _first([text.read() for text in texts if text.sentences], body)


def is_last_election(block: Block, body: Body) -> bool:
    """Whether a line without a heading is surely about the last election.

    Its first sentence names an election by a year before this one's, or as the last one, and it says that it was held
    or won: ``In the 2021 legislative election, the Civic Union won 34 seats.`` Or it names such a year and says who
    won how many seats or votes: ``In 2021, the Civic Union won a plurality of seats (34).``
    """
    if block.key is not None or block.type is BlockType.NOTE:
        return False
    text, offset = body.own_text(block)
    if not reader().may_have(text, "held", "won_word"):
        return False
    sentences = map(Sentence, reader().sentences(text, offset))
    first = next(sentences, Sentence())
    dated = next((at for at, word in enumerate(first) if word.kinds[0] == "DATED"), None)
    if dated is None:
        return False
    is_before, kinds = _is_before(first[dated], body), first.kinds[dated]
    is_past = (
        ("ELECTION" in kinds and ("LAST" in kinds or is_before))
        or (first.has("last") and first.has("held"))
        or (is_before and _says_who_won(first))
    )
    return is_past and any(each.has("held") or each.has("won_word") for each in chain((first,), sentences))


def _is_before(word: Word, body: Body) -> bool:
    found = last_date.date_of(word, body)
    return found is not None and body.date is not None and found[0] < int(body.date[:4])


def _says_who_won(sentence: Sentence) -> bool:
    """Whether a sentence says who won how many seats, or what part of the vote."""
    won = [found.tree for found in sentence.clauses(*READERS)]
    return any(
        any(tree.find_data("share")) or any(token.type == "SEAT_WORD" for token in tokens(tree)) for tree in won
    )


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
    """The prose on the last election under a heading: its sentences, its span, the body that gets its diagnostics."""

    heading: str
    written: str
    span: Span
    sentences: tuple[Sentence, ...]
    body: Body

    @classmethod
    def of(cls, blocks: list[Block], heading: str, body: Body) -> _Text:
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
        sentences = tuple(map(Sentence, reader().sentences_of(words)))
        return cls(heading, written, Span(spans[0].start, spans[-1].end), sentences, body)

    def report(self, diagnostic: Diagnostic, part: str) -> None:
        """Report a diagnostic about a ``part``, such as the year."""
        self.body.report(diagnostic.at(self.span, f"last_election.{part}"))

    def read(self) -> LastElection:
        """Read the facts of the text."""
        if any(map(_denies, self.sentences)):
            return LastElection(self.written, span=self.span)
        elsewhere = [last_date.names_other_country(each, self.body) for each in self.sentences]
        mentions = [
            mention
            for at, each in enumerate(self.sentences)
            if not elsewhere[at]
            for mention in last_date.mentions(each, at, self.body, self.report)
        ]
        year = last_date.year(mentions, self.report)
        years: list[set[int]] = [set() for _ in self.sentences]
        for mention in mentions:
            years[mention.sentence].add(mention.year)
        dates = {mention.date for mention in mentions if mention.date and mention.year == year}
        of_last = [each for at, each in enumerate(self.sentences) if years[at] <= {year} and not elsewhere[at]]
        return LastElection(
            self.written,
            last_date.common(dates, year),
            year,
            last_turnout.read(self.sentences, years, elsewhere, year, self.body, self.report),
            self._in_force(last_results.read(of_last, f"{self.heading} {self.written}", self.body)),
            span=self.span,
        )

    def _in_force(self, results: tuple[LastResult, ...]) -> tuple[LastResult, ...]:
        """The results, without the winner that they had before one was annulled."""
        annulled = max((each[-1].end for each in self.sentences if each.has("annulled")), default=0)
        was = [
            result.winner is not None and result.span is not None and result.span.end < annulled for result in results
        ]
        if any(was):
            message = "The text says that a result was annulled; no winner was taken from what stands before."
            self.report(Diagnostic("I-LAST-ELECTION-ANNULLED", message), "results")
        return tuple(evolve(one, winner=None) if gone else one for one, gone in zip(results, was, strict=True))


def _ends(word: Word) -> bool:
    return bool({"STOP", "SEMICOLON", "COLON", "BANG", "SIGN"}.intersection(word.kinds))


def _denies(sentence: Sentence) -> bool:
    """Whether a sentence says that there was no election before: ``No vote for the office has been held before``."""
    kinds = sentence.kinds
    if any("FIRST_TIME" in each for each in kinds) and any("ELECTION" in each for each in kinds):
        return True
    no = kinds[:1] and kinds[0] & {"NEVER", "NO"} and any("ELECTION" in each for each in kinds[1:4])
    if no and not any({"GOT", "PERCENT"} & each for each in kinds):
        return True
    return any(
        "NEVER" in each and any("HELD" in other for other in kinds[at : at + 4]) for at, each in enumerate(kinds)
    )
