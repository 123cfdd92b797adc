"""``ifes-records export``: documents and lines that are there → tables."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from ifes_records.batch import ExistingOutputError, Format, OutputError, WrongPathError
from ifes_records.batch.documents import DOCUMENTS, Documents
from ifes_records.batch.find import check_paths
from ifes_records.batch.tables import check_free_for_tables, check_installed, write_tables
from ifes_records.cli.help import EPILOGS
from ifes_records.cli.inputs import usage_error
from ifes_records.cli.output import FAILED, shown


@click.command(epilog=EPILOGS["export"])
@click.argument("paths", metavar="PATH|-...", nargs=-1, required=True, type=click.Path())
@click.option(
    "-o",
    "--output",
    metavar="PATH",
    required=True,
    type=click.Path(),
    help="Folder of the tables; for SQLite a file.",
)
@click.option(
    "--format",
    "form",
    required=True,
    type=click.Choice([form.value for form in Format if form.is_tables]),
    help="What to write.",
)
@click.option("--overwrite", is_flag=True, help="Replace the files of an earlier export.")
@click.option("--quiet", is_flag=True, help="Print only errors that end the run.")
def export(paths: tuple[str, ...], output: str, form: str, *, overwrite: bool, quiet: bool) -> None:
    """Write the records in JSON documents, files of lines, and folders of them as tables.

    The files may be compressed; - is standard input. A document that is not an election's is reported, and has no
    rows.
    """
    target, layout = Path(output), Format(form)
    documents = Documents(paths, lambda line: None if quiet else click.echo(shown(line), err=True))
    try:
        check_installed(layout)
        check_paths(paths, DOCUMENTS)
        if not overwrite:
            check_free_for_tables(target, layout)
        write_tables(documents.records(), target, layout)
    except (WrongPathError, ExistingOutputError) as error:
        raise usage_error(error) from error
    except ValueError as error:
        raise click.UsageError(str(error), click.get_current_context()) from error
    except OutputError as error:
        raise click.ClickException(f"{shown(error.path)}: {error.reason}") from error
    if not quiet:
        click.echo(f"{documents}.", err=True)
    sys.exit(FAILED if documents.counts["failed"] else 0)
