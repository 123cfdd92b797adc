"""The commands that look at records: `list`, `rule`, `check` and `explain` in their forms, also on a terminal."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from batch_inputs import write
from test_cli import COUNTRY, RECORD, WITH_WARNING, Done, run

from ifes_records import __version__, parse, parse_dump, parse_file, to_json
from ifes_records.cli.output import Terminal
from ifes_records.cli.table import HEADS, table
from ifes_records.diagnostics import CODES, Effect
from ifes_records.text.width import cut

TABLE = RECORD.replace(
    "General Info", "Party Seats Won Seats Change Votes\n\nHarbour Party 3 - 1,200\n\nGeneral Info"
)
MESSAGE = "“Feb. 30, 2023” is not in the calendar of 2023; no date was taken from it."


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


# ---- list


def test_list_of_texts() -> None:
    write({"in/1.txt": TABLE, "in/2.txt": f"{WITH_WARNING}-----\n{RECORD}", "in/3.txt": COUNTRY})
    stdout = (
        "date        status  country  contest    rows  votes  diagnostics  file\n"
        "2023-03-19  held    ZMB      President     1  1,200            0  1.txt\n"
        "-           held    ZMB      President     0      -            1  2.txt\n"
        "2023-03-19  held    ZMB      President     0      -            0  2.txt:20\n"
        "-           -       -        (country)     0      -            1  3.txt\n"
    )
    assert run("list", "in") == Done(0, stdout, "4 records, 0 failed.\n")


@pytest.mark.parametrize("output", ["out", "out.jsonl", "out.jsonl.gz"])
def test_list_of_documents(output: str) -> None:
    write({"in/1.txt": TABLE, "in/2.txt": WITH_WARNING})
    run("convert", "in", "-o", output, "--quiet")
    one, two = ("1.json", "2.json") if output == "out" else (output, output)
    stdout = (
        "date        status  country  contest    rows  votes  diagnostics  file\n"
        f"2023-03-19  held    ZMB      President     1  1,200            0  {one}\n"
        f"-           held    ZMB      President     0      -            1  {two}\n"
    )
    assert run("list", output) == Done(0, stdout, "2 records, 0 failed.\n")


def test_list_goes_on_after_what_is_no_document() -> None:
    write({"good.json": to_json(parse(TABLE)), "bad.json": '{"schema_version": "9.0"}'})
    done = run("list", "bad.json", "good.json")
    assert (done.exit_code, done.stdout.count("\n")) == (1, 2)
    assert done.stderr == ("bad.json: schema_version: found “9.0”, expected 1.0, 1.1 or 2.x.\n1 record, 1 failed.\n")


def test_a_table_fits_a_terminal() -> None:
    cells = ("2023-03-19", "held", "ZMB", "Assembly of the Harbours and Islands of Norrland", "1", "12", "0", "1.txt")
    assert table([HEADS, cells], Terminal(80)) == [
        "date        status  country  contest                         rows  votes  diagn…",
        "2023-03-19  held    ZMB      Assembly of the Harbours and…      1     12…",
    ]


@pytest.mark.parametrize(
    ("text", "width", "shown"),
    [("Sejm", 4, "Sejm"), ("Senate", 4, "Sen…"), ("국회의원", 8, "국회의원"), ("국회의원", 7, "국회의…"),
     ("국회의원", 6, "국회…"), ("Cafe\u0301s", 5, "Cafe\u0301s"), ("ＡＢＣ", 5, "ＡＢ…"),
     ("ｱｲｳ", 3, "ｱｲｳ"), ("", 0, "")],
)  # fmt: skip
def test_wide_letters_take_two_columns(text: str, width: int, shown: str) -> None:
    assert cut(text, width) == shown


# ---- rule


def test_rule_in_words() -> None:
    done = run("rule", "w-sum-cast", "E-NOT-A-RECORD", "E-TOO-SLOW")
    assert done == Done(
        0,
        "W-SUM-CAST (warning, inconsistent)\n"
        "  Valid and invalid votes add up to more than the votes cast, or their sum differs in a single digit.\n\n"
        "  Cause:      One of the three counts was mistyped or is from another stage of the count.\n"
        "  Sample:     March 19, 2023 Held\n\n"
        "              Republic of Zambia\n\n"
        "              Cast Votes:1,000\n"
        "              Valid Votes:950\n"
        "              Invalid Votes:150\n"
        "  Gives:      line 5: Valid votes (950) and invalid votes (150) add up to 1,100, 100 (10%) more than the "
        "1,000 cast.\n"
        "              participation.cast_votes is 1000\n"
        "  Effect:     The value is as written, but does not agree with another one.\n"
        "  What to do: Check the three counts against another source. Nothing was changed.\n\n"
        "E-NOT-A-RECORD (error, omitted)\n"
        "  Nothing in the text looks like an election record.\n\n"
        "  Cause:      The text has neither a date with a status, nor a contest, counts or sections of an election.\n"
        "  Sample:     Dear all, the meeting is moved to Monday.\n"
        "  Gives:      The text is not the record of an election: it has no date with a status, no contest, no counts"
        ", no headings.\n"
        "  Effect:     No value was taken, or only a part of it; the text is kept as written.\n"
        "  What to do: Check that it is the text of one ElectionGuide page of an election. Nothing was read from "
        "it.\n\n"
        "E-TOO-SLOW (error, omitted)\n"
        "  Reading the text took longer than the conversion allows; it was given up.\n\n"
        "  Cause:      The conversion has a limit of time for each record (`--max-seconds`), and this text went over "
        "it.\n"
        "  Sample:     (a record that takes longer than --max-seconds)\n"
        "  Effect:     No value was taken, or only a part of it; the text is kept as written.\n"
        "  What to do: Look at the text: real pages are read in a fraction of a second. If it is one, raise the "
        "limit and run again.\n",
        "",
    )


def test_every_rule_as_json() -> None:
    rules = json.loads(run("rule", "--all", "--format", "json").stdout)
    assert [rule["code"] for rule in rules] == list(CODES)
    assert next(rule for rule in rules if rule["code"] == "W-CHARACTERS") == {
        "code": "W-CHARACTERS",
        "severity": "warning",
        "effect": "repaired",
        "meaning": "Control characters or lone surrogates were read as blanks or U+FFFD.",
        "cause": "The text was cut out of a binary file, or a program wrote escape codes into it.",
        "effect_meaning": Effect.REPAIRED.meaning,
        "what_to_do": Effect.REPAIRED.remedy,
        "sample": "March 19, 2023 Held\n\nRepublic of \\x00Zambia\n",
        "gives": ["Control characters or lone surrogates were read as blanks or U+FFFD."],
    }


# ---- check


def checked(*options: str) -> Done:
    write({"in/1.txt": TABLE, "in/a,b.txt": f"{COUNTRY}-----\n{WITH_WARNING}", "in/3.txt": b"\x89PNG"})
    return run("check", "in", *options)


def test_check_as_json() -> None:
    done = checked("--format", "json", "--select", "W-,E-COUNTRY", "--ignore", "W-UNREAD")
    assert json.loads(done.stdout) == [
        {"file": "in/a,b.txt", "record": 1, "line": 0, "column": 0, "code": "E-COUNTRY-PAGE", "severity": "error",
         "effect": "omitted", "path": None, "message": "This is the page of a country, not of an election."},
        {"file": "in/a,b.txt", "record": 2, "line": 9, "column": 1, "code": "W-DATE-IMPOSSIBLE",
         "severity": "warning", "effect": "omitted", "path": "election.date", "message": MESSAGE},
    ]  # fmt: skip
    assert (done.exit_code, done.stdout.count("\n")) == (1, 4)
    assert checked("--format", "json", "--select", "W-WOMEN") == Done(
        0, "[]\n", "4 records, 0 failed: no diagnostics.\n"
    )


def test_check_as_annotations() -> None:
    assert checked("--format", "github", "--select", "W,E-COUNTRY").stdout == (
        "::error file=in/a%2Cb.txt,title=E-COUNTRY-PAGE::This is the page of a country, not of an election.\n"
        f"::warning file=in/a%2Cb.txt,line=9,col=1,title=W-DATE-IMPOSSIBLE::{MESSAGE}\n"
    )


def test_check_as_sarif() -> None:
    def result(code: str, level: str, message: str, **place: object) -> dict[str, object]:
        locations = [{"physicalLocation": {"artifactLocation": {"uri": "in/a%2Cb.txt"}, **place}}]
        return {"ruleId": code, "level": level, "message": {"text": message}, "locations": locations}

    log = json.loads(checked("--format", "sarif", "--select", "W,E-COUNTRY").stdout)
    (done,) = log["runs"]
    rules = done["tool"]["driver"].pop("rules")
    assert [(rule["id"], rule["defaultConfiguration"]["level"]) for rule in rules] == [
        ("E-COUNTRY-PAGE", "error"),
        ("W-DATE-IMPOSSIBLE", "warning"),
    ]
    text = "Look the date up. The field is null, and the words are beside it as text."
    assert rules[1]["help"] == {"text": text}
    assert done == {
        "tool": {"driver": {"name": "ifes-records", "version": __version__}},
        "columnKind": "unicodeCodePoints",
        "invocations": [{"executionSuccessful": True, "toolExecutionNotifications": []}],
        "results": [
            result("E-COUNTRY-PAGE", "error", "This is the page of a country, not of an election."),
            result("W-DATE-IMPOSSIBLE", "warning", MESSAGE, region={"startLine": 9, "startColumn": 1}),
        ],
    }


def test_check_counts() -> None:
    assert checked("--statistics").stdout == (
        "      1  E-BINARY           The file holds binary data, not text.\n"
        "      1  E-COUNTRY-PAGE     The text is the page of a country, not of an election.\n"
        "      1  W-DATE-IMPOSSIBLE  The date does not exist.\n"
    )
    assert json.loads(checked("--statistics", "--format", "json", "--select", "W").stdout) == [
        {"code": "W-DATE-IMPOSSIBLE", "number": 1, "meaning": "The date does not exist."}
    ]


# ---- explain


def test_explain_of_one_record() -> None:
    dump = f"{RECORD}-----\n{WITH_WARNING}"
    write({"dump": dump})
    _, second = parse_dump(dump)
    assert run("explain", "--record", "2", "dump") == Done(0, f"dump, lines 20 to 37\n\n{second.explain()}\n\n", "")
    assert run("explain", "--record", "3", "dump") == Done(1, "", "There is no record 3.\n")


def test_explain_as_json() -> None:
    write({"dump": f"{RECORD}-----\n{TABLE}"})
    first, second = map(json.loads, run("explain", "--format", "json", "dump").stdout.splitlines())
    counts = {"field": 139, "label": 76, "boilerplate": 0, "unread": 0, "lost": 0}
    lines = first.pop("lines")
    assert first == {"file": "dump", "record": 1, "line_start": 1, "line_end": 18, "characters": counts}
    assert lines[6] == {
        "line": 7,
        "text": "Cast Votes:1,203",
        "fragments": [
            {"role": "label", "path": None, "start": 53, "end": 64},
            {"role": "field", "path": "participation.cast_votes", "start": 64, "end": 69},
        ],
        "facts": [],
    }
    assert lines[-1]["facts"] == ["electoral_system[0]"]
    summary = run("explain", "--format", "json", "--summary", "--record", "2", "dump").stdout
    assert json.loads(summary) == {key: value for key, value in second.items() if key != "lines"}


# ---- on a terminal


@pytest.mark.skipif(sys.platform == "win32", reason="there are no terminals of that kind")
@pytest.mark.parametrize("no_colour", ["", "1"])
def test_on_a_terminal(no_colour: str) -> None:
    import pty
    import termios

    write({"1.txt": WITH_WARNING.replace("Held", f"Held {'far ' * 30}")})
    terminal, end = pty.openpty()
    termios.tcsetwinsize(end, (24, 60))
    environment = {**os.environ, "NO_COLOR": no_colour, "TERM": "xterm"}
    environment.pop("COLUMNS", None)
    command = [sys.executable, "-m", "ifes_records", "check", "--select", "W-DATE", "1.txt"]
    subprocess.run(command, stdout=end, stderr=subprocess.DEVNULL, env=environment, check=True)
    os.close(end)
    shown = os.read(terminal, 65536).decode().replace("\r\n", "\n")
    os.close(terminal)
    plain = f"1.txt:1:1: W-DATE-IMPOSSIBLE {MESSAGE}\n  {('Feb. 30, 2023 Held ' + 'far ' * 30)[:58]}\n  ^\n"
    assert re.sub(r"\x1b\[[\d;]*m", "", shown) == plain
    assert (shown == plain) == bool(no_colour)
    assert no_colour or shown.startswith("\x1b[1m1.txt:1:1: \x1b[0m\x1b[33mW-DATE-IMPOSSIBLE\x1b[0m “")


# ---- what is no text


@pytest.mark.parametrize(("given", "kind"), [(None, "NoneType"), (b"Held", "bytes")])
def test_parse_takes_text_only(given: object, kind: str) -> None:
    message = f"parse takes the text of a record as a str; it was given {kind}. “parse_file” reads a file."
    with pytest.raises(TypeError, match=re.escape(message)):
        parse(given)  # type: ignore[arg-type]
    message = f"parse_dump takes the text of a dump as a str, or the Path of a file; it was given {kind}."
    with pytest.raises(TypeError, match=re.escape(message)):
        list(parse_dump(given))  # type: ignore[arg-type]


def test_parse_of_a_path_names_what_reads_files() -> None:
    write({"1.txt": RECORD})
    with pytest.raises(TypeError, match=r"it was given \w*Path\. “parse_file” reads a file\.$"):
        parse(Path("1.txt"))  # type: ignore[arg-type]
    assert parse_file("1.txt") == parse_file(Path("1.txt"))
