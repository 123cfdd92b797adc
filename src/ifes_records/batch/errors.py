"""What stands in the way of a batch conversion, always with the path at which it does."""

from __future__ import annotations

from pathlib import Path


class PathError(Exception):
    """What stands in the way at a path; ``reason`` is the system's word for it, where it has one."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = path
        self.reason = reason


class WrongPathError(PathError):
    """A path that cannot be meant: there is nothing there, or a folder without any record."""


class InputError(PathError):
    """An input, or a text in it, that is there and could not be read.

    The path of a text in an archive is the archive's with the member's behind it: ``records.zip/old/4078.txt``.
    """


class OutputError(PathError):
    """A document that could not be written: the folder is read-only, the disk is full."""

    can_be_resumed = False
    """Whether a run had begun, and can be gone on with."""


def system_reason(error: OSError) -> str:
    """The system's own words: ``Permission denied``."""
    return error.strerror or type(error).__name__


class ExistingOutputError(PathError):
    """Output of an earlier conversion that this one does not go on with: it is neither resumed nor overwritten."""


class EngineError(Exception):
    """The engine cannot take batches any more: a cluster that is gone, an executor that was shut down."""
