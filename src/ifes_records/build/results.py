"""The results block: its counts, its tables, its questions."""

from __future__ import annotations

import re
from typing import Any

from attrs import define, evolve, field
from lark import Token

from ifes_records.build.context import Context, first_token, token_of
from ifes_records.build.head import read_modified
from ifes_records.build.tables import Totals, read_table
from ifes_records.model.body import Block, BlockType, Section, SectionKind
from ifes_records.model.names import Name
from ifes_records.model.record import Participation
from ifes_records.model.results import Result, ResultKind, ResultRow
from ifes_records.model.span import Span
from ifes_records.syntax import RecordTree, pattern
from ifes_records.values import count, name, row, share
from ifes_records.values.reading import Problem

# A line of the table without figures is a name unless it is longer than names are or ends as a sentence does.
NAME_LENGTH = 120
QUOTES = {"“": "”", "«": "»", "„": "“", "‘": "’"}


@define
class Line:
    """A row, candidate or answer as it stands, with the share below it."""

    token: Token
    share: Token | None = None


@define
class Table:
    """Rows that stand together, with the label above them."""

    kind: ResultKind | None
    heading: str | None = None
    question: str | None = None
    lines: list[Line] = field(factory=list)
    start: int = 0


@define
class ResultsBlock:
    """The results block as far as it has been read."""

    participation: Participation = Participation()
    modified: str | None = None
    tables: list[Table] = field(factory=list)
    sections: list[Section] = field(factory=list)
    label: tuple[ResultKind | None, str | None] = (None, None)


COUNTS = ("cast_votes", "valid_votes", "invalid_votes", "registered_voters")
LABELS = {
    "candidate_label": ResultKind.CANDIDATE,
    "weak_candidate_label": ResultKind.CANDIDATE,
    "party_label": ResultKind.PARTY,
    "weak_party_label": ResultKind.PARTY,
    "table_header": ResultKind.PARTY,
}


def read_results(blocks: list[RecordTree], context: Context) -> ResultsBlock:
    """Read labels, counts and rows in the order of the text; the tables are left to ``finish_tables``."""
    results = ResultsBlock()
    for block in blocks:
        rule = str(block.data)
        if rule in COUNTS:
            _read_count(rule, block, results, context)
        elif rule == "turnout":
            _read_turnout(token_of(block, "TEXT"), results, context)
        elif rule in LABELS:
            _read_label(rule, block, results, context)
        elif rule == "rows":
            _read_rows(block, results, context)
        elif rule in ("referendum_results", "weak_provisions"):
            _read_referendum(block, results, context)
        elif rule == "seat_shares":
            _read_seat_shares(block, results, context)
        elif rule in ("results_notes", "results_source"):
            _read_notes(block, results, context)
        elif rule == "results_modified" and results.modified is None:
            results.modified = read_modified(block, "modified.results", context)
    return results


def _read_count(field_name: str, block: RecordTree, results: ResultsBlock, context: Context) -> None:
    written = token_of(block, "TEXT")
    text = context.text(written)
    if getattr(results.participation, f"{field_name}_text") is not None:
        context.leave_unread(first_token(block))
        return
    reading = count.parse(text)
    context.note(reading.problem, context.span(written or first_token(block)), f"participation.{field_name}")
    changes: dict[str, Any] = {field_name: reading.value, f"{field_name}_text": text}
    results.participation = evolve(results.participation, **changes)


def _read_turnout(written: Token | None, results: ResultsBlock, context: Context) -> None:
    text = context.text(written)
    if written is not None and pattern("SHARE").fullmatch(text):
        reading = share.parse(text)
        context.note(reading.problem, context.span(written), "participation.turnout_percent")
        results.participation = evolve(results.participation, turnout_percent=reading.value)
    elif written is not None and count.parse(text).problem:
        context.leave_unread(written)


def _read_label(rule: str, block: RecordTree, results: ResultsBlock, context: Context) -> None:
    kind = LABELS[rule]
    heading: str | None = context.text(first_token(block)).rstrip(" :")
    if rule == "table_header":
        heading = results.label[1] if results.label[0] is ResultKind.PARTY else None
    results.label = (kind, heading)


def _read_rows(block: RecordTree, results: ResultsBlock, context: Context) -> None:
    kind, heading = results.label
    table = Table(kind, heading, start=context.span(first_token(block.children[0])).start)  # type: ignore[arg-type]
    for child in block.children:
        assert not isinstance(child, Token)
        token = first_token(child)
        if child.data == "share" or _is_bare_share(context.text(token), table):
            _add_share(token, table, results, context)
        elif kind is None and context.text(token).endswith(("?", "؟")):
            # A question whose label is lost; the rows below it are its answers.
            if table.question and not table.lines:
                table.question = f"{table.question} {context.text(token)}"
                continue
            _keep(table, results)
            table = Table(ResultKind.REFERENDUM, None, context.text(token), start=context.span(token).start)
        elif (
            _is_cells_only(context.text(token))
            and table.lines
            and not _has_cells(context.text(table.lines[-1].token))
        ):
            table.lines[-1].token = _join(table.lines[-1].token, token, context)
        elif _is_row(context.text(token)):
            table.lines.append(Line(token))
        else:
            text = context.text(token)
            context.leave_unread(token, "W-RESULT-LINE", f"{text!r} is no row; it was kept under 'unread'")
    _keep(table, results)


def _is_bare_share(text: str, table: Table) -> bool:
    """A whole number below a row that has its figures, where shares stand: ``74``."""
    shares = any(line.share for line in table.lines[:-1]) or len(table.lines) == 1
    return (
        text.isdigit() and int(text) <= 100 and shares and bool(table.lines) and table.lines[-1].share is None
    )


def _has_cells(text: str) -> bool:
    return bool(row.parse(text).cells)


def _is_cells_only(text: str) -> bool:
    found = row.parse(text)
    return bool(found.cells) and found.cells[0].start == 0


def _join(name_token: Token, cells: Token, context: Context) -> Token:
    """A name and its figures on two lines, as one row."""
    context.report(
        "I-ROW-JOINED", "a name and its figures on two lines were read as one row", context.span(cells)
    )
    joined = Token.new_borrow_pos(name_token.type, name_token + cells, name_token)
    joined.end_pos = cells.end_pos
    return joined


def _is_row(text: str) -> bool:
    found = row.parse(text)
    if found.cells:
        return True
    return (
        len(text) <= NAME_LENGTH
        and not re.search(r"[.:;?]$|^\W*note\b", text, re.IGNORECASE)
        and len(text.split()) <= 14
    )


def _add_share(token: Token, table: Table, results: ResultsBlock, context: Context) -> None:
    if table.lines and table.lines[-1].share is None:
        table.lines[-1].share = token
    elif not table.lines and not results.tables and results.participation.turnout_percent is None:
        # Voter / Turnout* and a figure below it.
        _read_turnout(token, results, context)
    else:
        text = context.text(token)
        context.leave_unread(
            token, "W-SHARE-ALONE", f"the share {text!r} stands under no row; it was kept under 'unread'"
        )


def _read_referendum(block: RecordTree, results: ResultsBlock, context: Context) -> None:
    """Questions and their answers; a question whose answers are lost stays, without rows."""
    heading = context.text(first_token(block)).rstrip(" :")
    table = Table(ResultKind.REFERENDUM, heading)
    last: Token | None = None
    for child in block.children[1:]:
        assert not isinstance(child, Token)
        token = first_token(child)
        if child.data == "answer":
            table.lines.append(Line(token))
        elif child.data == "answer_share":
            _add_share(token, table, results, context)
        elif (
            table.question is not None and not table.lines and _goes_on(table.question, last, token, context)
        ):
            table.question = f"{table.question} {context.text(token)}"
        else:
            _keep(table, results)
            table = Table(
                ResultKind.REFERENDUM, heading, context.text(token), start=context.span(token).start
            )
        last = token
    _keep(table, results)


def _keep(table: Table, results: ResultsBlock) -> None:
    if table.lines or table.question:
        results.tables.append(table)


def _goes_on(question: str, last: Token | None, token: Token, context: Context) -> bool:
    """Whether a line continues the question above it: no blank line between, or its quotation is still open."""
    text = context.text(token)
    opened = question[:1] in QUOTES and question.count(question[0]) > question.count(QUOTES[question[0]])
    adjacent = last is not None and context.line(token) == context.line(last) + 1
    return opened or adjacent or text.startswith("(")


def _read_seat_shares(block: RecordTree, results: ResultsBlock, context: Context) -> None:
    """A chart: its caption is furniture; rows under it are a table of parties."""
    heading = context.text(first_token(block)).rstrip(" :")
    table = Table(ResultKind.PARTY, heading)
    for child in block.children[1:]:
        assert not isinstance(child, Token)
        token = first_token(child)
        text = context.text(token)
        if row.parse(text).cells and _is_row(text):
            table.lines.append(Line(token))
        elif not (text.endswith(".") or "seats" in text.casefold()):
            context.leave_unread(token)
    _keep(table, results)
    results.label = (ResultKind.PARTY, heading)


def _read_notes(block: RecordTree, results: ResultsBlock, context: Context) -> None:
    """``Results Notes``: a source and remarks, as a section of their own."""
    if block.data == "results_notes" or not results.sections:
        labelled = block.data == "results_notes"
        heading = context.text(first_token(block)).rstrip(" :") if labelled else None
        span = context.span(first_token(block))
        results.sections.append(Section(heading, SectionKind.RESULTS_NOTES, span=span))
    blocks = list(results.sections[-1].blocks)
    prefix, text = token_of(block, "RESULTS_SOURCE_PREFIX"), token_of(block, "TEXT")
    if prefix is not None:
        key, value = context.text(prefix).rstrip(" :"), context.text(text) or None
        span = Span(context.span(prefix).start, context.span(text or prefix).end)
        blocks.append(Block(BlockType.KEY_VALUE, 0, context.source.read(span), key, value, span=span))
    for child in block.children:
        if not isinstance(child, Token) and child is not None:
            token = first_token(child)
            blocks.append(Block(BlockType.PARAGRAPH, 0, context.text(token), span=context.span(token)))
    results.sections[-1] = evolve(results.sections[-1], blocks=tuple(blocks))


def finish_tables(
    results: ResultsBlock, seats_at_stake: tuple[int, ...], alpha2: str | None, context: Context
) -> tuple[Result, ...]:
    """Turn the rows into typed results, each table as a whole."""
    finished: list[Result] = []
    totals = Totals(seats_at_stake, results.participation.valid_votes)
    for table in results.tables:
        texts = [row.parse(context.text(line.token)) for line in table.lines]
        kind = table.kind or _kind_of(texts)
        values = read_table(texts, kind, totals)
        path = f"results[{len(finished)}]"
        shares = _read_shares(table, path, context)
        rows = []
        for index, (line, text, found) in enumerate(zip(table.lines, texts, values, strict=True)):
            row_path = f"{path}.rows[{index}]"
            span = context.span(line.token)
            written, problem = _read_name(text.name(len(found.cells)), kind, alpha2)
            context.note(problem, span, f"{row_path}.name")
            for cell_problem, cell_path in found.problems:
                context.note(cell_problem, span, f"{row_path}.{cell_path}".rstrip("."))
            if text.marks:
                message = f"the marks {' '.join(text.marks)!r} behind the figures were left out of them"
                context.report("W-ROW-MARK", message, span, row_path)
            if not found.cells and kind is not ResultKind.REFERENDUM:
                context.report(
                    "I-ROW-EMPTY", f"{text.text!r} has no figures; all its values are null", span, row_path
                )
            percent = shares[index]
            if percent is None and found.percent is not None:
                percent = share.parse(found.percent).value
            rows.append(
                ResultRow(
                    name=written,
                    aggregate=name.aggregate(written.text) if kind is ResultKind.PARTY else None,
                    seats_won=found.seats_won,
                    seats_change=found.seats_change,
                    seats_change_direction=found.direction,
                    votes=found.votes,
                    vote_percent=percent,
                    cells=tuple(cell.text for cell in found.cells),
                    span=span,
                )
            )
        finished.append(Result(kind, table.heading, table.question, tuple(rows), _span_of(table, context)))
    return tuple(finished)


def _span_of(table: Table, context: Context) -> Span:
    last = table.lines[-1] if table.lines else None
    end = context.span(last.share or last.token).end if last else table.start
    start = table.start or (context.span(table.lines[0].token).start if table.lines else end)
    return Span(start, end)


def _kind_of(texts: list[row.RowText]) -> ResultKind:
    """Rows under no label: candidates' figures are glued to their names, parties' are not."""
    return ResultKind.CANDIDATE if any(text.glued for text in texts) else ResultKind.PARTY


def _read_name(text: str, kind: ResultKind, alpha2: str | None) -> tuple[Name, Problem | None]:
    if kind is ResultKind.CANDIDATE:
        return name.parse_candidate(text), None
    return name.parse(text, alpha2)


def _read_shares(table: Table, path: str, context: Context) -> list[float | None]:
    """The share lines of a table, in percent; fractions of one are made percent, with a diagnostic."""
    shares: list[float | None] = []
    for index, line in enumerate(table.lines):
        if line.share is None:
            shares.append(None)
            continue
        reading = share.parse(context.text(line.share))
        context.note(reading.problem, context.span(line.share), f"{path}.rows[{index}].vote_percent")
        shares.append(reading.value)
    given = [value for value in shares if value is not None]
    written = [context.text(line.share) for line in table.lines if line.share is not None]
    if (
        len(given) > 1
        and all(v <= 1 for v in given)
        and 0.9 <= sum(given) <= 1.01
        and not any("%" in w for w in written)
    ):
        first = next(line.share for line in table.lines if line.share is not None)
        message = (
            f"the {len(given)} shares add up to {sum(given):g}; they were taken as fractions and made percent"
        )
        context.report("I-SHARE-FRACTION", message, context.span(first), path)
        return [None if value is None else value * 100 for value in shares]
    return shares
