"""What the sections' lines are made of: sentences, numbers, dates, and words of each country's language."""

from __future__ import annotations

import datetime

from attrs import frozen
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy, composite

from ifes_records.strategies.once import once, sampled_from

# ---- countries and their languages


@frozen
class Locale:
    """A language that names of a country's parties and chambers are written in.

    Any one of the words is enough to recognise the language: no other official language has all its letters.
    """

    script: str
    language: str | None
    words: tuple[str, ...]
    chambers: tuple[str, str]
    person: str | None = None


def _locale(script: str, language: str | None, words: str, chambers: str, person: str | None = None) -> Locale:
    first, second = chambers.split(", ")
    return Locale(script, language, tuple(words.split()), (first, second), person)


LOCALES: dict[str, Locale] = {
    "KZ": _locale(
        "Cyrl", "kk", "Халық Бірлік Жаңа Азаттық Әділет Ұлттық Күш", "Сенатының, Мәжіліс", "Әлия Қанатқызы"
    ),
    "GE": _locale("Geor", "ka", "ქართული ერთობა ახალი ჰორიზონტი ძალა", "სენატი, პარლამენტი", "დალი მაჭარაძე"),
    "AM": _locale("Armn", "hy", "Նոր Ուժ Ժողովրդական Միություն Հայրենիք", "Սենատ, Ժողով", "Անի Սարյան"),
    "GR": _locale("Grek", "el", "Νέα Λαϊκή Ένωση Ελευθερία Πολιτών", "Γερουσία, Βουλή", "Ελένη Ζωγράφου"),
    "TH": _locale("Thai", "th", "พรรค ประชา ใหม่ พลัง", "วุฒิสภา, สภาผู้แทนราษฎร", "สมชาย ดีงาม"),
    "BG": _locale("Cyrl", "bg", "Нова Народен Съюз Движение Сила", "Сенат, Събрание", "Ивета Донева"),
    "MN": _locale("Cyrl", "mn", "Шинэ Ардын Хүч Эвсэл Нам", "Сенат, Хурал", "Болд Цэцэг"),
    "EG": _locale("Arab", "ar", "حزب النور الشعب الوفاق", "مجلس الشيوخ, مجلس النواب", "سامي بدر"),
    "IL": _locale("Hebr", "he", "כחול אחדות העם דרך", "הסנאט, הכנסת", "נעה פלד"),
    "KR": _locale("Hang", "ko", "자유 국민 새벽 민주당", "상원, 국회", "한서윤"),
    "NP": _locale("Deva", "ne", "नयाँ जनता दल एकता", "राष्ट्रिय सभा, प्रतिनिधि सभा", "माया राई"),
    "EE": _locale("Latn", "et", "Vaba Rahva Liit Uus Ühendus Jõud", "Senat, Riigikogu"),
    "PL": _locale("Latn", "pl", "Nowa Siła Związek Ludowy Jedność", "Senat, Sejm"),
    "HU": _locale("Latn", "hu", "Új Összefogás Nemzeti Erő", "Szenátus, Országgyűlés"),
    "TR": _locale("Latn", "tr", "Yeni Güç Birlik Halkın Yol", "Senato, Büyük Millet Meclisi"),
    "PT": _locale("Latn", "pt", "Nova União Movimento Popular Força", "Senado, Assembleia da República"),
    "MX": _locale("Latn", "es", "Nueva Unión Fuerza Ciudadana", "Senado, Cámara de Diputados"),
    "FR": _locale("Latn", "fr", "Nouvelle Force Rassemblement Citoyen", "Sénat, Assemblée Nationale"),
}
# Where a country has no entry: a name in a script that is official nowhere but in its own country.
ABROAD = _locale("Thai", None, "พรรค ประชา ใหม่ พลัง", "วุฒิสภา, สภาผู้แทนราษฎร", "สมชาย ดีงาม")


def locale_of(alpha2: str | None) -> Locale:
    """The language for local names of a country."""
    return LOCALES.get(alpha2 or "", ABROAD)


@once
def local_party_names(alpha2: str | None) -> SearchStrategy[str]:
    """The name of a party in a language of the country."""
    words = st.lists(sampled_from(locale_of(alpha2).words), min_size=2, max_size=3, unique=True)
    return words.map(" ".join)


# ---- prose

_SUBJECTS = (
    "The election commission", "A panel of three judges", "The ministry", "Every polling station", "The new register",
    "The court", "A team of observers", "The broadcaster", "An appeals body", "The diaspora", "The outgoing cabinet",
)  # fmt: skip
_DOINGS = (
    "publishes the lists in all districts", "checks the signatures by hand", "opens its doors at dawn",
    "keeps the ballots under seal", "hears complaints without delay", "sends the papers to the islands by boat",
    "trains the staff of the polling places", "may ask for a recount", "answers for the ink and the boxes",
)  # fmt: skip
_ADDITIONS = (
    "", "", " (by law)", ", as before", " – with few exceptions", " and reports to the assembly",
    "; the press attends",
)  # fmt: skip


@once
@composite
def sentences(draw: DrawFn) -> str:
    """A sentence or two of plain prose, without a figure, a date, a colon or a mark."""
    count = draw(st.integers(1, 2))
    parts = [
        draw(sampled_from(_SUBJECTS)) + " " + draw(sampled_from(_DOINGS)) + draw(sampled_from(_ADDITIONS))
        for _ in range(count)
    ]
    return " ".join(f"{part}." for part in parts)


# ---- numbers

_ONES = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen".split()
_ONES += "seventeen eighteen nineteen".split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()


def number_in_words(number: int) -> str:
    """A number below a thousand as a word: ``twelve``, ``thirty-three``, ``one hundred and twenty``."""
    if number < 20:
        return _ONES[number - 1]
    if number < 100:
        tens, ones = divmod(number, 10)
        return _TENS[tens - 2] + (f"-{_ONES[ones - 1]}" if ones else "")
    hundreds, rest = divmod(number, 100)
    return f"{_ONES[hundreds - 1]} hundred" + (f" and {number_in_words(rest)}" if rest else "")


@once
def number_as_written(number: int) -> SearchStrategy[str]:
    """A number as prose writes it: in figures, or now and then in words."""
    figures = f"{number:,}"
    return sampled_from([figures, figures, figures, number_in_words(number) if 1 < number < 400 else figures])


@once
def seat_counts(least: int = 2, most: int = 700) -> SearchStrategy[int]:
    """How many seats a chamber has."""
    return st.integers(least, most)


# ---- dates

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def day_texts(day: datetime.date) -> tuple[str, ...]:
    """The ways in which prose writes a day."""
    month = MONTHS[day.month - 1]
    return (
        f"{day.day} {month} {day.year}",
        f"{day.day} {month} {day.year}",
        f"{month} {day.day}, {day.year}",
        f"{day.day} {month[:3]} {day.year}",
    )


def weekday_text(day: datetime.date) -> str:
    """A day with its day of the week: ``Sunday 30 November 2014``."""
    return f"{_WEEKDAYS[day.weekday()]} {day_texts(day)[0]}"


def figure_texts(day: datetime.date) -> tuple[str, ...]:
    """A day in figures that can't be taken for another one: ``25.06.2016``, ``2016-06-05``."""
    plain = (f"{day:%Y-%m-%d}",)
    return (*plain, f"{day:%d.%m.%Y}", f"{day:%d/%m/%Y}") if day.day > 12 or day.day == day.month else plain


@composite
def dated(draw: DrawFn, day: datetime.date) -> tuple[str, str]:
    """A day, or its month or year alone, and how that is written in ISO 8601."""
    whole = [(text, day.isoformat()) for text in (*day_texts(day), *day_texts(day), *figure_texts(day))]
    month = (f"{MONTHS[day.month - 1]} {day.year}", f"{day:%Y-%m}")
    return draw(sampled_from([*whole, month, (str(day.year), str(day.year))]))
