"""An input → its texts: the file itself, the members of an archive, the pages of a crawl file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from attrs import define, field

from ifes_records.batch.archives import MAGIC, archive_texts
from ifes_records.batch.codecs import GZIP, codec_of
from ifes_records.batch.crawls import Crawl, is_crawl_name
from ifes_records.batch.errors import InputError
from ifes_records.batch.find import DEFAULT_OPTIONS, InputFile
from ifes_records.batch.members import RECORD_MAGIC, begins_with_record, gzip_pieces, plain_pieces
from ifes_records.batch.options import InputOptions
from ifes_records.batch.streams import Budget, Counts, Text, open_stored, peek, printable, unpack
from ifes_records.model import Source

# The header of a gzip member may hold a name and a comment.
_LONGEST_HEADER = 1 << 10


@define
class Opened:
    """An input that is being read."""

    file: InputFile
    options: InputOptions = DEFAULT_OPTIONS
    counts: Counts = field(factory=Counts, init=False)

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
        with open_stored(self.file.path, self.counts) as blocks:
            # No second block if the first shows what the first member holds.
            head, blocks = peek(blocks, _LONGEST_HEADER)
            if head.startswith(MAGIC):
                if self.file.path is None or self.file.size is None:
                    raise InputError(path, "a zip archive can only be read from a file; save or unpack it first")
                yield from archive_texts(path, parts, options, self.counts)
                return
            if begins_with_record(head) or _is_gzip_crawl(head, parts[-1]):
                yield from crawl.texts(gzip_pieces(blocks, budget), is_gzip=True)
                return
            is_stored = codec_of(head) is None
            head, blocks = peek(unpack(blocks, path, budget))
            if head.startswith(MAGIC):
                raise InputError(path, "it is a compressed zip archive; decompress it first")
            if head.startswith(RECORD_MAGIC) or is_crawl_name(parts[-1]):
                yield from crawl.texts(plain_pieces(blocks, stored=is_stored), is_gzip=False)
            else:
                yield Text(parts, blocks, Source(name=None if self.file.path is None else printable(parts[-1])))


def _is_gzip_crawl(head: bytes, name: str) -> bool:
    """Whether damaged bytes are those of a gzip crawl file, judging by its name."""
    if not is_crawl_name(name):
        return False
    is_other = codec_of(head) is not None or head.startswith(RECORD_MAGIC)
    return head.startswith(GZIP.magic) or (name.lower().endswith(".gz") and not is_other)
