"""The result of reading one value: the value, its text, and a diagnostic if something was wrong with it."""

from __future__ import annotations

from typing import Generic, TypeVar

from attrs import frozen

from ifes_records.diagnostics import Diagnostic

T_co = TypeVar("T_co", covariant=True)


@frozen
class Reading(Generic[T_co]):
    """One value, as read from ``text``.

    ``value`` is ``None`` if the text says that it is not known (``None``, ``N/A``), or if the text can't be
    trusted; then ``diagnostic`` says why. A value that had to be repaired has both. The diagnostic has no span
    yet, since a value doesn't know where its text is.
    """

    text: str
    value: T_co | None = None
    diagnostic: Diagnostic | None = None
