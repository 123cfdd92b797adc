"""People's names, where capitals tell the family name: ``Kasym-Zhomart TOKAYEV``, ``YOON Suk Yeol``."""

from __future__ import annotations

import re

from attrs import frozen

# Kelvin LUSALE IV      Harrison SIMPASA, Jr.
SUFFIX = re.compile(r"(?:I{1,3}|IV|VI{0,3}|IX|X|[JS]r\.?),?")


@frozen
class PersonName:
    """A person's given and family name; both ``None`` where the text sets no part in capitals."""

    given: str | None = None
    family: str | None = None


def parse(text: str) -> PersonName:
    """Take a name apart by its capitals.

    The family name is the first run of words in capitals (``Alexander VAN DER BELLEN``); initials and
    suffixes are not capitals of that kind. What stands before it is the given name, or, where it comes
    first (``YOON Suk Yeol``), what stands after it. A second family name in small letters
    (``Alvaro URIBE Vélez``) belongs to neither field. One name alone (``ELIZABETH II``) is no family name.
    """
    words = text.split()
    start = next((i for i, word in enumerate(words) if _in_capitals(word)), None)
    if start is None:
        return PersonName()
    end = start
    while end < len(words) and _in_capitals(words[end]):
        end += 1
    given = words[:start] or [word for word in words[end:] if not SUFFIX.fullmatch(word)]
    while given and given[-1].islower():
        # Antonio da CONCEICAO: the particle is no given name, and not in capitals either.
        given.pop()
    if not given:
        return PersonName()
    return PersonName(" ".join(given).rstrip(","), _title(" ".join(words[start:end]).rstrip(",")))


def _in_capitals(word: str) -> bool:
    letters = [c for c in word if c.isalpha()]
    return len(letters) > 1 and word.isupper() and not SUFFIX.fullmatch(word)


def _title(text: str) -> str:
    """``VAN DER BELLEN`` as ``Van Der Bellen``, ``MIR-AFSHAR`` as ``Mir-Afshar``, ``O'BRIEN`` as ``O'Brien``."""
    return re.sub(r"[^\W\d_]+", lambda match: match[0][:1] + match[0][1:].lower(), text)
