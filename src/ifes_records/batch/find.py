"""Paths → the input files, one at a time, in an order that is the same in every run. No file is opened.

Folders may hold millions of files: only the names in the folders on the way to the current file are in memory.
"""

from __future__ import annotations

import os
import re
import stat
import sys
from collections.abc import Callable, Iterable, Iterator
from fnmatch import translate
from functools import lru_cache
from hashlib import blake2b
from itertools import pairwise
from pathlib import Path

from attrs import evolve, frozen

from ifes_records.batch.errors import WrongPathError, unreadable, words_of
from ifes_records.batch.options import InputOptions
from ifes_records.diagnostics import quoted

STANDARD_INPUT = "-"
DEFAULT_OPTIONS = InputOptions()
_TIMES = 1 << 63
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
    """The time of the last change in nanoseconds since 1970, without what is above 63 bits (from the year 2262 on),
    for which the journal has no room; ``None`` if unknown."""
    problem: str | None = None
    """A sentence that says why it cannot be read, if that is known without opening it: a link to nothing."""
    skipped: str | None = None
    """A sentence that says why it is not opened: ``It is a pipe; it was skipped.``"""
    url: str | None = None
    """Where it is, if it is not on this machine; then it has no ``path``."""


def matcher(patterns: Iterable[str]) -> Callable[[tuple[str, ...]], bool]:
    """Whether any pattern matches a file or folder with some path components, ignoring case.

    ``*`` matches any characters, including ``/``. A pattern with ``/`` applies to the path inside the named folder;
    ``/notes.txt`` matches only at the top.
    """
    patterns = [pattern.rstrip("/") for pattern in patterns]
    names = _any_of(pattern for pattern in patterns if "/" not in pattern)
    paths = _any_of(pattern.lstrip("/") for pattern in patterns if "/" in pattern)
    return lambda parts: bool(names.match(parts[-1]) or paths.match("/".join(parts)))


def _any_of(patterns: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(map(translate, patterns)) or r"(?!)", re.IGNORECASE)


def find(paths: Iterable[str | Path], options: InputOptions = DEFAULT_OPTIONS) -> Iterator[InputFile]:
    """The named files, whatever their names, and the matching files in named folders, at any depth.

    ``-`` is standard input. The order is that of the paths, then that of the names at each level. A file that is
    named twice comes once; a link and its target are different files. Nothing is raised: what cannot be read has a
    ``problem``, and what is not opened on purpose is ``skipped``.
    """
    paths = tuple(paths)
    real_folder = lru_cache(maxsize=1024)(os.path.realpath)

    def place(path: Path | None) -> str:
        return STANDARD_INPUT if path is None else os.path.join(real_folder(path.parent), path.name)

    # When sorted, a folder is directly before what is in it. Only where paths meet are the files remembered, in 16
    # bytes each: there may be millions.
    places = (str(real_folder(path)) if _is_folder(path) else place(Path(path)) for path in paths)
    keys = sorted(one.rstrip(os.sep).replace(os.sep, "\0") + "\0" for one in places)
    meet = any(second.startswith(first) for first, second in pairwise(keys))
    seen: set[bytes] = set()
    for path in paths:
        for file in _walk(Path(path), options) if _is_folder(path) else (_named(path),):
            digest = blake2b(os.fsencode(place(file.path)), digest_size=16).digest() if meet else b""
            if digest not in seen:
                yield file
            if meet:
                seen.add(digest)


def check_paths(paths: Iterable[str | Path], options: InputOptions = DEFAULT_OPTIONS) -> None:
    """Raise ``WrongPathError`` for a path where nothing is, and for a folder without a matching file.

    A folder is searched only up to its first file. A folder that cannot be listed is not a mistake.
    """
    for path in paths:
        if _is_folder(path):
            if all(file.skipped for file in _walk(Path(path), options)):
                names = ", ".join(map(quoted, options.globs))
                raise WrongPathError(Path(path), f"It is a folder without records: no file in it is named {names}.")
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
        reason = f"The list of paths could not be read ({words_of(error)})."
        raise WrongPathError(Path(list_file), reason) from error
    # A name may end in a space, and may hold any character but these.
    for line in data.removeprefix(b"\xef\xbb\xbf").split(b"\n"):
        if line.strip():
            yield os.fsdecode(line.removesuffix(b"\r"))


def path_of(file: InputFile) -> str:
    """The path or URL of an input: ``-`` for standard input, ``./-`` for a file of that name."""
    if file.url is not None:
        return file.url
    if file.path is None:
        return STANDARD_INPUT
    path = str(file.path)
    return os.path.join(os.curdir, path) if path == STANDARD_INPUT else path


def _walk(root: Path, options: InputOptions) -> Iterator[InputFile]:
    """The matching files of a folder, and what has a problem or is skipped.

    Without recursion: folders may be nested deeper than Python's frames.
    """
    wanted, unwanted = matcher(options.globs), matcher(options.exclude)

    def inside(folder: Path, parts: tuple[str, ...]) -> Iterator[tuple[Path, tuple[str, ...]]]:
        with os.scandir(folder) as entries:
            names = sorted(entry.name for entry in entries if may_match(entry, (*parts, entry.name)))
        return ((folder / name, (*parts, name)) for name in names)

    def may_match(entry: os.DirEntry[str], parts: tuple[str, ...]) -> bool:
        return not unwanted(parts) and (wanted(parts) or os.path.isdir(entry))

    # The folders on the way, each with its device and inode, and the paths and path components of what is left in it.
    levels: list[tuple[tuple[int, int] | None, Iterator[tuple[Path, tuple[str, ...]]]]] = [(None, iter([(root, ())]))]
    while levels:
        path, parts = next(levels[-1][1], (None, ()))
        if path is None:
            levels.pop()
            continue
        file = InputFile(path, parts or (root.name or str(root),))
        try:
            status = os.stat(path)
            kind, identity = stat.S_IFMT(status.st_mode), (status.st_dev, status.st_ino)
            follow = options.follow_links or not parts or not os.path.islink(path)
            if kind == stat.S_IFDIR and not follow:
                yield _skipped(file, "a link to a folder")
            elif kind == stat.S_IFDIR and identity in (above for above, _ in levels):
                yield _skipped(file, "a link to a folder above it")
            elif kind == stat.S_IFDIR:
                levels.append((identity, inside(path, parts)))
            elif not wanted(file.name_parts):
                continue
            elif kind in _SPECIAL:
                yield _skipped(file, _SPECIAL[kind])
            elif not follow and not path.resolve().is_relative_to(root.resolve()):
                yield _skipped(file, "a link that leads out of the folder")
            else:
                yield _with_size(file, status)
        except OSError as error:
            yield evolve(file, problem=unreadable(error))


def _skipped(file: InputFile, what: str) -> InputFile:
    return evolve(file, skipped=f"It is {what}; it was skipped.")


def _with_size(file: InputFile, status: os.stat_result) -> InputFile:
    if not stat.S_ISREG(status.st_mode):
        return file
    return InputFile(file.path, file.name_parts, status.st_size, status.st_mtime_ns % _TIMES)


def _is_folder(path: str | Path) -> bool:
    return os.fspath(path) != STANDARD_INPUT and os.path.isdir(path)


def _check_exists(path: Path) -> None:
    """Raise ``WrongPathError`` for a path where nothing is; what cannot be looked at may be there."""
    try:
        path.stat()
    except (FileNotFoundError, NotADirectoryError):
        reason = "It is a link to something that does not exist." if path.is_symlink() else "It does not exist."
        raise WrongPathError(path, reason) from None
    except ValueError:  # whose words differ from one version of Python to the next
        raise WrongPathError(path, "It cannot be a path, because it has a null byte.") from None
    except OSError:
        pass


def _named(path: str | Path) -> InputFile:
    if os.fspath(path) == STANDARD_INPUT:
        return InputFile(None, ("stdin",))
    file = InputFile(Path(path), (Path(path).name,))
    try:
        return _with_size(file, Path(path).stat())
    except OSError as error:
        return evolve(file, problem=unreadable(error))
