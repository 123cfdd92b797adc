"""Who converts the batches: this process, a pool of processes, a Dask cluster, any executor.

Each gives futures, as executors do (PEP 3148). The rest of a run neither knows nor cares:
batches are handed out and settled in the same order, whoever converts them.
"""

from __future__ import annotations

import os
from concurrent.futures import Executor, Future
from typing import Any, Protocol

from ifes_records.batch.errors import EngineError
from ifes_records.batch.pool import ProcessPool
from ifes_records.batch.worker import BatchResult, convert_texts

# Enough for no worker to wait for the parent, few enough for memory to stay flat.
BATCHES_A_WORKER = 3


class Engine(Protocol):
    """Where batches are handed out."""

    in_flight: int
    """How many batches may be handed out and not settled."""

    def submit(self, *batch: Any) -> Future[BatchResult]:
        """Hand out a batch: the arguments of ``convert_texts``. Raises ``EngineError``."""

    def close(self, *, now: bool = False) -> None:
        """End; with ``now``, without waiting for what is handed out."""


class InProcess:
    """Converts each batch as it is handed out."""

    in_flight = 1

    def submit(self, *batch: Any) -> Future[BatchResult]:
        """Convert a batch."""
        future: Future[BatchResult] = Future()
        future.set_result(convert_texts(*batch))
        return future

    def close(self, *, now: bool = False) -> None:
        """Nothing is to be done."""


class Processes:
    """Converts in a pool of processes."""

    def __init__(self, jobs: int) -> None:
        self.in_flight = jobs * BATCHES_A_WORKER
        self._pool = ProcessPool(jobs)

    def submit(self, *batch: Any) -> Future[BatchResult]:
        """Hand a batch to the pool."""
        return self._pool.submit(*batch)

    def close(self, *, now: bool = False) -> None:
        """End the processes; with ``now``, in the middle of what they do."""
        self._pool.close(now=now)


class AnyExecutor:
    """An executor that someone else has made, and will shut down."""

    def __init__(self, executor: Executor, in_flight: int | None = None) -> None:
        """``in_flight`` batches of about 64,000 characters may be handed out; three for each core where not told."""
        self.in_flight = in_flight or (os.cpu_count() or 1) * BATCHES_A_WORKER
        self._executor = executor

    def submit(self, *batch: Any) -> Future[BatchResult]:
        """Hand a batch to the executor."""
        try:
            return self._executor.submit(convert_texts, *batch)
        except Exception as error:
            raise EngineError(f"{type(self._executor).__name__} takes no more work: {error}") from error

    def close(self, *, now: bool = False) -> None:
        """The executor stays as it is; what is handed out and not wanted is its maker's."""
