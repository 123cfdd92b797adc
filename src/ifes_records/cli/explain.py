"""``ifes-records explain``: a record's text line by line, with what each line was read as."""

from __future__ import annotations

import sys
from collections import Counter
from typing import Any

import click
import orjson

from ifes_records import trace
from ifes_records.batch.status import counted
from ifes_records.cli.help import EPILOGS
from ifes_records.cli.inputs import Failures, FoundRecord, records_at
from ifes_records.cli.options import MAX_CHARACTERS, PATHS, text_or_json
from ifes_records.cli.output import FAILED, Terminal, print_out
from ifes_records.limits import Limits
from ifes_records.model.origin import Role


@click.command(epilog=EPILOGS["explain"])
@PATHS
@click.option("--record", "number", metavar="N", type=click.IntRange(min=1), help="Only the Nth record of a dump.")
@click.option("--summary", is_flag=True, help="Print only how many characters were read as what.")
@text_or_json("text: for people; json: one line for each record.")
@MAX_CHARACTERS
def explain(paths: tuple[str, ...], number: int | None, summary: bool, form: str, limits: Limits) -> None:
    """Print the text of records line by line, with what each line was read as.

    PATH is an input as for convert. Below a line are the fields that it gave, the facts that begin in it (->), and
    its labels and boilerplate, which belong to no field. The last line counts the characters that are not white
    space. Above each record is a line with its path and lines.
    """
    total: Counter[Role] = Counter()
    records = 0
    failures = Failures()
    terminal = Terminal.of(sys.stdout)
    for found in records_at(paths, limits, failures, number=number):
        record = found.record
        if record.origin is None:
            failures(f"{found.path}: {record.diagnostics[0].message}")
            continue
        counts = trace.account(record).counts
        if form == "json":
            print_out(orjson.dumps(_as_data(found, summary), option=orjson.OPT_APPEND_NEWLINE).decode())
        else:
            lines = f"{found.path}, lines {record.source.line_start} to {record.source.line_end}"
            text = (
                "" if summary else "".join(_shown(line, terminal) for line in str(trace.explain(record)).split("\n"))
            )
            print_out(f"{lines}: {trace.in_words(counts)}\n" if summary else f"{lines}\n\n{text}\n")
        records, total = records + 1, total + counts
    if number is not None and not records and not failures.number:
        failures(f"There is no record {number}.")
    if records > 1 and form == "text":
        print_out(f"{counted(records, 'record')}: {trace.in_words(total)}\n")
    if failures.number or total[Role.LOST]:
        sys.exit(FAILED)


def _shown(line: str, terminal: Terminal) -> str:
    """A line as printed: on a terminal, what a line was read as is dimmer than the text."""
    line = terminal.cut(line)
    return (terminal.style(line, dim=True) if line.startswith(" " * 7) else line) + "\n"


def _as_data(found: FoundRecord, summary: bool) -> dict[str, Any]:
    """The explanation of a record as plain data; offsets count the characters of the file."""
    record = found.record
    explained = trace.explain(record)
    data = {
        "file": found.path,
        "record": record.source.index + 1,
        "line_start": record.source.line_start,
        "line_end": record.source.line_end,
        "characters": {role.value: explained.account.counts[role] for role in Role},
    }
    return data if summary else data | {"lines": [_line_as_data(line) for line in explained.lines]}


def _line_as_data(line: trace.ExplainedLine) -> dict[str, Any]:
    return {
        "line": line.number,
        "text": line.text,
        "fragments": [
            {"role": one.role.value, "path": one.path, "start": one.span.start, "end": one.span.end}
            for one, _ in line.fragments
        ],
        "facts": [path for path, _ in line.facts],
    }
