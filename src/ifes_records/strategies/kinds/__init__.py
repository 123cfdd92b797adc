"""Kinds of damage that other tools and people do to the texts of records, in families.

Each is a plain function of a page and a source of random numbers, so the same kinds serve the strategies and
``scripts/damage_kinds.py``, which counts what becomes of them.
"""

from __future__ import annotations

from ifes_records.strategies.kinds import cells, rows, texts
from ifes_records.strategies.kinds.page import Kind, Page

KINDS: tuple[Kind, ...] = (*cells.FAMILIES, *rows.FAMILIES, *texts.FAMILIES)

__all__ = ["KINDS", "Kind", "Page"]
