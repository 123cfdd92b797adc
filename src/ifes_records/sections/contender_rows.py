"""The row of the results that is certainly the same party or candidate as a contender."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from ifes_records.model.facts import Contender, ContenderType
from ifes_records.model.names import Name
from ifes_records.model.results import Result, ResultRow
from ifes_records.text.memo import remembered
from ifes_records.text.normal_form import letters_only
from ifes_records.values import name as names
from ifes_records.values.local_names import is_acronym

# Shorter acronyms don't identify a party: two parties of one election may be PP.
SHARED_ACRONYM = 3

Key = tuple[str, ...]


def rows_of(contenders: Sequence[Contender], results: tuple[Result, ...]) -> list[int | None]:
    """Return the index of each contender's row in the first result; ``None`` unless exactly one row has its name.

    If contenders with different names match the same row, none of them gets it.
    """
    index: dict[Key, set[int]] = {}
    types = {contender.type for contender in contenders if contender.name is not None}
    for place, row in enumerate(results[0].rows if results and types else ()):
        for key in _row_keys(row, types):
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


def _row_keys(row: ResultRow, types: set[ContenderType]) -> set[Key]:
    """Return the keys that a row may have in common with contenders of some types."""
    if row.aggregate is not None:
        return {(str(row.aggregate),)}
    keys = _person_keys(row.name) if ContenderType.CANDIDATE in types else set[Key]()
    return keys | _party_keys(row.name) if types - {ContenderType.CANDIDATE} else keys


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


@remembered
def _plain(text: str) -> str:
    """Keep only letters and digits, in lower case and without Latin accents: ``Álvaro`` becomes ``alvaro``."""
    letters = letters_only(text)
    if letters.isascii():
        return letters
    return "".join(unicodedata.normalize("NFKD", c)[0] if "\u00c0" <= c <= "\u1eff" else c for c in letters)
