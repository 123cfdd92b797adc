"""``ifes-records schema``: the JSON Schema of the documents."""

from __future__ import annotations

import click

from ifes_records.cli.help import EPILOGS
from ifes_records.cli.output import print_out
from ifes_records.schema import schema_text


@click.command(epilog=EPILOGS["schema"])
def schema() -> None:
    """Print the JSON Schema of the documents that parse and convert write."""
    print_out(schema_text())
