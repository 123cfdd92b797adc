"""``ifes-records explain``: a record's text line by line, with what each line was read as."""

from __future__ import annotations

import sys
from collections import Counter

import click

from ifes_records import trace
from ifes_records.batch.status import counted
from ifes_records.cli.help import EPILOGS
from ifes_records.cli.inputs import Failures, records_at
from ifes_records.cli.options import MAX_CHARACTERS, PATHS
from ifes_records.cli.output import FAILED, print_out
from ifes_records.limits import Limits
from ifes_records.model.origin import Role


@click.command(epilog=EPILOGS["explain"])
@PATHS
@click.option("--summary", is_flag=True, help="Print only how many characters were read as what.")
@MAX_CHARACTERS
def explain(paths: tuple[str, ...], summary: bool, limits: Limits) -> None:
    """Print the text of records line by line, with what each line was read as.

    Below a line are the fields that it gave, the facts that begin in it (->), and its labels and boilerplate, which
    belong to no field. The last line counts the characters that are not white space. Inputs are found as for
    convert; each record has a line above it with its path and lines.
    """
    total: Counter[Role] = Counter()
    records = 0
    failures = Failures()
    for found in records_at(paths, limits, failures):
        record = found.record
        if record.origin is None:
            failures(f"{found.path}: {record.diagnostics[0].message}")
            continue
        lines = f"{found.path}, lines {record.source.line_start} to {record.source.line_end}"
        counts = trace.account(record).counts
        print_out(f"{lines}: {trace.in_words(counts)}\n" if summary else f"{lines}\n\n{trace.explain(record)}\n\n")
        records, total = records + 1, total + counts
    if records > 1:
        print_out(f"{counted(records, 'record')}: {trace.in_words(total)}\n")
    if failures.number or total[Role.LOST]:
        sys.exit(FAILED)
