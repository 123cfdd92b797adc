"""Canonical JSON of records, and back: equal records always give equal bytes."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

import orjson

from ifes_records.model import ElectionRecord
from ifes_records.model.record import names_of

_PLAIN = frozenset((str, int, float, bool, type(None)))


class DocumentError(ValueError):
    """A document is not JSON, or not a record in a known version of the schema.

    The message has a line for each fault: its path, what was found and what was expected.
    """


def to_dict(record: ElectionRecord) -> dict[str, Any]:
    """Return the record as dicts, lists, strings, numbers and ``None``, with keys in the order of the schema."""
    data: dict[str, Any] = plain(record)
    return data


def to_json(record: ElectionRecord, *, indent: bool = True) -> str:
    """Return the record as canonical JSON with a final line end; characters outside ASCII are not escaped."""
    options = orjson.OPT_APPEND_NEWLINE | (orjson.OPT_INDENT_2 if indent else 0)
    return orjson.dumps(record, default=_fields, option=options).decode()


def from_json(document: str | bytes) -> ElectionRecord:
    """Return the record that ``to_json`` wrote; it has no spans, because they are not in the document.

    Reads versions 1.0, 1.1 and every version 2 of the schema. The record has the form of ``SCHEMA_VERSION``: what an
    older document has no place for is null, empty or a default, and keys of a later version 2 are dropped. Raises
    ``DocumentError`` for any other text, and ``TypeError`` for anything but ``str`` or bytes.
    """
    from ifes_records.json.reading import read  # here, since cattrs takes longer to import than a record to write

    return read(document)


def plain(value: Any) -> Any:
    """A value of the model as dicts, lists, strings, numbers and ``None``."""
    if type(value) in _PLAIN:
        return value
    if isinstance(value, tuple):
        return [*map(plain, value)]
    if isinstance(value, StrEnum):
        return value.value
    names = names_of(value.__class__)
    return {name: plain(getattr(value, name)) for name in names} if names else value


def _fields(value: Any) -> dict[str, Any]:
    return {name: getattr(value, name) for name in names_of(value.__class__)}
