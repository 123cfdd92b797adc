"""Languages of local names: known where country, script and letters leave one, and not otherwise."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest

from ifes_records.values.language import language_of, words_in

ROOT = Path(__file__).parent.parent
TABLE = ROOT / "src" / "ifes_records" / "data" / "languages.json"
SCRIPT = ROOT / "scripts" / "make_tables.py"

# Name, script, country → language.
TOLD = [
    ("Ауыл Халықтық-демократиялық патриоттық партиясы", "Cyrl", "KZ", "kk"),
    ("Партія регіонів", "Cyrl", "UA", "uk"),
    ("Наша Ніва", "Cyrl", "BY", "be"),
    ("Партия коммунистов", "Cyrl", "BY", "ru"),  # Belarusian has no 'и'
    ("Белая Русь", "Cyrl", "RU", "ru"),
    ("Единая Россия (ЕР) Nur Otan 2011", "Cyrl", "RU", "ru"),  # Latin letters and digits do not count
    ("Па́ртия", "Cyrl", "RU", "ru"),  # nor does a stress mark
    ("Српска напредна странка", "Cyrl", "RS", "sr"),
    ("Srpska napredna stranka", "Latn", "RS", "sr"),
    ("Prawo i Sprawiedliwość", "Latn", "PL", "pl"),
    ("Prawo i Sprawiedliwos\u0301c\u0301", "Latn", "PL", "pl"),  # accents as marks of their own
    ("İyi Parti", "Latn", "TR", "tr"),
    ("Partidul Naţional Liberal", "Latn", "RO", "ro"),  # the old 'ţ' with a cedilla
    ("O‘zbekiston Milliy tiklanish", "Latn", "UZ", "uz"),
    ("O'zbekiston Milliy tiklanish", "Latn", "UZ", "uz"),
    ("Миллий тикланиш", "Cyrl", "UZ", "uz"),
    ("Vetëvendosje", "Latn", "XK", "sq"),
    ("Bashkimi Demokratik për Integrim", "Latn", "MK", "sq"),
    ("Bloc Québécois", "Latn", "CA", "fr"),  # 'é' is no English letter
    ("Front de libération nationale", "Latn", "DZ", "fr"),  # nor one of romanised Arabic
    ("Partido Colorado", "Latn", "PY", "es"),  # Guarani has 'c' in 'ch' only
    ("Movimiento al Socialismo", "Latn", "BO", "es"),  # neither Quechua nor Aymara has 'o'
    ("Convergència i Unió", "Latn", "ES", "ca"),
    ("הליכוד", "Hebr", "IL", "he"),
    ("הַלִּיכּוּד", "Hebr", "IL", "he"),  # with points
    ("حزب الدعوة", "Arab", "IQ", "ar"),
    ("پارتی دیموکراتی کوردستان", "Arab", "IQ", "ckb"),
    ("جماعت اسلامی آ", "Arab", "PK", "ur"),
    ("자유선진당", "Hang", "KR", "ko"),
    ("自由民主党", "Hani", "JP", "ja"),
    ("れいわ新選組", "Hira", "JP", "ja"),
    ("れいわ新選組", "Jpan", "JP", "ja"),
    ("中國國民黨", "Hani", "TW", "zh"),
    ("Քաղաքացիական պայմանագիր և", "Armn", "AM", "hy"),
    ("ქართული ოცნება", "Geor", "GE", "ka"),
    ("พรรคเพื่อไทย", "Thai", "TH", "th"),
    ("འབྲུག་ཕུན་སུམ་ཚོགས་པ", "Tibt", "BT", "dz"),
]

# Name, script and country that leave the language open.
UNTOLD = [
    ("Партия", "Cyrl", "KZ"),  # Kazakh or Russian
    ("Партия регионов", "Cyrl", "UA"),  # Ukrainian has these letters too
    ("Кыргызстан социал-демократиялык партиясы", "Cyrl", "KG"),  # 'ц' is Kyrgyz in loanwords
    ("Демократска странка", "Cyrl", "BA"),  # Bosnian or Serbian
    ("Stranka demokratske akcije", "Latn", "BA"),
    ("Srpska lista", "Latn", "XK"),
    ("Партия", "Cyrl", "AZ"),  # Russian is not official there
    ("Центр согласия", "Cyrl", "EE"),
    ("Likud", "Latn", "IL"),  # no official language in Latin letters
    ("Auyl", "Latn", "KZ"),
    ("Dimokratikos Synagermos", "Latn", "CY"),  # romanised Greek, in letters that Turkish has
    ("Jabhat al-Tahrir", "Latn", "DZ"),  # romanised Arabic, in letters that French has
    ("Bharatiya Janata Party", "Latn", "IN"),
    ("VMRO", "Latn", "MK"),
    ("Bloc populaire", "Latn", "CA"),  # could be English
    ("Patriotic Front", "Latn", "ZM"),  # English is not a local name's language
    ("Parti Socialiste", "Latn", "BE"),
    ("Partido Socialista Obrero Español", "Latn", "ES"),  # Galician and Basque have 'ñ' too
    ("Vajdasági Magyarok Szövetsége", "Latn", "RS"),  # Hungarian: outside the Serbian alphabet
    ("भारतीय जनता पार्टी", "Deva", "IN"),  # Hindi or Marathi
    ("Ауыл", "Cyrl", None),
    ("Ауыл", "Cyrl", "ZZ"),
    ("Ауыл", "Zyyy", "KZ"),
    ("Ауыл", "nonsense", "KZ"),
    ("Auyl 2023", "Cyrl", "KZ"),  # no Cyrillic letter in it
    ("'’ʻ", "Latn", "UZ"),
    ("", "Latn", "PL"),
]


@pytest.mark.parametrize(("text", "script", "alpha2", "language"), TOLD)
def test_told(text: str, script: str, alpha2: str, language: str) -> None:
    assert language_of(text, script, alpha2) == language


@pytest.mark.parametrize(("text", "script", "alpha2"), UNTOLD)
def test_untold(text: str, script: str, alpha2: str | None) -> None:
    assert language_of(text, script, alpha2) is None


def test_words_in() -> None:
    assert words_in("Oʻzbekiston (Ў) G'oya-2", "Latn") == ["o", "zbekiston", "g", "oya"]
    assert words_in("İYİ Parti", "Latn") == ["iyi", "parti"]
    assert words_in("れいわ新選組 X", "Jpan") == ["れいわ新選組"]


def test_every_language_has_an_entry() -> None:
    table = json.loads(TABLE.read_bytes())
    tags = {tag for languages in table["territories"].values() for tag in languages}
    assert set(table["alphabets"]) == tags


def test_territories_are_what_the_generator_writes(tmp_path: Path) -> None:
    made_from = json.loads(TABLE.read_bytes())["about"]["versions"]
    if f"Babel {version('babel')}" not in made_from:
        pytest.skip(f"the table was made from {sorted(made_from)}, installed is Babel {version('babel')}")
    subprocess.run([sys.executable, SCRIPT, "--keep-alphabets", "--out", tmp_path], check=True)
    assert (tmp_path / "languages.json").read_bytes() == TABLE.read_bytes()


@pytest.mark.skipif(shutil.which("npm") is None, reason="CLDR's alphabets come as an npm package; npm is absent")
def test_alphabets_are_what_the_generator_writes(tmp_path: Path) -> None:
    made_from = json.loads(TABLE.read_bytes())["about"]["versions"]
    if f"Babel {version('babel')}" not in made_from:
        pytest.skip(f"the table was made from {sorted(made_from)}, installed is Babel {version('babel')}")
    command: list[str | Path] = [sys.executable, SCRIPT, "--offline", "--out", tmp_path]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    if "CLDR is not in npm's cache" in done.stderr:
        pytest.skip("CLDR is not in npm's cache: run scripts/make_tables.py once")
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "languages.json").read_bytes() == TABLE.read_bytes()
