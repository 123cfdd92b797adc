"""The command line: whole output and exit codes of each command, for good input and for bad."""

from __future__ import annotations

import errno
import json
import os
import re
import shlex
import signal
import subprocess
import sys
import time
from collections.abc import Iterable
from pathlib import Path

import pytest
from attrs import frozen
from click.testing import CliRunner

from ifes_records import Limits, to_json
from ifes_records import parse as parse_text
from ifes_records.cli import main
from ifes_records.convert import name_outputs
from ifes_records.pipeline import parse_bytes, parse_dump_bytes

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
    "E-NOT-A-RECORD nothing in the text tells an election record: no date with a status, no contest, no counts, "
    "no headings"
)
COUNTRY_PAGE = "E-COUNTRY-PAGE this is the page of a country, not of an election"

USAGE = {
    "parse": "Usage: ifes-records parse [OPTIONS] FILE|-\nTry 'ifes-records parse --help' for help.\n\nError: ",
    "convert": "Usage: ifes-records convert [OPTIONS] PATH...\n"
    "Try 'ifes-records convert --help' for help.\n\nError: ",
    "explain": "Usage: ifes-records explain [OPTIONS] PATH...\n"
    "Try 'ifes-records explain --help' for help.\n\nError: ",
    "check": "Usage: ifes-records check [OPTIONS] PATH...\nTry 'ifes-records check --help' for help.\n\nError: ",
}

# What no command reads as an election: the bytes, and what is said of them.
NO_ELECTIONS = {
    "empty": (b"", "E-EMPTY the text is empty"),
    "blank": (b" \n\r\n\t", "E-EMPTY the text is empty"),
    "png": (
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR",
        "E-BINARY the file holds no text: the bytes begin as those of a picture, an archive or a program do",
    ),
    "zero bytes": (b"\x07\x08\x00" * 300, "E-BINARY the file holds no text: more than one byte in twenty is zero"),
    "html": (b"<!DOCTYPE html>\n<html><body>Held</body></html>\n", "E-HTML the text is HTML; extract its text first"),
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
        "record.txt:0:0: W-ENCODING the bytes are not UTF-8; they were read as utf-16-le, which fits them best\n",
    ),
    "Latin-1": (
        FRENCH.encode("latin-1"),
        "cp1252",
        "record.txt:0:0: W-ENCODING the bytes are not UTF-8; they were read as cp1252, which fits them best\n",
    ),
    "NUL bytes": (
        RECORD.replace("plurality ", "plurality\x00").encode(),
        "utf-8",
        "record.txt:0:0: W-CHARACTERS control characters or lone surrogates were read as blanks or U+FFFD\n",
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


def write(files: dict[str, str | bytes]) -> None:
    for name, content in files.items():
        path = Path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)


def written(folder: str) -> list[str]:
    return sorted(os.listdir(folder))


def summary(total: str, converted: int = 0, warned: int = 0, pages: str = "0 country pages", unrecognised: int = 0,
            failed: int = 0) -> str:  # fmt: skip
    return (
        f"{total}: {converted} converted, {warned} converted with warnings, {pages}, {unrecognised} unrecognised, "
        f"{failed} failed\n"
    )


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def deny(monkeypatch: pytest.MonkeyPatch) -> Iterable[None]:
    """Make files named ``denied.txt`` unreadable, whoever runs the tests."""
    read_bytes = Path.read_bytes

    def denying(path: Path) -> bytes:
        if path.name == "denied.txt":
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return read_bytes(path)

    monkeypatch.setattr(Path, "read_bytes", denying)
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
        0, to_json(parse_text(WITH_WARNING)), IMPOSSIBLE.format(path="<stdin>")
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
    start = time.perf_counter()
    done = run("parse", "--strict", "big.txt")
    assert time.perf_counter() - start < 3
    assert done == Done(
        1,
        "",
        "big.txt:0:0: E-TOO-LARGE the text has 50,000,000 characters, more than the 2,000,000 allowed; "
        "it was not read\n",
    )


@pytest.mark.parametrize("command", ["parse", "check", "convert -o ."])
def test_limit_on_characters(command: str) -> None:
    write({"4078.txt": RECORD})
    assert run(*command.split(), "--max-characters", str(len(RECORD)), "4078.txt").exit_code == 0
    assert run(*command.split(), "--max-characters", str(len(RECORD) - 1), "4078.txt").exit_code == 1


@pytest.mark.usefixtures("deny")
def test_parse_unreadable() -> None:
    write({"denied.txt": RECORD})
    assert run("parse", "denied.txt") == Done(1, "", "denied.txt: cannot be read: Permission denied\n")


# ---- convert


def test_convert_writes_one_document_a_record() -> None:
    write(
        {
            "records/4078.txt": RECORD,
            "records/deep/4079.TXT": WITH_WARNING,
            "records/notes.md": PROSE,
            "named": RECORD,
        }
    )
    done = run("convert", "records", "named", "-o", "new/json")
    assert done == Done(0, "", summary("3 records", converted=2, warned=1))
    assert written("new/json") == ["4078.json", "4079.json", "named.json"]
    for name, text in (("4078.txt", RECORD), ("4079.TXT", WITH_WARNING), ("named", RECORD)):
        document = Path("new/json", name.split(".")[0] + ".json").read_text("utf-8")
        assert document == to_json(parse_bytes(text.encode(), name))


def test_convert_numbers_the_records_of_a_dump() -> None:
    dump = f"{RECORD}-----\n{PROSE}-----\n{RECORD}"
    write({"dump.txt": dump})
    line = RECORD.count("\n") + 2
    assert run("convert", "dump.txt", "-o", "json") == Done(
        1, "", f"dump.txt:{line}:1: {NO_RECORD}\n" + summary("3 records", converted=2, unrecognised=1)
    )
    assert written("json") == ["dump-0001.json", "dump-0003.json"]
    index = [json.loads(Path("json", name).read_text("utf-8"))["source"]["index"] for name in written("json")]
    assert index == [0, 2]


@pytest.mark.parametrize("name", NO_ELECTIONS)
def test_convert_and_check_tell_what_is_no_election(name: str) -> None:
    data, message = NO_ELECTIONS[name]
    write({"in/record.txt": data})
    path = os.path.join("in", "record.txt")
    page = name == "country"
    counts = summary("1 record", pages="1 country page" if page else "0 country pages", unrecognised=int(not page))
    assert run("convert", "in", "-o", "out") == Done(0 if page else 1, "", f"{path}:0:0: {message}\n{counts}")
    assert written("out") == []
    code = message.split()[0]
    assert run("check", "in") == Done(1, f"{path}:0:0: {message}\n", f"1 record, 0 failed: {code} 1\n")


@pytest.mark.usefixtures("deny")
def test_convert_and_check_go_on_after_an_input_that_fails() -> None:
    write({"in/denied.txt": RECORD, "in/good.txt": RECORD})
    os.symlink("nowhere.txt", "in/link.txt")
    denied, link = os.path.join("in", "denied.txt"), os.path.join("in", "link.txt")
    lines = f"{denied}: cannot be read: Permission denied\n{link}: cannot be read: No such file or directory\n"
    assert run("convert", "in", "-o", "out") == Done(1, "", lines + summary("3 records", converted=1, failed=2))
    assert written("out") == ["good.json"]
    assert run("check", "in") == Done(1, "", lines + "3 records, 2 failed: no diagnostics\n")


def test_convert_goes_on_after_a_folder_that_cannot_be_listed(monkeypatch: pytest.MonkeyPatch) -> None:
    write({"in/good.txt": RECORD, "in/secret/x.txt": RECORD})
    secret = os.path.join("in", "secret")
    scandir = os.scandir

    def denying(path: str) -> object:
        if os.fspath(path) == secret:
            raise PermissionError(errno.EACCES, "Permission denied", secret)
        return scandir(path)

    monkeypatch.setattr(os, "scandir", denying)
    line = f"{secret}: cannot be read: Permission denied\n"
    assert run("convert", "in", "-o", "out") == Done(1, "", line + summary("2 records", converted=1, failed=1))
    assert run("convert", secret, "-o", "out") == Done(1, "", line + summary("1 record", failed=1))


def test_a_failure_of_the_library_itself_ends_no_run(monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(data: bytes, name: str, *, split: bool, limits: Limits) -> object:
        if name == "a.txt":
            raise KeyError("rule")
        return parse_dump_bytes(data, name, split=split, limits=limits)

    monkeypatch.setattr("ifes_records.convert.parse_dump_bytes", failing)
    write({"a.txt": RECORD, "b.txt": RECORD})
    line = "a.txt: cannot be read: internal error, please report it: KeyError('rule')\n"
    assert run("convert", ".", "-o", "out") == Done(1, "", line + summary("2 records", converted=1, failed=1))
    assert run("check", "a.txt", "b.txt") == Done(1, "", line + "2 records, 1 failed: no diagnostics\n")
    assert run("parse", "a.txt") == Done(1, "", line)


def test_convert_gives_another_name_where_two_inputs_have_one() -> None:
    write({"a/1.txt": RECORD, "b/1.txt": WITH_WARNING, "c/1.TXT": RECORD})
    done = run("convert", "c", "b", "a", "-o", "out")
    message = "{}: another input has the name 1.json; written as {}\n"
    assert done == Done(
        0,
        "",
        message.format(os.path.join("b", "1.txt"), "1.2.json")
        + message.format(os.path.join("c", "1.TXT"), "1.3.json")
        + summary("3 records", converted=2, warned=1),
    )
    assert Path("out/1.2.json").read_text("utf-8") == to_json(parse_bytes(WITH_WARNING.encode(), "1.txt"))


def test_convert_numbers_around_the_names_of_other_inputs() -> None:
    write({"kenya.txt": f"{RECORD}-----\n{RECORD}", "kenya-0002.txt": WITH_WARNING})
    done = run("convert", ".", "-o", "out")
    message = "kenya.txt: another input has the name kenya-0002.json; written as kenya-0002.2.json\n"
    assert done == Done(0, "", message + summary("3 records", converted=2, warned=1))
    assert written("out") == ["kenya-0001.json", "kenya-0002.2.json", "kenya-0002.json"]


def test_convert_never_writes_over_an_input() -> None:
    write({"record.json": RECORD})
    done = run("convert", "record.json", "-o", ".")
    message = "record.json: another input has the name record.json; written as record.2.json\n"
    assert done == Done(0, "", message + summary("1 record", converted=1))
    assert Path("record.json").read_text("utf-8") == RECORD


def test_convert_reads_a_file_once_and_a_link_for_itself() -> None:
    write({"in/1.txt": RECORD})
    os.symlink("1.txt", "in/2.txt")
    done = run("convert", "in", "in/1.txt", "./in/../in/1.txt", "-o", "out")
    assert done == Done(0, "", summary("2 records", converted=2))
    assert written("out") == ["1.json", "2.json"]


def test_convert_replaces_documents_of_an_earlier_run_and_gives_the_same_bytes() -> None:
    write({"1.txt": RECORD, "out/1.json": "old", "out/other.json": "kept"})
    run("convert", "1.txt", "-o", "out")
    first = Path("out/1.json").read_bytes()
    run("convert", "1.txt", "-o", "out")
    assert Path("out/1.json").read_bytes() == first == to_json(parse_bytes(RECORD.encode(), "1.txt")).encode()
    assert written("out") == ["1.json", "other.json"]


@pytest.mark.skipif(sys.platform in ("darwin", "win32"), reason="file names are always Unicode there")
def test_convert_takes_names_that_are_no_text() -> None:
    Path(os.fsdecode(b"\xff\n.txt")).write_text(RECORD, "utf-8")
    Path(os.fsdecode(b"\xfe\n.txt")).write_text(PROSE, "utf-8")
    done = run("convert", ".", "-o", "out")
    counts = summary("2 records", converted=1, unrecognised=1)
    assert done == Done(1, "", f"\ufffd\ufffd.txt:0:0: {NO_RECORD}\n{counts}")
    assert os.listdir(b"out") == [b"\xff\n.json"]
    assert json.loads(Path(os.fsdecode(b"out/\xff\n.json")).read_bytes())["source"]["name"] == "\ufffd\n.txt"


@pytest.mark.parametrize("place", ["pathlib.Path.write_bytes", "os.replace"])
def test_convert_ends_where_it_cannot_write(place: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    write({"in/1.txt": RECORD, "in/2.txt": RECORD})
    monkeypatch.setattr(place, failing)
    document = os.path.join("out", "1.json")
    assert run("convert", "in", "-o", "out") == Done(
        1, "", f"Error: {document} cannot be written: No space left on device\n"
    )
    assert written("out") == []


def test_convert_ends_where_it_cannot_make_the_folder() -> None:
    write({"1.txt": RECORD, "file": ""})
    out = os.path.join("file", "out")
    assert run("convert", "1.txt", "-o", out) == Done(1, "", f"Error: {out} cannot be written: Not a directory\n")


def test_convert_leaves_whole_documents_when_interrupted(monkeypatch: pytest.MonkeyPatch) -> None:
    replace = os.replace

    def interrupted(source: str, target: Path) -> None:
        if target.name == "2.json":
            raise KeyboardInterrupt
        replace(source, target)

    write({"in/1.txt": RECORD, "in/2.txt": RECORD})
    monkeypatch.setattr(os, "replace", interrupted)
    assert run("convert", "in", "-o", "out") == Done(130, "", "interrupted\n")
    assert written("out") == ["1.json"]


NAMES = [
    (["a/1.txt", "b/2.txt"], ["1", "2"]),
    (["a/1.txt", "b/1.txt", "c/1.txt"], ["1", "1.2", "1.3"]),
    (["a/1.2.txt", "b/1.txt", "c/1.txt"], ["1.2", "1", "1.3"]),
    (["a/A.txt", "b/a.txt"], ["A", "a.2"]),
    (["a/\u00e9.txt", "b/e\u0301.txt"], ["\u00e9", "e\u0301.2"]),
    (["a/1.md", "a/1.txt"], ["1", "1.2"]),
    (["out/1.json", "a/1.txt"], ["1.2", "1.3"]),
    (["a/kenya.txt", "b/kenya-2017.txt"], ["kenya", "kenya-2017"]),
]


@pytest.mark.parametrize(("paths", "stems"), NAMES)
def test_names_of_documents(paths: list[str], stems: list[str]) -> None:
    assert [job.stem for job in name_outputs(map(Path, paths), Path("out"))] == stems


# ---- check


def test_check_prints_diagnostics_and_counts() -> None:
    write({"in/1.txt": RECORD, "in/2.txt": WITH_WARNING, "in/3.txt": WITH_WARNING})
    two, three = (IMPOSSIBLE.format(path=os.path.join("in", name)) for name in ("2.txt", "3.txt"))
    assert run("check", "in") == Done(0, two + three, "3 records, 0 failed: W-DATE-IMPOSSIBLE 2\n")
    assert run("check", "--min-severity", "error", "in") == Done(0, "", "3 records, 0 failed: no diagnostics\n")


def test_check_shows_infos_unless_told_otherwise() -> None:
    cut = RECORD + "\nMain candida"
    (diagnostic,) = parse_text(cut).diagnostics
    write({"1.txt": cut})
    stdout = diagnostic.format("1.txt", cut.splitlines()[diagnostic.line - 1]) + "\n"
    assert run("check", "1.txt") == Done(0, stdout, "1 record, 0 failed: I-TRUNCATED 1\n")
    assert run("check", "--min-severity", "warning", "1.txt") == Done(0, "", "1 record, 0 failed: no diagnostics\n")


# ---- explain


def test_explain_prints_the_text_and_what_became_of_it() -> None:
    write({"1.txt": RECORD})
    assert run("explain", "1.txt") == Done(0, f"1.txt, lines 1 to 18\n\n{parse_text(RECORD).explain()}\n\n", "")


def test_explain_counts() -> None:
    write({"in/1.txt": RECORD, "in/2.txt": COUNTRY, "in/3.txt": b"\x89PNG"})
    one, two, three = (os.path.join("in", name) for name in ("1.txt", "2.txt", "3.txt"))
    rest = "characters that are not white space"
    stdout = (
        f"{one}, lines 1 to 18: 215 {rest}: 139 field, 76 label, 0 furniture, 0 unread, 0 lost\n"
        f"{two}, lines 1 to 7: 50 {rest}: 0 field, 0 label, 0 furniture, 50 unread, 0 lost\n"
        f"2 records: 265 {rest}: 139 field, 76 label, 0 furniture, 50 unread, 0 lost\n"
    )
    stderr = (
        f"{three}: cannot be read: the file holds no text: "
        "the bytes begin as those of a picture, an archive or a program do\n"
    )
    assert run("explain", "--summary", "in") == Done(1, stdout, stderr)


# ---- wrong usage


@pytest.mark.parametrize("command", ["convert", "check", "explain"])
@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("nowhere", "nowhere does not exist."),
        ("-", "- does not exist."),
        ("record.txt/x", "record.txt/x does not exist."),
        ("link.txt", "link.txt is a link to something that does not exist."),
        ("empty", "empty is a folder without records: no file in it is named *.txt."),
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
        ("nowhere", "nowhere does not exist."),
        ("link.txt", "link.txt is a link to something that does not exist."),
        ("folder", "folder is a folder; 'convert' and 'check' take folders."),
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
        (["convert", "-o", "out"], "Missing argument 'PATH...'."),
        (["convert", "record.txt"], "Missing option '-o' / '--output'."),
        (["convert", "record.txt", "-o", "record.txt"],
         "Invalid value for '-o' / '--output': Directory 'record.txt' is a file."),
        (["check"], "Missing argument 'PATH...'."),
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
    assert run("check", "in") == Done(0, "", "1 record, 0 failed: no diagnostics\n")


# ---- help, version, documentation


def test_version() -> None:
    assert run("--version") == Done(0, "ifes-records, version 0.1.0\n", "")


@pytest.mark.parametrize("command", ["", "parse", "convert", "check", "explain"])
def test_help_gives_an_example_and_the_exit_codes(command: str) -> None:
    arguments = [command] if command else []
    done = run(*arguments, "--help")
    assert (done.exit_code, done.stderr) == (0, "")
    assert re.search(rf"\n +Examples:\n +ifes-records {command}", done.stdout)
    assert re.search(r"\n +Exit codes:\n +0 +.+\n +1 +.+\n +2 +.+\n +130 +interrupted", done.stdout)
    assert run(*arguments, "-h") == done


EXAMPLES = re.findall(r"```console\n\$ ifes-records (.*)\n([^`]*)```", DOCS.read_text("utf-8"))


def test_documentation_has_examples() -> None:
    assert len(EXAMPLES) == DOCS.read_text("utf-8").count("```console") > 3


@pytest.mark.parametrize(("command", "output"), EXAMPLES, ids=[command for command, _ in EXAMPLES])
def test_examples_of_the_documentation(command: str, output: str) -> None:
    write({"4078.txt": RECORD, "4079.txt": WITH_WARNING, "norrland.txt": COUNTRY, "letter": PROSE,
           "records/4078.txt": RECORD, "records/4079.txt": WITH_WARNING, "records/old/4078.txt": RECORD})  # fmt: skip
    shown, more, _ = output.rstrip("\n").partition("…" if output.endswith("…\n") else "\x00")
    printed = CliRunner().invoke(main, shlex.split(command)).output
    assert printed.startswith(shown) if more else printed == output


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


@pytest.mark.parametrize("unbuffered", ["", "1"])
@pytest.mark.parametrize("arguments", [["parse", "1.txt"], ["check", "1.txt"]])
def test_a_closed_pipe_is_silent(arguments: list[str], unbuffered: str) -> None:
    # More than a pipe holds, so that writing goes on when the reader has gone.
    write({"1.txt": RECORD + "".join(f"\n  • Item {number}.[{number}]\n" for number in range(10, 2000))})
    process = start(*arguments, stdout=subprocess.PIPE, env={**os.environ, "PYTHONUNBUFFERED": unbuffered})
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.readline()
    process.stdout.close()
    stderr = process.stderr.read()
    process.stderr.close()
    assert (process.wait(), stderr) == (1, b"")


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="there is no full device")
def test_a_full_disk_behind_standard_output() -> None:
    write({"1.txt": RECORD})
    with open("/dev/full", "wb") as full:
        process = start("parse", "1.txt", stdout=full)
        _, stderr = process.communicate()
    assert (process.returncode, stderr) == (1, b"Error: standard output cannot be written: No space left on device\n")


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
    assert (process.returncode, stdout, stderr) == (130, b"", b"interrupted\n")


@pytest.mark.skipif(sys.platform == "win32", reason="there are no terminals of that kind")
@pytest.mark.parametrize(("inputs", "shows_bar"), [(50, False), (51, True)])
def test_progress_is_shown_on_a_terminal(inputs: int, shows_bar: bool) -> None:
    import pty

    write({f"in/{number:02}.txt": PROSE if number == 7 else RECORD for number in range(inputs)})
    terminal, end = pty.openpty()
    process = subprocess.Popen([*COMMAND, "convert", "in", "-o", "out"], stderr=end)
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
    assert ("Converting" in shown) is shows_bar
    assert f"in/07.txt:0:0: {NO_RECORD}\n" in shown
    assert shown.endswith(summary(f"{inputs} records", converted=inputs - 1, unrecognised=1))
    assert len(written("out")) == inputs - 1
