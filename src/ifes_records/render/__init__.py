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
from ifes_records.render.unread import with_unread

__all__ = ["LAYOUTS", "Layout", "RenderError", "content", "lines", "render", "write"]


def render(record: ElectionRecord, *, layout: str | Layout = "more-info") -> str:
    """The text form of a record, which says all that the record does: reading it gives the same again.

    ``layout`` is a name in ``LAYOUTS`` or a ``Layout``. Raises ``RenderError``, which names the field, for
    what the text form can't say: a heading with a line break, votes that the row's cells don't say, a line
    whose place is not known. ``KeyError`` for the name of no layout.
    """
    chosen = LAYOUTS[layout] if isinstance(layout, str) else layout
    written, said = lines(record, chosen), content(record)
    differences = []
    for end in _ends(record, chosen):
        text = join(written, chosen, end)
        found = first_difference(said, content(parse(text)))
        if found is None:
            return text
        differences.append(found)
    raise differences[0].error()


def write(record: ElectionRecord, layout: Layout) -> str:
    """The text of a record in a layout, without reading it again.

    Raises ``RenderError`` for what can't stand in a line; whether the text is read as the record, ``render``
    finds out.
    """
    return join(lines(record, layout), layout, _ends(record, layout)[0])


def _ends(record: ElectionRecord, layout: Layout) -> tuple[str, str]:
    """How the text of a record may end, the usual way first.

    Of what stands last in a text that breaks off, less is taken as a fact (``Seats won: 1`` may have been 12);
    a blank in an unfinished line says that it breaks off.
    """
    if record.source.truncated:
        return " ", f"{layout.line_end} "
    whole = layout.trailing + layout.line_end
    return (whole, "") if layout.last_line_end else ("", whole)


def lines(record: ElectionRecord, layout: Layout) -> list[Line]:
    """The lines of a record's text, each with the field that it says."""
    parts = chain(head_lines(record, layout), result_lines(record, layout), body_lines(record, layout))
    return [line.check() if line.path else line for line in with_unread(list(parts), record)]


def join(written: list[Line], layout: Layout, end: str) -> str:
    """Lines as a text, each with the blank lines above it; none stand above the first."""
    pieces = []
    for index, line in enumerate(written):
        pieces += [layout.line_end * (line.gap + 1) if index else "", line.before, line.text, line.behind]
        pieces.append(layout.trailing if index < len(written) - 1 else end)
    return "".join(pieces)
