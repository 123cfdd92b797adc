"""Inputs of a batch conversion for the tests, and what it has written."""

from __future__ import annotations

import gzip
import json
from contextlib import closing
from pathlib import Path
from typing import Any

from attrs import evolve

from ifes_records import ElectionRecord
from ifes_records.batch.files import journal_of
from ifes_records.batch.journal import Journal
from ifes_records.batch.report import lines

RECORD = """March 19, 2023 Held

Zambia

Election for President

Cast Votes:1,203
Valid Votes:1,200
Invalid Votes:3
"""
WITH_WARNING = RECORD.replace("March 19", "Feb. 30")
COUNTRY = "Norrland\n\nCapital: Nordstad\n\nRegion: Europe\n\nPast Elections\n"
PROSE = "Dear all, the minutes of the last meeting are attached.\n"
NO_RECORD = (
    "E-NOT-A-RECORD The text is not the record of an election: it has no date with a status, no contest, no counts, "
    "no headings."
)
COUNTRY_PAGE = "E-COUNTRY-PAGE This is the page of a country, not of an election."


def record(number: int) -> str:
    """A record that differs from the others."""
    return RECORD.replace("1,203", f"{1_203 + number:,}").replace("1,200", f"{1_200 + number:,}")


def dump(*texts: str) -> str:
    """A text of many records."""
    return "-----\n".join(texts)


# 11 records and a link to nothing.
INPUTS: dict[str, str | bytes] = {
    "in/1.txt": record(1),
    "in/2.txt": WITH_WARNING,
    "in/dump.txt": dump(*map(record, range(3, 6)), PROSE, record(6)),
    "in/norrland.txt": COUNTRY,
    "in/old/1.txt": record(7),
    "in/old/4078.txt.gz": gzip.compress(record(8).encode(), mtime=0),
    "in/z.txt": record(9),
}


def within(path: str, record: ElectionRecord) -> ElectionRecord:
    """The record as it is read from a file with this path in an input."""
    return evolve(record, source=evolve(record.source, path=path))


def write(files: dict[str, str | bytes]) -> None:
    """Write files into the current folder."""
    for name, content in files.items():
        path = Path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)


def reported(output: str | Path = "out") -> list[dict[str, Any]]:
    """The inputs of a conversion as its journal has them, each with its ``records``."""
    found: list[dict[str, Any]] = []
    with closing(Journal(journal_of(Path(output)))) as journal:
        for entry in map(json.loads, lines(journal)):
            if "path" in entry:
                found.append({**entry, "records": []})
            else:
                found[-1]["records"].append(entry)
    return found


def files_in(folder: str | Path) -> dict[str, bytes]:
    """The files in a folder with their bytes, but for the journal and the report."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(Path(folder).rglob("*"))
        if path.is_file() and not path.name.endswith(("journal", "report.json"))
    }
