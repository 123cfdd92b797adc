"""Printing: to standard output in UTF-8, paths that are safe to show, and what a terminal can show."""

from __future__ import annotations

import os
import re
import shutil
import sys
from contextlib import suppress
from pathlib import Path
from typing import IO, Any

import click
from attrs import frozen

from ifes_records.text.width import cut

FAILED = 1
"""The exit code when something could not be read, checked or written."""

# A file name may hold characters that a terminal would obey.
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")


def shown(path: Path | str) -> str:
    """Return a path as it is printed: bytes that are not text, and control characters, become U+FFFD."""
    return CONTROL.sub("\ufffd", click.format_filename(path))


@frozen
class Terminal:
    """What a standard stream can show."""

    width: int | None = None
    """The number of columns; ``None`` for a file or a pipe, where nothing is cut."""
    has_colour: bool = False

    @classmethod
    def of(cls, stream: IO[str] | None) -> Terminal:
        """Describe a stream. There is colour only on a terminal, and never if ``NO_COLOR`` is set."""
        if stream is None or not stream.isatty():
            return cls()
        return cls(
            shutil.get_terminal_size().columns, not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
        )

    def style(self, text: str, **styles: Any) -> str:
        """The text in a style of ``click.style``, if there is colour."""
        return click.style(text, **styles) if self.has_colour else text

    def cut(self, text: str) -> str:
        """A line cut to the width of the terminal."""
        return text if self.width is None else cut(text, self.width)


def hold_closed_streams() -> None:
    """Open the null device for each standard stream that is closed, so that no other file gets its number."""
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.set_inheritable(os.open(os.devnull, os.O_RDWR), True)  # takes the lowest free number


def say(line: str) -> None:
    """Print a line to standard error. If that fails, the run continues: its report has what the line says, too."""
    with suppress(OSError):
        click.echo(line, err=True)


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
