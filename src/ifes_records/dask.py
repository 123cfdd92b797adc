"""Records of many inputs as a Dask bag: the workers of a cluster read the inputs themselves (extra ``[dask]``)."""

from __future__ import annotations

import errno
import os
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, suppress
from importlib.metadata import version
from typing import Any

from attrs import define, evolve, field, frozen

try:
    import fsspec
    from dask import bag
    from dask.bag import Bag
    from fsspec.implementations.local import LocalFileSystem
    from fsspec.utils import get_protocol
except ImportError as error:
    raise ImportError("Reading with Dask needs an extra: pip install ifes-records[dask]") from error

from ifes_records.batch.errors import internal, words_of
from ifes_records.batch.find import DEFAULT_OPTIONS, InputFile, find, path_of
from ifes_records.batch.inputs import End, InputReader, Record
from ifes_records.batch.options import InputOptions
from ifes_records.json import to_dict
from ifes_records.limits import DEFAULT_LIMITS, Limits
from ifes_records.model import ElectionRecord, SourceKind
from ifes_records.pipeline import read_record

__all__ = ["Unread", "is_unread", "read_records", "write_parquet"]

PAUSE = 1.0
"""Seconds before an input whose connection broke is opened again; before the third time, twice as long."""


@frozen
class Unread:
    """An input, or a part of one, that could not be read."""

    path: str
    """The path or URL of the input; of a member of an archive or a page of a crawl file, with its name or address."""
    reason: str
    """A sentence that says why: ``It could not be read (No such file or directory).``"""


def is_unread(item: object) -> bool:
    """Whether an item of a bag is ``Unread``: ``bag.remove(is_unread)`` has the records, ``bag.filter`` the rest."""
    return isinstance(item, Unread)


def read_records(
    urls: str | os.PathLike[str] | Iterable[str | os.PathLike[str]],
    *,
    documents: bool = False,
    url_match: str | None = None,
    inputs_per_partition: int = 1,
    attempts: int = 3,
    storage_options: Mapping[str, Any] | None = None,
    options: InputOptions = DEFAULT_OPTIONS,
    limits: Limits = DEFAULT_LIMITS,
) -> Bag:
    """A Dask bag of the records in texts, dumps, archives and crawl files, in the order of the inputs.

    ``urls`` are files, folders, and what fsspec opens: ``s3://…``, ``https://…``, ``hdfs://…``. A ``*`` stands for
    any characters of a name, ``**`` for folders at any depth. Only names are looked up here, those of folders and
    patterns; the inputs are opened by the workers, where the same path must lead to the same file.

    The items are those of ``parse_dump``: an ``ElectionRecord`` for each record, whatever its ``source.kind``; with
    ``documents``, the dicts that ``to_dict`` gives. What cannot be read is an ``Unread`` in its place. Pages of crawl
    files whose addresses ``url_match`` does not match are ignored; ``options`` has its default, and the other choices
    of ``convert_many``. A zip archive is read only from a path.

    A partition has ``inputs_per_partition`` inputs. When a connection breaks, an input is opened up to ``attempts``
    times, and read on from the record it was at. ``storage_options`` go to fsspec. Raises ``FileNotFoundError`` for a
    pattern or folder without inputs, ``ValueError`` for a number below 1 or a ``url_match`` that is no regular
    expression, and what fsspec raises for a URL that it does not know.
    """
    for name, number in (("inputs_per_partition", inputs_per_partition), ("attempts", attempts)):
        if number < 1:
            raise ValueError(f"{name} is {number}; it has to be at least 1.")
    if url_match is not None:
        options = evolve(options, url_match=url_match)
    storage = dict(storage_options or {})
    inputs: dict[str, InputFile] = {}
    for url in [urls] if isinstance(urls, (str, os.PathLike)) else urls:
        found = list(_inputs(os.fspath(url), storage, options))
        if not found:
            raise FileNotFoundError(f"{os.fspath(url)}: No input was found there.")
        for file in found:
            inputs.setdefault(path_of(file), file)  # one that is named twice is read once
    how = _How(options, limits, documents, attempts, storage)
    files = bag.from_sequence(inputs.values(), partition_size=inputs_per_partition)
    return files.map_partitions(_read, how)


def write_parquet(
    records: Bag, folder: str | os.PathLike[str], *, storage_options: Mapping[str, Any] | None = None
) -> Bag:
    """Write the tables of a bag of records as Parquet, each partition by the worker that has it.

    ``folder`` is a path or URL; partition 7 gives ``results-00007.parquet`` and so on, for each table that has rows.
    The result is a bag of the items that are in no table: what could not be read, and records that are not elections.
    Computing it writes the files. Two records in different partitions have the same key if their inputs have the same
    name and text. Raises ``FileExistsError`` if the folder has Parquet files, and ``ImportError`` without the extra
    ``[arrow]``.
    """
    import ifes_records.tables.arrow  # noqa: F401

    storage = dict(storage_options or {})
    filesystem, path = fsspec.url_to_fs(os.fspath(folder), **storage)
    if filesystem.glob(f"{path}/*.parquet"):
        raise FileExistsError(f"{folder}: It has Parquet files already.")
    numbers = bag.range(records.npartitions, records.npartitions)
    return records.map_partitions(_write_part, numbers, filesystem.unstrip_protocol(path), storage)


@frozen
class _How:
    """How inputs are read: what every worker has to know."""

    options: InputOptions
    limits: Limits
    documents: bool
    attempts: int
    storage: dict[str, Any]
    version: str = field(factory=lambda: version("ifes-records"))


def _inputs(url: str, storage: dict[str, Any], options: InputOptions) -> Iterator[InputFile]:
    """The inputs that a path, URL or pattern stands for; a pattern's are named from the first folder with a ``*``."""
    kind = fsspec.get_filesystem_class(get_protocol(url))
    is_local = issubclass(kind, LocalFileSystem)
    if "*" not in url:
        if is_local:
            yield from find([kind._strip_protocol(url)], options)
        else:
            yield InputFile(None, (url.partition("?")[0].rpartition("/")[2] or url,), url=url)
        return
    filesystem, pattern = fsspec.url_to_fs(url, **storage)
    above = pattern[: pattern.rindex("/", 0, pattern.index("*")) + 1]
    for path, entry in sorted(filesystem.glob(pattern, detail=True).items()):
        parts = tuple(path.removeprefix(above).split("/"))
        if is_local:
            above_it = parts if entry["type"] == "directory" else parts[:-1]
            yield from (evolve(file, name_parts=(*above_it, *file.name_parts)) for file in find([path], options))
        elif entry["type"] != "directory":
            yield InputFile(None, parts, url=filesystem.unstrip_protocol(path))


def _read(files: Iterable[InputFile], how: _How) -> list[Any]:
    """The items of a partition; a list, since several tasks may use it.

    Raises ``RuntimeError`` if this worker might give other records.
    """
    own = version("ifes-records")
    if own != how.version:
        raise RuntimeError(f"A Dask worker has ifes-records {own}; it needs {how.version}.")
    return [one for file in files for item in _items(file, how) for one in _converted(item, how)]


def _items(file: InputFile, how: _How) -> Iterator[Record | End]:
    """The texts of the records of an input, and its end. A connection that breaks is tried again."""
    if file.url is None:
        yield from InputReader(file, how.options, how.limits).items()
        return
    done = 0
    for attempt in range(1, how.attempts + 1):
        with closing(_Stored(file.url, how.storage)) as stored:
            for item in InputReader(file, how.options, how.limits, read=stored.read).items(done):
                if stored.is_broken and attempt < how.attempts:
                    break  # from here on there are only parts
                yield item
                done += isinstance(item, Record)
            else:
                return
        time.sleep(PAUSE * attempt)


def _converted(item: Record | End, how: _How) -> Iterator[Any]:
    if isinstance(item, End):
        if item.reason is not None:
            yield Unread(item.path, item.reason)
    elif item.text is None:
        yield Unread(item.location, item.failure or "")
    else:
        try:
            record = read_record(item.text, how.limits)
            yield to_dict(record) if how.documents else record
        except Exception as error:  # one text must not end a run over thousands
            yield Unread(item.location, internal(error))


@define
class _Stored:
    """The stored bytes of an input that fsspec opens, from the first to the last."""

    url: str
    options: dict[str, Any]
    is_broken: bool = False
    """Whether reading has failed in a way that may be over when it is tried again."""
    _file: Any = None
    _position: int = 0

    def read(self, size: int) -> bytes:
        """At most so many bytes; none at the end. Raises ``OSError``, whatever fsspec raises."""
        try:
            if self._file is None:
                self._file = fsspec.open(self.url, "rb", **self.options).open()
            data: bytes = self._file.read(size)
            self._position += len(data)
            length = getattr(self._file, "size", None)
            if not data and length is not None and self._position < length:
                raise OSError(f"it ends after {self._position:,} of {length:,} bytes")
        except FileNotFoundError as error:  # fsspec gives the URL as the reason
            raise OSError(errno.ENOENT, os.strerror(errno.ENOENT)) from error
        except Exception as error:
            self.is_broken = not isinstance(error, (PermissionError, ImportError))
            raise OSError(words_of(error)) from error
        return data

    def close(self) -> None:
        """Close the file, if it is open."""
        if self._file is not None:
            with suppress(Exception):  # everything has been read, or is given up
                self._file.close()


def _write_part(items: Iterable[Any], numbers: Iterable[int], folder: str, storage: dict[str, Any]) -> list[Any]:
    """Write the rows of a partition; returns the items that are in no table."""
    import pyarrow.parquet as pq

    from ifes_records.tables.arrow import tables

    others: list[Any] = []

    def elections() -> Iterator[ElectionRecord]:
        for item in items:
            if isinstance(item, ElectionRecord) and item.source.kind is SourceKind.ELECTION:
                yield item
            elif isinstance(item, (ElectionRecord, Unread)):
                others.append(item)
            else:
                raise TypeError("write_parquet takes a bag of records, not of documents.")

    (part,) = numbers
    for name, table in tables(elections()).items():
        if table.num_rows or not part:
            with fsspec.open(f"{folder}/{name}-{part:05}.parquet", "wb", **storage) as file:
                pq.write_table(table, file, compression="zstd")
    return others
