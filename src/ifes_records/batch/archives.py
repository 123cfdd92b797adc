"""Zip archives → the texts in them. Nothing is unpacked to the disk, and no name in an archive is followed.

A member that cannot be read is told as a text whose blocks raise; the other members go on.
"""

from __future__ import annotations

import lzma
import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import cast

from attrs import define, evolve, field

from ifes_records.batch.errors import InputError, system_reason
from ifes_records.batch.packings import BLOCK
from ifes_records.batch.streams import Budget, UnpackLimits, peek, unpack
from ifes_records.batch.texts import Text, printable
from ifes_records.batch.walk import Globs
from ifes_records.model import Source

MAGIC = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08PK\x03\x04")
"""How a zip archive begins: with a member, as an empty one, or as the only part of one in parts."""
MOST_MEMBERS = 1_000_000
_LOCAL_HEADER = 30
_ENCRYPTED = 0x1
# What zipfile raises for broken archives; it is not all zipfile's own.
_ERRORS = (
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, OSError, struct.error),
    *(NotImplementedError, RuntimeError, ValueError, OverflowError, IndexError),
)


@define
class Archive:
    """A zip archive, and how many of its members were passed over because their names do not fit."""

    path: Path
    name_parts: tuple[str, ...]
    globs: Globs
    limits: UnpackLimits
    most_members: int = MOST_MEMBERS
    passed_over: int = field(default=0, init=False)
    bytes_read: int = field(default=0, init=False)
    """Stored bytes of the members that were come to."""

    def texts(self) -> Iterator[Text]:
        """The members whose names fit, in the archive's order. Raises ``InputError`` for what is no archive."""
        try:
            archive = zipfile.ZipFile(self.path)
        except _ERRORS as error:
            raise InputError(self.path, _reason(error)) from error
        with archive:
            members = archive.infolist()
            if len(members) > self.most_members:
                raise InputError(
                    self.path, f"holds {len(members):,} members, more than the {self.most_members:,} that are read"
                )
            overlapping = set(_overlapping(members))
            size = self.path.stat().st_size
            # Twice as much, so that of one member that is too large it is the member that is told.
            whole = Budget(self.path, evolve(self.limits, after_bytes=2 * self.limits.after_bytes), lambda: size)
            for member in members:
                if member.is_dir():
                    continue
                parts = _parts(member.filename)
                if parts and self.globs.match(parts):
                    yield self._text(archive, member, parts, whole, overlaps=member.header_offset in overlapping)
                else:
                    self.passed_over += 1
                self.bytes_read += member.compress_size

    def _text(
        self,
        archive: zipfile.ZipFile,
        member: zipfile.ZipInfo,
        parts: tuple[str, ...],
        whole: Budget,
        *,
        overlaps: bool,
    ) -> Text:
        path = self.path / member.filename.lstrip("/\\")
        blocks = _member_blocks(archive, member, path, self.limits, whole, overlaps=overlaps)
        stem = re.sub(r"\.zip$", "", self.name_parts[-1], flags=re.IGNORECASE)
        source = Source(name=printable(parts[-1]), container=printable(self.name_parts[-1]))
        return Text((*self.name_parts[:-1], stem, *parts), blocks, source)


def _parts(name: str) -> tuple[str, ...]:
    """The parts of a member's path; archives made on Windows may have strokes of either kind between them."""
    return tuple(part for part in re.split(r"[/\\]", name) if part not in ("", "."))


def _overlapping(members: Iterable[zipfile.ZipInfo]) -> Iterator[int]:
    """Where members begin whose bytes are those of another one too: a small archive can hold petabytes so."""
    end = 0
    last = None
    for member in sorted(members, key=lambda member: member.header_offset):
        if member.header_offset < end and last is not None:
            yield from (last, member.header_offset)
        end = max(end, member.header_offset + _LOCAL_HEADER + member.compress_size)
        last = member.header_offset


def _member_blocks(
    archive: zipfile.ZipFile,
    member: zipfile.ZipInfo,
    path: Path,
    limits: UnpackLimits,
    whole: Budget,
    *,
    overlaps: bool,
) -> Iterator[bytes]:
    if overlaps:
        raise InputError(path, "lies on the same bytes of the archive as another member")
    if member.flag_bits & _ENCRYPTED:
        raise InputError(path, "is encrypted")
    if stat.S_ISLNK(member.external_attr >> 16):
        raise InputError(path, "is a link, which is not followed in an archive")
    own = Budget(path, limits, lambda: member.compress_size)
    head, blocks = peek(_inflated(archive, member, path, own, whole))
    if head.startswith(MAGIC):
        raise InputError(path, "is an archive in an archive; unpack the outer one first")
    # A member that is packed itself is counted from where zip has unpacked it.
    inner = Budget(path, limits, lambda: own.unpacked)
    yield from unpack(blocks, path, inner)


def _inflated(
    archive: zipfile.ZipFile, member: zipfile.ZipInfo, path: Path, own: Budget, whole: Budget
) -> Iterator[bytes]:
    try:
        with archive.open(member) as file:
            # A part at a time: of a block that is filled up, all is lost where its end is broken.
            while block := cast(zipfile.ZipExtFile, file).read1(BLOCK):
                try:
                    own.spend(len(block))
                except InputError:
                    whole.unpacked -= own.unpacked - len(block)  # one bomb does not use up what the others may
                    raise
                whole.spend(len(block))
                yield block
    except _ERRORS as error:
        raise InputError(path, _reason(error)) from error


def _reason(error: Exception) -> str:
    if isinstance(error, OSError):
        return system_reason(error)
    if isinstance(error, NotImplementedError):
        return f"is packed in a way that cannot be read ({error})"
    if isinstance(error, EOFError):
        return "breaks off"
    return f"is no sound zip archive ({error})" if isinstance(error, zipfile.BadZipFile) else f"is broken ({error})"
