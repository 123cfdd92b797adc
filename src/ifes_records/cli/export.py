"""``ifes-records export``: existing documents and lines → tables."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Any

import click

from ifes_records.batch import ExistingOutputError, Format, OutputError, WrongPathError
from ifes_records.batch.documents import DOCUMENTS, Documents
from ifes_records.batch.find import check_paths, find
from ifes_records.batch.tables import check_free_for_tables, check_installed, check_is_path, write_tables
from ifes_records.cli.help import EPILOGS
from ifes_records.cli.inputs import usage_error
from ifes_records.cli.options import output_option
from ifes_records.cli.output import FAILED, shown
from ifes_records.diagnostics import quoted


@click.command(epilog=EPILOGS["export"])
@click.argument("paths", metavar="PATH|-...", nargs=-1, required=True, type=click.Path())
@output_option("Folder of the tables; a file for sqlite, parlgov and partyfacts.")
@click.option(
    "--format",
    "form",
    required=True,
    type=click.Choice([form.value for form in Format if form.is_tables]),
    help="What to write.",
)
@click.option(
    "--generated",
    metavar="TIME",
    help="nist: the time of the reports [default: the day when the record was modified].",
)
@click.option(
    "--votes-allowed",
    metavar="N",
    type=click.IntRange(min=1),
    help="nist: how many candidates a voter may choose, except for presidencies.",
)
@click.option(
    "--min-share",
    metavar="PERCENT",
    type=click.FloatRange(0, 100),
    help="partyfacts: smallest share of the vote [default: 1].",
)
@click.option("--overwrite", is_flag=True, help="Replace the files of an earlier export.")
@click.option("--quiet", is_flag=True, help="Print only errors that end the run.")
def export(
    paths: tuple[str, ...],
    output: str,
    form: str,
    generated: str | None,
    votes_allowed: int | None,
    min_share: float | None,
    *,
    overwrite: bool,
    quiet: bool,
) -> None:
    """Write tables from JSON documents.

    PATH is a document (.json), a file of lines (.jsonl), either of them compressed, or a folder of such files; - is
    standard input. A document that is not an election's is reported, and has no rows.
    """
    target, layout = Path(output), Format(form)
    options = _options(layout, generated=generated, votes_allowed=votes_allowed, min_share=min_share)
    try:
        check_installed(layout)
        check_is_path(output, layout)
    except ValueError as error:
        raise click.UsageError(str(error), click.get_current_context()) from error

    def say(line: str) -> None:
        if not quiet:
            click.echo(shown(line), err=True)

    documents = Documents(paths, say)
    try:
        check_paths(paths, DOCUMENTS)
        check_free_for_tables(target, layout, find(paths, DOCUMENTS), overwrite=overwrite)
        write_tables(documents.records(), target, layout, documents.refuse, **options)
    except (WrongPathError, ExistingOutputError) as error:
        raise usage_error(error) from error
    except OutputError as error:
        raise click.ClickException(f"{shown(error.path)}: {error.reason}") from error
    say(f"{documents}.")
    sys.exit(0 if documents.all_exported else FAILED)


# What the standard asks of a time, with its zone.
_TIME = re.compile(
    r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(Z|[+-][01]\d:[0-5]\d)"
)
_OF_FORMAT = {"generated": Format.NIST, "votes_allowed": Format.NIST, "min_share": Format.PARTYFACTS}


def _options(form: Format, **given: str | float | None) -> dict[str, Any]:
    """The options that were given. Raises a usage error for one that the format does not have."""
    options = {name: value for name, value in given.items() if value is not None}
    for name in options:
        if form is not _OF_FORMAT[name]:
            option = f"--{name.replace('_', '-')}"
            raise click.UsageError(f"{option} is only for the format {_OF_FORMAT[name]}, not {form}.")
    time = options.get("generated")
    if time is not None and not _TIME.fullmatch(str(time)):
        message = f"--generated: {quoted(str(time))} is not a time with a zone, such as 2024-05-01T00:00:00Z."
        raise click.UsageError(message)
    return options
