"""A record of a dump, with its lines and characters counted from the start of the dump."""

from __future__ import annotations

from functools import cache
from typing import Any, get_args, get_type_hints

import attrs

from ifes_records.model import ElectionRecord, Span
from ifes_records.model.origin import Origin


def shifted(record: ElectionRecord, lines: int, characters: int) -> ElectionRecord:
    """The record with so many more lines and characters above it."""
    origin = record.origin
    if origin is not None:
        claims = tuple(claim.shifted(characters) for claim in origin.claims)
        places = {path: span.shifted(characters) for path, span in origin.places.items()}
        origin = Origin(origin.text, origin.start + characters, claims, places)
    moved: ElectionRecord = _moved(record, characters)
    return attrs.evolve(
        moved,
        origin=origin,
        diagnostics=tuple(attrs.evolve(d, line=d.line + lines) if d.line else d for d in moved.diagnostics),
        footnotes=tuple(
            attrs.evolve(note, line=note.line + lines, refers_to=tuple(line + lines for line in note.refers_to))
            for note in moved.footnotes
        ),
        unread=tuple(attrs.evolve(line, line=line.line + lines) for line in moved.unread),
    )


def _moved(value: Any, by: int) -> Any:
    """The same value with its spans further down."""
    if isinstance(value, Span):
        return value.shifted(by)
    if isinstance(value, tuple):
        return tuple(_moved(item, by) for item in value)
    cls: Any = type(value)
    names = _fields_with_spans(cls)
    changes = {name: _moved(inner, by) for name in names if (inner := getattr(value, name)) not in (None, ())}
    return attrs.evolve(value, **changes) if changes else value


@cache
def _fields_with_spans(cls: Any) -> tuple[str, ...]:
    """The fields of a class that are spans, or hold them at any depth."""
    return tuple(name for name, hint in _hints(cls).items() if _holds_spans(hint, (cls,)))


@cache
def _hints(cls: Any) -> dict[str, Any]:
    if not attrs.has(cls) or cls is Origin:
        return {}
    return get_type_hints(cls)


def _holds_spans(hint: Any, seen: tuple[type, ...]) -> bool:
    if hint is Span or any(_holds_spans(part, seen) for part in get_args(hint)):
        return True
    if hint in seen:  # blocks hold blocks
        return True
    return isinstance(hint, type) and any(_holds_spans(inner, (*seen, hint)) for inner in _hints(hint).values())
