"""Many inputs to JSON documents: paths → jobs → records → files. Nothing here prints.

Which inputs there are and what each one's output is called is settled before the first is read, from names
alone: the same paths give the same names whatever the files hold. A job needs no other job.
"""

from __future__ import annotations

import contextlib
import os
import re
import stat
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from enum import StrEnum
from itertools import chain
from pathlib import Path
from uuid import uuid4

from attrs import Factory, define, frozen

from ifes_records.diagnostics import Severity
from ifes_records.json import to_json
from ifes_records.limits import DEFAULT_LIMITS, Limits
from ifes_records.model import ElectionRecord, SourceKind
from ifes_records.pipeline import parse_bytes, parse_dump_bytes

RECORD_SUFFIX = ".txt"
# A name like those that the documents of a text of many get, ``dump-0001``, or the one it gets where that
# is taken, ``dump-0001.2``. ``kenya-2017`` looks the same.
NUMBERED = re.compile(r"(.+)-\d{4,}(?:\.\d+)?", re.DOTALL)


class PathError(Exception):
    """What stands in the way at a path; ``reason`` is the system's word for it, where it has one."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = path
        self.reason = reason


class WrongPathError(PathError):
    """A path that cannot be meant: there is nothing there, or a folder without any record."""


class InputError(PathError):
    """An input that is there and could not be read."""


class OutputError(PathError):
    """A document that could not be written: the folder is read-only, the disk is full."""


class Outcome(StrEnum):
    """What became of a record, or of an input that gave none."""

    CONVERTED = "converted"
    WITH_WARNINGS = "converted with warnings"
    COUNTRY_PAGE = "country page"
    UNRECOGNISED = "unrecognised"
    FAILED = "failed"


@frozen
class Inputs:
    """The files to read, sorted, and the folders that could not be listed."""

    files: tuple[Path, ...]
    unreadable: tuple[InputError, ...]


@frozen
class Job:
    """A file to convert, and the name of its document without ``.json``.

    ``reserved`` are the names of other inputs' documents that its own would have if it held several records.
    """

    path: Path
    stem: str
    reserved: frozenset[str] = frozenset()

    def name(self, number: int | None) -> str:
        """The name of a document: of the only record, or of one by its number."""
        numbered = name = self.stem if number is None else f"{self.stem}-{number:04}"
        attempt = 1
        while _same_on_disk(name) in self.reserved:
            attempt += 1
            name = f"{numbered}.{attempt}"
        return f"{name}.json"


@frozen
class Item:
    """One record of a job, or the job's failure.

    ``output`` is the document, ``None`` where none was written; ``wanted_name`` the name that it would have had
    if another input's document had not, ``None`` where it has it.
    """

    job: Job
    outcome: Outcome
    record: ElectionRecord | None = None
    output: Path | None = None
    wanted_name: str | None = None
    failure: InputError | None = None


@define
class Summary:
    """How many records came to what; an input that could not be read counts as one."""

    counts: Counter[Outcome] = Factory(Counter)

    @property
    def all_read(self) -> bool:
        """Whether every input was an election or the page of a country."""
        return not (self.counts[Outcome.UNRECOGNISED] or self.counts[Outcome.FAILED])

    def __str__(self) -> str:
        parts = [
            f"{self.counts[Outcome.CONVERTED]} converted",
            f"{self.counts[Outcome.WITH_WARNINGS]} converted with warnings",
            counted(self.counts[Outcome.COUNTRY_PAGE], "country page"),
            f"{self.counts[Outcome.UNRECOGNISED]} unrecognised",
            f"{self.counts[Outcome.FAILED]} failed",
        ]
        return f"{counted(self.counts.total(), 'record')}: {', '.join(parts)}"


def counted(number: int, noun: str) -> str:
    """The number with its noun: ``1 record``, ``2 records``."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def find_inputs(paths: Iterable[Path]) -> Inputs:
    """The files that are meant: those named, and in folders, at any depth, those named ``*.txt``.

    A file that is named twice is read once. Raises ``WrongPathError`` for a path at which there is nothing, and
    for a folder in which nothing is named ``*.txt``.
    """
    files: dict[tuple[str, str], Path] = {}
    unreadable: list[InputError] = []
    for path in paths:
        try:
            mode = path.stat().st_mode
        except (FileNotFoundError, NotADirectoryError):
            missing = "is a link to something that does not exist" if path.is_symlink() else "does not exist"
            raise WrongPathError(path, missing) from None
        except OSError as error:
            unreadable.append(InputError(path, _reason(error)))
            continue
        if not stat.S_ISDIR(mode):
            files.setdefault(_place(path), path)
            continue
        problems: list[OSError] = []
        inside = list(_record_files(path, problems))
        unreadable.extend(InputError(Path(problem.filename or path), _reason(problem)) for problem in problems)
        if not inside and not problems:
            raise WrongPathError(path, f"is a folder without records: no file in it is named *{RECORD_SUFFIX}")
        for file in inside:
            files.setdefault(_place(file), file)
    return Inputs(
        tuple(sorted(files.values(), key=lambda file: file.parts)),
        tuple(sorted(unreadable, key=lambda error: error.path.parts)),
    )


def _record_files(folder: Path, problems: list[OSError]) -> Iterator[Path]:
    for parent, _, names in os.walk(folder, onerror=problems.append):
        for name in names:
            path = Path(parent, name)
            # A link to nothing is an input that fails; a pipe or socket would be waited on for ever.
            if name.lower().endswith(RECORD_SUFFIX) and (path.is_file() or not os.path.exists(path)):
                yield path


def _place(path: Path) -> tuple[str, str]:
    """The same for two ways of naming a file; a link is another file than the one it points to."""
    return os.path.realpath(path.parent), path.name


def _reason(error: OSError) -> str:
    return error.strerror or type(error).__name__


def name_outputs(files: Iterable[Path], folder: Path) -> tuple[Job, ...]:
    """Give each input the name of its document: its own stem, or ``stem.2`` where another input has it.

    Names that differ in capitals only are the same, as they are on some file systems. An input that lies in
    the output folder is never written over.
    """
    files = tuple(files)
    inside = os.path.realpath(folder)
    taken = {
        _same_on_disk(path.name[: -len(".json")])
        for path in files
        if path.name.lower().endswith(".json") and os.path.realpath(path.parent) == inside
    }
    stems: list[str] = []
    last_numbers: Counter[str] = Counter()
    for path in files:
        stem = path.stem
        key = _same_on_disk(stem)
        while _same_on_disk(stem) in taken:
            last_numbers[key] = max(last_numbers[key], 1) + 1
            stem = f"{path.stem}.{last_numbers[key]}"
        taken.add(_same_on_disk(stem))
        stems.append(stem)
    reserved: dict[str, set[str]] = {}
    for name in taken:
        if match := NUMBERED.fullmatch(name):
            reserved.setdefault(match[1], set()).add(name)
    return tuple(
        Job(path, stem, frozenset(reserved.get(_same_on_disk(stem), ())))
        for path, stem in zip(files, stems, strict=True)
    )


def _same_on_disk(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()


def read_input(path: Path) -> bytes:
    """The bytes of a file. Raises ``InputError`` where it cannot be read."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise InputError(path, _reason(error)) from error


def read_records(
    path: Path, data: bytes, *, name: str | None, split: bool = True, limits: Limits = DEFAULT_LIMITS
) -> Iterator[ElectionRecord]:
    """The records in an input's bytes, at least one; with ``split`` false, all of it is one record.

    Raises ``InputError`` where the library itself fails, so that one text cannot end a run over thousands.
    """
    try:
        records = parse_dump_bytes(data, name, split=split, limits=limits)
        first = next(records, None)
        # A text of nothing but separator lines has no records; read whole, it says what it is.
        yield parse_bytes(data, name, limits=limits) if first is None else first
        yield from records
    except Exception as error:
        raise InputError(path, f"internal error, please report it: {error!r}") from error


def source_name(path: Path) -> str:
    """The file's name, for ``source.name``; bytes of it that are not UTF-8 become U+FFFD."""
    return os.fsencode(path.name).decode("utf-8", "replace")


def convert(job: Job, folder: Path, limits: Limits = DEFAULT_LIMITS) -> Iterator[Item]:
    """Write a JSON document for each election of a job, into ``folder``; give what became of each record.

    One election gives ``stem.json``. In a text of many, ``stem-0001.json`` is its first record; the numbers
    of those that are no elections are left out. Raises ``OutputError``.
    """
    try:
        data = read_input(job.path)
        records = read_records(job.path, data, name=source_name(job.path), limits=limits)
        for number, record in _numbered(records):
            if record.source.kind is not SourceKind.ELECTION:
                country = record.source.kind is SourceKind.COUNTRY
                yield Item(job, Outcome.COUNTRY_PAGE if country else Outcome.UNRECOGNISED, record)
                continue
            output = folder / job.name(number)
            write_atomically(output, to_json(record).encode())
            plain = all(diagnostic.severity is Severity.INFO for diagnostic in record.diagnostics)
            wanted = Job(job.path, job.path.stem).name(number)
            yield Item(
                job,
                Outcome.CONVERTED if plain else Outcome.WITH_WARNINGS,
                record,
                output,
                wanted_name=wanted if wanted != output.name else None,
            )
    except InputError as error:
        yield Item(job, Outcome.FAILED, failure=error)


def _numbered(records: Iterator[ElectionRecord]) -> Iterator[tuple[int | None, ElectionRecord]]:
    """Each record with its number in a text of many, from 1; ``None`` for the only one."""
    first_two = [record for record in (next(records, None), next(records, None)) if record is not None]
    for number, record in enumerate(chain(first_two, records), start=1):
        yield (number if len(first_two) == 2 else None), record


def make_folder(folder: Path) -> None:
    """Make the output folder and those above it, where missing. Raises ``OutputError``."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(folder, _reason(error)) from error


def write_atomically(path: Path, data: bytes) -> None:
    """Write a file so that it is there whole or not at all. Raises ``OutputError``."""
    temporary = path.with_name(f".ifes-records-{uuid4().hex}.tmp")
    try:
        try:
            temporary.write_bytes(data)
            os.replace(temporary, path)
        except BaseException:
            with contextlib.suppress(OSError):
                temporary.unlink()
            raise
    except OSError as error:
        raise OutputError(path, _reason(error)) from error
