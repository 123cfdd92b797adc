"""The work of the workers: texts of records in, their JSON and outcomes out.

Only plain data go in and out, and no file is read or written: a worker may be on another machine.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from attrs import evolve, frozen

from ifes_records.batch.options import Form, Format, compressed
from ifes_records.batch.status import Outcome, RecordStatus
from ifes_records.diagnostics import Severity
from ifes_records.json import to_json
from ifes_records.model import SourceKind
from ifes_records.pipeline import read_record
from ifes_records.split.record_text import RecordText


@frozen
class BatchResult:
    """The outcomes of the records of a batch, in their order, each with its document; or the lines of all."""

    converted: tuple[tuple[Outcome, bytes | None], ...]
    """The documents are the JSON as it is written to disk; ``None`` if there is none, and where there are lines."""
    lines: bytes = b""


def convert_texts(texts: Sequence[RecordText], form: Form) -> BatchResult:
    """Convert the records of a batch. Never raises because of a text."""
    converted = tuple(_convert(text, form) for text in texts)
    if form.format is Format.JSON:
        return BatchResult(converted)
    lines = [line or b"" for _, line in converted]
    return BatchResult(tuple((outcome, None) for outcome, _ in converted), joined(lines, form))


def joined(lines: Sequence[bytes], form: Form) -> bytes:
    """The lines of a batch as they are appended to their file; nothing if no record gave any."""
    data = b"".join(lines)
    return compressed(data, form.compression) if data else b""


def failed(text: RecordText, reason: str) -> Outcome:
    """The outcome of a record that could not be converted through no fault of its own."""
    source = text.source
    return Outcome(RecordStatus.FAILED, reason, text.record_id, source.url, source.index, source.line_start)


def _convert(text: RecordText, form: Form) -> tuple[Outcome, bytes | None]:
    try:
        record = read_record(text, form.limits)
        source, diagnostics = record.source, record.diagnostics
        codes = dict(sorted(Counter(diagnostic.code for diagnostic in diagnostics).items()))
        where = (record.record_id, source.url, source.index, source.line_start, source.line_end)
        if source.kind is not SourceKind.ELECTION:
            is_country = source.kind is SourceKind.COUNTRY
            status = RecordStatus.COUNTRY_PAGE if is_country else RecordStatus.UNRECOGNISED
            errors = [diagnostic for diagnostic in diagnostics if diagnostic.severity is Severity.ERROR]
            reason = "; ".join(f"{error.code} {error.message}" for error in errors)
            return Outcome(status, reason, *where, codes), None
        outcome = Outcome(RecordStatus.CONVERTED, None, *where, codes)
        if any(diagnostic.severity is not Severity.INFO for diagnostic in diagnostics):
            outcome = evolve(outcome, status=RecordStatus.CONVERTED_WITH_DIAGNOSTICS)
        is_document = form.format is Format.JSON
        data = to_json(record, indent=is_document).encode()
        return outcome, compressed(data, form.compression) if is_document else data
    except Exception as error:  # one text must not end a run over thousands
        return failed(text, f"internal error, please report it: {error!r}"), None
