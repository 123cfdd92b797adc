"""Lines that have lost the line end between them: ``Amanat 62 - 3,431,510 Auyl 8 - 693,938``.

Each function returns a diagnostic if a text looks like two lines in one, and ``None`` otherwise.
"""

from __future__ import annotations

import re
from functools import cache

from ifes_records.diagnostics import Diagnostic, quoted
from ifes_records.model import ElectionStatus
from ifes_records.text import lexicon
from ifes_records.text.grammars import any_label
from ifes_records.values import country, mark

# `NONE` in these patterns is replaced by the word that the lexicon has for it; see `compiled`.

# A title or question with one of these in it is two lines: another line's label, votes, or share.
SIGN = (
    r"\S(?:election for|referendum vote share)\b"
    r"|^(?i:candidates?|part(?:y|ies)|provisions?|seat shares?[^:]{0,20}) *:"
    r"|^(?i:results|voter participation|referendum vote share) \S"
    r"|(?i:more info *:|general information *(?=at stake|description of|government structure))"
    # 16.14% Congress      54.70Congress      Yes1,204100.00%
    r"|^\d{1,3}\.\d+ ?%[\"”]? ?(?=[\"“«‘]?\w)|^\d{1,3}\.\d{2,} ?(?=[\"“«‘]?[^\W\d_])|\d{4}\.\d+ ?%"
    # 62 NoneUnion      101 - -Union
    r"| - - ?(?=[^\W\d_])|(?<=\s)NONE(?=\s|[^\W\d_a-zà-ÿ])"
    r"|\bSeats Won Seats Change\b|\bVote Share by\b|\bReferendum Vote Share"
)

# One of these is in every text with one of them, in small letters.
IN_SIGN = (
    *(":", ".", " - -", lexicon.words("NONE")[0].casefold()),
    *("election for", "vote share", "results ", "voter ", "general ", "seats won"),
)

# The votes of another row in a name; a sentence may have such a figure: Do you approve of 1,200 new seats?
VOTES = r"(?<![\d,])(?<!\d\.)\d{1,3}(?:,\d{3})+(?![\d,])(?!\.\d)"

# Senate   Oak in `Election for Senate   Oak 51 - 1,204,118`      (lines of two columns)
GAP = re.compile(r"\S {3,}\S+")

# Edgar C LUNGU1,860 Prince JOHNSON      (lists of candidates and answers have no blank before the figures)
GLUED = (
    r"(?<=[^\W\d_])(?:\d+(?:,\d+)*|NONE)(?=\s|[^\W\d_]{3})"
    # AgainstNoneNo      Against12No      Ann ABC, Jr.300 Dan DEF
    r"|(?<=[^\W\d_])(?:\d+|NONE)(?=[^\W\d_a-zà-ÿ](?:[^\W\d_]|['’.]))"
    r"|(?<=[^\W\d_]\.)(?:\d+(?:,\d+)*|NONE)(?=\s?[^\W\d_a-zà-ÿ])"
    r"|(?<=\))(?:\d+(?:,\d+)*|NONE)(?=\s|[^\W\d_])"
    r"|[?؟][”\"»’')]* *(?=[^\W\d_])"
)

# Labels that have their value on the same line: `President Cast Votes:1,204`, `Women: 12 Election Modified: Oct 24`
DATE_LABELS = ("RECORD_MODIFIED_PREFIX", "RESULTS_MODIFIED_PREFIX", "ELECTION_MODIFIED_PREFIX")
COUNT_LABELS = ("CAST_PREFIX", "VALID_PREFIX", "INVALID_PREFIX", "REGISTERED_PREFIX")
# What stands behind each of them, and their last letters with it.
BEHIND_LABEL = re.compile("[:：=|;]")
END_OF_LABEL = re.compile(f"[dDsSſ] *{BEHIND_LABEL.pattern}")

# Yes1,860 Do you agree …      Yes (Oui)None “Do you agree …      (but not: In 2019 Parliament …)
ANSWER = r"(?:(?:[^\W\d_]+ ){0,3}(?:[^\W\d_]+|\([^()]{1,40}\))(?:\d+(?:,\d+)*|NONE| \d{1,3}(?:,\d{3})+| NONE))"
ANSWER_BEFORE = rf"{ANSWER}(?= *[\"“«‘]?[^\W\d_a-zà-ÿ])"
# “Do you agree …?” Yes1,860
ANSWER_AFTER = rf"[?؟][”\"»’')]* *{ANSWER}$"


def diagnostic_in_question(question: str) -> Diagnostic | None:
    """Check the text of a question for a label, or for an answer before or after the question."""
    found = compiled(ANSWER_BEFORE).match(question) or compiled(ANSWER_AFTER).search(question)
    return _diagnostic(question, found[0]) if found else diagnostic_in_line(question)


def diagnostic_in_title(title: str) -> Diagnostic | None:
    """Check the title of a contest for the status or country of the line above, or for the line below.

    ``Snap Referendum``, ``Principality of Andorra Referendum``, ``Guam Constitutional Referendum``,
    ``Election for Senate Gender Data:``, ``Election for Senate Oak 51 - 1,204,118``.
    """
    if mark.without(title).endswith(":"):
        return _diagnostic(title, ":")
    votes = compiled(VOTES).search(title)
    if votes is not None:
        return _diagnostic(title, votes[0])
    before, *after = lexicon.pattern("REFERENDUM_WORD", " ", r"\b").split(title, maxsplit=1)
    words = before.split() if after else []
    if words and words[0].casefold() in set(ElectionStatus):
        return _diagnostic(title, words[0])
    # No country has a name of more than ten words.
    names = (" ".join(words[:count]) for count in range(min(len(words), 10), 0, -1))
    named = next(filter(country.find, names), None)
    return _diagnostic(title, named) if named else None


def diagnostic_in_columns(line: str) -> Diagnostic | None:
    """Check a line as it is written for the gap between two columns: ``Election for Senate   Oak 51``."""
    found = GAP.search(line)
    return _diagnostic(line, found[0]) if found else None


def diagnostic_in_body(text: str) -> Diagnostic | None:
    """Check a line of the body for a modified date, which belongs on a line of its own."""
    found = _label_in(text, DATE_LABELS, before=r"[\w.:;)\]*]", after="[A-Za-z]{3}")
    return _diagnostic(text, found[0]) if found else None


def diagnostic(text: str, *, glued: bool = False) -> Diagnostic | None:
    """Check a name for another line.

    ``glued`` says that lines of this kind have no blank between name and figure (``LUNGU1,860``).
    """
    found = compiled(VOTES).search(text) if "," in text else None
    found = found or (compiled(GLUED).search(text) if glued else None)
    return _diagnostic(text, found[0]) if found else diagnostic_in_line(text)


def diagnostic_in_line(text: str) -> Diagnostic | None:
    """Check a title, a country or a question for a label, a row's cells or a share of another line."""
    found = _label_in(text, DATE_LABELS + COUNT_LABELS)
    if found is None:
        small = text.casefold()
        found = compiled(SIGN).search(text) if any(sign in small for sign in IN_SIGN) else None
    return _diagnostic(text, found[0]) if found else None


@cache
def compiled(text: str) -> re.Pattern[str]:
    """Compile one of the patterns above."""
    return re.compile(text.replace("NONE", lexicon.words("NONE")[0]))


def _label_in(text: str, names: tuple[str, ...], before: str = "", after: str = "") -> re.Match[str] | None:
    """The first of some labels in a text. All have an end that is in few texts, and is found much faster."""
    return _labels(names, before, after).search(text) if END_OF_LABEL.search(text) else None


@cache
def _labels(names: tuple[str, ...], before: str = "", after: str = "") -> re.Pattern[str]:
    return re.compile(f"{before}{any_label(*names)}{after}")


def _diagnostic(text: str, sign: str) -> Diagnostic:
    message = f"{quoted(text)} contains {quoted(sign)}, as if two lines had become one; it was kept whole."
    return Diagnostic("W-LINES-JOINED", message)
