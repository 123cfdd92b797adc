"""The lines of the head: dates, country and contest."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from ifes_records.diagnostics import quoted
from ifes_records.model import Election, ElectionRecord, ElectionStatus, Participation, ResultPlace, SectionKind
from ifes_records.model.body import BlockType
from ifes_records.render.layout import Layout
from ifes_records.render.line import OutputLine, RenderError
from ifes_records.values import date, share

FULL_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
MODIFIED_LABELS = {
    "record": "Record Modified: ",
    "results": "Election Results Modified: ",
    "election": "Election Modified: ",
}


def head_lines(record: ElectionRecord, layout: Layout) -> Iterator[OutputLine]:
    """Write the head of a record, with the paragraphs without a heading that have to be right below the contest."""
    yield from (OutputLine(text) for text in layout.boilerplate)
    yield from modified_line(record, "record", gap=0)
    gap = 1
    for line in (*_date_lines(record.election, layout), *_badge_lines(record, layout)):
        yield line
        gap = layout.part_gap
    for name in ("short_name", "formal_name"):
        text = getattr(record.election.country, name)
        if text is not None:
            yield OutputLine(text, f"election.country.{name}", gap)
            gap = layout.country_gap
    if record.election.contest.title is not None:
        yield OutputLine(record.election.contest.title, "election.contest.title", 1)
    for index in range(prose_length(record)):
        yield OutputLine(record.sections[0].blocks[index].text, f"sections[0].blocks[{index}].text", 1)


def prose_length(record: ElectionRecord) -> int:
    """Count the paragraphs at the start of the body that are written in the head: below results they would be rows.

    A date of the results ends the rows, so that a paragraph below it is safe.
    """
    has_table = any(result.place is ResultPlace.RESULTS for result in record.results)
    results = has_table or record.participation != Participation()
    if not results or record.modified.results is not None or not record.sections:
        return 0
    if record.sections[0].kind is not SectionKind.UNTITLED:
        return 0
    blocks = record.sections[0].blocks
    other = (index for index, block in enumerate(blocks) if block.type is not BlockType.PARAGRAPH)
    return next(other, len(blocks))


def modified_line(record: ElectionRecord, name: str, *, gap: int = 1) -> Iterator[OutputLine]:
    """Write a modified date, if the record has it: that of the ``record``, the ``results`` or the ``election``."""
    iso = getattr(record.modified, name)
    if iso is not None:
        text = _written(iso, f"modified.{name}", date.format_modified)
        if name == "record":
            text = text.replace(",", "")
        yield OutputLine(text, f"modified.{name}", gap, before=MODIFIED_LABELS[name])


def _written(iso: str, path: str, form: Callable[[str], str]) -> str:
    if not FULL_DATE.fullmatch(iso):
        raise RenderError(path, f"{quoted(iso)} is not a full date, so it cannot be written.")
    return form(iso)


def _date_lines(election: Election, layout: Layout) -> Iterator[OutputLine]:
    written, status = election.date_text, election.status_text
    if written is None and election.date is not None:
        written = _written(election.date, "election.date", date.format_header)
    if status is None and election.status not in (ElectionStatus.UNKNOWN, ElectionStatus.OTHER):
        status = election.status.value.replace("_", " ").capitalize()
    if written is not None and status is not None and not layout.status_on_own_line:
        OutputLine(status, "election.status_text").check()
        yield OutputLine(written, "election.date_text", 1, after=f" {status}")
        return
    if written is not None:
        yield OutputLine(written, "election.date_text", 1)
    if status is not None:
        yield OutputLine(status, "election.status_text", 0 if written is not None else 1)


def _badge_lines(record: ElectionRecord, layout: Layout) -> Iterator[OutputLine]:
    if not layout.badge:
        return
    counts = record.participation
    if counts.turnout_percent is not None:
        yield OutputLine(share.format(counts.turnout_percent), "participation.turnout_percent", 1)
        yield OutputLine("Voted")
    if counts.registered_voters_text is not None and counts.registered_voters is not None:
        path = "participation.registered_voters_text"
        yield OutputLine(counts.registered_voters_text, path, 1, after=" Registered to Vote")
