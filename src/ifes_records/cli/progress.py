"""How far a conversion is: a bar where someone is looking, a line every few seconds where not."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Protocol

import click
from tqdm import tqdm

from ifes_records.batch import Progress, RecordFate

SECONDS_BETWEEN_LINES = 5.0


class Display(Protocol):
    """What shows how far a run is, and the lines beside it."""

    def update(self, progress: Progress) -> None:
        """Show how far it is."""

    def say(self, line: str) -> None:
        """Print a line to standard error."""


class Quiet:
    """Shows nothing."""

    def update(self, progress: Progress) -> None:
        """Show nothing."""

    def say(self, line: str) -> None:
        """Print nothing."""


class Lines:
    """Prints a line every few seconds."""

    def __init__(self) -> None:
        self._last = time.monotonic()

    def update(self, progress: Progress) -> None:
        """Print a line, if the last one is some seconds old."""
        now = time.monotonic()
        if now - self._last >= SECONDS_BETWEEN_LINES:
            self._last = now
            self.say(", ".join(part for part in (in_words(progress), time_left(progress)) if part))

    def say(self, line: str) -> None:
        """Print a line to standard error."""
        click.echo(line, err=True)


class Bar:
    """A bar of the bytes that were read, with the number of records beside it."""

    def __init__(self) -> None:
        self._bar: Any = None

    def update(self, progress: Progress) -> None:
        """Draw the bar."""
        if self._bar is None:
            form = "{percentage:3.0f}%|{bar}| {desc} [{elapsed}<{remaining}]" if progress.bytes_total else "{desc}"
            # Drawn with each batch: the last one would not be otherwise.
            self._bar = tqdm(
                total=progress.bytes_total, bar_format=form, file=sys.stderr, leave=False, mininterval=0, miniters=0
            )
        self._bar.set_description_str(in_words(progress), refresh=False)
        self._bar.update(max(progress.bytes_read - self._bar.n, 0))

    def say(self, line: str) -> None:
        """Print a line above the bar."""
        tqdm.write(line, file=sys.stderr)

    def close(self) -> None:
        """Take the bar away."""
        if self._bar is not None:
            self._bar.close()


@contextmanager
def display(*, quiet: bool) -> Iterator[Display]:
    """What suits standard error: nothing, a bar, or lines."""
    if quiet or sys.stderr is None:
        yield Quiet()
    elif not sys.stderr.isatty():
        yield Lines()
    else:
        bar = Bar()
        try:
            yield bar
        finally:
            bar.close()


def in_words(progress: Progress) -> str:
    """``1,234 records, 98.1/s, 57 with diagnostics, 2 failed``."""
    fates = progress.totals.records
    parts = [f"{fates.total():,} records", f"{progress.records / max(progress.seconds, 0.001):.1f}/s"]
    if warned := fates[RecordFate.CONVERTED_WITH_DIAGNOSTICS]:
        parts.append(f"{warned:,} with diagnostics")
    if failed := fates[RecordFate.FAILED] + fates[RecordFate.UNRECOGNISED]:
        parts.append(f"{failed:,} failed or unrecognised")
    return ", ".join(parts)


def time_left(progress: Progress) -> str:
    """``63 % of the bytes, about 20 s left``; empty where the size of the inputs is not known."""
    if not progress.bytes_total:
        return ""
    done = min(progress.bytes_read / progress.bytes_total, 1.0)
    left = f", about {progress.seconds * (1 - done) / done:.0f} s left" if done else ""
    return f"{done:.0%} of the bytes{left}"
