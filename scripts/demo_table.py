"""Print a short table of the records in a folder of converted records: ``demo_table.py FOLDER``."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from ifes_records import ElectionRecord, from_json


def row(record: ElectionRecord) -> tuple[str, ...]:
    """The cells of one record."""
    election = record.election
    rows = [result_row for result in record.results for result_row in result.rows]
    votes = sum(result_row.votes or 0 for result_row in rows)
    return (
        election.date or "-",
        election.status.value,
        election.country.alpha3 or "-",
        (election.contest.title or election.kind.value).removeprefix("Election for ")[:44],
        str(len(rows)),
        f"{votes:,}",
        str(len(record.sections)),
        str(len(record.unread)),
        str(len(record.diagnostics)),
    )


def main(folder: Path) -> None:
    """Print the table."""
    heads = ("date", "status", "code", "contest", "rows", "votes", "sections", "unread", "diagnostics")
    report = json.loads((folder / "report.json").read_bytes())
    documents = [record["document"] for entry in report["inputs"] for record in entry["records"]]
    lines = [heads, *(row(from_json((folder / name).read_bytes())) for name in documents if name is not None)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(heads))]
    for line in lines:
        cells = [
            cell.ljust(width) if column < 4 else cell.rjust(width)
            for column, (cell, width) in enumerate(zip(line, widths, strict=True))
        ]
        print("  ".join(cells).rstrip())


if __name__ == "__main__":
    main(Path(sys.argv[1]))
