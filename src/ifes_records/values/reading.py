"""What came of reading one written value: the value, the text it came from, and what was wrong with it."""

from __future__ import annotations

from typing import Generic, TypeVar

from attrs import frozen

from ifes_records.diagnostics import Diagnostic

T_co = TypeVar("T_co", covariant=True)


@frozen
class Reading(Generic[T_co]):
    """One value as read.

    ``value`` is ``None`` if the text gives none (``None``, ``N/A``) or one that cannot be trusted; in the second
    case ``diagnostic`` says why. A value that had to be repaired has both. The diagnostic has no place yet.
    """

    text: str
    value: T_co | None = None
    diagnostic: Diagnostic | None = None
