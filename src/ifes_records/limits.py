"""How large a text may be and still be read as a record. Real records are far below every limit."""

from __future__ import annotations

from attrs import field, frozen
from attrs.validators import ge, le

# Nested objects of JSON documents that every reader of JSON takes; bullets are nested in a record and a section.
DEEPEST_BULLETS = 50


@frozen
class Limits:
    """The largest text that is read. What is above a limit is told by a diagnostic.

    Reading takes time and memory in proportion to the text, so that ``characters`` bounds both: ten bullets of one
    letter take about a millisecond and 20 kB. Raises ``ValueError`` for a limit below 1.
    """

    characters: int = field(default=2_000_000, validator=ge(1))
    """Characters of a record. A larger one is not read at all (``E-TOO-LARGE``). A text of many records may be
    of any size."""
    line_characters: int = field(default=100_000, validator=ge(1))
    """Characters of a line. A longer one is kept under ``unread`` (``W-LINE-TOO-LONG``), the others are read."""
    fact_characters: int = field(default=4_000, validator=ge(1))
    """Characters of a line of a section that is read for facts. A longer one is a block of its section and gives
    none (``W-LINE-FACTS``): what many clauses say of each other takes the square of their number to tell."""
    bullet_depth: int = field(default=9, validator=[ge(1), le(DEEPEST_BULLETS)])
    """How deep bullets may be nested, at most 50. A deeper one is kept at this depth (``W-BULLET-DEPTH``); real
    ones are three deep."""


DEFAULT_LIMITS = Limits()
"""The limits of whoever sets none."""
