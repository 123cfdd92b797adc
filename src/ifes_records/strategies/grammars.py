"""Strings that the grammars match: texts that nobody would think of."""

from __future__ import annotations

from functools import cache

from hypothesis import strategies as st
from hypothesis.extra.lark import from_lark
from hypothesis.strategies import SearchStrategy
from lark import Lark

from ifes_records.strategies.once import sampled_from
from ifes_records.text import grammars

# The grammars ignore some text between the tokens of a line, and Hypothesis writes nothing there. These rules spell
# out all that they match.
RULES = ("row", "name", "record")

# What a text for the grammars is made of; line ends and other blanks are prepared before they see it.
LETTERS = st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp", "Zs"), include_characters=" \n")


def from_grammar(rule: str) -> SearchStrategy[str]:
    """Strings that a terminal of the record's grammar matches, or a rule of it or of a row.

    ``TABLE_HEADER``, ``CONTEST_LINE``, ``DATE_START`` (every terminal of ``record.lark``, with its line end where it
    has one); ``row`` and ``name`` (parts of a line); ``record`` (lines in the order of a record, which only
    their labels distinguish). Raises ``KeyError`` for a rule that is in none of them.
    """
    if rule == "record":
        return from_lark(_record(), start=rule, explicit=_whole_lines(), alphabet=LETTERS)
    if rule in ("row", "name"):
        return from_lark(grammars.build("values"), start=rule, alphabet=LETTERS)
    return st.from_regex(grammars.label(rule), fullmatch=True, alphabet=LETTERS)


@cache
def labels(ending: str = "") -> SearchStrategy[str]:
    """A label of the page in any spelling, without its line end; ``ending`` is that of its terminal: ``_HEADING``.

    Blanks are single, and nothing is repeated without end, so this is much faster than ``from_grammar``.
    """
    names = sorted(terminal.name for terminal in _record().terminals if terminal.priority > 0)
    changes = sampled_from((str, str, str.title, str.capitalize, str.upper))
    return st.builds(
        lambda text, change: str(change(text)),
        sampled_from([name for name in names if name.endswith(ending)]).flatmap(_label),
        changes,
    )


@cache
def _label(name: str) -> SearchStrategy[str]:
    pattern = grammars.label(name).replace(grammars.label("_NL"), "").replace("(?i:", "(?:")
    for repeated, once in ((" +", " "), (" *", ""), (")*", ")?"), ("){0,14}", ")?")):
        pattern = pattern.replace(repeated, once)
    return st.from_regex(pattern, fullmatch=True, alphabet=LETTERS)


@cache
def _record() -> Lark:
    return grammars.build("record")


@cache
def _whole_lines() -> dict[str, SearchStrategy[str]]:
    """A line of any text for the terminals that take one, so that rules of whole lines are made of whole lines."""
    words = sampled_from(("The Senate", "Kenya", "Alpha Party 5 - 1,000", "Yes1,204", "Fair transport", "Held"))
    lines = words.map(lambda text: f"{text}\n")
    return {
        terminal.name: lines
        for terminal in _record().terminals
        if terminal.name.endswith("_LINE") and terminal.priority < 0
    }
