"""The executors of this machine: its own process, and a pool of processes, any of which may die at any time.

``concurrent.futures.ProcessPoolExecutor`` gives up all of its processes when one dies. There, and in pebble, a
process that is killed while it sends a result stops the others too, because they share a pipe. Here each process has
its own pipe, served by a thread of the parent: whatever a process leaves half sent ends with its pipe.
"""

from __future__ import annotations

import gc
import multiprocessing
import signal
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from contextlib import contextmanager
from multiprocessing.connection import Connection
from queue import SimpleQueue
from threading import Thread
from typing import Any

from ifes_records.batch.errors import ExecutorError, words_of
from ifes_records.pipeline import parse

if sys.platform != "win32":
    from multiprocessing import resource_tracker

WARM_UP_TEXT = "March 19, 2023 Held\n\nElection for President\n"
# Spawned on every system: forking a process with threads is not safe, and macOS and Windows do not do it.
CONTEXT = multiprocessing.get_context("spawn")

# How often a worker is started that is killed before it is ready.
STARTS = 3

Call = tuple[Callable[..., Any], tuple[Any, ...]]


class InProcess(Executor):
    """Calls each function at once, in this process."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Call the function."""
        future: Future[Any] = Future()
        future.set_result(fn(*args, **kwargs))
        return future


class WorkerLostError(Exception):
    """A process has died during a call."""


class Worker:
    """A process that calls functions, and its pipe."""

    def __init__(self) -> None:
        self.pipe, inner = CONTEXT.Pipe()
        self.process = CONTEXT.Process(target=_work, args=(inner,), daemon=True)
        with _interrupts_held_back():
            self.process.start()
        inner.close()  # the process has its own end; this one would keep the pipe open when the process is gone

    def await_start(self) -> None:
        """Wait until its grammars are built. Raises ``WorkerLostError``."""
        self.call(None)

    def call(self, call: Call | None) -> Any:
        """The result of a call, or (``None``) the word that it is ready. Raises ``WorkerLostError``."""
        try:
            if call is not None:
                self.pipe.send(call)
            return self.pipe.recv()
        except (EOFError, OSError):
            raise WorkerLostError(self.how_it_ended()) from None

    def how_it_ended(self) -> str:
        """Let it end, as it does when its pipe is closed, and say how it ended."""
        self.pipe.close()
        self.process.join()
        code = self.process.exitcode or 0
        return f"killed by {signal.Signals(-code).name}" if code < 0 else f"ended with exit code {code}"


class ProcessPool(Executor):
    """So many processes, started as calls come; a process that dies is replaced."""

    def __init__(self, jobs: int) -> None:
        self._jobs = jobs
        self._waiting: SimpleQueue[tuple[Future[Any], Call] | None] = SimpleQueue()
        self._workers: set[Worker] = set()
        self._threads: list[Thread] = []
        self._killed = False

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Hand out a call; the function and its arguments are pickled."""
        future: Future[Any] = Future()
        self._waiting.put((future, (fn, args)))
        if len(self._threads) < self._jobs:
            thread = Thread(target=self._serve, daemon=True)
            thread.start()
            self._threads.append(thread)
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """End the processes when all calls are done; with ``cancel_futures``, at once."""
        self._killed = cancel_futures
        if cancel_futures:
            for worker in list(self._workers):
                worker.process.kill()
        for _ in self._threads:
            self._waiting.put(None)
        for thread in self._threads if wait else ():
            thread.join()

    def __exit__(self, kind: object, *_: object) -> None:
        """End the processes; after an error, at once."""
        self.shutdown(cancel_futures=kind is not None)

    def _serve(self) -> None:
        """Run in a thread: hand calls to one process, and to a new one when that has died."""
        worker: Worker | None = None
        while (job := self._waiting.get()) is not None:
            future, call = job
            if self._killed or not future.set_running_or_notify_cancel():
                continue
            try:
                worker = worker or self._started()
                future.set_result(worker.call(call))
            except Exception as error:
                self._end(worker)
                worker = None
                future.set_exception(error)
        self._end(worker)

    def _started(self) -> Worker:
        """A new worker that is ready. One that is killed meanwhile is replaced. Raises ``ExecutorError``."""
        for attempt in range(1, STARTS + 1):
            worker: Worker | None = None
            try:
                worker = Worker()
                self._workers.add(worker)
                worker.await_start()
                return worker
            except (WorkerLostError, OSError, MemoryError) as error:
                self._end(worker)
                was_killed = worker is not None and (worker.process.exitcode or 0) < 0
                if self._killed or not was_killed or attempt == STARTS:
                    raise ExecutorError(f"A worker could not be started ({words_of(error)}).") from error
        raise AssertionError("unreachable")

    def _end(self, worker: Worker | None) -> None:
        if worker is not None:
            worker.process.kill()  # it has nothing to do
            self._workers.discard(worker)
            worker.how_it_ended()


@contextmanager
def _interrupts_held_back() -> Iterator[None]:
    """For the duration of the ``with``, hold Ctrl-C back from this thread; what it starts inherits that for good.

    Ctrl-C goes to all processes of a terminal, and a new one would print a traceback until it can ignore it.
    """
    if sys.platform == "win32":  # it has no such masks
        yield
        return
    resource_tracker.ensure_running()  # when it is started, it lets Ctrl-C through again
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _work(pipe: Connection) -> None:
    """Run in a process: answer calls until the pipe ends, as it also does when the parent is killed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent responds to Ctrl-C
    parse(WARM_UP_TEXT)
    gc.freeze()  # the grammars stay: Python need not look through them for garbage again and again
    try:
        pipe.send("ready")
        while True:
            function, arguments = pipe.recv()
            pipe.send(function(*arguments))
    except (EOFError, OSError):
        pass
