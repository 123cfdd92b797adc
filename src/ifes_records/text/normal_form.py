"""Normalise text fields: as written, but with white space collapsed and in Unicode NFC."""

from __future__ import annotations

import unicodedata
from itertools import groupby
from typing import Literal

import regex

from ifes_records.text.memo import remembered

# More marks on a letter than any script uses (Unicode's stream-safe form allows 30). Python sorts them by insertion,
# in quadratic time. The last two characters are marks only in compatibility forms.
MANY_MARKS = regex.compile(r"[\p{M}\uff9e\uff9f]{32,}")


def squeeze(text: str) -> str:
    """Return ``text`` in NFC with each run of white space as one space and none at the ends; typos are kept."""
    return normal_form("NFC", " ".join(text.split()))


@remembered
def letters_only(text: str) -> str:
    """Return only the letters and digits of a name, without case, to compare spellings."""
    return "".join(filter(str.isalnum, normal_form("NFKC", text).casefold()))


def normal_form(form: Literal["NFC", "NFKC", "NFKD"], text: str) -> str:
    """Return what ``unicodedata.normalize`` does, but in linear time for any text."""
    if text.isascii() or unicodedata.is_normalized(form, text):
        return text
    apart: Literal["NFD", "NFKD"] = "NFD" if form == "NFC" else "NFKD"
    return unicodedata.normalize(form, MANY_MARKS.sub(lambda run: _sorted_marks(run[0], apart), text))


def _sorted_marks(marks: str, apart: Literal["NFD", "NFKD"]) -> str:
    """Sort marks into canonical order, so that normalising the text does not have to."""
    single = "".join(unicodedata.normalize(apart, mark) for mark in marks)
    runs = groupby(single, lambda mark: unicodedata.combining(mark) > 0)
    return "".join("".join(sorted(run, key=unicodedata.combining) if sorts else run) for sorts, run in runs)
