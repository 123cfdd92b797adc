"""The values of a record one by one, so that what a format leaves out can be counted."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from enum import StrEnum
from typing import Any

from ifes_records.json import to_dict
from ifes_records.model import ElectionRecord

Leaf = str | int | float | bool


def leaves(record: ElectionRecord) -> dict[str, Leaf]:
    """Each value of the record's JSON that is not null, by its path."""
    return dict(_below(to_dict(record), ""))


def _below(value: Any, path: str) -> Iterator[tuple[str, Leaf]]:
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from _below(inner, f"{path}.{name}" if path else name)
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from _below(inner, f"{path}[{number}]")
    elif value is not None:
        yield path, value.value if isinstance(value, StrEnum) else value


class Kept:
    """Hands out the values of a record, and knows which were never asked for."""

    def __init__(self, record: ElectionRecord) -> None:
        self._all = leaves(record)
        self.left = dict(self._all)
        """What was not asked for, by path."""

    def __call__(self, path: str) -> Any:
        """The value at a path; ``None`` if it is null. It counts as kept from then on."""
        self.left.pop(path, None)
        return self._all.get(path)

    def list(self, path: str) -> list[Any]:
        """The values of a list."""
        found: list[Any] = []
        while (value := self(f"{path}[{len(found)}]")) is not None:
            found.append(value)
        return found


def classes(left: dict[str, Leaf]) -> Counter[str]:
    """How many values there are at each path without its indexes: ``results[].rows[].vote_percent``."""
    return Counter(re.sub(r"\[\d+\]", "[]", path) for path in left)
