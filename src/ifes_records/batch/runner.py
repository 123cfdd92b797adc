"""Many inputs to documents: found, read, converted by an engine, written and entered in the journal, in their order.

The order in which batches are settled is that of the inputs, and what a batch holds depends on the inputs alone, so
that the output is the same bytes whatever converts them.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future
from itertools import chain, islice
from pathlib import Path

from attrs import define, evolve, field, frozen

from ifes_records.batch.engines import Engine, InProcess
from ifes_records.batch.errors import EngineError
from ifes_records.batch.fates import WRITTEN, Converted, InputFate, RecordFate, Totals, counted
from ifes_records.batch.find import STANDARD_INPUT, measure
from ifes_records.batch.inputs import ReadOptions
from ifes_records.batch.journal import InputEntry, Journal, RecordEntry
from ifes_records.batch.notices import Notice, Notify
from ifes_records.batch.options import Form, InputOptions
from ifes_records.batch.outputs import Output
from ifes_records.batch.reading import End, Record, path_of, read_input
from ifes_records.batch.walk import InputFile
from ifes_records.batch.worker import BatchResult, failed, pack
from ifes_records.split.record_text import RecordText

# A batch is handed out as a whole: large enough for handing it out to cost little beside reading it.
BATCH_RECORDS, BATCH_CHARACTERS = 32, 64_000
# A pool takes seconds to start; fewer batches are done before it has.
BATCHES_WITHOUT_POOL = 2
# How often a record is given to a worker that dies over it.
ATTEMPTS = 3

Batch = list[Record | End]


@frozen
class Progress:
    """How far a run is."""

    totals: Totals
    """What has become of inputs and records so far, those of the runs before included."""
    records: int
    """Records settled by this run."""
    bytes_read: int
    """Bytes of the inputs that were read or need not be, as they are stored."""
    bytes_total: int | None
    """Bytes of all inputs; ``None`` where standard input is among them."""
    seconds: float


@define
class Run:
    """One run over the inputs, with what it needs to know. ``convert_many`` makes it and says how it is used."""

    paths: tuple[str | Path, ...]
    output: Output
    journal: Journal
    form: Form
    options: InputOptions
    engine: Callable[[], Engine]
    progress: Callable[[Progress], None]
    notice: Notify
    stopping: Callable[[], bool]
    totals: Totals = field(factory=Totals)
    _read_options: ReadOptions = field(init=False)
    _records: int = 0
    _bytes_done: int = 0
    _bytes_here: int = 0
    _bytes_total: int | None = None
    _began: float = field(factory=time.monotonic)
    _not_read_before: set[int] = field(factory=set)
    _left_unread: bool = False
    _cut_short: bool = False

    def __attrs_post_init__(self) -> None:
        self._read_options = self.options.read()

    def go(self) -> bool:
        """Convert what there is to convert; give whether that was all, and not stopped before."""
        self.totals = self.journal.totals()
        self._not_read_before = self.journal.not_read()
        if STANDARD_INPUT not in self.paths:
            self._bytes_total = measure(self.options.found(self.paths)).bytes
        batches = self._batches()
        first = list(islice(batches, BATCHES_WITHOUT_POOL + 1))
        here = len(first) <= BATCHES_WITHOUT_POOL
        engine = InProcess() if here else self.engine()
        try:
            self._convert(chain(first, batches), engine)
        except BaseException:
            engine.close(now=True)
            raise
        engine.close()
        complete = not (self._left_unread or self._cut_short)
        if complete and not self.output.in_one_stream:
            # A folder that could not be listed, and now can, is no input any more.
            for input_id in self._not_read_before:
                self.journal.drop(input_id)
        return complete

    # ---- reading

    def _batches(self) -> Iterator[Batch]:
        """Consecutive records and ends of inputs. The last one is left out when the run is being stopped."""
        batch: Batch = []
        records = characters = 0
        for entry in self._entries():
            batch.append(entry)
            if isinstance(entry, Record):
                records += 1
                characters += len(entry.text.piece.text) if entry.text else 0
            full = records >= BATCH_RECORDS or characters >= BATCH_CHARACTERS
            if full or (isinstance(entry, End) and self.output.batch_of_one_input):
                yield batch
                batch, records, characters = [], 0, 0
        if batch and not self._left_unread:
            yield batch

    def _entries(self) -> Iterator[Record | End]:
        for file in self.options.found(self.paths):
            path = path_of(file)
            known = self.journal.input(path)
            if known is not None:
                self._not_read_before.discard(known.id)
            if known is not None and self._is_settled(known, file):
                self._bytes_done += file.size or 0
                continue
            start = self._settled_records(known, file)
            if start:
                assert known is not None
                entry = known
            else:
                self._forget(known)
                entry = self.journal.begin(path, file.size, file.modified_ns)
            for item in self._read(file, entry, start):
                if self.stopping():
                    self._left_unread = True
                    return
                yield item
            self._bytes_done += file.size or 0
            self._bytes_here = 0

    def _read(self, file: InputFile, entry: InputEntry, start: int) -> Iterator[Record | End]:
        if file.skipped is not None:
            yield End(entry.id, entry.path, InputFate.SKIPPED, file.skipped)
        else:
            yield from read_input(
                file,
                entry.id,
                start=start,
                options=self._read_options,
                limits=self.form.limits,
                on_bytes=self._at_byte,
            )

    def _at_byte(self, byte: int) -> None:
        self._bytes_here = byte

    def _is_settled(self, known: InputEntry, file: InputFile) -> bool:
        """Whether a run before has done all there is to do for an input."""
        if known.fate is None or (known.fate is InputFate.FAILED and not self.output.in_one_stream):
            return False
        return known.fate is not InputFate.READ or self._is_as_it_was(known, file)

    def _is_as_it_was(self, known: InputEntry, file: InputFile) -> bool:
        if file.path is None:  # there is no telling whether it is the same text once more
            return False
        same = (known.size, known.modified_ns) == (file.size, file.modified_ns)
        if same and self.output.holds(known.id):
            return True
        self.notice(Notice(known.path, None, f"{'a document of it' if same else 'it'} has changed; converted again"))
        return False

    def _settled_records(self, known: InputEntry | None, file: InputFile) -> int:
        """How many records of an input were settled when the run before ended in the middle of it."""
        if known is None or known.fate is not None:
            return 0
        settled = self.journal.number_of_records(known.id)
        return settled if settled and self._is_as_it_was(known, file) else 0

    def _forget(self, known: InputEntry | None) -> None:
        """Take what an input had come to out of the sums, since it begins anew."""
        if known is None:
            return
        self.output.begin_anew(known)
        for record in self.journal.records(known.id):
            self.totals.add(record.fate, record.codes, -1)
        if known.fate is not None:
            self.totals.inputs[known.fate] -= 1
            self.totals.passed_over -= known.passed_over

    # ---- converting

    def _convert(self, batches: Iterable[Batch], engine: Engine) -> None:
        waiting: deque[tuple[Batch, Future[BatchResult]]] = deque()
        for batch in batches:
            waiting.append((batch, engine.submit(_texts(batch), self.form)))
            while len(waiting) >= engine.in_flight:
                self._settle(*waiting.popleft(), engine)
        while waiting:
            self._settle(*waiting.popleft(), engine)

    def _settle(self, batch: Batch, future: Future[BatchResult], engine: Engine) -> None:
        if self._cut_short:
            return
        try:
            result = future.result()
        except EngineError:
            raise
        except Exception as error:
            if self.stopping():
                # A signal to all processes ends the workers too; the next run goes on with this batch.
                self._cut_short = True
                return
            result = self._one_by_one(batch, error, engine)
        self._enter(batch, result)

    def _one_by_one(self, batch: Batch, error: BaseException, engine: Engine) -> BatchResult:
        """Convert a batch that was lost with its worker: who is to blame shows when each record goes alone."""
        texts = _texts(batch)
        place = next((entry.place for entry in batch if isinstance(entry, Record)), "")
        number = counted(len(texts), "record")
        message = f"a worker was lost ({error}); read again one at a time: {number} from here on"
        self.notice(Notice(place, None, message))
        single = evolve(self.form, compression=None) if self.output.has_lines else self.form
        results = [self._alone(text, single, engine) for text in texts]
        converted = tuple(one for result in results for one in result.converted)
        lines = [result.lines for result in results]
        return BatchResult(converted, pack(lines, self.form) if self.output.has_lines else b"")

    def _alone(self, text: RecordText, form: Form, engine: Engine) -> BatchResult:
        for _ in range(ATTEMPTS):
            future = engine.submit((text,), form)  # an engine that takes no more work says nothing of the record
            try:
                return future.result()
            except EngineError:
                raise
            except Exception as error:
                reason = f"{ATTEMPTS} workers were lost over this record, the last one with: {error}"
        return BatchResult((failed(text, reason),))

    # ---- writing

    def _enter(self, batch: Batch, result: BatchResult) -> None:
        """Write the documents of a batch, and enter in the journal what has become of its records and inputs."""
        converted = iter(result.converted)
        records = [
            (entry, next(converted) if entry.text is not None else _unread(entry))
            for entry in batch
            if isinstance(entry, Record)
        ]
        ends = [entry for entry in batch if isinstance(entry, End)]
        entries = self.output.write(records, result.lines)
        with self.journal.changes():
            for entry in entries:
                self.journal.add(entry)
            for end in ends:
                self.journal.end(end.input, end.fate, end.reason, end.passed_over)
            self.output.enter(ends)
        self.output.settle(ends)
        self._tell(entries, ends)

    def _tell(self, entries: list[RecordEntry], ends: list[End]) -> None:
        for entry in entries:
            self.totals.add(entry.fate, entry.codes)
            if entry.fate not in WRITTEN:
                line = entry.line_start if entry.index else None
                self.notice(Notice(entry.place, line, entry.reason or entry.fate))
        for end in ends:
            self.totals.inputs[end.fate] += 1
            self.totals.passed_over += end.passed_over
            if end.fate is not InputFate.READ:
                what = "cannot be read" if end.fate is InputFate.FAILED else "skipped"
                self.notice(Notice(end.path, None, f"{what}: {end.reason}"))
        self._records += len(entries)
        seconds = time.monotonic() - self._began
        done = self._bytes_done + self._bytes_here
        self.progress(Progress(self.totals, self._records, done, self._bytes_total, seconds))


def _texts(batch: Batch) -> tuple[RecordText, ...]:
    return tuple(entry.text for entry in batch if isinstance(entry, Record) and entry.text is not None)


def _unread(entry: Record) -> Converted:
    return Converted(RecordFate.FAILED, None, None, None, (entry.ordinal or 1) - 1, 0, 0, {}, entry.failure)
