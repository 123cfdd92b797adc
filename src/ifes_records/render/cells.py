"""Rows of results as they are written: a name and its cells, taken from the values where none are given."""

from __future__ import annotations

from ifes_records.model import ChangeDirection, ResultKind, ResultRow
from ifes_records.render.line import OutputLine
from ifes_records.values import count
from ifes_records.values import row as rows

ARROWS = {ChangeDirection.UP: "▲", ChangeDirection.DOWN: "▼"}


def row_text(row: ResultRow, kind: ResultKind, path: str) -> str:
    """A row as written: parties have a blank before their figures, candidates and answers none.

    Where a figure could not be told from the name without a blank, one is written.
    """
    name, cells = row.name.text, row.cells or cells_of(row, kind)
    if name or not cells:
        OutputLine(name, f"{path}.name.text").check()
    for cell in row.cells:
        OutputLine(cell, f"{path}.cells").check()
    if kind is ResultKind.PARTY or not cells:
        return " ".join(filter(None, (name, *cells)))
    glued = " ".join((name + cells[0], *cells[1:]))
    read = rows.parse(glued)
    if tuple(cell.text for cell in read.cells[-len(cells) :]) == cells and read.name(len(cells)) == name:
        return glued
    return " ".join(filter(None, (name, *cells)))


def cells_of(row: ResultRow, kind: ResultKind) -> tuple[str, ...]:
    """The cells that say a row's figures as the site would print them; none where it has no figures."""
    if row.seats_won is None and row.seats_change is None and row.seats_change_direction is None:
        if kind is not ResultKind.PARTY:
            return () if row.votes is None else (_votes(row),)
        return () if row.votes is None else (count.format(None), _votes(row))
    return (_seats(row), *_change(row), _votes(row))


def _seats(row: ResultRow) -> str:
    return count.format(None) if row.seats_won is None else str(row.seats_won) if row.seats_won else "-"


def _votes(row: ResultRow) -> str:
    return count.format(row.votes)


def _change(row: ResultRow) -> tuple[str, ...]:
    """``- -`` for no change, ``+5``, or an arrow; ``-`` where it is not known, unless the votes aren't either."""
    if row.seats_change:
        return (f"{row.seats_change:+}",)
    if row.seats_change == 0 or row.seats_change_direction is ChangeDirection.UNCHANGED:
        return ("-", "-")
    if row.seats_change_direction is not None:
        return (ARROWS[row.seats_change_direction],)
    return () if row.votes is None and row.seats_won else ("-",)
