"""What a run tells while it lasts."""

from __future__ import annotations

from collections.abc import Callable

from attrs import frozen


@frozen
class Notice:
    """What the user ought to know of an input or a record: why it has no document, or another name."""

    place: str
    line: int | None
    """The line at which the record starts; ``None`` for the first of a text, and for what is about a whole input."""
    message: str


Notify = Callable[[Notice], None]
