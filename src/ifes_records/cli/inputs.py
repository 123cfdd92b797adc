"""What the commands read: the records in files, folders, archives and crawl files, and on standard input."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import click
from attrs import frozen

from ifes_records.batch import ExistingOutputError, InputFate, InputOptions, WrongPathError
from ifes_records.batch.find import STANDARD_INPUT
from ifes_records.batch.reading import End, read_input
from ifes_records.batch.walk import InputFile
from ifes_records.cli.output import shown
from ifes_records.limits import Limits
from ifes_records.model import ElectionRecord
from ifes_records.pipeline import read_record
from ifes_records.split.record_text import RecordText

OPTIONS = InputOptions()


@frozen
class Found:
    """A record, with the path to show for it and the text that it was read from."""

    place: str
    text: RecordText
    record: ElectionRecord


class Failures:
    """Prints a line on each input, and each part of an archive, that cannot be read, and counts them."""

    number = 0

    def __call__(self, line: str) -> None:
        """Print and count one."""
        self.number += 1
        click.echo(line, err=True)


def one_file(path: str) -> str:
    """The path, unless it is a folder: that is a usage error."""
    if path != STANDARD_INPUT and Path(path).is_dir():
        raise usage_error(WrongPathError(Path(path), "is a folder; 'convert' and 'check' take folders"))
    return path


def records_at(paths: Iterable[str], limits: Limits, failed: Failures, *, split: bool = True) -> Iterator[Found]:
    """The records in the inputs that the paths mean; ends with a usage error where a path means none.

    ``-`` is standard input, ``./-`` a file of that name. ``failed`` is called with a line to print for each input,
    and each part of an archive, that cannot be read.
    """
    paths = tuple(paths)
    try:
        OPTIONS.check(paths)
        files = OPTIONS.found(paths)
        for file in files:
            yield from _records_in(file, limits, failed, split=split)
    except WrongPathError as error:
        raise usage_error(error) from None


def _records_in(file: InputFile, limits: Limits, failed: Failures, *, split: bool) -> Iterator[Found]:
    if file.skipped is not None:
        click.echo(f"{shown(file.path or STANDARD_INPUT)}: skipped: {file.skipped}", err=True)
        return
    for item in read_input(file, 0, start=0, options=OPTIONS.read(), limits=limits, split=split):
        if isinstance(item, End):
            if item.fate is InputFate.FAILED:
                failed(f"{shown(item.path)}: cannot be read: {item.reason}")
        elif item.text is None:
            failed(f"{shown(item.place)}: cannot be read: {item.failure}")
        else:
            try:
                record = read_record(item.text, limits)
            except Exception as error:  # one text must not end a run over thousands
                failed(f"{shown(item.place)}: cannot be read: internal error, please report it: {error!r}")
            else:
                yield Found(item.place, item.text, record)


def usage_error(error: WrongPathError | ExistingOutputError) -> click.UsageError:
    """The usage error for a path that cannot be meant, or not without a further option."""
    return click.UsageError(f"{shown(error.path)} {error.reason}.", click.get_current_context())
