"""Write ``countries.json`` and ``languages.json`` of ``ifes_records.data``.

    python scripts/make_tables.py

Countries: ISO 3166-1 from pycountry, the English names of CLDR from Babel, and other spellings from
``country_spellings.json``. Languages: the official languages of each territory from Babel, and the alphabet of each
from CLDR's exemplar characters, which are fetched with ``npm pack`` at a pinned version. The same sources always give
the same bytes.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import tarfile
import tempfile
from collections.abc import Iterable
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pycountry
import regex
from babel import Locale
from babel.core import get_cldr_version, get_global
from babel.languages import get_official_languages

from ifes_records.values.country import normalise
from ifes_records.values.language import words_in

HERE = Path(__file__).parent
DATA = HERE.parent / "src" / "ifes_records" / "data"

# The publication date of each source in this version; change them together with the versions.
SOURCE_DATES = {
    "pycountry 26.2.16": "2026-02-17",
    "Babel 2.18.0": "2026-02-01",
    "cldr-misc-full 48.2.0": "2026-05-13",
}
CLDR_PACKAGE = "cldr-misc-full@48.2.0"

# ISO 3166-1 reserves XK and XKX for private use; CLDR and the European Union use them for Kosovo.
KOSOVO = ("XK", "XKX")

# Territories where party names are in other languages than those that Babel lists as official.
OFFICIAL = {
    "AZ": ["az"],  # Cyrillic has not been official since 2001; what is left is mostly Russian
    "CH": ["de", "fr", "it"],  # Swiss German is spoken, but written German is official
    "ES": ["es", "ca", "gl", "eu"],  # regional languages whose parties take part in national elections
    "IN": ["hi", "en", "bn", "te", "mr", "ta", "ur", "gu", "kn", "ml", "or", "pa", "as"],  # the same
    "IQ": ["ar", "ckb"],  # article 4 of the constitution: Arabic and Kurdish
    "LI": ["de"],  # as in Switzerland
    "MA": ["ar", "fr", "zgh"],  # Tamazight is written in Tifinagh there since 2003
    "MK": ["mk", "sq"],  # Albanian since the law of 2019
    "MO": ["zh_Hant", "pt"],  # Cantonese is spoken; Chinese is written
    "NO": ["no"],  # Bokmål and Nynorsk have the same letters
    "TW": ["zh_Hant"],  # Min Nan and Hakka are spoken; Chinese is written
}

# Letters in everyday use that CLDR's main set leaves out, because they are only in loanwords or count as variants.
# Without them, names are taken for another language: 'Кыргызстан социал-демократиялык партиясы' would be Russian
# because of its 'ц'.
MORE_LETTERS = {
    "hy-Armn": "և",  # the ligature for 'and', in half of all coalition names
    "ky-Cyrl": "в ф ц щ ь",
    "ro-Latn": "ş ţ",  # with a cedilla instead of a comma, from the years before fonts had the comma
    "so-Latn": "a e i o u",
    "ur-Arab": "آ أ ؤ ئ ں ۂ ة",
}

# Not in CLDR. Aymara: the unified alphabet of Bolivian decree 20227 of 1984.
OTHER_ALPHABETS = {"ay-Latn": "a ä ch h i ï j k l m n ñ p q r s t u ü w x y"}

# CLDR lists only the common ones of thousands of signs, so a rare sign says nothing about the language.
NOT_ALPHABETIC = {"Hans", "Hant", "Jpan", "Kore"}


def countries() -> list[dict[str, Any]]:
    """Make the rows of ``countries.json``: those with an ISO code by code, then the others by name."""
    by_hand = json.loads((HERE / "country_spellings.json").read_bytes())
    territories = Locale("en").territories
    codes = sorted([*((country.alpha_2, country.alpha_3) for country in pycountry.countries), KOSOVO])
    rows = []
    for alpha2, alpha3 in codes:
        country = pycountry.countries.get(alpha_2=alpha2)
        iso = [getattr(country, field, None) for field in ("common_name", "name", "official_name")]
        found = [name for name in iso if name]
        name = by_hand["names"].get(alpha2) or (found[0] if found else territories[alpha2])
        turned = [" ".join(reversed(spelling.split(", ", 1))) for spelling in found if ", " in spelling]
        spellings = [name, *found, *turned, territories[alpha2], *by_hand["spellings"].get(alpha2, [])]
        rows.append({"name": name, "alpha2": alpha2, "alpha3": alpha3, "spellings": distinct(spellings)})
    for name, spellings in sorted(by_hand["without_iso_code"].items()):
        rows.append({"name": name, "alpha2": None, "alpha3": None, "spellings": distinct([name, *spellings])})
    refuse_shared_spellings(rows)
    return rows


def distinct(spellings: Iterable[str]) -> list[str]:
    """Drop spellings that are equal once normalised, keeping the first of each."""
    kept: dict[str, str] = {}
    for spelling in spellings:
        kept.setdefault(normalise(spelling), spelling)
    return list(kept.values())


def refuse_shared_spellings(rows: list[dict[str, Any]]) -> None:
    """Raise ``ValueError`` where one spelling would mean two countries."""
    owner: dict[str, str] = {}
    for row in rows:
        for spelling in row["spellings"]:
            other = owner.setdefault(normalise(spelling), row["name"])
            if other != row["name"]:
                raise ValueError(f"{spelling!r} is both {other} and {row['name']}")


def official_languages(alpha2: str) -> list[str]:
    """List a territory's languages with the script each is written in there: ``["ru-Cyrl", "kk-Cyrl"]``."""
    languages = OFFICIAL.get(alpha2) or get_official_languages(alpha2, regional=False, de_facto=True)
    return list(dict.fromkeys(with_script(language, alpha2) for language in languages))


def with_script(language: str, alpha2: str) -> str:
    """``uz_Cyrl`` → ``uz-Cyrl``; ``kk`` → ``kk-Cyrl``, in China ``kk-Arab``."""
    if "_" in language:
        return language.replace("_", "-")
    likely = get_global("likely_subtags")
    full: str = likely.get(f"{language}_{alpha2}") or likely[language]
    return "-".join(full.split("_")[:2])


def exemplar_letters(cldr: Path, tag: str) -> str | None:
    """Read the lower-case letters of a language, separated by spaces; ``None`` if CLDR has none.

    A sequence that CLDR counts as one letter is kept together (``ch`` in Guarani, which has no ``c``).
    """
    language, script = tag.split("-")
    folders = [cldr / f"{language}-{script}", cldr / language]
    path = next((folder / "characters.json" for folder in folders if folder.is_dir()), None)
    if path is None or script in NOT_ALPHABETIC:
        return OTHER_ALPHABETS.get(tag)
    characters = json.loads(path.read_bytes())["main"][path.parent.name]["characters"]
    # '[aá b {ch} \u200c]': single characters may be adjacent, longer letters are in braces.
    written = characters["exemplarCharacters"].removeprefix("[").removesuffix("]")
    written = regex.sub(r"\\u([0-9A-F]{4})", lambda m: chr(int(m[1], 16)), written)
    letters = (long or single for long, single in regex.findall(r"\{([^}]*)\}|([^\s{}\\])", written))
    # Signs of no script, such as the apostrophe in Uzbek 'oʻ', are left out, as they are in names.
    plain = ("".join(words_in(letter, script)) for letter in letters)
    alphabet = sorted({letter for letter in plain if letter} | set(MORE_LETTERS.get(tag, "").split()))
    return " ".join(alphabet) or None


def fetch_cldr(folder: Path, *, offline: bool) -> Path:
    """Fetch CLDR's characters with npm into ``folder``, and return the folder of locales."""
    command = ["npm", "pack", "--silent", "--offline" if offline else "--prefer-offline", CLDR_PACKAGE]
    done = subprocess.run(command, cwd=folder, check=False, capture_output=True, text=True)
    if done.returncode:
        raise SystemExit("CLDR is not in npm's cache" if offline else f"npm pack failed: {done.stderr}")
    with tarfile.open(folder / done.stdout.split()[-1]) as archive:
        archive.extractall(folder, filter="data")
    return folder / "package" / "main"


def about(source: str, *packages: str) -> dict[str, Any]:
    """Make the header of a table: its sources and their dates."""
    dates = {package: SOURCE_DATES.get(package, "unknown") for package in packages}
    return {
        "made_by": "scripts/make_tables.py",
        "source": source,
        "versions": dates,
        "date": max(dates.values()),
    }


def table(parts: dict[str, Any]) -> bytes:
    """Return JSON with one entry per line, so that a change to one entry is a change to one line."""

    def one_line(value: Any) -> str:
        return json.dumps(value, ensure_ascii=False)

    blocks = []
    for key, part in parts.items():
        if isinstance(part, list):
            blocks.append(f"{one_line(key)}: [\n" + ",\n".join(map(one_line, part)) + "\n]")
        else:
            rows = (f"{one_line(inner)}: {one_line(value)}" for inner, value in part.items())
            blocks.append(f"{one_line(key)}: {{\n" + ",\n".join(rows) + "\n}")
    return ("{\n" + ",\n".join(blocks) + "\n}\n").encode()


def main() -> None:
    """Write both tables."""
    parser = argparse.ArgumentParser(description="Writes countries.json and languages.json.")
    parser.add_argument("--out", type=Path, default=DATA, help="folder to write into")
    parser.add_argument("--offline", action="store_true", help="take CLDR from npm's cache, or fail")
    parser.add_argument("--keep-alphabets", action="store_true", help="copy the alphabets of the present table")
    options = parser.parse_args()

    babel, iso = f"Babel {version('babel')}", f"pycountry {version('pycountry')}"
    header = about(f"ISO 3166-1; names of CLDR {get_cldr_version()}; country_spellings.json", iso, babel)
    rows = countries()
    (options.out / "countries.json").write_bytes(table({"about": header, "countries": rows}))

    codes = sorted(row["alpha2"] for row in rows if row["alpha2"])
    territories = {code: languages for code in codes if (languages := official_languages(code))}
    tags = sorted({tag for languages in territories.values() for tag in languages})
    if options.keep_alphabets:
        kept = json.loads((DATA / "languages.json").read_bytes())["alphabets"]
        alphabets = {tag: kept.get(tag) for tag in tags}
    else:
        with tempfile.TemporaryDirectory() as folder:
            cldr = fetch_cldr(Path(folder), offline=options.offline)
            alphabets = {tag: exemplar_letters(cldr, tag) for tag in tags}
    source = f"official languages of CLDR {get_cldr_version()}; its exemplar characters, main sets"
    header = about(source, babel, CLDR_PACKAGE.replace("@", " "))
    parts = {"about": header, "territories": territories, "alphabets": alphabets}
    (options.out / "languages.json").write_bytes(table(parts))


if __name__ == "__main__":
    main()
