"""An input → the texts in it: of the file itself, of an archive's members, of a crawl file's pages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from attrs import Factory, define, field, frozen

from ifes_records.batch import archives
from ifes_records.batch.archives import Archive
from ifes_records.batch.crawls import ELECTION_PAGE, Crawl, is_crawl_name
from ifes_records.batch.errors import InputError
from ifes_records.batch.find import DEFAULT_GLOBS
from ifes_records.batch.members import GZIP_MAGIC, RECORD_MAGIC, begins_with_record, gzip_pieces, plain_pieces
from ifes_records.batch.packings import packing_of
from ifes_records.batch.streams import Budget, Stored, UnpackLimits, open_stored, peek, unpack
from ifes_records.batch.texts import Text, printable
from ifes_records.batch.walk import Globs, InputFile
from ifes_records.model import Source

__all__ = ["InputFile", "Opened", "ReadOptions", "Text", "open_input"]


@frozen
class ReadOptions:
    """What is read of an input."""

    globs: tuple[str, ...] = DEFAULT_GLOBS
    """The names of members of archives that are read; the others are passed over."""
    url_match: re.Pattern[str] = Factory(lambda: re.compile(ELECTION_PAGE))
    """The addresses of pages of crawl files that are read, searched for; its group ``id`` is the record's number."""
    limits: UnpackLimits = UnpackLimits()
    most_members: int = archives.MOST_MEMBERS
    """An archive with more is not read."""


# A gzip header may hold a name and a comment.
_ENOUGH_TO_TELL = 1 << 10

DEFAULT_READ_OPTIONS = ReadOptions()


@define
class Opened:
    """An input that is being read."""

    file: InputFile
    options: ReadOptions
    _stored: Stored | None = field(default=None, init=False)
    _container: Archive | Crawl | None = field(default=None, init=False)

    @property
    def passed_over(self) -> int:
        """How many members of an archive, or pages of a crawl file, were left out so far as not meant."""
        return self._container.passed_over if self._container else 0

    @property
    def bytes_read(self) -> int:
        """How many bytes of the file, as stored, have been read so far."""
        if isinstance(self._container, Archive):
            return self._container.bytes_read
        return self._stored.position if self._stored else 0

    def texts(self) -> Iterator[Text]:
        """The texts, one at a time, each to be read before the next.

        Raises ``InputError`` where the rest of the input cannot be read. What is wrong with one text is raised by
        its own blocks, and the next one can be asked for.
        """
        if self.file.problem or self.file.skipped:
            raise InputError(self._path, self.file.problem or self.file.skipped or "")
        with open_stored(self.file.path) as stored:
            self._stored = stored
            yield from self._told_apart(stored)

    @property
    def _path(self) -> Path:
        return Path("-") if self.file.path is None else self.file.path

    def _told_apart(self, stored: Stored) -> Iterator[Text]:
        path, parts, options = self._path, self.file.name_parts, self.options
        budget = Budget(path, options.limits, lambda: stored.position)
        # As much as shows what is in the first member, and no second block where the first does.
        head, blocks = peek(stored.blocks(), _ENOUGH_TO_TELL)
        if head.startswith(archives.MAGIC):
            yield from self._archive()
        elif begins_with_record(head) or _is_gzip_crawl(head, parts[-1]):
            self._container = crawl = Crawl(path, parts, options.url_match, options.limits)
            yield from crawl.texts(gzip_pieces(blocks, budget), packed=True)
        else:
            is_stored = packing_of(head) is None
            head, blocks = peek(unpack(blocks, path, budget))
            if head.startswith(archives.MAGIC):
                raise InputError(path, "is a packed zip archive; unpack it first")
            if head.startswith(RECORD_MAGIC) or is_crawl_name(parts[-1]):
                self._container = crawl = Crawl(path, parts, options.url_match, options.limits)
                yield from crawl.texts(plain_pieces(blocks, stored=is_stored), packed=False)
            else:
                name = None if self.file.path is None else printable(parts[-1])
                yield Text(parts, blocks, Source(name=name))

    def _archive(self) -> Iterator[Text]:
        path = self.file.path
        if path is None or self.file.size is None:
            raise InputError(self._path, "is a zip archive, which is read only from a file; save or unpack it first")
        options = self.options
        self._container = archive = Archive(
            path, self.file.name_parts, Globs(options.globs), options.limits, options.most_members
        )
        yield from archive.texts()


def _is_gzip_crawl(head: bytes, name: str) -> bool:
    """Whether the bytes, though they are broken, are those of a crawl file by its name."""
    return is_crawl_name(name) and (
        head.startswith(GZIP_MAGIC)
        or (name.lower().endswith(".gz") and packing_of(head) is None and not head.startswith(RECORD_MAGIC))
    )


def open_input(file: InputFile, options: ReadOptions = DEFAULT_READ_OPTIONS) -> Opened:
    """An input, of which nothing has been read yet."""
    return Opened(file, options)
