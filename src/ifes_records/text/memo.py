"""Answers that are kept while one record is read, since several readers look at the same line of it."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any, TypeVar

F = TypeVar("F", bound=Callable[..., Any])

# Of more lines than a record has, the first ones are forgotten.
MOST = 4096

_remembering: list[Any] = []


def remembered(function: F) -> F:
    """A pure function that keeps its answers, which nobody changes, until ``forget`` is called."""
    cached: Any = lru_cache(maxsize=MOST)(function)
    _remembering.append(cached)
    return cached  # type: ignore[no-any-return]


def forget() -> None:
    """Forget all answers: nothing is kept from one record for the next."""
    for cached in _remembering:
        cached.cache_clear()
