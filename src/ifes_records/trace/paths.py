"""Find the exact value or object that a diagnostic is about.

A reader may know only a span, or the list that something belongs to. The index is determined when the record is
complete.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from attrs import evolve, frozen

from ifes_records.diagnostics import Diagnostic
from ifes_records.model import Block, ElectionRecord, Span
from ifes_records.model.record import FACTS, names_of
from ifes_records.trace.locate import span_of
from ifes_records.trace.steps import value_at


@frozen
class SpanIndex:
    """Paths in the order of the spans that they lead to."""

    entries: Sequence[tuple[int, int, str]]
    """Start, end and path, sorted."""

    @classmethod
    def of(cls, found: Iterable[tuple[Span | None, str]]) -> SpanIndex:
        """Index everything that has a span."""
        return cls(sorted((span.start, span.end, path) for span, path in found if span is not None))

    def last_at(self, offset: int) -> str | None:
        """The path of the last entry that begins at or before an offset; ``None`` if there is none."""
        index = bisect_right(self.entries, offset, key=_start)
        return self.entries[index - 1][2] if index else None

    def only_one_holding(self, span: Span) -> str | None:
        """The only entry that contains a span, among those that begin last at or before it; ``None`` for none or
        several.
        """
        index = bisect_right(self.entries, span.start, key=_start)
        first = bisect_left(self.entries, self.entries[index - 1][0], key=_start) if index else 0
        paths = [path for _, end, path in self.entries[first:index] if end >= span.end]
        return paths[0] if len(paths) == 1 else None


def _start(entry: tuple[int, int, str]) -> int:
    return entry[0]


def block_paths(record: ElectionRecord) -> SpanIndex:
    """The paths of all blocks: ``sections[1].blocks[0].children[2]``."""
    return SpanIndex.of(
        (block.span, path)
        for number, section in enumerate(record.sections)
        for block, path in _blocks(section.blocks, f"sections[{number}].blocks")
    )


def heading_paths(record: ElectionRecord) -> SpanIndex:
    """The paths of all headings: ``sections[1].heading``."""
    sections = enumerate(record.sections)
    return SpanIndex.of((section.span, f"sections[{n}].heading") for n, section in sections if section.heading)


def _blocks(blocks: tuple[Block, ...], path: str) -> Iterator[tuple[Block, str]]:
    for number, block in enumerate(blocks):
        yield block, f"{path}[{number}]"
        yield from _blocks(block.children, f"{path}[{number}].children")


class ExactPaths:
    """Finds the exact value or object that a diagnostic is about. Its indexes are kept, so make one for each
    record.
    """

    def __init__(self, record: ElectionRecord) -> None:
        self._record = record
        self._indexes: dict[str, SpanIndex] = {}

    def settle(self, diagnostic: Diagnostic) -> Diagnostic:
        """The diagnostic with its exact path.

        A path to a list becomes the path of the member that contains the diagnostic's span (in ``results``, of the
        row), or of the heading or block there if no member or several do. A path to a member that was not taken also
        becomes that of the heading or block. A figure cut off by the end of the text gets the path of its number, or
        of the smallest object around it.
        """
        path, span, record = diagnostic.path, diagnostic.span, self._record
        if span is None:
            return diagnostic
        if diagnostic.code == "W-TRUNCATED-FIGURE":
            return evolve(diagnostic, path=_smallest(record, span) or self._in_body(span.start))
        if path == "sections":
            end = record.origin.source.line_end(span.start) if record.origin else span.end
            return evolve(diagnostic, path=self._in_body(end))
        try:
            members = value_at(record, path) if path is not None else None
        except LookupError:  # gender.female_legislators[0].count, where no chamber was taken
            return evolve(diagnostic, path=self._in_body(span.start))
        if path is None or not isinstance(members, tuple):
            return diagnostic
        member = self._index(path, lambda: self._members(path, members)).only_one_holding(span)
        return evolve(diagnostic, path=member or self._in_body(span.start))

    def _members(self, path: str, members: tuple[Any, ...]) -> SpanIndex:
        found = [(f"{path}[{number}]", member) for number, member in enumerate(members)]
        if path == "results":
            found = [(f"{at}.rows[{number}]", row) for at, table in found for number, row in enumerate(table.rows)]
        return SpanIndex.of((getattr(member, "span", None), at) for at, member in found)

    def _in_body(self, offset: int) -> str | None:
        """The path of the last heading or block that begins at or before an offset."""
        record = self._record
        both = self._index(
            "sections", lambda: SpanIndex(sorted([*heading_paths(record).entries, *block_paths(record).entries]))
        )
        return both.last_at(offset)

    def _index(self, name: str, make: Callable[[], SpanIndex]) -> SpanIndex:
        if name not in self._indexes:
            self._indexes[name] = make()
        return self._indexes[name]


def _smallest(record: ElectionRecord, span: Span) -> str | None:
    """The path of the number that was read from a span, or of the smallest object around it."""
    around: list[tuple[int, int, str]] = []
    for name in ("participation", "results", *FACTS):
        for path, value in _walk(getattr(record, name), name, span):
            own = getattr(value, "span", None) or span_of(record, path)
            if own is not None and own.holds(span):
                if own == span and isinstance(value, (int, float)):
                    return path
                around += [(own.end - own.start, -path.count("."), path)] if names_of(value.__class__) else []
    return min(around)[2] if around else None


def _walk(value: Any, path: str, span: Span) -> Iterator[tuple[str, Any]]:
    """The objects and numbers in a value, with their paths; objects elsewhere in the text are skipped."""
    if isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _walk(item, f"{path}[{index}]", span)
    elif names := names_of(value.__class__):
        own = getattr(value, "span", None)
        if own is None or own.holds(span):
            yield path, value
            for name in names:
                if name != "line":
                    yield from _walk(getattr(value, name), f"{path}.{name}", span)
    elif isinstance(value, (int, float)) and not isinstance(value, bool):
        yield path, value
