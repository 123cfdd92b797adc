"""A data package (https://datapackage.org): the CSV files, and ``datapackage.json``, which describes them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import orjson

from ifes_records.model import ElectionRecord
from ifes_records.tables.csv import write_csv
from ifes_records.tables.rows import TABLES
from ifes_records.tables.sqlite import SOURCE, TITLE
from ifes_records.tables.table import Column, Table, Type

PROFILES = "https://datapackage.org/profiles/2.0"
DESCRIPTOR = "datapackage.json"


def write_package(records: Iterable[ElectionRecord], folder: Path) -> None:
    """Write the CSV files, and ``datapackage.json``, into an existing folder. Raises ``OSError``."""
    write_csv(records, folder)
    package = {
        "$schema": f"{PROFILES}/datapackage.json",
        "name": "ifes-electionguide-records",
        "title": TITLE,
        "description": "Elections as recorded by IFES ElectionGuide, read by ifes-records.",
        "sources": [{"title": "IFES ElectionGuide", "path": SOURCE}],
        "resources": [_resource(table, folder) for table in TABLES.values()],
    }
    data = orjson.dumps(package, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)
    (folder / DESCRIPTOR).write_bytes(data)


def _resource(table: Table, folder: Path) -> dict[str, Any]:
    path = folder / f"{table.name}.csv"
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return {
        "$schema": f"{PROFILES}/dataresource.json",
        "name": table.name,
        "type": "table",
        "path": path.name,
        "description": f"One row: {table.row}.",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": path.stat().st_size,
        "hash": f"sha256:{digest}",
        "schema": table_schema(table),
    }


def table_schema(table: Table) -> dict[str, Any]:
    """The Table Schema of a table."""
    required = {column.name for column in table.columns if column.required}
    # In the standard a reference is to a row, even if one of its columns is empty.
    keys = [
        {
            "fields": list(key.columns),
            "reference": {"resource": key.table, "fields": list(key.target)},
        }
        for key in table.foreign_keys
        if required.issuperset(key.columns)
    ]
    return {
        "$schema": f"{PROFILES}/tableschema.json",
        "fields": [_field(column) for column in table.columns],
        "missingValues": [""],
        "primaryKey": list(table.primary_key),
        **({"foreignKeys": keys} if keys else {}),
    }


def _field(column: Column) -> dict[str, Any]:
    field: dict[str, Any] = {"name": column.name, "type": column.type.value, "description": column.description}
    if column.unit is not None:
        field["unit"] = column.unit
    if column.type is Type.BOOLEAN:
        field |= {"trueValues": ["TRUE"], "falseValues": ["FALSE"]}
    limits: dict[str, Any] = {"required": True} if column.required else {}
    if column.values:
        limits["enum"] = list(column.values)
    return {**field, "constraints": limits} if limits else field
