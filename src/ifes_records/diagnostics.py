"""What was noticed while reading: the table of codes, and a diagnostic with its place."""

from __future__ import annotations

from enum import StrEnum

from attrs import frozen


class Severity(StrEnum):
    """How much a diagnostic matters.

    ``info``: a value was inferred, or something is odd. ``warning``: a value was guessed, repaired or left
    out. ``error``: the text could not be read as an election at all.
    """

    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


@frozen
class CodeInfo:
    """What a code means, and a piece of text that gives rise to it."""

    meaning: str
    sample: str


CODES: dict[str, CodeInfo] = {
    # ---- the text as a whole
    "E-EMPTY": CodeInfo("The text is empty or holds only white space.", ""),
    "E-BINARY": CodeInfo("The file holds binary data, not text.", "\\x89PNG"),
    "E-HTML": CodeInfo("The text is HTML; records are read from plain text.", "<!DOCTYPE html>"),
    "E-NOT-A-RECORD": CodeInfo("Nothing in the text tells an election record.", "Dear all, …"),
    "E-COUNTRY-PAGE": CodeInfo("The text is the page of a country, not of an election.", "Past Elections"),
    "E-TOO-LARGE": CodeInfo("The text is larger than the limit and was not read.", ""),
    "W-ENCODING": CodeInfo("The text is not UTF-8; its encoding was told by its bytes.", "S\\xe9nat"),
    "W-ENCODING-REPAIRED": CodeInfo("Bytes that the encoding does not allow were replaced by U+FFFD.", "S\\xffnat"),
    "W-CHARACTERS": CodeInfo("Control characters or lone surrogates were read as blanks or U+FFFD.", "\\x00"),
    "I-TRUNCATED": CodeInfo("The text breaks off in mid-line.", "Main candida"),
    "W-TRUNCATED-FIGURE": CodeInfo("A figure is the last thing before the text breaks off; it may be cut.", "8,665"),
    # ---- the head
    "W-HEAD-TEXT": CodeInfo("A line above the results is neither date, country nor contest.", "Digest"),
    "W-HEAD-TWICE": CodeInfo("A line of which a record has one stands there twice.", "Election for …"),
    "I-STATUS-OTHER": CodeInfo("The status is not one of the known words.", "Deferred"),
    "W-COUNTRY-UNKNOWN": CodeInfo("The country is in no table; it has no codes.", "Kingdom of Norrland"),
    "W-COUNTRY-CONFLICT": CodeInfo("The two country lines name different countries.", "Niger / Republic of Nigeria"),
    "I-COUNTRY-PLACE": CodeInfo("The country stands in an unusual place.", ""),
    "I-ROUND": CodeInfo("The round is told in prose only.", "(second round of voting)"),
    "I-BADGE": CodeInfo("A figure was read from the badge beside the country.", "61.3% Voted"),
    # ---- dates
    "W-DATE-IMPOSSIBLE": CodeInfo("There is no such day.", "Feb. 30, 2014"),
    "W-DATE-FAR": CodeInfo("The year is too far off to be right.", "6 February 2952"),
    "W-DATE-TWO-DIGIT-YEAR": CodeInfo("The year has two digits.", "27 January 14"),
    "W-DATE-MONTH": CodeInfo("The month is misspelt.", "23 Marhc 2018"),
    "W-DATE-AMBIGUOUS": CodeInfo("Day and month can't be told apart.", "7/2/2021"),
    "W-DATE-NO-YEAR": CodeInfo("The date has no year.", "17 February"),
    "W-DATE-UNREAD": CodeInfo("The text is not a date.", "A"),
    # ---- figures
    "W-COUNT-MALFORMED": CodeInfo("A figure is malformed.", "10,107260"),
    "W-COUNT-SEPARATOR": CodeInfo("Thousands are set apart by dots or blanks.", "502.118"),
    "W-COUNT-STAND-IN": CodeInfo("A figure stands in for a count that is not known.", "-1"),
    "W-SHARE-RANGE": CodeInfo("A share is more than 100 percent.", "345.10%"),
    "I-SHARE-FRACTION": CodeInfo("Shares are given as fractions of one and were made percent.", "0.5412"),
    # ---- results
    "I-ROW-LONE-NUMBER": CodeInfo("Nothing confirms whether a lone number is seats or votes.", "Name 51"),
    "W-ROW-LONE-NUMBER": CodeInfo("A lone number fits neither seats nor votes well.", "Name 51"),
    "W-ROW-NUMBER-IN-NAME": CodeInfo("A number may end the name or be the first figure.", "Democrats 66 4,323"),
    "W-ROW-CELLS": CodeInfo("The cells of a row are in no known shape.", "Name 5 - 3 -"),
    "I-ROW-JOINED": CodeInfo("A name and its figures stood on two lines.", ""),
    "I-ROW-EMPTY": CodeInfo("A line of the table holds only a name.", "Name"),
    "W-ROW-MARK": CodeInfo("A footnote mark stands behind a row's figures.", "Name 5 - 1,203*"),
    "W-SHARE-ALONE": CodeInfo("A share stands under no row.", "34.10%"),
    "W-RESULT-LINE": CodeInfo("A line among the results is no row.", "See the note below."),
    # ---- names
    "W-NAME-PARENTHESES": CodeInfo("A name's parentheses are not balanced.", "Party (Partai Hanura))"),
    "I-NAME-LOCAL": CodeInfo(
        "Parentheses may hold a local name or a qualifier.", "Nepal Samajbadi Party (Loktantrik)"
    ),
    "I-NAME-QUALIFIER": CodeInfo("Parentheses hold a country or a person.", "Independents (Jordan)"),
    # ---- the body
    "I-HEADING-OTHER": CodeInfo("A heading is not one of the known ones.", "Campaign Finance:"),
    "I-HEADING-LOST": CodeInfo("Text stands under no heading.", ""),
    "I-NOTE-UNMARKED": CodeInfo("A note's mark stands nowhere above it.", "** A runoff follows."),
    "I-MARK-UNEXPLAINED": CodeInfo("A mark has no note.", "Tamar-Afa’q****"),
    "W-UNREAD": CodeInfo("No rule could place a line; it was kept as written.", ""),
}


def severity_of(code: str) -> Severity:
    """A code begins with the letter of its severity."""
    return {"I": Severity.INFO, "W": Severity.WARNING, "E": Severity.ERROR}[code[0]]


@frozen
class Diagnostic:
    """One thing noticed: ``line`` and ``column`` are 1-based (0: the text as a whole).

    ``path`` is the field concerned, as in ``results[0].rows[2].votes``; ``None`` where there is no one field.
    """

    code: str
    severity: Severity
    message: str
    line: int = 0
    column: int = 0
    path: str | None = None

    def format(self, name: str | None = None, source_line: str | None = None) -> str:
        """``path:line:column: CODE message``; with the text of its line, that and a caret below.

        Of a long line only the part around the column is shown; what can't be printed is a blank.
        """
        head = f"{name or '<text>'}:{self.line}:{self.column}: {self.code} {self.message}"
        if source_line is None or not self.line:
            return head
        start = max(0, self.column - 60)
        excerpt = "".join(c if c.isprintable() else " " for c in source_line[start : start + 100])
        return f"{head}\n  {excerpt}\n  {' ' * (self.column - 1 - start)}^"


class ParseError(ValueError):
    """Raised in strict mode; ``diagnostics`` holds every diagnostic of severity error, ``record`` what was read."""

    def __init__(self, diagnostics: tuple[Diagnostic, ...], record: object) -> None:
        super().__init__("; ".join(f"{d.code} {d.message}" for d in diagnostics))
        self.diagnostics = diagnostics
        self.record = record
