"""Counts of votes, voters and seats: ``6,521,860``, ``502``, ``None``, ``-1``."""

from __future__ import annotations

from ifes_records.diagnostics import Diagnostic, quoted
from ifes_records.text import lexicon
from ifes_records.text.grammars import pattern
from ifes_records.text.memo import remembered
from ifes_records.values.reading import Reading

# One vote from everybody on earth would make ten digits, so a text much longer than that is not a count.
MAX_LENGTH = 30
# The largest integer that every JSON reader can hold exactly.
MAX_VALUE = 2**53 - 1


@remembered
def parse(text: str) -> Reading[int]:
    """Read a count as the site prints it.

    ``None``, ``N/A``, ``TBD``, ``-`` and an empty text mean that the count is not known: the value is ``None``,
    without a diagnostic. The value is ``None`` with a diagnostic for a negative figure (``-1``, a stand-in), for
    misplaced commas (``10,107260``, ``69,48``, ``0,877``), for a fraction (``29,353.6``; but ``43,664.0`` is a
    count), and for a figure with other text beside it. Dots, blanks and signs of other languages that separate
    thousands (``502.118``, ``502٬118``) are accepted, with a diagnostic.
    """
    text = text.strip()
    if len(text) > MAX_LENGTH:
        return _no_value(text, "W-COUNT-MALFORMED", "is longer than any count")
    if pattern("COUNT").fullmatch(text) and not text.startswith("0,"):
        value = int(text.replace(",", ""))
        return (
            Reading(text, value)
            if value <= MAX_VALUE
            else _no_value(text, "W-COUNT-MALFORMED", "is larger than any count")
        )
    if lexicon.is_not_known(text):
        return Reading(text)
    if pattern("OTHER_COUNT").fullmatch(text):
        value = int("".join(c for c in text if c.isdigit()))
        message = f"{quoted(text)} does not separate thousands with commas; it was read as {value:,}."
        return Reading(text, value, Diagnostic("W-COUNT-SEPARATOR", message))
    if pattern("DECIMAL_COUNT").fullmatch(text):
        whole, _, decimals = text.partition(".")
        if not decimals.strip("0"):
            return parse(whole)
        return _no_value(text, "W-COUNT-FRACTION", "has a fraction, so it is no count")
    if pattern("NEGATIVE").fullmatch(text):
        return stand_in(text)
    return _no_value(text, "W-COUNT-MALFORMED", "is not a well-formed figure")


def stand_in(text: str) -> Reading[int]:
    """Read a figure that stands for a count that is not known: ``-1``, or ``0`` registered voters."""
    return _no_value(text, "W-COUNT-STAND-IN", "is a stand-in for a count that is not known")


def _no_value(text: str, code: str, reason: str) -> Reading[int]:
    return Reading(text, diagnostic=Diagnostic(code, f"{quoted(text)} {reason}; no value was taken."))


def format(count: int | None) -> str:
    """Write a count as the site does: ``6,521,860``, or ``None`` if it is not known."""
    return lexicon.words("NONE")[0] if count is None else f"{count:,}"
