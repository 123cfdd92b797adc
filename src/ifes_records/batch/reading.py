"""The inputs of a run as a line of records, each with its place, and of ends of inputs, each with its fate."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from itertools import chain

from attrs import define, frozen

from ifes_records.batch.errors import InputError
from ifes_records.batch.fates import InputFate
from ifes_records.batch.find import STANDARD_INPUT
from ifes_records.batch.inputs import ReadOptions, open_input
from ifes_records.batch.names import as_text, stem_of
from ifes_records.batch.texts import Text
from ifes_records.batch.walk import InputFile
from ifes_records.limits import Limits
from ifes_records.split.record_text import RecordText, record_texts


@frozen
class Record:
    """A record that is to be converted, or the part of an archive that could not be read."""

    input: int
    number: int
    """Counts the records of the input from 0."""
    place: str
    """The input's path, with the member of an archive or the page of a crawl file."""
    stem: str
    """Where its document goes, without a suffix; that of the text that the record lies in."""
    file_stem: str
    """The same of the input as a whole."""
    ordinal: int | None
    """Its number in a text of many, from 1; ``None`` for the only one."""
    text: RecordText | None
    """``None`` where it could not be read."""
    failure: str | None = None
    """Why it could not be read."""


@frozen
class End:
    """The end of an input."""

    input: int
    path: str
    fate: InputFate
    reason: str | None = None
    passed_over: int = 0


@define
class _Whole:
    """The blocks of a text up to a fault in them, which is kept: what stands above it is still a record."""

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


def read_input(
    file: InputFile,
    input_id: int,
    *,
    start: int,
    options: ReadOptions,
    limits: Limits,
    on_bytes: Callable[[int], None] = lambda number: None,
    split: bool = True,
) -> Iterator[Record | End]:
    """The records of one input from the number ``start`` on, and its end. Never raises for what is in the input.

    With ``split`` false, each text of it is one record. ``on_bytes`` is told how many bytes, as they are
    stored, have been read.
    """
    shown = as_text(path_of(file))
    number, opened, file_stem = 0, open_input(file, options), stem_of(file.name_parts)
    try:
        for text in opened.texts():
            whole = _Whole(text.blocks)
            place = _place(shown, file, text)
            stem = stem_of(text.name_parts)
            records = record_texts(
                iter(whole), text.source, record_id=text.record_id, split=split and text.split, limits=limits
            )
            for ordinal, record in _numbered(records):
                if whole.fault is not None and whole.is_empty:
                    break  # nothing stands above the fault
                if number >= start:
                    yield Record(input_id, number, place, stem, file_stem, ordinal, record)
                number += 1
                on_bytes(opened.bytes_read)
            if whole.fault is not None:
                if text.source.container is None:
                    raise whole.fault
                if number >= start:
                    yield Record(input_id, number, place, stem, file_stem, None, None, whole.fault.reason)
                number += 1
        yield End(input_id, shown, InputFate.READ, passed_over=opened.passed_over)
    except InputError as error:
        yield End(input_id, shown, InputFate.FAILED, error.reason, opened.passed_over)
    except Exception as error:  # one input must not end a run over thousands
        reason = f"internal error, please report it: {error!r}"
        yield End(input_id, shown, InputFate.FAILED, reason, opened.passed_over)
    on_bytes(opened.bytes_read)


def path_of(file: InputFile) -> str:
    """The path of an input: ``-`` is standard input, ``./-`` a file of that name."""
    path = STANDARD_INPUT if file.path is None else str(file.path)
    return os.path.join(os.curdir, path) if file.path is not None and path == STANDARD_INPUT else path


def _place(shown: str, file: InputFile, text: Text) -> str:
    if text.source.container is None:
        return shown
    if text.source.url is not None:
        return f"{shown}: {text.source.url}"
    return "/".join([shown, *text.name_parts[len(file.name_parts) :]])


def _numbered(records: Iterator[RecordText]) -> Iterator[tuple[int | None, RecordText]]:
    """Each record with its number in a text of many, from 1; ``None`` for the only one."""
    first_two = [record for record in (next(records, None), next(records, None)) if record is not None]
    for ordinal, record in enumerate(chain(first_two, records), start=1):
        yield (ordinal if len(first_two) == 2 else None), record
