"""The last election: the cases of ``fixtures/cases/last_election.txt``, and sections of several lines."""

from __future__ import annotations

from typing import Any

from bodies import body_of, line
from casefiles import Case, cases, told

from ifes_records.model.body import Block, BlockType, SectionKind
from ifes_records.model.facts import LastElection, LastResult, LastResultKind
from ifes_records.sections import last_election


def read(*sections: tuple[Block, ...], cut: int | None = None, **more: Any) -> tuple[LastElection, tuple[str, ...]]:
    codes: list[str] = []
    body = body_of(
        SectionKind.LAST_ELECTION,
        *sections,
        report=lambda noticed: codes.append(noticed.code),
        date="2022-01-01",
        cut=cut,
        **more,
    )
    return last_election.read(body), tuple(codes)


def shown(result: LastResult) -> str:
    """``Civic Union 34 of 60 in Senate``, ``Ann BELL 52.9% round 2 won``."""
    parts = [
        result.name.text,
        *([str(result.seats)] if result.seats is not None else []),
        *([f"of {result.of}"] if result.of else []),
        *([f"{result.votes} votes"] if result.votes else []),
        *([f"{result.percent:g}%"] if result.percent is not None else []),
        *([f"in {result.chamber}"] if result.chamber else []),
        *([f"round {result.round}"] if result.round else []),
        *([{True: "won", False: "lost"}[result.winner]] if result.winner is not None else []),
        *([f"({result.kind})"] if result.kind is not LastResultKind.PARTY else []),
    ]
    return " ".join(parts)


@cases("last_election", "text")
def test_a_section_gives_the_last_election_of_its_case(case: Case) -> None:
    text = case.get("text") or ""
    found, codes = read((line(text),))
    won = list(map(shown, found.results))
    assert told(year=found.year, turnout=found.turnout_percent, won=won, problem=codes) == case.expected
    assert found.text == text


def test_no_section_tells_nothing() -> None:
    assert read() == (LastElection(), ())
    assert read(()) == (LastElection(), ())


def test_a_sentence_can_run_over_two_paragraphs() -> None:
    lines = (
        line("The election of", kind=BlockType.PARAGRAPH),
        line("12 May 2014 was calm.", kind=BlockType.PARAGRAPH),
    )
    assert read(lines)[0] == LastElection("The election of 12 May 2014 was calm.", "2014-05-12", 2014)


def test_notes_and_footnotes_are_not_read() -> None:
    lines = (line("Held in May 2014."), line("* Turnout was 50% in 1999.", kind=BlockType.NOTE))
    footnote = line("3 Until 2010 it was another rule.", kind=BlockType.PARAGRAPH)
    assert read((*lines, footnote))[0] == LastElection("Held in May 2014.", "2014-05", 2014)


def test_a_key_begins_another_section() -> None:
    lines = (line("Held in May 2014."), line("Population: 1 (2019)", key="Population"), line("Turnout was 50%."))
    assert read(lines)[0] == LastElection("Held in May 2014.", "2014-05", 2014)


def test_of_two_sections_the_first_is_taken() -> None:
    found, codes = read((line("10 May 2010"),), (line("Also 14 May 2007"),))
    assert (found.year, codes) == (2010, ("I-LAST-ELECTION-SECOND",))


def test_a_year_after_the_election_is_not_taken() -> None:
    assert read((line("The vote took place in 2023."),))[0].year is None


def test_seats_at_a_break_off_are_not_taken() -> None:
    text = "The Union won 59 seats, the Bloc 1"
    assert list(map(shown, read((line(text),), cut=len(text))[0].results)) == ["Union 59"]
    assert list(map(shown, read((line(text),))[0].results)) == ["Union 59", "Bloc 1"]
