"""Arrow tables and Parquet files, by pyarrow (extra ``[arrow]``)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

try:
    import pyarrow as pa
    import pyarrow.parquet as pq
except ImportError as error:
    raise ImportError("Parquet and Arrow tables need pyarrow: pip install ifes-records[arrow]") from error

from ifes_records.model import ElectionRecord
from ifes_records.tables.keys import keyed
from ifes_records.tables.rows import TABLES, rows
from ifes_records.tables.table import Type, Value

RECORDS_PER_PART = 1_000
_TYPES = {
    Type.STRING: pa.string(),
    Type.INTEGER: pa.int64(),
    Type.NUMBER: pa.float64(),
    Type.BOOLEAN: pa.bool_(),
    Type.DATE: pa.date32(),
    Type.ARRAY: pa.list_(pa.string()),
}


@cache
def schema(name: str) -> pa.Schema:
    """The schema of a table; the metadata of each column are its ``description`` and ``unit``."""
    table = TABLES[name]
    fields = []
    for column in table.columns:
        metadata = {"description": column.description, **({"unit": column.unit} if column.unit else {})}
        fields.append(pa.field(column.name, _TYPES[column.type], nullable=not column.required, metadata=metadata))
    return pa.schema(fields, metadata={"description": f"One row: {table.row}."})


class _Columns:
    """The rows of all tables so far, column by column."""

    def __init__(self) -> None:
        self._cells: dict[str, list[list[Any]]] = {name: [[] for _ in TABLES[name].columns] for name in TABLES}
        self._dates = {name: [column.type is Type.DATE for column in TABLES[name].columns] for name in TABLES}

    def add(self, record: ElectionRecord, key: str) -> None:
        for name, row in rows(record, key=key):
            for cells, is_date, value in zip(self._cells[name], self._dates[name], row.values(), strict=True):
                cells.append(_date(value) if is_date else value)

    def take(self) -> Iterator[tuple[str, pa.Table]]:
        """Each table with its rows, which are then forgotten."""
        for name, columns in self._cells.items():
            arrays = [pa.array(cells, type=field.type) for cells, field in zip(columns, schema(name), strict=True)]
            self._cells[name] = [[] for _ in columns]
            yield name, pa.Table.from_arrays(arrays, schema=schema(name))


def _date(value: Value) -> date | None:
    return None if value is None else date.fromisoformat(str(value))


def tables(records: Iterable[ElectionRecord]) -> dict[str, pa.Table]:
    """All tables of some records, by name; they are held in memory.

    ``tables(records)["results"].to_pandas()`` is a data frame; ``polars.from_arrow`` and DuckDB take the tables as
    they are. Lists are lists of strings, dates are dates. Raises ``ImportError`` if pyarrow is not installed.
    """
    columns = _Columns()
    for key, record in keyed(records):
        columns.add(record, key)
    return dict(columns.take())


def write_parquet(records: Iterable[ElectionRecord], folder: Path, *, per_part: int = RECORDS_PER_PART) -> None:
    """Write ``results-00000.parquet`` and so on, with the rows of ``per_part`` records each, into an existing folder.

    Every table has a first part, and further ones only if they have rows. Raises ``OSError`` if a file cannot be
    written, and ``ImportError`` if pyarrow is not installed.
    """
    columns, number, part = _Columns(), 0, 0
    for number, (key, record) in enumerate(keyed(records), start=1):
        columns.add(record, key)
        if number % per_part == 0:
            _write(columns, folder, part)
            part += 1
    if number % per_part or not part:
        _write(columns, folder, part)


def _write(columns: _Columns, folder: Path, part: int) -> None:
    for name, table in columns.take():
        if table.num_rows or not part:
            pq.write_table(table, folder / f"{name}-{part:05}.parquet", compression="zstd")
