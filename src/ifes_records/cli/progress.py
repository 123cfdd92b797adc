"""The progress of a conversion: a bar on a terminal, elsewhere a line every few seconds."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Protocol

from tqdm import tqdm

from ifes_records.batch import Progress, RecordStatus
from ifes_records.cli.output import say

SECONDS_BETWEEN_LINES = 5.0


class Display(Protocol):
    """Shows the progress of a run, and lines beside it."""

    def update(self, progress: Progress) -> None:
        """Show the progress."""

    def say(self, line: str) -> None:
        """Print a line to standard error."""


class NoDisplay:
    """Shows nothing."""

    def update(self, progress: Progress) -> None:
        """Show nothing."""

    def say(self, line: str) -> None:
        """Print nothing."""


class LineDisplay:
    """Prints a line every few seconds."""

    def __init__(self) -> None:
        self._last = time.monotonic()

    def update(self, progress: Progress) -> None:
        """Print a line if the last one is a few seconds old."""
        now = time.monotonic()
        if now - self._last >= SECONDS_BETWEEN_LINES:
            self._last = now
            self.say(", ".join(part for part in (in_words(progress), time_left(progress)) if part))

    def say(self, line: str) -> None:
        """Print a line to standard error."""
        say(line)


class BarDisplay:
    """A bar of the bytes that are done, with the number of records beside it."""

    def __init__(self) -> None:
        self._bar: Any = None

    def update(self, progress: Progress) -> None:
        """Draw the bar."""
        if self._bar is None:
            form = "{percentage:3.0f}%|{bar}| {desc} [{elapsed}<{remaining}]" if progress.bytes_total else "{desc}"
            # Drawn with each batch, or else the last one would not be drawn. The speed is that of this run.
            self._bar = tqdm(
                total=progress.bytes_total, initial=progress.bytes_before, bar_format=form, file=sys.stderr,
                leave=False, mininterval=0, miniters=0,
            )  # fmt: skip
        self._bar.set_description_str(in_words(progress), refresh=False)
        self._bar.update(max(progress.bytes_done - self._bar.n, 0))

    def say(self, line: str) -> None:
        """Print a line above the bar."""
        tqdm.write(line, file=sys.stderr)

    def close(self) -> None:
        """Remove the bar."""
        if self._bar is not None:
            self._bar.close()


@contextmanager
def display(*, quiet: bool) -> Iterator[Display]:
    """The display that suits standard error: nothing, a bar, or lines."""
    if quiet or sys.stderr is None:
        yield NoDisplay()
    elif not sys.stderr.isatty():
        yield LineDisplay()
    else:
        bar = BarDisplay()
        try:
            yield bar
        finally:
            bar.close()


def in_words(progress: Progress) -> str:
    """``1,234 records, 98.1/s, 57 with diagnostics, 2 failed or unrecognised``; then ``tables of 500 of 1,232``."""
    records = progress.totals.records
    if progress.tables is not None:
        written = records[RecordStatus.CONVERTED] + records[RecordStatus.CONVERTED_WITH_DIAGNOSTICS]
        return f"tables of {progress.tables:,} of {written:,} records"
    parts = [f"{records.total():,} records", f"{progress.records / max(progress.seconds, 0.001):.1f}/s"]
    if warned := records[RecordStatus.CONVERTED_WITH_DIAGNOSTICS]:
        parts.append(f"{warned:,} with diagnostics")
    if failed := records[RecordStatus.FAILED] + records[RecordStatus.UNRECOGNISED]:
        parts.append(f"{failed:,} failed or unrecognised")
    return ", ".join(parts)


def time_left(progress: Progress) -> str:
    """``63 % of the bytes, about 20 s left``; empty if the size of the inputs is unknown.

    The time is estimated from the speed of this run, not from what earlier runs had done.
    """
    if not progress.bytes_total:
        return ""
    left = max(progress.bytes_total - progress.bytes_done, 0)
    here = progress.bytes_done - progress.bytes_before
    seconds = f", about {max(progress.seconds * left / here, 1):.0f} s left" if here and left else ""
    return f"{1 - left / progress.bytes_total:.0%} of the bytes{seconds}"
