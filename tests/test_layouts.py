"""Records as other tools make them of a page: a menu above the head, stars for bullets, rules below headers."""

from __future__ import annotations

import pytest

from ifes_records import parse
from ifes_records.trace import account

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

  - 67 seats in the Senate *

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


def test_two_signs_make_no_markdown() -> None:
    """A text with fewer than three sure signs is read as it is written."""
    record = parse(
        HEAD + "# Results\n\nGeneral Information\n\nAt stake in this election:\n\n  • 67 seats **in** the Senate\n"
    )
    assert record.stakes[0].text == "67 seats **in** the Senate"
