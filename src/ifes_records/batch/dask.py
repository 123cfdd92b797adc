"""A Dask cluster as an executor (extra ``[dask]``)."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from importlib.metadata import version
from typing import Any

from attrs import frozen

from ifes_records.batch.errors import ExecutorError, words_of


@frozen
class Cluster:
    """The workers of a Dask scheduler."""

    executor: Executor
    """Hands batches to the workers."""
    threads: int
    """The number of records that they convert at a time."""


@contextmanager
def dask_cluster(address: str, *, timeout: float = 10.0) -> Iterator[Cluster]:
    """The workers of a Dask scheduler (``tcp://host:8786``), for the duration of the ``with``.

    Raises ``ExecutorError`` if the extra is not installed, no scheduler answers within ``timeout`` seconds, there are
    no workers, or a worker has no ifes-records or another version, which might write other documents.
    """
    try:
        from distributed import Client
    except ImportError:
        raise ExecutorError("Dask is not installed; --scheduler needs ifes-records[dask].") from None
    connect: Any = Client
    try:
        client = connect(address, timeout=timeout, set_as_default=False)
    except Exception as error:
        raise ExecutorError(f"No Dask scheduler answers at {address} ({words_of(error)}).") from error
    own = version("ifes-records")
    with client:
        threads = sum(client.ncores().values())
        if not threads:
            raise ExecutorError(f"The Dask scheduler at {address} has no workers.")
        try:
            versions = set(client.run(version, "ifes-records").values())
        except Exception as error:
            reason = f"The Dask workers at {address} cannot use ifes-records ({words_of(error)})."
            raise ExecutorError(reason) from error
        if versions != {own}:
            found = ", ".join(sorted(versions))
            raise ExecutorError(f"The Dask workers at {address} have ifes-records {found}; they need {own}.")
        yield Cluster(client.get_executor(pure=False), threads)
