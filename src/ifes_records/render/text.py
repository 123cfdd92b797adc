"""The text of a record, and whether it is read as the record again."""

from __future__ import annotations

from itertools import chain

from ifes_records.model import ElectionRecord
from ifes_records.pipeline import parse
from ifes_records.render.body import body_lines
from ifes_records.render.comparison import content, first_difference
from ifes_records.render.head import head_lines
from ifes_records.render.layout import LAYOUTS, Layout
from ifes_records.render.line import OutputLine
from ifes_records.render.results import result_lines
from ifes_records.render.unread import with_unread


def written(record: ElectionRecord, layout: str | Layout) -> str:
    """See ``render``."""
    chosen = LAYOUTS[layout] if isinstance(layout, str) else layout
    output, said = lines(record, chosen), content(record)
    differences, texts = [], []
    for end in _ends(record, chosen):
        text = join(output, chosen, end)
        again = parse(text)
        found = first_difference(said, content(again))
        if found is not None:
            differences.append(found)
        elif again.source.truncated == record.source.truncated:
            return text
        else:
            texts.append(text)
    if not texts:
        raise differences[0].error()
    return texts[0]


def write(record: ElectionRecord, layout: Layout) -> str:
    """Write the text of a record without reading it again.

    Raises ``RenderError`` for what cannot be in a line; only ``render`` checks that the text is read as the record.
    """
    return join(lines(record, layout), layout, _ends(record, layout)[0])


def _ends(record: ElectionRecord, layout: Layout) -> tuple[str, str]:
    """Return how the text may end, the usual way first.

    Readers take less from the last line of a truncated text (``Seats won: 1`` may have been 12). A blank at the end
    of an unfinished line, or a last line of a blank alone, marks the text as truncated.
    """
    if record.source.truncated:
        return " ", f"{layout.line_end} "
    whole = layout.trailing + layout.line_end
    return (whole, "") if layout.last_line_end else ("", whole)


def lines(record: ElectionRecord, layout: Layout) -> list[OutputLine]:
    """Return the lines of a record's text, each with the path of its field."""
    parts = chain(head_lines(record, layout), result_lines(record, layout), body_lines(record, layout))
    return [line.check() if line.path else line for line in with_unread(list(parts), record)]


def join(written: list[OutputLine], layout: Layout, end: str) -> str:
    """Join lines to a text, each with the blank lines above it, except for the first."""
    pieces = []
    for index, line in enumerate(written):
        pieces += [layout.line_end * (line.gap + 1) if index else "", line.before, line.text, line.after]
        pieces.append(layout.trailing if index < len(written) - 1 else end)
    return "".join(pieces)
