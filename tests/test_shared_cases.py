"""Damaged texts that are kept beside the repository, in ``../shared/cases``: each gives exactly what is expected.

``damage/EXPECTED.md`` and the ``.expect`` files say what a careful reader takes from each text.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from ifes_records import ElectionRecord, parse

SHARED = Path(__file__).parents[2] / "shared" / "cases"
EXPECTED = sorted((SHARED / "reports").glob("r*.expect"))
pytestmark = pytest.mark.skipif(not (SHARED / "damage").is_dir(), reason="../shared/cases is not there")

TWO = ("62 | - | 3431510", "8 | - | 693938")
TWO_CANDIDATES = ("- | - | 1860877", "- | - | 1760347")

# What each text of `damage` gives: the head and the counts, where the text is about them; seats, change and votes of
# each row; all diagnostics. "-" is null.
EXACT: dict[str, tuple[str, ...]] = {
    "cells-own-lines": (*TWO, "I-ROW-JOINED results[0].rows[0]"),
    "change-double-dash": TWO,
    "change-na": TWO,
    "change-nb-hyphen": TWO,
    "change-zero": ("62 | 0 | 3431510", TWO[1]),
    "date-range": ("2023-03-19 held",),
    "date-two-lines": ("2023-03-19 held",),
    "label-next-line": ("cast 25130, valid 25000", "- | - | 25000"),
    "label-no-colon": ("cast 25130, valid 25000", TWO[0], "W-SUM-VOTES-ABOVE results[0]"),
    "modified-ligature": ("modified 2024-08-13", TWO[0]),
    "pipes": TWO,
    "row-wrapped": (*TWO, "I-ROW-JOINED results[0].rows[0]"),
    "rows-as-bullets": TWO,
    "seat-float": (
        *("62 | - | -", "8 | - | -"),
        *("I-ROW-LONE-NUMBER results[0].rows[0].seats_won", "I-ROW-LONE-NUMBER results[0].rows[1].seats_won"),
    ),
    "seat-footnote": (*TWO, "W-ROW-MARK results[0].rows[0]"),
    "seat-footnote-sup": (*TWO, "W-ROW-MARK results[0].rows[0]"),
    "seat-of": ("- | - | 3431510", TWO[1], "W-COUNT-MALFORMED results[0].rows[0].seats_won"),
    "seat-split": (
        *("- | - | 3431510", TWO[1]),
        *("W-ROW-NAME results[0].rows[0].name", "W-ROW-NUMBER-IN-NAME results[0].rows[0].seats_won"),
    ),
    "votes-arabic-sep": (
        *TWO_CANDIDATES,
        *("W-COUNT-SEPARATOR results[0].rows[0].votes", "W-COUNT-SEPARATOR results[0].rows[1].votes"),
    ),
    "votes-comma-space": (
        *("- | - | -", "- | - | -"),
        *("W-COUNT-MALFORMED results[0].rows[0].votes", "W-COUNT-MALFORMED results[0].rows[1].votes"),
    ),
    "votes-fullwidth-comma": (
        *TWO_CANDIDATES,
        *("W-COUNT-SEPARATOR results[0].rows[0].votes", "W-COUNT-SEPARATOR results[0].rows[1].votes"),
    ),
    "votes-lrm": TWO,
    "votes-ocr-cyr": ("62 | - | -", TWO[1], "W-COUNT-MALFORMED results[0].rows[0].votes"),
    "votes-over": ("62 | - | -", TWO[1], "W-COUNT-MALFORMED results[0].rows[0].votes"),
    "votes-space": (
        *("- | - | 1860877", "- | - | 760347"),
        *("W-COUNT-SEPARATOR results[0].rows[0].votes", "W-COUNT-SEPARATOR results[0].rows[1].votes"),
    ),
    "votes-zwsp": TWO,
}


@pytest.mark.parametrize("case", EXACT)
def test_a_damaged_case_gives_exactly_what_is_expected(case: str) -> None:
    text = (SHARED / "damage" / f"{case}.txt").read_text("utf-8")
    record = parse(text)
    head, counts = record.election, record.participation
    given = [f"{head.date} {head.status}"] if case.startswith("date") else []
    if counts.cast_votes is not None:
        given.append(f"cast {counts.cast_votes}, valid {counts.valid_votes}")
    if record.modified.results is not None:
        given.append(f"modified {record.modified.results}")
    rows = [row for table in record.results for row in table.rows]
    for row in rows:
        values = (row.seats_won, row.seats_change, row.votes)
        given.append(" | ".join("-" if value is None else str(value) for value in values))
    assert [*given, *(f"{found.code} {found.path}" for found in record.diagnostics)] == list(EXACT[case])
    assert {row.vote_percent for row in rows} <= {None}
    # Names are whole, and hold nothing of the cells, but for the seats that may be one figure.
    lines = " ".join(text.replace("\u200b", "").split())
    for row in rows:
        assert row.name.text in lines
        assert row.name.text[-1].isalpha() or row.name.text[-1] == ")" or case == "seat-split"


def test_every_case_is_looked_at() -> None:
    assert sorted(EXACT) == sorted(path.stem for path in (SHARED / "damage").glob("*.txt"))


@pytest.mark.parametrize("file", EXPECTED, ids=lambda file: file.stem[:3])
def test_a_reported_case_gives_the_expected_value(file: Path) -> None:
    record = parse(file.with_suffix(".txt").read_text("utf-8"))
    lines = re.findall(r"^(\S+): expected (.*), got .*$", file.read_text("utf-8"), re.MULTILINE)
    assert lines
    for path, expected in lines:
        if expected == '"(marked, or a diagnostic)"':
            row = path.rpartition(".")[0]
            assert [(found.code, found.path) for found in record.diagnostics] == [("W-ROW-NAME", f"{row}.name")]
        else:
            assert _at(record, path) == json.loads(expected)


def _at(record: ElectionRecord, path: str) -> object:
    """The value at a path."""
    value: Any = record
    for name, index in re.findall(r"(\w+)(?:\[(\d+)\])?", path):
        value = getattr(value, name)
        value = value[int(index)] if index else value
    return value
