"""The leaders of a contender: the people after ``Leader:``, without their offices and remarks."""

from __future__ import annotations

import re
from itertools import zip_longest

from lark import Token

from ifes_records.sections.contender_names import has_verb, is_person, pieces, terminal, without_marks
from ifes_records.text.normal_form import squeeze
from ifes_records.values import script


def parse_leaders(text: str) -> list[str]:
    """Read the people in ``Eitan DORON and Noa PELED``, ``Eleni ZOGRAFOU; Petros VALAVANIS``, ``Ann BELL, Cy DEAN``.

    Offices and text in parentheses are dropped. ``N/A`` and sentences have no leaders.
    """
    text = without_marks(terminal("ASIDE").sub(" ", text))
    if not text or terminal("UNKNOWN").fullmatch(text) or has_verb(text):
        return []
    parts: list[list[str]] = [[""]]
    found = list(pieces(text, "leaders"))
    for piece, following in zip_longest(found, found[1:], fillvalue=Token("END", " ")):
        if piece.type in ("SEMICOLON", "AND"):
            parts.append([""])
        elif piece.type == "SUFFIX" and following.type == "PERSON" and not following.startswith(" "):
            parts[-1].append(piece.lstrip(" ,"))  # the beginning of a name: `, Srabá BABÁ`
        elif piece.type == "COMMA":
            parts[-1].append("")
        elif piece.type not in ("GROUP", "STRAY", "AMPERSAND"):
            parts[-1][-1] += piece
    return [leader for part in parts for leader in _leaders([squeeze(text) for text in part])]


def _leaders(part: list[str]) -> list[str]:
    """Read people and offices between commas (``Ana SOUSA, General Secretary``), or one name (``SOUSA, Ana``)."""
    people = [text for text in part if text and not _is_office(text)]
    if not all(" " in text for text in people):
        people = [", ".join(people)]
    found = []
    for text in people:
        sides = [side.strip() for side in text.split("/")]
        scripts = {script.script_of(side) for side in sides}
        if len(sides) > 1 and len(scripts) == len(sides):
            sides = sides[:1]  # Azat PERUASHEV / Азат Перуашев
        elif not all(" " in side for side in sides):
            sides = [text]
        found += [leader for side in sides for leader in _dashed(terminal("TAIL").sub("", side).strip(" ,"))]
    return [leader for leader in found if _is_name(leader)]


def _dashed(text: str) -> list[str]:
    """Read people between dashes (``Ann BELL – Cy DEAN``), or a person and an office (``Ann BELL – founder``)."""
    first, *others = re.split(r" +[-–—+|] +", text)
    if is_person(first) and all(is_person(other) for other in others):
        return [first, *others]
    return [first] if is_person(first) and all(_is_office(other) for other in others) else [text]


def _is_name(text: str) -> bool:
    if not text or any(terminal(word).fullmatch(text) for word in ("UNKNOWN", "NOBODY")):
        return False
    first = text.split()[0]
    return not first.islower() or bool(terminal("PARTICLE").fullmatch(first))


def _is_office(text: str) -> bool:
    has_office = any(terminal("OFFICE").fullmatch(word) for word in text.split())
    return bool(re.search(r"\d", text)) or text.islower() or (has_office and not is_person(text))
