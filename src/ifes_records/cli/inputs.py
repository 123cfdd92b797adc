"""The records that the commands read: in files, folders, archives and crawl files, and on standard input."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

import click
from attrs import evolve, frozen

from ifes_records.batch import ExistingOutputError, InputStatus, WrongPathError
from ifes_records.batch.errors import internal
from ifes_records.batch.find import STANDARD_INPUT, InputFile, check_paths, find
from ifes_records.batch.inputs import End, InputReader
from ifes_records.cli.output import Terminal, shown
from ifes_records.diagnostics import Diagnostic, Severity
from ifes_records.limits import Limits
from ifes_records.model import ElectionRecord
from ifes_records.pipeline import read_record
from ifes_records.split.record_text import RecordText
from ifes_records.text.source_text import SourceText

COLOURS = {Severity.INFO: "cyan", Severity.WARNING: "yellow", Severity.ERROR: "red"}


@frozen
class FoundDiagnostic:
    """A diagnostic of a record, with the path that is printed for it."""

    path: str
    diagnostic: Diagnostic
    """In a dump, one on a record as a whole has the line where that record starts."""
    record: int
    """The number of the record in its text, from 1."""
    source_line: str | None = None
    """The line that it is about; ``None`` if it is about a whole record."""

    def text(self, terminal: Terminal) -> str:
        """``path:line:column: CODE message`` and, if it is about one line, that line with a caret below."""
        diagnostic = self.diagnostic
        if terminal.width is None:
            return diagnostic.format(self.path, self.source_line)
        head, *below = diagnostic.format(self.path, self.source_line, width=terminal.width).split("\n")
        place, code, message = head.partition(diagnostic.code)
        head = terminal.style(place, bold=True) + terminal.style(code, fg=COLOURS[diagnostic.severity]) + message
        return "\n".join([head, *map(terminal.cut, below)])


@frozen
class FoundRecord:
    """A record, with the path that is printed for it and the text that it was read from."""

    path: str
    text: RecordText
    record: ElectionRecord

    def diagnostics(self, min_severity: str) -> Iterator[FoundDiagnostic]:
        """Give each diagnostic of at least that severity."""
        severities = list(Severity)[list(Severity).index(Severity(min_severity)) :]
        source, segment = self.record.source, self.text.segment
        number = source.index + 1
        lines: list[str] | None = None
        for diagnostic in self.record.diagnostics:
            if diagnostic.severity not in severities:
                continue
            if diagnostic.line:
                # As the grammars see them: without the control characters that a terminal would obey.
                lines = lines or SourceText.of(segment.text).scan.split("\n")
                index = diagnostic.line - segment.lines_above - 1
                line = lines[index] if 0 <= index < len(lines) else None
                yield FoundDiagnostic(self.path, diagnostic, number, line)
            else:
                start = evolve(diagnostic, line=source.line_start, column=1) if source.index else diagnostic
                yield FoundDiagnostic(self.path, start, number)


class Failures:
    """Prints a line for each input, or part of an archive, that cannot be read, and counts them."""

    def __init__(self) -> None:
        self.lines: list[str] = []

    @property
    def number(self) -> int:
        """How many there were."""
        return len(self.lines)

    def __call__(self, line: str) -> None:
        """Print and count one."""
        self.lines.append(line)
        click.echo(line, err=True)


def one_file(path: str) -> str:
    """Return the path. Raises a usage error if it is a folder."""
    if path != STANDARD_INPUT and os.path.isdir(path):
        raise usage_error(
            WrongPathError(
                Path(path), "It is a folder; “convert”, “list”, “show”, “check” and “explain” take folders."
            )
        )
    return path


def records_at(
    paths: Iterable[str], limits: Limits, failed: Failures, *, split: bool = True, number: int | None = None
) -> Iterator[FoundRecord]:
    """Read the records in the inputs that the paths name. Raises a usage error for a path that names none.

    ``-`` is standard input, ``./-`` a file of that name. With a ``number``, only the record of that number in its
    text is read, counted from 1. Each input, or part of an archive, that cannot be read is passed to ``failed`` as a
    line to print.
    """
    paths = tuple(paths)
    try:
        check_paths(paths)
        for file in find(paths):
            yield from _records_in(file, limits, failed, split=split, number=number)
    except WrongPathError as error:
        raise usage_error(error) from None


def _records_in(
    file: InputFile, limits: Limits, failed: Failures, *, split: bool, number: int | None
) -> Iterator[FoundRecord]:
    if file.skipped is not None:
        click.echo(f"{shown(file.path or STANDARD_INPUT)}: {file.skipped}", err=True)
        return
    for item in InputReader(file, limits=limits, split=split).items():
        if isinstance(item, End):
            if item.status is InputStatus.FAILED:
                failed(f"{shown(item.path)}: {item.reason}")
        elif item.text is None:
            failed(f"{shown(item.location)}: {item.failure}")
        elif number in (None, item.text.source.index + 1):
            try:
                record = read_record(item.text, limits)
            except Exception as error:  # one text must not end a run over thousands
                failed(f"{shown(item.location)}: {internal(error)}")
            else:
                yield FoundRecord(shown(item.location), item.text, record)


def usage_error(error: WrongPathError | ExistingOutputError) -> click.UsageError:
    """Return the usage error for a path that names nothing to read, or no output that may be written."""
    return click.UsageError(f"{shown(error.path)}: {error.reason}", click.get_current_context())
