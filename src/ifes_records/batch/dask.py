"""A Dask cluster as an executor (extra ``[dask]``)."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from typing import Any

from attrs import frozen

from ifes_records.batch.errors import EngineError


@frozen
class Cluster:
    """The workers of a Dask scheduler."""

    executor: Executor
    threads: int
    """How many records they convert at a time."""


def _version() -> str:
    from importlib.metadata import version

    return version("ifes-records")


@contextmanager
def dask_cluster(address: str, *, timeout: float = 10.0) -> Iterator[Cluster]:
    """The workers of a Dask scheduler (``tcp://host:8786``), while the ``with`` lasts.

    Raises ``EngineError`` where the extra is not installed, no scheduler answers within ``timeout`` seconds, it has
    no workers, or a worker has no ifes-records or another version, which might write other documents.
    """
    try:
        from distributed import Client
    except ImportError:
        raise EngineError("--scheduler needs the extra [dask]: pip install 'ifes-records[dask]'") from None
    connect: Any = Client
    try:
        client = connect(address, timeout=timeout, set_as_default=False)
    except Exception as error:
        raise EngineError(f"no Dask scheduler answers at {address}: {error}") from error
    with client:
        threads = sum(client.ncores().values())
        if not threads:
            raise EngineError(f"the Dask scheduler at {address} has no workers")
        try:
            versions = set(client.run(_version).values())
        except Exception as error:
            raise EngineError(f"ifes-records cannot be used on the Dask workers at {address}: {error}") from error
        if versions != {_version()}:
            found = ", ".join(sorted(versions))
            raise EngineError(f"the Dask workers at {address} have ifes-records {found}, this is {_version()}")
        yield Cluster(client.get_executor(pure=False), threads)
