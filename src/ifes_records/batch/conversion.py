"""Batches → their results, in the same order, from any executor. Its workers may be lost at any time."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future

from attrs import define, evolve, field, frozen

from ifes_records.batch.errors import ExecutorError, words_of
from ifes_records.batch.executors import InProcess, ProcessPool
from ifes_records.batch.inputs import End, Record
from ifes_records.batch.options import Form, Format
from ifes_records.batch.status import counted, notice
from ifes_records.batch.worker import BatchResult, Item, convert_items, failed, lines_of_batch, opened

# How often a record is given to a worker that dies of it.
ATTEMPTS = 3


@frozen
class Batch:
    """Consecutive records, ends of inputs, and small inputs."""

    items: tuple[Item, ...]
    bytes_done: int
    """Stored bytes of the inputs up to its end."""


@define
class Conversion:
    """The conversion of batches by an executor, which has at most ``in_flight`` of them at a time."""

    executor: Executor
    form: Form
    in_flight: int
    folder: str | None
    """Where workers on this machine put documents; ``None`` for nowhere."""
    notify: Callable[[str], None]
    stopping: Callable[[], bool]
    is_cut_short: bool = field(default=False, init=False)
    """Whether a batch was lost while the run was being stopped; there are no results from that batch on."""

    def results(self, batches: Iterable[Batch]) -> Iterator[tuple[Batch, BatchResult]]:
        """Each batch with its result. Raises ``ExecutorError``."""
        waiting: deque[tuple[Batch, Future[BatchResult]]] = deque()
        for batch in batches:
            waiting.append((batch, self._submit(batch.items, self.form)))
            if len(waiting) >= self.in_flight:
                yield from self._result(*waiting.popleft())
        while waiting:
            yield from self._result(*waiting.popleft())

    def _submit(self, items: tuple[Item, ...], form: Form) -> Future[BatchResult]:
        is_here = isinstance(self.executor, (InProcess, ProcessPool))
        given = items if is_here else tuple(opened(items))
        try:
            return self.executor.submit(convert_items, given, form, self.folder if is_here else None)
        except Exception as error:
            reason = f"The executor “{type(self.executor).__name__}” accepts no more work ({words_of(error)})."
            raise ExecutorError(reason) from error

    def _result(self, batch: Batch, future: Future[BatchResult]) -> Iterator[tuple[Batch, BatchResult]]:
        if self.is_cut_short:
            return
        try:
            result = future.result()
        except ExecutorError:
            raise
        except Exception as error:
            if self.stopping():
                # A signal to all processes ends the workers too; the next run converts this batch.
                self.is_cut_short = True
                return
            result = self._one_by_one(batch, error)
        yield batch, result

    def _one_by_one(self, batch: Batch, error: Exception) -> BatchResult:
        """Convert each record of a batch that was lost with its worker alone, to find the one that is to blame."""
        items = tuple(opened(batch.items))
        records = [item for item in items if isinstance(item, Record)]
        location = records[0].location if records else ""
        number = counted(sum(record.text is not None for record in records), "record")
        message = f"A worker was lost ({words_of(error)}); {number} from here on are converted one at a time."
        self.notify(notice(location, message))
        # Lines are compressed as a batch.
        single = self.form if self.form.format is Format.JSON else evolve(self.form, compression=None)
        results = [self._alone(item, single) for item in items]
        return BatchResult(
            tuple(one for result in results for one in result.records),
            tuple(one for result in results for one in result.ends),
            lines_of_batch([result.lines for result in results], self.form),
        )

    def _alone(self, item: Record | End, form: Form) -> BatchResult:
        if isinstance(item, End) or item.text is None:
            return convert_items((item,), form)
        for _ in range(ATTEMPTS):
            try:
                return self._submit((item,), form).result()
            except ExecutorError:
                raise
            except Exception as error:
                last = f"(the last: {words_of(error)})"
                reason = f"{ATTEMPTS} workers were lost over this record {last}; it was not converted."
        return BatchResult(((item, failed(item.text, reason, lost=True), None),))
