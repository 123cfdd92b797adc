"""Turns the text of IFES ElectionGuide records into typed objects and canonical JSON."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from ifes_records import display
from ifes_records.diagnostics import Diagnostic, Effect, ParseError, Severity
from ifes_records.limits import Limits
from ifes_records.model import ElectionRecord
from ifes_records.pipeline import parse, parse_dump, parse_file
from ifes_records.render import RenderError, render

if TYPE_CHECKING:
    from ifes_records.json import DocumentError, from_json, to_dict, to_json

# A constant, because reading the installed metadata would slow every import; a test compares it with pyproject.toml.
__version__ = "0.1.0"

__all__ = [
    "Diagnostic",
    "DocumentError",
    "Effect",
    "ElectionRecord",
    "Limits",
    "ParseError",
    "RenderError",
    "Severity",
    "__version__",
    "from_json",
    "parse",
    "parse_dump",
    "parse_file",
    "render",
    "to_dict",
    "to_json",
]


def __getattr__(name: str) -> Any:
    """Import ``ifes_records.json`` when it is first asked for, since its converters take a while to import."""
    if name in ("DocumentError", "from_json", "to_dict", "to_json"):
        return getattr(import_module("ifes_records.json"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def _draw(form: str, thing: object) -> str | None:
    """Make the HTML or SVG of an object, with what is imported when a notebook first asks for it."""
    made: str | None = import_module("ifes_records.show.notebook").draw(form, thing)
    return made


display.draw_with(_draw)
