"""Counts of votes, voters and seats: ``6,521,860``, ``502``, ``None``, ``-1``."""

from __future__ import annotations

from ifes_records.diagnostics import Diagnostic, quoted
from ifes_records.text import lexicon
from ifes_records.text.grammars import pattern
from ifes_records.values.reading import Reading

# The votes of all people on earth have ten digits; anything much longer is no count.
LONGEST = 30
# What every reader of JSON can hold.
LARGEST = 2**53 - 1


def parse(text: str) -> Reading[int]:
    """Read a count as the site prints it.

    ``None``, ``N/A``, ``TBD``, ``-`` and no text give ``None`` without a problem: not known. A negative figure
    (``-1``) is a stand-in and gives ``None`` with one; so does a figure whose commas do not stand before
    three digits each (``10,107260``, ``69,48``) or that has something beside it. Thousands set apart by dots
    or blanks (``502.118``) are read, with a problem.
    """
    text = text.strip()
    if len(text) > LONGEST:
        message = f"{quoted(text)} is longer than any count; no value was taken."
        return Reading(text, diagnostic=Diagnostic("W-COUNT-MALFORMED", message))
    if pattern("COUNT").fullmatch(text):
        value = int(text.replace(",", ""))
        if value <= LARGEST:
            return Reading(text, value)
        message = f"{quoted(text)} is larger than any count; no value was taken."
        return Reading(text, diagnostic=Diagnostic("W-COUNT-MALFORMED", message))
    if lexicon.is_not_known(text):
        return Reading(text)
    if pattern("OTHER_COUNT").fullmatch(text):
        value = int("".join(c for c in text if c.isdigit()))
        message = f"{quoted(text)} does not separate thousands with commas; it was read as {value:,}."
        return Reading(text, value, Diagnostic("W-COUNT-SEPARATOR", message))
    if pattern("NEGATIVE").fullmatch(text):
        message = f"{quoted(text)} is a stand-in for a count that is not known; no value was taken."
        return Reading(text, diagnostic=Diagnostic("W-COUNT-STAND-IN", message))
    message = f"{quoted(text)} is not a well-formed figure; no value was taken."
    return Reading(text, diagnostic=Diagnostic("W-COUNT-MALFORMED", message))


def format(count: int | None) -> str:
    """The inverse: ``6,521,860``, or ``None``."""
    return lexicon.words("NONE")[0] if count is None else f"{count:,}"
