"""The journal of a batch conversion: the outcome of every input and record so far, in an SQLite file.

SQLite, because it is intact after any kind of end (Ctrl-C, a kill, a power cut), allows one writer at a time, and
keeps what a run over millions of records must remember out of memory. A record is entered once its document is
written. The document's name is entered before that, so that a resumed run knows its own documents.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import quote

import orjson
from attrs import frozen

from ifes_records.batch.errors import DamagedJournalError, OutputError, unwritable
from ifes_records.batch.status import InputStatus, Outcome, RecordStatus, Totals

T = TypeVar("T")

TABLES = """
CREATE TABLE IF NOT EXISTS run (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS input (
    id INTEGER PRIMARY KEY, path BLOB NOT NULL UNIQUE, size INTEGER, modified_ns INTEGER,
    status TEXT, reason TEXT, ignored INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE IF NOT EXISTS record (
    input INTEGER NOT NULL, number INTEGER NOT NULL, location TEXT NOT NULL, status TEXT NOT NULL, reason TEXT,
    record_id TEXT, url TEXT, "index" INTEGER, line_start INTEGER, line_end INTEGER, codes TEXT NOT NULL,
    lost INTEGER NOT NULL, document TEXT, size INTEGER, sha256 BLOB,
    PRIMARY KEY (input, number)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS name (
    key TEXT PRIMARY KEY, name TEXT NOT NULL, input INTEGER NOT NULL, number INTEGER NOT NULL
) WITHOUT ROWID;
CREATE UNIQUE INDEX IF NOT EXISTS name_of_record ON name (input, number);
CREATE TABLE IF NOT EXISTS stream (
    name TEXT PRIMARY KEY, size INTEGER NOT NULL, crc INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS earlier (name TEXT PRIMARY KEY) WITHOUT ROWID;
"""
# One writer: no second run may work on the same output. NORMAL: intact after a power cut too.
PRAGMAS = "locking_mode=EXCLUSIVE journal_mode=WAL synchronous=NORMAL cache_size=-2048 wal_autocheckpoint=100"
# What SQLite's errors mean here, by their names.
REASONS = {
    "SQLITE_BUSY": "Another run is writing to this output.",
}
# It is not a database, or one with other pages, tables or texts than a journal. Text that is not UTF-8 has no name.
DAMAGED = ("SQLITE_NOTADB", "SQLITE_CORRUPT", "SQLITE_ERROR", "SQLITE_FORMAT", "")
# Nobody can write to it, or to its folder, where it would be locked.
UNWRITABLE = ("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_IOERR")
# The number of a file's own name, in a folder with a line for each record. No record has it.
WHOLE_INPUT = -1
# The inputs and records that are faults. An input that was being read when a run was stopped has no status.
NOT_READ = f"status IS NOT '{InputStatus.READ}'"
NO_ELECTION = f"status IN ('{RecordStatus.UNRECOGNISED}', '{RecordStatus.FAILED}')"
# The columns are the attributes of an entry and its outcome, in their order.
ADD_RECORD = f"INSERT INTO record VALUES ({', '.join('?' * 15)})"
# The key of the place where something was lost.
LOST = "lost"


@frozen
class InputEntry:
    """The journal's entry of an input. ``status`` is ``None`` while its records are being converted."""

    id: int
    path: str
    size: int | None
    modified_ns: int | None
    status: InputStatus | None = None
    reason: str | None = None
    ignored: int = 0


@frozen
class RecordEntry:
    """The journal's entry of a record; ``number`` counts the records of the input from 0."""

    input: int
    number: int
    location: str
    """The input's path, with the member of an archive or the page of a crawl file."""
    outcome: Outcome
    document: str | None = None
    """The document's path inside the output folder, with ``/``; ``None`` if it has none of its own."""
    size: int | None = None
    sha256: bytes | None = None


@frozen
class Settled:
    """The bytes of a file of lines whose records are entered: their number and their CRC-32."""

    size: int = 0
    crc: int = 0


class Journal:
    """The journal of one output.

    Raises ``OutputError`` if it cannot be written, or another run has it open, and ``DamagedJournalError`` if it
    cannot be read.
    """

    def __init__(self, path: Path | None, *, is_immutable: bool = False) -> None:
        """Open or create the journal at a path; ``None`` is a temporary one. An immutable one is only read."""
        self.path = path or Path("journal")
        with self._reported():
            if is_immutable:
                address = f"file:{quote(os.fsencode(self.path.absolute()))}?immutable=1"
                self._db = sqlite3.connect(address, uri=True)
                return
            # SQLite puts a database without a name among the temporary files.
            self._db = sqlite3.connect(path or "", isolation_level=None, timeout=0)
            try:
                for pragma in PRAGMAS.split():
                    self._db.execute(f"PRAGMA {pragma}")
                self._db.execute("BEGIN IMMEDIATE")
                self._create()
                self._db.execute("COMMIT")
            except BaseException:
                self._db.close()
                raise

    @classmethod
    def to_read(cls, path: Path) -> Journal:
        """Open a journal that is only read: also where nobody can write, unless a killed run has left it in parts."""
        try:
            return cls(path)
        except OutputError as error:
            is_whole = not path.with_name(f"{path.name}-wal").exists()
            if is_whole and getattr(error.__cause__, "sqlite_errorname", "").startswith(UNWRITABLE):
                return cls(path, is_immutable=True)
            raise

    def _create(self) -> None:
        for statement in filter(str.strip, TABLES.split(";")):
            self._db.execute(statement)

    def close(self) -> None:
        """Close the file; what was entered stays. It can be closed twice."""
        try:
            with self._reported(), suppress(sqlite3.ProgrammingError):  # it is closed already
                self._db.commit()
        finally:
            self._db.close()

    @contextmanager
    def _reported(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            raise self._fault(error) from error

    def _fault(self, error: sqlite3.Error) -> OutputError | DamagedJournalError:
        """What an error of SQLite's means here."""
        name = getattr(error, "sqlite_errorname", "")
        if any(name == key or (key and name.startswith(f"{key}_")) for key in DAMAGED):
            return self._damaged()
        return OutputError(self.path, next((REASONS[key] for key in REASONS if key in name), unwritable(error)))

    def _damaged(self) -> DamagedJournalError:
        reason = "It is damaged, or not the journal of a conversion; --overwrite starts afresh without it."
        return DamagedJournalError(self.path, reason)

    def _rows(self, make: Callable[[Any], T], statement: str, *values: Any) -> Iterator[T]:
        """What is made of each row. What cannot be made is damage, too."""
        with self._reported():
            for row in self._db.execute(statement, values):
                try:
                    made = make(row)
                except (ValueError, TypeError, AttributeError) as error:
                    raise self._damaged() from error
                yield made

    def _settled(self) -> dict[str, tuple[int, int]]:
        rows = self._rows(_stream, "SELECT name, size, crc FROM stream")
        return {name: (settled.size, settled.crc) for name, settled in rows}

    @contextmanager
    def changes(self) -> Iterator[None]:
        """A transaction: at the end all entries are in the journal, or, after an error, none.

        Inputs that have begun since the last one are entered before it, together.
        """
        with self._reported():
            self._db.commit()
            with self._db:  # commits, or rolls back after an error
                self._db.execute("BEGIN")
                yield

    # ---- the run

    def get(self, key: str) -> Any:
        """The value of a key; ``None`` if there is none."""
        row = self._one("SELECT value FROM run WHERE key = ?", key)
        try:
            return orjson.loads(row[0]) if row else None
        except ValueError as error:
            raise self._damaged() from error

    def put(self, key: str, value: Any) -> None:
        """Keep plain data under a key."""
        self._do("INSERT OR REPLACE INTO run VALUES (?, ?)", key, orjson.dumps(value).decode())

    # ---- inputs

    def input(self, path: str) -> InputEntry | None:
        """The entry of an input; ``None`` for a new one."""
        return next(self._rows(_input, "SELECT * FROM input WHERE path = ?", os.fsencode(path)), None)

    def begin(
        self, path: str, size: int | None, modified_ns: int | None, known: InputEntry | None = None
    ) -> InputEntry:
        """Enter an input whose records come next.

        One that is known begins again: it keeps its place in the order, and its documents will be replaced.
        """
        if not self._db.in_transaction:
            self._do("BEGIN")  # committed by the next changes: a transaction for each input costs too much
        if known is None:
            statement = "INSERT INTO input (path, size, modified_ns) VALUES (?, ?, ?)"
            entered = self._do(statement, os.fsencode(path), size, modified_ns).lastrowid
            assert entered is not None
            return InputEntry(entered, path, size, modified_ns)
        self._forget_records(known.id)
        statement = (
            "UPDATE input SET size = ?, modified_ns = ?, status = NULL, reason = NULL, ignored = 0 WHERE id = ?"
        )
        self._do(statement, size, modified_ns, known.id)
        return InputEntry(known.id, path, size, modified_ns)

    def end(self, input_id: int, status: InputStatus, reason: str | None, ignored: int) -> None:
        """Enter the status of an input."""
        statement = "UPDATE input SET status = ?, reason = ?, ignored = ? WHERE id = ?"
        self._do(statement, status, reason, ignored, input_id)

    def drop(self, input_id: int) -> None:
        """Remove an input that no longer exists."""
        with self.changes():
            self._forget_records(input_id)
            self._do("DELETE FROM input WHERE id = ?", input_id)

    def _forget_records(self, input_id: int) -> None:
        self._do("INSERT OR IGNORE INTO earlier SELECT name FROM name WHERE input = ?", input_id)
        for table in ("record", "name"):
            self._do(f"DELETE FROM {table} WHERE input = ?", input_id)

    def not_read(self) -> set[int]:
        """The inputs that could not be read, or were skipped."""
        return set(self._rows(_first, "SELECT id FROM input WHERE status <> ?", InputStatus.READ))

    def inputs(self) -> Iterator[InputEntry]:
        """The inputs in the order in which they came."""
        return self._rows(_input, "SELECT * FROM input ORDER BY id")

    # ---- records

    def number_of_records(self, input_id: int) -> int:
        """The number of records of an input that are entered; they are the first ones."""
        return int(self._one("SELECT count(*) FROM record WHERE input = ?", input_id)[0])

    def add(self, entry: RecordEntry) -> None:
        """Enter the outcome of a record."""
        one = entry.outcome
        outcome = one.status, one.reason, one.record_id, one.url, one.index, one.line_start, one.line_end
        where, document = (entry.input, entry.number, entry.location), (entry.document, entry.size, entry.sha256)
        self._do(ADD_RECORD, *where, *outcome, orjson.dumps(one.codes).decode(), one.lost, *document)

    def records(self, input_id: int) -> Iterator[RecordEntry]:
        """The records of an input, in their order."""
        return self._rows(_record, "SELECT * FROM record WHERE input = ? ORDER BY number", input_id)

    def faults(self) -> Iterator[InputEntry | RecordEntry]:
        """The inputs that were not read to their end, and then the records that are no election's, in their order."""
        yield from self._rows(_input, f"SELECT * FROM input WHERE {NOT_READ} ORDER BY id")
        yield from self._rows(_record, f"SELECT * FROM record WHERE {NO_ELECTION} ORDER BY input, number")

    def number_of_faults(self) -> int:
        """The number of ``faults``."""
        tables = {"input": NOT_READ, "record": NO_ELECTION}
        return sum(self._one(f"SELECT count(*) FROM {table} WHERE {has}")[0] for table, has in tables.items())

    def totals(self) -> Totals:
        """The sums over the whole journal."""
        totals = Totals()

        def add_inputs(row: Any) -> None:
            status, number, ignored = row
            totals.ignored += ignored
            if status is not None:
                totals.inputs[InputStatus(status)] = number

        def add_records(row: Any) -> None:
            totals.records[RecordStatus(row[0])] = row[1]

        def add_codes(row: Any) -> None:
            totals.codes.update({code: times * row[1] for code, times in orjson.loads(row[0]).items()})

        sums = {
            "SELECT status, count(*), sum(ignored) FROM input GROUP BY status": add_inputs,
            "SELECT status, count(*) FROM record GROUP BY status": add_records,
            "SELECT codes, count(*) FROM record GROUP BY codes": add_codes,
        }
        for statement, add in sums.items():
            for _ in self._rows(add, statement):
                pass
        return totals

    # ---- what was lost to the machine

    def has_lost(self, input_id: int) -> bool:
        """Whether a record of an input was lost to the machine."""
        return self._one("SELECT 1 FROM record WHERE input = ? AND lost", input_id) is not None

    def mark_lost(self, input_id: int, number: int | None) -> None:
        """Remember where a file of lines, as it is now, goes on: at a record, or (``None``) at the end of an input.

        Only the first place is kept; ``rewind`` goes back to it.
        """
        if self.get(LOST) is None:
            number = self.number_of_records(input_id) if number is None else number
            self.put(LOST, {"input": input_id, "number": number, "streams": self._settled()})

    def has_mark(self) -> bool:
        """Whether something was lost since the last ``rewind``."""
        return self.get(LOST) is not None

    def rewind(self) -> None:
        """Forget everything from the marked place on."""
        mark = self.get(LOST)
        with self.changes():
            at = mark["input"]
            self._do("DELETE FROM record WHERE input > ? OR input = ? AND number >= ?", at, at, mark["number"])
            self._do("DELETE FROM input WHERE id > ?", at)
            self._do("UPDATE input SET status = NULL, reason = NULL, ignored = 0 WHERE id = ?", at)
            self._do("DELETE FROM stream")
            for name, settled in mark["streams"].items():
                self.settle(name, Settled(*settled))
            self._do("DELETE FROM run WHERE key = ?", LOST)

    # ---- names of documents

    def is_taken(self, key: str) -> bool:
        """Whether a document has this name."""
        return self._one("SELECT 1 FROM name WHERE key = ?", key) is not None

    def name_of(self, input_id: int, number: int) -> str | None:
        """The name of a record's document; ``None`` if it has none yet."""
        row = self._one("SELECT name FROM name WHERE input = ? AND number = ?", input_id, number)
        return row[0] if row else None

    def take_name(self, key: str, name: str, input_id: int, number: int) -> None:
        """Give a record's document its name."""
        self._do("INSERT INTO name VALUES (?, ?, ?, ?)", key, name, input_id, number)

    # ---- files of many lines

    def settled(self, name: str) -> Settled | None:
        """What is settled of a file of lines; ``None`` if nothing is entered yet."""
        row = self._one("SELECT size, crc FROM stream WHERE name = ?", name)
        return Settled(*row) if row else None

    def streams(self) -> list[tuple[str, Settled]]:
        """The files of lines whose inputs have ended, with what is settled of them."""
        statement = (
            "SELECT stream.name, stream.size, stream.crc FROM stream JOIN name USING (name) "
            "JOIN input ON input.id = name.input WHERE input.status IS NOT NULL AND stream.size > 0"
        )
        return list(self._rows(_stream, statement))

    def settle(self, name: str, settled: Settled) -> None:
        """Enter what is settled of a file of lines."""
        self._do("INSERT OR REPLACE INTO stream VALUES (?, ?, ?)", name, settled.size, settled.crc)

    # ---- documents of earlier runs

    def start_over(self) -> None:
        """Forget everything but the names of the documents."""
        with self.changes():
            self._do("INSERT OR IGNORE INTO earlier SELECT name FROM name")
            self._do("DELETE FROM name")
            for table in ("input", "record", "stream", "run"):  # which may be those of an earlier version
                self._do(f"DROP TABLE {table}")
            self._create()

    def is_earlier(self, name: str) -> bool:
        """Whether a document of an earlier run has this name, and may be replaced."""
        return self._one("SELECT 1 FROM earlier WHERE name = ?", name) is not None

    def stale_names(self) -> Iterator[str]:
        """The names of documents that were written and no longer belong to any record or input."""
        given = "SELECT document FROM record WHERE document IS NOT NULL UNION SELECT name FROM stream WHERE size > 0"
        names = "SELECT name FROM earlier UNION SELECT name FROM name"
        return self._rows(_first, f"SELECT name FROM ({names}) WHERE name NOT IN ({given})")

    def forget_stale(self) -> None:
        """The documents of earlier runs are gone, or belong to this one."""
        self._do("DELETE FROM earlier")

    def _one(self, statement: str, *values: Any) -> Any:
        return self._do(statement, *values).fetchone()

    def _do(self, statement: str, *values: Any) -> sqlite3.Cursor:
        try:
            return self._db.execute(statement, values)
        except sqlite3.Error as error:
            raise self._fault(error) from error


def _first(row: Any) -> Any:
    return row[0]


def _stream(row: Any) -> tuple[str, Settled]:
    return str(row[0]), Settled(int(row[1]), int(row[2]))


def _input(row: Any) -> InputEntry:
    entry_id, path, size, modified_ns, status, *rest = row
    return InputEntry(entry_id, os.fsdecode(path), size, modified_ns, InputStatus(status) if status else None, *rest)


def _record(row: Any) -> RecordEntry:
    # The columns are the attributes, in their order.
    input_id, number, location, status, *outcome, codes, lost, document, size, sha256 = row
    outcome += orjson.loads(codes), bool(lost)
    return RecordEntry(input_id, number, location, Outcome(RecordStatus(status), *outcome), document, size, sha256)
