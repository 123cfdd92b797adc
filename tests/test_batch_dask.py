"""Conversion on a Dask cluster: a real scheduler and two workers on loopback."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from hashlib import sha256
from pathlib import Path

import pytest
from distributed import Client, as_completed
from reading import CORPUS
from test_batch_faults import COMMAND, documents
from test_batch_wet import write_wet
from varied import varied, write_varied

from ifes_records import to_json
from ifes_records.batch import ExecutorError, convert_many, dask_cluster
from ifes_records.dask import read_records

SECONDS = 60


def started(*arguments: str, until: str) -> tuple[subprocess.Popen[str], str]:
    """A process of Dask, once it says that it is ready; what it said then."""
    process = subprocess.Popen(
        [sys.executable, "-m", "distributed.cli.dask_scheduler" if arguments[0] == "scheduler" else
         "distributed.cli.dask_worker", *arguments[1:]],
        stderr=subprocess.STDOUT, stdout=subprocess.PIPE, text=True,
        env={**os.environ, "DASK_DISTRIBUTED__WORKER__MEMORY__TARGET": "false"},
    )  # fmt: skip
    assert process.stdout is not None
    end = time.monotonic() + SECONDS
    said = ""
    while not re.search(until, said):
        line = process.stdout.readline()
        assert line, said
        assert time.monotonic() < end, said
        said += line
    return process, said


def started_worker(address: str) -> subprocess.Popen[str]:
    """A worker of one thread, without a process that starts it again."""
    limits = ("--nthreads", "1", "--memory-limit", "0", "--no-nanny")
    return started("worker", address, *limits, "--no-dashboard", until="Registered to")[0]


@pytest.fixture(scope="module")
def cluster() -> Iterator[tuple[str, list[subprocess.Popen[str]]]]:
    """The address of a scheduler with two workers of one thread each, and the workers."""
    scheduler, said = started(
        "scheduler",
        "--host",
        "127.0.0.1",
        "--port",
        "0",
        "--no-dashboard",
        "--no-show",
        until=r"Scheduler at:.*tcp://",
    )
    found = re.search(r"tcp://127\.0\.0\.1:\d+", said)
    assert found is not None
    workers = []
    try:
        for _ in range(2):
            workers.append(started_worker(found[0]))
        yield found[0], workers
    finally:
        for process in (*workers, scheduler):
            process.kill()
            process.communicate()


def in_one_process(inputs: Sequence[Path], out: Path) -> dict[str, str]:
    """The documents that one process makes."""
    convert_many(inputs, out)
    return documents(out)


def test_gives_the_same_bytes_as_one_process(
    cluster: tuple[str, list[subprocess.Popen[str]]], tmp_path: Path
) -> None:
    address, _ = cluster
    inputs = tmp_path / "in"
    write_varied(inputs, 60, largest=700)
    whole = in_one_process([inputs], tmp_path / "one")
    done = subprocess.run(
        [*COMMAND, str(inputs), "-o", str(tmp_path / "out"), "--scheduler", address],
        capture_output=True, text=True, timeout=SECONDS * 2, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert documents(tmp_path / "out") == whole
    assert len(whole) == 60


@pytest.mark.skipif(not CORPUS, reason="the corpus is not beside the repository")
def test_the_corpus_gives_the_same_bytes_as_in_one_process(
    cluster: tuple[str, list[subprocess.Popen[str]]], tmp_path: Path
) -> None:
    """Of every eighth record: `make test` has no time for more."""
    inputs = CORPUS[::8]
    whole = in_one_process(inputs, tmp_path / "one")
    with dask_cluster(cluster[0]) as dask:
        assert dask.threads == 2
        convert_many(inputs, tmp_path / "out", executor=dask.executor)
    assert documents(tmp_path / "out") == whole
    assert len(whole) >= len(inputs)  # a text may have several records


def test_worker_that_is_killed_is_made_up_for(
    cluster: tuple[str, list[subprocess.Popen[str]]], tmp_path: Path
) -> None:
    """The last of these tests: one worker is left."""
    address, workers = cluster
    inputs = tmp_path / "in"
    write_varied(inputs, 100, largest=700)
    whole = in_one_process([inputs], tmp_path / "one")
    seen: list[object] = []

    def kill_one(progress: object) -> None:
        if not seen:
            workers[0].kill()
        seen.append(progress)

    with dask_cluster(address) as dask:
        ended = convert_many(
            [inputs], tmp_path / "out", executor=dask.executor, in_flight=dask.threads * 3, progress=kill_one
        )
    assert ended.totals.all_read
    assert documents(tmp_path / "out") == whole


def test_records_of_wet_files_are_those_of_convert_though_a_worker_is_killed(
    cluster: tuple[str, list[subprocess.Popen[str]]], tmp_path: Path
) -> None:
    """64 files, one of them broken. After the test above: the worker that is left, and another one."""
    address, workers = cluster
    folder = tmp_path / "in"
    folder.mkdir()
    for number, text in enumerate(varied(64, largest=700)):
        pages = [("https://a.example/", "A page"), (f"http://www.electionguide.org/elections/id/{number}/", text)]
        write_wet(folder / f"{number:02}.warc.wet.gz", pages, packed=True)
    broken = folder / "31.warc.wet.gz"
    broken.write_bytes(broken.read_bytes()[:400])
    whole = in_one_process([folder], tmp_path / "one")
    assert len(whole) == 63
    workers.append(started_worker(address))
    with Client(address) as client:
        parts = client.compute(read_records(folder).to_delayed())
        next(iter(as_completed(parts)))
        workers[1].kill()
        items = [item for part in client.gather(parts) for item in part]
    assert len(items) == 64
    assert Path(items.pop(31).path).parent == broken
    found = {f"{one.source.container[:2]}/{one.record_id}.json": to_json(one).encode() for one in items}
    assert {name: sha256(data).hexdigest() for name, data in found.items()} == whole


def test_no_scheduler_there() -> None:
    with (
        pytest.raises(ExecutorError, match=r"^No Dask scheduler answers at tcp://127\.0\.0\.1:9 \(.+\)\.$"),
        dask_cluster("tcp://127.0.0.1:9", timeout=1),
    ):
        pass
