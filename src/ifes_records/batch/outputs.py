"""Where documents go: a folder with a document a record, a file with a line a record, a folder of such files."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from attrs import evolve

from ifes_records.batch.errors import OutputError
from ifes_records.batch.fates import WRITTEN, Converted, RecordFate
from ifes_records.batch.files import Folder, Lines, Written
from ifes_records.batch.journal import WHOLE_INPUT, InputEntry, Journal, RecordEntry
from ifes_records.batch.names import as_text
from ifes_records.batch.naming import ExistsError, Names
from ifes_records.batch.notices import Notice, Notify
from ifes_records.batch.reading import End, Record

Done = Sequence[tuple[Record, Converted]]


class Output(Protocol):
    """What a run asks of the place where its documents go."""

    in_one_stream: bool
    """Whether the records of all inputs come one behind another, so that none can be converted later on."""
    has_lines: bool
    """Whether records are lines."""
    batch_of_one_input: bool
    """Whether a batch may hold records of one input only."""

    def write(self, records: Done, lines: bytes) -> list[RecordEntry]:
        """Write the documents of a batch; what the journal is to say of its records. Raises ``OutputError``."""

    def enter(self, ends: Sequence[End]) -> None:
        """Enter in the journal, among other changes, how far files have come."""

    def settle(self, ends: Sequence[End]) -> None:
        """What is to be done when the journal has the batch: files of inputs that have ended are whole."""

    def holds(self, input_id: int) -> bool:
        """Whether all documents of an input are there as they were written."""

    def begin_anew(self, known: InputEntry) -> None:
        """Make ready for an input to be converted once more. Raises ``OutputError`` where that cannot be."""

    def finish(self) -> None:
        """All inputs are done."""

    def close(self) -> None:
        """The run is over, done or not."""


class Documents:
    """A folder with a document a record."""

    in_one_stream = has_lines = batch_of_one_input = False

    def __init__(self, folder: Folder, journal: Journal, names: Names, notify: Notify) -> None:
        self._folder, self._journal, self._names, self._notify = folder, journal, names, notify

    def write(self, records: Done, lines: bytes) -> list[RecordEntry]:
        """Names go into the journal first, so that the next run knows the documents of one that was killed."""
        with self._journal.changes():
            named = [(record, converted, self._name(record, converted)) for record, converted in records]
        return [self._write(record, converted, name) for record, converted, name in named]

    def _name(self, record: Record, converted: Converted) -> str | ExistsError | None:
        if converted.document is None:
            return None
        try:
            return self._names.take(record.stem, record.ordinal, record.input, record.number)
        except ExistsError as error:
            return error

    def _write(self, record: Record, converted: Converted, name: str | ExistsError | None) -> RecordEntry:
        if isinstance(name, ExistsError):
            return entry_of(record, _in_the_way(self._folder, name, converted))
        if name is None or converted.document is None:
            return entry_of(record, converted)
        _tell_name(name, self._names.wanted(record.stem, record.ordinal), record, self._notify)
        return entry_of(record, converted, self._folder.write(name, converted.document))

    def enter(self, ends: Sequence[End]) -> None:
        """Documents are entered with their records."""

    def settle(self, ends: Sequence[End]) -> None:
        """Documents are whole when they are written."""

    def holds(self, input_id: int) -> bool:
        """Whether all documents of an input are there as they were written."""
        return all(
            self._folder.holds(Written(entry.document, entry.size or 0, entry.sha256 or b""))
            for entry in self._journal.records(input_id)
            if entry.document is not None
        )

    def begin_anew(self, known: InputEntry) -> None:
        """The documents of an input are replaced one by one."""

    def finish(self) -> None:
        """Documents that the inputs no longer give are removed, if nobody has put something else there."""
        self._names.remove_stale()

    def close(self) -> None:
        """Nothing is open."""


class OneFile:
    """A file, or standard output, with the lines of all records in the order of the inputs."""

    in_one_stream = has_lines = True
    batch_of_one_input = False

    def __init__(self, path: Path | None, journal: Journal) -> None:
        self._name = "" if path is None else path.name
        self._journal = journal
        self._lines = Lines(path, journal.stream_size(self._name) or 0)

    def write(self, records: Done, lines: bytes) -> list[RecordEntry]:
        """Append the lines of a batch."""
        self._lines.append(lines)
        return [entry_of(record, converted) for record, converted in records]

    def enter(self, ends: Sequence[End]) -> None:
        """What was appended is settled."""
        self._journal.put_stream(self._name, self._lines.size)

    def settle(self, ends: Sequence[End]) -> None:
        """The file is whole when all inputs are done."""

    def holds(self, input_id: int) -> bool:
        """The file is looked at when it is opened."""
        return True

    def begin_anew(self, known: InputEntry) -> None:
        """Lines cannot be put in above others."""
        if self._journal.number_of_records(known.id):
            reason = f"{known.path} cannot be taken up in the middle of the lines; --overwrite starts afresh"
            raise OutputError(self._lines.path, reason)

    def finish(self) -> None:
        """The file takes its place."""
        self._lines.finish()

    def close(self) -> None:
        """What is settled stays."""
        self._lines.close()


class FileEach:
    """A folder with a file for each input that has records, with their lines."""

    in_one_stream = False
    has_lines = batch_of_one_input = True

    def __init__(self, folder: Folder, journal: Journal, names: Names, notify: Notify) -> None:
        self._folder, self._journal, self._names, self._notify = folder, journal, names, notify
        self._open: tuple[int, str, Lines] | None = None

    def write(self, records: Done, lines: bytes) -> list[RecordEntry]:
        """Append the lines of a batch to the file of its input."""
        name = None
        if records and lines:
            try:
                name = self._append(records[0][0], lines)
            except ExistsError as error:
                return [entry_of(record, _in_the_way(self._folder, error, one)) for record, one in records]
        return [
            evolve(entry_of(record, converted), document=name if converted.fate in WRITTEN else None)
            for record, converted in records
        ]

    def _append(self, record: Record, lines: bytes) -> str:
        if self._open is None or self._open[0] != record.input:
            with self._journal.changes():
                name = self._names.take(record.file_stem, None, record.input, WHOLE_INPUT)
            _tell_name(name, self._names.wanted(record.file_stem), record, self._notify)
            self._open = record.input, name, Lines(self._folder.place(name), self._journal.stream_size(name) or 0)
        self._open[2].append(lines)
        return self._open[1]

    def enter(self, ends: Sequence[End]) -> None:
        """What was appended is settled."""
        if self._open is not None:
            self._journal.put_stream(self._open[1], self._open[2].size)

    def settle(self, ends: Sequence[End]) -> None:
        """The file of an input that has ended is whole."""
        for end in ends:
            if self._open is not None and self._open[0] == end.input:
                self._open[2].finish()
                self._open = None

    def holds(self, input_id: int) -> bool:
        """Whether the file of an input has the size it was written with, if the input has one."""
        name = self._journal.name_of(input_id, WHOLE_INPUT)
        size = self._journal.stream_size(name) if name is not None else None
        return name is None or size is None or Lines(self._folder.place(name), size).holds()

    def begin_anew(self, known: InputEntry) -> None:
        """The file of an input is written from its start."""
        name = self._journal.name_of(known.id, WHOLE_INPUT)
        if name is not None:
            self._journal.put_stream(name, 0)

    def finish(self) -> None:
        """Files that a kill kept from their place take it; those that the inputs no longer give are removed."""
        for name, size in self._journal.streams():
            Lines(self._folder.place(name), size).finish()
        self._names.remove_stale()

    def close(self) -> None:
        """What is settled stays."""
        if self._open is not None:
            self._open[2].close()


def _tell_name(name: str, wanted: str, record: Record, notify: Notify) -> None:
    if name != wanted:
        notify(Notice(record.place, None, f"another input has the name {wanted}; written as {name}"))


def _in_the_way(folder: Folder, error: ExistsError, converted: Converted) -> Converted:
    """What became of a record whose place is taken; of one that has no document anyway, what it was."""
    if converted.fate not in WRITTEN:
        return converted
    path = as_text(str(folder.place(str(error))))
    reason = f"{path} is there from an earlier conversion; --overwrite replaces it"
    return evolve(converted, fate=RecordFate.FAILED, reason=reason)


def entry_of(record: Record, converted: Converted, written: Written | None = None) -> RecordEntry:
    """What the journal is to say of a record."""
    return RecordEntry(
        record.input,
        record.number,
        record.place,
        converted.fate,
        converted.reason,
        converted.record_id,
        converted.url,
        converted.index,
        converted.line_start,
        converted.line_end,
        converted.codes,
        written.name if written else None,
        written.size if written else None,
        written.sha256 if written else None,
    )
