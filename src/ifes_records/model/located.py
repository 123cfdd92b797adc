"""The base class of every object that was read from a span of the text."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any, get_args, get_type_hints

import attrs
from attrs import field, frozen

from ifes_records.span import Span


@frozen
class Located:
    """Something that was read from a span of the text."""

    _span: Span | None = field(default=None, eq=False, repr=False, kw_only=True)
    line: int | None = field(default=None, eq=False, repr=False, kw_only=True)
    """The line that it begins in, counted from 1 in the whole file; null if it was not read from a text."""

    @property
    def span(self) -> Span | None:
        """Where it is in the text; not in the JSON, so null in a record read from JSON."""
        return self._span


def number_lines(value: Any, line_of: Callable[[int], int]) -> None:
    """Give every object with a span the line that it begins in; ``line_of`` gives the line of an offset.

    The objects themselves get it, without copies: they were made for one record, which nobody else has yet.
    """
    if type(value) is tuple:
        for item in value:
            number_lines(item, line_of)
        return
    for name in _holders(value.__class__):
        inner = getattr(value, name)
        if inner:
            number_lines(inner, line_of)
    if isinstance(value, Located) and value._span is not None:
        object.__setattr__(value, "line", line_of(value._span.start))


@cache
def _holders(cls: type) -> tuple[str, ...]:
    """The fields of a class that may hold objects with a span, directly or further down."""
    hints = get_type_hints(cls)
    return tuple(name for name, hint in hints.items() if any(_may_hold(inner) for inner in (hint, *get_args(hint))))


@cache
def _may_hold(hint: Any) -> bool:
    return isinstance(hint, type) and attrs.has(hint) and (issubclass(hint, Located) or bool(_holders(hint)))
