"""The head of a record: what stands above the results."""

from __future__ import annotations

import pytest

from ifes_records import parse
from ifes_records.model import Country, Participation

HEAD = "Sept. 26, 2010 Held\n\nAlpine Confederation\n\n"
COUNTS = "Cast Votes:1,000\n"


@pytest.mark.parametrize("furniture", ["", "Home\n›\n", "Sign In\nElectionGuide\nHome\n›\nElections\n›\n"])
def test_country_of_a_record_without_contest(furniture: str) -> None:
    """Most referendums have no contest line; the country is found below any number of the site's own lines."""
    record = parse(furniture + HEAD + COUNTS)
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
