"""The command line: arguments, messages and exit codes. Reading is pipeline.py's, many inputs batch's."""

from __future__ import annotations

import sys
from collections import Counter
from typing import Any

import click

from ifes_records import __version__
from ifes_records.batch import OutputError
from ifes_records.batch.fates import counted
from ifes_records.cli.convert import convert
from ifes_records.cli.help import EPILOGS
from ifes_records.cli.inputs import Failures, one_file, records_at
from ifes_records.cli.options import MAX_CHARACTERS, PATHS, min_severity
from ifes_records.cli.output import Printer, hold_closed_streams, print_out, shown
from ifes_records.diagnostics import Severity, severity_of
from ifes_records.json import to_json
from ifes_records.limits import Limits
from ifes_records.model import SourceKind
from ifes_records.model.origin import Role
from ifes_records.schema import schema_text
from ifes_records.trace import account, explain, in_words

UNREAD, INTERRUPTED = 1, 130
HELP = {"help_option_names": ["--help", "-h"]}


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
@click.version_option(__version__, prog_name="ifes-records")
def main() -> None:
    """Turn the text of IFES ElectionGuide records into checked JSON."""
    hold_closed_streams()


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
    failures = Failures()
    for found in records_at([one_file(file)], limits, failures, split=dump):
        record = found.record
        if record.source.container is not None and not dump:
            failures(
                f"{shown(found.place)}: cannot be read: it is in an archive or a crawl file; 'convert' reads those"
            )
            break
        printer = Printer(shown(found.place), found.text.piece, min_severity)
        for diagnostic in () if quiet else printer.chosen(record):
            click.echo(printer.format(diagnostic, record), err=True)
        errors = any(diagnostic.severity is Severity.ERROR for diagnostic in record.diagnostics)
        failed = failed or errors or record.source.kind is not SourceKind.ELECTION
        if not (strict and errors):
            print_out(to_json(record, indent=not (compact or dump)))
    if failed or failures.number:
        sys.exit(UNREAD)


main.add_command(convert)


@main.command(epilog=EPILOGS["check"])
@PATHS
@min_severity(Severity.INFO)
@MAX_CHARACTERS
def check(paths: tuple[str, ...], min_severity: str, limits: Limits) -> None:
    """Print the diagnostics of many records.

    Inputs are found as for convert. Diagnostics are printed to standard output as
    path:line:column: CODE message, counts by code to standard error. Nothing is written.
    """
    codes: Counter[str] = Counter()
    records = 0
    failures = Failures()
    for found in records_at(paths, limits, failures):
        records += 1
        printer = Printer(shown(found.place), found.text.piece, min_severity)
        for diagnostic in printer.chosen(found.record):
            codes[diagnostic.code] += 1
            print_out(printer.format(diagnostic, found.record) + "\n")
    told = ", ".join(f"{code} {codes[code]}" for code in sorted(codes)) or "no diagnostics"
    click.echo(f"{counted(records + failures.number, 'record')}, {failures.number} failed: {told}", err=True)
    if failures.number or any(severity_of(code) is Severity.ERROR for code in codes):
        sys.exit(UNREAD)


@main.command(name="explain", epilog=EPILOGS["explain"])
@PATHS
@click.option("--summary", is_flag=True, help="Print only how many characters became what.")
@MAX_CHARACTERS
def explain_command(paths: tuple[str, ...], summary: bool, limits: Limits) -> None:
    """Print the text of records line by line, and what became of each line.

    Below a line stand the fields that it was read as, the facts that begin in it (->), and what is no field's:
    labels and site furniture. The last line counts the characters that are not white space. Inputs are found
    as for convert; of several records, each has a line with its place above it.
    """
    total: Counter[Role] = Counter()
    records = 0
    failures = Failures()
    for found in records_at(paths, limits, failures):
        record = found.record
        if record.origin is None:
            failures(f"{shown(found.place)}: cannot be read: {record.diagnostics[0].message}")
            continue
        where = f"{shown(found.place)}, lines {record.source.line_start} to {record.source.line_end}"
        if summary:
            counts = account(record).counts
            print_out(f"{where}: {in_words(counts)}\n")
        else:
            explained = explain(record)
            counts = explained.account.counts
            print_out(f"{where}\n\n{explained}\n\n")
        records, total = records + 1, total + counts
    if records > 1:
        print_out(f"{counted(records, 'record')}: {in_words(total)}\n")
    if failures.number or total[Role.LOST]:
        sys.exit(UNREAD)


@main.command(epilog=EPILOGS["schema"])
def schema() -> None:
    """Print the JSON Schema of the documents that parse and convert write."""
    print_out(schema_text())
