"""Why a batch conversion cannot read, write or go on, with the path concerned."""

from __future__ import annotations

import re
from pathlib import Path


class PathError(Exception):
    """Something is wrong at a path; ``reason`` is a sentence that says what, and what was done about it."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = path
        self.reason = reason

    def __reduce__(self) -> tuple[type[PathError], tuple[Path, str]]:
        return type(self), (self.path, self.reason)


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


def internal(error: Exception) -> str:
    """The sentence for an error in this package, which ends the conversion of one record or input only."""
    return f"It was given up because of an error in ifes-records; please report it: {error!r}."
