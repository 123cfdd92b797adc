"""``report.json``: what became of every input and every record, in this run and in those that it went on with."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

import orjson

from ifes_records.batch.fates import InputFate, RecordFate, Totals
from ifes_records.batch.files import told
from ifes_records.batch.journal import InputEntry, Journal, RecordEntry
from ifes_records.batch.names import as_text

REPORT_VERSION = "1.0"


def write_report(path: Path, journal: Journal, head: dict[str, Any]) -> None:
    """Write the report, record by record, so that memory does not grow with it. Raises ``OutputError``."""
    unfinished = path.with_name(f".{path.name}.unfinished")
    with told(path):
        if path.exists() and not path.is_file():  # a pipe, /dev/stdout
            with path.open("wb") as file:
                _write(file, journal, head)
            return
        with unfinished.open("wb") as file:
            _write(file, journal, head)
        os.replace(unfinished, path)


def _write(file: BinaryIO, journal: Journal, head: dict[str, Any]) -> None:
    start = {"report_version": REPORT_VERSION, **head, "totals": totals_as_data(journal.totals())}
    file.write(orjson.dumps(start, option=orjson.OPT_INDENT_2).removesuffix(b"\n}") + b',\n  "inputs": [')
    for number, entry in enumerate(journal.inputs()):
        file.write(b",\n    " if number else b"\n    ")
        file.write(orjson.dumps(_input(entry)).removesuffix(b"}") + b',"records":[')
        for line in _lines(journal.records(entry.id)):
            file.write(line)
        file.write(b"]}")
    file.write(b"\n  ]\n}\n")


def _lines(records: Iterator[RecordEntry]) -> Iterator[bytes]:
    for number, record in enumerate(records):
        yield (b",\n      " if number else b"\n      ") + orjson.dumps(_record(record))


def totals_as_data(totals: Totals) -> dict[str, Any]:
    """The sums as plain data; every fate is there, also those that nothing came to."""
    return {
        "inputs": {fate.value: totals.inputs[fate] for fate in InputFate},
        "records": {fate.value: totals.records[fate] for fate in RecordFate},
        "passed_over": totals.passed_over,
        "codes": dict(sorted((code, number) for code, number in totals.codes.items() if number)),
    }


def _input(entry: InputEntry) -> dict[str, Any]:
    return {
        "path": as_text(entry.path),
        "size": entry.size,
        # What is in the middle of being read when a run is stopped has no fate yet.
        "fate": entry.fate,
        "reason": entry.reason,
        "passed_over": entry.passed_over,
    }


def _record(entry: RecordEntry) -> dict[str, Any]:
    return {
        "place": entry.place,
        "index": entry.index,
        "line_start": entry.line_start,
        "line_end": entry.line_end,
        "record_id": entry.record_id,
        "url": entry.url,
        "fate": entry.fate,
        "reason": entry.reason,
        "document": entry.document,
        "codes": entry.codes,
    }
