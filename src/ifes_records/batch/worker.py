"""What is done in the workers: the text of a record in, its JSON and what there is to say of it out.

Nothing but plain data goes in and out, and nothing is read or written here: a worker may be on another machine.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from attrs import frozen

from ifes_records.batch.fates import Converted, RecordFate
from ifes_records.batch.options import Form, Format, compressed
from ifes_records.diagnostics import Severity
from ifes_records.json import to_json
from ifes_records.model import ElectionRecord, SourceKind
from ifes_records.pipeline import read_record
from ifes_records.split.record_text import RecordText


@frozen
class BatchResult:
    """What became of the records of a batch, in their order; in formats of one line a record, the lines."""

    converted: tuple[Converted, ...]
    lines: bytes = b""


def convert_texts(texts: Sequence[RecordText], form: Form) -> BatchResult:
    """Convert the records of a batch. Never raises for what stands in a text."""
    if form.format is Format.JSON:
        return BatchResult(tuple(_convert(text, form) for text in texts))
    converted, lines = [], []
    for text in texts:
        one = _convert(text, form)
        lines.append(one.document or b"")
        converted.append(one.without_document())
    return BatchResult(tuple(converted), pack(lines, form))


def pack(lines: Sequence[bytes], form: Form) -> bytes:
    """The lines of a batch as they are appended to their file; nothing where no record gave any."""
    joined = b"".join(lines)
    return compressed(joined, form.compression) if joined else b""


def _convert(text: RecordText, form: Form) -> Converted:
    try:
        record = read_record(text, form.limits)
        return _converted(record, form)
    except Exception as error:  # one text must not end a run over thousands
        return failed(text, f"internal error, please report it: {error!r}")


def failed(text: RecordText, reason: str) -> Converted:
    """What became of a record whose text could not be read for no fault of its own."""
    source = text.source
    return Converted(
        RecordFate.FAILED, None, text.record_id, source.url, source.index, source.line_start, 0, {}, reason
    )


def _converted(record: ElectionRecord, form: Form) -> Converted:
    source, diagnostics = record.source, record.diagnostics
    document, reason = None, None
    if source.kind is SourceKind.ELECTION:
        graver = any(diagnostic.severity is not Severity.INFO for diagnostic in diagnostics)
        fate = RecordFate.CONVERTED_WITH_DIAGNOSTICS if graver else RecordFate.CONVERTED
        document = to_json(record, indent=form.format is Format.JSON).encode()
        if form.format is Format.JSON:
            document = compressed(document, form.compression)
    else:
        fate = RecordFate.COUNTRY_PAGE if source.kind is SourceKind.COUNTRY else RecordFate.UNRECOGNISED
        errors = [diagnostic for diagnostic in diagnostics if diagnostic.severity is Severity.ERROR]
        reason = "; ".join(f"{error.code} {error.message}" for error in errors)
    codes = Counter(diagnostic.code for diagnostic in diagnostics)
    return Converted(
        fate,
        document,
        record.record_id,
        source.url,
        source.index,
        source.line_start,
        source.line_end,
        dict(sorted(codes.items())),
        reason,
    )
