"""What becomes of figures, labels and lines of results that another tool has broken."""

from __future__ import annotations

import re

import pytest
from casefiles import Case, cases, told

from ifes_records import ElectionRecord, parse

HEAD = "March 19, 2023 Held\n\nRepublic of Kenya\n\nElection for Senate\n\nResults\n\n"
PARTIES = f"{HEAD}Party Seats Won Seats Change Votes\n\n"
CANDIDATES = f"{HEAD}Vote Share by Candidate:\n\n"


def rows(record: ElectionRecord) -> list[tuple[str, int | None, int | None, int | None]]:
    """The name, seats, change and votes of each row."""
    found = [row for result in record.results for row in result.rows]
    return [(row.name.text, row.seats_won, row.seats_change, row.votes) for row in found]


def codes(record: ElectionRecord) -> set[str]:
    """The codes of the diagnostics."""
    return {found.code for found in record.diagnostics}


@pytest.mark.parametrize(
    "lines",
    [
        "Cast Votes 25,130\nValid Votes 25,000",
        "Cast Votes - 25,130\nValid Votes = 25,000",
        "Cast Votes：25,130\nValid Votes | 25,000",
        "Total Cast Votes:\n25,130\nValid Votes\n25,000",
    ],
)
def test_a_count_is_read_whatever_stands_behind_its_label(lines: str) -> None:
    record = parse(
        f"{HEAD}{lines}\n\nVote Share by Party:\n\nParty Seats Won Seats Change Votes\n\nOak 62 - 20,118\n"
    )
    assert (record.participation.cast_votes, record.participation.valid_votes) == (25130, 25000)
    assert rows(record) == [("Oak", 62, None, 20118)]


def test_a_label_without_a_count_gives_none() -> None:
    record = parse(f"{HEAD}Cast Votes:\nValid Votes\n\nVote Share by Party:\n\nOak 62 - 20,118\n")
    assert (record.participation.cast_votes_text, record.participation.valid_votes_text) == ("", "")
    assert rows(record) == [("Oak", 62, None, 20118)]


@pytest.mark.parametrize("parted", ["1 860 877", "1.860.877", "1٬860٬877", "1, 860, 877", "1,8б0,877"])
def test_no_part_of_a_figure_is_taken(parted: str) -> None:
    """The whole figure or nothing, with a diagnostic."""
    record = parse(f"{CANDIDATES}Edgar C LUNGU{parted}\n\nAnn BELL{parted}\n")
    assert [votes for _, _, _, votes in rows(record)] in ([1860877] * 2, [None] * 2)
    assert {row.name.text for row in record.results[0].rows} == {"Edgar C LUNGU", "Ann BELL"}
    assert {found.path for found in record.diagnostics} >= {"results[0].rows[0].votes", "results[0].rows[1].votes"}


def test_dots_between_thousands_are_no_shares() -> None:
    record = parse(f"{PARTIES}Oak 62 - 3.431.510\n\nElm 8 - 693.938\n")
    assert rows(record) == [("Oak", 62, None, 3431510), ("Elm", 8, None, 693938)]
    assert codes(record) == {"W-COUNT-SEPARATOR"}


def test_cells_on_lines_of_their_own() -> None:
    record = parse(f"{PARTIES}Oak\n\n62\n\n3,431,510\n\nElm\n\n8\n\n693,938\n")
    assert rows(record) == [("Oak", 62, None, 3431510), ("Elm", 8, None, 693938)]
    assert codes(record) == {"I-ROW-JOINED"}


def test_a_figure_that_a_line_end_has_broken() -> None:
    """The row keeps what it has, with a warning."""
    record = parse(f"{PARTIES}Oak 62 - 3,431\n510\nElm 8 - 693,938\n")
    assert [found.path for found in record.diagnostics if found.code == "W-ROW-CELLS"] == ["results[0].rows[0]"]
    assert [line.text for line in record.unread] == ["510"]


@pytest.mark.parametrize("line", ["Page 3 of 9", "Page 3", "- 3 -"])
def test_a_page_number_is_no_row(line: str) -> None:
    record = parse(f"{PARTIES}Oak 62 - 3,431,510\n\n{line}\n\nElm 8 - 693,938\n")
    assert rows(record) == [("Oak", 62, None, 3431510), ("Elm", 8, None, 693938)]
    assert codes(record) == set()


@pytest.mark.parametrize(
    "name",
    [
        *("Oak 62 =", "Oak 62 >", "Total", "---", "Oak 62 98"),
        *("3) Oak 62 -", "Oak 62 of 550 -", "Blank and null votes - -"),
    ],
)
def test_a_name_that_is_hardly_one_is_reported(name: str) -> None:
    record = parse(f"{PARTIES}{name} 3,431,510\n\nElm 8 - 693,938\n")
    assert any(found.path.startswith("results[0].rows[0]") for found in record.diagnostics if found.path)
    assert {found.code[0] for found in record.diagnostics} == {"W"}


@pytest.mark.parametrize(
    ("rows", "reported"),
    [
        ("Oak 48 51 - 1,204,118\n\nElm 9 - 200,330\n", set()),
        ("Oak 48 51 - 1,204,118\n\nElm 12 9 - 200,330\n", {"results[0].rows[0].name", "results[0].rows[1].name"}),
        ("Oak (OAK) 48 51 - 1,204,118\n\nElm 9 - 200,330\n", {"results[0].rows[0].name"}),
        ("Independents 48 51 - 1,204,118\n\nElm 9 - 200,330\n", {"results[0].rows[0].name"}),
    ],
)
def test_where_seats_add_up_a_figure_is_part_of_one_name_at_most(rows: str, reported: set[str]) -> None:
    record = parse(f"{PARTIES}{rows}\nAt stake in this election:\n\n  • 60 seats of the Senate\n")
    assert {found.path for found in record.diagnostics if found.code == "W-ROW-NAME"} == reported


def test_a_question_that_ends_in_a_figure_is_no_broken_answer() -> None:
    """The next question has a question mark behind its figure."""
    lines = "Referendum Vote Share\n\n“Do you want 100?”\n\nYes1,001\n\n“Do you want 1,200?”\n\nYes1,002\n"
    record = parse(f"{HEAD}{lines}")
    assert [table.question for table in record.results] == ["“Do you want 100?”", "“Do you want 1,200?”"]
    assert [row[3] for row in rows(record)] == [1001, 1002]


@pytest.mark.parametrize(
    "count", ["Votos emitidos:31,207", "Cast Votes,31,207", "31,207: Cast Votes", "31,207 Cast Votes"]
)
def test_a_count_that_is_not_known_as_one_is_reported_at_the_question_below_it(count: str) -> None:
    record = parse(
        f"March 19, 2023 Held\n\nRepublic of Kenya\n\nReferendum\n\nResults\n\n{count}\n\nWhat now?\n\nYes1,001\n"
    )
    assert {(found.code, found.path) for found in record.diagnostics if found.code[0] == "W"} == {
        ("W-ROW-NAME", "results[0].question")
    }


TWO_ROWS = "Oak (OAK) 62 - 3,431,510\n\nElm Tree Party 8 - 693,938\n"
READ = [("Oak (OAK)", 62, None, 3431510), ("Elm Tree Party", 8, None, 693938)]


@pytest.mark.parametrize(
    "text",
    [
        "".join(f"> {line}\n" for line in f"{PARTIES}{TWO_ROWS}".split("\n")),
        "".join(f"+{line}\n" for line in f"{PARTIES}{TWO_ROWS}".split("\n")),
        "".join(f"{number}: {line}\n" for number, line in enumerate(f"{PARTIES}{TWO_ROWS}".split("\n")) if line),
        "".join(f"{number:3} | {line}\n" for number, line in enumerate(f"{PARTIES}{TWO_ROWS}".split("\n")) if line),
        "".join(f"{line} {number}\n" for number, line in enumerate(f"{PARTIES}{TWO_ROWS}".split("\n")) if line),
        f"{PARTIES}{TWO_ROWS}".replace("\n\n", "<br>\n\n"),
        f"{HEAD}**Party Seats Won Seats Change Votes**\n\n{TWO_ROWS}",
        f"{HEAD}| Party | Seats Won | Seats Change | Votes |\n\n{TWO_ROWS}",
        f"{PARTIES}• Oak (OAK) 62 - 3,431,510\n• Elm Tree Party 8 - 693,938\n",
        f"{PARTIES}1. Oak (OAK) 62 - 3,431,510\n2. Elm Tree Party 8 - 693,938\n",
        f"{PARTIES}**Oak (OAK)** 62 - 3,431,510\n\n**Elm Tree Party 8 - 693,938**\n",
        f"{PARTIES}\u200fOak (OAK) 62 - 3,431,510\u200f\n\n\u200bElm Tree Party 8 - 693,938\n",
    ],
)
def test_signs_that_tools_add_to_lines_are_no_part_of_rows(text: str) -> None:
    record = parse(text)
    assert record.election.date == "2023-03-19"
    assert rows(record) == READ
    assert codes(record) == set()


def test_a_name_that_is_wrapped_is_read_as_one() -> None:
    record = parse(f"{PARTIES}Oak (OAK) 62 - 3,431,510\n\nElm Tree\nParty 8 - 693,938\n")
    assert rows(record) == READ
    assert codes(record) == {"I-ROW-JOINED"}


@pytest.mark.parametrize("line", ["* Provisional result.", "Results Source: Election Office"])
def test_a_note_between_rows_does_not_end_the_table(line: str) -> None:
    record = parse(f"{PARTIES}Oak (OAK) 62 - 3,431,510\n\n{line}\n\nElm Tree Party 8 - 693,938\n")
    assert rows(record) == READ
    assert codes(record) == {"W-RESULT-LINE"}
    assert [unread.text for unread in record.unread] == [line]


def test_two_records_line_by_line_are_reported_at_their_tables() -> None:
    first = ("Cast Votes:25,130", "Valid Votes:24,118", "Invalid Votes:1,012", "Oak 6 - 20,118")
    second = ("Cast Votes:812,407", "Valid Votes:800,101", "Invalid Votes:12,306", "Elm 9 - 12,118")
    both = [line for pair in zip(first, second, strict=True) for line in pair]
    record = parse("\n".join(("March 19, 2023 Held", "Kenya", "Election for Senate", *both)))
    mixed = [found.path for found in record.diagnostics if found.code == "W-RECORDS-MIXED"]
    assert mixed == ["election", "participation", "results[0]"]


@cases("damage", "date,line,below")
def test_a_damaged_text_gives_no_wrong_value(case: Case) -> None:
    """Whole values, and every diagnostic."""
    assert damaged_as_read(case) == case.expected


def damaged_as_read(case: Case) -> list[str]:
    """What a damaged text says, and what is reported."""
    text = "" if case.get("date") else "March 19, 2023 Held"
    placed = False
    for key, line in case.given:
        if key == "line" and not placed:
            text, placed = f"{text}\n\nRepublic of Kenya\n\nElection for Senate\n\nResults", True
        text += {"date": "", "line": "\n\n", "below": "\n"}[key] + line
    if not placed:
        text += "\n\nRepublic of Kenya\n\nElection for Senate"
    text = re.sub(r"\\u([0-9a-f]{4})", lambda found: chr(int(found[1], 16)), text)
    record = parse(f"{text}\n\nGeneral Information\n")
    counts = (record.participation.cast_votes, record.participation.valid_votes)
    found = [row for result in record.results for row in result.rows]
    return told(
        date=f"{record.election.date} {record.election.status}" if case.get("date") else None,
        count=_values(counts) if any(counts) else None,
        modified=record.modified.results,
        row=[_values((row.name.text, row.seats_won, row.seats_change, row.votes, row.vote_percent)) for row in found],
        problem=[
            f"{problem.code} {problem.path}" for problem in record.diagnostics if problem.code != "I-RESULTS-UNDATED"
        ],
    )


def _values(values: tuple[object, ...]) -> str:
    """Values up to the last one that is there."""
    return re.sub("(?: [|] -)+$", "", " | ".join("-" if value is None else str(value) for value in values))
