"""The text of IFES ElectionGuide records as typed objects and canonical JSON."""

from ifes_records.diagnostics import Diagnostic, ParseError, Severity
from ifes_records.json import from_json, to_dict, to_json
from ifes_records.limits import Limits
from ifes_records.model import ElectionRecord
from ifes_records.pipeline import parse, parse_dump, parse_file
from ifes_records.render import RenderError, render

__all__ = [
    "Diagnostic",
    "ElectionRecord",
    "Limits",
    "ParseError",
    "RenderError",
    "Severity",
    "from_json",
    "parse",
    "parse_dump",
    "parse_file",
    "render",
    "to_dict",
    "to_json",
]
