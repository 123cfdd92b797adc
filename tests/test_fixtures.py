"""The fixtures: whole records with their JSON, broken ones with their diagnostics, and texts that are not elections.

What is expected was read off each text and not off the parser. Where the parser falls short, the part concerned is in
a table below with the reason, and its test is a strict xfail.
"""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from reading import read

from ifes_records import ElectionRecord, from_json, parse, to_dict, to_json
from ifes_records.diagnostics import CODES, severity_of
from ifes_records.model import Election, Modified, Participation, SourceKind

FIXTURES = Path(__file__).parent.parent / "fixtures"
RECORDS = sorted((FIXTURES / "records").glob("*.txt"))
BROKEN = sorted((FIXTURES / "broken").glob("*.txt"))
NOT_ELECTIONS = {
    name: tuple(rest.strip().split(", "))
    for line in (FIXTURES / "not_elections" / "expected.txt").read_text("utf-8").splitlines()
    if not line.startswith("#")
    for name, _, rest in [line.partition(": ")]
}

# (record, part of its JSON) that the parser does not give yet, and the rule that is missing.
RECORD_FAULTS: dict[tuple[str, str], str] = {}

# The same for broken records.
BROKEN_FAULTS: dict[str, str] = {}


def marks(reason: str | None) -> list[pytest.MarkDecorator]:
    return [pytest.mark.xfail(reason=reason, strict=True, raises=AssertionError)] if reason else []


@cache
def stored_json(path: Path) -> dict[str, Any]:
    document: dict[str, Any] = json.loads(path.with_suffix(".json").read_bytes())
    return document


def plain(document: dict[str, Any]) -> dict[str, Any]:
    """The document as JSON has it: enums as words, tuples as lists."""
    found: dict[str, Any] = json.loads(json.dumps(document))
    return found


# ---- records


@cache
def read_json(path: Path) -> dict[str, Any]:
    """The JSON of a record, as the library writes it now."""
    return plain(to_dict(read(path)))


RECORD_PARTS = [
    pytest.param(path, part, id=f"{path.stem}: {part}", marks=marks(RECORD_FAULTS.get((path.stem, part))))
    for path in RECORDS
    for part in stored_json(path)
]


@pytest.mark.parametrize(("path", "part"), RECORD_PARTS)
def test_a_record_gives_its_stored_json(path: Path, part: str) -> None:
    assert read_json(path)[part] == stored_json(path)[part]


@pytest.mark.parametrize("path", RECORDS, ids=lambda path: path.stem)
def test_a_stored_document_has_every_part(path: Path) -> None:
    assert list(stored_json(path)) == list(read_json(path))


@pytest.mark.parametrize("path", RECORDS, ids=lambda path: path.stem)
def test_a_stored_document_is_canonical(path: Path) -> None:
    stored = path.with_suffix(".json").read_text("utf-8")
    assert to_json(from_json(stored)) == stored


# ---- broken records


@cache
def read_broken(path: Path) -> ElectionRecord:
    r"""A broken record; some characters of its text are written as escapes (``\ud800``)."""
    return parse(re.sub(r"\\u([0-9a-f]{4})", lambda match: chr(int(match[1], 16)), path.read_bytes().decode()))


def stored_diagnostics(path: Path) -> list[dict[str, Any]]:
    stored: list[dict[str, Any]] = json.loads(path.with_suffix(".diagnostics.json").read_bytes())
    return stored


@pytest.mark.parametrize(
    "path",
    [pytest.param(path, id=path.stem, marks=marks(BROKEN_FAULTS.get(path.stem))) for path in BROKEN],
)
def test_a_broken_record_gives_its_stored_diagnostics(path: Path) -> None:
    assert plain(to_dict(read_broken(path)))["diagnostics"] == stored_diagnostics(path)


@pytest.mark.parametrize("path", BROKEN, ids=lambda path: path.stem)
def test_a_broken_record_is_still_a_record(path: Path) -> None:
    record = read_broken(path)
    assert record.source.kind is SourceKind.ELECTION
    assert record.election.contest.title is not None
    assert record.election.country.formal_name is not None


@pytest.mark.parametrize("path", BROKEN, ids=lambda path: path.stem)
def test_what_is_stored_of_a_diagnostic_agrees_with_its_code(path: Path) -> None:
    stored = stored_diagnostics(path)
    assert stored
    assert {found["code"] for found in stored} <= CODES.keys()
    assert [found["severity"] for found in stored] == [severity_of(found["code"]).value for found in stored]


# ---- texts that are not elections


@pytest.mark.parametrize("name", NOT_ELECTIONS)
def test_a_text_that_is_no_election_gives_its_code_and_no_values(name: str) -> None:
    path = FIXTURES / "not_elections" / name
    record = read(path)
    assert (record.source.kind, *(found.code for found in record.diagnostics)) == NOT_ELECTIONS[name]
    assert (record.election, record.participation, record.modified) == (Election(), Participation(), Modified())
    assert (record.results, record.sections, record.footnotes) == ((), (), ())


# ---- the folders themselves


def test_no_folder_is_empty() -> None:
    assert len(RECORDS) >= 21
    assert len(BROKEN) >= 30
    assert len(NOT_ELECTIONS) >= 6


def test_every_file_is_used() -> None:
    records = {path.name for path in RECORDS} | {path.with_suffix(".json").name for path in RECORDS}
    broken = {path.name for path in BROKEN} | {path.with_suffix(".diagnostics.json").name for path in BROKEN}
    found = {
        folder: {path.name for path in (FIXTURES / folder).iterdir()}
        for folder in ("records", "broken", "not_elections")
    }
    assert found == {"records": records, "broken": broken, "not_elections": {*NOT_ELECTIONS, "expected.txt"}}


def test_every_known_fault_is_of_a_fixture() -> None:
    assert {name for name, _ in RECORD_FAULTS} <= {path.stem for path in RECORDS}
    assert BROKEN_FAULTS.keys() <= {path.stem for path in BROKEN}


def test_a_record_is_shown_in_a_line() -> None:
    shown = [
        repr(read(FIXTURES / "records" / "row-shapes.txt")),
        repr(parse("March 2023 Held\n\nKenya\n")),
        repr(parse("Dear all, the meeting is moved to Monday.", name="mail.txt")),
    ]
    assert shown == [
        "<ElectionRecord election: 2021-09-08, Morocco, Election for Majlis al-Nuwab (Moroccan House of "
        "Representatives); 18 rows, 3 sections, 3 diagnostics>",
        "<ElectionRecord election: 2023-03, Kenya; 0 rows, 0 sections, 1 diagnostics>",
        "<ElectionRecord unrecognised: mail.txt; 0 rows, 0 sections, 1 diagnostics>",
    ]
