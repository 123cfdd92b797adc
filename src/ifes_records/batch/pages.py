"""A record of a crawl file → the page in it, as FastWARC reads it.

FastWARC gets one record at a time, of which ``framing`` has found the ends. Of an answer it takes off the header
and the chunks. It says nothing where a gzip body breaks off, so that one is unpacked by ``streams``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from attrs import define, field

from ifes_records.batch.errors import InputError
from ifes_records.batch.framing import Frame
from ifes_records.batch.packings import BLOCK
from ifes_records.batch.streams import Budget, UnpackLimits, peek, unpack
from ifes_records.batch.stretches import at_byte

if TYPE_CHECKING:
    from fastwarc.warc import WarcRecord

_GZIP_BODY = re.compile(rb"(?im)^content-encoding:[ \t]*(?:x-)?gzip\b")
_END_OF_HTTP_HEAD = re.compile(rb"\r?\n\r?\n")


def page_blocks(frame: Frame, path: Path, limits: UnpackLimits) -> Iterator[bytes] | None:
    """The bytes of the page; ``None`` for what is no text of its own: a picture, an answer that it is elsewhere.

    What is wrong with the record is raised by the blocks.
    """
    kind = frame.fields["warc-type"].lower()
    media_type = frame.fields.get("content-type", "")
    is_text = kind in ("conversion", "response") or (kind == "resource" and media_type.lower().startswith("text/"))
    if not is_text:
        return None
    is_answer = kind == "response" and media_type.lower().startswith("application/http")
    head, body = peek(frame.body, BLOCK) if is_answer else (b"", frame.body)
    end = _END_OF_HTTP_HEAD.search(head)
    is_gzip = end is not None and _GZIP_BODY.search(head, 0, end.start()) is not None
    file = _RecordFile(chain((_record_head(kind, media_type, frame.length),), body))
    try:
        record = _read_record(file, http=is_answer, decode="transfer" if is_gzip else "all")
    except Exception as error:
        return failing(file.fault or _unreadable(path, frame, error))
    if record is not None and record.http_headers is not None:
        status = record.http_headers.status_code
        if status is not None and not 200 <= status < 300:
            return None
    budget = Budget(path, limits, lambda: file.position)
    blocks = _payload(record, file, path, frame, budget)
    return unpack(blocks, path, budget) if is_gzip else blocks


def _record_head(kind: str, media_type: str, length: int) -> bytes:
    fields = {"WARC-Type": kind, "Content-Type": media_type, "Content-Length": str(length)}
    lines = "".join(f"{name}: {value}\r\n" for name, value in fields.items())
    return f"WARC/1.0\r\n{lines}\r\n".encode()


def _read_record(file: _RecordFile, *, http: bool, decode: Literal["transfer", "all"]) -> WarcRecord | None:
    from fastwarc.warc import ArchiveIterator

    return next(iter(ArchiveIterator(file, parse_http=http, auto_decode=decode)), None)


def _payload(
    record: WarcRecord | None, file: _RecordFile, path: Path, frame: Frame, budget: Budget
) -> Iterator[bytes]:
    while record is not None:
        try:
            block = record.reader.read(BLOCK)
        except Exception as error:
            raise file.fault or _unreadable(path, frame, error) from error
        if not block:
            break
        budget.spend(len(block))
        yield block
    if file.fault:
        raise file.fault


def failing(error: InputError) -> Iterator[bytes]:
    """No bytes, but what is wrong with them."""
    raise error
    yield b""


def _unreadable(path: Path, frame: Frame, error: Exception) -> InputError:
    return InputError(path, f"the record{at_byte(frame.offset)} cannot be read: {error}")


@define
class _RecordFile:
    """The bytes of a record as the file that FastWARC reads. It must not raise: that would end the process."""

    blocks: Iterator[bytes]
    position: int = field(default=0, init=False)
    fault: InputError | None = field(default=None, init=False)
    _rest: bytes = field(default=b"", init=False)

    def read(self, size: int = -1) -> bytes:
        """So many bytes at most; none at the end, or where there is a fault, which is kept."""
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
        """How many bytes have been read."""
        return self.position

    def seek(self, offset: int, whence: int = 0) -> int:
        """Nowhere: a record is read once."""
        return self.position

    def close(self) -> None:
        """Nothing to be done."""
