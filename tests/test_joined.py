"""Two lines that have become one are reported; names that only look so are not."""

from __future__ import annotations

import pytest

from ifes_records import parse
from ifes_records.text.grammars import label
from ifes_records.values import joined

JOINED = (
    "Amanat 62 - 3,431,510 Auyl", "Union 6 None Front", "Alpha Party - - - Beta Party", "President Cast Votes:1,204",
    "Candidates: Ann ABC", "Results Kenya", "Voter Participation Kenya",
    "Party Seats Won Seats Change Votes Amanat", "16.14% Congress (N-VA)", "3.50%Ардын",
    "16.70% 14th of March Bloc", "54.70Congress",
    "100.00%“Do you agree?”", "Union 62 NoneFront", "Union 9 - -M5S",
    "Union 5 - 20445.30%", "Ann ABC, Jr.45,741 Dan DEF",
    "More Info:At stake in this referendum:", "General Information Government Structure:",
)  # fmt: skip
GLUED = (
    "Edgar LUNGU860 Prince JOHNSON", "Edgar LUNGUNone Prince JOHNSON", "Ann ABC (PF)12 Dan DEF", "A law? Yes",
    "AgainstNoneNo (Ոչ)", "Against12Yes",
    "Ann ABCNoneO'NEILL Dan", "Ann ABC, Jr.None Dan DEF", "Ann ABC, Jr.300DEF Dan",
)  # fmt: skip
NAMES = (
    "ANO 2011", "Democrats 66", "100% Ambitious Coalition", "Party - Struggle", "M5S", "List 17", "None of the above",
    "14th of March Bloc", "Party of Votes", "Candidates of the People",
    "100%Kosovo Coalition", "5.5 Movement", "Party Nonesuch", "Rev. Ann ABC, Jr.", "Bloc No.2 for All",
    "Union 19 - 43,664.0", "Union 1 - - 5,366.4", "Tax at 5.25% now", "General Information Party", "Movement of 2,5%",
)  # fmt: skip


@pytest.mark.parametrize("text", JOINED)
def test_two_lines(text: str) -> None:
    found = joined.diagnostic(text)
    assert found is not None
    assert found.code == "W-LINES-JOINED"


@pytest.mark.parametrize("name", joined.DATE_LABELS + joined.COUNT_LABELS)
def test_a_label_ends_in_a_sign_that_is_looked_for_first(name: str) -> None:
    assert label(name).endswith(("ed *: *)", f"s) *{joined.BEHIND_LABEL.pattern} *"))


@pytest.mark.parametrize("text", GLUED)
def test_two_candidates_or_answers(text: str) -> None:
    assert joined.diagnostic(text) is None
    found = joined.diagnostic(text, glued=True)
    assert found is not None
    assert found.code == "W-LINES-JOINED"


@pytest.mark.parametrize(
    ("text", "is_joined"),
    [
        ("Yes0 Do you agree?", True),
        ("Yes (Oui)NoneDo you agree?", True),
        ("In favour1,204 “Do you agree?”", True),
        ("“Do you agree?” Against0", True),
        ("G7 membership", False),
        ("Do you agree with article 3 of the law?", False),
        ("Do you approve of 1,200 new places?", False),
        ("In 2019 Parliament passed a law. Do you agree?", False),
        ("On May 5 Citizens are asked: do you agree?", False),
        ("Do you agree? The law of 12 June 2019", False),
        ("Yes 1,860 Do you agree?", True),
    ],
)
def test_question(text: str, is_joined: bool) -> None:
    assert (joined.diagnostic_in_question(text) is not None) is is_joined


@pytest.mark.parametrize("text", NAMES)
@pytest.mark.parametrize("glued", [False, True])
def test_one_name(text: str, glued: bool) -> None:
    assert joined.diagnostic(text, glued=glued) is None


@pytest.mark.parametrize(
    ("text", "is_joined"),
    [
        ("Disability data: Election Modified: Oct 24, 2028", True),
        ("The recount is over.Election Results Modified: Oct 24, 2028", True),
        ("Election Modified: Oct 24, 2028", False),
        ("The law on elections was modified: voters now register by mail.", False),
    ],
)
def test_line_of_the_body(text: str, is_joined: bool) -> None:
    assert (joined.diagnostic_in_body(text) is not None) is is_joined


@pytest.mark.parametrize(
    ("title", "is_joined"),
    [
        ("Principality of Andorra Referendum", True),
        ("Guam Constitutional Referendum", True),
        ("Election for Senate (Senado) Gender Data:[1]", True),
        ("Snap Referendum", True),
        ("Election for Senate Oak 51 - 1,204,118", True),
        ("Constitutional Referendum", False),
        ("Referendum on Guam", False),
        ("Election for Senate: first round", False),
    ],
)
def test_title(title: str, is_joined: bool) -> None:
    assert (joined.diagnostic_in_title(title) is not None) is is_joined


def test_two_columns() -> None:
    assert joined.diagnostic_in_columns("Election for Senate   Voter Participation") is not None
    assert joined.diagnostic_in_columns("Election for  Senate") is None


def test_an_answer_and_its_share() -> None:
    """A share after an answer is one of its cells; glued to its votes, neither can be read."""
    table = "March 19, 2023 Held\n\nKenya\n\nReferendum\n\nReferendum Vote Share\n\nA law?\n\n"
    record = parse(f"{table}Yes (Oui)892 45.30%\n\nNoNone 54.70%\n")
    assert [
        (row.name.text, row.votes, row.vote_percent, row.cells) for table in record.results for row in table.rows
    ] == [
        ("Yes (Oui)", 892, 45.3, ("892", "45.30%")),
        ("No", None, 54.7, ("None", "54.70%")),
    ]
    record = parse(f"{table}Yes (Oui)89245.30%\n\nNo5\n")
    assert [(row.votes, row.vote_percent, row.cells) for row in record.results[0].rows] == [
        (None, None, ("89245.30%",)),
        (5, None, ("5",)),
    ]
    assert [(found.code, found.path) for found in record.diagnostics] == [
        ("W-COUNT-MALFORMED", "results[0].rows[0].votes")
    ]


def test_a_row() -> None:
    """The figures of the second line are read, with a diagnostic that it is doubtful whose they are."""
    table = "March 19, 2023 Held\n\nKenya\n\nElection for Senate\n\nParty Seats Won Seats Change Votes\n\n"
    record = parse(f"{table}Union 62 - 3,431,510 Front 8 - 693,938\n\nForum 1 - 1,204\n")
    assert [row.seats_won for row in record.results[0].rows] == [8, 1]
    assert [(found.code, found.path) for found in record.diagnostics] == [
        ("W-LINES-JOINED", "results[0].rows[0].name")
    ]


def test_a_share_and_the_date_of_the_results() -> None:
    """A share with the results' date after it is the share of the row above, and no row without a name."""
    head = "March 19, 2023 Held\n\nKenya\n\nElection for Senate\n\nVote Share by Candidate:\n\n"
    record = parse(f"{head}Ann ABC1,204\n\n29.20% Election Results Modified: Aug 17, 2016\n")
    assert [(row.name.text, row.votes, row.vote_percent) for row in record.results[0].rows] == [
        ("Ann ABC", 1204, 29.2)
    ]
    assert record.modified.results == "2016-08-17"
