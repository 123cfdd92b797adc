"""``ifes-records check``: the diagnostics of many records, without writing anything."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator

import click

from ifes_records.batch.status import counted
from ifes_records.cli.check_formats import FORMATS, statistics_as
from ifes_records.cli.help import EPILOGS
from ifes_records.cli.inputs import Failures, FoundDiagnostic, records_at
from ifes_records.cli.options import MAX_CHARACTERS, PATHS, min_severity
from ifes_records.cli.output import FAILED, print_out
from ifes_records.diagnostics import CODES, Severity, severity_of
from ifes_records.limits import Limits


def _prefixes(ctx: click.Context, option: click.Parameter, given: tuple[str, ...]) -> tuple[str, ...]:
    """The codes, or beginnings of codes, in the values of an option. Raises a usage error for one of no code."""
    prefixes = tuple(prefix.strip().upper() for value in given for prefix in value.split(","))
    for prefix in prefixes:
        if not prefix or not any(code.startswith(prefix) for code in CODES):
            raise click.BadParameter(f"No code begins with “{prefix}”; “ifes-records rule --all” lists them.")
    return prefixes


@click.command(epilog=EPILOGS["check"])
@PATHS
@click.option(
    "--format",
    "form",
    type=click.Choice(list(FORMATS)),
    default="text",
    show_default=True,
    help="text: for people; json: a list; github: annotations of GitHub Actions; sarif: SARIF 2.1.0.",
)
@click.option(
    "--select", metavar="CODES", multiple=True, callback=_prefixes, help="Only these codes: W-DATE,I-SUM-CAST."
)
@click.option("--ignore", metavar="CODES", multiple=True, callback=_prefixes, help="All but these codes.")
@click.option("--statistics", is_flag=True, help="Print how often each code occurs, and nothing else.")
@min_severity(Severity.INFO)
@MAX_CHARACTERS
def check(
    paths: tuple[str, ...],
    form: str,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    statistics: bool,
    min_severity: str,
    limits: Limits,
) -> None:
    """Print the diagnostics of many records.

    PATH is an input as for convert. Diagnostics go to standard output as path:line:column: CODE message, and the
    number of each code to standard error. CODES are codes or their beginnings, with commas between them.
    """
    if statistics and form not in ("text", "json"):
        raise click.UsageError(f"--statistics has the formats “text” and “json”, not “{form}”.")
    codes: Counter[str] = Counter()
    records = 0
    failures = Failures()

    def chosen() -> Iterator[FoundDiagnostic]:
        nonlocal records
        for found in records_at(paths, limits, failures):
            records += 1
            for diagnostic in found.diagnostics(min_severity):
                code = diagnostic.diagnostic.code
                if code.startswith(select or "") and not (ignore and code.startswith(ignore)):
                    codes[code] += 1
                    yield diagnostic

    if statistics:
        for _ in chosen():
            pass
        print_out(statistics_as(form, codes))
    else:
        for part in FORMATS[form](chosen(), failures):
            print_out(part)
    summary = ", ".join(f"{code} {codes[code]}" for code in sorted(codes)) or "no diagnostics"
    click.echo(f"{counted(records + failures.number, 'record')}, {failures.number} failed: {summary}.", err=True)
    if failures.number or any(severity_of(code) is Severity.ERROR for code in codes):
        sys.exit(FAILED)
