"""What a page shows on its right: fields, in groups and tables."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import frozen

from ifes_records.diagnostics import Diagnostic, Effect
from ifes_records.span import Span

DOUBTS = (Effect.GUESSED, Effect.REPAIRED, Effect.OMITTED, Effect.DOUBTFUL, Effect.INCONSISTENT)
"""The effects that are marked at a value."""


@frozen
class Mark:
    """A doubt about a value: the number of its diagnostic in the record, and its effect in a word."""

    number: int
    effect: str
    message: str


@frozen
class Field:
    """A value as it is shown. ``span`` is ``None`` if it was not read from a text."""

    label: str
    value: str
    path: str
    span: Span | None = None
    marks: tuple[Mark, ...] = ()
    number: int = 0
    """The number of its span, from 1, which fields of the same span share; 0 if there is no span or no value."""
    is_first: bool = False
    """Whether it is the first of them."""


@frozen
class Group:
    """Fields under a title, and the groups below it."""

    title: Field
    fields: tuple[Field, ...] = ()
    groups: tuple[Group, ...] = ()
    line: int | None = None
    """The line of the text that the object begins in; ``None`` for one that is not from a single place."""


@frozen
class Row:
    """A row of a table: its cells by column, ``None`` where the record has no value."""

    name: Field
    parts: tuple[Field, ...]
    """The parts of the name: what is English, what is local, the acronym."""
    cells: tuple[Field | None, ...]


@frozen
class Table:
    """A result as a table."""

    title: Field
    columns: Mapping[str, str]
    """The headings of the columns, each with the name of its field."""
    rows: tuple[Row, ...]


def doubts(diagnostic: Diagnostic) -> bool:
    """Whether a diagnostic says something about a value."""
    return diagnostic.effect in DOUBTS
