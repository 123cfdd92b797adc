"""Reads an input whole: what each of its texts gave, and what it ended with."""

from __future__ import annotations

from pathlib import Path

from attrs import frozen

from ifes_records.batch.codecs import BLOCK
from ifes_records.batch.errors import InputError
from ifes_records.batch.find import InputFile, find
from ifes_records.batch.inputs import InputReader
from ifes_records.batch.options import InputOptions
from ifes_records.batch.streams import Text
from ifes_records.model import Source


@frozen
class Read:
    """A text that was read, and the error that it ended with, empty for none."""

    name_parts: tuple[str, ...]
    data: bytes
    source: Source
    record_id: str | None = None
    split: bool = True
    error: str = ""


def read_text(text: Text) -> Read:
    """Read a text; no block of it is empty, or larger than a block may be."""
    data = bytearray()
    error = ""
    try:
        for block in text.blocks:
            assert 0 < len(block) <= BLOCK
            data += block
    except InputError as caught:
        error = str(caught)
    return Read(text.name_parts, bytes(data), text.source, text.record_id, text.split, error)


def read_opened(opened: InputReader) -> list[Read]:
    """Read all texts, each before the next."""
    return [read_text(text) for text in opened.texts()]


def read_input(file: InputFile, options: InputOptions | None = None) -> list[Read]:
    """Read an input that was found."""
    return read_opened(InputReader(file, options or InputOptions()))


def read_path(path: Path | str, options: InputOptions | None = None) -> list[Read]:
    """Read the input at a path."""
    (file,) = find([path])
    return read_input(file, options)
