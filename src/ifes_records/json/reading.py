"""Reading documents of every version, with the path of each fault; imported when the first one is read."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Iterator
from enum import StrEnum
from functools import cache
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
from cattrs.gen import make_dict_structure_fn, override

from ifes_records.diagnostics import quoted
from ifes_records.json import DocumentError, plain
from ifes_records.model import ElectionRecord, ResultPlace
from ifes_records.model.record import SCHEMA_VERSION, names_of
from ifes_records.values import name

OLD_VERSIONS = ("1.0", "1.1")
"""The versions before ``SCHEMA_VERSION`` that ``from_json`` reads."""

_KIND = {
    type(None): "null", str: "a string", int: "an integer", float: "a number", bool: "a boolean", list: "a list",
}  # fmt: skip


# The fields that hold a date, as exact as its text.
DATES = {
    "Modified": ("record", "results", "election"),
    "Election": ("date",),
    "OfficeHolder": ("since", "until"),
    "Deadline": ("date",),
    "DatedCount": ("as_of",),
    "Treaty": ("signed", "ratified"),
    "LastElection": ("date",),
}


def _read_date(value: Any, _: Any) -> str | None:
    """A date as the schema has it: ``2023-03-19``, ``2023-03``, ``2023``."""
    if value is None:
        return None
    if not isinstance(value, str):
        raise TypeError(f"found {_KIND.get(type(value), 'an object')}, expected a string")
    if not re.fullmatch("[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?", value):
        raise ValueError(f"found {quoted(value)}, expected a date like 2023-03-19, 2023-03 or 2023")
    if len(value) == len("2023-03-19") and int(value[8:]) > monthrange(int(value[:4]), int(value[5:7]))[1]:
        raise ValueError(f"found {quoted(value)}, expected a day of that month")
    return value


def _is_list(hint: Any) -> bool:
    origin: Any = get_origin(hint)
    return origin is tuple


def _read_value(value: Any, cls: type) -> Any:
    """Convert no JSON type into another: ``"5"`` is not a count, ``0`` is not false. Only 34 is accepted for 34.0."""
    if issubclass(cls, StrEnum):
        return cls(value)
    if cls is float and type(value) is int:
        return float(value)
    if type(value) is not cls:
        raise TypeError(f"found {_KIND.get(type(value), 'an object')}, expected {_KIND[cls]}")
    return value


@cache
def _converter(version: str) -> Converter:
    """What reads documents of a version.

    In a document of this version, every key of a class is required, and no other is allowed: a missing key is an
    error, not a default. An older document may lack keys, for which it has the default; a later version 2 may have
    more, which are dropped.
    """
    is_this, is_later = version == SCHEMA_VERSION, version not in (*OLD_VERSIONS, SCHEMA_VERSION)
    converter = Converter(forbid_extra_keys=not is_later)

    def read_object(cls: type) -> Callable[[Any, Any], Any]:
        fields, in_json = attrs.fields_dict(cls), names_of(cls)
        special: dict[str, Any] = {name: override(omit=True) for name in fields if name not in in_json}
        special |= {name: override(struct_hook=_read_date) for name in DATES.get(cls.__name__, ())}
        read: Callable[[Any, Any], Any] = make_dict_structure_fn(cls, converter, **special)
        keys = [key for key in in_json if is_this or fields[key].default is attrs.NOTHING]

        def hook(value: Any, target: Any) -> Any:
            if not isinstance(value, dict):
                raise TypeError(f"found {_KIND.get(type(value), 'an object')}, expected an object")
            missing = [key for key in keys if key not in value]
            if missing:
                raise TypeError(f"found no {', '.join(missing)}")
            return read(value, target)

        return hook

    def read_list(hint: Any) -> Callable[[Any, Any], Any]:
        items: Any = list[get_args(hint)[0]]  # type: ignore[misc]

        def hook(value: Any, _: Any) -> Any:
            if not isinstance(value, list):
                raise TypeError(f"found {_KIND.get(type(value), 'an object')}, expected a list")
            return tuple(converter.structure(value, items))

        return hook

    converter.register_structure_hook_factory(attrs.has, read_object)
    converter.register_structure_hook_factory(_is_list, read_list)
    for primitive in (str, int, float, bool):
        converter.register_structure_hook(primitive, _read_value)
    return converter


def read(document: str | bytes) -> ElectionRecord:
    """What ``from_json`` does."""
    if not isinstance(document, (str, bytes, bytearray, memoryview)):
        kind = type(document).__name__
        raise TypeError(f"from_json takes the text of a document, as str or bytes; it was given {kind}.")
    try:
        data = orjson.loads(document)
    except orjson.JSONDecodeError as error:
        raise DocumentError(f"The document is not JSON: {error}.") from None
    version = data.get("schema_version") if isinstance(data, dict) else None
    if not isinstance(version, str) or not (version in OLD_VERSIONS or re.fullmatch(r"2\.(0|[1-9][0-9]*)", version)):
        found = quoted(str(version)) if version is not None else "no version"
        raise DocumentError(f"schema_version: found {found}, expected {', '.join(OLD_VERSIONS)} or 2.x.")
    if version in OLD_VERSIONS:
        _move_results(data)
    try:
        return _converter(version).structure(data | {"schema_version": SCHEMA_VERSION}, ElectionRecord)
    except (ClassValidationError, IterableValidationError, TypeError, ValueError) as error:
        raise DocumentError("\n".join(_faults(error))) from None


def _move_results(data: dict[str, Any]) -> None:
    """Move ``referendum.results`` and ``last_election.seats`` of version 1 to ``results`` and
    ``last_election.results``, in the paths of diagnostics, too.
    """
    referendum, last_election = _object(data, "referendum"), _object(data, "last_election")
    results = data.get("results")
    if isinstance(results, list) and isinstance(referendum.get("results"), list):
        for diagnostic in _objects(data, "diagnostics"):
            path = str(diagnostic.get("path"))
            if found := re.match(r"referendum\.results\[(\d+)\]", path):
                diagnostic["path"] = f"results[{len(results) + int(found[1])}]{path[found.end() :]}"
        for result in _objects(referendum, "results"):
            result["place"] = ResultPlace.BODY.value
        results += referendum.pop("results")
    alpha2 = _object(_object(data, "election"), "country").get("alpha2")
    for result in _objects(last_election, "seats"):
        if isinstance(result.get("name"), str):
            parsed, _ = name.parse(result["name"], alpha2 if isinstance(alpha2, str) else None)
            result["name"] = plain(parsed)
    if "seats" in last_election:
        last_election["results"] = last_election.pop("seats")


def _object(data: dict[str, Any], key: str) -> dict[str, Any]:
    found = data.get(key)
    return found if isinstance(found, dict) else {}


def _objects(data: dict[str, Any], key: str) -> list[dict[str, Any]]:
    found = data.get(key)
    return [item for item in found if isinstance(item, dict)] if isinstance(found, list) else []


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
