"""Lines that have lost their heading are read by what they say."""

from __future__ import annotations

import pytest

from ifes_records import parse

HEAD = "Nov. 5, 2024 Confirmed\n\nRepublic of Kenya\n\nElection for Kenyan Senate\n\nGeneral Information\n\n"
STAKES = "  • All 11 seats in the Kenyan Senate.\n\n"
LAST = "The last Senate election was held on November 8, 2020. Voter turnout was 58%.\n\n"
DEADLINE = "Voters abroad must register by 6 September 2024.\n\n"
OTHERS = "Elections for the Presidency and the lower house take place on the same day.\n\n"


def lost(text: str) -> list[str]:
    return [found.message for found in parse(text).diagnostics if found.code == "I-HEADING-LOST"]


def test_a_page_without_headings() -> None:
    record = parse(HEAD + STAKES + OTHERS + LAST + DEADLINE)
    assert [(stake.seats, stake.body) for stake in record.stakes] == [(11, "Kenyan Senate")]
    assert (record.last_election.year, record.last_election.turnout_percent) == (2020, 58.0)
    assert [(each.date, each.what) for each in record.deadlines] == [("2024-09-06", "Voters abroad must register")]
    assert [section.heading for section in record.sections] == ["General Information"]
    assert [len(section.blocks) for section in record.sections] == [4]


def test_the_lost_headings_are_reported_once() -> None:
    assert lost(HEAD + STAKES + OTHERS + LAST + DEADLINE) == [
        "Lines on what is at stake, the last election and deadlines are under no heading of theirs; "
        "they were read by what they say."
    ]
    assert lost(HEAD + LAST) == [
        "Lines on the last election are under no heading of theirs; they were read by what they say."
    ]
    assert lost(HEAD + OTHERS) == []


def test_notes_on_the_election_may_tell_of_the_last_one() -> None:
    notes = "Election Notes:\n\n  • {} was held on 3 July 2019. The Harbour Party won 65 seats.\n"
    last, this = (
        parse(HEAD + STAKES + notes.format(what)).last_election for what in ("The last election", "The vote")
    )
    assert (last.date, [(each.name.english, each.seats) for each in last.results]) == (
        "2019-07-03",
        [("Harbour Party", 65)],
    )
    assert this.year is None
    both = parse(
        HEAD + STAKES + notes.format("The last election") + "\nLast Election:\n\nIn 2021, the Greens won 12 seats.\n"
    )
    assert both.last_election.year == 2021


@pytest.mark.parametrize(
    ("line", "won"),
    [
        (
            "In 2020, the Greens won a plurality of seats (34), followed by Forward (13).",
            [("Greens", 34), ("Forward", 13)],
        ),
        ("In 2020, Ann BELL won 54% of the vote.", [("Ann BELL", None)]),
        ("In 2025, the Greens won 34 seats.", []),
        ("In 2020, the government won a vote of confidence with 61 votes.", []),
        ("In 2020, the Greens formed a government after it had been promised.", []),
    ],
)
def test_a_year_and_who_won_tell_of_the_last_election(line: str, won: list[tuple[str, int | None]]) -> None:
    found = parse(f"{HEAD}{STAKES}  • {line}\n").last_election
    assert [(result.name.english, result.seats) for result in found.results] == won
    assert found.year == (2020 if won else None)


@pytest.mark.parametrize(
    ("line", "subject"),
    [
        ("The Prime Minister is appointed by the President and confirmed by the Senate.", "Prime Minister"),
        ("The Prime Minister is nominated by the President and confirmed by the Senate.", None),
        ("Ann BELL was nominated by the Greens and approved by the party.", None),
    ],
)
def test_a_line_on_an_office_is_known_without_a_heading(line: str, subject: str | None) -> None:
    assert [rule.subject for rule in parse(f"{HEAD}{STAKES}  • {line}\n").electoral_system] == [subject] * bool(
        subject
    )


@pytest.mark.parametrize(
    "line",
    [
        "300 seats would be filled in two rounds instead of one.",
        "All citizens who turn 16 before 5 November 2024 may vote.",
        "The election of 2020 in Uganda is another matter.",
        "Kenya: Senate, 5 November 2024",
        OTHERS.strip(),
    ],
)
def test_a_line_that_nobody_knows_gives_nothing(line: str) -> None:
    record = parse(f"{HEAD}{line}\n")
    assert (record.stakes, record.deadlines, record.last_election.year) == ((), (), None)


def test_general_lines_are_no_stakes_beside_a_section_of_them() -> None:
    record = parse(f"{HEAD}  • The office of President of Kenya\n\nAt Stake in this Election:\n\n{STAKES}")
    assert [(stake.seats, stake.office) for stake in record.stakes] == [(11, None)]


@pytest.mark.parametrize(
    ("line", "figures"),
    [
        ("Kenya: Senate, 5 November 2024", "“5”, “2024”"),
        ("  • 58 of 135 seats in the Senate", None),
        ("Voters fill nine seats, one-third of them for seven years.", "“nine”, “seven”"),
        ("The vote of 4 April 2021 settled nothing.", "“4”, “2021”"),
        ("  • All 58 seats in the Senate[1]", None),
        ("Voters abroad must register by 6 September 2024.", None),
    ],
)
def test_figures_that_are_in_no_fact_are_reported(line: str, figures: str | None) -> None:
    found = [(each.path, each.message) for each in parse(f"{HEAD}{line}\n").diagnostics if each.code == "I-FIGURES"]
    message = f"No fact was read from the figures {figures} of this line."
    assert found == ([("sections[0].blocks[0]", message)] if figures else [])


def test_figures_of_people_who_share_an_office_are_in_facts() -> None:
    lines = (
        "Chief of State: 2 co-princes with local representatives",
        "Luc DESGRANGES, represented by Odile FERRAN (both since 14 May 2018)",
        "Bishop Jordi PUIG i Soler (since 3 April 2009), represented by Marc CASALS (since 20 July 2012)",
    )
    text = HEAD + "Government Structure:\n\n" + "".join(f"  • {line}\n\n" for line in lines)
    left_out = [each.message for each in parse(text).diagnostics if each.code == "I-FIGURES"]
    assert left_out == ["No fact was read from the figures “2” of this line."]
