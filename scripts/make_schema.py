"""Write the JSON Schema and its page from the classes of the model: ``make_schema.py [SCHEMA PAGE]``.

The description of a field is its docstring. The same classes always give the same bytes.
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

from ifes_records.diagnostics import Effect
from ifes_records.model import ElectionRecord
from ifes_records.model.located import Located
from ifes_records.model.record import SCHEMA_VERSION, names_of

ROOT = Path(__file__).parent.parent
SCHEMA = ROOT / "src" / "ifes_records" / "data" / "schema.json"
PAGE = ROOT / "docs" / "schema.md"

# Counts and offsets are never negative; shares are in percent.
TYPES: dict[type, dict[str, Any]] = {
    str: {"type": "string"},
    bool: {"type": "boolean"},
    int: {"type": "integer", "minimum": 0},
    float: {"type": "number", "minimum": 0, "maximum": 100},
}

DAY = {"pattern": "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$"}
DATE = {"pattern": "^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$"}
FROM_ONE = {"minimum": 1}

# Restrictions on a field beyond those of its type; ``None`` removes one of the type.
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
    **{f"{cls.__name__}.line": FROM_ONE for cls in Located.__subclasses__()},
    "Footnote.refers_to": FROM_ONE,
    "LastElection.date": DATE,
    "LastResult.round": FROM_ONE,
    "ElectoralRule.constituency_count": FROM_ONE,
    "Diagnostic.code": {"pattern": "^[EWI](-[A-Z]+)+$"},
}

HEAD = """# The schema

Made by `scripts/make_schema.py` from the classes in `ifes_records.model`; edit the docstrings there.

Each record is one JSON document. Every key is always present, in the order of the tables below, even if its value is
null or an empty list. Dates are ISO 8601 / EDTF strings (`2023-03-19`, `2010-07`, `2013`), shares are in percent, and
texts are as written, but with white space collapsed and in Unicode NFC.

The machine-readable JSON Schema (draft 2020-12), `{id}`, is in `src/ifes_records/data/schema.json`;
`ifes_records.schema.schema()` returns it.

`[]` in a path means every entry of a list.

**Versions.** `schema_version` says what a document promises. Within version 2, keys and values of enums may be added,
but none is renamed or removed, and none changes its meaning; so a program that ignores keys that it does not know
reads every 2.x. `from_json` reads 1.0, 1.1 and every 2.x, and gives a record in the form of this version: what an
older document has no place for is null, empty or a default, and what a later one has more is dropped. It refuses any
other version with a `DocumentError`."""


def docstrings(cls: type) -> dict[str, str]:
    """The docstrings of the fields of a class, or of the members of an enum, as far as they have one."""
    (tree,) = ast.parse(textwrap.dedent(inspect.getsource(cls))).body
    assert isinstance(tree, ast.ClassDef)
    texts: dict[str, str] = {}
    for statement, below in pairwise(tree.body):
        match statement, below:
            case (
                ast.AnnAssign(target=ast.Name(id=name)) | ast.Assign(targets=[ast.Name(id=name)]),
                ast.Expr(value=ast.Constant(value=str(text))),
            ):
                texts[name] = plain(text)
    return texts


def described(cls: type) -> dict[str, str]:
    """The docstring of each field of a class. Raises ``LookupError`` for a field without one."""
    classes = [base for base in reversed(cls.__mro__) if attrs.has(base)]
    texts = {name: text for base in classes for name, text in docstrings(base).items()}
    for name in names_of(cls):
        if not texts.get(name):
            raise LookupError(f"{cls.__name__}.{name} has no docstring")
    return texts


def summary(cls: type) -> str:
    """The first paragraph of a class's docstring. Raises ``LookupError`` if there is none."""
    text = vars(cls).get("__doc__")
    if not text:
        raise LookupError(f"{cls.__name__} has no docstring")
    return plain(text.partition("\n\n")[0])


def plain(text: str) -> str:
    """A docstring on one line, with code marked as in Markdown."""
    return " ".join(text.split()).replace("``", "`")


def parts(hint: Any) -> tuple[Any, bool, bool]:
    """The inner type, whether it may be null, and whether it is a list: ``tuple[str, ...]`` is a list of ``str``."""
    if get_origin(hint) is tuple:
        inner, _ = get_args(hint)
        return inner, False, True
    if get_args(hint):
        (inner,) = (option for option in get_args(hint) if option is not NoneType)
        return inner, True, False
    return hint, False, False


def walk(cls: type) -> Iterator[type]:
    """The classes and enums below a class, in the order of its fields; each as often as it is used."""
    hints = get_type_hints(cls)
    for name in names_of(cls):
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
    """The JSON Schema of documents that hold one object of a class."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:ifes-records:schema:{SCHEMA_VERSION}",
        "title": cls.__name__,
        **definition(cls),
        "$defs": {name: definition(inner) for name, inner in below(cls).items()},
    }


def objects(cls: type) -> list[type]:
    """A class and the classes below it, without enums."""
    return [cls, *(inner for inner in below(cls).values() if attrs.has(inner))]


def definition(cls: type) -> dict[str, Any]:
    """The schema of a class or of an enum."""
    names = names_of(cls)
    if issubclass(cls, StrEnum):
        return {"description": summary(cls), "type": "string", "enum": [member.value for member in cls]}
    hints, texts = get_type_hints(cls), described(cls)
    return {
        "description": summary(cls),
        "type": "object",
        "properties": {
            name: {"description": texts[name], **value(hints[name], LIMITS.get(f"{cls.__name__}.{name}", {}))}
            for name in names
        },
        "required": list(names),
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
    """The schema as shipped."""
    return orjson.dumps(schema(), option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)


# ---- the page


def object_paths(cls: type, path: str = "") -> Iterator[tuple[type, str]]:
    """The paths of objects in a document; for a class that contains itself, one level of it."""
    hints = get_type_hints(cls)
    for name in names_of(cls):
        inner, _, is_list = parts(hints[name])
        if attrs.has(inner):
            found = f"{path}{name}{'[]' if is_list else ''}"
            yield inner, found
            if inner is not cls:
                yield from object_paths(inner, f"{found}.")


def kind(hint: Any) -> str:
    """The type of a field in words, with a link to its class."""
    inner, may_be_null, is_list = parts(hint)
    words = f"[{inner.__name__}](#{inner.__name__.lower()})" if inner not in TYPES else TYPES[inner]["type"]
    return f"list of {words}" if is_list else f"{words} or null" if may_be_null else words


def values(enum: type[StrEnum]) -> list[str]:
    """The values of an enum: a table if its members have docstrings, otherwise a sentence."""
    texts = {member.name: member.meaning for member in enum} if issubclass(enum, Effect) else docstrings(enum)
    if not texts:
        return [f"One of {', '.join(f'`{member.value}`' for member in enum)}."]
    rows = [f"| `{member.value}` | {texts[member.name]} |" for member in enum]
    return ["| value | meaning |", "| --- | --- |", *rows]


def page() -> str:
    """The text of the page: a table for each class, and the values of each enum."""
    lines = [HEAD.format(id=schema()["$id"])]
    paths: dict[type, list[str]] = {}
    for cls, path in object_paths(ElectionRecord):
        paths.setdefault(cls, []).append(path)
    for cls in objects(ElectionRecord):
        hints, texts = get_type_hints(cls), described(cls)
        first, *others = paths.get(cls, [""])
        start = f"{first}." if first else ""
        lines += [f"\n## {cls.__name__}\n", summary(cls)]
        if others:
            lines += [f"\nAlso at {', '.join(f'`{path}`' for path in others)}."]
        lines += ["\n| path | type | meaning |", "| --- | --- | --- |"]
        lines += [f"| `{start}{name}` | {kind(hints[name])} | {texts[name]} |" for name in names_of(cls)]
    for cls in below(ElectionRecord).values():
        if issubclass(cls, StrEnum):
            lines += [f"\n## {cls.__name__}\n", f"{summary(cls)}\n"]
            lines += values(cls)
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    schema_target, page_target = map(Path, sys.argv[1:3]) if len(sys.argv) > 2 else (SCHEMA, PAGE)
    schema_target.write_bytes(schema_bytes())
    page_target.write_text(page(), encoding="utf-8")
