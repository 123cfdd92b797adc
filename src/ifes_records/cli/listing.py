"""``ifes-records list``: a table of records, a line for each."""

from __future__ import annotations

import os
import sys

import click

from ifes_records.batch.status import counted
from ifes_records.cli.documents import texts_or_documents_at
from ifes_records.cli.help import EPILOGS
from ifes_records.cli.inputs import Failures
from ifes_records.cli.options import MAX_CHARACTERS, PATHS
from ifes_records.cli.output import FAILED, Terminal, print_out, shown
from ifes_records.cli.table import HEADS, cells, table
from ifes_records.limits import Limits


@click.command("list", epilog=EPILOGS["list"])
@PATHS
@MAX_CHARACTERS
def listing(paths: tuple[str, ...], limits: Limits) -> None:
    """Print a table of records: date, status, country, contest, rows, votes, diagnostics.

    PATH is an input as for convert, or the output of convert. The column votes has the sum of the rows. On a
    terminal, lines are cut to its width.
    """
    failures = Failures()
    lines = [HEADS]
    for path in paths:
        above = f"{shown(path).rstrip(os.sep)}{os.sep}" if len(paths) == 1 and os.path.isdir(path) else ""
        found = texts_or_documents_at([path], limits, failures)
        lines += (cells(record, where.removeprefix(above)) for where, record in found)
    print_out("".join(line + "\n" for line in table(lines, Terminal.of(sys.stdout))))
    click.echo(f"{counted(len(lines) - 1, 'record')}, {failures.number} failed.", err=True)
    if failures.number:
        sys.exit(FAILED)
