"""Tables of many records: which files each format has, and how they replace older ones.

Tables are made in a folder of their own and moved once they are complete, so nobody ever sees half a table.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable, Iterable, Iterator
from importlib.util import find_spec
from pathlib import Path

from attrs import frozen

from ifes_records.batch.codecs import CODEC_ERRORS, zstd
from ifes_records.batch.errors import ExistingOutputError, OutputError
from ifes_records.batch.files import writing
from ifes_records.batch.find import STANDARD_INPUT, InputFile
from ifes_records.batch.journal import Journal
from ifes_records.batch.options import Format
from ifes_records.batch.outputs import OneFile
from ifes_records.json import from_json
from ifes_records.model import ElectionRecord
from ifes_records.tables import TABLES
from ifes_records.tables.csv import write_csv
from ifes_records.tables.nist import write_nist
from ifes_records.tables.package import DESCRIPTOR, write_package
from ifes_records.tables.shapes import write_parlgov, write_partyfacts
from ifes_records.tables.sqlite import write_sqlite

_ANY_TABLE = "|".join(TABLES)
RECORDS_BETWEEN = 100
"""The number of records between two reports of the progress."""


@frozen
class Layout:
    """What a format writes."""

    write: Callable[..., None]
    """Writes records into a new folder, or to the path of a new file; some formats have options."""
    names: re.Pattern[str] | None = None
    """The names of its files: in an output folder, such a file is replaced or removed, and any other is left alone.
    ``None`` if the output is one file, and others named after it."""


def _write_parquet(records: Iterable[ElectionRecord], folder: Path) -> None:
    from ifes_records.tables.arrow import write_parquet  # an extra

    write_parquet(records, folder)


LAYOUTS = {
    Format.CSV: Layout(write_csv, re.compile(rf"(?:{_ANY_TABLE})\.csv")),
    Format.DATAPACKAGE: Layout(write_package, re.compile(rf"(?:{_ANY_TABLE})\.csv|{re.escape(DESCRIPTOR)}")),
    Format.PARQUET: Layout(_write_parquet, re.compile(rf"(?:{_ANY_TABLE})-[0-9]{{5}}\.parquet")),
    Format.SQLITE: Layout(write_sqlite),
    Format.NIST: Layout(write_nist, re.compile(r"[0-9x]+-[0-9a-f]{12}(?:~[0-9]+)?\.nist\.json|losses\.csv")),
    Format.PARLGOV: Layout(write_parlgov),
    Format.PARTYFACTS: Layout(write_partyfacts),
}


def is_one_file(form: Format) -> bool:
    """Whether the output is a file, not a folder."""
    return form in LAYOUTS and LAYOUTS[form].names is None


def check_installed(form: Format) -> None:
    """Raise ``ValueError`` for a format that needs an extra which is not installed."""
    if form is Format.PARQUET and find_spec("pyarrow") is None:
        raise ValueError("The format parquet needs pyarrow; install ifes-records[arrow].")


def check_is_path(output: str, form: Format) -> None:
    """Raise ``ValueError`` for an output that the tables of a format cannot have."""
    if output == STANDARD_INPUT:
        raise ValueError("Tables need a folder or a file; only lines (jsonl) can go to standard output.")
    if is_one_file(form) and os.path.isdir(output):
        raise ValueError(f"{output}: It is a folder; the format {form} is written to a file.")


def check_free_for_tables(
    output: Path, form: Format, inputs: Iterable[InputFile] = (), *, overwrite: bool = False
) -> None:
    """Raise ``ExistingOutputError`` where tables would replace a file that is an input, or is not to be replaced."""
    for path in _files(output, form):
        if not overwrite:
            raise ExistingOutputError(path, "It exists; --overwrite replaces it.")
        if is_one_file(form) and any(file.path is not None and file.path.samefile(path) for file in inputs):
            raise ExistingOutputError(path, "It is an input, which is not overwritten.")


def write_tables(
    records: Iterable[ElectionRecord],
    output: Path,
    form: Format,
    notify: Callable[[str], None],
    **options: object,
) -> None:
    """Write the tables of records, and remove files of this format that they no longer have.

    ``notify`` is called with a line for each record that the format has no place for. ``options`` are those of the
    format's writer. Raises ``OutputError``, and what ``records`` raises; then the output is as it was before.
    """
    made = _scratch(output, form)
    with writing(output):
        made.parent.mkdir(parents=True, exist_ok=True)
        shutil.rmtree(made, ignore_errors=True)
        made.mkdir()
        try:
            if form is Format.NIST:
                options["notify"] = notify
            LAYOUTS[form].write(records, made / output.name if is_one_file(form) else made, **options)
            target = made.parent
            stale = {path.name for path in _files(output, form)}
            for path in sorted(made.iterdir()):
                os.replace(path, target / path.name)
                stale.discard(path.name)
            for name in stale:
                (target / name).unlink()
        finally:
            shutil.rmtree(made, ignore_errors=True)


def _scratch(output: Path, form: Format) -> Path:
    return output.with_name(f".{output.name}.tables") if is_one_file(form) else output / ".ifes-records.tables"


def _files(output: Path, form: Format) -> list[Path]:
    """The files at an output that have the names of a format's files."""
    names = LAYOUTS[form].names
    if names is None:
        beside = [output.with_suffix(".metadata.json")] if form is Format.SQLITE else []
        return [path for path in (output, *beside) if os.path.lexists(path)]
    if not os.path.lexists(output):
        return []
    with writing(output):
        return [path for path in sorted(output.iterdir()) if names.fullmatch(path.name)]


class Tables(OneFile):
    """Tables of all records. While the inputs are read, their records are kept as compressed lines.

    ``made`` is called with the number of records whose tables are made, from time to time.
    """

    def __init__(
        self,
        lines: Path,
        output: Path,
        form: Format,
        journal: Journal,
        notify: Callable[[str], None],
        made: Callable[[int], None],
        *,
        verify: bool = False,
    ) -> None:
        super().__init__(lines, journal, verify=verify)
        self._kept, self._output, self._form, self._notify, self._made = lines, output, form, notify, made

    def finish(self) -> None:
        """Make the tables: all records are there."""
        super().finish()
        write_tables(self._records(), self._output, self._form, self._refuse)

    def _refuse(self, line: str) -> None:
        self.refused += 1
        self._notify(line)

    def _records(self) -> Iterator[ElectionRecord]:
        try:
            with writing(self._kept):
                if self._kept.stat().st_size:
                    with zstd.open(self._kept) as lines:
                        for number, line in enumerate(lines):
                            if number % RECORDS_BETWEEN == 0:
                                self._made(number)
                            yield from_json(line)
        except CODEC_ERRORS as error:  # a document that is damaged is a ValueError
            raise OutputError(self._kept, "It is damaged; --overwrite starts afresh.") from error
