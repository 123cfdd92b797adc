"""A referendum: what it would do, what it takes to pass, and results that only the body has."""

from __future__ import annotations

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, composite

from ifes_records.model import FigureMark, Name, Result, ResultKind, ResultPlace, ResultRow
from ifes_records.model.body import Block, SectionKind
from ifes_records.model.facts import ReferendumFacts
from ifes_records.strategies.once import once, sampled_from
from ifes_records.strategies.sections.draft import SectionDraft, bullet, drafts, explained, keyed, lines, paragraph
from ifes_records.strategies.sections.words import sentences

ABOUT_HEADINGS = ("About the referendum", "Information about the referendum", "About this Referendum")
TEXT_HEADINGS = ("Referendum Text", "Referendum Text in French", "Referendum Text in English")
PROVISIONS_HEADINGS = (
    "Provisions in the referendum", "Main provisions in the referendum", "Main Provisions of the Referendum",
    "Provisions of this referendum",
)  # fmt: skip
RESULTS_HEADINGS = ("Results of the referendum", "Results of the Referendum")
REQUIREMENTS_HEADINGS = ("Electoral requirements", "Electoral Requirements", "Electoral requirement")

_PROVISIONS = (
    "Motor boats may not be used on the lakes from 1 June on.", "The president may serve no more than two terms.",
    "The number of deputies falls from 120 to 101.", "Daylight saving time is kept all year.",
    "A court of five judges hears complaints on elections", "Citizens abroad may vote by mail.",
    "The capital moves to the coast within ten years", "The old flag is flown again.", "A land tax of 2% is raised.",
    "Women and men have equal rights to property", "The islands keep their own council.",
)  # fmt: skip
_REQUIREMENTS = (
    "More than half of the valid votes must be in favour.", "At least 50% of registered voters must take part.",
    "A majority of the votes in a majority of the provinces", "There is no threshold for turnout.",
    "Two thirds of those who vote must agree.", "Forty percent of all on the register must approve.",
)  # fmt: skip
_QUESTIONS = (
    "“Do you approve the law on fair transport?”", "\"Are you for the draft constitution?\"",
    "Shall the islands have a council of their own?", "«Voulez-vous la paix ?»", "“Should the old flag be flown?”",
)  # fmt: skip


@once
@composite
def provisions(draw: DrawFn) -> SectionDraft:
    """What the referendum would do, line by line."""
    texts = draw(st.lists(st.one_of(sampled_from(_PROVISIONS), sentences()), min_size=1, max_size=4))
    mark = draw(sampled_from(["", "", "", "*", "[2]"]))
    texts[-1] += mark
    blocks = lines(texts, as_bullets=draw(st.integers(0, 3)) > 0)
    facts = {"referendum": ReferendumFacts(provisions=tuple(texts))}
    draft = draw(drafts(SectionKind.REFERENDUM, PROVISIONS_HEADINGS, blocks, facts))
    return draw(explained(draft, mark, (len(texts) - 1,))) if mark else draft


@once
@composite
def requirements(draw: DrawFn) -> SectionDraft:
    """What it takes to pass."""
    texts = draw(st.lists(sampled_from(_REQUIREMENTS), min_size=1, max_size=3))
    blocks = lines(texts, as_bullets=draw(st.booleans()))
    facts = {"referendum": ReferendumFacts(requirements=tuple(texts))}
    return draw(drafts(SectionKind.REQUIREMENTS, REQUIREMENTS_HEADINGS, blocks, facts))


@once
@composite
def about_referendum(draw: DrawFn) -> SectionDraft:
    """Prose on the referendum, or its text: a question and its response options."""
    texts = draw(st.lists(sentences(), min_size=1, max_size=2))
    blocks: list[Block] = list(lines(texts, as_bullets=draw(st.booleans())))
    if draw(st.booleans()):
        blocks = [
            *blocks,
            keyed("Question", draw(sampled_from(_QUESTIONS)), level=draw(sampled_from([0, 1]))),
            keyed(draw(sampled_from(["Response options", "Response option"])), "Yes, No"),
        ]
    return draw(drafts(SectionKind.REFERENDUM, (*ABOUT_HEADINGS, *TEXT_HEADINGS), blocks))


@once
@composite
def referendum_results(draw: DrawFn) -> SectionDraft:
    """Results that only the body has: ``Yes: 1,201,607 votes (62.07%)``, perhaps below their question."""
    votes = draw(st.tuples(st.integers(1_000, 30_000_000), st.integers(1_000, 30_000_000)))
    labels = draw(sampled_from([("Yes", "No"), ("Yes", "No"), ("For", "Against"), ("Approve", "Reject")]))
    form = draw(sampled_from(["both", "both", "comma", "votes", "percent", "percent first"]))
    rows, texts = [], []
    for label, count in zip(labels, votes, strict=True):
        figure, percent = f"{count:,}", f"{100 * count / sum(votes):.2f}"
        cells: tuple[str, ...] = (figure, f"{percent}%")
        text = {
            "both": f"{figure} votes ({percent}%)",
            "comma": f"{figure} votes, {percent}%",
            "votes": figure,
            "percent": f"{percent}%",
            "percent first": f"{percent}% ({figure} votes)",
        }[form]
        cells = cells[:1] if form == "votes" else cells[1:] if form == "percent" else cells
        texts.append(f"{label}: {text}")
        rows.append(
            ResultRow(
                Name(label, english=label),
                seats_won_mark=FigureMark.NOT_APPLICABLE,
                votes_mark=FigureMark.ABSENT if form == "percent" else FigureMark.FIGURE,
                votes=None if form == "percent" else count,
                vote_percent=None if form == "votes" else float(percent),
                cells=cells,
            )
        )
    tally = draw(sampled_from([[], [], ["Turnout: 60.5%"], [f"Valid votes: {sum(votes):,}"]]))
    question = draw(sampled_from([None, None, *_QUESTIONS]))
    blocks = [*([paragraph(question)] if question else []), *map(bullet, [*texts, *tally])]
    draft = draw(drafts(SectionKind.REFERENDUM, RESULTS_HEADINGS, blocks, codes=("I-REFERENDUM-BODY-RESULTS",)))
    result = Result(ResultKind.REFERENDUM, draft.section.heading, question, tuple(rows), place=ResultPlace.BODY)
    return SectionDraft(draft.section, {"results": (result,)}, draft.notes, draft.codes)
