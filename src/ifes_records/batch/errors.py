"""Errors of a batch conversion: why it cannot read, write or continue, with the path concerned."""

from __future__ import annotations

import errno
import re
from pathlib import Path
from typing import Any


class PathError(Exception):
    """Something is wrong at a path; ``reason`` is a sentence that says what, and what was done about it."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = path
        self.reason = reason

    def __reduce__(self) -> tuple[type[PathError], tuple[Path, str], dict[str, Any]]:
        """Pickle it with its arguments, not with its message."""
        return type(self), (self.path, self.reason), self.__dict__


class WrongPathError(PathError):
    """A path that must be a mistake: nothing is there, or a folder without any record."""


class InputError(PathError):
    """An input, or a text in it, exists but cannot be read.

    The path of a text in an archive is that of the archive followed by that of the member:
    ``records.zip/old/4078.txt``.
    """


class OutputError(PathError):
    """A document cannot be written: the folder is read-only, or the disk is full."""

    can_be_resumed = False
    """Whether the run had begun, so that ``--resume`` can continue it."""


class DamagedJournalError(OutputError):
    """The journal of an output cannot be read."""


class ExistingOutputError(PathError):
    """Output of an earlier conversion is in the way, and is to be neither resumed nor overwritten."""


class ExecutorError(Exception):
    """A sentence: the executor accepts no more batches, because a cluster is gone or an executor was shut down."""


def words_of(error: Exception) -> str:
    """The words of an error, those of the operating system if it has any: ``Permission denied``."""
    words = (isinstance(error, OSError) and error.strerror) or str(error) or type(error).__name__
    return re.sub("'(.*?)'", r"“\1”", words)


def unreadable(error: Exception) -> str:
    """The sentence for what the operating system could not read."""
    return f"It could not be read ({words_of(error)})."


def unwritable(error: Exception) -> str:
    """The sentence for what the operating system could not write."""
    return f"It could not be written ({words_of(error)})."


def is_lost(error: BaseException | None) -> bool:
    """Whether the machine is to blame, so that the next run may well succeed: no more files, memory, threads."""
    if isinstance(error, OSError):
        return error.errno in (errno.EMFILE, errno.ENFILE, errno.ENOMEM)
    if isinstance(error, RuntimeError):
        return "start new thread" in str(error)
    if isinstance(error, ValueError):  # orjson's word for it
        return str(error).startswith("Not enough memory")
    # A module that is imported when it is needed is not found if no file can be opened.
    return isinstance(error, (MemoryError, ImportError))


def internal(error: Exception) -> str:
    """The sentence for an error that ends the conversion of one record or input only: of the machine, or a bug."""
    if is_lost(error):
        return f"The machine could not convert it ({words_of(error)}); --resume tries it again."
    return f"It was given up because of an error in ifes-records; please report it: {error!r}."
