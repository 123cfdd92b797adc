"""Texts that break off: what the last line has to look like to be reported."""

from __future__ import annotations

import pytest

from ifes_records import parse

HEAD = (
    "March 19, 2023 Held\n\nKenya\n\nElection for President\n\nElection Note:\n\nThe ballots are counted by hand.\n\n"
)


@pytest.mark.parametrize(
    ("line", "codes"),
    [
        ("  • Votes are counted by hand", []),  # five words can be an item of a list
        ("  • The votes are counted by hand", ["I-TRUNCATED"]),
        ("  • The votes are counted by hand.", []),
        ("  • Votes are counted (by hand", ["I-TRUNCATED"]),
        ("  • Method of counting:", ["I-TRUNCATED"]),
        ("  • Ballots counted by hand: 12", ["W-TRUNCATED-FIGURE"]),
        ("  • Votes are counted since 2012", []),  # a year is whole
    ],
)
def test_a_last_line_without_a_line_end(line: str, codes: list[str]) -> None:
    assert [found.code for found in parse(HEAD + line).diagnostics] == codes
    assert [found.code for found in parse(f"{HEAD}{line}\n").diagnostics] == []


@pytest.mark.parametrize(
    ("line", "codes"),
    [
        ("  • Registered Voters: 1,204", ["W-TRUNCATED-FIGURE"]),
        ("  • Registered Voters: 1,204 ", []),
        ("  • Registered Voters: 1,20", ["W-TRUNCATED-FIGURE"]),
        ("  • All 98 seats of the House of Representatives", []),
        ("  • All 98 seats of the Mazhilis of Kenya", []),
        ("  • All 98 seats of the Chamber of Represe", ["I-TRUNCATED"]),
        ("Turnout was 61%.", []),
        ("Turnout was 61%. ", []),
        ("At the 2018 Na", ["I-TRUNCATED"]),
        ("* Terms overlap", ["I-TRUNCATED"]),
        ("  • The President i", ["I-TRUNCATED"]),
        ("  • Ballots are coun", ["I-TRUNCATED"]),  # the word is in the text above, and longer
        ("  • Leader: N/A", []),
        ("Election Modified: Mar 10, 2023", []),
        ("Election Modified: M", ["I-TRUNCATED"]),
        ("Most Recent Elections in Kenya", []),
        ("With Participation Rates", []),
        ("Gender Data:", []),
        ("Gender Da", ["I-TRUNCATED"]),
        ("  • Ballots counted by hand: 12", ["W-TRUNCATED-FIGURE"]),
    ],
)
def test_the_end_of_a_text_is_whole_or_cut(line: str, codes: list[str]) -> None:
    record = parse(HEAD + line)
    assert [found.code for found in record.diagnostics if "TRUNCATED" in found.code] == codes
    # A figure in a known form is whole, for all that is known.
    assert record.source.truncated == (codes != [] and not line.endswith((": 12", ": 1,204")))
    assert not parse(f"{HEAD}{line}\n").source.truncated


def test_a_sentence_that_ends_in_a_figure_may_be_cut_off_before_a_line_end() -> None:
    record = parse(
        f"{HEAD}Electoral System:\n\n  • The Senate has 84 seats.\n  • The Dawn Assembly is made up of 5\n\n"
    )
    (found,) = [each for each in record.diagnostics if each.code == "W-TRUNCATED-FIGURE"]
    assert (found.path, found.line) == ("electoral_system[1].seats", 14)
    assert record.electoral_system[1].seats == 5
    assert not record.source.truncated
