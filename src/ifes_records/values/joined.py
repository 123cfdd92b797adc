"""Two lines that have become one: ``Amanat 62 - 3,431,510 Auyl 8 - 693,938``."""

from __future__ import annotations

import re

from ifes_records.values.reading import Problem

# What stands inside a name where a line end was lost: a count's label, a status behind its date, votes.
SIGN = re.compile(
    r"(?i:\b(?:cast|valid|invalid) votes *:|\bregistered voters *:|\b(?:record|results|election) modified *:)"
    r"|(?<![\d,.])\d{1,3}(?:,\d{3})+(?![\d,])|\S(?:election for|referendum vote share)\b"
    r"|^(?i:candidates?|part(?:y|ies)|provisions?|seat shares?[^:]{0,20}) *:"
    r"|^(?i:results|voter participation|referendum vote share) \S"
    r"| - - |(?:^|\s)None(?=\s)"
    r"|\bSeats Won Seats Change\b|\bVote Share by\b"
)

# Edgar C LUNGU1,860 Prince JOHNSON: in a list of candidates or answers, figures are glued to names.
GLUED = re.compile(r"(?<=[^\W\d_])(?:\d+(?:,\d+)*|None)(?=\s)|(?<=\))\d+(?=\s)|[?؟][”\"»’')]* +(?=\S)")


def problem(text: str, *, glued: bool = False) -> Problem | None:
    """A sign that a name or a title holds another line; ``None`` where it has none.

    ``glued`` tells that the figures of lines such as this one stand against their names.
    """
    found = SIGN.search(text) or (GLUED.search(text) if glued else None)
    if found is None:
        return None
    return Problem(
        "W-LINES-JOINED", f"{text!r} holds {found[0]!r}, as if two lines had become one; it was kept whole"
    )
