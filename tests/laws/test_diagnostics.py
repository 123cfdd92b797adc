"""Every diagnostic leads to the very field or object that it is about, and says what it means for it."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given

from ifes_records import ElectionRecord, checks, parse, parse_dump, parse_file
from ifes_records.diagnostics import CODES, Diagnostic, severity_of
from ifes_records.strategies import any_texts, damaged_texts
from ifes_records.strategies.damaged import Damaged
from ifes_records.trace.steps import value_at

FIXTURES = Path(__file__).parent.parent.parent / "fixtures"
TEXTS = sorted([*FIXTURES.glob("records/*.txt"), *FIXTURES.glob("broken/*.txt")])

# Codes with a fixed effect but for these: cells in an unusual order are guessed, cells in no known shape omitted; and
# what stands beside a line that was left out is doubtful.
SEVERAL_EFFECTS = {"W-ROW-CELLS": {"omitted", "guessed", "doubtful"}, "W-RESULT-LINE": {"omitted", "doubtful"}}


def assert_leads(record: ElectionRecord) -> None:
    """Paths, lines, columns, effects and messages of a record's diagnostics are right."""
    origin = record.origin
    for diagnostic in record.diagnostics:
        if diagnostic.path is not None:
            assert not isinstance(value_at(record, diagnostic.path), tuple), diagnostic
        if origin is not None and diagnostic.span is not None:
            assert origin.position(diagnostic.span) == (diagnostic.line, diagnostic.column)
        assert diagnostic.severity is severity_of(diagnostic.code)
        effect = CODES[diagnostic.code].effect.value
        assert diagnostic.effect in SEVERAL_EFFECTS.get(diagnostic.code, {effect})
        assert diagnostic.message[0] in "“" or diagnostic.message[0].isupper() or diagnostic.message[0].isdigit()
        assert diagnostic.message.endswith(".")


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_fixtures(path: Path) -> None:
    record = parse_file(path)
    assert_leads(record)
    assert_checks_agree(record)


@given(any_texts())
def test_any_text(text: str) -> None:
    assert_leads(parse(text))


@given(damaged_texts())
def test_damaged_texts(damaged: Damaged) -> None:
    for record in parse_dump("March 26, 2023 Held\n\nNorway\n\n-----\n" + damaged.text):
        assert_leads(record)
        assert_checks_agree(record)


def assert_checks_agree(record: ElectionRecord) -> None:
    """The checks find in the record what they found when its text was read."""
    found = Counter(checks.run(record))
    assert found <= Counter(record.diagnostics)
    assert {finding.code for finding in found} <= {code for code in CODES if code[0] in "IW"}


# ---- the figure in which a text breaks off


BREAKS_OFF = (
    ("March 19, 2023 Held\n\nNorway\n\nCast Votes:6,521", "participation.cast_votes"),
    ("Norway\n\nElection for X\n\nGender Data:\n\n  • Female Population: 2,521", "gender.female_population.count"),
    ("Norway\n\nElection for X\n\nPopulation:\n\n  • Registered Voters: 5,871,4", "population.registered_voters"),
    ("Norway\n\nElection for X\n\nGeneral Information:\n\nThe vote of 12", "sections[0].blocks[0]"),
)


@pytest.mark.parametrize(("text", "path"), BREAKS_OFF)
def test_a_cut_figure_is_told_from_a_whole_one(text: str, path: str) -> None:
    (cut,) = [found for found in parse(text).diagnostics if found.code == "W-TRUNCATED-FIGURE"]
    assert cut.path == path
    whole = parse(text + "\n")
    assert [found.code for found in whole.diagnostics if found.code == "W-TRUNCATED-FIGURE"] == []


def test_the_defaults_of_a_diagnostic() -> None:
    assert Diagnostic("W-UNREAD", "A line.") == Diagnostic(
        "W-UNREAD", "A line.", severity=severity_of("W-UNREAD"), effect=CODES["W-UNREAD"].effect
    )
