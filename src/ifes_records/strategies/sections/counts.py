"""Counts with their dates: how many people live in a country, may vote, or have a disability."""

from __future__ import annotations

from attrs import evolve
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, composite

from ifes_records.model.body import Block, SectionKind
from ifes_records.model.facts import DatedCount, Population
from ifes_records.strategies.once import sampled_from
from ifes_records.strategies.sections.draft import SectionDraft, drafts, explained, gaps, keyed
from ifes_records.strategies.sections.words import MONTHS

HEADINGS = (
    "Population and Registered Voters", "Population and number of registered voters",
    "Population and Voter Registration", "Population and Number of Registered Voters",
)  # fmt: skip
NOT_TOLD = ("N/A", "NA", "None", "Not available")


@composite
def dated_counts(draw: DrawFn, key: str, count: int) -> tuple[Block, DatedCount]:
    """A line such as ``Female Population: 10,209,648 (2022 est.)``, and its facts."""
    year, month, day = draw(st.integers(1998, 2022)), draw(st.integers(1, 12)), draw(st.integers(1, 28))
    name = MONTHS[month - 1]
    of_month, of_day = f"{year}-{month:02}", f"{year}-{month:02}-{day:02}"
    figure = f"{count:,}"
    told = DatedCount("", count)
    forms = [
        (figure, told),
        (f"{figure} ({year} est.)", evolve(told, as_of=f"{year}", estimate=True)),
        (f"{figure} ({year} est.)", evolve(told, as_of=f"{year}", estimate=True)),
        (f"{figure} ({year} estimate)", evolve(told, as_of=f"{year}", estimate=True)),
        (f"{figure} ({year})", evolve(told, as_of=f"{year}")),
        (f"{figure} ({year} census)", evolve(told, as_of=f"{year}")),
        (f"{figure} ({name} {year} est.)", evolve(told, as_of=of_month, estimate=True)),
        (f"{figure} ({name} {year})", evolve(told, as_of=of_month)),
        (f"{figure} (as of {day} {name} {year})", evolve(told, as_of=of_day)),
        (f"{figure}, as of {name} {year}", evolve(told, as_of=of_month)),
        (f"{figure} (World Factbook, {name} {year} est.)", evolve(told, as_of=of_month, estimate=True)),
        (f"{figure} (est.)", evolve(told, estimate=True)),
        (f"about {figure}", evolve(told, estimate=True)),
        (f"{figure} people ({year})", evolve(told, as_of=f"{year}")),
        (f"{figure} (est. {year})", evolve(told, as_of=f"{year}", estimate=True)),
        (f"approximately {figure} ({year})", evolve(told, as_of=f"{year}", estimate=True)),
        (f"{figure} (mid-{year})", evolve(told, as_of=f"{year}")),
        (f"{figure} in {year}", evolve(told, as_of=f"{year}")),
        (f"{figure} as of {day} {name} {year}", evolve(told, as_of=of_day)),
        (f"{figure} ({day} {name} {year})", evolve(told, as_of=of_day)),
        (f"{figure} (provisional, {name} {year})", evolve(told, as_of=of_month)),
        (f"{figure} ({name} {year} estimate)", evolve(told, as_of=of_month, estimate=True)),
        (f"{figure} (UN {year})", evolve(told, as_of=f"{year}")),
        (draw(sampled_from(NOT_TOLD)), DatedCount("")),
    ]
    value, fact = draw(sampled_from(forms))
    block = keyed(key, value, gap=draw(gaps()))
    return block, evolve(fact, text=block.text)


@composite
def population(draw: DrawFn, people: int | None = None, *, voters: int = 0) -> SectionDraft:
    """The section on the population and those who may vote; ``voters`` are at least so many.

    The section may be empty, as it is on many pages.
    """
    people = people or draw(st.integers(max(9_000, 2 * voters), max(9_000, 2 * voters) + 300_000_000))
    registered = draw(st.integers(max(1_000, voters), max(1_000, voters, people * 2 // 3)))
    eligible = draw(st.integers(registered, registered + people // 4))
    lines = {
        "population": ("Population", people),
        "registered_voters": (
            draw(sampled_from(["Registered Voters", "Number of Registered Voters"])),
            registered,
        ),
        "eligible_voters": (draw(sampled_from(["Eligible Voters", "Number of eligible voters"])), eligible),
    }
    blocks: list[Block] = []
    facts = Population()
    for name, (key, count) in lines.items():
        if draw(st.booleans()):
            block, fact = draw(dated_counts(key, count))
            blocks.append(block)
            facts = evolve(facts, **{name: fact})
    mark = draw(sampled_from(["", "", "", "*", " [1]"])) if blocks else ""
    if mark and facts.population is not None and facts.population.count is not None:
        value = f"{blocks[0].value}{mark}"
        blocks[0] = evolve(blocks[0], text=blocks[0].text + mark, value=value)
        facts = evolve(facts, population=evolve(facts.population, text=blocks[0].text))
    else:
        mark = ""
    draft = draw(drafts(SectionKind.POPULATION, HEADINGS, blocks, {"population": facts}))
    return draw(explained(draft, mark.strip(), (0,))) if mark else draft
