"""The forms in which ``check`` prints diagnostics: for people, for programs, for code hosts."""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import Any
from urllib.parse import quote

import orjson

from ifes_records import __version__
from ifes_records.cli.inputs import Failures, FoundDiagnostic
from ifes_records.cli.output import Terminal
from ifes_records.cli.rule import described
from ifes_records.diagnostics import CODES, Severity

GITHUB = {Severity.INFO: "notice", Severity.WARNING: "warning", Severity.ERROR: "error"}
SARIF = {Severity.INFO: "note", Severity.WARNING: "warning", Severity.ERROR: "error"}
INDENTED = orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE


def as_text(found: Iterable[FoundDiagnostic], failures: Failures) -> Iterator[str]:
    """``path:line:column: CODE message``, and the line with a caret."""
    terminal = Terminal.of(sys.stdout)
    for one in found:
        yield one.text(terminal) + "\n"


def as_json(found: Iterable[FoundDiagnostic], failures: Failures) -> Iterator[str]:
    """A list with an object on each line."""
    before = "[\n"
    for one in found:
        diagnostic = one.diagnostic
        data = {
            "file": one.path,
            "record": one.record,
            "line": diagnostic.line,
            "column": diagnostic.column,
            "code": diagnostic.code,
            "severity": diagnostic.severity,
            "effect": diagnostic.effect,
            "path": diagnostic.path,
            "message": diagnostic.message,
        }
        yield before + orjson.dumps(data).decode()
        before = ",\n"
    yield "[]\n" if before == "[\n" else "\n]\n"


def as_github(found: Iterable[FoundDiagnostic], failures: Failures) -> Iterator[str]:
    """``::warning file=…,line=…,col=…,title=…::message``: annotations of GitHub Actions."""
    for one in found:
        diagnostic = one.diagnostic
        place = f",line={diagnostic.line},col={diagnostic.column}" if diagnostic.line else ""
        file = _escaped(one.path).replace(":", "%3A").replace(",", "%2C")
        message = _escaped(diagnostic.message)
        yield f"::{GITHUB[diagnostic.severity]} file={file}{place},title={diagnostic.code}::{message}\n"


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def as_sarif(found: Iterable[FoundDiagnostic], failures: Failures) -> Iterator[str]:
    """A SARIF 2.1.0 log, with the rules that occur in it and the inputs that could not be read."""
    results = [_result(one) for one in found]
    codes = sorted({result["ruleId"] for result in results})
    driver = {"name": "ifes-records", "version": __version__, "rules": [_rule(code) for code in codes]}
    notes = [{"level": "error", "message": {"text": line}} for line in failures.lines]
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "invocations": [{"executionSuccessful": not notes, "toolExecutionNotifications": notes}],
        "results": results,
    }
    log = {"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [run]}
    yield orjson.dumps(log, option=INDENTED).decode()


def _rule(code: str) -> dict[str, Any]:
    rule = described(code)
    return {
        "id": code,
        "shortDescription": {"text": rule["meaning"]},
        "help": {"text": rule["what_to_do"]},
        "defaultConfiguration": {"level": SARIF[Severity(rule["severity"])]},
    }


def _result(one: FoundDiagnostic) -> dict[str, Any]:
    diagnostic = one.diagnostic
    place: dict[str, Any] = {"artifactLocation": {"uri": quote(one.path.replace(os.sep, "/"))}}
    if diagnostic.line:
        place["region"] = {"startLine": diagnostic.line, "startColumn": diagnostic.column}
    return {
        "ruleId": diagnostic.code,
        "level": SARIF[diagnostic.severity],
        "message": {"text": diagnostic.message},
        "locations": [{"physicalLocation": place}],
    }


FORMATS: dict[str, Callable[[Iterable[FoundDiagnostic], Failures], Iterator[str]]] = {
    "text": as_text,
    "json": as_json,
    "github": as_github,
    "sarif": as_sarif,
}
"""Each takes the diagnostics one by one, and gives the parts of the output."""


def statistics_as(form: str, codes: Counter[str]) -> str:
    """The number of each code, the most frequent first, as text or JSON."""
    ordered = sorted(codes, key=lambda code: (-codes[code], code))
    if form == "json":
        data = [{"code": code, "number": codes[code], "meaning": CODES[code].meaning} for code in ordered]
        return orjson.dumps(data, option=INDENTED).decode()
    terminal = Terminal.of(sys.stdout)
    wide = max(map(len, codes), default=0)
    return "".join(
        terminal.cut(f"{codes[code]:>7,}  {code:<{wide}}  {CODES[code].meaning}") + "\n" for code in ordered
    )
