"""From a record to its text, in the layout of the site's pages."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ifes_records.model import ElectionRecord
    from ifes_records.render.comparison import content
    from ifes_records.render.layout import LAYOUTS, Layout
    from ifes_records.render.line import RenderError
    from ifes_records.render.text import join, lines, write

__all__ = ["LAYOUTS", "Layout", "RenderError", "content", "join", "lines", "render", "write"]

# Where the names are. They are imported when they are first asked for: to read a text takes none of them.
_MODULES = {
    "LAYOUTS": "layout",
    "Layout": "layout",
    "RenderError": "line",
    "content": "comparison",
    "join": "text",
    "lines": "text",
    "write": "text",
}


def __getattr__(name: str) -> Any:
    """Import what is asked for."""
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)


def render(record: ElectionRecord, *, layout: str | Layout = "more-info") -> str:
    """Return the text of a record; reading that text gives a record that says the same.

    ``layout`` is a name in ``LAYOUTS`` or a ``Layout``. Raises ``RenderError``, with the path of the field, for what
    no text can say: a heading with a line break, votes that are not those of the row's cells, an unread line whose
    position is not known. Raises ``KeyError`` for an unknown name of a layout.
    """
    from ifes_records.render.text import written

    return written(record, layout)
