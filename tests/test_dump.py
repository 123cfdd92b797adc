"""Where records begin and end in a text of many."""

from __future__ import annotations

from pathlib import Path

import pytest

from ifes_records import ParseError, parse, parse_dump, parse_file
from ifes_records.model import Election
from ifes_records.split.dump import split_dump, starts_of_records
from ifes_records.split.segments import Oversize, Segment
from ifes_records.text.source_text import digest

ONE = (
    "March 19, 2023 Held\n\nKenya\n\nElection for Senate\n\nCast Votes:1,204\n\n"
    "More Info:\n\nGender Data:\n\n  • Gender Quota: No\n"
)
TWO = "Nov. 6, 2019 Held\n\nRepublic of Mauritius\n\nElection for National Assembly\n\nCast Votes:502\n"

CRUMBS = "Home ›\nElections ›\nKenya ›\nElection for Senate\n\n"
MENU = "Sign In\nElectionGuide\nHome\nElections\nUpcoming\nPast\n"
LISTED = (
    "Republic of Kenya\n\nElection For\nDate\nVotes\n\nElection for Senate\nAug. 9, 2022\n14,213,137\n"
    "Election for President\nAug. 8, 2017\n15,114,622\n"
)
PRINTED = ONE.replace("Cast", "\x0cCast").replace("Gender D", "\x0cGender D").replace("1,2", "1,\x0c2")
FOOT = "Election Modified: Mar 19, 2023\n"
RATES = "Nov. 6, 2013 Held\n\nWith Participation Rates\n\n"
SPLIT_HEAD = TWO.replace(" Held", "\n\nHeld\n\nRecord Modified: Nov 03 2023")
NO_DATE = "Held\n\nRepublic of Mauritius\n\nElection for President\n\nCast Votes:7\n"
NO_HEAD = "General Information\n\nAt Stake in this Election:\n\n  • 5 seats\n"
TWO_COUNTRIES = "Kenya\n\nRepublic of Kenya\n\nElection for President\n\nCast Votes:7\n"
MARKDOWN = ONE.replace("March", "## March").replace("Election for", "##### Election for")

PARTED = {
    "nothing between": (ONE + TWO, [ONE, TWO]),
    "blank lines": (f"{ONE}\n\n\n{TWO}", [f"{ONE}\n\n\n", TWO]),
    "dashes": (f"{ONE}-----\n{TWO}", [ONE, TWO]),
    "equals signs": (f"{ONE}\n=====\n\n{TWO}", [f"{ONE}\n", f"\n{TWO}"]),
    "a form feed": (f"{ONE}\x0c\r\n{TWO}", [ONE, TWO]),
    "separators at both ends": (f"-----\n{ONE}-----\n", [ONE]),
    "boilerplate above the second": (f"{ONE}IFES\n \n{TWO}", [ONE, f"IFES\n \n{TWO}"]),
    "a record date above the second": (
        f"{ONE}Record Modified: Nov 03 2023\n\n{TWO}",
        [ONE, f"Record Modified: Nov 03 2023\n\n{TWO}"],
    ),
    "a second without a date": (
        f"{ONE}Kenya\n\nElection for President\n\nCast Votes:7\n",
        [ONE, "Kenya\n\nElection for President\n\nCast Votes:7\n"],
    ),
    "the header's date twice": (f"March 19, 2023 Held\n\n{ONE}{TWO}", [f"March 19, 2023 Held\n\n{ONE}", TWO]),
    "a date and a country alone, and a record of the same date": (
        f"March 19, 2023 Held\n\nKenya\n{ONE}",
        ["March 19, 2023 Held\n\nKenya\n", ONE],
    ),
    "two headers, the first of which has lost its record": (
        f"March 12, 2023 Held\n\n{ONE}",
        ["March 12, 2023 Held\n\n", ONE],
    ),
    "a header alone, and a record of the same day": (
        f"Nov. 6, 2019 Confirmed\n\nKenya\n\nRecord Modified: Nov 03 2023\n\n{TWO}",
        ["Nov. 6, 2019 Confirmed\n\nKenya\n\n", f"Record Modified: Nov 03 2023\n\n{TWO}"],
    ),
    "a deadline above a heading": (
        f"{ONE}Key Deadlines:\n\n1 March 2023 for voters abroad\n\nDisability Data:\n{TWO}",
        [f"{ONE}Key Deadlines:\n\n1 March 2023 for voters abroad\n\nDisability Data:\n", TWO],
    ),
    "a sentence that begins like a contest": (
        f"{ONE}Elections for the Senate will be held concurrently.\n\nElection Modified: Mar 19, 2023\n{TWO}",
        [f"{ONE}Elections for the Senate will be held concurrently.\n\nElection Modified: Mar 19, 2023\n", TWO],
    ),
    "a sentence about local elections": (
        f"{ONE}Elections for mayors and councils, on the same day.\n\n{TWO}",
        [f"{ONE}Elections for mayors and councils, on the same day.\n\n", TWO],
    ),
    "breadcrumbs": (f"{CRUMBS}{ONE}{MENU}{CRUMBS}{TWO}", [f"{CRUMBS}{ONE}", f"{MENU}{CRUMBS}{TWO}"]),
    "a breadcrumb of a referendum": (
        f"{ONE}{MENU}Kenya ›\nReferendum\n\n{TWO.replace('Election for National Assembly', 'Referendum')}",
        [ONE, f"{MENU}Kenya ›\nReferendum\n\n{TWO.replace('Election for National Assembly', 'Referendum')}"],
    ),
    "page breaks in a record": (PRINTED + TWO, [PRINTED, TWO]),
    "the page of a country above a record": (f"{LISTED}\n{ONE}", [f"{LISTED}\n", ONE]),
    "Markdown": (f"{MARKDOWN}{MARKDOWN}", [MARKDOWN, MARKDOWN]),
    "the date of results below a foot": (
        f"{ONE}{FOOT}Election Results Modified: Mar 20, 2023\n{TWO}",
        [f"{ONE}{FOOT}Election Results Modified: Mar 20, 2023\n", TWO],
    ),
    "general information below a body": (f"{ONE}{NO_HEAD}{TWO}", [ONE, NO_HEAD, TWO]),
    "turnouts of another election": (f"{ONE}{RATES}{TWO}", [f"{ONE}{RATES}", TWO]),
    "boilerplate at the end, and that of the next page": (
        f"{ONE}IFES\n{MENU}{CRUMBS}{TWO}",
        [f"{ONE}IFES\n", f"{MENU}{CRUMBS}{TWO}"],
    ),
    "a form feed above a long menu": (f"{ONE}\x0c{MENU}{TWO}", [ONE, f"{MENU}{TWO}"]),
    "the header's date twice, and a country far above the second": (
        f"March 19, 2023 Held\n\nKenya\n\nNairobi\n\n{ONE}",
        [f"March 19, 2023 Held\n\nKenya\n\nNairobi\n\n{ONE}"],
    ),
    "a head on many lines": (f"{ONE}{SPLIT_HEAD}", [ONE, SPLIT_HEAD]),
    "a head without its date": (f"{ONE}{NO_DATE}", [ONE, NO_DATE]),
    "form feeds between heads": (
        "Kenya\n\nElection for Senate\n\x0cKenya\n\nElection for President\n",
        ["Kenya\n\nElection for Senate\n", "Kenya\n\nElection for President\n"],
    ),
    "heads of different dates": (
        f"{ONE}Oct. 8, 2020 Held\n\nKenya\n\nElection for Senate\n\n{TWO}",
        [ONE, "Oct. 8, 2020 Held\n\nKenya\n\nElection for Senate\n\n", TWO],
    ),
    "a country on two lines, and one above it": (
        f"{ONE}Kenya\n\n{TWO_COUNTRIES}",
        [f"{ONE}Kenya\n\n", TWO_COUNTRIES],
    ),
    "a foot with other elections": (
        f"{ONE}\nMost Recent Elections in Kenya\n\nMarch 19, 2013 Held\n\nMarch 9, 2003 Held\n\n{TWO}",
        [f"{ONE}\nMost Recent Elections in Kenya\n\nMarch 19, 2013 Held\n\nMarch 9, 2003 Held\n\n", TWO],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "records"), PARTED.values(), ids=PARTED)
def test_split(text: str, records: list[str]) -> None:
    assert [segment.text for segment in split_dump([text])] == records


def test_places_of_the_pieces() -> None:
    below = Segment(TWO, len(TWO) + 6, TWO.count("\n") + 1)
    assert list(split_dump([f"{TWO}-----\n{TWO}"])) == [Segment(TWO, 0, 0), below]


def test_a_text_may_be_as_long_as_the_limit() -> None:
    assert list(split_dump([ONE], len(ONE))) == [Segment(ONE)]
    too_large = Segment("", oversize=Oversize(len(ONE), digest(ONE)))
    assert list(split_dump([ONE], len(ONE) - 1)) == [too_large]


def test_starts_are_those_of_records_with_a_head_and_more() -> None:
    assert starts_of_records(f"{ONE}-----\n{TWO}") == [0, len(ONE) + 6]
    assert starts_of_records(f"{ONE}-----\nMarch 12, 2023 Held\n") == [0]
    assert starts_of_records(ONE) == [0]
    assert starts_of_records(f"{ONE}-----\n{TWO}".replace("\n", "\u2028")) == [0, len(ONE) + 6]


def test_records_of_a_dump() -> None:
    found = [
        (record.election.date, record.source.index, record.source.line_start, record.source.line_end)
        for record in parse_dump(f"{ONE}-----\n{TWO}")
    ]
    assert found == [("2023-03-19", 0, 1, 13), ("2019-11-06", 1, 15, 21)]


# ---- what reads a single record


def test_a_text_of_several_records_is_not_read_as_one() -> None:
    record = parse(f"{ONE}-----\n{TWO}")
    assert (record.source.kind, record.election, record.results) == ("unrecognised", Election(), ())
    assert [(found.code, found.message) for found in record.diagnostics] == [
        (
            "E-SEVERAL-RECORDS",
            "The text has 2 records, which begin in the lines 1, 15; “parse_dump” reads them all, and so does the "
            "option --dump.",
        )
    ]
    assert len(record.unread) == 12
    with pytest.raises(ParseError, match="E-SEVERAL-RECORDS"):
        parse(f"{ONE}-----\n{TWO}", strict=True)


def test_a_file_of_several_records_is_not_read_as_one(tmp_path: Path) -> None:
    path = tmp_path / "4078.txt"
    path.write_text(f"{ONE}-----\n{TWO}", encoding="utf-8")
    assert [found.code for found in parse_file(path).diagnostics] == ["E-SEVERAL-RECORDS"]
    assert [found.source.kind for found in parse_dump(path)] == ["election", "election"]


def test_a_country_page_is_not_several_records() -> None:
    assert [found.code for found in parse(LISTED).diagnostics] == ["E-COUNTRY-PAGE"]


def test_a_path_is_no_dump(tmp_path: Path) -> None:
    path = tmp_path / "dump.txt"
    path.write_text(ONE, encoding="utf-8")
    with pytest.raises(ValueError, match=r"dump\.txt” is a file\. To read it, pass a Path: parse_dump\(Path\("):
        next(parse_dump(str(path)))
    assert next(parse_dump("Held")).source.kind == "unrecognised"
