"""The body of a record: sections in the order of the page, and the facts that they come to together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from attrs import evolve
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy, composite

from ifes_records.model import Country, Result, ResultKind
from ifes_records.model.body import SectionKind
from ifes_records.model.facts import ReferendumFacts
from ifes_records.strategies.once import sampled_from
from ifes_records.strategies.sections.contenders import contenders
from ifes_records.strategies.sections.counts import population
from ifes_records.strategies.sections.deadlines import deadlines
from ifes_records.strategies.sections.draft import SectionDraft
from ifes_records.strategies.sections.electoral_system import electoral_system
from ifes_records.strategies.sections.gender import disability, gender
from ifes_records.strategies.sections.government import government
from ifes_records.strategies.sections.last_election import last_election
from ifes_records.strategies.sections.prose import other, prose
from ifes_records.strategies.sections.referendum import (
    about_referendum,
    provisions,
    referendum_results,
    requirements,
)
from ifes_records.strategies.sections.resources import ifes
from ifes_records.strategies.sections.seats import seats
from ifes_records.strategies.sections.stakes import stakes

# Every kind of section, by a name of its own, in the order of the page: made for a country and an election's date.
KINDS: dict[str, Callable[[Country, str | None], SearchStrategy[SectionDraft]]] = {
    "stakes": lambda country, date: stakes(country),
    "referendum stakes": lambda country, date: stakes(country, referendum=True),
    "notes": lambda country, date: prose(SectionKind.NOTES),
    "government": lambda country, date: government(country, date),
    "electoral system": lambda country, date: electoral_system(country),
    "requirements": lambda country, date: requirements(),
    "about the referendum": lambda country, date: about_referendum(),
    "provisions": lambda country, date: provisions(),
    "referendum results": lambda country, date: referendum_results(),
    "last election": lambda country, date: last_election(date),
    "new": lambda country, date: prose(SectionKind.NEW),
    "deadlines": lambda country, date: deadlines(date, plain=False),
    "voters' information": lambda country, date: prose(SectionKind.VOTERS_INFORMATION),
    "contenders": lambda country, date: contenders(country),
    "seats": lambda country, date: seats(),
    "other": lambda country, date: other(),
    "population": lambda country, date: population(),
    "gender": lambda country, date: gender(country, date),
    "disability": lambda country, date: disability(country, date),
    "ifes": lambda country, date: ifes(country),
}


@composite
def sections(
    draw: DrawFn,
    country: Country | None = None,
    results: Sequence[Result] = (),
    date: str | None = None,
    *,
    plain: bool = True,
    cast_votes: int | None = None,
    max_sections: int | None = None,
) -> list[SectionDraft]:
    """The sections of a body in the order of the page, each known one at most once; there may be none.

    They fit the results (``results``, ``cast_votes``) and the election's ``date`` (ISO): as many seats are at stake
    as were won, nobody came into office later, no fewer voters are registered than voted. A referendum's sections
    come only with a referendum's results. If ``plain``, reading them gives no diagnostic at all; otherwise there are
    unknown headings, deadlines without a year, figures that no field holds, and results in the body, which give
    those in ``codes``. There are at most ``max_sections``; ``None`` means no limit.
    """
    country = country or Country()
    is_referendum = any(result.kind is ResultKind.REFERENDUM for result in results)
    has_rows = any(result.kind is ResultKind.REFERENDUM and result.rows for result in results)
    has_seats = any(row.seats_won is not None for result in results for row in result.rows)
    people = draw(st.integers(max(9_000, 3 * (cast_votes or 0)), 900_000_000))
    made: dict[str, SearchStrategy[SectionDraft]] = {
        **{name: make(country, date) for name, make in KINDS.items()},
        "stakes": stakes(country, seats=_seats_won(results)),
        "deadlines": deadlines(date, plain=plain),
        "contenders": contenders(country, results),
        "seats": seats(in_block=has_seats),
        "population": population(people, voters=cast_votes or 0),
        "gender": gender(country, date, people=people),
    }
    del made["stakes" if is_referendum else "referendum stakes"]
    if not is_referendum:
        for name in ("requirements", "about the referendum", "provisions", "referendum results"):
            del made[name]
    elif plain or has_rows:
        del made["referendum results"]
    if plain:
        del made["other"]
    if not results:
        del made["seats"]  # whether there are results decides what the head says
    chosen = draw(
        st.lists(
            sampled_from(sorted(made)), unique=True, max_size=len(made) if max_sections is None else max_sections
        )
    )
    if "seats" in chosen and not has_seats:
        chosen = [name for name in chosen if name != "stakes"]  # whose seats would have to fit
    drawn = [strategy for name, strategy in made.items() if name in chosen]
    return [draw(strategy.filter(lambda draft: not draft.codes) if plain else strategy) for strategy in drawn]


def _seats_won(results: Iterable[Result]) -> int | None:
    """How many seats the section on what is at stake may give: all that were won; 0 for none, ``None`` for any."""
    tables = [result for result in results if result.kind is ResultKind.PARTY]
    if not tables:
        return None
    won = {sum(row.seats_won or 0 for row in table.rows) for table in tables}
    return won.pop() if len(won) == 1 else 0


def facts_of(drafts: Iterable[SectionDraft]) -> dict[str, Any]:
    """The facts of all sections, by the names of the record's fields; each kind of section is there at most once."""
    found: dict[str, Any] = {}
    for draft in drafts:
        for name, facts in draft.facts.items():
            before = found.get(name)
            if isinstance(before, ReferendumFacts):
                facts = evolve(
                    before,
                    provisions=before.provisions + facts.provisions,
                    requirements=before.requirements + facts.requirements,
                )
            found[name] = facts
    return found
