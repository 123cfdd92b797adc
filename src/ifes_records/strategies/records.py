"""Whole records, with everything that reading their text must give, and their texts in any layout."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import chain

from attrs import evolve
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy, composite

from ifes_records.model import (
    Election,
    ElectionKind,
    ElectionRecord,
    ElectionStatus,
    Footnote,
    Modified,
    Participation,
    Result,
    ResultKind,
    Section,
    SectionKind,
    Source,
    SourceKind,
)
from ifes_records.render import Layout, write
from ifes_records.strategies import head
from ifes_records.strategies.layouts import layouts, line_numbers
from ifes_records.strategies.once import once, sampled_from
from ifes_records.strategies.sections import SectionDraft, facts_of, sections
from ifes_records.strategies.tables import results, seats_alone
from ifes_records.text.source_text import digest

# An election with one of these is still to come.
TO_COME = (
    ElectionStatus.CONFIRMED,
    ElectionStatus.TENTATIVE,
    ElectionStatus.UPCOMING,
    ElectionStatus.DATE_NOT_CONFIRMED,
)
OPENERS = ("More Info", "More Info", "General Information")


@once
@composite
def records(draw: DrawFn, *, max_sections: int | None = None) -> ElectionRecord:
    """Records of elections and referendums, each with everything that reading its text must give.

    ``source`` and the lines of footnotes are those of the text that ``render`` writes. What a record says fits
    together and is said plainly, so that reading it has nothing to report: ``diagnostics`` is empty.
    A record has at most ``max_sections`` sections, besides an empty one that may begin its body; with few, drawing
    takes a fraction of the time. ``None`` means no limit.
    """
    record, drafts = draw(_drafted(max_sections))
    return placed(record, drafts, Layout())


@once
@composite
def texts(draw: DrawFn) -> tuple[str, ElectionRecord]:
    """A text in any layout, and the record that reading it must give, literally: with its lines and its digest."""
    record, drafts = draw(_drafted())
    layout = draw(layouts(record))
    return write(record, layout), placed(record, drafts, layout)


@once
@composite
def _drafted(draw: DrawFn, max_sections: int | None = None) -> tuple[ElectionRecord, Sequence[SectionDraft]]:
    """A record that is not in a text yet, and the drafts of its sections."""
    country = draw(head.countries())
    day, day_text = draw(head.dates())
    tables = draw(results(country.alpha2))
    held = bool(tables) or draw(st.booleans())
    counts = draw(head.participation(tables)) if held else draw(head.empty_participation())
    status, status_text = draw(head.statuses(held=held))
    questions = any(table.kind is ResultKind.REFERENDUM for table in tables)
    referendum = questions or (not tables and draw(st.integers(0, 5)) == 0)
    contest, kind, round_ = draw(head.contests(country.alpha2, referendum=referendum))
    if contest.title is None and (day_text is None or status_text is None):
        # Something has to show that this is the record of an election.
        day, day_text = "2023-03-19", "March 19, 2023"
        status, status_text = ElectionStatus.HELD, "Held"
    drafts: list[SectionDraft] = []
    if draw(st.booleans()):
        drafts = draw(sections(country, tables, day, cast_votes=counts.cast_votes, max_sections=max_sections))
    facts = facts_of(drafts)
    if draw(st.booleans()):
        tables = tuple(seats_alone(table, facts.get("stakes", ())) for table in tables)
    if draw(st.booleans()) and drafts:
        opener = Section(draw(sampled_from(OPENERS)), SectionKind.GENERAL)
        drafts = [SectionDraft(opener), *drafts]
    if contest.title is None:
        kind = ElectionKind.REFERENDUM if questions or _on_referendum(drafts) else ElectionKind.UNKNOWN
    election = Election(day, day_text, status, status_text, kind, round_, country, contest)
    past = held or status is ElectionStatus.HELD
    modified = draw(_modified(election, has_results=_has_results(counts, tables), past=past))
    record = ElectionRecord(
        source=Source(kind=SourceKind.ELECTION),
        modified=modified,
        election=election,
        participation=counts,
        results=tables + facts.pop("results", ()),
        sections=tuple(draft.section for draft in drafts),
        **facts,
    )
    return record, drafts


def _on_referendum(drafts: Sequence[SectionDraft]) -> bool:
    """Whether a section shows that the vote is a referendum."""
    return any(
        draft.section.kind is SectionKind.REFERENDUM
        or (draft.section.kind is SectionKind.STAKES and "referendum" in (draft.section.heading or "").casefold())
        for draft in drafts
    )


def _has_results(counts: Participation, tables: Sequence[Result]) -> bool:
    rows = chain.from_iterable(table.rows for table in tables)
    return bool(counts.cast_votes) or any(row.votes or row.seats_won for row in rows)


@composite
def _modified(draw: DrawFn, election: Election, *, has_results: bool, past: bool) -> Modified:
    """When the page was changed: after an election that was held, before one that is still to come."""
    days = (
        head.days_after(election.date) if past or election.status not in TO_COME else head.days_before(election.date)
    )
    record, changed = draw(st.one_of(st.none(), days)), draw(st.one_of(st.none(), days))
    results = draw(days) if has_results else draw(st.one_of(st.none(), st.none(), days))
    return Modified(record, results, changed)


def placed(record: ElectionRecord, drafts: Sequence[SectionDraft], layout: Layout) -> ElectionRecord:
    """The record with its source and the lines of its footnotes, as its text in a layout has them."""
    numbers = line_numbers(record, layout)
    footnotes = [
        _footnote(index, draft, number, numbers)
        for index, draft in enumerate(drafts)
        for number in range(len(draft.notes))
    ]
    source = evolve(record.source, sha256=digest(write(record, layout)), line_end=max(numbers.values()))
    return evolve(record, source=source, footnotes=tuple(sorted(footnotes, key=lambda note: note.line)))


def _footnote(index: int, draft: SectionDraft, number: int, numbers: Mapping[str, int]) -> Footnote:
    note = draft.notes[number]
    section = f"sections[{index}]"
    marked = [
        f"{section}.heading" if not place else f"{section}.blocks[{place[0]}]{_children(place)}.text"
        for place in note.marked
    ]
    line = numbers[f"{section}.blocks[{note.block}].text"]
    return Footnote(note.mark, note.text, line, tuple(dict.fromkeys(numbers[path] for path in marked)))


def _children(place: Sequence[int]) -> str:
    return "".join(f".children[{child}]" for child in place[1:])


def record_texts(layout: Layout) -> SearchStrategy[tuple[str, ElectionRecord]]:
    """A text in one layout, and the record that reading it must give."""
    return _drafted().map(lambda drawn: (write(drawn[0], layout), placed(*drawn, layout)))
