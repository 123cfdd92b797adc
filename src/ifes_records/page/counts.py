"""The counts of the results block, and the turnout."""

from __future__ import annotations

import re
from typing import Any

from attrs import evolve
from lark import Token

from ifes_records.diagnostics import Diagnostic, Effect, quoted
from ifes_records.model.origin import Role
from ifes_records.page.context import Context, first_token, token_of
from ifes_records.page.results_block import ResultsBlock
from ifes_records.span import Span
from ifes_records.text import lexicon
from ifes_records.text.grammars import RecordTree, pattern
from ifes_records.values import count, row, share

# 6,521,860 in `Cast Votes 6,521,860`      -1 in `Invalid Votes-1`
COUNT_BEHIND = re.compile(rf"(?:(?: ?-)?\d[\d,.]*|{lexicon.words('NONE')[0]})$")
# 68% above `Voter Turnout*`, on one line or two
SHARE_ABOVE = re.compile(r"[\d.,]+\s*%")
# ,510 below `Cast Votes: 3,431`
REST_OF_FIGURE = re.compile(r"[,.]\d")
COUNTS = ("cast_votes", "valid_votes", "invalid_votes", "registered_voters")


def read_count(field_name: str, block: RecordTree, results: ResultsBlock, context: Context) -> None:
    """Read a count, whose figure stands behind its label or on the next line; the first of its kind is kept."""
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
    if written is not None and written.type == "COUNT_LINE":
        results.counts_below.append((path, span))
    elif figure is None:
        results.has_loose_figures = True
    if figure is not None:
        context.claim(figure, path)
    reading = count.parse(text)
    context.report_at(reading.diagnostic, span, path)
    changes: dict[str, Any] = {field_name: reading.value, f"{field_name}_text": text}
    results.participation = evolve(results.participation, **changes)


def doubt_counts(results: ResultsBlock, context: Context) -> None:
    """Report all counts whose figure is on a line of its own, if such a figure has no label, or a label none.

    Which figure is whose is not certain then: ``Cast Votes``, ``Valid Votes``, ``25,130``, ``25,000``.
    """
    for path, span in results.counts_below if results.has_loose_figures else ():
        message = f"{quoted(context.source.read(span))} may belong to another label."
        context.report(Diagnostic("W-RESULT-LINE", message, path, span, effect=Effect.DOUBTFUL))


def doubt_plain_counts(results: ResultsBlock, context: Context) -> None:
    """Report a count of thousands without commas if others have them: ``265265`` may be ``265`` twice."""
    texts = {name: getattr(results.participation, f"{name}_text") or "" for name in COUNTS}
    plain = [name for name, text in texts.items() if text.isdecimal() and len(text) >= len("1000")]
    for name in plain if any("," in text for text in texts.values()) else ():
        path = f"participation.{name}"
        message = f"{quoted(texts[name])} does not separate thousands with commas, and other counts do."
        context.report(Diagnostic("W-COUNT-SEPARATOR", message, path, context.spans[path]))


def report_loose_figures(block: RecordTree, last: str, results: ResultsBlock, context: Context) -> None:
    """Report the count above a line of figures without a name: they may be the end of its figure."""
    line = next(block.find_data("row"), None)
    text = context.text(first_token(line)) if line is not None else ""
    if not REST_OF_FIGURE.match(text) and (results.label[0] is not None or not row.parse(text).is_bare):
        return
    results.has_loose_figures = True
    path = f"participation.{last}"
    if last in COUNTS and path in context.spans and (path, context.spans[path]) not in results.counts_below:
        message = f"The figures {quoted(text)} on the line below may belong to this count."
        context.report(Diagnostic("W-RESULT-LINE", message, path, context.spans[path], effect=Effect.DOUBTFUL))


def _figure_behind(line: Span, context: Context) -> Span:
    """The count behind a label without a colon, ``Cast Votes 6,521,860``, whose label is claimed here."""
    found = COUNT_BEHIND.search(context.source.slice(line))
    assert found is not None
    start = line.end - len(found[0].lstrip())
    context.claim(context.source.trim(line.start, start), role=Role.LABEL)
    return Span(start, line.end)


def span_of(token: Token | None, context: Context) -> Span | None:
    """Return the span of a token that may be missing."""
    return context.span(token) if token is not None else None


def read_turnout_above(block: RecordTree, results: ResultsBlock, context: Context, *, below_rows: bool) -> None:
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
    read_turnout(block, figure, results, context)
    if rows and not any(row.share for row in rows[:-1]):
        doubt_turnout(figure, context)


def doubt_turnout(figure: Span, context: Context) -> None:
    """Report a turnout that may be the share of a row."""
    text = context.source.read(figure)
    message = f"{quoted(text)} was read as the turnout, but it may be the share of a row."
    context.report(Diagnostic("W-TURNOUT-SHARE", message, "participation.turnout_percent", figure))


def read_turnout(block: RecordTree, written: Span | None, results: ResultsBlock, context: Context) -> None:
    """Read the figure of the turnout; the first is kept."""
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
