"""Text fields: as written, with white space collapsed and in Unicode NFC."""

from __future__ import annotations

import unicodedata


def squeeze(text: str) -> str:
    """``text`` with every run of white space as one space, none at the ends, in NFC; typos stay."""
    return unicodedata.normalize("NFC", " ".join(text.split()))


def letters_only(text: str) -> str:
    """What two spellings of one name share: its letters and digits, without case."""
    return "".join(c for c in unicodedata.normalize("NFKC", text).casefold() if c.isalnum())
