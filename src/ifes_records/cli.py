"""The command line: arguments, messages and exit codes. Reading is pipeline.py's, many inputs convert.py's."""

from __future__ import annotations

import os
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

import click
from attrs import evolve

from ifes_records.convert import (
    InputError,
    Inputs,
    Item,
    Job,
    Outcome,
    OutputError,
    Summary,
    WrongPathError,
    convert,
    counted,
    find_inputs,
    make_folder,
    name_outputs,
    read_input,
    read_records,
    source_name,
)
from ifes_records.diagnostics import Diagnostic, Severity, severity_of
from ifes_records.json import to_json
from ifes_records.limits import DEFAULT_LIMITS, Limits
from ifes_records.model import ElectionRecord, SourceKind
from ifes_records.model.origin import Role
from ifes_records.schema import schema_text
from ifes_records.source import SourceText, decode
from ifes_records.trace import account, in_words

UNREAD, INTERRUPTED = 1, 130
STANDARD_INPUT = Path("<stdin>")
HELP = {"help_option_names": ["--help", "-h"]}
SEVERITIES = tuple(Severity)
# A bar for fewer inputs is gone before it is seen.
INPUTS_WITHOUT_PROGRESS = 50

CLEAR_LINE = "\r\x1b[K"
# A file name may hold what a terminal would obey.
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")

# What stands below the options in the help of each command; \b keeps its lines as they are.
EPILOGS = {
    "main": """\b
Examples:
  ifes-records parse 4078.txt
  ifes-records convert records/ -o json/
  ifes-records check records/

\b
Exit codes:
  0    every input was read
  1    an input could not be read or is no election; each command's help says more
  2    wrong usage: an unknown option, a path that does not exist
  130  interrupted
""",
    "parse": """\b
Examples:
  ifes-records parse 4078.txt > 4078.json
  curl -s "$URL" | html2text | ifes-records parse -
  ifes-records parse --dump dump.txt > records.jsonl

\b
Exit codes:
  0    the text is an election (with --dump: all of its records are)
  1    it is not, FILE cannot be read, or the output cannot be written
  2    wrong usage: an unknown option, FILE does not exist or is a folder
  130  interrupted
""",
    "schema": """\b
Example:
  ifes-records schema > record.schema.json

\b
Exit codes:
  0    the schema was printed
  1    the output cannot be written
""",
    "convert": """\b
Examples:
  ifes-records convert records/ -o json/
  ifes-records convert 4078.txt dump-of-2023 -o .

\b
Exit codes:
  0    every text is an election, with or without warnings, or the page of a country
  1    an input cannot be read or is neither, or the output cannot be written
  2    wrong usage: an unknown option, a path that does not exist, a folder without records
  130  interrupted; documents written so far are whole
""",
    "explain": """\b
Examples:
  ifes-records explain 4078.txt
  ifes-records explain --summary records/

\b
Exit codes:
  0    every character is accounted for
  1    one is not, which is a fault of this program; or an input cannot be read
  2    wrong usage: an unknown option, a path that does not exist, a folder without records
  130  interrupted
""",
    "check": """\b
Examples:
  ifes-records check records/
  ifes-records check --min-severity warning 4078.txt dump-of-2023

\b
Exit codes:
  0    there is no diagnostic of severity error
  1    there is one, or an input cannot be read
  2    wrong usage: an unknown option, a path that does not exist, a folder without records
  130  interrupted
""",
}


F = TypeVar("F", bound=Callable[..., Any])


class Commands(click.Group):
    """The commands; a Ctrl-C ends each of them with 130, as a shell expects, and an unwritable output with 1."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command that was named."""
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            click.echo("interrupted", err=True)
            ctx.exit(INTERRUPTED)
        except OutputError as error:
            click.echo(f"Error: {shown(error.path)} cannot be written: {error.reason}", err=True)
            ctx.exit(UNREAD)


@click.group(cls=Commands, name="ifes-records", epilog=EPILOGS["main"], context_settings=HELP)
@click.version_option(package_name="ifes-records", prog_name="ifes-records")
def main() -> None:
    """Turn the text of IFES ElectionGuide records into checked JSON."""


def min_severity(default: Severity) -> Callable[[F], F]:
    """The option ``--min-severity`` of a command."""
    return click.option(
        "--min-severity",
        type=click.Choice([severity.value for severity in SEVERITIES]),
        default=default.value,
        show_default=True,
        help="Least severity of the diagnostics that are shown.",
    )


MAX_CHARACTERS = click.option(
    "--max-characters",
    "limits",
    metavar="N",
    type=click.IntRange(min=1),
    default=DEFAULT_LIMITS.characters,
    show_default=True,
    callback=lambda ctx, option, characters: Limits(characters=characters),
    help="Characters of a record; a larger one is not read.",
)
PATHS = click.argument("paths", metavar="PATH...", nargs=-1, required=True, type=click.Path(path_type=Path))


@main.command(epilog=EPILOGS["parse"])
@click.argument("file", metavar="FILE|-", type=click.Path())
@click.option("--dump", is_flag=True, help="Read a text of many records; print one line of JSON for each.")
@click.option("--strict", is_flag=True, help="Print no JSON for a record with errors.")
@click.option("--compact", is_flag=True, help="Print the JSON on one line.")
@click.option("--quiet", is_flag=True, help="Show no diagnostics.")
@min_severity(Severity.WARNING)
@MAX_CHARACTERS
def parse(file: str, dump: bool, strict: bool, compact: bool, quiet: bool, min_severity: str, limits: Limits) -> None:
    """Print the JSON of one record.

    It is read from FILE or, for -, from standard input. Diagnostics go to standard error as
    path:line:column: CODE message. A text that is no election gives JSON too, which says so: source.kind is
    country or unrecognised.
    """
    failed = False
    try:
        path = STANDARD_INPUT if file == "-" else one_file(Path(file))
        data = read_standard_input() if file == "-" else read_input(path)
        printer = Printer(shown(path), data, min_severity)
        name = None if file == "-" else source_name(path)
        for record in read_records(path, data, name=name, split=dump, limits=limits):
            for diagnostic in () if quiet else printer.chosen(record):
                click.echo(printer.format(diagnostic, record), err=True)
            errors = any(diagnostic.severity is Severity.ERROR for diagnostic in record.diagnostics)
            failed = failed or errors or record.source.kind is not SourceKind.ELECTION
            if not (strict and errors):
                print_out(to_json(record, indent=not (compact or dump)))
    except InputError as error:
        click.echo(failure(error), err=True)
        failed = True
    if failed:
        sys.exit(UNREAD)


def one_file(path: Path) -> Path:
    """The path, unless it is a folder or there is nothing: that is a usage error."""
    if path.is_dir():
        raise wrong_path(WrongPathError(path, "is a folder; 'convert' and 'check' take folders"))
    inputs_at((path,))
    return path


def read_standard_input() -> bytes:
    """All of standard input. Raises ``InputError``."""
    if sys.stdin is None:
        raise InputError(STANDARD_INPUT, "it is closed")
    try:
        return sys.stdin.buffer.read()
    except OSError as error:
        raise InputError(STANDARD_INPUT, error.strerror or type(error).__name__) from error


@main.command(name="convert", epilog=EPILOGS["convert"])
@PATHS
@click.option(
    "-o",
    "--output",
    metavar="DIR",
    required=True,
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder for the JSON documents; made if missing.",
)
@MAX_CHARACTERS
def convert_command(paths: tuple[Path, ...], output: Path, limits: Limits) -> None:
    """Write a JSON document for each election.

    Folders are searched at any depth for files named *.txt. 4078.txt gives 4078.json; a file of several
    records gives dump-0001.json, dump-0002.json and so on. Documents of an earlier run are replaced. What is no
    election gives no document but a line on standard error, where a summary ends the run.
    """
    inputs = inputs_at(paths)
    make_folder(output)
    summary = Summary()
    for error in inputs.unreadable:
        click.echo(failure(error), err=True)
        summary.counts[Outcome.FAILED] += 1
    with with_progress(name_outputs(inputs.files, output)) as (jobs, say):
        for job in jobs:
            for item in convert(job, output, limits):
                summary.counts[item.outcome] += 1
                for line in about(item):
                    say(line)
    click.echo(str(summary), err=True)
    if not summary.all_read:
        sys.exit(UNREAD)


def about(item: Item) -> Iterator[str]:
    """What the user is told of a record: that it has no document, or that the document has another name."""
    if item.failure is not None:
        yield failure(item.failure)
    elif item.output is None and item.record is not None:
        for diagnostic in item.record.diagnostics:
            if diagnostic.severity is Severity.ERROR:
                yield placed(diagnostic, item.record).format(shown(item.job.path))
    elif item.output is not None and item.wanted_name is not None:
        yield (
            f"{shown(item.job.path)}: another input has the name {shown(item.wanted_name)}; "
            f"written as {shown(item.output.name)}"
        )


@main.command(epilog=EPILOGS["check"])
@PATHS
@min_severity(Severity.INFO)
@MAX_CHARACTERS
def check(paths: tuple[Path, ...], min_severity: str, limits: Limits) -> None:
    """Print the diagnostics of many records.

    Folders are searched at any depth for files named *.txt. Diagnostics are printed to standard output as
    path:line:column: CODE message, counts by code to standard error. Nothing is written.
    """
    inputs = inputs_at(paths)
    codes: Counter[str] = Counter()
    records, failed = 0, len(inputs.unreadable)
    for error in inputs.unreadable:
        click.echo(failure(error), err=True)
    for path in inputs.files:
        try:
            data = read_input(path)
            printer = Printer(shown(path), data, min_severity)
            for record in read_records(path, data, name=source_name(path), limits=limits):
                records += 1
                for diagnostic in printer.chosen(record):
                    codes[diagnostic.code] += 1
                    print_out(printer.format(diagnostic, record) + "\n")
        except InputError as error:
            failed += 1
            click.echo(failure(error), err=True)
    found = ", ".join(f"{code} {codes[code]}" for code in sorted(codes)) or "no diagnostics"
    click.echo(f"{counted(records + failed, 'record')}, {failed} failed: {found}", err=True)
    if failed or any(severity_of(code) is Severity.ERROR for code in codes):
        sys.exit(UNREAD)


@main.command(name="explain", epilog=EPILOGS["explain"])
@PATHS
@click.option("--summary", is_flag=True, help="Print only how many characters became what.")
def explain_command(paths: tuple[Path, ...], summary: bool) -> None:
    """Print the text of records line by line, and what became of each line.

    Below a line stand the fields that it was read as, the facts that begin in it (->), and what is no field's:
    labels and site furniture. The last line counts the characters that are not white space. Folders are searched
    at any depth for files named *.txt; of several records, each has a line with its place above it.
    """
    inputs = inputs_at(paths)
    total: Counter[Role] = Counter()
    records, failed = 0, len(inputs.unreadable)
    for error in inputs.unreadable:
        click.echo(failure(error), err=True)
    for path in inputs.files:
        try:
            for record in read_records(path, read_input(path), name=source_name(path)):
                if record.origin is None:
                    raise InputError(path, record.diagnostics[0].message)
                counts = account(record).counts
                records, total = records + 1, total + counts
                where = f"{shown(path)}, lines {record.source.line_start} to {record.source.line_end}"
                print_out(f"{where}: {in_words(counts)}\n" if summary else f"{where}\n\n{record.explain()}\n\n")
        except InputError as error:
            failed += 1
            click.echo(failure(error), err=True)
    if records > 1:
        print_out(f"{counted(records, 'record')}: {in_words(total)}\n")
    if failed or total[Role.LOST]:
        sys.exit(UNREAD)


@main.command(epilog=EPILOGS["schema"])
def schema() -> None:
    """Print the JSON Schema of the documents that parse and convert write."""
    print_out(schema_text())


class Printer:
    """The diagnostics of one input as text."""

    def __init__(self, shown_path: str, data: bytes, min_severity: str) -> None:
        self._shown_path = shown_path
        self._data = data
        self._severities = SEVERITIES[SEVERITIES.index(Severity(min_severity)) :]

    def chosen(self, record: ElectionRecord) -> Iterator[Diagnostic]:
        """The diagnostics that matter enough to be shown."""
        return (diagnostic for diagnostic in record.diagnostics if diagnostic.severity in self._severities)

    def format(self, diagnostic: Diagnostic, record: ElectionRecord) -> str:
        """``path:line:column: CODE message``; where it is about one line, that line and a caret below."""
        line = self._lines[diagnostic.line - 1] if 0 < diagnostic.line <= len(self._lines) else None
        return placed(diagnostic, record).format(self._shown_path, line)

    @cached_property
    def _lines(self) -> list[str]:
        """The lines as the grammars see them: without the control characters that a terminal would obey."""
        return SourceText.of(decode(self._data).text).scan.split("\n")


def placed(diagnostic: Diagnostic, record: ElectionRecord) -> Diagnostic:
    """In a text of many, a diagnostic on a record as a whole gets the line at which that record starts."""
    if diagnostic.line or not record.source.index:
        return diagnostic
    return evolve(diagnostic, line=record.source.line_start, column=1)


def inputs_at(paths: tuple[Path, ...]) -> Inputs:
    """The inputs that the paths mean; ends with a usage error where they mean none."""
    try:
        return find_inputs(paths)
    except WrongPathError as error:
        raise wrong_path(error) from None


def wrong_path(error: WrongPathError) -> click.UsageError:
    """The usage error for a path that cannot be meant."""
    return click.UsageError(f"{shown(error.path)} {error.reason}.", click.get_current_context())


def failure(error: InputError) -> str:
    """The line on an input that could not be read."""
    return f"{shown(error.path)}: cannot be read: {error.reason}"


def shown(path: Path | str) -> str:
    """A path as it is printed: bytes that are no text, and control characters, become U+FFFD."""
    return CONTROL.sub("\ufffd", click.format_filename(path))


def print_out(text: str) -> None:
    """Print to standard output, in UTF-8 whatever the locale. Raises ``OutputError``."""
    if sys.stdout is None:  # it was closed before the program started
        return
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


@contextmanager
def with_progress(jobs: Sequence[Job]) -> Iterator[tuple[Iterable[Job], Callable[[str], None]]]:
    """The jobs, behind a progress bar if there are many and someone is looking, and how to print beside it."""
    if len(jobs) <= INPUTS_WITHOUT_PROGRESS or not sys.stderr.isatty():
        yield jobs, lambda line: click.echo(line, err=True)
        return
    with click.progressbar(jobs, label="Converting", file=sys.stderr) as bar:
        yield bar, lambda line: click.echo(CLEAR_LINE + line, err=True)
