"""The text of a record in lines and pieces: each piece with the fields that were read from it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import count, pairwise

from attrs import evolve, frozen

from ifes_records.model import ElectionRecord
from ifes_records.model.origin import Role
from ifes_records.model.record import origin_of
from ifes_records.show.figures import Figure
from ifes_records.show.parts import Field, doubts
from ifes_records.span import Span
from ifes_records.trace.account import account


@frozen
class Piece:
    """A piece of a line that belongs to the same fields throughout."""

    text: str
    spans: tuple[int, ...] = ()
    """The numbers of the spans that it is in, the narrowest first."""
    role: Role = Role.LOST
    doubt: str | None = None
    """The effect of a diagnostic about it."""
    is_figure: bool = False
    """Whether it is a figure whose value no field has."""
    is_heading: bool = False
    number: int = 0
    """Counts the pieces at which a span begins, from 1; 0 for the others."""

    @property
    def classes(self) -> str:
        """Its classes in the page."""
        found = {
            "": self.role if not self.spans else "",
            "doubt": self.doubt,
            "words": self.is_figure,
            "heading": self.is_heading,
        }
        return " ".join(name or str(has) for name, has in found.items() if has)


@frozen
class Line:
    """A line of the text, its number in the file, and its diagnostics as indexes in the record."""

    number: int
    pieces: tuple[Piece, ...]
    diagnostics: tuple[int, ...] = ()
    depth: int = 0
    """How far it is indented: 0 for the margin, 1 for a bullet, 2 for more."""

    @property
    def is_blank(self) -> bool:
        """Whether there is nothing on it."""
        return not self.pieces and not self.diagnostics


@frozen
class Bound:
    """A span that is bound to something: a number of a span, a role, a doubt, or a figure."""

    span: Span
    number: int = 0
    role: Role | None = None
    doubt: str | None = None
    is_figure: bool = False
    is_heading: bool = False


def numbered(fields: Iterable[Field]) -> dict[Span, int]:
    """The spans of the fields, each with a number from 1."""
    numbers: dict[Span, int] = {}
    for one in fields:
        if one.span is not None and one.span.end > one.span.start and one.value:
            numbers.setdefault(one.span, len(numbers) + 1)
    return numbers


def lines(
    record: ElectionRecord, numbers: dict[Span, int], figures: Iterable[Figure], headings: Iterable[Span]
) -> Iterator[Line]:
    """The lines of a record's text. Raises ``LookupError`` if it was not read from a text."""
    source = origin_of(record).source
    bounds = [Bound(span, number) for span, number in numbers.items()]
    bounds += [Bound(fragment.span, role=fragment.role) for fragment in account(record).fragments]
    bounds += [Bound(figure.span, is_figure=True) for figure in figures if figure.path is None]
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
    here: list[Bound] = []
    begun: set[int] = set()
    targets = count(1)
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
            piece = _piece(source.slice(Span(begin, stop)), here)
            if piece.text and not begun.issuperset(piece.spans):
                begun.update(piece.spans)
                piece = evolve(piece, number=next(targets))
            pieces.append(piece)
        yield Line(number, tuple(piece for piece in pieces if piece.text), tuple(at.get(number, ())), depth)


def is_narrow(text: str) -> bool:
    """Whether a diagnostic is about some words: for a whole paragraph, the note below the line is enough."""
    return len(text) <= 60 and "\n" not in text


def _piece(text: str, here: list[Bound]) -> Piece:
    """The piece of a text with what it is bound to."""
    spans: list[tuple[int, int]] = []
    role, doubt, is_figure, is_heading = Role.LOST, None, False, False
    for bound in here:
        if bound.number:
            spans.append((bound.span.end - bound.span.start, bound.number))
        else:
            role, doubt = bound.role or role, bound.doubt or doubt
            is_figure, is_heading = bound.is_figure or is_figure, bound.is_heading or is_heading
    return Piece(text, tuple(number for _, number in sorted(spans)), role, doubt, is_figure, is_heading)
