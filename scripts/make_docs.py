"""Write docs/diagnostics.md from the table of codes: ``make_docs.py [FILE]``."""

from __future__ import annotations

import sys
from pathlib import Path

from make_schema import values

from ifes_records.diagnostics import CODES, Effect, Severity, severity_of

TARGET = Path(__file__).parent.parent / "docs" / "diagnostics.md"

HEAD = """# Diagnostics

Made by `scripts/make_docs.py` from `ifes_records.diagnostics.CODES`; edit that.

A diagnostic reports something that was noticed in a text: a code, a severity, an effect, a message, the line and
column (from 1; 0 for the text as a whole) and the path of the field concerned. It is printed as
`path:line:column: CODE message`, with the source line and a caret below. Codes are stable: new ones may be added, but
none changes its meaning.

The **severity** says how much attention a diagnostic needs. It is the first letter of the code.

{severities}

The **effect** says what a diagnostic means for the value at its path, so that you can filter by it: for example, drop
values that were `guessed`, or keep everything but what is `inconsistent`. `ifes-records rule CODE` prints what is
known about a code.

{effects}
"""


def page() -> str:
    """Return the text of the page."""
    effects = ["| value | meaning | what to do |", "| --- | --- | --- |"]
    effects += [f"| `{effect}` | {effect.meaning} | {effect.remedy} |" for effect in Effect]
    lines = [HEAD.format(severities="\n".join(values(Severity)), effects="\n".join(effects))]
    for severity, title in ((Severity.ERROR, "Errors"), (Severity.WARNING, "Warnings"), (Severity.INFO, "Info")):
        lines += [f"\n## {title}\n", "| code | effect | meaning | sample |", "| --- | --- | --- | --- |"]
        for code, info in CODES.items():
            if severity_of(code) is severity:
                lines.append(f"| {code} | {info.effect} | {info.meaning} | `{info.sample}` |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    (Path(sys.argv[1]) if len(sys.argv) > 1 else TARGET).write_text(page(), encoding="utf-8")
