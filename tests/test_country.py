"""Countries: which written names are which country, and which are none."""

from __future__ import annotations

import json
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest

from ifes_records.values.country import CountryEntry, find, normalise

ROOT = Path(__file__).parent.parent
TABLE = ROOT / "src" / "ifes_records" / "data" / "countries.json"
EXPECTED = ROOT.parent / "shared" / "corpus" / "expected"

# What is written → the whole entry.
ENTRIES = [
    ("Kazakhstan", CountryEntry("Kazakhstan", "KZ", "KAZ", "ocd-division/country:kz")),
    ("Republic of Kazakhstan", CountryEntry("Kazakhstan", "KZ", "KAZ", "ocd-division/country:kz")),
    ("Republic of Kosovo", CountryEntry("Kosovo", "XK", "XKX", "ocd-division/country:xk")),
    ("State Union of Serbia and Montenegro", CountryEntry("Serbia and Montenegro", None, None, None)),
    ("Somaliland", CountryEntry("Somaliland", None, None, None)),
]

# What is written → its alpha-2 code and common name.
SPELLINGS = [
    # former and present names
    ("Turkey", "TR", "Türkiye"),
    ("Republic of Turkey", "TR", "Türkiye"),
    ("Republic of Türkiye", "TR", "Türkiye"),
    ("Burma", "MM", "Myanmar"),
    ("Republic of the Union of Myanmar", "MM", "Myanmar"),
    ("Swaziland", "SZ", "Eswatini"),
    ("Kingdom of Swaziland", "SZ", "Eswatini"),
    ("Cape Verde", "CV", "Cabo Verde"),
    ("Ivory Coast", "CI", "Côte d'Ivoire"),
    ("Cote D'Ivoire", "CI", "Côte d'Ivoire"),
    ("Côte d’Ivoire", "CI", "Côte d'Ivoire"),
    ("East Timor", "TL", "Timor-Leste"),
    ("Czech Republic", "CZ", "Czechia"),
    ("FYROM", "MK", "North Macedonia"),
    ("Macedonia, the former Yugoslav Republic of", "MK", "North Macedonia"),
    ("Great Socialist People's Libyan Arab Jamahiriya", "LY", "Libya"),
    # inverted, and as the site writes them
    ("Congo (Kinshasa), Democratic Republic of the", "CD", "Democratic Republic of the Congo"),
    ("Congo (Brazzaville), Republic of", "CG", "Congo"),
    ("Republic of the Congo", "CG", "Congo"),
    ("Micronesia, Federated States of", "FM", "Micronesia"),
    ("Federated States Of Micronesia", "FM", "Micronesia"),
    ("Iran, Islamic Republic of", "IR", "Iran"),
    ("Moldova, Republic of", "MD", "Moldova"),
    ("Korea, Republic of", "KR", "South Korea"),
    ("Korea, Democratic People's Republic of", "KP", "North Korea"),
    ("Kazakhstan, Republic of", "KZ", "Kazakhstan"),
    ("Gambia, The", "GM", "Gambia"),
    ("Islamic Republic of The Gambia", "GM", "Gambia"),
    ("Bahamas, The", "BS", "Bahamas"),
    # everyday names that differ from ISO's
    ("Russia", "RU", "Russia"),
    ("Russian Federation", "RU", "Russia"),
    ("Syrian Arab Republic", "SY", "Syria"),
    ("Laos", "LA", "Laos"),
    ("Vatican", "VA", "Vatican City"),
    ("Bolivia (Plurinational State of)", "BO", "Bolivia"),
    ("Venezuela", "VE", "Venezuela"),
    ("Tanzania, United Republic of", "TZ", "Tanzania"),
    ("Republic of China (Taiwan)", "TW", "Taiwan"),
    ("West Bank and Gaza", "PS", "Palestine"),
    ("State of Palestine", "PS", "Palestine"),
    # formal names, with and without the article
    ("Republic of Sudan", "SD", "Sudan"),
    ("Republic of the Sudan", "SD", "Sudan"),
    ("Commonwealth of Australia", "AU", "Australia"),
    ("United Kingdom of Great Britain and Northern Ireland", "GB", "United Kingdom"),
    ("The Kingdom of the Netherlands", "NL", "Netherlands"),
    ("Kyrgyz Republic", "KG", "Kyrgyzstan"),
    ("Republic of Maldives", "MV", "Maldives"),
    ("Commonwealth of Dominica", "DM", "Dominica"),
    ("Dominican Republic", "DO", "Dominican Republic"),
    ("Republic of Niger", "NE", "Niger"),
    ("Federal Republic of Nigeria", "NG", "Nigeria"),
    # spacing, capitals, accents
    ("  SAO TOME   & PRINCIPE ", "ST", "Sao Tome and Principe"),
    ("St. Vincent and the Grenadines", "VC", "Saint Vincent and the Grenadines"),
    ("Guinea\u00a0Bissau", "GW", "Guinea-Bissau"),
    # territories and others that elections are reported for
    ("Bermuda", "BM", "Bermuda"),
    ("British Virgin Islands", "VG", "British Virgin Islands"),
    ("Curacao", "CW", "Curaçao"),
    ("Macau", "MO", "Macao"),
    ("Western Sahara", "EH", "Western Sahara"),
    ("Turkish Republic of Northern Cyprus", None, "Northern Cyprus"),
    ("Nagorno-Karabakh Republic", None, "Nagorno-Karabakh"),
    ("Federal Republic of Yugoslavia", None, "Yugoslavia"),
    ("Scotland", None, "Scotland"),
    ("Netherlands Antilles", None, "Netherlands Antilles"),
]

UNKNOWN = [
    "",
    " · ",
    "the",
    "Kingdom of Norrland",
    "Republic of Danubia",
    "Kazakstan",  # a misprint is not looked up by likeness
    "Nigerr",
    "Korea",  # two of them
    "Virgin Islands",
    "Republic of",
    "Republic",
    "Election for Mazhilis",
    "Zambia: President, 11 August 2016",
    "Kazakhstan 2023",
    "Kazakhstan, Kyrgyzstan",
]


@pytest.mark.parametrize(("text", "entry"), ENTRIES)
def test_entry(text: str, entry: CountryEntry) -> None:
    assert find(text) == entry


@pytest.mark.parametrize(("text", "alpha2", "name"), SPELLINGS)
def test_spelling(text: str, alpha2: str | None, name: str) -> None:
    entry = find(text)
    assert entry is not None
    assert (entry.alpha2, entry.name) == (alpha2, name)


@pytest.mark.parametrize("text", UNKNOWN)
def test_unknown(text: str) -> None:
    assert find(text) is None


def test_codes_are_given_all_or_none() -> None:
    rows = json.loads(TABLE.read_bytes())["countries"]
    assert len(rows) > 249
    for row in rows:
        entry = find(row["name"])
        ocd_id = f"ocd-division/country:{row['alpha2'].lower()}" if row["alpha2"] else None
        assert entry == CountryEntry(row["name"], row["alpha2"], row["alpha3"], ocd_id)
        assert (row["alpha2"] is None) == (row["alpha3"] is None)


def test_no_spelling_stands_for_two_countries() -> None:
    rows = json.loads(TABLE.read_bytes())["countries"]
    spellings = [normalise(spelling) for row in rows for spelling in row["spellings"]]
    assert "" not in spellings
    assert len(spellings) == len(set(spellings))


def test_table_is_what_the_generator_writes(tmp_path: Path) -> None:
    made_from = json.loads(TABLE.read_bytes())["about"]["versions"]
    installed = {f"pycountry {version('pycountry')}", f"Babel {version('babel')}"}
    if installed != set(made_from):
        pytest.skip(f"the table was made from {sorted(made_from)}, installed are {sorted(installed)}")
    script = ROOT / "scripts" / "make_tables.py"
    subprocess.run([sys.executable, script, "--keep-alphabets", "--out", tmp_path], check=True)
    assert (tmp_path / "countries.json").read_bytes() == TABLE.read_bytes()


@pytest.mark.skipif(not EXPECTED.is_dir(), reason="the corpus is not beside the repository")
def test_countries_of_the_corpus() -> None:
    records = [json.loads(path.read_bytes()) for path in sorted(EXPECTED.glob("*.json"))]
    real = {record["country"] for record in records if not record["synthetic"] and record["country"]}
    assert real
    assert sorted(name for name in real if find(name) is None) == []


@pytest.mark.skipif(not EXPECTED.is_dir(), reason="the corpus is not beside the repository")
def test_invented_countries_of_the_corpus_are_unknown() -> None:
    # Only the synthetic-NN records have invented countries; the other invented records are of real ones.
    records = [json.loads(path.read_bytes()) for path in sorted(EXPECTED.glob("synthetic-*.json"))]
    invented = {record["country"] for record in records if record["country"]}
    assert invented
    assert sorted(name for name in invented if find(name) is not None) == []
