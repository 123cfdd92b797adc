"""Runs that the machine, or somebody at it, disturbs: real limits, real files, real processes."""

from __future__ import annotations

import os
import pickle
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from threading import Event, Thread
from typing import Any

import pytest
from batch_inputs import RECORD, WITH_WARNING, files_in, record, write
from click.testing import CliRunner

from ifes_records import DocumentError, ParseError, from_json, parse, to_json
from ifes_records.batch import (
    BatchReport,
    ExecutorError,
    InputStatus,
    OutputError,
    RecordStatus,
    convert_many,
    deadline,
    executors,
    runner,
    worker,
)
from ifes_records.batch.deadline import TooSlowError, at_most
from ifes_records.batch.executors import ProcessPool
from ifes_records.cli import main
from ifes_records.render import RenderError

resource: Any = pytest.importorskip("resource")
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="limits and signals are those of POSIX")

FIVE: dict[str, str | bytes] = {f"in/{number}.txt": record(number) for number in range(5)}
LONG = "a" * 300


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def run(*arguments: str) -> tuple[int, str]:
    """The exit code of the command, and the last line that it prints to standard error."""
    done = CliRunner().invoke(main, arguments)
    assert done.exception is None or isinstance(done.exception, SystemExit)
    return done.exit_code, done.stderr.splitlines()[-1]


def converted(ended: BatchReport) -> int:
    return ended.totals.records[RecordStatus.CONVERTED]


@contextmanager
def no_more_files() -> Iterator[None]:
    """A limit under which no file can be opened."""
    before = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (0, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, before)


@pytest.mark.parametrize("output", ["out", "out/", "all.jsonl", "all.jsonl.gz", "all.csv/"])
def test_what_is_lost_to_the_machine_is_tried_again(monkeypatch: pytest.MonkeyPatch, output: str) -> None:
    write(FIVE | {"in/dump.txt": "-----\n".join(map(record, range(5, 9)))})
    form = {"out/": "jsonl", "all.csv/": "csv"}.get(output)
    monkeypatch.setattr(runner, "BATCH_RECORDS", 2)
    convert_many(["in"], f"whole/{output}", format=form)
    read_record: Any = vars(worker)["read_record"]

    def disturbed(text: Any, limits: Any) -> Any:
        with no_more_files() if "1,210" in text.segment.text else nullcontext():
            if "1,210" in text.segment.text:
                Path("in/0.txt").read_bytes()
            return read_record(text, limits)

    monkeypatch.setattr(worker, "read_record", disturbed)
    said: list[str] = []
    first = convert_many(["in"], output, format=form, notice=said.append)
    assert first.totals.records[RecordStatus.FAILED] == 1
    reason = "The machine could not convert it (Too many open files); --resume tries it again."
    assert said == [f"in/dump.txt:21: {reason}"]
    monkeypatch.setattr(worker, "read_record", read_record)
    last = convert_many(["in"], output, format=form, resume=True)
    assert (converted(last), last.totals.records.total()) == (9, 9)
    whole = Path("whole", output)
    if whole.is_dir():
        assert files_in(output) == files_in(whole)
    else:
        assert Path(output).read_bytes() == whole.read_bytes()


def test_an_input_that_could_not_be_opened_is_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """Also in a file of lines, in its place."""
    write(FIVE)
    find: Any = vars(runner)["find"]

    def disturbed(*arguments: Any) -> Iterator[Any]:
        for file in find(*arguments):
            if file.name_parts == ("1.txt",):
                with no_more_files():
                    yield file
            else:
                yield file

    monkeypatch.setattr(runner, "find", disturbed)
    monkeypatch.setattr(runner, "BATCH_RECORDS", 1)
    first = convert_many(["in"], "all.jsonl")
    assert (first.totals.inputs[InputStatus.FAILED], converted(first)) == (1, 4)
    monkeypatch.setattr(runner, "find", find)
    assert converted(convert_many(["in"], "all.jsonl", resume=True)) == 5
    convert_many(["in"], "whole.jsonl")
    assert Path("all.jsonl").read_bytes() == Path("whole.jsonl").read_bytes()


def test_a_file_of_the_far_future_is_a_file() -> None:
    write({"in/1.txt": RECORD})
    os.utime("in/1.txt", (16_725_225_600, 16_725_225_600))  # the year 2500; some file systems stop in 2446
    assert os.stat("in/1.txt").st_mtime_ns > 1 << 63
    assert converted(convert_many(["in"], "out")) == 1
    assert convert_many(["in"], "out", resume=True).this_run.inputs.total() == 0


def test_a_path_that_is_too_long_fails_one_member() -> None:
    with zipfile.ZipFile("pack.zip", "w") as pack:
        for name in ("a.txt", "/".join(["d" * 150] * 40) + "/b.txt", "c.txt"):
            pack.writestr(name, RECORD)
    said: list[str] = []
    ended = convert_many(["pack.zip"], "out", notice=said.append)
    assert list(files_in("out")) == ["pack/a.json", "pack/c.json"]
    assert (converted(ended), ended.totals.records[RecordStatus.FAILED]) == (2, 1)
    short = f"pack/{'d' * 35}"
    (line,) = said
    assert line.endswith(f"d/b.txt: “{short}…” is too long for the path of a document; nothing was written.")


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE record SET codes = '{'",
        "UPDATE record SET status = 'x'",
        "UPDATE input SET status = 'x'",
        "UPDATE run SET value = '{'",
        "ALTER TABLE record DROP COLUMN lost",
        "",
    ],
)
def test_a_damaged_journal_has_a_way_out(damage: str) -> None:
    write(FIVE)
    convert_many(["in"], "out")
    journal = Path("out/.ifes-records.journal")
    if damage:
        with sqlite3.connect(journal) as database:
            database.execute(damage)
        database.close()
    else:
        content = journal.read_bytes()
        journal.write_bytes(content[:4096] + bytes(4096) + content[8192:])
    message = "It is damaged, or not the journal of a conversion; --overwrite starts afresh without it."
    assert run("convert", "in", "-o", "out", "--resume") == (3, f"Error: {journal}: {message}")
    before = files_in("out")
    assert run("convert", "in", "-o", "out", "--overwrite")[0] == 0
    assert {name: data for name, data in files_in("out").items() if not name.endswith(".damaged")} == before
    assert run("convert", "in", "-o", "out", "--resume")[0] == 0


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-30])


def add(path: Path) -> None:
    with path.open("ab") as file:
        file.write(b"junk\n")


def edit(path: Path) -> None:
    """Change lines in place: the file keeps its size."""
    content = path.read_bytes()
    path.write_bytes(content[:100] + bytes([content[100] ^ 1]) + content[101:])


@pytest.mark.parametrize(("change", "verify"), [(cut, False), (add, False), (edit, True)])
def test_changed_lines_are_noticed(change: Callable[[Path], None], verify: bool) -> None:
    write(FIVE)
    for output in ("all.jsonl", "all.jsonl.gz"):
        convert_many(["in"], output)
        change(Path(output))
        with pytest.raises(OutputError, match=r"wrote; it was changed; --overwrite starts afresh\.$"):
            convert_many(["in"], output, resume=True, verify=verify)
    convert_many(["in"], "each/", format="jsonl")
    before = files_in("each")
    change(Path("each/1.jsonl"))
    said: list[str] = []
    convert_many(["in"], "each/", format="jsonl", resume=True, verify=verify, notice=said.append)
    assert (said, files_in("each")) == (["in/1.txt: Its output has changed; it is converted again."], before)


class Doomed(executors.Worker):
    """A worker that is killed while it starts, so many times."""

    left = 1

    def await_start(self) -> None:
        """Wait for the end that comes first."""
        if Doomed.left:
            Doomed.left -= 1
            os.kill(self.process.pid or 0, signal.SIGKILL)
        super().await_start()


@pytest.mark.parametrize(("kills", "works"), [(1, True), (3, False)])
def test_a_worker_that_is_killed_while_it_starts_is_replaced(
    monkeypatch: pytest.MonkeyPatch, kills: int, works: bool
) -> None:
    monkeypatch.setattr(executors, "Worker", Doomed)
    monkeypatch.setattr(Doomed, "left", kills)
    with ProcessPool(1) as pool:
        future = pool.submit(abs, -1)
        if works:
            assert future.result() == 1
        else:
            with pytest.raises(ExecutorError, match=r"^A worker could not be started \(killed by SIGKILL\)\.$"):
                future.result()


# The program, or each of its workers, sends itself Ctrl-C when a module is about to be imported, or when Python ends.
# Where it is the workers, there are some for few records.
STARTED = """
import atexit, os, signal, sys

where, moment = os.environ["MOMENT"].split()

def interrupt(*event):
    if not event or event[0] == "import" and event[1][0] == moment:
        os.kill(os.getpid(), signal.SIGINT)

if where == ("worker" if "spawn_main" in str(sys.orig_argv) else "program"):
    signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's jobs in the background ignore it
    atexit.register(interrupt) if moment == "exit" else sys.addaudithook(interrupt)
elif where == "worker":
    from ifes_records.batch import runner
    runner.BATCH_RECORDS = runner.FEW_FOR_A_POOL = 1
"""


def started(*arguments: str, moment: str = "worker none", files: int = 256) -> subprocess.CompletedProcess[str]:
    """Run the command: interrupted at a moment, and with so many files open at most."""
    write({"site/sitecustomize.py": STARTED})
    return subprocess.run(
        [sys.executable, "-m", "ifes_records", *arguments], capture_output=True, text=True, check=False,
        env={**os.environ, "PYTHONPATH": os.path.abspath("site"), "MOMENT": moment},
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_NOFILE, (files, files)),
    )  # fmt: skip


@pytest.mark.parametrize("moment", ["ifes_records.cli", "click", "attrs", "ifes_records.pipeline", "lark", "exit"])
def test_an_interrupted_start_is_no_traceback(moment: str) -> None:
    write({"a.txt": RECORD})
    done = started("parse", "a.txt", moment=f"program {moment}")
    assert (done.returncode, done.stderr, bool(done.stdout)) == (130, "Interrupted.\n", moment == "exit")


def test_an_interrupt_does_not_reach_a_worker_that_starts() -> None:
    """As Ctrl-C does on a terminal, which sends it to all processes."""
    write(FIVE)
    done = started("convert", "in", "-o", "out", "--jobs", "2", "--quiet", moment="worker lark")
    assert (done.returncode, done.stderr, len(files_in("out"))) == (0, "", 5)


@pytest.mark.skipif(sys.platform != "linux", reason="what a process takes differs from system to system")
@pytest.mark.parametrize("output", ["out", "all.jsonl", "all.sqlite"])
@pytest.mark.parametrize(
    ("files", "jobs", "code", "message"),
    [
        (5, "1", 3, "Too many open files"),
        (6, "1", 1, r"^in/4\.txt: (The machine could not convert it|It could not be read) \(Too many open files\)"),
        (12, "2", 3, r"^Error: A worker could not be started \(Too many open files\)\.$"),
    ],
)
def test_too_few_open_files_are_a_message(files: int, jobs: str, code: int, message: str, output: str) -> None:
    write(FIVE)
    done = started("convert", "in", "-o", output, "--jobs", jobs, files=files)
    assert re.search(message, done.stderr, re.MULTILINE)
    assert (done.returncode, "Traceback" in done.stderr) == (code, False)
    convert_many(["in"], f"whole/{output}")
    assert converted(convert_many(["in"], output, resume=True)) == 5
    whole = Path("whole", output)
    assert files_in(output) == files_in(whole) if whole.is_dir() else Path(output).read_bytes() == whole.read_bytes()


def test_help_on_a_full_disk() -> None:
    with open("/dev/full", "w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "ifes_records", "--help"],
            stdout=full, stderr=subprocess.PIPE, text=True, check=False,
        )  # fmt: skip
    reason = "It could not be written (No space left on device)."
    assert (done.returncode, done.stderr) == (1, f"Error: Standard output: {reason}\n")


def test_a_run_goes_on_where_nobody_hears_it() -> None:
    """With standard error on a full disk, also in a folder that is gone."""
    write(FIVE | {"in/0.txt": ""})
    command = [sys.executable, "-m", "ifes_records", "convert"]
    with open("/dev/full", "w") as full:
        done = subprocess.run([*command, "in", "-o", "out"], stderr=full, check=False)
    assert (done.returncode, list(files_in("out"))) == (1, ["1.json", "2.json", "3.json", "4.json"])
    os.mkdir("gone")
    gone = subprocess.run(
        [*command, "-", "-o", "out"], cwd="gone", stdin=subprocess.DEVNULL, capture_output=True, text=True,
        check=False, preexec_fn=lambda: os.rmdir(os.getcwd()),
    )  # fmt: skip
    assert (gone.returncode, gone.stderr) == (3, "Error: The current folder no longer exists.\n")


@pytest.mark.skipif(sys.platform != "linux", reason="what a process takes differs from system to system")
@pytest.mark.parametrize(("megabytes", "command", "code"), [(40, "parse a.txt", 1), (50, "convert in -o out", 3)])
def test_too_little_memory_is_a_message(megabytes: int, command: str, code: int) -> None:
    limit = megabytes << 20
    done = subprocess.run(
        [sys.executable, "-m", "ifes_records", *command.split()], capture_output=True, text=True, check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (limit, limit)),
    )  # fmt: skip
    allowed = f"the limit (ulimit -v) is {megabytes} MB, and 80 are needed"
    assert (done.returncode, done.stderr) == (code, f"Error: There is not enough memory: {allowed}.\n")


@pytest.mark.parametrize("error", [MemoryError(), ValueError("Not enough memory to allocate buffer for parsing")])
def test_memory_that_runs_out_is_the_machines_fault(monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    def no_room(text: Any, limits: Any) -> Any:
        raise error

    write({"in/1.txt": RECORD})
    said: list[str] = []
    with monkeypatch.context() as patch:
        patch.setattr(worker, "read_record", no_room)
        convert_many(["in"], "out", notice=said.append)
    assert [line.endswith("; --resume tries it again.") for line in said] == [True]
    assert converted(convert_many(["in"], "out", resume=True)) == 1


def test_names_that_no_file_can_have() -> None:
    for command in ("list", "check", "explain"):
        code, _ = run(command, LONG)
        assert code == 1
    assert run("convert", LONG, "-o", "out")[0] == 1
    write(FIVE)
    for output in (LONG, f"{LONG}.jsonl", f"{LONG}.sqlite"):
        code, said = run("convert", "in", "-o", output)
        assert (code, said.rpartition(": ")[2]) == (3, "It could not be written (File name too long).")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ("convert in -o|", "'-o' / '--output': It is empty."),
        ("convert in -o out --report|", "'--report': It is empty."),
        ("export in --format csv -o|", "'-o' / '--output': It is empty."),
        ("show in -o|", "'-o' / '--output': It is empty."),
        ("convert in -o out --max-seconds|nan", "A record cannot be read in nan seconds; max_seconds is above 0."),
        ("convert in -o out --report|in", "in: It is a folder; --report names a file."),
        ("convert in -o out --report|/", "/: It is a folder; --report names a file."),
        (
            "convert in -o out --report|no/a.json",
            "no/a.json: It is in a folder that does not exist; --report names a file.",
        ),
        (
            "convert in -o out --scheduler|nonsense",
            "'--scheduler': “nonsense” is not the address of a scheduler, such as tcp://host:8786.",
        ),
    ],
)
def test_values_that_are_mistakes(arguments: str, message: str) -> None:
    write(FIVE)
    options, _, last = arguments.partition("|")
    prefix = "Invalid value for " if message.startswith("'") else ""
    assert run(*options.split(), last) == (2, f"Error: {prefix}{message}")
    assert os.listdir() == ["in"]
    with pytest.raises(ValueError, match=r"^The path of the output is empty\.$"):
        convert_many(["in"], "")


@pytest.mark.parametrize(
    ("output", "report"), [("out", "out/1.json"), ("a.jsonl", "a.jsonl"), ("a.sqlite", "a.sqlite"), ("out", "1.txt")]
)
def test_a_report_replaces_no_document(output: str, report: str) -> None:
    write(FIVE | {"1.txt": RECORD})
    assert run("convert", "in", "-o", output, "--report", report)[0] in (2, 3)
    assert sorted(os.listdir()) == ["1.txt", "in"]
    assert run("convert", "in", "-o", "json", "--report", "json/report.json")[0] == 0


def test_a_wet_file_in_a_zip_is_a_crawl_file() -> None:
    head = "WARC/1.0\r\nWARC-Type: conversion\r\nWARC-Target-URI: https://www.electionguide.org/elections/id/{}/\r\n"
    page = f"{head}Content-Length: {len(RECORD)}\r\n\r\n{RECORD}\r\n\r\n"
    with zipfile.ZipFile("pack.zip", "w") as pack:
        pack.writestr("crawl.wet", page.format(4078) + page.format(4079))
        pack.writestr("broken.wet", "WARC/1.0\r\nnonsense")
        pack.writestr("z.txt", RECORD)
    said: list[str] = []
    convert_many(["pack.zip"], "out", notice=said.append)
    names = ["pack/crawl/4078.json", "pack/crawl/4079.json", "pack/z.json"]
    assert list(files_in("out")) == names
    source = from_json(Path("out", names[0]).read_bytes()).source
    address = "https://www.electionguide.org/elections/id/4078/"
    assert (source.path, source.container, source.url) == ("pack.zip/crawl.wet", "crawl.wet", address)
    assert [line.partition(": ")[0] for line in said] == ["pack.zip/broken/damaged-0"]


@pytest.mark.parametrize("output", ["out/json/", "out/each/", "out/all.jsonl"])
def test_an_output_folder_that_is_replaced_is_noticed(monkeypatch: pytest.MonkeyPatch, output: str) -> None:
    write(FIVE)
    monkeypatch.setattr(runner, "BATCH_RECORDS", 1)
    folder = Path(output) if output.endswith("/") else Path(output).parent

    def replace(progress: runner.Progress) -> None:
        if progress.records == 2:
            folder.rename("moved")
            folder.mkdir()

    form = "json" if "json/" in output else "jsonl"
    with pytest.raises(OutputError, match=r"has taken its place, since the run began"):
        convert_many(["in"], output, format=form, progress=replace)
    shutil.rmtree(folder)
    Path("moved").rename(folder)
    assert converted(convert_many(["in"], output, format=form, resume=True)) == 5


def test_errors_survive_pickling() -> None:
    errors: list[Any] = [RenderError("results[0]", "No."), OutputError(Path("x"), "It is full.")]
    errors[1].can_be_resumed = True
    with pytest.raises(ParseError) as caught:
        parse("", strict=True)
    for error in (*errors, caught.value):
        again = pickle.loads(pickle.dumps(error))
        assert (type(again), again.args, again.__dict__) == (type(error), error.args, error.__dict__)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('"2023-03-19"', '"2023-02-32"', "election.date: found “2023-02-32”, expected a date like 2023-03-19"),
        ('"2023-03-19"', '"2023-02-30"', "election.date: found “2023-02-30”, expected a day of that month"),
        ('"2023-03-19"', '"19 March"', "election.date: found “19 March”, expected a date like 2023-03-19"),
        ('"2023-03-19"', "5", "election.date: found an integer, expected a string."),
        ('"2.0"', '"2.٣"', "schema_version: found “2.٣”, expected 1.0, 1.1 or 2.x."),
        ('"2.0"', '"2.00"', "schema_version: found “2.00”, expected 1.0, 1.1 or 2.x."),
    ],
)
def test_dates_and_versions_are_checked(old: str, new: str, message: str) -> None:
    document = to_json(parse(RECORD))
    assert document.count(f": {old}") == 1
    with pytest.raises(DocumentError) as caught:
        from_json(document.replace(old, new))
    assert str(caught.value).startswith(message)


def test_a_record_that_takes_too_long_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """As one that is too large. Its neighbours are converted."""
    read_record: Any = vars(worker)["read_record"]

    def endless(text: Any, limits: Any) -> Any:
        while "strange" in text.segment.text:
            pass
        return read_record(text, limits)

    monkeypatch.setattr(worker, "read_record", endless)
    write({"in/a.txt": RECORD, "in/b.txt": RECORD + "\nstrange\n", "in/c.txt": WITH_WARNING})
    said: list[str] = []
    ended = convert_many(["in"], "out", max_seconds=3, notice=said.append)
    assert said == ["in/b.txt: E-TOO-SLOW It takes more than the 3 seconds allowed; it was given up."]
    assert (converted(ended), ended.totals.records[RecordStatus.UNRECOGNISED]) == (1, 1)
    assert list(files_in("out")) == ["a.json", "c.json"]


class StartedTooLate(Thread):
    """Whoever starts it has no time left."""

    def start(self) -> None:
        """Start; then the time is up."""
        super().start()
        raise TooSlowError


class SetTooLate(Event):
    """Whoever sets it has no time left."""

    def set(self) -> None:
        """The time is up."""
        raise TooSlowError


@pytest.mark.parametrize("disturbed", [StartedTooLate, SetTooLate])
def test_a_time_limit_that_is_over_does_not_reach_what_comes_next(
    monkeypatch: pytest.MonkeyPatch, disturbed: type
) -> None:
    """Also if the time is up while the limit itself begins or ends."""
    monkeypatch.setattr(deadline, disturbed.__mro__[1].__name__, disturbed)
    monkeypatch.setattr(deadline, "AGAIN", 0.01)
    with pytest.raises(TooSlowError), at_most(0.01):
        pass
    end = time.monotonic() + 0.1
    while time.monotonic() < end:
        pass


@pytest.mark.parametrize("seconds", ["inf", "1e300"])
def test_a_time_limit_may_be_any_number(seconds: str) -> None:
    write(FIVE)
    done = started("convert", "in", "-o", "out", "--max-seconds", seconds, "--jobs", "1", "--quiet")
    assert (done.returncode, done.stderr, len(files_in("out"))) == (0, "", 5)


def test_refusals_of_a_format_are_told_by_the_exit_code() -> None:
    write({"1.txt": RECORD})
    assert run("convert", "1.txt", "-o", "nist", "--format", "nist")[0] == 1
    assert run("convert", "1.txt", "-o", "csv", "--format", "csv")[0] == 0
