"""The lines of the results block: counts, tables, questions, notes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from attrs import evolve

from ifes_records.model import ElectionRecord, Result, ResultKind, ResultPlace, ResultRow, SectionKind
from ifes_records.render.cells import row_text
from ifes_records.render.head import modified_line
from ifes_records.render.layout import Layout
from ifes_records.render.line import OutputLine
from ifes_records.text import grammars
from ifes_records.values import count, share
from ifes_records.values import row as rows

TABLE_HEADER = "Party Seats Won Seats Change Votes"
CANDIDATE_HEADER = "Name Votes"
# What can be above rows that have no label.
PARTICIPATION_LABEL = "Voter Participation"

COUNTS = ("cast_votes", "valid_votes", "invalid_votes", "registered_voters")


def result_lines(record: ElectionRecord, layout: Layout) -> Iterator[OutputLine]:
    """Write the results block of a record, from its counts to the date of the results."""
    counts = list(_count_lines(record, layout))
    tables = tables_in_block(record)
    if counts or tables:
        gap = layout.part_gap
        for label in layout.results_labels:
            yield OutputLine(label, gap=gap)
            gap = 1
        for line in counts:
            yield evolve(line, gap=gap)
            gap = 0
        for index, label in enumerate(layout.chart_labels):
            yield OutputLine(label, gap=0 if index else 1)
        # Without a label, nothing would say that the rows are results.
        unlabelled = bool(tables) and next(iter(tables.values())).heading is None
        if unlabelled and not (counts or layout.results_labels or layout.chart_labels):
            yield OutputLine(PARTICIPATION_LABEL, gap=layout.part_gap)
    above: Result | None = None
    for path, table in tables.items():
        yield from _table_lines(table, above, path, layout)
        above = table
    for index in range(notes_length(record)):
        yield from _note_lines(record, index)
    yield from modified_line(record, "results")


def tables_in_block(record: ElectionRecord) -> dict[str, Result]:
    """Return the results of the results block by path; those of the body are written with its sections."""
    results = enumerate(record.results)
    return {f"results[{index}]": result for index, result in results if result.place is ResultPlace.RESULTS}


def notes_length(record: ElectionRecord) -> int:
    """Count the sections at the start that are notes on the results, which belong to the results block."""
    others = (index for index, section in enumerate(record.sections) if section.kind is not SectionKind.RESULTS_NOTES)
    return next(others, len(record.sections))


def _count_lines(record: ElectionRecord, layout: Layout) -> Iterator[OutputLine]:
    for name in COUNTS:
        text = getattr(record.participation, f"{name}_text")
        value = getattr(record.participation, name)
        if (text is None and value is None) or (layout.badge and name == "registered_voters" and value is not None):
            continue
        written = count.format(value) if text is None else text
        label = f"{name.replace('_', ' ').title()}:{layout.space_after_count_label}"
        yield OutputLine(written, f"participation.{name}_text", before=label)
    if record.participation.turnout_percent is not None and not layout.badge:
        written = share.format(record.participation.turnout_percent)
        label = f"Voter Turnout:{layout.space_after_count_label}"
        yield OutputLine(written, "participation.turnout_percent", before=label)


def _is(label: str, heading: str | None) -> bool:
    return heading is not None and re.fullmatch(grammars.label(label), f"{heading}\n") is not None


def _is_referendum_label(heading: str | None) -> bool:
    return _is("REFERENDUM_LABEL", heading) or _is("WEAK_PROVISIONS_LABEL", heading)


def _table_lines(table: Result, above: Result | None, path: str, layout: Layout) -> Iterator[OutputLine]:
    texts = [row_text(row, table.kind, f"{path}.rows[{index}]") for index, row in enumerate(table.rows)]
    if table.heading is not None and not _shares_label(table, above):
        colon = "" if _is_referendum_label(table.heading) else ":"
        yield OutputLine(table.heading, f"{path}.heading", layout.part_gap, after=colon)
    header = _header(table, texts, above, layout)
    if header is not None:
        yield OutputLine(header, gap=layout.part_gap if table.heading is None else 1)
    if table.question is not None:
        yield OutputLine(table.question, f"{path}.question", max(1, layout.row_gap))
    shares = [row.vote_percent for row in table.rows if row.vote_percent is not None]
    # Without a sign, shares that are all at most 1 could be taken for fractions.
    signs = layout.share_sign or max(shares, default=0) <= 1
    for index, (row, text) in enumerate(zip(table.rows, texts, strict=True)):
        row_path = f"{path}.rows[{index}]"
        yield OutputLine(text, f"{row_path}.name.text", layout.row_gap if index else min(1, layout.row_gap))
        if _has_share_line(row):
            written = share.format(row.vote_percent or 0)
            yield OutputLine(
                written if signs else written.rstrip("%"), f"{row_path}.vote_percent", min(1, layout.row_gap)
            )


def _shares_label(table: Result, above: Result | None) -> bool:
    """Whether a question is under the same label as the one above it."""
    return (
        above is not None
        and table.question is not None
        and _is_referendum_label(table.heading)
        and above.heading == table.heading
    )


def _header(table: Result, texts: list[str], above: Result | None, layout: Layout) -> str | None:
    """Return the header of a table's columns, which says what the rows are if there is no label; ``None`` for none.

    Rows of a chart have figures and no shares below them; other rows under a chart's label need a label of their own.
    """
    if table.kind is ResultKind.PARTY:
        if _is("SEAT_SHARE_LABEL", table.heading):
            chart = all(rows.parse(text).cells for text in texts) and not any(map(_has_share_line, table.rows))
            return None if chart else PARTICIPATION_LABEL
        labelled = table.heading is not None and not (layout.table_header and _is("PARTY_LABEL", table.heading))
        return None if labelled else TABLE_HEADER
    glued = any(rows.parse(text).glued for text in texts)
    if table.kind is ResultKind.CANDIDATE and table.heading is None and (above is not None or not glued):
        return CANDIDATE_HEADER
    return None


def _has_share_line(row: ResultRow) -> bool:
    return row.vote_percent is not None and not any(map(grammars.pattern("SHARE").fullmatch, row.cells))


def _note_lines(record: ElectionRecord, index: int) -> Iterator[OutputLine]:
    section = record.sections[index]
    path = f"sections[{index}]"
    if section.heading is not None:
        yield OutputLine(section.heading, f"{path}.heading", 1)
    for number, block in enumerate(section.blocks):
        yield OutputLine(block.text, f"{path}.blocks[{number}].text", 1)
