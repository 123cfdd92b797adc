"""A row of results: a name, and the cells after it, which are read from the right."""

from __future__ import annotations

import re
from functools import cache

from attrs import evolve, frozen

from ifes_records.text import lexicon
from ifes_records.text.grammars import pattern
from ifes_records.text.memo import remembered

# One letter for each kind of cell, so that the cells of a row make a word: `62 - 3,431,510` is FDF.
# E is an empty cell of another tool (`N/A`), X a cell that cannot be read: `62/98`, `3,4З1,510`, `…`
KINDS = {
    "FIGURE": "F", "SHARE": "P", "NONE": "N", "EMPTY_CELL": "E", "DASH": "D", "SIGNED": "S", "ARROW": "A",
    "ODD_FIGURE": "X", "ODD_SIGN": "X",
}  # fmt: skip

WORD = re.compile("[^ ]+")

# 62      3,431,510      -      (as most cells are, with nothing around them)
PLAIN = re.compile(r"\d+(?:,\d+)*|(?P<dash>-)")

# Around a whole cell: **62**      _62_      `62`
EMPHASIS = ("**", "__", "*", "_", "`")

# 62.0      (a count that a tool has written as a decimal)
WHOLE = re.compile(r"\d{1,3}\.0+")

# The name before a glued figure: LUNGU in `LUNGU1,860,877`. It has no digit, so that no figure is read in part.
GLUED = re.compile(r"(?P<name>[^\d ]*(?:[^\W\d_][.]?|[\u0300-\u036f\u0900-\u0eff)\]”\"»!?…]))(?P<cell>\d.*)")


@frozen
class Cell:
    """Text that may be a cell of a row: its kind (one of ``KINDS``), and its offsets in the row.

    ``figure`` is the text without footnote marks, emphasis, units and signs without a width.
    """

    kind: str
    text: str
    start: int
    end: int
    figure: str


@frozen
class RowText:
    """A row as written, and all pieces at its end that may be cells, from left to right.

    ``glued`` says that there is no blank between the name and the first cell (``LUNGU1,860,877``). ``marks`` are
    the footnote marks after the cells.
    """

    text: str
    cells: tuple[Cell, ...]
    glued: bool = False
    marks: tuple[str, ...] = ()

    @property
    def is_bare(self) -> bool:
        """Whether the row has only cells, and no name."""
        return bool(self.cells) and not self.name(len(self.cells))

    def name(self, count: int) -> str:
        """Return the name of the row if it has ``count`` cells: the text before them."""
        return _bare_name(self.text[: self.cells[-count].start] if count else self.text)

    def shape(self, count: int) -> str:
        """Return the kinds of the last ``count`` cells as a word, ``FDF``."""
        return "".join([cell.kind for cell in self.cells[len(self.cells) - count :]])


def _bare_name(text: str) -> str:
    """The name without the signs that part it from the cells: ``| Amanat |``, ``Amanat,``."""
    name = text.rstrip()
    if name.endswith(("|", ";", ",")):
        name = name[:-1].rstrip()
    return name[1:].lstrip() if name.startswith("| ") else name


# A small letter, or a capital that looks like a digit: in front of a figure it is more likely a misread digit.
LIKE_DIGITS = frozenset("BDGIOQSZabcdefghijklmnopqrstuvwxyzОоЗзЧТГБбВІіΟο")
# In front of seats: A2 - 3,431,510      (but: Option A570)
LIKE_SEATS = frozenset("AET")


def parse(text: str) -> RowText:
    """Find the cells at the end of a row."""
    text = text.strip()
    words = [*WORD.finditer(text)]
    if len(words) > 1 and words[-1][0] == "." != words[-2][0]:
        words.pop()  # a speck, or the end of a sentence
    cells: list[Cell] = []
    marks: list[str] = []
    waiting: list[str] = []
    glued = False
    while words and not glued:
        last = words.pop()
        aside = _aside().fullmatch(last[0])
        if aside is not None:
            waiting[:0] = [last[0]] if aside["marks"] else []
            continue
        start = _start_of_figure(last, words, text)
        word = text[start : last.end()]
        found, own = classify(word, start, parted=bool(cells))
        if not found:
            found, glued = _glued(word, start, parted=bool(cells))
            if not found:
                break
        marks[:0] = [*own, *waiting]
        waiting = []
        cells[:0] = found
    counts = [as_count(cell) for cell in cells[:-1]]
    return RowText(text, (*counts, *cells[-1:]), glued, tuple(marks))


def as_count(cell: Cell) -> Cell:
    """A figure in front of other cells is no share, even with a decimal: ``62.0`` in ``62.0 NaN 3431510.0``."""
    return evolve(cell, kind="F") if WHOLE.fullmatch(cell.figure) else cell


@cache
def _aside() -> re.Pattern[str]:
    """A word that is no cell, but a sign between cells or the marks of footnotes."""
    between, mark = (pattern(name).pattern for name in ("BETWEEN_CELLS", "CELL_MARK"))
    return re.compile(f"{between}|(?P<marks>(?:{mark})+)")


def _start_of_figure(last: re.Match[str], words: list[re.Match[str]], text: str) -> int:
    """Where the figure that ends in a word begins; the ``words`` before it that are a part of it are taken away.

    ``3, 431, 510`` and ``3 ,431 ,510`` are one figure, and a broken one; ``62 seats`` is one, and so is
    ``over 3,431,510``.
    """
    if words and words[-1][0][-1].isdigit() and pattern("UNIT").fullmatch(last[0]):
        return words.pop().start()
    start = last.start()
    while words and _goes_on(words[-1][0], text[start : last.end()]):
        start = words.pop().start()
    return start


def _goes_on(before: str, after: str) -> bool:
    """Whether a word is the beginning of the figure after it."""
    if not before[-1].isdigit() and _about_figure().fullmatch(f"{before} {after}"):
        return True
    if after[0] == "0" and before[-1].isdigit() and (after[1:2].isdigit() or after[1:2] == ","):
        return True  # 10 000      (a figure that begins with a zero is the end of another)
    parted = (before[-1] == "," and after[0].isdigit()) or (after[0] == "," and before[-1].isdigit())
    return parted and before.rstrip(",")[-1:].isdigit() and after.lstrip(",")[:1].isdigit()


@cache
def _about_figure() -> re.Pattern[str]:
    """``about``, or what else stands before a figure, with or without it: ``than 3,431,510``."""
    return re.compile(rf"(?:{pattern('ABOUT').pattern})\s*(?:\d.*)?", re.DOTALL)


def classify(word: str, start: int = 0, *, parted: bool = False) -> tuple[list[Cell], list[str]]:
    """The cells that a word is, mostly one (``▲3`` is two), and the footnote marks behind it; none for a word.

    ``parted`` says that a comma or semicolon at its end only parts it from the next cell: ``62; -; 3,431,510``.
    """
    if (plain := PLAIN.fullmatch(word)) is not None:
        return [Cell("D" if plain["dash"] else "F", word, start, start + len(word), word)], []
    figure = word if word.isascii() else pattern("INVISIBLE").sub("", word)
    figure, emphasised = _without_emphasis(figure)
    figure, marks = (figure, []) if emphasised else _split_marks(figure)
    figure = _without_unit(figure)
    if parted and len(figure) > 1 and figure[-1] in ",;":
        figure = figure[:-1]
    if figure[1:].isdecimal() and pattern("ARROW").fullmatch(figure[0]):
        at = word.index(figure[0]) + 1
        arrow = Cell("A", figure[0], start, start + at, figure[0])
        return [arrow, Cell("F", word[at:], start + at, start + len(word), figure[1:])], marks
    kind = _kind(figure)
    if kind is None:
        return [], marks
    text = _shown(word, marks)
    return [Cell(kind, text, start, start + len(text), figure)], marks


def _shown(text: str, marks: list[str]) -> str:
    """The text of a cell without the marks behind it."""
    for mark in reversed(marks):
        text = text[: text.rindex(mark)]
    return text


@remembered
def _kind(figure: str) -> str | None:
    if not figure:
        return None
    first, *others = figure.split(" ")
    if figure.count("(") != figure.count(")"):
        return None  # 17) in `Party 17 (List 17)`
    if others:
        return "X" if first[0].isdigit() or _about_figure().fullmatch(figure) else None
    found = _cell().fullmatch(figure)
    return KINDS[found.lastgroup] if found and found.lastgroup else None


@cache
def _cell() -> re.Pattern[str]:
    return re.compile("|".join(f"(?P<{name}>{pattern(name).pattern})" for name in KINDS))


def _without_emphasis(text: str) -> tuple[str, bool]:
    for sign in EMPHASIS if text[:1] in EMPHASIS else ():
        if text.startswith(sign) and text.endswith(sign) and len(text) > 2 * len(sign):
            return text[len(sign) : -len(sign)], True
    return text, False


def _without_unit(text: str) -> str:
    figure, _, unit = text.partition(" ")
    return figure if unit and pattern("UNIT").fullmatch(unit) else text


def _split_marks(text: str) -> tuple[str, list[str]]:
    """Split the footnote marks off the end of a word."""
    marks: list[str] = []
    end = len(text)
    if text.isascii() and not text.endswith(("*", "]")):
        return text, marks
    for found in reversed(list(pattern("CELL_MARK").finditer(text))):
        if found.end() != end:
            break
        marks.insert(0, found[0])
        end = found.start()
    return text[:end], marks


def _glued(word: str, start: int, *, parted: bool) -> tuple[list[Cell], bool]:
    """The cell at the end of a word that begins with a name: ``JOHNSONNone``, ``LUNGU1,860,877``.

    A figure that has digits or signs before it (``1٬860٬877``) is an odd one as a whole.
    """
    none = lexicon.words("NONE")[0]
    end = start + len(word)
    if word.endswith(none):
        return [Cell("N", none, end - len(none), end, none)], True
    found = GLUED.fullmatch(word)
    if found is None:
        return [], False
    if start > 0 and (found["name"] in LIKE_DIGITS or (parted and found["name"] in LIKE_SEATS)):
        return [Cell("X", word, start, end, word)], False  # b5,311      (but: Option A570)
    cells, _ = classify(found["cell"], start + found.start("cell"))
    # 14.932 in `PETKOVIĆ14.932` has a dot between thousands: no share is glued to a name.
    cells = [evolve(each, kind="X") if each.kind == "P" and "%" not in each.figure else each for each in cells]
    return cells[:1], bool(cells)
