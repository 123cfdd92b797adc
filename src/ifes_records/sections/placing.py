"""Lines that have lost their heading: most pages since 2024 have none between the stakes and the last tables.

A line is then known by what it says. Each reader says whether a line is surely its own, and such lines are given to
it as a section of their own. The sections of the record stay as the text has them.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator
from itertools import groupby
from typing import Any

from attrs import evolve

from ifes_records.diagnostics import Diagnostic
from ifes_records.model import ElectionRecord
from ifes_records.model.body import Block, BlockType, Section, SectionKind
from ifes_records.model.facts import LastElection
from ifes_records.model.record import names_of
from ifes_records.sections import deadlines, last_election, stakes
from ifes_records.sections.lines import Body
from ifes_records.span import Span

# Sections in which lines of other sections may be.
OPEN_KINDS = frozenset({
    SectionKind.GENERAL, SectionKind.UNTITLED, SectionKind.STAKES, SectionKind.GOVERNMENT,
    SectionKind.VOTERS_INFORMATION, SectionKind.DEADLINES, SectionKind.OTHER,
})  # fmt: skip

# Who may own a line, in the order in which they are asked.
OWNERS: tuple[tuple[SectionKind, Callable[[Block, Body], bool]], ...] = (
    (SectionKind.STAKES, stakes.is_stake),
    (SectionKind.LAST_ELECTION, last_election.is_last_election),
    (SectionKind.DEADLINES, deadlines.is_deadline),
)

# How the facts are called in a message, and the sections that they belong in.
NAMES = {
    "stakes": ("what is at stake", SectionKind.STAKES),
    "government": ("the government", SectionKind.GOVERNMENT),
    "electoral_system": ("the electoral system", SectionKind.ELECTORAL_SYSTEM),
    "contenders": ("the contenders", SectionKind.CONTENDERS),
    "last_election": ("the last election", SectionKind.LAST_ELECTION),
    "deadlines": ("deadlines", SectionKind.DEADLINES),
}


def place(body: Body) -> Body:
    """Return the body with the lines that have lost their heading in sections of their own."""
    kinds = {section.kind for section in body.sections if section.blocks}
    owners = [(kind, is_own) for kind, is_own in OWNERS if kind is not SectionKind.STAKES or kind not in kinds]
    return evolve(body, sections=tuple(part for section in body.sections for part in _parts(section, owners, body)))


def _parts(
    section: Section, owners: list[tuple[SectionKind, Callable[[Block, Body], bool]]], body: Body
) -> Iterator[Section]:
    if section.kind is SectionKind.NOTES and not any(body.of_kind(SectionKind.LAST_ELECTION)):  # Election Notes:
        owners = [(kind, is_own) for kind, is_own in owners if kind is SectionKind.LAST_ELECTION]
    elif section.kind not in OPEN_KINDS:
        yield section
        return

    def owner(block: Block) -> SectionKind:
        if block.key is not None or block.type is BlockType.NOTE:
            return section.kind
        return next(
            (kind for kind, is_own in owners if kind is not section.kind and is_own(block, body)), section.kind
        )

    for kind, run in groupby(section.blocks, owner):
        blocks = tuple(run)
        if kind is section.kind:
            yield section if len(blocks) == len(section.blocks) else evolve(section, blocks=blocks)
        else:
            yield Section(None, kind, blocks=blocks, span=blocks[0].span)
    if not section.blocks:
        yield section


def report_lost_headings(record: ElectionRecord, body: Body) -> None:
    """Report once which facts were read from lines that are under no heading of theirs.

    Text without any heading above it was reported when the page was read.
    """
    sections = [section for section in record.sections if section.span]
    starts = [section.span.start for section in sections if section.span]
    found: dict[str, Span] = {}
    for name, (called, kind) in NAMES.items():
        for span in _spans_of(getattr(record, name)):
            section = sections[max(0, bisect_right(starts, span.start) - 1)]
            if section.kind in OPEN_KINDS - {kind, SectionKind.UNTITLED}:
                found.setdefault(called, span)
    if found:
        *others, last = found
        called = f"{', '.join(others)} and {last}" if others else last
        message = f"Lines on {called} are under no heading of theirs; they were read by what they say."
        first = min(found.values(), key=lambda span: span.start)
        body.report(Diagnostic("I-HEADING-LOST", message, None, first))


def _spans_of(facts: Any) -> Iterator[Span]:
    """The spans of facts that say something."""
    if isinstance(facts, tuple):
        for fact in facts:
            yield from _spans_of(fact)
    elif (names := names_of(facts.__class__)) and facts != LastElection(text=getattr(facts, "text", None)):
        if getattr(facts, "span", None) is not None:
            yield facts.span
        else:
            yield from _spans_of(tuple(getattr(facts, name) for name in names))
