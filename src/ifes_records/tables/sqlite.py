"""SQLite: one database with all tables, their keys, and views for common questions."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from typing import Any

import orjson

from ifes_records.model import ElectionRecord
from ifes_records.tables.keys import rows_of
from ifes_records.tables.rows import TABLES
from ifes_records.tables.table import Column, Table, Type, Value
from ifes_records.tables.views import VIEWS

STRICT_FROM = (3, 37)
"""The first version of SQLite with strict tables."""
TITLE = "IFES ElectionGuide records"
SOURCE = "https://www.electionguide.org"

_TYPES = {Type.INTEGER: "INTEGER", Type.BOOLEAN: "INTEGER", Type.NUMBER: "REAL"}


def write_sqlite(records: Iterable[ElectionRecord], path: Path) -> None:
    """Write a new database, and beside it ``….metadata.json``, which explains the columns to Datasette.

    Booleans are 0 and 1, dates are text, lists are JSON. Equal records give equal bytes with the same version of
    SQLite. Raises ``OSError``.
    """
    if sqlite3.sqlite_version_info < STRICT_FROM:
        raise OSError(0, f"this Python has SQLite {sqlite3.sqlite_version}, and strict tables need 3.37")
    try:
        with closing(sqlite3.connect(path, isolation_level=None)) as db:
            # A database that is not complete is thrown away, so nothing has to be undone.
            for pragma in ("page_size=4096", "journal_mode=OFF", "synchronous=OFF", "cache_size=-8192"):
                db.execute(f"PRAGMA {pragma}")
            db.execute("BEGIN")
            for statement in (*map(create, TABLES.values()), *VIEWS.values()):
                db.execute(statement)
            db.execute("CREATE INDEX records_of_page ON records (record_id)")
            insert = {
                name: f"INSERT INTO {name} VALUES ({', '.join('?' * len(table.columns))})"
                for name, table in TABLES.items()
            }
            for name, row in rows_of(records):
                db.execute(insert[name], [_stored(value) for value in row.values()])
            db.execute("COMMIT")
    except sqlite3.Error as error:
        raise OSError(0, str(error)) from error
    metadata = orjson.dumps(datasette_metadata(path.stem), option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)
    path.with_suffix(".metadata.json").write_bytes(metadata)


def create(table: Table) -> str:
    """The statement that creates a table."""
    lines = [_column(column) for column in table.columns]
    lines.append(f"PRIMARY KEY ({', '.join(table.primary_key)})")
    lines += [
        f"FOREIGN KEY ({', '.join(key.columns)}) REFERENCES {key.table} ({', '.join(key.target)})"
        for key in table.foreign_keys
    ]
    body = ",\n  ".join(lines)
    return f"CREATE TABLE {table.name} (\n  {body}\n) STRICT"


def _column(column: Column) -> str:
    name = f'"{column.name}"'
    parts = [name, _TYPES.get(column.type, "TEXT")]
    if column.required:
        parts.append("NOT NULL")
    values = "0, 1" if column.type is Type.BOOLEAN else ", ".join(f"'{value}'" for value in column.values)
    if values:
        parts.append(f"CHECK ({name} IN ({values}))")
    return " ".join(parts)


def _stored(value: Value) -> str | int | float | None:
    return orjson.dumps(value).decode() if isinstance(value, list) else value


def datasette_metadata(database: str) -> dict[str, Any]:
    """The metadata of a database of that name: what each table and column means."""
    tables = {
        name: {
            "description": f"One row: {table.row}.",
            "columns": {column.name: _with_unit(column) for column in table.columns},
        }
        for name, table in TABLES.items()
    }
    return {
        "title": TITLE,
        "source": "IFES ElectionGuide",
        "source_url": SOURCE,
        "databases": {database: {"tables": tables}},
    }


def _with_unit(column: Column) -> str:
    return f"{column.description} Unit: {column.unit}." if column.unit else column.description
