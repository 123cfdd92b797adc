"""Write docs/diagnostics.md and docs/codebook.md from what the code declares: ``make_docs.py [FOLDER]``."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from make_schema import values

from ifes_records.cli.rule import described, sampled
from ifes_records.diagnostics import CODES, Effect, Severity, severity_of
from ifes_records.tables import TABLES, Column, Table

TARGET = Path(__file__).parent.parent / "docs"

DIAGNOSTICS = """# Diagnostics

Made by `scripts/make_docs.py` from `diagnostics.py` and `diagnostics.toml` in `src/ifes_records`; edit those.

A diagnostic reports something that was noticed in a text: a code, a severity, an effect, a message, the line and
column (from 1; 0 for the text as a whole) and the path of the field concerned. It is printed as
`path:line:column: CODE message`, with the source line and a caret below. Codes are stable: new ones may be added, but
none changes its meaning.

The **severity** says how much attention a diagnostic needs. It is the first letter of the code.

{severities}

The **effect** says what a diagnostic means for the value at its path, so that you can filter by it: for example, drop
values that were `guessed`, or keep everything but what is `inconsistent`. `ifes-records rule CODE` prints the
entry of a code.

{effects}
"""

CODEBOOK = """# Codebook

Made by `scripts/make_docs.py` from the declarations in `ifes_records.tables`; edit them.

The columns of all tables, in every format. A type with `?` may be null (empty in CSV). `string` columns of dates hold
ISO 8601 / EDTF dates that may lack the day or the month. [tables.md](tables.md) explains keys, marks and doubt, and
shows how the tables are read.

| table | one row | key besides `record_key` |
| --- | --- | --- |
"""


def diagnostics() -> str:
    """The text of the page of diagnostics."""
    effects = ["| value | meaning | what to do |", "| --- | --- | --- |"]
    effects += [f"| `{effect}` | {effect.meaning} | {effect.remedy} |" for effect in Effect]
    lines = [DIAGNOSTICS.format(severities="\n".join(values(Severity)), effects="\n".join(effects))]
    for severity, title in ((Severity.ERROR, "Errors"), (Severity.WARNING, "Warnings"), (Severity.INFO, "Info")):
        codes = [code for code in CODES if severity_of(code) is severity]
        lines += [f"\n## {title}\n", "| code | effect | meaning |", "| --- | --- | --- |"]
        lines += [f"| [{code}](#{code.lower()}) | {CODES[code].effect} | {CODES[code].meaning} |" for code in codes]
        lines += map(_diagnostic, codes)
    return "\n".join(lines) + "\n"


def _diagnostic(code: str) -> str:
    """The paragraph of a code: its causes, a text with what reading it gives, and what to do."""
    known, sample = described(code), sampled(code)
    lines = [f"\n### {code}\n", f"{known['meaning']} {known['cause']}\n"]
    if sample["gives"]:
        lines += ["```text", *sample["sample"].splitlines(), "```\n"]
        message, *value = sample["gives"]
        where = " in " if message.startswith("line") else " " if message.startswith("with") else ": "
        lines.append(f"This gives{where}{message}")
        lines += [
            f"The value of `{path}` is `{found}`." for path, _, found in (one.partition(" is ") for one in value)
        ]
    else:
        lines.append(f"It is given for {sample['sample'].strip('()')}.")
    return "\n".join([*lines, f"\n*{known['effect'].capitalize()}:* {known['what_to_do']}"])


def codebook() -> str:
    """The text of the codebook."""
    contents = [
        f"| [{table.name}](#{table.name}) | {table.row} | {', '.join(f'`{name}`' for name in table.key)} |"
        for table in TABLES.values()
    ]
    return CODEBOOK + "\n".join([*contents, *map(_table, TABLES.values())]) + "\n"


def _table(table: Table) -> str:
    keys = [f"`{key.table}` by {', '.join(f'`{name}`' for name in key.columns)}" for key in table.foreign_keys]
    refers = f" Refers to {'; '.join(keys)}." if keys else ""
    lines = [
        f"\n## {table.name}\n",
        f"One row: {table.row}. Key: {', '.join(f'`{name}`' for name in table.primary_key)}.{refers}\n",
        "| column | type | unit | meaning |",
        "| --- | --- | --- | --- |",
        *map(_column, table.columns),
    ]
    return "\n".join(lines)


def _column(column: Column) -> str:
    kind = column.type.value if column.required else f"{column.type.value}?"
    return f"| `{column.name}` | {kind} | {column.unit or ''} | {column.description} |"


PAGES: dict[str, Callable[[], str]] = {"diagnostics.md": diagnostics, "codebook.md": codebook}

if __name__ == "__main__":
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else TARGET
    for name, page in PAGES.items():
        (folder / name).write_text(page(), encoding="utf-8")
