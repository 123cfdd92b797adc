"""Text as it is in a text field, with the original offset of each of its characters."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

import regex
from attrs import frozen

from ifes_records.model import Span
from ifes_records.text.memo import remembered
from ifes_records.text.normal_form import squeeze

# A letter with its marks, which NFC may compose into one character.
CLUSTER = regex.compile(r"\s+|\X")
# White space that is not a single blank: all that changes in a text that is in NFC already.
IRREGULAR = re.compile(r"\s{2,}|[^\S ]")
# 1,204      61.50
FIGURE = re.compile(r"\d+(?:[.,]\d+)*")
DECIMAL = re.compile(r"\d+(?:\.\d+)?")


@frozen
class Aligned:
    """Text in NFC with white space collapsed. Character ``i`` was read from ``starts[i]`` to ``ends[i]`` in the
    file.
    """

    text: str
    starts: Sequence[int]
    ends: Sequence[int]

    @classmethod
    def of(cls, scan: str, start: int) -> Aligned:
        """Normalise ``scan``, which begins at the offset ``start``."""
        if scan == squeeze(scan):
            return cls(scan, range(start, start + len(scan)), range(start + 1, start + 1 + len(scan)))
        text: list[str] = []
        starts: list[int] = []
        ends: list[int] = []
        if unicodedata.is_normalized("NFC", scan):
            done = 0
            for match in IRREGULAR.finditer(scan):
                first, last = match.span()
                text += (scan[done:first], " ")
                starts += range(start + done, start + first + 1)
                ends += range(start + done + 1, start + first + 1)
                ends.append(start + last)
                done = last
            text.append(scan[done:])
            starts += range(start + done, start + len(scan))
            ends += range(start + done + 1, start + len(scan) + 1)
        else:
            for cluster in CLUSTER.finditer(scan):
                written = " " if cluster[0].isspace() else squeeze(cluster[0])
                starts += [start + cluster.start()] * len(written)
                ends += [start + cluster.end()] * len(written)
                text.append(written)
        whole = "".join(text)
        blanks = len(whole) - len(whole.lstrip(" "))
        end = len(whole.rstrip(" "))
        return cls(whole[blanks:end], starts[blanks:end], ends[blanks:end])

    def span(self, start: int, end: int) -> Span:
        """The original span of ``text[start:end]``."""
        return Span(self.starts[start], self.ends[end - 1])

    def first(self, part: str, *, ignore_case: bool = False) -> Span | None:
        """The span of the first occurrence of a part, preferring whole words; ``None`` if there is none."""
        text, part = (self.text.lower(), part.lower()) if ignore_case else (self.text, part)
        return self._preferred(part, text, _starts(text, part)) if len(text) == len(self.text) else None

    def last(self, part: str) -> Span | None:
        """The span of the last occurrence of a part, preferring whole words; ``None`` if there is none."""
        return self._preferred(part, self.text, _starts_from_the_end(self.text, part))

    def only_figure(self, value: float) -> Span | None:
        """The span of the only figure with a value (``1,204``, ``61.50``); ``None`` for none or several."""
        if isinstance(value, int):
            written = _figures(self.text)
            found = [place for way in {f"{value:,}", str(value)} for place in written.get(way, ())]
        else:
            found = _decimals(self.text).get(value, [])
        return self.span(*found[0]) if len(found) == 1 else None

    def _preferred(self, part: str, text: str, starts: Iterator[int]) -> Span | None:
        """The span of a part at the first of these places where it is whole words, or else at the first one."""
        # Not with a pattern of the part, which takes longer to compile than to match.
        first = None
        for at in starts:
            if not (_is_word(text[at - 1 : at]) or _is_word(text[at + len(part) :][:1])):
                return self.span(at, at + len(part))
            first = at if first is None else first
        return None if first is None else self.span(first, first + len(part))


Places = list[tuple[int, int]]


@remembered
def _figures(text: str) -> dict[str, Places]:
    """The places of each figure in a text; of many, the first two."""
    found: dict[str, Places] = {}
    for match in FIGURE.finditer(text):
        places = found.setdefault(match[0], [])
        if len(places) < 2:
            places.append(match.span())
    return found


@remembered
def _decimals(text: str) -> dict[float, Places]:
    """The same by their values, of figures without a comma."""
    found: dict[float, Places] = {}
    for figure, places in _figures(text).items():
        if DECIMAL.fullmatch(figure):
            found.setdefault(float(figure), []).extend(places)
    return found


def _starts(text: str, part: str) -> Iterator[int]:
    at = text.find(part) if part else -1
    while at >= 0:
        yield at
        at = text.find(part, at + 1)


def _starts_from_the_end(text: str, part: str) -> Iterator[int]:
    at = text.rfind(part) if part else -1
    while at >= 0:
        yield at
        at = text.rfind(part, 0, at + len(part) - 1)


def _is_word(character: str) -> bool:
    return character.isalnum() or character == "_"
