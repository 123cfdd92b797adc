"""Crawl files (WARC, WET) → the pages of elections in them.

Where the records are is found in ``framing``; what one holds is read by FastWARC: the header of the HTTP answer,
and the page without what it was packed in for the way.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from attrs import define, field

from ifes_records.batch.errors import InputError
from ifes_records.batch.framing import Damage, Frame, frames
from ifes_records.batch.members import Piece
from ifes_records.batch.pages import failing, page_blocks
from ifes_records.batch.streams import UnpackLimits
from ifes_records.batch.stretches import at_byte
from ifes_records.batch.texts import Text, printable
from ifes_records.model import Source

# https://www.electionguide.org/elections/id/4078/ and the old http://www.electionguide.org/election.php?ID=1541
ELECTION_PAGE = (
    r"(?i)^https?://(?:www\.)?electionguide\.org(?::\d+)?/"
    r"(?:elections/id/|election\.php\?(?:[^#]*&)?ID=)(?P<id>[0-9]+)/?(?:[?&#].*)?$"
)
SUFFIXES = re.compile(r"(?:\.warc|\.wet|\.gz|\.bz2|\.xz|\.zst)+$", re.IGNORECASE)
_PAGES = {"conversion", "resource", "response"}
_NO_PAGES = {"warcinfo", "request", "metadata"}
_NOT_IN_NAMES = re.compile(r"[^A-Za-z0-9]+")
_LONGEST_NAME = 100


def is_crawl_name(name: str) -> bool:
    """Whether a file's name is that of a crawl file: ``….warc.gz``, ``….warc.wet.gz``."""
    return re.search(r"\.(?:warc|wet)(?:\.gz|\.bz2|\.xz|\.zst)?$", name, re.IGNORECASE) is not None


@define
class Crawl:
    """A crawl file, and how many of its pages were passed over: of other addresses, without a text, or no answers."""

    path: Path
    name_parts: tuple[str, ...]
    url_match: re.Pattern[str]
    limits: UnpackLimits
    passed_over: int = field(default=0, init=False)

    def texts(self, pieces: Iterator[Piece], *, packed: bool) -> Iterator[Text]:
        """The pages whose addresses fit, in the file's order, and what is damaged, each in its place.

        Raises ``InputError`` where FastWARC is not installed.
        """
        try:
            import fastwarc.warc  # noqa: F401
        except ImportError:
            wanted = "is a crawl file (WARC); install ifes-records[warc] to read it"
            raise InputError(self.path, wanted) from None
        for met in frames(pieces, self.path, packed=packed):
            if isinstance(met, Damage):
                yield self._damaged(met.error, met.offset)
            elif missing := _missing(met):
                error = InputError(self.path, f"the record{at_byte(met.offset)} has no {missing}")
                yield self._damaged(error, met.offset)
            elif met.fields["warc-type"].lower() not in _NO_PAGES:
                text = self._page(met)
                if text is None:
                    self.passed_over += 1
                else:
                    yield text

    def _damaged(self, error: InputError, offset: int | None) -> Text:
        source = Source(container=printable(self.name_parts[-1]), offset=offset)
        return Text(self._named(f"damaged-{offset or 0}"), failing(error), source, split=False)

    def _page(self, frame: Frame) -> Text | None:
        url = frame.fields.get("warc-target-uri", "").strip("<>")
        match = self.url_match.search(url)
        if not match:
            return None
        blocks = page_blocks(frame, self.path, self.limits)
        if blocks is None:
            return None
        record_id = match.groupdict().get("id")
        source = Source(
            url=url,
            container=printable(self.name_parts[-1]),
            crawl_date=frame.fields.get("warc-date"),
            warc_record_id=frame.fields.get("warc-record-id", "").strip("<>") or None,
            offset=frame.offset,
        )
        name = record_id or _name_of(url) or str(frame.number)
        return Text(self._named(name), blocks, source, record_id, split=False)

    def _named(self, name: str) -> tuple[str, ...]:
        *folders, own = self.name_parts
        return (*folders, SUFFIXES.sub("", own) or own, name)


def _missing(frame: Frame) -> str:
    """The field without which it cannot be said whether a record is a page that is meant; empty for none."""
    if "warc-type" not in frame.fields:
        return "WARC-Type"
    is_page = frame.fields["warc-type"].lower() in _PAGES
    return "WARC-Target-URI" if is_page and "warc-target-uri" not in frame.fields else ""


def _name_of(url: str) -> str:
    """``http://www.electionguide.org/countries/id/113/`` → ``countries-id-113``."""
    try:
        path = urlsplit(url).path
    except ValueError:
        return ""
    return _NOT_IN_NAMES.sub("-", path).strip("-")[:_LONGEST_NAME]
