"""A limit on the time that a piece of work may take, in any thread and on any system."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager
from threading import TIMEOUT_MAX, Event, Lock, Thread, get_ident

AGAIN = 1.0
"""Seconds after which work that still runs is interrupted again."""


class TooSlowError(BaseException):
    """The time is up. Not an ``Exception``, so that no handler on the way takes it for an error of the work."""


@contextmanager
def at_most(seconds: float | None) -> Iterator[None]:
    """Raise ``TooSlowError`` in this thread when the time is up; ``None`` is no limit.

    A signal would reach only the main thread, and not on Windows. Python raises what another thread asks for between
    two steps of its own: a single call of a library written in C ends first.
    """
    if seconds is None:
        yield
        return
    thread, lock, ended = get_ident(), Lock(), Event()
    is_over = False

    def interrupt() -> None:
        wait = min(seconds, TIMEOUT_MAX)
        while not ended.wait(wait):
            with lock:
                if is_over:
                    return
                _raise_in(thread, ctypes.py_object(TooSlowError))
            wait = AGAIN  # a callback of the garbage collector may have swallowed it

    try:
        Thread(target=interrupt, daemon=True).start()
        yield
    finally:
        # First, and in one step. The exception may come between any two below, which must not leave it to come once
        # more when other work has begun.
        is_over = True
        with lock:
            _raise_in(thread, None)
        ended.set()


def _raise_in(thread: int, error: object) -> None:
    """Raise an error in a thread; ``None`` withdraws one that has not come yet."""
    ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread), error)
