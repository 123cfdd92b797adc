"""Election results in NIST's common data format: SP 1500-100, version 2, JSON.

A report has what the standard has a place for; everything else of the record is in its ``losses``. If the page lacks
what the standard demands (a date, the time of the report, how many votes a voter has), there is no report.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import orjson
from attrs import frozen

from ifes_records.model import ElectionRecord
from ifes_records.tables.head import label
from ifes_records.tables.keys import keyed
from ifes_records.tables.leaves import Leaf, classes
from ifes_records.tables.nist_objects import Maker


class RefusedError(ValueError):
    """A record cannot be a report of the standard; the message has a sentence for each reason."""


@frozen
class NistReport:
    """A report, and what of the record is not in it."""

    document: dict[str, Any]
    """The ElectionReport, as the standard's JSON schema has it."""
    losses: dict[str, Leaf]
    """The values of the record's JSON that the report leaves out, by path."""


def nist_report(
    record: ElectionRecord, *, generated: str | None = None, votes_allowed: int | None = None
) -> NistReport:
    """The ElectionReport of a record, and the values that are not in it.

    ``generated`` is the time of the report (``2024-05-01T00:00:00Z``), by default midnight (UTC) of the day when the
    record was last modified. ``votes_allowed`` is how many candidates a voter may choose in an election that is not
    for a presidency. Raises ``RefusedError`` if the record lacks what the standard demands: a whole date, or either
    of these two if you don't give them.
    """
    maker = Maker(record, generated, votes_allowed)
    if reasons := maker.reasons():
        raise RefusedError(" ".join(reasons))
    return NistReport(maker.report(), maker.keep.left)


def write_nist(
    records: Iterable[ElectionRecord],
    folder: Path,
    *,
    generated: str | None = None,
    votes_allowed: int | None = None,
    notify: Callable[[str], None] = lambda line: None,
) -> None:
    """Write a report for each record, and ``losses.csv``, which counts what they leave out.

    ``notify`` is called with a line for each record that is refused. Raises ``OSError``.
    """
    with (folder / "losses.csv").open("w", encoding="utf-8", newline="") as file:
        losses = csv.writer(file)
        losses.writerow(["record_key", "path", "values"])
        for key, record in keyed(records):
            try:
                report = nist_report(record, generated=generated, votes_allowed=votes_allowed)
            except RefusedError as error:
                notify(f"{record.source.path or record.source.name or key} ({label(record)}): {error}")
                continue
            data = orjson.dumps(report.document, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)
            (folder / f"{key}.nist.json").write_bytes(data)
            losses.writerows([key, path, number] for path, number in classes(report.losses).items())
