"""From a diagnostic to the very value or object that it is about.

A reader may know only the list that something belongs to, or only the span: the index is settled when the record is
complete.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from typing import Any

import attrs
from attrs import evolve

from ifes_records.diagnostics import Diagnostic
from ifes_records.model import Block, ElectionRecord, Span
from ifes_records.model.record import FACTS
from ifes_records.trace.locate import span_of, value_at


class BodyPaths:
    """The paths of headings and blocks, by the offsets where they begin."""

    def __init__(self, record: ElectionRecord) -> None:
        self.headings: dict[int, str] = {}
        self._blocks: list[tuple[int, str]] = []
        for number, section in enumerate(record.sections):
            if section.span is not None:
                self.headings[section.span.start] = f"sections[{number}].heading"
            self._add(section.blocks, f"sections[{number}].blocks")
        self._blocks.sort()
        self._starts = [start for start, _ in self._blocks]

    def _add(self, blocks: tuple[Block, ...], path: str) -> None:
        for number, block in enumerate(blocks):
            if block.span is not None:
                self._blocks.append((block.span.start, f"{path}[{number}]"))
            self._add(block.children, f"{path}[{number}].children")

    def at(self, offset: int) -> str | None:
        """The path of the last heading or block that begins at or above an offset; ``None`` if there is none."""
        heading = max((start for start in self.headings if start <= offset), default=-1)
        index = bisect_right(self._starts, offset)
        if index and self._starts[index - 1] > heading:
            return self._blocks[index - 1][1]
        return self.headings.get(heading)

    def block(self, offset: int) -> str | None:
        """The path of the last block that begins at or above an offset; ``None`` if there is none."""
        index = bisect_right(self._starts, offset)
        return self._blocks[index - 1][1] if index else None


def exact_path(record: ElectionRecord, diagnostic: Diagnostic) -> Diagnostic:
    """The diagnostic with the path of the very value or object that it is about.

    If its path leads to a list, that is the member whose span has that of the diagnostic; if none or several have
    it, the block of the text. A figure that is cut off by the end of the text is the value that was read from it.
    """
    path, span = diagnostic.path, diagnostic.span
    if span is None:
        return diagnostic
    if diagnostic.code == "W-TRUNCATED-FIGURE":
        return evolve(diagnostic, path=_value_in(record, span) or BodyPaths(record).at(span.start))
    if path is None or not isinstance(members := value_at(record, path), tuple):
        return diagnostic
    if path == "sections":
        source = record.origin.source if record.origin else None
        end = source.line_end(span.start) if source else span.end
        return evolve(diagnostic, path=BodyPaths(record).at(end))
    found = [n for n, member in enumerate(members) if (own := getattr(member, "span", None)) and own.holds(span)]
    return evolve(diagnostic, path=f"{path}[{found[0]}]" if len(found) == 1 else BodyPaths(record).at(span.start))


def _value_in(record: ElectionRecord, span: Span) -> str | None:
    """The path of the number that was read from a span; ``None`` if none was."""
    spans = record.origin.spans if record.origin else {}
    for path in (path for path, own in spans.items() if own.holds(span)):
        for number in _numbers(value_at(record, path), path):
            if (own := span_of(record, number)) and own.holds(span):
                return number
    for name in ("results", *FACTS):
        for number in _numbers(getattr(record, name), name, span):
            if span_of(record, number) == span:
                return number
    return None


def _numbers(value: Any, path: str, span: Span | None = None) -> Iterator[str]:
    """The paths of the numbers in a value; with a span, only those in objects that may hold it."""
    if isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _numbers(item, f"{path}[{index}]", span)
    elif attrs.has(type(value)):
        own = getattr(value, "span", None)
        if span is None or own is None or own.holds(span):
            for field in attrs.fields(type(value)):
                yield from _numbers(getattr(value, field.name), f"{path}.{field.name}", span)
    elif isinstance(value, (int, float)) and not isinstance(value, bool):
        yield path
