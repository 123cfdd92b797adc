"""Records to text: what is written, what each layout changes, and what no text can say."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve

from ifes_records import ElectionRecord, RenderError, from_json, parse, parse_file, render, to_json
from ifes_records.model import (
    Aggregate,
    ChangeDirection,
    Contest,
    Country,
    Election,
    ElectionKind,
    ElectionStatus,
    Modified,
    Name,
    Participation,
    Result,
    ResultKind,
    ResultRow,
    Section,
    SectionKind,
    Source,
)
from ifes_records.render import LAYOUTS, Layout, content, write

RECORDS = Path(__file__).parent.parent / "fixtures" / "records"

OLD = """\
March 19, 2023 Held

Kenya

Election for Senate (Senate)

Voter Participation

Cast Votes:6,521,860
Valid Votes:6,400,000
Invalid Votes:None

Vote Share by Party:

Party Seats Won Seats Change Votes

Alpha Party (AP) 62 - 3,431,510

52.61%


Beta Party 6 None

Election Results Modified: Apr 02, 2023

General Information

At stake in this election:

  • 68 seats of the Senate *

* All of them.

Main parties in the electoral race:

  • Party: Alpha Party (AP)
    • Leader: Ann ALPHA

Election Modified: Apr 05, 2023
"""

NEW = """\
Record Modified: Nov 03 2023

March 19, 2023 Held


Kenya

Election for Senate (Senate)


Cast Votes:6,521,860
Valid Votes:6,400,000
Invalid Votes:None


Vote Share by Party:

Party Seats Won Seats Change Votes

Alpha Party (AP) 62 - 3,431,510

52.61%


Beta Party 6 None

Election Results Modified: Apr 02, 2023


More Info:

At stake in this election:

  • 68 seats of the Senate *

* All of them.

Main parties in the electoral race:

  • Party: Alpha Party (AP)

    • Leader: Ann ALPHA

Election Modified: Apr 05, 2023
"""

CANDIDATES = """\
March 19, 2023 Held


Kenya

Election for President


Vote Share by Candidate:

Edgar C LUNGU1,860,877


Prince JOHNSONNone


Ann FELIX 66 5
"""


def words(text: str) -> str:
    """A text without its white space."""
    return "".join(text.split())


# ---- whole texts -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", [NEW, CANDIDATES], ids=["parties", "candidates"])
def test_the_seed_s_layout_comes_back_to_the_letter(text: str) -> None:
    assert render(parse(text)) == text


def test_the_older_layout_comes_back() -> None:
    text = render(parse(OLD), layout="general-information")
    assert [line for line in text.splitlines() if line] == [line for line in OLD.splitlines() if line]


def test_the_seed_comes_back_but_for_white_space() -> None:
    path = RECORDS / "kazakhstan-mazhilis-2023.txt"
    text = path.read_text(encoding="utf-8")
    rendered = render(parse_file(path))
    assert words(rendered) == words(text)
    lines = [" ".join(line.split()) for line in text.splitlines() if line.strip()]
    assert [line.strip() for line in rendered.splitlines() if line.strip()] == lines


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("path", sorted(RECORDS.glob("*.txt")), ids=lambda path: path.stem)
def test_fixtures_say_the_same_again(path: Path, layout: str) -> None:
    record = parse_file(path)
    assert content(parse(render(record, layout=layout))) == content(record)


def test_a_record_from_json_renders_as_the_one_from_text() -> None:
    record = parse(NEW)
    assert render(from_json(to_json(record))) == NEW


def test_no_layout_of_that_name() -> None:
    with pytest.raises(KeyError, match="newest"):
        render(parse(NEW), layout="newest")


# ---- layouts ---------------------------------------------------------------------------------------------

# What a layout changes of NEW: each of these pieces, wherever it is, to the other.
LAYOUT_CHANGES: list[tuple[dict[str, Any], dict[str, str]]] = [
    ({"boilerplate": ("IFES", "Home › Elections")}, {"Record": "IFES\nHome › Elections\nRecord"}),
    ({"status_on_own_line": True}, {"2023 Held": "2023\nHeld"}),
    ({"results_labels": ("Results", "Voter Participation")}, {"Cast": "Results\n\nVoter Participation\n\nCast"}),
    ({"chart_labels": ("Voter", "Turnout*")}, {"Votes:None\n": "Votes:None\n\nVoter\nTurnout*\n"}),
    ({"table_header": False}, {"Party Seats Won Seats Change Votes\n\n": ""}),
    ({"share_sign": ""}, {"52.61%": "52.61"}),
    ({"opener": "More Info"}, {"More Info:": "More Info"}),
    ({"opener": None}, {"More Info:": "More Info"}),
    ({"part_gap": 0}, {"\n\n\n": "\n", "52.61%\nBeta": "52.61%\n\n\nBeta", "2023\nMore": "2023\n\nMore"}),
    ({"row_gap": 0}, {"Votes\n\nAlpha": "Votes\nAlpha", "510\n\n": "510\n", "%\n\n\n": "%\n"}),
    ({"space_after_count_label": "\u00a0"}, {"Votes:": "Votes:\u00a0"}),
    ({"bullet": "- "}, {"    • ": "    - ", "  • ": "- "}),
    ({"bullet": "·\u00a0  "}, {"    • ": "    ·\u00a0  ", "  • ": "·\u00a0  "}),
    ({"colon": False}, {"election:": "election", "race:": "race"}),
    (
        {"line_gap": 0},
        {
            "Info:\n\n": "Info:\n",
            "election:\n\n": "election:\n",
            "*\n\n*": "*\n*",
            "them.\n\n": "them.\n",
            "race:\n\n": "race:\n",
            "(AP)\n\n ": "(AP)\n ",
        },
    ),
    ({"line_end": "\r\n"}, {"\n": "\r\n"}),
    ({"trailing": "\u00a0"}, {"\n": "\u00a0\n", "\n\u00a0": "\n"}),
    ({"last_line_end": False}, {"Apr 05, 2023\n": "Apr 05, 2023"}),
]


@pytest.mark.parametrize(("options", "changes"), LAYOUT_CHANGES, ids=lambda value: str(value)[:40])
def test_layout(options: dict[str, Any], changes: dict[str, str]) -> None:
    changed = NEW
    for piece, other in changes.items():
        assert piece in changed
        changed = changed.replace(piece, other)
    assert render(parse(NEW), layout=Layout(**options)) == changed


def test_two_country_lines_and_a_badge() -> None:
    text = "March 19, 2023 Held\n\n61.30%\nVoted\n\n5,120,001 Registered to Vote\n\n\nMoldova\nRepublic of Moldova\n"
    layout = Layout(badge=True, country_gap=0)
    record = parse(text)
    assert record.election.country.short_name == "Moldova"
    assert render(record, layout=layout) == text


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"row_gap": 4}, "row_gap is 4, but must be 0 to 3 blank lines."),
        ({"line_gap": -1}, "line_gap is -1, but must be 0 to 3 blank lines."),
        ({"bullet": "  o "}, "bullet is '  o ', but must be a bullet that can be nested, like “  • ” or “- ”."),
        ({"bullet": ""}, "bullet is '', but must be a bullet that can be nested, like “  • ” or “- ”."),
        ({"trailing": "x"}, "trailing is 'x', but must be blanks or empty."),
        ({"space_after_count_label": "\n"}, r"space_after_count_label is '\n', but must be blanks or empty."),
        ({"line_end": ""}, "line_end is '', but must be LF, CRLF or CR."),
        ({"share_sign": " percent"}, "share_sign is ' percent', but must be “%” or empty."),
    ],
)
def test_no_layout_that_changes_what_the_text_says(options: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        Layout(**options)


# ---- records made by hand --------------------------------------------------------------------------------

KENYA = Country(name="Kenya", formal_name="Kenya", alpha2="KE", alpha3="KEN", ocd_id="ocd-division/country:ke")
SENATE = Contest("Election for Senate (Senate)", Name("Senate (Senate)", "Senate", "Senate", repeats=True))
ELECTION = Election(
    date="2023-03-19",
    status=ElectionStatus.HELD,
    kind=ElectionKind.LEGISLATIVE,
    country=KENYA,
    contest=SENATE,
)


def named(text: str, **others: Any) -> Name:
    return Name(text, english=text, **others)


def made(
    kind: ResultKind, *rows: ResultRow, heading: str | None = None, question: str | None = None
) -> ElectionRecord:
    """A record with one table, made without any text."""
    counts = Participation(cast_votes=12_000, valid_votes=None, turnout_percent=61.3)
    table = Result(kind, heading, question, rows)
    return ElectionRecord(source=Source(), election=ELECTION, participation=counts, results=(table,))


UNCHANGED = ChangeDirection.UNCHANGED
ROWS = [
    (ResultRow(named("Alpha Party"), seats_won=62, votes=3_431_510), "Alpha Party 62 - 3,431,510"),
    (
        ResultRow(named("Alpha Party"), seats_won=4, seats_change=0, seats_change_direction=UNCHANGED, votes=184_636),
        "Alpha Party 4 - - 184,636",
    ),
    (ResultRow(named("Alpha Party"), seats_won=0, votes=21_484), "Alpha Party - - 21,484"),
    (ResultRow(named("Alpha Party"), seats_won=6), "Alpha Party 6 None"),
    (ResultRow(named("Alpha Party"), votes=1_786_447), "Alpha Party None 1,786,447"),
    (ResultRow(named("Alpha Party")), "Alpha Party"),
    (
        ResultRow(
            named("Alpha Party"), seats_won=12, seats_change=3, seats_change_direction=ChangeDirection.UP, votes=999
        ),
        "Alpha Party 12 +3 999",
    ),
    (
        ResultRow(named("Alpha Party"), seats_won=0, seats_change=-3, seats_change_direction=ChangeDirection.DOWN),
        "Alpha Party - -3 None",
    ),
    (
        ResultRow(named("Alpha Party"), seats_won=12, seats_change_direction=ChangeDirection.DOWN, votes=1_000),
        "Alpha Party 12 ▼ 1,000",
    ),
    (ResultRow(named("Alpha Party"), seats_won=0), "Alpha Party - - None"),
    (ResultRow(named("Alpha Party"), votes=12, vote_percent=34.1), "Alpha Party None 12\n\n34.10%"),
    (ResultRow(named("Alpha Party"), vote_percent=0.9332863755282753), "Alpha Party\n\n0.9332863755282753%"),
    (ResultRow(named("Alpha Party"), vote_percent=5e-7), "Alpha Party\n\n0.0000005%"),
    (ResultRow(named("Democrats 66"), seats_won=9, votes=5_000), "Democrats 66 9 - 5,000"),
    (ResultRow(named("Democrats 66"), votes=5_000), "Democrats 66 None 5,000"),
    (ResultRow(named("Others"), aggregate=Aggregate.OTHERS, seats_won=1, votes=5), "Others 1 - 5"),
]


@pytest.mark.parametrize(("row", "text"), ROWS, ids=[text for _, text in ROWS])
def test_row_without_cells(row: ResultRow, text: str) -> None:
    head = "March 19, 2023 Held\n\n\nKenya\n\nElection for Senate (Senate)\n\n\n"
    head += "Cast Votes:12,000\nVoter Turnout:61.30%\n"
    header = "\n\nParty Seats Won Seats Change Votes\n\n"
    assert render(made(ResultKind.PARTY, row)) == f"{head}{header}{text}\n"


ANN = named("Ann ALPHA", given_name="Ann", family_name="Alpha")
LABEL = "Vote Share by Candidate"
LISTS = [
    (made(ResultKind.CANDIDATE, ResultRow(ANN, votes=1_000), heading=LABEL), f"{LABEL}:\n\nAnn ALPHA1,000\n"),
    (made(ResultKind.CANDIDATE, ResultRow(ANN), heading=LABEL), f"{LABEL}:\n\nAnn ALPHA\n"),
    (made(ResultKind.CANDIDATE, ResultRow(ANN)), "Name Votes\n\nAnn ALPHA\n"),
    (
        made(ResultKind.CANDIDATE, ResultRow(named("List 7"), votes=512), heading=LABEL),
        f"{LABEL}:\n\nList 7 512\n",
    ),
    (
        made(ResultKind.REFERENDUM, ResultRow(named("Yes"), votes=5), heading="Provisions", question="Peace?"),
        "Provisions\n\n\nPeace?\n\nYes5\n",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("record", "text"), LISTS, ids=[text for _, text in LISTS])
def test_list_without_cells(record: ElectionRecord, text: str) -> None:
    assert render(record).split("\n\n\n", 3)[3] == text


def test_a_record_without_anything() -> None:
    assert render(ElectionRecord(source=Source())) == ""


# ---- what a user changes in a record ---------------------------------------------------------------------


def with_row(record: ElectionRecord, **changes: Any) -> ElectionRecord:
    """A record with a change in its first row."""
    table = record.results[0]
    rows = (evolve(table.rows[0], **changes), *table.rows[1:])
    return evolve(record, results=(evolve(table, rows=rows), *record.results[1:]))


def with_section(record: ElectionRecord, index: int, **changes: Any) -> ElectionRecord:
    """A record with a change in a section."""
    sections = list(record.sections)
    sections[index] = evolve(sections[index], **changes)
    return evolve(record, sections=tuple(sections))


def test_corrected_votes() -> None:
    """A row with other votes and cells is a row with another figure."""
    corrected = with_row(parse(NEW), votes=3_431_511, cells=("62", "-", "3,431,511"))
    assert render(corrected) == NEW.replace("3,431,510", "3,431,511")
    assert render(with_row(parse(NEW), votes=3_431_511, cells=())) == NEW.replace("3,431,510", "3,431,511")


def test_changed_dates() -> None:
    changed = evolve(parse(NEW), modified=Modified("2024-01-31", None, "2023-09-04"))
    text = NEW.replace("Nov 03 2023", "Jan 31 2024").replace("Apr 05, 2023", "Sep 04, 2023")
    assert render(changed) == text.replace("Election Results Modified: Apr 02, 2023\n\n\n", "\n", 1)


RECORD = parse(NEW)
UNSAYABLE = [
    (
        with_row(RECORD, votes=5),
        "results[0].rows[0].votes",
        "The record has 5, but its text would be read as 3431510.",
    ),
    (
        with_row(RECORD, name=named("Alpha 5"), cells=("3,431,510",)),
        "results[0].rows[0].name.text",
        "The record has “Alpha 5”, but its text would be read as “Alpha”.",
    ),
    (with_row(RECORD, vote_percent=101.0), "results[0].rows[0].vote_percent", "The record has 101.0"),
    (
        with_row(RECORD, name=named("Alpha\nParty")),
        "results[0].rows[0].name.text",
        r"“Alpha\nParty” is not one line",
    ),
    (with_section(RECORD, 1, heading="At stake\n"), "sections[1].heading", r"“At stake\n” is not one line"),
    (with_section(RECORD, 1, heading=""), "sections[1].heading", "The text is empty"),
    (with_section(RECORD, 1, kind=SectionKind.SEATS), "sections[1].kind", "The record has “seats”"),
    (
        evolve(RECORD, stakes=(evolve(RECORD.stakes[0], seats=67),)),
        "stakes[0].seats",
        "The record has 67, but its text would be read as 68.",
    ),
    (evolve(RECORD, footnotes=()), "footnotes[0]", "The record has nothing, but its text would be read as “All of"),
    (evolve(RECORD, modified=Modified("2023-11")), "modified.record", "“2023-11” is not a full date"),
    (
        evolve(RECORD, election=evolve(RECORD.election, date="2023-03", date_text=None)),
        "election.date",
        "“2023-03” is not a full date",
    ),
    (
        evolve(RECORD, election=evolve(RECORD.election, round=2)),
        "election.round",
        "The record has 2, but its text would be read as nothing.",
    ),
    (
        evolve(RECORD, sections=(*RECORD.sections, Section(None, SectionKind.UNTITLED))),
        "sections[3]",
        "The record has",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("record", "path", "reason"), UNSAYABLE, ids=[path for _, path, _ in UNSAYABLE])
def test_what_the_text_cannot_say(record: ElectionRecord, path: str, reason: str) -> None:
    with pytest.raises(RenderError) as caught:
        render(record)
    assert caught.value.path == path
    assert caught.value.reason.startswith(reason)
    assert str(caught.value) == f"{path}: {caught.value.reason}"


def test_write_does_not_read_the_text_again() -> None:
    assert write(with_row(parse(NEW), votes=5), Layout()) == NEW


# ---- what could not be read, and what breaks off ---------------------------------------------------------

LETTER = "Dear all,\n\nthis is no record.\nKind regards\n"
BREAKING_OFF = [
    NEW[: NEW.index("Party: Alpha") + len("Party: Alpha Pa")],
    NEW[: NEW.index("electoral race")],
    NEW[: NEW.index("Invalid Votes") + 3],
    NEW[: NEW.index("3,431,510") + 4],
    NEW[: NEW.index("All of them")] + " ",
    NEW.rstrip("\n"),
]


def test_what_is_no_record_comes_back() -> None:
    assert render(parse(LETTER)) == LETTER


@pytest.mark.parametrize("text", BREAKING_OFF, ids=lambda text: text[-20:])
def test_a_text_that_breaks_off(text: str) -> None:
    record = parse(text)
    rendered = render(record)
    again = parse(rendered)
    assert content(again) == content(record)
    assert again.source.truncated == record.source.truncated
    assert words(rendered) == words(text)


def test_unread_lines_stand_where_they_stood() -> None:
    text = NEW.replace(
        "Beta Party", "The votes of those who live abroad are not in; they vote by post.\n\nBeta Party"
    )
    record = parse(text)
    assert [line.text for line in record.unread] == [
        "The votes of those who live abroad are not in; they vote by post."
    ]
    assert words(render(record)) == words(text)


def test_unread_lines_of_a_record_from_json_have_no_place() -> None:
    record = from_json(to_json(parse(NEW.replace("Beta Party", "This is a note; it is no row.\n\nBeta Party"))))
    with pytest.raises(
        RenderError, match=r"unread\[0\]: The position of the line “This is a note; .*” in the text is not known"
    ):
        render(record)


ABOVE = "March 19, 2023 Held\n\n\nKenya\n\n"


def test_small_shares_have_their_sign_where_the_layout_has_none() -> None:
    """Without it, they would be fractions of one."""
    rows = "Party Seats Won Seats Change Votes\n\nAlpha 1 - 5\n\n0.50%\n\n\nBeta 1 - 4\n\n0.40%\n"
    text = f"{ABOVE}Election for Senate\n\n\nCast Votes:9\n\n\n{rows}"
    assert render(parse(text), layout=Layout(share_sign="")) == text
    large = text.replace("0.40%", "40.00%")
    assert render(parse(large), layout=Layout(share_sign="")) == large.replace("%", "")


def test_questions_under_one_label_and_under_another() -> None:
    questions = [f"“Do you want {name}?”\n\nYes1,000\n\n\nNo2,000\n" for name in "ABC"]
    labels = ("Referendum Vote Share\n\n\n", "", "Provisions\n\n\n")
    tables = "\n\n".join(label + question for label, question in zip(labels, questions, strict=True))
    text = f"{ABOVE}Referendum\n\n\n{tables}"
    assert render(parse(text)) == text


def test_a_paragraph_below_the_date_of_the_results_stays_there() -> None:
    counts = "Cast Votes:100\n\nElection Results Modified: Apr 17, 2023\n"
    text = f"{ABOVE}Election for Senate\n\n\n{counts}\n\nA plain paragraph of the body without heading.\n"
    assert render(parse(text)) == text


def test_rows_of_candidates_below_another_table_have_a_header() -> None:
    question = "Referendum Vote Share\n\n\n“Do you?”\n\nYes1,000\n\n\nNo2,000\n"
    rows = "Name Votes\n\nAnn ALPHA1,204\n\n\nBen BETA1,203\n"
    text = f"{ABOVE}Election for President\n\n\n{question}\n\n{rows}"
    assert render(parse(text)) == text


def test_a_status_of_no_known_word_has_no_text() -> None:
    record = parse(f"{ABOVE}Election for Senate\n")
    election = evolve(record.election, status=ElectionStatus.OTHER, status_text=None)
    with pytest.raises(RenderError, match=r"^election\."):
        render(evolve(record, election=election))
