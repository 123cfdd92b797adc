"""A folder → the files in it, one at a time, in the order of their names at every level. Nothing is opened.

A folder of a million files is walked without a list of them: what is held is the names in the folders that are
being walked at the moment.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterable, Iterator
from fnmatch import translate
from pathlib import Path

from attrs import evolve, frozen

from ifes_records.batch.errors import system_reason

_SPECIAL = {stat.S_IFIFO: "a pipe", stat.S_IFSOCK: "a socket", stat.S_IFCHR: "a device", stat.S_IFBLK: "a device"}


@frozen
class InputFile:
    """A file that is meant, or what was met in its place."""

    path: Path | None
    """Where it is; ``None`` for standard input."""
    name_parts: tuple[str, ...]
    """Its path from the folder that was named, ``("old", "4078.txt")``; of a file that was named, its name."""
    size: int | None
    """Bytes as they are stored; ``None`` where that is not known: standard input, pipes, what cannot be read."""
    modified_ns: int | None
    """When it was last changed, in nanoseconds since 1970; ``None`` where that is not known."""
    problem: str | None = None
    """Why it cannot be read, where that is known before it is opened: a link to nothing."""
    skipped: str | None = None
    """Why it is left out on purpose: ``a link that leads out of the folder``."""


class Globs:
    """Patterns of names, capitals or not. One with ``/`` in it is of the path from the named folder.

    ``*`` stands for any characters, ``/`` too; ``/notes.txt`` is one at the top only.
    """

    def __init__(self, patterns: Iterable[str]) -> None:
        patterns = [pattern.rstrip("/") for pattern in patterns]
        self._names = _any_of(pattern for pattern in patterns if "/" not in pattern)
        self._paths = _any_of(pattern.lstrip("/") for pattern in patterns if "/" in pattern)

    def match(self, parts: tuple[str, ...]) -> bool:
        """Whether one of the patterns is that of a file, or folder, by the parts of its path."""
        return bool(self._names.match(parts[-1]) or self._paths.match("/".join(parts)))


def _any_of(patterns: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(map(translate, patterns)) or r"(?!)", re.IGNORECASE)


@frozen
class Walk:
    """A walk through a folder, without recursion: there may be more folders in each other than Python has frames."""

    root: Path
    wanted: Globs
    unwanted: Globs
    follow_links: bool

    def files(self) -> Iterator[InputFile]:
        """The files that fit, and what was met in their place."""
        above: list[tuple[int, int]] = []
        levels = [self._enter((), above)]
        while levels:
            found = next(levels[-1], None)
            if found is None:
                levels.pop()
                del above[len(levels) :]
            elif isinstance(found, InputFile):
                yield found
            else:
                levels.append(self._enter(found, above))

    def _enter(self, folder: tuple[str, ...], above: list[tuple[int, int]]) -> Iterator[InputFile | tuple[str, ...]]:
        """The files of a folder, and the parts of the folders in it, in the order of their names."""
        here = self._file(folder)
        assert here.path is not None
        try:
            status = here.path.stat()
            with os.scandir(here.path) as entries:
                names = sorted(entry.name for entry in entries if self._may_be_meant(entry, folder))
        except OSError as error:
            yield evolve(here, problem=system_reason(error))
            return
        identity = (status.st_dev, status.st_ino)
        if identity in above:
            yield evolve(here, skipped="a link to a folder above it")
            return
        above.append(identity)
        for name in names:
            yield from self._met((*folder, name))

    def _may_be_meant(self, entry: os.DirEntry[str], folder: tuple[str, ...]) -> bool:
        parts = (*folder, entry.name)
        return not self.unwanted.match(parts) and (self.wanted.match(parts) or _leads_to_folder(entry))

    def _met(self, parts: tuple[str, ...]) -> Iterator[InputFile | tuple[str, ...]]:
        file = self._file(parts)
        assert file.path is not None
        try:
            link = stat.S_ISLNK(file.path.lstat().st_mode)
            mode = file.path.stat().st_mode
        except OSError as error:
            yield evolve(file, problem=system_reason(error))
            return
        kind = stat.S_IFMT(mode)
        if stat.S_ISDIR(mode):
            yield evolve(file, skipped="a link to a folder") if link and not self.follow_links else parts
        elif not self.wanted.match(parts):
            return
        elif kind in _SPECIAL:
            yield evolve(file, skipped=_SPECIAL[kind])
        elif link and not self.follow_links and not self._leads_inside(file.path):
            yield evolve(file, skipped="a link that leads out of the folder")
        else:
            yield looked_at(file)

    def _file(self, parts: tuple[str, ...]) -> InputFile:
        return InputFile(self.root.joinpath(*parts), parts or (self.root.name or str(self.root),), None, None)

    def _leads_inside(self, path: Path) -> bool:
        return Path(os.path.realpath(path)).is_relative_to(os.path.realpath(self.root))


def looked_at(file: InputFile) -> InputFile:
    """The file with its size and time, or the problem with it; a link is followed."""
    assert file.path is not None
    try:
        status = file.path.stat()
    except OSError as error:
        return evolve(file, problem=system_reason(error))
    if not stat.S_ISREG(status.st_mode):
        return file
    return evolve(file, size=status.st_size, modified_ns=status.st_mtime_ns)


def _leads_to_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a link to itself
        return False
