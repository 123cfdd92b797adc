"""From a path to the value that it leads to, step by step: ``results[0].rows[2].votes``."""

from __future__ import annotations

import re
from typing import Any

from ifes_records.diagnostics import quoted
from ifes_records.model import ElectionRecord
from ifes_records.model.record import names_of

PATH = re.compile(r"[a-z_]\w*(?:\[\d+\]|\.[a-z_]\w*)*")
STEP = re.compile(r"(?P<name>[a-z_]\w*)|\[(?P<index>\d+)\]")


def value_at(record: ElectionRecord, path: str) -> Any:
    """The value at a path. Raises ``LookupError`` if the record has no such path."""
    return chain_to(record, path)[-1][0]


def chain_to(record: ElectionRecord, path: str) -> list[tuple[Any, str]]:
    """The values along a path, each with its own path. Raises ``LookupError`` if the record has no such path."""
    if not PATH.fullmatch(path):
        raise LookupError(f"{quoted(path)} is not a path; an example is results[0].rows[2].votes.")
    value: Any = record
    at = ""
    chain: list[tuple[Any, str]] = []
    for step in STEP.finditer(path):
        if step["index"] is not None:
            if not isinstance(value, tuple):
                raise LookupError(f"{at} is not a list; there is no {at}{step[0]}.")
            if int(step["index"]) >= len(value):
                raise LookupError(f"{at} has the length {len(value)}; there is no {at}{step[0]}.")
            value, at = value[int(step["index"])], at + step[0]
        else:
            names = names_of(value.__class__)
            if step[0] not in names:
                has = f"its fields are {', '.join(names)}" if names else "it has no fields"
                raise LookupError(f"{at or 'A record'} has no {quoted(step[0])}; {has}.")
            value, at = getattr(value, step[0]), f"{at}.{step[0]}".lstrip(".")
        chain.append((value, at))
    return chain
