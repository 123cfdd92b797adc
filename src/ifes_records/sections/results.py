"""Results that are only in the body: answers of a referendum, and lists of the seats won.

Results of the referendum:
  • Yes: 1,201,607 votes (62.07%)
Seats won in this election: (9 parties won seats)
  • Harbour Union / Unión del Puerto (UP): 56
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain

from attrs import frozen
from lark import Token, Tree, UnexpectedInput

from ifes_records.diagnostics import Diagnostic, quoted
from ifes_records.model.body import Block, BlockType, Section, SectionKind
from ifes_records.model.results import FigureMark, Result, ResultKind, ResultPlace, ResultRow
from ifes_records.page.body import is_in_title_case
from ifes_records.sections.chambers import count_in
from ifes_records.sections.contender_names import parse_party
from ifes_records.sections.lines import Body, walk
from ifes_records.span import Span
from ifes_records.text import lexicon
from ifes_records.text.grammars import grammar
from ifes_records.values import count, mark, name, share
from ifes_records.values.reading import Reading

# A result, and the span of its heading.
Found = tuple[Result, Span | None]

# “Shall the plan be taken up?”      Shall the plan be taken up?
_QUESTION = re.compile(r".*\?\s*[\"”’'»)]*|[\"“‘«„].*[\"”’»“]", re.DOTALL)
# Harbour Union / Unión del Puerto (UP): 56      Harbour Union – 56 seats      Harbour Union, one seat
_SEATS = re.compile(
    r"(?P<name>[^\d\W].*?)(?:(?: ?: ?| [–—-] |, ?)(?P<seats>\d[\d,]*|[a-z-]+(?= seats?))(?: seats?)?"
    r"| \((?P<aside>\d[\d,]*|[a-z-]+(?= seats?))(?: seats?)?\))[.;,]?",
    re.IGNORECASE,
)
# Independent candidates won all 20 seats.      Independents took all of the 20 seats in the House.
_ALL_SEATS = re.compile(
    r"(?P<name>(?:the )?independents?(?: candidates?)?) (?:won|took) all (?:of )?(?:the )?"
    r"(?P<seats>\d[\d,]*|[a-z-]+) seats(?: in the [A-Z][^.,;]*)?\.?",
    re.IGNORECASE,
)
# Sections whose sentences are about this election as a whole.
_ON_THE_WHOLE = (SectionKind.GENERAL, SectionKind.NOTES, SectionKind.RESULTS_NOTES, SectionKind.SEATS)


def read(body: Body) -> tuple[Result, ...]:
    """Read what the results block does not have: answers of a referendum, and seats.

    ``heading`` is the section's heading or the label above the rows; ``question`` is the line above the answers if it
    is a question or a title.
    """
    rows = [(result.kind, row) for result in body.results for row in result.rows]
    found: list[Iterator[Found]] = []
    if not any(kind is ResultKind.REFERENDUM for kind, _ in rows):
        found += [_referendum(section, body) for section in body.of_kind(SectionKind.REFERENDUM)]
    if not any(row.seats_won is not None for _, row in rows):
        found.append(_seat_lists(body))
    results: list[Result] = []
    for result, heading_span in chain(*found):
        path = f"results[{len(body.results) + len(results)}]"
        if heading_span is not None:
            body.spans[f"{path}.heading"] = heading_span
        if result.kind is ResultKind.REFERENDUM and result.span is not None:
            message = "These results are only in the body, not in the results block."
            body.report(Diagnostic("I-REFERENDUM-BODY-RESULTS", message, path, result.span))
        results.append(result)
    return tuple(results)


def _is_statement(text: str) -> bool:
    """``Each of the questions passed:``, ``The lake stays open.``, ``Note: two answers``."""
    note = lexicon.pattern("NOTE_WORD", after=r"\b")
    return re.fullmatch(r".*[.:;!]", text, re.DOTALL) is not None or note.match(text) is not None


def _is_seats_label(text: str) -> bool:
    """``Seats won in this election:``, ``Seats won in this election: (9 parties won seats)``."""
    return lexicon.pattern("SEATS_WON_HERE", after=r"(?: ?:)?(?: ?\([^()]*\))?:?").fullmatch(text) is not None


def _heading_span(section: Section) -> Span | None:
    """The span of a section's heading, which ends where its first block begins."""
    first = section.blocks[0].span if section.blocks else None
    return Span(section.span.start, first.start) if section.span is not None and first is not None else None


def _own_span(block: Block, body: Body) -> Span | None:
    """The span of a block without those below it."""
    if not block.children or block.span is None:
        return block.span
    text, offset = body.own_text(block)
    return Span(offset, offset + len(text.rstrip()))


# ---- answers


def figures_of(text: str) -> Tree[Token] | None:
    """Read a line of answers or counts with their figures; ``None`` for any other line."""
    try:
        return grammar("referendum.lark").parse(" ".join(text.split()))
    except UnexpectedInput:
        return None


def _referendum(section: Section, body: Body) -> Iterator[Found]:
    for result in _results(section.blocks, None, section.heading, body):
        yield result, _heading_span(section)


@frozen
class _Answer:
    """An answer with its figures, as written; ``known`` if it is a usual answer, such as ``Yes``."""

    block: Block
    label: str
    known: bool
    votes: str | None
    percent: str | None


def _answers(block: Block) -> list[_Answer]:
    """Read the answers of a line; an empty list if any of them is uncertain."""
    tree = None if block.key or block.children or block.type is BlockType.NOTE else figures_of(block.text)
    found: list[_Answer] = []
    for answer in tree.children if tree else ():
        if not isinstance(answer, Tree) or answer.data != "answer":
            continue
        parts = {token.type: str(token) for token in answer.children if isinstance(token, Token)}
        label = re.sub('["“”]', "", parts.get("KNOWN_ANSWER") or parts["OTHER_ANSWER"]).strip(" :–—-'‘’")
        votes, percent = parts.get("VOTES"), parts.get("PERCENT") or parts.get("AFTER_COMMA")
        known = "KNOWN_ANSWER" in parts
        if not known and (votes is None or percent is None):
            return []
        votes = votes and re.sub(r" ?[a-z ]+$", "", votes, flags=re.IGNORECASE)
        percent = percent and re.split(r" ?(?:%|per)", percent.strip(", "))[0] + "%"
        found.append(_Answer(block, label, known, votes, percent))
    return found


def _results(blocks: Sequence[Block], above: Block | None, heading: str | None, body: Body) -> Iterator[Result]:
    """Yield the results among lines of one level; ``above`` is the line that they are nested under."""
    run: list[_Answer] = []
    before = above
    for block in blocks:
        answers = _answers(block)
        for answer in answers:
            if answer.label.casefold() in {other.label.casefold() for other in run}:
                yield from _result(run, before, heading, body)
                run, before = [], None
            run.append(answer)
        if answers or (run and figures_of(block.text)):
            continue
        yield from _result(run, before, heading, body)
        run, before = [], block
        yield from _results(block.children, block, heading, body)
    yield from _result(run, before, heading, body)


def _result(run: list[_Answer], above: Block | None, heading: str | None, body: Body) -> Iterator[Result]:
    if not run:
        return
    spans = [answer.block.span or Span(0, 0) for answer in run]
    if len(run) < 2:
        message = f"{quoted(run[0].block.text)} looks like one answer of several; no result was taken from it."
        body.report(Diagnostic("I-REFERENDUM-ANSWER", message, "referendum", spans[0]))
        return
    question = None
    if above is not None and (question := _question(mark.without(above.text))):
        spans.append(above.span or spans[0])
    rows = tuple(_answer_row(answer, body) for answer in run)
    yield Result(ResultKind.REFERENDUM, heading, question, rows, place=ResultPlace.BODY, span=_hull(spans))


def _question(text: str) -> str | None:
    """The line above answers, if it is their question or the title of what is voted on: ``Bill on Regions:``."""
    title = text.rstrip(" :")
    if _QUESTION.fullmatch(text):
        return text
    has_verb = lexicon.pattern("FINITE_VERB", r"\b", r"\b").search(title)
    return title if is_in_title_case(title) or not (has_verb or _is_statement(text)) else None


def _answer_row(answer: _Answer, body: Body) -> ResultRow:
    is_whole = answer.percent is not None or not _is_cut(answer.block, body)  # `No: 355` can be part of 355,845
    votes = count.parse(answer.votes) if answer.votes and is_whole else Reading[int]("")
    percent = share.parse(answer.percent) if answer.percent else Reading[float]("")
    for noticed in (votes.diagnostic, percent.diagnostic):
        if noticed is not None:
            body.report(noticed.at(answer.block.span, "results"))
    return ResultRow(
        name.parse_answer(answer.label, body.alpha2),
        seats_won_mark=FigureMark.NOT_APPLICABLE,
        votes=votes.value,
        votes_mark=_mark(votes.value) if answer.votes else FigureMark.ABSENT,
        vote_percent=percent.value,
        cells=tuple(cell for cell in (answer.votes, answer.percent) if cell is not None),
        span=answer.block.span,
    )


def _mark(value: int | None) -> FigureMark:
    return FigureMark.UNREAD if value is None else FigureMark.FIGURE


def _is_cut(block: Block, body: Body) -> bool:
    return body.cut is not None and block.span is not None and block.span.end >= body.cut


def _hull(spans: Sequence[Span]) -> Span:
    return Span(min(span.start for span in spans), max(span.end for span in spans))


# ---- seats


def _seat_lists(body: Body) -> Iterator[Found]:
    """Yield the lists of seats won: those under a heading, and those under a label in another section."""
    for section in body.sections:
        blocks = [block for block in walk(section.blocks) if block.type is not BlockType.NOTE]
        if section.kind is SectionKind.SEATS and _is_seats_label(section.heading or ""):
            yield from _seat_list(blocks, section.heading, _heading_span(section), body)
        elif section.kind is not SectionKind.CONTENDERS:  # where the label is a key of each party
            for at, block in enumerate(blocks):
                if _is_seats_label(label := mark.without(block.text)):
                    ends = (n for n, other in enumerate(blocks[at + 1 :]) if not _seats(other))
                    end = next(ends, len(blocks))
                    yield from _seat_list(blocks[at + 1 :][:end], label.rstrip(" :"), _own_span(block, body), body)
                elif section.kind in _ON_THE_WHOLE and (told := _ALL_SEATS.fullmatch(block.text)):
                    row = _seat_row(block, told["name"], told["seats"], body)
                    yield Result(ResultKind.PARTY, rows=(row,), place=ResultPlace.BODY, span=block.span), None


def _seat_list(blocks: Sequence[Block], heading: str | None, label: Span | None, body: Body) -> Iterator[Found]:
    rows: list[ResultRow] = []
    for block in blocks:
        if found := _seats(block):
            rows.append(_seat_row(block, *found, body))
        else:
            message = f"{quoted(block.text)} is not a name with its seats; it was left out of the list of seats."
            body.report(Diagnostic("I-SEATS-LINE", message, "sections", block.span))
    if rows:
        spans = [span for span in (label, *(row.span for row in rows)) if span is not None]
        kind, rows_ = ResultKind.PARTY, tuple(rows)
        yield Result(kind, heading, rows=rows_, place=ResultPlace.BODY, span=_hull(spans)), label


def _seats(block: Block) -> tuple[str, str] | None:
    """The name of a party and its seats, as they are written."""
    if block.key is not None and not name.aggregate(block.key):
        return None
    found = _SEATS.fullmatch(mark.without(block.text))
    if found is None or lexicon.pattern("TALLY_WORD").match(found["name"]):
        return None
    seats = found["seats"] or found["aside"]
    return (found["name"], seats) if seats[0].isdigit() or count_in(seats) > 0 else None


def _seat_row(block: Block, party: str, seats: str, body: Body) -> ResultRow:
    written, problem = parse_party(party, body.alpha2)
    if problem is not None:
        body.report(problem.at(block.span, "results"))
    won = None if _is_cut(block, body) else count_in(seats)  # `Civic Union: 1` can be part of 12
    return ResultRow(
        written,
        aggregate=name.aggregate(written.text),
        seats_won=won,
        seats_won_mark=_mark(won),
        votes_mark=FigureMark.ABSENT,
        cells=(seats,),
        span=_own_span(block, body),
    )
