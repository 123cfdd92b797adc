"""A pool of processes of which any may die at any time, at the cost of what it had in hand.

``concurrent.futures.ProcessPoolExecutor`` gives up all of its processes when one dies, and waits for ever when one is
killed in the middle of giving back a result, since they share a pipe. Here each has a pipe of its own and a thread of
the parent that serves it: what a process leaves half said ends with its pipe, and another one takes its place.
"""

from __future__ import annotations

import multiprocessing
import signal
from concurrent.futures import Future
from multiprocessing.connection import Connection
from queue import SimpleQueue
from threading import Thread
from typing import Any

from ifes_records.batch.errors import EngineError
from ifes_records.batch.worker import BatchResult, convert_texts
from ifes_records.pipeline import parse

READY = "ready"
WARM_UP_TEXT = "March 19, 2023 Held\n\nElection for President\n"

# Spawned on every system: forking a process that has threads is not safe, and macOS and Windows do not.
CONTEXT = multiprocessing.get_context("spawn")

Job = tuple[Future[BatchResult], tuple[Any, ...]]


class WorkerLostError(Exception):
    """A process has died over a batch."""


class Worker:
    """A process that converts batches, and its pipe."""

    def __init__(self) -> None:
        self.pipe, inner = CONTEXT.Pipe()
        self.process = CONTEXT.Process(target=_work, args=(inner,), daemon=True)
        self.process.start()
        inner.close()  # the process has its own end; this one would keep the pipe open when the process is gone

    def await_start(self) -> None:
        """Wait until its grammars are built. Raises ``EngineError``."""
        try:
            self.pipe.recv()
        except (EOFError, OSError):
            raise EngineError(f"a worker cannot be started: {self._how_it_ended()}") from None

    def convert(self, batch: tuple[Any, ...]) -> BatchResult:
        """Have it convert a batch. Raises ``WorkerLostError``."""
        try:
            self.pipe.send(batch)
            result: BatchResult = self.pipe.recv()
        except (EOFError, OSError):
            raise WorkerLostError(self._how_it_ended()) from None
        return result

    def end(self) -> None:
        """Let it end: it does when its pipe is closed."""
        self.pipe.close()
        self.process.join()

    def _how_it_ended(self) -> str:
        self.pipe.close()
        self.process.join()
        code = self.process.exitcode or 0
        return f"killed by {signal.Signals(-code).name}" if code < 0 else f"ended with exit code {code}"


class ProcessPool:
    """So many processes, started as batches come, each replaced when it dies."""

    def __init__(self, jobs: int) -> None:
        self._jobs = jobs
        self._waiting: SimpleQueue[Job | None] = SimpleQueue()
        self._workers: set[Worker] = set()
        self._threads: list[Thread] = []
        self._closed = False

    def submit(self, *batch: Any) -> Future[BatchResult]:
        """Hand out a batch: the arguments of ``convert_texts``."""
        future: Future[BatchResult] = Future()
        self._waiting.put((future, batch))
        if len(self._threads) < self._jobs:
            thread = Thread(target=self._serve, daemon=True)
            self._threads.append(thread)
            thread.start()
        return future

    def close(self, *, now: bool = False) -> None:
        """End the processes, when they have done what was handed out or, with ``now``, in the middle of it."""
        self._closed = now
        if now:
            for worker in list(self._workers):
                worker.process.kill()
        for _ in self._threads:
            self._waiting.put(None)
        for thread in self._threads:
            thread.join()

    def _serve(self) -> None:
        """Hand batches to one process, as a thread does; to another one when it has died."""
        worker: Worker | None = None
        while (job := self._waiting.get()) is not None:
            future, batch = job
            if self._closed or not future.set_running_or_notify_cancel():
                continue
            try:
                if worker is None:
                    worker = Worker()
                    self._workers.add(worker)
                    worker.await_start()
                result = worker.convert(batch)
            except Exception as error:
                if worker is not None:
                    self._workers.discard(worker)
                    worker.process.kill()
                    worker.end()
                    worker = None
                future.set_exception(error)
            else:
                future.set_result(result)
        if worker is not None:
            self._workers.discard(worker)
            worker.end()


def _work(pipe: Connection) -> None:
    """What a process does: convert batches until the pipe ends, as it also does when the parent is killed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to answer
    parse(WARM_UP_TEXT)
    try:
        pipe.send(READY)
        while True:
            pipe.send(convert_texts(*pipe.recv()))
    except (EOFError, OSError):
        pass
