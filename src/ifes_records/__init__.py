"""Turns the text of IFES ElectionGuide records into typed objects and canonical JSON."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from ifes_records import display

# A function with the name of its package, which an import of one of its modules would otherwise put in its place.
from ifes_records.render import render

if TYPE_CHECKING:
    from ifes_records.diagnostics import Diagnostic, Effect, ParseError, Severity
    from ifes_records.json import DocumentError, from_json, to_dict, to_json
    from ifes_records.limits import Limits
    from ifes_records.model import ElectionRecord
    from ifes_records.pipeline import parse, parse_dump, parse_file
    from ifes_records.render import RenderError

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

# Where the names are. They are imported when they are first asked for, since they take several times as long to
# import as this module.
_MODULES = {
    "Diagnostic": "diagnostics",
    "DocumentError": "json",
    "Effect": "diagnostics",
    "ElectionRecord": "model",
    "Limits": "limits",
    "ParseError": "diagnostics",
    "RenderError": "render",
    "Severity": "diagnostics",
    "from_json": "json",
    "parse": "pipeline",
    "parse_dump": "pipeline",
    "parse_file": "pipeline",
    "to_dict": "json",
    "to_json": "json",
}


def __getattr__(name: str) -> Any:
    """Import what is asked for."""
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = globals()[name] = getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)
    return value


def _draw(form: str, thing: object) -> str | None:
    """Make the HTML or SVG of an object, with what is imported when a notebook first asks for it."""
    made: str | None = import_module("ifes_records.show.notebook").draw(form, thing)
    return made


display.draw_with(_draw)
