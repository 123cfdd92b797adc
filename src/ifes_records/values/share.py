"""Shares of the vote: ``34.10%``, ``54.70``, ``0.9332863755282753``, ``29.20%"``."""

from __future__ import annotations

from decimal import Decimal

from ifes_records.diagnostics import Diagnostic, quoted
from ifes_records.values.reading import Reading


def parse(text: str) -> Reading[float]:
    """Read a share line or cell, in percent: 34.1 is ``34.10%``; a stray quotation mark is dropped.

    The database printed some shares without a sign and with all their digits; those are in percent too
    (``0.9332863755282753`` is under one percent). More than a hundred percent is a problem.
    """
    text = text.strip()
    value = float(text.rstrip('"”').rstrip("% ").replace(",", "."))
    if value > 100:
        return Reading(
            text,
            diagnostic=Diagnostic("W-SHARE-RANGE", f"{quoted(text)} is more than 100 percent; no value was taken."),
        )
    return Reading(text, value)


def format(percent: float) -> str:
    """The inverse: ``34.10%``, with more than two decimals only where the share has more."""
    digits = f"{percent:.2f}"
    if float(digits) != percent:
        digits = f"{Decimal(repr(percent)):f}"
    return f"{digits}%"
