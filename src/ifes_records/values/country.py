"""Which country a written name means: ``Congo (Kinshasa), Democratic Republic of the`` is CD.

The name is looked up in a table, never matched by likeness: a near miss is another country more often than
a misprint (``Niger`` and ``Nigeria``), and a country that does not exist must stay unknown. The table is
``data/countries.json``, written by ``scripts/make_tables.py``.
"""

from __future__ import annotations

import json
import re
import unicodedata
from functools import cache
from importlib.resources import files

from attrs import frozen

from ifes_records.text.normal_form import normal_form

# Dropped, not made into a space: 'Peoples Democratic Republic' is written as often as "People's …".
_APOSTROPHES = re.compile("['’‘ʼʹ′`´]")
_WORD = re.compile(r"[^\W_]+")
# 'Micronesia, Federated States of': at the last comma, so that 'X, Y and Z, Islands of' turns as a whole.
_INVERTED = re.compile(r"(?P<head>.+),\s*(?P<tail>[^,]+)")


@frozen
class CountryEntry:
    """One country, or one territory that elections are reported for.

    ``name`` is its common English name. ``alpha2`` and ``alpha3`` are its ISO 3166-1 codes in force, and
    ``ocd_id`` its Open Civic Data division (``ocd-division/country:kz``). The three are ``None`` together:
    for a place that has no code (``Somaliland``) and for a state that has ended (``Serbia and Montenegro``,
    whose code CS had been Czechoslovakia's). Kosovo has XK and XKX, which ISO leaves to its users.
    """

    name: str
    alpha2: str | None
    alpha3: str | None
    ocd_id: str | None


def normalise(text: str) -> str:
    """Level a name for comparison: ``The Republic of Türkiye`` → ``republic of turkiye``.

    Capitals, accents, punctuation, white space and the article do not count, since the same name is written
    ``Republic of Sudan`` and ``Republic of the Sudan``. Empty where the text has no letter or digit.
    """
    decomposed = normal_form("NFKD", _APOSTROPHES.sub("", text).casefold())
    plain = "".join(character for character in decomposed if not unicodedata.combining(character))
    return " ".join(word for word in _WORD.findall(plain.replace("&", " and ")) if word != "the")


@cache
def _table() -> dict[str, CountryEntry]:
    """Every known spelling in its normal form, with the country it means."""
    table: dict[str, CountryEntry] = {}
    for row in json.loads(files("ifes_records.data").joinpath("countries.json").read_bytes())["countries"]:
        alpha2 = row["alpha2"]
        ocd_id = f"ocd-division/country:{alpha2.lower()}" if alpha2 else None
        entry = CountryEntry(row["name"], alpha2, row["alpha3"], ocd_id)
        table.update(dict.fromkeys(map(normalise, row["spellings"]), entry))
    return table


def find(text: str) -> CountryEntry | None:
    """Look up the country that the text names, as a short name, a formal name or an inverted one.

    ``None`` means that the whole text is no known spelling of any country: a country that does not exist, a
    name with something else on the line, or a name that several countries share (``Korea``).
    """
    table = _table()
    if entry := table.get(normalise(text)):
        return entry
    # 'Korea, Republic of' needs no entry of its own, as 'Republic of Korea' has one.
    inverted = _INVERTED.fullmatch(text.strip())
    return table.get(normalise(f"{inverted['tail']} {inverted['head']}")) if inverted else None
