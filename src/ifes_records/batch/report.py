"""``report.json``: the status of every input and record, in this run and those that it resumed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

import orjson
from attrs import asdict

from ifes_records.batch.files import replacing, writing
from ifes_records.batch.journal import InputEntry, Journal, RecordEntry
from ifes_records.batch.names import as_text
from ifes_records.batch.status import InputStatus, RecordStatus, Totals

REPORT_VERSION = "1.0"


def write_report(path: Path, journal: Journal, head: dict[str, Any]) -> None:
    """Write the report, record by record, so that memory does not grow with it. Raises ``OutputError``."""
    if path.exists() and not path.is_file():  # a pipe, /dev/stdout
        with writing(path), path.open("wb") as file:
            _write(file, journal, head)
    else:
        with replacing(path, path.with_name(f".{path.name}.unfinished")) as file:
            _write(file, journal, head)


def _write(file: BinaryIO, journal: Journal, head: dict[str, Any]) -> None:
    start = {"report_version": REPORT_VERSION, **head, "totals": totals_as_data(journal.totals())}
    file.write(orjson.dumps(start, option=orjson.OPT_INDENT_2).removesuffix(b"\n}") + b',\n  "inputs": [')
    for number, entry in enumerate(journal.inputs()):
        file.write(b",\n    " if number else b"\n    ")
        file.write(orjson.dumps(_input(entry)).removesuffix(b"}") + b',"records":[')
        file.writelines(_lines(journal.records(entry.id)))
        file.write(b"]}")
    file.write(b"\n  ]\n}\n")


def _lines(records: Iterator[RecordEntry]) -> Iterator[bytes]:
    for number, entry in enumerate(records):
        record = {"location": entry.location, "document": entry.document, **asdict(entry.outcome)}
        yield (b",\n      " if number else b"\n      ") + orjson.dumps(record)


def totals_as_data(totals: Totals) -> dict[str, Any]:
    """The totals as plain data, including statuses with no input or record."""
    return {
        "inputs": {status.value: totals.inputs[status] for status in InputStatus},
        "records": {status.value: totals.records[status] for status in RecordStatus},
        "ignored": totals.ignored,
        "codes": dict(sorted((code, number) for code, number in totals.codes.items() if number)),
    }


def _input(entry: InputEntry) -> dict[str, Any]:
    # An input that was being read when a run was stopped has no status yet.
    return {
        "path": as_text(entry.path),
        **asdict(entry, filter=lambda field, _: field.name in ("size", "status", "reason", "ignored")),
    }
