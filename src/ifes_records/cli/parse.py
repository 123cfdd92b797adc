"""``ifes-records parse``: the JSON of one record, or of each record of a dump."""

from __future__ import annotations

import sys

import click

from ifes_records.cli.help import EPILOGS
from ifes_records.cli.inputs import Failures, one_file, records_at
from ifes_records.cli.options import MAX_CHARACTERS, min_severity
from ifes_records.cli.output import FAILED, Terminal, print_out
from ifes_records.diagnostics import Severity
from ifes_records.json import to_json
from ifes_records.limits import Limits
from ifes_records.model import SourceKind


@click.command(epilog=EPILOGS["parse"])
@click.argument("file", metavar="FILE|-", type=click.Path())
@click.option("--dump", is_flag=True, help="Read many records; print each as one line of JSON.")
@click.option("--strict", is_flag=True, help="Print no JSON for a record with errors.")
@click.option("--compact", is_flag=True, help="Print the JSON on one line.")
@click.option("--quiet", is_flag=True, help="Print no diagnostics.")
@min_severity(Severity.WARNING)
@MAX_CHARACTERS
def parse(file: str, dump: bool, strict: bool, compact: bool, quiet: bool, min_severity: str, limits: Limits) -> None:
    """Print the JSON of one record.

    FILE may be compressed; - is standard input. Diagnostics go to standard error as path:line:column: CODE message.
    A text that is not an election gives JSON too; its source.kind is country or unrecognised.
    """
    failed = False
    terminal = Terminal.of(sys.stderr)
    failures = Failures()
    for found in records_at([one_file(file)], limits, failures, split=dump):
        record = found.record
        if record.source.container is not None and not dump:
            commands = "“convert”, “check” and “explain”"
            failures(f"{found.path}: It is in an archive or a crawl file, which only {commands} read.")
            break
        for diagnostic in () if quiet else found.diagnostics(min_severity):
            click.echo(diagnostic.text(terminal), err=True)
        errors = any(diagnostic.severity is Severity.ERROR for diagnostic in record.diagnostics)
        failed = failed or errors or record.source.kind is not SourceKind.ELECTION
        if not (strict and errors):
            print_out(to_json(record, indent=not (compact or dump)))
    if failed or failures.number:
        sys.exit(FAILED)
