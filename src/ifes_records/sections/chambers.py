"""What is said of chambers and their seats in more sections than one: numbers in words, names in two languages."""

from __future__ import annotations

import re
from functools import cache

from ifes_records.text import lexicon
from ifes_records.text.grammars import pattern
from ifes_records.text.normal_form import letters_only
from ifes_records.values import local_names

# upper      elected indirectly      a chamber
_REMARK = re.compile(r"(?!(?:al|el|ad|an|ar|as|at|ash|ech)-)[a-z]")


@cache
def _numbers() -> dict[str, int]:
    """``{"one": 1, …, "nineteen": 19, "twenty": 20, …, "ninety": 90}``."""
    below_twenty, tens = (*lexicon.words("ONES"), *lexicon.words("TEENS")), lexicon.words("TENS")
    return dict(zip((*below_twenty, *tens), (*range(1, 20), *range(20, 100, 10)), strict=True))


def spaced(text: str) -> str:
    """The text as the grammars take it: no footnote marks, and every word and punctuation mark with a space."""
    text = pattern("MARK").sub(" ", text)
    text = re.sub(r"(?<=\))\d(?=\s|$)", "", " ".join(text.split()))  # (Congreso)1
    said = text.rstrip(",;:.")
    text = re.sub(r"\s?([,;:.])(?=\s)", r" \1", said).rstrip() + "".join(f" {mark}" for mark in text[len(said) :])
    text = text.strip()
    return f"{text} " if text else ""


def unspaced(text: str) -> str:
    """A piece of such a text as it was written."""
    return re.sub(r" (?=[,;:.](?:\s|$))", "", text).strip()


def count_in(text: str) -> int:
    """The number that a text begins with: ``2,980 seats``, ``thirty-three seats``, ``135 (of 150) seats``."""
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
    """A chamber's English name and its local ones.

    ``Senate (Senaat / Senat)``: Senate, and two local ones. ``Sovet Respubliki (Council of the Republic)``:
    Council of the Republic, and the name before the parentheses. An acronym or a remark is no name.
    """
    name = unspaced(written)
    held = unspaced(inside or "").strip("() ")
    if not held or re.search(r"\d", held) or local_names.is_acronym(held):
        return name, ()
    english = lexicon.pattern("ENGLISH_CHAMBER_WORD", r"\b", r"\b")
    if english.search(held) and not english.search(name) and not held[0].islower():
        return held, (name,)
    parts = [part for part in re.split(r"\s*/\s*|;\s+", held) if not _REMARK.match(part)]
    local = [each.text for part in parts for each in local_names.local_names(part, alpha2)]
    return name, tuple(text for text in local if letters_only(text) != letters_only(name))
