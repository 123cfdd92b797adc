"""The command line: arguments, messages and exit codes. Reading is pipeline.py's, many inputs convert.py's."""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NoReturn

import click
from attrs import evolve

from ifes_records.convert import (
    InputError,
    Inputs,
    OutputError,
    PathError,
    Summary,
    convert,
    counted,
    find_inputs,
    make_folder,
    name_outputs,
    read_input,
    read_records,
    source_name,
)
from ifes_records.diagnostics import Diagnostic, Severity
from ifes_records.json import to_json
from ifes_records.model import ElectionRecord, SourceKind
from ifes_records.source import SourceText, decode

UNREAD, INTERRUPTED = 1, 130
SEVERITIES = tuple(Severity)
# A bar for fewer inputs is gone before it is seen.
INPUTS_WITHOUT_PROGRESS = 50

CLEAR_LINE = "\r\x1b[K"


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


@click.group(cls=Commands, name="ifes-records", context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="ifes-records", prog_name="ifes-records")
def main() -> None:
    """Turn the text of IFES ElectionGuide records into checked JSON.

    \b
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
    """


def min_severity(default: Severity) -> Any:
    """The option ``--min-severity`` of a command."""
    return click.option(
        "--min-severity",
        type=click.Choice([severity.value for severity in SEVERITIES]),
        default=default.value,
        show_default=True,
        help="Least severity of the diagnostics that are shown.",
    )


PATHS = click.argument("paths", metavar="PATH...", nargs=-1, required=True, type=click.Path(path_type=Path))


@main.command()
@click.argument("file", metavar="FILE|-", type=click.Path(path_type=Path, allow_dash=True))
@click.option("--dump", is_flag=True, help="Read a text of many records; print one line of JSON for each.")
@click.option("--strict", is_flag=True, help="Print no JSON for a record with errors.")
@click.option("--compact", is_flag=True, help="Print the JSON on one line.")
@click.option("--quiet", is_flag=True, help="Show no diagnostics.")
@min_severity(Severity.WARNING)
def parse(file: Path, dump: bool, strict: bool, compact: bool, quiet: bool, min_severity: str) -> None:
    """Print the JSON of one record, from FILE or (-) standard input.

    Diagnostics go to standard error as path:line:column: CODE message. A text that is no election gives
    JSON too, which says so: source.kind is country or unrecognised.

    \b
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
    """
    standard_input = str(file) == "-"
    if not standard_input:
        one_file(file)
    try:
        data = click.get_binary_stream("stdin").read() if standard_input else read_input(file)
        printer = Diagnostics("<stdin>" if standard_input else shown(file), data, min_severity)
        failed = False
        name = None if standard_input else source_name(file)
        for record in read_records(file, data, name=name, split=dump):
            if not quiet:
                for line in printer.of(record):
                    click.echo(line, err=True)
            errors = any(diagnostic.severity is Severity.ERROR for diagnostic in record.diagnostics)
            failed |= errors or record.source.kind is not SourceKind.ELECTION
            if not (strict and errors):
                print_out(to_json(record, indent=not (compact or dump)))
    except InputError as error:
        print_failure(error)
        failed = True
    if failed:
        sys.exit(UNREAD)


@main.command(name="convert")
@PATHS
@click.option(
    "-o",
    "--output",
    metavar="DIR",
    required=True,
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder for the JSON documents; made if missing.",
)
def convert_command(paths: tuple[Path, ...], output: Path) -> None:
    """Write a JSON document for each election in files and folders.

    Folders are searched at any depth for files named *.txt. 4078.txt gives 4078.json; a file of several
    records gives dump-0001.json, dump-0002.json and so on. Documents of an earlier run are replaced. What is no
    election gives no document but a line on standard error, where a summary ends the run.

    \b
    Examples:
      ifes-records convert records/ -o json/
      ifes-records convert 4078.txt dump-of-2023 -o .

    \b
    Exit codes:
      0    every text is an election, with or without warnings, or the page of a country
      1    an input cannot be read or is neither, or the output cannot be written
      2    wrong usage: an unknown option, a path that does not exist, a folder without records
      130  interrupted; documents written so far are whole
    """
    inputs = all_inputs(paths)
    summary = Summary()
    make_folder(output)
    for error in inputs.unreadable:
        print_failure(error)
        summary.add_unreadable()
    with progress(inputs) as files:
        for job in files:
            ...
