"""``report.json``: the status of every input and record, in this run and those that it resumed."""

from __future__ import annotations

from pathlib import Path
from typing import IO, Any

import orjson
from attrs import asdict

from ifes_records.batch.errors import OutputError
from ifes_records.batch.files import is_report, replacing, writing
from ifes_records.batch.journal import Journal
from ifes_records.batch.names import as_text
from ifes_records.batch.status import InputStatus, RecordStatus, Totals

REPORT_VERSION = "1.0"


def write_report(path: Path, journal: Journal, head: dict[str, Any]) -> None:
    """Write the report, record by record, so that memory does not grow with it. Raises ``OutputError``."""
    unfinished = path.with_name(f".{path.name}.unfinished")
    with writing(path):
        is_special = path.exists() and not path.is_file()  # a pipe, /dev/stdout
        if path.is_file() and not is_report(path):  # it has come since the run began
            raise OutputError(path, "It is not the report of a conversion, so it is not replaced.")
    with writing(path), path.open("wb") if is_special else replacing(path, unfinished) as file:
        _write(file, journal, head)


def _write(file: IO[bytes], journal: Journal, head: dict[str, Any]) -> None:
    start = {"report_version": REPORT_VERSION, **head, "totals": totals_as_data(journal.totals())}
    file.write(orjson.dumps(start, option=orjson.OPT_INDENT_2).removesuffix(b"\n}") + b',\n  "inputs": [')
    for number, entry in enumerate(journal.inputs()):
        # An input that was being read when a run was stopped has no status yet.
        about = {name: getattr(entry, name) for name in ("size", "status", "reason", "ignored")}
        file.write(b",\n    " if number else b"\n    ")
        file.write(orjson.dumps({"path": as_text(entry.path), **about}).removesuffix(b"}") + b',"records":[')
        for record_number, record in enumerate(journal.records(entry.id)):
            line = {"location": record.location, "document": record.document, **asdict(record.outcome)}
            file.write((b",\n      " if record_number else b"\n      ") + orjson.dumps(line))
        file.write(b"]}")
    file.write(b"\n  ]\n}\n")


def totals_as_data(totals: Totals) -> dict[str, Any]:
    """The totals as plain data, including statuses with no input or record."""
    return {
        "inputs": {status.value: totals.inputs[status] for status in InputStatus},
        "records": {status.value: totals.records[status] for status in RecordStatus},
        "ignored": totals.ignored,
        "codes": dict(sorted((code, number) for code, number in totals.codes.items() if number)),
    }
