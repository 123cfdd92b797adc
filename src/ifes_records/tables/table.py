"""What a table is: its columns with their meaning, and how a record becomes rows.

The tables in ``head.py``, ``body.py`` and ``facts.py`` are declared with these classes, and nothing else knows their
columns: every format, the codebook and the data package are made from the declaration.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from enum import StrEnum
from typing import Any

from attrs import field, frozen

from ifes_records.diagnostics import Diagnostic, Severity
from ifes_records.model import ElectionRecord

Value = str | int | float | bool | list[str] | None
"""A cell: ``None`` if the text does not say. Dates are ISO 8601 strings."""
Row = dict[str, Value]


MOST = 2**63 - 1
"""The largest integer that databases and Parquet hold; the text has no larger figure that means a count."""


class Type(StrEnum):
    """The type of a column, by its name in the Table Schema standard."""

    STRING = "string"
    INTEGER = "integer"
    NUMBER = "number"
    BOOLEAN = "boolean"
    DATE = "date"
    """A whole date, ``2023-03-19``. Dates that may lack the day or the month are strings."""
    ARRAY = "array"
    """A list of strings."""


@frozen
class Item:
    """An object that becomes a row, with what its columns need to know besides it."""

    value: Any
    """The object: a result row, a deadline, or the whole record."""
    path: str = ""
    """Its path in the JSON; empty for the whole record."""
    key: tuple[int | str, ...] = ()
    """The values of the key after ``record_key``: mostly indexes in the JSON, from 0."""
    above: Any = None
    """The object that it is in: the result of a row."""


@frozen
class Context:
    """What is known about a record as a whole while its rows are made."""

    record: ElectionRecord
    key: str
    """The record's key."""
    about: Callable[[Diagnostic], tuple[str | None, str | None, str | None]]
    """The table, the path of the row and the field in it that a diagnostic is about."""
    doubt: Callable[[str, Item], Severity | None]
    """The highest severity of any diagnostic about an item of a table."""


Get = Callable[[Item, Context], Any]


@frozen
class Column:
    """A column: its name, type and meaning, and how its value is found."""

    name: str
    type: Type
    meaning: str
    get: Get
    """Finds its value for an item."""
    unit: str | None = None
    """The unit of a number, such as ``votes`` or ``percent (0–100)``; ``None`` if it has none."""
    values: tuple[str, ...] = ()
    """All values that are possible; empty if there is no such list."""
    required: bool = False
    """Whether it always has a value."""

    def of(self, item: Item, context: Context) -> Value:
        """The cell of an item: enums as their words, an empty text as null."""
        value = self.get(item, context)
        kind = type(value)
        if kind is str:
            return value or None
        if kind is int:
            return value if abs(value) <= MOST else None  # the text beside it has it
        if isinstance(value, StrEnum):
            return value.value
        found: Value = list(value) if kind is tuple else value
        return found

    @property
    def description(self) -> str:
        """The meaning, with the list of possible values."""
        return (
            f"{self.meaning} One of {', '.join(f'`{value}`' for value in self.values)}."
            if self.values
            else self.meaning
        )


@frozen
class Reference:
    """Columns that are the key of a row in another table, if they are not null."""

    columns: tuple[str, ...]
    table: str
    target: tuple[str, ...] = field()
    """The columns of that key, by default of the same names."""

    @target.default
    def _same_names(self) -> tuple[str, ...]:
        return self.columns


@frozen
class Table:
    """A table: what a row is, its columns, and how its rows are found in a record."""

    name: str
    row: str
    """What one row is, in words."""
    find: Callable[[ElectionRecord], Iterable[Item]]
    """The items of a record that become its rows."""
    columns: tuple[Column, ...]
    """The columns; those of the key come first."""
    key: tuple[str, ...] = ()
    """The columns that identify a row, after ``record_key``."""
    references: tuple[Reference, ...] = ()
    """References to other tables than ``records``."""

    @property
    def primary_key(self) -> tuple[str, ...]:
        """The columns that identify a row."""
        return ("record_key", *self.key)

    @property
    def foreign_keys(self) -> tuple[Reference, ...]:
        """All references to other tables."""
        to_record = () if self.name == "records" else (Reference(("record_key",), "records"),)
        return (*to_record, *self.references)

    @property
    def has_doubt(self) -> bool:
        """Whether a row is an object at a path of the JSON that diagnostics can be about."""
        return {"doubt", "path"} <= {column.name for column in self.columns}

    def rows(self, items: Iterable[Item], context: Context) -> Iterator[Row]:
        """The rows of the items of a record."""
        for item in items:
            yield {column.name: column.of(item, context) for column in self.columns}
