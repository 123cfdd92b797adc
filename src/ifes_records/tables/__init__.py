"""Tables of records. They are declared once; rows, every format and the codebook are made from that."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from ifes_records.tables.rows import TABLES, record_key, rows
from ifes_records.tables.table import Column, Reference, Row, Table, Type, Value

if TYPE_CHECKING:
    from ifes_records.tables.arrow import tables, write_parquet
    from ifes_records.tables.csv import write_csv
    from ifes_records.tables.nist import nist_report, write_nist
    from ifes_records.tables.package import write_package
    from ifes_records.tables.shapes import write_parlgov, write_partyfacts
    from ifes_records.tables.sqlite import write_sqlite

__all__ = [
    "TABLES",
    "Column",
    "Reference",
    "Row",
    "Table",
    "Type",
    "Value",
    "nist_report",
    "record_key",
    "rows",
    "tables",
    "write_csv",
    "write_nist",
    "write_package",
    "write_parlgov",
    "write_parquet",
    "write_partyfacts",
    "write_sqlite",
]

# Where the names are that need more than a record: pyarrow (extra ``[arrow]``), sqlite3.
_MODULES = {
    "nist_report": "nist",
    "tables": "arrow",
    "write_csv": "csv",
    "write_nist": "nist",
    "write_package": "package",
    "write_parlgov": "shapes",
    "write_parquet": "arrow",
    "write_partyfacts": "shapes",
    "write_sqlite": "sqlite",
}


def __getattr__(name: str) -> Any:
    if name in _MODULES:
        return getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
