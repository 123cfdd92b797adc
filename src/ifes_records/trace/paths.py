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

# Fields that are not part of the JSON, so that no path leads to them.
NOT_IN_PATHS = ("span", "origin")


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
    it, the block of the text. A row that was joined is the smallest object there. A figure that is cut off by the
    end of the text is the number that was read from it, or else the smallest object that it is in.
    """
    path, span = diagnostic.path, diagnostic.span
    if span is None:
        return diagnostic
    body = BodyPaths(record)
    if diagnostic.code == "W-TRUNCATED-FIGURE":
        return evolve(
            diagnostic, path=_smallest(record, span, ("participation", "results", *FACTS)) or body.at(span.start)
        )
    if path == "results":
        return evolve(diagnostic, path=_smallest(record, span, ("results",)))
    if path == "sections":
        end = record.origin.source.line_end(span.start) if record.origin else span.end
        return evolve(diagnostic, path=body.at(end))
    try:
        members = value_at(record, path) if path is not None else None
    except LookupError:  # gender.female_legislators[0].count, where no chamber was taken
        return evolve(diagnostic, path=body.at(span.start))
    if not isinstance(members, tuple):
        return diagnostic
    holding = [n for n, member in enumerate(members) if (own := getattr(member, "span", None)) and own.holds(span)]
    return evolve(diagnostic, path=f"{path}[{holding[0]}]" if len(holding) == 1 else body.at(span.start))


def _smallest(record: ElectionRecord, span: Span, names: tuple[str, ...]) -> str | None:
    """The path of the number that was read from a span, or of the smallest object that the span is in."""
    around: list[tuple[int, int, str]] = []
    for name in names:
        for path, value in _walk(getattr(record, name), name, span):
            own = getattr(value, "span", None) or span_of(record, path)
            if own is not None and own.holds(span):
                if own == span and isinstance(value, (int, float)):
                    return path
                around += [(own.end - own.start, -path.count("."), path)] if attrs.has(type(value)) else []
    return min(around)[2] if around else None


def _walk(value: Any, path: str, span: Span) -> Iterator[tuple[str, Any]]:
    """The objects and numbers in a value, with their paths; not those in objects that are elsewhere in the text."""
    if isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _walk(item, f"{path}[{index}]", span)
    elif attrs.has(type(value)):
        own = getattr(value, "span", None)
        if own is None or own.holds(span):
            yield path, value
            for field in (field for field in attrs.fields(type(value)) if field.name not in NOT_IN_PATHS):
                yield from _walk(getattr(value, field.name), f"{path}.{field.name}", span)
    elif isinstance(value, (int, float)) and not isinstance(value, bool):
        yield path, value
