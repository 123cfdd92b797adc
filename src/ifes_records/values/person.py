"""People's names, where capitals tell the family name: ``Kasym-Zhomart TOKAYEV``, ``YOON Suk Yeol``."""

from __future__ import annotations

import re

from attrs import frozen

from ifes_records.text import lexicon

# Kelvin LUSALE IV      Harrison SIMPASA, Jr.      Louis XIV BERNARD
SUFFIX = re.compile(r"[IVX]{1,5},?|[JS]r\.?,?")
# No. 1 Sakaio TEKEE      Dr. ABDULLAH Abdullah      Rev. Wavel RAMKALAWAN

# Mohamed A. K. HAMID      Juan J.R. PEREZ: letters with full stops are no family name, however many.
INITIALS = re.compile(r"(?:[^\W\d_]\.-?)+")

# Languages that write ı and i, and so I and İ.
DOTLESS = {"TR", "AZ"}


@frozen
class PersonName:
    """A person's given and family name; both ``None`` where the text sets no part in capitals."""

    given: str | None = None
    family: str | None = None


def parse(text: str, alpha2: str | None = None) -> PersonName:
    """Take a name apart by its capitals; ``alpha2`` is the country's code, for its small letters.

    The family name is the first run of words in capitals (``Alexander VAN DER BELLEN``); initials, numerals
    and suffixes are not capitals of that kind. What stands before it is the given name, or, where it comes
    first (``YOON Suk Yeol``), what stands after it. A second family name in small letters
    (``Alvaro URIBE Vélez``) belongs to neither field. One name alone (``ELIZABETH II``) is no family name.
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
        # Antonio da CONCEICAO: the particle is no given name, and not in capitals either.
        given.pop()
    if not given:
        return PersonName()
    return PersonName(" ".join(given).rstrip(","), _title(" ".join(words[start:end]).rstrip(","), alpha2))


def _without_suffixes(words: list[str]) -> list[str]:
    """What stands between suffixes: ``SIMPASA Jr. Harrison``, ``BERNARD Louis IV``."""
    names = [index for index, word in enumerate(words) if not SUFFIX.fullmatch(word)]
    return words[names[0] : names[-1] + 1] if names else []


def _in_capitals(word: str) -> bool:
    """Whether a word, or a part of it at a hyphen, is in capitals: ``TOKAYEV``, ``al-ASSAD``, ``OSMANI-Sadriu``."""
    if INITIALS.fullmatch(word):
        return False
    return any(len([c for c in part if c.isalpha()]) > 1 and part.isupper() for part in (word, *word.split("-")))


def _title(text: str, alpha2: str | None) -> str:
    """``VAN DER BELLEN`` as ``Van Der Bellen``, ``MIR-AFSHAR`` as ``Mir-Afshar``, ``ŞAHİNTEPE`` as ``Şahintepe``."""

    def small(match: re.Match[str]) -> str:
        rest = match[0][1:].replace("İ", "i")
        return match[0][0] + (rest.replace("I", "ı") if alpha2 in DOTLESS else rest).lower()

    return re.sub(r"[^\W\d_]+", small, text)
