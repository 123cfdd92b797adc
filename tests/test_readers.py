"""What docs/tables.md says about reading the tables: each reader finds every value, with its type."""

from __future__ import annotations

import importlib.util
import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import orjson
import pytest
from attrs import evolve
from test_tables import FIXTURES, HOSTILE, INPUTS

from ifes_records import ElectionRecord, parse_file
from ifes_records.tables import TABLES, Type, rows, write_package, write_parquet, write_sqlite

DOCS = FIXTURES.parents[1] / "docs"
PAGE = (DOCS / "tables.md").read_text(encoding="utf-8").partition("\n## Reading the tables\n")[2]
RSCRIPT = shutil.which("Rscript")


def blocks(language: str, page: str = PAGE) -> list[str]:
    """The blocks of a page in a language, but for those with a prompt, which are run elsewhere."""
    found = re.findall(rf"```{language}\n(.*?)```", page, re.DOTALL)
    return [block for block in found if not block.startswith(">>> ")]


@pytest.fixture(scope="module")
def records() -> list[ElectionRecord]:
    """Three records; a fourth one has hostile names, and a number that is no number."""
    read = [parse_file(path) for path in INPUTS]
    result = read[0].results[0]
    names = [evolve(result.rows[0].name, text=name, english=name) for name in HOSTILE]
    found = evolve(result, rows=tuple(evolve(result.rows[0], name=name, cells=(name.text,)) for name in names))
    return [*read, evolve(read[0], record_id="0412", results=(found,))]


@pytest.fixture(scope="module")
def folder(records: list[ElectionRecord], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the page reads: tables/ and elections.sqlite."""
    here = tmp_path_factory.mktemp("readers")
    (here / "tables").mkdir()
    write_package(records, here / "tables")
    write_parquet(records, here / "tables")
    write_sqlite(records, here / "elections.sqlite")
    return here


@pytest.fixture
def _here(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)


def expected(records: list[ElectionRecord], name: str) -> list[dict[str, Any]]:
    """The rows of a table as a reader of CSV gives them: dates as dates, lists as JSON."""
    kinds = {column.name: column.type for column in TABLES[name].columns}
    return [
        {
            column: date.fromisoformat(str(value))
            if value is not None and kinds[column] is Type.DATE
            else orjson.dumps(value).decode()
            if isinstance(value, list)
            else value
            for column, value in row.items()
        }
        for record in records
        for table, row in rows(record)
        if table == name
    ]


def plain(value: Any) -> Any:
    """A cell without the reader's own types: its missing values are ``None``, its times days."""
    if value is None or value != value or type(value).__name__ in ("NAType", "NaTType"):
        return None
    return value.date() if isinstance(value, datetime) else value


def rows_of(reader: str, found: Any) -> list[dict[str, Any]]:
    """The rows of a reader's table."""
    if reader == "pandas":
        dicts = found.astype(object).to_dict(orient="records")
    elif reader == "polars":
        dicts = found.to_dicts()
    else:
        dicts = [dict(zip(found.columns, row, strict=True)) for row in found.fetchall()]
    return [{name: plain(value) for name, value in row.items()} for row in dicts]


@pytest.fixture(scope="module")
def page(folder: Path, records: list[ElectionRecord]) -> Iterator[dict[str, Any]]:
    """The names that the Python of the page makes, run from top to bottom."""
    needed = ("pandas", "polars", "duckdb")
    missing = [name for name in needed if importlib.util.find_spec(name) is None]
    if missing:
        pytest.skip(f"The readers {', '.join(missing)} are not installed.")
    names: dict[str, Any] = {"records": records}
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        for number, block in enumerate(blocks("python")):
            exec(compile(block, f"tables.md, block {number}", "exec"), names)
        yield names


@pytest.mark.parametrize("reader", ["pandas", "polars", "duckdb"])
def test_readers_of_csv_find_every_value(reader: str, page: dict[str, Any], records: list[ElectionRecord]) -> None:
    for name in TABLES:
        found = rows_of(reader, page[f"read_with_{reader}"](name))
        wanted = expected(records, name)
        assert found == wanted, name
        for row, other in zip(found, wanted, strict=True):
            assert [type(value) for value in row.values()] == [type(value) for value in other.values()], name


def test_readers_of_parquet_and_sqlite_find_the_names(page: dict[str, Any], records: list[ElectionRecord]) -> None:
    assert page["results"].select("name").fetchall()[-len(HOSTILE) :] == [(name,) for name in HOSTILE]
    names = [row["name"] for row in expected(records, "results")]
    assert page["pl"].read_parquet("tables/results-*.parquet")["name"].to_list() == names
    assert page["pd"].read_parquet("tables/results-00000.parquet")["name"].tolist() == names
    votes = [(row["name"], row["votes"]) for row in expected(records, "results") if row["votes"] is not None]
    assert page["largest"] == max(votes, key=lambda pair: pair[1])


@pytest.mark.usefixtures("_here", "page")
def test_recipes_in_python_run(records: list[ElectionRecord]) -> None:
    shutil.copy(INPUTS[0], "dump.txt")
    names: dict[str, Any] = {"record": records[0]}
    for block in blocks("python", (DOCS / "how-to.md").read_text(encoding="utf-8")):
        exec(compile(block, "how-to.md", "exec"), names)
    assert names["largest"]["votes"].max() == 3_431_510


@pytest.mark.usefixtures("_here")
@pytest.mark.parametrize("name", ["tables.md", "how-to.md"])
def test_queries_of_the_docs_run(name: str) -> None:
    duckdb = pytest.importorskip("duckdb", reason="DuckDB is not installed.")
    found = blocks("sql", (DOCS / name).read_text(encoding="utf-8"))
    queries = [
        query for block in found for query in block.split(";") if "FROM 'tables" in query or "read_csv" in query
    ]
    assert queries
    for query in queries:
        assert duckdb.sql(query).fetchall(), query


@pytest.mark.usefixtures("_here")
@pytest.mark.skipif(RSCRIPT is None, reason="There is no R to read the tables with.")
def test_r_finds_every_value(records: list[ElectionRecord], folder: Path) -> None:
    assert RSCRIPT is not None
    code = "\n".join([*blocks("r"), *blocks("r", (DOCS / "how-to.md").read_text(encoding="utf-8"))])
    script = f"""
    if (!requireNamespace("jsonlite", quietly = TRUE)) quit(status = 77)
    {code}
    all <- lapply(setNames(nm = commandArgs(TRUE)), read_table)
    cat(jsonlite::toJSON(list(
      types = lapply(all, function(table) as.list(vapply(table, function(column) class(column)[1], ""))),
      rows = lapply(all, function(table) unname(split(table, seq_len(nrow(table)))))
    ), auto_unbox = TRUE, na = "null", digits = NA))
    """
    (folder / "read.R").write_text(script, encoding="utf-8")
    command = [RSCRIPT, "--vanilla", "read.R", *TABLES]
    environment = {**os.environ, "LC_ALL": "C.UTF-8"}
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", env=environment)
    if done.returncode == 77:
        pytest.skip("R has no package jsonlite.")
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    for name, table in TABLES.items():
        kinds = {Type.INTEGER: "numeric", Type.NUMBER: "numeric", Type.BOOLEAN: "logical", Type.DATE: "Date"}
        assert found["types"][name] == {column.name: kinds.get(column.type, "character") for column in table.columns}
        wanted = [{column: _as_r_has_it(value) for column, value in row.items()} for row in expected(records, name)]
        assert [row for (row,) in found["rows"][name]] == wanted, name


def _as_r_has_it(value: Any) -> Any:
    """A date as a text, which it is in JSON; ``read.csv`` takes each line end for a single character."""
    return (
        value.isoformat()
        if isinstance(value, date)
        else value.replace("\r\n", "\n")
        if isinstance(value, str)
        else value
    )
