"""The command line: whole output and exit codes of each command, for good input and for bad."""

from __future__ import annotations

import errno
import gzip
import json
import os
import re
import shlex
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import click
import pytest
from attrs import frozen
from batch_inputs import files_in, reported, within, write
from click.testing import CliRunner

from ifes_records import Limits, to_json
from ifes_records import parse as parse_text
from ifes_records.batch.journal import Journal
from ifes_records.cli import main
from ifes_records.cli.convert import convert
from ifes_records.model import Source
from ifes_records.pipeline import parse_bytes, parse_dump_bytes, read_record
from ifes_records.split.record_text import RecordText, record_texts

DOCS = Path(__file__).parent.parent / "docs" / "command-line.md"
COMMAND = [sys.executable, "-m", "ifes_records"]

RECORD = """March 19, 2023 Held

Zambia

Election for President

Cast Votes:1,203
Valid Votes:1,200
Invalid Votes:3
Registered Voters:2,400

Election Results Modified: Mar 25, 2023

General Information

Electoral System:

  • The President is elected by plurality vote.
"""
WITH_WARNING = RECORD.replace("March 19", "Feb. 30")
COUNTRY = "Norrland\n\nCapital: Nordstad\n\nRegion: Europe\n\nPast Elections\n"
PROSE = "Dear all, the minutes of the last meeting are attached.\n"
# é and à are single bytes in the encodings of Western Europe.
FRENCH = """March 19, 2023 Held

Senegal

Election for Assemblée nationale (Senegalese National Assembly)

Cast Votes:1,203

Results Notes

Les électeurs sénégalais ont élu les députés à l'Assemblée nationale; la majorité a été obtenue dès le premier tour.
À Ségou, où l'opposition était forte, le taux de participation a été très élevé; les résultats ont été publiés.
"""

IMPOSSIBLE = (
    "{path}:1:1: W-DATE-IMPOSSIBLE “Feb. 30, 2023” is not in the calendar of 2023; no date was taken from it.\n"
    "  Feb. 30, 2023 Held\n"
    "  ^\n"
)
NO_RECORD = (
    "E-NOT-A-RECORD The text is not the record of an election: it has no date with a status, no contest, no counts, "
    "no headings."
)
COUNTRY_PAGE = "E-COUNTRY-PAGE This is the page of a country, not of an election."

USAGE = {
    "parse": "Usage: ifes-records parse [OPTIONS] FILE|-\nTry 'ifes-records parse --help' for help.\n\nError: ",
    "convert": "Usage: ifes-records convert [OPTIONS] [PATH|-]...\n"
    "Try 'ifes-records convert --help' for help.\n\nError: ",
    "explain": "Usage: ifes-records explain [OPTIONS] PATH...\n"
    "Try 'ifes-records explain --help' for help.\n\nError: ",
    "check": "Usage: ifes-records check [OPTIONS] PATH...\nTry 'ifes-records check --help' for help.\n\nError: ",
    "rule": "Usage: ifes-records rule [OPTIONS] [CODE]...\nTry 'ifes-records rule --help' for help.\n\nError: ",
}

# What no command reads as an election: the bytes, and what is said of them.
NO_ELECTIONS = {
    "empty": (b"", "E-EMPTY The text is empty."),
    "blank": (b" \n\r\n\t", "E-EMPTY The text is empty."),
    "png": (
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR",
        "E-BINARY The file has no text: its first bytes are those of a picture, an archive or a program.",
    ),
    "zero bytes": (b"\x07\x08\x00" * 300, "E-BINARY The file has no text: more than one byte in twenty is zero."),
    "html": (
        b"<!DOCTYPE html>\n<html><body>Held</body></html>\n",
        NO_RECORD,
    ),
    "prose": (PROSE.encode(), NO_RECORD),
    "separators": (b"-----\n-----\n", NO_RECORD),
    "country": (COUNTRY.encode(), COUNTRY_PAGE),
}

# Bytes that are the record all the same: the encoding that is told, and what is said at severity warning.
ENCODINGS = {
    "byte order mark": (b"\xef\xbb\xbf" + RECORD.encode(), "utf-8", ""),
    "CRLF": (RECORD.replace("\n", "\r\n").encode(), "utf-8", ""),
    "CR": (RECORD.replace("\n", "\r").encode(), "utf-8", ""),
    "UTF-16 with mark": (b"\xff\xfe" + RECORD.encode("utf-16-le"), "utf-16-le", ""),
    "UTF-16": (
        RECORD.encode("utf-16-le"),
        "utf-16-le",
        "record.txt:0:0: W-ENCODING The bytes are not UTF-8; they were decoded as utf-16-le, which fits them best.\n",
    ),
    "Latin-1": (
        FRENCH.encode("latin-1"),
        "cp1252",
        "record.txt:0:0: W-ENCODING The bytes are not UTF-8; they were decoded as cp1252, which fits them best.\n",
    ),
    "NUL bytes": (
        RECORD.replace("plurality ", "plurality\x00").encode(),
        "utf-8",
        "record.txt:0:0: W-CHARACTERS Control characters or lone surrogates were read as blanks or U+FFFD.\n",
    ),
}


@frozen
class Done:
    """What a run came to."""

    exit_code: int
    stdout: str
    stderr: str


def run(*arguments: str, stdin: bytes | None = None) -> Done:
    result = CliRunner().invoke(main, arguments, input=stdin)
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return Done(result.exit_code, result.stdout, result.stderr)


def written(folder: str) -> list[str]:
    return sorted(os.listdir(folder))


def summary(total: str, converted: int = 0, warned: int = 0, pages: str = "0 country pages", unrecognised: int = 0,
            failed: int = 0, inputs: str = "") -> str:  # fmt: skip
    """The last line of a conversion; where not told otherwise, each record is in an input of its own."""
    number = int(total.split()[0])
    inputs = inputs or f"{number} input{'s' * (number != 1)}: {number} read"
    return (
        f"{total}: {converted} converted, {warned} converted with diagnostics, {pages}, {unrecognised} unrecognised, "
        f"{failed} failed; {inputs}.\n"
    )


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    # On a busy machine a conversion can take so long that it reports its progress.
    monkeypatch.setattr("ifes_records.cli.progress.SECONDS_BETWEEN_LINES", float("inf"))


@pytest.fixture
def deny(monkeypatch: pytest.MonkeyPatch) -> Iterable[None]:
    """Make files named ``denied.txt`` unreadable, whoever runs the tests."""

    def denying(path: Path, *arguments: Any, **options: Any) -> Any:
        if path.name == "denied.txt":
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return open(path, *arguments, **options)

    monkeypatch.setattr("ifes_records.batch.streams.open", denying, raising=False)
    return ()


# ---- parse


def test_parse_prints_the_record() -> None:
    write({"4078.txt": RECORD})
    assert run("parse", "4078.txt") == Done(0, to_json(parse_bytes(RECORD.encode(), "4078.txt")), "")


def test_parse_keeps_the_name_not_the_path() -> None:
    write({"some/folder/4078.txt": RECORD})
    source = json.loads(run("parse", os.path.join("some", "folder", "4078.txt")).stdout)["source"]
    assert source["name"] == "4078.txt"


def test_parse_reads_standard_input() -> None:
    assert run("parse", "-", stdin=WITH_WARNING.encode()) == Done(
        0, to_json(parse_text(WITH_WARNING)), IMPOSSIBLE.format(path="-")
    )


def test_parse_reads_a_file_named_as_standard_input_is() -> None:
    write({"-": RECORD})
    assert run("parse", "./-") == Done(0, to_json(parse_bytes(RECORD.encode(), "-")), "")


def test_parse_compact() -> None:
    write({"4078.txt": RECORD})
    record = parse_bytes(RECORD.encode(), "4078.txt")
    assert run("parse", "--compact", "4078.txt") == Done(0, to_json(record, indent=False), "")


@pytest.mark.parametrize(
    ("options", "stderr"),
    [
        ([], IMPOSSIBLE.format(path="4078.txt")),
        (["--min-severity", "warning"], IMPOSSIBLE.format(path="4078.txt")),
        (["--min-severity", "error"], ""),
        (["--quiet"], ""),
        (["--quiet", "--min-severity", "info"], ""),
    ],
)
def test_parse_shows_the_diagnostics_asked_for(options: list[str], stderr: str) -> None:
    write({"4078.txt": WITH_WARNING})
    json_text = to_json(parse_bytes(WITH_WARNING.encode(), "4078.txt"))
    assert run("parse", *options, "4078.txt") == Done(0, json_text, stderr)


def test_parse_shows_no_control_characters_of_the_text() -> None:
    write({"4078.txt": WITH_WARNING.replace("Held", "\x1b[31mHeld")})
    assert "\x1b" not in run("parse", "4078.txt").stderr


def test_parse_dump_prints_lines() -> None:
    dump = f"{RECORD}-----\n{PROSE}-----\n{WITH_WARNING}"
    write({"dump": dump})
    lines = "".join(to_json(record, indent=False) for record in parse_dump_bytes(dump.encode(), "dump"))
    first = RECORD.count("\n") + 2
    assert lines.count("\n") == 3
    assert run("parse", "--dump", "dump") == Done(
        1,
        lines,
        f"dump:{first}:1: {NO_RECORD}\n" + IMPOSSIBLE.format(path="dump").replace(":1:1:", f":{first + 2}:1:"),
    )


def test_parse_dump_strict_leaves_out_what_has_errors() -> None:
    dump = f"{RECORD}-----\n{PROSE}-----\n{RECORD}"
    write({"dump": dump})
    records = [record for record in parse_dump_bytes(dump.encode(), "dump") if not record.diagnostics]
    done = run("parse", "--dump", "--strict", "--quiet", "dump")
    assert done == Done(1, "".join(to_json(record, indent=False) for record in records), "")
    assert len(records) == 2


@pytest.mark.parametrize("name", NO_ELECTIONS)
def test_parse_tells_what_is_no_election(name: str) -> None:
    data, message = NO_ELECTIONS[name]
    write({"record.txt": data})
    stderr = f"record.txt:0:0: {message}\n"
    assert run("parse", "record.txt") == Done(1, to_json(parse_bytes(data, "record.txt")), stderr)
    assert run("parse", "--strict", "record.txt") == Done(1, "", stderr)
    assert run("parse", "--strict", "--quiet", "record.txt") == Done(1, "", "")


@pytest.mark.parametrize("name", ENCODINGS)
def test_parse_reads_other_encodings(name: str) -> None:
    data, encoding, stderr = ENCODINGS[name]
    write({"record.txt": data})
    done = run("parse", "record.txt")
    assert (done.exit_code, done.stderr) == (0, stderr)
    document = json.loads(done.stdout)
    assert document["source"]["encoding"] == encoding
    assert document["election"]["date"] == "2023-03-19"
    assert document["election"]["country"]["name"] == ("Senegal" if name == "Latin-1" else "Zambia")


def test_parse_is_quick_about_a_file_of_50_mb_on_one_line() -> None:
    write({"big.txt": b"a" * 50_000_000})
    start = time.process_time()
    done = run("parse", "--strict", "big.txt")
    assert time.process_time() - start < 3
    assert done == Done(
        1,
        "",
        "big.txt:0:0: E-TOO-LARGE The text has 50,000,000 characters, more than the 2,000,000 allowed; "
        "it was not read.\n",
    )


@pytest.mark.parametrize("command", ["parse", "check", "convert --overwrite -o out"])
def test_limit_on_characters(command: str) -> None:
    write({"4078.txt": RECORD})
    assert run(*command.split(), "--max-characters", str(len(RECORD)), "4078.txt").exit_code == 0
    assert run(*command.split(), "--max-characters", str(len(RECORD) - 1), "4078.txt").exit_code == 1


def test_parse_of_an_archive() -> None:
    with zipfile.ZipFile("old.zip", "w") as archive:
        archive.writestr("4078.txt", RECORD)
    line = "It is in an archive or a crawl file, which only “convert”, “check” and “explain” read.\n"
    path = os.path.join("old.zip", "4078.txt")
    assert run("parse", "old.zip") == Done(1, "", f"{path}: {line}")


@pytest.mark.usefixtures("deny")
def test_parse_unreadable() -> None:
    write({"denied.txt": RECORD})
    assert run("parse", "denied.txt") == Done(1, "", "denied.txt: It could not be read (Permission denied).\n")


# ---- convert


def test_convert_writes_one_document_a_record() -> None:
    write(
        {
            "records/4078.txt": RECORD,
            "records/deep/4079.TXT": WITH_WARNING,
            "records/deep/4080.txt.gz": gzip.compress(RECORD.encode()),
            "records/notes.md": PROSE,
            "named": RECORD,
        }
    )
    done = run("convert", "records", "named", "-o", "new/json")
    assert done == Done(0, "", summary("4 records", converted=3, warned=1, inputs="4 inputs: 4 read"))
    assert files_in("new/json") == {
        f"{stem}.json": to_json(within(path, parse_bytes(text.encode(), path.rpartition("/")[2]))).encode()
        for stem, path, text in (
            ("4078", "4078.txt", RECORD),
            ("deep/4079", "deep/4079.TXT", WITH_WARNING),
            ("deep/4080", "deep/4080.txt.gz", RECORD),
            ("named", "named", RECORD),
        )
    }
    assert written("new/json") == [".ifes-records.journal", "4078.json", "deep", "named.json", "report.json"]


def test_convert_numbers_the_records_of_a_dump() -> None:
    dump = f"{RECORD}-----\n{PROSE}-----\n{RECORD}"
    write({"dump.txt": dump})
    line = RECORD.count("\n") + 2
    assert run("convert", "dump.txt", "-o", "json") == Done(
        1,
        "",
        f"dump.txt:{line}: {NO_RECORD}\n"
        + summary("3 records", converted=2, unrecognised=1, inputs="1 input: 1 read"),
    )
    documents = files_in("json")
    assert list(documents) == ["dump-0001.json", "dump-0003.json"]
    assert [json.loads(document)["source"]["index"] for document in documents.values()] == [0, 2]


@pytest.mark.parametrize("name", NO_ELECTIONS)
def test_convert_and_check_tell_what_is_no_election(name: str) -> None:
    data, message = NO_ELECTIONS[name]
    write({"in/record.txt": data})
    path = os.path.join("in", "record.txt")
    page = name == "country"
    counts = summary("1 record", pages="1 country page" if page else "0 country pages", unrecognised=int(not page))
    assert run("convert", "in", "-o", "out") == Done(0 if page else 1, "", f"{path}: {message}\n{counts}")
    assert files_in("out") == {}
    code = message.split()[0]
    assert run("check", "in") == Done(1, f"{path}:0:0: {message}\n", f"1 record, 0 failed: {code} 1.\n")


@pytest.mark.usefixtures("deny")
def test_convert_and_check_go_on_after_an_input_that_fails() -> None:
    write({"in/denied.txt": RECORD, "in/good.txt": RECORD})
    os.symlink("nowhere.txt", "in/link.txt")
    denied, link = os.path.join("in", "denied.txt"), os.path.join("in", "link.txt")
    lines = [
        f"{denied}: It could not be read (Permission denied).\n",
        f"{link}: It could not be read (No such file or directory).\n",
    ]
    done = run("convert", "in", "-o", "out")
    told = summary("1 record", converted=1, inputs="3 inputs: 1 read, 2 failed")
    assert (done.exit_code, sorted(done.stderr.splitlines(keepends=True))) == (1, sorted([*lines, told]))
    assert list(files_in("out")) == ["good.json"]
    assert run("check", "in") == Done(1, "", "".join(lines) + "3 records, 2 failed: no diagnostics.\n")


def test_convert_goes_on_after_a_folder_that_cannot_be_listed(monkeypatch: pytest.MonkeyPatch) -> None:
    write({"in/good.txt": RECORD, "in/secret/x.txt": RECORD})
    secret = os.path.join("in", "secret")
    scandir = os.scandir

    def denying(path: str) -> object:
        if os.fspath(path) == secret:
            raise PermissionError(errno.EACCES, "Permission denied", secret)
        return scandir(path)

    monkeypatch.setattr(os, "scandir", denying)
    line = f"{secret}: It could not be read (Permission denied).\n"
    told = summary("1 record", converted=1, inputs="2 inputs: 1 read, 1 failed")
    assert run("convert", "in", "-o", "out") == Done(1, "", line + told)
    told = summary("0 records", inputs="1 input: 0 read, 1 failed")
    assert run("convert", secret, "-o", "out2") == Done(1, "", line + told)


def test_a_failure_of_the_library_itself_ends_no_run(monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(text: RecordText, limits: Limits) -> object:
        if text.source.name == "a.txt":
            raise KeyError("rule")
        return read_record(text, limits)

    monkeypatch.setattr("ifes_records.batch.worker.read_record", failing)
    monkeypatch.setattr("ifes_records.cli.inputs.read_record", failing)
    write({"a.txt": RECORD, "b.txt": RECORD})
    reason = "It was given up because of an error in ifes-records; please report it: KeyError('rule').\n"
    told = summary("2 records", converted=1, failed=1)
    assert run("convert", ".", "-o", "out") == Done(1, "", f"a.txt: {reason}{told}")
    line = f"a.txt: {reason}"
    assert run("check", "a.txt", "b.txt") == Done(1, "", line + "2 records, 1 failed: no diagnostics.\n")
    assert run("parse", "a.txt") == Done(1, "", line)


def test_a_failure_of_the_library_on_splitting_ends_no_run(monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(blocks: Iterable[bytes], source: Source, **options: Any) -> Iterator[RecordText]:
        if source.name == "a.txt":
            raise KeyError("landmark")
        return record_texts(blocks, source, **options)

    monkeypatch.setattr("ifes_records.batch.inputs.record_texts", failing)
    write({"a.txt": RECORD, "b.txt": RECORD})
    line = "a.txt: It was given up because of an error in ifes-records; please report it: KeyError('landmark').\n"
    told = summary("1 record", converted=1, inputs="2 inputs: 1 read, 1 failed")
    assert run("convert", ".", "-o", "out") == Done(1, "", line + told)
    assert run("check", "a.txt", "b.txt") == Done(1, "", line + "2 records, 1 failed: no diagnostics.\n")


def test_convert_gives_another_name_where_two_inputs_have_one() -> None:
    write({"a/1.txt": RECORD, "b/1.txt": WITH_WARNING, "c/1.TXT": RECORD})
    done = run("convert", "c", "b", "a", "-o", "out")
    message = "{}: Another input has the name “1.json”; this one is written as “{}”.\n"
    assert done == Done(
        0,
        "",
        message.format(os.path.join("b", "1.txt"), "1.2.json")
        + message.format(os.path.join("a", "1.txt"), "1.3.json")
        + summary("3 records", converted=2, warned=1),
    )
    assert files_in("out")["1.2.json"] == to_json(parse_bytes(WITH_WARNING.encode(), "1.txt")).encode()


def test_convert_numbers_around_the_names_of_other_inputs() -> None:
    write({"kenya.txt": f"{RECORD}-----\n{RECORD}", "kenya-0002.txt": WITH_WARNING})
    done = run("convert", ".", "-o", "out")
    message = "kenya.txt: Another input has the name “kenya-0002.json”; this one is written as “kenya-0002.2.json”.\n"
    told = summary("3 records", converted=2, warned=1, inputs="2 inputs: 2 read")
    assert done == Done(0, "", message + told)
    assert list(files_in("out")) == ["kenya-0001.json", "kenya-0002.2.json", "kenya-0002.json"]


def test_convert_reads_a_file_once_and_a_link_for_itself() -> None:
    write({"in/1.txt": RECORD})
    os.symlink("1.txt", "in/2.txt")
    done = run("convert", "in", "in/1.txt", "./in/../in/1.txt", "-o", "out")
    assert done == Done(0, "", summary("2 records", converted=2))
    assert list(files_in("out")) == ["1.json", "2.json"]


def test_convert_reads_standard_input_and_lists() -> None:
    write({"1.txt": RECORD, "2.txt": RECORD, "list": "1.txt\n\n2.txt\r\n"})
    told = summary("3 records", converted=3)
    assert run("convert", "-", "--from-file", "list", "-o", "out", stdin=RECORD.encode()) == Done(0, "", told)
    assert list(files_in("out")) == ["1.json", "2.json", "stdin.json"]
    assert run("convert", "--from-file", "-", "-o", "out2", stdin=b"2.txt\n") == Done(
        0, "", summary("1 record", converted=1)
    )


def test_convert_goes_on_with_a_run_or_replaces_it_when_told_to() -> None:
    write({"1.txt": RECORD})
    told = summary("1 record", converted=1)
    assert run("convert", "1.txt", "-o", "out") == Done(0, "", told)
    first = files_in("out")
    assert run("convert", "1.txt", "-o", "out") == Done(
        2,
        "",
        USAGE["convert"]
        + "out: It has the output of an earlier run; --resume continues it, --overwrite replaces it.\n",
    )
    nothing = "Nothing was left to convert. In earlier runs:\n"
    assert run("convert", "1.txt", "-o", "out", "--resume") == Done(0, "", nothing + told)
    assert run("convert", "1.txt", "-o", "out", "--overwrite") == Done(0, "", told)
    assert files_in("out") == first == {"1.json": to_json(parse_bytes(RECORD.encode(), "1.txt")).encode()}
    assert run("convert", "1.txt", "-o", "out", "--resume", "--compress", "gzip") == Done(
        2, "", USAGE["convert"] + "out: It was begun with other settings (compression); --overwrite starts afresh.\n"
    )


def test_convert_prints_lines() -> None:
    write({"1.txt": RECORD, "2.txt": PROSE, "3.txt": WITH_WARNING})
    done = run("convert", "1.txt", "2.txt", "3.txt", "--format", "jsonl", "-o", "-")
    lines = [
        to_json(parse_bytes(text.encode(), name), indent=False)
        for text, name in ((RECORD, "1.txt"), (WITH_WARNING, "3.txt"))
    ]
    told = summary("3 records", converted=1, warned=1, unrecognised=1)
    assert done == Done(1, "".join(lines), f"2.txt: {NO_RECORD}\n{told}")
    assert written(".") == ["1.txt", "2.txt", "3.txt"]


def test_convert_packs_lines_into_a_file() -> None:
    write({"1.txt": RECORD, "2.txt": RECORD})
    arguments = ["convert", "1.txt", "2.txt", "--format", "jsonl", "--compress", "gzip", "-o", "all.jsonl.gz"]
    assert run(*arguments) == Done(0, "", summary("2 records", converted=2))
    lines = [to_json(parse_bytes(RECORD.encode(), name), indent=False) for name in ("1.txt", "2.txt")]
    assert gzip.decompress(Path("all.jsonl.gz").read_bytes()).decode() == "".join(lines)
    assert written(".") == [
        ".all.jsonl.gz.journal", "1.txt", "2.txt", "all.jsonl.gz", "all.jsonl.gz.report.json"
    ]  # fmt: skip


def test_convert_puts_the_report_where_it_is_told_to() -> None:
    write({"1.txt": RECORD})
    assert run("convert", "1.txt", "-o", "out", "--report", "told.json").exit_code == 0
    assert written("out") == [".ifes-records.journal", "1.json"]
    assert json.loads(Path("told.json").read_bytes())["totals"]["records"]["converted"] == 1


def test_convert_quietly() -> None:
    write({"1.txt": RECORD, "2.txt": PROSE})
    assert run("convert", "1.txt", "2.txt", "-o", "out", "--quiet") == Done(1, "", "")


@pytest.mark.parametrize(
    ("text", "fail_on", "exit_code"),
    [
        (RECORD, "warning", 0),
        (WITH_WARNING, "warning", 1),
        (WITH_WARNING, "error", 0),
        (COUNTRY, "error", 1),
        (COUNTRY, "warning", 1),
    ],
)
def test_convert_fails_on(text: str, fail_on: str, exit_code: int) -> None:
    write({"1.txt": text})
    assert run("convert", "1.txt", "-o", "out").exit_code == 0
    assert run("convert", "1.txt", "-o", "out", "--resume", "--fail-on", fail_on).exit_code == exit_code


def test_convert_takes_the_files_asked_for() -> None:
    write({"in/1.txt": RECORD, "in/2.text": RECORD, "in/old/3.text": RECORD, "in/new/4.text": RECORD})
    os.symlink("new", "in/again")
    done = run("convert", "in", "-o", "out", "--glob", "*.text", "--exclude", "old", "--follow-links")
    assert done == Done(0, "", summary("3 records", converted=3))
    assert list(files_in("out")) == ["2.json", "again/4.json", "new/4.json"]


@pytest.mark.skipif(sys.platform in ("darwin", "win32"), reason="file names are always Unicode there")
def test_convert_takes_names_that_are_no_text() -> None:
    Path(os.fsdecode(b"\xff\n.txt")).write_text(RECORD, "utf-8")
    Path(os.fsdecode(b"\xfe\n.txt")).write_text(PROSE, "utf-8")
    done = run("convert", ".", "-o", "out")
    counts = summary("2 records", converted=1, unrecognised=1)
    assert done == Done(1, "", f"\\xfe\ufffd.txt: {NO_RECORD}\n{counts}")
    (name, document), *others = files_in("out").items()
    assert (name, others) == ("%FF%0A.json", [])
    assert json.loads(document)["source"]["name"] == "\ufffd\n.txt"
    assert [entry["path"] for entry in reported()] == ["\\xfe\n.txt", "\\xff\n.txt"]


@pytest.mark.skipif(sys.platform in ("darwin", "win32"), reason="file names are always Unicode there")
def test_convert_takes_folders_and_patterns_that_are_no_text() -> None:
    out = os.fsdecode(b"out\xff")
    write({"1.txt": RECORD, f"{out}/1.json": '{"schema_version":'})
    done = run("convert", "1.txt", "-o", out, "--exclude", os.fsdecode(b"\xfe*"))
    reason = f"“out\\xff{os.sep}1.json” is from an earlier conversion, so nothing was written"
    line = f"1.txt: {reason}; --overwrite replaces it.\n"
    assert done == Done(1, "", line + summary("1 record", failed=1))


@pytest.mark.parametrize("place", ["pathlib.Path.open", "os.replace"])
def test_convert_ends_where_it_cannot_write(place: str, monkeypatch: pytest.MonkeyPatch) -> None:
    real: Any = {"pathlib.Path.open": Path.open, "os.replace": os.replace}[place]

    def failing(path: Path, *arguments: Any, **options: Any) -> Any:
        if path.name.endswith(".unfinished"):
            raise OSError(errno.ENOSPC, "No space left on device")
        return real(path, *arguments, **options)

    write({"in/1.txt": RECORD, "in/2.txt": RECORD})
    document = os.path.join("out", "1.json")
    with monkeypatch.context() as patch:
        patch.setattr(place, failing)
        assert run("convert", "in", "-o", "out") == Done(
            3,
            "",
            f"Error: {document}: It could not be written (No space left on device). --resume continues the run.\n",
        )
    assert written("out") == [".ifes-records.journal"]
    assert run("convert", "in", "-o", "out", "--resume") == Done(0, "", summary("2 records", converted=2))


@pytest.mark.parametrize(
    ("output", "told", "reason"),
    [("file/out", "file/out", "Not a directory"), ("file/old/out", "file/old/out", "Not a directory")],
)
def test_convert_ends_where_it_cannot_make_the_folder(output: str, told: str, reason: str) -> None:
    write({"1.txt": RECORD, "file": ""})
    line = f"Error: {os.path.join(*told.split('/'))}: It could not be written ({reason}).\n"
    assert run("convert", "1.txt", "-o", os.path.join(*output.split("/"))) == Done(3, "", line)


def test_convert_ends_where_another_run_is_writing() -> None:
    write({"1.txt": RECORD})
    Path("out").mkdir()
    other = Journal(Path("out/.ifes-records.journal"))
    path = os.path.join("out", ".ifes-records.journal")
    line = f"Error: {path}: Another run is writing to this output.\n"
    assert run("convert", "1.txt", "-o", "out") == Done(3, "", line)
    other.close()
    assert run("convert", "1.txt", "-o", "out") == Done(0, "", summary("1 record", converted=1))


def test_convert_leaves_whole_documents_when_interrupted(monkeypatch: pytest.MonkeyPatch) -> None:
    replace = os.replace

    def interrupted(source: str, target: Path) -> None:
        if target.name == "2.json":
            raise KeyboardInterrupt
        replace(source, target)

    write({"in/1.txt": RECORD, "in/2.txt": RECORD})
    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", interrupted)
        assert run("convert", "in", "-o", "out") == Done(3, "", "Stopped at once; --resume continues.\n")
    assert written("out") == [".ifes-records.journal", "1.json"]
    assert run("convert", "in", "-o", "out", "--resume") == Done(0, "", summary("2 records", converted=2))


@pytest.mark.skipif(sys.platform == "win32", reason="there are no signals of that kind")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_convert_stops_after_the_batch_in_hand(number: int, monkeypatch: pytest.MonkeyPatch) -> None:
    def signalled(record: RecordText, limits: Limits) -> object:
        if record.source.name == "1.txt":
            os.kill(os.getpid(), number)
        return read_record(record, limits)

    monkeypatch.setattr("ifes_records.batch.runner.BATCH_RECORDS", 1)
    write({f"in/{name}.txt": RECORD for name in range(1, 7)})
    parse_bytes(RECORD.encode(), "1.txt")  # builds the grammars, which may take seconds
    with monkeypatch.context() as patch:
        patch.setattr("ifes_records.batch.worker.read_record", signalled)
        done = run("convert", "in", "-o", "out", "--jobs", "1")
    told = summary("1 record", converted=1)
    assert done.exit_code == 3
    assert re.sub(r"after \d+ s", "after 0 s", done.stderr) == f"{told}Stopped after 0 s; --resume continues.\n"
    assert list(files_in("out")) == ["1.json"]
    assert json.loads(Path("out/report.json").read_bytes())["complete"] is False
    here = summary("5 records", converted=5).removesuffix("\n")
    told = f"In this run, {here} Together with earlier runs:\n" + summary("6 records", converted=6)
    assert run("convert", "in", "-o", "out", "--resume") == Done(0, "", told)
    assert list(files_in("out")) == [f"{name}.json" for name in range(1, 7)]


def test_convert_needs_the_extra_for_a_cluster(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    write({"1.txt": RECORD})
    line = "Error: Dask is not installed; --scheduler needs ifes-records[dask].\n"
    assert run("convert", "1.txt", "-o", "out", "--scheduler", "tcp://127.0.0.1:1") == Done(3, "", line)
    assert written(".") == ["1.txt"]


# ---- check


def test_check_prints_diagnostics_and_counts() -> None:
    write({"in/1.txt": RECORD, "in/2.txt": WITH_WARNING, "in/3.txt": WITH_WARNING})
    two, three = (IMPOSSIBLE.format(path=os.path.join("in", name)) for name in ("2.txt", "3.txt"))
    assert run("check", "in") == Done(0, two + three, "3 records, 0 failed: W-DATE-IMPOSSIBLE 2.\n")
    assert run("check", "--min-severity", "error", "in") == Done(0, "", "3 records, 0 failed: no diagnostics.\n")


def test_check_shows_infos_unless_told_otherwise() -> None:
    cut = RECORD + "\nMain candida"
    (diagnostic,) = parse_text(cut).diagnostics
    write({"1.txt": cut})
    stdout = diagnostic.format("1.txt", cut.splitlines()[diagnostic.line - 1]) + "\n"
    assert run("check", "1.txt") == Done(0, stdout, "1 record, 0 failed: I-TRUNCATED 1.\n")
    assert run("check", "--min-severity", "warning", "1.txt") == Done(0, "", "1 record, 0 failed: no diagnostics.\n")


# ---- explain


def test_explain_prints_the_text_and_what_became_of_it() -> None:
    write({"1.txt": RECORD})
    assert run("explain", "1.txt") == Done(0, f"1.txt, lines 1 to 18\n\n{parse_text(RECORD).explain()}\n\n", "")


def test_explain_counts() -> None:
    write({"in/1.txt": RECORD, "in/2.txt": COUNTRY, "in/3.txt": b"\x89PNG"})
    one, two, three = (os.path.join("in", name) for name in ("1.txt", "2.txt", "3.txt"))
    rest = "characters that are not white space"
    stdout = (
        f"{one}, lines 1 to 18: 215 {rest}: 139 field, 76 label, 0 boilerplate, 0 unread, 0 lost\n"
        f"{two}, lines 1 to 7: 50 {rest}: 0 field, 0 label, 0 boilerplate, 50 unread, 0 lost\n"
        f"2 records: 265 {rest}: 139 field, 76 label, 0 boilerplate, 50 unread, 0 lost\n"
    )
    stderr = f"{three}: The file has no text: its first bytes are those of a picture, an archive or a program.\n"
    assert run("explain", "--summary", "in") == Done(1, stdout, stderr)


# ---- wrong usage


@pytest.mark.parametrize("command", ["convert", "check", "explain"])
@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("nowhere", "nowhere: It does not exist."),
        ("record.txt/x", "record.txt/x: It does not exist."),
        ("link.txt", "link.txt: It is a link to something that does not exist."),
        (
            "empty",
            "empty: It is a folder without records: no file in it is named “*.txt”, “*.txt.gz”, “*.txt.bz2”, "
            "“*.txt.xz”, “*.txt.zst”, “*.zip”, “*.html”, “*.htm”, “*.warc”, “*.warc.gz”, “*.wet”, “*.wet.gz”.",
        ),
    ],
)
def test_paths_that_cannot_be_meant(command: str, path: str, message: str) -> None:
    write({"record.txt": RECORD, "empty/notes.md": RECORD})
    os.symlink("nowhere.txt", "link.txt")
    options = ["-o", "out"] if command == "convert" else []
    assert run(command, "record.txt", path, *options) == Done(2, "", USAGE[command] + message + "\n")
    assert not Path("out").exists()


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("nowhere", "nowhere: It does not exist."),
        ("link.txt", "link.txt: It is a link to something that does not exist."),
        ("folder", "folder: It is a folder; “convert”, “list”, “show”, “check” and “explain” take folders."),
    ],
)
def test_parse_of_what_is_no_file(path: str, message: str) -> None:
    Path("folder").mkdir()
    os.symlink("nowhere.txt", "link.txt")
    assert run("parse", path) == Done(2, "", USAGE["parse"] + message + "\n")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["parse"], "Missing argument 'FILE|-'."),
        (["convert", "-o", "out"], "There is no PATH and no --from-file."),
        (["convert", "1.txt", "-o", "out", "--verify"], "--verify is for a run that is continued with --resume."),
        (["convert", "record.txt"], "Missing option '-o' / '--output'."),
        (["convert", "record.txt", "-o", "record.txt"],
         "record.txt: Without --format, an output cannot be named “.txt”; "
         "name a folder, a file of lines (.jsonl, .jsonl.gz, .jsonl.zst), or a database (.sqlite)."),
        (["convert", "record.txt", "-o", "-"],
         "Documents need a folder; only lines (jsonl) can go to standard output."),
        (["convert", "record.txt", "-o", "record.txt", "--format", "jsonl"],
         "record.txt: It is an input, which is not overwritten."),
        (["convert", "record.txt", "-o", "out", "--url-match", "("],
         "“(” is not a regular expression (missing ), unterminated subpattern at position 0)."),
        (["convert", "--from-file", "nowhere", "-o", "out"],
         "nowhere: The list of paths could not be read (No such file or directory)."),
        (["convert", "record.txt", "-o", "out", "--jobs", "0"],
         "Invalid value for '--jobs': 0 is not in the range x>=1."),
        (["check"], "Missing argument 'PATH...'."),
        (["check", "--select", "W-FUN", "record.txt"],
         "Invalid value for '--select': No code begins with “W-FUN”; “ifes-records rule --all” lists them."),
        (["check", "--statistics", "--format", "sarif", "record.txt"],
         "--statistics has the formats “text” and “json”, not “sarif”."),
        (["rule"], "Name one or more codes, or give --all."),
        (["rule", "W-DATE-F"], "“W-DATE-F” is not a code of a diagnostic; there are W-DATE-FAR."),
        (["rule", "W-TURNOUTOVER"],
         "“W-TURNOUTOVER” is not a code of a diagnostic; there are W-TURNOUT-OVER, "
         "I-TURNOUT-OVER-BODY, W-TURNOUT-PERCENT."),
        (["rule", "nonsense"],
         "“NONSENSE” is not a code of a diagnostic; “ifes-records rule --all” lists them."),
        (["check", "--min-severity", "fatal", "record.txt"],
         "Invalid value for '--min-severity': 'fatal' is not one of 'info', 'warning', 'error'."),
    ],
)  # fmt: skip
def test_wrong_usage(arguments: list[str], message: str) -> None:
    write({"record.txt": RECORD})
    assert run(*arguments) == Done(2, "", USAGE[arguments[0]] + message + "\n")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [(["read"], "No such command"), (["parse", "--fast", "x"], "No such option"), (["--fast"], "No such option")],
)
def test_no_such_command_or_option(arguments: list[str], message: str) -> None:
    done = run(*arguments)
    assert (done.exit_code, done.stdout) == (2, "")
    # Click's own words, which change from version to version.
    assert done.stderr.splitlines()[-1].startswith(f"Error: {message}")


def test_pipes_in_a_folder_are_not_waited_for() -> None:
    write({"in/1.txt": RECORD})
    os.mkfifo("in/2.txt")
    line = f"{os.path.join('in', '2.txt')}: It is a pipe; it was skipped.\n"
    assert run("check", "in") == Done(0, "", line + "1 record, 0 failed: no diagnostics.\n")
    told = summary("1 record", converted=1, inputs="2 inputs: 1 read, 1 skipped")
    done = run("convert", "in", "-o", "out")
    assert (done.exit_code, sorted(done.stderr.splitlines(keepends=True))) == (0, sorted([line, told]))


# ---- help, version, documentation


def test_version() -> None:
    assert run("--version") == Done(0, "ifes-records, version 0.1.0\n", "")


def test_commands_are_imported_only_when_they_run() -> None:
    program = (
        "import sys; from ifes_records.cli import main; main(['--version'], standalone_mode=False); "
        "print(sorted({'ifes_records.batch', 'tqdm', 'hypothesis', 'pyarrow', 'sqlite3'} & sys.modules.keys()))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "ifes-records, version 0.1.0\n[]\n"


@pytest.mark.parametrize("command", ["", "parse", "convert", "export", "list", "show", "check", "explain", "rule"])
def test_help_gives_an_example_and_the_exit_codes(command: str) -> None:
    arguments = [command] if command else []
    done = run(*arguments, "--help")
    assert (done.exit_code, done.stderr) == (0, "")
    assert re.search(rf"\n +Examples:\n +ifes-records {command}", done.stdout)
    last = "3 +the run stopped early" if command == "convert" else "130 +interrupted"
    assert re.search(rf"\n +Exit codes:\n +0 +.+\n +1 +.+\n +2 +.+\n(?: +3 +.+\n)? +{last}", done.stdout)
    assert run(*arguments, "-h") == done


EXAMPLES = re.findall(r"```console\n\$ ifes-records (.*)\n([^`]*)```", DOCS.read_text("utf-8"))


def test_documentation_has_examples() -> None:
    assert len(EXAMPLES) == DOCS.read_text("utf-8").count("```console") > 3


@pytest.mark.parametrize(("command", "output"), EXAMPLES, ids=[command for command, _ in EXAMPLES])
def test_examples_of_the_documentation(command: str, output: str) -> None:
    write({"4078.txt": RECORD, "4079.txt": WITH_WARNING, "norrland.txt": COUNTRY, "letter": PROSE,
           "records/4078.txt": RECORD, "records/4079.txt": WITH_WARNING, "records/old/4078.txt": RECORD,
           "json/a.json": to_json(parse_text(RECORD)), "json/b.json": to_json(parse_text(COUNTRY))})  # fmt: skip
    shown, more, _ = output.rstrip("\n").partition("…" if output.endswith("…\n") else "\x00")
    printed = CliRunner().invoke(main, shlex.split(command)).output
    assert printed.startswith(shown) if more else printed == output


def test_documentation_has_the_options_of_convert() -> None:
    rows = re.findall(r"^\| (?:`-o`, )?`(--[\w-]+)` \|[^|]+\|([^|]*)\|$", DOCS.read_text("utf-8"), re.MULTILINE)
    documented = {option: default.strip() for option, default in rows}
    options = {option.opts[-1]: option for option in convert.params if isinstance(option, click.Option)}
    assert list(documented) == list(options)
    assert documented["--max-characters"] == f"{options['--max-characters'].default:,}"
    assert documented["--max-ratio"] == f"{options['--max-ratio'].default:,}"
    assert (documented["--max-unpacked"], options["--max-unpacked"].default) == ("1 TiB", 2**40)


# ---- as a program


def start(*arguments: str, **options: object) -> subprocess.Popen[bytes]:
    return subprocess.Popen([*COMMAND, *arguments], stderr=subprocess.PIPE, **options)  # type: ignore[call-overload, no-any-return]


def test_module_reads_standard_input_and_prints_utf_8_whatever_the_locale() -> None:
    environment = {**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    done = subprocess.run(
        [*COMMAND, "parse", "-"], input=FRENCH.encode(), capture_output=True, env=environment, check=False
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout == to_json(parse_bytes(FRENCH.encode())).encode()


def ended_by_a_reader_of_one_line(arguments: list[str], unbuffered: str) -> tuple[int, bytes]:
    """The exit code and the standard error of a command whose output is read for a line and then closed."""
    process = start(*arguments, stdout=subprocess.PIPE, env={**os.environ, "PYTHONUNBUFFERED": unbuffered})
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.readline()
    process.stdout.close()
    stderr = process.stderr.read()
    process.stderr.close()
    return process.wait(), stderr


@pytest.mark.parametrize("unbuffered", ["", "1"])
@pytest.mark.parametrize("arguments", [["parse", "--quiet", "1.txt"], ["check", "1.txt"]])
def test_a_closed_pipe_is_silent(arguments: list[str], unbuffered: str) -> None:
    # More than a pipe holds, so that writing goes on when the reader has gone: a diagnostic for each note.
    write({"1.txt": RECORD + "".join(f"\n{'*' * (number % 3 + 1)} Note {number}.\n" for number in range(1000))})
    assert ended_by_a_reader_of_one_line(arguments, unbuffered) == (1, b"")


@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_a_closed_pipe_ends_convert_in_silence(unbuffered: str) -> None:
    # A batch has one of these records, or two; with each, more is written than a pipe holds.
    large = RECORD + "".join(f"\n  • Item {number}.[{number}]\n" for number in range(10, 450))
    write({f"{number}.txt": large for number in range(6)})
    arguments = ["convert", ".", "-o", "-", "--format", "jsonl", "--jobs", "1"]
    assert ended_by_a_reader_of_one_line(arguments, unbuffered) == (3, b"")


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="there is no full device")
def test_a_full_disk_behind_standard_output() -> None:
    write({"1.txt": RECORD})
    with open("/dev/full", "wb") as full:
        process = start("parse", "1.txt", stdout=full)
        _, stderr = process.communicate()
    assert (process.returncode, stderr) == (
        1,
        b"Error: Standard output: It could not be written (No space left on device).\n",
    )


@pytest.mark.skipif(sys.platform == "win32", reason="there is no such shell there")
@pytest.mark.parametrize(
    ("command", "exit_code", "told"),
    [
        ("parse - <&-", 1, "-: Standard input is closed; nothing was read.\n"),
        ("parse 1.txt >&-", 1, "Error: Standard output: It is closed; nothing was written.\n"),
        ("convert 1.txt -o - --format jsonl >&-", 3, "Error: Standard output: It is closed; nothing was written.\n"),
        (
            "convert -o out --from-file - <&-",
            2,
            "Usage: python -m ifes_records convert [OPTIONS] [PATH|-]...\n"
            "Try 'python -m ifes_records convert --help' for help.\n\n"
            "Error: -: The list of paths could not be read (standard input is closed).\n",
        ),
    ],
)
def test_closed_standard_streams_are_told(command: str, exit_code: int, told: str) -> None:
    write({"1.txt": RECORD})
    line = f"exec {shlex.join(COMMAND)} {command}"
    done = subprocess.run(["/bin/sh", "-c", line], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (exit_code, "", told)


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="there is no full device")
@pytest.mark.parametrize("stderr", ["2>/dev/full", "2>&-"])
@pytest.mark.parametrize(("command", "exit_code"), [("list 1.txt", 0), ("check .", 1), ("nonsense", 2)])
def test_a_command_goes_on_where_nobody_hears_it(command: str, exit_code: int, stderr: str) -> None:
    write({"1.txt": RECORD, "2.txt": PROSE})
    os.symlink("nothing", "3.txt")
    heard = subprocess.run([*COMMAND, *command.split()], capture_output=True, check=False)
    line = f"exec {shlex.join(COMMAND)} {command} {stderr}"
    done = subprocess.run(["/bin/sh", "-c", line], capture_output=True, check=False)
    assert (heard.returncode, done.returncode, done.stdout) == (exit_code, exit_code, heard.stdout)
    assert heard.stderr != b"" == done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="there is no such limit there")
def test_a_page_is_never_half_a_page() -> None:
    write({"1.txt": RECORD})
    line = f"ulimit -f 1; exec {shlex.join(COMMAND)} show 1.txt -o page.html"
    done = subprocess.run(["/bin/sh", "-c", line], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (1, "Error: page.html: It could not be written (File too large).\n")
    assert os.listdir() == ["1.txt"]


@pytest.mark.skipif(sys.platform == "win32", reason="there is no such shell there")
def test_no_file_gets_the_number_of_a_closed_standard_stream() -> None:
    program = (
        "import os; from ifes_records.cli import main; main(['schema'], standalone_mode=False); "
        "print(os.open(os.devnull, os.O_RDONLY) > 2)"
    )
    line = f"exec {shlex.join([sys.executable, '-c', program])} <&- 2>&-"
    done = subprocess.run(["/bin/sh", "-c", line], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout.splitlines()[-1]) == (0, "True")


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGINT there")
def test_interrupted() -> None:
    def heed() -> None:
        # A shell starts its background jobs with the signal ignored, and what they start inherits that.
        signal.signal(signal.SIGINT, signal.SIG_DFL)

    process = start("parse", "-", stdin=subprocess.PIPE, stdout=subprocess.PIPE, preexec_fn=heed)
    assert process.stdin is not None
    # More than a pipe holds: once it is written, the program is reading.
    process.stdin.write(b"a" * 1_000_000)
    process.stdin.flush()
    process.send_signal(signal.SIGINT)
    stdout, stderr = process.communicate()
    assert (process.returncode, stdout, stderr) == (130, b"", b"Interrupted.\n")


@pytest.mark.skipif(sys.platform == "win32", reason="there are no terminals of that kind")
@pytest.mark.parametrize("options", [[], ["--quiet"]])
def test_progress_is_shown_on_a_terminal(options: list[str]) -> None:
    import pty
    import termios

    write({f"in/{number:02}.txt": PROSE if number == 7 else RECORD for number in range(40)})
    terminal, end = pty.openpty()
    termios.tcsetwinsize(end, (24, 100))
    process = subprocess.Popen([*COMMAND, "convert", "in", "-o", "out", *options], stderr=end)
    os.close(end)
    chunks = []
    while True:
        try:
            chunk = os.read(terminal, 65536)
        except OSError:  # how a terminal on Linux says that nobody writes any more
            break
        if not chunk:
            break
        chunks.append(chunk)
    os.close(terminal)
    shown = b"".join(chunks).decode().replace("\r\n", "\n")
    assert process.wait() == 1
    assert len(files_in("out")) == 39
    if options:
        assert shown == ""
        return
    assert re.search(r"[0-9]+%\|.+\| 40 records, [0-9.]+/s, 1 failed or unrecognised \[", shown)
    assert f"in/07.txt: {NO_RECORD}\n" in shown
    assert shown.endswith(summary("40 records", converted=39, unrecognised=1))
