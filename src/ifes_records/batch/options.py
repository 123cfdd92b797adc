"""What a batch conversion reads and writes: which inputs, how far they may be decompressed, which form of output."""

from __future__ import annotations

import gzip
import re
from enum import StrEnum

from attrs import field, frozen

from ifes_records.batch.codecs import zstd
from ifes_records.diagnostics import quoted
from ifes_records.limits import DEFAULT_LIMITS, Limits

# Explicit, so that a library version with another default writes the same bytes.
GZIP_LEVEL, ZSTD_LEVEL = 6, 3
DEFAULT_GLOBS = (
    *("*.txt", "*.txt.gz", "*.txt.bz2", "*.txt.xz", "*.txt.zst", "*.zip"),
    *("*.html", "*.htm", "*.warc", "*.warc.gz", "*.wet", "*.wet.gz"),
)
# https://www.electionguide.org/elections/id/4078/ and the old http://www.electionguide.org/election.php?ID=1541,
# also at the site's other addresses: digest.electionguide.org, electionguide.….app
ELECTION_PAGE = (
    r"(?i)^https?://(?:(?:www\.|digest\.)?electionguide\.org|electionguide\.(?!org\b)[a-z0-9.-]+)(?::\d+)?/"
    r"(?:elections/id/|election\.php\?(?:[^#]*&)?ID=)(?P<id>[0-9]+)/?(?:[?&#].*)?$"
)


class Format(StrEnum):
    """The layout of the output of many records."""

    JSON = "json"
    """One indented document per record, in a folder."""
    JSONL = "jsonl"
    """One line per record, in the order of the inputs: in one file, or in a folder with a file for each input."""
    CSV = "csv"
    """A folder with a CSV file for each table."""
    DATAPACKAGE = "datapackage"
    """The same, with a description of the tables (``datapackage.json``)."""
    PARQUET = "parquet"
    """A folder with Parquet files of each table, each with the rows of 1,000 records (extra ``[arrow]``)."""
    SQLITE = "sqlite"
    """A database: one file."""
    NIST = "nist"
    """A folder with an election report for each record (NIST SP 1500-100, version 2)."""
    PARLGOV = "parlgov"
    """Parties in the shape of ParlGov's elections: one CSV file."""
    PARTYFACTS = "partyfacts"
    """Parties in the shape of Party Facts: one CSV file."""

    @property
    def is_tables(self) -> bool:
        """Whether the records of all inputs are together in the same files, which are made at the end of a run."""
        return self not in (Format.JSON, Format.JSONL)


class Compression(StrEnum):
    """How output files are compressed."""

    GZIP = "gzip"
    ZSTD = "zstd"


@frozen
class Form:
    """The form of the output and the limits for reading records: all that a worker has to know."""

    format: Format = Format.JSON
    compression: Compression | None = None
    limits: Limits = DEFAULT_LIMITS
    seconds: float | None = None
    """The longest time that a record may take; ``None`` for no limit."""


@frozen
class UnpackLimits:
    """Limits of decompression, so that a small file cannot use up the time and memory of a run."""

    ratio: int = 200
    """Maximum ratio of decompressed to stored bytes (``--max-ratio``). Text has a ratio of five to ten."""
    after_bytes: int = 10 << 20
    """The ratio is checked beyond this number of decompressed bytes: a short repetitive text does no harm."""
    bytes: int = 1 << 40
    """Maximum number of decompressed bytes of one input (``--max-unpacked``)."""
    members: int = 1_000_000
    """Maximum number of members of an archive; one with more is not read."""


def _pattern(text: str) -> re.Pattern[str]:
    try:
        return re.compile(text)
    except re.error as error:
        raise ValueError(f"{quoted(text)} is not a regular expression ({error}).") from error


def _or_default(globs: tuple[str, ...]) -> tuple[str, ...]:
    return globs or DEFAULT_GLOBS


@frozen
class InputOptions:
    """Which files in folders, members of archives and pages of crawl files are read.

    Raises ``ValueError`` if ``url_match`` is not a regular expression.
    """

    globs: tuple[str, ...] = field(default=(), converter=_or_default)
    """Names of files to read, in folders and archives; ``DEFAULT_GLOBS`` if empty."""
    exclude: tuple[str, ...] = ()
    """Names of files and folders that are ignored in folders."""
    follow_links: bool = False
    """Whether to follow links in folders that lead to folders or out of the named folder."""
    url_match: re.Pattern[str] = field(default=ELECTION_PAGE, converter=_pattern)
    """A regular expression, searched for in the addresses of pages of crawl files. Its group ``id`` is the record's
    number."""
    unpack: UnpackLimits = UnpackLimits()
    """The limits of decompression."""


def compressed(data: bytes, compression: Compression | None) -> bytes:
    """The bytes, compressed as a whole: one gzip member without a time or name, or one zstd frame."""
    if compression is Compression.GZIP:
        return gzip.compress(data, GZIP_LEVEL, mtime=0)
    if compression is Compression.ZSTD:
        return zstd.compress(data, ZSTD_LEVEL)
    return data
