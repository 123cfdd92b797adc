"""Referendums: the cases of ``fixtures/cases/referendum.txt``; provisions and requirements."""

from __future__ import annotations

from attrs import evolve
from casefiles import Case, cases, told

from ifes_records import parse
from ifes_records.model.body import Block, BlockType, Section, SectionKind
from ifes_records.model.facts import ReferendumFacts
from ifes_records.model.names import Name
from ifes_records.model.results import FigureMark, Result, ResultKind, ResultPlace, ResultRow
from ifes_records.sections import referendum, results
from ifes_records.sections.lines import Body
from ifes_records.span import Span


def block(text: str, kind: BlockType = BlockType.BULLET, key: str | None = None) -> Block:
    return Block(kind, 1 if kind is BlockType.BULLET else 0, text, key, span=Span(0, len(text)))


def section(heading: str, *blocks: Block, kind: SectionKind = SectionKind.REFERENDUM) -> Section:
    return Section(heading, kind, (), blocks)


def as_written(result: Result) -> str:
    rows = (
        f"{row.name.english} {'-' if row.votes is None else row.votes}"
        f" {'-' if row.vote_percent is None else row.vote_percent}"
        for row in result.rows
    )
    return " | ".join([result.question or "null", *rows])


@cases("referendum", "line")
def test_a_section_gives_the_results_of_its_case(case: Case) -> None:
    codes: list[str] = []
    body = Body(
        (section("Results of the referendum", *map(block, case.all("line"))),),
        lambda noticed: codes.append(noticed.code),
    )
    found = results.read(body)
    assert told(result=[*map(as_written, found)], problem=codes) == case.expected
    assert {result.heading for result in found} <= {"Results of the referendum"}


YES_NO = (block("Yes: 120 votes (60%)"), block("No: 80 (40%)"))


def answer(name: str, votes: int, percent: float, *cells: str) -> ResultRow:
    return ResultRow(
        Name(name, english=name),
        seats_won_mark=FigureMark.NOT_APPLICABLE,
        votes=votes,
        votes_mark=FigureMark.FIGURE,
        vote_percent=percent,
        cells=cells,
    )


def test_a_whole_result() -> None:
    body = Body((section("Results of the referendum", *YES_NO),), lambda *_: None)
    assert results.read(body) == (
        Result(
            ResultKind.REFERENDUM,
            "Results of the referendum",
            rows=(
                answer("Yes", 120, 60.0, "120", "60%"),
                answer("No", 80, 40.0, "80", "40%"),
            ),
            place=ResultPlace.BODY,
        ),
    )


def test_the_results_block_goes_first() -> None:
    body = Body((section("Results of the referendum", *YES_NO),), lambda *_: None)
    in_block = Result(ResultKind.REFERENDUM, rows=(ResultRow(Name("Yes")),))
    assert results.read(evolve(body, results=(in_block,))) == ()
    assert len(results.read(evolve(body, results=(Result(ResultKind.REFERENDUM, question="Yes?"),)))) == 1


def test_answers_can_stand_under_their_question() -> None:
    question = Block(BlockType.BULLET, 1, "Shall the lake be closed?", children=YES_NO)
    (found,) = results.read(Body((section("Main provisions in the referendum", question),), lambda *_: None))
    assert (found.heading, found.question) == ("Main provisions in the referendum", "Shall the lake be closed?")


def test_a_vote_count_at_a_break_off_is_not_taken() -> None:
    yes = evolve(block("Yes: 120,000"), span=Span(0, 12))
    no = evolve(block("No: 355"), span=Span(13, 20))
    (found,) = results.read(Body((section("Results", yes, no),), lambda *_: None, cut=20))
    assert [row.votes for row in found.rows] == [120000, None]


def test_provisions_and_requirements() -> None:
    sections = (
        section("About the Referendum", block("It was put off twice.", BlockType.PARAGRAPH)),
        section(
            "Main Provisions in the Referendum (law no. 6771)",
            Block(BlockType.BULLET, 1, "The lake:", children=(block("no boats"),)),
            block("Note: Each of these passed:", BlockType.PARAGRAPH),
            block("the boats"),
            *YES_NO,
            block("* From June on.", BlockType.NOTE),
            block("Question: Yes or no?", BlockType.KEY_VALUE, "Question"),
        ),
        section("Electoral requirements", block("A simple majority.**"), kind=SectionKind.REQUIREMENTS),
    )
    found = referendum.read(Body(sections, lambda *_: None))
    assert found == ReferendumFacts(("The lake:", "no boats"), ("A simple majority.**",))


def test_what_is_told_about_a_measure_below_it_is_no_provision() -> None:
    initiative = Block(
        BlockType.BULLET,
        1,
        "Popular Initiative: “For Clean Lakes”[iii]",
        children=(
            block("Description: The initiative requires that all sewage be treated."),
            block("Poll question: Do you want to accept the popular initiative?"),
            block("Position of the Federal Assembly: both houses advise a no, by 99 to 42 votes."),
            block("Article 5: Lakes are common property."),
        ),
    )
    sections = (section("Main provisions in the referendum", initiative, block("Position of judges: for ten years")),)
    assert referendum.read(Body(sections, lambda *_: None)).provisions == (
        "Popular Initiative: “For Clean Lakes”[iii]",
        "Article 5: Lakes are common property.",
        "Position of judges: for ten years",
    )


def test_a_title_above_answers_is_their_question_and_no_heading() -> None:
    """Of a title and a question below it, the question is taken. Above another bullet, a title is a heading."""
    record = parse(
        "March 19, 2023 Held\n\nReferendum\n\nResults of the referendum:\n\n"
        "Bill on Regions\n  • Yes: 62%\n  • No: 38%\n\n"
        "Bill on Lakes:\n  • Yes: 12,001\n  • No: 8,120\n\n"
        "Third Bill\n\nShall the bridge be built?\n  • For: 62%\n  • Against: 38%\n\n"
        "Campaign Finance\n  • None: 0\n"
    )
    assert [(result.place, result.question, result.line, len(result.rows)) for result in record.results] == [
        (ResultPlace.BODY, "Bill on Regions", 7, 2),
        (ResultPlace.BODY, "Bill on Lakes", 11, 2),
        (ResultPlace.BODY, "Shall the bridge be built?", 17, 2),
    ]
    assert [section.heading for section in record.sections] == ["Results of the referendum", "Campaign Finance"]
