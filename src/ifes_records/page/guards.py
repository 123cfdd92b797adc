"""Guards against names of rows that are not names: a broken cell is at their end, or they are a label."""

from __future__ import annotations

import re
from functools import cache

from ifes_records.diagnostics import Diagnostic, quoted
from ifes_records.model.record import Election
from ifes_records.model.results import Result, ResultKind
from ifes_records.page.context import Context
from ifes_records.page.table_rows import YEAR
from ifes_records.text import lexicon
from ifes_records.text.grammars import label
from ifes_records.text.source_text import SourceText
from ifes_records.values import country, row

# Cast Votes      Page 3      Total      (printed where a name was expected)
LABEL = re.compile(
    r"(?:total )?(?:cast|valid|invalid)(?: votes?| ballots?)?|registered voters|"
    r"(?:voter )?turnout|page|pg?|\d+ of|votes?|seats?(?: won| change)?|(?:grand )?totals?|sum",
    re.IGNORECASE,
)
# Blank and invalid ballots      (an answer of some referendums, but no party and no candidate)
NO_CHOICE = re.compile(
    r"(?:(?:,? and |,? or |, ?| ?/ ?)?(?:blank|null|spoil(?:ed|t)|rejected|invalid))+(?: votes?| ballots?)?",
    re.IGNORECASE,
)
# A date, a contest and a count are there twice where two records are mixed; one line can be doubled by mistake.
MANY_TWICE = 3
NONE = lexicon.words("NONE")[0]
# A dash, or another sign that stands between cells.
SIGNS = "-‐‑‒–—―−=_~|:;/<>$…▲▼△▽↑↓⬆⬇"
# LUNGU1 in `LUNGU1 860 877`      (parties have such names: Sea25)
GLUED = re.compile(r"(?:[^\W\d_]{2}|\))\d[\d,.]*$")
# Neither a date nor a country nor a contest is longer.
LONGEST_HEAD_LINE = 200
# 59 of      62 nil      Amanat;62      (CS) T      &#39;
REST = re.compile(rf"(?:^|\s)\d[\d,.]*\S? [a-z]{{1,5}}\.?$|[;|](?:\S*\d|{NONE})$|\) [^\W\d_]{{1,2}}$|&#?\w{{2,6}};")
# 3) Amanat      * Amanat      (Amanat)
ITEM = re.compile(r"\(?\d{1,3}[.)] |\(|[•·*>+–-] ")
# SANDUover 3,431,510      Amanat 62 - about
ABOUT = re.compile(
    r"(?:(?:^|\W)|(?<=[^\W\d_a-z]))(?:ca?\.?|over|under|some|circa)$|(?:about|almost|approx\.?|nearly)$"
)
# Saïedover 3,431,510      (in lists whose figures are glued to the names)
GLUED_ABOUT = re.compile(r"(?:ca?\.|over|under|some|circa)$")
WORD = re.compile(r"[\w)\]”\"»’'!?.]")
LETTER = re.compile(r"[^\W\d_]")
# List 17      (the number is a part of such a name)
NUMBERED = re.compile(
    r"(?:.*\b(?:list|lista|liste|no|nr|group|block?|area|district)|party|movement)\.?", re.IGNORECASE
)


def diagnostic_in_name(
    name: str, kind: ResultKind, seats: int | None, ceiling: int, *, glued: bool = False
) -> Diagnostic | None:
    """Why a text is hardly the name of a row; ``None`` if it looks like one.

    A figure at its end that makes more than ``ceiling`` with the ``seats`` behind it is no part of these:
    ``Democrats 77 9``.
    """
    if not LETTER.search(name):
        return _diagnostic(name, "has no letter")
    if LABEL.fullmatch(name.rstrip(" :=-–.*")):
        return _diagnostic(name, "is a label of the page")
    if kind is not ResultKind.REFERENDUM and NO_CHOICE.fullmatch(name.rstrip(" :=-–.*")):
        return _diagnostic(name, "is no party and no candidate")
    if (item := ITEM.match(name)) is not None:
        return _diagnostic(name, f"begins with {quoted(item[0].strip())}")
    if (rest := REST.search(name) or ABOUT.search(name)) is not None:
        return _diagnostic(name, f"contains {quoted(rest[0].strip())}")
    before, _, last = name.rpartition(" ")
    if name[-1] in SIGNS or not WORD.search(last) or (kind is not ResultKind.PARTY and GLUED.search(last)):
        return _diagnostic(name, f"ends in {quoted(last)}")
    if kind is not ResultKind.PARTY and not glued and GLUED_ABOUT.search(last):
        return _diagnostic(name, f"ends in {quoted(last)}")
    if not before:
        return None
    if len(last) > 2 and last != NONE and lexicon.is_not_known(last):
        return _diagnostic(name, f"ends in {quoted(last)}")
    cells, _ = row.classify(row.Cell("", last, 0, len(last), last))
    if not cells:
        return None
    cell = cells[-1]
    if "(" in cell.text or YEAR.fullmatch(cell.figure) or NUMBERED.fullmatch(before) or NONE in cell.text:
        return None
    if seats is not None and cell.figure.isdecimal() and int(f"{cell.figure}{seats}") > ceiling:
        return None
    return _diagnostic(name, f"ends in {quoted(last)}")


def diagnostic_in_question(question: str) -> Diagnostic | None:
    """Why a text is hardly a question: it ends in a figure that was not read as an answer's."""
    found = row.parse(question)
    if not found.cells or not (found.glued or "," in found.cells[-1].text):
        return None
    return _diagnostic(question, f"ends in {quoted(found.cells[-1].text)}")


def report_mixture(tables: tuple[Result, ...], context: Context) -> None:
    """Report at the head, the counts and each table if lines that a record has once are there twice, and many are."""
    twice = [told for told in context.diagnostics if told.code == "W-HEAD-TWICE"]
    if len(twice) < MANY_TWICE:
        return
    message = f"{len(twice)} lines that a record has once are there twice; the values may be those of two records."
    for path in ("election", "participation"):
        context.report(Diagnostic("W-RECORDS-MIXED", message, path, twice[0].span))
    for index, table in enumerate(tables):
        context.report(Diagnostic("W-RECORDS-MIXED", message, f"results[{index}]", table.span))


def _diagnostic(name: str, what: str) -> Diagnostic:
    return Diagnostic("W-ROW-NAME", f"{quoted(name)} {what}, so it may be more than a name, or none.")


def diagnostic_in_head(election: Election, source: SourceText) -> Diagnostic | None:
    """Why a head without date, country and contest is hardly all of it: a line of the text reads as one of them."""
    if election.date_text or election.country.formal_name or election.contest.title:
        return None
    for line in source.lines():
        text = source.read(line)
        if len(text) <= LONGEST_HEAD_LINE and (_head_line().match(f"{text}\n") or country.find(text)):
            message = f"The head has no date, country or contest, but the line {quoted(text)} reads like one of them."
            return Diagnostic("W-HEAD-LOST", message, "election", line)
    return None


@cache
def _head_line() -> re.Pattern[str]:
    date = rf"{label('DATE_START')} *(?:{lexicon.regexp('STATUS_WORD')})? *\n"
    return re.compile(rf"{date}|(?!{label('CONTEST_SENTENCE')}){label('CONTEST_LINE')}")
