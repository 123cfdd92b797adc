"""Names of parties, candidates, contests and answers, taken apart."""

from __future__ import annotations

from enum import StrEnum

from attrs import frozen


class Aggregate(StrEnum):
    """A result row that stands for no single party: ``Independents``, ``Others``, ``Other parties``."""

    INDEPENDENTS = "independents"
    OTHERS = "others"


@frozen
class LocalName:
    """A name in a language of the country.

    ``script`` is an ISO 15924 code, ``None`` where the letters are of no one script. ``language`` is a
    BCP 47 tag, given only where country, script and letters leave one official language.
    """

    text: str
    script: str | None = None
    language: str | None = None


@frozen
class Name:
    """A name as written (``text``) and what its parts are.

    A party's name is its English name, then in parentheses its name in the local language, if the database
    had one; what else the parentheses may hold is in the documentation. ``parenthetical`` is the content of
    the parentheses at the end, as written, ``None`` where the name ends without. ``repeats`` tells that the
    parentheses only say the name again. ``given_name`` and ``family_name`` are for people whose family name
    the text sets in capitals.
    """

    text: str
    parenthetical: str | None = None
    english: str | None = None
    acronym: str | None = None
    local: tuple[LocalName, ...] = ()
    repeats: bool = False
    given_name: str | None = None
    family_name: str | None = None
