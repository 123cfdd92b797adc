"""Sections that give no facts: notes, what is new, information for voters, unknown headings."""

from __future__ import annotations

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, composite

from ifes_records.model.body import Block, SectionKind
from ifes_records.strategies.once import once, sampled_from
from ifes_records.strategies.sections.draft import SectionDraft, bullet, drafts, explained, lines, paragraph
from ifes_records.strategies.sections.words import sentences

HEADINGS = {
    SectionKind.NOTES: (
        "Election Note", "Election Notes", "Election Overview", "Note on this Election", "Note on the results",
        "Notes on the Election",
    ),
    SectionKind.NEW: ("New/Unique in this Election", "New in this Election", "Unique in this Election"),
    SectionKind.VOTERS_INFORMATION: ("Information for Voters", "Information for voters"),
}  # fmt: skip
# Headings in nobody's list; they keep their capitals, by which they are told.
OTHER_HEADINGS = (
    "Campaign Finance", "Out-of-Country Voting", "Media Access", "Observers and Monitors", "Complaints and Appeals",
    "Voter Education", "Security on the Islands", "Voting by Mail", "Role of the Court",
)  # fmt: skip


@once
@composite
def _texts(draw: DrawFn) -> list[Block]:
    """Paragraphs, bullets, or bullets with others below them."""
    form = draw(sampled_from(["paragraphs", "bullets", "nested", "mixed"]))
    texts = draw(st.lists(sentences(), min_size=1, max_size=3))
    if form != "nested":
        below = lines(draw(st.lists(sentences(), max_size=2)), as_bullets=True) if form == "mixed" else ()
        return [*lines(texts, as_bullets=form == "bullets"), *below]
    deepest = bullet(draw(sentences()), level=3)
    return [bullet(texts[0], *(bullet(text, *([deepest] * (text == texts[-1])), level=2) for text in texts[1:]))]


@once
@composite
def prose(draw: DrawFn, kind: SectionKind) -> SectionDraft:
    """A section of notes, of what is new, or of information for voters."""
    blocks = draw(_texts())
    mark = draw(sampled_from(["", "", "", "*", "****", "[7]"])) if not blocks[0].children else ""
    if mark:
        first = blocks[0]
        blocks[0] = Block(first.type, first.level, f"{first.text}{mark}")
    if kind is SectionKind.NOTES and draw(st.integers(0, 4)) == 0:
        blocks.append(paragraph("Note on the figures: they are provisional until the court has confirmed them."))
    draft = draw(drafts(kind, HEADINGS[kind], blocks))
    return draw(explained(draft, mark, (0,))) if mark else draft


@once
@composite
def other(draw: DrawFn) -> SectionDraft:
    """A section whose heading is in no list: it is kept, and its heading is reported."""
    return draw(drafts(SectionKind.OTHER, OTHER_HEADINGS, draw(_texts()), capitals=False, codes=("I-HEADING-OTHER",)))
