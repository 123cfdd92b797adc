"""The report: what became of every input and every record, and sums that add up."""

from __future__ import annotations

import json
import os
import zipfile
from collections import Counter
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from batch_inputs import COUNTRY, COUNTRY_PAGE, NO_RECORD, PROSE, WITH_WARNING, dump, record, reported, write
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from ifes_records.batch import Compression, Format, InputStatus, RecordStatus, Totals, convert_many
from ifes_records.batch.journal import Journal
from ifes_records.batch.report import totals_as_data, write_report
from ifes_records.batch.status import WRITTEN
from ifes_records.cli import main


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def write_archive(path: str, members: dict[str, bytes]) -> None:
    """A zip archive; the member `broken.txt` is broken, `link.txt` a link."""
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in members.items():
            member = zipfile.ZipInfo(name)
            member.external_attr = (0o120777 if name == "link.txt" else 0o100644) << 16
            archive.writestr(member, content)
    data = bytearray(Path(path).read_bytes())
    if "broken.txt" in members:
        data[data.index(members["broken.txt"])] ^= 0xFF
    Path(path).write_bytes(data)


def record_entry(place: str, status: str, **rest: Any) -> dict[str, Any]:
    nothing: dict[str, Any] = {
        "record_id": None,
        "url": None,
        "reason": None,
        "document": None,
        "codes": {},
        "lost": False,
    }
    where = {"index": 0, "line_start": 1, "line_end": 9}
    return {
        "location": os.path.join("in", *place.split("/")),
        "status": status,
        **where,
        **nothing,
        "lost": False,
        **rest,
    }


def input_entry(path: str, **rest: Any) -> dict[str, Any]:
    place = os.path.join("in", *path.split("/"))
    size = os.path.getsize(place) if os.path.exists(place) else None
    return {"path": place, "size": size, "status": "read", "reason": None, "ignored": 0, **rest}


def printed(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments)


def test_every_status() -> None:
    write(
        {
            "in/4078.txt": record(1),
            "in/dump.txt": dump(record(2), WITH_WARNING, PROSE),
            "in/norrland.txt": COUNTRY,
            "elsewhere.txt": record(3),
        }
    )
    write_archive("in/pack.zip", {"old/1.txt": record(5).encode(), "link.txt": b"old/1.txt", "notes.md": b"x"})
    os.symlink("nowhere.txt", "in/link.txt")
    os.symlink("../elsewhere.txt", "in/out.txt")
    ended = convert_many(["in"], "out")
    report = json.loads(Path("out/report.json").read_bytes())
    (run,) = report.pop("runs")
    assert (run.pop("seconds"), run.pop("started")[-6:]) == (round(ended.seconds, 3), "+00:00")
    assert run == {"executor": "in process", "jobs": 1, "complete": True}
    first = record(2).count("\n") + 1
    no_file = "It could not be read (No such file or directory)."
    outside = "It is a link that leads out of the folder; it was skipped."
    dead = input_entry("link.txt", status="failed", reason=no_file)
    out = input_entry("out.txt", status="skipped", reason=outside, size=None)
    letter = record_entry(
        "dump.txt",
        "unrecognised",
        index=2,
        line_start=2 * first + 1,
        line_end=2 * first + 1,
        reason=NO_RECORD,
        codes={"E-NOT-A-RECORD": 1},
    )
    member = record_entry(
        "pack.zip/link.txt",
        "failed",
        line_start=0,
        line_end=0,
        reason="It is a link; links in archives are not followed.",
    )
    assert report == {
        "report_version": "2.0",
        "program": "ifes-records",
        "version": version("ifes-records"),
        "complete": True,
        "settings": {
            "version": version("ifes-records"),
            "format": "json",
            "compression": None,
            "limits": {"characters": 2_000_000, **report["settings"]["limits"]},
            "inputs": report["settings"]["inputs"],
        },
        "totals": {
            "inputs": {"read": 4, "failed": 1, "skipped": 1},
            "records": {
                "converted": 3,
                "converted_with_diagnostics": 1,
                "country_page": 1,
                "unrecognised": 1,
                "failed": 1,
            },
            "ignored": 1,
            "codes": {"E-COUNTRY-PAGE": 1, "E-NOT-A-RECORD": 1, "W-DATE-IMPOSSIBLE": 1},
        },
        "faults": [dead, out, letter, member],
        "faults_left_out": 0,
    }
    done = printed("report", "out")
    assert (done.exit_code, done.stderr) == (0, "")
    assert [json.loads(line) for line in done.stdout.splitlines()] == [
        input_entry("4078.txt"),
        record_entry("4078.txt", "converted", record_id="4078", document="4078.json"),
        input_entry("dump.txt"),
        record_entry("dump.txt", "converted", document="dump-0001.json"),
        record_entry(
            "dump.txt",
            "converted_with_diagnostics",
            index=1,
            line_start=first + 1,
            line_end=2 * first - 1,
            document="dump-0002.json",
            codes={"W-DATE-IMPOSSIBLE": 1},
        ),
        letter,
        dead,
        input_entry("norrland.txt"),
        record_entry("norrland.txt", "country_page", line_end=7, reason=COUNTRY_PAGE, codes={"E-COUNTRY-PAGE": 1}),
        out,
        input_entry("pack.zip", ignored=1),
        record_entry("pack.zip/old/1.txt", "converted", record_id="1", document="pack/old/1.json"),
        member,
    ]


def test_the_report_of_a_run_that_was_gone_on_with() -> None:
    write({"in/1.txt": record(1), "in/2.txt": record(2)})
    stopped = convert_many(["in"], "out", stopping=lambda: True)
    report = json.loads(Path("out/report.json").read_bytes())
    assert (stopped.complete, report["complete"], [run["complete"] for run in report["runs"]]) == (
        False,
        False,
        [False],
    )
    assert report["totals"] == totals_as_data(Totals())
    convert_many(["in"], "out", resume=True, jobs=3)
    report = json.loads(Path("out/report.json").read_bytes())
    assert (report["complete"], [(run["executor"], run["jobs"], run["complete"]) for run in report["runs"]]) == (
        True, [("in process", 1, False), ("processes", 3, True)]
    )  # fmt: skip
    assert [entry["path"] for entry in reported()] == [os.path.join("in", name) for name in ("1.txt", "2.txt")]


def test_a_report_stays_small(monkeypatch: pytest.MonkeyPatch) -> None:
    """It has the first faults, and the number of the others."""
    monkeypatch.setattr("ifes_records.batch.report.MOST_FAULTS", 2)
    write({"in/dump.txt": dump(record(1), PROSE, record(2), PROSE, PROSE)})
    convert_many(["in"], "all.jsonl", format="jsonl")
    report = json.loads(Path("all.jsonl.report.json").read_bytes())
    assert ([fault["index"] for fault in report["faults"]], report["faults_left_out"]) == ([1, 3], 1)
    done = printed("report", "all.jsonl")
    assert [json.loads(line)["status"] for line in done.stdout.splitlines()] == [
        *("read", "converted", "unrecognised", "converted", "unrecognised", "unrecognised")
    ]


def test_report_without_a_journal() -> None:
    write({"out/1.json": b"{}"})
    done = printed("report", "out")
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr.splitlines()[-1] == "Error: out: It has no journal of a conversion."
    Path("out/.ifes-records.journal").write_text("no journal")
    done = printed("report", "out")
    assert (done.exit_code, done.stdout) == (1, "")
    assert "It is damaged, or not the journal of a conversion" in done.stderr


def test_a_report_without_inputs() -> None:
    journal = Journal(None)
    write_report(Path("report.json"), journal, {"complete": True})
    journal.close()
    assert json.loads(Path("report.json").read_bytes()) == {
        "report_version": "2.0",
        "complete": True,
        "totals": totals_as_data(Totals()),
        "faults": [],
        "faults_left_out": 0,
    }


def test_the_sums_as_text() -> None:
    totals = Totals(
        Counter({InputStatus.READ: 1_000, InputStatus.FAILED: 2, InputStatus.SKIPPED: 3}),
        Counter({RecordStatus.CONVERTED: 12_345, RecordStatus.COUNTRY_PAGE: 1}),
        Counter(),
        7,
    )
    assert str(totals) == (
        "12,346 records: 12,345 converted, 0 converted with diagnostics, 1 country page, 0 unrecognised, 0 failed; "
        "1,005 inputs: 1,000 read, 2 failed, 3 skipped; 7 ignored"
    )
    assert str(Totals()) == (
        "0 records: 0 converted, 0 converted with diagnostics, 0 country pages, 0 unrecognised, 0 failed; "
        "0 inputs: 0 read"
    )


# ---- laws

TEXTS = st.lists(st.sampled_from([record(1), record(2), WITH_WARNING, PROSE, COUNTRY]), max_size=4).map(
    lambda texts: dump(*texts).encode()
)
NAMES = st.sampled_from(["1.txt", "2.txt", "A.txt", "a.TXT", "old/1.txt", "old/new/1.txt", "1.json/1.txt"])
ARCHIVES = st.dictionaries(
    st.sampled_from(["1.txt", "broken.txt", "link.txt", "../1.txt", "notes.md"]), TEXTS, max_size=3
)


@given(
    st.dictionaries(NAMES, TEXTS, max_size=5),
    st.none() | ARCHIVES,
    st.booleans(),
    st.sampled_from([Format.JSON, Format.JSONL]),
    st.sampled_from([None, *Compression]),
    st.integers(0, 6),
)
def test_all_is_told_and_adds_up(
    files: dict[str, bytes],
    archive: dict[str, bytes] | None,
    dead_link: bool,
    form: Format,
    compression: Compression | None,
    stop_after: int,
) -> None:
    """Inputs and records have one status each, the sums are those of the list, documents those in the folder."""
    with TemporaryDirectory() as folder:
        root = Path(folder)
        inputs = root / "in"
        write({str(inputs / "0.txt"): record(0), **{str(inputs / name): data for name, data in files.items()}})
        if archive is not None:
            # A member that is broken must have a byte to break.
            members = {name: data or b"x" for name, data in archive.items()}
            write_archive(str(inputs / "pack.zip"), members)
        if dead_link:
            (inputs / "link.txt").symlink_to("nowhere")
        found = 1 + len(files) + (archive is not None) + dead_link
        done: list[object] = []
        options: dict[str, Any] = {"format": form, "compression": compression}
        convert_many(
            [inputs], f"{root}/out/", progress=done.append, stopping=lambda: len(done) >= stop_after, **options
        )
        ended = convert_many([inputs], f"{root}/out/", resume=True, **options)
        report = json.loads((root / "out" / "report.json").read_bytes())
        assert report["complete"]
        inputs_told = reported(root / "out")
        assert len(inputs_told) == found
        totals, records = report["totals"], [one for entry in inputs_told for one in entry["records"]]
        assert totals == totals_as_data(ended.totals)
        assert {status: number for status, number in totals["inputs"].items() if number} == Counter(
            entry["status"] for entry in inputs_told
        )
        assert {status: number for status, number in totals["records"].items() if number} == Counter(
            entry["status"] for entry in records
        )
        codes: Counter[str] = Counter()
        for entry in records:
            codes.update(entry["codes"])
        assert totals["codes"] == codes
        assert totals["ignored"] == sum(entry["ignored"] for entry in inputs_told)
        for entry in records:
            assert (entry["document"] is not None) == (entry["status"] in WRITTEN)
            assert (entry["reason"] is None) == (entry["status"] in WRITTEN)
        there = {
            path.relative_to(root / "out").as_posix()
            for path in (root / "out").rglob("*")
            if path.is_file() and path.name not in ("report.json", ".ifes-records.journal")
        }
        documents = [entry["document"] for entry in records if entry["document"] is not None]
        assert there == set(documents)
        assert form is Format.JSONL or len(there) == len(documents)
