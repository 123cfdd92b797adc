"""What is at stake: the cases of ``fixtures/cases/stakes.txt``, and lines that belong together."""

from __future__ import annotations

import pytest
from attrs import evolve
from bodies import body_of, line
from casefiles import Case, cases, told
from hypothesis import given
from hypothesis import strategies as st

from ifes_records import parse
from ifes_records.diagnostics import Diagnostic
from ifes_records.model.body import Block, BlockType, SectionKind
from ifes_records.model.facts import Stake
from ifes_records.sections import chambers, stakes

HEADING = "At Stake in this Election"


def read(*blocks: Block, heading: str = HEADING, codes: list[str] | None = None) -> tuple[Stake, ...]:
    """Read a section of these blocks; the codes of what is reported go to ``codes``."""

    def report(noticed: Diagnostic) -> None:
        assert (noticed.message[-1], noticed.path) == (".", "stakes")
        if codes is not None:
            codes.append(noticed.code)

    body = body_of(SectionKind.STAKES, blocks, report=report)
    return stakes.read(evolve(body, sections=tuple(evolve(each, heading=heading) for each in body.sections)))


@cases("stakes", "heading,text")
def test_a_line_gives_the_stakes_of_its_case(case: Case) -> None:
    text, codes = case.get("text") or "", list[str]()
    found = read(line(text), heading=case.get("heading") or HEADING, codes=codes)
    assert told(stake=[*map(as_written, found)], problem=codes) == case.expected
    assert {stake.text for stake in found} <= {text}


def as_written(stake: Stake) -> str:
    seats = stake.seats if stake.of is None else f"{stake.seats or 'null'} of {stake.of}"
    parts = (seats, stake.body, "all" if stake.all else "-", stake.office)
    return " | ".join("null" if part is None else str(part) for part in parts)


# ---- lines that belong together


def test_two_chambers_on_two_lines() -> None:
    found = read(line("10 of 30 seats in the Senate"), line("All 119 seats in the Chamber of Deputies"))
    assert [as_written(stake) for stake in found] == [
        "10 of 30 | Senate | - | null",
        "119 | Chamber of Deputies | all | null",
    ]


@pytest.mark.parametrize(
    ("stake", "seats", "told"),
    [
        ("The 50 seats in the Senate", 80, "50 | Senate | - | null"),
        ("The 80 seats in the Senate", 80, "80 | Senate | all | null"),
        ("All 50 seats in the Senate", 80, "50 | Senate | all | null"),
    ],
)
def test_the_seats_are_all_only_of_a_chamber_that_has_no_more(stake: str, seats: int, told: str) -> None:
    head = "March 3, 2024 Held\n\nNorway\n\nElection for Senate\n\nAt Stake in this Election:\n\n"
    government = "Description of Government Structure:\n\n"
    record = parse(f"{head}  • {stake}\n\n{government}  • Assembly: a unicameral Senate with {seats} seats\n")
    assert list(map(as_written, record.stakes)) == [told]


def test_bullets_below_a_total_break_it_down() -> None:
    parts = (line("80 seats from districts"), line("30 seats for women"))
    found = read(line("All 110 seats of the Shura, in two parts:", *parts))
    assert [as_written(stake) for stake in found] == ["110 | Shura | all | null"]


def test_lines_after_a_total_break_it_down_if_they_come_to_it() -> None:
    total, districts = line("All 110 seats of the Shura"), line("80 seats from districts")
    whole = read(total, districts, line("30 seats for women"))
    assert [stake.seats for stake in whole] == [110]
    not_whole = read(total, districts, line("20 seats for women"))
    assert [stake.seats for stake in not_whole] == [110, 80, 20]


def test_bullets_below_a_line_without_figures_are_stakes() -> None:
    found = read(line("General elections:", line("The presidency"), line("200 seats in the House")))
    assert [as_written(stake) for stake in found] == [
        "null | null | - | presidency",
        "200 | House | - | null",
    ]


def test_notes_and_what_follows_a_lost_heading_are_no_stakes() -> None:
    found = read(
        line("98 seats in the Mazhilis *"),
        line("* 9 seats are the Assembly's.", kind=BlockType.NOTE),
        line("Chief of State: President A B", key="Chief of State"),
        line("12 seats in the Senate"),
    )
    assert [as_written(stake) for stake in found] == ["98 | Mazhilis | - | null"]


def test_each_line_of_a_referendum_is_a_stake() -> None:
    body = body_of(SectionKind.STAKES, [line("Voters decide whether the flag stays as it is.")])
    assert stakes.read(body) == ()
    (found,) = stakes.read(evolve(body, is_referendum=True))
    assert (found.text, as_written(found)) == (
        "Voters decide whether the flag stays as it is.",
        "null | null | - | null",
    )
    record = parse("June 5, 2021 Held\n\nReferendum\n\nAt stake in this election:\n\n  • Voters choose a flag.\n")
    assert [stake.text for stake in record.stakes] == ["Voters choose a flag."]


def test_other_sections_are_not_read() -> None:
    assert stakes.read(body_of(SectionKind.NOTES, [line("98 seats in the Mazhilis")])) == ()


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("2,980 seats", 2980),
        ("one seat", 1),
        ("Nineteen members", 19),
        ("thirty-three seats", 33),
        ("one hundred and twenty seats", 120),
        ("135 (of 150) seats", 135),
    ],
)
def test_count_in(text: str, number: int) -> None:
    assert chambers.count_in(text) == number


@pytest.mark.parametrize(
    ("written", "inside", "name", "local"),
    [
        ("Senate", None, "Senate", ()),
        ("Senate", "(Senaat / Senat)", "Senate", ("Senaat", "Senat")),
        ("National Assembly", "(Gukhoe / 국회 / 國會)", "National Assembly", ("Gukhoe", "국회", "國會")),
        (
            "Council of States",
            "(Standerat/Conseil des Etats)",
            "Council of States",
            ("Standerat", "Conseil des Etats"),
        ),
        ("Sovet Respubliki", "(Council of the Republic)", "Council of the Republic", ("Sovet Respubliki",)),
        ("Chamber", "(Chamber)", "Chamber", ()),
        ("Assembly", "(EALA)", "Assembly", ()),
        ("House", "(Majlis al-Ayan; upper)", "House", ("Majlis al-Ayan",)),
        ("Senate", "(75 elected)", "Senate", ()),
    ],
)
def test_chamber_names(written: str, inside: str | None, name: str, local: tuple[str, ...]) -> None:
    assert chambers.chamber_names(written, inside, None) == (name, local)


@given(st.text(alphabet="All 98seats ofthe()[]*,.;:-'’/Ωجا\n\u00a0", max_size=80))
def test_any_text_can_be_read(text: str) -> None:
    assert all(stake.text == text for stake in read(line(text)))
