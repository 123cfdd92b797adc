"""What a page has by the thousand: values, lines of the text, and figures. A template takes five times as long."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from html import escape

from attrs import frozen
from markupsafe import Markup

from ifes_records.model.origin import Role
from ifes_records.show.figures import Figure
from ifes_records.show.lines import Line, Piece
from ifes_records.show.parts import Field, Row

NOT_GIVEN = '<span class=quiet title="not given">–</span>'


@frozen
class Writer:
    """Writes the values and the text of one record as HTML, and binds them to each other.

    A value is a link to the first piece of its span (``p12``), and a piece to the first value of its narrowest span
    (``f12``). A script finds what to light by the numbers of the spans: they are in ``data-s``, unless the only one
    is in the ``id``. Numbers, links and paths are written without quotation marks, which would be a twentieth of the
    page.
    """

    record: str
    """What the names of all elements of the record begin with: ``r1``."""
    pieces: Mapping[int, int]
    """For each span that is in the text: the number of the piece that it begins with."""

    def value(self, field: Field) -> Markup:
        """A value, and the marks of its doubts."""
        return Markup(self._value(field))

    def marks(self, field: Field) -> Markup:
        """The doubts about a value, each with a link to its diagnostic."""
        return Markup("".join(self._marks(field)))

    def labelled(self, fields: Iterable[Field]) -> Markup:
        """Fields as a list: labels and values."""
        rows = "\n".join(f"<dt>{escape(one.label)}<dd>{self._value(one)}" for one in fields)
        return Markup(f"<dl>\n{rows}\n</dl>\n")

    def listed(self, fields: Iterable[Field]) -> Markup:
        """The values of fields as a list."""
        return Markup("\n".join(f"<li>{self._value(one)}" for one in fields))

    def rows(self, rows: Iterable[Row]) -> Markup:
        """The rows of a result, each with its path; the heading of a column has the name of its field."""
        return Markup("\n".join(map(self._row, rows)))

    def _row(self, row: Row) -> str:
        path = row.name.path.removesuffix(".name")
        name = self._value(row.name, has_path=False)
        parts = " · ".join(f"{part.label} {self._value(part, has_path=False)}" for part in row.parts)
        parts = f"<div class=parts>{parts}</div>" if parts else ""
        cells = "".join(f"<td>{self._value(cell, has_path=False) if cell else NOT_GIVEN}" for cell in row.cells)
        return f"<tr title={path}><th scope=row>{name}{parts}{cells}"

    def _value(self, field: Field, has_path: bool = True) -> str:
        number, value = field.number, escape(field.value)
        about = f" title={field.path}" if has_path else ""
        marks = "".join(self._marks(field)) if field.marks else ""
        piece = self.pieces.get(number)
        if piece is None:
            return f"<span{about}><bdi>{value}</bdi></span>{marks}"
        name = f"id={self.record}f{number}" if field.is_first else f"data-s={number}"
        return f"<a {name} href=#{self.record}p{piece}{about}><bdi>{value}</bdi></a>{marks}"

    def _marks(self, field: Field) -> Iterator[str]:
        for mark in field.marks:
            href = f"#{self.record}d{mark.number}"
            yield f' <a class="mark" href="{href}" title="{escape(mark.message)}">{mark.effect}</a>'

    def line(self, line: Line) -> Markup:
        """A line of the text with its number."""
        about = f' class="{line.classes}"' if line.classes else ""
        about += ' dir="rtl"' if line.is_from_right else ""
        pieces = "".join(map(self._piece, line.pieces))
        return Markup(f"<p id={self.record}L{line.number}{about}><i>{line.number}</i>{pieces}</p>")

    def figures(self, figures: Iterable[Figure]) -> Markup:
        """The rows of a table: the line of each figure, the figure, and the field that has its value."""
        rows: list[str] = []
        above = 0
        for figure in figures:
            number = str(figure.line)
            line = f"<a href=#{self.record}L{number}>{number}</a>" if figure.line != above else number
            text, value = escape(figure.text), escape(figure.value)
            rows.append(f"<tr><td>{line}<td>{text}<td>{figure.path or '<i>words</i>'}<td>{value}")
            above = figure.line
        return Markup("\n".join(rows))

    def _piece(self, piece: Piece) -> str:
        opens, closes = '<bdi dir="rtl">' if piece.opens else "", "</bdi>" if piece.closes else ""
        if piece.text.isspace():
            return f"{opens}{piece.text}{closes}"
        text = "".join(_with_figures(piece)) if piece.figures else escape(piece.text)
        names = tuple(_classes(piece))
        about = f' class="{" ".join(names)}"' if names else ""
        if piece.doubt or piece.role is Role.UNREAD:
            about += f' title="{piece.doubt or "unread"}"'
        # Signs alone turn with the words around them, as parentheses do, and nobody needs to go to them.
        has_letters = any(map(str.isalnum, piece.text))
        name = f" id={self.record}p{piece.begins[0]}" if piece.begins else ""
        if piece.spans != piece.begins[:1]:
            numbers = " ".join(map(str, piece.spans))
            name += f' data-s="{numbers}"' if len(piece.spans) > 1 else f" data-s={numbers}"
        if piece.spans and (has_letters or piece.begins):
            text = f"<bdi>{text}</bdi>" if has_letters else text
            text = f"<a{name} href=#{self.record}f{piece.spans[0]}{about}>{text}</a>"
        elif piece.spans:
            text = f"<span{name}{about}>{text}</span>"
        elif has_letters:
            text = f"<bdi{about}>{text}</bdi>"
        elif about:
            text = f"<span{about}>{text}</span>"
        return f"{opens}{text}{closes}"


def _with_figures(piece: Piece) -> Iterator[str]:
    """The text of a piece, in which the figures that no field has are marked."""
    done = 0
    for start, end in piece.figures:
        yield f"{escape(piece.text[done:start])}<u>{escape(piece.text[start:end])}</u>"
        done = end
    yield escape(piece.text[done:])


def _classes(piece: Piece) -> Iterator[str]:
    if not piece.spans and piece.role is not Role.FIELD:
        yield piece.role.value
    if piece.doubt:
        yield "doubt"
    if piece.is_heading:
        yield "heading"
