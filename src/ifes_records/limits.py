"""How large a text may be. Real records are far below every limit."""

from __future__ import annotations

from attrs import field, frozen
from attrs.validators import ge, le

# Bullets are nested objects in the JSON; every common JSON reader accepts this depth.
DEEPEST_BULLETS = 50


@frozen
class Limits:
    """The largest text that is read; a diagnostic reports anything larger.

    Time and memory are proportional to the text, so ``characters`` bounds both: ten bullets of one letter take about
    a millisecond and 20 kB. Raises ``ValueError`` for a limit below 1, or a ``bullet_depth`` above 50.
    """

    characters: int = field(default=2_000_000, validator=ge(1))
    """Maximum number of characters in a record. A longer one is not read at all (``E-TOO-LARGE``). A file of many
    records may have any size."""
    line_characters: int = field(default=100_000, validator=ge(1))
    """Maximum number of characters in a line. A longer one is kept in ``unread`` (``W-LINE-TOO-LONG``); the others
    are read."""
    fact_characters: int = field(default=4_000, validator=ge(1))
    """Maximum number of characters in a line that is read for facts. A longer one gives a block but no facts
    (``W-LINE-FACTS``), because relating its clauses to each other takes time in the square of their number."""
    bullet_depth: int = field(default=9, validator=[ge(1), le(DEEPEST_BULLETS)])
    """Maximum depth of nested bullets, at most 50. A deeper bullet is kept at this depth (``W-BULLET-DEPTH``); real
    records have three levels."""


DEFAULT_LIMITS = Limits()
"""The limits that apply unless others are given."""
