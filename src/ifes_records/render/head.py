"""The lines of the head: dates, country and contest."""

from __future__ import annotations

import re

from ifes_records.model import Election, ElectionRecord, ElectionStatus, Participation, SectionKind
from ifes_records.model.body import BlockType
from ifes_records.render.layout import Layout
from ifes_records.render.line import Line, Lines, RenderError
from ifes_records.values import date, share

FULL_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


def head_lines(record: ElectionRecord, layout: Layout) -> Lines:
    """The head of a record, with the paragraphs that stand under no heading right below the contest."""
    yield from (Line(text) for text in layout.furniture)
    if record.modified.record is not None:
        written = modified(record.modified.record, "modified.record").replace(",", "")
        yield Line(written, "modified.record", before="Record Modified: ")
    gap = 1
    for line in (*_date_lines(record.election, layout), *_badge_lines(record, layout)):
        yield line
        gap = layout.part_gap
    for path, text in _country(record.election):
        yield Line(text, path, gap)
        gap = layout.country_gap
    if record.election.contest.title is not None:
        yield Line(record.election.contest.title, "election.contest.title", 1)
    for index in range(prose_length(record)):
        yield Line(record.sections[0].blocks[index].text, f"sections[0].blocks[{index}].text", 1)


def prose_length(record: ElectionRecord) -> int:
    """How many paragraphs at the start of the body have to stand in the head: below results they would be rows.

    The date of the results ends these, so below it a paragraph is safe.
    """
    results = record.results or record.participation != Participation()
    if not results or record.modified.results is not None or not record.sections:
        return 0
    if record.sections[0].kind is not SectionKind.UNTITLED:
        return 0
    blocks = record.sections[0].blocks
    other = (index for index, block in enumerate(blocks) if block.type is not BlockType.PARAGRAPH)
    return next(other, len(blocks))


def modified(iso: str, path: str) -> str:
    """A date as the modified lines have it."""
    if not FULL_DATE.fullmatch(iso):
        raise RenderError(path, f"{iso!r} is no full date, and only these can be written")
    return date.format_modified(iso)


def _date_lines(election: Election, layout: Layout) -> Lines:
    written, status = election.date_text, election.status_text
    if written is None and election.date is not None:
        if not FULL_DATE.fullmatch(election.date):
            raise RenderError("election.date", f"{election.date!r} is no full date; its text has to be given")
        written = date.format_header(election.date)
    if status is None and election.status not in (ElectionStatus.UNKNOWN, ElectionStatus.OTHER):
        status = election.status.value.replace("_", " ").capitalize()
    if written is not None and status is not None and not layout.status_on_own_line:
        Line(status, "election.status_text").check()
        yield Line(written, "election.date_text", 1, behind=f" {status}")
        return
    if written is not None:
        yield Line(written, "election.date_text", 1)
    if status is not None:
        yield Line(status, "election.status_text", 0 if written is not None else 1)


def _badge_lines(record: ElectionRecord, layout: Layout) -> Lines:
    if not layout.badge:
        return
    counts = record.participation
    if counts.turnout_percent is not None:
        yield Line(share.format(counts.turnout_percent), "participation.turnout_percent", 1)
        yield Line("Voted")
    if counts.registered_voters_text is not None and counts.registered_voters is not None:
        path = "participation.registered_voters_text"
        yield Line(counts.registered_voters_text, path, 1, behind=" Registered to Vote")


def _country(election: Election) -> list[tuple[str, str]]:
    names = (("short_name", election.country.short_name), ("formal_name", election.country.formal_name))
    return [(f"election.country.{name}", text) for name, text in names if text is not None]
