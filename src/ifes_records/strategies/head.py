"""The head of a record: country, date, status, contest, and the counts of votes and voters."""

from __future__ import annotations

import json
import re
from datetime import date as day
from functools import cache
from importlib.resources import files
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy, composite

from ifes_records.model.head import Contest, Country, ElectionKind, ElectionStatus, Participation
from ifes_records.model.names import Name
from ifes_records.model.results import Result
from ifes_records.strategies.names import names
from ifes_records.strategies.once import once, sampled_from
from ifes_records.strategies.words import CONTESTS
from ifes_records.values import person

MONTHS = "January February March April May June July August September October November December".split()
AP_MONTHS = "Jan. Feb. March April May June July Aug. Sept. Oct. Nov. Dec.".split()

# Words that only a country's formal name has.
FORMAL = (
    "Republic", "Kingdom", "State", "Union", "Federation", "Commonwealth", "Principality", "Sultanate", "Emirate",
    "Confederation", "Realm", "Duchy",
)  # fmt: skip

KINDS = {
    "President": ElectionKind.PRESIDENTIAL, "Presidency": ElectionKind.PRESIDENTIAL, "Governors": ElectionKind.LOCAL,
    "Vice President": ElectionKind.PRESIDENTIAL, "Municipal Councils": ElectionKind.LOCAL,
    "President and Parliament": ElectionKind.PRESIDENTIAL, "District Councils": ElectionKind.LOCAL,
    "Supreme Tribunal": ElectionKind.OTHER,
}  # fmt: skip
REFERENDUMS = ("Referendum", "Referendum", "Constitutional Referendum", "Referendum on the Constitution")
ROUNDS = {"first round": 1, "second round": 2, "third round": 3}

# With results, an election is past; one that is called off has none.
HELD = ("Held", "Held", "Held", "Held", "Snap", "Annulled", "Suspended", "Moved")
NOT_HELD = ("Confirmed", "Postponed", "Cancelled", "Upcoming", "Tentative", "Date not confirmed", "Held", "Snap")

COUNTS = ("registered_voters", "cast_votes", "valid_votes", "invalid_votes")


@cache
def _spellings() -> tuple[tuple[Country, tuple[str, ...], tuple[str, ...]], ...]:
    """Each country with its short and its formal names, where capitals mark a family name."""
    found = []
    for row in json.loads(files("ifes_records.data").joinpath("countries.json").read_bytes())["countries"]:
        alpha2 = row["alpha2"]
        if alpha2 in person.CUSTOMS:
            continue
        ocd_id = f"ocd-division/country:{alpha2.lower()}" if alpha2 else None
        country = Country(name=row["name"], alpha2=alpha2, alpha3=row["alpha3"], ocd_id=ocd_id)
        spellings = tuple(row["spellings"])
        formal = tuple(name for name in spellings if any(word in name for word in FORMAL) and ", " not in name)
        short = tuple(name for name in spellings if not re.search("|".join(FORMAL), name, re.IGNORECASE))
        found.append((country, short, formal or spellings))
    return tuple(found)


@once
@composite
def countries(draw: DrawFn) -> Country:
    """A country as the head names it: by its formal name, its short one, both, twice the same, or not at all."""
    country, short, formal = draw(sampled_from(_spellings()))
    lines = draw(sampled_from(["formal", "formal", "short", "both", "both", "twice", "none"]))
    if lines == "none":
        return Country()
    written = draw(sampled_from(short if short and lines == "short" else formal))
    above = None
    if lines == "twice":
        above = written
    elif lines == "both" and short:
        above = draw(sampled_from(short))
    return Country(country.name, above, written, country.alpha2, country.alpha3, country.ocd_id)


@once
@composite
def dates(draw: DrawFn) -> tuple[str | None, str | None]:
    """A day as an ISO date and as the head has it; seldom one as prose has it, or none."""
    when = draw(st.dates(day(1998, 1, 1), day(2030, 12, 31)))
    form = draw(sampled_from(["page", "page", "page", "page", "page", "prose", "iso", "none"]))
    if form == "none":
        return None, None
    if form == "prose":
        return when.isoformat(), f"{when.day} {MONTHS[when.month - 1]} {when.year}"
    if form == "iso":
        return when.isoformat(), when.isoformat()
    return when.isoformat(), f"{AP_MONTHS[when.month - 1]} {when.day}, {when.year}"


def days_after(iso: str | None) -> SearchStrategy[str]:
    """A day on which a page can have been changed: not before the election, and at most nine years after it."""
    first = day.fromisoformat(iso) if iso else day(2005, 1, 1)
    return st.dates(first, min(day(first.year + 9, 12, 31), day(2039, 12, 31))).map(day.isoformat)


def days_before(iso: str | None) -> SearchStrategy[str]:
    """A day before an election that is still to come, when its page can have been made."""
    last = day.fromisoformat(iso) if iso else day(2020, 1, 1)
    return st.dates(day(last.year - 5, 1, 1), last).map(day.isoformat)


def statuses(*, held: bool) -> SearchStrategy[tuple[ElectionStatus, str | None]]:
    """The status and its word, of an election that has results or of one that may have none."""

    def of(word: str) -> tuple[ElectionStatus, str | None]:
        return ElectionStatus(word.casefold().replace(" ", "_")), word

    unknown: tuple[ElectionStatus, str | None] = (ElectionStatus.UNKNOWN, None)
    known = sampled_from(HELD if held else NOT_HELD).map(of)
    return st.one_of(known, known, known, known, st.just(unknown))


def _is_of_no_kind(name: Name) -> bool:
    return (name.english or "").startswith("Supreme Tribunal")


@once
@composite
def contests(draw: DrawFn, country: str | None, *, referendum: bool) -> tuple[Contest, ElectionKind, int | None]:
    """What the election is for, with its kind and its round; no line at all for most referendums."""
    if referendum:
        title = draw(sampled_from([None, None, *REFERENDUMS]))
        return Contest(title), ElectionKind.REFERENDUM, None
    # `Sénat de la République (Supreme Tribunal)` is of a kind by either name.
    name = draw(names("contest", country=country).filter(lambda name: not (_is_of_no_kind(name) and name.local)))
    opening = draw(sampled_from(["Election for", "Election for", "Elections for"]))
    english = name.english or ""
    base = next(base for base in sorted(CONTESTS, key=len, reverse=True) if english.startswith(base))
    rounds = [number for words, number in ROUNDS.items() if english.endswith(words)]
    kind = KINDS.get(base, ElectionKind.LEGISLATIVE)
    return Contest(f"{opening} {name.text}", name), kind, rounds[0] if rounds else None


def empty_participation() -> SearchStrategy[Participation]:
    """Counts of an election that has none: lines that say ``None``, or no lines."""
    shown = st.lists(sampled_from(COUNTS), unique=True)

    def of(names: list[str]) -> Participation:
        texts: dict[str, Any] = {f"{name}_text": "None" for name in names}
        return Participation(**texts)

    return shown.map(of)


@composite
def participation(draw: DrawFn, results: tuple[Result, ...]) -> Participation:
    """Counts that fit each other and the votes of the tables; a count may be ``None``, or have no line."""
    tables = [[row.votes for row in result.rows] for result in results]
    sums = [sum(votes or 0 for votes in table) for table in tables]
    most = max(sums, default=0)
    # Where all votes are given, they are the valid ones; of several tables, those that have the most votes.
    complete = all(None not in table and sum(map(bool, table)) for table in tables)
    equal = len(set(sums)) < 2
    valid = most if tables and complete else most + draw(st.integers(0, 200_000))
    invalid = draw(st.integers(0, 300_000))
    cast = valid + invalid
    registered = cast + draw(st.integers(0, 20_000_000))
    told: dict[str, Any] = {"registered_voters": registered, "cast_votes": cast, "valid_votes": valid}
    told["invalid_votes"] = invalid
    counts: dict[str, Any] = {}
    for name in COUNTS:
        shown = draw(sampled_from(["figure", "figure", "none", "nothing"]))
        if shown == "nothing" or (name == "valid_votes" and not (complete and equal)):
            continue
        value = told[name] if shown == "figure" else None
        counts |= {name: value, f"{name}_text": "None" if value is None else f"{value:,}"}
    if counts.get("registered_voters") and counts.get("cast_votes") and draw(st.booleans()):
        counts["turnout_percent"] = round(100 * cast / registered, 1)
    return Participation(**counts)
