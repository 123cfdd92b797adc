"""The parentheses at the end of a name, also where they are nested, doubled, or not closed."""

from __future__ import annotations

import re

from attrs import frozen
from lark import Token, Tree

from ifes_records.diagnostics import Diagnostic, quoted
from ifes_records.text.grammars import parse_value

BRACKETS = re.compile("[()（）]")


@frozen
class Parentheses:
    """A name with its parentheses: what stands before the last pair, and inside it (``None`` without a pair)."""

    before: str
    inside: str | None
    diagnostic: Diagnostic | None = None


def find(text: str) -> Parentheses:
    """Find the last parentheses of a name.

    A pair closed twice (``(Partai Hati Nurani Rakyat, Partai Hanura))``) keeps the second closing inside, one
    opened twice keeps the second opening; one not closed is no pair, and what follows it is left out of the
    name before it. An empty pair holds nothing.
    """
    if not BRACKETS.search(text):
        return Parentheses(text.strip(), None)
    pieces = list(parse_value(text, "name").children)
    closings = 0
    while pieces and isinstance(pieces[-1], Token) and pieces[-1].type in ("CLOSE", "PART"):
        if pieces[-1].type == "PART" and (pieces[-1].strip() or not closings):
            break
        closings += pieces[-1].type == "CLOSE"
        pieces.pop()
    last = pieces[-1] if pieces else None
    if not isinstance(last, Tree):
        unopened = f"{quoted(text)} closes parentheses that it does not open; the name was kept whole."
        return Parentheses(text, None, Diagnostic("W-NAME-PARENTHESES", unopened) if closings else None)
    opening = last.children[0]
    assert isinstance(opening, Token)
    assert opening.start_pos is not None
    before, inside = text[: opening.start_pos].strip(), text[opening.start_pos + 1 :].strip()
    message: str | None = None
    if last.data == "unclosed":
        if not (inside.startswith("(") and inside.endswith(")")):
            unclosed = f"{quoted(text)} opens parentheses and does not close them; the text in them was not read."
            return Parentheses(before, None, Diagnostic("W-NAME-PARENTHESES", unclosed))
        message = f"{quoted(text)} opens its parentheses twice and closes them once; the second was kept inside."
    elif closings:
        message = f"{quoted(text)} closes its parentheses more often than it opens them; the rest was kept inside."
    return Parentheses(
        before, inside[:-1].strip() or None, Diagnostic("W-NAME-PARENTHESES", message) if message else None
    )


def diagnostic_in(text: str) -> Diagnostic | None:
    """What is wrong with the parentheses of a name, the last or those before them: ``Union PF) (Бирлик)``."""
    found = find(text)
    return found.diagnostic or (find(found.before).diagnostic if found.inside else None)


def without_strays(text: str) -> str:
    """``text`` without parentheses at its ends that have no partner in it: ``Partai Hanura)``."""
    while text.count(")") > text.count("(") and text.endswith(")"):
        text = text[:-1].strip()
    while text.count("(") > text.count(")") and text.startswith("("):
        text = text[1:].strip()
    return text
