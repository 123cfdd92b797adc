"""Write the JSON Schema of the documents, and the page on it, from the classes: ``make_schema.py [SCHEMA PAGE]``.

What a field means is told by the string below it in its class. The same classes always give the same bytes.
"""

from __future__ import annotations

import ast
import inspect
import sys
import textwrap
from collections.abc import Iterator
from enum import StrEnum
from itertools import pairwise
from pathlib import Path
from types import NoneType
from typing import Any, get_args, get_origin, get_type_hints

import attrs
import orjson

from ifes_records.json import NOT_WRITTEN
from ifes_records.model import ElectionRecord
from ifes_records.model.record import SCHEMA_VERSION

ROOT = Path(__file__).parent.parent
SCHEMA = ROOT / "src" / "ifes_records" / "data" / "schema.json"
PAGE = ROOT / "docs" / "schema.md"

# Counts and places are never below 0, shares are in percent.
TYPES: dict[type, dict[str, Any]] = {
    str: {"type": "string"},
    bool: {"type": "boolean"},
    int: {"type": "integer", "minimum": 0},
    float: {"type": "number", "minimum": 0, "maximum": 100},
}

DAY = {"pattern": "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$"}
DATE = {"pattern": "^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$"}
FROM_ONE = {"minimum": 1}

# What a value looks like beyond its type; ``None`` takes a limit of the type away.
LIMITS: dict[str, dict[str, Any]] = {
    "ElectionRecord.schema_version": {"const": SCHEMA_VERSION},
    "ElectionRecord.record_id": {"pattern": "^[0-9]+$"},
    "Source.sha256": {"pattern": "^([0-9a-f]{64})?$"},
    "Source.line_start": FROM_ONE,
    "Modified.record": DAY,
    "Modified.results": DAY,
    "Modified.election": DAY,
    "Election.date": DATE,
    "Election.round": FROM_ONE,
    "Country.alpha2": {"pattern": "^[A-Z]{2}$"},
    "Country.alpha3": {"pattern": "^[A-Z]{3}$"},
    "Country.ocd_id": {"pattern": "^ocd-division/country:[a-z]{2}$"},
    "LocalName.script": {"pattern": "^[A-Z][a-z]{3}$"},
    "LocalName.language": {"pattern": "^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$"},
    "ResultRow.seats_change": {"minimum": None},
    "OfficeHolder.since": DATE,
    "OfficeHolder.until": DATE,
    "LastElection.year": {"minimum": 1000, "maximum": 9999},
    "Deadline.date": DATE,
    "DatedCount.as_of": DATE,
    "Treaty.signed": DATE,
    "Treaty.ratified": DATE,
    "Footnote.line": FROM_ONE,
    "Footnote.refers_to": FROM_ONE,
    "UnreadLine.line": FROM_ONE,
    "Diagnostic.code": {"pattern": "^[EWI](-[A-Z]+)+$"},
}

HEAD = """# The schema

Made by `scripts/make_schema.py` from the classes in `ifes_records.model`; edit the docstrings there.

A record is one JSON document. A key is always there, also where its value is null or its list is empty, and stands
in the order of the tables below. Dates are ISO 8601 / EDTF strings (`2023-03-19`, `2010-07`, `2013`), shares are in
percent, texts are as written with white space collapsed and in Unicode NFC.

The same for machines is the JSON Schema (draft 2020-12) `{id}`; it is kept in
`src/ifes_records/data/schema.json`, and `ifes_records.schema.schema()` returns it.

`[]` in a path stands for each entry of a list."""


def fields(cls: type) -> list[str]:
    """The fields of a class that are keys of the JSON: all but where it stands in the text."""
    return [field.name for field in attrs.fields(cls) if field.name not in NOT_WRITTEN]


def described(cls: type) -> dict[str, str]:
    """What each field of a class means: the string below it. Raises ``LookupError`` for a field without one."""
    (tree,) = ast.parse(textwrap.dedent(inspect.getsource(cls))).body
    assert isinstance(tree, ast.ClassDef)
    texts: dict[str, str] = {}
    for statement, below in pairwise(tree.body):
        match statement, below:
            case ast.AnnAssign(target=ast.Name(id=name)), ast.Expr(value=ast.Constant(value=str(text))):
                texts[name] = plain(text)
    for name in fields(cls):
        if not texts.get(name):
            raise LookupError(f"{cls.__name__}.{name} has no docstring")
    return texts


def summary(cls: type) -> str:
    """What a class is: the first paragraph of its docstring. Raises ``LookupError`` where it has none."""
    text = vars(cls).get("__doc__")
    if not text:
        raise LookupError(f"{cls.__name__} has no docstring")
    return plain(text.partition("\n\n")[0])


def plain(text: str) -> str:
    """A docstring on one line, with Markdown's signs around code."""
    return " ".join(text.split()).replace("``", "`")


def parts(hint: Any) -> tuple[Any, bool, bool]:
    """What a type is of, whether it may be null, and whether it is a list: ``tuple[str, ...]`` is one of ``str``."""
    if get_origin(hint) is tuple:
        inner, _ = get_args(hint)
        return inner, False, True
    if get_args(hint):
        (inner,) = (option for option in get_args(hint) if option is not NoneType)
        return inner, True, False
    return hint, False, False


def walk(cls: type) -> Iterator[type]:
    """The classes and enums below a class in the order of its fields, each as often as it stands there."""
    hints = get_type_hints(cls)
    for name in fields(cls):
        inner, _, _ = parts(hints[name])
        if attrs.has(inner) or issubclass(inner, StrEnum):
            yield inner
        if attrs.has(inner) and inner is not cls:
            yield from walk(inner)


def below(cls: type) -> dict[str, type]:
    """The classes and enums below a class, by name."""
    return {found.__name__: found for found in walk(cls)}


# ---- the schema


def schema(cls: type = ElectionRecord) -> dict[str, Any]:
    """The JSON Schema of the documents that hold one object of a class."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:ifes-records:schema:{SCHEMA_VERSION}",
        "title": cls.__name__,
        **definition(cls),
        "$defs": {name: definition(inner) for name, inner in below(cls).items()},
    }


def objects(cls: type) -> list[type]:
    """A class and the classes below it; no enums."""
    return [cls, *(inner for inner in below(cls).values() if attrs.has(inner))]


def definition(cls: type) -> dict[str, Any]:
    """The schema of a class or of an enum."""
    if issubclass(cls, StrEnum):
        return {"description": summary(cls), "type": "string", "enum": [member.value for member in cls]}
    hints, texts = get_type_hints(cls), described(cls)
    return {
        "description": summary(cls),
        "type": "object",
        "properties": {
            name: {"description": texts[name], **value(hints[name], LIMITS.get(f"{cls.__name__}.{name}", {}))}
            for name in fields(cls)
        },
        "required": fields(cls),
        "additionalProperties": False,
    }


def value(hint: Any, limits: dict[str, Any]) -> dict[str, Any]:
    """The schema of a field's value."""
    inner, may_be_null, is_list = parts(hint)
    if inner in TYPES:
        found = {key: limit for key, limit in {**TYPES[inner], **limits}.items() if limit is not None}
        if may_be_null:
            found["type"] = [found["type"], "null"]
    else:
        found = {"$ref": f"#/$defs/{inner.__name__}"}
        if may_be_null:
            found = {"anyOf": [found, {"type": "null"}]}
    return {"type": "array", "items": found} if is_list else found


def schema_bytes() -> bytes:
    """The schema as it is shipped."""
    return orjson.dumps(schema(), option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)


# ---- the page


def places(cls: type, path: str = "") -> Iterator[tuple[type, str]]:
    """Where objects stand in a document; for one that holds its own kind, one level of it."""
    hints = get_type_hints(cls)
    for name in fields(cls):
        inner, _, is_list = parts(hints[name])
        if attrs.has(inner):
            place = f"{path}{name}{'[]' if is_list else ''}"
            yield inner, place
            if inner is not cls:
                yield from places(inner, f"{place}.")


def kind(hint: Any) -> str:
    """The type of a field in words, with a link to what it is made of."""
    inner, may_be_null, is_list = parts(hint)
    words = f"[{inner.__name__}](#{inner.__name__.lower()})" if inner not in TYPES else TYPES[inner]["type"]
    return f"list of {words}" if is_list else f"{words} or null" if may_be_null else words


def page() -> str:
    """The page's text: a table for each class, and one of the enums."""
    lines = [HEAD.format(id=schema()["$id"])]
    standing: dict[type, list[str]] = {}
    for cls, place in places(ElectionRecord):
        standing.setdefault(cls, []).append(place)
    for cls in objects(ElectionRecord):
        hints, texts = get_type_hints(cls), described(cls)
        first, *others = standing.get(cls, [""])
        start = f"{first}." if first else ""
        lines += [f"\n## {cls.__name__}\n", summary(cls)]
        if others:
            lines += [f"\nAlso at {', '.join(f'`{place}`' for place in others)}."]
        lines += ["\n| path | type | meaning |", "| --- | --- | --- |"]
        lines += [f"| `{start}{name}` | {kind(hints[name])} | {texts[name]} |" for name in fields(cls)]
    for cls in below(ElectionRecord).values():
        if issubclass(cls, StrEnum):
            lines += [f"\n## {cls.__name__}\n", f"{summary(cls)}\n"]
            lines += [f"One of {', '.join(f'`{member.value}`' for member in cls)}."]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    schema_target, page_target = map(Path, sys.argv[1:3]) if len(sys.argv) > 2 else (SCHEMA, PAGE)
    schema_target.write_bytes(schema_bytes())
    page_target.write_text(page(), encoding="utf-8")
