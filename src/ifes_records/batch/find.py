"""Which inputs there are: paths → files, one at a time, in an order that is the same in every run."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path

from attrs import frozen

from ifes_records.batch.errors import WrongPathError, system_reason
from ifes_records.batch.walk import Globs, InputFile, Walk, looked_at

STANDARD_INPUT = "-"
DEFAULT_GLOBS = (
    *("*.txt", "*.txt.gz", "*.txt.bz2", "*.txt.xz", "*.txt.zst", "*.zip"),
    *("*.warc", "*.warc.gz", "*.wet", "*.wet.gz"),
)


@frozen
class Measure:
    """How much there is to read, for a display of progress."""

    files: int
    bytes: int


def find(
    paths: Iterable[str | Path],
    *,
    globs: Iterable[str] = (),
    exclude: Iterable[str] = (),
    follow_links: bool = False,
) -> Iterator[InputFile]:
    """The files that are meant: those named, whatever their names, and in folders, at any depth, those that fit.

    ``globs`` are the names to take in folders, ``DEFAULT_GLOBS`` where there are none; ``exclude`` the files and
    folders in them to leave out. ``-`` is standard input. The order is that of the paths, and in a folder that
    of the names. A file that is named twice is given once; a link is another file than the one it points to.
    What cannot be read or is left out comes with its ``problem`` or ``skipped``, except files whose names do not
    fit. Nothing is raised: ``check_paths`` tells what cannot be meant, and what has gone since is a problem.
    """
    wanted, unwanted = Globs(tuple(globs) or DEFAULT_GLOBS), Globs(exclude)
    paths = tuple(paths)
    places = _Places()
    shared = _shared_folders(paths) if len(paths) > 1 else frozenset()
    for path in paths:
        if not _is_folder(path):
            inputs: Iterator[InputFile] = iter((_named(path),))
            remembered = len(paths) > 1
        else:
            inputs = Walk(Path(path), wanted, unwanted, follow_links).files()
            remembered = os.path.realpath(path) in shared
        for found in inputs:
            if not remembered or places.add(found.path):
                yield found


def check_paths(
    paths: Iterable[str | Path],
    *,
    globs: Iterable[str] = (),
    exclude: Iterable[str] = (),
    follow_links: bool = False,
) -> None:
    """Raise ``WrongPathError`` for a path at which there is nothing, and for a folder without a file that fits.

    A folder is walked up to its first file. One of which a part cannot be listed is not wrong.
    """
    patterns = tuple(globs) or DEFAULT_GLOBS
    unwanted = Globs(exclude)
    for path in paths:
        if _is_folder(path):
            walk = Walk(Path(path), Globs(patterns), unwanted, follow_links)
            if all(found.skipped for found in walk.files()):
                names = ", ".join(patterns)
                raise WrongPathError(Path(path), f"is a folder without records: no file in it is named {names}")
        elif os.fspath(path) != STANDARD_INPUT:
            _check_exists(Path(path))


def measure(files: Iterable[InputFile]) -> Measure:
    """How many files there are to read and how large they are, from a walk of its own: ``measure(find(…))``."""
    number = size = 0
    for file in files:
        if file.problem is None and file.skipped is None:
            number += 1
            size += file.size or 0
    return Measure(number, size)


def names_from(list_file: str | Path) -> Iterator[str]:
    """The paths in a list, one a line; ``-`` reads the list from standard input. Blank lines are passed over.

    Raises ``WrongPathError`` where the list cannot be read.
    """
    try:
        listed_on_input = os.fspath(list_file) == STANDARD_INPUT
        if listed_on_input and sys.stdin is None:
            raise ValueError("standard input is closed")
        data = sys.stdin.buffer.read() if listed_on_input else Path(list_file).read_bytes()
    except (OSError, ValueError) as error:
        reason = system_reason(error) if isinstance(error, OSError) else str(error)
        raise WrongPathError(Path(list_file), f"the list of files cannot be read: {reason}") from error
    # A name may end in a space, and hold any character but these.
    for line in data.removeprefix(b"\xef\xbb\xbf").split(b"\n"):
        if line.strip():
            yield os.fsdecode(line.removesuffix(b"\r"))


def _is_folder(path: str | Path) -> bool:
    return os.fspath(path) != STANDARD_INPUT and os.path.isdir(path)


def _check_exists(path: Path) -> None:
    """Raise ``WrongPathError`` for a path at which there is nothing; what cannot be looked at may be there."""
    try:
        path.stat()
    except (FileNotFoundError, NotADirectoryError):
        missing = "is a link to something that does not exist" if path.is_symlink() else "does not exist"
        raise WrongPathError(path, missing) from None
    except ValueError as error:
        raise WrongPathError(path, f"cannot be a path: {error}") from None
    except OSError:
        pass


def _named(path: str | Path) -> InputFile:
    if os.fspath(path) == STANDARD_INPUT:
        return InputFile(None, ("stdin",), None, None)
    path = Path(path)
    return looked_at(InputFile(path, (path.name,), None, None))


def _shared_folders(paths: tuple[str | Path, ...]) -> frozenset[str]:
    """Those of the named folders, as real paths, that have a file in common with another path."""
    folders: set[str] = set()
    shared: set[str] = set()
    for path in paths:
        if _is_folder(path):
            real = os.path.realpath(path)
            if real in folders:
                shared.add(real)
            folders.add(real)
    for path in paths:
        if os.fspath(path) == STANDARD_INPUT:
            continue
        real = os.path.realpath(path)
        place = Path(real) if real in folders else Path(os.path.realpath(Path(path).parent), Path(path).name)
        if around := folders.intersection(map(str, place.parents)):
            shared |= around | (folders & {real})
    return frozenset(shared)


class _Places:
    """Where files are, the same for two ways of naming one, in 16 bytes each: there may be millions."""

    def __init__(self) -> None:
        self._seen: set[bytes] = set()
        self._real_folder = lru_cache(maxsize=1024)(os.path.realpath)

    def add(self, path: Path | None) -> bool:
        """Whether the file is a new one; ``None`` is standard input."""
        place = STANDARD_INPUT if path is None else os.path.join(self._real_folder(path.parent), path.name)
        digest = blake2b(os.fsencode(place), digest_size=16).digest()
        if digest in self._seen:
            return False
        self._seen.add(digest)
        return True
