"""Footnote marks at the end of a text."""

from __future__ import annotations

from ifes_records.text.grammars import pattern


def split(text: str, around: str | None = None) -> tuple[str, tuple[str, ...]]:
    """A text without the footnote marks at its end, and the marks: ``Yes, 30% of candidates [1]*``.

    ``around`` are the signs that may stand beside the marks; without it, white space.
    """
    marks: list[str] = []
    end = len(text)
    # All marks are looked for once, from the left: `*` at the end of a text is not tried at each star of `****x`.
    for match in reversed(list(pattern("MARK").finditer(text))):
        if text[match.end() : end].strip(around):
            break
        marks.append(match[0])
        end = match.start()
    return text[:end].rstrip(around), tuple(reversed(marks))


def without(text: str) -> str:
    """A text without the footnote marks at its end: ``Labour Party *``, ``The Left Front**``."""
    return split(text)[0]
