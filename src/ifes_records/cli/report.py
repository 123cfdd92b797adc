"""``ifes-records report``: what became of each input and record of a conversion, from its journal."""

from __future__ import annotations

from contextlib import closing
from itertools import islice
from pathlib import Path

import click

from ifes_records.batch.errors import OutputError
from ifes_records.batch.files import journal_of
from ifes_records.batch.journal import Journal
from ifes_records.batch.report import lines
from ifes_records.cli.help import EPILOGS
from ifes_records.cli.output import print_out, shown

AT_A_TIME = 1000


@click.command(epilog=EPILOGS["report"])
@click.argument("output", metavar="OUTPUT", type=click.Path(path_type=Path))
def report(output: Path) -> None:
    """Print what became of each input and record of a conversion.

    OUTPUT is the folder or file that convert wrote. Each line is JSON: a line with a path is an input, and the lines
    below it, with a location, are its records.
    """
    path = journal_of(output)
    if not path.is_file():
        raise click.UsageError(f"{shown(output)}: It has no journal of a conversion.", click.get_current_context())
    try:
        with closing(Journal.to_read(path)) as journal:
            left = lines(journal)
            while some := b"".join(islice(left, AT_A_TIME)):
                print_out(some.decode())
    except OutputError as error:
        raise click.ClickException(f"{shown(error.path)}: {error.reason}") from error
