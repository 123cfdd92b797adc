"""``convert_many``: many inputs to documents, with a journal and a report."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable
from concurrent.futures import Executor
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

import orjson
from attrs import asdict, frozen

from ifes_records.batch.engines import AnyExecutor, Engine, InProcess, Processes
from ifes_records.batch.errors import ExistingOutputError, OutputError
from ifes_records.batch.fates import Totals
from ifes_records.batch.files import Folder, is_report, told
from ifes_records.batch.journal import Journal
from ifes_records.batch.names import as_text
from ifes_records.batch.naming import REPORT, Names
from ifes_records.batch.notices import Notice
from ifes_records.batch.options import Compression, Form, Format, InputOptions
from ifes_records.batch.outputs import Documents, FileEach, OneFile, Output
from ifes_records.batch.report import write_report
from ifes_records.batch.runner import Progress, Run
from ifes_records.batch.walk import InputFile
from ifes_records.limits import DEFAULT_LIMITS, Limits

STANDARD_STREAM = "-"
JOURNAL = ".ifes-records.journal"
DEFAULT_INPUT_OPTIONS = InputOptions()


@frozen
class BatchReport:
    """How a run ended."""

    totals: Totals
    """What has become of all inputs and records, those of runs that this one went on with included."""
    complete: bool
    """Whether all inputs are done; ``False`` where the run was stopped before."""
    seconds: float
    path: Path | None
    """Where the report was written; ``None`` where none was asked for, with documents on standard output."""


def convert_many(
    inputs: Iterable[str | Path],
    output: str | Path,
    *,
    format: Format | str = Format.JSON,
    compression: Compression | str | None = None,
    jobs: int = 1,
    executor: Executor | None = None,
    in_flight: int | None = None,
    resume: bool = False,
    overwrite: bool = False,
    report: str | Path | None = None,
    limits: Limits = DEFAULT_LIMITS,
    options: InputOptions = DEFAULT_INPUT_OPTIONS,
    progress: Callable[[Progress], None] = lambda progress: None,
    notice: Callable[[Notice], None] = lambda notice: None,
    stopping: Callable[[], bool] = lambda: False,
) -> BatchReport:
    """Convert files, folders, archives and crawl files; give how it ended.

    ``inputs`` are paths, ``-`` for standard input. With the format ``json``, ``output`` is a folder; with ``jsonl`` a
    file, ``-`` for standard output, or a folder (one that is there, or a path that ends with ``/``), where each input
    gets a file of its own. The documents are the same bytes whatever converts them: this process (``jobs=1``), a
    pool of ``jobs`` processes, or an ``executor``: any that is a ``concurrent.futures.Executor``. With ``jobs``
    above 1, the calling script must be importable (``if __name__ == "__main__":``), as for every pool of processes.

    So many batches are ``in_flight`` at an executor at most, three for each core of this machine where not told; a
    batch has about 64,000 characters of text.

    A run that ended before it was done is gone on with by ``resume``; ``overwrite`` replaces the documents of an
    earlier run. ``progress`` is called after each batch of records, ``notice`` for each input and record that gives
    no document. When ``stopping`` gives true, the batches in hand are finished, and no further ones begun.

    Raises ``WrongPathError`` for inputs that cannot be meant, ``ExistingOutputError`` for output that is there and
    neither resumed nor overwritten, ``OutputError`` where output cannot be written, ``EngineError`` where an executor
    takes no more work; what was converted until then stays, and can be gone on with.
    """
    began, started = time.monotonic(), datetime.now(UTC)
    form = Form(Format(format), None if compression is None else Compression(compression), limits)
    paths = tuple(inputs)
    options.check(paths)
    options.read()
    place = _Place.of(output, form)
    written = Path(report) if report is not None else place.report
    _check_free(place, written, options.found(paths))
    folder = place.folder or (place.file and place.file.parent)
    if folder is not None:
        with told(folder):
            folder.mkdir(parents=True, exist_ok=True)
    settings = _settings(form, options)
    journal = _open_journal(place, settings, resume=resume, overwrite=overwrite)
    # A run that goes on with one that replaces documents goes on replacing them.
    sink = place.output(journal, form, notice, overwrite=bool(journal.get("overwrite")))
    complete = False

    def engine() -> Engine:
        if executor is not None:
            return AnyExecutor(executor, in_flight)
        return Processes(jobs) if jobs > 1 else InProcess()

    try:
        run = Run(paths, sink, journal, form, options, engine, progress, notice, stopping)
        try:
            complete = run.go()
            if complete:
                sink.finish()
                with journal.changes():
                    journal.put("overwrite", False)
        except OutputError as error:
            error.can_be_resumed = place.journal is not None
            raise
        finally:
            sink.close()
        seconds = time.monotonic() - began
        if written is not None:
            runs = [*(journal.get("runs") or []), _this_run(started, seconds, jobs, executor, complete)]
            with journal.changes():
                journal.put("runs", runs)
            head = {"program": "ifes-records", "version": version("ifes-records"), "complete": complete}
            write_report(written, journal, {**head, "settings": settings, "runs": runs})
        return BatchReport(journal.totals(), complete, seconds, written)
    finally:
        journal.close()


def _this_run(
    started: datetime, seconds: float, jobs: int, executor: Executor | None, complete: bool
) -> dict[str, Any]:
    return {
        "started": started.isoformat(timespec="seconds"),
        "seconds": round(seconds, 3),
        "engine": type(executor).__name__ if executor is not None else "processes" if jobs > 1 else "in process",
        "jobs": jobs if executor is None else None,
        "complete": complete,
    }


@frozen
class _Place:
    """Where output goes: a folder, a file, or (neither) standard output."""

    folder: Path | None
    file: Path | None

    @classmethod
    def of(cls, output: str | Path, form: Form) -> _Place:
        if form.format is Format.JSON:
            if output == STANDARD_STREAM:
                raise ValueError("a document a record goes into a folder; lines (jsonl) can go to standard output")
            return cls(Path(output), None)
        if output == STANDARD_STREAM:
            return cls(None, None)
        in_folder = str(output).endswith(("/", os.sep)) or Path(output).is_dir()
        return cls(Path(output), None) if in_folder else cls(None, Path(output))

    @property
    def journal(self) -> Path | None:
        if self.folder is not None:
            return self.folder / JOURNAL
        return self.file.with_name(f".{self.file.name}.journal") if self.file and self._has_room_beside else None

    @property
    def report(self) -> Path | None:
        if self.folder is not None:
            return self.folder / REPORT
        return self.file.with_name(f"{self.file.name}.{REPORT}") if self.file and self._has_room_beside else None

    @property
    def _has_room_beside(self) -> bool:
        """False for a device or a pipe: what stands beside it is not this program's."""
        return self.file is not None and (self.file.is_file() or not self.file.exists())

    def output(self, journal: Journal, form: Form, notice: Callable[[Notice], None], *, overwrite: bool) -> Output:
        if self.folder is None:
            return OneFile(self.file, journal)
        folder = Folder(self.folder)
        names = Names(folder, journal, form, overwrite=overwrite)
        kind = Documents if form.format is Format.JSON else FileEach
        return kind(folder, journal, names, notice)


def _check_free(place: _Place, report: Path | None, inputs: Iterable[InputFile]) -> None:
    """Raise ``ExistingOutputError`` where what is written would take the place of what is not this program's."""
    if place.folder is not None and place.folder.is_file():
        raise ExistingOutputError(place.folder, "is a file, not a folder")
    if report is not None and report.is_file() and not is_report(report):
        reason = "is there and is no report of a conversion; --report names another place for the report"
        raise ExistingOutputError(report, reason)
    if place.file is not None and place.file.is_file():
        size = place.file.stat().st_size
        if any(file.path and file.size == size and file.path.samefile(place.file) for file in inputs):
            raise ExistingOutputError(place.file, "is an input, which is not written over")


def _settings(form: Form, options: InputOptions) -> dict[str, Any]:
    """What decides which bytes are written; a run goes on only with the same."""
    settings: dict[str, Any] = {
        "version": version("ifes-records"),
        "format": form.format.value,
        "compression": form.compression and form.compression.value,
        "limits": asdict(form.limits),
        # A pattern may hold bytes that are no text.
        "inputs": asdict(options, value_serializer=lambda _, __, value: _as_kept(value)),
    }
    as_kept: dict[str, Any] = orjson.loads(orjson.dumps(settings))
    return as_kept


def _as_kept(value: Any) -> Any:
    return as_text(value) if isinstance(value, str) else value


def _open_journal(place: _Place, settings: dict[str, Any], *, resume: bool, overwrite: bool) -> Journal:
    path = place.journal
    begun = path is not None and path.exists()
    if not (begun or overwrite) and place.file is not None and place.file.is_file():
        raise ExistingOutputError(place.file, "is there already; --overwrite replaces it")
    journal = Journal(path)
    try:
        before = journal.get("settings")
        if overwrite:
            journal.start_over()
        elif before is not None and not resume:
            reason = "holds the output of an earlier run; --resume goes on with it, --overwrite replaces it"
            raise ExistingOutputError(place.folder or place.file or Path(), reason)
        elif before is not None and before != settings:
            changed = sorted(key for key in settings if before.get(key) != settings[key])
            reason = f"was begun with other settings ({', '.join(changed)}); --overwrite starts afresh"
            raise ExistingOutputError(place.folder or place.file or Path(), reason)
        with journal.changes():
            journal.put("settings", settings)
            if overwrite:
                journal.put("overwrite", True)
    except BaseException:
        journal.close()
        raise
    return journal
