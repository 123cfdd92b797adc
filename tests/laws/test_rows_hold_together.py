"""The rows of any record hold together: keys, references, types, paths, spans and marks."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import example, given

from ifes_records import ElectionRecord, from_json, parse, parse_file, to_json
from ifes_records.strategies import any_texts
from ifes_records.tables import TABLES, Row, Type, Value, rows
from ifes_records.tables.leaves import leaves
from ifes_records.tables.nist import RefusedError, nist_report
from ifes_records.trace.steps import value_at

Rows = dict[str, list[Row]]
PYTHON = {
    Type.STRING: str,
    Type.INTEGER: int,
    Type.NUMBER: float,
    Type.BOOLEAN: bool,
    Type.DATE: str,
    Type.ARRAY: list,
}


def cells_are_what_their_columns_say(record: ElectionRecord, found: Rows) -> None:
    """Each row has all columns in their order, with values of their types, and nothing required is missing."""
    for name, of_table in found.items():
        columns = TABLES[name].columns
        for row in of_table:
            assert list(row) == [column.name for column in columns]
            for column, value in zip(columns, row.values(), strict=True):
                if value is None:
                    assert not column.required, (name, column.name)
                else:
                    assert type(value) is PYTHON[column.type], (name, column.name, value)
                    assert not column.values or value in column.values, (name, column.name, value)
                if column.type is Type.DATE:
                    assert value is None or re.fullmatch(r"\d{4}-\d\d-\d\d", str(value))


def keys_are_unique_and_lead_to_rows(record: ElectionRecord, found: Rows) -> None:
    """No two rows of a table have the same key, and each reference leads to a row that came before."""
    seen: dict[str, set[tuple[Value, ...]]] = {name: set() for name in TABLES}
    for name, row in rows(record):
        table = TABLES[name]
        key = tuple(row[column] for column in table.primary_key)
        assert key not in seen[name]
        for reference in table.foreign_keys:
            there = tuple(row[column] for column in reference.columns)
            assert None in there or there in seen[reference.table], (name, there)
            assert reference.target == TABLES[reference.table].primary_key
        seen[name].add(key)


def paths_lead_to_what_the_row_is_about(record: ElectionRecord, found: Rows) -> None:
    """Every path is one of the JSON, and every diagnostic has the row that it is about, if there is one."""
    paths = {row["path"]: name for name in TABLES for row in found[name] if "doubt" in row and "path" in row}
    for path in paths:
        assert value_at(record, str(path)) is not None
    for row in found["names"]:
        assert value_at(record, str(row["path"])).text == row["name_local"]
        assert row["owner_path"] in paths or row["owner_table"] == "records"
    for row in found["diagnostics"]:
        if row["about_path"] is not None:
            assert paths[row["about_path"]] == row["about_table"]
            assert str(row["path"]).startswith(str(row["about_path"]))
        if row["path"] is not None and row["about_table"] not in (None, "records", "facts"):
            (about,) = [one for one in found[str(row["about_table"])] if one["path"] == row["about_path"]]
            severities = ["info", "warning", "error"]
            assert severities.index(str(about["doubt"])) >= severities.index(str(row["severity"]))


def a_figure_has_its_mark(record: ElectionRecord, found: Rows) -> None:
    """There is a number of votes, seats or ballots exactly where the mark says so; a dash is 0 seats."""
    counts = [column for column in TABLES["records"].columns if column.name.endswith("_mark")]
    for row in found["records"]:
        for column in counts:
            assert (row[column.name] == "figure") == (row[column.name.removesuffix("_mark")] is not None)
    for row in found["results"]:
        assert (row["votes_mark"] == "figure") == (row["votes"] is not None)
        assert (row["seats_won_mark"] in ("figure", "dash")) == (row["seats_won"] is not None)


def spans_hold_what_the_row_says(record: ElectionRecord, found: Rows) -> None:
    """The name of a result is in the text of its span, and the line of the row is where the span begins."""
    for row in found["results"]:
        if isinstance(start := row["span_start"], int) and isinstance(end := row["span_end"], int):
            assert record.origin is not None
            written = re.sub(r"\W+", "", record.origin.source.text[start:end])
            assert re.sub(r"\W+", "", str(row["name_text"] or ""))[:3] in written
    for name in ("results", "stakes", "deadlines", "contenders"):
        for row in found[name]:
            assert (row["span_start"] is None) == (row["line"] is None)


def rows_of_a_document_are_those_of_the_text_without_spans(record: ElectionRecord, found: Rows) -> None:
    """A record read from its JSON gives the same rows, with the same key, but for the spans."""
    spans = {"span_start": None, "span_end": None}
    expected = [(name, row | spans if "span_start" in row else row) for name, row in rows(record)]
    assert list(rows(from_json(to_json(record)))) == expected


def each_value_of_the_document_is_in_a_row(record: ElectionRecord, found: Rows) -> None:
    """Nothing of the JSON is left out; what is in parentheses is a part of the full name.

    The text of a count that the page leaves out (`Cast Votes:`) is empty, and an empty cell says as much.
    """
    cells = [value for of_table in found.values() for row in of_table for value in row.values()]
    said = {one for value in cells for one in (value if isinstance(value, list) else [value])}
    left_out = [path for path, value in leaves(record).items() if value not in {*said, ""} and str(value) not in said]
    assert [path for path in left_out if not path.endswith(".parenthetical") and path != "source.sha256"] == []


# What a report says in words of its own: the type of a contest, the status of a report, a group that is no party.
IN_OTHER_WORDS = re.compile(r"results\[\d+\]\.(?:kind|rows\[\d+\]\.aggregate)|election\.(?:status|round)")


def a_report_and_its_losses_are_the_record(record: ElectionRecord, found: Rows) -> None:
    """Each value of the JSON is either in the report for NIST or in its losses."""
    if len(record.election.date or "") < len("2023-03-19"):
        with pytest.raises(RefusedError, match=r"^It has no whole date of the election\.$"):
            nist_report(record, generated="2024-05-01T00:00:00Z", votes_allowed=1)
        return
    report = nist_report(record, generated="2024-05-01T00:00:00Z", votes_allowed=1)
    said = set(values_in(report.document))
    everything = leaves(record)
    assert report.losses.items() <= everything.items()
    kept = {path: value for path, value in everything.items() if path not in report.losses}
    assert [path for path, value in kept.items() if value not in said and not IN_OTHER_WORDS.fullmatch(path)] == []
    assert not any(path.startswith(("sections", "diagnostics", "unread", "source")) for path in kept)


def values_in(value: object) -> Iterator[object]:
    """The strings and numbers of a document, also without the words that a report has before them."""
    if isinstance(value, dict):
        for inner in value.values():
            yield from values_in(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from values_in(inner)
    else:
        yield value
        if isinstance(value, str):
            yield value.removeprefix("Status of the election: ")
            yield value.removeprefix("und-")


LAWS: list[Callable[[ElectionRecord, Rows], None]] = [
    cells_are_what_their_columns_say,
    keys_are_unique_and_lead_to_rows,
    paths_lead_to_what_the_row_is_about,
    a_figure_has_its_mark,
    spans_hold_what_the_row_says,
    rows_of_a_document_are_those_of_the_text_without_spans,
    each_value_of_the_document_is_in_a_row,
    a_report_and_its_losses_are_the_record,
]


def hold(record: ElectionRecord) -> None:
    """Check all laws: one reading serves them all."""
    found: Rows = {name: [] for name in TABLES}
    for name, row in rows(record):
        found[name].append(row)
    for law in LAWS:
        law(record, found)


@given(any_texts())
@example("Cast Votes:")
def test_rows_of_any_text(text: str) -> None:
    hold(parse(text))


FIXTURES = Path(__file__).parents[2] / "fixtures" / "records"
NAMES = ("kazakhstan-mazhilis-2023", "names-in-ten-scripts", "referendum-two-questions", "row-shapes", "tight-header")


@pytest.mark.parametrize("name", NAMES)
def test_rows_of_a_record(name: str) -> None:
    hold(parse_file(FIXTURES / f"{name}.txt"))
