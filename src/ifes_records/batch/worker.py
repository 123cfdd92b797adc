"""The work of the workers: records and small inputs in, JSON and outcomes out.

Only plain data go in and out. A worker on another machine gets texts of records, not inputs that it would have to
open, and it writes nothing.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from hashlib import sha256
from uuid import uuid4

from attrs import evolve, frozen

from ifes_records.batch.deadline import TooSlowError, at_most
from ifes_records.batch.errors import internal, is_lost
from ifes_records.batch.inputs import End, InputReader, Record
from ifes_records.batch.options import Form, Format, compressed
from ifes_records.batch.status import Outcome, RecordStatus
from ifes_records.diagnostics import Severity
from ifes_records.json import to_json
from ifes_records.model import SourceKind
from ifes_records.pipeline import read_record
from ifes_records.split.record_text import RecordText

Item = Record | End | InputReader
"""A part of a batch: a record, the end of an input, or a whole input that is to be opened."""


@frozen
class Document:
    """The JSON of a record as it is written to disk."""

    size: int
    sha256: bytes
    content: bytes | str
    """Its bytes, or the path of a file that has them and will get its name."""


Converted = tuple[Record, Outcome, Document | None]
"""A record without its text, its outcome, and its document if it has one."""


@frozen
class BatchResult:
    """The records of a batch with their outcomes, and the ends of its inputs, in their order."""

    records: tuple[Converted, ...]
    ends: tuple[End, ...] = ()
    lines: bytes = b""
    """The lines of all records, which then have no documents."""


def opened(items: Iterable[Item]) -> Iterator[Record | End]:
    """The same items, with the records and the end of each input in its place.

    An input is read as a whole, so that its file is closed while its records are converted.
    """
    for item in items:
        if isinstance(item, InputReader):
            yield from tuple(item.items())
        else:
            yield item


def convert_items(items: Iterable[Item], form: Form, folder: str | None = None) -> BatchResult:
    """Convert the records of a batch. Never raises because of a text or an input.

    Documents are put into a ``folder`` if there is one.
    """
    records: list[Converted] = []
    ends: list[End] = []
    lines: list[bytes] = []
    for item in opened(items):
        if isinstance(item, End):
            ends.append(item)
        elif item.text is None:
            failure = Outcome(RecordStatus.FAILED, item.failure, index=(item.ordinal or 1) - 1, lost=item.lost)
            records.append((item, failure, None))
        else:
            outcome, data = _convert(item.text, form)
            document = None
            if data is not None:
                if form.format is Format.JSON:
                    document = document_of(data, folder)
                else:
                    lines.append(data)
            records.append((evolve(item, text=None), outcome, document))
    return BatchResult(tuple(records), tuple(ends), lines_of_batch(lines, form))


def document_of(data: bytes, folder: str | None) -> Document:
    """The document with some bytes, in a file of the ``folder`` if there is one and it can be written."""
    content: bytes | str = data
    if folder is not None:
        path = os.path.join(folder, uuid4().hex)
        try:
            with open(path, "xb") as file:
                file.write(data)
            content = path
        except OSError:  # the main process will find the reason
            with suppress(OSError):
                os.unlink(path)
    return Document(len(data), sha256(data).digest(), content)


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
