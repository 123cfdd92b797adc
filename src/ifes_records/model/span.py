"""Where something stands in a record's text."""

from __future__ import annotations

from attrs import frozen


@frozen(order=True)
class Span:
    """A half-open range of characters, ``text[start:end]``, in the record's own text."""

    start: int
    end: int
