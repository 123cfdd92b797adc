"""Tables of records. They are declared once; rows, every format and the codebook are made from that."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from ifes_records.tables.rows import TABLES, record_key, rows
from ifes_records.tables.table import Column, Reference, Row, Table, Type, Value

if TYPE_CHECKING:
    from ifes_records.tables.arrow import tables, write_parquet
    from ifes_records.tables.csv import write_csv
    from ifes_records.tables.package import write_package
    from ifes_records.tables.sqlite import write_sqlite

__all__ = [
    "TABLES",
    "Column",
    "Reference",
    "Row",
    "Table",
    "Type",
    "Value",
    "record_key",
    "rows",
    "tables",
    "write_csv",
    "write_package",
    "write_parquet",
    "write_sqlite",
]

# Where the names are that need more than a record: pyarrow (extra ``[arrow]``), sqlite3.
_MODULES = {
    "tables": "arrow",
    "write_csv": "csv",
    "write_package": "package",
    "write_parquet": "arrow",
    "write_sqlite": "sqlite",
}


def __getattr__(name: str) -> Any:
    if name in _MODULES:
        return getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
