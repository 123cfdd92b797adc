"""The base class of every object that was read from a span of the text."""

from __future__ import annotations

from attrs import field, frozen

from ifes_records.span import Span


@frozen
class Located:
    """Something that was read from a span of the text."""

    span: Span | None = field(default=None, eq=False, repr=False, kw_only=True)
    """Where it is in the text; not in the JSON, so null in a record read from JSON."""
