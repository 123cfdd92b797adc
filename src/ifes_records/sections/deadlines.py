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
from collections.abc import Iterator, Sequence
from itertools import pairwise

from lark import Token, Tree

from ifes_records.diagnostics import Diagnostic, quoted
from ifes_records.model.body import Block, BlockType, SectionKind
from ifes_records.model.facts import Deadline
from ifes_records.sections.dated_count import Datum
from ifes_records.sections.lines import Body
from ifes_records.text import lexicon
from ifes_records.text.memo import remembered
from ifes_records.text.phrases import prose, span
from ifes_records.text.words import Word
from ifes_records.values import date, mark

# Deadlines after the vote (`10 May: count`) are within this time. A day that is later is in the year before.
COUNT = datetime.timedelta(days=30)
DATES = frozenset(("DATE", "PERIOD"))
DIGIT = re.compile(r"\d")
# Signs and words that join a date at the start of a sentence to what has to be done: `30 April – coalitions`
JOINTS = {"COLON", "COMMA", "DASH", "HYPHEN", "LINE", "TO"}
# What may follow a date at the start of a sentence: `30 April for coalitions`
AFTER_FIRST_DATE = (JOINTS - {"COMMA"}) | {"FOR", "OPEN", "IS_DEADLINE", "END"}
# Words before a date that are not part of what has to be done.
BEFORE_DATE = {"UNTIL", "EXTENDED", "IS_DAY", "COLON", "OPEN", "BETWEEN", "COMMA", "AND", "ON", "FROM"}
# Before and after all words of a sentence.
START, END = frozenset({"START"}), frozenset({"END"})

Words = Sequence[Word]


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
        is_plain = block.key is None or lexicon.pattern("REGISTRATION_KEY").fullmatch(block.key)
        if key or (is_plain and (in_section or above)):
            yield block, above
        yield from _lines_of(block.children, in_section, key or above)


def is_deadline(block: Block, body: Body) -> bool:
    """Whether a line without a key is surely a deadline: it says what voters or candidates have to do, and by when.

    Voters abroad must register by 6 November 2023.
    """
    if block.key is not None or block.type is BlockType.NOTE or not DIGIT.search(block.text):
        return False
    (text, _), reader = body.own_text(block), prose("deadlines.lark")
    if not (reader.may_have(text, "until") and reader.may_have(text, "TASK", "DEADLINE")):
        return False
    kinds = [{kind for word in sentence for kind in word.kinds} for sentence in _sentences_of(block.text)]
    says_when = any({"TASK", "DEADLINE"} & each and "UNTIL" in each for each in kinds)
    return says_when and any(True for _ in _deadlines(block))


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
    if not DIGIT.search(block.text):
        return  # no date
    for sentence in _sentences_of(block.text):
        dated = [at for at, word in enumerate(sentence) if not DATES.isdisjoint(word.kinds)]
        if not dated:
            continue
        first: dict[str, int] = {}
        for at, word in enumerate(sentence):
            for kind in word.kinds:
                first.setdefault(kind, at)
        in_note = block.type is BlockType.NOTE
        dates = [at for at in dated if _is_due(sentence, at, first, in_note)]
        parts = [at for at in dates if _is_listed(sentence, at)]
        betweens = [at for at, word in enumerate(sentence) if "BETWEEN" in word.kinds]
        extended = first.get("EXTENDED", len(sentence))
        for at in dates:
            text, _ = _day(sentence[at], block.text)
            earlier = [other for other in dates if other < at]
            if at - 1 == extended and earlier:
                # 20 January 2023 (extended to 27 January 2023): the same has to be done by either day
                yield text, _what(block.text, sentence[: earlier[-1] + 1], earlier[-1], parts, betweens)
            else:
                end = extended if at < extended else len(sentence)
                yield text, _what(block.text, sentence[:end], at, parts, betweens)


@remembered
def _sentences_of(text: str) -> list[Words]:
    """The sentences of a line, with their dates and the words around them as phrases, without their full stops.

    There are none if the line has no date.
    """
    reader = prose("deadlines.lark")
    words = reader.replaced(reader.words(text), "value")
    if not any("DATE" in word.kinds for word in words):
        return []
    sentences: list[list[Word]] = [[]]
    for word, after in pairwise([*reader.replaced(_with_dates(words, text), "phrase"), None]):
        assert word is not None
        goes_on = after is not None and not after.text[:1].isupper() and not DATES.intersection(after.kinds)
        if "SEMICOLON" in word.kinds or (word.text in (".", "!", "?") and not goes_on):
            sentences.append([])
        else:
            sentences[-1].append(word)
    return [sentence for sentence in sentences if sentence]


def _with_dates(words: Words, text: str) -> Iterator[Word]:
    """The words; a date is one only if it can be read, and if nothing is glued to it: not ``5 May 2023/24``.

    A year of two digits belongs to the date before it: ``27 January 14``
    """
    skipped = 0
    for at, word in enumerate(words):
        if skipped:
            skipped -= 1
        elif "DATE" not in word.kinds:
            yield word
        else:
            after, end = words[at + 1 : at + 4], [Word("", 0, 0, tuple(END))]
            year = next((size for size in (1, 2) if _is_short_year(after[:size], [*after[size:], *end][0])), 0)
            if year and not re.search(r"\d{4}", word.text):
                skipped = year
                yield Word(text[word.start : after[year - 1].end], word.start, after[year - 1].end, ("DATE",))
                continue
            problem = date.parse(_day(word, text)[0]).diagnostic
            is_glued = len(after) > 1 and "SLASH" in after[0].kinds and after[1].glued
            is_date = not is_glued and (problem is None or problem.code != "W-DATE-UNREAD")
            yield word if is_date else word.of_kinds("SMALL")


def _is_short_year(words: Words, after: Word) -> bool:
    ends = {"COMMA", "OPEN", "CLOSE", "STOP", "SEMICOLON", "DASH", "END"}.intersection(after.kinds)
    return bool(ends and words) and re.fullmatch(r"['’]?\d\d", "".join(word.text for word in words)) is not None


def _day(word: Word, text: str) -> tuple[str, bool]:
    """The text of a date, and whether it ends a period: of ``1–15 March 2023``, it is ``15 March 2023``."""
    whole = word.tree.children[-1] if word.tree is not None and word.tree.data == "period" else word.tree
    if not isinstance(whole, Tree):
        return word.text, False
    start, end = span(whole).start, span(whole).end
    days = next(whole.find_data("days"), Tree("days", []))
    tokens = [token for token in days.children if isinstance(token, Token)]
    first, *others = [token.start_pos or 0 for token in tokens if token[0].isdigit()] or [end]
    is_period = "PERIOD" in word.kinds or (bool(others) and not any(token.type == "AND" for token in tokens))
    return f"{text[start:first]}{text[others[0] if others else first : end]}", is_period


def _kinds(sentence: Words, at: int) -> frozenset[str]:
    """The kinds of a word of a sentence, and before and after all words."""
    return START if at < 0 else END if at >= len(sentence) else frozenset(sentence[at].kinds)


def _is_due(sentence: Words, at: int, first: dict[str, int], in_note: bool) -> bool:
    """Whether a date in a sentence is a deadline; ``first`` has the index of the first word of each kind."""
    before, after = _kinds(sentence, at - 1), _kinds(sentence, at + 1)
    known = {kind for kind, place in first.items() if place < at}
    beside = {kind for word in sentence[max(0, at - 2) : at + 3] for kind in word.kinds}
    since = at - 1
    while since >= 0 and DATES.isdisjoint(sentence[since].kinds):
        since -= 1
    since_date = {kind for word in sentence[since + 1 : at] for kind in word.kinds}
    if "AGE" in since_date and "DEADLINE" not in since_date:
        return False  # Citizens who turn 16 before 17 September may vote.
    if ("MOVED" in known and "DEADLINE" not in known) or {"COLON", "VOTING_DAY"} <= beside:
        return False
    if before & {"UNTIL", "EXTENDED", "ENDS", "COLON"} or "IS_DEADLINE" in after or _day(sentence[at], "")[1]:
        return True
    if "ON" in before and "ENDS" in _kinds(sentence, at - 2):
        return True
    if (before & {"IS_DAY", "OPEN"} and "DEADLINE" in known) or ("AND" in before and "BETWEEN" in known):
        return True
    return _is_listed(sentence, at) or (before == START and bool(after & AFTER_FIRST_DATE) and not in_note)


def _is_listed(sentence: Words, at: int) -> bool:
    """Whether a date continues a list, as does the second in ``30 April for coalitions and 5 May for parties``."""
    return bool(_kinds(sentence, at - 1) & {"AND", "COMMA"}) and "FOR" in _kinds(sentence, at + 1)


def _what(text: str, sentence: Words, at: int, parts: list[int], betweens: list[int]) -> str:
    """Return what has to be done: the sentence of a date, or its part of the sentence, without the date.

    ``parts`` are the indexes of dates that begin a part, ``betweens`` those of words that begin a period.
    """
    earlier_parts = bisect_right(parts, at)
    start = parts[earlier_parts - 1] if earlier_parts else 0
    end = parts[earlier_parts] - 1 if earlier_parts < len(parts) else len(sentence)
    earlier = bisect_left(betweens, at)
    lead = betweens[earlier - 1] if earlier and betweens[earlier - 1] >= start else at
    while lead > start and _kinds(sentence, lead - 1) & BEFORE_DATE:
        lead -= 1
    after = at + 1
    if lead == start and "IS_DEADLINE" in _kinds(sentence, after):
        after += 1 + bool(_kinds(sentence, after + 1) & {"FOR", "TO"})
    elif lead == start and "FOR" in _kinds(sentence, after):
        after += 1
    while after < end and _kinds(sentence, after) & JOINTS:
        after += 1
    pair = (_written(text, sentence[start:lead]), _written(text, sentence[after:end]))
    return " … ".join(filter(None, pair))


def _written(text: str, words: Words) -> str:
    return mark.without(text[words[0].start : words[-1].end]).strip(" ().") if words else ""
