"""What every object that was read from a piece of text has in common."""

from __future__ import annotations

from attrs import field, frozen

from ifes_records.span import Span


@frozen
class Located:
    """Something that was read from a piece of text."""

    span: Span | None = field(default=None, eq=False, repr=False, kw_only=True)
    """Where it is in the text; not in the JSON, so null in a record read from JSON."""
