"""``convert_many``: the same documents whoever converts them, however often it is stopped, whatever is lost."""

from __future__ import annotations

import gzip
import json
import os
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor, CancelledError, Executor, Future, ThreadPoolExecutor
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve, frozen
from batch_inputs import (
    COUNTRY_PAGE,
    INPUTS,
    NO_RECORD,
    PROSE,
    WITH_WARNING,
    dump,
    files_in,
    record,
    within,
    write,
)

from ifes_records import Limits, to_json
from ifes_records.batch import (
    BatchReport,
    ExecutorError,
    ExistingOutputError,
    InputOptions,
    InputStatus,
    OutputError,
    Progress,
    RecordStatus,
    Totals,
    WrongPathError,
    convert_many,
)
from ifes_records.batch.inputs import Record
from ifes_records.pipeline import parse_bytes, parse_dump_bytes, read_record

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd


@frozen
class Shape:
    """A kind of output."""

    output: str
    options: dict[str, Any]
    unpack: Callable[[bytes], bytes] = bytes


SHAPES = {
    "documents": Shape("out/json", {}),
    "documents, gzip": Shape("out/json", {"compression": "gzip"}, gzip.decompress),
    "documents, zstd": Shape("out/json", {"compression": "zstd"}, zstd.decompress),
    "one file": Shape("out/all.jsonl", {"format": "jsonl"}),
    "one file, gzip": Shape("out/all.jsonl.gz", {"format": "jsonl", "compression": "gzip"}, gzip.decompress),
    "one file, zstd": Shape("out/all.jsonl.zst", {"format": "jsonl", "compression": "zstd"}, zstd.decompress),
    "a file an input": Shape("out/lines/", {"format": "jsonl"}),
    "a file an input, gzip": Shape("out/lines/", {"format": "jsonl", "compression": "gzip"}, gzip.decompress),
}
PLAIN = ["documents", "one file", "a file an input"]
TOTALS = Totals(
    Counter({InputStatus.READ: 7}),
    Counter(
        {
            RecordStatus.CONVERTED: 8,
            RecordStatus.CONVERTED_WITH_DIAGNOSTICS: 1,
            RecordStatus.COUNTRY_PAGE: 1,
            RecordStatus.UNRECOGNISED: 1,
        }
    ),
    Counter({"W-DATE-IMPOSSIBLE": 1, "E-COUNTRY-PAGE": 1, "E-NOT-A-RECORD": 1}),
)


class Backwards(Executor):
    """Converts what it was given when a result is asked for, the last first."""

    def __init__(self) -> None:
        self.given: list[tuple[Future[Any], Callable[..., Any], tuple[Any, ...]]] = []
        self.most = 0

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Keep it."""
        executor = self

        class Late(Future[Any]):
            def result(self, timeout: float | None = None) -> Any:
                executor.finish()
                return super().result(timeout)

        future = Late()
        self.given.append((future, fn, args))
        return future

    def finish(self) -> None:
        """Convert what was given."""
        self.most = max(self.most, len(self.given))
        while self.given:
            future, fn, args = self.given.pop()
            future.set_result(fn(*args))


class Failing(Executor):
    """Converts at once, but for what the test says: an error that a batch's future, or submitting it, raises."""

    def __init__(self, fault: Callable[[int, Any], BaseException | None], *, refusing: bool = False) -> None:
        self.fault, self.refusing, self.given = fault, refusing, 0

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Convert it, or fail."""
        self.given += 1
        error = self.fault(self.given, args[0])
        future: Future[Any] = Future()
        if error is None:
            future.set_result(fn(*args))
        elif self.refusing:
            raise error
        else:
            future.set_exception(error)
        return future


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Inputs and outputs are in a folder of their own, and batches so small that there are some.

    All inputs but the dump and what is compressed are small.
    """
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("ifes_records.batch.runner.BATCH_RECORDS", 2)
    monkeypatch.setattr("ifes_records.batch.runner.FEW_FOR_A_POOL", 2)
    monkeypatch.setattr("ifes_records.batch.inputs.SMALL", 200)
    write(INPUTS)


def run(shape: Shape, **options: Any) -> BatchReport:
    return convert_many(["in"], shape.output, **shape.options, **options)


def counted(totals: Totals) -> Totals:
    """The totals without the zeros, which say nothing."""
    return evolve(totals, inputs=+totals.inputs, records=+totals.records, codes=+totals.codes)


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], dict[str, bytes]]:
    """What a shape holds when it was written in one run, in this process."""
    made: dict[str, dict[str, bytes]] = {}

    def of(name: str) -> dict[str, bytes]:
        if name not in made:
            before = os.getcwd()
            os.chdir(tmp_path_factory.mktemp("expected"))
            try:
                write(INPUTS)
                assert run(SHAPES[name]).complete
                made[name] = files_in("out")
            finally:
                os.chdir(before)
        return made[name]

    return of


Expected = Callable[[str], dict[str, bytes]]


# ---- what is written


def documents() -> Iterator[tuple[str, bytes]]:
    """The documents of the inputs, in the order of these."""
    for name, stem in (("1.txt", "1"), ("2.txt", "2")):
        yield f"{stem}.json", to_json(parse_bytes(Path("in", name).read_bytes(), name)).encode()
    for parsed in parse_dump_bytes(Path("in/dump.txt").read_bytes(), "dump.txt"):
        if parsed.source.index != 3:
            yield f"dump-{parsed.source.index + 1:04}.json", to_json(parsed).encode()
    old = parse_bytes(Path("in/old/1.txt").read_bytes(), "1.txt")
    yield "old/1.json", to_json(within("old/1.txt", old)).encode()
    unpacked = gzip.decompress(Path("in/old/4078.txt.gz").read_bytes())
    old = parse_bytes(unpacked, "4078.txt.gz")
    yield "old/4078.json", to_json(within("old/4078.txt.gz", old)).encode()
    yield "z.json", to_json(parse_bytes(Path("in/z.txt").read_bytes(), "z.txt")).encode()


def test_documents() -> None:
    report = run(SHAPES["documents"])
    assert files_in("out/json") == dict(documents())
    assert (counted(report.totals), report.complete, report.path) == (TOTALS, True, Path("out/json/report.json"))


def lines() -> dict[str, list[Any]]:
    """The documents as data, by the stem of their input's file."""
    by_file: dict[str, list[Any]] = {}
    for name, document in documents():
        by_file.setdefault(name.removesuffix(".json").split("-")[0], []).append(json.loads(document))
    return by_file


def test_one_file() -> None:
    report = run(SHAPES["one file"])
    (written,) = files_in("out").values()
    assert [json.loads(line) for line in written.splitlines()] == list(chain(*lines().values()))
    assert (counted(report.totals), report.path) == (TOTALS, Path("out/all.jsonl.report.json"))


def test_a_file_an_input() -> None:
    report = run(SHAPES["a file an input"])
    assert {
        name: [json.loads(line) for line in written.splitlines()] for name, written in files_in("out/lines").items()
    } == {f"{stem}.jsonl": documents for stem, documents in lines().items()}
    assert (counted(report.totals), report.path) == (TOTALS, Path("out/lines/report.json"))


def test_a_folder_that_is_there_gets_a_file_an_input(expected: Expected) -> None:
    Path("out/lines").mkdir(parents=True)
    convert_many(["in"], "out/lines", format="jsonl")
    assert files_in("out") == expected("a file an input")


def test_standard_output(capsysbinary: pytest.CaptureFixture[bytes], expected: Expected) -> None:
    report = convert_many(["in"], "-", format="jsonl")
    assert capsysbinary.readouterr() == (expected("one file")["all.jsonl"], b"")
    assert (counted(report.totals), report.complete, report.path) == (TOTALS, True, None)
    assert sorted(os.listdir()) == ["in"]


def test_standard_output_with_a_report(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    report = convert_many(["in"], "-", format="jsonl", report="told.json")
    assert report.path == Path("told.json")
    assert json.loads(Path("told.json").read_bytes())["totals"]["inputs"] == {"read": 7, "failed": 0, "skipped": 0}
    assert capsysbinary.readouterr().out.count(b"\n") == 9


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes there")
def test_a_pipe_gets_lines_and_nothing_beside_it(expected: Expected) -> None:
    os.mkfifo("pipe")
    with ThreadPoolExecutor(1) as reader:
        read = reader.submit(Path("pipe").read_bytes)
        report = convert_many(["in"], "pipe", format="jsonl")
        assert read.result() == expected("one file")["all.jsonl"]
    assert (report.complete, report.path) == (True, None)
    assert sorted(os.listdir()) == ["in", "pipe"]


@pytest.mark.parametrize("name", sorted(SHAPES.keys() - set(PLAIN)))
def test_packed_output_unpacks_to_the_plain_one(name: str, expected: Expected) -> None:
    plain = expected(name.split(",")[0])
    unpacked = {
        file.removesuffix(".gz").removesuffix(".zst"): SHAPES[name].unpack(data)
        for file, data in expected(name).items()
    }
    assert unpacked == plain


# ---- whoever converts


@pytest.mark.parametrize("name", SHAPES)
def test_the_same_bytes_again(name: str, expected: Expected) -> None:
    run(SHAPES[name])
    assert files_in("out") == expected(name)


@pytest.mark.parametrize("name", SHAPES)
def test_the_same_bytes_from_threads(name: str, expected: Expected) -> None:
    with ThreadPoolExecutor(4) as executor:
        assert counted(run(SHAPES[name], executor=executor).totals) == TOTALS
    assert files_in("out") == expected(name)


@pytest.mark.parametrize("name", SHAPES)
def test_the_order_in_which_batches_are_done_does_not_matter(name: str, expected: Expected) -> None:
    executor = Backwards()
    assert counted(run(SHAPES[name], executor=executor, in_flight=4).totals) == TOTALS
    assert executor.most == 4
    assert files_in("out") == expected(name)


def test_the_same_bytes_from_processes(expected: Expected) -> None:
    assert counted(run(SHAPES["one file, gzip"], jobs=2).totals) == TOTALS
    assert files_in("out") == expected("one file, gzip")


@pytest.mark.parametrize("small", [0, 64_000])
@pytest.mark.parametrize("name", SHAPES)
def test_whoever_opens_the_inputs(name: str, small: int, monkeypatch: pytest.MonkeyPatch, expected: Expected) -> None:
    """Small inputs are opened by workers, others by the parent. Only the packs of lines may be others."""
    monkeypatch.setattr("ifes_records.batch.inputs.SMALL", small)
    assert counted(run(SHAPES[name], jobs=2).totals) == TOTALS
    unpack = SHAPES[name].unpack
    assert {file: unpack(data) for file, data in files_in("out").items()} == {
        file: unpack(data) for file, data in expected(name).items()
    }


def test_workers_that_cannot_write_leave_it_to_the_parent(
    monkeypatch: pytest.MonkeyPatch, expected: Expected
) -> None:
    monkeypatch.setattr("ifes_records.batch.files.Folder.for_workers", lambda self: "gone")
    assert counted(run(SHAPES["documents"], jobs=2).totals) == TOTALS
    assert files_in("out") == expected("documents")
    assert not Path("gone").exists()


def test_what_workers_have_left_is_removed(expected: Expected) -> None:
    write({"out/json/.ifes-records.documents/left": "{}", "out/json/.ifes-records.unfinished": "{"})
    assert run(SHAPES["documents"], jobs=2).complete
    assert files_in("out") == expected("documents")


def test_few_records_are_converted_without_an_executor(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ifes_records.batch.runner.BATCH_RECORDS", 32)
    executor = Failing(lambda number, texts: None)
    assert counted(run(SHAPES["documents"], executor=executor).totals) == TOTALS
    assert executor.given == 0


# ---- stopped and gone on with


@pytest.mark.parametrize("batches", range(6))
@pytest.mark.parametrize("name", SHAPES)
def test_a_stopped_run_is_gone_on_with(name: str, batches: int, expected: Expected) -> None:
    done: list[Progress] = []
    first = run(SHAPES[name], progress=done.append, stopping=lambda: len(done) >= batches)
    assert not first.complete
    assert first.totals.records.total() < 11
    second = run(SHAPES[name], resume=True)
    assert (counted(second.totals), second.complete) == (TOTALS, True)
    assert files_in("out") == expected(name)


def test_a_run_stopped_after_each_batch(expected: Expected) -> None:
    for name in PLAIN:
        ended = False
        runs = 0
        while not ended:
            done: list[Progress] = []
            ended = run(
                SHAPES[name], resume=True, progress=done.append, stopping=lambda done=done: bool(done)
            ).complete
            runs += 1
            assert runs < 20
        assert {file: data for file, data in files_in("out").items() if file in expected(name)} == expected(name)


def test_a_run_that_raises_is_gone_on_with(expected: Expected) -> None:
    """As one that was interrupted by a second Ctrl-C."""

    def interrupt(progress: Progress) -> None:
        if progress.records >= 4:
            raise KeyboardInterrupt

    for name in PLAIN:
        with pytest.raises(KeyboardInterrupt):
            run(SHAPES[name], progress=interrupt)
        assert counted(run(SHAPES[name], resume=True).totals) == TOTALS
        assert {file: data for file, data in files_in("out").items() if file in expected(name)} == expected(name)


def test_a_batch_lost_while_stopping_leaves_no_gap(expected: Expected) -> None:
    """A Ctrl-C goes to the workers of a cluster too; what came back after a lost batch is converted once more."""
    asked = False

    class Interrupted(Backwards):
        def finish(self) -> None:
            nonlocal asked
            asked = True
            future, _, _ = self.given.pop(0)
            future.set_exception(BrokenExecutor("interrupted"))
            super().finish()

    first = run(SHAPES["documents"], executor=Interrupted(), in_flight=3, stopping=lambda: asked)
    assert (first.totals.records.total(), first.complete) == (0, False)
    second = run(SHAPES["documents"], resume=True)
    assert (counted(second.totals), second.complete) == (TOTALS, True)
    assert files_in("out") == expected("documents")


@pytest.mark.parametrize("name", SHAPES)
def test_resumed_with_nothing_to_do(name: str, expected: Expected) -> None:
    run(SHAPES[name])
    times = {path: Path("out", path).stat().st_mtime_ns for path in files_in("out")}
    done: list[Progress] = []
    notices: list[str] = []
    report = run(SHAPES[name], resume=True, progress=done.append, notice=notices.append)
    assert (counted(report.totals), report.complete, done, notices) == (TOTALS, True, [], [])
    assert {path: Path("out", path).stat().st_mtime_ns for path in times} == times
    assert files_in("out") == expected(name)


def changed(path: str) -> str:
    return f"{os.path.join(*path.split('/'))}: It has changed; it is converted again."


@pytest.mark.parametrize("name", ["documents", "a file an input"])
def test_resumed_after_an_input_has_changed(name: str) -> None:
    run(SHAPES[name])
    write({"in/1.txt": record(99)})
    notices: list[str] = []
    report = run(SHAPES[name], resume=True, notice=notices.append)
    assert (counted(report.totals), notices) == (TOTALS, [changed("in/1.txt")])
    assert files_in("out") == fresh(name)


@pytest.mark.parametrize(
    "text",
    [record(1), dump(record(1), record(2)), dump(*map(record, range(20, 29))), PROSE, ""],
    ids=["one", "two", "nine", "none", "empty"],
)
@pytest.mark.parametrize("name", ["documents", "a file an input"])
def test_resumed_after_a_dump_has_got_other_records(name: str, text: str) -> None:
    """Documents are named as if they were new, and those that it no longer gives are gone."""
    run(SHAPES[name])
    write({"in/dump.txt": text})
    assert run(SHAPES[name], resume=True).complete
    assert files_in("out") == fresh(name)


def fresh(name: str) -> dict[str, bytes]:
    """What a run over the inputs as they are now gives."""
    shape = evolve(SHAPES[name], output=SHAPES[name].output.replace("out", "fresh"))
    run(shape)
    return files_in("fresh")


def test_one_file_cannot_take_up_a_changed_input() -> None:
    run(SHAPES["one file"])
    write({"in/1.txt": record(99)})
    with pytest.raises(OutputError) as caught:
        run(SHAPES["one file"], resume=True)
    path = os.path.join("in", "1.txt")
    assert (caught.value.path, caught.value.reason) == (
        Path("out/all.jsonl"),
        f"The lines of “{path}” cannot be replaced in the middle of the file; --overwrite starts afresh.",
    )  # fmt: skip


@pytest.mark.parametrize(("name", "document"), [("documents", "dump-0002.json"), ("a file an input", "dump.jsonl")])
def test_resumed_after_a_document_was_lost(name: str, document: str, expected: Expected) -> None:
    run(SHAPES[name])
    Path(SHAPES[name].output, document).unlink()
    notices: list[str] = []
    report = run(SHAPES[name], resume=True, notice=notices.append)
    assert counted(report.totals) == TOTALS
    path = os.path.join("in", "dump.txt")
    line = 3 * dump(record(3), "").count("\n") + 1
    assert notices == [
        f"{path}: Its output has changed; it is converted again.",
        f"{path}:{line}: {NO_RECORD}",
    ]
    assert files_in("out") == expected(name)


@pytest.mark.parametrize(("change", "verify"), [(b"12040", False), (b"9999", True)])
def test_resumed_after_a_document_was_changed(change: bytes, verify: bool, expected: Expected) -> None:
    run(SHAPES["documents"])
    document = Path("out/json/1.json")
    document.write_bytes(document.read_bytes().replace(b"1204", change))
    assert counted(run(SHAPES["documents"], resume=True, verify=verify).totals) == TOTALS
    assert files_in("out") == expected("documents")


def test_documents_are_not_read_again_unless_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in PLAIN:
        run(SHAPES[name])
    monkeypatch.setattr(Path, "read_bytes", lambda path: pytest.fail(f"{path} was read"))
    monkeypatch.setattr("ifes_records.batch.lines.LinesFile._checksum", lambda *_: pytest.fail("lines were read"))
    for name in PLAIN:
        assert run(SHAPES[name], resume=True).this_run == Totals()


def test_the_documents_of_a_long_text_are_in_folders(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ifes_records.batch.names.FOLDER", 3)
    convert_many(["in/dump.txt"], "out")
    assert list(files_in("out")) == [
        "dump-0001.json", "dump-0002.json", "dump-3/dump-0003.json", "dump-3/dump-0005.json"
    ]  # fmt: skip


def test_resumed_after_the_one_file_was_lost() -> None:
    run(SHAPES["one file"])
    Path("out/all.jsonl").unlink()
    with pytest.raises(OutputError) as caught:
        run(SHAPES["one file"], resume=True)
    assert caught.value.path == Path("out/all.jsonl")


@pytest.mark.parametrize(
    ("options", "changed"),
    [
        ({"compression": "gzip"}, "compression"),
        ({"format": "jsonl"}, "format"),
        ({"limits": Limits(characters=1_000)}, "limits"),
        ({"options": InputOptions(globs=("*.text",), url_match="x")}, "inputs"),
        ({"limits": Limits(characters=1_000), "compression": "zstd"}, "compression, limits"),
    ],
)
def test_resumed_with_other_settings(options: dict[str, Any], changed: str) -> None:
    write({"in/x.text": record(3)})
    run(SHAPES["documents"])
    before = files_in("out")
    with pytest.raises(ExistingOutputError) as caught:
        convert_many(["in"], "out/json", resume=True, **options)
    reason = f"It was begun with other settings ({changed}); --overwrite starts afresh."
    assert (caught.value.path, caught.value.reason) == (Path("out/json"), reason)
    assert files_in("out") == before


@pytest.mark.parametrize("name", PLAIN)
def test_new_inputs_are_added_when_resumed(name: str) -> None:
    """Those behind the others, so that the lines of one file have the same order."""
    run(SHAPES[name])
    write({"in/zz.txt": dump(record(50), record(51))})
    report = run(SHAPES[name], resume=True)
    assert report.totals.records[RecordStatus.CONVERTED] == TOTALS.records[RecordStatus.CONVERTED] + 2
    assert files_in("out") == fresh(name)


@pytest.mark.parametrize("name", ["documents", "a file an input"])
def test_inputs_that_failed_are_tried_again(name: str) -> None:
    os.symlink("missing.text", "in/later.txt")
    failed = run(SHAPES[name])
    assert failed.totals.inputs == Counter({InputStatus.READ: 7, InputStatus.FAILED: 1})
    assert run(SHAPES[name], resume=True).totals.inputs == failed.totals.inputs
    write({"in/missing.text": record(9)})
    report = run(SHAPES[name], resume=True)
    assert +report.totals.inputs == Counter({InputStatus.READ: 8})
    assert report.totals.records[RecordStatus.CONVERTED] == TOTALS.records[RecordStatus.CONVERTED] + 1
    assert files_in("out") == fresh(name)


@pytest.mark.parametrize("name", PLAIN)
def test_output_that_is_there(name: str, expected: Expected) -> None:
    run(SHAPES[name])
    write({"in/1.txt": record(99)})
    with pytest.raises(ExistingOutputError) as caught:
        run(SHAPES[name])
    assert caught.value.path == Path(SHAPES[name].output)
    assert (
        caught.value.reason == "It has the output of an earlier run; --resume continues it, --overwrite replaces it."
    )
    assert files_in("out") == expected(name)
    run(SHAPES[name], overwrite=True)
    assert files_in("out") == fresh(name)


def test_a_file_that_is_there_from_elsewhere() -> None:
    write({"out/all.jsonl": "mine\n"})
    with pytest.raises(ExistingOutputError) as caught:
        run(SHAPES["one file"])
    assert (caught.value.path, caught.value.reason) == (
        Path("out/all.jsonl"), "It exists; --overwrite replaces it."
    )  # fmt: skip
    assert files_in("out") == {"all.jsonl": b"mine\n"}
    assert os.listdir("out") == ["all.jsonl"]


# ---- what is told


def test_progress() -> None:
    done: list[tuple[int, int, int, int | None]] = []

    def told(progress: Progress) -> None:
        totals = progress.totals
        done.append((progress.records, totals.records.total(), progress.bytes_done, progress.bytes_total))

    run(SHAPES["documents"], progress=told)
    size = sum(path.stat().st_size for path in Path("in").rglob("*") if path.is_file())
    assert [(records, total) for records, total, _, _ in done] == [(n, n) for n in (2, 4, 6, 8, 10, 11)]
    read = [bytes_done for _, _, bytes_done, _ in done]
    assert read == sorted(read)
    assert read[-1] == size
    assert {total for _, _, _, total in done} == {size}


def test_progress_does_not_run_ahead_of_what_is_written() -> None:
    """Batches that are read, but wait for their turn, are not done."""
    done: list[tuple[int, int]] = []
    executor = Backwards()
    run(
        SHAPES["documents"],
        executor=executor,
        in_flight=6,
        progress=lambda progress: done.append((progress.records, progress.bytes_done)),
    )
    sizes = [os.path.getsize(f"in/{name}") for name in ("1.txt", "2.txt")]
    assert executor.most == 6
    assert done[0] == (2, sum(sizes))


def test_progress_of_a_resumed_run_knows_what_was_done_before() -> None:
    done: list[Progress] = []
    run(SHAPES["documents"])
    write({"in/zz.txt": record(50)})
    run(SHAPES["documents"], resume=True, progress=done.append)
    size = sum(path.stat().st_size for path in Path("in").rglob("*") if path.is_file())
    last = done[-1]
    new = len(record(50))
    assert (last.records, last.bytes_done, last.bytes_before, last.bytes_total) == (1, size, size - new, size)


def test_totals_of_this_run_alone() -> None:
    first = run(SHAPES["documents"])
    assert first.this_run == first.totals
    write({"in/1.txt": record(99), "in/zz.txt": record(50)})
    second = run(SHAPES["documents"], resume=True)
    assert second.this_run == Totals(Counter({InputStatus.READ: 2}), Counter({RecordStatus.CONVERTED: 2}))
    assert second.totals.records.total() == 12
    assert run(SHAPES["documents"], resume=True).this_run == Totals()


def test_progress_of_standard_input_has_no_total(monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[int | None] = []
    with open("in/dump.txt", "rb") as file:
        monkeypatch.setattr("sys.stdin", type("Stdin", (), {"buffer": file})())
        convert_many(["-"], "out", progress=lambda progress: done.append(progress.bytes_total))
    assert done == [None, None, None]
    assert sorted(files_in("out")) == [f"stdin-{number:04}.json" for number in (1, 2, 3, 5)]


def test_notices() -> None:
    os.symlink("nowhere.txt", "in/link.txt")
    write({"elsewhere.txt": record(1)})
    os.symlink("../elsewhere.txt", "in/out.txt")
    notices: list[str] = []
    run(SHAPES["documents"], notice=notices.append)
    line = 3 * dump(record(3), "").count("\n") + 1
    assert set(notices) == {
        f"{os.path.join('in', 'dump.txt')}:{line}: {NO_RECORD}",
        f"{os.path.join('in', 'norrland.txt')}: {COUNTRY_PAGE}",
        f"{os.path.join('in', 'link.txt')}: It could not be read (No such file or directory).",
        f"{os.path.join('in', 'out.txt')}: It is a link that leads out of the folder; it was skipped.",
    }
    assert len(notices) == 4


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"format": "xml"}, "'xml' is not a valid Format"),
        ({"compression": "rar"}, "'rar' is not a valid Compression"),
        ({"output": "-"}, "Documents need a folder; only lines (jsonl) can go to standard output."),
    ],
)
def test_options_that_cannot_be_meant(options: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError) as caught:  # noqa: PT011 its whole message is compared
        convert_many(["in"], **{"output": "out", **options})
    assert str(caught.value).startswith(message)
    assert not Path("out").exists()


def test_a_pattern_that_is_not_one() -> None:
    with pytest.raises(ValueError, match=r"^“\(” is not a regular expression \(missing \), .*\)\.$"):
        InputOptions(url_match="(")


@pytest.mark.parametrize(
    ("output", "shape"),
    [
        ("out/all.jsonl", "one file"),
        ("out/all.jsonl.gz", "one file, gzip"),
        ("out/all.jsonl.zst", "one file, zstd"),
        ("out/json", "documents"),
    ],
)
def test_the_name_of_the_output_gives_its_form(output: str, shape: str, expected: Expected) -> None:
    convert_many(["in"], output)
    assert files_in("out") == expected(shape)


@pytest.mark.parametrize(
    "name", ["res.csv", "all.json", "all.json.gz", "out/res.PARQUET", "a.txt", "a.zip", "jsonl.gz"]
)
def test_an_output_named_like_a_file_of_another_format_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match="cannot be named") as caught:
        convert_many(["in"], name)
    assert str(caught.value) == (
        f"{name}: Without --format, an output cannot be named “{os.path.splitext(name)[1]}”; "
        "name a folder, a file of lines (.jsonl, .jsonl.gz, .jsonl.zst), or a database (.sqlite)."
    )
    assert sorted(os.listdir()) == ["in"]


@pytest.mark.parametrize("output", ["res.csv/", "there.csv"])
def test_a_folder_may_have_any_name(output: str, expected: Expected) -> None:
    Path("there.csv").mkdir()
    convert_many(["in"], output)
    documents_of = {name.removeprefix("json/"): data for name, data in expected("documents").items()}
    assert files_in(output) == documents_of


def test_a_form_that_is_stated_goes_with_any_name() -> None:
    convert_many(["in"], "dumps.v2", format="jsonl")
    assert Path("dumps.v2").read_bytes().count(b"\n") == 9
    convert_many(["in"], "res.csv", format="json")
    assert Path("res.csv/1.json").is_file()


def test_inputs_that_cannot_be_meant() -> None:
    with pytest.raises(WrongPathError) as caught:
        convert_many(["in", "nowhere"], "out")
    assert (caught.value.path, caught.value.reason) == (Path("nowhere"), "It does not exist.")
    assert not Path("out").exists()


@pytest.mark.parametrize("cut", [0, 20, 300])
def test_what_stands_above_a_fault_is_converted(cut: int) -> None:
    """Where nothing does, there is no record: only the input has failed."""
    packed = gzip.compress(dump(*map(record, range(20))).encode(), 0, mtime=0)
    write({"broken.txt.gz": packed[: 30 + cut] if cut else packed[:12]})
    notices: list[str] = []
    report = convert_many(["broken.txt.gz"], "out", notice=notices.append)
    assert +report.totals.inputs == Counter({InputStatus.FAILED: 1})
    assert notices[-1].startswith("broken.txt.gz: The gzip stream breaks off after ")
    assert report.totals.records.total() == {0: 0, 20: 1, 300: 3}[cut]


# ---- workers that are lost


def with_text(items: Any, words: str) -> bool:
    return any(isinstance(item, Record) and item.text and words in item.text.segment.text for item in items)


@pytest.mark.parametrize("error", [BrokenExecutor("gone"), CancelledError(), MemoryError("too much")], ids=repr)
@pytest.mark.parametrize("name", SHAPES)
def test_a_batch_that_is_lost_once_is_converted_all_the_same(
    name: str, error: BaseException, expected: Expected
) -> None:
    notices: list[str] = []
    executor = Failing(lambda number, texts: error if number == 2 else None)
    report = run(SHAPES[name], executor=executor, in_flight=2, notice=notices.append)
    assert (counted(report.totals), report.complete) == (TOTALS, True)
    assert files_in("out") == expected(name)
    (lost,) = [notice for notice in notices if "worker" in notice]
    number = 1 if name.startswith("a file") else 2
    lost_records = f"{number} record{'s' * (number > 1)}"
    words = str(error) or type(error).__name__
    assert lost.endswith(f": A worker was lost ({words}); {lost_records} from here on are converted one at a time.")


@pytest.mark.parametrize("name", PLAIN)
def test_a_record_that_kills_each_worker_is_told(name: str) -> None:
    executor = Failing(lambda number, items: BrokenExecutor("gone") if with_text(items, "Feb. 30") else None)
    notices: list[str] = []
    report = run(SHAPES[name], executor=executor, notice=notices.append)
    reason = "3 workers were lost over this record (the last: gone); it was not converted."
    assert f"{os.path.join('in', '2.txt')}: {reason}" in notices
    statuses = TOTALS.records - Counter([RecordStatus.CONVERTED_WITH_DIAGNOSTICS]) + Counter([RecordStatus.FAILED])
    assert (+report.totals.records, report.complete) == (statuses, True)
    Path("in/2.txt").unlink()
    assert files_in("out") == fresh(name)


@pytest.mark.parametrize("refused_from", [1, 3, 5])
@pytest.mark.parametrize("name", SHAPES)
def test_an_executor_that_takes_no_more_work(name: str, refused_from: int, expected: Expected) -> None:
    gone = RuntimeError("cannot schedule new futures after shutdown")
    executor = Failing(lambda number, texts: gone if number >= refused_from else None, refusing=True)
    with pytest.raises(ExecutorError) as caught:
        run(SHAPES[name], executor=executor, in_flight=2)
    assert str(caught.value) == f"The executor “Failing” accepts no more work ({gone})."
    assert counted(run(SHAPES[name], resume=True).totals) == TOTALS
    assert files_in("out") == expected(name)


@pytest.mark.parametrize("name", PLAIN)
def test_an_executor_that_breaks_as_a_pool_does(name: str, expected: Expected) -> None:
    """The batches in hand are lost, and no further ones are taken; no record is told to have failed for that."""

    class Broken(Failing):
        def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
            self.refusing = self.given >= 3
            return super().submit(fn, *args, **kwargs)

    executor = Broken(lambda number, texts: BrokenExecutor("gone") if number >= 3 else None)
    with pytest.raises(ExecutorError) as caught:
        run(SHAPES[name], executor=executor, in_flight=1)
    assert str(caught.value) == "The executor “Broken” accepts no more work (gone)."
    assert counted(run(SHAPES[name], resume=True).totals) == TOTALS
    assert files_in("out") == expected(name)


def test_a_failure_of_the_library_itself_is_told_with_its_record(monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(text: Any, limits: Limits) -> Any:
        if "Feb. 30" in text.segment.text:
            raise KeyError("rule")
        return read_record(text, limits)

    monkeypatch.setattr("ifes_records.batch.worker.read_record", failing)
    notices: list[str] = []
    report = run(SHAPES["documents"], notice=notices.append)
    reason = "It was given up because of an error in ifes-records; please report it: KeyError('rule')."
    assert f"{os.path.join('in', '2.txt')}: {reason}" in notices
    assert report.totals.records[RecordStatus.FAILED] == 1
    assert sorted(files_in("out/json")) == sorted(name for name, _ in documents() if name != "2.json")


def test_a_file_of_the_name_of_standard_input_is_another_input(monkeypatch: pytest.MonkeyPatch) -> None:
    write({"-": record(1)})
    with open("in/dump.txt", "rb") as file:
        monkeypatch.setattr("sys.stdin", type("Stdin", (), {"buffer": file})())
        notices: list[str] = []
        report = convert_many(["-", "./-"], "out", notice=notices.append)
    assert [notice.partition(": ")[2] for notice in notices] == [NO_RECORD]
    assert (report.totals.inputs, report.totals.records.total()) == (Counter({InputStatus.READ: 2}), 6)
    assert sorted(files_in("out")) == ["-.json", *(f"stdin-{number:04}.json" for number in (1, 2, 3, 5))]


def test_warnings_are_no_failures() -> None:
    write({"only/2.txt": WITH_WARNING})
    report = convert_many(["only"], "out")
    assert report.totals.all_read
