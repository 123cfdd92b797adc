"""Why a batch conversion cannot read, write or go on, with the path concerned."""

from __future__ import annotations

from pathlib import Path


class PathError(Exception):
    """Something is wrong at a path; ``reason`` says what, in the operating system's words where it has any."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = path
        self.reason = reason


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
    """The executor accepts no more batches: a cluster that is gone, an executor that was shut down."""


def system_reason(error: Exception) -> str:
    """The operating system's own words, ``Permission denied``; the error's text where there are none."""
    return (isinstance(error, OSError) and error.strerror) or str(error) or type(error).__name__
