"""Tree to record: one module for each part of the page, and the record as a whole."""

from __future__ import annotations

import re

from attrs import evolve, fields
from lark import Token, Tree

from ifes_records import checks
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
from ifes_records.model.facts import Facts
from ifes_records.model.origin import Role
from ifes_records.page import rows
from ifes_records.page.body import Body, read_body
from ifes_records.page.context import Context
from ifes_records.page.footnotes import read_footnotes
from ifes_records.page.head import READERS, Head, read_head
from ifes_records.page.results import ResultsBlock, read_results, read_results_modified
from ifes_records.page.tables import Totals
from ifes_records.sections import read_facts
from ifes_records.sections.lines import Body as FactsBody
from ifes_records.sections.lines import without_long_lines
from ifes_records.text.grammars import RecordTree, parse_late_results, pattern
from ifes_records.values import date

ROUNDS = {"f": 1, "1": 1, "s": 2, "2": 2, "t": 3, "3": 3}
OTHER_ROUND = re.compile(
    r"\b(?:previous|last|if|will|would|follow\w*|then|earlier|later|where|after)\b", re.IGNORECASE
)

OTHER_TEXT = re.compile(r"[^\n]")

# What the site prints around the fields. A heading is a section's own; what opens results in the body is read twice.
LABELS = re.compile(r"(?!LATE_)\w+_(?:LABEL|PREFIX|HEADER)|HOVER_CAPTION|BULLET")

HEAD_RULES = {*READERS, "head_text", "badge", "boilerplate"}
BODY_RULES = {"untitled", "section", "related", "election_modified", "late_results", "late_results_modified"}


def build(tree: RecordTree, context: Context) -> ElectionRecord:
    """Build the record from its tree; what was noticed is left in ``context``."""
    parts = [child for child in tree.children if isinstance(child, Tree)]
    _pass_over_labels(tree, context)
    head = read_head([part for part in parts if part.data in HEAD_RULES], context)
    body = read_body(head.prose, [part for part in parts if part.data in BODY_RULES], context)
    blocks = [part for part in parts if part.data not in HEAD_RULES | BODY_RULES]
    contest = head.election.kind is ElectionKind.REFERENDUM
    results = ResultsBlock(label=(ResultKind.REFERENDUM if contest else None, None))
    read_results(blocks, context, results)
    _read_late_results(body, results, context)
    sections = tuple(
        sorted(
            (section.finish(context) for section in (*results.sections, *body.sections)),
            key=lambda section: section.span.start if section.span else 0,
        )
    )
    totals = Totals(seats_at_stake(sections), results.participation.valid_votes)
    tables = rows.finish(results.tables, totals, head.election.country.alpha2, context)
    election = evolve(head.election, kind=_kind(head, tables, sections), round=_round(head, sections, context))
    alpha2 = election.country.alpha2
    short = without_long_lines(sections, context.limits.fact_characters, context.report)
    body_text = FactsBody(short, context.report, election.date, alpha2, tables, _cut(context), context.places)
    facts = read_facts(body_text)
    record = ElectionRecord(
        source=Source(),
        modified=Modified(head.record_modified, results.modified, body.election_modified),
        election=election,
        participation=_participation(results.participation, head, context),
        results=tables,
        sections=sections,
        footnotes=read_footnotes(sections, context),
        unread=tuple(sorted(context.unread, key=lambda line: line.line)),
        **{field.name: getattr(facts, field.name) for field in fields(Facts)},
    )
    for finding in checks.run(record, facts):
        context.report(finding.code, finding.message, finding.span or context.places.get(finding.path), finding.path)
    return record


def _pass_over_labels(tree: RecordTree, context: Context) -> None:
    for token in tree.scan_values(lambda value: isinstance(value, Token)):
        if token.type == "BOILERPLATE" or LABELS.fullmatch(token.type):
            context.pass_over(context.span(token), Role.FURNITURE if token.type == "BOILERPLATE" else Role.LABEL)


def _cut(context: Context) -> int | None:
    """Where the text ends, if it ends in the middle of a line; ``None`` if only blanks stand in its last line."""
    last = context.source.text[context.source.line_starts[-2] :]
    return len(context.source.text.rstrip()) if last.strip() and not last.endswith(("\n", "\r")) else None


def _read_late_results(body: Body, results: ResultsBlock, context: Context) -> None:
    """Read the results below the body's first heading: parsed as a text in which all else is blank."""
    for tree in body.late_modified:
        read_results_modified(tree, results, context)
    if not body.late_results:
        return
    scan = context.source.scan
    pieces, end = [], 0
    for span in body.late_results:
        pieces += [OTHER_TEXT.sub(" ", scan[end : span.start]), scan[span.start : span.end]]
        end = span.end
    blanked = "".join([*pieces, OTHER_TEXT.sub(" ", scan[end:])])
    late = evolve(context, source=evolve(context.source, scan=blanked))
    tree = parse_late_results(blanked)
    _pass_over_labels(tree, late)
    parts = [part for part in tree.children if isinstance(part, Tree)]
    read_results([part for part in parts if part.data != "other_line"], late, results)
    for part in parts:
        if part.data == "other_line":
            late.leave_unread(part, "W-RESULT-LINE", "{text} is no row; it was kept under 'unread'")


def seats_at_stake(sections: tuple[Section, ...]) -> tuple[int, ...]:
    """The figures that the section on what is at stake gives for seats."""
    return tuple(
        int(figure[0].replace(",", ""))
        for section in sections
        if section.kind is SectionKind.STAKES
        for block in section.blocks
        for match in pattern("SEATS").finditer(block.text)
        if (figure := re.search(r"[\d,]+", match[0]))
    )


def _participation(counted: Participation, head: Head, context: Context) -> Participation:
    """The counts of the results block; where it has none, those of the badge beside the country."""
    changes = {}
    for path, span in head.badge_spans.items():
        name = path.removeprefix("participation.")
        value, told = getattr(head.badge, name), getattr(counted, name)
        text = f"{name}_text"
        if value is None or (told != value and (told, getattr(counted, text, None)) != (None, None)):
            context.leave_unread(span, "W-HEAD-TWICE", "{text} is not what the results block says; that was taken")
            continue
        context.claim(span, path)
        changes[name] = value
        if told is None and hasattr(head.badge, text):
            changes[text] = getattr(head.badge, text)
    return evolve(counted, **changes)


def _kind(head: Head, tables: tuple[Result, ...], sections: tuple[Section, ...]) -> ElectionKind:
    """The contest's title tells the kind; without one, the results and the headings do (most referendums)."""
    if head.election.contest.title is not None:
        return head.election.kind
    referendum = any(table.kind is ResultKind.REFERENDUM for table in tables) or any(
        section.kind is SectionKind.REFERENDUM
        or (section.kind is SectionKind.STAKES and "referendum" in (section.heading or "").casefold())
        for section in sections
    )
    return ElectionKind.REFERENDUM if referendum else ElectionKind.UNKNOWN


def _round(head: Head, sections: tuple[Section, ...], context: Context) -> int | None:
    """The round, where the title, the stakes or the first lines of the body tell it plainly."""
    title = pattern("ROUND").search(head.election.contest.title or "")
    if title is not None:
        context.places["election.round"] = context.places["election.contest.title"]
        return ROUNDS[title[0].lstrip("(, ")[0].casefold()]
    for section in sections:
        if section.kind not in (SectionKind.STAKES, SectionKind.GENERAL):
            continue
        for block in section.blocks[:2]:
            match = pattern("ROUND").search(block.text)
            if match is None or block.span is None or not _is_about(block.text, head.election.date):
                continue
            number = ROUNDS[match[0].lstrip("(, ")[0].casefold()]
            context.places["election.round"] = block.span
            context.report("I-ROUND", f"{match[0]!r} tells round {number}", block.span, "election.round")
            return number
    return None


def _is_about(text: str, day: str | None) -> bool:
    """Whether a line speaks of this round, and not of several, of an earlier one, or of one to come.

    A second round of voting on 4 January 2015 is not that of an election on 21 December 2014.
    """
    dates = [date.parse(match[0]).value for match in pattern("DAY").finditer(text)]
    other = OTHER_ROUND.search(text)
    return not other and len(pattern("ROUND").findall(text)) == 1 and all(value == day for value in dates)
