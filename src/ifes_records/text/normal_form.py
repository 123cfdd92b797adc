"""Text fields: as written, with white space collapsed and in Unicode NFC."""

from __future__ import annotations

import unicodedata
from itertools import groupby
from typing import Literal

import regex

# More marks on one letter than any script sets (Unicode's stream-safe form allows 30). Python sorts them by
# insertion, which takes the square of their number. The last two are marks only in compatibility forms.
MANY_MARKS = regex.compile(r"[\p{M}\uff9e\uff9f]{32,}")


def squeeze(text: str) -> str:
    """``text`` with every run of white space as one space, none at the ends, in NFC; typos stay."""
    return normal_form("NFC", " ".join(text.split()))


def letters_only(text: str) -> str:
    """What two spellings of one name share: its letters and digits, without case."""
    return "".join(c for c in normal_form("NFKC", text).casefold() if c.isalnum())


def normal_form(form: Literal["NFC", "NFKC", "NFKD"], text: str) -> str:
    """``text`` in a normal form of Unicode, as ``unicodedata.normalize`` gives it, in linear time for any text."""
    if unicodedata.is_normalized(form, text):
        return text
    apart: Literal["NFD", "NFKD"] = "NFD" if form == "NFC" else "NFKD"
    return unicodedata.normalize(form, MANY_MARKS.sub(lambda run: _sorted_marks(run[0], apart), text))


def _sorted_marks(marks: str, apart: Literal["NFD", "NFKD"]) -> str:
    """Marks in canonical order: an equivalent text, in which there is nothing left to sort."""
    single = "".join(unicodedata.normalize(apart, mark) for mark in marks)
    runs = groupby(single, lambda mark: unicodedata.combining(mark) > 0)
    return "".join("".join(sorted(run, key=unicodedata.combining) if sorts else run) for sorts, run in runs)
