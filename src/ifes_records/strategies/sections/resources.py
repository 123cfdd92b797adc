"""What IFES does in the country and has on it."""

from __future__ import annotations

from typing import Any

from attrs import evolve
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, composite

from ifes_records.model import Country
from ifes_records.model.body import Block, SectionKind
from ifes_records.model.facts import ElectionJudgments, Ifes
from ifes_records.strategies.once import once, sampled_from
from ifes_records.strategies.sections.counts import NOT_TOLD
from ifes_records.strategies.sections.draft import SectionDraft, drafts, figures_left, gaps, keyed
from ifes_records.strategies.sections.words import number_in_words

HEADINGS = ("IFES Resources", "IFES resources")


@once
@composite
def _answers(draw: DrawFn) -> tuple[str, bool | None]:
    """An answer to a question: yes, no, or not told; no field holds the year of ``Yes, since 2003``."""
    return draw(
        sampled_from(
            (
                ("Yes", True),
                ("Yes", True),
                ("No", False),
                ("No", False),
                ("Yes, a country office", True),
                ("Yes (in the capital)", True),
                ("Yes, since 2003", True),
                ("No, but it had one", False),
                (draw(sampled_from(NOT_TOLD)), None),
            )
        )
    )


@once
@composite
def _judgments(draw: DrawFn) -> tuple[str, ElectionJudgments]:
    """``Yes, 10 resources``."""
    count = draw(st.integers(2, 60))
    told = ElectionJudgments("", has=True, count=count)
    return draw(
        sampled_from(
            (
                (f"Yes, {count} resources", told),
                (f"Yes, {count} judgments", told),
                (f"{count} resources", told),
                (f"Yes ({count} resources)", told),
                (f"Yes, {count} election judgments", told),
                (f"Yes: {count} resources", told),
                (f"{number_in_words(count)} judgements", told),
                (f"Yes, {count} cases", told),
                (f"Yes, {number_in_words(count)} resources", told),
                ("Yes, 1 resource", evolve(told, count=1)),
                ("Yes", evolve(told, count=None)),
                ("No", ElectionJudgments("", has=False)),
                (draw(sampled_from(NOT_TOLD)), ElectionJudgments("")),
            )
        )
    )


@composite
def ifes(draw: DrawFn, country: Country | None = None) -> SectionDraft:
    """The section on IFES's resources; any line may be missing, or all."""
    place = (country.name if country else None) or "Norrland"
    blocks: list[Block] = []
    facts: dict[str, Any] = {}
    gap = draw(gaps())
    if draw(st.integers(0, 3)):
        text, presence = draw(_answers())
        blocks.append(keyed(f"Does IFES have a presence in {place}", text, gap=gap))
        facts |= {"presence": presence, "presence_text": text}
    if draw(st.integers(0, 3)):
        text, access = draw(_answers())
        blocks.append(keyed("Election Access", text, gap=gap))
        facts |= {"election_access": access, "election_access_text": text}
    if draw(st.integers(0, 3)):
        text, told = draw(_judgments())
        key = draw(sampled_from(["Election Judgements", "Election Judgments"]))
        blocks.append(keyed(key, text, gap=gap))
        facts |= {"election_judgments": evolve(told, text=blocks[-1].text)}
    codes = figures_left(" ".join(facts.get(name) or "" for name in ("presence_text", "election_access_text")))
    return draw(drafts(SectionKind.IFES, HEADINGS, blocks, {"ifes": Ifes(**facts)}, codes=codes))
