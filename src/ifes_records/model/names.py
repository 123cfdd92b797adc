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
    """A name in a language of the country."""

    text: str
    """The name as written."""
    script: str | None = None
    """The ISO 15924 code of its letters (``Cyrl``); null where they are of no one script."""
    language: str | None = None
    """Its language as a BCP 47 tag (``kk``); null unless country, script and letters leave one official language."""


@frozen
class Name:
    """A name as written and what its parts are.

    A party's name is its English name, then in parentheses its name in the local language, if the database
    had one; what else the parentheses may hold is in the documentation.
    """

    text: str
    """The whole name as written."""
    parenthetical: str | None = None
    """What the parentheses at the end hold, as written; null where the name ends without."""
    english: str | None = None
    """The name in English, or in whatever Latin letters the site has it; null where it has only a local one."""
    acronym: str | None = None
    """The acronym beside the name (``PF``), as written; null where there is none."""
    local: tuple[LocalName, ...] = ()
    """The names in languages of the country that stand beside the English one; empty where there is none."""
    repeats: bool = False
    """Whether the parentheses only say the name again."""
    given_name: str | None = None
    """A person's given names; null where the text's capitals don't tell the family name, as for a party."""
    family_name: str | None = None
    """A person's family name in ordinary letters (``Tokayev``); null where the text's capitals don't tell it."""
