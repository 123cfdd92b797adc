"""How values are put into words on a page."""

from __future__ import annotations

from enum import Enum
from typing import Any

from ifes_records.model import LocalName

LONGEST = 70


def local_name(local: LocalName) -> str:
    """A local name with its language or script, as far as they are known."""
    about = local.language or local.script
    return f"{local.text} ({about})" if about else local.text


def shortened(text: str) -> str:
    """The beginning of a text."""
    return text if len(text) <= LONGEST else f"{text[:LONGEST].rstrip()}…"


def title_of(name: str) -> str:
    """``Last election`` for ``last_election``."""
    if name == "ifes":
        return "IFES"
    return name.replace("_", " ").capitalize()


def shown_value(value: Any, name: str = "") -> str:
    """A value in words: yes and no, and commas in large figures that are not years."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Enum):
        return str(value.value).replace("_", " ")
    if isinstance(value, int) and not name.startswith("year"):
        return f"{value:,}"
    return str(value)
