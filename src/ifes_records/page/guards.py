"""Guards against names of rows that are not names: a broken cell is at their end, or they are a label."""

from __future__ import annotations

import re
from functools import cache

from ifes_records.diagnostics import Diagnostic, quoted
from ifes_records.model.record import Election
from ifes_records.model.results import ResultKind
from ifes_records.page.tables import YEAR
from ifes_records.text import lexicon
from ifes_records.text.grammars import label
from ifes_records.text.source_text import SourceText
from ifes_records.values import country, row

# Cast Votes      Page 3      Total      (printed where a name was expected)
LABEL = re.compile(
    r"(?:total )?(?:cast|valid|invalid)(?: votes?| ballots?)?|registered voters|"
    r"(?:voter )?turnout|page|votes?|seats?(?: won| change)?|(?:grand )?totals?|sum",
    re.IGNORECASE,
)
NONE = lexicon.words("NONE")[0]
# A dash, or another sign that stands between cells.
SIGNS = "-‐‑‒–—―−=_~|:;/<>$…▲▼△▽↑↓⬆⬇"
# LUNGU1 in `LUNGU1 860 877`      (parties have such names: Sea25)
GLUED = re.compile(r"(?:[^\W\d_]{2}|\))\d[\d,.]*$")
# Neither a date nor a country nor a contest is longer.
LONGEST_HEAD_LINE = 200
WORD = re.compile(r"[\w)\]”\"»’'!?.]")
LETTER = re.compile(r"[^\W\d_]")
# List 17      (the number is a part of such a name)
NUMBERED = re.compile(
    r"(?:.*\b(?:list|lista|liste|no|nr|group|block?|area|district)|party|movement)\.?", re.IGNORECASE
)


def diagnostic_in_name(name: str, kind: ResultKind, seats: int | None, ceiling: int) -> Diagnostic | None:
    """Why a text is hardly the name of a row; ``None`` if it looks like one.

    A figure at its end that makes more than ``ceiling`` with the ``seats`` behind it is no part of these:
    ``Democrats 77 9``.
    """
    if not LETTER.search(name):
        return _diagnostic(name, "has no letter")
    if LABEL.fullmatch(name.rstrip(" :=-–.*")):
        return _diagnostic(name, "is a label of the page")
    before, _, last = name.rpartition(" ")
    if name[-1] in SIGNS or not WORD.search(last) or (kind is not ResultKind.PARTY and GLUED.search(last)):
        return _diagnostic(name, f"ends in {quoted(last)}")
    if not before:
        return None
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
