"""Counts and shares in prose: ``34``, ``1,234``, ``thirty-three``, ``fifty-one (51)``, ``61.3%``."""

from __future__ import annotations

from functools import cache

from lark import Token, Tree

from ifes_records.text import lexicon

# More people than there are, let alone seats, cannot be counted: 9,999,999,999
MOST_DIGITS = 10


@cache
def _values() -> dict[str, int]:
    """``{"one": 1, …, "nineteen": 19, "twenty": 20, …, "ninety": 90}``."""
    below_twenty = (*lexicon.words("ONES"), *lexicon.words("TEENS"))
    return dict(zip((*below_twenty, *lexicon.words("TENS")), (*range(1, 20), *range(20, 100, 10)), strict=True))


def count(phrase: Tree[Token]) -> int | None:
    """Return the value of a ``count`` of ``phrases.lark``.

    ``None`` if it has two values (``fifty-one (15)``), or a figure that is no count: ``12.5``, ``1,23``, or one of
    more than ten digits.
    """
    found: set[int | None] = set()
    for part in phrase.children:
        if isinstance(part, Tree):
            found.add(in_words([str(token).lower() for token in part.children]))
        elif part.type in ("FIGURE", "YEAR"):
            found.add(_figure(part))
    return found.pop() if len(found) == 1 else None


def _figure(text: str) -> int | None:
    first, *groups = text.split(",")
    is_count = first.isdigit() and (not groups or len(first) < 4) and all(len(g) == 3 and g.isdigit() for g in groups)
    digits = text.replace(",", "")
    return int(digits) if is_count and len(digits) <= MOST_DIGITS else None


def in_words(words: list[str]) -> int:
    """Return the number that words in small letters make: ``["two", "hundred", "and", "ninety"]`` is 290."""
    total = number = 0
    for word in words:
        if word == "hundred":
            number = max(number, 1) * 100
        elif word == "thousand":
            total, number = max(number, 1) * 1000, 0
        else:
            number += _values().get(word, 0)
    return total + number


def percent(phrase: Tree[Token]) -> float | None:
    """Return the value of a ``percent`` of ``phrases.lark``; ``None`` above 100 percent."""
    value = float(next(str(token) for token in phrase.children).replace(",", "."))
    return value if value <= 100 else None
