"""Diagnostics: one class for everything that is noticed in a text, and the table of codes."""

from __future__ import annotations

from enum import StrEnum
from typing import Any, Self

from attrs import evolve, field, frozen

from ifes_records.display import drawn
from ifes_records.span import Span


class Severity(StrEnum):
    """How much a diagnostic matters."""

    INFO = "info"
    """Worth knowing: a value was inferred with little doubt, or something is unusual."""
    WARNING = "warning"
    """Worth checking: a value was guessed, repaired, left out, or does not agree with the others."""
    ERROR = "error"
    """The text could not be read as an election at all."""


class Effect(StrEnum):
    """What a diagnostic means for the value at its path."""

    meaning: str
    """What it means, as a sentence."""
    remedy: str
    """What a careful reader does about it."""

    def __new__(cls, value: str, meaning: str, remedy: str) -> Self:
        """Give a member its sentences."""
        member = str.__new__(cls, value)
        member._value_, member.meaning, member.remedy = value, meaning, remedy
        return member

    GUESSED = (
        "guessed",
        "The text is not clear; the most likely reading was taken.",
        "Compare the value with its line. Leave such values out where a wrong one costs more than a missing one.",
    )
    REPAIRED = (
        "repaired",
        "The text was repaired in order to read it: its encoding, its separators, a broken line.",
        "Usually nothing; compare the value with its line if much depends on it.",
    )
    OMITTED = (
        "omitted",
        "No value was taken, or only a part of it; the text is kept as written.",
        "Read the line yourself. The value in it is null or incomplete, which does not mean that there is none.",
    )
    DOUBTFUL = (
        "doubtful",
        "The value is as written, but may be wrong.",
        "Check the value against another source before you use it.",
    )
    INCONSISTENT = (
        "inconsistent",
        "The value is as written, but does not agree with another one.",
        "Check both values against another source. Neither was changed, and either may be wrong.",
    )
    NOTED = (
        "noted",
        "No value is affected.",
        "Nothing; the diagnostic only explains what is odd about the text.",
    )


@frozen
class CodeInfo:
    """A code's effect on a value, and its meaning. ``diagnostics.toml`` has its causes, its remedy and a sample."""

    effect: Effect
    meaning: str


CODES: dict[str, CodeInfo] = {
    # ---- the text as a whole
    "E-EMPTY": CodeInfo(Effect.OMITTED, "The text is empty or holds only white space."),
    "E-BINARY": CodeInfo(Effect.OMITTED, "The file holds binary data, not text."),
    "E-HTML": CodeInfo(
        Effect.OMITTED, "The text is HTML that is too large, or the extra that reads HTML is not installed."
    ),
    "E-NOT-A-RECORD": CodeInfo(Effect.OMITTED, "Nothing in the text looks like an election record."),
    "E-COUNTRY-PAGE": CodeInfo(Effect.OMITTED, "The text is the page of a country, not of an election."),
    "E-SEVERAL-RECORDS": CodeInfo(Effect.OMITTED, "The text has several records, and was to be read as one."),
    "E-TOO-LARGE": CodeInfo(Effect.OMITTED, "The text is larger than the limit and was not read."),
    "E-TOO-SLOW": CodeInfo(
        Effect.OMITTED,
        "Reading the text took longer than the conversion allows; it was given up.",
    ),
    "W-ENCODING": CodeInfo(Effect.GUESSED, "The text is not UTF-8; its encoding was guessed from its bytes."),
    "W-ENCODING-REPAIRED": CodeInfo(
        Effect.REPAIRED, "Bytes that the encoding does not allow were replaced by U+FFFD."
    ),
    "W-CHARACTERS": CodeInfo(Effect.REPAIRED, "Control characters or lone surrogates were read as blanks or U+FFFD."),
    "W-MOJIBAKE": CodeInfo(Effect.DOUBTFUL, "Some letters are UTF-8 that was decoded as Windows-1252."),
    "W-UNDECODED": CodeInfo(Effect.DOUBTFUL, "Some letters of a name or title were lost, or never decoded."),
    "W-LAYOUT": CodeInfo(
        Effect.DOUBTFUL,
        "The text has a layout that cannot be read well: all on one line, cells glued together, the columns of "
        "a PDF side by side, numbered links.",
    ),
    "W-LINE-TOO-LONG": CodeInfo(
        Effect.OMITTED, "A line is longer than the limit; it was kept as written, but not read."
    ),
    "I-TRUNCATED": CodeInfo(Effect.NOTED, "The text breaks off in the middle of a line."),
    "W-TRUNCATED-FIGURE": CodeInfo(
        Effect.DOUBTFUL, "A figure ends the text, without a line end; it may have lost digits."
    ),
    # ---- the head
    "W-HEAD-TEXT": CodeInfo(Effect.OMITTED, "A line above the results is not a date, a country or a contest."),
    "W-HEAD-LOST": CodeInfo(
        Effect.OMITTED, "The head has no date, country or contest, although a line below reads like one of them."
    ),
    "I-HEAD-MISSING": CodeInfo(Effect.NOTED, "The text has no date, country or contest above its sections."),
    "W-HEAD-TWICE": CodeInfo(Effect.OMITTED, "A line that a record should have only once is there twice."),
    "W-RECORDS-MIXED": CodeInfo(
        Effect.DOUBTFUL,
        "Many lines that a record should have only once are there twice; the values may be those of two records.",
    ),
    "W-CONTEST-CUT": CodeInfo(
        Effect.DOUBTFUL, "The title of the contest seems to go on in the line below, or has codes in place of signs."
    ),
    "I-STATUS-OTHER": CodeInfo(Effect.NOTED, "The status is not one of the known words."),
    "W-COUNTRY-UNKNOWN": CodeInfo(Effect.OMITTED, "The country is not a known one; it has no codes."),
    "W-COUNTRY-CONFLICT": CodeInfo(Effect.INCONSISTENT, "The two country lines name different countries."),
    "I-COUNTRY-PLACE": CodeInfo(Effect.GUESSED, "The country is not on the line where it usually is."),
    "I-ROUND": CodeInfo(Effect.GUESSED, "Only the prose gives the round."),
    "W-TURNOUT-SHARE": CodeInfo(Effect.DOUBTFUL, "The turnout may be the share of a row."),
    "I-BADGE": CodeInfo(Effect.NOTED, "A figure was read from the badge beside the country."),
    # ---- dates
    "W-DATE-IMPOSSIBLE": CodeInfo(Effect.OMITTED, "The date does not exist."),
    "W-DATE-FAR": CodeInfo(Effect.OMITTED, "The year is too far in the past or future to be right."),
    "W-DATE-TWO-DIGIT-YEAR": CodeInfo(Effect.OMITTED, "The year has two digits."),
    "W-DATE-MONTH": CodeInfo(Effect.OMITTED, "The month is misspelt."),
    "W-DATE-AMBIGUOUS": CodeInfo(Effect.OMITTED, "It is not clear which figure is the day and which the month."),
    "W-DATE-NO-YEAR": CodeInfo(Effect.OMITTED, "The date has no year."),
    "I-DATE-NO-DAY": CodeInfo(Effect.NOTED, "The date of the election has no day."),
    "I-DATE-SEVERAL": CodeInfo(Effect.NOTED, "The election has two dates; the last one was taken."),
    "W-DATE-UNREAD": CodeInfo(Effect.OMITTED, "The text is not a date."),
    # ---- figures
    "W-COUNT-MALFORMED": CodeInfo(Effect.OMITTED, "A figure is malformed."),
    "W-COUNT-FRACTION": CodeInfo(Effect.OMITTED, "A count has a fraction."),
    "W-COUNT-SEPARATOR": CodeInfo(Effect.REPAIRED, "Thousands are separated by dots, blanks or other signs."),
    "W-COUNT-STAND-IN": CodeInfo(Effect.OMITTED, "A figure is a placeholder for an unknown count."),
    "W-SHARE-RANGE": CodeInfo(Effect.OMITTED, "A share is more than 100 percent."),
    "I-SHARE-FRACTION": CodeInfo(
        Effect.REPAIRED, "Shares are given as fractions of 1; they were converted to percent."
    ),
    # ---- results
    "I-ROW-LONE-NUMBER": CodeInfo(Effect.GUESSED, "Nothing confirms whether a lone number is seats or votes."),
    "W-ROW-LONE-NUMBER": CodeInfo(Effect.GUESSED, "A lone number fits neither seats nor votes well."),
    "W-ROW-NUMBER-IN-NAME": CodeInfo(Effect.GUESSED, "A number may end the name or be the first figure."),
    "W-ROW-CELLS": CodeInfo(Effect.OMITTED, "The cells of a row have no known pattern."),
    "I-ROW-JOINED": CodeInfo(Effect.REPAIRED, "A name and its figures are on two lines; they were joined."),
    "I-ROW-EMPTY": CodeInfo(Effect.NOTED, "A line of the table holds only a name."),
    "W-LINES-JOINED": CodeInfo(Effect.DOUBTFUL, "A name, title or line of the body seems to hold two lines."),
    "W-ROW-SEATS": CodeInfo(Effect.OMITTED, "A row has more seats than a chamber can have."),
    "W-ROW-NAME": CodeInfo(Effect.DOUBTFUL, "The name of a row ends like a cell, is a label, or has no letter."),
    "W-ROW-MARK": CodeInfo(Effect.NOTED, "A footnote mark follows the figures of a row."),
    "W-SHARE-ALONE": CodeInfo(Effect.OMITTED, "A share does not follow a row."),
    "W-RESULT-LINE": CodeInfo(Effect.OMITTED, "A line among the results is not a row."),
    # ---- names
    "W-NAME-PARENTHESES": CodeInfo(Effect.DOUBTFUL, "A name's parentheses are not balanced."),
    "I-NAME-LOCAL": CodeInfo(Effect.GUESSED, "Parentheses may hold a local name or a qualifier."),
    "I-NAME-CUSTOM": CodeInfo(Effect.GUESSED, "A family name may be a given name by the custom of the country."),
    "I-NAME-QUALIFIER": CodeInfo(Effect.NOTED, "Parentheses hold a country, a person, a remark or English words."),
    # ---- what the sections say
    "W-LINE-FACTS": CodeInfo(
        Effect.OMITTED, "A line of a section is longer than the limit; no facts were read from it."
    ),
    "I-FIGURES": CodeInfo(Effect.OMITTED, "No fact was read from some figures of a line."),
    "I-STAKE-INEXACT": CodeInfo(Effect.DOUBTFUL, "The text doesn't say exactly how many seats are at stake."),
    "I-ASSEMBLY-PART": CodeInfo(Effect.OMITTED, "Only part of the text about the chambers could be read."),
    "I-HOLDER-SEVERAL": CodeInfo(Effect.NOTED, "Several people are named for an office."),
    "I-HOLDER-PART": CodeInfo(Effect.OMITTED, "Only part of the text about an office holder could be read."),
    "W-HOLDER-DATE": CodeInfo(Effect.OMITTED, "A date in an office holder's term could not be read."),
    "I-CONTENDER-PART": CodeInfo(Effect.OMITTED, "A line among the contenders could not be read."),
    "I-CONTENDER-CHAMBER": CodeInfo(Effect.OMITTED, "Seats are given for two chambers; the first was taken."),
    "W-CONTENDER-SEATS": CodeInfo(
        Effect.OMITTED, "The seats won in the previous election are malformed or impossible."
    ),
    "W-CONTENDER-VOTES": CodeInfo(Effect.OMITTED, "A figure for the first round could be votes or percent."),
    "I-DATA-PART": CodeInfo(Effect.OMITTED, "A value, or a part of it, could not be read; it was kept as text."),
    "I-DATA-TWICE": CodeInfo(
        Effect.INCONSISTENT, "Two lines with the same key say different things; the first was taken."
    ),
    "I-DATA-ROUNDED": CodeInfo(Effect.REPAIRED, "A figure in millions or billions was converted to a count."),
    "I-YEAR-INFERRED": CodeInfo(Effect.GUESSED, "A deadline has no year; it was inferred from the election's date."),
    "I-ELECTORAL-SEATS": CodeInfo(Effect.OMITTED, "The number of members is not exact; none was taken."),
    "I-ELECTORAL-EACH": CodeInfo(Effect.GUESSED, "A large number “from each” was taken as all members."),
    "I-ELECTORAL-METHODS": CodeInfo(Effect.OMITTED, "A clause names several methods; none was taken."),
    "I-ELECTORAL-FIGURES": CodeInfo(Effect.OMITTED, "Some figures of the line are in no rule that was read from it."),
    "I-ELECTORAL-UNREAD": CodeInfo(Effect.OMITTED, "A line on the electoral system gave no rule."),
    "I-ELECTORAL-TERM": CodeInfo(Effect.OMITTED, "There are several terms, or only a bound; none was taken."),
    "I-LAST-ELECTION-SECOND": CodeInfo(
        Effect.OMITTED, "A second section is about another election; the first was taken."
    ),
    "I-LAST-ELECTION-ABOUT": CodeInfo(Effect.DOUBTFUL, "The turnout is only approximate."),
    "I-LAST-ELECTION-ANNULLED": CodeInfo(Effect.OMITTED, "The result was annulled; no winner was taken."),
    "W-LAST-ELECTION-YEAR": CodeInfo(
        Effect.OMITTED, "There are several years, and none is clearly that of the previous election."
    ),
    "W-LAST-ELECTION-TURNOUT": CodeInfo(
        Effect.OMITTED, "There are several turnouts, or only a bound; none was taken."
    ),
    "I-REFERENDUM-BODY-RESULTS": CodeInfo(Effect.NOTED, "Only the body gives the results."),
    "I-SEATS-LINE": CodeInfo(Effect.OMITTED, "A line in a list of the seats won is not a name with its seats."),
    "I-REFERENDUM-ANSWER": CodeInfo(Effect.OMITTED, "Only one answer has a figure; no result was taken."),
    # ---- what does not agree
    "I-SUM-CAST": CodeInfo(
        Effect.INCONSISTENT, "Valid and invalid votes add up to fewer than the votes cast, or slightly more."
    ),
    "W-SUM-CAST": CodeInfo(
        Effect.INCONSISTENT,
        "Valid and invalid votes add up to more than the votes cast, or their sum differs in a single digit.",
    ),
    "W-PART-OF-CAST": CodeInfo(
        Effect.INCONSISTENT, "There are more valid votes, or more invalid votes, than votes cast."
    ),
    "I-SUM-VOTES-BELOW": CodeInfo(
        Effect.INCONSISTENT, "The rows leave out more than a twentieth of the valid votes."
    ),
    "W-SUM-VOTES-BELOW": CodeInfo(
        Effect.INCONSISTENT,
        "The rows leave out more votes than the largest row has, or their sum differs in a single digit.",
    ),
    "W-VOTES-SCALE": CodeInfo(
        Effect.DOUBTFUL, "The votes of a row are out of proportion to those of the other rows."
    ),
    "I-SUM-VOTES-ABOVE": CodeInfo(
        Effect.INCONSISTENT, "The rows have slightly more votes than there are valid votes."
    ),
    "W-SUM-VOTES-ABOVE": CodeInfo(Effect.INCONSISTENT, "The rows have more votes than there are valid votes."),
    "I-SUM-VOTES-SEVERAL": CodeInfo(
        Effect.INCONSISTENT, "The rows have far more votes than there are valid votes; each voter may have several."
    ),
    "I-SUM-SEATS-BELOW": CodeInfo(Effect.INCONSISTENT, "The rows have fewer seats than there are at stake."),
    "W-SUM-SEATS-ABOVE": CodeInfo(Effect.INCONSISTENT, "The rows have more seats than there are at stake."),
    "I-SUM-SEATS-PART": CodeInfo(
        Effect.INCONSISTENT, "The rows have more seats than there are at stake; they may show the whole chamber."
    ),
    "W-SUM-SEATS-ZERO": CodeInfo(Effect.INCONSISTENT, "No party has a seat, although a chamber was elected."),
    "W-SHARE-VOTES": CodeInfo(Effect.INCONSISTENT, "A share does not follow from the votes of its row."),
    "I-SHARE-TOTAL": CodeInfo(
        Effect.INCONSISTENT, "The shares are consistent, but refer to a total that is not given."
    ),
    "W-SHARE-SUM": CodeInfo(Effect.INCONSISTENT, "The shares of a table add up to more than 100 percent."),
    "W-PERCENT-COUNTS": CodeInfo(Effect.INCONSISTENT, "A percentage does not follow from the counts next to it."),
    "W-PERCENT-OVER": CodeInfo(Effect.INCONSISTENT, "A count is larger than the total next to it."),
    "W-TURNOUT-OVER": CodeInfo(Effect.INCONSISTENT, "There are more votes cast than registered voters."),
    "I-TURNOUT-OVER-BODY": CodeInfo(
        Effect.INCONSISTENT, "There are more votes cast than registered voters according to the body."
    ),
    "W-TURNOUT-PERCENT": CodeInfo(
        Effect.INCONSISTENT,
        "The turnout differs from that of the counts by more than one point, or is below one percent.",
    ),
    "W-WOMEN-OVER": CodeInfo(Effect.INCONSISTENT, "There are more women than people."),
    "I-WOMEN-SHARE": CodeInfo(Effect.DOUBTFUL, "Women are less than 35 or more than 65 percent of the population."),
    "I-MODIFIED-EARLY": CodeInfo(Effect.INCONSISTENT, "A modified date is before the election."),
    "W-DATE-RANGE": CodeInfo(
        Effect.DOUBTFUL, "The election is before 1998, or long after the record was last modified."
    ),
    "I-HOLDER-LATER": CodeInfo(Effect.INCONSISTENT, "An office holder took office after the election."),
    "W-HOLDER-DATES": CodeInfo(
        Effect.INCONSISTENT,
        "An office holder took office after the record was last modified, or left before taking it or the election.",
    ),
    "W-DEADLINE-DATE": CodeInfo(Effect.INCONSISTENT, "A deadline is years before or after the election."),
    "W-TREATY-DATES": CodeInfo(
        Effect.INCONSISTENT,
        "A convention was signed or ratified before it was adopted, or ratified before it was signed.",
    ),
    "W-ROW-TWICE": CodeInfo(Effect.INCONSISTENT, "Two rows have the same name, or the same acronym and figures."),
    "I-STATUS-STALE": CodeInfo(
        Effect.INCONSISTENT, "The status is that of a future election, but the election is past."
    ),
    "W-STATUS-RESULTS": CodeInfo(
        Effect.INCONSISTENT, "The election is cancelled or postponed, but there are results."
    ),
    "I-RESULTS-UNDATED": CodeInfo(
        Effect.NOTED, "There are results, but no date when they or the record were last modified."
    ),
    # ---- the body
    "W-BULLET-DEPTH": CodeInfo(
        Effect.REPAIRED, "A bullet is nested deeper than the limit; it was kept at the limit's depth."
    ),
    "I-HEADING-OTHER": CodeInfo(Effect.NOTED, "A heading is not one of the known ones."),
    "I-HEADING-LOST": CodeInfo(Effect.NOTED, "Text has no heading above it."),
    "W-NOTES-UNMARKED": CodeInfo(
        Effect.DOUBTFUL, "Several lines were read as footnotes that nothing refers to; they may be bullets."
    ),
    "I-NOTE-UNMARKED": CodeInfo(Effect.NOTED, "A footnote's mark is nowhere above it."),
    "I-MARK-UNEXPLAINED": CodeInfo(Effect.NOTED, "Marks have no footnote; reported once for each record."),
    "W-UNREAD": CodeInfo(Effect.OMITTED, "No rule could read a line; it was kept as written."),
}


def severity_of(code: str) -> Severity:
    """The severity of a code, from its first letter."""
    return {"I": Severity.INFO, "W": Severity.WARNING, "E": Severity.ERROR}[code[0]]


_OF_CODE: Any = None
"""The default of what the code determines."""


@frozen
class Diagnostic:
    """Something that was noticed in a text.

    A reader makes it from a code and a message. ``at`` adds the path and the span where they are known; the line and
    column are added when the record is complete.
    """

    code: str
    """A stable code for what was noticed: a key of ``CODES``. Its first letter gives the severity."""
    severity: Severity = field(default=_OF_CODE, kw_only=True)
    """How much it matters."""
    effect: Effect = field(default=_OF_CODE, kw_only=True)
    """What it means for the value at ``path``."""
    message: str
    """A sentence: what was noticed, and what was done about it."""
    line: int = field(default=0, kw_only=True)
    """The line, counted from 1 in the whole file; 0 if it concerns the text as a whole."""
    column: int = field(default=0, kw_only=True)
    """The column where it begins, counted from 1; 0 if it concerns the text as a whole."""
    path: str | None = None
    """The field or object concerned (``results[0].rows[2].votes``); null if it is not a single one."""
    _span: Span | None = field(default=None, eq=False, repr=False)

    @property
    def span(self) -> Span | None:
        """Where it was noticed in the text; not in the JSON, so null in a record read from JSON."""
        return self._span

    def __attrs_post_init__(self) -> None:
        """The severity and effect are those of the code, if no others are given."""
        if self.severity is None:
            object.__setattr__(self, "severity", severity_of(self.code))
        if self.effect is None:
            object.__setattr__(self, "effect", CODES[self.code].effect)

    def _repr_html_(self) -> str | None:
        return drawn("html", self)

    def at(self, span: Span | None, path: str | None = None) -> Diagnostic:
        """Return the same diagnostic with a span, and the path of a value."""
        return evolve(self, span=span, path=path)

    def format(self, name: str | None = None, source_line: str | None = None, *, width: int = 102) -> str:
        """Return ``path:line:column: CODE message``, and below it the source line with a caret, if ``source_line`` is
        given.

        A line longer than ``width`` is cut to the part around the column. Unprintable characters are shown as blanks.
        """
        head = f"{name or '<text>'}:{self.line}:{self.column}: {self.code} {self.message}"
        if source_line is None or not self.line:
            return head
        room = max(width - 2, 10)
        start = max(0, self.column - room * 3 // 5)
        excerpt = "".join(c if c.isprintable() else " " for c in source_line[start : start + room])
        return f"{head}\n  {excerpt}\n  {' ' * (self.column - 1 - start)}^"


# Longer quotations are cut; the whole line is in the file.
LONGEST_QUOTE = 80


def quoted(text: str) -> str:
    """Quote text in curly quotes for a message: long text is cut, unprintable characters are escaped."""
    if len(text) > LONGEST_QUOTE:
        text = f"{text[:LONGEST_QUOTE].rstrip()}…"
    if not text.isprintable():
        text = "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)
    return f"“{text}”"


class ParseError(ValueError):
    """Raised in strict mode: ``diagnostics`` has the errors, ``record`` the record as far as it was read."""

    def __init__(self, diagnostics: tuple[Diagnostic, ...], record: object) -> None:
        super().__init__("; ".join(f"{d.code} {d.message}" for d in diagnostics))
        self.diagnostics = diagnostics
        self.record = record

    def __reduce__(self) -> tuple[type[ParseError], tuple[tuple[Diagnostic, ...], object]]:
        return ParseError, (self.diagnostics, self.record)
