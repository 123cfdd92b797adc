"""Tables of results: from the lines of the text to typed rows."""

from __future__ import annotations

import re

from attrs import define, field

from ifes_records.diagnostics import Diagnostic, Effect, quoted
from ifes_records.model.names import Name
from ifes_records.model.results import FigureMark, Result, ResultKind, ResultRow
from ifes_records.page import guards
from ifes_records.page.context import Context
from ifes_records.page.header import columns_in, diagnostic_in_header
from ifes_records.page.table_rows import ColumnTotals, Values
from ifes_records.page.tables import read_table
from ifes_records.span import Span
from ifes_records.values import joined, name, parentheses, share, undecoded
from ifes_records.values.row import RowText

# Democrats 66      (but: Lelo 2019)
FIGURE_BEHIND = re.compile(r" \d{1,3}$")
# E3 in `Non-Partisans E3`      (a figure whose first digit is broken, and no name before it)
LONE_LETTER = re.compile(r" [^\W\d_]\d+$")


@define
class RowLine:
    """The line of a party, candidate or answer, and the share on the line below it."""

    row: RowText
    span: Span
    share: Span | None = None


@define
class Table:
    """The lines of a table, with the label or question above them; ``kind`` is ``None`` without a label.

    ``heading_is_adjacent`` is false if other lines are between the heading and the table. ``header`` is the header of
    its columns, if they are not those of all tables.
    """

    kind: ResultKind | None
    heading: str | None = None
    heading_span: Span | None = None
    heading_is_adjacent: bool = True
    header: str = ""
    question: str | None = None
    question_spans: list[Span] = field(factory=list)
    lines: list[RowLine] = field(factory=list)


def finish(tables: list[Table], totals: ColumnTotals, alpha2: str | None, context: Context) -> tuple[Result, ...]:
    """Turn tables into typed results; ``alpha2`` is the country's code."""
    finished: list[Result] = []
    headings: set[Span] = set()
    for index, table in enumerate(tables):
        path = f"results[{index}]"
        spans = _claim(table, path, headings, context)
        texts = [line.row for line in table.lines]
        kind = _kind_of(table, texts)
        if table.question_spans:
            question = table.question or ""
            above = finished[-1] if finished and finished[-1].kind is ResultKind.REFERENDUM else None
            problem = joined.diagnostic_in_question(question) or guards.diagnostic_in_question(
                question, above, answered=bool(table.lines)
            )
            context.report_at(problem, table.question_spans[0], f"{path}.question")
        shares = _read_shares(table, path, context)
        columns = columns_in(table.header)
        values = read_table(texts, kind, totals, columns)
        if columns:
            context.report_at(diagnostic_in_header(table.header, columns, texts), spans[0], path)
        numbered = [found.name for found in values if FIGURE_BEHIND.search(found.name)]
        has_numbers = len(numbered) < 2 or all(map(guards.is_numbered, numbered))
        confirmed = len(numbered) < 2 and sum(found.seats_won or 0 for found in values) in totals.seats
        rows = tuple(
            _read_row(line, found, percent, kind, alpha2, f"{path}.rows[{number}]", context, confirmed, has_numbers)
            for number, (line, found, percent) in enumerate(zip(table.lines, values, shares, strict=True))
        )
        if (table.question or "").endswith("-") and rows:
            message = f"{quoted(rows[0].name.text)} may be the end of the line above, which ends in a hyphen."
            context.report(Diagnostic("W-ROW-NAME", message, f"{path}.rows[0].name", table.lines[0].span))
        span = Span(min(span.start for span in spans), max(span.end for span in spans))
        finished.append(Result(kind, table.heading, table.question, rows, span=span))
        if table.kind is ResultKind.PARTY and kind is ResultKind.CANDIDATE:
            message = (
                "Below a label of parties, the figures are glued to the names; they were read as those of candidates."
            )
            context.report(Diagnostic("W-ROW-CELLS", message, path, span, effect=Effect.GUESSED))
            _doubt_small_votes(finished[-1], totals, path, context)
        if sum(code == "W-ROW-SEATS" for found in values for code in _codes(found)) > 1:
            message = "Several rows have more seats than a chamber has; the columns may be in another order."
            context.report(Diagnostic("W-ROW-SEATS", message, path, span))
        apart = [bool(line.row.cells) and not line.row.glued for line in table.lines]
        guards.report_glued_words(finished[-1], apart, path, context)
    return tuple(finished)


def _doubt_small_votes(table: Result, totals: ColumnTotals, path: str, context: Context) -> None:
    """Report figures glued to names below the label of parties, which were read as votes and can be seats."""
    for number, found in enumerate(table.rows):
        if found.votes is not None and "," not in found.cells[0] and totals.can_be_seats(str(found.votes)):
            message = f"{quoted(found.cells[0])} was taken as votes, although it could be seats."
            diagnostic = Diagnostic("W-ROW-LONE-NUMBER", message)
            context.report_at(diagnostic, found.span or Span(0, 0), f"{path}.rows[{number}].votes")


def _codes(found: Values) -> list[str]:
    return [diagnostic.code for diagnostic, _ in found.diagnostics]


def _claim(table: Table, path: str, headings: set[Span], context: Context) -> list[Span]:
    """Claim the text of a table and return its spans; a heading of several tables belongs to the first."""
    spans: list[Span] = []
    if table.heading_span is not None and table.heading is not None:
        if table.heading_span in headings:
            context.spans[f"{path}.heading"] = table.heading_span
        else:
            headings.add(table.heading_span)
            context.claim(table.heading_span, f"{path}.heading")
            spans += [table.heading_span] if table.heading_is_adjacent else []
    for span in table.question_spans:
        context.claim(span, f"{path}.question")
        spans.append(span)
    for number, line in enumerate(table.lines):
        context.claim(line.span, f"{path}.rows[{number}]")
        spans.append(line.span)
        if line.share is not None:
            context.claim(line.share, f"{path}.rows[{number}].vote_percent")
            spans.append(line.share)
    if len(table.question_spans) > 1:
        context.spans[f"{path}.question"] = Span(table.question_spans[0].start, table.question_spans[-1].end)
    return spans


def _kind_of(table: Table, texts: list[RowText]) -> ResultKind:
    """Return the kind of a table; if its label is missing or wrong, glued figures are those of candidates."""
    if table.kind is None:
        return ResultKind.CANDIDATE if any(text.glued for text in texts) else ResultKind.PARTY
    if (
        table.kind is ResultKind.PARTY
        and texts
        and all(text.glued and not LONE_LETTER.search(text.text) for text in texts)
    ):
        return ResultKind.CANDIDATE
    return table.kind


def _read_row(
    line: RowLine,
    found: Values,
    percent: float | None,
    kind: ResultKind,
    alpha2: str | None,
    path: str,
    context: Context,
    adds_up: bool,
    has_numbers: bool,
) -> ResultRow:
    written, problem = _read_name(found.name, kind, alpha2)
    guarded = (
        undecoded.diagnostic(written.text)
        or joined.diagnostic(written.text, glued=kind is not ResultKind.PARTY)
        or guards.diagnostic_in_name(
            written.text,
            kind,
            found.seats_won,
            adds_up=adds_up or "W-ROW-NUMBER-IN-NAME" in _codes(found),
            has_numbers=has_numbers,
            has_cells=bool(found.cells),
        )
    )
    for diagnostic in (problem, guarded):
        context.report_at(diagnostic, line.span, f"{path}.name")
    for diagnostic, cell_path in found.diagnostics:
        context.report_at(diagnostic, line.span, f"{path}.{cell_path}".rstrip("."))
    if line.row.marks:
        message = f"The marks {quoted(' '.join(line.row.marks))} after the figures are not part of them."
        context.report(Diagnostic("W-ROW-MARK", message, path, line.span))
    if not found.cells:
        context.report(
            Diagnostic(
                "I-ROW-EMPTY", f"{quoted(line.row.text)} has no figures; its values are null.", path, line.span
            )
        )
    if percent is None and found.percent is not None:
        reading = share.parse(found.percent)
        percent = reading.value
        context.report_at(reading.diagnostic, line.span, f"{path}.vote_percent")
    has_seats = kind is ResultKind.PARTY or found.seats_mark is not FigureMark.ABSENT
    seats_mark = found.seats_mark if has_seats else FigureMark.NOT_APPLICABLE
    return ResultRow(
        name=written,
        aggregate=None if kind is ResultKind.REFERENDUM else name.aggregate(written.text),
        seats_won=found.seats_won,
        seats_won_mark=seats_mark,
        seats_change=found.seats_change,
        seats_change_direction=found.direction,
        votes=found.votes,
        votes_mark=found.votes_mark,
        vote_percent=percent,
        cells=tuple(cell.text for cell in found.cells),
        span=Span(line.span.start, line.share.end) if line.share is not None else line.span,
    )


def _read_name(text: str, kind: ResultKind, alpha2: str | None) -> tuple[Name, Diagnostic | None]:
    if kind is ResultKind.CANDIDATE:
        return name.parse_candidate(text, alpha2), parentheses.diagnostic_in(text)
    if kind is ResultKind.REFERENDUM:
        return name.parse_answer(text, alpha2), parentheses.diagnostic_in(text)
    return name.parse(text, alpha2)


def _read_shares(table: Table, path: str, context: Context) -> list[float | None]:
    """Read the share lines of a table, in percent; if they add up to one, they are multiplied by 100."""
    shares: list[float | None] = [None] * len(table.lines)
    spans = {index: line.share for index, line in enumerate(table.lines) if line.share is not None}
    signs = False
    for index, span in spans.items():
        text = context.source.read(span)
        reading = share.parse(text)
        context.report_at(reading.diagnostic, span, f"{path}.rows[{index}].vote_percent")
        if reading.value is None:
            context.keep_unread(span)
        shares[index] = reading.value
        signs = signs or "%" in text
    given = [value for value in shares if value is not None]
    if signs or len(given) < 2 or max(given) > 1 or not 0.9 <= sum(given) <= 1.01:
        return shares
    message = f"The {len(given)} shares add up to {sum(given):g}; they were read as fractions of one."
    context.report(Diagnostic("I-SHARE-FRACTION", message, path, next(iter(spans.values()))))
    return [None if value is None else round(value * 100, 10) for value in shares]
