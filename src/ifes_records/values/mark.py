"""What the site puts around a text: footnote marks at its end, quotation marks."""

from __future__ import annotations

import re

from ifes_records.text.grammars import pattern
from ifes_records.text.memo import remembered


def split(text: str, around: str | None = None) -> tuple[str, tuple[str, ...]]:
    """Split a text from the footnote marks at its end: ``Yes, 30% of candidates [1]*``.

    ``around`` are the characters to strip around the marks; by default, white space.
    """
    marks: list[str] = []
    end = len(text)
    if "*" not in text and "]" not in text:
        return text.rstrip(around), ()
    # One search from the left takes linear time; `MARK$` would try each star of `****x` and fail.
    for match in reversed(list(pattern("MARK").finditer(text))):
        if text[match.end() : end].strip(around):
            break
        marks.append(match[0])
        end = match.start()
    return text[:end].rstrip(around), tuple(reversed(marks))


@remembered
def without(text: str) -> str:
    """Strip the footnote marks at the end of a text: ``Labour Party *``, ``The Left Front**``."""
    return split(text)[0]


def unquoted(text: str) -> str:
    """Strip the quotation marks around a text that is quoted as a whole: ``“National Congress”``."""
    return text[1:-1] if re.fullmatch(r"“[^“”]*”|\"[^\"]*\"", text) else text
