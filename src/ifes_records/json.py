"""Records as canonical JSON, and back: the same record always gives the same bytes."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import Any, get_args, get_origin

import attrs
import orjson
from cattrs import ClassValidationError, Converter
from cattrs.gen import make_dict_structure_fn, make_dict_unstructure_fn, override

from ifes_records.model import ElectionRecord

_converter = Converter(forbid_extra_keys=True)


# These say where a value stands in one text; they are no part of what the record says.
NOT_WRITTEN = ("span", "origin")


def _without_spans(cls: type) -> dict[str, Any]:
    return {f.name: override(omit=True) for f in attrs.fields(cls) if f.name in NOT_WRITTEN}


def _write_object(cls: type) -> Callable[[Any], Any]:
    return make_dict_unstructure_fn(cls, _converter, **_without_spans(cls))


def _read_object(cls: type) -> Callable[[Any, Any], Any]:
    """An object has every key of its class and no other: a missing one is not a default."""
    read: Callable[[Any, Any], Any] = make_dict_structure_fn(cls, _converter, **_without_spans(cls))
    keys = [field.name for field in attrs.fields(cls) if field.name not in NOT_WRITTEN]

    def hook(value: Any, target: Any) -> Any:
        problems: list[Exception] = []
        if not isinstance(value, dict):
            problems.append(TypeError(f"{type(value).__name__} where an object is needed"))
        else:
            problems += [KeyError(key) for key in keys if key not in value]
        if problems:
            raise ClassValidationError(f"While structuring {cls.__name__}", problems, cls)
        return read(value, target)

    return hook


def _is_list(hint: Any) -> bool:
    origin: Any = get_origin(hint)
    return origin is tuple


def _read_list(hint: Any) -> Callable[[Any, Any], Any]:
    inner, _ = get_args(hint)

    def hook(value: Any, _: Any) -> Any:
        if not isinstance(value, list):
            raise TypeError(f"{type(value).__name__} where a list is needed")
        return tuple(_converter.structure(item, inner) for item in value)

    return hook


def _read_value(value: Any, cls: type) -> Any:
    """JSON's own types, none made into another: ``"5"`` is no count, ``0`` no answer; 34 is a share, as 34.0."""
    if issubclass(cls, StrEnum):
        return cls(value)
    if cls is float and type(value) is int:
        return float(value)
    if type(value) is not cls:
        raise TypeError(f"{type(value).__name__} where a {cls.__name__} is needed")
    return value


_converter.register_unstructure_hook_factory(attrs.has, _write_object)
_converter.register_structure_hook_factory(attrs.has, _read_object)
_converter.register_structure_hook_factory(_is_list, _read_list)
for primitive in (str, int, float, bool):
    _converter.register_structure_hook(primitive, _read_value)


def to_dict(record: ElectionRecord) -> dict[str, Any]:
    """The record as plain data: dicts, lists, strings, numbers and ``None``, keys in the schema's order."""
    data: dict[str, Any] = _converter.unstructure(record)
    return data


def to_json(record: ElectionRecord, *, indent: bool = True) -> str:
    """The record as canonical JSON, with a line end; UTF-8 as it stands, nothing escaped that need not be."""
    options = orjson.OPT_APPEND_NEWLINE | (orjson.OPT_INDENT_2 if indent else 0)
    return orjson.dumps(to_dict(record), option=options).decode()


def from_json(document: str | bytes) -> ElectionRecord:
    """The record that ``to_json`` has written; places in the text (spans) are not part of it.

    Raises ``ValueError`` for text that is no JSON, and cattrs' ``ClassValidationError`` (an
    ``ExceptionGroup``) for JSON that is no record.
    """
    return _converter.structure(orjson.loads(document), ElectionRecord)
