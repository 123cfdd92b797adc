"""The results block: its labels, counts, tables, questions, charts and notes, in the order of the text."""

from __future__ import annotations

from lark import Token

from ifes_records.diagnostics import Diagnostic
from ifes_records.model.body import BlockType, SectionKind
from ifes_records.model.origin import Role
from ifes_records.model.results import ResultKind
from ifes_records.page.body import Node, OpenSection
from ifes_records.page.context import Context, first_token, token_of
from ifes_records.page.counts import (
    COUNTS,
    doubt_counts,
    doubt_plain_counts,
    read_count,
    read_turnout,
    read_turnout_above,
    report_loose_figures,
    span_of,
)
from ifes_records.page.head import read_modified
from ifes_records.page.other_layouts import USE
from ifes_records.page.questions import read_referendum
from ifes_records.page.result_lines import read_rows
from ifes_records.page.results_block import ResultsBlock
from ifes_records.page.rows import RowLine, Table
from ifes_records.span import Span
from ifes_records.text import lexicon
from ifes_records.text.grammars import RecordTree
from ifes_records.values import row

# PartySeats WonSeats ChangeVotes, and a row below it: Citizens (Граждани)95- ▲1,147,292
GLUED_HEADER = r"(?i:party)(?="
LABELS = {
    "candidate_label": ResultKind.CANDIDATE,
    "candidate_header": ResultKind.CANDIDATE,
    "weak_candidate_label": ResultKind.CANDIDATE,
    "party_label": ResultKind.PARTY,
    "weak_party_label": ResultKind.PARTY,
    "table_header": ResultKind.PARTY,
}


def read_results(blocks: list[RecordTree], context: Context, results: ResultsBlock) -> None:
    """Read labels, counts and rows into ``results``, in the order of the text; ``rows.finish`` types the rows."""
    last = ""
    for block in blocks:
        rule = str(block.data)
        if rule not in ("participation_label", "rows"):
            results.expects_turnout = False
        below, last = last, rule
        results.label_is_adjacent = rule in LABELS or (rule == "rows" and results.label_is_adjacent)
        if rule in COUNTS:
            read_count(rule, block, results, context)
        elif rule == "turnout":
            if first_token(block).type == "TURNOUT_LINES":
                read_turnout_above(block, results, context, below_rows=below == "rows")
            else:
                read_turnout(block, span_of(token_of(block, "TEXT"), context), results, context)
        elif rule == "participation_label":
            results.expects_turnout = first_token(block).type == "TURNOUT_LABEL"
        elif rule in LABELS:
            _read_label(rule, block, results, context)
        elif rule == "rows":
            report_loose_figures(block, below, results, context)
            read_rows(block, results, context)
        elif rule in ("referendum_results", "weak_provisions"):
            read_referendum(block, results, context)
        elif rule in ("seat_shares", "boilerplate_caption"):
            _read_seat_shares(block, results, context)
        elif rule in ("results_notes", "results_source"):
            _read_notes(block, results, context)
        elif rule == "results_modified":
            read_results_modified(block, results, context)
    doubt_counts(results, context)
    doubt_plain_counts(results, context)


def read_results_modified(block: RecordTree, results: ResultsBlock, context: Context) -> None:
    """Read the date of the results; the later of two dates is kept."""
    first = context.spans.get("modified.results")
    value = read_modified(block, "modified.results", context)
    other = results.modified_line
    if results.modified and value and other is not None:
        later = value > results.modified
        message = "{text} is one of two dates of the results; the later was taken."
        context.leave_unread(other if later else block, "W-HEAD-TWICE", message)
        if not later:
            if first is not None:
                context.spans["modified.results"] = first
            return
    if value:
        results.modified, results.modified_line = value, block


def _read_label(rule: str, block: RecordTree, results: ResultsBlock, context: Context) -> None:
    kind = LABELS[rule]
    heading: str | None = context.text(first_token(block)).rstrip(" :")
    span: Span | None = context.span(first_token(block))
    if rule in ("table_header", "candidate_header"):
        heading, span = (results.label[1], results.label_span) if results.label[0] is kind else (None, None)
    results.label, results.label_span = (kind, heading), span
    results.header = context.text(first_token(block)) if first_token(block).type == "OTHER_TABLE_HEADER" else ""
    glued = lexicon.pattern("SEATS_COLUMN", GLUED_HEADER, ")")
    results.is_glued = glued.match(context.text(first_token(block))) is not None
    if results.is_glued:
        message = "The cells of this table are glued together; its rows were read where only one reading is possible."
        context.report(Diagnostic("W-LAYOUT", f"{message} {USE}", "results", context.span(first_token(block))))


def _read_seat_shares(block: RecordTree, results: ResultsBlock, context: Context) -> None:
    """Read a chart of parties; a caption on the line below its label is boilerplate."""
    label = first_token(block)
    heading = context.text(label).rstrip(" :") if label.type == "SEAT_SHARE_LABEL" else results.label[1]
    label_span = context.span(label) if label.type == "SEAT_SHARE_LABEL" else results.label_span
    table = Table(ResultKind.PARTY, heading, label_span)
    for index, child in enumerate(block.children[1:]):
        assert not isinstance(child, Token)
        token = first_token(child)
        found = row.parse(context.text(token))
        if found.cells and not found.is_bare:
            table.lines.append(RowLine(found, context.span(token)))
        elif index or not _is_caption(context.text(token)):
            context.leave_unread(child, "W-RESULT-LINE", "{text} is not a row; it was kept under “unread”.")
        else:
            context.claim(context.span(token), role=Role.BOILERPLATE)
    results.add(table)
    results.label, results.label_span = (ResultKind.PARTY, heading), label_span


def _is_caption(text: str) -> bool:
    """Whether a text is like ``Hover over the chart to see the seats of each party.``."""
    is_about_chart = lexicon.pattern("CAPTION_WORD", r"\b", r"\b").search(text)
    is_note = lexicon.pattern("NOTE_OR_SOURCE", r"\W|", r"\b").match(text)
    return text.endswith(".") and is_about_chart is not None and is_note is None


def _read_notes(block: RecordTree, results: ResultsBlock, context: Context) -> None:
    """Read ``Results Notes:`` and ``Source: …`` as a section of their own."""
    labelled = block.data == "results_notes"
    if labelled or not results.sections:
        span = context.span(first_token(block))
        heading = context.source.read(span).rstrip(" :") if labelled else None
        section = OpenSection(heading, SectionKind.RESULTS_NOTES, span.start, span if labelled else None)
        results.sections.append(section)
    nodes = results.sections[-1].nodes
    prefix, text = token_of(block, "RESULTS_SOURCE_PREFIX"), token_of(block, "TEXT")
    if prefix is not None:
        span = Span(context.span(prefix).start, context.span(text or prefix).end)
        values = [context.span(text)] if text is not None else []
        nodes.append(Node(BlockType.KEY_VALUE, 0, [span], context.text(prefix).rstrip(" :"), values))
    for child in block.children:
        if not isinstance(child, Token) and child is not None:
            nodes.append(Node(BlockType.PARAGRAPH, 0, [context.span(first_token(child))]))
