"""A row of results: a name, and the cells after it, which are read from the right."""

from __future__ import annotations

from attrs import frozen
from lark import Token

from ifes_records.text import lexicon
from ifes_records.text.grammars import parse_value

# One letter for each kind of cell, so that the cells of a row make a word: `62 - 3,431,510` is FDF.
LETTERS = {
    "FIGURE": "F", "DASH": "D", "NONE": "N", "ARROW": "A", "SIGNED": "S", "SHARE": "P",
}  # fmt: skip


@frozen
class Cell:
    """Text that may be a cell of a row: its kind (one of ``LETTERS``), and its offsets in the row."""

    kind: str
    text: str
    start: int
    end: int


@frozen
class RowText:
    """A row as written, and all pieces at its end that may be cells, from left to right.

    ``glued`` says that there is no blank between the name and the first cell (``LUNGU1,860,877``). ``marks`` are
    the footnote marks after the last cell.
    """

    text: str
    cells: tuple[Cell, ...]
    glued: bool = False
    marks: tuple[str, ...] = ()

    @property
    def is_bare(self) -> bool:
        """Whether the row has only cells, and no name."""
        return bool(self.cells) and self.cells[0].start == 0

    def name(self, count: int) -> str:
        """Return the name of the row if it has ``count`` cells: the text before them."""
        return self.text[: self.cells[-count].start].rstrip() if count else self.text

    def shape(self, count: int) -> str:
        """Return the kinds of the last ``count`` cells as a word, ``FDF``."""
        return "".join(cell.kind for cell in self.cells[len(self.cells) - count :])


def parse(text: str) -> RowText:
    """Find the cells at the end of a row."""
    text = text.strip()
    pieces = [piece for piece in parse_value(text, "row").children if isinstance(piece, Token)]
    marks: list[str] = []
    while len(pieces) > 1 and pieces[-1].type == "MARK" and _kind(pieces[-2]):
        marks.insert(0, str(pieces.pop()))
    cells: list[Cell] = []
    glued = False
    while pieces and (kind := _kind(pieces[-1])) and not glued:
        cell = _cell(pieces.pop(), kind)
        glued = cell.start > 0 and text[cell.start - 1] != " "
        if glued and not (cell.kind in "FN" and _may_be_glued_to(text[: cell.start])):
            glued = False
            break
        cells.insert(0, cell)
    return RowText(text, tuple(cells), glued, tuple(marks))


def _kind(piece: Token) -> str | None:
    """Return the kind of the cell that a piece is or ends with (``JOHNSONNone``); ``None`` for a word."""
    return "N" if piece.endswith(lexicon.words("NONE")) else LETTERS.get(piece.type)


def _cell(piece: Token, kind: str) -> Cell:
    assert piece.start_pos is not None
    assert piece.end_pos is not None
    text = lexicon.words("NONE")[0] if kind == "N" else str(piece)
    return Cell(kind, text, piece.end_pos - len(text), piece.end_pos)


def _may_be_glued_to(name: str) -> bool:
    """Whether a figure can follow without a blank, rather than continue a number (``1.860.877``) or a name."""
    return not (name[-1] in ".,-–/+'’#" and (name[-2:-1].isdigit() or name[-1] not in ".,"))
