"""Files that are written: a folder of documents, a file of lines.

A reader never sees half a document: it is written beside its place and then moved there. Only the conversion's
own process writes, one document at a time, so that what a kill leaves behind is one file, which the next run
replaces.
"""

from __future__ import annotations

import gzip
import os
import stat
import sys
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path
from typing import Any, BinaryIO, Literal

from attrs import field, frozen

from ifes_records.batch.errors import OutputError
from ifes_records.batch.options import Compression
from ifes_records.batch.zstandard import zstd

UNFINISHED = ".ifes-records.unfinished"
STANDARD_OUTPUT = Path("standard output")
# How documents are looked into.
OPENERS: dict[Compression | None, Callable[[Path, Literal["rb"]], Any]] = {
    None: open,
    Compression.GZIP: gzip.open,
    Compression.ZSTD: zstd.open,
}


@frozen
class Written:
    """A document that stands in its place."""

    name: str
    size: int
    sha256: bytes


@contextmanager
def told(path: Path) -> Iterator[None]:
    """What the system says against writing, as an ``OutputError`` on this path."""
    try:
        yield
    except OSError as error:
        raise OutputError(path, error.strerror or type(error).__name__) from error


def is_document(path: Path, compression: Compression | None) -> bool:
    """Whether a file begins as the documents of this program do; any other file is left alone."""
    return _begins(path, b'"schema_version"', compression)


def is_report(path: Path) -> bool:
    """Whether a file begins as the reports of this program do."""
    return _begins(path, b'"report_version"', None)


def _begins(path: Path, key: bytes, compression: Compression | None) -> bool:
    try:
        with OPENERS[compression](path, "rb") as file:
            return key in file.read(32)
    except (OSError, EOFError, zlib.error, zstd.ZstdError):
        return False


@frozen
class Folder:
    """A folder that gets documents, by names that stay inside it."""

    path: Path
    _known: set[Path] = field(factory=set, repr=False)

    def place(self, name: str) -> Path:
        """The path of a document; folders above it are made. Raises ``OutputError``."""
        path = self.path.joinpath(*name.split("/"))
        if path.parent not in self._known:
            with told(path.parent):
                if self.leads_out(path.parent):
                    raise OutputError(path.parent, "is a link that leads out of the output folder")
                path.parent.mkdir(parents=True, exist_ok=True)
            self._known.add(path.parent)
        return path

    def leads_out(self, path: Path) -> bool:
        """Whether a path is not in the folder, though it seems so: a link in the folder may lead anywhere."""
        return not path.resolve().is_relative_to(self.path.resolve())

    def write(self, name: str, data: bytes) -> Written:
        """Write a document so that it is there whole or not at all. Raises ``OutputError``."""
        path = self.place(name)
        unfinished = self.path / UNFINISHED
        with told(path):
            try:
                unfinished.write_bytes(data)
                os.replace(unfinished, path)
            except BaseException:
                with suppress(OSError):
                    unfinished.unlink()
                raise
        return Written(name, len(data), sha256(data).digest())

    def holds(self, written: Written) -> bool:
        """Whether a document is there as it was written."""
        path = self.path.joinpath(*written.name.split("/"))
        try:
            return path.stat().st_size == written.size and sha256(path.read_bytes()).digest() == written.sha256
        except OSError:
            return False


class Lines:
    """A file with a line a record, written beside its place until it is whole.

    A place that is no file, as a pipe or ``/dev/stdout``, is written to directly.
    """

    def __init__(self, path: Path | None, settled: int = 0) -> None:
        """A file of which ``settled`` bytes are there from before; ``path`` is ``None`` for standard output."""
        self.path = path or STANDARD_OUTPUT
        self.size = settled
        self._direct = path is None or (path.exists() and not stat.S_ISREG(path.stat().st_mode))
        self._unfinished = None if self._direct else self.path.with_name(f".{self.path.name}.unfinished")
        self._file: BinaryIO | None = None

    def append(self, lines: bytes) -> None:
        """Add the lines of a batch. Raises ``OutputError``."""
        with told(self.path):
            if self._file is None:
                self._file = self._open()
            left = memoryview(lines)
            while left:  # an unbuffered standard output may take only a part
                left = left[self._file.write(left) or 0 :]
            self._file.flush()
        self.size += len(lines)

    def holds(self) -> bool:
        """Whether all settled lines are there."""
        return any(
            path.exists() and path.stat().st_size >= self.size for path in (self._unfinished or self.path, self.path)
        )

    def finish(self) -> None:
        """The file is whole: it takes its place, and is there even if it has no lines."""
        with told(self.path):
            if self._file is None and self._unfinished is not None and not self.path.exists():
                self._file = self._open()
            self.close()
            if self._unfinished is not None and self._unfinished.exists():
                os.replace(self._unfinished, self.path)

    def close(self) -> None:
        """Leave the file as it is."""
        if self._file is not None and self.path != STANDARD_OUTPUT:
            with told(self.path):
                self._file.close()
        self._file = None

    def _open(self) -> BinaryIO:
        if self.path == STANDARD_OUTPUT:
            if sys.stdout is None:
                raise OutputError(self.path, "it is closed")
            return sys.stdout.buffer
        if self._unfinished is None:
            return self.path.open("wb")
        if self.size and not self._unfinished.exists():
            if not self.path.exists():
                raise OutputError(self.path, "is gone, with the lines of the run before; --overwrite starts afresh")
            os.replace(self.path, self._unfinished)  # it was whole, and there is more
        file = self._unfinished.open("r+b" if self.size else "wb")
        if self._unfinished.stat().st_size < self.size:
            file.close()
            reason = f"has fewer bytes than the journal tells ({self.size:,}); --overwrite starts afresh"
            raise OutputError(self._unfinished, reason)
        file.seek(self.size)
        file.truncate()
        return file
