"""Where records begin and end in a text of many."""

from __future__ import annotations

from collections.abc import Iterator


def split_dump(text: str) -> Iterator[tuple[int, str]]:
    """The records of a dump: the number of lines above each, and its text."""
    yield 0, text
