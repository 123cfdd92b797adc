"""A record's text line by line, with what became of it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from enum import Enum
from textwrap import shorten
from typing import Any

import attrs
from attrs import frozen

from ifes_records.model import ElectionRecord
from ifes_records.model.origin import Role
from ifes_records.model.record import FACTS, origin_of
from ifes_records.trace.account import Account, Fragment, account
from ifes_records.trace.locate import value_at

# Longer texts are cut: the line itself stands above them.
TEXT_WIDTH = 60
# Fields that only say where something stands, or repeat its line.
NOT_SHOWN = ("text", "span", "type", "level", "blocks", "children", "rows", "line")


@frozen
class ExplainedLine:
    """A line of the text: its number in the file, the text, its pieces, and the facts that begin in it."""

    number: int
    text: str
    pieces: tuple[tuple[Fragment, str], ...]
    facts: tuple[tuple[str, str], ...] = ()

    def __str__(self) -> str:
        below = [f"{'':7}{piece.path or piece.role.value}{told}" for piece, told in self.pieces]
        below += [f"{'':7}-> {path}{told}" for path, told in self.facts]
        return "\n".join([f"{self.number:5}  {self.text}".rstrip(), *below])


@frozen
class Explanation:
    """The lines of a record, and how many characters became what."""

    lines: tuple[ExplainedLine, ...]
    account: Account

    def __str__(self) -> str:
        return "\n".join([*map(str, self.lines), "", in_words(self.account.counts)])


def in_words(counts: Counter[Role]) -> str:
    """``5,412 characters that are not white space: 5,120 field, 290 label, 0 furniture, 2 unread, 0 lost``."""
    parts = ", ".join(f"{counts[role]:,} {role.value}" for role in Role)
    return f"{sum(counts.values()):,} characters that are not white space: {parts}"


def explain(record: ElectionRecord) -> Explanation:
    """What became of each line of a record's text. Raises ``LookupError`` for one that was not read from a text."""
    origin = origin_of(record)
    source = origin.source
    accounted = account(record)
    pieces: defaultdict[int, list[tuple[Fragment, str]]] = defaultdict(list)
    for piece in accounted.pieces:
        line = source.line(piece.span.start)
        text = shorten(source.slice(piece.span), TEXT_WIDTH)
        told = f": {text}" if piece.path is None else _told(value_at(record, piece.path))
        pieces[line].append((piece, told))
    facts: defaultdict[int, list[tuple[str, str]]] = defaultdict(list)
    for name in FACTS:
        for path, value in _spanned(getattr(record, name), name):
            facts[source.line(value.span.start)].append((path, _told(value)))
    lines = tuple(
        ExplainedLine(number, text, tuple(pieces[number]), tuple(facts[number]))
        for number, text in enumerate(source.scan.split("\n")[:-1], start=source.lines_above + 1)
    )
    return Explanation(lines, accounted)


def _spanned(value: Any, path: str) -> Iterator[tuple[str, Any]]:
    """The objects with places of their own in a fact."""
    if isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _spanned(item, f"{path}[{index}]")
    elif getattr(value, "span", None) is not None:
        yield path, value
    elif attrs.has(type(value)):
        for field in attrs.fields(type(value)):
            yield from _spanned(getattr(value, field.name), f"{path}.{field.name}")


def _told(value: Any) -> str:
    """A value as it is shown behind its path: `` = 62`` or, of an object, its fields that say something."""
    if attrs.has(type(value)):
        fields = [(f.name, getattr(value, f.name)) for f in attrs.fields(type(value)) if f.name not in NOT_SHOWN]
        shown = [f"{name}={_shown(inner)}" for name, inner in fields if _says(inner)]
        return ": " + ", ".join(shown) if shown else ""
    return f" = {_shown(value)}"


def _says(value: Any) -> bool:
    """Whether a field is worth showing: 0 is, as it is what ``-`` means in the seats."""
    return value is not None and value is not False and value != ()


def _shown(value: Any) -> str:
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, str):
        return repr(shorten(value, TEXT_WIDTH))
    if isinstance(value, tuple):
        return "[" + ", ".join(map(_shown, value)) + "]"
    if attrs.has(type(value)):
        text = getattr(value, "text", None)
        return _shown(text) if text else "(" + _told(value).removeprefix(": ") + ")"
    return repr(value)
