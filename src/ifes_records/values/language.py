"""The language of a local name, if its country, script and letters allow only one.

In Kazakhstan, ``Ауыл Халықтық-демократиялық патриоттық партиясы`` must be Kazakh: Russian, the other official
language, has no ``қ``. ``Партия`` could be either, so it has no language. Word lists and statistics are not
used, since a name has too few words for them. The table is ``data/languages.json``, written by
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

from ifes_records.text import lexicon
from ifes_records.text.memo import remembered
from ifes_records.text.normal_form import normal_form

# ISO 15924 has codes for writing systems that use several scripts; a character belongs to one script.
_SCRIPTS_OF = {
    "Hans": ("Hani",),
    "Hant": ("Hani",),
    "Jpan": ("Hani", "Hira", "Kana"),
    "Kore": ("Hang", "Hani"),
}

# Optional signs, which say nothing about the language: vowel points in Hebrew and Arabic (`تحريكِ`), stress
# marks in Cyrillic (`Па́ртия`).
_OPTIONAL_MARKS = {"Arab": r"\p{Mn}", "Hebr": r"\p{Mn}", "Cyrl": "\u0301"}

# Invisible characters that join the letters beside them (Sinhala `ශ්‍රී`) or keep them apart (Persian `می‌شود`).
_JOINERS = re.compile("[\u200c\u200d]")

_WORD = re.compile(r"[^\W\d_]+(?:['’]\w+)?")
_PLAIN_LATIN = frozenset("abcdefghijklmnopqrstuvwxyz")

# Languages with a small word that English has too: `Alternativet for Danmark`.
_SHARING_ENGLISH_WORDS = frozenset(("da", "no", "nb", "nn", "fo"))


@frozen
class _Alphabet:
    """The letters of a language: single characters, and digraphs (Guarani has ``ch`` but no ``c``)."""

    letters: frozenset[str]
    digraphs: re.Pattern[str] | None

    def can_spell(self, words: list[str]) -> bool:
        """Whether the words use only letters of this alphabet."""
        rest = "".join(self.digraphs.sub("", word) if self.digraphs else word for word in words)
        return self.letters.issuperset(rest)


def words_in(text: str, script: str) -> list[str]:
    """Return the words of one script, in lower case and composed (NFC).

    Everything but a letter of the script separates words. So do apostrophes, because writers use different
    characters for the same one (``Oʻz`` alone is typed in six ways).
    """
    text = _JOINERS.sub("", text)
    # Python's lower() turns the Turkish `İ` into `i` and a combining dot.
    composed = normal_form("NFC", text.replace("İ", "i").lower())
    if script in _OPTIONAL_MARKS and not composed.isascii():
        composed = _optional_marks(script).sub("", composed)
    return _words_in(script).findall(composed)


@cache
def _optional_marks(script: str) -> regex.Pattern[str]:
    return regex.compile(_OPTIONAL_MARKS[script])


@cache
def _words_in(script: str) -> regex.Pattern[str]:
    own = "".join(rf"\p{{Script={part}}}" for part in _SCRIPTS_OF.get(script, (script,)))
    return regex.compile(rf"(?:[[{own}]&&[\p{{L}}\p{{M}}]]\p{{Script=Inherited}}*)+", regex.V1)


@cache
def _table() -> dict[str, Any]:
    table: dict[str, Any] = json.loads(files("ifes_records.data").joinpath("languages.json").read_bytes())
    return table


@cache
def _alphabet(tag: str) -> _Alphabet | None:
    """Return the alphabet of a tag such as ``kk-Cyrl``, or ``None`` if it is not known."""
    written = _table()["alphabets"][tag]
    if written is None:
        return None
    letters = written.split()
    digraphs = sorted((letter for letter in letters if len(letter) > 1), key=len, reverse=True)
    pattern = re.compile("|".join(map(re.escape, digraphs))) if digraphs else None
    return _Alphabet(frozenset(letter for letter in letters if len(letter) == 1), pattern)


def has_latin_language(alpha2: str | None) -> bool:
    """Whether an official language of the country, other than English, is written in Latin letters."""
    return any(tag.endswith("-Latn") and tag != "en-Latn" for tag in _table()["territories"].get(alpha2, ()))


@cache
def _shares_english_words(alpha2: str | None) -> bool:
    official = {tag.partition("-")[0] for tag in _table()["territories"].get(alpha2, ())}
    return bool(official & _SHARING_ENGLISH_WORDS)


@remembered
def is_english(text: str, alpha2: str | None) -> bool | None:
    """Whether a text in Latin letters is English, by its small words and letters, or else by the words that only
    names of parties in English or in other languages have; ``None`` if they do not tell.

    ``The Party of Wales`` and ``Popular Alliance`` are, ``Alliance pour la Démocratie``, ``Parti Lepep`` and ``Dei
    Greng Party`` are not; ``Alliance Lune`` may be.
    """
    words = _WORD.findall(text)
    own = lexicon.pattern("ENGLISH_SMALL" if _shares_english_words(alpha2) else "ENGLISH_SMALL_OR_SHARED")
    other = lexicon.pattern("FOREIGN_SMALL")
    english = len([word for word in words if own.fullmatch(word)])
    foreign = len([word for word in words if not word.replace("’", "'").isascii() or other.fullmatch(word)])
    if not (english or foreign):
        english = has_english_party_word(text)
        foreign = any(map(lexicon.pattern("FOREIGN_PARTY_WORD").fullmatch, words))
    return None if english == foreign else english > foreign


def has_english_party_word(text: str) -> bool:
    """Whether a text has words that only names in English have: ``Labour``, ``Popular Alliance``."""
    return _english_party_word().search(text) is not None


@cache
def _english_party_word() -> re.Pattern[str]:
    names = ("ENGLISH_PARTY_WORD", "ENGLISH_ORDER")
    return re.compile(rf"\b(?:{'|'.join(map(lexicon.regexp, names))})(?!\w)")


@cache
def _official(alpha2: str | None) -> list[tuple[str, str]]:
    """The official languages of a country, each with its script."""
    tags = (tag.partition("-") for tag in _table()["territories"].get(alpha2, ()))
    return [(language, system) for language, _, system in tags]


def language_of(text: str, script: str, alpha2: str | None) -> str | None:
    """Return the only official language that ``text`` can be in, as a BCP 47 tag such as ``kk``.

    ``script`` is the ISO 15924 code of the letters to consider, ``alpha2`` the ISO 3166-1 code of the country.

    Returns ``None`` if the language is uncertain: the country is unknown, the text has no letter of that
    script, or the country's official languages include none, or several, that can spell the text. English is
    never returned, because the English name is given separately. If some official language has another script,
    plain Latin letters may be a romanisation, and the result is ``None`` as well: ``Dimokratikos Synagermos``
    in Cyprus is Greek, although Turkish is the official language with Latin letters.
    """
    official = _official(alpha2)
    candidates = [
        (language, system)
        for language, system in official
        if script == system or script in _SCRIPTS_OF.get(system, ())
    ]
    words = words_in(text, script) if candidates else []
    if not words:
        return None
    if script == "Latn" and _PLAIN_LATIN.issuperset("".join(words)):
        in_latin = {language for language, _ in candidates}
        if any(language not in in_latin for language, _ in official):
            return None
    possible = set()
    for language, system in candidates:
        alphabet = _alphabet(f"{language}-{system}")
        if alphabet is None or alphabet.can_spell(words):  # an unknown alphabet rules nothing out
            possible.add(language)
    return possible.pop() if len(possible) == 1 and "en" not in possible else None
