"""Key deadlines: what has to be done, and by when.

Candidate filing deadline: 24 June 2023
9 April 2023 for Montserrado, Grand Bassa and Bomi counties
Prospective voters have until 17 February to request to vote elsewhere.

A date is a deadline if the words around it say so (``until``, ``closes on``), if it is the value of a key, or if it
begins the line and its purpose follows. Other dates are ignored.
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
from ifes_records.text.memo import remembered
from ifes_records.values import date, mark

# Deadlines after the vote (`10 May: count`) are within this time. A day that is later is in the year before.
COUNT = datetime.timedelta(days=30)
# What may follow a date at the start of a sentence: `30 April for coalitions`
AFTER_FIRST_DATE = {"FOR", "COLON", "TO", "OPEN", "IS_DEADLINE", "MARK", "END"}
# Words before a date that are not part of what has to be done.
BEFORE_DATE = {"UNTIL", "EXTENDED", "IS", "COLON", "OPEN", "BETWEEN", "COMMA", "AND"}


@frozen
class SentencePart:
    """A word or a date of a line, with its offsets."""

    type: str
    start: int
    end: int
    text: str
    # For a date: its text, whether it ends a period, and what joins it to the words after it.
    date: str = ""
    is_period: bool = False
    joined_by: str | None = None


EDGE = SentencePart("END", 0, 0, "")


def read(body: Body) -> tuple[Deadline, ...]:
    """Read the lines of the section, and lines of other sections that have a deadline's key.

    A line with a key always gives a deadline; its ``date`` is ``None`` if the line has none or a malformed one.
    """
    found: list[Deadline] = []
    for block, above in _lines(body):
        deadlines = list(_deadlines(block))
        for text, what in deadlines:
            datum = Datum(block, f"deadlines[{len(found)}]", body)
            value, inferred = _date(datum, text)
            key = block.key if _is_deadline_key(block.key) else above
            if key and not what.startswith(key):
                what = f"{key} … {what}".removesuffix(" … ")
            found.append(Deadline(block.text, what or None, value, inferred, span=block.span))
        if not deadlines and _is_deadline_key(block.key) and (block.value is not None or not block.children):
            datum = Datum(block, f"deadlines[{len(found)}]", body)
            if datum.has_value:
                datum.report_unparsed(part=".date")
            found.append(Deadline(block.text, block.key, span=block.span))
    return tuple(found)


def _lines(body: Body) -> Iterator[tuple[Block, str | None]]:
    """Yield the lines to read, each with the deadline's key that it is nested under."""
    for section in body.sections:
        yield from _lines_of(section.blocks, section.kind is SectionKind.DEADLINES, None)


def _lines_of(blocks: tuple[Block, ...], in_section: bool, above: str | None) -> Iterator[tuple[Block, str | None]]:
    for block in blocks:
        key = block.key if _is_deadline_key(block.key) else None
        if key or (block.key is None and (in_section or above)):
            yield block, above
        yield from _lines_of(block.children, in_section, key or above)


def is_deadline(block: Block) -> bool:
    """Whether a line without a key is surely a deadline: it says what voters or candidates have to do, and by when.

    Voters abroad must register by 6 November 2023.
    """
    if block.key is not None or block.type is BlockType.NOTE:
        return False
    words = grammar("deadlines.lark")
    if not words.has("UNTIL", block.text) or not (words.has("TASK", block.text) or words.has("DEADLINE", block.text)):
        return False
    return any(True for _ in _deadlines(block)) and any(
        {"TASK", "DEADLINE"} & {piece.type for piece in sentence} and "UNTIL" in {piece.type for piece in sentence}
        for sentence in _sentences_of(block.text)
    )


def _is_deadline_key(key: str | None) -> bool:
    return key is not None and "deadline" in key.casefold()


def _date(datum: Datum, text: str) -> tuple[str | None, bool]:
    """Return the date, and whether its year was inferred: the last such day up to 30 days after the election."""
    reading, election = date.parse(text), datum.body.date
    if reading.diagnostic is not None and reading.diagnostic.code == "W-DATE-NO-YEAR" and election is not None:
        is_day = len(election) == len("2023-03-19")
        latest = (datetime.date.fromisoformat(election) + COUNT).isoformat() if is_day else election
        for year in (int(latest[:4]), int(latest[:4]) - 1):
            value = date.parse(text, year=year).value
            if value is not None and value <= latest:
                message = f"{quoted(text)} has no year; {year} was taken from the date of the election, {election}."
                datum.report(Diagnostic("I-YEAR-INFERRED", message), ".date")
                return value, True
    return datum.value_of(reading, ".date"), False


def _deadlines(block: Block) -> Iterator[tuple[str, str]]:
    """Yield the deadlines of a line: each date, with what has to be done by then."""
    for sentence in _sentences_of(block.text):
        first: dict[str, int] = {}
        for at, piece in enumerate(sentence):
            first.setdefault(piece.type, at)
        in_note = block.type is BlockType.NOTE
        dates = [at for at in range(len(sentence)) if _is_deadline(sentence, at, first, in_note)]
        parts = [at for at in dates if _is_listed(sentence, at)]
        betweens = [at for at, piece in enumerate(sentence) if piece.type == "BETWEEN"]
        for at in dates:
            extends = (
                at - 1 > 0 and at - 1 == first.get("EXTENDED") and [earlier for earlier in dates if earlier < at]
            )
            if extends:
                # 20 January 2023 (extended to 27 January 2023): the same has to be done by either day
                yield sentence[at].date, _what(block.text, sentence[: extends[-1] + 1], extends[-1], parts, betweens)
            else:
                end = first.get("EXTENDED", 0) if at < first.get("EXTENDED", 0) else len(sentence)
                yield sentence[at].date, _what(block.text, sentence[:end], at, parts, betweens)


@remembered
def _sentences_of(text: str) -> list[list[SentencePart]]:
    try:
        return list(_sentences(_pieces(grammar("deadlines.lark").parse(text))))
    except UnexpectedInput:
        return []


def _pieces(tree: Tree[Token]) -> list[SentencePart]:
    pieces = [_date_piece(child) if isinstance(child, Tree) else _piece(child) for child in tree.children]
    return [
        # `5 Mayor` and `5 May 2023/24` hold no date
        evolve(piece, type="WORD") if _is_glued(piece, after) else piece
        for piece, after in pairwise([*pieces, EDGE])
    ]


def _is_glued(piece: SentencePart, after: SentencePart) -> bool:
    return after.type == "WORD" and piece.joined_by is None and piece.end == after.start and bool(piece.date)


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
    for piece, after in pairwise([*pieces, EDGE]):
        ends = piece.type == "STOP" and (after is EDGE or after.text[:1].isupper() or after.type == "WHEN")
        if ends or piece.type == "SEMICOLON":
            yield sentence
            sentence = []
        else:
            sentence.append(piece)
    yield sentence


def _is_deadline(sentence: list[SentencePart], at: int, first: dict[str, int], in_note: bool) -> bool:
    """Whether a piece of a sentence is a deadline; ``first`` has the index of the first piece of each type."""
    piece = sentence[at]
    if piece.type != "WHEN":
        return False
    before = sentence[at - 1].type if at else "START"
    after = piece.joined_by or (sentence[at + 1].type if at + 1 < len(sentence) else "END")
    words = {kind for kind, place in first.items() if place < at}
    beside = [other.type for other in sentence[max(0, at - 2) : at + 3]]
    since_date = [other.type for other in sentence[:at]]
    since_date = since_date[len(since_date) - since_date[::-1].index("WHEN") if "WHEN" in since_date else 0 :]
    if "AGE" in since_date and "DEADLINE" not in since_date:
        return False  # Citizens who turn 16 before 17 September may vote.
    if ("MOVED" in words and "DEADLINE" not in words) or ("COLON" in beside and "VOTING_DAY" in beside):
        return False
    if before in ("UNTIL", "EXTENDED", "ENDS", "COLON") or piece.is_period or after == "IS_DEADLINE":
        return True
    if before in ("IS", "OPEN") and "DEADLINE" in words:
        return True
    if _is_listed(sentence, at) or (before == "AND" and "BETWEEN" in words):
        return True
    return before == "START" and after in AFTER_FIRST_DATE and not in_note


def _is_listed(sentence: list[SentencePart], at: int) -> bool:
    """Whether a date continues a list, as does the second in ``30 April for coalitions and 5 May for parties``."""
    around = [piece.type for piece in sentence[at - 1 : at + 2 : 2]] if at else []
    return around in (["AND", "FOR"], ["COMMA", "FOR"])


def _what(text: str, sentence: list[SentencePart], at: int, parts: list[int], betweens: list[int]) -> str:
    """Return what has to be done: the sentence of a date, or its part of the sentence, without the date.

    ``parts`` are the indexes of dates that begin a part, ``betweens`` those of words that begin a period.
    """
    earlier_parts = bisect_right(parts, at)
    start = parts[earlier_parts - 1] if earlier_parts else 0
    end = parts[earlier_parts] - 1 if earlier_parts < len(parts) else len(sentence)
    earlier = bisect_left(betweens, at)
    lead = betweens[earlier - 1] if earlier and betweens[earlier - 1] >= start else at
    while lead > start and sentence[lead - 1].type in BEFORE_DATE:
        lead -= 1
    before = text[sentence[start].start : sentence[lead - 1].end] if lead > start else ""
    after = text[sentence[at].end : sentence[end - 1].end] if end > at + 1 or sentence[at].joined_by else ""
    before = re.sub(r" (?:on|from)$", "", before.rstrip())
    after = re.sub(r"^[\s,:–—-]+", "", after)
    if not before:
        after = re.sub(r"^(?:for|(?:is|was|will be) (?:also )?(?:the |a )?[\w-]+(?: \w+)? (?:for|to)) ", "", after)
    marks_before = re.compile(rf"(?:{pattern('MARK').pattern})*")
    pair = (marks_before.sub("", mark.without(part), count=1).strip(" ().") for part in (before, after))
    return " … ".join(filter(None, pair))
