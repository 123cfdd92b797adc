"""The head of a record: the lines above the results."""

from __future__ import annotations

import pytest

from ifes_records import parse
from ifes_records.model import Country, Participation

HEAD = "Sept. 26, 2010 Held\n\nAlpine Confederation\n\n"
COUNTS = "Cast Votes:1,000\n"


@pytest.mark.parametrize("boilerplate", ["", "Home\n›\n", "Sign In\nElectionGuide\nHome\n›\nElections\n›\n"])
def test_country_of_a_record_without_contest(boilerplate: str) -> None:
    """Most referendums have no contest line; the country is found below any number of the site's own lines."""
    record = parse(boilerplate + HEAD + COUNTS)
    assert record.election.country == Country(formal_name="Alpine Confederation")
    assert record.sections == ()


def test_badge_of_votes() -> None:
    """A badge with a count is kept with the count as written, as that of the registered voters is."""
    record = parse(HEAD + "4,013,462\nVoted\n\n5,120,001 Registered to Vote\n\nElection for Senate (Senate)\n")
    assert record.participation == Participation(
        registered_voters=5_120_001,
        registered_voters_text="5,120,001",
        cast_votes=4_013_462,
        cast_votes_text="4,013,462",
    )


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("Jna. 1, 2000", "W-DATE-UNREAD"),
        ("Marhc 19, 2023", "W-DATE-MONTH"),
        ("30 February 2019", "W-DATE-IMPOSSIBLE"),
    ],
)
def test_date_that_cannot_be_read_on_a_line_of_its_own(line: str, code: str) -> None:
    """Without a status after it, a misspelt date is still the date, and no second name of the country."""
    record = parse(f"{line}\n\nRepublic of Kenya\n\nElection for Senate (Senate)\n")
    assert (record.election.date, record.election.date_text) == (None, line)
    assert (record.election.country.short_name, record.election.country.formal_name) == (None, "Republic of Kenya")
    assert [(found.code, found.line) for found in record.diagnostics] == [(code, 1)]


def test_month_without_a_day() -> None:
    """A month is a date, as exact as the text, which is reported."""
    record = parse("June 2024\n\nRepublic of Kenya\n\nElection for Senate (Senate)\n")
    assert (record.election.date, record.election.date_text) == ("2024-06", "June 2024")
    assert [found.code for found in record.diagnostics] == ["I-DATE-NO-DAY"]


@pytest.mark.parametrize(
    ("line", "text", "codes"),
    [
        ("March 18, 2023 - March 19, 2023 Held", "March 18, 2023 - March 19, 2023", []),
        ("March 18, 2023 to March 19, 2023 Held", "March 18, 2023 to March 19, 2023", []),
        ("March 5, 2023 and March 19, 2023 Held", "March 5, 2023 and March 19, 2023", ["I-DATE-SEVERAL"]),
        ("March 19,\n2023 Held", "March 19, 2023", []),
        ("March\n19, 2023 Held", "March 19, 2023", []),
    ],
)
def test_date_of_several_days_or_lines(line: str, text: str, codes: list[str]) -> None:
    """The last of several days counts; of two days with `and`, that is told; a date broken by a line end is one."""
    record = parse(f"{line}\n\nRepublic of Kenya\n\nElection for Senate (Senate)\n")
    election = record.election
    assert (election.date, election.date_text, election.status_text) == ("2023-03-19", text, "Held")
    assert [found.code for found in record.diagnostics] == codes


@pytest.mark.parametrize("written", ["November 19 and December 3, 2023", "Nov. 4 and 18, 2023", "4 and 18 May 2023"])
def test_two_days_that_share_a_year(written: str) -> None:
    """Neither of two days of one year is taken for the date; the text has both."""
    record = parse(f"{written} Held\n\nRepublic of Kenya\n\nElection for Senate (Senate)\n")
    election = record.election
    assert (election.date, election.date_text, election.status_text) == (None, written, "Held")
    assert [(found.code, found.path) for found in record.diagnostics] == [("W-DATE-UNREAD", "election.date")]


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Regional Representative Council", "legislative"),
        ("Dewan Daerah (Council of Regional Representatives)", "legislative"),
        ("National Council of Regions and Districts", "legislative"),
        ("Senate of the Regions", "legislative"),
        ("House of Representatives and Regional Councils", "legislative"),
        ("President and Regional Councils", "presidential"),
        ("Regional Councils", "local"),
        ("Provincial Assemblies", "local"),
        ("Regional and Municipal Councils", "local"),
        ("Regional People's Representative Council", "local"),
    ],
)
def test_chambers_of_regions_are_national(title: str, kind: str) -> None:
    """A council of regions is a chamber of the nation; a regional council is local."""
    record = parse(f"March 19, 2023 Held\n\nRepublic of Kenya\n\nElection for {title}\n")
    assert record.election.kind == kind


def test_country_line_that_stands_there_twice() -> None:
    """Of three lines, the one that is there twice names nothing more; the formal name is not lost."""
    record = parse("March 19, 2023 Held\n\nKenya\n\nKenya\n\nRepublic of Kenya\n\nElection for Senate\n")
    assert (record.election.country.short_name, record.election.country.formal_name) == ("Kenya", "Republic of Kenya")
    assert [(found.code, found.line) for found in record.diagnostics] == [("W-HEAD-TEXT", 5)]


def test_second_line_that_is_no_country() -> None:
    """Beside a known country, a line in no table is reported."""
    record = parse("March 19, 2023 Held\n\nRepublic of Kenya\n\nNorrland\n\nElection for Senate\n")
    assert record.election.country.alpha2 == "KE"
    assert [(found.code, found.line) for found in record.diagnostics] == [("W-COUNTRY-UNKNOWN", 5)]


def test_label_with_several_blanks() -> None:
    """Blanks inside a label are as good as one."""
    record = parse("March 19, 2023 Held\n\nKenya\n\nRegistered  Voters:None\nCast   Votes:1,000\n")
    assert (record.participation.registered_voters_text, record.participation.cast_votes) == ("None", 1000)
    assert record.election.country.short_name is None


def test_contest_whose_parentheses_are_not_closed() -> None:
    """A part of a title that can't be read is reported."""
    record = parse("March 19, 2023 Held\n\nKenya\n\nElection for Seneti (Senate\n\nCast Votes:1,000\n")
    assert record.election.contest.title == "Election for Seneti (Senate"
    assert [(found.code, found.line) for found in record.diagnostics] == [("W-NAME-PARENTHESES", 5)]
