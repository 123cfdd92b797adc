"""The last election: the cases of ``fixtures/cases/last_election.txt``, and sections of several lines."""

from __future__ import annotations

from casefiles import Case, cases, told

from ifes_records.model.body import Block, BlockType, Section, SectionKind
from ifes_records.model.facts import LastElection, LastResult
from ifes_records.model.names import Name
from ifes_records.sections import last_election
from ifes_records.sections.lines import Body
from ifes_records.span import Span


def block(text: str, kind: BlockType = BlockType.BULLET, key: str | None = None) -> Block:
    return Block(kind, 1 if kind is BlockType.BULLET else 0, text, key, span=Span(0, len(text)))


def read(*sections: tuple[Block, ...], cut: int | None = None) -> tuple[LastElection, tuple[str, ...]]:
    codes: list[str] = []
    body = Body(
        tuple(Section("Last Election", SectionKind.LAST_ELECTION, (), blocks) for blocks in sections),
        lambda noticed: codes.append(noticed.code),
        date="2022-01-01",
        cut=cut,
    )
    return last_election.read(body), tuple(codes)


@cases("last_election", "text")
def test_a_section_gives_the_last_election_of_its_case(case: Case) -> None:
    text = case.get("text") or ""
    found, codes = read((block(text),))
    seats = [f"{party.name.text} {party.seats}" for party in found.results]
    assert told(year=found.year, turnout=found.turnout_percent, seats=seats, problem=codes) == case.expected
    assert found.text == text


def test_no_section_tells_nothing() -> None:
    assert read() == (LastElection(), ())
    assert read(()) == (LastElection(), ())


def test_a_sentence_can_run_over_two_paragraphs() -> None:
    lines = (block("The election of", BlockType.PARAGRAPH), block("12 May 2014 was calm.", BlockType.PARAGRAPH))
    assert read(lines)[0] == LastElection("The election of 12 May 2014 was calm.", year=2014)


def test_notes_and_footnotes_are_not_read() -> None:
    lines = (block("Held in May 2014."), block("* Turnout was 50% in 1999.", BlockType.NOTE))
    footnote = block("3 Until 2010 it was another rule.", BlockType.PARAGRAPH)
    assert read((*lines, footnote))[0] == LastElection("Held in May 2014.", year=2014)


def test_a_key_begins_another_section() -> None:
    lines = (block("Held in May 2014."), block("Population: 1 (2019)", key="Population"), block("Turnout was 50%."))
    assert read(lines)[0] == LastElection("Held in May 2014.", year=2014)


def test_of_two_sections_the_first_is_taken() -> None:
    found, codes = read((block("10 May 2010"),), (block("Also 14 May 2007"),))
    assert (found.year, codes) == (2010, ("I-LAST-ELECTION-SECOND",))


def test_a_year_after_the_election_is_not_taken() -> None:
    assert read((block("The vote took place in 2023."),))[0].year is None


def won(party: str, seats: int) -> LastResult:
    return LastResult(Name(party, english=party), seats=seats)


def test_seats_at_a_break_off_are_not_taken() -> None:
    text = "The Union won 59 seats, the Bloc 1"
    assert read((block(text),), cut=len(text))[0].results == (won("Union", 59),)
    assert read((block(text),))[0].results == (won("Union", 59), won("Bloc", 1))
