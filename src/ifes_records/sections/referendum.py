"""A referendum: its provisions, its requirements, and results that are only in the body.

Provisions in the referendum:
  • Motor boats may not be used from 1 June on.
Electoral requirements:
  • More than half of the valid votes.
Results of the referendum:
  • Yes: 1,201,607 votes (62.07%)
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from attrs import frozen
from lark import Token, Tree, UnexpectedInput

from ifes_records.diagnostics import Diagnostic, quoted
from ifes_records.model.body import Block, BlockType, Section, SectionKind
from ifes_records.model.facts import ReferendumFacts
from ifes_records.model.results import Result, ResultKind, ResultPlace, ResultRow
from ifes_records.sections.lines import Body, walk
from ifes_records.span import Span
from ifes_records.text.grammars import grammar
from ifes_records.values import count, mark, name, share
from ifes_records.values.reading import Reading

PATH = "referendum"

# “Shall the plan be taken up?”      Shall the plan be taken up?
_QUESTION = re.compile(r".*\?\s*[\"”’'»)]*|[\"“‘«„].*[\"”’»“]", re.DOTALL)
_NOTE = re.compile(r"notes?\b", re.IGNORECASE)


def read(body: Body) -> ReferendumFacts:
    """Read the provisions, and the requirements for the referendum to pass, line by line.

    Provisions are the lines of a section with that word in its heading, without notes and results.
    """
    provisions = [
        line
        for section in body.of_kind(SectionKind.REFERENDUM)
        if "provisions" in (section.heading or "").casefold()
        for line in _lines(section)
    ]
    requirements = [line for section in body.of_kind(SectionKind.REQUIREMENTS) for line in _lines(section)]
    for part, lines in (("provisions", provisions), ("requirements", requirements)):
        for number, line in enumerate(lines):
            body.spans[f"{PATH}.{part}[{number}]"] = line.span or Span(0, 0)
    return ReferendumFacts(tuple(line.text for line in provisions), tuple(line.text for line in requirements))


def results(body: Body) -> tuple[Result, ...]:
    """Read results that are only in the body, as bullets: ``No: 355,845 (61.31%)``.

    Nothing is read if the results block has a referendum's answers. ``heading`` is the section's heading,
    ``question`` the line above the answers if it is a question.
    """
    if any(result.kind is ResultKind.REFERENDUM and result.rows for result in body.results):
        return ()
    found: list[Result] = []
    for section in body.of_kind(SectionKind.REFERENDUM):
        for result in _results(section.blocks, None, section.heading, body):
            path = f"results[{len(body.results) + len(found)}]"
            if section.span is not None and section.blocks[0].span is not None:
                above = Span(section.span.start, section.blocks[0].span.start)
                body.spans[f"{path}.heading"] = above
            if result.span is not None:
                message = "These results are only in the body, not in the results block."
                body.report(Diagnostic("I-REFERENDUM-BODY-RESULTS", message, path, result.span))
            found.append(result)
    return tuple(found)


def _lines(section: Section) -> Iterator[Block]:
    """Yield the lines of a section, without notes, results, and keys of other sections."""
    in_note = False  # Note: Each of the questions passed:
    for block in walk(section.blocks):
        if block.type is BlockType.NOTE or block.key is not None:
            continue
        if block.level == 0:
            in_note = bool(_NOTE.match(block.text)) and block.text.endswith(":")
        if not (in_note or _NOTE.match(block.text) or _line(block.text)):
            yield block


# ---- results


@frozen
class _Answer:
    """An answer with its figures, as written; ``known`` if it is a usual answer, such as ``Yes``."""

    block: Block
    label: str
    known: bool
    votes: str | None
    percent: str | None


def _line(text: str) -> Tree[Token] | None:
    try:
        return grammar("referendum.lark").parse(" ".join(text.split()))
    except UnexpectedInput:
        return None


def _answers(block: Block) -> list[_Answer]:
    """Read the answers of a line; an empty list if any of them is uncertain."""
    tree = None if block.key or block.children or block.type is BlockType.NOTE else _line(block.text)
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
        if answers or (run and _line(block.text)):
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
        body.report(Diagnostic("I-REFERENDUM-ANSWER", message, PATH, spans[0]))
        return
    question = None
    if above is not None and _QUESTION.fullmatch(written := mark.without(above.text)):
        question = written
        spans.append(above.span or spans[0])
    yield Result(
        ResultKind.REFERENDUM,
        heading,
        question,
        tuple(_row(answer, body) for answer in run),
        place=ResultPlace.BODY,
        span=Span(min(span.start for span in spans), max(span.end for span in spans)),
    )


def _row(answer: _Answer, body: Body) -> ResultRow:
    is_cut = body.cut is not None and answer.block.span is not None and answer.block.span.end >= body.cut
    is_whole = answer.percent is not None or not is_cut  # `No: 355` can be the beginning of 355,845
    votes = count.parse(answer.votes) if answer.votes and is_whole else Reading[int]("")
    percent = share.parse(answer.percent) if answer.percent else Reading[float]("")
    for noticed in (votes.diagnostic, percent.diagnostic):
        if noticed is not None:
            body.report(noticed.at(answer.block.span, "results"))
    return ResultRow(
        name.parse_answer(answer.label, body.alpha2),
        votes=votes.value,
        vote_percent=percent.value,
        cells=tuple(cell for cell in (answer.votes, answer.percent) if cell is not None),
        span=answer.block.span,
    )
