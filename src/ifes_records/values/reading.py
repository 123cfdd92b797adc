"""What came of reading one written value: the value, the text it came from, and what was wrong with it."""

from __future__ import annotations

from typing import Generic, TypeVar

from attrs import frozen

T_co = TypeVar("T_co", covariant=True)


@frozen
class Problem:
    """Why a written value could not be taken at its word.

    ``code`` is a key of ``ifes_records.diagnostics.CODES``; ``message`` is a plain sentence that says
    what was found and what was made of it. Where it stands is added by whoever knows the place.
    """

    code: str
    message: str


@frozen
class Reading(Generic[T_co]):
    """One value as read.

    ``value`` is ``None`` where the text gives none (``None``, ``N/A``) or gives one that cannot be trusted;
    in the second case ``problem`` says why. A value that had to be repaired has both.
    """

    text: str
    value: T_co | None = None
    problem: Problem | None = None
