"""Names of people and parties, and words that nothing is called by."""

from __future__ import annotations

from attrs import frozen
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, composite

from ifes_records.strategies.once import once, sampled_from

# ---- made-up words

_ONSETS = tuple("b br d dr f g gr k kl l m n p r s t tr v z š ç".split())
_VOWELS = ("a", "e", "o", "u", "ae", "ou")
_ACCENTED = ("á", "é", "ö", "å", "ū", "ê", "ó", "ø")


@once
@composite
def made_up(draw: DrawFn) -> str:
    """A capitalised word of Latin letters that is nobody's: it has an accent, and so is no English word."""
    first, last = draw(sampled_from(_ONSETS)), draw(sampled_from(_ONSETS))
    middle = draw(sampled_from(["", *_ONSETS])) + draw(sampled_from(_VOWELS))
    end = draw(sampled_from(["", "n", "r", "s", "l", "a", "no"]))
    return f"{first}{middle}{last}{draw(sampled_from(_ACCENTED))}{end}".capitalize()


# ---- people

GIVEN = (
    "Eitan", "Noa", "Dora", "Petros", "Ana Sofía", "Léa", "Jean-Luc", "Mwamba", "Tomás", "Åsa", "Ibrahim", "Yusuf",
    "Kasym-Zhomart", "Nguyen Thi", "Michael D.", "Zoë", "Ștefan", "Ingrid", "Fatoumata", "Rui Maria", "Łucja",
)  # fmt: skip
# A family name as written, and in ordinary letters.
FAMILIES = (
    ("DORON", "Doron"), ("PELED", "Peled"), ("ZOGRAFOU", "Zografou"), ("VAN DER BERG", "Van Der Berg"),
    ("KORKMAZ-ELM", "Korkmaz-Elm"), ("O'SHEA", "O'Shea"), ("LUSALE", "Lusale"), ("ÅKERHOLM", "Åkerholm"),
    ("ŠIMKUTĖ", "Šimkutė"), ("DI LUPO", "Di Lupo"), ("MWANAWATU", "Mwanawatu"), ("QOŞANOV", "Qoşanov"),
    ("DEMBAGA", "Dembaga"), ("ÑAUPARI", "Ñaupari"), ("BRÂNCUȚĂ", "Brâncuță"), ("HØGH", "Høgh"),
)  # fmt: skip


@frozen
class Person:
    """A person's name as written, and its parts where capitals show them."""

    name: str
    given: str | None = None
    family: str | None = None


# Names with a small word before the family name, with text after it, and with a second family name.
LONGER_NAMES = (
    Person("Duarte de ALMODÔVAR", "Duarte", "Almodôvar"),
    Person("Kelvin LUSALE IV", "Kelvin", "Lusale"),
    Person("Eduardo FRANCO, Jr.", "Eduardo", "Franco"),
    Person("Alvaro OROZCO Vélez", "Alvaro", "Orozco"),
    Person("Dr. Awa KONTE", "Awa", "Konte"),
    Person("Maria do Céu TAVARES", "Maria do Céu", "Tavares"),
)


@once
@composite
def people(draw: DrawFn, alpha2: str | None = None) -> Person:
    """A person, the family name in capitals, before or after the given one.

    In a country whose language has both ı and i, names with an I are left out.
    """
    if draw(st.integers(0, 5)) == 0:
        longer = draw(sampled_from(LONGER_NAMES))
        return Person("Åsa ÅKERHOLM", "Åsa", "Åkerholm") if alpha2 in ("TR", "AZ") else longer
    given = draw(sampled_from(GIVEN))
    plain = [names for names in FAMILIES if alpha2 not in ("TR", "AZ") or "I" not in names[0]]
    family, family_name = draw(sampled_from(plain))
    if draw(st.integers(0, 2)) == 0:
        given, family_name = draw(made_up()), draw(made_up())
        family = family_name.upper()
    is_first = given.isalpha() and family.isalpha() and draw(st.integers(0, 5)) == 0
    return Person(f"{family} {given}" if is_first else f"{given} {family}", given, family_name)


# ---- parties

_KINDS = ("Party", "Union", "Alliance", "Movement", "Front", "League", "Congress", "Platform", "Coalition", "Bloc")
_FIRST = (
    "Civic", "Green", "Aurora", "Harbour", "New Horizon", "People's", "Social Democratic", "Liberal", "Highland",
    "Workers’", "Golden Key", "Farmers and Fishers", "Lighthouse", "Republican", "Young", "Second Chance",
    "Tidewater",
)  # fmt: skip


@once
@composite
def parties(draw: DrawFn) -> str:
    """The English name of a party, with a word that only names of parties have."""
    first, kind = draw(sampled_from(_FIRST)), draw(sampled_from(_KINDS))
    if draw(st.integers(0, 3)) == 0:
        first = draw(made_up())
    forms = [f"{first} {kind}"] * 4
    if not first.endswith(("'s", "’")):
        forms += [f"{kind} of the {first}", f"{kind} for {first} Growth", f"{first} {kind} 2019"]
        forms += [f"“{first}” {kind}", f"{first} & Free {kind}", f"{first}-Blue {kind}", f"{kind} “{first}”"]
    return draw(sampled_from(forms))


@once
@composite
def party_acronyms(draw: DrawFn) -> str:
    """A party's acronym of two to five letters."""
    letters = draw(st.text(sampled_from("ABCDEFGHKLMNPRSTU"), min_size=2, max_size=5))
    return draw(sampled_from([letters, letters, f"{letters}!", f"{letters[0]}-{letters}"]))
