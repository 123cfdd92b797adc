"""Shares of the vote: ``34.10%``, ``54.70``, ``0.9332863755282753``, ``29.20%"``."""

from __future__ import annotations

from decimal import Decimal

from ifes_records.diagnostics import Diagnostic, quoted
from ifes_records.values.reading import Reading


def parse(text: str) -> Reading[float]:
    """Read a share line or cell; the value is in percent, 34.1 for ``34.10%``.

    A quotation mark at the end is ignored. Shares without a percent sign are in percent too:
    ``0.9332863755282753``, from a database field printed with all its digits, is less than one percent. The
    value is ``None``, with a diagnostic, above 100 percent.
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
    """Write a share as the site does: ``34.10%``, with more than two decimals only if the share has more."""
    digits = f"{percent:.2f}"
    if float(digits) != percent:
        digits = f"{Decimal(repr(percent)):f}"
    return f"{digits}%"
