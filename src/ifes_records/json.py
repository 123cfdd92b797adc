"""Records as canonical JSON, and back: the same record always gives the same bytes."""

from __future__ import annotations

from typing import Any

import attrs
import orjson
from cattrs import Converter
from cattrs.gen import make_dict_unstructure_fn, override

from ifes_records.diagnostics import Diagnostic
from ifes_records.model import ElectionRecord, Span

_converter = Converter(forbid_extra_keys=False)


def _leave_out_spans(cls: type) -> Any:
    """Spans say where a value stands in one text; they are no part of what the record says."""
    hidden = {f.name: override(omit=True) for f in attrs.fields(cls) if f.name == "span"}
    return make_dict_unstructure_fn(cls, _converter, **hidden)  # type: ignore[arg-type]


_converter.register_unstructure_hook_factory(attrs.has, _leave_out_spans)


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


__all__ = ["Diagnostic", "Span", "from_json", "to_dict", "to_json"]
