"""Texts that break off: what the last line has to look like to be reported."""

from __future__ import annotations

import pytest

from ifes_records import parse
from ifes_records.model import Span
from ifes_records.text.grammars import could_become_label, is_label
from ifes_records.text.source_text import SourceText

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
        ("  • Elections for the Senate were held in 2014. The Dawn Front took", ["I-TRUNCATED"]),
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


@pytest.mark.parametrize(
    ("line", "label", "with_keys"),
    [
        ("E", True, True),
        ("Election Mod", True, True),
        (" Election Mod", True, True),
        ("cast vo", True, True),
        ("With Participation Rates", True, True),
        ("", True, True),
        ("Chief of St", False, True),
        ("Surprises and", False, False),
        ("Surprises:", False, False),
        ("X", False, False),
        ("• Election", False, False),
        ("Ü", False, False),
    ],
)
def test_a_line_could_become_a_label(line: str, label: bool, with_keys: bool) -> None:
    """A heading that the site does not have may be any words."""
    assert (could_become_label(line), could_become_label(line, keys=True)) == (label, with_keys)
    assert is_label(line) is (line == "With Participation Rates")


def test_a_last_line_of_blanks_breaks_off_where_it_begins() -> None:
    (found,) = parse(f"{HEAD}   ").diagnostics
    assert (found.code, found.span, found.line, found.column) == ("I-TRUNCATED", Span(len(HEAD), len(HEAD)), 11, 1)


def test_spans_are_trimmed() -> None:
    source = SourceText.of("  Yes \t\n   \n", 10)
    spans = [source.trim(10, 18), source.trim(12, 15), source.trim(18, 22), source.trim(20, 21), source.trim(22, 22)]
    assert spans == [Span(12, 15), Span(12, 15), Span(18, 18), Span(20, 20), Span(22, 22)]
    assert source.lines() == [Span(12, 15)]


def test_lines_and_their_places() -> None:
    source = SourceText.of("ab\n  cd\n", 10, 4)
    places = [(source.line(at), source.line_start(at), source.line_end(at), source.indent(at)) for at in (10, 12, 15)]
    assert places == [(5, 10, 12, 0), (5, 10, 12, 0), (6, 13, 17, 2)]
