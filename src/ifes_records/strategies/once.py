"""Strategies that are made once: to make and check one takes longer than to draw from it.

``@once`` goes above ``@composite``, for strategies whose arguments are few and simple, such as the code of a country.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any, ParamSpec, TypeVar

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

P = ParamSpec("P")
T = TypeVar("T")

# Far more than there are countries or lists of words; names and dates that come up only once are soon dropped.
KEPT = 2000


def once(make: Callable[P, SearchStrategy[T]]) -> Callable[P, SearchStrategy[T]]:
    """Keep what a function makes: it gives the same strategy for the same arguments."""
    kept: Any = lru_cache(maxsize=KEPT, typed=True)(make)
    result: Callable[P, SearchStrategy[T]] = kept
    return result


def sampled_from(choices: Sequence[T]) -> SearchStrategy[T]:
    """One of the choices, as Hypothesis's own; those that can be told apart are kept."""
    only_texts = all(type(choice) is str for choice in choices)
    try:
        return _kept(tuple(choices), None if only_texts else tuple(map(_kind, choices)))
    except TypeError:  # they have no hash
        return st.sampled_from(choices)


@lru_cache(maxsize=KEPT)
def _kept(choices: tuple[Any, ...], kinds: object) -> SearchStrategy[Any]:
    return st.sampled_from(choices)


def _kind(choice: object) -> object:
    """What tells ``1`` from ``True``, also in a tuple."""
    return tuple(map(_kind, choice)) if isinstance(choice, tuple) else type(choice)
