"""The text of a record in lines and pieces: each piece with the fields that were read from it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise
from unicodedata import bidirectional

from attrs import evolve, frozen

from ifes_records.model import ElectionRecord
from ifes_records.model.origin import Role
from ifes_records.model.record import origin_of
from ifes_records.show.figures import Figure
from ifes_records.show.parts import doubts
from ifes_records.span import Span
from ifes_records.trace.account import Fragment


@frozen
class Piece:
    """A piece of a line that belongs to the same fields throughout."""

    text: str
    spans: tuple[int, ...] = ()
    """The numbers of the spans that it is in, the narrowest first."""
    role: Role = Role.FIELD
    doubt: str | None = None
    """The effect of a diagnostic about it."""
    is_heading: bool = False
    figures: tuple[tuple[int, int], ...] = ()
    """Where in its text there are figures whose value no field has."""
    begins: tuple[int, ...] = ()
    """The numbers of the spans that begin with it; the first of them is its own number."""
    opens: bool = False
    """Whether words that are written from right to left begin with it, of which it is only a part."""
    closes: bool = False
    """Whether such words end with it."""


@frozen
class Line:
    """A line of the text, its number in the file, and its diagnostics as indexes in the record."""

    number: int
    pieces: tuple[Piece, ...]
    diagnostics: tuple[int, ...] = ()
    depth: int = 0
    """How far it is indented: 0 for the margin, 1 for a bullet, 2 for more."""
    is_from_right: bool = False
    """Whether it is written from right to left. A browser can't tell, as each piece is isolated."""
    is_apart: bool = False
    """Whether the line above is blank."""

    @property
    def classes(self) -> str:
        """Its classes in the page."""
        return " ".join(filter(None, (f"in{self.depth}" if self.depth else "", "apart" if self.is_apart else "")))


@frozen
class Bound:
    """A span that is bound to something: a number of a span, a role, a doubt, or a heading."""

    span: Span
    number: int = 0
    role: Role | None = None
    doubt: str | None = None
    is_heading: bool = False


def lines(
    record: ElectionRecord,
    numbers: dict[Span, int],
    fragments: Iterable[Fragment],
    figures: Iterable[Figure],
    headings: Iterable[Span],
) -> Iterator[Line]:
    """The lines of a record's text. Raises ``LookupError`` if it was not read from a text."""
    source = origin_of(record).source
    bounds = [Bound(span, number) for span, number in numbers.items()]
    bounds += [Bound(one.span, role=one.role) for one in fragments if one.role is not Role.FIELD]
    bounds += [Bound(span, is_heading=True) for span in headings]
    bounds += [
        Bound(span, doubt=diagnostic.effect.value)
        for diagnostic in record.diagnostics
        if (span := diagnostic.span) is not None and doubts(diagnostic) and is_narrow(source.slice(span))
    ]
    at: dict[int, list[int]] = {}
    for index, diagnostic in enumerate(record.diagnostics):
        at.setdefault(diagnostic.line, []).append(index)
    bounds.sort(key=lambda bound: (bound.span.start, bound.span.end), reverse=True)
    edges = sorted({edge for bound in bounds for edge in (bound.span.start, bound.span.end)}, reverse=True)
    words = [
        figure.span
        for figure in figures
        # Words from right to left are not taken apart at a figure in them, which would change their order.
        if figure.path is None and not _is_from_right(_before(source.scan, figure.span.start - source.start))
    ][::-1]
    here: list[Bound] = []
    begun: set[int] = set()
    is_apart = False
    for number, (start, end) in enumerate(pairwise(source.line_starts), start=source.lines_above + 1):
        text = source.slice(Span(start, end)).rstrip()
        start, end = start + len(text) - len(text.lstrip()), start + len(text)
        depth = min((len(text) - len(text.lstrip()) + 1) // 3, 2)
        inside = [start]
        while edges and edges[-1] < end:
            if (edge := edges.pop()) > start:
                inside.append(edge)
        pieces: list[Piece] = []
        for begin, stop in pairwise([*inside, end]):
            here = [bound for bound in here if bound.span.end > begin]
            while bounds and bounds[-1].span.start <= begin:
                bound = bounds.pop()
                here += [bound] if bound.span.end > begin else []
            if stop > begin:
                kept = tuple(_figures_in(words, begin, stop))
                pieces.append(_piece(source.scan[begin - source.start : stop - source.start], here, kept, begun))
        if not text.isascii():
            pieces = _with_direction(pieces)
        yield Line(number, tuple(pieces), tuple(at.get(number, ())), depth, _is_from_right(text), is_apart)
        is_apart = not pieces


def _figures_in(words: list[Span], begin: int, stop: int) -> Iterator[tuple[int, int]]:
    """Where in a piece there are figures that are kept as words. ``words`` has the first one last."""
    while words and words[-1].start < stop:
        figure = words[-1]
        if figure.end > begin:
            yield max(figure.start, begin) - begin, min(figure.end, stop) - begin
        if figure.end > stop:
            return
        words.pop()


def _before(text: str, end: int) -> str:
    """The characters before a place in a text, as far as they matter to it, the nearest first."""
    return text[max(end - 60, 0) : end][::-1]


def _with_direction(pieces: list[Piece]) -> list[Piece]:
    """The pieces of a line, where those of one span that is written from right to left are held together.

    Each piece is an isolate on the page: without this, those of a name in Arabic would stand from left to right.
    """
    ends: dict[int, tuple[int, int]] = {}
    for index, piece in enumerate(pieces):
        for number in piece.spans:
            ends[number] = (ends.get(number, (index, index))[0], index)
    done = -1
    for first, last in sorted(ends.values(), key=lambda found: (found[0], -found[1])):
        text = "".join(piece.text for piece in pieces[first : last + 1])
        if first > done and last > first and _is_from_right(text):
            pieces[first] = evolve(pieces[first], opens=True)
            pieces[last] = evolve(pieces[last], closes=True)
            done = last
    return pieces


def _is_from_right(text: str) -> bool:
    """Whether the first letter of a text is written from right to left."""
    if text.isascii():
        return False
    return next((kind for kind in map(bidirectional, text) if kind in ("L", "R", "AL")), "L") != "L"


def is_narrow(text: str) -> bool:
    """Whether a diagnostic is about some words: for a whole paragraph, the note below the line is enough."""
    return len(text) <= 60 and "\n" not in text


def _piece(text: str, here: list[Bound], figures: tuple[tuple[int, int], ...], begun: set[int]) -> Piece:
    """The piece of a text with what it is bound to. Spans that are not in ``begun`` begin with it."""
    spans: list[tuple[int, int]] = []
    role, doubt, is_heading = Role.FIELD, None, False
    for bound in here:
        if bound.number:
            spans.append((bound.span.end - bound.span.start, bound.number))
        else:
            role, doubt = bound.role or role, bound.doubt or doubt
            is_heading = bound.is_heading or is_heading
    numbers = tuple(number for _, number in sorted(spans))
    begins = tuple(number for number in numbers if number not in begun)
    begun.update(begins)
    return Piece(text, numbers, role, doubt, is_heading, figures, begins)
