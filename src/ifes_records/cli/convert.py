"""``ifes-records convert``: its options and messages, and how it is stopped."""

from __future__ import annotations

import os
import re
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext, suppress
from typing import Any

import click

from ifes_records.batch import (
    BatchReport,
    Compression,
    ExecutorError,
    ExistingOutputError,
    Format,
    InputOptions,
    OutputError,
    Totals,
    UnpackLimits,
    WrongPathError,
    convert_many,
    dask_cluster,
    names_from,
)
from ifes_records.batch.options import DEFAULT_GLOBS, ELECTION_PAGE
from ifes_records.batch.runner import BATCHES_PER_WORKER
from ifes_records.cli.help import EPILOGS
from ifes_records.cli.inputs import usage_error
from ifes_records.cli.options import MAX_CHARACTERS, not_empty, output_option
from ifes_records.cli.output import say, shown
from ifes_records.cli.progress import display
from ifes_records.diagnostics import Severity, quoted
from ifes_records.limits import Limits

FAILED, STOPPED = 1, 3
STOPPING = "Stopping when the records in hand are done; a second signal stops at once.\n"
UNPACK = UnpackLimits()


class Stop:
    """Whether the run should stop. The first Ctrl-C or SIGTERM requests it, the second one interrupts."""

    def __init__(self) -> None:
        self.asked = False

    def __call__(self) -> bool:
        """Whether it was requested."""
        return self.asked

    def on_signal(self, number: int, frame: Any) -> None:
        """Request it; the second time, raise ``KeyboardInterrupt``."""
        if self.asked:
            raise KeyboardInterrupt
        self.asked = True
        # An error would come out of whatever the signal has interrupted, and be taken for one of that.
        with suppress(OSError):
            # The signal may have interrupted printing, so this must not print.
            os.write(2, STOPPING.encode())
        with suppress(OSError):
            # A read of standard input that the signal interrupted is repeated, and then finds the end.
            nothing = os.open(os.devnull, os.O_RDONLY)
            os.dup2(nothing, 0)
            os.close(nothing)

    @contextmanager
    def listening(self) -> Iterator[None]:
        """Handle the signals for the duration of the ``with``."""
        before = {number: signal.signal(number, self.on_signal) for number in (signal.SIGINT, signal.SIGTERM)}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)


def _address(ctx: click.Context, option: click.Parameter, given: str | None) -> str | None:
    """The address of a scheduler. Raises a usage error for what cannot be one, before anything waits for it."""
    if given is not None and not re.fullmatch(r"(?:\w+://)?[^/\s]+:[0-9]+/?|inproc://\S+", given):
        raise click.BadParameter(f"{quoted(given)} is not the address of a scheduler, such as tcp://host:8786.")
    return given


def cores() -> int:
    """The number of cores that this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # macOS and Windows have none
        return os.cpu_count() or 1


@click.command(name="convert", epilog=EPILOGS["convert"])
@click.argument("paths", metavar="[PATH|-]...", nargs=-1, type=click.Path())
@output_option(
    "Folder; for lines also a file (.jsonl, .jsonl.gz, .jsonl.zst) or - for standard output; for sqlite, parlgov "
    "and partyfacts a file."
)
@click.option(
    "--format",
    "form",
    type=click.Choice([form.value for form in Format]),
    help="json: a document for each record; jsonl: a line for each; the others: tables of all records "
    "[default: by the name of the output, otherwise json].",
)
@click.option(
    "--compress",
    type=click.Choice([kind.value for kind in Compression]),
    help="Compress the output [default: by the name of the output].",
)
@click.option(
    "--jobs", metavar="N", type=click.IntRange(min=1), help="Number of processes [default: one for each core]."
)
@click.option(
    "--scheduler",
    metavar="ADDRESS",
    callback=_address,
    help="Convert on a Dask cluster: tcp://host:8786 (extra [dask]).",
)
@click.option("--resume", is_flag=True, help="Continue a run that stopped early.")
@click.option("--verify", is_flag=True, help="With --resume, also read all that was written: it may have changed.")
@click.option("--overwrite", is_flag=True, help="Replace the output of an earlier run.")
@click.option(
    "--from-file",
    "lists",
    metavar="FILE|-",
    multiple=True,
    help="Read paths from a list, one on each line; may be repeated.",
)
@click.option(
    "--glob",
    "globs",
    metavar="PATTERN",
    multiple=True,
    help=f"Files to read in folders and archives; may be repeated [default: {', '.join(DEFAULT_GLOBS)}].",
)
@click.option(
    "--exclude", metavar="PATTERN", multiple=True, help="Files and folders to ignore in folders; may be repeated."
)
@click.option("--follow-links", is_flag=True, help="Follow links that lead to folders, or out of a folder.")
@click.option(
    "--url-match",
    metavar="REGEX",
    default=ELECTION_PAGE,
    help="Pages of crawl files to read [default: ElectionGuide's election pages].",
)
@MAX_CHARACTERS
@click.option(
    "--max-seconds",
    metavar="S",
    type=click.FloatRange(min=0, min_open=True),
    help="Maximum time for a record, in seconds; one that takes longer is given up [default: no limit].",
)
@click.option(
    "--max-ratio",
    metavar="N",
    type=click.IntRange(min=1),
    default=UNPACK.ratio,
    show_default=True,
    help="Maximum decompression ratio.",
)
@click.option(
    "--max-unpacked",
    metavar="BYTES",
    type=click.IntRange(min=1),
    default=UNPACK.bytes,
    show_default=True,
    help="Maximum number of decompressed bytes of an input.",
)
@click.option(
    "--fail-on",
    type=click.Choice([Severity.ERROR.value, Severity.WARNING.value]),
    help="Exit with 1 if any record has a diagnostic of at least this severity.",
)
@click.option(
    "--report",
    metavar="FILE",
    type=click.Path(),
    callback=not_empty,
    help="Where the report is written [default: beside the output].",
)
@click.option("--quiet", is_flag=True, help="Print only errors that end the run.")
def convert(
    paths: tuple[str, ...],
    output: str,
    form: str | None,
    compress: str | None,
    jobs: int | None,
    scheduler: str | None,
    lists: tuple[str, ...],
    globs: tuple[str, ...],
    exclude: tuple[str, ...],
    url_match: str,
    limits: Limits,
    max_seconds: float | None,
    max_ratio: int,
    max_unpacked: int,
    fail_on: str | None,
    report: str | None,
    *,
    resume: bool,
    verify: bool,
    overwrite: bool,
    follow_links: bool,
    quiet: bool,
) -> None:
    """Convert files, folders, archives and crawl files to JSON or tables.

    Folders are searched at any depth. 4078.txt gives 4078.json, old/4078.txt in a folder gives old/4078.json, and a
    file of several records gives dump-0001.json, dump-0002.json and so on. A text that is not an election gives no
    document but a line on standard error. A report (report.json) has the totals and the faults, a journal the status
    of every input and record, which the command report prints.
    """
    if verify and not resume:
        raise click.UsageError("--verify is for a run that is continued with --resume.")
    stop = Stop()
    hint = "" if output == "-" else "; --resume continues"
    with _reported(hint), display(quiet=quiet) as shows:
        unpack = UnpackLimits(ratio=max_ratio, bytes=max_unpacked)
        options = InputOptions(globs, exclude, follow_links, url_match, unpack)
        with nullcontext() if scheduler is None else dask_cluster(scheduler) as cluster, stop.listening():
            ended = convert_many(
                [*paths, *_listed(lists, paths)],
                output,
                format=form,
                compression=compress,
                jobs=jobs or cores(),
                executor=None if cluster is None else cluster.executor,
                in_flight=None if cluster is None else cluster.threads * BATCHES_PER_WORKER,
                resume=resume,
                verify=verify,
                overwrite=overwrite,
                report=report,
                limits=limits,
                max_seconds=max_seconds,
                options=options,
                progress=shows.update,
                notice=lambda line: shows.say(shown(line)),
                stopping=stop,
            )
    if not quiet:
        for line in summary(ended, resumed=resume):
            say(line)
    if not ended.complete:
        say(f"Stopped after {ended.seconds:.0f} s{hint}.")
    sys.exit(_exit_code(ended, fail_on))


def summary(ended: BatchReport, *, resumed: bool) -> Iterator[str]:
    """The totals; after ``--resume``, also those of this run alone."""
    if resumed and ended.this_run == Totals():
        yield "Nothing was left to convert. In earlier runs:"
    elif resumed and ended.this_run != ended.totals:
        yield f"In this run, {ended.this_run}. Together with earlier runs:"
    yield f"{ended.totals}."


def _listed(lists: tuple[str, ...], paths: tuple[str, ...]) -> Iterator[str]:
    if not lists and not paths:
        raise click.UsageError("There is no PATH and no --from-file.", click.get_current_context())
    for list_file in lists:
        yield from names_from(list_file)


def _exit_code(ended: BatchReport, fail_on: str | None) -> int:
    if not ended.complete:
        return STOPPED
    found = fail_on is not None and ended.totals.has_severity(Severity(fail_on))
    return FAILED if found or ended.refused or not ended.totals.all_read else 0


@contextmanager
def _reported(hint: str) -> Iterator[None]:
    """Turn an error that ends a run into a message and an exit code; ``hint`` says how to continue."""
    try:
        yield
    except (WrongPathError, ExistingOutputError) as error:
        raise usage_error(error) from error
    except ValueError as error:
        raise click.UsageError(str(error), click.get_current_context()) from error
    except KeyboardInterrupt:
        say(f"Stopped at once{hint}.")
        sys.exit(STOPPED)
    except OutputError as error:
        if not isinstance(error.__cause__, BrokenPipeError):  # if so, the reader has what it wants
            resumed = " --resume continues the run." if error.can_be_resumed else ""
            say(f"Error: {shown(error.path)}: {error.reason}{resumed}")
        sys.exit(STOPPED)
    except ExecutorError as error:
        say(f"Error: {error}")
        sys.exit(STOPPED)
