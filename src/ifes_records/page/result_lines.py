"""The lines below a label of results: rows, shares, lines that belong to the row above, and what is none of these."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

from lark import Tree

from ifes_records.diagnostics import Diagnostic, Effect, quoted
from ifes_records.model.origin import Role
from ifes_records.model.results import ResultKind
from ifes_records.page.context import Context, first_token
from ifes_records.page.counts import REST_OF_FIGURE, doubt_turnout, read_turnout
from ifes_records.page.guards import QUESTION
from ifes_records.page.results_block import ResultsBlock
from ifes_records.page.rows import RowLine, Table
from ifes_records.span import Span
from ifes_records.text import lexicon
from ifes_records.text.grammars import RecordTree, label, pattern
from ifes_records.text.normal_form import squeeze
from ifes_records.values import date, row

# A line of the table without figures is a name, unless it is too long or has the punctuation of a sentence.
NAME_LENGTH = 120
NAME_WORDS = 14
# The first of two lines that a name is on has no more words.
PIECE_OF_NAME = 4
NONE = lexicon.words("NONE")[0]
GLUED_ROW = re.compile(
    rf"(?P<name>.*?[^\d\s,-])(?P<seats>[1-9]\d{{0,2}}|0|-|{NONE})(?P<change>- ?[▲▼]\d*|[▲▼]\d*|- ?-|-|) ?"
    rf"(?P<votes>\d{{1,3}}(?:,\d{{3}})*|{NONE})"
)


def _unglued(text: str) -> str:
    """A row with blanks between its cells, if it can only be parted in one way: ``Citizens (Граждани)95-147,292``."""
    found = GLUED_ROW.fullmatch(text)
    if found is None:
        return text
    seats, change, votes = found["seats"], found["change"], found["votes"]
    if not change and (seats == "-" or votes != NONE):
        return text
    return f"{found['name']} {seats} {change} {votes}"


def read_rows(block: RecordTree, results: ResultsBlock, context: Context) -> None:
    """Read the rows below a label, and the shares below the rows, into a table."""
    kind, heading = results.label
    lines = [child for child in block.children if isinstance(child, Tree)]
    table = Table(kind, heading, results.label_span, results.label_is_adjacent, results.header)
    span: Span | None = None
    turnout_above = results.expects_turnout and results.participation.turnout_percent is None
    reported = len(context.diagnostics)
    left = len(context.unread)
    for number, line in enumerate(lines):
        token, end_of_last = first_token(line), span and span.end
        text, span = context.text(token), context.span(token)
        if line.data == "share" or (
            _is_whole_share(text, table) and _has_shares(table, text, lines[number + 2 : number + 3], context)
        ):
            if len(context.unread) > left and table.lines:
                _leave_share(context.span(token), context)  # it belongs to the line above, which is no row
            else:
                add_share(line, table, results, context)
            left = len(context.unread)
            continue
        glued = _modified_after().search(context.source.slice(span)) if ":" in text else None
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
        left = len(context.unread)
        found = row.parse(_unglued(text) if results.is_glued else text)
        last = table.lines[-1] if table.lines and table.lines[-1].span.end == end_of_last else None
        if kind in (None, ResultKind.REFERENDUM) and _is_question(text, found, kind):
            # The question's label is lost; the rows below it are its answers.
            if table.question and not table.lines:
                if QUESTION.search(table.question) and not QUESTION.search(text):
                    message = f"{quoted(text)} stands below a whole question; it may be an answer without a count."
                    path = f"results[{len(results.tables)}].question"
                    context.report(Diagnostic("W-RESULT-LINE", message, path, span, effect=Effect.DOUBTFUL))
                table.question = f"{table.question} {text}"
                table.question_spans.append(span)
                continue
            results.add(table)
            table = Table(ResultKind.REFERENDUM, question=text, question_spans=[span])
        elif last is not None and REST_OF_FIGURE.match(text):
            leave_figures(line, text, last, table, results, context)
        elif last is not None and found.is_bare:
            if not last.row.cells or (kind is not ResultKind.REFERENDUM and not _is_whole(last.row, kind)):
                _join(last, text, span, results, table, context)
            else:
                leave_figures(line, text, last, table, results, context)
        elif _may_be_row(text, found):
            table.lines.append(RowLine(found, span))
            _doubt_name_below_unread(table, results, context)
        else:
            context.leave_unread(line, "W-RESULT-LINE", "{text} is not a row; it was kept under “unread”.")
    shares_above = [line.share is not None for line in table.lines] == [True] * (len(table.lines) - 1) + [False]
    if turnout_above and lines[0].data == "share" and len(table.lines) > 1 and shares_above:
        doubt_turnout(context.span(first_token(lines[0])), context)
    if table.lines and table.lines[0].row.is_bare:
        _doubt_joined(table, reported, results, context)
    _join_wrapped_names(table, results, context, may_join=len(context.diagnostics) == reported)
    results.add(table)


def leave_figures(
    line: RecordTree, text: str, last: RowLine, table: Table, results: ResultsBlock, context: Context
) -> None:
    """Leave a line unread whose figures may belong to the row above, and report it there, too."""
    message = "{text} has figures without a name; they may belong to the row above."
    context.leave_unread(line, "W-RESULT-LINE", message)
    path = f"results[{len(results.tables)}].rows[{len(table.lines) - 1}]"
    message = f"The figures {quoted(text)} on the line below may belong to this row."
    context.report(Diagnostic("W-ROW-CELLS", message, path, last.span, effect=Effect.DOUBTFUL))


def _join_wrapped_names(table: Table, results: ResultsBlock, context: Context, *, may_join: bool) -> None:
    """Join a name to the row right below it, if the rows of the table have blank lines between them.

    Where diagnostics have the numbers of the rows, these stay: the rows are reported.
    """
    source = context.source
    pairs = list(pairwise(table.lines))
    below = [source.line(b.span.start) - source.line((a.share or a.span).end) == 1 for a, b in pairs]
    if not may_join or any(right and not _is_name(a) for right, (a, _) in zip(below, pairs, strict=True)):
        _doubt_names_below(table, below, results, context)
        return
    lines = table.lines[:1]
    for second, right in zip(table.lines[1:], below, strict=True):
        first = lines[-1]
        if not right or not _is_name(first) or not second.row.cells or first.share is not None:
            lines.append(second)
            continue
        span = Span(first.span.start, second.span.end)
        lines[-1] = RowLine(row.parse(f"{first.row.text} {second.row.text}"), span, second.share)
        path = f"results[{len(results.tables)}].rows[{len(lines) - 1}]"
        message = "A name and its figures on two lines were read as one row."
        context.report(Diagnostic("I-ROW-JOINED", message, path, span))
    table.lines = lines


def _doubt_name_below_unread(table: Table, results: ResultsBlock, context: Context) -> None:
    """Report a name right below a few words that were left unread: ``Mr.`` or ``Ann B.`` may be its beginning."""
    above = context.unread[-1:]
    if not above:
        return
    row_line = context.source.line(table.lines[-1].span.start)
    if above[0].line == row_line - 1 and len(above[0].text.split()) <= PIECE_OF_NAME:
        message = f"The line above, {quoted(above[0].text)}, was not read; it may be the beginning of this name."
        path = f"results[{len(results.tables)}].rows[{len(table.lines) - 1}].name"
        context.report(Diagnostic("W-ROW-NAME", message, path, table.lines[-1].span))


def _is_name(line: RowLine) -> bool:
    """Whether a line has no figures; a dash at its end may belong to the name."""
    return line.row.shape(len(line.row.cells)) in ("", "D")


def _doubt_names_below(table: Table, below: list[bool], results: ResultsBlock, context: Context) -> None:
    """Report the names right below a line without figures, which may be their beginning."""
    for number, (first, second, right) in enumerate(zip(table.lines, table.lines[1:], below, strict=False), 1):
        if right and _is_name(first) and second.row.cells and first.share is None:
            message = (
                f"The line above, {quoted(first.row.text)}, has no figures; it may be the beginning of this name."
            )
            path = f"results[{len(results.tables)}].rows[{number}].name"
            context.report(Diagnostic("W-ROW-NAME", message, path, second.span))


def _join(last: RowLine, text: str, span: Span, results: ResultsBlock, table: Table, context: Context) -> None:
    """Add the figures on a line of their own to the row above."""
    path = f"results[{len(results.tables)}].rows[{len(table.lines) - 1}]"
    message = "A name and its figures on two lines were read as one row."
    if not any(told.code == "I-ROW-JOINED" and told.path == path for told in context.diagnostics[-1:]):
        context.report(Diagnostic("I-ROW-JOINED", message, path, span))
    last.row, last.span = row.parse(f"{last.row.text} {text}"), Span(last.span.start, span.end)


def _doubt_joined(table: Table, reported: int, results: ResultsBlock, context: Context) -> None:
    """Report each joined row of a table that begins with figures: its figures may be those of the name below."""
    prefix = f"results[{len(results.tables)}]."
    for told in [*context.diagnostics[reported:]]:
        if told.code == "I-ROW-JOINED" and told.path and told.path.startswith(prefix):
            message = "The first figures of the table stand above a name; these may belong to the name below them."
            context.report(Diagnostic("W-ROW-CELLS", message, told.path, told.span, effect=Effect.DOUBTFUL))


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
    """Whether a line can be a row: not ``Null: 491,000; blank: 531,945``, no sentence, and nothing with its date."""
    plain = text if text.isascii() else pattern("INVISIBLE").sub("", text)
    if plain[-1:].isdecimal() and _dated().search(plain):
        return False
    if found.cells:
        return not found.name(len(found.cells)).endswith(":")
    is_prose = lexicon.pattern("NOTE_WORD", r"[.;?]$|:|^\W*", r"\b").search(text)
    return not is_prose and len(text) <= NAME_LENGTH and len(text.split()) <= NAME_WORDS


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


def add_share(line: RecordTree, table: Table, results: ResultsBlock, context: Context) -> None:
    """Give the last row the share on the line below it; above all rows, it can be the turnout."""
    token = first_token(line)
    if not table.lines and results.expects_turnout and results.participation.turnout_percent is None:
        # Voter Turnout* on one line, 61.3% on the next
        read_turnout(line, context.span(token), results, context)
    else:
        _set_share(context.span(token), table, context)


def _set_share(span: Span, table: Table, context: Context) -> None:
    """Give the last row its share, unless it has one."""
    if table.lines and table.lines[-1].share is None:
        table.lines[-1].share = span
    else:
        _leave_share(span, context)


def _leave_share(span: Span, context: Context) -> None:
    message = "The share {text} is under no row; it was kept under “unread”."
    context.leave_unread(span, "W-SHARE-ALONE", message)


@cache
def _dated() -> re.Pattern[str]:
    """A date at the end of a line: ``Lusitane: President, 26 May 2013``."""
    month = lexicon.regexp("MONTH")
    return re.compile(rf"\b(?:\d{{1,2}} {month}|{month} \d{{1,2}},) \d{{4}}$")


@cache
def _modified_after() -> re.Pattern[str]:
    """The results' date glued to a row: ``Others 1 - 480Election Results Modified: May 03, 2011``."""
    return re.compile(rf"(?<=.){label('RESULTS_MODIFIED_PREFIX')}(.*)$")
