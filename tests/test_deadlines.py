"""Deadlines: the cases of ``fixtures/cases/deadlines.txt``, and laws that hold for any line."""

from __future__ import annotations

from datetime import date

from casefiles import Case, cases, told
from hypothesis import given
from hypothesis import strategies as st

from ifes_records import parse
from ifes_records.model.body import Block, BlockType, Section, SectionKind
from ifes_records.model.facts import Deadline
from ifes_records.sections import deadlines
from ifes_records.sections.lines import Body
from ifes_records.span import Span

ELECTION = "2023-03-19"

PIECES = [
    *(
        "until ",
        "by ",
        "before ",
        "closes on ",
        "from ",
        "between ",
        "The deadline ",
        "is ",
        "was moved ",
        "30 days ",
    ),
    *("5 May", "17 February 2023", "23 Marhc 2018", "7/2/2021", "31 June 2022", "March 2023", "1–", " – ", " to "),
    *(" for ", " and ", ": ", "; ", ", ", ". ", " (", ")", "*", "voters", "2011", "Candidate filing deadline"),
]

Problems = list[tuple[str, str | None]]


def block_of(line: str, type_: BlockType = BlockType.BULLET, children: tuple[Block, ...] = ()) -> Block:
    key, colon, value = line.partition(":")
    span = Span(0, len(line))
    if colon and key.endswith("deadline"):
        return Block(BlockType.KEY_VALUE, 1, line, key, value.strip() or None, children, span=span)
    return Block(type_, 1, line, children=children, span=span)


def read(
    *blocks: Block, election: str | None = ELECTION, kind: SectionKind = SectionKind.DEADLINES
) -> tuple[tuple[Deadline, ...], Problems]:
    problems: Problems = []
    section = Section("Key Deadlines", kind, blocks=blocks, span=Span(0, 99))
    body = Body((section,), lambda noticed: problems.append((noticed.code, noticed.path)), election)
    return deadlines.read(body), problems


@cases("deadlines", "line,set as,election")
def test_a_line_gives_the_deadlines_of_its_case(case: Case) -> None:
    line = case.get("line") or ""
    type_ = BlockType.NOTE if case.get("set as") == "note" else BlockType.BULLET
    election = None if case.get("election") == "null" else ELECTION
    found, problems = read(block_of(line, type_), election=election)
    deadlines = [as_written(deadline) for deadline in found]
    assert told(deadline=deadlines, problem=[f"{code} {path}" for code, path in problems]) == case.expected
    assert {deadline.text for deadline in found} <= {line}


def as_written(deadline: Deadline) -> str:
    date = f"{deadline.date or 'null'}{' inferred' if deadline.year_inferred else ''}"
    return " | ".join(filter(None, [date, deadline.what]))


def test_a_vote_without_a_day_gives_its_year() -> None:
    found, _ = read(block_of("Lists until 5 February"), election="2023-03")
    assert [(deadline.date, deadline.year_inferred) for deadline in found] == [("2023-02-05", True)]


def test_a_line_below_a_key_is_about_it() -> None:
    children = (block_of("9 April 2023 for Bomi"), block_of("11 May 2023"))
    found, problems = read(block_of("Voter registration deadline:", children=children))
    assert [(deadline.date, deadline.what) for deadline in found] == [
        ("2023-04-09", "Voter registration deadline … Bomi"),
        ("2023-05-11", "Voter registration deadline"),
    ]
    assert problems == []


def test_a_key_is_read_in_any_section_and_other_lines_are_not() -> None:
    lines = (
        block_of("Candidate filing deadline: 24 June 2023"),
        block_of("Voters had until 1 May 2023 to register."),
    )
    found, _ = read(*lines, kind=SectionKind.NOTES)
    assert found == (Deadline(lines[0].text, "Candidate filing deadline", "2023-06-24"),)


def test_parties_that_run_on_in_the_section_are_no_deadlines() -> None:
    record = parse(
        "June 7, 2025 Held\n\nKenya\n\nElection for President\n\nMore Info:\n\nKey Deadlines:\n\n"
        "  • 30 April for coalitions\n\n  • Movement of 4 June (M4J)\n\n"
        "    • Leader: Dario RICCIOLI (since 5 May 2020)\n\n"
        "    • Seats won in last election: 18 out of 60\n"
    )
    found = deadlines.read(Body(record.sections, lambda *_: None, record.election.date))
    assert found == (Deadline("30 April for coalitions", "coalitions", "2025-04-30", True),)
    assert found[0].span is not None


@given(st.lists(st.sampled_from(PIECES), max_size=10).map("".join), st.sampled_from([ELECTION, "2024-02-29", None]))
def test_a_year_is_written_or_inferred_from_the_vote(text: str, election: str | None) -> None:
    line = " ".join(text.split())
    found, _ = read(block_of(line), election=election)
    for deadline in found:
        assert deadline.text == line
        if deadline.year_inferred:
            assert election is not None
            assert deadline.date is not None
            assert date.fromisoformat(deadline.date) <= date.fromisoformat(election) + deadlines.COUNT
        elif deadline.date is not None:
            assert deadline.date[:4] in line


@given(st.text(max_size=60))
def test_no_text_makes_the_reader_fail(text: str) -> None:
    found, _ = read(block_of(" ".join(text.split())))
    assert isinstance(found, tuple)


@given(st.dates().map(str), st.sampled_from(["until", "by", "no later than", "on or before"]))
def test_a_whole_date_behind_until_reads_back(iso: str, until: str) -> None:
    line = f"Voters have {until} {iso} to register."
    found, problems = read(block_of(line))
    assert found == (Deadline(line, "Voters have … register", iso if iso >= "1800" and not problems else None),)
