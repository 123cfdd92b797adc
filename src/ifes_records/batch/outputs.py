"""The kinds of output: a folder with a document per record, a file of lines, a folder with such a file per input."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from attrs import evolve

from ifes_records.batch.errors import OutputError
from ifes_records.batch.files import Folder, NoPlaceError
from ifes_records.batch.inputs import End, Record
from ifes_records.batch.journal import WHOLE_INPUT, InputEntry, Journal, RecordEntry, Settled
from ifes_records.batch.lines import LinesFile
from ifes_records.batch.names import as_text
from ifes_records.batch.status import WRITTEN, Outcome, RecordStatus
from ifes_records.batch.worker import Converted, Document


class Output:
    """The destination of the documents of a run."""

    in_one_stream = False
    """Whether the records of all inputs follow each other, so that none can be converted again later."""
    refused = 0
    """How many records the format has no place for."""

    def write(self, records: Sequence[Converted], lines: bytes) -> list[RecordEntry]:
        """Write the documents of a batch; returns the entries for the journal. Raises ``OutputError``."""
        raise NotImplementedError

    def holds(self, input_id: int) -> bool:
        """Whether all documents of an input are there as they were written."""
        return True  # one file is checked when it is opened

    def folder_for_workers(self) -> str | None:
        """A new folder where workers on this machine put documents; ``None`` if there are none."""
        return None

    def enter(self) -> None:
        """Enter what is settled of files in the journal, in the transaction of the batch."""

    def settle(self, ends: Sequence[End]) -> None:
        """Complete the files of inputs that have ended, once the batch is in the journal."""

    def begin_again(self, known: InputEntry) -> None:
        """Prepare to convert an input again. Raises ``OutputError`` if that is impossible."""

    def finish(self) -> None:
        """Complete the output: all inputs are done."""

    def close(self) -> None:
        """Close files: the run has ended, complete or not."""


class Documents(Output):
    """A folder with a document per record."""

    def __init__(self, folder: Folder) -> None:
        self._folder = folder

    def write(self, records: Sequence[Converted], lines: bytes) -> list[RecordEntry]:
        """Write the documents. Their names are entered first, so that the next run knows those of a killed one."""
        self._folder.check_in_place()
        with self._folder.journal.changes():
            entries = [self._named(*one) for one in records]
        for entry, (_, _, document) in zip(entries, records, strict=True):
            if entry.document is not None and document is not None:
                self._folder.write(entry.document, document.content)
        return entries

    def folder_for_workers(self) -> str:
        """A new folder inside the output, where workers put documents until they have their names."""
        return self._folder.for_workers()

    def close(self) -> None:
        """Remove what was written and has no name yet."""
        self._folder.remove_unnamed()

    def _named(self, record: Record, outcome: Outcome, document: Document | None) -> RecordEntry:
        if document is None:
            return _entry(record, outcome)
        try:
            name = self._folder.take(record.stem, record.ordinal, record, record.number)
        except NoPlaceError as error:
            return _entry(record, _without_place(error, outcome))
        return _entry(record, outcome, name, document)

    def holds(self, input_id: int) -> bool:
        """Whether all documents of an input are there as they were written."""
        return all(map(self._folder.holds, self._folder.journal.records(input_id)))

    def finish(self) -> None:
        """Remove the documents that the inputs no longer give."""
        self._folder.remove_stale()


class OneFile(Output):
    """A file, or standard output, with the lines of all records in the order of the inputs."""

    in_one_stream = True

    def __init__(self, path: Path | None, journal: Journal, *, verify: bool = False) -> None:
        self._name = "" if path is None else path.name
        self._journal = journal
        self._lines = LinesFile(path, journal.settled(self._name), verify=verify)
        self._lines.check()
        if journal.has_mark():  # the lines from there on are written once more
            self._lines.append(b"")
            journal.rewind()
            self.close()
            self._lines = LinesFile(path, journal.settled(self._name))

    def write(self, records: Sequence[Converted], lines: bytes) -> list[RecordEntry]:
        """Append the lines of a batch."""
        self._lines.append(lines)
        return [_entry(record, outcome) for record, outcome, _ in records]

    def enter(self) -> None:
        """Enter how much of the file is settled."""
        self._journal.settle(self._name, self._lines.settled)

    def begin_again(self, known: InputEntry) -> None:
        """Raise ``OutputError``: lines cannot be inserted before others."""
        if self._journal.number_of_records(known.id):
            lines = f"The lines of “{as_text(known.path)}” cannot be replaced in the middle of the file"
            raise OutputError(self._lines.path, f"{lines}; --overwrite starts afresh.")

    def finish(self) -> None:
        """Complete the file."""
        self._lines.finish()

    def close(self) -> None:
        """Close the file."""
        self._lines.close()


class FileEach(Output):
    """A folder with a file of lines for each input that has records."""

    def __init__(self, folder: Folder) -> None:
        self._folder, self._journal = folder, folder.journal
        self._open: tuple[int, str, LinesFile] | None = None

    def write(self, records: Sequence[Converted], lines: bytes) -> list[RecordEntry]:
        """Append the lines of a batch to the file of its input."""
        name = None
        if records and lines:
            try:
                name = self._append(records[0][0], lines)
            except NoPlaceError as error:
                return [_entry(record, _without_place(error, outcome)) for record, outcome, _ in records]
        entries = [_entry(record, outcome) for record, outcome, _ in records]
        return [evolve(entry, document=name) if entry.outcome.status in WRITTEN else entry for entry in entries]

    def _append(self, record: Record, lines: bytes) -> str:
        if self._open is None or self._open[0] != record.input:
            self._folder.check_in_place()
            with self._journal.changes():
                name = self._folder.take(record.file_stem, None, record, WHOLE_INPUT)
            self._open = record.input, name, self._lines(name, self._journal.settled(name))
        _, name, file = self._open
        file.append(lines)
        return name

    def _lines(self, name: str, settled: Settled | None) -> LinesFile:
        return LinesFile(self._folder.path_of(name), settled, verify=self._folder.verify)

    def enter(self) -> None:
        """Enter how much of the open file is settled."""
        if self._open is not None:
            _, name, file = self._open
            self._journal.settle(name, file.settled)

    def settle(self, ends: Sequence[End]) -> None:
        """Complete the file of an input that has ended."""
        if self._open is not None and any(end.input == self._open[0] for end in ends):
            self._open[2].finish()
            self._open = None

    def holds(self, input_id: int) -> bool:
        """Whether the file of an input, if it has one, is as it was written."""
        name = self._journal.name_of(input_id, WHOLE_INPUT)
        return name is None or self._lines(name, self._journal.settled(name)).holds()

    def begin_again(self, known: InputEntry) -> None:
        """Write the file of an input from its start."""
        name = self._journal.name_of(known.id, WHOLE_INPUT)
        if name is not None:
            self._journal.settle(name, Settled())

    def finish(self) -> None:
        """Complete files that a kill left unfinished, and remove those that the inputs no longer give."""
        for name, settled in self._journal.streams():
            self._lines(name, settled).finish()
        self._folder.remove_stale()

    def close(self) -> None:
        """Close the open file."""
        if self._open is not None:
            self._open[2].close()


def _without_place(error: NoPlaceError, outcome: Outcome) -> Outcome:
    """The outcome of a record whose document cannot have its name; unchanged if it has no document anyway."""
    if outcome.status not in WRITTEN:
        return outcome
    return evolve(outcome, status=RecordStatus.FAILED, reason=str(error))


def _entry(
    record: Record, outcome: Outcome, name: str | None = None, document: Document | None = None
) -> RecordEntry:
    written = (name, document.size, document.sha256) if document else ()
    return RecordEntry(record.input, record.number, record.location, outcome, *written)
