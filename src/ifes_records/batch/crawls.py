"""Crawl files (WARC, WET) → the pages of elections in them.

``frames`` finds the records. FastWARC reads one at a time: the header of an HTTP answer, and the page without
chunks. FastWARC says nothing if a gzip body breaks off, so that is left to ``streams``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Literal
from urllib.parse import urlsplit

from attrs import define, field, frozen

from ifes_records.batch.codecs import BLOCK
from ifes_records.batch.errors import InputError
from ifes_records.batch.frames import Damage, Frame, frames, the_record
from ifes_records.batch.members import Piece
from ifes_records.batch.options import InputOptions
from ifes_records.batch.streams import Budget, Counts, Text, failing, path_within, peek, printable, unpack
from ifes_records.model import Source

if TYPE_CHECKING:
    from fastwarc.warc import WarcRecord

_SUFFIXES = re.compile(r"(?:\.warc|\.wet|\.gz|\.bz2|\.xz|\.zst)+$", re.IGNORECASE)
_NO_PAGES = {"warcinfo", "request", "metadata"}
_NOT_IN_NAMES = re.compile(r"[^A-Za-z0-9]+")
_LONGEST_NAME = 100
_NUMBER = re.compile(r"(?<=[^/]/)[0-9]+(?=/|$)")
_MOST_ADDRESSES = 10_000
_GZIP_BODY = re.compile(rb"(?im)^content-encoding:[ \t]*(?:x-)?gzip\b")
_END_OF_HTTP_HEAD = re.compile(rb"\r?\n\r?\n")


def is_crawl_name(name: str) -> bool:
    """Whether a file name is that of a crawl file: ``….warc.gz``, ``….warc.wet.gz``."""
    return re.search(r"\.(?:warc|wet)(?:\.gz|\.bz2|\.xz|\.zst)?$", name, re.IGNORECASE) is not None


@frozen
class Crawl:
    """A crawl file; pages of other addresses, pages without text, and failed answers are ignored."""

    path: Path
    name_parts: tuple[str, ...]
    options: InputOptions
    counts: Counts

    def texts(self, pieces: Iterator[Piece], *, is_gzip: bool) -> Iterator[Text]:
        """The pages with matching addresses and the damage, in the order of the file.

        Raises ``InputError`` if FastWARC is not installed.
        """
        try:
            import fastwarc.warc  # noqa: F401
        except ImportError:
            reason = "It is a crawl file (WARC); install ifes-records[warc] to read it."
            raise InputError(self.path, reason) from None
        for found in frames(pieces, self.path, is_gzip=is_gzip):
            if isinstance(found, Damage):
                yield self._damaged(found.error, found.offset)
                continue
            kind = found.fields.get("warc-type", "").lower()
            is_page = kind in ("conversion", "resource", "response")
            no_address = is_page and "warc-target-uri" not in found.fields
            missing = "WARC-Target-URI" if no_address else "" if kind else "WARC-Type"
            if missing:
                error = InputError(self.path, f"{the_record(found.offset)} has no “{missing}”; it was not read.")
                yield self._damaged(error, found.offset)
            elif kind not in _NO_PAGES:
                text = self._page(found)
                if text is None:
                    self.counts.ignored += 1
                    self._count_address(found)
                else:
                    yield text

    def _count_address(self, frame: Frame) -> None:
        url = frame.fields.get("warc-target-uri", "").strip("<>").partition("?")[0]
        address = _NUMBER.sub("N", url)[:_LONGEST_NAME]
        if not address:
            return
        if len(self.counts.addresses) < _MOST_ADDRESSES or address in self.counts.addresses:
            self.counts.addresses[address] += 1

    def _damaged(self, error: InputError, offset: int | None) -> Text:
        source = Source(path=path_within(self.name_parts), container=printable(self.name_parts[-1]), offset=offset)
        return Text(self._named(f"damaged-{offset or 0}"), failing(error), source, split=False)

    def _page(self, frame: Frame) -> Text | None:
        url = frame.fields.get("warc-target-uri", "").strip("<>")
        match = self.options.url_match.search(url)
        blocks = self._blocks(frame) if match else None
        if match is None or blocks is None:
            return None
        record_id = match.groupdict().get("id")
        source = Source(
            path=path_within(self.name_parts),
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
        return (*folders, _SUFFIXES.sub("", own) or own, name)

    def _blocks(self, frame: Frame) -> Iterator[bytes] | None:
        """The bytes of the page; ``None`` for what has no text: a picture, a redirect. Faults are raised by it."""
        kind, media_type = frame.fields["warc-type"].lower(), frame.fields.get("content-type", "").lower()
        if kind == "response" and media_type.startswith("application/http"):
            return self._answer(frame)
        is_text = kind in ("conversion", "response") or (kind == "resource" and media_type.startswith("text/"))
        return frame.body if is_text else None

    def _answer(self, frame: Frame) -> Iterator[bytes] | None:
        """The page in an HTTP answer; ``None`` if its status is not that of success."""
        from fastwarc.warc import ArchiveIterator

        head, body = peek(frame.body, BLOCK)
        end = _END_OF_HTTP_HEAD.search(head)
        is_gzip = end is not None and _GZIP_BODY.search(head, 0, end.start()) is not None
        fields = f"WARC-Type: response\r\nContent-Type: application/http\r\nContent-Length: {frame.length}"
        file = _RecordFile(chain((f"WARC/1.0\r\n{fields}\r\n\r\n".encode(),), body))

        def fault(error: Exception) -> InputError:
            reason = f"{the_record(frame.offset)} could not be read as an HTTP answer ({error})."
            return file.fault or InputError(self.path, reason)

        def page(record: WarcRecord | None) -> Iterator[bytes]:
            while record is not None:
                try:
                    block = record.reader.read(BLOCK)
                except Exception as error:
                    raise fault(error) from error
                if not block:
                    break
                budget.spend(len(block))
                yield block
            if file.fault:
                raise file.fault

        decode: Literal["transfer", "all"] = "transfer" if is_gzip else "all"
        try:
            record = next(iter(ArchiveIterator(file, parse_http=True, auto_decode=decode)), None)
        except Exception as error:
            return failing(fault(error))
        if record is not None and record.http_headers is not None:
            status = record.http_headers.status_code
            if status is not None and not 200 <= status < 300:
                return None
        budget = Budget(self.path, self.options.unpack, lambda: file.position)
        return unpack(page(record), self.path, budget) if is_gzip else page(record)


def _name_of(url: str) -> str:
    """``http://www.electionguide.org/countries/id/113/`` → ``countries-id-113``."""
    try:
        path = urlsplit(url).path
    except ValueError:
        return ""
    return _NOT_IN_NAMES.sub("-", path).strip("-")[:_LONGEST_NAME]


@define
class _RecordFile:
    """The bytes of a record as a file for FastWARC. It must not raise: that would end the process."""

    blocks: Iterator[bytes]
    position: int = field(default=0, init=False)
    fault: InputError | None = field(default=None, init=False)
    _rest: bytes = field(default=b"", init=False)

    def read(self, size: int = -1) -> bytes:
        """At most so many bytes; none at the end, or at a fault, which is kept."""
        if not self._rest:
            try:
                self._rest = next(self.blocks, b"")
            except InputError as error:
                self.fault = error
        data = self._rest if size < 0 else self._rest[:size]
        self._rest = self._rest[len(data) :]
        self.position += len(data)
        return data

    def tell(self) -> int:
        """The number of bytes read."""
        return self.position

    def seek(self, offset: int, whence: int = 0) -> int:
        """Does nothing: a record is read once."""
        return self.position

    def close(self) -> None:
        """Does nothing."""
