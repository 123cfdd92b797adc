"""Contenders that are rows of the results: which rows can be named again without doubt, and which names to avoid.

Nothing here is as fine as the reading of names: a row is named again only if its name is of plain words that no
other row has, and a contender is avoided if it has one spelling in common with a row.
"""

from __future__ import annotations

import re
import unicodedata

from ifes_records.model import Name, Result, ResultKind, ResultRow
from ifes_records.model.facts import Contender, ContenderType

_PLAIN_PARTY = re.compile(
    r"(?:[A-Z][a-z]{3,} ){1,3}(?:Party|Union|Alliance|Movement|Front|League|Congress|Platform|Bloc)"
)
_PLAIN_PERSON = re.compile(r"[A-Z][a-z]{2,} [A-Z]{3,}")


def tied_to(result: Result) -> dict[int, Name]:
    """The rows that a contender can be beyond doubt, by their index, each with the contender's name."""
    found: dict[int, Name] = {}
    for index, row in enumerate(result.rows):
        text, name = row.name.text, row.name
        others = [other for number, other in enumerate(result.rows) if number != index]
        if row.aggregate is not None or name.english is None or any(_meet(name, other) for other in others):
            continue
        if result.kind is ResultKind.PARTY and _PLAIN_PARTY.fullmatch(name.english):
            found[index] = Name(name.english, english=name.english)
        elif result.kind is ResultKind.CANDIDATE and _PLAIN_PERSON.fullmatch(text) and name.family_name:
            given, family = text.split()
            found[index] = Name(text, english=text, given_name=given, family_name=family.title())
    return found


def may_be_in(result: Result, contender: Contender) -> bool:
    """Whether a contender has a name in common with a row, so that it may be taken for it."""
    if contender.type is ContenderType.INDEPENDENTS:
        return any(row.aggregate is not None for row in result.rows)
    name = contender.name
    return name is not None and any(_meet(name, row) for row in result.rows)


def _meet(name: Name, row: ResultRow) -> bool:
    return bool(_spellings(name) & _spellings(row.name))


def _spellings(name: Name) -> set[str]:
    """All ways to say a name, without case, accents, blanks and the order of words."""
    written = [name.text, name.english, name.acronym, name.parenthetical, *(local.text for local in name.local)]
    person = f"{(name.given_name or '').split(' ')[0]} {name.family_name}" if name.family_name else None
    return {"".join(sorted(_plain(text).split())) for text in (*written, person) if text}


def _plain(text: str) -> str:
    letters = (unicodedata.normalize("NFKD", letter)[0] for letter in text.casefold())
    return "".join(letter if letter.isalnum() else " " for letter in letters)
