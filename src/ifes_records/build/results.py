"""The results block: its counts, its tables, its questions."""

from __future__ import annotations

import re
from typing import Any

from attrs import define, evolve, field
from lark import Token, Tree

from ifes_records.build.context import Context, first_token, token_of
from ifes_records.build.head import read_modified
from ifes_records.build.rows import Line, Table
from ifes_records.model.body import Block, BlockType, Section, SectionKind
from ifes_records.model.record import Participation
from ifes_records.model.results import ResultKind
from ifes_records.model.span import Span
from ifes_records.syntax import RecordTree, pattern
from ifes_records.values import count, row, share

# A line of the table without figures is a name unless it is longer than names are or ends as a sentence does.
NAME_LENGTH = 120
NAME_WORDS = 14
QUOTES = {"“": "”", "«": "»", "„": "“", "‘": "’"}


@define
class ResultsBlock:
    """The results block as far as it has been read."""

    participation: Participation = field(factory=Participation)
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
    """Read labels, counts and rows in the order of the text; ``rows.finish`` types the tables."""
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
    lines = [child for child in block.children if isinstance(child, Tree)]
    table = Table(kind, heading, start=context.span(first_token(lines[0])).start)
    for child in lines:
        token = first_token(child)
        text = context.text(token)
        if child.data == "share" or _is_bare_share(text, table):
            _add_share(token, table, results, context)
            continue
        if kind is None and text.endswith(("?", "؟")):
            # A question whose label is lost; the rows below it are its answers.
            if table.question and not table.lines:
                table.question = f"{table.question} {text}"
                continue
            _keep(table, results)
            table = Table(ResultKind.REFERENDUM, None, text, start=context.span(token).start)
            continue
        found = row.parse(text)
        last = table.lines[-1] if table.lines else None
        if last is not None and found.is_bare and not last.row.cells:
            # A name and its figures on two lines.
            message = "a name and its figures on two lines were read as one row"
            context.report("I-ROW-JOINED", message, context.span(token))
            last.row = row.parse(f"{last.row.text} {text}")
        elif found.cells or _may_be_name(text):
            table.lines.append(Line(found, context.span(token)))
        else:
            message = f"{text!r} is no row; it was kept under 'unread'"
            context.leave_unread(token, "W-RESULT-LINE", message)
    _keep(table, results)


def _is_bare_share(text: str, table: Table) -> bool:
    """A whole number below a row that has its figures, where shares stand: ``74``."""
    if not table.lines or not text.isdigit() or int(text) > 100:
        return False
    shares = any(line.share for line in table.lines[:-1]) or len(table.lines) == 1
    return shares and table.lines[-1].share is None and bool(table.lines[-1].row.cells)


def _may_be_name(text: str) -> bool:
    return (
        len(text) <= NAME_LENGTH
        and len(text.split()) <= NAME_WORDS
        and not re.search(r"[.:;?]$|^\W*note\b", text, re.IGNORECASE)
    )


def _add_share(token: Token, table: Table, results: ResultsBlock, context: Context) -> None:
    if table.lines and table.lines[-1].share is None:
        table.lines[-1].share = context.span(token)
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
            table.lines.append(Line(row.parse(context.text(token)), context.span(token)))
        elif child.data == "answer_share":
            _add_share(token, table, results, context)
        elif table.question is not None and not table.lines and _goes_on(table.question, last, token, context):
            table.question = f"{table.question} {context.text(token)}"
        else:
            _keep(table, results)
            table = Table(ResultKind.REFERENDUM, heading, context.text(token), start=context.span(token).start)
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
        found = row.parse(text)
        if found.cells:
            table.lines.append(Line(found, context.span(token)))
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
