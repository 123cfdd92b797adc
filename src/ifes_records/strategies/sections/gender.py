"""Gender data and disability data: women in the population, in the race and in parliament; conventions; indices."""

from __future__ import annotations

from typing import Any

from attrs import evolve
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy, composite

from ifes_records.model import Country
from ifes_records.model.body import Block, SectionKind
from ifes_records.model.facts import (
    Disability,
    FemaleCandidates,
    FemaleLegislators,
    Gender,
    GenderQuota,
    IndexEntry,
)
from ifes_records.strategies.once import once, sampled_from
from ifes_records.strategies.sections.counts import NOT_TOLD, dated_counts
from ifes_records.strategies.sections.draft import SectionDraft, drafts, figures_left, gaps, keyed
from ifes_records.strategies.sections.institutions import chambers
from ifes_records.strategies.sections.treaties import treaties
from ifes_records.strategies.sections.words import number_in_words

HEADINGS = ("Gender Data", "Gender data")
DISABILITY_HEADINGS = ("Disability Data", "Disability data")
_QUOTAS = (
    "30% of the candidates on each list must be women",
    "40 percent of each sex in all multi-member districts",
    "every second place on a list goes to a woman",
    "a tenth of all seats is set aside for women",
    "two women in each province",
)


@once
@composite
def _quota(draw: DrawFn) -> tuple[Block, GenderQuota]:
    """``Gender Quota: Yes, 30% of each list``."""
    detail = draw(sampled_from(_QUOTAS))
    forms = [
        (f"Yes, {detail}", GenderQuota("", has=True, detail=detail)),
        (f"Yes ({detail})", GenderQuota("", has=True, detail=detail)),
        (f"Yes: {detail}", GenderQuota("", has=True, detail=detail)),
        ("Yes", GenderQuota("", has=True)),
        (f"Yes. {detail}.", GenderQuota("", has=True, detail=f"{detail}.")),
        (f"Yes - {detail}", GenderQuota("", has=True, detail=detail)),
        (f"Yes; {detail}", GenderQuota("", has=True, detail=detail)),
        (f"Yes – {detail}", GenderQuota("", has=True, detail=detail)),
        ("No, though two parties keep their own", GenderQuota("", False, "though two parties keep their own")),
        ("There is no quota", GenderQuota("", has=False)),
        ("At least 30 percent of each list", GenderQuota("", True, "At least 30 percent of each list")),
        ("30% of all candidates", GenderQuota("", has=True, detail="30% of all candidates")),
        ("No", GenderQuota("", has=False)),
        ("No (two parties keep their own)", GenderQuota("", has=False, detail="two parties keep their own")),
        ("No legislated quota", GenderQuota("", has=False)),
        (draw(sampled_from(NOT_TOLD)), GenderQuota("")),
    ]
    value, fact = draw(sampled_from(forms))
    share = {"30": 30.0, "40": 40.0}.get(
        next((word.rstrip("%") for word in value.split("(")[-1].split() if word[:2] in ("30", "40")), "")
    )
    fact = evolve(fact, percent=share)
    block = keyed("Gender Quota", value, gap=draw(gaps()))
    return block, evolve(fact, text=block.text)


def _percent(count: int, total: int, digits: int) -> tuple[str, float]:
    value = round(100 * count / total, digits)
    return f"{value:.{digits}f}%", float(f"{value:.{digits}f}")


@once
@composite
def _candidates(draw: DrawFn) -> tuple[Block, FemaleCandidates]:
    """``Female candidates in this election: 99 (14.16%)``; no field holds the 699 in ``99 of 699``."""
    total = draw(st.integers(3, 6000))
    count = draw(st.integers(total // 20 + 1, total))
    text, percent = _percent(count, total, draw(st.integers(1, 2)))
    told = FemaleCandidates("", has=True, count=count, percent=percent)
    forms = [
        (f"{count:,} ({text})", told),
        (f"Yes, {count:,} ({text})", told),
        (f"{count:,} of {total:,} ({text})", told),
        (f"{count:,}", evolve(told, percent=None)),
        (f"{count:,} out of {total:,}", evolve(told, percent=None)),
        (f"{count:,} ({text}) of {total:,}", told),
        (f"{count:,} of {total:,} candidates ({text})", told),
        (f"{count:,} women ({text})", told),
        (f"{text} ({count:,} of {total:,})", told),
        (f"{text}", evolve(told, count=None)),
        ("0", FemaleCandidates("", has=False, count=0)),
        ("Yes", FemaleCandidates("", has=True)),
        ("No", FemaleCandidates("", has=False)),
        (draw(sampled_from(NOT_TOLD)), FemaleCandidates("")),
    ]
    value, fact = draw(sampled_from(forms))
    key = draw(sampled_from(["Female candidates in this election", "Female Candidates in this election"]))
    block = keyed(key, value, gap=draw(gaps()))
    return block, evolve(fact, text=block.text)


@once
@composite
def _chamber(draw: DrawFn, alpha2: str | None, *, upper: bool, named: bool) -> tuple[str, FemaleLegislators]:
    """``29/106 (27.4%) in the Mazhilis``: how many women sit in a chamber."""
    chamber = draw(chambers(alpha2, upper=upper))
    seats = chamber.seats
    women = draw(st.integers(1, seats))
    text, percent = _percent(women, seats, draw(st.integers(1, 2)))
    whole = FemaleLegislators("", women, seats, percent)
    forms = [
        (f"{women}/{seats} ({text})", whole),
        (f"{women}/{seats}", evolve(whole, percent=None)),
        (f"{women} of {seats} ({text})", whole),
        (f"{women} out of {seats}", evolve(whole, percent=None)),
        (f"{women} ({text}) of {seats}", whole),
        (f"{women} ({text})", evolve(whole, of=None)),
        (f"{women} of {seats} seats ({text})", whole),
        (f"{women} women out of {seats} members", evolve(whole, percent=None)),
        (f"{women} out of {seats} ({text})", whole),
        (f"{women} women", evolve(whole, of=None, percent=None)),
        (f"{women}", evolve(whole, of=None, percent=None)),
    ]
    if not upper:
        forms += [(f"{text} ({women} of {seats})", whole), (text, evolve(whole, count=None, of=None))]
    if women < 100 and not named:
        forms.append((number_in_words(women), evolve(whole, of=None, percent=None)))
    value, fact = draw(sampled_from(forms))
    return (f"{value} in the {chamber.name}", evolve(fact, body=chamber.name)) if named else (value, fact)


@once
@composite
def _legislators(draw: DrawFn, alpha2: str | None) -> tuple[Block, tuple[FemaleLegislators, ...]]:
    """``Number of Female Legislators: 29/106 (27.4%) in the Mazhilis and 9/48 (18.8%) in the Senate``."""
    form = draw(sampled_from(["one", "one", "named", "two", "none"]))
    found: list[tuple[str, FemaleLegislators]] = []
    if form == "two":
        found = [draw(_chamber(alpha2, upper=upper, named=True)) for upper in (False, True)]
    elif form != "none":
        found = [draw(_chamber(alpha2, upper=False, named=form == "named"))]
    value = draw(sampled_from([" and ", "; ", ", and "])).join(text for text, _ in found)
    key = draw(
        sampled_from(
            (
                "Number of Female Legislators (pre-election)",
                "Number of Female Parliamentarians (pre-election)",
                "Number of Female Legislators",
                "Number of Female Parliamentarians (following most recent elections)",
            )
        )
    )
    block = keyed(key, value or draw(sampled_from(NOT_TOLD)), gap=draw(gaps()))
    return block, tuple(evolve(fact, text=block.text) for _, fact in found)


@once
@composite
def _indices(draw: DrawFn) -> tuple[list[Block], dict[str, Any]]:
    """The two indices: ``104 (2014)`` and ``Low (2014)``."""
    rank, year = draw(st.integers(1, 193)), draw(st.integers(1999, 2022))
    plain, dated = IndexEntry("", rank=rank), IndexEntry("", rank=rank, year=year)
    ranks = [(f"{rank} out of 193", evolve(plain, of=193)), (f"{rank} of 193 ({year})", evolve(dated, of=193))]
    ranks += [(f"{rank}/193", evolve(plain, of=193))]
    ranks += [(f"Ranked {rank} ({year})", dated), (f"{rank}", plain), (f"{rank} ({year})", dated)]
    ranks += [(f"Rank {rank} ({year})", dated)]
    ranks += [(f"0.639, Medium, Rank {rank} ({year})", evolve(dated, value=0.639, level="Medium"))]
    hdi, place = draw(sampled_from([*ranks, ("N/A", None)]))
    level = draw(sampled_from(["Low", "Very high", "Medium", "High", "Very low"]))
    known = IndexEntry("", level=level)
    sigi, category = draw(
        sampled_from([(level, known), (f"{level} ({year})", evolve(known, year=year)), ("Not available", None)])
    )
    blocks = [
        keyed("Human Development Index (HDI) Position", hdi, gap=draw(gaps())),
        keyed("Social Institutions and Gender Index (SIGI) Categorization", sigi, gap=draw(gaps())),
    ]
    return blocks, {
        "hdi": place and evolve(place, text=blocks[0].text),
        "hdi_position": place and place.rank,
        "hdi_text": hdi,
        "sigi_entry": category and evolve(category, text=blocks[1].text),
        "sigi": category and category.level,
        "sigi_text": sigi,
    }


@composite
def gender(
    draw: DrawFn, country: Country | None = None, date: str | None = None, *, people: int | None = None
) -> SectionDraft:
    """The section on gender data; about half of ``people`` are women. Any line may be missing, or all."""
    country = country or Country()
    people = people or draw(st.integers(9_000, 300_000_000))
    women = draw(st.integers(people * 45 // 100, people * 55 // 100))
    blocks: list[Block] = []
    facts: dict[str, Any] = {}
    strategies: dict[str, SearchStrategy[tuple[Block, Any]]] = {
        "female_population": dated_counts("Female Population", women),
        "quota": _quota(),
        "female_candidates": _candidates(),
        "female_legislators": _legislators(country.alpha2),
    }
    for name, strategy in strategies.items():
        if draw(st.booleans()):
            block, facts[name] = draw(strategy)
            blocks.append(block)
    if draw(st.booleans()):
        found, facts["cedaw"] = draw(treaties("CEDAW", country.name or "Norrland", int((date or "2016")[:4])))
        blocks = [*found, *blocks] if draw(st.booleans()) else [*blocks, *found]
    if draw(st.booleans()):
        found, indices = draw(_indices())
        blocks, facts = [*blocks, *found], {**facts, **indices}
    running = facts.get("female_candidates", FemaleCandidates(""))
    codes = figures_left(running.text, running.count, running.percent)
    return draw(drafts(SectionKind.GENDER, HEADINGS, blocks, {"gender": Gender(**facts)}, codes=codes))


@composite
def disability(draw: DrawFn, country: Country | None = None, date: str | None = None) -> SectionDraft:
    """The section on disability data; any line may be missing, or all."""
    country = country or Country()
    blocks: list[Block] = []
    facts = Disability()
    if draw(st.booleans()):
        blocks, crpd = draw(treaties("CRPD", country.name or "Norrland", int((date or "2016")[:4])))
        facts = evolve(facts, crpd=crpd)
    if draw(st.booleans()):
        key = draw(sampled_from(["Population with a disability", "Projected population with a disability"]))
        block, count = draw(dated_counts(key, draw(st.integers(1_000, 30_000_000))))
        blocks = [*blocks, block]
        facts = evolve(facts, population_with_disability=count)
    return draw(drafts(SectionKind.DISABILITY, DISABILITY_HEADINGS, blocks, {"disability": facts}))
