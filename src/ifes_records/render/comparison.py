"""What a record says, apart from the text that it was read from, and where two records differ in that."""

from __future__ import annotations

from itertools import zip_longest
from textwrap import shorten
from typing import Any

from attrs import frozen

from ifes_records.diagnostics import quoted
from ifes_records.model import ElectionRecord
from ifes_records.render.line import RenderError

ABOUT_THE_TEXT = ("schema_version", "record_id", "source", "diagnostics")
LINE_NUMBERS = ("line", "refers_to")

# Fields that are written from the value beside them if they are empty: the date as written, the cells of a row.
WRITTEN_FORMS = frozenset(
    {
        "date_text",
        "status_text",
        "cells",
        "seats_won_mark",
        "votes_mark",
        *(f"{count}_text" for count in ("registered_voters", "cast_votes", "valid_votes", "invalid_votes")),
    }
)


def content(record: ElectionRecord) -> dict[str, Any]:
    """Return what a record says as plain data: without its source, its diagnostics and its line numbers."""
    from ifes_records.json import to_dict  # here, since `import ifes_records` imports this room

    data = to_dict(record)
    for name in ABOUT_THE_TEXT:
        del data[name]
    said: dict[str, Any] = _without_lines(data)
    return said


def _without_lines(data: Any) -> Any:
    if isinstance(data, dict):
        return {key: _without_lines(value) for key, value in data.items() if key not in LINE_NUMBERS}
    return [_without_lines(item) for item in data] if isinstance(data, (list, tuple)) else data


@frozen
class Difference:
    """The first field in which a record and what its text says differ."""

    path: str
    record: Any
    text: Any

    def error(self) -> RenderError:
        """Return the difference as an error."""
        record, text = _in_short(self.record), _in_short(self.text)
        return RenderError(self.path, f"The record has {record}, but its text would be read as {text}.")


def _in_short(value: Any) -> str:
    """Shorten a value for a message: an object is named by its text, not by all of its fields."""
    for key in ("text", "heading", "name"):
        if isinstance(value, dict) and value.get(key):
            return _in_short(value[key])
    if isinstance(value, str):
        return quoted(value)
    return "nothing" if value is None else shorten(repr(value), 100, placeholder=" …")


def first_difference(record: Any, text: Any, path: str = "") -> Difference | None:
    """Compare plain data, field by field and item by item. ``None`` means that nothing differs."""
    if isinstance(record, dict) and isinstance(text, dict):
        pairs = [
            (value, text[key], f"{path}.{key}".lstrip("."))
            for key, value in record.items()
            if value or key not in WRITTEN_FORMS
        ]
    elif isinstance(record, (list, tuple)) and isinstance(text, (list, tuple)):
        pairs = [(one, other, f"{path}[{index}]") for index, (one, other) in enumerate(zip_longest(record, text))]
    else:
        return None if record == text else Difference(path, record, text)
    return next((found for pair in pairs if (found := first_difference(*pair)) is not None), None)
