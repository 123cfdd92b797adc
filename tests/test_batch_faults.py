"""What happens to a conversion when something goes wrong: real signals, real files, and real processes
where the fault is one of processes.
"""

from __future__ import annotations

import contextlib
import gzip
import json
import os
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from batch_inputs import reported, within
from click.testing import CliRunner
from varied import varied, write_varied

from ifes_records import to_json
from ifes_records.cli import main
from ifes_records.pipeline import parse_bytes

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals and permissions are those of POSIX")

# Seven batches, so that three of them are not in hand when the first is written.
MANY, LARGEST = 224, 400
COMMAND = [sys.executable, "-m", "ifes_records", "convert"]
NOBODY = 65534
SECONDS = 120

RECORD = "March 19, 2023 Held\n\nZambia\n\nElection for President\n\nCast Votes:1,203\n"


def documents(folder: Path) -> dict[str, str]:
    """The documents in an output folder, by their names; what else is there, the report apart."""
    return {
        str(path.relative_to(folder)): sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != "report.json" and not path.name.startswith(".ifes-records.journal")
    }


def report_of(folder: Path) -> dict[str, Any]:
    """The report of a run."""
    found: dict[str, Any] = json.loads((folder / "report.json").read_bytes())
    return found


def convert(*arguments: str | Path, **options: Any) -> subprocess.CompletedProcess[str]:
    """Run the command to its end."""
    return subprocess.run(
        [*COMMAND, *map(str, arguments)], capture_output=True, text=True, timeout=SECONDS, check=False, **options
    )


def convert_here(*arguments: str | Path) -> tuple[int, str]:
    """Run the command in this process, which is warm: its exit code, and what it says on standard error."""
    done = CliRunner().invoke(main, ["convert", *map(str, arguments)])
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done.exit_code, done.stderr


# It takes a second to convert what is then left, so that a run can be stopped in the middle. Few records are in hand,
# and a pool starts for few, so that few are enough.
SLOW = """
import time
from ifes_records.batch import runner, worker

runner.FEW_FOR_A_POOL, runner.BATCHES_PER_WORKER = 2, 1

read_record = worker.read_record

def slow(text, limits):
    time.sleep(0.008)
    return read_record(text, limits)

worker.read_record = slow
"""


@pytest.fixture
def slowly(tmp_path: Path) -> dict[str, str]:
    """An environment in which records are read slowly, which takes time but no work."""
    (tmp_path / "slow").mkdir()
    (tmp_path / "slow" / "sitecustomize.py").write_text(SLOW)
    return {**os.environ, "PYTHONPATH": str(tmp_path / "slow")}


@contextmanager
def converting(
    *arguments: str | Path, command: Sequence[str] = COMMAND, env: dict[str, str] | None = None
) -> Iterator[subprocess.Popen[str]]:
    """Run the command in a process group of its own, which is gone at the end."""
    process = subprocess.Popen(
        [*command, *map(str, arguments)], stderr=subprocess.PIPE, text=True, start_new_session=True, env=env
    )
    try:
        yield process
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate()


def wait_for(what: Callable[[], Any], seconds: float = SECONDS) -> Any:
    """What comes to be true, when it does."""
    end = time.monotonic() + seconds
    while not (found := what()):
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.02)
    return found


def some_documents(folder: Path, number: int) -> Callable[[], bool]:
    """Whether there are so many documents by now."""
    return lambda: sum(1 for _ in folder.rglob("*.json")) >= number


def workers_of(process: subprocess.Popen[str]) -> list[int]:
    """The processes that a process has started and that do its work."""
    threads = Path(f"/proc/{process.pid}/task").iterdir()
    children = [child for thread in threads for child in (thread / "children").read_text().split()]
    return [int(child) for child in children if b"spawn_main" in Path(f"/proc/{child}/cmdline").read_bytes()]


def is_gone(pid: int) -> bool:
    """Whether a process has ended; one that nobody has waited for yet has."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except FileNotFoundError:
        return True


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    """Many records, and the documents that an undisturbed run makes of them."""
    folder = tmp_path_factory.mktemp("many")
    write_varied(folder / "in", MANY, largest=LARGEST)
    assert convert_here(folder / "in", "-o", folder / "out", "--jobs", "1", "--quiet") == (0, "")
    whole = documents(folder / "out")
    assert len(whole) == MANY
    return folder / "in", whole


def assert_goes_on(inputs: Path, out: Path, whole: dict[str, str]) -> None:
    """What is there is whole; a further run converts what is missing and nothing else."""
    before = {name: (out / name).stat() for name in documents(out) if not name.startswith(".")}
    assert 0 < len(before) < len(whole)
    assert {name: whole[name] for name in before} == {
        name: digest for name, digest in documents(out).items() if name in before
    }
    exit_code, said = convert_here(inputs, "-o", out, "--jobs", "1", "--resume")
    assert exit_code == 0, said
    assert documents(out) == whole
    after = {name: (out / name).stat() for name in before}
    twice = [name for name in before if after[name].st_mtime_ns != before[name].st_mtime_ns]
    # Documents that were written and not entered in the journal yet, those of one batch at most, are written again.
    assert len(twice) <= 32
    report = report_of(out)
    assert report["complete"] is True
    assert report["totals"]["inputs"] == {"read": len(whole), "failed": 0, "skipped": 0}
    assert sum(report["totals"]["records"].values()) == len(whole)


# ---- killed


def test_killed_run_is_gone_on_with(
    many: tuple[Path, dict[str, str]], tmp_path: Path, slowly: dict[str, str]
) -> None:
    inputs, whole = many
    out = tmp_path / "out"
    with converting(inputs, "-o", out, "--jobs", "2", env=slowly) as process:
        wait_for(some_documents(out, 50))
        workers = workers_of(process)
        process.kill()
        process.wait()
        assert len(workers) == 2
        wait_for(lambda: all(map(is_gone, workers)), 20)
    assert_goes_on(inputs, out, whole)


def test_killed_worker_is_replaced_and_told(
    many: tuple[Path, dict[str, str]], tmp_path: Path, slowly: dict[str, str]
) -> None:
    inputs, whole = many
    out = tmp_path / "out"
    with converting(inputs, "-o", out, "--jobs", "2", env=slowly) as process:
        wait_for(some_documents(out, 50))
        os.kill(workers_of(process)[0], signal.SIGKILL)
        _, said = process.communicate(timeout=SECONDS)
    assert process.returncode == 0, said
    assert documents(out) == whole
    assert "A worker was lost (killed by SIGKILL); " in said
    assert report_of(out)["totals"]["inputs"] == {"read": MANY, "failed": 0, "skipped": 0}


def test_lines_are_the_same_after_a_kill(tmp_path: Path, slowly: dict[str, str]) -> None:
    """Packed ones, where the ends of batches show in the bytes."""
    options = ("--format", "jsonl", "--compress", "zstd", "--jobs", "2")
    inputs = tmp_path / "in"
    write_varied(inputs, MANY, largest=LARGEST)
    whole, out = tmp_path / "whole.jsonl", tmp_path / "out.jsonl"
    assert convert_here(inputs, "-o", whole, *options[:-1], "1")[0] == 0
    unfinished = tmp_path / ".out.jsonl.unfinished"
    with converting(inputs, "-o", out, *options, env=slowly) as process:
        wait_for(lambda: unfinished.exists() and unfinished.stat().st_size > whole.stat().st_size / 5)
        os.kill(workers_of(process)[0], signal.SIGKILL)
        wait_for(lambda: unfinished.stat().st_size > whole.stat().st_size / 2)
        process.kill()
    assert not out.exists()
    exit_code, said = convert_here(inputs, "-o", out, *options[:-1], "1", "--resume")
    assert exit_code == 0, said
    assert out.read_bytes() == whole.read_bytes()
    assert not unfinished.exists()


POISON = """
import os
from ifes_records.batch import runner, worker

runner.FEW_FOR_A_POOL = 2

read_record = worker.read_record

def dying(text, limits):
    if "POISON" in text.segment.text:
        os._exit(9)
    return read_record(text, limits)

worker.read_record = dying
"""


def test_record_that_workers_die_of_is_the_only_one_that_fails(tmp_path: Path) -> None:
    inputs = tmp_path / "in"
    write_varied(inputs, 100, largest=LARGEST)
    (inputs / "000" / "00050.txt").write_text(RECORD + "\nPOISON\n")
    (tmp_path / "sitecustomize.py").write_text(POISON)
    out = tmp_path / "out"
    environment = {**os.environ, "PYTHONPATH": str(tmp_path)}
    done = convert(inputs, "-o", out, "--jobs", "2", env=environment)
    assert done.returncode == 1
    reason = "3 workers were lost over this record (the last: ended with exit code 9); it was not converted."
    assert f"{inputs}/000/00050.txt: {reason}\n" in done.stderr
    totals = report_of(out)["totals"]["records"]
    assert (totals["failed"], sum(totals.values())) == (1, 100)
    assert sorted(documents(out)) == [f"000/{number:05}.json" for number in range(100) if number != 50]


# ---- stopped


def test_stopped_run_ends_what_is_in_hand(
    many: tuple[Path, dict[str, str]], tmp_path: Path, slowly: dict[str, str]
) -> None:
    """By SIGTERM; the tests below send SIGINT."""
    inputs, whole = many
    out = tmp_path / "out"
    with converting(inputs, "-o", out, "--jobs", "2", env=slowly) as process:
        wait_for(some_documents(out, 50))
        # As from a terminal, or a supervisor: to all processes of the group.
        os.killpg(process.pid, signal.SIGTERM)
        _, said = process.communicate(timeout=SECONDS)
    assert process.returncode == 3, said
    assert "Stopping when the records in hand are done; a second signal stops at once.\n" in said
    assert "; --resume continues.\n" in said
    assert "Traceback" not in said
    report = report_of(out)
    assert report["complete"] is False
    converted = report["totals"]["records"]["converted"] + report["totals"]["records"]["converted_with_diagnostics"]
    assert converted == len(documents(out))
    assert_goes_on(inputs, out, whole)


def test_stopped_twice_ends_at_once(
    many: tuple[Path, dict[str, str]], tmp_path: Path, slowly: dict[str, str]
) -> None:
    inputs, whole = many
    out = tmp_path / "out"
    with converting(inputs, "-o", out, "--jobs", "2", env=slowly) as process:
        wait_for(some_documents(out, 50))
        workers = workers_of(process)
        os.killpg(process.pid, signal.SIGINT)
        time.sleep(0.05)
        os.killpg(process.pid, signal.SIGINT)
        _, said = process.communicate(timeout=SECONDS)
        wait_for(lambda: all(map(is_gone, workers)), 20)
    assert process.returncode == 3, said
    assert "Traceback" not in said
    assert_goes_on(inputs, out, whole)


@pytest.mark.parametrize("streams", ["<&- 2>&-", "2>/dev/full"])
def test_stopping_where_nobody_hears_it_leaves_other_files_alone(
    many: tuple[Path, dict[str, str]], tmp_path: Path, slowly: dict[str, str], streams: str
) -> None:
    """The numbers of closed streams are free for files: a document could have that of standard error.

    That the signal cannot say what it does is no fault of the record that it interrupts.
    """
    inputs, whole = many
    out = tmp_path / "out"
    closed = ["/bin/sh", "-c", f'exec "$@" {streams}', "sh", *COMMAND]
    with converting(inputs, "-o", out, "--jobs", "1", command=closed, env=slowly) as process:
        wait_for(some_documents(out, 50))
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=SECONDS) == 3
    report = report_of(out)
    assert (report["complete"], report["totals"]["records"]["failed"]) == (False, 0)
    assert_goes_on(inputs, out, whole)


def test_run_that_waits_for_standard_input_is_stopped(tmp_path: Path) -> None:
    # More than is held back until it is known how the bytes are encoded.
    large = f"{RECORD}\nGeneral Information\n\n{'word ' * 15_000}\n-----\n"
    process = subprocess.Popen(
        [*COMMAND, "-", "-o", str(tmp_path / "out"), "--jobs", "1"],
        stdin=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True,
    )  # fmt: skip
    assert process.stdin is not None
    process.stdin.write(large * 24)
    process.stdin.flush()
    wait_for(some_documents(tmp_path / "out", 20))
    time.sleep(0.5)  # nothing more comes: it waits
    process.send_signal(signal.SIGINT)
    assert process.wait(timeout=SECONDS) == 3
    assert process.stderr is not None
    assert process.stderr.read().splitlines()[-1].startswith("Stopped after ")
    with contextlib.suppress(BrokenPipeError):
        process.stdin.close()
    process.stderr.close()
    report = report_of(tmp_path / "out")
    assert (report["complete"], [fault["status"] for fault in report["faults"]]) == (False, [None])
    assert sum(report["totals"]["records"].values()) == len(documents(tmp_path / "out"))


# ---- inputs


# All that is needed from folders of whoever runs the tests is read before they are closed.
AS_NOBODY = f"""
import json, os, sys
from click.testing import CliRunner
from ifes_records import parse
from ifes_records.cli import convert, main, report
parse({RECORD!r})
if os.geteuid() == 0:
    os.setgroups([])
    os.setgid({NOBODY})
    os.setuid({NOBODY})
done = [CliRunner().invoke(main, ["convert", *arguments]) for arguments in json.load(sys.stdin)]
json.dump([(one.exit_code, one.stdout, one.stderr) for one in done], sys.stdout)
"""


def as_anybody(*runs: Sequence[object], program: str = AS_NOBODY) -> list[tuple[int, str, str]]:
    """Run the command as someone whom permissions bind, once with each list of arguments; exit codes and output."""
    done = subprocess.run(
        [sys.executable, "-c", program], input=json.dumps([[str(argument) for argument in run] for run in runs]),
        capture_output=True, text=True, timeout=SECONDS, check=True,
    )  # fmt: skip
    return [(code, out, error) for code, out, error in json.loads(done.stdout)]


@pytest.fixture
def open_folder(tmp_path: Path) -> Path:
    """A folder that anybody can reach and write to."""
    for folder in (tmp_path, *tmp_path.parents):
        if folder.stat().st_uid == os.geteuid() and not folder.stat().st_mode & stat.S_IXOTH:
            folder.chmod(folder.stat().st_mode | stat.S_IXOTH | stat.S_IROTH)
    tmp_path.chmod(0o777)
    return tmp_path


REPORTED_AS_NOBODY = AS_NOBODY.replace('["convert", *arguments]', '["report", *arguments]')


def test_a_report_is_read_where_nobody_can_write(open_folder: Path) -> None:
    (open_folder / "a.txt").write_text(RECORD)
    for output in ("out", "all.jsonl"):
        assert convert_here(open_folder / "a.txt", "-o", open_folder / output)[0] == 0
    for journal in (open_folder / "out" / ".ifes-records.journal", open_folder / ".all.jsonl.journal"):
        journal.chmod(0o444)
        journal.parent.chmod(0o555)
    outputs = [[str(open_folder / "out")], [str(open_folder / "all.jsonl")]]
    done = as_anybody(*outputs, program=REPORTED_AS_NOBODY)
    assert [(code, len(out.splitlines()), error) for code, out, error in done] == [(0, 2, ""), (0, 2, "")]


def test_unreadable_inputs_are_told_and_the_others_go_on(open_folder: Path) -> None:
    inputs, out = open_folder / "in", open_folder / "out"
    (inputs / "locked").mkdir(parents=True)
    for name in ("a.txt", "b.txt", "c.txt", "locked/d.txt"):
        (inputs / name).write_text(RECORD)
    (inputs / "b.txt").chmod(0)
    (inputs / "locked").chmod(0)
    try:
        ((exit_code, _, said),) = as_anybody([inputs, "-o", out])
        assert said.splitlines() == [
            f"{inputs}/b.txt: It could not be read (Permission denied).",
            f"{inputs}/locked: It could not be read (Permission denied).",
            "2 records: 2 converted, 0 converted with diagnostics, 0 country pages, 0 unrecognised, 0 failed; "
            "4 inputs: 2 read, 2 failed.",
        ]
        assert exit_code == 1
        assert sorted(documents(out)) == ["a.json", "c.json"]
    finally:
        (inputs / "locked").chmod(0o777)
    (inputs / "b.txt").chmod(0o666)
    ((exit_code, _, said),) = as_anybody([inputs, "-o", out, "--resume"])
    assert exit_code == 0, said
    assert sorted(documents(out)) == ["a.json", "b.json", "c.json", "locked/d.json"]


def test_file_that_vanishes_is_told_and_the_others_go_on(tmp_path: Path) -> None:
    """While a pipe keeps the run waiting, the file behind it goes."""
    out = tmp_path / "out"
    os.mkfifo(tmp_path / "first")
    (tmp_path / "in").mkdir()
    for name in ("named.txt", "in/a.txt", "in/b.txt"):
        (tmp_path / name).write_text(RECORD)
    with converting(tmp_path / "first", tmp_path / "named.txt", tmp_path / "in", "-o", out) as process:
        with (tmp_path / "first").open("w") as pipe:
            (tmp_path / "named.txt").unlink()
            (tmp_path / "in/a.txt").unlink()
            pipe.write(RECORD)
        _, said = process.communicate(timeout=SECONDS)
    assert said.splitlines()[0] == f"{tmp_path}/named.txt: It could not be read (No such file or directory)."
    assert process.returncode == 1
    assert sorted(documents(out)) == ["b.json", "first.json"]


def test_broken_gzip_is_told_and_what_stands_above_the_fault_is_converted(tmp_path: Path) -> None:
    inputs, out = tmp_path / "in", tmp_path / "out"
    inputs.mkdir()
    texts = list(varied(60, largest=LARGEST))
    packed = gzip.compress("\n-----\n".join(texts).encode(), mtime=0)
    (inputs / "broken.txt.gz").write_bytes(packed[: len(packed) // 2])
    (inputs / "whole.txt").write_text(RECORD)
    exit_code, said = convert_here(inputs, "-o", out, "--jobs", "1")
    assert exit_code == 1
    assert f"{inputs}/broken.txt.gz: The gzip stream breaks off after " in said
    report = report_of(out)
    assert report["totals"]["inputs"] == {"read": 1, "failed": 1, "skipped": 0}
    broken, whole = reported(out)
    assert (broken["status"], whole["status"]) == ("failed", "read")
    assert 20 < len(broken["records"]) < 40
    first = json.loads((out / "broken-0001.json").read_bytes())
    assert first["source"]["sha256"] == sha256((texts[0] + "\n").encode()).hexdigest()


def test_links_that_go_round_or_out_are_told_and_not_followed(tmp_path: Path) -> None:
    inputs, out = tmp_path / "in", tmp_path / "out"
    (inputs / "deep").mkdir(parents=True)
    (inputs / "deep" / "a.txt").write_text(RECORD)
    (tmp_path / "secret.txt").write_text(RECORD)
    (inputs / "deep" / "round").symlink_to("..")
    (inputs / "out.txt").symlink_to(tmp_path / "secret.txt")
    (inputs / "self.txt").symlink_to("self.txt")
    exit_code, said = convert_here(inputs, "-o", out)
    assert sorted(documents(out)) == ["deep/a.json"]
    assert exit_code == 1  # a link that leads nowhere is an input that cannot be read
    told = {Path(entry["path"]).relative_to(inputs).as_posix(): entry["status"] for entry in reported(out)}
    assert told == {"deep/a.txt": "read", "deep/round": "skipped", "out.txt": "skipped", "self.txt": "failed"}
    for name in ("deep/round", "out.txt", "self.txt"):
        assert f"{inputs}/{name}: " in said
    _, said = convert_here(inputs, "-o", tmp_path / "followed", "--follow-links")
    assert sorted(documents(tmp_path / "followed")) == ["deep/a.json", "out.json"]
    assert "deep/round: It is a link to a folder above it; it was skipped.\n" in said


def test_record_over_the_limit_is_told_and_its_neighbours_are_converted(tmp_path: Path) -> None:
    large = RECORD + "\nGeneral Information\n\n" + "• A bullet of the section.\n" * 1000
    (tmp_path / "dump.txt").write_text(f"{RECORD}-----\n{large}-----\n{RECORD}")
    exit_code, said = convert_here(tmp_path / "dump.txt", "-o", tmp_path / "out", "--max-characters", "20000")
    assert exit_code == 1
    line = 2 + RECORD.count("\n")
    assert said.splitlines()[0] == (
        f"{tmp_path}/dump.txt:{line}: E-TOO-LARGE The text has {len(large):,} characters, "
        "more than the 20,000 allowed; it was not read."
    )
    assert sorted(documents(tmp_path / "out")) == ["dump-0001.json", "dump-0003.json"]


# ---- outputs


def test_full_disk_behind_lines(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(RECORD)
    assert convert_here(tmp_path / "a.txt", "-o", "/dev/full", "--format", "jsonl") == (
        3, "Error: /dev/full: It could not be written (No space left on device).\n"
    )  # fmt: skip


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_full_disk_behind_documents(tmp_path: Path, slowly: dict[str, str], jobs: str) -> None:
    """A limit on the size of files stands for the disk: the system refuses to write on, also for workers."""
    import resource

    inputs, out = tmp_path / "in", tmp_path / "out"
    write_varied(inputs, 100, largest=LARGEST)
    large = RECORD + "\nGeneral Information\n\n" + "• A bullet of the section.\n" * 2000
    (inputs / "000" / "00020.txt").write_text(large)
    done = convert(
        inputs, "-o", out, "--jobs", jobs, env=slowly,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, 400_000)),
    )  # fmt: skip
    assert done.returncode == 3
    place = out / "000" / "00020.json"
    assert (
        done.stderr.splitlines()[-1]
        == f"Error: {place}: It could not be written (File too large). --resume continues the run."
    )
    assert not [name for name in documents(out) if "unfinished" in name]
    assert not place.exists()
    assert convert_here(inputs, "-o", out, "--jobs", "1", "--resume")[0] == 0
    assert sorted(documents(out)) == [f"000/{number:05}.json" for number in range(100)]
    assert place.read_text("utf-8") == to_json(within("000/00020.txt", parse_bytes(large.encode(), "00020.txt")))


def test_output_that_may_not_be_written(open_folder: Path) -> None:
    """In a folder that cannot be entered, and in one that is read-only."""
    (open_folder / "a.txt").write_text(RECORD)
    locked = open_folder / "locked"
    locked.mkdir(0)
    outputs = {
        locked / "out": "-o {}",
        locked / "x.csv": "-o {} --format json",
        locked / "all.jsonl": "-o {}",
        locked / "r": "-o - --format jsonl --report {}",
        open_folder / "out": "-o {}",
    }
    (open_folder / "out").mkdir()
    (open_folder / "out").chmod(0o555)
    try:
        done = as_anybody(*([open_folder / "a.txt", *how.format(path).split()] for path, how in outputs.items()))
    finally:
        locked.chmod(0o700)
    *denied, read_only = done
    assert denied == [
        (3, "", f"Error: {path}: It could not be written (Permission denied).\n") for path in [*outputs][:-1]
    ]
    journal = open_folder / "out" / ".ifes-records.journal"
    assert read_only == (3, "", f"Error: {journal}: It could not be written (unable to open database file).\n")
