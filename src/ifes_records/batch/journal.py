"""The journal of a batch conversion: what has become of every input and record so far, in an SQLite file.

SQLite because it is whole after any kind of end (Ctrl-C, a kill, a power cut), takes one writer at a time, and
keeps what a run over millions of records has to remember out of memory. A record is entered after its document
stands in its place; the document's name is entered before, so that a run that goes on knows its own documents.
"""

from __future__ import annotations

import os
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import orjson
from attrs import fields, frozen

from ifes_records.batch.errors import OutputError
from ifes_records.batch.fates import InputFate, RecordFate, Totals

TABLES = """
CREATE TABLE run (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE input (
    id INTEGER PRIMARY KEY, path BLOB NOT NULL UNIQUE, size INTEGER, modified_ns INTEGER,
    fate TEXT, reason TEXT, passed_over INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE record (
    input INTEGER NOT NULL, number INTEGER NOT NULL, place TEXT NOT NULL, fate TEXT NOT NULL, reason TEXT,
    record_id TEXT, url TEXT, place_index INTEGER, line_start INTEGER, line_end INTEGER, codes TEXT NOT NULL,
    document TEXT, size INTEGER, sha256 BLOB,
    PRIMARY KEY (input, number)
) WITHOUT ROWID;
CREATE TABLE name (
    key TEXT PRIMARY KEY, name TEXT NOT NULL, input INTEGER NOT NULL, number INTEGER NOT NULL
) WITHOUT ROWID;
CREATE UNIQUE INDEX name_of_record ON name (input, number);
CREATE TABLE stream (name TEXT PRIMARY KEY, size INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE earlier (name TEXT PRIMARY KEY) WITHOUT ROWID;
"""
# What SQLite's errors mean here, by their names.
REASONS = {
    "SQLITE_BUSY": "another run is writing to this output",
    "SQLITE_NOTADB": "is no journal of a conversion, or is broken; without it, the conversion starts afresh",
    "SQLITE_CORRUPT": "is broken; without it, the conversion starts afresh",
}
# A name that no record has: a file's own, in a folder with a line for each record.
WHOLE_INPUT = -1


@frozen
class InputEntry:
    """What the journal says of an input. ``fate`` is ``None`` while its records are being converted."""

    id: int
    path: str
    size: int | None
    modified_ns: int | None
    fate: InputFate | None
    reason: str | None
    passed_over: int


@frozen
class RecordEntry:
    """What the journal says of a record; ``number`` counts the records of the input from 0."""

    input: int
    number: int
    place: str
    """Where the record is: the input's path, with the member of an archive or the page of a crawl file."""
    fate: RecordFate
    reason: str | None
    record_id: str | None
    url: str | None
    index: int
    line_start: int
    line_end: int
    codes: Mapping[str, int]
    document: str | None
    """The document's path inside the output folder, with ``/``; ``None`` where there is none of its own."""
    size: int | None = None
    sha256: bytes | None = None


class Journal:
    """The journal of one output. Raises ``OutputError`` where it cannot be written, or another run has it open."""

    def __init__(self, path: Path | None) -> None:
        """Open the journal at a path, new or not; ``None`` is one that is gone when it is closed."""
        self.path = path or Path("journal")
        with self._told():
            # An empty name is SQLite's for a file of its own among the temporary ones.
            self._db = sqlite3.connect(path or "", isolation_level=None, timeout=0)
            # One writer: no second run may work on the same output. NORMAL: whole after a power cut too.
            for pragma in (
                "locking_mode=EXCLUSIVE",
                "journal_mode=WAL",
                "synchronous=NORMAL",
                "cache_size=-2048",
                "wal_autocheckpoint=100",
            ):
                self._db.execute(f"PRAGMA {pragma}")
            self._db.execute("BEGIN IMMEDIATE")
            if not self._db.execute("SELECT 1 FROM sqlite_master WHERE name = 'run'").fetchone():
                for statement in filter(str.strip, TABLES.split(";")):
                    self._db.execute(statement)
            self._db.execute("COMMIT")

    def close(self) -> None:
        """Close the file; what was entered stays."""
        self._db.close()

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            name = getattr(error, "sqlite_errorname", "")
            raise OutputError(
                self.path, next((REASONS[key] for key in REASONS if key in name), str(error))
            ) from error

    @contextmanager
    def changes(self) -> Iterator[None]:
        """All that is entered inside is in the journal at the end, or nothing of it."""
        with self._told():
            self._db.execute("BEGIN")
            try:
                yield
            except BaseException:
                self._db.execute("ROLLBACK")
                raise
            self._db.execute("COMMIT")

    # ---- the run

    def get(self, key: str) -> Any:
        """What was kept under a key; ``None`` if nothing was."""
        row = self._one("SELECT value FROM run WHERE key = ?", (key,))
        return orjson.loads(row[0]) if row else None

    def put(self, key: str, value: Any) -> None:
        """Keep plain data under a key."""
        self._do("INSERT OR REPLACE INTO run VALUES (?, ?)", (key, orjson.dumps(value).decode()))

    # ---- inputs

    def input(self, path: str) -> InputEntry | None:
        """What is known of an input; ``None`` for one that is new."""
        row = self._one("SELECT * FROM input WHERE path = ?", (os.fsencode(path),))
        return _input(row) if row else None

    def begin(self, path: str, size: int | None, modified_ns: int | None) -> InputEntry:
        """Enter an input whose records come next.

        One that is known begins anew: its place is kept; its documents are to be replaced, under new names where
        its records are others.
        """
        known = self.input(path)
        with self.changes():
            if known is None:
                self._do(
                    "INSERT INTO input (path, size, modified_ns) VALUES (?, ?, ?)",
                    (os.fsencode(path), size, modified_ns),
                )
            else:
                self._do(
                    "UPDATE input SET size = ?, modified_ns = ?, fate = NULL, reason = NULL, passed_over = 0 "
                    "WHERE id = ?",
                    (size, modified_ns, known.id),
                )
                self._forget_records(known.id)
        entry = self.input(path)
        assert entry is not None
        return entry

    def end(self, input_id: int, fate: InputFate, reason: str | None, passed_over: int) -> None:
        """Enter what became of an input as a whole."""
        self._do(
            "UPDATE input SET fate = ?, reason = ?, passed_over = ? WHERE id = ?",
            (fate, reason, passed_over, input_id),
        )

    def drop(self, input_id: int) -> None:
        """Forget an input that is there no more."""
        with self.changes():
            self._forget_records(input_id)
            self._do("DELETE FROM input WHERE id = ?", (input_id,))

    def _forget_records(self, input_id: int) -> None:
        self._do("INSERT OR IGNORE INTO earlier SELECT name FROM name WHERE input = ?", (input_id,))
        for table in ("record", "name"):
            self._do(f"DELETE FROM {table} WHERE input = ?", (input_id,))

    def not_read(self) -> set[int]:
        """The inputs that could not be read, or were left out."""
        return {row[0] for row in self._db.execute("SELECT id FROM input WHERE fate <> ?", (InputFate.READ,))}

    def inputs(self) -> Iterator[InputEntry]:
        """The inputs in the order in which they came."""
        return map(_input, self._db.execute("SELECT * FROM input ORDER BY id"))

    # ---- records

    def number_of_records(self, input_id: int) -> int:
        """How many records of an input have their fate; they are the first ones."""
        return int(self._one("SELECT count(*) FROM record WHERE input = ?", (input_id,))[0])

    def add(self, record: RecordEntry) -> None:
        """Enter what became of a record."""
        self._do(
            "INSERT INTO record VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                record.input, record.number, record.place, record.fate, record.reason, record.record_id, record.url,
                record.index, record.line_start, record.line_end, orjson.dumps(dict(record.codes)).decode(),
                record.document, record.size, record.sha256,
            ),
        )  # fmt: skip

    def records(self, input_id: int) -> Iterator[RecordEntry]:
        """The records of an input, in their order."""
        rows = self._db.execute("SELECT * FROM record WHERE input = ? ORDER BY number", (input_id,))
        return map(_record, rows)

    def totals(self) -> Totals:
        """The sums over all that is in the journal."""
        totals = Totals()
        sums = self._db.execute("SELECT fate, count(*), sum(passed_over) FROM input GROUP BY fate")
        for fate, number, passed_over in sums:
            totals.passed_over += passed_over
            if fate is not None:
                totals.inputs[InputFate(fate)] = number
        for fate, number in self._db.execute("SELECT fate, count(*) FROM record GROUP BY fate"):
            totals.records[RecordFate(fate)] = number
        for codes, number in self._db.execute("SELECT codes, count(*) FROM record GROUP BY codes"):
            totals.codes.update(Counter({code: times * number for code, times in orjson.loads(codes).items()}))
        return totals

    # ---- names of documents

    def owner(self, key: str) -> tuple[int, int] | None:
        """The input and the number of the record whose document has this name, ``None`` where it is free."""
        row = self._one("SELECT input, number FROM name WHERE key = ?", (key,))
        return (row[0], row[1]) if row else None

    def name_of(self, input_id: int, number: int) -> str | None:
        """The name that a record's document got; ``None`` where it has none yet."""
        row = self._one("SELECT name FROM name WHERE input = ? AND number = ?", (input_id, number))
        return row[0] if row else None

    def take_name(self, key: str, name: str, input_id: int, number: int) -> None:
        """Give a record's document its name."""
        self._do("INSERT INTO name VALUES (?, ?, ?, ?)", (key, name, input_id, number))

    # ---- files of many lines

    def stream_size(self, name: str) -> int | None:
        """How many bytes of a file of lines are settled; ``None`` for one that has none yet."""
        row = self._one("SELECT size FROM stream WHERE name = ?", (name,))
        return int(row[0]) if row else None

    def streams(self) -> Iterator[tuple[str, int]]:
        """The files of lines whose inputs have ended, with their sizes."""
        return iter(
            self._db.execute(
                "SELECT stream.name, stream.size FROM stream JOIN name USING (name) "
                "JOIN input ON input.id = name.input WHERE input.fate IS NOT NULL AND stream.size > 0"
            ).fetchall()
        )

    def put_stream(self, name: str, size: int) -> None:
        """Enter how many bytes of a file of lines are settled."""
        self._do("INSERT OR REPLACE INTO stream VALUES (?, ?)", (name, size))

    # ---- documents of earlier runs

    def start_over(self) -> None:
        """Forget everything but the names of the documents that are there."""
        with self.changes():
            self._do("INSERT OR IGNORE INTO earlier SELECT name FROM name", ())
            for table in ("input", "record", "name", "stream"):
                self._do(f"DELETE FROM {table}", ())
            self._do("DELETE FROM run", ())

    def is_earlier(self, name: str) -> bool:
        """Whether this is the name of a document that was written before, and may be replaced."""
        return self._one("SELECT 1 FROM earlier WHERE name = ?", (name,)) is not None

    def stale_names(self) -> Iterator[str]:
        """The names of documents that were written and that no record and no input has any more."""
        given = "SELECT document FROM record WHERE document IS NOT NULL UNION SELECT name FROM stream WHERE size > 0"
        rows = self._db.execute(
            f"SELECT name FROM (SELECT name FROM earlier UNION SELECT name FROM name) WHERE name NOT IN ({given})"
        )
        return (row[0] for row in rows)

    def forget_stale(self) -> None:
        """The documents of earlier runs are gone, or are those of this one."""
        self._do("DELETE FROM earlier", ())

    def _one(self, statement: str, values: Iterable[Any]) -> Any:
        with self._told():
            return self._db.execute(statement, tuple(values)).fetchone()

    def _do(self, statement: str, values: Iterable[Any]) -> None:
        with self._told():
            self._db.execute(statement, tuple(values))


def _input(row: Any) -> InputEntry:
    entry_id, path, size, modified_ns, fate, reason, passed_over = row
    return InputEntry(
        entry_id, os.fsdecode(path), size, modified_ns, InputFate(fate) if fate else None, reason, passed_over
    )


def _record(row: Any) -> RecordEntry:
    # The columns are the class's attributes, in their order.
    values = dict(zip((attribute.name for attribute in fields(RecordEntry)), row, strict=True))
    return RecordEntry(**{**values, "fate": RecordFate(values["fate"]), "codes": orjson.loads(values["codes"])})
