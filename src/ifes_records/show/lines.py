"""The text of a record in lines and pieces: each piece with the fields that were read from it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import count, pairwise
from unicodedata import bidirectional

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

    opens: bool = False
    """Whether words that are written from right to left begin with it, of which it is only a part."""
    closes: bool = False
    """Whether such words end with it."""

    @property
    def has_letters(self) -> bool:
        """Whether it has letters or digits. Signs alone turn with the words around them, as parentheses do."""
        return any(map(str.isalnum, self.text))

    @property
    def classes(self) -> str:
        """Its classes in the page."""
        role = "" if self.spans or self.role is Role.FIELD else self.role.value
        found = {role: role, "doubt": self.doubt, "words": self.is_figure, "heading": self.is_heading}
        return " ".join(name for name, has in found.items() if has)


@frozen
class Line:
    """A line of the text, its number in the file, and its diagnostics as indexes in the record."""

    number: int
    pieces: tuple[Piece, ...]
    diagnostics: tuple[int, ...] = ()
    depth: int = 0
    """How far it is indented: 0 for the margin, 1 for a bullet, 2 for more."""

    @property
    def direction(self) -> str:
        """``rtl`` for a line that is written from right to left. A browser can't tell, as each piece is isolated."""
        return "rtl" if _is_from_right("".join(piece.text for piece in self.pieces)) else "ltr"

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
    bounds += [
        Bound(figure.span, is_figure=True)
        for figure in figures
        # Words from right to left are not taken apart at a figure in them, which would change their order.
        if figure.path is None and not _is_from_right(source.scan[: figure.span.start - source.start][:-61:-1])
    ]
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
            if stop > begin:
                pieces.append(_piece(source.scan[begin - source.start : stop - source.start], here, begun, targets))
        whole = _with_direction(pieces)
        yield Line(number, tuple(whole), tuple(at.get(number, ())), depth)


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
    first = next((kind for kind in map(bidirectional, text) if kind in ("L", "R", "AL")), "L")
    return first != "L"


def is_narrow(text: str) -> bool:
    """Whether a diagnostic is about some words: for a whole paragraph, the note below the line is enough."""
    return len(text) <= 60 and "\n" not in text


def _piece(text: str, here: list[Bound], begun: set[int], targets: Iterator[int]) -> Piece:
    """The piece of a text with what it is bound to. It has a number if a span begins that is not in ``begun``."""
    spans: list[tuple[int, int]] = []
    role, doubt, is_figure, is_heading = Role.LOST, None, False, False
    for bound in here:
        if bound.number:
            spans.append((bound.span.end - bound.span.start, bound.number))
        else:
            role, doubt = bound.role or role, bound.doubt or doubt
            is_figure, is_heading = bound.is_figure or is_figure, bound.is_heading or is_heading
    numbers = tuple(number for _, number in sorted(spans))
    number = 0
    if not begun.issuperset(numbers):
        begun.update(numbers)
        number = next(targets)
    return Piece(text, numbers, role, doubt, is_figure, is_heading, number)
