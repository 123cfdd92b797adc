"""The pool of processes: what it gives, and what it does when a process of it dies."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from test_batch_faults import COMMAND, RECORD, SECONDS, documents
from varied import write_varied

from ifes_records.batch import convert_many
from ifes_records.batch.executors import ProcessPool, Worker, WorkerLostError
from ifes_records.batch.inputs import Record
from ifes_records.batch.options import Form
from ifes_records.batch.worker import convert_items
from ifes_records.model import Source
from ifes_records.split.record_text import record_texts_in


def items(number: int) -> tuple[Record, ...]:
    """A record with a number of its own."""
    (text,) = record_texts_in(RECORD.replace("1,203", f"1,{number:03}"), Source())
    return (Record(1, number, "dump.txt", "dump", "dump", text=text),)


def test_results_are_those_of_this_process() -> None:
    pool = ProcessPool(2)
    futures = [pool.submit(convert_items, items(number), Form()) for number in range(20)]
    assert [future.result() for future in futures] == [convert_items(items(number), Form()) for number in range(20)]
    pool.shutdown()


def test_killed_worker_says_so_and_another_takes_its_place() -> None:
    worker = Worker()
    worker.await_start()
    worker.process.kill()
    with pytest.raises(WorkerLostError, match=r"^killed by SIGKILL$"):
        worker.call((convert_items, (items(1), Form())))


def test_closing_at_once_leaves_no_process() -> None:
    pool = ProcessPool(2)
    futures = [pool.submit(convert_items, items(number), Form()) for number in range(50)]
    futures[0].result()
    workers = [worker.process for worker in pool._workers]
    assert workers
    pool.shutdown(cancel_futures=True)
    assert not any(process.is_alive() for process in workers)


# In place of the first answer: some bytes of it, and the end.
HALF_SAID = """
import os, signal, struct
from pathlib import Path
from ifes_records.batch import executors, runner

runner.FEW_FOR_A_POOL = 2
work = executors._work

def dying(pipe):
    try:
        Path(os.environ["MARK"]).touch(exist_ok=False)
    except FileExistsError:
        return work(pipe)
    pipe.send("ready")
    pipe.recv()
    os.write(pipe.fileno(), struct.pack("!i", 100_000) + b"x" * 1000)
    os.kill(os.getpid(), signal.SIGKILL)

executors._work = dying
"""


@pytest.mark.skipif(sys.platform == "win32", reason="signals are those of POSIX")
def test_worker_that_is_killed_in_the_middle_of_its_answer(tmp_path: Path) -> None:
    inputs, out = tmp_path / "in", tmp_path / "out"
    write_varied(inputs, 100, largest=700)
    (tmp_path / "sitecustomize.py").write_text(HALF_SAID)
    environment = {**os.environ, "PYTHONPATH": str(tmp_path), "MARK": str(tmp_path / "mark")}
    done = subprocess.run(
        [*COMMAND, str(inputs), "-o", str(out), "--jobs", "2"],
        env=environment, capture_output=True, text=True, timeout=SECONDS, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert (
        "A worker was lost (killed by SIGKILL); 32 records from here on are converted one at a time." in done.stderr
    )
    convert_many([inputs], tmp_path / "one")
    assert documents(out) == documents(tmp_path / "one")


def test_script_that_cannot_be_imported_is_told(tmp_path: Path) -> None:
    """One without `if __name__ == "__main__":` runs again in each worker, which may not start workers of its own."""
    write_varied(tmp_path / "in", 100, largest=700)
    (tmp_path / "script.py").write_text(
        "from ifes_records.batch import convert_many, runner\n"
        "runner.FEW_FOR_A_POOL = 2\n"
        f"convert_many([{str(tmp_path / 'in')!r}], {str(tmp_path / 'out')!r}, jobs=2, resume=True)\n"
    )
    done = subprocess.run(
        [sys.executable, str(tmp_path / "script.py")], capture_output=True, text=True, timeout=SECONDS, check=False
    )
    assert done.returncode == 1
    assert "ExecutorError: A worker could not be started (ended with exit code 1)." in done.stderr
