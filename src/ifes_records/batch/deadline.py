"""A limit on the time that a piece of work may take, in any thread and on any system."""

from __future__ import annotations

import ctypes
import threading
from collections.abc import Iterator
from contextlib import contextmanager

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
    thread, lock, is_over = threading.get_ident(), threading.Lock(), threading.Event()

    def interrupt() -> None:
        wait = min(seconds, threading.TIMEOUT_MAX)
        while not is_over.wait(wait):
            with lock:
                if not is_over.is_set():
                    _raise_in(thread, ctypes.py_object(TooSlowError))
            wait = AGAIN  # a callback of the garbage collector may have swallowed it

    threading.Thread(target=interrupt, daemon=True).start()
    try:
        yield
    finally:
        with lock:
            is_over.set()


def _raise_in(thread: int, error: object) -> None:
    ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread), error)
