"""The run: inputs are found, read, converted by an executor, written and entered in the journal, in their order.

Batches are written in the order of the inputs, and what a batch holds depends only on the inputs. So the output is
the same bytes whatever converts them.
"""

from __future__ import annotations

import os
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future
from contextlib import AbstractContextManager, nullcontext
from itertools import chain, islice
from pathlib import Path

from attrs import define, evolve, field, frozen

from ifes_records.batch.errors import ExecutorError
from ifes_records.batch.executors import InProcess, ProcessPool
from ifes_records.batch.find import STANDARD_INPUT, InputFile, find, path_of, total_bytes
from ifes_records.batch.journal import InputEntry, Journal, RecordEntry
from ifes_records.batch.options import Form, InputOptions
from ifes_records.batch.outputs import Output
from ifes_records.batch.records import End, InputReader, Record
from ifes_records.batch.status import WRITTEN, InputStatus, Outcome, RecordStatus, Totals, counted, notice
from ifes_records.batch.worker import BatchResult, convert_texts, failed, joined
from ifes_records.split.record_text import RecordText

# A batch is handed out as a whole: large enough for handing it out to cost little.
BATCH_RECORDS, BATCH_CHARACTERS = 32, 64_000
# Up to so many batches, 320 records, this process is as fast as a pool of two, which has to start (docs/batch.md).
FEW_FOR_A_POOL = 10
# The same for an executor that the caller has started.
FEW_FOR_AN_EXECUTOR = 2
# Enough that no worker waits for this process, few enough that memory stays flat.
BATCHES_PER_WORKER = 3
# How often a record is given to a worker that dies of it.
ATTEMPTS = 3


@frozen
class Progress:
    """The progress of a run."""

    totals: Totals
    """The inputs and records so far, including those of earlier runs."""
    records: int
    """The records that this run has written."""
    bytes_done: int
    """Stored bytes of the inputs whose records are written."""
    bytes_before: int
    """How many of these bytes earlier runs had done."""
    bytes_total: int | None
    """Stored bytes of all inputs; ``None`` if standard input is among them."""
    seconds: float


@frozen
class Batch:
    """Consecutive records and ends of inputs."""

    items: tuple[Record | End, ...]
    bytes_done: int
    """Stored bytes of the inputs up to its end."""

    @property
    def texts(self) -> tuple[RecordText, ...]:
        """The texts to convert."""
        return tuple(item.text for item in self.items if isinstance(item, Record) and item.text is not None)


@define
class Run:
    """One run over the inputs. The arguments are those of ``convert_many``, which describes them."""

    paths: tuple[str | Path, ...]
    output: Output
    journal: Journal
    form: Form
    options: InputOptions
    jobs: int
    executor: Executor | None
    in_flight: int | None
    progress: Callable[[Progress], None]
    notify: Callable[[str], None]
    stopping: Callable[[], bool]
    totals: Totals = field(factory=Totals)
    """The totals of this run and those that it resumed."""
    here: Totals = field(factory=Totals)
    """The totals of this run alone."""
    _bytes_done: int = 0
    _bytes_before: int = 0
    _bytes_total: int | None = None
    _began: float = field(factory=time.monotonic)
    _not_read_before: set[int] = field(factory=set)
    _left_unread: bool = False
    _cut_short: bool = False

    def go(self) -> bool:
        """Convert what is left to convert; returns whether that was everything, and the run was not stopped."""
        self.totals = self.journal.totals()
        self._not_read_before = self.journal.not_read()
        if STANDARD_INPUT not in self.paths:
            self._bytes_total = total_bytes(find(self.paths, self.options))
        batches = self._batches()
        few = FEW_FOR_AN_EXECUTOR if self.executor is not None else FEW_FOR_A_POOL if self.jobs > 1 else 0
        first = list(islice(batches, few + 1)) if few else []
        with self._executor(alone=len(first) <= few) as executor:
            self._convert(chain(first, batches), executor)
        complete = not (self._left_unread or self._cut_short)
        if complete and not self.output.in_one_stream:
            # A folder that could not be listed, and now can, is no longer an input.
            for input_id in self._not_read_before:
                self.journal.drop(input_id)
        return complete

    def _executor(self, *, alone: bool) -> AbstractContextManager[Executor]:
        """The executor. One that the caller has started is left running."""
        if alone:
            self.in_flight = 1
            return InProcess()
        if self.executor is None:
            self.in_flight = self.jobs * BATCHES_PER_WORKER
            return ProcessPool(self.jobs)
        self.in_flight = self.in_flight or (os.cpu_count() or 1) * BATCHES_PER_WORKER
        return nullcontext(self.executor)

    # ---- reading

    def _batches(self) -> Iterator[Batch]:
        """The batches of the inputs. The last one is left out when the run is being stopped."""
        items: list[Record | End] = []
        records = characters = done = 0
        for item, done in self._items():
            items.append(item)
            if isinstance(item, Record):
                records += 1
                characters += len(item.text.segment.text) if item.text else 0
            full = records >= BATCH_RECORDS or characters >= BATCH_CHARACTERS
            if full or (isinstance(item, End) and self.output.batch_of_one_input):
                yield Batch(tuple(items), done)
                items, records, characters = [], 0, 0
        if items and not self._left_unread:
            yield Batch(tuple(items), done)

    def _items(self) -> Iterator[tuple[Record | End, int]]:
        """The records and ends of inputs, each with the stored bytes of the inputs up to it."""
        done = 0
        for file in find(self.paths, self.options):
            path = path_of(file)
            known = self.journal.input(path)
            if known is not None:
                self._not_read_before.discard(known.id)
            if known is not None and self._is_settled(known, file):
                done += file.size or 0
                self._bytes_before += file.size or 0
                continue
            start = self._settled_records(known, file)
            if known is None or not start:
                self._forget(known)
                known = self.journal.begin(path, file.size, file.modified_ns)
            reader = InputReader(file, known.id, self.options, self.form.limits)
            for item in reader.items(start):
                if self.stopping():
                    self._left_unread = True
                    return
                ended = isinstance(item, End) and file.size is not None
                yield item, done + ((file.size or 0) if ended else reader.bytes_read)
            done += file.size or 0

    def _is_settled(self, known: InputEntry, file: InputFile) -> bool:
        """Whether an earlier run has done everything for an input."""
        if known.status is None or (known.status is InputStatus.FAILED and not self.output.in_one_stream):
            return False
        return known.status is not InputStatus.READ or self._is_unchanged(known, file)

    def _is_unchanged(self, known: InputEntry, file: InputFile) -> bool:
        if file.path is None:  # standard input may be another text
            return False
        same = (known.size, known.modified_ns) == (file.size, file.modified_ns)
        if same and self.output.holds(known.id):
            return True
        what = "A document of it" if same else "It"
        self.notify(notice(known.path, f"{what} has changed; it is converted again."))
        return False

    def _settled_records(self, known: InputEntry | None, file: InputFile) -> int:
        """The number of records that were settled when an earlier run ended in the middle of an input."""
        if known is None or known.status is not None:
            return 0
        settled = self.journal.number_of_records(known.id)
        return settled if settled and self._is_unchanged(known, file) else 0

    def _forget(self, known: InputEntry | None) -> None:
        """Subtract an input that begins again from the totals."""
        if known is None:
            return
        self.output.begin_again(known)
        for record in self.journal.records(known.id):
            self.totals.add(record.outcome, -1)
        if known.status is not None:
            self.totals.inputs[known.status] -= 1
            self.totals.ignored -= known.ignored

    # ---- converting

    def _convert(self, batches: Iterable[Batch], executor: Executor) -> None:
        waiting: deque[tuple[Batch, Future[BatchResult]]] = deque()
        for batch in batches:
            waiting.append((batch, self._submit(executor, batch.texts, self.form)))
            while len(waiting) >= (self.in_flight or 1):
                self._settle(*waiting.popleft(), executor)
        while waiting:
            self._settle(*waiting.popleft(), executor)

    def _submit(self, executor: Executor, texts: tuple[RecordText, ...], form: Form) -> Future[BatchResult]:
        try:
            return executor.submit(convert_texts, texts, form)
        except Exception as error:
            raise ExecutorError(f"{type(executor).__name__} accepts no more work: {error}") from error

    def _settle(self, batch: Batch, future: Future[BatchResult], executor: Executor) -> None:
        if self._cut_short:
            return
        try:
            result = future.result()
        except ExecutorError:
            raise
        except Exception as error:
            if self.stopping():
                # A signal to all processes ends the workers too; the next run converts this batch.
                self._cut_short = True
                return
            result = self._one_by_one(batch, error, executor)
        self._enter(batch, result)

    def _one_by_one(self, batch: Batch, error: BaseException, executor: Executor) -> BatchResult:
        """Convert each record of a batch that was lost with its worker alone, to find the one that is to blame."""
        location = next((item.location for item in batch.items if isinstance(item, Record)), "")
        number = counted(len(batch.texts), "record")
        message = f"A worker was lost ({error}); {number} from here on are converted one at a time."
        self.notify(notice(location, message))
        single = evolve(self.form, compression=None) if self.output.has_lines else self.form
        results = [self._alone(text, single, executor) for text in batch.texts]
        converted = tuple(one for result in results for one in result.converted)
        lines = [result.lines for result in results]
        return BatchResult(converted, joined(lines, self.form) if self.output.has_lines else b"")

    def _alone(self, text: RecordText, form: Form, executor: Executor) -> BatchResult:
        for _ in range(ATTEMPTS):
            future = self._submit(executor, (text,), form)
            try:
                return future.result()
            except ExecutorError:
                raise
            except Exception as error:
                reason = f"{ATTEMPTS} workers were lost over this record, the last one with: {error}"
        return BatchResult(((failed(text, reason), None),))

    # ---- writing

    def _enter(self, batch: Batch, result: BatchResult) -> None:
        """Write the documents of a batch, and enter its records and inputs in the journal."""
        converted = iter(result.converted)
        records = [
            (item, *(next(converted) if item.text is not None else (_unread(item), None)))
            for item in batch.items
            if isinstance(item, Record)
        ]
        ends = [item for item in batch.items if isinstance(item, End)]
        entries = self.output.write(records, result.lines)
        with self.journal.changes():
            for entry in entries:
                self.journal.add(entry)
            for end in ends:
                self.journal.end(end.input, end.status, end.reason, end.ignored)
            self.output.enter()
        self.output.settle(ends)
        self._report(entries, ends)
        self._bytes_done = batch.bytes_done
        seconds = time.monotonic() - self._began
        records_here = self.here.records.total()
        before = min(self._bytes_before, self._bytes_done)
        self.progress(Progress(self.totals, records_here, self._bytes_done, before, self._bytes_total, seconds))

    def _report(self, entries: list[RecordEntry], ends: list[End]) -> None:
        for entry in entries:
            outcome = entry.outcome
            for totals in (self.totals, self.here):
                totals.add(outcome)
            if outcome.status not in WRITTEN:
                reason = outcome.reason or outcome.status
                message = f"Not converted: {reason}." if outcome.status is RecordStatus.FAILED else reason
                self.notify(notice(entry.location, message, outcome.line_start if outcome.index else None))
        for end in ends:
            for totals in (self.totals, self.here):
                totals.inputs[end.status] += 1
                totals.ignored += end.ignored
            if end.status is not InputStatus.READ:
                what = "Cannot be read" if end.status is InputStatus.FAILED else "Skipped"
                self.notify(notice(end.path, f"{what}: {end.reason}."))


def _unread(record: Record) -> Outcome:
    return Outcome(RecordStatus.FAILED, record.failure, index=(record.ordinal or 1) - 1)
