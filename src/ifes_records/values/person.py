"""People's names, with the family name in capitals: ``Kasym-Zhomart TOKAYEV``, ``YOON Suk Yeol``."""

from __future__ import annotations

import re
from functools import cache

import regex
from attrs import frozen

from ifes_records.text import lexicon
from ifes_records.text.memo import remembered

# Kelvin LUSALE IV      Harrison SIMPASA, Jr.      Louis XIV BERNARD
SUFFIX = re.compile(r"[IVX]{1,5},?|[JS]r\.?,?")
# Mohamed A. K. HAMID      Juan J.R. PEREZ      Elia CM CHIPIMA      (initials, and no family name; but NG is one)
INITIALS = re.compile(r"(?:[^\W\d_]\.-?)+|(?!NG)[B-DF-HJ-NP-TV-XZ]{2}")
# McDOWELL      MacDONALD      DiCAPRIO
_MIXED = regex.compile(r"(?P<start>\p{Lu}\p{Ll}{1,3})(?P<rest>\p{Lu}{2,})")
# A word of a name, or what stands aside from it: Aurelio “Yeyo” CORTÁZAR      Prokopios (Prokopis) PAVLOU
_WORD = re.compile(r"\([^()]*\)|“[^“”]*”|\"[^\"]*\"|«[^«»]*»|„[^“”„]*[“”]|(?<!\w)[‘'’][^‘'’]+['’](?!\w)|\S+")
# Lenín MORENO / Jorge GLAS
_NEXT_PERSON = re.compile(" / | and ")
# TU’ in TU’ITA, but not O’ or DELL’
_SYLLABLE = re.compile(r"[^\W\d_][^\W\d_Ll]['‘’ʻʼ]$")
# The letters that Turkish and Azerbaijani have, and English has not.
_TURKIC = re.compile("[ıİğĞşŞçÇöÖüÜəƏ]")

# A family name of one syllable before two names, LIM Guan Eng: Chinese, where Malay names begin with a given name
_CHINESE = re.compile(r"[^AEIOU\W]{0,3}[AEIOU]{0,2}[^AEIOU\W]{0,3} [^\W\d_]+[ -][^\W\d_]+")
_WITH_CHINESE = {"BN", "MY", "SG"}
# A family name before two syllables in capitals, Su YONG-HAN: a given name where names begin with the family's
_SYLLABLE_IN_CAPITALS = r"[^AEIOU\W\d_]{0,3}[AEIOUÜ]{1,3}[^AEIOU\W\d_]{0,2}"
_GIVEN_LAST = re.compile(rf"[^\W\d_]{{1,6}} {_SYLLABLE_IN_CAPITALS}-{_SYLLABLE_IN_CAPITALS}")
_FAMILY_FIRST = {"CN", "HK", "KP", "KR", "MO", "SG", "TW"}

# Countries in whose languages the small letter of I is ı, and that of İ is i.
DOTLESS_I = {"TR", "AZ"}

# Where capitals mark another name than that of a family. They mark the name that a person is called by (The World
# Factbook, "Personal Names", whose lists of leaders the site follows), which is not the family name everywhere (A
# Guide to Names and Naming Practices, UK Government, 2006).
NO_FAMILY_NAME = {
    # SOMCHAI Wattana: a given name
    "start": frozenset({"LA", "TH"}),
    # Trần Văn MINH, Sok VANNAK: a given name
    "end": frozenset({"KH", "VN"}),
    # King Maha SURIYA: the name of the reign; kings of Bhutan and the Gulf have a dynasty's name there
    "end of a monarch's": frozenset({"BN", "KH", "MY", "TH"}),
}
# Where it may be another name, so that a family name is doubtful.
MAY_BE_NO_FAMILY_NAME = {
    # TAMIM Al-Karam, a given name      FALANA Lotu Masina, the title of a chief (AS, TO, WS)
    "start": frozenset("AE AF AS BD BH EG IQ JO KM KW LY NE OM PS QA SA SD SG SY TO WS YE".split()),
    # Getachew ALEMU, ISMAIL Hamid: nobody has a family name, or most have none
    "anywhere": frozenset("BN BT DJ ER ET ID MM MN MV MY SO".split()),
}
# Countries with customs of their own for capitals.
CUSTOMS = frozenset[str]().union(*NO_FAMILY_NAME.values(), *MAY_BE_NO_FAMILY_NAME.values())


@frozen
class PersonName:
    """A person's given and family name; both are ``None`` if capitals don't mark the family name."""

    given: str | None = None
    family: str | None = None


@remembered
def parse(text: str, alpha2: str | None = None, *, reigns: bool = False) -> PersonName:
    """Split a name at its capitals; ``alpha2`` is the country's code, which decides how to write them small.

    The family name is the run of words in capitals (``Alexander VAN DER BELLEN``, ``José ORTUÑO Y GARAY``), apart
    from initials, numerals and suffixes. The given name is the text before it, or the text after it if the family
    name comes first (``YOON Suk Yeol``); ``None`` where a small word or article follows (``KARIM bin Salim``,
    ``JABER al-Faris``). Honorifics and nicknames are in neither, nor is a second family name in small letters
    (``Álvaro ORTUÑO Vega``). A single name (``ELIZABETH II``), a name all in capitals and one with capitals in two
    places have neither. Of several people, the first one's name is taken.

    Capitals that mark another name give neither: a given name by the custom of the country (``Trần Văn MINH`` in
    Vietnam, ``Su YONG-HAN`` in Taiwan), and the name of someone who ``reigns`` (``BEATRIX Wilhelmina``).
    """
    found, words, start, end = _split(text, alpha2)
    after = words[end] if end < len(words) else ""
    if reigns and start == 0 and not (after.islower() and lexicon.pattern("BEFORE_FATHER").match(after)):
        return PersonName()  # but KARIM bin Salim
    last = "end of a monarch's" if reigns else "end"
    ends = not after and alpha2 in NO_FAMILY_NAME[last]
    ends = ends or (alpha2 in _FAMILY_FIRST and _GIVEN_LAST.fullmatch(" ".join(words)) is not None)
    begins = start == 0 and alpha2 in NO_FAMILY_NAME["start"] and not reigns
    return PersonName() if found.family and (ends or begins) else found


def may_be_given(text: str, alpha2: str | None) -> bool:
    """Whether the family name that ``parse`` gives may be a given name, which is what the person is called by.

    It may be before the name of a father or a clan (``KARIM bin Salim``, ``JABER al-Faris``), and by the custom of
    the country: ``Getachew ALEMU`` in Ethiopia.
    """
    found, words, start, end = _split(text, alpha2)
    after = words[end] if end < len(words) else ""
    if not found.family or (alpha2 in _WITH_CHINESE and _CHINESE.fullmatch(" ".join(words))):
        return False  # LIM Guan Eng
    begins = start == 0 and alpha2 in MAY_BE_NO_FAMILY_NAME["start"]
    before_father = lexicon.pattern("BEFORE_FATHER").match(after) is not None
    return before_father or begins or alpha2 in MAY_BE_NO_FAMILY_NAME["anywhere"]


@remembered
def _split(text: str, alpha2: str | None) -> tuple[PersonName, list[str], int, int]:
    """A name split at its capitals, its words, and where those in capitals start and end."""
    first = _NEXT_PERSON.split(text, maxsplit=1)[0]
    words = [word.rstrip(",") for word in _WORD.findall(without_honorifics(first)) if word.strip(",")]
    while len(words) > 2 and lexicon.pattern("POST_NOMINAL").fullmatch(words[-1]):
        words.pop()
    runs = _runs(words)
    if len(runs) > 1 and [len(word) for word in words[slice(*runs[0])]] == [2]:
        runs = runs[1:]  # KP Sharma ORA
    if len(runs) != 1:
        return PersonName(), words, 0, 0
    start, end = runs[0]
    given = _without_asides(words[:start] or _without_suffixes(words[end:]))
    no_name = lexicon.pattern("NO_GIVEN_NAME").fullmatch
    if not given or any(no_name(word) or any(c.isdigit() for c in word) for word in given):
        return PersonName(), words, start, end  # ANO 2011      BSP for NORRLAND
    family = " ".join(_title(word, alpha2, text) for word in words[start:end])
    return PersonName(None if given[0][0].islower() else " ".join(given), family), words, start, end


def without_honorifics(text: str) -> str:
    """A name without the words before it that are no name: ``Sir``, ``Lt. Gen.``, ``Tuanku``."""
    return _honorifics().sub("", text)


@cache
def _honorifics() -> re.Pattern[str]:
    """Words before a name: ``Sir``, ``Lt. Gen.``, ``Dato' Sri``, ``General (Ret.)``, ``No. 1``, ``Senator``."""
    retired = r"\((?:ret|retd|rtd|retired)\.?\)"
    office = lexicon.regexp("OFFICE_BEFORE_NAME")
    words = f"{lexicon.regexp('FORM_OF_ADDRESS')}\\.?|{lexicon.regexp('NAME_PREFIX')}|{office}|{retired}"
    return re.compile(rf"^\s*(?:(?:{words})\s+(?=\S))+")


def _runs(words: list[str]) -> list[tuple[int, int]]:
    """The runs of words in capitals, also with a small word between: ``VIVES i SICILIA``, ``ORTUÑO Y GARAY``."""
    found: list[tuple[int, int]] = []
    for index, word in enumerate(words):
        if _in_capitals(word) and not (index and SUFFIX.fullmatch(word)):
            between = words[found[-1][1] : index] if found else ["no run yet"]
            if all(map(lexicon.pattern("PERSON_PARTICLE").fullmatch, map(str.lower, between))):
                found[-1] = (found[-1][0], index + 1)
            else:
                found.append((index, index + 1))
    return found


def _without_suffixes(words: list[str]) -> list[str]:
    """Drop the suffixes at both ends, from ``Jr. Harrison`` (SIMPASA) or ``Louis IV`` (BERNARD)."""
    names = [index for index, word in enumerate(words) if not SUFFIX.fullmatch(word)]
    return words[names[0] : names[-1] + 1] if names else []


def _without_asides(words: list[str]) -> list[str]:
    """Drop nicknames at both ends, and articles at the end, which belong to neither field: ``Antonio da``."""
    is_article = lexicon.pattern("FAMILY_ARTICLE").fullmatch
    while words and not words[0][0].isalnum():
        words = words[1:]
    while words and (not words[-1][0].isalnum() or words[-1].islower() or (words[1:] and is_article(words[-1]))):
        words = words[:-1]
    return words


def _in_capitals(word: str) -> bool:
    """Whether a word, or one side of its hyphen, is in capitals: ``TOKAYEV``, ``al-BADR``, ``McDOWELL``."""
    if word[1:].islower() and "ß" not in word:
        return False
    if INITIALS.fullmatch(word) or not word[0].isalpha():
        return False
    parts = (word, *word.split("-"))
    return any(_is_upper(part) and len([c for c in part if c.isalpha()]) > 1 for part in parts)


def _is_upper(word: str) -> bool:
    """``STRAßER`` is in capitals, for ``ß`` has none; ``McDOWELL`` is too."""
    return word.replace("ß", "").isupper() or _MIXED.fullmatch(word) is not None


def _title(text: str, alpha2: str | None, name: str) -> str:
    """Write ``VAN`` as ``Van``, ``McDOWELL`` as ``McDowell``, ``O’BRIEN`` as ``O’Brien``, ``TU’ITA`` as ``Tu’ita``,
    ``ŞAHİNTEPE`` as ``Şahintepe``.

    ``QARAQIZ`` is ``Qaraqız`` only where the name has letters that English lacks: ``Elchin ALIMOV`` is romanised.
    """
    dotless = alpha2 in DOTLESS_I and bool(_TURKIC.search(name))

    def small(match: re.Match[str]) -> str:
        if _SYLLABLE.search(text[max(match.start() - 3, 0) : match.start()]):
            return small_letters(match[0], kept=0)
        mixed = _MIXED.fullmatch(match[0])
        return mixed["start"] + small_letters(mixed["rest"]) if mixed else small_letters(match[0])

    def small_letters(word: str, kept: int = 1) -> str:
        rest = word[kept:].replace("İ", "i")
        return word[:kept] + (rest.replace("I", "ı") if dotless else rest).lower()

    return text if len(text) == 1 else re.sub(r"[^\W\d_]+", small, text)
