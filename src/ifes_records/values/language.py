"""Which language a local name is in, where country, script and letters leave one.

``Ауыл Халықтық-демократиялық патриоттық партиясы`` in Kazakhstan is Kazakh: the other official language
there, Russian, has no ``қ``. ``Партия`` may be either, so nothing is said. No word list and no statistics:
a name has a few words, too few to guess from. The table is ``data/languages.json``, written by
``scripts/make_tables.py``.
"""

from __future__ import annotations

import json
import re
from functools import cache
from importlib.resources import files
from typing import Any

import regex
from attrs import frozen

from ifes_records.text.normal_form import normal_form

# ISO 15924 has codes for writing systems of several scripts; a character has one script.
_SCRIPTS_OF = {
    "Hans": ("Hani",),
    "Hant": ("Hani",),
    "Jpan": ("Hani", "Hira", "Kana"),
    "Kore": ("Hang", "Hani"),
}

# Signs that a writer may set or leave out, so that they tell nothing: the points of Hebrew and Arabic
# ('تحريكِ'), the stress of Cyrillic dictionaries ('Па́ртия').
_OPTIONAL_MARKS = {"Arab": r"\p{Mn}", "Hebr": r"\p{Mn}", "Cyrl": "\u0301"}

# They only say how the letters beside them are drawn: in Sinhala 'ශ්‍රී' (joined), in Persian 'می‌شود' (apart).
_JOINERS = re.compile("[\u200c\u200d]")

_PLAIN_LATIN = frozenset("abcdefghijklmnopqrstuvwxyz")


@frozen
class _Alphabet:
    """The letters of a language: single signs, and several (``ch`` of Guarani, which has no ``c``)."""

    single: frozenset[str]
    several: re.Pattern[str] | None

    def holds(self, words: list[str]) -> bool:
        """Whether the words can be spelt with these letters alone."""
        rest = "".join(self.several.sub("", word) if self.several else word for word in words)
        return self.single.issuperset(rest)


def words_in(text: str, script: str) -> list[str]:
    """Find the unbroken runs of letters of one script, in lower case and composed (NFC).

    Digits, punctuation and letters of other scripts only part the runs. So do apostrophes, of which ``Oʻz``
    alone is typed in six ways.
    """
    text = _JOINERS.sub("", text)
    own = "".join(rf"\p{{Script={part}}}" for part in _SCRIPTS_OF.get(script, (script,)))
    # Python makes 'i' and a second dot of the Turkish 'İ'.
    composed = normal_form("NFC", text.replace("İ", "i").lower())
    if script in _OPTIONAL_MARKS:
        composed = regex.sub(_OPTIONAL_MARKS[script], "", composed)
    return regex.findall(rf"(?:[[{own}]&&[\p{{L}}\p{{M}}]]\p{{Script=Inherited}}*)+", composed, regex.V1)


@cache
def _table() -> dict[str, Any]:
    table: dict[str, Any] = json.loads(files("ifes_records.data").joinpath("languages.json").read_bytes())
    return table


@cache
def _alphabet(tag: str) -> _Alphabet | None:
    """Look up the alphabet of ``kk-Cyrl``; ``None`` where it is not known, and then holds any letter."""
    written = _table()["alphabets"][tag]
    if written is None:
        return None
    letters = written.split()
    several = sorted((letter for letter in letters if len(letter) > 1), key=len, reverse=True)
    pattern = re.compile("|".join(map(re.escape, several))) if several else None
    return _Alphabet(frozenset(letter for letter in letters if len(letter) == 1), pattern)


def language_of(text: str, script: str, alpha2: str | None) -> str | None:
    """Tell the one official language that ``text`` can be in, as a BCP 47 tag such as ``kk``.

    ``script`` is the ISO 15924 code of the letters to look at, ``alpha2`` the ISO 3166-1 code of the country.

    ``None`` means that it cannot be told: there is no country or no letter of that script, no official
    language is written in it there, several have all these letters, or none has. It is never ``en``, since
    the English name stands before the local one, and never rests on plain Latin letters where those may be
    a romanisation (``Dimokratikos Synagermos`` in Cyprus, where Turkish is written in Latin letters).
    """
    official = [tag.split("-") for tag in _table()["territories"].get(alpha2, ())]
    written_so = [
        (language, system)
        for language, system in official
        if script == system or script in _SCRIPTS_OF.get(system, ())
    ]
    words = words_in(text, script) if written_so else []
    if not words:
        return None
    if script == "Latn" and _PLAIN_LATIN.issuperset("".join(words)):
        in_latin = {language for language, _ in written_so}
        if any(language not in in_latin for language, _ in official):
            return None
    possible = set()
    for language, system in written_so:
        alphabet = _alphabet(f"{language}-{system}")
        if alphabet is None or alphabet.holds(words):
            possible.add(language)
    return possible.pop() if len(possible) == 1 and "en" not in possible else None
