"""Tables of many records: the same bytes from any way of making them, and no value changed on the way."""

from __future__ import annotations

import csv
import importlib.util
import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

import click
import pyarrow.parquet as pq
import pytest
from attrs import evolve
from casefiles import Case, cases, load, written
from click.testing import CliRunner
from jsonschema import Draft7Validator

from ifes_records import Diagnostic, ElectionRecord, from_json, parse, parse_file, to_json
from ifes_records.batch import ExistingOutputError, OutputError, convert_many
from ifes_records.batch.codecs import zstd
from ifes_records.batch.options import Format
from ifes_records.batch.tables import LAYOUTS, is_one_file
from ifes_records.cli import main
from ifes_records.cli.export import export
from ifes_records.cli.progress import in_words
from ifes_records.diagnostics import CODES
from ifes_records.model import ElectionKind, ResultKind, ResultPlace, Source, SourceKind
from ifes_records.tables import TABLES, Row, Value, record_key, rows, tables, write_parquet
from ifes_records.tables.csv import write_csv
from ifes_records.tables.package import write_package
from ifes_records.tables.shapes import write_parlgov, write_partyfacts
from ifes_records.tables.sqlite import create, write_sqlite
from ifes_records.tables.views import VIEWS

FIXTURES = Path(__file__).parents[1] / "fixtures" / "records"
INPUTS = [FIXTURES / f"{name}.txt" for name in ("kazakhstan-mazhilis-2023", "referendum-two-questions", "row-shapes")]
# Where only the way to the tables matters.
SMALL = [FIXTURES / f"{name}.txt" for name in ("blank-before-the-date", "referendum-lost-answers", "row-shapes")]
# What a reader might take for something else: a missing value, a formula, the end of a cell or a line.
HOSTILE = ["None", "NA", "null", "=1+1", "-2", '"', "a, b", "a;b\tc", "a\nb", "a\r\nb", "חירות‏ (א)", "1.0", " x "]


@pytest.fixture(scope="module")
def records() -> list[ElectionRecord]:
    """The records of the inputs, as conversion reads them."""
    return [evolve(one, source=evolve(one.source, path=one.source.name)) for one in map(parse_file, INPUTS)]


@pytest.fixture(scope="module")
def hostile(records: list[ElectionRecord]) -> ElectionRecord:
    """A record whose parties have hostile names."""
    result = records[0].results[0]
    names = [evolve(result.rows[0].name, text=name, english=name) for name in HOSTILE]
    found = evolve(result, rows=tuple(evolve(result.rows[0], name=name, cells=(name.text,)) for name in names))
    return evolve(records[0], results=(found,))


def files_in(folder: Path) -> dict[str, bytes]:
    """The visible files in a folder, but for the report."""
    paths = [path for path in sorted(folder.iterdir()) if path.name[0] != "." and "report.json" not in path.name]
    return {path.name: path.read_bytes() for path in paths}


def rows_in(record: ElectionRecord, table: str) -> list[Row]:
    return [row for name, row in rows(record) if name == table]


def read_csv(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_rows_of_a_record(records: list[ElectionRecord]) -> None:
    amanat = rows_in(records[0], "results")[1]
    assert {name: value for name, value in amanat.items() if value is not None} == {
        "record_key": record_key(records[0]),
        "result_no": 0,
        "row_no": 1,
        "kind": "party",
        "name": "Amanat",
        "name_text": "Amanat (AMANAT)",
        "name_repeats": True,
        "seats_won": 62,
        "seats_won_mark": "figure",
        "votes": 3_431_510,
        "votes_mark": "figure",
        "cells": ["62", "-", "3,431,510"],
        "path": "results[0].rows[1]",
        "line": 20,
        "span_start": 273,
        "span_end": 303,
    }


# ---- what the columns hold

# Lists that are empty and cells that are null are not written, nor what the cases do not show.
NOT_WRITTEN = ("record_key", "source_sha256", "span_start", "span_end")


def record_of(case: Case) -> ElectionRecord:
    return parse("\n".join(case.all("line")) + "\n")


def row_as_written(row: Row) -> str:
    cells = {name: value for name, value in row.items() if value not in (None, []) and name not in NOT_WRITTEN}
    return " | ".join(f"{name}={value}".replace("\n", "\\n") for name, value in cells.items())


@cases("columns", "tables,line")
def test_columns_hold_what_the_text_says(case: Case) -> None:
    looked_at = (case.get("tables") or "").split(", ")
    found = [(name, row) for name, row in rows(record_of(case)) if name in looked_at]
    assert [written(name, row_as_written(row)) for name, row in found] == case.expected


def test_every_column_has_a_value_among_the_cases() -> None:
    lines = [line.partition(": ") for case in load("columns") for line in case.expected]
    shown = {(table, cell.partition("=")[0]) for table, _, row in lines for cell in row.split(" | ")}
    # What is known of a file and not of its text, shares of seats, and doubt, which all tables have alike.
    elsewhere = re.compile(r"doubt|record_id|source_\w+|seats_(last|this)_percent|sigi_(position|of|value)")
    columns = {(name, column.name) for name, table in TABLES.items() for column in table.columns}
    rest = {column for column in columns - shown if column[1] not in NOT_WRITTEN}
    assert {column for column in rest if not elsewhere.fullmatch(column[1])} == {
        ("last_election_results", "acronym"),
        ("last_election_results", "name_local_language"),
    }


def test_columns_of_the_source(records: list[ElectionRecord]) -> None:
    source = Source(
        kind=SourceKind.ELECTION,
        name="4078.html",
        path="a/4078.html",
        url="https://www.electionguide.org/elections/id/4078/",
        container="crawl.warc.gz",
        crawl_date="2023-11-05T10:00:00Z",
        warc_record_id="<urn:uuid:1>",
        offset=512,
        sha256="0" * 64,
        truncated=True,
        index=1,
        line_start=3,
        line_end=9,
        encoding="cp1252",
    )
    (row,) = rows_in(evolve(records[0], record_id="4078", source=source), "records")
    names = ("record_id", "truncated", "line_start", "line_end", "encoding")
    assert {name: value for name, value in row.items() if name in names or name.startswith("source_")} == {
        "record_id": "4078",
        "truncated": True,
        "source_kind": "election",
        "source_name": "4078.html",
        "source_path": "a/4078.html",
        "source_url": "https://www.electionguide.org/elections/id/4078/",
        "source_container": "crawl.warc.gz",
        "source_crawl_date": "2023-11-05T10:00:00Z",
        "source_warc_record_id": "<urn:uuid:1>",
        "source_offset": 512,
        "source_sha256": "0" * 64,
        "source_index": 1,
        "line_start": 3,
        "line_end": 9,
        "encoding": "cp1252",
    }


# ---- which rows are in doubt


def test_a_diagnostic_about_a_row_is_a_doubt_in_it() -> None:
    """In every table whose rows have a path."""
    tables = set()
    for record in map(record_of, load("columns")):
        paths = [str(row["path"]) for name, row in rows(record) if TABLES[name].has_doubt]
        planted = evolve(record, diagnostics=tuple(Diagnostic("W-DATE-FAR", "Planted.", path=at) for at in paths))
        found = [(name, row) for name, row in rows(planted) if TABLES[name].has_doubt]
        tables |= {name for name, _ in found}
        assert [row["path"] for _, row in found if row["doubt"] == "warning"] == paths
        about = [
            [row[f"about_{part}"] for part in ("table", "path", "column")] for row in rows_in(planted, "diagnostics")
        ]
        assert about == [[name, row["path"], None] for name, row in found]
    assert tables == {name for name, table in TABLES.items() if table.has_doubt}


@pytest.mark.parametrize(
    ("path", "about", "doubtful"),
    [
        (None, (None, None, None), "records"),
        ("results[0].rows[1].name.local[0]", ("results", "results[0].rows[1]", "name.local[0]"), "results"),
        ("results[0].question", ("result_tables", "results[0]", "question"), "result_tables"),
        ("election.contest.name", ("records", None, "election.contest.name"), "records"),
        ("gender.quota.percent", ("facts", None, "gender.quota.percent"), "facts"),
        ("results", (None, None, "results"), "records"),
    ],
)
def test_what_a_diagnostic_is_about(
    path: str | None, about: tuple[str | None, ...], doubtful: str, records: list[ElectionRecord]
) -> None:
    """An error has one row in doubt; without a place in the text it concerns the whole record."""
    noticed = (Diagnostic("E-BINARY", "A picture.", path=path), Diagnostic("I-FIGURES", "A figure.", path=path))
    found = list(rows(evolve(records[0], diagnostics=noticed)))
    assert [(name, row["doubt"]) for name, row in found if row.get("doubt")] == [(doubtful, "error")]
    row = next(row for name, row in found if name == "diagnostics")
    assert (row["about_table"], row["about_path"], row["about_column"]) == about
    assert (found[0][1]["warnings"], found[0][1]["infos"]) == (1, 1)


def test_figures_that_no_database_holds_are_null(records: list[ElectionRecord]) -> None:
    result = records[0].results[0]
    figures = (2**63 - 1, 2**63, 1 - 2**63, -(2**63))
    found = evolve(result, rows=tuple(evolve(result.rows[0], seats_change=figure) for figure in figures))
    written = [row["seats_change"] for row in rows_in(evolve(records[0], results=(found,)), "results")]
    assert written == [2**63 - 1, None, 1 - 2**63, None]


def test_marks_of_documents_of_version_1() -> None:
    """They have none. A number of votes is a figure; one of seats may also be a dash."""
    text = (FIXTURES.parent / "documents" / "kazakhstan-mazhilis-2023-1.1.json").read_bytes()
    names = ("votes", "votes_mark", "seats_won", "seats_won_mark")
    found = [tuple(row[name] for name in names) for row in rows_in(from_json(text), "results")]
    assert found[:2] == [(None, None, 6, None), (3_431_510, "figure", 62, None)]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Cast Votes:1,203", (1203, "figure")),
        ("Cast Votes:None", (None, "none")),
        ("Cast Votes:TBD", (None, "none")),
        ("Cast Votes:-", (None, "dash")),
        ("Cast Votes:-1", (None, "unread")),
        ("Cast Votes:10,107260", (None, "unread")),
        ("", (None, "absent")),
    ],
)
def test_marks_of_counts(line: str, expected: tuple[int | None, str]) -> None:
    _, row = next(rows(parse(f"March 19, 2023 Held\n\nZambia\n\nElection for President\n\n{line}\n")))
    assert (row["cast_votes"], row["cast_votes_mark"]) == expected


def test_keys_come_from_the_source(records: list[ElectionRecord]) -> None:
    place = b'[null,"a.txt",0,null,"' + b"0" * 64 + b'"]'
    key = record_key(ElectionRecord(source=Source(name="a.txt", sha256="0" * 64)))
    assert key == f"x-{sha256(place).hexdigest()[:12]}" == "x-a6c94cf381d6"
    first, *others = records
    assert record_key(evolve(first, record_id="4078")) == record_key(first).replace("x-", "4078-")
    moved = [evolve(first, source=evolve(first.source, **change)) for change in (
        {"path": "other.txt"}, {"container": "a.zip"}, {"index": 1}, {"offset": 5}, {"sha256": "0" * 64},
    )]  # fmt: skip
    assert len({record_key(one) for one in (first, *others, *moved)}) == 8


def test_csv_has_the_rows(records: list[ElectionRecord], tmp_path: Path) -> None:
    write_csv([*records, records[0]], tmp_path)
    assert set(files_in(tmp_path)) == {f"{name}.csv" for name in TABLES}
    keys = [row["record_key"] for row in read_csv(tmp_path / "records.csv")]
    assert keys == [*map(record_key, records), f"{record_key(records[0])}~2"]
    assert read_csv(tmp_path / "results.csv")[1] == {
        column.name: {
            **dict.fromkeys(("acronym", "name_local", "name_local_script", "name_local_language"), ""),
            "record_key": record_key(records[0]),
            "result_no": "0",
            "row_no": "1",
            "kind": "party",
            "name": "Amanat",
            "name_text": "Amanat (AMANAT)",
            "name_repeats": "TRUE",
            "seats_won": "62",
            "seats_won_mark": "figure",
            "votes": "3431510",
            "votes_mark": "figure",
            "line": "20",
            "cells": '["62","-","3,431,510"]',
            "path": "results[0].rows[1]",
            "span_start": "273",
            "span_end": "303",
        }.get(column.name, "")
        for column in TABLES["results"].columns
    }


def test_percentages_have_a_decimal_point(records: list[ElectionRecord], tmp_path: Path) -> None:
    result = records[0].results[0]
    shares = (61.0, 0.5, 0.00001, 100.0)
    found = evolve(result, rows=tuple(evolve(result.rows[0], vote_percent=share) for share in shares))
    write_csv([evolve(records[0], results=(found,))], tmp_path)
    written = [row["vote_percent"] for row in read_csv(tmp_path / "results.csv")]
    assert written == ["61.0", "0.5", "0.00001", "100.0"]


def test_hostile_names_survive_csv(hostile: ElectionRecord, tmp_path: Path) -> None:
    write_csv([hostile], tmp_path)
    assert [row["name"] for row in read_csv(tmp_path / "results.csv")] == HOSTILE


@pytest.mark.parametrize("form", list(LAYOUTS))
def test_export_of_lines_is_what_convert_writes(form: Format, records: list[ElectionRecord], tmp_path: Path) -> None:
    (tmp_path / "all.jsonl").write_text("".join(to_json(one, indent=False) for one in records), encoding="utf-8")
    end = "/elections.sqlite" if is_one_file(form) else ""
    for name, command in ((f"converted{end}", "convert"), (f"exported{end}", "export")):
        inputs = INPUTS if command == "convert" else [tmp_path / "all.jsonl"]
        done = CliRunner().invoke(
            main, [command, *map(str, inputs), "-o", str(tmp_path / name), "--format", form.value]
        )
        # One of the records does not say when it was modified, which reports for NIST must have.
        assert done.exit_code == (form is Format.NIST), done.output
    assert files_in(tmp_path / "converted") == files_in(tmp_path / "exported") != {}


def test_a_run_that_ended_early_is_resumed_to_the_same_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "out"
    convert_many(SMALL, tmp_path / "whole", format="csv")
    assert not convert_many(SMALL, out, format="csv", stopping=lambda: True).complete
    assert files_in(out) == {}
    convert_many(SMALL[:1], out, format="csv", resume=True)
    with monkeypatch.context() as patch:
        patch.setattr(shutil, "rmtree", lambda path, ignore_errors: None)  # what a kill leaves behind
        layout = evolve(LAYOUTS[Format.CSV], write=_full_disk)
        patch.setitem(LAYOUTS, Format.CSV, layout)
        with pytest.raises(OutputError, match=r"It could not be written \(No space left on device\)\.$"):
            convert_many(SMALL, out, format="csv", resume=True)
    convert_many(SMALL, out, format="csv", resume=True)
    assert files_in(out) == files_in(tmp_path / "whole")


# A run for each format that is killed while its tables are made; before that, one while texts are read, and resumed.
KILLED = """
import os, signal, sys
from ifes_records import batch
from ifes_records.batch import runner, tables

runner.BATCH_RECORDS = 1
here = sys.argv[1]

def kill(*_):
    os.kill(os.getpid(), signal.SIGKILL)

def after_one(progress):
    if progress.records:
        kill()

for output in ("csv", "parquet", "e.sqlite"):
    form = output.removeprefix("e.")
    for reading in (True, False) if form == "csv" else (False,):
        if not os.fork():
            tables.from_json = kill
            progress = after_one if reading else lambda progress: None
            batch.convert_many(sys.argv[2:], f"{here}/{form}/{output}", format=form, resume=True, progress=progress)
            os._exit(0)
        if os.waitstatus_to_exitcode(os.wait()[1]) != -signal.SIGKILL:
            sys.exit(f"{form} was not killed.")
"""


@pytest.fixture(scope="module")
def killed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the outputs of runs that were killed."""
    if not hasattr(os, "fork"):
        pytest.skip("There is no fork here.")
    here = tmp_path_factory.mktemp("killed")
    done = subprocess.run([sys.executable, "-c", KILLED, str(here), *map(str, SMALL)], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return here


@pytest.mark.parametrize("output", ["csv", "parquet", "e.sqlite"])
def test_workers_and_runs_that_were_killed_give_the_same_bytes(
    output: str, killed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    form = output.removeprefix("e.")
    whole, two, resumed = (folder / form / output for folder in (tmp_path / "one", tmp_path / "two", killed))
    convert_many(SMALL, whole, format=form)
    with monkeypatch.context() as patch, ThreadPoolExecutor(2) as executor:
        patch.setattr("ifes_records.batch.runner.BATCH_RECORDS", 1)
        convert_many(SMALL, two, format=form, executor=executor)
    convert_many(SMALL, resumed, format=form, resume=True)
    folders = [path if path.is_dir() else path.parent for path in (whole, two, resumed)]
    first, *others = map(files_in, folders)
    assert len(first) > 1
    assert others == [first, first]


def test_progress_goes_on_while_tables_are_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ifes_records.batch.tables.RECORDS_BETWEEN", 2)
    seen: list[str] = []
    convert_many(SMALL, tmp_path, format="csv", progress=lambda progress: seen.append(in_words(progress)))
    assert seen[-2:] == ["tables of 0 of 3 records", "tables of 2 of 3 records"]
    assert seen[0].startswith("3 records, ")


def test_kept_lines_that_are_damaged_are_reported(tmp_path: Path) -> None:
    convert_many(SMALL[:1], tmp_path, format="csv")
    lines = tmp_path / ".ifes-records.lines"
    for data in (lines.read_bytes()[:-9], zstd.compress(b"{}\n"), b"nothing compressed"):
        lines.write_bytes(data)
        with pytest.raises(OutputError, match=r"lines: It has \d+ bytes, not .+; --overwrite starts afresh\.$"):
            convert_many(SMALL[:1], tmp_path, format="csv", resume=True)


def test_what_export_writes_is_no_input(records: list[ElectionRecord], tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(to_json(records[0]), encoding="utf-8")
    for form in ("nist", "datapackage", "csv"):
        done = CliRunner().invoke(
            main, ["export", str(tmp_path), "-o", str(tmp_path), "--format", form, "--overwrite"]
        )
        assert done.output == "1 document: 1 exported, 0 not an election, 0 failed.\n"


def _full_disk(records: object, path: Path) -> None:
    (path / "records.csv").write_text("half")
    raise OSError(28, "No space left on device")


def test_tables_replace_only_what_they_may(tmp_path: Path) -> None:
    (tmp_path / "notes.csv").write_text("mine")
    (tmp_path / "results.csv").write_text("mine too")
    reason = r"results\.csv: It exists; --overwrite replaces it\.$"
    with pytest.raises(ExistingOutputError, match=reason):
        convert_many(SMALL[:1], tmp_path, format="csv")
    convert_many(SMALL[:1], tmp_path, format="csv", overwrite=True)
    assert (tmp_path / "notes.csv").read_text() == "mine"
    assert (tmp_path / "results.csv").read_text(encoding="utf-8").startswith("record_key,")


@pytest.fixture(scope="module")
def database(
    records: list[ElectionRecord], hostile: ElectionRecord, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """A database of all records, one of them twice, and a hostile one."""
    path = tmp_path_factory.mktemp("sqlite") / "elections.sqlite"
    write_sqlite([*records, records[0], hostile], path)
    return path


def query(database: Path, question: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(database)) as db:
        return db.execute(question).fetchall()


def stored(value: Value) -> object:
    """Lists are JSON; booleans are 0 and 1, which in Python are equal to them."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")) if isinstance(value, list) else value


def test_database_is_sound_and_strict(database: Path, records: list[ElectionRecord]) -> None:
    assert query(database, "PRAGMA integrity_check") == [("ok",)]
    assert query(database, "PRAGMA foreign_key_check") == []
    tables = dict(
        query(database, "SELECT name, strict FROM pragma_table_list WHERE type = 'table' AND schema = 'main'")
    )
    assert {name: tables[name] for name in TABLES} == dict.fromkeys(TABLES, 1)
    expected = [tuple(map(stored, row.values())) for record in records for row in rows_in(record, "results")]
    assert query(database, "SELECT * FROM results ORDER BY rowid")[: len(expected)] == expected


def test_a_table_of_the_database_has_types_and_rules() -> None:
    words = "'population', 'registered_voters', 'eligible_voters', 'female_population', 'population_with_disability'"
    assert create(TABLES["dated_counts"]) == (
        "CREATE TABLE dated_counts (\n"
        '  "record_key" TEXT NOT NULL,\n'
        f'  "measure" TEXT NOT NULL CHECK ("measure" IN ({words})),\n'
        '  "count" INTEGER,\n'
        '  "as_of" TEXT,\n'
        '  "estimate" INTEGER NOT NULL CHECK ("estimate" IN (0, 1)),\n'
        '  "text" TEXT,\n'
        "  \"doubt\" TEXT CHECK (\"doubt\" IN ('info', 'warning', 'error')),\n"
        '  "path" TEXT NOT NULL,\n'
        '  "line" INTEGER,\n'
        '  "span_start" INTEGER,\n'
        '  "span_end" INTEGER,\n'
        "  PRIMARY KEY (record_key, measure),\n"
        "  FOREIGN KEY (record_key) REFERENCES records (record_key)\n"
        ") STRICT"
    )


def test_the_database_has_an_index_and_explains_its_columns(database: Path) -> None:
    assert query(database, "SELECT name, tbl_name FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL") == [
        ("records_of_page", "records")
    ]
    metadata = json.loads(database.with_suffix(".metadata.json").read_bytes())
    found = metadata["databases"]["elections"].pop("tables")
    assert metadata == {
        "title": "IFES ElectionGuide records",
        "source": "IFES ElectionGuide",
        "source_url": "https://www.electionguide.org",
        "databases": {"elections": {}},
    }
    assert list(found) == list(TABLES)
    assert found["unread_lines"] == {
        "description": "One row: a line that could not be placed.",
        "columns": {
            "record_key": "Identifies the record: `record_id` (or `x` if unknown), a hyphen and twelve hexadecimal "
            "digits derived from its source.",
            "unread_no": "Index among the lines, from 0, as in the JSON path.",
            "text": "As written.",
            "doubt": "Highest severity of any diagnostic about this row; empty if there is none. One of `info`, "
            "`warning`, `error`.",
            "path": "The row's path in the JSON document.",
            "line": "Line in the file, from 1.",
            "span_start": "Offset of the first character in the file, from 0; empty for records read from JSON. "
            "Unit: characters.",
            "span_end": "Offset just after the last character. Unit: characters.",
        },
    }


def test_an_old_version_of_sqlite_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite3, "sqlite_version_info", (3, 36, 0))
    with pytest.raises(OSError, match=r"this Python has SQLite 3\.\d+\.\d+, and strict tables need 3\.37$"):
        write_sqlite([], tmp_path / "e.db")


def test_tables_refer_to_records_and_to_each_other() -> None:
    references = {
        name: [(key.columns, key.table, key.target) for key in TABLES[name].foreign_keys] for name in TABLES
    }
    to_record = (("record_key",), "records", ("record_key",))
    result, block = ("record_key", "result_no"), ("record_key", "section_no", "block_no")
    assert references == {
        **{name: [to_record] for name in TABLES},
        "records": [],
        "results": [to_record, (result, "result_tables", result)],
        "contenders": [to_record, ((*result, "row_no"), "results", (*result, "row_no"))],
        "office_holders": [
            to_record,
            (("record_key", "together_with_no"), "office_holders", ("record_key", "holder_no")),
        ],
        "blocks": [
            to_record,
            (("record_key", "section_no"), "sections", ("record_key", "section_no")),
            (("record_key", "section_no", "parent_no"), "blocks", block),
        ],
    }


def test_a_database_that_cannot_be_written_is_an_error_of_the_system(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="unable to open database file"):
        write_sqlite([], tmp_path / "nowhere" / "e.db")


def test_hostile_names_survive_sqlite(database: Path, hostile: ElectionRecord) -> None:
    key = f"{record_key(hostile)}~3"
    names = query(database, f"SELECT name FROM results WHERE record_key = '{key}' ORDER BY row_no")
    assert [name for (name,) in names] == HOSTILE


def test_views_answer(parties: ElectionRecord, tmp_path: Path) -> None:
    (result,) = parties.results
    in_body = evolve(result, place=ResultPlace.BODY)
    write_sqlite([evolve(parties, results=(result, in_body))], tmp_path / "e.db")
    label = "GRC 2023-03-19 Hellenic Parliament"
    shares = "round(percent_of_votes_in_table, 2), vote_share, vote_share_from, seat_share"
    expected = {
        f"SELECT result_no, name, {shares} FROM party_shares": [
            (0, "Left Shore", 60.54, 60.0, "of valid votes", 60.0),
            (0, "Oak Party", 25.23, 24.5, "printed", 30.0),
            (0, "Ελπίδα", 1.01, 1.0, "of valid votes", 5.0),
            (0, "Boreal", None, None, None, 2.0),
            (0, "Independents", 9.08, 9.0, "of valid votes", 3.0),
            (0, "Others", 4.14, 4.1, "of valid votes", 0.0),
        ],
        "SELECT label, election_kind, place, kind, name, valid_votes FROM results_wide WHERE row_no = 0": [
            (label, "legislative", "results", "party", "Left Shore", 1000),
            (label, "legislative", "body", "party", "Left Shore", 1000),
        ],
        "SELECT * FROM turnout": [
            (
                *(record_key(parties), "GRC", "Greece", "2023-03-19", 2023, "legislative", "Hellenic Parliament"),
                *(1100, 2000, 55.5, 55.0, "info", None),
            )
        ],
        "SELECT label, severity, effect, code, about_table, about_path, about_column, line FROM doubtful_values": [
            (label, "warning", "doubtful", "W-ROW-CELLS", "results", "results[0].rows[1]", None, 19),
            (label, "warning", "inconsistent", "W-SHARE-VOTES", "results", "results[0].rows[1]", "vote_percent", 19),
            (label, "warning", "doubtful", "W-ROW-CELLS", "results", "results[0].rows[2]", None, 23),
            (label, "warning", "omitted", "W-COUNT-MALFORMED", "results", "results[0].rows[3]", "votes", 25),
            (label, "warning", "doubtful", "W-ROW-CELLS", "results", "results[0].rows[4]", None, 27),
        ],
        "SELECT * FROM disproportionality": [],  # no votes of Boreal
    }
    assert {question: query(tmp_path / "e.db", question) for question in expected} == expected
    assert {question.split(" FROM ")[1].split()[0] for question in expected} == VIEWS.keys() - {"elections"}


def test_views_of_what_is_not_given(parties: ElectionRecord, tmp_path: Path) -> None:
    """Turnout is that of the counts where the text has none; of no valid votes there are no shares."""
    silent = evolve(parties, participation=evolve(parties.participation, turnout_percent=None, valid_votes=0))
    uncounted = evolve(silent, participation=evolve(silent.participation, cast_votes=None))
    write_sqlite([silent, uncounted], tmp_path / "e.db")
    assert query(tmp_path / "e.db", "SELECT turnout_percent, turnout_of_counts FROM turnout") == [(None, 55.0)]
    shares = query(tmp_path / "e.db", "SELECT DISTINCT vote_share, vote_share_from FROM party_shares")
    assert shares == [(None, None), (24.5, "printed")]


def test_what_was_only_noted_is_not_doubtful(parties: ElectionRecord, tmp_path: Path) -> None:
    codes = [code for code in CODES if code[0] != "I"]
    planted = tuple(Diagnostic(code, "Planted.") for code in codes)
    write_sqlite([evolve(parties, diagnostics=planted)], tmp_path / "e.db")
    found = [code for (code,) in query(tmp_path / "e.db", "SELECT code FROM doubtful_values")]
    assert found == [code for code in codes if CODES[code].effect != "noted"] != codes


def test_indexes_of_disproportionality(database: Path, records: list[ElectionRecord], tmp_path: Path) -> None:
    assert query(database, "SELECT count(*) FROM elections") == [(5,)]  # no page has a number
    result = records[0].results[0]
    figures = [(60, 7), (40, 3)]
    found = [evolve(result.rows[0], votes=votes, seats_won=seats, vote_percent=None) for votes, seats in figures]
    two = evolve(result, rows=tuple(found))
    some = evolve(result, rows=(*found, evolve(found[0], votes=None)))
    one = evolve(result, rows=tuple(found[:1]))
    write_sqlite([evolve(records[0], results=(two, some, one))], tmp_path / "e.db")
    assert query(
        tmp_path / "e.db",
        "SELECT result_no, round(gallagher, 2), round(effective_parties_by_votes, 3), "
        "round(effective_parties_by_seats, 3) FROM disproportionality",
    ) == [(0, 10.0, 1.923, 1.724)]


def test_the_latest_of_several_crawls_is_the_election(records: list[ElectionRecord], tmp_path: Path) -> None:
    days = ("2023-11-05", "2024-02-01", "2022-12-24")
    sources = [evolve(records[0].source, crawl_date=f"{day}T10:00:00Z", offset=n) for n, day in enumerate(days)]
    write_sqlite([evolve(records[0], record_id="4078", source=source) for source in sources], tmp_path / "e.db")
    assert query(tmp_path / "e.db", "SELECT source_crawl_date FROM elections") == [("2024-02-01T10:00:00Z",)]


def test_descriptor_describes_the_files(records: list[ElectionRecord], tmp_path: Path) -> None:
    write_package(records, tmp_path)
    package = json.loads((tmp_path / "datapackage.json").read_bytes())
    assert [resource["path"] for resource in package["resources"]] == [f"{name}.csv" for name in TABLES]
    for resource in package["resources"]:
        data = (tmp_path / resource["path"]).read_bytes()
        assert (resource["bytes"], resource["hash"]) == (len(data), f"sha256:{sha256(data).hexdigest()}")
        header = data.split(b"\r\n", 1)[0].decode().split(",")
        assert [field["name"] for field in resource["schema"]["fields"]] == header
    results, names = package["resources"][2:4]
    assert names == {
        "$schema": "https://datapackage.org/profiles/2.0/dataresource.json",
        "name": "names",
        "type": "table",
        "path": "names.csv",
        "description": "One row: a local-language name.",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": names["bytes"],
        "hash": names["hash"],
        "schema": {
            "$schema": "https://datapackage.org/profiles/2.0/tableschema.json",
            "fields": names["schema"]["fields"],
            "missingValues": [""],
            "primaryKey": ["record_key", "path"],
            "foreignKeys": [
                {"fields": ["record_key"], "reference": {"resource": "records", "fields": ["record_key"]}}
            ],
        },
    }
    assert names["schema"]["fields"][2] == {
        "name": "owner_table",
        "type": "string",
        "description": "Table of the named object. One of `records`, `results`, `contenders`, "
        "`last_election_results`.",
        "constraints": {"required": True, "enum": ["records", "results", "contenders", "last_election_results"]},
    }
    fields = {field["name"]: field for field in results["schema"]["fields"]}
    assert fields["seats_change"] == {
        "name": "seats_change",
        "type": "integer",
        "description": "Change in seats since the previous election; negative for losses.",
        "unit": "seats",
    }
    assert fields["name_repeats"] == {
        "name": "name_repeats",
        "type": "boolean",
        "description": "Whether the parentheses only repeat the name.",
        "trueValues": ["TRUE"],
        "falseValues": ["FALSE"],
    }


def test_package_is_valid_by_frictionless(hostile: ElectionRecord, tmp_path: Path) -> None:
    frictionless = pytest.importorskip("frictionless", reason="frictionless is not installed")
    write_package([hostile], tmp_path)
    report = frictionless.validate(str(tmp_path / "datapackage.json"))
    assert report.flatten(["rowNumber", "fieldNumber", "type"]) == []


def test_descriptor_is_valid_by_the_profile(records: list[ElectionRecord], tmp_path: Path) -> None:
    """By the standard's own schema, version 2, which check-datapackage has."""
    found = importlib.util.find_spec("check_datapackage")
    if found is None or found.origin is None:
        pytest.skip("check-datapackage, which has the profile, needs Python 3.12.")
    profile = Path(found.origin).parent / "schemas" / "data-package-2-0.json"
    validator = Draft7Validator(json.loads(profile.read_bytes()))
    write_package(records, tmp_path)
    package = json.loads((tmp_path / "datapackage.json").read_bytes())
    assert [error.message for error in validator.iter_errors(package)] == []
    package["resources"][0]["schema"]["fields"][0]["type"] = "count"
    assert not validator.is_valid(package)


def test_arrow_tables_have_types_and_meanings(records: list[ElectionRecord], hostile: ElectionRecord) -> None:
    found = tables([records[0], hostile])
    assert list(found) == list(TABLES)
    amanat = {name: value for name, value in found["results"].slice(1, 1).to_pylist()[0].items() if value is not None}
    assert amanat == {name: value for name, value in rows_in(records[0], "results")[1].items() if value is not None}
    assert found["records"]["date"].to_pylist() == [date(2023, 3, 19)] * 2
    assert found["results"]["name"].to_pylist()[-len(HOSTILE) :] == HOSTILE
    votes = found["results"].schema.field("votes")
    assert (str(votes.type), votes.nullable) == ("int64", True)
    assert votes.metadata[b"unit"] == b"votes"
    assert votes.metadata[b"description"].startswith(b"Votes won.")
    assert str(found["results"].schema.field("cells").type) == "list<item: string>"
    assert not found["results"].schema.field("record_key").nullable


def test_parquet_comes_in_parts(records: list[ElectionRecord], tmp_path: Path) -> None:
    write_parquet(records, tmp_path, per_part=2)
    whole, found = tables(records), files_in(tmp_path)
    assert {name.removesuffix("-00000.parquet") for name in found if "-00000" in name} == set(TABLES)
    for name in TABLES:
        parts = [pq.read_table(tmp_path / part) for part in found if part.startswith(f"{name}-")]
        assert [row for part in parts for row in part.to_pylist()] == whole[name].to_pylist()
        assert parts[0].schema.field("record_key").metadata[b"description"]
    assert {name for name in found if name.startswith("records")} == {
        "records-00000.parquet",
        "records-00001.parquet",
    }
    column = pq.ParquetFile(tmp_path / "records-00000.parquet").metadata.row_group(0).column(0)
    assert column.compression == "ZSTD"


@pytest.mark.parametrize("number", [0, 1])
def test_parquet_of_no_records_and_of_just_one_part(
    number: int, records: list[ElectionRecord], tmp_path: Path
) -> None:
    write_parquet(records[:number], tmp_path, per_part=1)
    assert set(files_in(tmp_path)) == {f"{name}-00000.parquet" for name in TABLES}
    assert pq.read_table(tmp_path / "records-00000.parquet").num_rows == number


def test_parquet_needs_its_extra(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("ifes_records.batch.tables.find_spec", lambda name: None)
    for command in ("convert", "export"):
        done = CliRunner().invoke(main, [command, str(INPUTS[0]), "-o", str(tmp_path / "o"), "--format", "parquet"])
        assert done.exit_code == 2
        assert done.output.endswith("Error: The format parquet needs pyarrow; install ifes-records[arrow].\n")
    assert not (tmp_path / "o").exists()


def test_what_is_no_record_is_reported(records: list[ElectionRecord], tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    texts = {
        "a.json": to_json(records[0]),
        "b.json": to_json(parse("Dear all, the meeting is moved to Monday.")),
        "c.jsonl": to_json(records[1], indent=False) + "{}\n",
        "d.json": "{",
        "report.json": '{"report_version": "1.0"}',
    }
    for name, text in texts.items():
        (tmp_path / "in" / name).write_text(text, encoding="utf-8")
    out = tmp_path / "out"
    done = CliRunner().invoke(main, ["export", str(tmp_path / "in"), "-o", str(out), "--format", "csv"])
    assert done.exit_code == 1
    assert done.output.replace(f"{tmp_path / 'in'}/", "") == (
        "b.json: It is not an election (unrecognised); it has no rows.\n"
        "c.jsonl:2: It is not a record: schema_version: found no version, expected 1.0, 1.1 or 2.x.\n"
        "d.json: It is not a record: The document is not JSON: unexpected end of data: line 1 column 2 (char 1).\n"
        "5 documents: 2 exported, 1 not an election, 2 failed.\n"
    )
    assert [row["record_key"] for row in read_csv(out / "records.csv")] == [*map(record_key, records[:2])]


def test_documentation_has_the_options_and_formats_of_export() -> None:
    page = (FIXTURES.parents[1] / "docs" / "command-line.md").read_text(encoding="utf-8")
    rows_of_page = page[page.index("| option of export |") :].partition("\n## ")[0]
    options = [option.opts[-1] for option in export.params if isinstance(option, click.Option)]
    assert re.findall(r"^\| (?:`-o`, )?`(--[\w-]+)`", rows_of_page, re.MULTILINE) == options
    assert [form for form in LAYOUTS if f"`{form}`" not in rows_of_page] == []
    tables_page = (FIXTURES.parents[1] / "docs" / "tables.md").read_text(encoding="utf-8")
    assert [name for name in (*LAYOUTS, *VIEWS) if f"`{name}`" not in tables_page] == []


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["export", "nowhere", "-o", "out", "--format", "csv"], "nowhere: It does not exist."),
        (["export", ".", "-o", "out", "--format", "csv"], ".: It is a folder without records: no file in it is"),
        (
            ["convert", "1.txt", "-o", "-", "--format", "csv"],
            "Tables need a folder or a file; only lines (jsonl) can go to",
        ),
        (
            ["export", "1.txt", "-o", "-", "--format", "csv"],
            "Tables need a folder or a file; only lines (jsonl) can go",
        ),
        (
            ["export", "1.txt", "-o", ".", "--format", "sqlite"],
            ".: It is a folder; the format sqlite is written to",
        ),
        (["convert", "1.txt", "-o", ".", "--format", "sqlite"], ".: It is a folder; the format sqlite is written to"),
        (
            ["export", "1.txt", "-o", "1.txt", "--format", "parlgov", "--overwrite"],
            "1.txt: It is an input, which is not overwritten.",
        ),
        (
            ["convert", "1.txt", "-o", "out", "--format", "csv", "--compress", "gzip"],
            "Only documents and lines are compressed, not csv.",
        ),
    ],
)
def test_wrong_usage(arguments: list[str], message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("1.txt").write_text("March 19, 2023 Held\n")
    done = CliRunner().invoke(main, arguments)
    assert done.exit_code == 2
    assert f"Error: {message}" in done.output
    assert not Path("out").exists()


# Shares of the valid votes and a printed one, names in two scripts, and rows that are no party.
PARTIES = """March 19, 2023 Held

Greece

Election for Vouli (Hellenic Parliament)

Cast Votes:1,100

Valid Votes:1,000

Registered Voters:2,000

Turnout:55.5%

Party Seats Won Seats Change Votes

Left Shore (Αριστερή Όχθη / Aristeri) 60 - 600

Oak Party (OP) 30 - 250

24.5%

Ελπίδα 5 - 10

Boreal 2 - 9,12

Independents 3 - 90

Others - - 41

At Stake in this Election:

  • All 100 seats of the Vouli
"""


@pytest.fixture(scope="module")
def parties() -> ElectionRecord:
    return parse(PARTIES)


def lines_of(path: Path, record: ElectionRecord) -> list[str]:
    """The lines of a file of CSV, with ``KEY`` for the record's key."""
    return path.read_text(encoding="utf-8").replace(record_key(record), "KEY").splitlines()


def test_parties_in_the_shape_of_parlgov(parties: ElectionRecord, tmp_path: Path) -> None:
    write_parlgov([parties], tmp_path / "parlgov.csv")
    greece = "GRC,Greece,parliament,2023-03-19"
    assert lines_of(tmp_path / "parlgov.csv", parties) == [
        "country_name_short,country_name,election_type,election_date,vote_share,seats,seats_total,party_name_short,"
        "party_name,party_name_english,left_right,country_id,election_id,previous_parliament_election_id,"
        "previous_cabinet_id,party_id,vote_share_from,record_key,result_no,row_no",
        f"{greece},60.0,60,100,,Αριστερή Όχθη,Left Shore,,,,,,,of valid votes,KEY,0,0",
        f"{greece},24.5,30,100,OP,Oak Party,Oak Party,,,,,,,printed,KEY,0,1",
        f"{greece},1.0,5,100,,Ελπίδα,,,,,,,,of valid votes,KEY,0,2",
        f"{greece},,2,100,,Boreal,Boreal,,,,,,,,KEY,0,3",
        f"{greece},9.0,3,100,,Independents,Independents,,,,,,,of valid votes,KEY,0,4",
        f"{greece},4.1,0,100,,Others,Others,,,,,,,of valid votes,KEY,0,5",
    ]


def test_parties_in_the_shape_of_party_facts(parties: ElectionRecord, tmp_path: Path) -> None:
    """A party with just the least share is one; independents and others are none."""
    write_partyfacts([parties], tmp_path / "partyfacts.csv")
    assert lines_of(tmp_path / "partyfacts.csv", parties) == [
        "country,name_short,name,name_english,name_other,year_first,year_last,share,share_year,record_key,result_no,"
        "row_no",
        "GRC,,Aristeri,Left Shore,Αριστερή Όχθη,2023,2023,60.0,2023,KEY,0,0",
        "GRC,OP,Oak Party,Oak Party,,2023,2023,24.5,2023,KEY,0,1",
        "GRC,,Ελπίδα,,Ελπίδα,2023,2023,1.0,2023,KEY,0,2",
    ]


def test_a_party_with_all_votes_and_one_with_more_than_there_are(parties: ElectionRecord, tmp_path: Path) -> None:
    for votes, share in ((1_000, "100.0"), (1_001, "")):
        row = evolve(parties.results[0].rows[0], votes=votes)
        record = evolve(parties, results=(evolve(parties.results[0], rows=(row,)),))
        write_parlgov([record], tmp_path / "parlgov.csv")
        assert [one["vote_share"] for one in read_csv(tmp_path / "parlgov.csv")] == [share]


def test_the_seats_of_one_chamber_are_the_total(parties: ElectionRecord, tmp_path: Path) -> None:
    write_parlgov([evolve(parties, stakes=parties.stakes * 2)], tmp_path / "parlgov.csv")
    assert {row["seats_total"] for row in read_csv(tmp_path / "parlgov.csv")} == {""}


def test_only_party_tables_of_legislative_elections_have_parties(parties: ElectionRecord, tmp_path: Path) -> None:
    (result,) = parties.results
    others = [
        evolve(parties, election=evolve(parties.election, kind=ElectionKind.PRESIDENTIAL)),
        evolve(parties, results=(evolve(result, kind=ResultKind.CANDIDATE),)),
        evolve(parties, results=(evolve(result, place=ResultPlace.BODY),)),
    ]
    write_parlgov(others, tmp_path / "parlgov.csv")
    assert read_csv(tmp_path / "parlgov.csv") == []
