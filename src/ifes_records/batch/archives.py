"""Zip archives → the texts in them. Nothing is written to disk, and no name in an archive is followed.

A member that cannot be read is a text whose blocks raise; the other members can still be read.
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

from attrs import evolve

from ifes_records.batch.codecs import BLOCK
from ifes_records.batch.errors import InputError, system_reason
from ifes_records.batch.find import Globs
from ifes_records.batch.options import InputOptions, UnpackLimits
from ifes_records.batch.streams import Budget, Counts, Text, peek, printable, unpack
from ifes_records.model import Source

MAGIC = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08PK\x03\x04")
"""The first bytes of a zip archive: of a member, of an empty archive, of the only part of a split one."""
_LOCAL_HEADER = 30
_ENCRYPTED = 0x1
# What zipfile raises for broken archives; not all of it is zipfile's own.
_ERRORS = (
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, OSError, struct.error),
    *(NotImplementedError, RuntimeError, ValueError, OverflowError, IndexError),
)


def archive_texts(path: Path, name_parts: tuple[str, ...], options: InputOptions, counts: Counts) -> Iterator[Text]:
    """The members with matching names, in the archive's order. Raises ``InputError`` if it is not an archive.

    ``counts`` gets the stored bytes of the members so far, and the number of those that were ignored.
    """
    counts.bytes_read = 0
    limits, globs = options.unpack, Globs(options.wanted)
    try:
        archive = zipfile.ZipFile(path)
    except _ERRORS as error:
        raise InputError(path, _reason(error)) from error
    with archive:
        members = archive.infolist()
        if len(members) > limits.members:
            raise InputError(path, f"it holds {len(members):,} members; at most {limits.members:,} are read")
        overlapping = set(_overlapping(members))
        size = path.stat().st_size
        # Twice as much, so that a single member that is too large is reported itself.
        whole = Budget(path, evolve(limits, after_bytes=2 * limits.after_bytes), lambda: size)
        for member in members:
            # Archives made on Windows may have backslashes in names.
            parts = tuple(part for part in re.split(r"[/\\]", member.filename) if part not in ("", "."))
            if member.is_dir():
                continue
            if parts and globs.match(parts):
                member_path = path / member.filename.lstrip("/\\")
                overlaps = member.header_offset in overlapping
                blocks = _member_blocks(archive, member, member_path, limits, whole, overlaps=overlaps)
                stem = re.sub(r"\.zip$", "", name_parts[-1], flags=re.IGNORECASE)
                source = Source(name=printable(parts[-1]), container=printable(name_parts[-1]))
                yield Text((*name_parts[:-1], stem, *parts), blocks, source)
            else:
                counts.ignored += 1
            counts.bytes_read += member.compress_size


def _overlapping(members: Iterable[zipfile.ZipInfo]) -> Iterator[int]:
    """The offsets of members that share bytes with another: that way a small archive can hold petabytes."""
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
        raise InputError(path, "it shares bytes of the archive with another member")
    if member.flag_bits & _ENCRYPTED:
        raise InputError(path, "it is encrypted")
    if stat.S_ISLNK(member.external_attr >> 16):
        raise InputError(path, "it is a link, and links in archives are not followed")
    own = Budget(path, limits, lambda: member.compress_size)
    head, blocks = peek(_inflated(archive, member, path, own, whole))
    if head.startswith(MAGIC):
        raise InputError(path, "it is an archive in an archive; unpack the outer one first")
    # A member that is itself compressed counts from the bytes that zip gave.
    inner = Budget(path, limits, lambda: own.unpacked)
    yield from unpack(blocks, path, inner)


def _inflated(
    archive: zipfile.ZipFile, member: zipfile.ZipInfo, path: Path, own: Budget, whole: Budget
) -> Iterator[bytes]:
    try:
        with archive.open(member) as file:
            # read1: if a full block were requested, all of it would be lost where its end is damaged.
            while block := cast(zipfile.ZipExtFile, file).read1(BLOCK):
                try:
                    own.spend(len(block))
                except InputError:
                    whole.unpacked -= own.unpacked - len(block)  # a bomb does not use up the others' budget
                    raise
                whole.spend(len(block))
                yield block
    except _ERRORS as error:
        raise InputError(path, _reason(error)) from error


def _reason(error: Exception) -> str:
    if isinstance(error, OSError):
        return system_reason(error)
    if isinstance(error, NotImplementedError):
        return f"its compression cannot be read ({error})"
    if isinstance(error, EOFError):
        return "it breaks off"
    if isinstance(error, zipfile.BadZipFile):
        return f"it is not a sound zip archive ({error})"
    return f"it is damaged ({error})"
