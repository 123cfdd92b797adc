"""An input → its records, then its end. What cannot be read takes its place among the records."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from attrs import define, field, frozen

from ifes_records.batch.errors import InputError
from ifes_records.batch.find import DEFAULT_OPTIONS, InputFile, path_of
from ifes_records.batch.inputs import Opened
from ifes_records.batch.names import as_text, stem_of
from ifes_records.batch.options import InputOptions
from ifes_records.batch.status import InputStatus
from ifes_records.batch.streams import Text
from ifes_records.limits import DEFAULT_LIMITS, Limits
from ifes_records.split.record_text import RecordText, record_texts


@frozen
class Record:
    """A record to convert, or the part of an archive or crawl file that could not be read."""

    input: int
    number: int
    """Counts the records of the input from 0."""
    location: str
    """The input's path, with the member of an archive or the page of a crawl file."""
    stem: str
    """The name of its text's document, without a number and suffix."""
    file_stem: str
    """The same for the input as a whole."""
    ordinal: int | None = None
    """Its number in a text of many, from 1; ``None`` for the only one."""
    text: RecordText | None = None
    """``None`` if it could not be read."""
    failure: str | None = None
    """Why it could not be read."""


@frozen
class End:
    """The end of an input."""

    input: int
    path: str
    status: InputStatus
    reason: str | None = None
    ignored: int = 0


@define
class InputReader:
    """Reads one input."""

    file: InputFile
    input_id: int = 0
    options: InputOptions = DEFAULT_OPTIONS
    limits: Limits = DEFAULT_LIMITS
    split: bool = True
    """Whether a text may hold several records; if not, it is one record as a whole."""
    _opened: Opened = field(init=False)

    def __attrs_post_init__(self) -> None:
        self._opened = Opened(self.file, self.options)

    @property
    def bytes_read(self) -> int:
        """Stored bytes that were read so far."""
        return self._opened.counts.bytes_read

    def items(self, start: int = 0) -> Iterator[Record | End]:
        """The records from a number on, then the end of the input. Nothing is raised."""
        counts, path = self._opened.counts, as_text(path_of(self.file))
        if self.file.skipped is not None:
            yield End(self.input_id, path, InputStatus.SKIPPED, self.file.skipped)
            return
        try:
            yield from (record for record in self._records(path) if record.number >= start)
            yield End(self.input_id, path, InputStatus.READ, ignored=counts.ignored)
        except InputError as error:
            yield End(self.input_id, path, InputStatus.FAILED, error.reason, counts.ignored)
        except Exception as error:  # one input must not end a run over thousands
            reason = f"internal error, please report it: {error!r}"
            yield End(self.input_id, path, InputStatus.FAILED, reason, counts.ignored)

    def _records(self, path: str) -> Iterator[Record]:
        file_stem = stem_of(self.file.name_parts)
        number = 0
        for text in self._opened.texts():
            blocks = _UpToFault(text.blocks)
            location, stem = self._location(path, text), stem_of(text.name_parts)
            split = self.split and text.split
            texts = record_texts(iter(blocks), text.source, record_id=text.record_id, split=split, limits=self.limits)
            for ordinal, record in _numbered(texts):
                if blocks.fault is not None and blocks.is_empty:
                    break  # there is nothing before the fault
                yield Record(self.input_id, number, location, stem, file_stem, ordinal, record)
                number += 1
            if blocks.fault is not None:
                if text.source.container is None:
                    raise blocks.fault
                yield Record(self.input_id, number, location, stem, file_stem, failure=blocks.fault.reason)
                number += 1

    def _location(self, path: str, text: Text) -> str:
        if text.source.container is None:
            return path
        if text.source.url is not None:
            return f"{path}: {text.source.url}"
        return "/".join([path, *text.name_parts[len(self.file.name_parts) :]])


@define
class _UpToFault:
    """The blocks of a text up to a fault, which is kept: what is before it is still a record."""

    blocks: Iterator[bytes]
    fault: InputError | None = None
    is_empty: bool = True

    def __iter__(self) -> Iterator[bytes]:
        try:
            for block in self.blocks:
                self.is_empty = self.is_empty and not block
                yield block
        except InputError as error:
            self.fault = error


def _numbered(records: Iterator[RecordText]) -> Iterator[tuple[int | None, RecordText]]:
    """Each record with its number in a text of many, from 1; ``None`` for the only one."""
    first_two = [record for record in (next(records, None), next(records, None)) if record is not None]
    for ordinal, record in enumerate(chain(first_two, records), start=1):
        yield (ordinal if len(first_two) == 2 else None), record
