"""Who won the seats, where only the body says so: the bullets under ``Seats won in this election``."""

from __future__ import annotations

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, composite

from ifes_records.model import FigureMark, Name, Result, ResultKind, ResultPlace, ResultRow
from ifes_records.model.body import SectionKind
from ifes_records.strategies.once import once, sampled_from
from ifes_records.strategies.sections.draft import SectionDraft, bullet, drafts
from ifes_records.strategies.sections.named import parties

HEADINGS = (
    "Seats won in this election", "Seats won in the parliamentary election",
    "Seats won in this election: (9 parties won seats)",
)  # fmt: skip
# Lists whose lines are kept as they are: the names may be those of states.
OTHER_HEADINGS = ("Winners per State", "Winners by Constituency")


@once
@composite
def seats(draw: DrawFn, *, in_block: bool = False) -> SectionDraft:
    """A list of parties with their seats; it gives results unless the results block has seats (``in_block``)."""
    names = draw(st.lists(parties().filter(_is_plain), min_size=1, max_size=5, unique=True))
    won = [draw(st.integers(1, 90)) for _ in names]
    gap = draw(sampled_from([": ", " – ", ", ", " - "]))
    blocks = [bullet(f"{name}{gap}{count} seats") for name, count in zip(names, won, strict=True)]
    if draw(st.integers(0, 3)) == 0:
        return draw(drafts(SectionKind.SEATS, OTHER_HEADINGS, blocks))
    draft = draw(drafts(SectionKind.SEATS, HEADINGS, blocks))
    if in_block:
        return draft
    rows = tuple(
        ResultRow(
            Name(name, english=name),
            seats_won=count,
            seats_won_mark=FigureMark.FIGURE,
            votes_mark=FigureMark.ABSENT,
            cells=(str(count),),
        )
        for name, count in zip(names, won, strict=True)
    )
    result = Result(ResultKind.PARTY, draft.section.heading, None, rows, place=ResultPlace.BODY)
    return SectionDraft(draft.section, {"results": (result,)}, draft.notes, draft.codes)


def _is_plain(name: str) -> bool:
    return name.replace(" ", "").isalpha()
