"""A page to be damaged: its lines, and where its rows are."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from random import Random

from attrs import frozen

from ifes_records.model import ElectionRecord, ResultKind, ResultPlace, ResultRow

# A figure with commas between its thousands: 3,431,510
GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+")


@frozen
class PlacedRow:
    """A row that stands on one line: the line's index, the text before the cells, and the cells."""

    line: int
    before: str
    cells: tuple[str, ...]
    kind: ResultKind
    row: ResultRow

    def written(self, cells: Iterable[str], before: str | None = None) -> str:
        """The row with other cells, or with another text before them."""
        return (self.before if before is None else before) + " ".join(cell for cell in cells if cell)

    @property
    def is_party(self) -> bool:
        """Whether the row is one of a table of parties."""
        return self.kind is ResultKind.PARTY


@frozen
class Page:
    """The lines of a record's text, its reading, and its rows."""

    record: ElectionRecord
    lines: tuple[str, ...]
    rows: tuple[PlacedRow, ...]

    @classmethod
    def of(cls, record: ElectionRecord, text: str, line_of: Callable[[int, int], int | None]) -> Page:
        """The page of a record; ``line_of`` a row of a table gives the number of its line, if it has one."""
        lines = tuple(text.split("\n"))
        found = (
            _placed(lines, result.kind, row, line_of(table, number))
            for table, result in enumerate(record.results)
            if result.place is ResultPlace.RESULTS
            for number, row in enumerate(result.rows)
        )
        return cls(record, lines, tuple(each for each in found if each is not None))


def _placed(lines: tuple[str, ...], kind: ResultKind, row: ResultRow, line: int | None) -> PlacedRow | None:
    before = lines[line - 1].rstrip() if line and line <= len(lines) else ""
    for cell in reversed(row.cells):
        if not before.rstrip().endswith(cell):
            return None
        before = before.rstrip().removesuffix(cell)
    return PlacedRow((line or 1) - 1, before, row.cells, kind, row) if row.cells and before.strip() else None


# The lines of a damaged page; nothing if the page has not what the kind damages.
Damage = Callable[[Random, Page], list[str] | None]
# The line of a damaged row; nothing if the row has not what the kind damages.
Change = Callable[[Random, PlacedRow], str | None]
# A damaged cell.
Break = Callable[[Random, str], str | None]


@frozen
class Kind:
    """One way in which a text is damaged, with the family that it is counted in.

    ``may_say`` are fields of rows that the damaged text may give another value: ``+3`` for a dash is a change.
    ``may_lose`` are fields that it says nothing of any more: ``N/A`` for the dash of a party without seats.
    """

    family: str
    name: str
    damage: Damage
    may_say: frozenset[str] = frozenset()
    may_lose: frozenset[str] = frozenset()


def in_rows(change: Change, *, one: bool = False) -> Damage:
    """Damage all rows, or ``one`` of them."""

    def damage(random: Random, page: Page) -> list[str] | None:
        lines, changed = list(page.lines), 0
        for row in random.sample(page.rows, len(page.rows)):
            new = change(random, row)
            if new is not None and new != lines[row.line]:
                lines[row.line] = new
                changed += 1
                if one:
                    break
        return lines if changed else None

    return damage


def in_votes(change: Break, *, one: bool = True) -> Damage:
    """Damage the last figure with commas of one row, or of all."""

    def of_row(random: Random, row: PlacedRow) -> str | None:
        places = [index for index, cell in enumerate(row.cells) if GROUPED.fullmatch(cell)]
        new = change(random, row.cells[places[-1]]) if places else None
        if new and places == [0] and _is_one_word(row.before[-1:], new[0]):
            return None
        return None if new is None else row.written([*row.cells[: places[-1]], new, *row.cells[places[-1] + 1 :]])

    return in_rows(of_row, one=one)


def _is_one_word(last: str, first: str) -> bool:
    """Whether two letters may be in one word: nothing shows that ``Bakriq1,204`` was ``Bakri91,204``."""
    return last.isalpha() and first.isalpha() and last.isupper() == first.isupper()


def in_seats(change: Break, *, one: bool = False) -> Damage:
    """Damage the seats of all parties, or of ``one``."""

    def of_row(random: Random, row: PlacedRow) -> str | None:
        if not row.is_party or row.row.seats_won is None or not row.cells[0].isdecimal():
            return None
        new = change(random, row.cells[0])
        return None if new is None else row.written([new, *row.cells[1:]])

    return in_rows(of_row, one=one)


def instead(old: str, new: str, *, one: bool = False) -> Damage:
    """Write something else for a cell of parties that says nothing: ``-`` or ``None``."""

    def of_row(random: Random, row: PlacedRow) -> str | None:
        if not row.is_party or old not in row.cells:
            return None
        return row.written(new if cell == old else cell for cell in row.cells)

    return in_rows(of_row, one=one)


def in_lines(pattern: str, new: str | Callable[[re.Match[str]], str], *, first: bool = False) -> Damage:
    """Replace what a pattern matches in the text, everywhere or once."""
    compiled = re.compile(pattern, re.MULTILINE)

    def damage(random: Random, page: Page) -> list[str] | None:
        text = "\n".join(page.lines)
        changed = compiled.sub(new, text, count=int(first))
        return changed.split("\n") if changed != text else None

    return damage


def below_a_row(*lines: str) -> Damage:
    """Put lines below one of the rows."""

    def damage(random: Random, page: Page) -> list[str] | None:
        if not page.rows:
            return None
        at = random.choice(page.rows).line + 1
        return [*page.lines[:at], *lines, *page.lines[at:]]

    return damage
