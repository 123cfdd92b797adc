"""Texts that break off: what the last line has to look like to be reported."""

from __future__ import annotations

import pytest

from ifes_records import parse

HEAD = "March 19, 2023 Held\n\nKenya\n\nElection for President\n\nElectoral System:\n\n"


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
