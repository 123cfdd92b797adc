"""The rows of many records, each with a key of its own; the records themselves are not kept in memory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import closing

from ifes_records.model import ElectionRecord
from ifes_records.tables.rows import record_key, rows
from ifes_records.tables.table import Row


def keyed(records: Iterable[ElectionRecord]) -> Iterator[tuple[str, ElectionRecord]]:
    """Each record with its key; a second one from the very same source gets ``~2``, a third ``~3``."""
    import sqlite3  # not for reading a record

    # SQLite puts a database without a name among the temporary files once it outgrows its cache.
    with closing(sqlite3.connect("", isolation_level=None)) as seen:
        seen.execute("PRAGMA journal_mode=OFF")
        seen.execute("PRAGMA cache_size=-2048")
        seen.execute("CREATE TABLE seen (key TEXT PRIMARY KEY, times INTEGER NOT NULL) WITHOUT ROWID")
        seen.execute("BEGIN")
        for record in records:
            key = record_key(record)
            if not seen.execute("INSERT OR IGNORE INTO seen VALUES (?, 1)", (key,)).rowcount:
                seen.execute("UPDATE seen SET times = times + 1 WHERE key = ?", (key,))
                (times,) = seen.execute("SELECT times FROM seen WHERE key = ?", (key,)).fetchone()
                key = f"{key}~{times}"
            yield key, record


def rows_of(records: Iterable[ElectionRecord]) -> Iterator[tuple[str, Row]]:
    """The rows of all records, as from ``rows``, each with a ``record_key`` of its own."""
    for key, record in keyed(records):
        yield from rows(record, key=key)
