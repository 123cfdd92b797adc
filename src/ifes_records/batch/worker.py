"""The work of the workers: texts of records in, their JSON and outcomes out.

Only plain data go in and out, and no file is read or written: a worker may be on another machine.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from attrs import frozen

from ifes_records.batch.deadline import TooSlowError, at_most
from ifes_records.batch.errors import internal, is_lost
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
    return BatchResult(tuple((outcome, None) for outcome, _ in converted), lines_of_batch(lines, form))


def lines_of_batch(lines: Sequence[bytes], form: Form) -> bytes:
    """The lines of a batch as they are appended to their file; nothing if no record gave any."""
    data = b"".join(lines)
    return compressed(data, form.compression) if data else b""


def failed(text: RecordText, reason: str, *, lost: bool) -> Outcome:
    """The outcome of a record that could not be converted; ``lost`` if the next run is to try it again."""
    source = text.source
    where = (text.record_id, source.url, source.index, source.line_start)
    return Outcome(RecordStatus.FAILED, reason, *where, lost=lost)


def _convert(text: RecordText, form: Form) -> tuple[Outcome, bytes | None]:
    try:
        with at_most(form.seconds):
            record = read_record(text, form.limits)
        source, diagnostics = record.source, record.diagnostics
        codes = dict(sorted(Counter(diagnostic.code for diagnostic in diagnostics).items()))
        where = (record.record_id, source.url, source.index, source.line_start, source.line_end)
        if source.kind is not SourceKind.ELECTION:
            is_country = source.kind is SourceKind.COUNTRY
            status = RecordStatus.COUNTRY_PAGE if is_country else RecordStatus.UNRECOGNISED
            reason = "; ".join(f"{one.code} {one.message}" for one in diagnostics if one.severity is Severity.ERROR)
            return Outcome(status, reason, *where, codes), None
        warned = any(diagnostic.severity is not Severity.INFO for diagnostic in diagnostics)
        status = RecordStatus.CONVERTED_WITH_DIAGNOSTICS if warned else RecordStatus.CONVERTED
        is_document = form.format is Format.JSON
        data = to_json(record, indent=is_document).encode()
        data = compressed(data, form.compression) if is_document else data
        return Outcome(status, None, *where, codes), data
    except TooSlowError:
        message = f"E-TOO-SLOW It takes more than the {form.seconds:g} seconds allowed; it was given up."
        source = text.source
        where = (text.record_id, source.url, source.index, source.line_start, source.line_end)
        return Outcome(RecordStatus.UNRECOGNISED, message, *where, {"E-TOO-SLOW": 1}), None
    except Exception as error:  # one text must not end a run over thousands
        return failed(text, internal(error), lost=is_lost(error)), None
