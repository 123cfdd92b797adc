"""Which lines are notes, and which lines' marks they explain."""

from __future__ import annotations

import pytest

from ifes_records import parse
from ifes_records.model import Footnote

HEAD = "March 19, 2023 Held\n\nKenya\n\nElection for President\n\n"
LINES = HEAD.count("\n")

CASES = {
    "a day below a note is no note": (
        "Key Deadlines[1]:\n[1] All days are provisional.\n15 April 2022 for candidates\n",
        [Footnote("[1]", "All days are provisional.", 2, (1,))],
    ),
    "a day between two notes is no note": (
        "Key Deadlines[1]:\nFor voters *\n[1] All days are provisional.\n15 April 2022 for candidates\n* By mail.\n",
        [Footnote("[1]", "All days are provisional.", 3, (1,)), Footnote("*", "By mail.", 5, (2,))],
    ),
    "a digit that stands as a mark above it is a note": (
        "Election Note*:\nOf the register (2022)1\n* By law.\n1 The register is that of May.\n",
        [Footnote("*", "By law.", 3, (1,)), Footnote("1", "The register is that of May.", 4, (2,))],
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_notes(case: str) -> None:
    text, expected = CASES[case]
    record = parse(HEAD + text.replace("\n", "\n\n"))
    # The lines of a case are counted from 1 in the case itself; in the text a blank line follows each.
    lines = {LINES + 2 * number - 1: number for number in range(1, text.count("\n") + 1)}
    found = [
        Footnote(note.mark, note.text, lines[note.line], tuple(lines[line] for line in note.refers_to))
        for note in record.footnotes
    ]
    assert found == expected
    assert [each.code for each in record.diagnostics if each.code.startswith(("I-NOTE", "I-MARK"))] == []


PAGE = """Jan. 9, 2024 Held

Republic of Kenya

Election for National Assembly

General Information

At Stake in this Election:

  • All 60 seats of the National Assembly *

{note}

Gender Data:

  • Gender Quota: No
"""


@pytest.mark.parametrize(
    ("note", "left"),
    [
        ("* 5 members are appointed by the President.", "“5”"),
        ("* Nine members are appointed by the President.", "“Nine”"),
        ("* The other members are appointed by the President.", None),
    ],
)
def test_a_figure_of_a_note_is_told(note: str, left: str | None) -> None:
    """A note is a line of its section: a figure in no fact is reported, and the mark is no figure."""
    record = parse(PAGE.format(note=note))
    told = [] if left is None else [("I-FIGURES", f"No fact was read from the figures {left} of this line.", 13)]
    assert [(found.code, found.message, found.line) for found in record.diagnostics] == told
    assert [(found.mark, found.refers_to) for found in record.footnotes] == [("*", (11,))]
