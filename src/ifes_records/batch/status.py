"""What becomes of inputs and records: each has exactly one status."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from enum import StrEnum

from attrs import Factory, define, field, frozen

from ifes_records.diagnostics import Severity, severity_of


class InputStatus(StrEnum):
    """What became of an input: a file, standard input, an archive, a crawl file."""

    READ = "read"
    """All of it was read; each of its records has its own status."""
    FAILED = "failed"
    """It could not be read, or not to its end; the records before the fault were converted."""
    SKIPPED = "skipped"
    """It was not opened on purpose: a link that leads out of the folder, a pipe in a folder."""


class RecordStatus(StrEnum):
    """What became of a record."""

    CONVERTED = "converted"
    """An election, written; its diagnostics, if any, have severity info."""
    CONVERTED_WITH_DIAGNOSTICS = "converted_with_diagnostics"
    """An election, written; at least one of its diagnostics has severity warning or error."""
    COUNTRY_PAGE = "country_page"
    """The page of a country; no document."""
    UNRECOGNISED = "unrecognised"
    """Not an election: empty, binary, HTML, prose, too large; no document."""
    FAILED = "failed"
    """The record, or its part of the archive, could not be read or written; no document."""


WRITTEN = (RecordStatus.CONVERTED, RecordStatus.CONVERTED_WITH_DIAGNOSTICS)
"""The statuses of records that have a document."""


@frozen
class Outcome:
    """What became of one record: plain data that a worker sends back and the journal keeps."""

    status: RecordStatus
    reason: str | None = None
    """Why there is no document: ``E-EMPTY The text is empty.``; ``None`` if there is one."""
    record_id: str | None = None
    url: str | None = None
    index: int = 0
    line_start: int = 0
    line_end: int = 0
    codes: Mapping[str, int] = field(factory=dict)
    """How often each diagnostic code was given."""
    lost: bool = False
    """Whether the machine is to blame: a worker was killed, there was no more memory. The next run tries it again."""


@define
class Totals:
    """The number of inputs and records with each status, and of diagnostics with each code."""

    inputs: Counter[InputStatus] = Factory(Counter)
    records: Counter[RecordStatus] = Factory(Counter)
    codes: Counter[str] = Factory(Counter)
    """Occurrences of each code in all records."""
    ignored: int = 0
    """Members of archives and pages of crawl files that were not asked for."""

    @property
    def all_read(self) -> bool:
        """Whether every input was read, and every record is an election or the page of a country."""
        failed = self.records[RecordStatus.FAILED] + self.records[RecordStatus.UNRECOGNISED]
        return not (self.inputs[InputStatus.FAILED] or failed)

    def has_severity(self, severity: Severity) -> bool:
        """Whether any record has a diagnostic of at least this severity."""
        order = tuple(Severity)
        return any(order.index(severity_of(code)) >= order.index(severity) for code in self.codes)

    def add(self, outcome: Outcome, sign: int = 1) -> None:
        """Count a record; with a ``sign`` of -1, remove it again."""
        self.records[outcome.status] += sign
        self.codes.update({code: sign * times for code, times in outcome.codes.items()})

    def __str__(self) -> str:
        parts = [
            counted(self.records[status], "country page")
            if status is RecordStatus.COUNTRY_PAGE
            else f"{self.records[status]:,} {status.replace('_', ' ')}"
            for status in RecordStatus
        ]
        read = [f"{self.inputs[one]:,} {one}" for one in InputStatus if self.inputs[one] or one is InputStatus.READ]
        records = f"{counted(self.records.total(), 'record')}: {', '.join(parts)}"
        inputs = f"{counted(self.inputs.total(), 'input')}: {', '.join(read)}"
        return f"{records}; {inputs}" + (f"; {self.ignored:,} ignored" if self.ignored else "")


def counted(number: int, noun: str) -> str:
    """The number with its noun: ``1 record``, ``2,000 records``."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def notice(location: str, message: str, line: int | None = None) -> str:
    """A line for the user: ``dump.txt:120: E-EMPTY The text is empty.``."""
    return f"{location}:{line}: {message}" if line else f"{location}: {message}"
