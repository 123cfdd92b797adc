"""Names of contenders: ``English / Local (ABC)``, and candidates with the party beside them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from attrs import evolve
from lark import Token

from ifes_records.diagnostics import Diagnostic, quoted
from ifes_records.model.names import LocalName, Name
from ifes_records.sections.contender_lines import listed
from ifes_records.text import lexicon
from ifes_records.text.grammars import parse_value, value_parser
from ifes_records.text.memo import remembered
from ifes_records.text.normal_form import letters_only, squeeze
from ifes_records.text.phrases import prose
from ifes_records.text.words import Word
from ifes_records.values import joint, language, local_names, parentheses, person, script
from ifes_records.values import name as names
from ifes_records.values.local_names import is_acronym

# Words that show that the right side of a slash is English too: Greens/European Free Alliance
ENGLISH_ONLY = frozenset("of the and european free people's people’s workers".split())
# An acronym in its own parentheses can be a word: Lelo 2019 / (Lelo).
ACRONYM_LENGTH = 12
# Popular League (LS)3      Popular League†      (footnote marks without brackets)
LOST_MARK = re.compile(r"(?<=\))\s?\d$|[†‡¹²³⁴⁵⁶⁷⁸⁹]+$")
# Popular League (LS) -      (the bullet of the list below, at the end of the line)
LOST_BULLET = re.compile(r" [-–—•·]$")
# A word of a person's name, and one whose capitals show a family name despite its small letters: d'ARGENT, McDONALD
PERSON_WORD = re.compile(r"[^\W\d_]+(?:['’ʻ.-][^\W\d_]*)*|['‘’\"“”(][^\d]*")
CAPITALS = re.compile(r"[^\W\d_a-zß-ÿ]{3}$|^[^\W\d_a-zß-ÿ]{3,}-")
BETWEEN_PARTIES = re.compile(r"[,;]|\band\b", re.IGNORECASE)
NUMBERING = re.compile(r"^[1-9]\d?[.)] +")


def _pieces(text: str) -> list[Token]:
    return [piece for piece in parse_value(text, "sides").children if isinstance(piece, Token)]


@remembered
def without_marks(text: str) -> str:
    """Strip numbering and footnote marks from a name: ``Tamar-Afa’q****``, ``Nga Party [1] / NGP (NGP)``."""
    text = LOST_BULLET.sub("", squeeze(text))
    if value_parser().has("DROPPED", text):
        text = squeeze("".join(piece for piece in _pieces(text) if piece.type != "DROPPED"))
    return NUMBERING.sub("", LOST_MARK.sub("", text).strip().removesuffix(":")).strip()


def parse_party(text: str, alpha2: str | None) -> tuple[Name, Diagnostic | None]:
    """Read a party's name in the body: English and local name around a slash, and an acronym after one of them.

    ``English / Local (ABC)``   ``English (ABC)/Local``   ``English / (ABC)``   ``English (ABC)``
    """
    text = without_marks(text)
    sides = _sides(text)
    if len(sides) == 1 or names.aggregate(text):  # Independents/Others
        return names.parse(sides[0] if len(sides) == 1 else text, alpha2)
    if parties_of(text, alpha2):
        return Name(text, parentheses.find(text).inside, text), joint.diagnostic(text)
    latin = [side for side in sides if script.script_of(side) == "Latn"]
    if latin and sides[0] and script.script_of(sides[0]) not in ("Latn", None):
        # حزب النور / Al-Nour Party
        sides = [latin[0], *(side for side in sides if side is not latin[0])]
    english_first, english_second = (language.is_english(parentheses.find(side).before, alpha2) for side in sides[:2])
    if english_second and not english_first and len(latin) == len(sides):
        sides = [sides[1], sides[0], *sides[2:]]  # Parti Socialiste / Socialist Party
    english, acronym, problem = _side(sides[0], is_local=False)
    if acronym is None:
        english, acronym = _split_off_initials(english, sides[1:])
    if acronym is None:
        english, acronym = _split_off_short_name(english, sides[1], alpha2)
    local: list[LocalName] = []
    parenthetical = parentheses.find(text).inside
    for side in sides[1:]:
        written, found, trouble = _side(side, is_local=True)
        head, tail = _english_behind(written, alpha2)
        if tail:
            message = f"{quoted(tail)} is English, behind a local name; it was taken into the English name."
            english, problem = f"{english} {tail}", problem or Diagnostic("I-NAME-LOCAL", message)
            written = head
        if _may_be_another(written, english, alpha2, has_own_acronym=bool(acronym and found and acronym != found)):
            problem = problem or local_names.doubt(written)
        acronym, problem = acronym or found, problem or trouble
        if letters_only(written) not in ("", letters_only(english), letters_only(acronym or "")):
            local += local_names.local_names(written, alpha2)
    return Name(text, parenthetical, english or None, acronym, tuple(local)), problem


def _may_be_another(local: str, english: str, alpha2: str | None, *, has_own_acronym: bool) -> bool:
    """Whether a name behind a slash may be another party's: ``Labour Party (LP) / GreenLeft (GL)``.

    Local names with an English word are common where no language has Latin letters: ``Oak Party / Vriksha Party``.
    """
    is_english = language.is_english(local, alpha2)
    if is_english and language.is_english(english, alpha2):
        return language.has_latin_language(alpha2)
    return has_own_acronym and is_english is None and script.script_of(local) == "Latn"


def parties_of(text: str, alpha2: str | None) -> list[str]:
    """The parties in one name, if it has several: ``Party of Meadows (PM) / Party of Lakes (PL)``.

    All are in English: of two names in two languages, the second is the local one.
    """
    sides = _sides(without_marks(text))
    found = [parentheses.find(side) for side in sides]
    several = len(sides) > 1 and all(each.inside and language.is_english(each.before, alpha2) for each in found)
    return sides if several else []


def _split_off_initials(english: str, local: list[str]) -> tuple[str, str | None]:
    """Split off the initials of either name after the English one: ``Independent Action IA/Acção Independente``."""
    name, _, last = english.rpartition(" ")
    initials = {"".join(word[0] for word in side.split() if word[0].isupper()) for side in (name, *local)}
    return (name, last) if len(last) > 1 and last in initials else (english, None)


def _split_off_short_name(english: str, local: str, alpha2: str | None) -> tuple[str, str | None]:
    """Split off a short form of either name behind the English one: ``Rise Up (Arriba) / Arriba País``.

    An English word says which of several parties it is, and is part of the name: ``Union (Liberal) / Unión Liberal``.
    """
    found = parentheses.find(english)
    inside = found.inside or ""
    if not (inside.isalpha() and inside[0].isupper() and len(inside) <= ACRONYM_LENGTH and len(inside) > 2):
        return english, None
    words = f"{found.before} {parentheses.find(local).before}".split()
    is_short = any(word.casefold().startswith(inside[:3].casefold()) for word in words)
    signs = ("PARTY_WORD", "ENGLISH_PARTY_WORD", "ENGLISH_ADJECTIVE", "ENGLISH_PART")
    is_english = language.is_english(inside, alpha2) or local_names.ENGLISH_ENDING.search(inside)
    if not is_short or is_english or any(lexicon.pattern(sign).fullmatch(inside) for sign in signs):
        return english, None
    return found.before, inside


def _english_behind(local: str, alpha2: str | None) -> tuple[str, str]:
    """Split English words from the local name before them: ``Agrar partiýa and Groups of Citizens``."""
    head, _, tail = local.partition(" and ")
    if tail and not language.is_english(head, alpha2) and language.is_english(tail, alpha2):
        return head, f"and {tail}"
    return local, ""


@remembered
def _sides(text: str) -> list[str]:
    """Split a name at the slashes between languages: the slashes with a blank before them, if there are any."""
    if "/" not in text:
        return [text.strip()]
    tokens = _pieces(text)
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
    inside = parentheses.find(text).inside or ""
    if inside.count("/") == len(sides) - 1 and is_acronym(inside) and _is_all_english(sides):
        return [text]  # Civic Union/Folk Party (CU/FP)
    if not spaced and first == sides[0] and ENGLISH_ONLY.intersection(second.casefold().split()):
        return [text]  # Greens/European Free Alliance
    if not spaced and all(map(is_acronym, re.split(r" [-–—+] | ", second))):
        return [text]  # Aurora/PB – PBD
    return sides


def _is_all_english(sides: list[str]) -> bool:
    """Whether no side of a name is a local one: all have a word that only English names of parties have."""
    party_word = lexicon.pattern("ENGLISH_PARTY_WORD", r"\b", r"\b")
    return all(party_word.search(side) for side in sides[1:])


def _side(text: str, *, is_local: bool) -> tuple[str, str | None, Diagnostic | None]:
    """Split one side of a slash into its name and acronym; other parentheses are part of an English name only."""
    found = parentheses.find(text)
    inside = parentheses.strip_unbalanced(found.inside or "")
    word = " " not in inside and script.script_of(inside) != script.script_of(found.before)
    is_short = (word and len(inside) <= ACRONYM_LENGTH) or _abbreviates(inside, found.before)
    if is_acronym(inside) or (is_local and inside and is_short):
        return found.before, inside, found.diagnostic
    return (found.before if is_local or found.diagnostic else text), None, found.diagnostic


def _abbreviates(short: str, name: str) -> bool:
    """Whether a few letters are those of a name, in their order: ``Frp`` of ``Fremskrittspartiet``."""
    letters = iter(name.casefold())
    is_begun = short[:1].isupper() and short[:1] == name[:1]
    return (
        is_begun and 1 < len(short) <= 4 and short.isalpha() and all(letter in letters for letter in short.casefold())
    )


def parse_candidate(text: str, alpha2: str | None) -> tuple[Name, str | None]:
    """Read a candidate's name, and the party after it.

    ``José Alberto MUXICA (Broad Front / Frente Amplio)``   ``Ona BERŽELĖ - Peasants & Greens``   ``Ann BELL, Aurora``
    """
    text = without_marks(text)
    who = before_party(text)
    if who != text and is_person(who) and not is_person(text[len(who) :].strip(" ,-–|")):
        return names.parse_candidate(who, alpha2), text[len(who) :].strip(" ,-–|")
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


def has_party(text: str) -> bool:
    """Whether a person's name has a party beside it: ``Ann BELL – Independent``, ``Ann BELL, Green Party``."""
    who = before_party(text)
    party = text[len(who) :].strip(" ,-–|")
    is_party = party.casefold() == "independent" or is_acronym(party) or looks_like_party(party)
    return who != text and is_person(who) and is_party


def before_party(text: str) -> str:
    """Return the text before a dash, or before a comma after two words; ``, Jr.`` is part of the name."""
    who = re.split(r" [-–|] (?![^(]*\))", text)[0]
    name, *others = who.split(", ")
    for other in others:
        if " " not in name:
            return who
        if not person.SUFFIX.fullmatch(other):
            return who if person.SUFFIX.fullmatch(other.partition(" ")[0]) else name
        name = f"{name}, {other}"
    return name


@remembered
def is_person(text: str) -> bool:
    """Whether a name is a person's, with the family name in capitals: ``Alexander VAN DER BELLEN``."""
    first, *others = parentheses.find(before_party(text)).before.split("/")
    if " and " in first:
        return all(map(is_person, first.split(" and ")))  # a ticket
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
    words = re.findall(r"[^\W\d_]+(?:['’][^\W\d_]*)?", text)
    return any(lexicon.pattern("PARTY_WORD").fullmatch(word) for word in words)


def looks_like_party(text: str) -> bool:
    """Whether a name has a word, an acronym or a slash that only names of parties have."""
    if is_person(text):
        return False
    inside = parentheses.find(text).inside
    return _has_party_word(text) or "/" in text or bool(inside and is_acronym(inside))


def is_prose(words: Sequence[Word], text: str) -> bool:
    """Whether a line is prose, not a name: ``All stand as independents.``, ``Nobody runs for a party``."""
    slash = next((at for at, word in enumerate(words) if "SLASH" in word.kinds), len(words))
    side = [word for word in words[:slash] if word.text[0].isalpha()]
    if is_person(text) or len(side) < 3:
        return False
    small = [word for word in side if word.text.islower()]
    others = [word for word in small if not has_kind(word, "particle")]
    is_sentence = words[-1].text in (".", ";") and len(side[-1].text) > len("Snr")
    has_verb = any(has_kind(word, "verb") for word in small)
    return has_verb or is_sentence or text[0].islower() or len(others) * 2 > len(side) > 4


def has_kind(word: Word, rule: str) -> bool:
    """Whether a rule of the contenders' grammar can begin with a word."""
    return not _kinds(rule).isdisjoint(word.kinds)


@cache
def _kinds(rule: str) -> frozenset[str]:
    return prose("contenders.lark").kinds(rule)


def is_given(text: str) -> bool:
    """Whether a name is given: not ``N/A``, not ``to be announced``."""
    return not (lexicon.is_not_known(text) or lexicon.pattern("VACANT_WORD").fullmatch(text.strip()))


def party_name(text: str, alpha2: str | None) -> str:
    """The English name of a candidate's party, or its acronym if that is all: ``DRP`` of ``(DRP)``."""
    if BETWEEN_PARTIES.search(text) and len(listed_parties(text)) > 1:
        return text
    name = parse_party(text, alpha2)[0]
    return name.english or name.acronym or text


def listed_parties(text: str) -> list[str]:
    """The parties in a line of several, each with its acronym or as one: ``Greens (GP), Blues (BP)``."""
    items = listed(prose("contenders.lark").words(text))
    return items if all(is_acronym(parentheses.find(each).inside or each) for each in items) else [text]
