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
from collections.abc import Generator, Iterable, Iterator
from pathlib import Path
from typing import cast

from attrs import evolve, frozen

from ifes_records.batch.codecs import BLOCK
from ifes_records.batch.errors import InputError, unreadable, words_of
from ifes_records.batch.find import matcher
from ifes_records.batch.options import InputOptions, UnpackLimits
from ifes_records.batch.streams import Budget, Counts, Text, path_within, peek, printable, unpack
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


def archive_texts(
    path: Path, name_parts: tuple[str, ...], options: InputOptions, counts: Counts
) -> Generator[Text, None, None]:
    """The members with matching names, in the archive's order. Raises ``InputError`` if it is not an archive.

    ``counts`` gets the stored bytes of the members so far, and the number of those that were ignored.
    """
    counts.bytes_read = 0
    limits, wanted = options.unpack, matcher(options.globs)
    try:
        file = zipfile.ZipFile(path)
    except _ERRORS as error:
        raise InputError(path, _reason(error, "nothing")) from error
    with file:
        members = file.infolist()
        if len(members) > limits.members:
            reason = f"It has {len(members):,} members, more than the {limits.members:,} allowed; none was read."
            raise InputError(path, reason)
        size = path.stat().st_size
        # Twice as much, so that a single member that is too large is reported itself.
        whole = Budget(path, evolve(limits, after_bytes=2 * limits.after_bytes), lambda: size)
        archive = _Archive(file, limits, whole, frozenset(_overlapping(members)))
        stem = re.sub(r"\.zip$", "", name_parts[-1], flags=re.IGNORECASE)
        for member in (member for member in members if not member.is_dir()):
            # Archives made on Windows may have backslashes in names.
            parts = tuple(part for part in re.split(r"[/\\]", member.filename) if part not in ("", "."))
            if parts and wanted(parts):
                blocks = archive.blocks(member, path / member.filename.lstrip("/\\"))
                source = Source(
                    name=printable(parts[-1]),
                    path=path_within((*name_parts, *parts)),
                    container=printable(name_parts[-1]),
                )
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


@frozen
class _Archive:
    """An open archive, the budget of all of its members, and the offsets of those that share bytes."""

    file: zipfile.ZipFile
    limits: UnpackLimits
    whole: Budget
    overlapping: frozenset[int]

    def blocks(self, member: zipfile.ZipInfo, path: Path) -> Iterator[bytes]:
        """The bytes of a member. Raises ``InputError``."""
        if member.header_offset in self.overlapping:
            reason = "It shares bytes of the archive with another member, as in a zip bomb; it was not read."
            raise InputError(path, reason)
        if member.flag_bits & _ENCRYPTED:
            raise InputError(path, "It is encrypted; it was not read.")
        if stat.S_ISLNK(member.external_attr >> 16):
            raise InputError(path, "It is a link; links in archives are not followed.")
        own = Budget(path, self.limits, lambda: member.compress_size)
        head, blocks = peek(self._inflated(member, own))
        if head.startswith(MAGIC):
            raise InputError(path, "It is an archive in an archive, which is not read; unpack the outer one first.")
        # A member that is itself compressed counts from the bytes that zip gave.
        yield from unpack(blocks, path, Budget(path, self.limits, lambda: own.unpacked))

    def _inflated(self, member: zipfile.ZipInfo, own: Budget) -> Iterator[bytes]:
        try:
            with self.file.open(member) as file:
                # read1: if a full block were requested, all of it would be lost where its end is damaged.
                while block := cast(zipfile.ZipExtFile, file).read1(BLOCK):
                    try:
                        own.spend(len(block))
                    except InputError:
                        # A bomb does not use up the others' budget.
                        self.whole.unpacked -= own.unpacked - len(block)
                        raise
                    self.whole.spend(len(block))
                    yield block
        except _ERRORS as error:
            raise InputError(own.path, _reason(error, "only what is before the damage")) from error


def _reason(error: Exception, what_was_read: str) -> str:
    if isinstance(error, OSError):
        return unreadable(error)
    if isinstance(error, NotImplementedError):
        return f"Its compression is not supported ({words_of(error)}); it was not read."
    what = "not a sound zip archive" if isinstance(error, zipfile.BadZipFile) else "damaged"
    is_cut = isinstance(error, EOFError)
    return f"It {'breaks off' if is_cut else f'is {what} ({words_of(error)})'}; {what_was_read} was read."
