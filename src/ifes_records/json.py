"""Canonical JSON of records, and back: equal records always give equal bytes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from enum import StrEnum
from typing import Any, get_args, get_origin

import attrs
import orjson
from cattrs import (
    AttributeValidationNote,
    ClassValidationError,
    Converter,
    ForbiddenExtraKeysError,
    IterableValidationError,
    IterableValidationNote,
)
from cattrs.gen import make_dict_structure_fn, make_dict_unstructure_fn, override

from ifes_records.diagnostics import CODES, quoted
from ifes_records.model import ElectionRecord
from ifes_records.model.record import NOT_IN_JSON, SCHEMA_VERSION

READ_VERSIONS = ("1.0", SCHEMA_VERSION)
"""The versions of the schema that ``from_json`` reads."""

_converter = Converter(forbid_extra_keys=True)

_KIND = {
    type(None): "null", str: "a string", int: "an integer", float: "a number", bool: "a boolean", list: "a list",
}  # fmt: skip


class DocumentError(ValueError):
    """A document is not JSON, or not a record in a known version of the schema.

    The message has a line for each fault: its path, what was found and what was expected.
    """


def _without_spans(cls: type) -> dict[str, Any]:
    return {f.name: override(omit=True) for f in attrs.fields(cls) if f.name in NOT_IN_JSON}


def _write_object(cls: type) -> Callable[[Any], Any]:
    return make_dict_unstructure_fn(cls, _converter, **_without_spans(cls))


def _read_object(cls: type) -> Callable[[Any, Any], Any]:
    """Require every key of the class and no other: a missing key is an error, not a default."""
    read: Callable[[Any, Any], Any] = make_dict_structure_fn(cls, _converter, **_without_spans(cls))
    keys = [field.name for field in attrs.fields(cls) if field.name not in NOT_IN_JSON]

    def hook(value: Any, target: Any) -> Any:
        if not isinstance(value, dict):
            raise TypeError(f"found {_KIND.get(type(value), 'an object')}, expected an object")
        missing = [key for key in keys if key not in value]
        if missing:
            raise TypeError(f"found no {', '.join(missing)}")
        return read(value, target)

    return hook


def _is_list(hint: Any) -> bool:
    origin: Any = get_origin(hint)
    return origin is tuple


def _read_list(hint: Any) -> Callable[[Any, Any], Any]:
    items: Any = list[get_args(hint)[0]]  # type: ignore[misc]

    def hook(value: Any, _: Any) -> Any:
        if not isinstance(value, list):
            raise TypeError(f"found {_KIND.get(type(value), 'an object')}, expected a list")
        return tuple(_converter.structure(value, items))

    return hook


def _read_value(value: Any, cls: type) -> Any:
    """Convert no JSON type into another: ``"5"`` is not a count, ``0`` is not false. Only 34 is accepted for 34.0."""
    if issubclass(cls, StrEnum):
        return cls(value)
    if cls is float and type(value) is int:
        return float(value)
    if type(value) is not cls:
        raise TypeError(f"found {_KIND.get(type(value), 'an object')}, expected {_KIND[cls]}")
    return value


_converter.register_unstructure_hook_factory(attrs.has, _write_object)
_converter.register_structure_hook_factory(attrs.has, _read_object)
_converter.register_structure_hook_factory(_is_list, _read_list)
for primitive in (str, int, float, bool):
    _converter.register_structure_hook(primitive, _read_value)


def to_dict(record: ElectionRecord) -> dict[str, Any]:
    """Return the record as dicts, lists, strings, numbers and ``None``, with keys in the order of the schema."""
    data: dict[str, Any] = _converter.unstructure(record)
    return data


def to_json(record: ElectionRecord, *, indent: bool = True) -> str:
    """Return the record as canonical JSON with a final line end; characters outside ASCII are not escaped."""
    options = orjson.OPT_APPEND_NEWLINE | (orjson.OPT_INDENT_2 if indent else 0)
    return orjson.dumps(to_dict(record), option=options).decode()


def from_json(document: str | bytes) -> ElectionRecord:
    """Return the record that ``to_json`` wrote; it has no spans, because they are not in the document.

    Reads the versions of the schema in ``READ_VERSIONS``. Raises ``DocumentError`` for anything else.
    """
    try:
        data = orjson.loads(document)
    except orjson.JSONDecodeError as error:
        raise DocumentError(f"The document is not JSON: {error}.") from None
    version = data.get("schema_version") if isinstance(data, dict) else None
    if version not in READ_VERSIONS:
        found = quoted(str(version)) if version is not None else "no version"
        raise DocumentError(f"schema_version: found {found}, expected one of {', '.join(READ_VERSIONS)}.")
    if version == "1.0":
        _add_effects(data)
    try:
        return _converter.structure(data, ElectionRecord)
    except (ClassValidationError, IterableValidationError, TypeError, ValueError) as error:
        raise DocumentError("\n".join(_faults(error))) from None


def _add_effects(data: dict[str, Any]) -> None:
    """Add the effect of each diagnostic, which version 1.0 does not have; its code determines it."""
    diagnostics = data.get("diagnostics")
    for diagnostic in diagnostics if isinstance(diagnostics, list) else ():
        code = diagnostic.get("code") if isinstance(diagnostic, dict) else None
        if isinstance(code, str) and code in CODES:
            diagnostic.setdefault("effect", CODES[code].effect.value)


def _faults(error: BaseException, path: str = "") -> Iterator[str]:
    """The faults of a document, each with its path: ``results[0].rows[2].votes: found a string, …``."""
    if not isinstance(error, (ClassValidationError, IterableValidationError)):
        if isinstance(error, ForbiddenExtraKeysError):
            error = ValueError(f"found {', '.join(sorted(error.extra_fields))}, which is not in the schema")
        yield f"{path.removeprefix('.') or 'the document'}: {error}."
        return
    for inner in error.exceptions:
        note = next(
            (
                n
                for n in getattr(inner, "__notes__", ())
                if isinstance(n, (AttributeValidationNote, IterableValidationNote))
            ),
            None,
        )
        if isinstance(note, AttributeValidationNote):
            yield from _faults(inner, f"{path}.{note.name}")
        elif isinstance(note, IterableValidationNote):
            yield from _faults(inner, f"{path}[{note.index}]")
        else:
            yield from _faults(inner, path)
