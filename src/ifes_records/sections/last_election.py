"""The last election, in prose: its year, its turnout, and the seats that parties won.

In the 2021 legislative election, the Civic Union won a majority with 76 seats. Voter turnout was 61%.
Held on 19 May 2019; turnout 55%.
66.2% of voters turned out.

A figure is read only if the prose clearly gives it for the last election: not the year of another event, the turnout
of another vote, or a party's share.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from attrs import frozen
from lark import Token, Tree

from ifes_records.diagnostics import Diagnostic, quoted
from ifes_records.model.body import Block, BlockType, Section, SectionKind
from ifes_records.model.facts import LastElection, LastResult
from ifes_records.sections.chambers import count_in, spaced, unspaced
from ifes_records.sections.lines import Body, walk
from ifes_records.span import Span
from ifes_records.text import lexicon
from ifes_records.text.grammars import grammar
from ifes_records.values import date, name, share

# Pieces that are about a vote. Without one, a year is less likely to be that of an election.
VOTE = frozenset("ELECTION HELD VOTED WON VICTORY TURNOUT ROUND SEATS SEATS_SHARED PERCENT VOTE_SHARE".split())
CLAUSE_ENDS = frozenset("COMMA AND DASH COLON PARENTHESES".split())
# Pieces allowed between `turnout` and its figure, between a figure and `turned out`, and between two turnouts.
AFTER_TURNOUT = frozenset(
    "FILL IN ARTICLE DATED YEAR OTHER_YEAR ELECTION ROUND LAST COMMA COLON HELD DASH LINK WORD CAPITALISED ABOUT"
    " BOUND SUBGROUP AGAINST PERCENT".split()
)
BEFORE_VOTED = frozenset("IN ARTICLE FILL SUBGROUP WORD".split())
AFTER_FIGURE = frozenset("IN ARTICLE SUBGROUP CAPITALISED ELECTION WORD".split())
BETWEEN_TURNOUTS = frozenset("AND COMMA IN ARTICLE ROUND ELECTION FILL".split())

DAYS = re.compile(r"\d(?:st|nd|rd|th)?(?: ?[–-] ?| and | to | & )(?:the )?\d")

# One letter for each piece, and the pattern of a list of parties with their seats in these letters.
LETTERS = {
    "OPENING": "O", "JOIN": ",", "PARTY": "P", "GOT": "g", "HELD_SEATS": "S", "HELD_NUMBER": "s", "LISTED": "l",
    "LIST_LEAD": "L", "IN_YEAR": "i", "SEATS_SHARED": "x", "WORD": "w",
}  # fmt: skip
PARTIES = re.compile(r"OPi?g(?:S|s(?=i?,))i?(?:,Pg?[Ss](?![wsglx])i?)*(?:[,O]+LPl(?:,Pl)*)?(?![sglx])")
NO_PARTY = re.compile(
    r"(?:independents?|others?|candidates?|women|men|it|they|he|she|both|many|several|another|opposition|each)\b",
    re.IGNORECASE,
)


@frozen
class Prose:
    """The words of a section by sentence, with its span and the body that gets its diagnostics."""

    sentences: tuple[tuple[Token, ...], ...]
    span: Span
    body: Body

    def report(self, diagnostic: Diagnostic, part: str) -> None:
        """Report a diagnostic about a ``part``, such as the year."""
        self.body.report(diagnostic.at(self.span, f"last_election.{part}"))


@frozen
class Mention:
    """The year of a vote, with the number of its sentence."""

    year: int
    sentence: int
    names_last: bool
    names_vote: bool


def read(body: Body) -> LastElection:
    """Read the first section on the last election that gives a year or a turnout."""
    found = [_read(section, body) for section in body.of_kind(SectionKind.LAST_ELECTION)]
    given = [one for one in found if one.year is not None or one.turnout_percent is not None]
    for other in given[1:]:
        if other.span and other.year != given[0].year:
            message = f"{quoted(other.text or '')} is about another election than the section above, which was taken."
            body.report(Diagnostic("I-LAST-ELECTION-SECOND", message, "last_election", other.span))
    return next(iter(given or [one for one in found if one.text]), LastElection())


def _read(section: Section, body: Body) -> LastElection:
    blocks = list(_lines(section))
    spans = [block.span for block in blocks if block.span] or [Span(0, 0)]
    span = Span(spans[0].start, spans[-1].end)
    written = " ".join(block.text for block in blocks) or None
    text = _running_text(blocks)
    tree = grammar("last_election.lark").parse(text, start="line")
    sentences = (sentence.children for sentence in tree.children if isinstance(sentence, Tree))
    prose = Prose(tuple(tuple(piece for piece in each if isinstance(piece, Token)) for each in sentences), span, body)
    if any(_denies([piece.type for piece in sentence]) for sentence in prose.sentences):
        return LastElection(written, span=span)
    mentions = list(_mentions(prose))
    year = _year(mentions, prose)
    is_cut = body.cut is not None and span.end >= body.cut
    seats = () if "first round" in text and "second round" not in text else tuple(_seats(text, is_cut, body.alpha2))
    return LastElection(written, year=year, turnout_percent=_turnout(mentions, year, prose), results=seats, span=span)


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


def _running_text(blocks: list[Block]) -> str:
    """Join the lines into one text; a paragraph may continue the sentence of the previous one."""
    parts = ["."]
    for block in blocks:
        continues = block.type is BlockType.PARAGRAPH and not parts[-1].rstrip().endswith((".", ";", ":", "!", "?"))
        parts += [" " if continues else " . ", re.sub(r"[!?](?=\s|$)", ".", block.text)]
    return re.sub(r"^(?:\. )+", ". ", spaced("".join(parts)))


def _denies(types: list[str]) -> bool:
    """Whether a sentence says that there was no election before: ``No vote for the office has been held before``."""
    if "FIRST_TIME" in types and "ELECTION" in types:
        return True
    no = types[:1] == ["NEVER"] and "ELECTION" in types[1:4] and not {"WON", "PERCENT"} & set(types)
    return no or any(type_ == "NEVER" and "HELD" in types[at + 1 : at + 4] for at, type_ in enumerate(types))


# ---- the year


def _mentions(prose: Prose) -> Iterator[Mention]:
    limit = int(prose.body.date[:4]) if prose.body.date else 2100
    for number, sentence in enumerate(prose.sentences):
        types = {piece.type for piece in sentence}
        names_last = "LAST" in types and bool(types & {"ELECTION", "HELD", "VOTED"})
        for at, piece in enumerate(sentence):
            at_start = piece.type == "BARE_YEAR" and at == 0
            if (piece.type in ("DATED", "YEAR") or at_start) and _is_of_vote(sentence, at):
                year = _year_of(piece, prose)
                if year is not None and year <= limit:
                    yield Mention(year, number, names_last, bool(types & VOTE))
            elif piece.type == "SHORT_DATED" and (len(sentence) == at + 1 or sentence[at + 1].type == "COMMA"):
                _year_of(piece, prose)


def _is_of_vote(sentence: tuple[Token, ...], at: int) -> bool:
    """Whether a year is that of a vote: neither its clause nor its sentence is only about another event."""
    ends = [place for place, piece in enumerate(sentence) if piece.type in CLAUSE_ENDS]
    start = max((place for place in ends if place < at), default=-1) + 1
    end = min((place for place in ends if place > at), default=len(sentence))
    for part in (sentence[start:end], sentence):
        types = {piece.type for piece in part}
        if types & {"AGAINST", "EVENT"} and not types & VOTE:
            return False
    return all(piece.type != "OTHER_VOTE" for piece in sentence[start:end])


def _year_of(piece: Token, prose: Prose) -> int | None:
    text = unspaced(piece).strip("() ")
    figures = re.search(r"\d{4}", text)
    if figures and (piece.type in ("YEAR", "BARE_YEAR") or DAYS.search(text)):
        return int(figures[0])  # DAYS: April 11 and 25, 2010
    diagnostic = date.parse(text.replace(" of ", " ")).diagnostic
    if diagnostic and diagnostic.code not in ("W-DATE-AMBIGUOUS", "W-DATE-UNREAD"):
        prose.report(diagnostic, "year")
    is_date = diagnostic is None or diagnostic.code in ("W-DATE-AMBIGUOUS", "W-DATE-MONTH", "W-DATE-IMPOSSIBLE")
    return int(figures[0]) if figures and is_date else None


def _year(mentions: list[Mention], prose: Prose) -> int | None:
    """Return the only year; of several, the one named as last, or the first if it is also the latest."""
    voted = [mention for mention in mentions if mention.names_vote]
    for chosen in (mentions, [mention for mention in mentions if mention.names_last], voted):
        if len({mention.year for mention in chosen}) == 1:
            return chosen[0].year
    years = sorted({mention.year for mention in mentions})
    if not years or (voted and voted[0].year == years[-1]):
        return years[-1] if years else None
    message = f"The text does not say plainly which of {', '.join(map(str, years))} is the year; none was taken."
    prose.report(Diagnostic("W-LAST-ELECTION-YEAR", message), "year")
    return None


# ---- the turnout


def _turnout(mentions: list[Mention], year: int | None, prose: Prose) -> float | None:
    found: list[tuple[Token, str]] = []
    years_of: dict[int, set[int]] = {}
    for mention in mentions:
        years_of.setdefault(mention.sentence, set()).add(mention.year)
    for number, sentence in enumerate(prose.sentences):
        years = years_of.get(number, set())
        is_other = year is not None and bool(years) and year not in years
        if not is_other and all(piece.type != "OTHER_VOTE" for piece in sentence):
            found += _turnouts(sentence)
    figures = sorted({figure.strip("() ") for figure, _ in found})
    doubts = {doubt for _, doubt in found}
    if len(figures) > 1 or "" in doubts:
        message = f"The text gives no turnout of the whole election plainly ({', '.join(figures)}); none was taken."
        prose.report(Diagnostic("W-LAST-ELECTION-TURNOUT", message), "turnout_percent")
    elif figures:
        reading = share.parse(re.sub(r"[^\d.,]", "", figures[0]) + "%")
        if reading.diagnostic is not None:
            prose.report(reading.diagnostic, "turnout_percent")
        elif "ABOUT" in doubts:
            message = f"The turnout is given as about {figures[0]}; that figure was taken."
            prose.report(Diagnostic("I-LAST-ELECTION-ABOUT", message), "turnout_percent")
        return reading.value
    elif any({"TURNOUT", "PERCENT"} <= {piece.type for piece in sentence} for sentence in prose.sentences):
        message = "A turnout is given, but not plainly that of the last election; none was taken."
        prose.report(Diagnostic("W-LAST-ELECTION-TURNOUT", message), "turnout_percent")
    return None


def _turnouts(sentence: tuple[Token, ...]) -> Iterator[tuple[Token, str]]:
    """Yield the turnouts, each with ``EXACT``, ``ABOUT``, or an empty text for a bound or a group of voters."""
    last: int | None = None
    for at, piece in enumerate(sentence):
        before = sentence[at - 1] if at else None
        is_compared = before and (before.type == "AGAINST" or before.strip().lower() in ("by", "up", "down"))
        if piece.type != "PERCENT" or is_compared:
            continue
        words = _words_to_turnout(sentence, at)
        continues = last is not None and {other.type for other in sentence[last + 1 : at]} <= BETWEEN_TURNOUTS
        if words is None and not continues:
            continue
        last = at
        types = {other.type for other in (*(words or ()), *_qualifiers(sentence, at))}
        if "SUBGROUP" in types or ("CAPITALISED" in types and "ELECTION" not in types):
            yield piece, ""
        else:
            yield piece, {"BOUND": "", "ABOUT": "ABOUT"}.get(before.type if before else "", "EXACT")


def _qualifiers(sentence: tuple[Token, ...], at: int) -> tuple[Token, ...]:
    """Return the words that say whose turnout a figure is: ``in the capital`` in ``61% in the capital, and …``."""
    end = at + 1
    while end < len(sentence) and sentence[end].type in AFTER_FIGURE:
        end += 1
    return sentence[at + 1 : end] if end > at + 1 and sentence[at + 1].type == "IN" else ()


def _words_to_turnout(sentence: tuple[Token, ...], at: int) -> tuple[Token, ...] | None:
    """Return the words between a figure and ``turnout`` or ``turned out``; ``None`` if it isn't a turnout."""
    if at + 1 < len(sentence) and sentence[at + 1].type == "TURNOUT":  # a 61% turnout
        return ()
    end = at + 1
    while end < len(sentence) and sentence[end].type in BEFORE_VOTED:
        end += 1
    if end < len(sentence) and sentence[end].type == "VOTED":  # 66.2% of voters turned out
        return sentence[at + 1 : end]
    start = at - 1
    while start >= 0 and sentence[start].type in AFTER_TURNOUT:
        if sentence[start].type == "PERCENT" and sentence[start - 1].type != "AGAINST":
            return None
        start -= 1
    return sentence[start + 1 : at] if start >= 0 and sentence[start].type == "TURNOUT" else None


# ---- seats


def _seats(text: str, is_cut: bool, alpha2: str | None) -> Iterator[LastResult]:
    """Yield the parties with their seats, without groups of parties and independents."""
    pieces = grammar("last_election.lark").parse(text, start="seats").children
    tokens = [piece for piece in pieces if isinstance(piece, Token)]
    letters = "".join(LETTERS[token.type] for token in tokens)
    for run in PARTIES.finditer(letters):
        party = ""
        for token in tokens[run.start() : run.end()]:
            if token.type == "PARTY":
                party = unspaced(token)
            elif LETTERS[token.type] in "Ssl" and not NO_PARTY.match(party) and not (is_cut and token is tokens[-1]):
                yield LastResult(name.parse(party, alpha2)[0], seats=count_in(token.strip("( ")))
