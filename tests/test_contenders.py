"""The contenders of small sections (``fixtures/cases/contenders.txt``), and where the reader must keep still."""

from __future__ import annotations

from pathlib import Path

from casefiles import Case, cases, told

from ifes_records import parse, parse_file
from ifes_records.diagnostics import Diagnostic
from ifes_records.model.facts import Contender, SeatsWon
from ifes_records.model.names import Name
from ifes_records.sections import contenders
from ifes_records.sections.lines import Body
from ifes_records.text.source_text import SourceText

ROOT = Path(__file__).parent.parent

HEAD = """Record Modified: Nov 03 2023

March 19, 2023 Held

Republic of Kazakhstan

Election for Mazhilis (Kazakh House of Representatives)

"""


def read(text: str, cut: int | None = None) -> tuple[tuple[Contender, ...], list[str]]:
    record = parse(text)
    problems: list[str] = []

    def report(noticed: Diagnostic) -> None:
        assert noticed.message.endswith(".")
        assert noticed.span is not None
        assert text[noticed.span.start : noticed.span.end].strip()
        problems.append(f"{noticed.code} {noticed.path}")

    country = record.election.country.alpha2
    source = SourceText.of(text)
    body = Body(record.sections, report, record.election.date, country, record.results, cut, source=source)
    return contenders.read(body), problems


def as_written(contender: Contender) -> str:
    """A contender as the cases write it: its kind, its name or ``-``, and its other values."""
    name = contender.name or Name("")
    values = {
        "acronym": name.acronym,
        "local": ", ".join(f"{local.text} [{local.script}]" for local in name.local),
        "family": name.family_name,
        "party": contender.party,
        "leaders": ", ".join(contender.leaders),
        "members": "; ".join(name.text for name in contender.members),
        "seats": contender.seats_last_election and seats_as_written(contender.seats_last_election),
        "this": contender.seats_this_election and seats_as_written(contender.seats_this_election),
        "withdrawn": "yes" if contender.withdrawn else None,
        "percent": contender.first_round_percent,
        "votes": contender.first_round_votes,
        "note": contender.note,
        "row": contender.result_index,
    }
    fields = [f"{key}: {value}" for key, value in values.items() if value not in (None, "")]
    return " | ".join([contender.type, name.english or "-", *fields])


def seats_as_written(seats: SeatsWon) -> str:
    of = "" if seats.of is None else f"/{seats.of}"
    return f"{seats.won}{of}" + ("" if seats.percent is None else f" ({seats.percent}%)")


@cases("contenders", "line")
def test_a_section_gives_the_contenders_of_its_case(case: Case) -> None:
    found, problems = read(HEAD + "\n".join(case.all("line")) + "\n")
    assert told(contender=[*map(as_written, found)], problem=sorted(problems)) == case.expected


def test_leaders_without_parties() -> None:
    path = ROOT / "fixtures" / "records" / "kazakhstan-mazhilis-2023.txt"
    record = parse_file(path)
    source = SourceText.of(path.read_text("utf-8"))
    body = Body(record.sections, lambda *_: None, results=record.results, source=source)
    assert [as_written(contender) for contender in contenders.read(body)] == [
        "unknown | - | leaders: Azat PERUASHEV | seats: 12/98",
        "unknown | - | leaders: Erlan QOŞANOV | seats: 76/98 | note: its name was Nur Otan Party then",
        "unknown | - | leaders: Ali BEKTAEV | seats: 0/98",
        "unknown | - | leaders: Azamatkhan AMIRTAI | seats: 0/98 | note: formed in 2022, too late for that election",
        "unknown | - | leaders: Ashat RAQYMJANOV | seats: 0/98",
        "unknown | - | leaders: Ermukhamet ERTISBAEV | seats: 10/98"
        " | note: its name was Communist People’s Party of Kazakhstan then",
        "unknown | - | leaders: Aidarbek KHODJANAZAROV | seats: 0/98"
        " | note: formed in 2023, too late for that election",
    ]


SECTION = """Main Parties in this Election:

  • Party: Aurora League / Ligue Aurore (AUL)
    • Leader: Ann BELL
    • Seats won in last election: 12/98 (founded in 2016)
  • Party: Boreal Union (BU)
    • Leaders: Cy DEAN and Dora ELM
    • Seats won in last election: 40/98

Main Candidates in this Election:

  • Eli FOX
    • Aurora League
  • Flo GRANT
    • Independent"""


def test_a_text_that_breaks_off_gives_nothing_that_the_whole_one_does_not() -> None:
    whole, _ = read(HEAD + SECTION + "\n")
    names = {contender.name.text for contender in whole if contender.name} | {"Aurora League / Ligue Aurore"}
    leaders = {leader for contender in whole for leader in contender.leaders}
    seats = {contender.seats_last_election.won for contender in whole if contender.seats_last_election}
    for end in range(len(HEAD), len(HEAD) + len(SECTION)):
        text = (HEAD + SECTION)[:end]
        if text.endswith("\n"):
            continue
        for contender in read(text, cut=len(text.rstrip()))[0]:
            assert contender.name is None or contender.name.text in names
            assert leaders.issuperset(contender.leaders)
            assert contender.seats_last_election is None or contender.seats_last_election.won in seats
            assert contender.party in (None, "Aurora League", "Independent")


def test_text_and_span_are_those_of_the_line() -> None:
    text = HEAD + SECTION + "\n"
    for contender in read(text)[0]:
        assert contender.span is not None
        assert text[contender.span.start : contender.span.end].split("\n")[0] == contender.text
