"""The command line: arguments, messages and exit codes. Reading is pipeline.py's, many inputs convert.py's."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar

import click

from ifes_records.cli.help import EPILOGS
from ifes_records.cli.inputs import STANDARD_INPUT, inputs_at, one_file, read_standard_input
from ifes_records.cli.output import SEVERITIES, Printer, failure, placed, print_out, shown, with_progress
from ifes_records.convert import (
    InputError,
    Item,
    Outcome,
    OutputError,
    Summary,
    convert,
    counted,
    make_folder,
    name_outputs,
    read_input,
    read_records,
    source_name,
)
from ifes_records.diagnostics import Severity, severity_of
from ifes_records.json import to_json
from ifes_records.limits import DEFAULT_LIMITS, Limits
from ifes_records.model import SourceKind
from ifes_records.model.origin import Role
from ifes_records.schema import schema_text
from ifes_records.trace import account, explain, in_words

UNREAD, INTERRUPTED = 1, 130
HELP = {"help_option_names": ["--help", "-h"]}

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
@MAX_CHARACTERS
def explain_command(paths: tuple[Path, ...], summary: bool, limits: Limits) -> None:
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
            for record in read_records(path, read_input(path), name=source_name(path), limits=limits):
                if record.origin is None:
                    raise InputError(path, record.diagnostics[0].message)
                where = f"{shown(path)}, lines {record.source.line_start} to {record.source.line_end}"
                if summary:
                    counts = account(record).counts
                    print_out(f"{where}: {in_words(counts)}\n")
                else:
                    explained = explain(record)
                    counts = explained.account.counts
                    print_out(f"{where}\n\n{explained}\n\n")
                records, total = records + 1, total + counts
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
