"""Write docs/diagnostics.md from the table of codes: ``make_docs.py [FILE]``."""

from __future__ import annotations

import sys
from pathlib import Path

from ifes_records.diagnostics import CODES, Severity, severity_of

TARGET = Path(__file__).parent.parent / "docs" / "diagnostics.md"

HEAD = """# Diagnostics

Made by `scripts/make_docs.py` from `ifes_records.diagnostics.CODES`; edit that.

A diagnostic has a code, a severity, a sentence, a line and a column (from 1; 0 for the text as a whole) and the path
of the field concerned. It is printed as `path:line:column: CODE message`, with the source line and a caret below.
Codes are stable: one may be added, none changes its meaning.

| severity | means |
| --- | --- |
| error | the text could not be read as an election at all |
| warning | a value was guessed, repaired or left out |
| info | a value was inferred, or something is odd |
"""


def page() -> str:
    """The page's text."""
    lines = [HEAD]
    for severity in (Severity.ERROR, Severity.WARNING, Severity.INFO):
        lines += [f"\n## {severity.value.capitalize()}s\n" if severity != "info" else "\n## Info\n"]
        lines += ["| code | meaning | sample |", "| --- | --- | --- |"]
        for code, info in CODES.items():
            if severity_of(code) is severity:
                sample = f"`{info.sample}`" if info.sample else ""
                lines.append(f"| {code} | {info.meaning} | {sample} |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    (Path(sys.argv[1]) if len(sys.argv) > 1 else TARGET).write_text(page(), encoding="utf-8")
