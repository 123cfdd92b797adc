"""CSV: a file for each table, in UTF-8, as RFC 4180 has it."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import orjson

from ifes_records.model import ElectionRecord
from ifes_records.tables.keys import rows_of
from ifes_records.tables.rows import TABLES
from ifes_records.tables.table import Value


def write_csv(records: Iterable[ElectionRecord], folder: Path) -> None:
    """Write ``records.csv``, ``results.csv`` and so on, each with a header, into an existing folder.

    What is not known is an empty cell. Numbers have no separators, percentages a decimal point, booleans are ``TRUE``
    and ``FALSE``, lists are JSON. Lines end in CRLF. Raises ``OSError``.
    """
    with ExitStack() as open_files:
        writers: dict[str, Any] = {}
        for name, table in TABLES.items():
            file = open_files.enter_context((folder / f"{name}.csv").open("w", encoding="utf-8", newline=""))
            writers[name] = csv.writer(file)
            writers[name].writerow([column.name for column in table.columns])
        for name, row in rows_of(records):
            writers[name].writerow(map(cell, row.values()))


def cell(value: Value) -> str | int | None:
    """A value as it is written: nothing for ``None``."""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float):
        written = repr(value)
        return written if "e" not in written else f"{value:.20f}".rstrip("0")  # no 1e-05
    return orjson.dumps(value).decode() if isinstance(value, list) else value
