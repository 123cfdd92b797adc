"""The text of IFES ElectionGuide records as typed objects and canonical JSON."""

from ifes_records.diagnostics import Diagnostic, ParseError, Severity
from ifes_records.json import from_json, to_dict, to_json
from ifes_records.limits import Limits
from ifes_records.model import ElectionRecord
from ifes_records.pipeline import parse, parse_dump, parse_file

__all__ = [
    "Diagnostic",
    "ElectionRecord",
    "Limits",
    "ParseError",
    "Severity",
    "from_json",
    "parse",
    "parse_dump",
    "parse_file",
    "to_dict",
    "to_json",
]
