"""Names of contenders, such as ``English / Local (ABC)``, and the row of the results that belongs to a contender."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import cache

from attrs import evolve
from lark import Token

from ifes_records.diagnostics import Diagnostic
from ifes_records.model.facts import Contender, ContenderType
from ifes_records.model.names import LocalName, Name
from ifes_records.model.results import Result, ResultRow
from ifes_records.text.grammars import grammar
from ifes_records.text.normal_form import letters_only, squeeze
from ifes_records.values import local_names, parentheses, person, script
from ifes_records.values import name as names
from ifes_records.values.local_names import is_acronym

# Words that show that the right side of a slash is English too: Greens/European Free Alliance
ENGLISH_ONLY = frozenset("of the and european free people's people’s workers".split())
# An acronym in its own parentheses can be a word: Lelo 2019 / (Lelo).
ACRONYM_LENGTH = 12
# Shorter acronyms don't identify a party: two parties of one election may be PP.
SHARED_ACRONYM = 3
# Popular League (LS)3      Popular League†      (footnote marks without brackets)
LOST_MARK = re.compile(r"(?<=\))\s?\d$|[†‡¹²³⁴⁵⁶⁷⁸⁹]+$")
# A word of a person's name, and one whose capitals show a family name despite its small letters: d'ARGENT, McDONALD
PERSON_WORD = re.compile(r"[^\W\d_]+(?:['’ʻ.-][^\W\d_]*)*|['‘’\"“”(][^\d]*")
CAPITALS = re.compile(r"[^\W\d_a-zß-ÿ]{3}$|^[^\W\d_a-zß-ÿ]{3,}-")
NUMBERING = re.compile(r"^[1-9]\d?[.)] +")


@cache
def terminal(name: str) -> re.Pattern[str]:
    """The pattern of a terminal of ``contenders.lark``."""
    return re.compile(grammar("contenders.lark").get_terminal(name).pattern.to_regexp())


def pieces(text: str, start: str) -> list[Token]:
    """Split ``text`` into tokens by ``name`` or ``leaders``, rules that match any text."""
    tree = grammar("contenders.lark").parse(text, start=start)
    return [piece for piece in tree.children if isinstance(piece, Token)]


def without_marks(text: str) -> str:
    """Strip numbering and footnote marks from a name: ``Tamar-Afa’q****``, ``Nga Party [1] / NGP (NGP)``."""
    kept = "".join(piece for piece in pieces(squeeze(text), "name") if piece.type != "DROPPED")
    return NUMBERING.sub("", LOST_MARK.sub("", squeeze(kept)).strip().removesuffix(":")).strip()


def parse_party(text: str, alpha2: str | None) -> tuple[Name, Diagnostic | None]:
    """Read a party's name in the body: English and local name around a slash, and an acronym after one of them.

    ``English / Local (ABC)``   ``English (ABC)/Local``   ``English / (ABC)``   ``English (ABC)``
    """
    text = without_marks(text)
    sides = _sides(text)
    if len(sides) == 1:
        return names.parse(sides[0], alpha2)
    latin = [side for side in sides if script.script_of(side) == "Latn"]
    if latin and sides[0] and script.script_of(sides[0]) not in ("Latn", None):
        # حزب النور / Al-Nour Party
        sides = [latin[0], *(side for side in sides if side is not latin[0])]
    english, acronym, problem = _side(sides[0], is_local=False)
    local: list[LocalName] = []
    parenthetical = parentheses.find(text).inside
    for side in sides[1:]:
        written, found, trouble = _side(side, is_local=True)
        acronym, problem = acronym or found, problem or trouble
        if letters_only(written) not in ("", letters_only(english), letters_only(acronym or "")):
            local += local_names.local_names(written, alpha2)
    return Name(text, parenthetical, english or None, acronym, tuple(local)), problem


def _sides(text: str) -> list[str]:
    """Split a name at the slashes between languages: the slashes with a blank before them, if there are any."""
    tokens = pieces(text, "name")
    slashes = [token for token in tokens if token.type == "SLASH"]
    spaced = [token for token in slashes if token != "/" or text[: token.start_pos].endswith(" ")]
    sides, start = [], 0
    for token in spaced or slashes:
        assert token.start_pos is not None
        sides.append(text[start : token.start_pos].strip())
        start = token.start_pos + len(token)
    sides.append(text[start:].strip())
    sides = [sides[0], *filter(None, sides[1:])]
    if len(sides) == 1:
        return sides
    first, second = (parentheses.find(side).before for side in sides[:2])
    if is_acronym(first) and is_acronym(second) and script.script_of(first) == script.script_of(second):
        return [text]  # CDU/CSU
    if not spaced and first == sides[0] and ENGLISH_ONLY.intersection(second.casefold().split()):
        return [text]  # Greens/European Free Alliance
    return sides


def _side(text: str, *, is_local: bool) -> tuple[str, str | None, Diagnostic | None]:
    """Split one side of a slash into its name and acronym; other parentheses are part of an English name only."""
    found = parentheses.find(text)
    inside = parentheses.strip_unbalanced(found.inside or "")
    word = " " not in inside and script.script_of(inside) != script.script_of(found.before)
    if is_acronym(inside) or (is_local and inside and word and len(inside) <= ACRONYM_LENGTH):
        return found.before, inside, found.diagnostic
    return (found.before if is_local or found.diagnostic else text), None, found.diagnostic


def parse_candidate(text: str, alpha2: str | None) -> tuple[Name, str | None]:
    """Read a candidate's name, and the party after it.

    ``José Alberto MUXICA (Broad Front / Frente Amplio)``   ``Ona BERŽELĖ - Peasants & Greens``   ``Ann BELL, Aurora``
    """
    text = without_marks(text)
    who = _before_party(text)
    if who != text and is_person(who) and not is_person(text[len(who) :].strip(" ,-–")):
        return names.parse_candidate(who, alpha2), text[len(who) :].strip(" ,-–")
    sides = [side.strip() for side in text.split("/")]
    if len(sides) == 2 and script.script_of(sides[0]) != script.script_of(sides[1]):
        # Maia SANDU / Майя Санду
        name = names.parse_candidate(sides[0], alpha2)
        return evolve(name, text=text, local=local_names.local_names(sides[1], alpha2)), None
    name = names.parse_candidate(text, alpha2)
    inside = name.parenthetical
    if not inside or name.local:
        return name, None
    if inside.casefold() == "independent":
        return name, "Independent"
    return evolve(name, acronym=None), inside if is_acronym(inside) or looks_like_party(inside) else None


def _before_party(text: str) -> str:
    """Return the text before a dash, or before a comma after two words; ``, Jr.`` is part of the name."""
    who = re.split(" [-–] ", text)[0]
    name, *others = who.split(", ")
    for other in others:
        if " " not in name:
            return who
        if not person.SUFFIX.fullmatch(other):
            return who if person.SUFFIX.fullmatch(other.partition(" ")[0]) else name
        name = f"{name}, {other}"
    return name


def has_verb(text: str) -> bool:
    """Whether a text has a verb, and so is a sentence."""
    return any(word.islower() and terminal("VERB").fullmatch(word) for word in text.split())


def is_person(text: str) -> bool:
    """Whether a name is a person's, with the family name in capitals: ``Alexander VAN DER BELLEN``."""
    first, *others = parentheses.find(_before_party(text)).before.split("/")
    if any(_has_party_word(other) for other in others):
        return False
    words = first.replace(",", " ").split()
    capitals = [word.upper() if CAPITALS.search(word) else word for word in words]
    return (
        1 < len(words) <= 7
        and person.parse(" ".join(capitals)).family is not None
        and all(PERSON_WORD.fullmatch(word) for word in words)
        and not _has_party_word(first)
    )


def _has_party_word(text: str) -> bool:
    return any(terminal("PARTY_WORD").fullmatch(word) for word in re.findall(r"[^\W\d_]+(?:['’][^\W\d_]*)?", text))


def looks_like_party(text: str) -> bool:
    """Whether a name has a word, an acronym or a slash that only names of parties have."""
    if is_person(text):
        return False
    inside = parentheses.find(text).inside
    return _has_party_word(text) or "/" in text or bool(inside and is_acronym(inside))


def is_prose(text: str) -> bool:
    """Whether a line is prose, not a name: ``All stand as independents.``, ``Nobody runs for a party``."""
    words = text.partition("/")[0].split()
    if is_person(text):
        return False
    small = [word for word in words if word.islower() and not terminal("PARTICLE").fullmatch(word)]
    ended = text.endswith((".", ";")) and bool(words) and len(words[-1]) > len("Snr.")
    return len(words) > 2 and (has_verb(text) or ended or text[0].islower() or len(small) * 2 > len(words) > 4)


def is_given(text: str) -> bool:
    """Whether a name is given: not ``N/A``, not ``to be announced``."""
    return bool(text.strip()) and not terminal("UNKNOWN").fullmatch(text.strip())


Key = tuple[str, ...]


def rows_of(contenders: Sequence[Contender], results: tuple[Result, ...]) -> list[int | None]:
    """Return the index of each contender's row in the first result; ``None`` unless exactly one row has its name.

    If contenders with different names match the same row, none of them gets it.
    """
    index: dict[Key, set[int]] = {}
    for place, row in enumerate(results[0].rows if results else ()):
        for key in _row_keys(row):
            index.setdefault(key, set()).add(place)
    found = [_row(contender, index) for contender in contenders]
    claims: dict[int, set[str]] = {}
    for contender, number in zip(contenders, found, strict=True):
        if number is not None and contender.name is not None:
            claims.setdefault(number, set()).add(_plain(contender.name.english or contender.name.text))
    return [number if number is not None and len(claims[number]) == 1 else None for number in found]


def _row(contender: Contender, index: dict[Key, set[int]]) -> int | None:
    name = contender.name
    if name is None:
        return None
    keys = _party_keys(name)
    if contender.type is ContenderType.INDEPENDENTS:
        keys = {(str(names.aggregate(name.text)),)}
    elif contender.type is ContenderType.CANDIDATE:
        keys = _person_keys(name)
    rows = {row for key in keys for row in index.get(key, ())}
    return rows.pop() if len(rows) == 1 else None


def _row_keys(row: ResultRow) -> set[Key]:
    if row.aggregate is not None:
        return {(str(row.aggregate),)}
    return _party_keys(row.name) | _person_keys(row.name)


def _party_keys(name: Name) -> set[Key]:
    spellings: set[Key] = {("name", spelling) for spelling in _spellings(name)}
    return spellings | {("acronym", acronym) for acronym in _acronyms(name)}


def _person_keys(name: Name) -> set[Key]:
    """Return keys of a person: all words of the name, and the family name with the first given name."""
    keys: set[Key] = {("words", *sorted(_words(name.english)))} if _words(name.english) else set()
    given = _words(name.given_name)
    return keys | {("person", given[0], *_words(name.family_name))} if given else keys


def _acronyms(name: Name) -> set[str]:
    """Return the acronyms of a name that are long enough to identify a party."""
    written = [name.english, *(local.text for local in name.local)]
    found = [name.acronym, *(text for text in written if text and is_acronym(text))]
    return {_plain(text) for text in found if text and len(_plain(text)) >= SHARED_ACRONYM}


def _spellings(name: Name) -> set[str]:
    return {_plain(text) for text in (name.text, name.english, *(local.text for local in name.local)) if text} - {""}


def _words(text: str | None) -> list[str]:
    return [word for word in map(_plain, re.split(r"[\s,]+", text or "")) if word]


def _plain(text: str) -> str:
    """Keep only letters and digits, in lower case and without Latin accents: ``Álvaro`` becomes ``alvaro``."""
    letters = letters_only(text)
    return "".join(unicodedata.normalize("NFKD", c)[0] if "\u00c0" <= c <= "\u1eff" else c for c in letters)
