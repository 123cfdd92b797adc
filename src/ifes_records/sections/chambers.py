"""Names of chambers and numbers of seats, as several sections write them."""

from __future__ import annotations

import re
from functools import cache

from ifes_records.text import lexicon
from ifes_records.text.normal_form import letters_only
from ifes_records.values import local_names

# upper      elected indirectly      a chamber
_REMARK = re.compile(r"(?!(?:al|el|ad|an|ar|as|at|ash|ech)-)[a-z]")


@cache
def _numbers() -> dict[str, int]:
    """``{"one": 1, …, "nineteen": 19, "twenty": 20, …, "ninety": 90}``."""
    below_twenty, tens = (*lexicon.words("ONES"), *lexicon.words("TEENS")), lexicon.words("TENS")
    return dict(zip((*below_twenty, *tens), (*range(1, 20), *range(20, 100, 10)), strict=True))


def count_in(text: str) -> int:
    """Return the number that a text begins with: ``2,980 seats``, ``thirty-three seats``; 0 if there is none."""
    if figure := re.match(r"\d[\d,]*", text):
        return int(figure[0].replace(",", ""))
    number, numbers = 0, _numbers()
    for word in re.split(r"[ -]", text.lower()):
        if word == "hundred":
            number *= 100
        elif word in numbers:
            number += numbers[word]
        elif word != "and":
            break
    return number


def chamber_names(written: str, inside: str | None, alpha2: str | None) -> tuple[str, tuple[str, ...]]:
    """Split a chamber's name into its English name and its local names.

    ``Senate (Senaat / Senat)`` has two local names. In ``Sovet Respubliki (Council of the Republic)``, the English
    name is in the parentheses, and in ``Althing (parliament)`` a word for it. Acronyms and remarks there are ignored.
    """
    name = written.strip()
    held = (inside or "").strip("() ")
    before, _, acronym = held.rpartition(", ")
    held = before if before and local_names.is_acronym(acronym) else held  # (Consejo Regional, CR)
    if not held or re.search(r"\d", held) or local_names.is_acronym(held):
        return name, ()
    english = lexicon.pattern("ENGLISH_CHAMBER_WORD", r"\b", r"\b")
    is_name = not held[0].islower() or lexicon.pattern("SMALL_PARLIAMENT").fullmatch(held)
    if english.search(held) and not english.search(name) and is_name:
        return held, (name,)
    parts = [part for part in re.split(r"\s*/\s*|;\s+", held) if not _REMARK.match(part)]
    local = [each.text for part in parts for each in local_names.local_names(part, alpha2)]
    return name, tuple(text for text in local if letters_only(text) != letters_only(name))
