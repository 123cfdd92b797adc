"""An input → its texts (the file itself, the members of an archive, the pages of a crawl file) → its records.

What cannot be read takes its place among the records.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from itertools import chain
from pathlib import Path

from attrs import define, evolve, field, frozen

from ifes_records.batch.archives import MAGIC, archive_texts
from ifes_records.batch.codecs import GZIP, codec_of
from ifes_records.batch.crawls import Crawl, is_crawl_name
from ifes_records.batch.errors import InputError, internal, is_lost
from ifes_records.batch.find import DEFAULT_OPTIONS, InputFile, path_of
from ifes_records.batch.members import RECORD_MAGIC, begins_with_record, gzip_pieces, plain_pieces
from ifes_records.batch.names import as_text, is_compressed, stem_of
from ifes_records.batch.options import InputOptions
from ifes_records.batch.status import InputStatus
from ifes_records.batch.streams import (
    Budget,
    Counts,
    Text,
    failing,
    open_stored,
    path_within,
    peek,
    printable,
    unpack,
)
from ifes_records.limits import DEFAULT_LIMITS, Limits
from ifes_records.model import Source
from ifes_records.split.record_text import RecordText, record_texts

# The header of a gzip member may hold a name and a comment.
_LONGEST_HEADER = 1 << 10

# So many kinds of address are named.
_MOST_ADDRESSES = 5

# An input of at most so many stored bytes is read as a whole.
SMALL = 64_000


@frozen
class Record:
    """A record to convert, or the part of an archive or crawl file that could not be read."""

    input: int
    number: int
    """Counts the records of the input from 0."""
    location: str
    """The input's path, with the member of an archive or the page of a crawl file."""
    stem: str
    """The name of its text's document, without a number and suffix."""
    file_stem: str
    """The same for the input as a whole."""
    ordinal: int | None = None
    """Its number in a text of many, from 1; ``None`` for the only one."""
    text: RecordText | None = None
    """``None`` if it could not be read."""
    failure: str | None = None
    """Why it could not be read."""
    lost: bool = False
    """Whether the machine is to blame, so that the next run tries it again."""


@frozen
class End:
    """The end of an input."""

    input: int
    path: str
    status: InputStatus
    reason: str | None = None
    ignored: int = 0
    lost: bool = False
    """Whether the machine is to blame for its failure."""
    addresses: tuple[tuple[str, int], ...] = ()
    """The most frequent kinds of address of the pages that were ignored, and how many each has."""


@define
class InputReader:
    """Reads one input."""

    file: InputFile
    options: InputOptions = DEFAULT_OPTIONS
    limits: Limits = DEFAULT_LIMITS
    split: bool = True
    """Whether a text may hold several records; if not, it is one record as a whole."""
    input: int = 0
    """Its number in the journal."""
    read: Callable[[int], bytes] | None = None
    """Gives the stored bytes of an input that is not on this machine: at most so many, none at the end."""
    counts: Counts = field(factory=Counts, init=False)

    @property
    def is_small(self) -> bool:
        """Whether all of it may be in memory at a time, judging by its size and its name."""
        name = self.file.name_parts[-1]
        may_grow = is_compressed(name) or is_crawl_name(name) or name.lower().endswith(".zip")
        return self.file.size is not None and self.file.size <= SMALL and not may_grow

    def items(self, start: int = 0) -> Iterator[Record | End]:
        """The records from a number on, then the end of the input. Nothing is raised."""
        path, status, reason, lost = as_text(path_of(self.file)), InputStatus.READ, None, False
        try:
            yield from (record for record in self._records(path) if record.number >= start)
        except InputError as error:
            status = InputStatus.FAILED if self.file.skipped is None else InputStatus.SKIPPED
            reason, lost = error.reason, is_lost(error.__cause__)
        except Exception as error:  # one input must not end a run over thousands
            status, reason, lost = InputStatus.FAILED, internal(error), is_lost(error)
        addresses = tuple(self.counts.addresses.most_common(_MOST_ADDRESSES))
        yield End(self.input, path, status, reason, self.counts.ignored, lost, addresses)

    def texts(self) -> Iterator[Text]:
        """The texts, one at a time, each to be read before the next.

        Raises ``InputError`` where the rest of the input cannot be read. The faults of a single text are raised by
        its blocks, and the next text can still be requested.
        """
        path, parts, options = self.file.path or Path("-"), self.file.name_parts, self.options
        if reason := self.file.problem or self.file.skipped:
            raise InputError(path, reason)
        budget = Budget(path, options.unpack, lambda: self.counts.bytes_read)
        crawl = Crawl(path, parts, options, self.counts)
        with open_stored(self.file.path, self.counts, self.read) as blocks:
            # No second block if the first shows what the first member holds.
            head, blocks = peek(blocks, _LONGEST_HEADER)
            if head.startswith(MAGIC):
                if self.file.path is None or self.file.size is None:
                    reason = "It is a zip archive, which can only be read from a file; save or unpack it first."
                    raise InputError(path, reason)
                with closing(archive_texts(path, parts, options, self.counts)) as members:
                    for member in members:
                        yield from self._pages(member)
                return
            if begins_with_record(head) or _is_gzip_crawl(head, parts[-1]):
                yield from crawl.texts(gzip_pieces(blocks, budget), is_gzip=True)
                return
            is_stored = codec_of(head) is None
            head, blocks = peek(unpack(blocks, path, budget))
            if head.startswith(MAGIC):
                raise InputError(path, "It is a compressed zip archive; decompress it first.")
            if head.startswith(RECORD_MAGIC) or is_crawl_name(parts[-1]):
                yield from crawl.texts(plain_pieces(blocks, stored=is_stored), is_gzip=False)
            else:
                is_file = (self.file.path or self.file.url) is not None
                source = Source(name=printable(parts[-1]), path=path_within(parts)) if is_file else Source()
                yield Text(parts, blocks, source)

    def _pages(self, member: Text) -> Iterator[Text]:
        """The pages of a member of an archive that is a crawl file; of any other, the member itself."""
        head, blocks = peek(member.blocks)
        if not head or not (head.startswith(RECORD_MAGIC) or is_crawl_name(member.name_parts[-1])):
            yield evolve(member, blocks=blocks)
            return
        source = member.source
        crawl = Crawl(self.file.path or Path("-"), member.name_parts, self.options, self.counts)
        try:
            for page in crawl.texts(plain_pieces(blocks, stored=False), is_gzip=False):
                yield evolve(page, source=evolve(page.source, path=source.path))
        except InputError as error:  # the other members can still be read
            yield evolve(member, blocks=failing(error))

    def _records(self, path: str) -> Iterator[Record]:
        file_stem = stem_of(self.file.name_parts)
        number = 0
        for text in self.texts():
            blocks = _UpToFault(text.blocks)
            location = self._location(path, text)
            stem = file_stem if text.name_parts == self.file.name_parts else stem_of(text.name_parts)
            split = self.split and text.split
            texts = record_texts(iter(blocks), text.source, record_id=text.record_id, split=split, limits=self.limits)
            for ordinal, record in _numbered(texts):
                if blocks.fault is not None and blocks.is_empty:
                    break  # there is nothing before the fault
                yield Record(self.input, number, location, stem, file_stem, ordinal, record)
                number += 1
            if blocks.fault is not None:
                if text.source.container is None:
                    raise blocks.fault
                yield Record(
                    self.input, number, location, stem, file_stem, failure=blocks.fault.reason,
                    lost=is_lost(blocks.fault.__cause__),
                )  # fmt: skip
                number += 1

    def _location(self, path: str, text: Text) -> str:
        if text.source.container is None:
            return path
        if text.source.url is not None:
            member = text.name_parts[len(self.file.name_parts) : -1]  # of an archive
            return f"{'/'.join([path, *member])}: {text.source.url}"
        return "/".join([path, *text.name_parts[len(self.file.name_parts) :]])


@define
class _UpToFault:
    """The blocks of a text up to a fault, which is kept: what is before it is still a record."""

    blocks: Iterator[bytes]
    fault: InputError | None = None
    is_empty: bool = True

    def __iter__(self) -> Iterator[bytes]:
        try:
            for block in self.blocks:
                self.is_empty = self.is_empty and not block
                yield block
        except InputError as error:
            self.fault = error


def _numbered(records: Iterator[RecordText]) -> Iterator[tuple[int | None, RecordText]]:
    """Each record with its number in a text of many, from 1; ``None`` for the only one."""
    first_two = [record for record in (next(records, None), next(records, None)) if record is not None]
    for ordinal, record in enumerate(chain(first_two, records), start=1):
        yield (ordinal if len(first_two) == 2 else None), record


def _is_gzip_crawl(head: bytes, name: str) -> bool:
    """Whether damaged bytes are those of a gzip crawl file, judging by its name."""
    if not is_crawl_name(name):
        return False
    is_other = codec_of(head) is not None or head.startswith(RECORD_MAGIC)
    return head.startswith(GZIP.magic) or (name.lower().endswith(".gz") and not is_other)
