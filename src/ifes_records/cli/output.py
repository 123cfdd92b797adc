"""Printing: to standard output in UTF-8, and paths that are safe to show."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path

import click

FAILED = 1
"""The exit code when something could not be read, checked or written."""

# A file name may hold characters that a terminal would obey.
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")


def shown(path: Path | str) -> str:
    """Return a path as it is printed: bytes that are not text, and control characters, become U+FFFD."""
    return CONTROL.sub("\ufffd", click.format_filename(path))


def hold_closed_streams() -> None:
    """Open the null device for each standard stream that is closed, so that no other file gets its number."""
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.set_inheritable(os.open(os.devnull, os.O_RDWR), True)  # takes the lowest free number


def print_out(text: str) -> None:
    """Print to standard output, in UTF-8 whatever the locale.

    Raises ``click.ClickException``, which click prints and ends with exit code 1, if that is not possible.
    """
    if sys.stdout is None:
        raise click.ClickException("Standard output: It is closed; nothing was written.")
    left = memoryview(text.encode())
    try:
        # With PYTHONUNBUFFERED, a write may take only a part of the bytes; its result is the only sign of that.
        while left:
            left = left[sys.stdout.buffer.write(left) or 0 :]
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        raise  # the reader has what it wants: click ends the program quietly
    except OSError as error:
        # What is still in the buffer would fail once more when the interpreter closes it.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        reason = error.strerror or type(error).__name__
        raise click.ClickException(f"Standard output: It could not be written ({reason}).") from error
