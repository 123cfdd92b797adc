"""The templates of pages and pictures, and how they are filled in: everything from a record is escaped."""

from __future__ import annotations

import re
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from ifes_records.text.width import cut

# What neither HTML nor XML may hold.
FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff\ud800-\udfff]")
# What would turn the direction of the text around it.
TURNING = re.compile(r"[\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def plain(text: object) -> str:
    """A text without characters that may not be on a page."""
    return FORBIDDEN.sub("\ufffd", str(text))


def piece(text: object, width: int | None = None) -> Markup:
    """A piece of text in an SVG, cut to a number of columns. Its direction changes nothing around it."""
    shown = TURNING.sub("", plain(text))
    # No letter is wider than two columns.
    shown = shown if width is None or 2 * len(shown) <= width else cut(shown, width)
    return Markup(f"\u2068{escape(shown)}\u2069")


@cache
def environment() -> Environment:
    """The templates, compiled when they are first used."""
    made = Environment(
        loader=PackageLoader("ifes_records.show"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.filters["piece"] = piece
    return made


def render(template: str, **values: object) -> str:
    """Fill in a template."""
    return plain(environment().get_template(template).render(values))
