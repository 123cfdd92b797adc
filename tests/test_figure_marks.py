"""What a row has for its seats and its votes: a figure, a dash, ``None``, nothing, or no usable count."""

from __future__ import annotations

import pytest

from ifes_records import parse

PARTY = "Party Seats Won Seats Change Votes"
QUESTION = "Referendum Vote Share\n\nShall the lake be closed?"

# The marks of the seats and of the votes, and both values.
MARKS = {
    (PARTY, "Harbour Union 62 - 3,431,510"): ("figure", "figure", 62, 3431510),
    (PARTY, "Harbour Union 4 - - 184,636"): ("figure", "figure", 4, 184636),
    (PARTY, "Harbour Union - - 21,484"): ("dash", "figure", 0, 21484),
    (PARTY, "Harbour Union 6 None"): ("figure", "none", 6, None),
    (PARTY, "Harbour Union None 1,786,447"): ("none", "figure", None, 1786447),
    (PARTY, "Harbour Union None None"): ("none", "none", None, None),
    (PARTY, "Harbour Union 12 - -"): ("figure", "dash", 12, None),
    (PARTY, "Harbour Union - - -"): ("dash", "dash", 0, None),
    (PARTY, "Harbour Union 62 ▲ 3 -"): ("figure", "dash", 62, None),
    (PARTY, "Harbour Union 62 ▲"): ("figure", "absent", 62, None),
    (PARTY, "Harbour Union"): ("absent", "absent", None, None),
    (PARTY, "Harbour Union 1,786,447"): ("absent", "figure", None, 1786447),
    (PARTY, "Harbour Union None"): ("absent", "none", None, None),
    (PARTY, "Harbour Union 62 - -1"): ("figure", "unread", 62, None),
    (PARTY, "Harbour Union 62 - 10,107260"): ("figure", "unread", 62, None),
    (PARTY, "Harbour Union 9 - 3 -"): ("unread", "unread", None, None),
    (PARTY, "Harbour Union 62 - 3,431,510 34.10%"): ("figure", "figure", 62, 3431510),
    ("Vote Share by Candidate:", "Edgar LUNGU1,860,877"): ("not_applicable", "figure", None, 1860877),
    ("Vote Share by Candidate:", "Edgar LUNGUNone"): ("not_applicable", "none", None, None),
    (QUESTION, "Yes1,776,688"): ("not_applicable", "figure", None, 1776688),
}  # fmt: skip


@pytest.mark.parametrize(("label", "line"), MARKS)
def test_a_row_says_what_the_text_has(label: str, line: str) -> None:
    record = parse(f"March 19, 2023 Held\n\nZambia\n\n{label}\n\n{line}\n\nGeneral Information\n")
    (row,) = record.results[0].rows
    assert (row.seats_won_mark, row.votes_mark, row.seats_won, row.votes) == MARKS[label, line]
