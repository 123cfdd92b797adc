"""What the commands print: diagnostics, messages, documents, progress."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

import click
from attrs import evolve

from ifes_records.batch import OutputError
from ifes_records.diagnostics import Diagnostic, Severity
from ifes_records.model import ElectionRecord
from ifes_records.split.dump import Piece
from ifes_records.text.source_text import SourceText

SEVERITIES = tuple(Severity)
# A file name may hold what a terminal would obey.
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")


class Printer:
    """The diagnostics of one record as text."""

    def __init__(self, shown_path: str, piece: Piece, min_severity: str) -> None:
        self._shown_path = shown_path
        self._piece = piece
        self._severities = SEVERITIES[SEVERITIES.index(Severity(min_severity)) :]

    def chosen(self, record: ElectionRecord) -> Iterator[Diagnostic]:
        """The diagnostics that matter enough to be shown."""
        return (diagnostic for diagnostic in record.diagnostics if diagnostic.severity in self._severities)

    def format(self, diagnostic: Diagnostic, record: ElectionRecord) -> str:
        """``path:line:column: CODE message``; where it is about one line, that line and a caret below."""
        number = diagnostic.line - self._piece.line - 1
        line = self._lines[number] if diagnostic.line and 0 <= number < len(self._lines) else None
        return placed(diagnostic, record).format(self._shown_path, line)

    @cached_property
    def _lines(self) -> list[str]:
        """The lines as the grammars see them: without the control characters that a terminal would obey."""
        return SourceText.of(self._piece.text).scan.split("\n")


def placed(diagnostic: Diagnostic, record: ElectionRecord) -> Diagnostic:
    """In a text of many, a diagnostic on a record as a whole gets the line at which that record starts."""
    if diagnostic.line or not record.source.index:
        return diagnostic
    return evolve(diagnostic, line=record.source.line_start, column=1)


def shown(path: Path | str) -> str:
    """A path as it is printed: bytes that are no text, and control characters, become U+FFFD."""
    return CONTROL.sub("\ufffd", click.format_filename(path))


def hold_closed_streams() -> None:
    """Take the numbers of standard streams that were closed at the start, or the files opened next get them."""
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.set_inheritable(os.open(os.devnull, os.O_RDWR), True)  # the lowest number that is free


def print_out(text: str) -> None:
    """Print to standard output, in UTF-8 whatever the locale. Raises ``OutputError``."""
    if sys.stdout is None:
        raise OutputError(Path("standard output"), "it is closed")
    left = memoryview(text.encode())
    try:
        # With PYTHONUNBUFFERED, one write may take only a part, and says so in nothing but its result.
        while left:
            left = left[sys.stdout.buffer.write(left) or 0 :]
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        raise  # the reader has what it wants: click ends the program quietly
    except OSError as error:
        # What is still in the buffer would fail once more when the interpreter closes it.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise OutputError(Path("standard output"), error.strerror or type(error).__name__) from error
