"""The parentheses at the end of a name, which may be nested, doubled, or left open."""

from __future__ import annotations

import re
from functools import cache

from attrs import frozen
from lark import Token, Tree

from ifes_records.diagnostics import Diagnostic, quoted
from ifes_records.text.grammars import parse_value, pattern
from ifes_records.text.memo import remembered

BRACKETS = re.compile("[()（）]")


@frozen
class Parentheses:
    """The text before the last pair of parentheses, and the text inside it; ``None`` if there is no pair."""

    before: str
    inside: str | None
    diagnostic: Diagnostic | None = None


@remembered
def find(text: str) -> Parentheses:
    """Find the last pair of parentheses in a name.

    If a pair is opened or closed twice, ``(Partai Hati Nurani Rakyat, Partai Hanura))``, the extra parenthesis
    stays inside. Parentheses that are left open are not a pair, and the text after them is dropped. An empty
    pair counts as none.
    """
    if not BRACKETS.search(text):
        return Parentheses(text.strip(), None)
    if plain := _plain_pairs().fullmatch(text):
        return Parentheses(plain[1].strip(), (plain[2] or "").strip() or None)
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


@cache
def _plain_pairs() -> re.Pattern[str]:
    """A name with a pair at its end, and none inside another, as most have it. It needs no parser.

    ``Movement for Change (MC)``   ``People's Party (Partido Popular) (PP)``
    """
    part, opens, closes = (pattern(name).pattern for name in ("PART", "OPEN", "CLOSE"))
    return re.compile(f"((?:{part})?(?:{opens}(?:{part})?{closes}(?:{part})?)*){opens}({part})?{closes}")


def diagnostic_in(text: str) -> Diagnostic | None:
    """Return the diagnostic for the last two pairs of parentheses of a name, if any: ``Union PF) (Бирлик)``."""
    found = find(text)
    return found.diagnostic or (find(found.before).diagnostic if found.inside else None)


def strip_unbalanced(text: str) -> str:
    """Strip unbalanced parentheses at the ends of a text: ``Partai Hanura)`` becomes ``Partai Hanura``."""
    while text.endswith(")") and text.count(")") > text.count("("):
        text = text[:-1].strip()
    while text.startswith("(") and text.count("(") > text.count(")"):
        text = text[1:].strip()
    return text
