"""Names of parties, candidates, contests and answers, split into their parts."""

from __future__ import annotations

from enum import StrEnum

from attrs import frozen


class Aggregate(StrEnum):
    """A result row for more than one contender: ``Independents``, ``Others``, ``Other parties``."""

    INDEPENDENTS = "independents"
    OTHERS = "others"


@frozen
class LocalName:
    """A name in a language of the country."""

    text: str
    """The name as written."""
    script: str | None = None
    """The script of its letters as an ISO 15924 code (``Cyrl``); null if they are of more than one script, or of
    none."""
    language: str | None = None
    """Its language as a BCP 47 tag (``kk``); null unless the country, script and letters leave only one official
    language."""


@frozen
class Name:
    """A name as written, and its parts.

    A party has an English name, and often its name in the local language in parentheses. Parentheses can hold other
    things, too: an acronym, a country, a person, the name again.
    """

    text: str
    """The whole name as written."""
    parenthetical: str | None = None
    """The text in the parentheses at the end of the name, as written; null if there are none."""
    english: str | None = None
    """The name in English, or in the Latin letters that the site uses; null if there is only a local name."""
    acronym: str | None = None
    """The acronym (``PF``), as written; null if there is none."""
    local: tuple[LocalName, ...] = ()
    """The names in languages of the country, next to the English one; empty if there are none."""
    repeats: bool = False
    """Whether the parentheses only repeat the name."""
    given_name: str | None = None
    """A person's given names; null for a party, and if no capitals in the text mark the family name."""
    family_name: str | None = None
    """A person's family name in normal case (``Tokayev``); null for a party, and if no capitals in the text mark
    it. In some countries they mark a given name."""
