"""``ifes-records check``: the diagnostics of many records, without writing anything."""

from __future__ import annotations

import sys
from collections import Counter

import click

from ifes_records.batch.status import counted
from ifes_records.cli.help import EPILOGS
from ifes_records.cli.inputs import Failures, records_at
from ifes_records.cli.options import MAX_CHARACTERS, PATHS, min_severity
from ifes_records.cli.output import FAILED, print_out
from ifes_records.diagnostics import Severity, severity_of
from ifes_records.limits import Limits


@click.command(epilog=EPILOGS["check"])
@PATHS
@min_severity(Severity.INFO)
@MAX_CHARACTERS
def check(paths: tuple[str, ...], min_severity: str, limits: Limits) -> None:
    """Print the diagnostics of many records.

    Inputs are found as for convert; nothing is written. Diagnostics go to standard output as
    path:line:column: CODE message, and the number of each code to standard error.
    """
    codes: Counter[str] = Counter()
    records = 0
    failures = Failures()
    for found in records_at(paths, limits, failures):
        records += 1
        for code, text in found.diagnostics(min_severity):
            codes[code] += 1
            print_out(text + "\n")
    summary = ", ".join(f"{code} {codes[code]}" for code in sorted(codes)) or "no diagnostics"
    click.echo(f"{counted(records + failures.number, 'record')}, {failures.number} failed: {summary}.", err=True)
    if failures.number or any(severity_of(code) is Severity.ERROR for code in codes):
        sys.exit(FAILED)
