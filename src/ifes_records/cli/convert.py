"""``ifes-records convert``: its options, what it says, how it is stopped."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from typing import Any

import click

from ifes_records.batch import (
    BatchReport,
    Compression,
    EngineError,
    ExistingOutputError,
    Format,
    InputOptions,
    Notice,
    OutputError,
    UnpackLimits,
    WrongPathError,
    convert_many,
    dask_cluster,
    names_from,
)
from ifes_records.batch.crawls import ELECTION_PAGE
from ifes_records.batch.engines import BATCHES_A_WORKER
from ifes_records.batch.find import DEFAULT_GLOBS
from ifes_records.batch.streams import DEFAULT_UNPACK_LIMITS
from ifes_records.cli.help import EPILOGS
from ifes_records.cli.inputs import usage_error
from ifes_records.cli.options import MAX_CHARACTERS
from ifes_records.cli.output import shown
from ifes_records.cli.progress import display
from ifes_records.diagnostics import Severity
from ifes_records.limits import Limits

FAILED, STOPPED = 1, 3
STOPPING = "stopping when the records in hand are done; once more stops at once\n"


class Stop:
    """Whether the run is to stop. The first Ctrl-C or SIGTERM asks for it, the second one interrupts."""

    def __init__(self) -> None:
        self.asked = False

    def __call__(self) -> bool:
        """Whether it was asked for."""
        return self.asked

    def on_signal(self, number: int, frame: Any) -> None:
        """Ask for it; when it was asked for already, raise ``KeyboardInterrupt``."""
        if self.asked:
            raise KeyboardInterrupt
        self.asked = True
        # A read of standard input that the signal came upon is taken up again: it finds the end.
        nothing = os.open(os.devnull, os.O_RDONLY)
        os.dup2(nothing, 0)
        os.close(nothing)
        # Printing may have been what the signal came upon.
        os.write(2, STOPPING.encode())

    @contextmanager
    def listening(self) -> Iterator[None]:
        """Take the signals while the ``with`` lasts."""
        before = {number: signal.signal(number, self.on_signal) for number in (signal.SIGINT, signal.SIGTERM)}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)


def cores() -> int:
    """How many cores this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # macOS and Windows have none
        return os.cpu_count() or 1


@click.command(name="convert", epilog=EPILOGS["convert"])
@click.argument("paths", metavar="[PATH|-]...", nargs=-1, type=click.Path())
@click.option(
    "-o",
    "--output",
    metavar="PATH",
    required=True,
    type=click.Path(),
    help="Folder or, for jsonl, file or - for stdout.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice([form.value for form in Format]),
    default=Format.JSON.value,
    show_default=True,
    help="A document a record, or a line a record.",
)
@click.option("--compress", type=click.Choice([kind.value for kind in Compression]), help="Compress what is written.")
@click.option(
    "--jobs", metavar="N", type=click.IntRange(min=1), help="Processes to convert with [default: one a core]."
)
@click.option("--scheduler", metavar="ADDRESS", help="Convert on a Dask cluster: tcp://host:8786 (extra [dask]).")
@click.option("--resume", is_flag=True, help="Go on with a run that ended before it was done.")
@click.option("--overwrite", is_flag=True, help="Replace the output of an earlier run.")
@click.option(
    "--from-file",
    "lists",
    metavar="FILE|-",
    multiple=True,
    help="Read paths from a list, one a line; may be repeated.",
)
@click.option(
    "--glob",
    "globs",
    metavar="PATTERN",
    multiple=True,
    help=f"Files to read in folders and archives; may be repeated [default: {', '.join(DEFAULT_GLOBS)}].",
)
@click.option("--exclude", metavar="PATTERN", multiple=True, help="Files and folders to leave out; may be repeated.")
@click.option("--follow-links", is_flag=True, help="Follow links that lead to folders, or out of a folder.")
@click.option(
    "--url-match",
    metavar="REGEX",
    default=ELECTION_PAGE,
    help="Pages of crawl files to read [default: ElectionGuide's election pages].",
)
@MAX_CHARACTERS
@click.option(
    "--max-ratio",
    metavar="N",
    type=click.IntRange(min=1),
    default=DEFAULT_UNPACK_LIMITS.ratio,
    show_default=True,
    help="Bytes that each byte of a packed input may unpack to.",
)
@click.option(
    "--max-unpacked",
    metavar="BYTES",
    type=click.IntRange(min=1),
    default=DEFAULT_UNPACK_LIMITS.bytes,
    show_default=True,
    help="Bytes that an input may unpack to altogether.",
)
@click.option(
    "--fail-on",
    type=click.Choice([Severity.ERROR.value, Severity.WARNING.value]),
    help="Exit with 1 if any record has a diagnostic of this severity, or a graver one.",
)
@click.option(
    "--report", metavar="FILE", type=click.Path(), help="Where the report goes [default: beside the output]."
)
@click.option("--quiet", is_flag=True, help="Print nothing but what ends the run.")
def convert(
    paths: tuple[str, ...],
    output: str,
    form: str,
    compress: str | None,
    jobs: int | None,
    scheduler: str | None,
    lists: tuple[str, ...],
    globs: tuple[str, ...],
    exclude: tuple[str, ...],
    url_match: str,
    limits: Limits,
    max_ratio: int,
    max_unpacked: int,
    fail_on: str | None,
    report: str | None,
    *,
    resume: bool,
    overwrite: bool,
    follow_links: bool,
    quiet: bool,
) -> None:
    """Convert files, folders, archives and crawl files to JSON.

    Folders are searched at any depth. 4078.txt gives 4078.json, old/4078.txt in a folder old/4078.json; a file of
    several records dump-0001.json, dump-0002.json and so on. What is no election gives no document but a line on
    standard error. A journal and a report (report.json) tell what became of every input and record.
    """
    unpack = UnpackLimits(ratio=max_ratio, bytes=max_unpacked)
    options = InputOptions(globs, exclude, follow_links, url_match, unpack)
    stop = Stop()
    hint = "" if output == "-" else "; --resume goes on"
    with _told(hint), display(quiet=quiet) as shows:

        def say(notice: Notice) -> None:
            shows.say(in_one_line(notice))

        with nullcontext() if scheduler is None else dask_cluster(scheduler) as cluster, stop.listening():
            ended = convert_many(
                [*paths, *_listed(lists, paths)],
                output,
                format=form,
                compression=compress,
                jobs=jobs or cores(),
                executor=None if cluster is None else cluster.executor,
                in_flight=None if cluster is None else cluster.threads * BATCHES_A_WORKER,
                resume=resume,
                overwrite=overwrite,
                report=report,
                limits=limits,
                options=options,
                progress=shows.update,
                notice=say,
                stopping=stop,
            )
    if not quiet:
        click.echo(str(ended.totals), err=True)
    if not ended.complete:
        click.echo(f"stopped after {ended.seconds:.0f} s{hint}", err=True)
    sys.exit(_exit_code(ended, fail_on))


def in_one_line(notice: Notice) -> str:
    """``dump.txt:120: E-EMPTY the text is empty``."""
    line = f":{notice.line}" if notice.line else ""
    return f"{shown(notice.place)}{line}: {shown(notice.message)}"


def _listed(lists: tuple[str, ...], paths: tuple[str, ...]) -> Iterator[str]:
    if not lists and not paths:
        raise click.UsageError(
            "Missing argument 'PATH...', and there is no --from-file.", click.get_current_context()
        )
    for list_file in lists:
        yield from names_from(list_file)


def _exit_code(ended: BatchReport, fail_on: str | None) -> int:
    if not ended.complete:
        return STOPPED
    found = fail_on is not None and ended.totals.has_severity(Severity(fail_on))
    return FAILED if found or not ended.totals.all_read else 0


@contextmanager
def _told(hint: str) -> Iterator[None]:
    """What ends a run, as a message and an exit code; ``hint`` tells how it can be gone on with."""
    try:
        yield
    except (WrongPathError, ExistingOutputError) as error:
        raise usage_error(error) from error
    except ValueError as error:
        raise click.UsageError(f"{error}.", click.get_current_context()) from error
    except KeyboardInterrupt:
        click.echo(f"stopped at once{hint}", err=True)
        sys.exit(STOPPED)
    except OutputError as error:
        if isinstance(error.__cause__, BrokenPipeError):  # the reader has what it wants
            sys.exit(STOPPED)
        resumed = hint if error.can_be_resumed else ""
        click.echo(f"Error: {shown(error.path)} cannot be written: {error.reason}{resumed}", err=True)
        sys.exit(STOPPED)
    except EngineError as error:
        click.echo(f"Error: {error}", err=True)
        sys.exit(STOPPED)
