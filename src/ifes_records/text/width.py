"""How wide a text is in columns: on a terminal, in a picture."""

from __future__ import annotations

from unicodedata import combining, east_asian_width


def columns(text: str) -> int:
    """The number of columns that a text takes: two for each wide letter of East Asia."""
    return sum(0 if combining(c) else 2 if east_asian_width(c) in "WF" else 1 for c in text)


def cut(text: str, width: int) -> str:
    """A text cut to a number of columns; ``…`` shows that something is missing."""
    if columns(text) <= width:
        return text
    while text and columns(text) >= width:
        text = text[: max(width, 1) if len(text) > width else -1]
    return f"{text.rstrip()}…"
