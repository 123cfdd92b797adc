"""The results block: its counts, its tables, its questions."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from typing import Any

from attrs import define, evolve, field
from lark import Token, Tree

from ifes_records.diagnostics import Diagnostic, Effect, quoted
from ifes_records.model.body import BlockType, SectionKind
from ifes_records.model.origin import Role
from ifes_records.model.record import Participation
from ifes_records.model.results import ResultKind
from ifes_records.page.body import Node, OpenSection
from ifes_records.page.context import Context, first_token, token_of
from ifes_records.page.head import read_modified
from ifes_records.page.other_layouts import USE
from ifes_records.page.rows import RowLine, Table
from ifes_records.span import Span
from ifes_records.text import lexicon
from ifes_records.text.grammars import RecordTree, label, pattern
from ifes_records.text.normal_form import squeeze
from ifes_records.values import count, date, row, share

# A line of the table without figures is a name, unless it is too long or has the punctuation of a sentence.
NAME_LENGTH = 120
NAME_WORDS = 14
NOT_A_NAME = re.compile(r"[.;?]$|:|^\W*note\b", re.IGNORECASE)
# ,510 below `Amanat 62 - 3,431`
REST_OF_FIGURE = re.compile(r"[,.]\d")
# 6,521,860 in `Cast Votes 6,521,860`
COUNT_BEHIND = re.compile(r"(?:(?: -)?\d[\d,.]*|[^\W\d_]+)$")

NONE = lexicon.words("NONE")[0]
# PartySeats WonSeats ChangeVotes, and a row below it: Citizens (Граждани)95- ▲1,147,292
GLUED_HEADER = re.compile(r"partyseats", re.IGNORECASE)
GLUED_ROW = re.compile(
    rf"(?P<name>.*?[^\d\s,-])(?P<seats>[1-9]\d{{0,2}}|0|-|{NONE})(?P<change>- ?[▲▼]\d*|[▲▼]\d*|- ?-|-|) ?"
    rf"(?P<votes>\d{{1,3}}(?:,\d{{3}})*|{NONE})"
)

# 68% above `Voter Turnout*`, on one line or two
SHARE_ABOVE = re.compile(r"[\d.,]+\s*%")

# No answer is longer.
ANSWER_LENGTH = 80
QUESTION = re.compile(r"[?؟？][”\"»’')]*$")
# Hover over the chart to see the seats of each party.
CAPTION = re.compile(r"\b(?:part(?:y|ies)|hover|chart|count and share)\b", re.IGNORECASE)
NOTE = re.compile(r"\W|(?:notes?|sources?)\b", re.IGNORECASE)
QUOTES = {"“": "”", "«": "»", "„": "“", "‘": "’"}


@define
class Question:
    """The lines of a question; if it begins with a quotation mark, ``open_quotes`` counts the open ones."""

    lines: list[str] = field(factory=list)
    spans: list[Span] = field(factory=list)
    open_quotes: int = 0
    # False once a share has followed.
    may_continue: bool = True

    def add(self, text: str, span: Span) -> None:
        """Add a line."""
        self.lines.append(text)
        self.spans.append(span)
        mark = self.lines[0][:1]
        if mark in QUOTES:
            self.open_quotes += text.count(mark) - text.count(QUOTES[mark])


@define
class ResultsBlock:
    """The results block as far as it has been read."""

    participation: Participation = field(factory=Participation)
    modified: str | None = None
    modified_line: RecordTree | None = None
    tables: list[Table] = field(factory=list)
    sections: list[OpenSection] = field(factory=list)
    label: tuple[ResultKind | None, str | None] = (None, None)
    label_span: Span | None = None
    # Whether only labels have followed the last label, so that it is directly above the next rows.
    label_is_adjacent: bool = False
    # Whether the header of the table has no blanks between its cells: `PartySeats WonSeats ChangeVotes`
    is_glued: bool = False
    # Whether the last label was `Voter Turnout`, whose figure may be on the next line.
    expects_turnout: bool = False


COUNTS = ("cast_votes", "valid_votes", "invalid_votes", "registered_voters")
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
        below_rows, last = last == "rows", rule
        results.label_is_adjacent = rule in LABELS or (rule == "rows" and results.label_is_adjacent)
        if rule in COUNTS:
            _read_count(rule, block, results, context)
        elif rule == "turnout":
            if first_token(block).type == "TURNOUT_LINES":
                _read_turnout_above(block, results, context, below_rows=below_rows)
            else:
                _read_turnout(block, _span_of(token_of(block, "TEXT"), context), results, context)
        elif rule == "participation_label":
            results.expects_turnout = first_token(block).type == "TURNOUT_LABEL"
        elif rule in LABELS:
            _read_label(rule, block, results, context)
        elif rule == "rows":
            _read_rows(block, results, context)
        elif rule in ("referendum_results", "weak_provisions"):
            _read_referendum(block, results, context)
        elif rule in ("seat_shares", "boilerplate_caption"):
            _read_seat_shares(block, results, context)
        elif rule in ("results_notes", "results_source"):
            _read_notes(block, results, context)
        elif rule == "results_modified":
            read_results_modified(block, results, context)


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


def _read_count(field_name: str, block: RecordTree, results: ResultsBlock, context: Context) -> None:
    written = token_of(block, "TEXT", "COUNT_LINE")
    label = first_token(block)
    figure = context.span(written) if written is not None else None
    if label.type.endswith("_LINE"):
        figure = _figure_behind(context.span(label), context)
    text = context.source.read(figure) if figure is not None else ""
    if getattr(results.participation, f"{field_name}_text") is not None:
        context.leave_unread(block, "W-HEAD-TWICE", "{text} is the second line of its kind; the first was taken.")
        return
    path = f"participation.{field_name}"
    span = context.spans[path] = figure or context.span(label)
    if figure is not None:
        context.claim(figure, path)
    reading = count.parse(text)
    context.report_at(reading.diagnostic, span, path)
    changes: dict[str, Any] = {field_name: reading.value, f"{field_name}_text": text}
    results.participation = evolve(results.participation, **changes)


def _figure_behind(line: Span, context: Context) -> Span:
    """The count behind a label without a colon, ``Cast Votes 6,521,860``, whose label is claimed here."""
    found = COUNT_BEHIND.search(context.source.slice(line))
    assert found is not None
    start = line.end - len(found[0].lstrip())
    context.claim(context.source.trim(line.start, start), role=Role.LABEL)
    return Span(start, line.end)


def _span_of(token: Token | None, context: Context) -> Span | None:
    return context.span(token) if token is not None else None


def _read_turnout_above(block: RecordTree, results: ResultsBlock, context: Context, *, below_rows: bool) -> None:
    """Read the figure above ``Voter Turnout*``, which is the share of the last row if that has none."""
    line = context.span(first_token(block))
    found = SHARE_ABOVE.match(context.source.slice(line))
    assert found is not None
    figure = Span(line.start, line.start + found.end())
    context.claim(context.source.trim(figure.end, line.end), role=Role.LABEL)
    rows = results.tables[-1].lines if below_rows and results.tables else []
    if rows and rows[-1].share is None:
        rows[-1].share = figure
        return
    _read_turnout(block, figure, results, context)
    if rows and not any(row.share for row in rows[:-1]):
        _doubt_turnout(figure, context)


def _doubt_turnout(figure: Span, context: Context) -> None:
    text = context.source.read(figure)
    message = f"{quoted(text)} was read as the turnout, but it may be the share of a row."
    context.report(Diagnostic("W-TURNOUT-SHARE", message, "participation.turnout_percent", figure))


def _read_turnout(block: RecordTree, written: Span | None, results: ResultsBlock, context: Context) -> None:
    text = context.source.read(written) if written is not None else ""
    if results.participation.turnout_percent is not None:
        context.leave_unread(block, "W-HEAD-TWICE", "{text} is a second turnout; the first was taken.")
    elif written is not None and not pattern("SHARE").fullmatch(text):
        context.leave_unread(block)
    elif written is not None:
        reading = share.parse(text)
        context.report_at(reading.diagnostic, written, "participation.turnout_percent")
        results.participation = evolve(results.participation, turnout_percent=reading.value)
        if reading.value is None:
            context.keep_unread(context.line_of(block))
        else:
            context.claim(written, "participation.turnout_percent")


def _read_label(rule: str, block: RecordTree, results: ResultsBlock, context: Context) -> None:
    kind = LABELS[rule]
    heading: str | None = context.text(first_token(block)).rstrip(" :")
    span: Span | None = context.span(first_token(block))
    if rule in ("table_header", "candidate_header"):
        heading, span = (results.label[1], results.label_span) if results.label[0] is kind else (None, None)
    results.label, results.label_span = (kind, heading), span
    results.is_glued = GLUED_HEADER.match(context.text(first_token(block))) is not None
    if results.is_glued:
        message = "The cells of this table are glued together; its rows were read where only one reading is possible."
        context.report(Diagnostic("W-LAYOUT", f"{message} {USE}", "results", context.span(first_token(block))))


def _unglued(text: str) -> str:
    """A row with blanks between its cells, if it can only be parted in one way: ``Citizens (Граждани)95-147,292``."""
    found = GLUED_ROW.fullmatch(text)
    if found is None:
        return text
    seats, change, votes = found["seats"], found["change"], found["votes"]
    if not change and (seats == "-" or votes != NONE):
        return text
    return f"{found['name']} {seats} {change} {votes}"


def _read_rows(block: RecordTree, results: ResultsBlock, context: Context) -> None:
    kind, heading = results.label
    lines = [child for child in block.children if isinstance(child, Tree)]
    table = Table(kind, heading, results.label_span, results.label_is_adjacent)
    span: Span | None = None
    turnout_above = results.expects_turnout and results.participation.turnout_percent is None
    reported = len(context.diagnostics)
    for number, line in enumerate(lines):
        token, end_of_last = first_token(line), span and span.end
        text, span = context.text(token), context.span(token)
        if line.data == "share" or (
            _is_whole_share(text, table) and _has_shares(table, text, lines[number + 2 : number + 3], context)
        ):
            _add_share(line, table, results, context)
            continue
        glued = _modified_after().search(context.source.slice(span))
        if glued:
            _read_modified_after_row(context.source.trim(span.start + glued.start(1), span.end), results, context)
            if not re.search(r"\w", context.source.slice(Span(span.start, span.start + glued.start()))):
                context.leave_unread(line, "W-RESULT-LINE", "{text} is not a row; its date was taken.")
                continue
            context.claim(Span(span.start + glued.start(), span.start + glued.start(1)), role=Role.LABEL)
            span = context.source.trim(span.start, span.start + glued.start())
            text = squeeze(context.source.read(span))
            if pattern("SHARE").fullmatch(text):
                # 29.20% Election Results Modified: Aug 17, 2016
                _set_share(span, table, context)
                continue
        found = row.parse(_unglued(text) if results.is_glued else text)
        last = table.lines[-1] if table.lines and table.lines[-1].span.end == end_of_last else None
        if kind in (None, ResultKind.REFERENDUM) and _is_question(text, found, kind):
            # The question's label is lost; the rows below it are its answers.
            if table.question and not table.lines:
                table.question = f"{table.question} {text}"
                table.question_spans.append(span)
                continue
            _add_table(table, results)
            table = Table(ResultKind.REFERENDUM, question=text, question_spans=[span])
        elif last is not None and REST_OF_FIGURE.match(text):
            _leave_figures(line, text, last, table, results, context)
        elif (last is not None and found.is_bare and not last.row.cells) or (
            last is not None and found.is_bare and kind is not ResultKind.REFERENDUM and not _is_whole(last.row, kind)
        ):
            _join(last, text, span, results, table, context)
        elif last is not None and found.is_bare:
            _leave_figures(line, text, last, table, results, context)
        elif _may_be_row(text, found):
            table.lines.append(RowLine(found, span))
        else:
            context.leave_unread(line, "W-RESULT-LINE", "{text} is not a row; it was kept under “unread”.")
    shares_above = [line.share is not None for line in table.lines] == [True] * (len(table.lines) - 1) + [False]
    if turnout_above and lines[0].data == "share" and len(table.lines) > 1 and shares_above:
        _doubt_turnout(context.span(first_token(lines[0])), context)
    if len(context.diagnostics) == reported:  # else the paths of those would no longer be right
        _join_wrapped_names(table, results, context)
    _add_table(table, results)


def _leave_figures(
    line: RecordTree, text: str, last: RowLine, table: Table, results: ResultsBlock, context: Context
) -> None:
    """Leave a line unread whose figures may belong to the row above, and report it there, too."""
    message = "{text} has figures without a name; they may belong to the row above."
    context.leave_unread(line, "W-RESULT-LINE", message)
    path = f"results[{len(results.tables)}].rows[{len(table.lines) - 1}]"
    message = f"The figures {quoted(text)} on the line below may belong to this row."
    context.report(Diagnostic("W-ROW-CELLS", message, path, last.span, effect=Effect.DOUBTFUL))


def _join_wrapped_names(table: Table, results: ResultsBlock, context: Context) -> None:
    """Join a name to the row right below it, if the rows of the table have blank lines between them."""
    source = context.source
    pairs = list(pairwise(table.lines))
    below = [source.line(b.span.start) - source.line((a.share or a.span).end) == 1 for a, b in pairs]
    if any(right and a.row.cells for right, (a, _) in zip(below, pairs, strict=True)):
        return
    lines = table.lines[:1]
    for second, right in zip(table.lines[1:], below, strict=True):
        first = lines[-1]
        if not right or first.row.cells or not second.row.cells or first.share is not None:
            lines.append(second)
            continue
        span = Span(first.span.start, second.span.end)
        lines[-1] = RowLine(row.parse(f"{first.row.text} {second.row.text}"), span, second.share)
        path = f"results[{len(results.tables)}].rows[{len(lines) - 1}]"
        message = "A name and its figures on two lines were read as one row."
        context.report(Diagnostic("I-ROW-JOINED", message, path, span))
    table.lines = lines


def _join(last: RowLine, text: str, span: Span, results: ResultsBlock, table: Table, context: Context) -> None:
    """Add the figures on a line of their own to the row above."""
    path = f"results[{len(results.tables)}].rows[{len(table.lines) - 1}]"
    message = "A name and its figures on two lines were read as one row."
    if not any(told.code == "I-ROW-JOINED" and told.path == path for told in context.diagnostics[-1:]):
        context.report(Diagnostic("I-ROW-JOINED", message, path, span))
    last.row, last.span = row.parse(f"{last.row.text} {text}"), Span(last.span.start, span.end)


def _is_whole(found: row.RowText, kind: ResultKind | None) -> bool:
    """Whether a row can have no further cells: it has its votes, or all that the table has columns for."""
    last = found.cells[-1]
    return kind is not ResultKind.PARTY or "," in last.figure or last.kind in "PN" or len(found.cells) > 2


def _read_modified_after_row(span: Span, results: ResultsBlock, context: Context) -> None:
    reading = date.parse_modified(context.source.read(span))
    if reading.value is None or results.modified not in (None, reading.value):
        context.keep_unread(span)
    else:
        context.claim(span, "modified.results")
        results.modified = reading.value
    context.spans.setdefault("modified.results", span)
    context.report_at(reading.diagnostic, span, "modified.results")


def _is_question(text: str, found: row.RowText, kind: ResultKind | None) -> bool:
    """Whether a line is a question: it has a question mark, or has no figures in the results of a referendum."""
    return bool(QUESTION.search(text)) or (kind is ResultKind.REFERENDUM and not found.cells)


def _may_be_row(text: str, found: row.RowText) -> bool:
    """Whether a line can be a row: not ``Null: 491,000; blank: 531,945``, and not a sentence."""
    if found.cells:
        return not found.name(len(found.cells)).endswith(":")
    return len(text) <= NAME_LENGTH and len(text.split()) <= NAME_WORDS and not NOT_A_NAME.search(text)


def _is_whole_share(text: str, table: Table) -> bool:
    """Whether a line can be a share without decimals: a number up to 100, below a row with figures."""
    if not table.lines or not text.isdecimal() or int(text) > 100:
        return False
    return table.lines[-1].share is None and bool(table.lines[-1].row.cells)


def _has_shares(table: Table, text: str, below: list[RecordTree], context: Context) -> bool:
    """Whether a table has shares below its rows: above this line, or else below the next row. One row has it all."""
    if len(table.lines) > 1:
        return any(line.share for line in table.lines)
    if not below:
        return text == "100"
    return below[0].data == "share" or context.text(first_token(below[0])).isdecimal()


def _add_share(line: RecordTree, table: Table, results: ResultsBlock, context: Context) -> None:
    token = first_token(line)
    if not table.lines and results.expects_turnout and results.participation.turnout_percent is None:
        # Voter Turnout* on one line, 61.3% on the next
        _read_turnout(line, context.span(token), results, context)
    else:
        _set_share(context.span(token), table, context)


def _set_share(span: Span, table: Table, context: Context) -> None:
    """Give the last row its share, unless it has one."""
    if table.lines and table.lines[-1].share is None:
        table.lines[-1].share = span
    else:
        message = "The share {text} is under no row; it was kept under “unread”."
        context.leave_unread(span, "W-SHARE-ALONE", message)


def _read_referendum(block: RecordTree, results: ResultsBlock, context: Context) -> None:
    """Read questions and their answers; a question without answers becomes a table without rows."""
    heading, label_span = context.text(first_token(block)).rstrip(" :"), context.span(first_token(block))
    table, question = Table(ResultKind.REFERENDUM, heading, label_span), Question()
    for child in block.children[1:]:
        assert not isinstance(child, Token)
        token = first_token(child)
        if table.lines and REST_OF_FIGURE.match(context.text(token)):
            _leave_figures(child, context.text(token), table.lines[-1], table, results, context)
        elif child.data == "answer" or (
            child.data == "question" and _is_broken_answer(context.text(token), table, question)
        ):
            table.lines.append(RowLine(row.parse(context.text(token)), context.span(token)))
        elif child.data == "answer_share":
            _add_share(child, table, results, context)
            question.may_continue = False
        elif question.lines and not table.lines and _continues(question, token, context):
            question.add(context.text(token), context.span(token))
        else:
            _add_table(table, results, question)
            table = Table(ResultKind.REFERENDUM, heading, label_span)
            question = Question()
            question.add(context.text(token), context.span(token))
    text = context.source.text
    if question.lines and not table.lines and question.spans[-1].end == len(text):
        # Y      (the beginning of an answer looks like a question)
        message = "The text breaks off here, in a question or an answer."
        context.report(Diagnostic("I-TRUNCATED", message, f"results[{len(results.tables)}]", question.spans[-1]))
    _add_table(table, results, question)


def _is_broken_answer(text: str, table: Table, question: Question) -> bool:
    """Whether a line below a whole question is an answer whose figure is broken: ``Yes1,8б0,877``."""
    if len(text) > ANSWER_LENGTH or not (table.lines or question.lines) or QUESTION.search(text):
        return False
    found = row.parse(text)
    asked = bool(table.lines) or QUESTION.search(question.lines[-1]) is not None
    figure = bool(found.cells) and not found.is_bare
    return figure and (found.glued or (asked and len(found.cells[-1].figure) > len("2023")))


def _add_table(table: Table, results: ResultsBlock, question: Question | None = None) -> None:
    if question is not None:
        table.question, table.question_spans = " ".join(question.lines) or None, question.spans
    if table.lines or table.question:
        results.tables.append(table)


def _continues(question: Question, token: Token, context: Context) -> bool:
    """Whether a line continues the question above it: it follows directly, or the quotation is still open."""
    text = context.text(token)
    adjacent = context.source.line(context.span(token).start) == context.source.line(question.spans[-1].end) + 1
    return question.may_continue and (question.open_quotes > 0 or adjacent or text.startswith("("))


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
    _add_table(table, results)
    results.label, results.label_span = (ResultKind.PARTY, heading), label_span


def _is_caption(text: str) -> bool:
    return text.endswith(".") and CAPTION.search(text) is not None and NOTE.match(text) is None


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


@cache
def _modified_after() -> re.Pattern[str]:
    """The results' date glued to a row: ``Others 1 - 480Election Results Modified: May 03, 2011``."""
    return re.compile(rf"(?<=.){label('RESULTS_MODIFIED_PREFIX')}(.*)$")
