"""``ifes-records show``: records as a page to look at, and their results as pictures."""

from __future__ import annotations

import os
import re
import sys
import tempfile
import webbrowser
from collections.abc import Iterable, Iterator
from pathlib import Path

import click

from ifes_records.batch.errors import OutputError, unwritable
from ifes_records.batch.files import UNFINISHED, replacing
from ifes_records.batch.status import counted
from ifes_records.cli.documents import texts_or_documents_at
from ifes_records.cli.help import EPILOGS
from ifes_records.cli.inputs import Failures
from ifes_records.cli.options import MAX_CHARACTERS, PATHS, not_empty
from ifes_records.cli.output import FAILED, print_out, shown
from ifes_records.limits import Limits
from ifes_records.model import ElectionRecord

Found = tuple[str, ElectionRecord]
MOST_ON_A_PAGE = 500
GENERATOR = b'<meta name="generator" content="ifes-records">'


@click.command(epilog=EPILOGS["show"])
@PATHS
@click.option(
    "-o",
    "--output",
    metavar="PATH",
    callback=not_empty,
    help="The page, named .html; a folder for a page for each record; - for standard output.",
)
@click.option("--svg", metavar="FOLDER", callback=not_empty, help="Write the pictures of the results into a folder.")
@click.option("--record", "number", metavar="N", type=click.IntRange(min=1), help="Only the Nth record of a dump.")
@MAX_CHARACTERS
def show(paths: tuple[str, ...], output: str | None, svg: str | None, number: int | None, limits: Limits) -> None:
    """Make a page to look at: the text beside what was read from it.

    PATH is an input as for convert, or the output of convert, which is shown without its text. The page is one HTML
    file that needs no network. With many records it begins with a list of them. Without -o it opens in the browser.
    """
    failures = Failures()
    found = texts_or_documents_at(paths, limits, failures, number=number)
    if svg is not None:
        found = _with_pictures(found, Path(svg))
    if output is None and svg is not None:
        for _ in found:
            pass
    elif output is None:
        _open(_one_page(found))
    elif output == "-":
        print_out(_one_page(found))
    elif output.lower().endswith((".html", ".htm")):
        _write(Path(output), _one_page(found))
        click.echo(f"The page is {shown(output)}.", err=True)
    else:
        _write_pages(found, Path(output))
    if failures.number:
        sys.exit(FAILED)


def _one_page(found: Iterable[Found]) -> str:
    """The page of all records. Raises a usage error if there are none, or too many."""
    from ifes_records.show import page

    records: list[ElectionRecord] = []
    where: list[str] = []
    for path, record in found:
        if len(records) == MOST_ON_A_PAGE:
            raise click.UsageError(f"There are more than {MOST_ON_A_PAGE} records; “-o pages” makes a page for each.")
        records.append(record)
        where.append(path)
    if not records:
        raise click.ClickException("There is no record to show.")
    return page(records, where=where)


def _write_pages(found: Iterable[Found], folder: Path) -> None:
    """Write a page for each record, and ``index.html`` with the list of them."""
    from ifes_records.show.page import entry, view, whole

    entries = []
    for number, (path, record) in enumerate(found, start=1):
        name = f"{number:04}-{_stem(record)}.html"
        seen = view(record, number, path)
        _write(folder / name, whole(seen.title, (), (seen,), "index.html"))
        entries.append(entry(record, number, path, name))
    _write(folder / "index.html", whole(counted(len(entries), "record"), entries, ()))
    click.echo(f"{counted(len(entries), 'page')}; the list of them is {shown(folder / 'index.html')}.", err=True)


def _with_pictures(found: Iterable[Found], folder: Path) -> Iterator[Found]:
    """The records; on the way, the pictures of each are written."""
    from ifes_records.show import pictures

    written = 0
    for number, (path, record) in enumerate(found, start=1):
        for index, picture in pictures(record):
            _write(folder / f"{number:04}-{_stem(record)}-{index + 1}-{picture.kind}.svg", picture.svg)
            written += 1
        yield path, record
    click.echo(f"{counted(written, 'picture')} in {shown(folder)}.", err=True)


def _stem(record: ElectionRecord) -> str:
    """The name of a record's file without its suffix, in characters that every file system takes."""
    stem = (record.source.name or "record").rpartition("/")[2].partition(".")[0]
    return re.sub(r"[^\w-]+", "-", stem)[:80].strip("-") or "record"


def _write(path: Path, text: str) -> None:
    """Write a file. A file in its place is only replaced if it is a page or a picture of this command's."""
    try:
        if path.exists():
            with path.open("rb") as file:
                head = file.read(1000)
            if not (head.startswith(b'<svg xmlns="') if path.suffix == ".svg" else GENERATOR in head):
                raise click.UsageError(f"{shown(path)}: It exists, and is not a file that “show” has written.")
        path.parent.mkdir(parents=True, exist_ok=True)
        place = Path(os.path.realpath(path))
        with replacing(place, place.parent / UNFINISHED) as file:
            file.write(text.encode("utf-8", "replace"))
    except (OSError, OutputError) as error:
        reason = error.reason if isinstance(error, OutputError) else unwritable(error)
        raise click.ClickException(f"{shown(path)}: {reason}") from error


def _open(text: str) -> None:
    """Open a page in the browser, and say where it is."""
    path = Path(tempfile.mkdtemp(prefix="ifes-records-")) / "page.html"
    _write(path, text)
    opened = webbrowser.open(path.as_uri())
    click.echo(f"The page is {shown(path)}.{'' if opened else ' No browser was found to open it.'}", err=True)
