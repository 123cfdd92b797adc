"""Records as other tools make them of a page: a menu above the head, stars for bullets, rules below headers."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from ifes_records import parse
from ifes_records.model.body import SectionKind
from ifes_records.trace import account

FIXTURES = Path(__file__).parent.parent / "fixtures"

MENU = (
    "  * Home\n  * Elections\n      + Upcoming\n      + Past\n  * Countries\n  * Kenya ›\n  * Election for Senate\n\n"
)
HEAD = "Aug. 9, 2022 Held\n\nRepublic of Kenya\n\nElection for Senate\n\n"
ROWS = "Party Seats Won Seats Change Votes\n\nOak 24 - 6,100,118\n\nElm 22 - 5,917,204\n\n"
BODY = """More Info:

  At stake in this election:

  * 67 seats in the Senate

  Government Structure:

  * Chief of State: President Alma IBRAY (since 20 March 2019)
  * Head of Government: President Alma IBRAY
"""


@pytest.mark.parametrize("sign", ["*", "+", "□", "○", "•", "-"])
def test_a_menu_above_the_head_hides_nothing(sign: str) -> None:
    """The date, the country, the contest and the rows are found, whatever the bullets are."""
    text = (MENU + HEAD + ROWS + BODY).replace("*", sign).replace("+", sign)
    record = parse(text)
    election = record.election
    assert (election.date, election.status_text, election.country.alpha2) == ("2022-08-09", "Held", "KE")
    assert election.contest.title == "Election for Senate"
    assert [(row.name.text, row.seats_won, row.votes) for row in record.results[0].rows] == [
        ("Oak", 24, 6100118),
        ("Elm", 22, 5917204),
    ]
    assert [section.heading for section in record.sections] == [
        "More Info",
        "At stake in this election",
        "Government Structure",
    ]
    assert [stake.seats for stake in record.stakes] == [67]
    assert (record.footnotes, account(record).lost) == ((), ())


def test_stars_of_footnotes_stay_footnotes() -> None:
    """Beside other bullets, or where there are few, a star begins a note."""
    body = "General Information\n\nAt stake in this election:\n\n  • 67 seats*\n\n* Of 68.\n"
    record = parse(HEAD + body)
    assert [(note.mark, note.text) for note in record.footnotes] == [("*", "Of 68.")]


@pytest.mark.parametrize("rule", ["---", "----- ---- ----", "|---|---:|", "====="])
def test_rules_are_no_rows(rule: str) -> None:
    head, first, *others = ROWS.split("\n\n")
    record = parse(HEAD + "\n\n".join([f"{head}\n{rule}", first, *others]))
    assert [row.name.text for row in record.results[0].rows] == ["Oak", "Elm"]
    assert record.diagnostics == ()


PLAIN = (
    HEAD
    + "Cast Votes:14,213,137\nValid Votes:14,000,000\n\n"
    + ROWS
    + """More Info:

At stake in this election:

  - 67 seats in the Senate*

* Of 68.

Government Structure:

  - Chief of State: President Alma IBRAY (since 20 March 2019)
  - Head of Government: President Alma IBRAY
"""
)

# The same as language models and converters write it.
MARKDOWN = """[Home](/)

[Elections](/elections/)

## Aug. 9, 2022 *Held*

![Kenya](/media/flags/x.png)

### [Republic of Kenya](/countries/id/112/)

##### Election for Senate

**Cast Votes:** 14,213,137\\
**Valid Votes:** 14,000,000

| Party | Seats Won | Seats Change | Votes |
|---|---:|---|---:|
| Oak | 24 | \\- | 6,100,118 |
| Elm | 22 | \\- | 5,917,204 |

## More Info:

**At stake in this election:**

- 67 seats in the Senate\\*

\\* Of 68.

### Government Structure:

- **Chief of State:** President Alma IBRAY (since 20 March 2019)
- **Head of Government:** President Alma IBRAY
"""
# A table without outer bars
UNBARRED = (
    MARKDOWN.replace("| Party |", "Party |")
    .replace("Votes |\n", "Votes\n")
    .replace("\n| Oak", "\nOak")
    .replace("6,100,118 |", "6,100,118")
    .replace("\n| Elm", "\nElm")
    .replace("5,917,204 |", "5,917,204")
    .replace("|---|---:|---|---:|", "---|---:|---|---:")
)


@pytest.mark.parametrize("text", [MARKDOWN, UNBARRED], ids=["bars", "no outer bars"])
def test_markdown_is_read_as_the_text_that_it_shows(text: str) -> None:
    """All fields are those of the plain text; no sign of Markdown is in one, and no character is lost."""
    record, plain = parse(text), parse(PLAIN)
    for name in ("election", "participation", "results", "stakes", "government"):
        assert getattr(record, name) == getattr(plain, name), name
    assert [section.heading for section in record.sections] == [section.heading for section in plain.sections]
    assert [note.text for note in record.footnotes] == ["Of 68."]
    assert (record.unread, account(record).lost) == ((), ())


def test_signs_within_words_leave_no_blank() -> None:
    r"""`People\'s` and `**Key**: x` read as they are shown, and pandoc's own signs are hidden."""
    body = MARKDOWN.replace("**Chief of State:**", "**Chief of State**:").replace(
        "67 seats in the Senate\\*", "67 seats in the People\\'s Senate[×]{.sign}\n\n::: {.section}\n:::"
    )
    record = parse(body)
    keys = [block.key for block in record.sections[-1].blocks]
    stakes = next(section for section in record.sections if section.kind is SectionKind.STAKES)
    assert (keys, stakes.blocks[0].text) == (
        ["Chief of State", "Head of Government"],
        "67 seats in the People's Senate×",
    )
    assert account(record).lost == ()


def test_two_signs_make_no_markdown() -> None:
    """A text with fewer than three sure signs is read as it is written."""
    record = parse(
        HEAD + "# Results\n\nGeneral Information\n\nAt stake in this election:\n\n  • 67 seats **in** the Senate\n"
    )
    assert record.stakes[0].text == "67 seats **in** the Senate"


# ---- a page in the layouts of many tools

SIGN_IN = "Sign In\nElectionGuide\nHome\nElections\nUpcoming\nPast\nCountries\nMap\n"
CRUMBS = "Home\n›\nElections\n›\nKenya\n›\nElection for Kenyan Senate\n"
BADGES = "14,213,137\nVoted\n"
COUNTS = "Cast Votes:14,213,137\nValid Votes:14,000,000\n"
CELLS = (
    "Party\nSeats Won\nSeats Change\nVotes\nOak '21 (Mwaloni)\n24\n- ▲\n6,100,118\n43.57%\nElm\n-\n-\n917\n0.01%\n"
)
FRAME = (
    "Elections in Kenya\nKenya 2017 General\nSearch\nType\nReferendum\nCountry\nKenya\nZambia\nDisclaimer:\n"
    "Not all of it may be right.\nSitemap | Privacy Policy\n© Copyright 2021, IFES\n"
)
A_CELL_A_LINE = (
    "Aug. 9, 2022\n  Held\n" + BADGES + "Republic of Kenya\nElection for Seneti (Kenyan Senate)\nResults\n"
    "64\n%\nVoter \n Turnout*\n" + COUNTS.replace(":", ":\n") + CELLS + BODY.replace("  * ", "")
)
IN_CAPITALS = {
    text: text.upper()
    for text in ("Aug. 9", "Held", "Voted", "Results", "Turnout", "Party\nSeats Won", "Elections in Kenya")
}


def in_capitals(text: str) -> str:
    """As a browser copies it, where the style prints some lines in capitals."""
    for small, large in IN_CAPITALS.items():
        text = text.replace(small, large)
    return text


@pytest.mark.parametrize("change", [str, in_capitals], ids=["as written", "in capitals"])
@pytest.mark.parametrize("blanks", ["\n", "\n\n\n"])
def test_a_cell_a_line_below_a_menu(blanks: str, change: Callable[[str], str]) -> None:
    """Neither the menu nor the frame is in a field, and no cell is lost."""
    record = parse(change((SIGN_IN + CRUMBS + A_CELL_A_LINE + FRAME).replace("\n", blanks)))
    election, counted = record.election, record.participation
    assert (election.date, election.status.value, election.country.formal_name, election.contest.title) == (
        "2022-08-09",
        "held",
        "Republic of Kenya",
        "Election for Seneti (Kenyan Senate)",
    )
    assert (counted.cast_votes, counted.valid_votes, counted.turnout_percent) == (14213137, 14000000, 64.0)
    assert [
        (row.name.text, row.seats_won, row.seats_change_direction, row.votes, row.vote_percent)
        for row in record.results[0].rows
    ] == [("Oak '21 (Mwaloni)", 24, "up", 6100118, 43.57), ("Elm", 0, None, 917, 0.01)]
    assert [section.heading for section in record.sections] == [
        "More Info",
        "At stake in this election",
        "Government Structure",
    ]
    assert (record.unread, account(record).lost) == ((), ())


def test_an_answer_and_its_figure_on_two_lines() -> None:
    text = "May 15, 2016 Held\n\nRepublic of Kenya\n\nReferendum\n\nProvisions\n\nShall it be so?\n\n"
    record = parse(text + "Yes (Ndiyo)\n7,511\n57.70\nNo (La)\n5,506\n42.30\n")
    assert [(row.name.text, row.votes, row.vote_percent) for row in record.results[0].rows] == [
        ("Yes (Ndiyo)", 7511, 57.7),
        ("No (La)", 5506, 42.3),
    ]
    assert record.results[0].question == "Shall it be so?"


def test_glued_cells_are_parted_where_there_is_one_way() -> None:
    """`Sea 2124100,118` could be of 21 seats or of 2; it is not read in one of these ways without a word."""
    rows = "PartySeats WonSeats ChangeVotes\nOak (Mwaloni)24-6,100,118\nElm11None\nFir--917\nSea 2124100,118\n"
    record = parse(HEAD + rows)
    assert [(row.name.text, row.seats_won, row.votes) for row in record.results[0].rows[:3]] == [
        ("Oak (Mwaloni)", 24, 6100118),
        ("Elm", 11, None),
        ("Fir", 0, 917),
    ]
    assert [d.code for d in record.diagnostics if d.line == 11] == ["W-COUNT-MALFORMED"]
    assert [d.line for d in record.diagnostics if d.code == "W-LAYOUT"] == [7]


def test_a_share_above_the_turnout_label_is_of_the_row_that_has_none() -> None:
    rows = "Vote Share by Candidate:\n\nAma SENYO1,204\n\n60.00%\n\nEdo BADJO803\n\n40.00%\nVoter\nTurnout*\n"
    record = parse(HEAD + rows)
    assert [row.vote_percent for row in record.results[0].rows] == [60.0, 40.0]
    assert record.participation.turnout_percent is None


@pytest.mark.parametrize(
    ("rows", "shares", "turnout", "codes"),
    [
        ("Civic Union 5 - 1,204\n60%\nGreen Front 3 - 804\n40%\n68%", [60.0, 40.0], 68.0, []),
        ("Civic Union 5 - 1,204\n60%\nGreen Front 3 - 804\n40%", [60.0, 40.0], None, []),
        # Whose the two shares are is clear only if the rows above have theirs.
        ("Civic Union 5 - 1,204\nGreen Front 3 - 804\n40%\n68%", [None, 40.0], 68.0, ["W-TURNOUT-SHARE"]),
        ("Civic Union 5 - 1,204\n60%\n68%", [60.0], 68.0, ["W-TURNOUT-SHARE"]),
    ],
)
def test_a_turnout_that_may_be_a_share_is_doubted(
    rows: str, shares: list[float | None], turnout: float | None, codes: list[str]
) -> None:
    lines = rows.replace("\n", "\n\n")
    record = parse(f"{HEAD}Vote Share by Party:\n\nParty Seats Won Seats Change Votes\n\n{lines}\n\nVoter Turnout*\n")
    assert [row.vote_percent for row in record.results[0].rows] == shares
    assert record.participation.turnout_percent == turnout
    message = "“68%” was read as the turnout, but it may be the share of a row."
    found = [(d.code, d.path, d.message) for d in record.diagnostics if d.code != "I-RESULTS-UNDATED"]
    assert found == [(code, "participation.turnout_percent", message) for code in codes]


WRAPPED = """General Information

The vote was moved twice, first from March to June 2021 and then to
August 2022. The commission of the coastal counties asked for both and
gave its reasons. No other vote was held on the day.

  - The Senate has sixty-seven members, of whom forty-seven are elected
    by plurality vote and sixteen are women.
"""


def test_paragraphs_that_a_tool_broke_are_put_together() -> None:
    """The first words of most lines would not fit on the line above."""
    (section,) = parse(HEAD + WRAPPED).sections
    whole = [" ".join(paragraph.split()).removeprefix("- ") for paragraph in WRAPPED.strip().split("\n\n")[1:]]
    assert [block.text for block in section.blocks] == whole


def test_a_contest_that_a_tool_broke() -> None:
    text = "Aug. 9, 2022 Held\n\nRepublic of Kenya\n\nElection for Seneti (Senate of the Republic of\nKenya)\n"
    assert parse(text).election.contest.title == "Election for Seneti (Senate of the Republic of Kenya)"


def test_a_line_with_less_indent_continues_no_bullet() -> None:
    body = "Main candidates in the electoral race:\n\n    Ama SENYO\n        Party: Oak (OK)\n    Edo BADJO\n"
    (section,) = parse(HEAD + body).sections
    assert [block.text for block in section.blocks] == ["Ama SENYO", "Party: Oak (OK)", "Edo BADJO"]


def test_counts_in_a_list() -> None:
    record = parse(HEAD + "- Cast Votes: 14,213,137\n- Valid Votes: 14,000,000\n- Voter Turnout: 64.2%\n")
    counted = record.participation
    assert (counted.cast_votes, counted.valid_votes, counted.turnout_percent) == (14213137, 14000000, 64.2)


LISTED = "\n\nReferences\n\n   1. https://example.org/a\n   2. https://example.org/b\n"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (HEAD.replace("Republic", "[1]Republic") + LISTED, 3),
        ((HEAD + PLAIN).replace("\n", " "), 1),
        (HEAD + "\x0c" + "".join(f"Cast Votes:{' ' * 9}{n},000% VOTER\n" for n in range(1, 8)), 8),
        (
            HEAD
            + "Election Note:\n\nThe vote of the spring was put off, as the National Harbour Election\n"
            + "Board asked.\n\x0c",
            9,
        ),
    ],
    ids=["numbered links", "one line", "columns of a PDF", "lines of a PDF"],
)
def test_layouts_that_are_not_read_well_are_reported(text: str, line: int) -> None:
    record = parse(text)
    assert [found.line for found in record.diagnostics if found.code == "W-LAYOUT"] == [line]


def test_a_template_that_was_not_filled_in_is_no_line_of_its_section() -> None:
    text = (
        "Main Candidates in the Presidential race:\n"
        "  • [[1.candidate_fname]] [[1.candidate_lname]]\n[[1.party_type]]: [[1.party_name]]\n[[comments]]\n"
        "  • Oriol FERRAN\n"
    )
    record = parse(HEAD + text)
    assert [block.text for section in record.sections for block in section.blocks] == ["Oriol FERRAN"]
    assert [line.text for line in record.unread] == [
        "• [[1.candidate_fname]] [[1.candidate_lname]] [[1.party_type]]: [[1.party_name]] [[comments]]"
    ]
    (found,) = [each for each in record.diagnostics if each.code == "W-UNREAD"]
    assert (found.line, found.path) == (record.unread[0].line, "unread[0]")


def test_numbers_of_links_are_no_text() -> None:
    record = parse(HEAD.replace("Republic", "[1]Republic") + LISTED)
    assert (record.election.country.formal_name, record.results, record.sections) == ("Republic of Kenya", (), ())


def test_a_head_that_was_not_found_is_reported() -> None:
    body = "General Information\n\nAt stake in this election:\n\n  • 67 seats\n\nAug. 9, 2022 Held\n\nGender Data:\n"
    codes = [found.code for found in parse(body).diagnostics]
    assert "W-HEAD-LOST" in codes


def test_many_notes_that_nothing_refers_to_are_reported() -> None:
    notes = "".join(f"* Line {word}.\n\n" for word in ("one", "two", "three", "four"))
    body = "General Information\n\nAt stake in this election:\n\n  • 67 seats\n\n  • 12 seats\n\n"
    record = parse(HEAD + body + notes.replace("* ", "** "))
    assert [found.code for found in record.diagnostics if found.code == "W-NOTES-UNMARKED"] == ["W-NOTES-UNMARKED"]


# ---- the table of docs/layouts.md


def test_the_table_of_tools_is_that_of_the_figures() -> None:
    figures = json.loads((FIXTURES / "layouts" / "figures.json").read_text(encoding="utf-8"))
    rows = [f"| {f['tool']} {f['version']} | {f['options']} | {f['percent']:.1f} |" for f in figures]
    page = (FIXTURES.parent / "docs" / "layouts.md").read_text(encoding="utf-8")
    assert [line for line in page.splitlines() if line.startswith("|")][2:] == rows
    assert len(figures) >= 20
