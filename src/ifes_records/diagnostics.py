"""Diagnostics: one class for everything that is noticed in a text, and the table of codes."""

from __future__ import annotations

from enum import StrEnum
from typing import Self

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
        "Nothing; it explains what is odd about the text.",
    )


@frozen
class CodeInfo:
    """A code's effect on a value, its meaning, and a sample of text that raises it.

    Frequent codes also have what usually causes them, and what to do that is better than what goes for their effect.
    """

    effect: Effect
    meaning: str
    sample: str
    cause: str | None = None
    remedy: str | None = None


CODES: dict[str, CodeInfo] = {
    # ---- the text as a whole
    "E-EMPTY": CodeInfo(Effect.OMITTED, "The text is empty or holds only white space.", "(white space only)"),
    "E-BINARY": CodeInfo(Effect.OMITTED, "The file holds binary data, not text.", "\\x89PNG"),
    "E-HTML": CodeInfo(Effect.OMITTED, "The text is HTML; records are read from plain text.", "<!DOCTYPE html>"),
    "E-NOT-A-RECORD": CodeInfo(Effect.OMITTED, "Nothing in the text looks like an election record.", "Dear all, …"),
    "E-COUNTRY-PAGE": CodeInfo(
        Effect.OMITTED, "The text is the page of a country, not of an election.", "Past Elections"
    ),
    "E-TOO-LARGE": CodeInfo(
        Effect.OMITTED, "The text is larger than the limit and was not read.", "(a text of 50 MB)"
    ),
    "E-TOO-SLOW": CodeInfo(
        Effect.OMITTED,
        "The text takes longer to read than a batch conversion may spend on a record; it was given up.",
        "(8,000 lines of one letter)",
    ),
    "W-ENCODING": CodeInfo(
        Effect.GUESSED, "The text is not UTF-8; its encoding was guessed from its bytes.", "S\\xe9nat"
    ),
    "W-ENCODING-REPAIRED": CodeInfo(
        Effect.REPAIRED, "Bytes that the encoding does not allow were replaced by U+FFFD.", "S\\xffnat"
    ),
    "W-CHARACTERS": CodeInfo(
        Effect.REPAIRED, "Control characters or lone surrogates were read as blanks or U+FFFD.", "\\x00"
    ),
    "W-MOJIBAKE": CodeInfo(Effect.DOUBTFUL, "Some letters are UTF-8 that was decoded as Windows-1252.", "SÃ©nat"),
    "W-LINE-TOO-LONG": CodeInfo(
        Effect.OMITTED, "A line is longer than the limit; it was kept as written, but not read.", "(a line of 1 MB)"
    ),
    "I-TRUNCATED": CodeInfo(
        Effect.NOTED,
        "The text breaks off in the middle of a line.",
        "Main candida",
        cause="The extractor stopped early, or the text was cut to a length.",
        remedy="Get the whole text if you can: what the page has below the last line is missing.",
    ),
    "W-TRUNCATED-FIGURE": CodeInfo(
        Effect.DOUBTFUL, "A figure ends the text, without a line end; it may have lost digits.", "8,665"
    ),
    # ---- the head
    "W-HEAD-TEXT": CodeInfo(
        Effect.OMITTED, "A line above the results is not a date, a country or a contest.", "Digest"
    ),
    "W-HEAD-TWICE": CodeInfo(Effect.OMITTED, "A line that occurs once in a record is there twice.", "Election for …"),
    "W-RECORDS-MIXED": CodeInfo(
        Effect.DOUBTFUL,
        "Many lines that a record has once are there twice; the values may be those of two records.",
        "March 19, 2023 Held / May 4, 2019 Held",
    ),
    "W-CONTEST-CUT": CodeInfo(
        Effect.DOUBTFUL, "The title of the contest seems to go on in the line below.", "Election for House of"
    ),
    "I-STATUS-OTHER": CodeInfo(Effect.NOTED, "The status is not one of the known words.", "Deferred"),
    "W-COUNTRY-UNKNOWN": CodeInfo(
        Effect.OMITTED,
        "The country is not a known one; it has no codes.",
        "Kingdom of Norrland",
        cause="The name is misspelt, or that of a territory or former state without a code.",
        remedy="Add the codes yourself if you need them. Local names may lack their language, too.",
    ),
    "W-COUNTRY-CONFLICT": CodeInfo(
        Effect.INCONSISTENT, "The two country lines name different countries.", "Niger / Republic of Nigeria"
    ),
    "I-COUNTRY-PLACE": CodeInfo(
        Effect.GUESSED, "The country is not on the line where it usually is.", "Kenya / March 19, 2023 Held"
    ),
    "I-ROUND": CodeInfo(Effect.GUESSED, "Only the prose gives the round.", "(second round of voting)"),
    "I-BADGE": CodeInfo(Effect.NOTED, "A figure was read from the badge beside the country.", "61.3% Voted"),
    # ---- dates
    "W-DATE-IMPOSSIBLE": CodeInfo(Effect.OMITTED, "The date does not exist.", "Feb. 30, 2014"),
    "W-DATE-FAR": CodeInfo(
        Effect.OMITTED, "The year is too far in the past or future to be right.", "6 February 2952"
    ),
    "W-DATE-TWO-DIGIT-YEAR": CodeInfo(Effect.OMITTED, "The year has two digits.", "27 January 14"),
    "W-DATE-MONTH": CodeInfo(Effect.OMITTED, "The month is misspelt.", "23 Marhc 2018"),
    "W-DATE-AMBIGUOUS": CodeInfo(
        Effect.OMITTED, "It is not clear which figure is the day and which the month.", "7/2/2021"
    ),
    "W-DATE-NO-YEAR": CodeInfo(Effect.OMITTED, "The date has no year.", "17 February"),
    "I-DATE-NO-DAY": CodeInfo(Effect.NOTED, "The date of the election has no day.", "March 2023 Held"),
    "W-DATE-UNREAD": CodeInfo(Effect.OMITTED, "The text is not a date.", "A"),
    # ---- figures
    "W-COUNT-MALFORMED": CodeInfo(Effect.OMITTED, "A figure is malformed.", "10,107260"),
    "W-COUNT-FRACTION": CodeInfo(Effect.OMITTED, "A count has a fraction.", "29,353.6"),
    "W-COUNT-SEPARATOR": CodeInfo(Effect.REPAIRED, "Thousands are separated by dots or blanks.", "502.118"),
    "W-COUNT-STAND-IN": CodeInfo(Effect.OMITTED, "A figure is a placeholder for an unknown count.", "-1"),
    "W-SHARE-RANGE": CodeInfo(Effect.OMITTED, "A share is more than 100 percent.", "345.10%"),
    "I-SHARE-FRACTION": CodeInfo(
        Effect.REPAIRED, "Shares are given as fractions of 1; they were converted to percent.", "0.5412"
    ),
    # ---- results
    "I-ROW-LONE-NUMBER": CodeInfo(
        Effect.GUESSED, "Nothing confirms whether a lone number is seats or votes.", "Name 51"
    ),
    "W-ROW-LONE-NUMBER": CodeInfo(Effect.GUESSED, "A lone number fits neither seats nor votes well.", "Name 51"),
    "W-ROW-NUMBER-IN-NAME": CodeInfo(
        Effect.GUESSED, "A number may end the name or be the first figure.", "Democrats 66 4,323"
    ),
    "W-ROW-CELLS": CodeInfo(Effect.OMITTED, "The cells of a row have no known pattern.", "Name 5 - 3 -"),
    "I-ROW-JOINED": CodeInfo(
        Effect.REPAIRED,
        "A name and its figures are on two lines; they were joined.",
        "Movement for Change / 4 - 18,201",
    ),
    "I-ROW-EMPTY": CodeInfo(Effect.NOTED, "A line of the table holds only a name.", "Name"),
    "W-LINES-JOINED": CodeInfo(
        Effect.DOUBTFUL, "A name, title or line of the body seems to hold two lines.", "Union 5 - 1,204 Front 3 - 804"
    ),
    "W-ROW-SEATS": CodeInfo(Effect.OMITTED, "A row has more seats than a chamber can have.", "Name 62000 - 1,203"),
    "W-ROW-NAME": CodeInfo(
        Effect.DOUBTFUL, "The name of a row ends like a cell, is a label, or has no letter.", "Name 62 = 1,203"
    ),
    "W-ROW-MARK": CodeInfo(Effect.NOTED, "A footnote mark follows the figures of a row.", "Name 5 - 1,203*"),
    "W-SHARE-ALONE": CodeInfo(Effect.OMITTED, "A share does not follow a row.", "34.10%"),
    "W-RESULT-LINE": CodeInfo(Effect.OMITTED, "A line among the results is not a row.", "See the note below."),
    # ---- names
    "W-NAME-PARENTHESES": CodeInfo(
        Effect.DOUBTFUL, "A name's parentheses are not balanced.", "Party (Partai Hanura))"
    ),
    "I-NAME-LOCAL": CodeInfo(
        Effect.GUESSED, "Parentheses may hold a local name or a qualifier.", "Nepal Samajbadi Party (Loktantrik)"
    ),
    "I-NAME-QUALIFIER": CodeInfo(Effect.NOTED, "Parentheses hold a country or a person.", "Independents (Jordan)"),
    # ---- what the sections say
    "W-LINE-FACTS": CodeInfo(
        Effect.OMITTED,
        "A line of a section is longer than the limit; no facts were read from it.",
        "(a paragraph of 10,000 letters)",
    ),
    "I-FIGURES": CodeInfo(
        Effect.OMITTED,
        "No fact was read from some figures of a line.",
        "The vote of 4 April 2021 settled nothing.",
        cause="Sentences often have figures that a record has no field for, such as those of an earlier vote.",
        remedy="Read the line if you need the figure. The values that were read are not affected.",
    ),
    "I-STAKE-INEXACT": CodeInfo(
        Effect.DOUBTFUL, "The text doesn't say exactly how many seats are at stake.", "At least 100 seats"
    ),
    "I-ASSEMBLY-PART": CodeInfo(
        Effect.OMITTED,
        "Only part of the text about the chambers could be read.",
        "a Senate of 89 or more",
        cause="The line gives a range, several figures, or the members of a chamber by how they are chosen.",
        remedy="Read the line. A chamber whose seats are null has no single exact figure there.",
    ),
    "I-HOLDER-SEVERAL": CodeInfo(Effect.NOTED, "Several people are named for an office.", "Captains Regent A and B"),
    "I-HOLDER-PART": CodeInfo(
        Effect.OMITTED, "Only part of the text about an office holder could be read.", "President Ann deng BELL"
    ),
    "W-HOLDER-DATE": CodeInfo(Effect.OMITTED, "A date in an office holder's term could not be read.", "(since 1"),
    "I-CONTENDER-PART": CodeInfo(
        Effect.OMITTED,
        "A line among the contenders could not be read.",
        "Chairman: Cy DEAN",
        cause="A key is not a known one, or the line is a sentence and not a list of parties and leaders.",
        remedy="Read the line. A contender may lack what it says.",
    ),
    "I-CONTENDER-CHAMBER": CodeInfo(
        Effect.OMITTED, "Seats are given for two chambers; the first was taken.", "Seats won in last Sejm election"
    ),
    "W-CONTENDER-SEATS": CodeInfo(
        Effect.OMITTED, "The seats won in the previous election are malformed or impossible.", "156/98"
    ),
    "W-CONTENDER-VOTES": CodeInfo(Effect.OMITTED, "A figure for the first round could be votes or percent.", "36"),
    "I-DATA-PART": CodeInfo(
        Effect.OMITTED, "A value, or a part of it, could not be read; it was kept as text.", "5,234,000 (12/2019)"
    ),
    "I-DATA-TWICE": CodeInfo(
        Effect.INCONSISTENT, "Two lines with the same key say different things; the first was taken.", "Population: …"
    ),
    "I-DATA-ROUNDED": CodeInfo(
        Effect.REPAIRED, "A figure in millions or billions was converted to a count.", "5.2 million"
    ),
    "I-YEAR-INFERRED": CodeInfo(
        Effect.GUESSED, "A deadline has no year; it was inferred from the election's date.", "17 February"
    ),
    "I-ELECTORAL-SEATS": CodeInfo(
        Effect.OMITTED, "The number of members is not exact; none was taken.", "up to 120 members"
    ),
    "I-ELECTORAL-METHODS": CodeInfo(
        Effect.OMITTED, "A clause names several methods; none was taken.", "by plurality and by lists"
    ),
    "I-ELECTORAL-FIGURES": CodeInfo(
        Effect.OMITTED,
        "Figures of the line are in none of its rules.",
        "15 of 90 seats are reserved for women",
        cause="The figure is of a quota or a formula, which have no field, or the words around it are not known.",
        remedy="Use the rules that were read, and read the line for the figures that the message names.",
    ),
    "I-ELECTORAL-UNREAD": CodeInfo(
        Effect.OMITTED,
        "A line on the electoral system gave no rule.",
        "A runoff follows if nobody has a majority.",
        cause="The line describes a procedure or has a wording that no rule knows.",
        remedy="Read the line if you need the electoral system; the rules from other lines are not affected.",
    ),
    "I-ELECTORAL-TERM": CodeInfo(
        Effect.OMITTED, "There are several terms, or only a bound; none was taken.", "for 5 years at most"
    ),
    "I-LAST-ELECTION-SECOND": CodeInfo(
        Effect.OMITTED,
        "A second section is about another election; the first was taken.",
        "Last Presidential Election: / Last Parliamentary Election:",
    ),
    "I-LAST-ELECTION-ABOUT": CodeInfo(Effect.DOUBTFUL, "The turnout is only approximate.", "about 60%"),
    "W-LAST-ELECTION-YEAR": CodeInfo(
        Effect.OMITTED,
        "There are several years, and none is clearly that of the previous election.",
        "In 2012 … In 2016 …",
    ),
    "W-LAST-ELECTION-TURNOUT": CodeInfo(
        Effect.OMITTED, "There are several turnouts, or only a bound; none was taken.", "49.0% and 55.7%"
    ),
    "I-REFERENDUM-BODY-RESULTS": CodeInfo(
        Effect.NOTED, "Only the body gives the results.", "Yes: 1,201,607 votes (62.07%)"
    ),
    "I-SEATS-LINE": CodeInfo(
        Effect.OMITTED, "A line in a list of the seats won is not a name with its seats.", "Six more parties: 1 to 3"
    ),
    "I-REFERENDUM-ANSWER": CodeInfo(
        Effect.OMITTED, "Only one answer has a figure; no result was taken.", "Yes: 60.2%"
    ),
    # ---- what does not agree
    "I-SUM-CAST": CodeInfo(
        Effect.INCONSISTENT,
        "Valid and invalid votes add up to fewer than the votes cast, or slightly more.",
        "Cast Votes:1,000, Valid Votes:950, Invalid Votes:20",
    ),
    "W-SUM-CAST": CodeInfo(
        Effect.INCONSISTENT,
        "Valid and invalid votes add up to more than the votes cast, or differ in a single digit.",
        "Cast Votes:1,000, Valid Votes:950, Invalid Votes:150",
    ),
    "W-PART-OF-CAST": CodeInfo(
        Effect.INCONSISTENT,
        "There are more valid votes, or more invalid votes, than votes cast.",
        "Cast Votes:1,000, Valid Votes:1,200",
    ),
    "I-SUM-VOTES-BELOW": CodeInfo(
        Effect.INCONSISTENT,
        "The rows leave out more than a twentieth of the valid votes.",
        "Valid Votes:1,000, and rows with 900",
        cause="The table leaves out small parties or independents.",
        remedy="Don't take the rows for all votes; compute shares from the valid votes.",
    ),
    "W-SUM-VOTES-BELOW": CodeInfo(
        Effect.INCONSISTENT,
        "The rows leave out more votes than the largest row has, or differ in a single digit.",
        "Valid Votes:1,000, and rows with 400",
    ),
    "I-SUM-VOTES-ABOVE": CodeInfo(
        Effect.INCONSISTENT,
        "The rows have slightly more votes than there are valid votes.",
        "Valid Votes:1,000, and rows with 1,001",
    ),
    "W-SUM-VOTES-ABOVE": CodeInfo(
        Effect.INCONSISTENT,
        "The rows have more votes than there are valid votes.",
        "Valid Votes:1,000, and rows with 1,100",
    ),
    "I-SUM-VOTES-SEVERAL": CodeInfo(
        Effect.INCONSISTENT,
        "The rows have far more votes than there are valid votes; each voter may have several.",
        "Valid Votes:1,000, and rows with 3,900",
    ),
    "I-SUM-SEATS-BELOW": CodeInfo(
        Effect.INCONSISTENT,
        "The rows have fewer seats than there are at stake.",
        "508 seats in the Assembly, and rows with 495",
        cause="The table leaves out small parties, or some seats are still open until a second round.",
        remedy="Don't take the rows for the whole chamber; take its size from what is at stake.",
    ),
    "W-SUM-SEATS-ABOVE": CodeInfo(
        Effect.INCONSISTENT,
        "The rows have more seats than there are at stake.",
        "100 seats in the Saeima, and rows with 104",
    ),
    "I-SUM-SEATS-PART": CodeInfo(
        Effect.INCONSISTENT,
        "The rows have more seats than there are at stake; they may show the whole chamber.",
        "20 of the 59 seats, and rows with 59",
    ),
    "W-SUM-SEATS-ZERO": CodeInfo(
        Effect.INCONSISTENT,
        "No party has a seat, although seats are at stake.",
        "Civic Union - - 21,484, in every row",
    ),
    "W-SHARE-VOTES": CodeInfo(
        Effect.INCONSISTENT, "A share does not follow from the votes of its row.", "500 of 1,000 votes, 34.10%"
    ),
    "I-SHARE-TOTAL": CodeInfo(
        Effect.INCONSISTENT,
        "The shares are consistent, but refer to a total that is not given.",
        "500 and 250 votes, 40% and 20%",
    ),
    "W-SHARE-SUM": CodeInfo(
        Effect.INCONSISTENT, "The shares of a table add up to more than 100 percent.", "61.3% and 54.2%"
    ),
    "W-PERCENT-COUNTS": CodeInfo(
        Effect.INCONSISTENT, "A percentage does not follow from the counts next to it.", "29/106 (24.7%)"
    ),
    "W-PERCENT-OVER": CodeInfo(Effect.INCONSISTENT, "A count is larger than the total next to it.", "98/76"),
    "W-TURNOUT-OVER": CodeInfo(
        Effect.INCONSISTENT,
        "There are more votes cast than registered voters.",
        "Registered Voters:1,000, Cast Votes:1,200",
    ),
    "I-TURNOUT-OVER-BODY": CodeInfo(
        Effect.INCONSISTENT,
        "There are more votes cast than registered voters according to the body.",
        "• Registered Voters: 1,000 (2008), Cast Votes:1,200",
    ),
    "W-TURNOUT-PERCENT": CodeInfo(
        Effect.INCONSISTENT,
        "The turnout differs from that of the counts by more than one point.",
        "Voter Turnout:70%, Registered Voters:1,000, Cast Votes:610",
    ),
    "W-WOMEN-OVER": CodeInfo(
        Effect.INCONSISTENT, "There are more women than people.", "Population: 1,000, Female Population: 1,200"
    ),
    "I-WOMEN-SHARE": CodeInfo(
        Effect.DOUBTFUL,
        "Women are less than 35 or more than 65 percent of the population.",
        "Population: 1,000, Female Population: 300",
    ),
    "I-MODIFIED-EARLY": CodeInfo(
        Effect.INCONSISTENT,
        "A modified date is before the election.",
        "March 19, 2023 Held, Election Results Modified: Mar 17, 2023",
    ),
    "W-DATE-RANGE": CodeInfo(
        Effect.DOUBTFUL, "The election is before 1998, or long after the record was last modified.", "March 19, 1923"
    ),
    "I-HOLDER-LATER": CodeInfo(
        Effect.INCONSISTENT,
        "Someone took office after the election.",
        "March 19, 2023 Held, (since 20 May 2023)",
    ),
    "W-HOLDER-DATES": CodeInfo(
        Effect.INCONSISTENT,
        "Someone took office after the record was last modified, or left before taking office.",
        "(since 2016, until 2012)",
    ),
    "W-TREATY-DATES": CodeInfo(
        Effect.INCONSISTENT,
        "A convention was signed or ratified before it was adopted, or ratified before it was signed.",
        "Signed 2019, Ratified 2012",
    ),
    "W-ROW-TWICE": CodeInfo(
        Effect.INCONSISTENT,
        "Two rows have the same name, or the same acronym and figures.",
        "Civic Union 4 - 18,201, two times",
    ),
    "I-STATUS-STALE": CodeInfo(
        Effect.INCONSISTENT, "The status is that of a future election, but the election is past.", "Confirmed"
    ),
    "W-STATUS-RESULTS": CodeInfo(
        Effect.INCONSISTENT, "The election is cancelled or postponed, but there are results.", "Cancelled"
    ),
    "I-RESULTS-UNDATED": CodeInfo(
        Effect.NOTED,
        "There are results, but no date when they or the record were last modified.",
        "(no Election Results Modified)",
    ),
    # ---- the body
    "W-BULLET-DEPTH": CodeInfo(
        Effect.REPAIRED,
        "A bullet is nested deeper than the limit; it was kept at the limit's depth.",
        "(60 blanks) • text",
    ),
    "I-HEADING-OTHER": CodeInfo(Effect.NOTED, "A heading is not one of the known ones.", "Campaign Finance:"),
    "I-HEADING-LOST": CodeInfo(Effect.NOTED, "Text has no heading above it.", "(a bullet right below the results)"),
    "I-NOTE-UNMARKED": CodeInfo(Effect.NOTED, "A footnote's mark is nowhere above it.", "** A runoff follows."),
    "I-MARK-UNEXPLAINED": CodeInfo(
        Effect.NOTED,
        "Marks have no footnote (once a record).",
        "Tamar-Afa’q****",
        cause="The page has lost its footnotes, or the sign belongs to the name.",
        remedy="Usually nothing. If a figure has such a mark, look at the page for what it says about the figure.",
    ),
    "W-UNREAD": CodeInfo(Effect.OMITTED, "No rule could read a line; it was kept as written.", "(any other line)"),
}


def severity_of(code: str) -> Severity:
    """The severity of a code, from its first letter."""
    return {"I": Severity.INFO, "W": Severity.WARNING, "E": Severity.ERROR}[code[0]]


def remedy_of(code: str) -> str:
    """What to do about a diagnostic with this code: for an error, about the text as a whole."""
    if severity_of(code) is Severity.ERROR:
        return "Nothing was read. Check that the input is the plain text of one ElectionGuide page of an election."
    return CODES[code].remedy or CODES[code].effect.remedy


@frozen
class Diagnostic:
    """Something that was noticed in a text.

    Raise it with a code and a message. The path and the span are added with ``at`` where they are known; the line and
    column are added when the record is complete.
    """

    code: str
    """A stable code for what was noticed: a key of ``CODES``. Its first letter gives the severity."""
    severity: Severity = field(kw_only=True)
    """How much it matters."""
    effect: Effect = field(kw_only=True)
    """What it means for the value at ``path``."""
    message: str
    """A sentence: what was noticed, and what was done about it."""
    line: int = field(default=0, kw_only=True)
    """The line, counted from 1 in the whole file; 0 if it concerns the text as a whole."""
    column: int = field(default=0, kw_only=True)
    """The column where it begins, counted from 1; 0 if it concerns the text as a whole."""
    path: str | None = None
    """The field or object concerned (``results[0].rows[2].votes``); null if it is not a single one."""
    span: Span | None = field(default=None, eq=False, repr=False)
    """Where it was noticed in the text; not in the JSON, so null in a record read from JSON."""

    @severity.default
    def _severity_of_code(self) -> Severity:
        return severity_of(self.code)

    @effect.default
    def _effect_of_code(self) -> Effect:
        return CODES[self.code].effect

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
    return "“" + "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text) + "”"


class ParseError(ValueError):
    """Raised in strict mode: ``diagnostics`` has the errors, ``record`` what was read."""

    def __init__(self, diagnostics: tuple[Diagnostic, ...], record: object) -> None:
        super().__init__("; ".join(f"{d.code} {d.message}" for d in diagnostics))
        self.diagnostics = diagnostics
        self.record = record

    def __reduce__(self) -> tuple[type[ParseError], tuple[tuple[Diagnostic, ...], object]]:
        return ParseError, (self.diagnostics, self.record)
