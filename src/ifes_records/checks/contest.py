"""The title of the contest: whether it is whole, and has no codes for signs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ifes_records.diagnostics import Diagnostic, quoted
from ifes_records.model.record import ElectionRecord

# Election for House of
UNFINISHED = re.compile(r"\b(?:of|the|and|for|de|del|des|du|da|do|la|le|al)$|[-–,/]$", re.IGNORECASE)

# Sejm%20Rzeczypospolitej      Senate &amp; House
CODED = re.compile(r"%[0-9A-F]{2}|&#?\w{2,6};")


def title_goes_on(record: ElectionRecord) -> Iterator[Diagnostic]:
    """The title ends where a title can end, and no parenthesis is on the line right below.

    ``Election for Waitukubuli House of``, ``Election for Asamblea Legislativa`` above ``(Legislative Assembly)``. A
    warning: a tool has wrapped the line, so the title is not whole.
    """
    title, path = record.election.contest.title, "election.contest.title"
    span = record.origin.spans.get(path) if title and record.origin is not None else None
    below = ""
    if span is not None and record.origin is not None:
        source = record.origin.source
        below = source.text[span.end - source.start :][:200].lstrip(" \r").removeprefix("\n").lstrip(" ")
    if title and (coded := CODED.search(title)):
        message = f"{quoted(title)} has the code {quoted(coded[0])} in place of a sign."
        yield Diagnostic("W-CONTEST-CUT", message, path, span)
    elif title and (UNFINISHED.search(title) or below.startswith("(")):
        yield Diagnostic("W-CONTEST-CUT", f"{quoted(title)} seems to go on in the line below.", path, span)
