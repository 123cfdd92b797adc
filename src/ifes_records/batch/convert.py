"""``convert_many``: many inputs to documents, with a journal and a report."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable
from concurrent.futures import Executor
from contextlib import closing
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from attrs import asdict, evolve, frozen

from ifes_records.batch.errors import DamagedJournalError, ExistingOutputError, OutputError
from ifes_records.batch.files import JOURNAL, REPORT, Folder, is_report, journal_of, writing
from ifes_records.batch.find import DEFAULT_OPTIONS, STANDARD_INPUT, InputFile, check_paths, find
from ifes_records.batch.journal import Journal
from ifes_records.batch.names import as_text, form_of
from ifes_records.batch.options import Compression, Form, Format, InputOptions
from ifes_records.batch.outputs import Documents, FileEach, OneFile, Output
from ifes_records.batch.report import write_report
from ifes_records.batch.runner import Progress, Run
from ifes_records.batch.status import Totals
from ifes_records.batch.tables import Tables, check_free_for_tables, check_installed, check_is_path, is_one_file
from ifes_records.limits import DEFAULT_LIMITS, Limits

LINES = ".ifes-records.lines"


@frozen
class BatchReport:
    """The result of a run."""

    totals: Totals
    """The totals of all inputs and records, including those of runs that this one resumed."""
    this_run: Totals
    """The totals of this run alone."""
    complete: bool
    """Whether all inputs are done; ``False`` if the run was stopped."""
    seconds: float
    """The duration of this run."""
    path: Path | None
    """The path of the report; ``None`` if there is none, because the output went to standard output."""
    refused: int = 0
    """The number of records that cannot be written in the format (``nist``)."""


def convert_many(
    inputs: Iterable[str | Path],
    output: str | Path,
    *,
    format: Format | str | None = None,
    compression: Compression | str | None = None,
    jobs: int = 1,
    executor: Executor | None = None,
    in_flight: int | None = None,
    resume: bool = False,
    verify: bool = False,
    overwrite: bool = False,
    report: str | Path | None = None,
    limits: Limits = DEFAULT_LIMITS,
    max_seconds: float | None = None,
    options: InputOptions = DEFAULT_OPTIONS,
    progress: Callable[[Progress], None] = lambda progress: None,
    notice: Callable[[str], None] = lambda notice: None,
    stopping: Callable[[], bool] = lambda: False,
) -> BatchReport:
    """Convert files, folders, archives and crawl files.

    ``inputs`` are paths, ``-`` for standard input. With the format ``json``, ``output`` is a folder; with ``jsonl``
    it is a file, ``-`` for standard output, or a folder (an existing one, or a path that ends with ``/``) with a file
    for each input. The other formats are tables of all records, in a folder (``sqlite``, ``parlgov`` and
    ``partyfacts``: a file); they are made when all inputs are done. Without a format, ``output`` gives it:
    ``.jsonl``, ``.jsonl.gz`` and ``.jsonl.zst`` mean lines, ``.sqlite`` and ``.db`` a database, anything else a
    folder of documents. ``report`` is the path of the report, by default beside the output.

    The documents are the same bytes whatever converts them: this process (``jobs=1``), a pool of ``jobs`` processes,
    or any ``concurrent.futures.Executor``. With ``jobs`` above 1 the calling script must be importable
    (``if __name__ == "__main__":``), as for every pool of processes. At most ``in_flight`` batches, of about 64,000
    characters each, are with an executor at a time; the default is three for each core of this machine.

    A record that takes more than ``max_seconds`` is given up (``E-TOO-SLOW``); ``None`` is no limit.

    ``resume`` continues a run that ended before it was done. It takes what that run has written for unchanged if it
    has the same size; with ``verify``, it reads all of it. ``overwrite`` replaces the documents of an earlier run.
    ``progress`` is called after each batch, and ``notice`` with a line for each input and record without a document.
    When ``stopping`` returns true, the batches in hand are finished and no more are begun.

    Raises ``WrongPathError`` for an input that does not exist or a folder without texts, ``ValueError`` for an
    output that does not fit the format or is named like a file of another one (``.csv``), ``ExistingOutputError`` for
    existing output that is neither resumed nor overwritten, ``OutputError`` if output cannot be written, and
    ``ExecutorError`` if an executor accepts no more work. In the last two cases, what was converted stays, and the
    run can be resumed.
    """
    if not str(output) or report == "":
        raise ValueError(f"The path of the {'report' if str(output) else 'output'} is empty.")
    if max_seconds is not None and not max_seconds > 0:
        raise ValueError(f"A record cannot be read in {max_seconds:g} seconds; max_seconds is above 0.")
    began, started = time.monotonic(), datetime.now(UTC)
    with writing(Path(output)):  # what is in a folder that cannot be entered cannot be looked at
        is_folder = Path(output).is_dir() or str(output).endswith(("/", os.sep))
    if format is None:
        format, named = form_of("" if is_folder else str(output))
        compression = compression or named
    form = Form(Format(format), None if compression is None else Compression(compression), limits, max_seconds)
    check_installed(form.format)
    paths = tuple(inputs)
    check_paths(paths, options)
    target = _Target.of(output, form, is_folder=is_folder)
    report_path = Path(report) if report is not None else target.report
    _check_free(target, report_path, find(paths, options))
    folder = target.folder or (target.file and target.file.parent)
    if folder is not None:
        with writing(folder):
            folder.mkdir(parents=True, exist_ok=True)
    settings = _settings(form, options)
    journal = _open_journal(target, settings, resume=resume, overwrite=overwrite)
    # A run that resumes one with --overwrite continues to replace documents.
    replaces = bool(journal.get("overwrite"))
    work = evolve(form, format=Format.JSONL, compression=Compression.ZSTD) if form.format.is_tables else form

    def made(number: int) -> None:
        progress(Progress(run.totals, run.here.records.total(), 0, 0, None, time.monotonic() - began, number))

    with closing(journal):
        try:
            if target.lines is not None:
                sink: Output = Tables(target.lines, Path(output), form.format, journal, notice, made, verify=verify)
            elif target.folder is None:
                sink = OneFile(target.file, journal, verify=verify)
            else:
                place = Folder(target.folder, journal, form, notice, replaces, verify)
                sink = Documents(place) if form.format is Format.JSON else FileEach(place)
            run = Run(paths, sink, journal, work, options, jobs, executor, in_flight, progress, notice, stopping)
            with closing(sink):
                complete = run.go()
                if complete:
                    sink.finish()
                    with journal.changes():
                        journal.put("overwrite", False)
        except OutputError as error:
            # Where a reason names the way out, it is another one.
            error.can_be_resumed = target.journal is not None and "--overwrite" not in error.reason
            raise
        seconds = time.monotonic() - began
        if report_path is not None:
            this = {
                "started": started.isoformat(timespec="seconds"),
                "seconds": round(seconds, 3),
                "executor": type(executor).__name__ if executor else "processes" if jobs > 1 else "in process",
                "jobs": None if executor else jobs,
                "complete": complete,
            }
            runs = [*(journal.get("runs") or []), this]
            with journal.changes():
                journal.put("runs", runs)
            head = {"program": "ifes-records", "version": version("ifes-records"), "complete": complete}
            write_report(report_path, journal, {**head, "settings": settings, "runs": runs})
        return BatchReport(journal.totals(), run.here, complete, seconds, report_path, sink.refused)


@frozen
class _Target:
    """Where output goes: a folder, a file, or (neither) standard output. A device has no report and journal."""

    folder: Path | None = None
    file: Path | None = None
    journal: Path | None = None
    report: Path | None = None
    lines: Path | None = None
    """Where the records are kept until their tables are made; ``None`` for documents and lines."""

    @classmethod
    def of(cls, output: str | Path, form: Form, *, is_folder: bool) -> _Target:
        path = Path(output)
        if form.format.is_tables:
            check_is_path(str(output), form.format)
        if output == STANDARD_INPUT:
            if form.format is Format.JSON:
                raise ValueError("Documents need a folder; only lines (jsonl) can go to standard output.")
            return cls()
        if form.format.is_tables and form.compression is not None:
            raise ValueError(f"Only documents and lines are compressed, not {form.format}.")
        one_file = is_one_file(form.format)
        if one_file and (is_folder or (path.exists() and not path.is_file())):
            raise ValueError(f"{path}: It is not a file; the format {form.format} is written to one.")
        if not one_file and (is_folder or form.format is not Format.JSONL):
            lines = path / LINES if form.format.is_tables else None
            return cls(path, None, path / JOURNAL, path / REPORT, lines)
        if path.exists() and not path.is_file():
            return cls(file=path)
        beside = journal_of(path), path.with_name(f"{path.name}.{REPORT}")
        return cls(None, path, *beside, path.with_name(f".{path.name}.lines") if one_file else None)


def _check_free(target: _Target, report: Path | None, inputs: Iterable[InputFile]) -> None:
    """Raise ``ExistingOutputError`` where output would replace a file that is not this program's."""
    if target.folder is not None and target.folder.is_file():
        raise ExistingOutputError(target.folder, "It is a file, not a folder.")
    place = None if report is None else Path(os.path.realpath(report))
    if place is not None and report != target.report:
        files = [
            Path(os.path.realpath(one)) for one in (target.file, target.journal, target.lines) if one is not None
        ]
        folder = None if target.folder is None else Path(os.path.realpath(target.folder))
        is_inside = folder is not None and place.is_relative_to(folder) and place != folder / REPORT
        if place in files or is_inside:
            reason = "It is where the output goes; --report names a file outside of it."
            raise ValueError(f"{as_text(str(report))}: {reason}")
        with writing(report or place):  # what is in a folder that cannot be entered cannot be looked at
            is_folder, has_folder = place.is_dir(), place.parent.is_dir() or place.parent == folder
        if is_folder or not has_folder:  # known before the run, which may take a night
            reason = "It is a folder" if is_folder else "It is in a folder that does not exist"
            raise ValueError(f"{as_text(str(report))}: {reason}; --report names a file.")
    with writing(report or Path()):
        is_taken = report is not None and report.is_file() and not is_report(report)
    if report is not None and is_taken:
        reason = "It is not the report of a conversion, so it is not replaced; --report writes the report elsewhere."
        raise ExistingOutputError(report, reason)
    if target.file is not None and target.file.is_file():
        size = target.file.stat().st_size
        if any(file.path and file.size == size and file.path.samefile(target.file) for file in inputs):
            raise ExistingOutputError(target.file, "It is an input, which is not overwritten.")


def _settings(form: Form, options: InputOptions) -> dict[str, Any]:
    """Everything that determines the bytes of the output; a run is only resumed with the same settings."""
    # A pattern may hold bytes that are not text.
    patterns = {key: list(map(as_text, getattr(options, key))) for key in ("globs", "exclude")}
    return {
        "version": version("ifes-records"),
        "format": form.format.value,
        "compression": form.compression and form.compression.value,
        "limits": {**asdict(form.limits), "seconds": form.seconds},
        "inputs": {**asdict(options), **patterns, "url_match": as_text(options.url_match.pattern)},
    }


def _journal_at(path: Path | None, *, overwrite: bool) -> Journal:
    """The journal; with ``overwrite``, one that knows nothing but the names of earlier documents."""
    journal = Journal(path)
    try:
        if overwrite:
            journal.start_over()
    except BaseException:
        journal.close()
        raise
    return journal


def _open_journal(target: _Target, settings: dict[str, Any], *, resume: bool, overwrite: bool) -> Journal:
    path = target.journal
    begun = path is not None and path.exists()
    if not (begun or overwrite) and target.lines is not None:
        check_free_for_tables(target.folder or target.file or Path(), Format(settings["format"]))
    if not (begun or overwrite) and target.file is not None and target.file.is_file():
        raise ExistingOutputError(target.file, "It exists; --overwrite replaces it.")
    try:
        journal = _journal_at(path, overwrite=overwrite)
    except DamagedJournalError:
        if not overwrite or path is None:
            raise
        with writing(path):
            for end in ("-wal", "-shm"):  # of no use without it
                path.with_name(path.name + end).unlink(missing_ok=True)
            path.replace(path.with_name(f"{path.name}.damaged"))
        journal = Journal(path)
    try:
        before = journal.get("settings")
        output = target.folder or target.file or Path()
        if before is not None and not resume:
            reason = "It has the output of an earlier run; --resume continues it, --overwrite replaces it."
            raise ExistingOutputError(output, reason)
        if before is not None and before != settings:
            changed = ", ".join(sorted(key for key in settings if before.get(key) != settings[key]))
            reason = f"It was begun with other settings ({changed}); --overwrite starts afresh."
            raise ExistingOutputError(output, reason)
        with journal.changes():
            journal.put("settings", settings)
            if overwrite:
                journal.put("overwrite", True)
    except BaseException:
        journal.close()
        raise
    return journal
