"""The run: inputs are found, read, converted by an executor, written and entered in the journal, in their order.

Batches are written in the order of the inputs, and what a batch holds depends only on the inputs. So the output is
the same bytes whatever converts them.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor
from contextlib import AbstractContextManager, nullcontext
from itertools import chain, islice
from pathlib import Path

from attrs import define, field, frozen

from ifes_records.batch.conversion import Batch, Conversion
from ifes_records.batch.executors import InProcess, ProcessPool
from ifes_records.batch.find import STANDARD_INPUT, InputFile, find, path_of, total_bytes
from ifes_records.batch.inputs import End, InputReader, Record
from ifes_records.batch.journal import InputEntry, Journal, RecordEntry
from ifes_records.batch.options import Form, Format, InputOptions
from ifes_records.batch.outputs import Output
from ifes_records.batch.status import WRITTEN, InputStatus, Totals, notice
from ifes_records.batch.worker import BatchResult, Item

# A batch is handed out as a whole: large enough for handing it out to cost little.
BATCH_RECORDS, BATCH_CHARACTERS = 32, 64_000
# Up to so many batches, 320 records, this process is as fast as a pool of two, which has to start (docs/batch.md).
FEW_FOR_A_POOL = 10
# The same for an executor that the caller has started.
FEW_FOR_AN_EXECUTOR = 2
# Enough that no worker waits for this process, few enough that memory stays flat.
BATCHES_PER_WORKER = 3


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
    """The time since this run began."""
    tables: int | None = None
    """The records whose tables are made; ``None`` while inputs are read."""


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
    _bytes_before: int = 0
    _bytes_total: int | None = None
    _began: float = field(factory=time.monotonic)
    _not_read_before: set[int] = field(factory=set)
    _left_unread: bool = False

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
            # A worker on another machine could not put them there, and a single process has nobody to relieve.
            folder = self.output.folder_for_workers() if isinstance(executor, ProcessPool) else None
            conversion = Conversion(executor, self.form, self.in_flight or 1, folder, self.notify, self.stopping)
            for batch, result in conversion.results(chain(first, batches)):
                self._enter(batch, result)
        complete = not (self._left_unread or conversion.is_cut_short)
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
        """The batches of the inputs. The last one is dropped when the run is being stopped."""
        items: list[Item] = []
        records = characters = done = 0
        file_each = self.form.format is Format.JSONL and not self.output.in_one_stream
        for item, done in self._items():
            items.append(item)
            if isinstance(item, InputReader):
                records += 1
                characters += item.file.size or 0
            elif isinstance(item, Record):
                records += 1
                characters += len(item.text.segment.text) if item.text else 0
            full = records >= BATCH_RECORDS or characters >= BATCH_CHARACTERS
            if full or (file_each and not isinstance(item, Record)):
                yield Batch(tuple(items), done)
                items, records, characters = [], 0, 0
        if items and not self._left_unread:
            yield Batch(tuple(items), done)

    def _items(self) -> Iterator[tuple[Item, int]]:
        """Small inputs, the records and ends of others, each with the stored bytes of the inputs up to it."""
        done = 0
        for file in find(self.paths, self.options):
            path, size = path_of(file), file.size or 0
            known = self.journal.input(path)
            start = self._settled(known, file)
            if known is not None:
                self._not_read_before.discard(known.id)
            if start is None:
                done += size
                self._bytes_before += size
                continue
            if known is not None and not start:
                self._forget(known)
            if known is None or not start:
                known = self.journal.begin(path, file.size, file.modified_ns, known)
            reader = InputReader(file, self.options, self.form.limits, input=known.id)
            if not start and reader.is_small:
                if self.stopping():
                    self._left_unread = True
                    return
                done += size
                yield reader, done
                continue
            for item in reader.items(start):
                if self.stopping():
                    self._left_unread = True
                    return
                ended = isinstance(item, End) and file.size is not None
                yield item, done + (size if ended else reader.counts.bytes_read)
            done += size

    def _settled(self, known: InputEntry | None, file: InputFile) -> int | None:
        """The number of an input's records that earlier runs have settled; ``None`` if all is done for it."""
        if known is None or known.status is InputStatus.FAILED:
            return None if known is not None and self.output.in_one_stream else 0
        if known.status is InputStatus.SKIPPED:
            return None
        if not self.output.in_one_stream and self.journal.has_lost(known.id):
            return 0  # a file of lines goes back to it instead, when it is opened
        settled = self.journal.number_of_records(known.id)
        is_begun = known.status is InputStatus.READ or settled > 0
        if not (is_begun and self._is_unchanged(known, file)):
            return 0
        return None if known.status is InputStatus.READ else settled

    def _is_unchanged(self, known: InputEntry, file: InputFile) -> bool:
        if file.path is None:  # standard input may be another text
            return False
        same = (known.size, known.modified_ns) == (file.size, file.modified_ns)
        if same and self.output.holds(known.id):
            return True
        self.notify(notice(known.path, f"{'Its output' if same else 'It'} has changed; it is converted again."))
        return False

    def _forget(self, known: InputEntry) -> None:
        """Subtract an input that begins again from the totals."""
        self.output.begin_again(known)
        for record in self.journal.records(known.id):
            self.totals.add(record.outcome, -1)
        if known.status is not None:
            self.totals.inputs[known.status] -= 1
            self.totals.ignored -= known.ignored

    # ---- writing

    def _enter(self, batch: Batch, result: BatchResult) -> None:
        """Write the documents of a batch, and enter its records and inputs in the journal."""
        ends = result.ends
        entries = self.output.write(result.records, result.lines)
        with self.journal.changes():
            lost = any(entry.outcome.lost for entry in entries) or any(end.lost for end in ends)
            if lost and self.output.in_one_stream:
                first = batch.items[0]
                self.journal.mark_lost(first.input, first.number if isinstance(first, Record) else None)
            for entry in entries:
                self.journal.add(entry)
            for end in ends:
                self.journal.end(end.input, end.status, end.reason, end.ignored)
            self.output.enter()
        self.output.settle(ends)
        self._report(entries, ends)
        seconds, records_here = time.monotonic() - self._began, self.here.records.total()
        before = min(self._bytes_before, batch.bytes_done)
        self.progress(Progress(self.totals, records_here, batch.bytes_done, before, self._bytes_total, seconds))

    def _report(self, entries: list[RecordEntry], ends: Sequence[End]) -> None:
        for entry in entries:
            outcome = entry.outcome
            for totals in (self.totals, self.here):
                totals.add(outcome)
            if outcome.status not in WRITTEN:
                line = outcome.line_start if outcome.index else None
                self.notify(notice(entry.location, outcome.reason or outcome.status, line))
        for end in ends:
            for totals in (self.totals, self.here):
                totals.inputs[end.status] += 1
                totals.ignored += end.ignored
            if end.reason is not None:
                self.notify(notice(end.path, end.reason))
            if end.addresses:
                named = ", ".join(f"{address} ({number:,})" for address, number in end.addresses)
                message = (
                    f"Pages at other addresses were ignored; --url-match reads them. The most frequent are {named}."
                )
                self.notify(notice(end.path, message))
