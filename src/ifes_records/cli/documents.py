"""Records to look at: those in texts, and those in the documents that ``convert`` has written."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator

from ifes_records.batch.errors import InputError
from ifes_records.batch.find import find, path_of
from ifes_records.batch.inputs import InputReader
from ifes_records.batch.options import InputOptions
from ifes_records.cli.inputs import Failures, records_at
from ifes_records.cli.output import shown
from ifes_records.json import DocumentError, from_json
from ifes_records.limits import Limits
from ifes_records.model import ElectionRecord

REPORT = "report.json"
NAMES = tuple(f"*{form}{packed}" for form in (".json", ".jsonl") for packed in ("", ".gz", ".zst"))
OPTIONS = InputOptions(globs=NAMES, exclude=(REPORT, "*.report.json"))


def texts_or_documents_at(
    paths: Iterable[str], limits: Limits, failed: Failures, *, number: int | None = None
) -> Iterator[tuple[str, ElectionRecord]]:
    """The records in the inputs and documents that the paths name, each with the path that is printed for it.

    A document has no text, and so no places in it. With a ``number``, only the record of that number in its text.
    What cannot be read is passed to ``failed`` as a line to print.
    """
    for path in paths:
        if holds_documents(path):
            found = documents_at(path, failed)
            yield from (one for one in found if number in (None, one[1].source.index + 1))
        else:
            yield from ((one.path, one.record) for one in records_at([path], limits, failed, number=number))


def holds_documents(path: str) -> bool:
    """Whether a path is an output of ``convert``: a folder with its report, or a file named like a document."""
    return os.path.isfile(os.path.join(path, REPORT)) or (
        os.path.isfile(path) and path.lower().endswith(tuple(n[1:] for n in NAMES))
    )


def documents_at(path: str, failed: Failures) -> Iterator[tuple[str, ElectionRecord]]:
    """The records in an output of ``convert``, each with the path of its document.

    What is not a document, or cannot be read, is passed to ``failed`` as a line to print.
    """
    for file in find([path], OPTIONS):
        where = shown(path_of(file))
        try:
            data = b"".join(block for text in InputReader(file, OPTIONS).texts() for block in text.blocks)
            for document in data.splitlines() if ".jsonl" in file.name_parts[-1].lower() else [data]:
                yield where, from_json(document)
        except InputError as error:
            failed(f"{where}: {error.reason}")
        except DocumentError as error:
            failed(f"{where}: {str(error).splitlines()[0]}")
