"""A stretch of text as text fields have it, with the place of each of its characters in the text as it was."""

from __future__ import annotations

import re
from collections.abc import Sequence

import regex
from attrs import frozen

from ifes_records.model import Span
from ifes_records.text.normal_form import squeeze

# A letter with its marks: what NFC may make one character of.
CLUSTER = regex.compile(r"\s+|\X")


@frozen
class Aligned:
    """White space collapsed, in NFC; the characters' first and last places are those in the whole file."""

    text: str
    starts: Sequence[int]
    ends: Sequence[int]

    @classmethod
    def of(cls, scan: str, start: int) -> Aligned:
        """Align what stands from ``start`` on; ``scan`` has it with every kind of blank as a space."""
        if scan == squeeze(scan):
            return cls(scan, range(start, start + len(scan)), range(start + 1, start + 1 + len(scan)))
        text: list[str] = []
        starts: list[int] = []
        ends: list[int] = []
        for match in CLUSTER.finditer(scan):
            written = " " if match[0].isspace() else squeeze(match[0])
            text.append(written)
            starts += [start + match.start()] * len(written)
            ends += [start + match.end()] * len(written)
        whole = "".join(text)
        blanks = len(whole) - len(whole.lstrip(" "))
        end = len(whole.rstrip(" "))
        return cls(whole[blanks:end], starts[blanks:end], ends[blanks:end])

    def span(self, start: int, end: int) -> Span:
        """Where a slice of the text stands."""
        return Span(self.starts[start], self.ends[end - 1])

    def first(self, part: str, *, ignore_case: bool = False) -> Span | None:
        """Where a part of the text first stands, as whole words if it does so anywhere; ``None`` if nowhere."""
        places = self._places(part, ignore_case)
        return places[0] if places else None

    def last(self, part: str) -> Span | None:
        """Where a part of the text last stands, as whole words if it does so anywhere."""
        places = self._places(part, False)
        return places[-1] if places else None

    def only(self, pattern: str) -> Span | None:
        """Where the one match of a pattern stands; ``None`` where there is none, or more than one."""
        places = [self.span(*match.span()) for match in re.finditer(pattern, self.text)]
        return places[0] if len(places) == 1 else None

    def _places(self, part: str, ignore_case: bool) -> list[Span]:
        flags = re.IGNORECASE if ignore_case else 0
        words = rf"(?<!\w){re.escape(part)}(?!\w)"
        for pattern in (words, re.escape(part)) if part else ():
            found = [self.span(*match.span()) for match in re.finditer(pattern, self.text, flags)]
            if found:
                return found
        return []
