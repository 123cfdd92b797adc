"""How an object looks in a notebook.

The classes of a record know no pages and pictures; ``ifes_records`` puts in what makes them.
"""

from __future__ import annotations

from collections.abc import Callable

Draw = Callable[[str, object], str | None]

_draw: Draw | None = None


def draw_with(draw: Draw) -> None:
    """Put in the function that makes the ``html`` or ``svg`` of an object; ``None`` means that it has none."""
    global _draw
    _draw = draw


def drawn(form: str, thing: object) -> str | None:
    """The ``html`` or ``svg`` of an object; ``None`` if it has none."""
    return _draw(form, thing) if _draw is not None else None
