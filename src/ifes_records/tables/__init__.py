"""Tables of records. They are declared once; rows, every format and the codebook are made from that."""

from ifes_records.tables.rows import TABLES, record_key, rows
from ifes_records.tables.table import Column, Reference, Row, Table, Type, Value

__all__ = ["TABLES", "Column", "Reference", "Row", "Table", "Type", "Value", "record_key", "rows"]
