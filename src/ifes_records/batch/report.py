"""The report: ``report.json`` sums up a conversion; the journal has the status of every input and record."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import orjson
from attrs import asdict

from ifes_records.batch.errors import OutputError
from ifes_records.batch.files import is_report, replacing, writing
from ifes_records.batch.journal import InputEntry, Journal, RecordEntry
from ifes_records.batch.names import as_text
from ifes_records.batch.status import InputStatus, RecordStatus, Totals

REPORT_VERSION = "2.0"
# So many faults are in a report, which stays small; the journal has all.
MOST_FAULTS = 1000


def write_report(path: Path, journal: Journal, head: dict[str, Any]) -> None:
    """Write the report. Raises ``OutputError``."""
    unfinished = path.with_name(f".{path.name}.unfinished")
    with writing(path):
        is_special = path.exists() and not path.is_file()  # a pipe, /dev/stdout
        if path.is_file() and not is_report(path):  # it has come since the run began
            raise OutputError(path, "It is not the report of a conversion, so it is not replaced.")
    content = orjson.dumps(_content(journal, head), option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)
    with writing(path), path.open("wb") if is_special else replacing(path, unfinished) as file:
        file.write(content)


def _content(journal: Journal, head: dict[str, Any]) -> dict[str, Any]:
    faults = [*islice(journal.faults(), MOST_FAULTS)]
    return {
        "report_version": REPORT_VERSION,
        **head,
        "totals": totals_as_data(journal.totals()),
        "faults": [*map(_as_data, faults)],
        "faults_left_out": journal.number_of_faults() - len(faults),
    }


def lines(journal: Journal) -> Iterator[bytes]:
    """The status of each input, followed by those of its records, as lines of JSON."""
    for entry in journal.inputs():
        yield orjson.dumps(_as_data(entry), option=orjson.OPT_APPEND_NEWLINE)
        for record in journal.records(entry.id):
            yield orjson.dumps(_as_data(record), option=orjson.OPT_APPEND_NEWLINE)


def _as_data(entry: InputEntry | RecordEntry) -> dict[str, Any]:
    if isinstance(entry, RecordEntry):
        return {"location": entry.location, "document": entry.document, **asdict(entry.outcome)}
    # An input that was being read when a run was stopped has no status yet.
    about = {name: getattr(entry, name) for name in ("size", "status", "reason", "ignored")}
    return {"path": as_text(entry.path), **about}


def totals_as_data(totals: Totals) -> dict[str, Any]:
    """The totals as plain data, including statuses with no input or record."""
    return {
        "inputs": {status.value: totals.inputs[status] for status in InputStatus},
        "records": {status.value: totals.records[status] for status in RecordStatus},
        "ignored": totals.ignored,
        "codes": dict(sorted((code, number) for code, number in totals.codes.items() if number)),
    }
