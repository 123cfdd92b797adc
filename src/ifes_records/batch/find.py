"""Paths → the input files, one at a time, in an order that is the same in every run. No file is opened.

Folders may hold millions of files: only the names in the folders on the way to the current file are in memory.
"""

from __future__ import annotations

import os
import re
import stat
import sys
from collections.abc import Iterable, Iterator
from fnmatch import translate
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path

from attrs import evolve, frozen

from ifes_records.batch.errors import WrongPathError, system_reason
from ifes_records.batch.options import InputOptions

STANDARD_INPUT = "-"
DEFAULT_OPTIONS = InputOptions()
_SPECIAL = {stat.S_IFIFO: "a pipe", stat.S_IFSOCK: "a socket", stat.S_IFCHR: "a device", stat.S_IFBLK: "a device"}


@frozen
class InputFile:
    """An input that was found."""

    path: Path | None
    """``None`` for standard input."""
    name_parts: tuple[str, ...]
    """Its path inside the named folder, ``("old", "4078.txt")``; for a named file, just its name."""
    size: int | None = None
    """Stored bytes; ``None`` if unknown: standard input, pipes, a file that cannot be read."""
    modified_ns: int | None = None
    """The time of the last change, in nanoseconds since 1970; ``None`` if unknown."""
    problem: str | None = None
    """Why it cannot be read, if that is known without opening it: a link to nothing."""
    skipped: str | None = None
    """Why it is left out on purpose: ``a link that leads out of the folder``."""


class Globs:
    """Patterns of names, ignoring case. A pattern with ``/`` applies to the path inside the named folder.

    ``*`` matches any characters, including ``/``. ``/notes.txt`` matches only at the top.
    """

    def __init__(self, patterns: Iterable[str]) -> None:
        patterns = [pattern.rstrip("/") for pattern in patterns]
        self._names = _any_of(pattern for pattern in patterns if "/" not in pattern)
        self._paths = _any_of(pattern.lstrip("/") for pattern in patterns if "/" in pattern)

    def match(self, parts: tuple[str, ...]) -> bool:
        """Whether any pattern matches the file or folder with these path components."""
        return bool(self._names.match(parts[-1]) or self._paths.match("/".join(parts)))


def _any_of(patterns: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(map(translate, patterns)) or r"(?!)", re.IGNORECASE)


def find(paths: Iterable[str | Path], options: InputOptions = DEFAULT_OPTIONS) -> Iterator[InputFile]:
    """The named files, whatever their names, and the matching files in named folders, at any depth.

    ``-`` is standard input. The order is that of the paths, then that of the names at each level. A file that is
    named twice comes once; a link and its target are different files. Nothing is raised: what cannot be read has a
    ``problem``, and what is left out is ``skipped``.
    """
    paths = tuple(paths)
    seen = _Seen()
    shared = _shared_folders(paths) if len(paths) > 1 else frozenset()
    for path in paths:
        if _is_folder(path):
            files = _Walk(Path(path), options).files()
            check = os.path.realpath(path) in shared
        else:
            files = iter((_named(path),))
            check = len(paths) > 1
        yield from (file for file in files if not check or seen.add(file.path))


def check_paths(paths: Iterable[str | Path], options: InputOptions = DEFAULT_OPTIONS) -> None:
    """Raise ``WrongPathError`` for a path where nothing is, and for a folder without a matching file.

    A folder is searched only up to its first file. A folder that cannot be listed is not a mistake.
    """
    for path in paths:
        if _is_folder(path):
            if all(file.skipped for file in _Walk(Path(path), options).files()):
                names = ", ".join(options.wanted)
                raise WrongPathError(Path(path), f"is a folder without records: no file in it is named {names}")
        elif os.fspath(path) != STANDARD_INPUT:
            _check_exists(Path(path))


def total_bytes(files: Iterable[InputFile]) -> int:
    """The stored bytes of all files that will be read."""
    return sum(file.size or 0 for file in files if file.problem is None and file.skipped is None)


def names_from(list_file: str | Path) -> Iterator[str]:
    """The paths in a list, one per line; blank lines do not count. ``-`` reads the list from standard input.

    Raises ``WrongPathError`` if the list cannot be read.
    """
    try:
        from_input = os.fspath(list_file) == STANDARD_INPUT
        if from_input and sys.stdin is None:
            raise ValueError("standard input is closed")
        data = sys.stdin.buffer.read() if from_input else Path(list_file).read_bytes()
    except (OSError, ValueError) as error:
        reason = f"is a list of files that cannot be read: {system_reason(error)}"
        raise WrongPathError(Path(list_file), reason) from error
    # A name may end in a space, and may hold any character but these.
    for line in data.removeprefix(b"\xef\xbb\xbf").split(b"\n"):
        if line.strip():
            yield os.fsdecode(line.removesuffix(b"\r"))


def path_of(file: InputFile) -> str:
    """The path of an input: ``-`` for standard input, ``./-`` for a file of that name."""
    if file.path is None:
        return STANDARD_INPUT
    path = str(file.path)
    return os.path.join(os.curdir, path) if path == STANDARD_INPUT else path


@frozen
class _Walk:
    """A walk through a folder without recursion: folders may be nested deeper than Python's frames."""

    root: Path
    options: InputOptions

    def files(self) -> Iterator[InputFile]:
        """The matching files, and those that have a problem or are skipped."""
        wanted, unwanted = Globs(self.options.wanted), Globs(self.options.exclude)

        def may_match(entry: os.DirEntry[str], folder: tuple[str, ...]) -> bool:
            parts = (*folder, entry.name)
            return not unwanted.match(parts) and (wanted.match(parts) or _is_dir(entry))

        above: list[tuple[int, int]] = []

        def names_in(folder: InputFile, parts: tuple[str, ...]) -> Iterator[InputFile | tuple[str, ...]]:
            assert folder.path is not None
            try:
                status = folder.path.stat()
                with os.scandir(folder.path) as entries:
                    names = sorted(entry.name for entry in entries if may_match(entry, parts))
            except OSError as error:
                yield evolve(folder, problem=system_reason(error))
                return
            identity = (status.st_dev, status.st_ino)
            if identity in above:
                yield evolve(folder, skipped="a link to a folder above it")
                return
            above.append(identity)
            for name in names:
                yield from self._look_at((*parts, name), wanted)

        levels = [names_in(self._file(()), ())]
        while levels:
            found = next(levels[-1], None)
            if found is None:
                levels.pop()
                del above[len(levels) :]
            elif isinstance(found, InputFile):
                yield found
            else:
                levels.append(names_in(self._file(found), found))

    def _look_at(self, parts: tuple[str, ...], wanted: Globs) -> Iterator[InputFile | tuple[str, ...]]:
        """The file, or the path components of a folder to be entered."""
        file = self._file(parts)
        assert file.path is not None
        try:
            is_link = file.path.is_symlink()
            mode = file.path.stat().st_mode
        except OSError as error:
            yield evolve(file, problem=system_reason(error))
            return
        follow = not is_link or self.options.follow_links
        if stat.S_ISDIR(mode):
            yield parts if follow else evolve(file, skipped="a link to a folder")
        elif not wanted.match(parts):
            return
        elif kind := _SPECIAL.get(stat.S_IFMT(mode)):
            yield evolve(file, skipped=kind)
        elif not follow and not file.path.resolve().is_relative_to(self.root.resolve()):
            yield evolve(file, skipped="a link that leads out of the folder")
        else:
            yield _with_size(file)

    def _file(self, parts: tuple[str, ...]) -> InputFile:
        return InputFile(self.root.joinpath(*parts), parts or (self.root.name or str(self.root),))


def _is_dir(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a link to itself
        return False


def _with_size(file: InputFile) -> InputFile:
    """The file with its size and time, or its problem; a link is followed."""
    assert file.path is not None
    try:
        status = file.path.stat()
    except OSError as error:
        return evolve(file, problem=system_reason(error))
    is_regular = stat.S_ISREG(status.st_mode)
    return evolve(file, size=status.st_size, modified_ns=status.st_mtime_ns) if is_regular else file


def _is_folder(path: str | Path) -> bool:
    return os.fspath(path) != STANDARD_INPUT and os.path.isdir(path)


def _check_exists(path: Path) -> None:
    """Raise ``WrongPathError`` for a path where nothing is; what cannot be looked at may be there."""
    try:
        path.stat()
    except (FileNotFoundError, NotADirectoryError):
        missing = "is a link to something that does not exist" if path.is_symlink() else "does not exist"
        raise WrongPathError(path, missing) from None
    except ValueError:  # whose words differ from one version of Python to the next
        raise WrongPathError(path, "cannot be a path: it holds a null byte") from None
    except OSError:
        pass


def _named(path: str | Path) -> InputFile:
    if os.fspath(path) == STANDARD_INPUT:
        return InputFile(None, ("stdin",))
    path = Path(path)
    return _with_size(InputFile(path, (path.name,)))


def _shared_folders(paths: tuple[str | Path, ...]) -> frozenset[str]:
    """The real paths of those named folders that have files in common with another path."""
    folders: set[str] = set()
    shared: set[str] = set()
    for path in filter(_is_folder, paths):
        real = os.path.realpath(path)
        if real in folders:
            shared.add(real)
        folders.add(real)
    for path in paths:
        if os.fspath(path) == STANDARD_INPUT:
            continue
        real = os.path.realpath(path)
        inside = Path(real) if real in folders else Path(os.path.realpath(Path(path).parent), Path(path).name)
        if around := folders.intersection(map(str, inside.parents)):
            shared |= around | (folders & {real})
    return frozenset(shared)


class _Seen:
    """The files so far, under one name each, in 16 bytes each: there may be millions."""

    def __init__(self) -> None:
        self._digests: set[bytes] = set()
        self._real_folder = lru_cache(maxsize=1024)(os.path.realpath)

    def add(self, path: Path | None) -> bool:
        """Add a file, ``None`` for standard input; whether it is new."""
        name = STANDARD_INPUT if path is None else os.path.join(self._real_folder(path.parent), path.name)
        digest = blake2b(os.fsencode(name), digest_size=16).digest()
        new = digest not in self._digests
        self._digests.add(digest)
        return new
