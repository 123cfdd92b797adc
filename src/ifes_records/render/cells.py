"""Rows of results as they are written: a name and its cells, which are made from the values if there are none."""

from __future__ import annotations

from ifes_records.model import ChangeDirection, ResultKind, ResultRow
from ifes_records.render.line import OutputLine
from ifes_records.values import count
from ifes_records.values import row as rows

ARROWS = {ChangeDirection.UP: "▲", ChangeDirection.DOWN: "▼"}


def row_text(row: ResultRow, kind: ResultKind, path: str) -> str:
    """Write a row. Parties have a blank before their figures; candidates and answers have none.

    Where the figures would then look like a part of the name (``List 7512``), a blank is written.
    """
    name, cells = row.name.text, row.cells or cells_of(row, kind)
    if name or not cells:
        OutputLine(name, f"{path}.name.text").check()
    for cell in row.cells:
        OutputLine(cell, f"{path}.cells").check()
    spaced = " ".join(filter(None, (name, *cells)))
    if kind is ResultKind.PARTY or not cells:
        return spaced
    glued = " ".join((name + cells[0], *cells[1:]))
    read = rows.parse(glued)
    same = tuple(cell.text for cell in read.cells[-len(cells) :]) == cells and read.name(len(cells)) == name
    return glued if same else spaced


def cells_of(row: ResultRow, kind: ResultKind) -> tuple[str, ...]:
    """Return a row's figures as the site would print them; no cells for a row without figures."""
    if (row.seats_won, row.seats_change, row.seats_change_direction) != (None, None, None):
        return (_seats(row), *_change(row), _votes(row))
    if row.votes is None:
        return ()
    return (_votes(row),) if kind is not ResultKind.PARTY else (count.format(None), _votes(row))


def _seats(row: ResultRow) -> str:
    return count.format(None) if row.seats_won is None else str(row.seats_won) if row.seats_won else "-"


def _votes(row: ResultRow) -> str:
    return count.format(row.votes)


def _change(row: ResultRow) -> tuple[str, ...]:
    """Return ``- -`` for no change, ``+5``, or an arrow; ``-`` if it is not known, unless the votes aren't either."""
    if row.seats_change:
        return (f"{row.seats_change:+}",)
    if row.seats_change == 0 or row.seats_change_direction is ChangeDirection.UNCHANGED:
        return ("-", "-")
    if row.seats_change_direction is not None:
        return (ARROWS[row.seats_change_direction],)
    return () if row.votes is None and row.seats_won else ("-",)
