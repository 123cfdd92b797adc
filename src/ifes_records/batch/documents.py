"""Existing documents and lines → their records, one at a time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import orjson
from attrs import define, field

from ifes_records.batch.errors import InputError
from ifes_records.batch.files import is_report
from ifes_records.batch.find import InputFile, find, path_of
from ifes_records.batch.names import as_text
from ifes_records.batch.options import InputOptions, UnpackLimits
from ifes_records.batch.status import counted, notice
from ifes_records.batch.streams import Budget, Counts, open_stored, unpack
from ifes_records.json import DocumentError, from_json
from ifes_records.model import ElectionRecord, SourceKind

DOCUMENTS = InputOptions(
    globs=tuple(f"*.{name}{end}" for name in ("json", "jsonl") for end in ("", ".gz", ".zst")),
    # What this program writes beside documents, or in a folder of tables.
    exclude=(".ifes-records*", "datapackage.json", "*.metadata.json", "*.nist.json"),
)
"""The files that are read in folders."""
# The JSON of a record of two million characters has some twenty million.
LONGEST = 1 << 28


@define
class Documents:
    """The records of documents and lines; what is no record is reported and counted."""

    paths: tuple[str | Path, ...]
    notify: Callable[[str], None]
    counts: Counter[str] = field(factory=Counter, init=False)
    """How many are ``read``, ``other`` (a page that is not an election) and ``failed``; how many of those that were
    read the format ``refused``."""

    def records(self) -> Iterator[ElectionRecord]:
        """The records of elections, in the order of the paths."""
        for file in find(self.paths, DOCUMENTS):
            if file.path is not None and is_report(file.path):
                continue  # beside the documents of a conversion; nobody means it
            path = as_text(path_of(file))
            if file.skipped is not None:
                self.notify(notice(path, file.skipped))
                continue
            try:
                for number, document in _documents(file):
                    yield from self._record(document, path, number)
            except InputError as error:
                self._failed(notice(path, error.reason))

    def _record(self, document: bytes, path: str, line: int | None) -> Iterator[ElectionRecord]:
        try:
            record = from_json(document)
        except DocumentError as error:
            first, *others = str(error).split("\n")
            more = f" There are {counted(len(others), 'more fault')}." if others else ""
            self._failed(notice(path, f"It is not a record: {first}{more}", line))
            return
        if record.source.kind is SourceKind.ELECTION:
            self.counts["read"] += 1
            yield record
        else:
            self.counts["other"] += 1
            self.notify(notice(path, f"It is not an election ({record.source.kind}); it has no rows.", line))

    def refuse(self, line: str) -> None:
        """Report and count a record that the format has no place for."""
        self.counts["refused"] += 1
        self.notify(line)

    @property
    def all_exported(self) -> bool:
        """Whether every document was read, and every record is in the output."""
        return not (self.counts["failed"] or self.counts["refused"])

    def _failed(self, line: str) -> None:
        self.counts["failed"] += 1
        self.notify(line)

    def __str__(self) -> str:
        read, other, failed, refused = (self.counts[key] for key in ("read", "other", "failed", "refused"))
        documents = counted(read + other + failed, "document")
        refusals = f", {refused} not possible in this format" if refused else ""
        return f"{documents}: {read - refused} exported, {other} not an election, {failed} failed{refusals}"


def _documents(file: InputFile) -> Iterator[tuple[int | None, bytes]]:
    """The document of a file, or its lines with their numbers. Raises ``InputError``."""
    path = file.path or Path("-")
    if file.problem is not None:
        raise InputError(path, file.problem)
    counts = Counts()
    with open_stored(file.path, counts) as blocks:
        budget = Budget(path, UnpackLimits(), lambda: counts.bytes_read)
        lines = _lines(unpack(blocks, path, budget), path)
        first = next(lines, b"")
        if not _is_json(first):
            whole = bytearray(first)
            for line in lines:
                whole += line
                _check(len(whole), path)
            yield None, bytes(whole)
            return
        yield 1, first
        yield from ((number, line) for number, line in enumerate(lines, start=2) if line.strip())


def _lines(blocks: Iterable[bytes], path: Path) -> Iterator[bytes]:
    """Lines with their ends."""
    left: list[bytes] = []
    for block in blocks:
        *lines, last = block.split(b"\n")
        for line in lines:
            yield b"".join([*left, line, b"\n"])
            left = []
        left.append(last)
        _check(sum(map(len, left)) if len(left) % 64 == 0 else 0, path)
    if rest := b"".join(left):
        yield rest


def _check(size: int, path: Path) -> None:
    if size > LONGEST:
        raise InputError(path, f"It has a document of more than {LONGEST:,} bytes; the rest was not read.")


def _is_json(line: bytes) -> bool:
    try:
        orjson.loads(line)
    except orjson.JSONDecodeError:
        return False
    return True
