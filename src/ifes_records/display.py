"""How an object looks in a notebook, and to pydantic.

The classes of a record know no pages, pictures and schemas; ``ifes_records`` puts in what makes them.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

Draw = Callable[[str, object], str | None]

_draw: Draw | None = None
_schema: Callable[[], Any] | None = None


def draw_with(draw: Draw) -> None:
    """Put in the function that makes the ``html`` or ``svg`` of an object; ``None`` means that it has none."""
    global _draw
    _draw = draw


def drawn(form: str, thing: object) -> str | None:
    """The ``html`` or ``svg`` of an object; ``None`` if it has none."""
    return _draw(form, thing) if _draw is not None else None


def describe_with(schema: Callable[[], Any]) -> None:
    """Put in the function that makes the schema of a record for pydantic."""
    global _schema
    _schema = schema


def described() -> Any:
    """The schema of a record for pydantic. Raises ``ImportError`` where pydantic is not installed."""
    assert _schema is not None
    return _schema()
