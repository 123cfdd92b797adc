"""Record to text: the way back, in the layout of the site's pages."""

from __future__ import annotations

from itertools import chain

from ifes_records.model import ElectionRecord
from ifes_records.pipeline import parse
from ifes_records.render.body import body_lines
from ifes_records.render.content import content, first_difference
from ifes_records.render.head import head_lines
from ifes_records.render.layout import LAYOUTS, Layout
from ifes_records.render.line import Line, RenderError
from ifes_records.render.results import result_lines

__all__ = ["LAYOUTS", "Layout", "RenderError", "content", "render", "write"]


def render(record: ElectionRecord, *, layout: str | Layout = "more-info") -> str:
    """The text form of a record, which says all that the record does: reading it gives the same again.

    ``layout`` is a name in ``LAYOUTS`` or a ``Layout``. Raises ``RenderError``, which names the field, for
    what the text form can't say: a heading with a line break, votes that the row's cells don't say, a line
    whose place is not known. ``KeyError`` for the name of no layout.
    """
    text = write(record, LAYOUTS[layout] if isinstance(layout, str) else layout)
    found = first_difference(content(record), content(parse(text)))
    if found is not None:
        raise RenderError(
            found.path, f"the record has {found.record!r}; its text form would be read as {found.text!r}"
        )
    return text


def write(record: ElectionRecord, layout: Layout) -> str:
    """The text of a record in a layout, without reading it again.

    Raises ``RenderError`` for what can't stand in a line; whether the text is read as the record, ``render``
    finds out.
    """
    return join(list(lines(record, layout)), layout, ends=layout.last_line_end and not record.source.truncated)


def lines(record: ElectionRecord, layout: Layout) -> list[Line]:
    """The lines of a record's text, each with the field that it says."""
    parts = chain(head_lines(record, layout), result_lines(record, layout), body_lines(record, layout))
    return [line.check() if line.path else line for line in parts]


def join(written: list[Line], layout: Layout, *, ends: bool = True) -> str:
    """Lines as a text, each with the blank lines above it; none stand above the first."""
    pieces = []
    for index, line in enumerate(written):
        pieces.append(layout.line_end * (line.gap + 1 if index else 0))
        pieces.append(f"{line.before}{line.text}{layout.trailing}")
    return "".join(pieces) + layout.line_end * bool(ends and written)
