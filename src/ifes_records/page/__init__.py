"""From the text of a record to the parts of its page: head, counts, tables and sections, one module for each."""

from __future__ import annotations

import re
from functools import cache

from attrs import evolve
from lark import Tree

from ifes_records.diagnostics import Diagnostic, quoted
from ifes_records.model import (
    ElectionKind,
    ElectionRecord,
    Modified,
    Participation,
    Result,
    ResultKind,
    Section,
    SectionKind,
    Source,
)
from ifes_records.model.origin import Role
from ifes_records.page import guards, rows
from ifes_records.page.body import OpenBody, read_body
from ifes_records.page.context import Context
from ifes_records.page.footnotes import read_footnotes
from ifes_records.page.head import READERS, Head, read_head
from ifes_records.page.results import read_results, read_results_modified
from ifes_records.page.results_block import ResultsBlock
from ifes_records.page.table_rows import ColumnTotals
from ifes_records.span import Span
from ifes_records.text import lexicon
from ifes_records.text.grammars import RecordTree, parse_late_results, parse_record, pattern, record_parser
from ifes_records.text.phrases import tokens
from ifes_records.values import date

ROUNDS = {"f": 1, "1": 1, "s": 2, "2": 2, "t": 3, "3": 3}

# Tokens that the site prints around the fields. Labels of late results are left out because they are parsed again.
LABELS = re.compile(r"(?!LATE_)\w+_(?:LABEL|PREFIX|HEADER|HEADER_LINES)|HOVER_CAPTION|BULLET")

HEAD_RULES = {*READERS, "head_text", "badge", "boilerplate"}
BODY_RULES = {"untitled", "section", "related", "frame", "election_modified", "late_results", "late_results_modified"}


def read_page(context: Context, source: Source) -> ElectionRecord:
    """Read all of a page but the facts: head, counts, tables, sections, footnotes, unread lines.

    Diagnostics are added to ``context``. The text must end in a line end; otherwise any text can be read.
    """
    tree = parse_record(context.source.scan)
    parts = [child for child in tree.children if isinstance(child, Tree)]
    _claim_labels(tree, context)
    head = read_head([part for part in parts if part.data in HEAD_RULES], context)
    body = read_body(head.prose, [part for part in parts if part.data in BODY_RULES], context)
    blocks = [part for part in parts if part.data not in HEAD_RULES and part.data not in BODY_RULES]
    kind = ResultKind.REFERENDUM if head.election.kind is ElectionKind.REFERENDUM else None
    results = ResultsBlock(label=(kind, None))
    read_results(blocks, context, results)
    _read_late_results(body, results, context)
    sections = tuple(
        sorted(
            (section.finish(context) for section in (*results.sections, *body.sections)),
            key=lambda section: section.span.start if section.span else 0,
        )
    )
    context.report_here(guards.diagnostic_in_head(head.election, context.source))
    context.report_here(
        guards.diagnostic_in_title(context.spans.get("election.contest.title"), sections, context.source)
    )
    totals = ColumnTotals(seats_at_stake(sections), results.participation.valid_votes)
    tables = rows.finish(results.tables, totals, head.election.country.alpha2, context)
    guards.report_mixture(tables, context)
    return ElectionRecord(
        source=source,
        modified=Modified(head.record_modified, results.modified, body.election_modified),
        election=evolve(head.election, kind=_kind(head, tables, sections), round=_round(head, sections, context)),
        participation=_participation(results.participation, head, context),
        results=tables,
        sections=sections,
        footnotes=read_footnotes(sections, context),
        unread=tuple(sorted(context.unread, key=lambda line: line.line)),
    )


def _claim_labels(tree: RecordTree, context: Context) -> None:
    roles = _roles()
    for token in tokens(tree):
        if token.type in roles:
            context.claim(context.span(token), role=roles[token.type])


@cache
def _roles() -> dict[str, Role]:
    """The terminals that are no fields, and what each of them is."""
    labels = dict.fromkeys(filter(LABELS.fullmatch, record_parser().patterns), Role.LABEL)
    return {**labels, "BOILERPLATE": Role.BOILERPLATE}


def _read_late_results(body: OpenBody, results: ResultsBlock, context: Context) -> None:
    """Read the results that are below the first heading of the body, with all other text blanked."""
    for tree in body.late_modified:
        read_results_modified(tree, results, context)
    if not body.late_results:
        return
    source = context.source
    edges = [source.start, *(edge for span in body.late_results for edge in (span.start, span.end)), source.end]
    others = [Span(start, end) for start, end in zip(edges[::2], edges[1::2], strict=True)]
    late = evolve(context, source=source.blanked(others))
    tree = parse_late_results(late.source.scan)
    _claim_labels(tree, late)
    parts = [part for part in tree.children if isinstance(part, Tree)]
    read_results([part for part in parts if part.data != "other_line"], late, results)
    for part in parts:
        if part.data == "other_line":
            late.leave_unread(part, "W-RESULT-LINE", "{text} is not a row; it was kept under “unread”.")


def seats_at_stake(sections: tuple[Section, ...]) -> tuple[int, ...]:
    """Return all numbers of seats in the sections on what is at stake."""
    return tuple(
        int(figure[0].replace(",", ""))
        for section in sections
        if section.kind is SectionKind.STAKES
        for block in section.blocks
        for match in pattern("SEATS").finditer(block.text)
        if (figure := re.search(r"[\d,]+", match[0]))
    )


def _participation(counted: Participation, head: Head, context: Context) -> Participation:
    """Add the counts of the badge beside the country to those of the results block, which take precedence."""
    changes = {}
    for path, span in head.badge_spans.items():
        name = path.removeprefix("participation.")
        value, other = getattr(head.badge, name), getattr(counted, name)
        text = f"{name}_text"
        if value is None or (other != value and (other, getattr(counted, text, None)) != (None, None)):
            message = "{text} is not what the results block says; the results block was taken."
            context.leave_unread(span, "W-HEAD-TWICE", message)
            continue
        context.claim(span, path)
        changes[name] = value
        if other is None and hasattr(head.badge, text):
            changes[text] = getattr(head.badge, text)
    return evolve(counted, **changes)


def _kind(head: Head, tables: tuple[Result, ...], sections: tuple[Section, ...]) -> ElectionKind:
    """Return the kind of the contest's title; a page without a title is most often that of a referendum."""
    if head.election.contest.title is not None:
        return head.election.kind
    referendum = any(table.kind is ResultKind.REFERENDUM for table in tables) or any(
        section.kind is SectionKind.REFERENDUM
        or (section.kind is SectionKind.STAKES and "referendum" in (section.heading or "").casefold())
        for section in sections
    )
    return ElectionKind.REFERENDUM if referendum else ElectionKind.UNKNOWN


def _round(head: Head, sections: tuple[Section, ...], context: Context) -> int | None:
    """Return the round, if the title or the first lines of the stakes or general section name it clearly."""
    title = pattern("ROUND").search(head.election.contest.title or "")
    if title is not None:
        context.spans["election.round"] = context.spans["election.contest.title"]
        return ROUNDS[title[0].lstrip("(, ")[0].casefold()]
    for section in sections:
        if section.kind not in (SectionKind.STAKES, SectionKind.GENERAL):
            continue
        for block in (each for first in section.blocks[:2] for each in (first, *first.children)):
            match = pattern("ROUND").search(block.text)
            if match is None or block.span is None or not _is_about(block.text, head.election.date):
                continue
            number = ROUNDS[match[0].lstrip("(, ")[0].casefold()]
            context.spans["election.round"] = block.span
            message = f"{quoted(match[0])} was read as round {number}."
            context.report(Diagnostic("I-ROUND", message, "election.round", block.span))
            return number
    return None


def _is_about(text: str, day: str | None) -> bool:
    """Whether a line is about the round on this ``day``, and not about another round or several.

    ``The second round will be held on 4 January 2015.`` is not about an election on 21 December 2014.
    """
    dates = [date.parse(match[0]).value for match in pattern("DAY").finditer(text)]
    other = lexicon.pattern("OTHER_ROUND_WORD", r"\b", r"\b").search(text)
    return not other and len(pattern("ROUND").findall(text)) == 1 and all(value == day for value in dates)
