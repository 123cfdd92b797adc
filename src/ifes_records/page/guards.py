"""Guards against row names that are not names: they end in a broken cell, or are a label."""

from __future__ import annotations

import re
from functools import cache

from ifes_records.diagnostics import Diagnostic, quoted
from ifes_records.model.body import Section, SectionKind
from ifes_records.model.head import Election
from ifes_records.model.results import Result, ResultKind
from ifes_records.page.context import Context
from ifes_records.page.table_rows import YEAR
from ifes_records.span import Span
from ifes_records.text import lexicon
from ifes_records.text.grammars import label
from ifes_records.text.source_text import SourceText
from ifes_records.values import country, row
from ifes_records.values import name as names

# A date, a contest and a count are there twice where two records are mixed; one line can be doubled by mistake.
MANY_TWICE = 3
NONE = lexicon.words("NONE")[0]
# A dash, or another sign that stands between cells.
SIGNS = "-‐‑‒–—―−=_~|:;/<>$…▲▼△▽↑↓⬆⬇"
# LUNGU1 in `LUNGU1 860 877`      Jr.4      GARCIAroughly      BellA in `BellA66,129`      (but: Sea25, PSDi)
GLUED = re.compile(r"(?:[^\W\d_]|[).])\d[\d,.]*$|[^\W\d_a-zà-ÿ]{3}[a-z]+\.?$|[a-zà-ÿ]{2}[A-Z]$")
# A question has two answers or more, and no answer is longer.
FEWEST_ANSWERS = 2
LONGEST_ANSWER = 80
QUESTION = re.compile(r"[?؟？][”\"»’')]*$")
# Votos emitidos:246,586      Cast Votes,246,586
COUNTED = re.compile(r"[^\W\d](?:: ?|,)\d{1,3}(?:,\d{3})+")
ANY_QUESTION = re.compile("[?؟？]")
# A longer name is not looked through for the same words.
MOST_WORDS = 40
# No word that stands before a figure is longer, and only the end of a name is searched for it.
LONGEST_WORD = 20
# Neither a date nor a country nor a contest is longer.
LONGEST_HEAD_LINE = 200
# What is left of cells, markup or another line, and is in no name.
REST = re.compile(
    # 59 of      65 at least      62 nil      67 of 550
    rf"(?:^|\s)\d[\d,.]*\S?(?: [a-z]{{1,12}}\.?){{1,3}}$|(?:^|\s)\d[\d,.]* (?:of \d+|\S)$"
    # Amanat;62      1,2 3,4      Amanat 16Bro      (12)      53.9%      "Amanat","62"      2 | Auyl
    rf"|[;|](?:\S*\d|{NONE})$|,{NONE}$|[^\d ],\d[\d,]*$| \d{{1,3}}[^\W\d_a-zà-ÿ][^\W\d_]{{2}}|\(\d[\d,]*\)$|\d ?%\)?$"
    r"|[\"”][,;][\"“]| \| "
    # 118-Jan      (as a spreadsheet makes a date of seats)      ④0
    r"| \d{1,3}-[A-Z][a-z]{2}$|[\u2460-\u249b]"
    # (CS)T      (CS)6      (CS) T
    r"|\)(?:[^\W\d_]+\.?|\d[\d,]*)$|\) [^\W\d_]{1,2}$"
    # &#39;      #N/A      ....      www.cec.org
    r"|&(?:#\d+|[a-z]{2,7})(?:;|$)|(?:^|\s)#\S+$|\.{3,}$|\bwww\.|://"
)
# 16 - votes      87 ▲ roughly      249 - Total      (a figure and another cell, and what stood before the votes)
CELLS = re.compile(rf"(?:^|\s)\d[\d,.]*\*? (?:[{SIGNS}]{{1,3}}|{NONE}) (?:\S+|[a-z]+ [a-z]+)$")
# One of these is in all that is left, in front of a parenthesis at the end.
IN_REST = re.compile(r"[\d;|,&#:.)\u2460-\u249b]")
# 3) Amanat      1st Amanat      #1 Amanat      * Amanat      (Amanat)      [10:12] Ana: Amanat      None 6 Amanat
ITEM = re.compile(
    r"\(?\d{1,3}[.)] |\d{1,3}(?:st|nd|rd|th)?:? ?[–-]?(?= [^a-z\d])|\d+[/:]|[#№]|\(|[•·*>+–-] |\[\d|!\[|<\w"
    rf"|\d{{1,3}}(?:st|nd|rd|th)(?= \d)|{NONE} (?=[\d-])"
)
# Bell約      DEAN DA ROCHA Σ
OTHER_SCRIPT = re.compile(
    r"[A-Za-z\u00c0-\u024f](?:[.)]? )?[^\W\d_\x00-\u02ff\u1d00-\u1eff\u2c60-\u2c7f\ua720-\ua7ff]{1,2}$"
)
# 6 MPs      18 n/c      (where the row has no seats; but: Article 19 Movement, Democrats 66 (D’66))
FIGURE_INSIDE = re.compile(r"\s\d{1,3}[^\w\s]? (?!\([^\W\d_]|[^\W\d_a-z][^\W\d_A-Z]{2})\S+(?: \S+)?$")
# Auyl Party 8 Green Union      (Auyl) 8 Respublica      Others 8 Green Union Party      (but: Article 19 Movement)
TWO_ROWS = re.compile(
    r"(?:\)|\S \S+) \d{1,3} (?=[^\W\d_a-z]\S* [^\s(])|\) \d{1,3} (?=[^\W\d_a-z])"
    r"|\S \d{1,3} (?=[^\W\d_a-z]\S* [^\s(]\S* [^\s(])"
)
# LXII      IV      (as seats)
ROMAN = re.compile(r"\s(?=[IVXLC]{2})C{0,3}(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})$")
WORD = re.compile(r"[\w)\]”\"»’'!?]")
LETTER = re.compile(r"[^\W\d_]")
LETTERS = re.compile(r"[^\W\d_]{2}")
# E3      6O      Meeting90      DEANбB,zЗS      101 Sitze      (where the row has no figures)
BROKEN_CELL = re.compile(
    r"\s(?:[^\W\d_]?\d{1,2}[^\W\d_]?|[^\W\d_])$|[^\W\d_]\d{1,3}$|[^\W\d_],[^\W\d_]\S*$|\s\d{1,3} [^\W\d_]+$"
)
LETTER_ALONE = re.compile(r"\s([^\W\d_])$")


def diagnostic_in_name(
    name: str, kind: ResultKind, seats: int | None, *, adds_up: bool, has_numbers: bool = True, has_cells: bool = True
) -> Diagnostic | None:
    """Why a text is hardly the name of a row; ``None`` if it looks like one.

    A figure at its end is a part of it, ``Democrats 77`` with 9 ``seats``, if the table ``adds_up`` to the seats at
    stake; and that of a list, ``List 2``, if the table ``has_numbers`` behind no other names. A name with cells of
    its own (``has_cells``) does not end in a broken one.
    """
    broken = None if has_cells else BROKEN_CELL.search(name)
    if broken is not None and not _numbered().fullmatch(name[: broken.start()]):
        return _diagnostic(name, f"ends in {quoted(broken[0].strip())}")
    reason = _reason(name, kind) or (
        _reason_in_party(name, seats, adds_up=adds_up) if kind is ResultKind.PARTY else None
    )
    if reason is not None:
        return _diagnostic(name, reason)
    before, _, last = name.rpartition(" ")
    if not before:
        return None
    if len(last) > 2 and last != NONE and lexicon.is_not_known(last):
        return _diagnostic(name, f"ends in {quoted(last)}")
    cells, _ = row.classify(last)
    if not cells:
        return None
    cell = cells[-1]
    is_year = YEAR.fullmatch(cell.figure) is not None
    if before.endswith(")") or (is_year and kind is ResultKind.CANDIDATE):  # Civic Pact (Pacto Cívico) 2020
        return _diagnostic(name, f"ends in {quoted(last)}")
    if "(" in cell.text or is_year or (has_numbers and is_numbered(name)) or NONE in cell.text:
        return None
    # (but: Amanat 62 62, the same figure twice)
    is_other = seats and cell.figure.isdecimal() and int(cell.figure) != seats
    if adds_up and is_other and names.aggregate(before) is None:
        return None
    return _diagnostic(name, f"ends in {quoted(last)}")


def _reason(name: str, kind: ResultKind) -> str | None:
    """What in a text is in no name: labels, cells, signs, words that stand before a figure."""
    bare, last = name.rstrip(" :=-–.*"), name.rpartition(" ")[2]
    end = max(len(name) - LONGEST_WORD, 0)
    if not LETTER.search(name):
        return "has no letter"
    if len(name) == 1 and name.isascii():
        return "is one letter"
    if lexicon.pattern("NO_NAME").fullmatch(bare) or lexicon.pattern("COUNT_NAME", r"(?:^|\s)", r"\b").search(name):
        return "is a label of the page"
    if lexicon.pattern("ENGLISH_SMALL_OR_SHARED").fullmatch(last) and last.islower() and last != name:
        return f"ends in {quoted(last)}"
    if name[0].islower() and lexicon.pattern("ENGLISH_SMALL", "(?!the)", " ").match(name):
        return "begins like the end of a name"
    if kind is not ResultKind.REFERENDUM and lexicon.pattern("NO_CHOICE").fullmatch(bare):
        return "is no party and no candidate"
    if _is_twice(name.split()):
        return "has the same words twice"
    if (item := ITEM.match(name)) is not None:
        return f"begins with {quoted(item[0].strip())}"
    found = (REST.search(name) or CELLS.search(name)) if IN_REST.search(name.removesuffix(")")) else None
    found = found or (_about().search(name, end) if _ends_in_word(name) else None) or OTHER_SCRIPT.search(name, end)
    if found is not None:
        return f"contains {quoted(found[0].strip())}"
    if name[-1] in SIGNS or not WORD.search(last):
        return f"ends in {quoted(last)}"
    # No name of a person ends so: al-Badrvotes 3,431,510      Deanabove 3,431,510
    glued_word = lexicon.pattern("LONG_ABOUT", "(?:votes|[Tt]otal|", ")$")
    if kind is not ResultKind.PARTY and (GLUED.search(last) or glued_word.search(last)):
        return f"ends in {quoted(last)}"
    return None


def _is_twice(words: list[str]) -> bool:
    """Whether a name ends in what it begins with, with nothing but cells between: ``Amanat (A) 62 - Amanat (A)``."""
    if not 1 < len(words) <= MOST_WORDS:
        return False
    for at in range((len(words) + 1) // 2, len(words)):
        again = len(words) - at
        if words[at:] == words[:again]:
            return all(row.classify(word)[0] for word in words[again:at])
    return False


def _reason_in_party(name: str, seats: int | None, *, adds_up: bool) -> str | None:
    """What is in the names of parties where a cell was not known as one: a figure, a cell in words."""
    words = lexicon.pattern("CELL_WORD", r"(?<=\s)\(?", r"\)?$")  # 62 new      62 (new)
    found = words.search(name, max(len(name) - LONGEST_WORD, 0))
    if found is None and not seats:
        found = (FIGURE_INSIDE.search(name) if seats is None else None) or ROMAN.search(name) or _digit(name)
    if found is None and not adds_up:
        found = TWO_ROWS.search(name)
    if found is not None:
        return f"contains {quoted(found[0].strip())}"
    seats_named = lexicon.pattern("SEAT_WORD", rf"[{SIGNS}\d] ", r"\b").search(name)
    if seats_named is not None:
        return f"contains {quoted(seats_named[0])}"
    *_, a, b, c, d = ["", "", "", *name.split()]
    if d.islower() and lexicon.pattern("ONES").fullmatch(d):
        return f"ends in {quoted(d)}"
    twice = d if c == d else f"{c} {d}" if a and (a, b) == (c, d) else ""
    # new new      no change no change      (two cells; but: We Are All Friends (Na Nach) (Na Nach))
    return f"ends in {quoted(twice)} twice" if twice and not twice.endswith(")") else None


def _digit(name: str) -> re.Match[str] | None:
    """A letter at the end of a name that looks like a digit, ``Amanat E - - 1,204``, but not in ``List A``."""
    found = LETTER_ALONE.search(name)
    if found is None or _numbered().fullmatch(name[: found.start()]):
        return None
    return found if found[1] in row.LIKE_DIGITS | row.LIKE_SEATS else None


def _ends_in_word(name: str) -> bool:
    """Whether a name ends in a letter, or in the full stop of a short form: ``approx.``."""
    return name[-1:].isalpha() or name.endswith(".")


@cache
def _about() -> re.Pattern[str]:
    """A word that stands before a figure, alone or behind a capital: ``SANDUover 3,431``, ``Amanat 62 - about``."""
    return re.compile(rf"(?:^|\W|(?<=[^\W\d_a-z])){lexicon.regexp('ABOUT_WORD')}$")


@cache
def _about_glued() -> re.Pattern[str]:
    return re.compile(rf"(?<=[^\W\d_])(?:{lexicon.regexp('ABOUT_WORD')}|{lexicon.regexp('ABOUT_END')})$")


def is_numbered(name: str) -> bool:
    """Whether a name ends in a word that has a number, and its number: ``List 2``, ``Alliance No. 3``."""
    return _numbered().fullmatch(name.rpartition(" ")[0]) is not None


@cache
def _numbered() -> re.Pattern[str]:
    """What stands before a number that is a part of the name: ``List``, ``Alliance No.``, ``Party``."""
    return re.compile(rf"(?i:.*\b{lexicon.regexp('NUMBERED_WORD')}|{lexicon.regexp('PARTY_KIND')})\.?")


def report_glued_words(table: Result, apart: list[bool], path: str, context: Context) -> None:
    """Report names that end in a word that stands before a figure: ``Yesca 3,431,510``, ``Saïedover 3,431,510``.

    Names can end so (``Franca``, ``Hannover``). They are reported where the figure stands ``apart`` from the name
    and the figures of other people in the list don't, or where all names end in the same word.
    """
    names = [found.name.text if alone else "" for found, alone in zip(table.rows, apart, strict=True)]
    ends = [
        _about_glued().search(name, max(len(name) - LONGEST_WORD, 0)) if _ends_in_word(name) else None
        for name in names
    ]
    same = len({end and end[0] for end in ends}) == 1
    for number, (found, end) in enumerate(zip(table.rows, ends, strict=True)):
        if end is not None and (same or (table.kind is not ResultKind.PARTY and not all(apart))):
            problem = _diagnostic(found.name.text, f"ends in {quoted(end[0])}")
            context.report_at(problem, found.span or Span(0, 0), f"{path}.rows[{number}].name")


def diagnostic_in_question(question: str, above: Result | None, *, answered: bool) -> Diagnostic | None:
    """Why a text is hardly a question: it ends in a figure, or is more likely an answer to the question ``above``."""
    asked = above is not None and len(above.rows) < FEWEST_ANSWERS and ANY_QUESTION.search(above.question or "")
    if (
        asked
        and not (answered and above and above.rows)
        and len(question) <= LONGEST_ANSWER
        and not QUESTION.search(question)
    ):
        message = f"{quoted(question)} is not a question, but it has no count like an answer either."
        return Diagnostic("W-RESULT-LINE", message)
    counted = COUNTED.search(question) or lexicon.pattern("COUNT_NAME", f"(?:\\d|{NONE}):? ").search(question)
    if counted is not None:
        return _diagnostic(question, f"contains {quoted(counted[0])}")
    found = row.parse(question)
    if not found.cells or not (found.glued or "," in found.cells[-1].text):
        return None
    return _diagnostic(question, f"ends in {quoted(found.cells[-1].text)}")


def report_mixture(tables: tuple[Result, ...], context: Context) -> None:
    """Report at the head, the counts and each table if lines that a record has once are there twice, and many are."""
    twice = [told for told in context.diagnostics if told.code == "W-HEAD-TWICE"]
    if len(twice) < MANY_TWICE:
        return
    message = f"{len(twice)} lines that should be there once are there twice; the values may be those of two records."
    for path in ("election", "participation"):
        context.report(Diagnostic("W-RECORDS-MIXED", message, path, twice[0].span))
    for index, table in enumerate(tables):
        context.report(Diagnostic("W-RECORDS-MIXED", message, f"results[{index}]", table.span))


def _diagnostic(name: str, what: str) -> Diagnostic:
    return Diagnostic("W-ROW-NAME", f"{quoted(name)} {what}, so it may be more than a name, or none.")


def diagnostic_in_head(election: Election, source: SourceText) -> Diagnostic | None:
    """Report a head without date, country and contest, and the line of the text that reads as one of them."""
    if election.date_text or election.country.formal_name or election.contest.title:
        return None
    lines = list(source.lines())
    for line in lines:
        text = source.read(line)
        if len(text) <= LONGEST_HEAD_LINE and (_head_line().match(f"{text}\n") or country.find(text)):
            message = f"The head has no date, country or contest, but the line {quoted(text)} reads like one of them."
            return Diagnostic("W-HEAD-LOST", message, "election", line)
    message = "The text has no date, country or contest above its sections; they are null."
    return Diagnostic("I-HEAD-MISSING", message, "election", lines[0] if lines else None)


def diagnostic_in_title(title: Span | None, sections: tuple[Section, ...], source: SourceText) -> Diagnostic | None:
    """Why a title may be more than its line: a text that nothing announces is right below it."""
    first = next((section for section in sections if section.kind is SectionKind.UNTITLED), None)
    if title is None or first is None or first.span is None:
        return None
    if source.line(first.span.start) != source.line(title.end) + 1:
        return None
    message = "The line below the contest is under no heading; it may be the rest of the title."
    return Diagnostic("W-CONTEST-CUT", message, "election.contest.title", title)


@cache
def _head_line() -> re.Pattern[str]:
    date = rf"{label('DATE_START')} *(?:{lexicon.regexp('STATUS_WORD')})? *\n"
    return re.compile(rf"{date}|(?!{label('CONTEST_SENTENCE')}){label('CONTEST_LINE')}")
