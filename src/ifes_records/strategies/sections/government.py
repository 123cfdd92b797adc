"""Government structure: who holds the offices since when, and the chambers of the parliament."""

from __future__ import annotations

import datetime

from attrs import evolve, frozen
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, composite

from ifes_records.model import Country
from ifes_records.model.body import Block, SectionKind
from ifes_records.model.facts import Assembly, Cameral, Chamber, Government, OfficeHolder
from ifes_records.strategies.once import sampled_from
from ifes_records.strategies.sections.draft import SectionDraft, drafts, explained, gaps, keyed
from ifes_records.strategies.sections.institutions import Seated, chambers, own_names
from ifes_records.strategies.sections.named import Person, people
from ifes_records.strategies.sections.words import dated, locale_of

HEADINGS = ("Government Structure", "Description of government structure", "Description of Government Structure")
HEADS = (
    "President", "President", "Interim President", "Federal President", "President of the Republic", "Chancellor",
    "President-elect", "Supreme Leader", "Captain Regent", "President of the Swiss Confederation", "Acting President",
    "Chairman of the Presidency", "President and Prime Minister",
)  # fmt: skip
MONARCHS = ("King", "Queen", "Emperor", "Grand Duke", "Emir")
PREMIERS = (
    "Prime Minister", "Prime Minister", "Premier", "Acting Prime Minister", "Chancellor", "Chief Minister",
    "Caretaker Prime Minister", "First Minister", "President of the Council of Ministers", "State Counsellor",
    "Chairman of the Council of Ministers", "Minister-President", "Head of Government",
)  # fmt: skip
# Names of reigning people, who have no family name.
REIGNING = ("MAUD II", "OLAV IX", "ELISABETH III", "SVERRE IV")
# Names with a second family name in small letters, or without any capitals.
OTHER_NAMES = (
    Person("Alvaro OROZCO Vélez", "Alvaro", "Orozco"),
    Person("Ana Sofía LEÓN Solís", "Ana Sofía", "León"),
    Person("Luis Guillermo Solano Rivera"),
    Person("Aung Myo Thein"),
)


@frozen
class _Tenure:
    """The text after a holder's name, and its facts."""

    text: str = ""
    since: str | None = None
    until: str | None = None
    note: str | None = None


@composite
def _tenures(draw: DrawFn, before: datetime.date) -> _Tenure:
    """Since when a person holds the office, which is before ``before``, and until when, which is after it."""
    first = draw(st.dates(datetime.date(1955, 1, 1), before))
    last = draw(st.dates(before + datetime.timedelta(days=1), before + datetime.timedelta(days=3000)))
    (since_text, since), (until_text, until) = draw(dated(first)), draw(dated(last))
    forms = [
        _Tenure(),
        _Tenure(f" (since {since_text})", since),
        _Tenure(f" (since {since_text})", since),
        _Tenure(f" (since {since_text})", since),
        _Tenure(f" ({since_text})", since),
        _Tenure(f", since {since_text}", since),
        _Tenure(f" (acting since {since_text})", since, note="acting"),
        _Tenure(f" (in office since {since_text})", since),
        _Tenure(f" (sworn in on {since_text})", since),
        _Tenure(f" (since {since_text}; re-elected twice)", since, note="re-elected twice"),
        _Tenure(f", in office since {since_text}", since),
        _Tenure(" (caretaker)", note="caretaker"),
    ]
    forms += [
        _Tenure(f" (since {since_text}, until {until_text})", since, until),
        _Tenure(f" (from {since_text} to {until_text})", since, until),
        _Tenure(f" ({since_text} - {until_text})", since, until),
    ]
    return draw(sampled_from(forms))


@composite
def holders(
    draw: DrawFn, country: Country, date: str | None, *, chief: bool
) -> tuple[str, OfficeHolder | None, OfficeHolder | None, tuple[OfficeHolder, ...]]:
    """The value of an office's key, its holder (the bullet sets ``text``), who acts for them, and the deputies."""
    before = datetime.date(int((date or "2016")[:4]) - 1, 12, 31)
    tenure = draw(_tenures(before))
    acting: OfficeHolder | None = None
    deputies: tuple[OfficeHolder, ...] = ()
    shape = draw(sampled_from(["person", "person", "person", "other name", "monarch", "reversed", "none"]))
    title = draw(sampled_from(HEADS if chief else PREMIERS))
    person = draw(people(country.alpha2))
    if shape == "none":
        return draw(sampled_from(["N/A", "None", "Not available"])), None, None, ()
    if shape == "monarch" and chief:
        title, person = draw(sampled_from(MONARCHS)), Person(draw(sampled_from(REIGNING)))
        deputy = draw(people().filter(lambda person: person.name[-1].isalpha()))
        if not tenure.note and draw(st.booleans()):
            acting = _beside(f"Governor General {deputy.name}", "Governor General", deputy)
            behind = draw(sampled_from(["; represented by", ", represented by"]))
            tenure = evolve(tenure, text=f"{tenure.text}{behind} {acting.text}")
    elif shape == "other name":
        person = draw(sampled_from(OTHER_NAMES))
    local = draw(sampled_from(["", "", "", "Taoiseach", "Ministerpräsident"])) if not chief else ""
    title = f"{title} ({local})" if local and title == "Prime Minister" else title
    text = f"{title} {person.name}{tenure.text}"
    if shape == "reversed" and "(" not in title and tenure.text.startswith((" (since", " (in office")):
        text = f"{person.name}, {title}{tenure.text}"
    holder = OfficeHolder(
        "", title, person.name, person.given, person.family, tenure.since, tenure.until, tenure.note
    )
    if shape == "person" and not tenure.note and draw(st.integers(0, 3)) == 0:
        other = draw(people().filter(lambda person: person.name[-1].isalpha()))
        title = draw(sampled_from(["Vice President", "First Deputy Prime Minister"]))
        deputies = (_beside(f"{title} {other.name}", title, other),)
        text += draw(sampled_from([", along with ", ", ", " and "])) + deputies[0].text
    return text, holder, acting, deputies


def _beside(text: str, title: str, person: Person) -> OfficeHolder:
    return OfficeHolder(text, title, person.name, person.given, person.family)


# ---- the assembly


def _one_chamber(
    country: Country, chamber: Seated, own: str, local: str
) -> list[tuple[str, Cameral | None, Chamber]]:
    """The wordings for a parliament of one chamber: the line, whether it says `unicameral`, the chamber."""
    name, seats, place = chamber.written, chamber.seats, country.name
    unicameral, plain = Cameral.UNICAMERAL, chamber.chamber
    return [
        (f"unicameral {name} with {seats} seats", unicameral, plain),
        (f"Unicameral {name} ({seats} seats)", unicameral, plain),
        (f"a unicameral {name} consisting of {seats} members", unicameral, plain),
        (f"{place} has a unicameral {name} with {seats} seats.", unicameral, plain),
        (f"The {seats}-seat {name} is unicameral.", unicameral, plain),
        (f"A {seats}-member unicameral {name}", unicameral, plain),
        (f"The {name} is unicameral and has {seats} seats.", unicameral, plain),
        (f"{place} has one chamber, the {name}, with {seats} seats.", unicameral, plain),
        (f"an elected {name} of {seats} members", None, plain),
        (f"The {name} has {seats} members and is unicameral.", unicameral, plain),
        (f"The legislature is unicameral: the {name} has {seats} seats.", unicameral, plain),
        (f"one chamber, the {name}, which has {seats} members", unicameral, plain),
        (f"The {name} has {seats} seats.", None, plain),
        (f"The {name} is {place}'s only chamber, and it has {seats} members.", unicameral, plain),
        (f"unicameral {own} ({local}) with {seats} seats", unicameral, Chamber(own, (local,), seats)),
        (
            f"{place} has a unicameral {name} composed of {seats} seats, with members serving 5-year terms.",
            unicameral,
            evolve(plain, term_years=5),
        ),
        (f"The {own} ({local}) has {seats} members.", None, Chamber(own, (local,), seats)),
    ]


def _two_chambers(country: Country, upper: Seated, lower: Seated) -> list[tuple[str, Cameral | None]]:
    """The wordings for a parliament of two chambers: the line, and whether it says `bicameral`."""
    place, bicameral = country.name, Cameral.BICAMERAL
    one, two = f"{upper.written} with {upper.seats} seats", f"{lower.written} with {lower.seats} seats"
    sized = f"{upper.seats}-seat {upper.written} and a {lower.seats}-seat {lower.written}"
    return [
        (f"a bicameral parliament consisting of a {sized}", bicameral),
        (f"bicameral Congress consisting of a {sized}", bicameral),
        (f"a bicameral parliament consisting of the {one} and the {two}", bicameral),
        (f"{place} has a bicameral Parliament consisting of the {one} and the {two}.", bicameral),
        (f"The bicameral Parliament is made up of the {one} and the {two}", bicameral),
        (f"The Parliament is bicameral and consists of the {one} and the {two}.", bicameral),
        (f"a bicameral parliament made up of the {one} and the {two}", bicameral),
        (f"a bicameral parliament comprising a {sized}", bicameral),
        (f"a parliament of two chambers, the {one} and the {two}", bicameral),
        (f"bicameral: a {sized}", bicameral),
        (f"a bicameral National Congress composed of the {one}, and the {two}", bicameral),
        (f"{place}'s Parliament has two chambers: the {one} and the {two}.", bicameral),
        (f"A {upper.seats}-seat {upper.written} and a {lower.seats}-seat {lower.written}", None),
        (f"The {upper.written} has {upper.seats} seats and the {lower.written} has {lower.seats} seats.", None),
        (f"Parliament: {upper.name} ({upper.seats} seats), {lower.name} ({lower.seats} seats)", None),
        (f"The {upper.name}, with {upper.seats} seats, and the {lower.name}, with {lower.seats} seats", None),
        (
            f"a bicameral parliament consisting of a {upper.seats}-seat upper chamber known as the {upper.written} "
            f"and a {lower.seats}-seat lower chamber known as the {lower.written}",
            bicameral,
        ),
    ]


@composite
def assemblies(draw: DrawFn, country: Country) -> tuple[str, Assembly]:
    """The value of the key ``Assembly``, and its facts (the bullet sets ``text``)."""
    lower = draw(chambers(country.alpha2))
    place = country if country.name and country.name.isalpha() else evolve(country, name="Norrland")
    if draw(st.booleans()):
        own, local = draw(own_names()), locale_of(country.alpha2).chambers[1]
        text, cameral, chamber = draw(sampled_from(_one_chamber(place, lower, own, local)))
        return text, Assembly("", cameral, (chamber,))
    upper = draw(chambers(country.alpha2, upper=True))
    text, cameral = draw(sampled_from(_two_chambers(place, upper, lower)))
    first, second = upper.chamber, lower.chamber
    if f"({upper.seats} seats)" in text or ", with" in text:
        first, second = evolve(first, local=()), evolve(second, local=())
    return text, Assembly("", cameral, (first, second))


@composite
def government(draw: DrawFn, country: Country | None = None, date: str | None = None) -> SectionDraft:
    """The section on government structure: one office or two, and the assembly; any of them may be missing."""
    country = country or Country()
    blocks: list[Block] = []
    facts = Government()

    def add(key: str, value: str) -> str:
        blocks.append(keyed(key, value, gap=gap))
        return blocks[-1].text

    gap = draw(gaps())
    form = draw(sampled_from(["two offices", "two offices", "two offices", "both in one", "assembly alone"]))
    if form == "both in one":
        key = draw(sampled_from(["Chief of State and Head of Government", "Head of State and Head of Government"]))
        value, holder, acting, deputies = draw(holders(country, date, chief=True))
        text = add(key, value)
        holder = holder and evolve(holder, text=text)
        facts = Government(holder, holder, acting, deputies)
    elif form == "two offices":
        value, chief, acting, deputies = draw(holders(country, date, chief=True))
        key = draw(sampled_from(["Chief of State", "Head of State"]))
        chief = chief and evolve(chief, text=add(key, value))
        value, head, _, more = draw(holders(country, date, chief=False))
        head = head and evolve(head, text=add("Head of Government", value))
        facts = Government(chief, head, acting, (*deputies, *more))
    if form == "assembly alone" or draw(st.integers(0, 4)):
        value, assembly = draw(assemblies(country))
        mark = draw(sampled_from(["", "", "", "*", "[2]"]))
        facts = evolve(facts, assembly=evolve(assembly, text=add("Assembly", value + mark)))
    else:
        mark = ""
    draft = draw(drafts(SectionKind.GOVERNMENT, HEADINGS, blocks, {"government": facts}))
    return draw(explained(draft, mark, (len(blocks) - 1,))) if mark else draft
