"""The files that are written: a folder of documents (``lines.py`` has the files of lines).

A reader never sees half a document: it is written under another name and then renamed. Workers on this machine write
documents into a folder of their own, and only the main process gives them their names. The next run removes what a
kill leaves behind.
"""

from __future__ import annotations

import errno
import os
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

from attrs import define, field

from ifes_records.batch.codecs import BLOCK, CODEC_ERRORS, codec_of
from ifes_records.batch.errors import OutputError, unwritable
from ifes_records.batch.inputs import Record
from ifes_records.batch.journal import Journal, RecordEntry
from ifes_records.batch.names import as_text, numbered, same_on_disk, suffix
from ifes_records.batch.options import Form
from ifes_records.batch.status import notice

UNFINISHED, UNNAMED = ".ifes-records.unfinished", ".ifes-records.documents"
REPORT, JOURNAL = "report.json", ".ifes-records.journal"


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """Raise what the operating system reports as an ``OutputError`` for this path."""
    try:
        yield
    except OSError as error:
        raise OutputError(path, unwritable(error)) from error


@contextmanager
def replacing(path: Path, unfinished: Path) -> Iterator[BinaryIO]:
    """A file that takes its path once it is complete, and never after an error. Raises ``OutputError``."""
    with writing(path):
        try:
            with unfinished.open("wb") as file:
                yield file
            os.replace(unfinished, path)
        except BaseException:
            with suppress(OSError):
                unfinished.unlink()
            raise


def is_document(path: Path) -> bool:
    """Whether a file, perhaps compressed, begins as this program's documents do; any other file is left alone."""
    return _begins(path, b'"schema_version"')


def journal_of(output: Path) -> Path:
    """Where the journal of a conversion is, by the folder or the file that it writes."""
    return output / JOURNAL if output.is_dir() else output.with_name(f".{output.name}.journal")


def is_report(path: Path) -> bool:
    """Whether a file begins as this program's reports do."""
    return _begins(path, b'"report_version"')


def _begins(path: Path, key: bytes) -> bool:
    try:
        with path.open("rb") as file:
            head = file.read(BLOCK)
        codec = codec_of(head)
        return key in (codec.decompressor().decompress(head, 32) if codec else head[:32])
    except CODEC_ERRORS:
        return False


class NoPlaceError(Exception):
    """A sentence: a document cannot have its name, which is too long or that of an earlier conversion's document."""


@define
class Folder:
    """An output folder. It names documents, each uniquely and inside the folder, and sparing all other files."""

    path: Path
    journal: Journal
    form: Form
    notify: Callable[[str], None]
    overwrite: bool = False
    verify: bool = False
    """Whether documents of earlier runs are read to see whether they have changed."""
    _known: set[str] = field(factory=set, init=False)
    _attempts: Counter[str] = field(factory=Counter, init=False)
    _identity: tuple[int, int] | None = field(init=False)

    @_identity.default
    def _of_the_start(self) -> tuple[int, int] | None:
        return identity(self.path)

    def take(self, stem: str, ordinal: int | None, record: Record, number: int) -> str:
        """The name of a document: ``4078.json``, or ``4078.2.json`` if another has that, which is reported.

        ``number`` is that of the record in its input, or ``WHOLE_INPUT``. Raises ``NoPlaceError`` for a document of
        an earlier conversion that is not to be overwritten, and for a path that is too long for the system.
        """
        base, end = numbered(stem, ordinal), suffix(self.form.format, self.form.compression)
        name = self.journal.name_of(record.input, number)
        if name is None:
            name = self._free_name(base, end)
            self.journal.take_name(same_on_disk(name), name, record.input, number)
        if name != base + end:
            message = f"Another input has the name “{base}{end}”; this one is written as “{name}”."
            self.notify(notice(record.location, message))
        return name

    def _free_name(self, base: str, end: str) -> str:
        attempt = self._attempts[base]
        while True:
            attempt += 1
            name = f"{base}{end}" if attempt == 1 else f"{base}.{attempt}{end}"
            if same_on_disk(name) == REPORT or self.journal.is_taken(same_on_disk(name)):
                continue
            try:
                path = self.path_of(name)
                is_there = _is_there(path)
            except (OSError, OutputError) as error:
                if errno.ENAMETOOLONG not in (getattr(one, "errno", None) for one in (error, error.__cause__)):
                    raise
                reason = f"“{as_text(name[:40])}…” is too long for the path of a document; nothing was written."
                raise NoPlaceError(reason) from error
            if is_there:
                if not is_document(path):
                    continue
                if not (self.overwrite or self.journal.is_earlier(name)):
                    earlier = f"“{as_text(str(path))}” is from an earlier conversion"
                    raise NoPlaceError(f"{earlier}, so nothing was written; --overwrite replaces it.")
            if attempt > 1:  # names without a conflict are not kept in memory
                self._attempts[base] = attempt
            return name

    def path_of(self, name: str) -> Path:
        """The path of a document; its folder is created. Raises ``OutputError``."""
        path = self.path.joinpath(*name.split("/"))
        folder = name.rpartition("/")[0]
        if folder not in self._known:
            with writing(path.parent):
                if self._leads_out(path.parent):
                    raise OutputError(path.parent, "It is a link that leads out of the output folder.")
                path.parent.mkdir(parents=True, exist_ok=True)
            self._known.add(folder)
        return path

    def write(self, name: str, content: bytes | str) -> None:
        """Write a document atomically, or give its name to a file of workers. Raises ``OutputError``."""
        path = self.path_of(name)
        if isinstance(content, bytes):
            with replacing(path, self.path / UNFINISHED) as file:
                file.write(content)
        else:
            with writing(path):
                os.replace(content, path)

    def for_workers(self) -> str:
        """A new folder for the documents of workers. Raises ``OutputError``."""
        self.remove_unnamed()
        folder = self.path / UNNAMED
        with writing(folder):
            folder.mkdir()
        return str(folder)

    def remove_unnamed(self) -> None:
        """Remove the folder of workers and what they left in it, and the document that a kill left unfinished."""
        shutil.rmtree(self.path / UNNAMED, ignore_errors=True)
        with suppress(OSError):
            (self.path / UNFINISHED).unlink()

    def holds(self, entry: RecordEntry) -> bool:
        """Whether the document of a record, if it has one, is there as it was written.

        Without ``verify``, its size alone decides.
        """
        if entry.document is None:
            return True
        path = self.path.joinpath(*entry.document.split("/"))
        try:
            has_size = path.stat().st_size == entry.size
            return has_size and not (self.verify and sha256(path.read_bytes()).digest() != entry.sha256)
        except OSError:
            return False

    def check_in_place(self) -> None:
        """Raise ``OutputError`` if the folder is no longer the one in which the run began."""
        if identity(self.path) != self._identity:
            reason = "It is gone, or another folder has taken its place, since the run began; put it back to resume."
            raise OutputError(self.path, reason)

    def remove_stale(self) -> None:
        """Remove the documents of earlier runs that the inputs no longer give."""
        self.check_in_place()
        for name in self.journal.stale_names():
            path = self.path.joinpath(*name.split("/"))
            if is_document(path) and not self._leads_out(path.parent):
                with writing(path):
                    path.unlink()
        self.journal.forget_stale()

    def _leads_out(self, path: Path) -> bool:
        """Whether a path is only apparently in the folder: a link in the folder may lead anywhere."""
        return not path.resolve().is_relative_to(self.path.resolve())


def _is_there(path: Path) -> bool:
    """Whether anything has this path; what cannot be looked at has not. Raises ``OSError`` for one too long."""
    try:
        path.lstat()
    except OSError as error:
        if error.errno == errno.ENAMETOOLONG:
            raise
        return False
    return True


def identity(path: Path) -> tuple[int, int] | None:
    """What identifies a file or folder; ``None`` if there is none."""
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino
