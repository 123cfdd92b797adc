"""People's names, with the family name in capitals: ``Kasym-Zhomart TOKAYEV``, ``YOON Suk Yeol``."""

from __future__ import annotations

import re

from attrs import frozen

from ifes_records.text import lexicon

# Kelvin LUSALE IV      Harrison SIMPASA, Jr.      Louis XIV BERNARD
SUFFIX = re.compile(r"[IVX]{1,5},?|[JS]r\.?,?")
# Mohamed A. K. HAMID      Juan J.R. PEREZ      (initials are capitals, but not a family name)
INITIALS = re.compile(r"(?:[^\W\d_]\.-?)+")

# Countries in whose languages the small letter of I is ı, and that of İ is i.
DOTLESS_I = {"TR", "AZ"}


@frozen
class PersonName:
    """A person's given and family name; both are ``None`` if capitals don't mark the family name."""

    given: str | None = None
    family: str | None = None


def parse(text: str, alpha2: str | None = None) -> PersonName:
    """Split a name at its capitals; ``alpha2`` is the country's code, which decides how to write them small.

    The family name is the first run of words in capitals (``Alexander VAN DER BELLEN``), apart from initials,
    numerals and suffixes. The given name is the text before it, or the text after it if the family name comes
    first (``YOON Suk Yeol``). A second family name in small letters (``Alvaro URIBE Vélez``) is in neither
    field. A single name (``ELIZABETH II``) has neither.
    """
    words = text.split()
    while words and lexicon.pattern("NAME_PREFIX").fullmatch(words[0]):
        words.pop(0)
    capitals = [_in_capitals(word) and not (index and SUFFIX.fullmatch(word)) for index, word in enumerate(words)]
    if True not in capitals:
        return PersonName()
    start = capitals.index(True)
    end = capitals.index(False, start) if False in capitals[start:] else len(words)
    given = words[:start] or _without_suffixes(words[end:])
    while given and given[-1].islower():
        # Antonio da CONCEICAO: a particle belongs to neither field.
        given.pop()
    if not given:
        return PersonName()
    return PersonName(" ".join(given).rstrip(","), _title(" ".join(words[start:end]).rstrip(","), alpha2))


def _without_suffixes(words: list[str]) -> list[str]:
    """Drop the suffixes at both ends, from ``Jr. Harrison`` (SIMPASA) or ``Louis IV`` (BERNARD)."""
    names = [index for index, word in enumerate(words) if not SUFFIX.fullmatch(word)]
    return words[names[0] : names[-1] + 1] if names else []


def _in_capitals(word: str) -> bool:
    """Whether a word, or one side of its hyphen, is in capitals: ``TOKAYEV``, ``al-ASSAD``, ``OSMANI-Sadriu``."""
    if INITIALS.fullmatch(word):
        return False
    return any(len([c for c in part if c.isalpha()]) > 1 and part.isupper() for part in (word, *word.split("-")))


def _title(text: str, alpha2: str | None) -> str:
    """Write ``VAN DER BELLEN`` as ``Van Der Bellen``, ``ŞAHİNTEPE`` as ``Şahintepe``."""

    def small(match: re.Match[str]) -> str:
        rest = match[0][1:].replace("İ", "i")
        return match[0][0] + (rest.replace("I", "ı") if alpha2 in DOTLESS_I else rest).lower()

    return re.sub(r"[^\W\d_]+", small, text)
