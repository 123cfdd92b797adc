"""What a batch conversion is asked to do: the form of its documents, and when it counts as failed."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterable, Iterator
from enum import StrEnum
from pathlib import Path

from attrs import frozen

from ifes_records.batch.crawls import ELECTION_PAGE
from ifes_records.batch.find import DEFAULT_GLOBS, check_paths, find
from ifes_records.batch.inputs import ReadOptions
from ifes_records.batch.streams import UnpackLimits
from ifes_records.batch.walk import InputFile
from ifes_records.batch.zstandard import zstd
from ifes_records.limits import DEFAULT_LIMITS, Limits

# Stated, so that another version of a library with another default gives the same bytes.
GZIP_LEVEL, ZSTD_LEVEL = 6, 3


class Format(StrEnum):
    """How the documents of many records are laid out."""

    JSON = "json"
    """A document a record, indented, in a folder."""
    JSONL = "jsonl"
    """One line a record, in the order of the inputs: in one file, or in a folder with a file for each input."""


class Compression(StrEnum):
    """What output files are compressed with."""

    GZIP = "gzip"
    ZSTD = "zstd"


@frozen
class Form:
    """The form of the output, and the limits that records are read with: all that a worker has to know."""

    format: Format = Format.JSON
    compression: Compression | None = None
    limits: Limits = DEFAULT_LIMITS


@frozen
class InputOptions:
    """Which files in folders, members of archives and pages of crawl files are read, and how far they may unpack."""

    globs: tuple[str, ...] = ()
    """Names of files to read, in folders and archives; those of texts, archives and crawl files where there are
    none."""
    exclude: tuple[str, ...] = ()
    """Names of files and folders to leave out of folders."""
    follow_links: bool = False
    """Whether links in folders are followed that lead to folders, or out of the folder that was named."""
    url_match: str = ELECTION_PAGE
    """A regular expression, searched for in the addresses of pages of crawl files; its group ``id`` is the record's
    number."""
    unpack: UnpackLimits = UnpackLimits()
    """How much packed data may unpack to."""

    def found(self, paths: Iterable[str | Path]) -> Iterator[InputFile]:
        """The inputs, in their order."""
        return find(paths, globs=self.globs, exclude=self.exclude, follow_links=self.follow_links)

    def check(self, paths: Iterable[str | Path]) -> None:
        """Raise ``WrongPathError`` for a path that cannot be meant."""
        check_paths(paths, globs=self.globs, exclude=self.exclude, follow_links=self.follow_links)

    def read(self) -> ReadOptions:
        """What is read of an input. Raises ``ValueError`` where ``url_match`` is no regular expression."""
        try:
            url_match = re.compile(self.url_match)
        except re.error as error:
            raise ValueError(f"{self.url_match!r} is no regular expression: {error}") from error
        return ReadOptions(self.globs or DEFAULT_GLOBS, url_match, self.unpack)


def compressed(data: bytes, compression: Compression | None) -> bytes:
    """The bytes, compressed as a whole: one gzip member without a time and a name, one zstd frame."""
    if compression is Compression.GZIP:
        return gzip.compress(data, GZIP_LEVEL, mtime=0)
    if compression is Compression.ZSTD:
        return zstd.compress(data, ZSTD_LEVEL)
    return data
