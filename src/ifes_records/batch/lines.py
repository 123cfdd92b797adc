"""A file of lines, one for each record, which may be continued by a later run."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path
from typing import BinaryIO
from zlib import crc32

from ifes_records.batch.codecs import BLOCK
from ifes_records.batch.errors import OutputError
from ifes_records.batch.files import identity, writing
from ifes_records.batch.journal import Settled

STANDARD_OUTPUT = Path("Standard output")


class LinesFile:
    """A file with a line per record, written under another name until it is complete.

    A path that is not a file, such as a pipe or ``/dev/stdout``, is written to directly.
    """

    def __init__(self, path: Path | None, settled: Settled | None = None, *, verify: bool = False) -> None:
        """A file with the ``settled`` bytes of an earlier run; ``path`` is ``None`` for standard output.

        With ``verify``, these bytes are read to see whether they have changed; otherwise their number has to do.
        """
        self.path = path or STANDARD_OUTPUT
        self.settled = settled or Settled()
        is_file = path is not None and (not path.exists() or stat.S_ISREG(path.stat().st_mode))
        self._unfinished = self.path.with_name(f".{self.path.name}.unfinished") if is_file else None
        self._file: BinaryIO | None = None
        self._verify = verify
        self._is_checked = False

    def append(self, lines: bytes) -> None:
        """Add the lines of a batch. Raises ``OutputError``."""
        with writing(self.path):
            if self._file is None:
                self._file = self._open()
            left = memoryview(lines)
            while left:  # an unbuffered standard output may take only a part
                left = left[self._file.write(left) or 0 :]
            self._file.flush()
        self.settled = Settled(self.settled.size + len(lines), crc32(lines, self.settled.crc))
        self._check_in_place()

    def _check_in_place(self) -> None:
        """Raise ``OutputError`` if the open file is no longer at its path: it or its folder was moved."""
        if self._file is None or self._unfinished is None:
            return
        status = os.fstat(self._file.fileno())
        if identity(self._unfinished) != (status.st_dev, status.st_ino):
            reason = "It is gone, or another file or folder has taken its place, since the run began."
            raise OutputError(self._unfinished, reason)

    def holds(self) -> bool:
        """Whether all settled lines are there, and in a complete file nothing else."""
        return self._fault() is None

    def check(self) -> None:
        """Raise ``OutputError`` if the file does not hold what was written."""
        with writing(self.path):
            fault = None if self._is_checked else self._fault()  # all of it may be read, once
        self._is_checked = True
        if fault is not None:
            raise OutputError(self.path, f"{fault}; --overwrite starts afresh.")

    def _fault(self) -> str | None:
        size = self.settled.size
        if not size or self._unfinished is None:
            return None
        is_begun = self._unfinished.exists()  # it may have a batch that is not settled
        file = self._unfinished if is_begun else self.path
        if not file.exists():
            return "It is gone, with the lines of the earlier run"
        found = file.stat().st_size
        if found < size or (found > size and not is_begun):
            return f"It has {found:,} bytes, not the {size:,} that the earlier run wrote; it was changed"
        if self._verify and self._checksum(file) != self.settled.crc:
            return "It has other lines than the earlier run wrote; it was changed"
        return None

    def _checksum(self, file: Path) -> int:
        """The checksum of the first bytes of a file, as many as are settled."""
        crc, left = 0, self.settled.size
        with file.open("rb") as stored:
            while left and (block := stored.read(min(left, BLOCK))):
                crc, left = crc32(block, crc), left - len(block)
        return crc

    def finish(self) -> None:
        """Give the complete file its name, even if it has no lines."""
        with writing(self.path):
            if self._file is None and self._unfinished is not None and not self.path.exists():
                self._file = self._open()
            self._check_in_place()
            self.close()
            if self._unfinished is not None and self._unfinished.exists():
                os.replace(self._unfinished, self.path)

    def close(self) -> None:
        """Leave the file as it is."""
        if self._file is not None and self.path != STANDARD_OUTPUT:
            with writing(self.path):
                self._file.close()
        self._file = None

    def _open(self) -> BinaryIO:
        if self.path == STANDARD_OUTPUT:
            if sys.stdout is None:
                raise OutputError(self.path, "It is closed; nothing was written.")
            return sys.stdout.buffer
        if self._unfinished is None:
            return self.path.open("wb")
        self.check()
        if self.settled.size and not self._unfinished.exists():
            os.replace(self.path, self._unfinished)  # it was complete, and there is more
        file = self._unfinished.open("r+b" if self.settled.size else "wb")
        file.seek(self.settled.size)
        file.truncate()
        return file
