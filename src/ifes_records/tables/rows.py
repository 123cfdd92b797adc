"""From a record to the rows of all tables, and the key that holds them together."""

from __future__ import annotations

import re
from collections.abc import Iterator
from hashlib import sha256

import orjson

from ifes_records.diagnostics import Diagnostic, Severity
from ifes_records.model import ElectionRecord
from ifes_records.model.record import FACTS
from ifes_records.tables.background import BACKGROUND
from ifes_records.tables.body import BODY
from ifes_records.tables.facts import FACT_TABLES
from ifes_records.tables.head import RECORDS
from ifes_records.tables.results import RESULT_TABLES_AND_NAMES
from ifes_records.tables.table import Context, Item, Row, Table

TABLES: dict[str, Table] = {
    table.name: table for table in (RECORDS, *RESULT_TABLES_AND_NAMES, *FACT_TABLES, *BACKGROUND, *BODY)
}
"""All tables by name; a table comes after those that it refers to."""

_STEP = re.compile(r"\.|(?=\[)")
_SEVERITIES = list(Severity)
_HEAD_PARTS = ("record_id", "source", "modified", "election", "participation")


def record_key(record: ElectionRecord) -> str:
    """The key of a record: ``4078-5f0c…``, its number (or ``x``) and twelve hexadecimal digits.

    The digits are the beginning of the SHA-256 of the JSON list of container, path (or name), index, offset and
    SHA-256 of its text; so the same text from the same place has the same key wherever it is made.
    """
    source = record.source
    place = [source.container, source.path or source.name, source.index, source.offset, source.sha256]
    return f"{record.record_id or 'x'}-{sha256(orjson.dumps(place)).hexdigest()[:12]}"


def rows(record: ElectionRecord, *, key: str | None = None) -> Iterator[tuple[str, Row]]:
    """The rows of a record: pairs of a table's name and a dict with all columns of ``TABLES[name]``, in their order.

    Tables come in the order of ``TABLES``, rows in that of the JSON. Dates are strings, lists are lists of strings,
    and what the text does not say is ``None``. ``key`` is the record's key, by default ``record_key(record)``; give
    another one if the same record comes a second time from the same source.
    """
    items = {name: list(table.find(record)) for name, table in TABLES.items()}
    table_at = {item.path: name for name, table in TABLES.items() if table.has_doubt for item in items[name]}
    doubts = _Doubts(record, table_at)
    context = Context(record, key or record_key(record), doubts.about, doubts.doubt)
    for name, table in TABLES.items():
        for row in table.rows(items[name], context):
            yield name, row


class _Doubts:
    """Which rows the diagnostics of a record are about."""

    def __init__(self, record: ElectionRecord, table_at: dict[str, str]) -> None:
        """``table_at`` has the table of each path that has a row."""
        self._table_at = table_at
        self._worst: dict[tuple[str | None, str | int | None], Severity] = {}
        for diagnostic in record.diagnostics:
            table, path, _ = self.about(diagnostic)
            self._add((table, path), diagnostic)
            # What is noticed in a line or block of the text, and not in a value, may concern every value of the line.
            if table in (None, "sections", "blocks") and diagnostic.line:
                self._add((None, diagnostic.line), diagnostic)
            elif table is None:
                self._add(("records", None), diagnostic)

    def _add(self, about: tuple[str | None, str | int | None], diagnostic: Diagnostic) -> None:
        self._worst[about] = max(self._worst.get(about, Severity.INFO), diagnostic.severity, key=_SEVERITIES.index)

    def doubt(self, table: str, item: Item) -> Severity | None:
        """The highest severity of any diagnostic about a row; ``None`` if there is none."""
        line = getattr(item.value, "line", None)
        found = [
            self._worst.get((table, item.path or None)),
            self._worst.get((None, line)) if line is not None else None,
        ]
        return max(filter(None, found), key=_SEVERITIES.index, default=None)

    def about(self, diagnostic: Diagnostic) -> tuple[str | None, str | None, str | None]:
        """The table, the path of the row and the field in it that a diagnostic is about.

        The row is the one with the longest path on the way; without any, it is that of ``records`` or ``facts``.
        """
        path = diagnostic.path
        if path is None:
            return None, None, None
        ends = [*(step.start() for step in _STEP.finditer(path)), len(path)]
        for end in reversed(ends):
            if table := self._table_at.get(path[:end]):
                return table, path[:end], path[end:].lstrip(".") or None
        first = path[: ends[0]]
        if first in _HEAD_PARTS:
            return "records", None, path
        return ("facts", None, path) if first in FACTS else (None, None, path)
