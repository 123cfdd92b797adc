"""The questions of a referendum and their answers."""

from __future__ import annotations

from attrs import define, field
from lark import Token

from ifes_records.diagnostics import Diagnostic, Effect, quoted
from ifes_records.model.results import ResultKind
from ifes_records.page.context import Context, first_token
from ifes_records.page.counts import REST_OF_FIGURE
from ifes_records.page.guards import LETTERS, LONGEST_ANSWER, QUESTION
from ifes_records.page.result_lines import add_share, leave_figures
from ifes_records.page.results_block import ResultsBlock
from ifes_records.page.rows import RowLine, Table
from ifes_records.span import Span
from ifes_records.text.grammars import RecordTree
from ifes_records.values import row

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


def read_referendum(block: RecordTree, results: ResultsBlock, context: Context) -> None:
    """Read questions and their answers; a question without answers becomes a table without rows."""
    heading, label_span = context.text(first_token(block)).rstrip(" :"), context.span(first_token(block))
    table, question = Table(ResultKind.REFERENDUM, heading, label_span), Question()
    for child in block.children[1:]:
        assert not isinstance(child, Token)
        token = first_token(child)
        if table.lines and REST_OF_FIGURE.match(context.text(token)):
            leave_figures(child, context.text(token), table.lines[-1], table, results, context)
        elif child.data == "answer" or (
            child.data == "question" and _is_broken_answer(context.text(token), table, question)
        ):
            table.lines.append(RowLine(row.parse(context.text(token)), context.span(token)))
        elif child.data == "answer_share":
            add_share(child, table, results, context)
            question.may_continue = False
        elif table.lines and not LETTERS.search(context.text(token)):
            context.leave_unread(child, "W-RESULT-LINE", "{text} is not a row; it was kept under “unread”.")
        elif question.lines and not table.lines and _continues(question, token, context):
            question.add(context.text(token), context.span(token))
        else:
            _close(table, question, results, context)
            table = Table(ResultKind.REFERENDUM, heading, label_span)
            question = Question()
            question.add(context.text(token), context.span(token))
    text = context.source.text
    if question.lines and not table.lines and question.spans[-1].end == len(text):
        # Y      (the beginning of an answer looks like a question)
        message = "The text breaks off here, in a question or an answer."
        context.report(Diagnostic("I-TRUNCATED", message, f"results[{len(results.tables)}]", question.spans[-1]))
    _close(table, question, results, context)


def _close(table: Table, question: Question, results: ResultsBlock, context: Context) -> None:
    shares = [context.source.read(line.share) if line.share else "" for line in table.lines]
    for number, (line, share) in enumerate(zip(table.lines, shares, strict=True)):
        whole = share == "100" if len(shares) == 1 else all(map(str.isdecimal, shares))
        if share.isdecimal() and not whole:
            message = f"{quoted(share)} was taken as a share, but it may number a page."
            path = f"results[{len(results.tables)}].rows[{number}].vote_percent"
            context.report(Diagnostic("W-ROW-CELLS", message, path, line.share, effect=Effect.GUESSED))
    table.question, table.question_spans = " ".join(question.lines) or None, question.spans
    results.add(table)


def _is_broken_answer(text: str, table: Table, question: Question) -> bool:
    """Whether a line below a whole question is an answer whose figure is broken: ``Yes1,8б0,877``."""
    if len(text) > LONGEST_ANSWER or not (table.lines or question.lines) or QUESTION.search(text):
        return False
    found = row.parse(text)
    asked = bool(table.lines) or QUESTION.search(question.lines[-1]) is not None
    figure = bool(found.cells) and not found.is_bare
    return figure and (found.glued or (asked and len(found.cells[-1].figure) > len("2023")))


def _continues(question: Question, token: Token, context: Context) -> bool:
    """Whether a line continues the question above it: it follows directly, or the quotation is still open."""
    text = context.text(token)
    adjacent = context.source.line(context.span(token).start) == context.source.line(question.spans[-1].end) + 1
    return question.may_continue and (question.open_quotes > 0 or adjacent or text.startswith("("))
