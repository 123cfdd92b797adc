"""What becomes of inputs and records in a batch conversion; every one has exactly one fate."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from enum import StrEnum

from attrs import Factory, define, evolve, frozen

from ifes_records.diagnostics import Severity, severity_of


class InputFate(StrEnum):
    """What became of an input: a file, standard input, an archive, a crawl file."""

    READ = "read"
    """All of it was read; its records have fates of their own."""
    FAILED = "failed"
    """It could not be read, or not to its end; the records above the fault were converted."""
    SKIPPED = "skipped"
    """It was left out on purpose: a link that leads out of the folder, a pipe in a folder."""


class RecordFate(StrEnum):
    """What became of a record."""

    CONVERTED = "converted"
    """An election, written with no diagnostic or with such of severity info only."""
    CONVERTED_WITH_DIAGNOSTICS = "converted_with_diagnostics"
    """An election, written with at least one diagnostic of severity warning or error."""
    COUNTRY_PAGE = "country_page"
    """The page of a country; no document."""
    UNRECOGNISED = "unrecognised"
    """No election: empty, binary, HTML, prose, over the limit; no document."""
    FAILED = "failed"
    """The record, or the part of the archive that it lies in, could not be read or written; no document."""


WRITTEN = (RecordFate.CONVERTED, RecordFate.CONVERTED_WITH_DIAGNOSTICS)
"""The fates of records that have a document."""


@define
class Totals:
    """How many inputs and records came to what, and how often each diagnostic code was given."""

    inputs: Counter[InputFate] = Factory(Counter)
    records: Counter[RecordFate] = Factory(Counter)
    codes: Counter[str] = Factory(Counter)
    """Occurrences of each code in all records."""
    passed_over: int = 0
    """Pages of crawl files and members of archives that were not asked for."""

    @property
    def all_read(self) -> bool:
        """Whether every input was read, and every record in it was an election or the page of a country."""
        failed = self.records[RecordFate.FAILED] + self.records[RecordFate.UNRECOGNISED]
        return not (self.inputs[InputFate.FAILED] or failed)

    def has_severity(self, severity: Severity) -> bool:
        """Whether any record has a diagnostic of this severity or a graver one."""
        order = tuple(Severity)
        return any(order.index(severity_of(code)) >= order.index(severity) for code in self.codes)

    def add(self, fate: RecordFate, codes: Mapping[str, int], sign: int = 1) -> None:
        """Count a record; with a ``sign`` of -1, take it out again."""
        self.records[fate] += sign
        self.codes.update({code: sign * times for code, times in codes.items()})

    def __str__(self) -> str:
        records, inputs = self.records, self.inputs
        parts = [
            f"{records[RecordFate.CONVERTED]:,} converted",
            f"{records[RecordFate.CONVERTED_WITH_DIAGNOSTICS]:,} converted with diagnostics",
            counted(records[RecordFate.COUNTRY_PAGE], "country page"),
            f"{records[RecordFate.UNRECOGNISED]:,} unrecognised",
            f"{records[RecordFate.FAILED]:,} failed",
        ]
        of = [f"{inputs[InputFate.READ]:,} read"]
        of += [f"{inputs[fate]:,} {fate}" for fate in (InputFate.FAILED, InputFate.SKIPPED) if inputs[fate]]
        text = f"{counted(records.total(), 'record')}: {', '.join(parts)}; {counted(inputs.total(), 'input')}: "
        return text + ", ".join(of) + (f"; {self.passed_over:,} passed over" if self.passed_over else "")


@frozen
class Converted:
    """What a worker gives back for one record: plain data."""

    fate: RecordFate
    document: bytes | None
    """The JSON of an election as it is written to disk; ``None`` for what has no document, and in formats of one
    line a record, where the lines of a batch come together."""
    record_id: str | None
    url: str | None
    index: int
    line_start: int
    line_end: int
    codes: Mapping[str, int]
    """How often each diagnostic code was given."""
    reason: str | None = None
    """Why there is no document: ``E-EMPTY the text is empty``; ``None`` where there is one."""

    def without_document(self) -> Converted:
        """The same, for what has its document elsewhere."""
        return evolve(self, document=None)


def counted(number: int, noun: str) -> str:
    """The number with its noun: ``1 record``, ``2,000 records``."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
