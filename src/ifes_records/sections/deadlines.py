"""Key deadlines: what has to be done, and until when.

Candidate filing deadline: 24 June 2023
9 April 2023 for Montserrado, Grand Bassa and Bomi counties
Prospective voters have until 17 February to request to vote elsewhere.

A line's dates are deadlines where the words around them say so (``until``, ``closes on``), where they are what a
label gives, or where they open the line and what they are for follows. Any other date is left alone.
"""

from __future__ import annotations

import datetime
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from itertools import pairwise

from attrs import evolve, frozen
from lark import Token, Tree, UnexpectedInput

from ifes_records.diagnostics import Diagnostic, quoted
from ifes_records.model.body import Block, BlockType, SectionKind
from ifes_records.model.facts import Deadline
from ifes_records.sections.dated_count import Datum
from ifes_records.sections.lines import Body
from ifes_records.text.grammars import grammar, pattern
from ifes_records.values import date, mark

# What is to be done after the vote is done in this time (`10 May: count`); a day later in the year is one before it.
COUNT = datetime.timedelta(days=30)
# What may stand right behind a date that opens a sentence: `30 April for coalitions`.
BEHIND_FIRST_DATE = {"FOR", "COLON", "TO", "OPEN", "IS_DEADLINE", "MARK", "END"}
# What leads up to a date, and is no part of what has to be done.
BEFORE_DATE = {"UNTIL", "IS", "COLON", "OPEN", "BETWEEN", "COMMA", "AND"}


@frozen
class SentencePart:
    """A word or a date of a line, and where it stands in it."""

    type: str
    start: int
    end: int
    text: str
    # For a date: the whole of it, whether it ends a period, and what joins it to the words behind it.
    date: str = ""
    is_period: bool = False
    joined_by: str | None = None


EDGE = SentencePart("END", 0, 0, "")


def read(body: Body) -> tuple[Deadline, ...]:
    """Read the section's lines, and those with a deadline's key wherever they stand.

    A line with a key always gives a deadline; its ``date`` is ``None`` where it gives none, or a malformed one.
    """
    found: list[Deadline] = []
    for block, above in _lines(body):
        told = list(_told(block))
        for text, what in told:
            datum = Datum(block, f"deadlines[{len(found)}]", body)
            value, inferred = _date(datum, text)
            key = block.key if _is_deadline_key(block.key) else above
            if key and not what.startswith(key):
                what = f"{key} … {what}".removesuffix(" … ")
            found.append(Deadline(block.text, what or None, value, inferred, span=block.span))
        if not told and _is_deadline_key(block.key) and (block.value is not None or not block.children):
            datum = Datum(block, f"deadlines[{len(found)}]", body)
            if datum.tells:
                datum.leave(part=".date")
            found.append(Deadline(block.text, block.key, span=block.span))
    return tuple(found)


def _lines(body: Body) -> Iterator[tuple[Block, str | None]]:
    """The lines to look at, each with the deadline's key that it stands under."""
    for section in body.sections:
        yield from _lines_of(section.blocks, section.kind is SectionKind.DEADLINES, None)


def _lines_of(blocks: tuple[Block, ...], in_section: bool, above: str | None) -> Iterator[tuple[Block, str | None]]:
    for block in blocks:
        key = block.key if _is_deadline_key(block.key) else None
        if key or (block.key is None and (in_section or above)):
            yield block, above
        yield from _lines_of(block.children, in_section, key or above)


def _is_deadline_key(key: str | None) -> bool:
    return key is not None and "deadline" in key.casefold()


def _date(datum: Datum, text: str) -> tuple[str | None, bool]:
    """The date, and whether its year was inferred: that of the latest such day up to the count."""
    reading, election = date.parse(text), datum.body.date
    if reading.diagnostic is not None and reading.diagnostic.code == "W-DATE-NO-YEAR" and election is not None:
        is_day = len(election) == len("2023-03-19")
        latest = (datetime.date.fromisoformat(election) + COUNT).isoformat() if is_day else election
        for year in (int(latest[:4]), int(latest[:4]) - 1):
            value = date.parse(text, year=year).value
            if value is not None and value <= latest:
                message = f"{quoted(text)} has no year; {year} was taken from the date of the election, {election}."
                datum.note(Diagnostic("I-YEAR-INFERRED", message), ".date")
                return value, True
    return datum.take(reading, ".date"), False


def _told(block: Block) -> Iterator[tuple[str, str]]:
    """The dates of a line that are deadlines, each with what has to be done by then."""
    try:
        tree = grammar("deadlines.lark", "line").parse(block.text)
    except UnexpectedInput:
        return
    for sentence in _sentences(_pieces(tree)):
        first: dict[str, int] = {}
        for at, piece in enumerate(sentence):
            first.setdefault(piece.type, at)
        in_note = block.type is BlockType.NOTE
        dates = [at for at in range(len(sentence)) if _is_deadline(sentence, at, first, in_note)]
        parts = [at for at in dates if _is_listed(sentence, at)]
        betweens = [at for at, piece in enumerate(sentence) if piece.type == "BETWEEN"]
        for at in dates:
            yield sentence[at].date, _what(block.text, sentence, at, parts, betweens)


def _pieces(tree: Tree[Token]) -> list[SentencePart]:
    pieces = [_date_piece(child) if isinstance(child, Tree) else _piece(child) for child in tree.children]
    return [
        # `5 Mayor` and `5 May 2023/24` hold no date
        evolve(piece, type="WORD") if _is_glued(piece, behind) else piece
        for piece, behind in pairwise([*pieces, EDGE])
    ]


def _is_glued(piece: SentencePart, behind: SentencePart) -> bool:
    return behind.type == "WORD" and piece.joined_by is None and piece.end == behind.start and bool(piece.date)


def _piece(token: Token) -> SentencePart:
    return SentencePart(token.type, token.start_pos or 0, token.end_pos or 0, str(token))


def _date_piece(tree: Tree[Token]) -> SentencePart:
    parts = [_piece(child) for child in tree.children if isinstance(child, Token)]
    dates = [part for part in parts if part.type in ("DATE", "ODD_DATE", "ODD_MONTH")]
    problem = date.parse(dates[-1].text).diagnostic
    is_date = problem is None or problem.code != "W-DATE-UNREAD"
    return SentencePart(
        "WHEN" if is_date else "WORD",
        parts[0].start,
        dates[-1].end if parts[-1].text.isspace() else parts[-1].end,
        "".join(part.text for part in parts),
        date=dates[-1].text,
        is_period=len(parts) > len(dates) and parts[-1] is dates[-1],
        joined_by="TO" if parts[-1].type == "TO" else None,
    )


def _sentences(pieces: list[SentencePart]) -> Iterator[list[SentencePart]]:
    sentence: list[SentencePart] = []
    for piece, behind in pairwise([*pieces, EDGE]):
        ends = piece.type == "STOP" and (behind is EDGE or behind.text[:1].isupper() or behind.type == "WHEN")
        if ends or piece.type == "SEMICOLON":
            yield sentence
            sentence = []
        else:
            sentence.append(piece)
    yield sentence


def _is_deadline(sentence: list[SentencePart], at: int, first: dict[str, int], in_note: bool) -> bool:
    """Whether a piece of a sentence is a date by which something has to be done; ``first`` places of each type."""
    piece = sentence[at]
    if piece.type != "WHEN":
        return False
    before = sentence[at - 1].type if at else "START"
    behind = piece.joined_by or (sentence[at + 1].type if at + 1 < len(sentence) else "END")
    words = {kind for kind, place in first.items() if place < at}
    beside = [other.type for other in sentence[max(0, at - 2) : at + 3]]
    if ("MOVED" in words and "DEADLINE" not in words) or ("COLON" in beside and "VOTING_DAY" in beside):
        return False
    if before in ("UNTIL", "ENDS", "COLON") or piece.is_period or behind == "IS_DEADLINE":
        return True
    if before in ("IS", "OPEN") and "DEADLINE" in words:
        return True
    if _is_listed(sentence, at) or (before == "AND" and "BETWEEN" in words):
        return True
    return before == "START" and behind in BEHIND_FIRST_DATE and not in_note


def _is_listed(sentence: list[SentencePart], at: int) -> bool:
    """Whether a date goes on with a list: the second one of ``30 April for coalitions and 5 May for parties``."""
    around = [piece.type for piece in sentence[at - 1 : at + 2 : 2]] if at else []
    return around in (["AND", "FOR"], ["COMMA", "FOR"])


def _what(text: str, sentence: list[SentencePart], at: int, parts: list[int], betweens: list[int]) -> str:
    """What has to be done: the sentence without its date, or the part of it that the date belongs to.

    ``parts`` are the dates that begin a part, and ``betweens`` the words that begin a period, in order.
    """
    behind_it = bisect_right(parts, at)
    start = parts[behind_it - 1] if behind_it else 0
    end = parts[behind_it] - 1 if behind_it < len(parts) else len(sentence)
    earlier = bisect_left(betweens, at)
    lead = betweens[earlier - 1] if earlier and betweens[earlier - 1] >= start else at
    while lead > start and sentence[lead - 1].type in BEFORE_DATE:
        lead -= 1
    before = text[sentence[start].start : sentence[lead - 1].end] if lead > start else ""
    behind = text[sentence[at].end : sentence[end - 1].end] if end > at + 1 or sentence[at].joined_by else ""
    before = re.sub(r" (?:on|from)$", "", before.rstrip())
    behind = re.sub(r"^[\s,:–—-]+", "", behind)
    if not before:
        behind = re.sub(r"^(?:for|(?:is|was|will be) (?:also )?(?:the |a )?[\w-]+(?: \w+)? (?:for|to)) ", "", behind)
    marks_before = re.compile(rf"(?:{pattern('MARK').pattern})*")
    pair = (marks_before.sub("", mark.without(part), count=1).strip(" ().") for part in (before, behind))
    return " … ".join(filter(None, pair))
