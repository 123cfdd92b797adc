"""Countries by name: ``Congo (Kinshasa), Democratic Republic of the`` is CD.

Names are looked up in a table and must match exactly. A name that almost matches is more often another country
than a misprint (``Niger`` and ``Nigeria``), and an invented country must stay unknown. The table is
``data/countries.json``, written by ``scripts/make_tables.py``.
"""

from __future__ import annotations

import json
import re
import unicodedata
from functools import cache
from importlib.resources import files
from itertools import filterfalse

from attrs import frozen

from ifes_records.text.memo import remembered
from ifes_records.text.normal_form import normal_form

# Removed, not replaced by a space, because `People's Republic` is often written `Peoples Republic`.
_APOSTROPHES = re.compile("['’‘ʼʹ′`´]")
_WORD = re.compile(r"[^\W_]+")
# `Micronesia, Federated States of` is split at its last comma, so that `X, Y and Z, Islands of` works too.
_INVERTED = re.compile(r"(?P<head>.+),\s*(?P<tail>[^,]+)")


@frozen
class CountryEntry:
    """A country, or a territory that holds elections of its own.

    ``name`` is its common English name, ``alpha2`` and ``alpha3`` are its current ISO 3166-1 codes, and
    ``ocd_id`` is its Open Civic Data division (``ocd-division/country:kz``). All three are ``None`` if there
    is no current code: for ``Somaliland``, and for former states such as ``Serbia and Montenegro``. Kosovo has
    XK and XKX, from the range that ISO leaves to its users.
    """

    name: str
    alpha2: str | None
    alpha3: str | None
    ocd_id: str | None


def normalise(text: str) -> str:
    """Normalise a name for comparison: ``The Republic of Türkiye`` → ``republic of turkiye``.

    Case, accents, punctuation, white space and the word ``the`` are dropped: ``Republic of Sudan`` and
    ``Republic of the Sudan`` are the same name. The result is empty if the text has no letter or digit.
    """
    decomposed = normal_form("NFKD", _APOSTROPHES.sub("", text).casefold())
    plain = decomposed if decomposed.isascii() else "".join(filterfalse(unicodedata.combining, decomposed))
    return " ".join([word for word in _WORD.findall(plain.replace("&", " and ")) if word != "the"])


@cache
def _table() -> dict[str, CountryEntry]:
    """Map every known spelling, normalised, to its country."""
    table: dict[str, CountryEntry] = {}
    for row in json.loads(files("ifes_records.data").joinpath("countries.json").read_bytes())["countries"]:
        alpha2 = row["alpha2"]
        ocd_id = f"ocd-division/country:{alpha2.lower()}" if alpha2 else None
        entry = CountryEntry(row["name"], alpha2, row["alpha3"], ocd_id)
        table.update(dict.fromkeys(map(normalise, row["spellings"]), entry))
    return table


@remembered
def find(text: str) -> CountryEntry | None:
    """Find the country that a text names, by its short name, formal name or inverted name.

    Returns ``None`` if the whole text is not a known name: the country does not exist, the line has other
    text beside the name, or several countries share the name (``Korea``).
    """
    table = _table()
    if entry := table.get(normalise(text)):
        return entry
    # `Korea, Republic of` is not in the table; `Republic of Korea` is.
    inverted = _INVERTED.fullmatch(text.strip())
    return table.get(normalise(f"{inverted['tail']} {inverted['head']}")) if inverted else None
