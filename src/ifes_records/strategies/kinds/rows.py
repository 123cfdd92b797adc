"""Damage to whole rows and tables: what parts the cells, columns, headers, lists, broken and glued lines."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable
from random import Random

from ifes_records.strategies.kinds.page import Change, Damage, Kind, Page, PlacedRow, below_a_row, in_rows

HEADER = re.compile(r" *party seats won seats change votes *", re.IGNORECASE)


def _parted(sign: str, edge: str = "", quote: str = "") -> Change:
    def change(random: Random, row: PlacedRow) -> str | None:
        cells = [f"{quote}{cell}{quote}" for cell in (row.before.strip(), *row.cells)]
        return f"{edge}{sign.join(cells)}{edge[::-1]}" if row.is_party else None

    return change


def _swapped(random: Random, row: PlacedRow) -> str | None:
    if row.row.seats_won is None or row.row.votes is None or len(row.cells) < 2:
        return None
    return row.written([row.cells[-1], *row.cells[1:-1], row.cells[0]])


def _header(header: Callable[[str], str], cells: Callable[[Random, PlacedRow], list[str]] | None = None) -> Damage:
    """Change the header of a table, and the cells of its rows so that they fit it; only of rows with three."""

    def damage(random: Random, page: Page) -> list[str] | None:
        lines = [header(line.strip()) if HEADER.fullmatch(line) else line for line in page.lines]
        if lines == list(page.lines):
            return None
        if cells is None:
            return lines
        parties = [row for row in page.rows if row.is_party]
        if not parties or any(len(row.cells) != 3 for row in parties):
            return None
        for row in parties:
            lines[row.line] = row.written(cells(random, row))
        return lines

    return damage


def _share(random: Random) -> str:
    return f"{random.randint(1, 40)}.{random.randint(10, 99)}"


def _name_broken(random: Random, row: PlacedRow) -> str | None:
    words = row.before.split(" ")
    if len(row.before.split()) < 2:
        return None
    at = random.randint(1, len(row.before.split()) - 1)
    return row.written(row.cells, " ".join(words[:at]) + "\n" + " ".join(words[at:]))


def _cells_broken(random: Random, row: PlacedRow) -> str | None:
    if len(row.cells) < 2:
        return None
    at = random.randint(1, len(row.cells) - 1)
    return row.written(row.cells[:at]) + "\n" + " ".join(row.cells[at:])


def _glued(sign: str) -> Damage:
    """Two rows that follow each other are one line."""

    def damage(random: Random, page: Page) -> list[str] | None:
        pairs = [
            (a, b) for a, b in zip(page.rows, page.rows[1:], strict=False) if not any(page.lines[a.line + 1 : b.line])
        ]
        if not pairs:
            return None
        first, second = random.choice(pairs)
        lines = list(page.lines)
        lines[first.line] = f"{lines[first.line].rstrip()}{sign}{lines[second.line].strip()}"
        del lines[second.line]
        return lines

    return damage


def _by_columns(random: Random, page: Page) -> list[str] | None:
    """The names of a table, and below them its cells, column by column, as they are copied out of a PDF."""
    rows = [row for row in page.rows if row.is_party]
    if len(rows) < 2 or len({len(row.cells) for row in rows}) > 1:
        return None
    columns = zip(*(row.cells for row in rows), strict=True)
    block = [*(row.before.strip() for row in rows), *(cell for column in columns for cell in column)]
    first, last = rows[0].line, rows[-1].line
    return [*page.lines[:first], *block, *page.lines[last + 1 :]]


def _hyphenated(random: Random, row: PlacedRow) -> str | None:
    places = [found.start() for found in re.finditer(r"(?<=[a-z]{3})(?=[a-z]{3})", row.before)]
    if not places:
        return None
    at = random.choice(places)
    return row.written(row.cells, f"{row.before[:at]}-\n{row.before[at:]}")


def _labelled(template: str) -> Change:
    """A row as a language model writes it."""

    def change(random: Random, row: PlacedRow) -> str | None:
        if not row.is_party or row.row.seats_won is None or row.row.votes is None or len(row.cells) < 2:
            return None
        return template.format(row.before.strip(), row.cells[0], row.cells[-1])

    return change


def _row_twice(random: Random, page: Page) -> list[str] | None:
    if not page.rows:
        return None
    at = random.choice(page.rows).line
    return [*page.lines[: at + 1], page.lines[at], *page.lines[at + 1 :]]


def _wrapped(width: int) -> Damage:
    def damage(random: Random, page: Page) -> list[str] | None:
        lines = [part for line in page.lines for part in (textwrap.wrap(line, width) or [""])]
        return lines if lines != list(page.lines) else None

    return damage


def _interleaved(random: Random, page: Page) -> list[str] | None:
    """Another record has got between the lines."""
    other = iter(OTHER)
    lines = [part for line in page.lines for part in ((line, next(other, "")) if line.strip() else (line,))]
    return [*lines, *other] if page.rows else None


OTHER = (
    "May 4, 2019 Held", "Republic of Latvia", "Election for President", "Cast Votes:812,407", "Valid Votes:801,133",
    "Vote Share by Party:", "Party Seats Won Seats Change Votes", "Harbour Union 31 - 300,112",
    "Meadow League 22 - 211,870", "Granite Front 17 - 160,045", "Lantern 9 - 129,106",
)  # fmt: skip
# A column of shares says them; without the column of changes nothing does.
SHARE = frozenset(("vote_percent",))
CHANGE = frozenset(("seats_change", "seats_change_direction"))
SIGNS = {
    "tab": "\t", "tabs": "\t\t", "bar": " | ", "tight-bar": "|", "semicolon": " ; ", "tight-semicolon": ";",
    "comma": ", ", "tight-comma": ",", "blanks": "   ", "double-bar": " || ", "slash": " / ", "bullet": " • ",
}  # fmt: skip
HEADERS: dict[str, Callable[[str], str]] = {
    "thousands": lambda header: f"{header} (thousands)", "thousands-short": lambda header: f"{header} (000s)",
    "spanish": lambda _: "Partido Escaños Cambio Votos", "numbers": lambda _: "Party 1 2 3",
    "bold": lambda header: f"**{header}**", "capitals": str.upper, "short": lambda _: "Party Seats Votes",
    "french": lambda _: "Parti Sièges Variation Voix", "two-lines": lambda _: "Party Seats Won\nSeats Change Votes",
    "typo": lambda header: header.replace("Seats", "Saets"),
    "lines": lambda _: "Party\nSeats Won\nSeats Change\nVotes",
    "lost": lambda _: "", "twice": lambda header: f"{header}\n\n{header}", "small": str.lower,
    "italics": lambda header: f"*{header}*", "heading": lambda header: f"## {header}",
    "bars": lambda _: "| Party | Seats Won | Seats Change | Votes |", "bold-words": lambda _:
    "**Party** **Seats Won** **Seats Change** **Votes**",
}  # fmt: skip
ITEMS = {
    "bullet": "• ",
    "dash": "- ",
    "star": "* ",
    "number": "1. ",
    "number-bracket": "1) ",
    "dot": "· ",
    "quote": "> ",
    "rank": "1 ",
    "ordinal": "1st ",
    "hash": "#1 ",
    "colon": "1: ",
    "rank-dash": "1 - ",
    "message": "[10:12, 3/19/2023] Ana: ",
    "chat": "19/03/2023, 10:12 - Ana: ",
    "picture": "![](a1.png) ",
    "tag": '<img src="a1.png"> ',
    "check": "✅ ",
}
PAGES = {
    "number": ("", "3", ""), "number-tight": ("3",), "of": ("Page 3 of 9",), "dashes": ("- 3 -",),
    "word": ("Page 3",),
    "slash": ("3/9",), "of-short": ("3 of 9",), "footnote": ("* Provisional result.",), "url": (
        "https://www.electionguide.org/elections/id/77/",), "printed": ("Printed 3/19/2023, 10:12 AM",),
    "source": ("Results Source: Election Office",), "rule": ("-----",), "rules": ("----- ----- ----- -----",),
    "total": ("Total 120 9,345,001",), "totals": ("Totals: 9,345,001",), "total-row": ("Total 120 - 9,345,001",),
    "sum": ("TOTAL 120 - 9,345,001",), "blank-votes": ("Blank and invalid votes - - 12,345",), "feed": ("\x0c",),
    "name": ("12 Election Guide",), "bracketed": ("[3]",), "p": ("p. 3",), "threshold": ("Threshold 5%",),
    "quorum": ("Quorum 50%",), "margin": ("Margin 12,345",), "swing": ("Swing 3.4%",), "site": ("www.cec.org 12",),
    "total-votes": ("Total votes 4,125,448",), "absent": ("Did not vote 12,345",),
}  # fmt: skip


def _with_more(cells: Callable[[Random, PlacedRow], list[str]]) -> Change:
    """The cells of a party together with those of a column that no header names."""
    return lambda random, row: (
        row.written(cells(random, row)) if row.is_party and row.row.seats_won and row.row.votes else None
    )


UNNAMED: dict[str, Change] = {
    "previous-seats": _with_more(lambda random, row: [str(random.randint(1, 90)), *row.cells]),
    "seats-then-previous": _with_more(lambda random, row: [row.cells[0], str(random.randint(1, 90)), *row.cells[1:]]),
    "seat-share": _with_more(lambda random, row: [row.cells[0], _share(random), *row.cells[1:]]),
    "previous-votes": _with_more(lambda random, row: [*row.cells, f"{random.randint(2_000, 300_000):,}"]),
    "first-votes": _with_more(lambda random, row: [f"{random.randint(2_000, 300_000):,}", *row.cells]),
    "share": _with_more(lambda random, row: [*row.cells, _share(random)]),
    "candidates": _with_more(lambda random, row: [*row.cells, str(random.randint(1, 300))]),
    "change-of-votes": _with_more(lambda random, row: [*row.cells, f"+{random.randint(2_000, 300_000):,}"]),
    "change-of-share": _with_more(lambda random, row: [*row.cells, f"-{_share(random)}"]),
}
REWRITTEN: dict[str, Change] = {
    "sentence": _labelled("{}: {} seats, {} votes"), "keys": _labelled("{} | Seats: {} | Votes: {}"),
    "dash": _labelled("{} – {} seats ({} votes)"), "won": _labelled("{} won {} seats with {} votes"),
    "brackets": _labelled("{} ({} seats; {} votes)"),
    "json": _labelled('{{"party": "{}", "seats": {}, "votes": "{}"}}'),
    "cells-first": lambda random, row: " ".join([*reversed(row.cells), row.before.strip()]) if row.is_party else None,
    "blanks-lost": lambda random, row: row.before.strip() + "".join(row.cells),
    "letters-apart": lambda random, row: " ".join(row.before.strip() + " " + " ".join(row.cells)),
    "name-twice": lambda random, row: f"{row.before.strip()} {row.written(row.cells)}",
    "flag": lambda random, row: f"🇰🇪 {row.written(row.cells)}",
    "stray-quote": lambda random, row: f"' {row.written(row.cells)}",
    "stray-dot": lambda random, row: f". {row.written(row.cells)}",
    "speck-behind": lambda random, row: f"{row.written(row.cells)} .",
}  # fmt: skip

FAMILIES: list[Kind] = [
    *(Kind("signs between cells", name, in_rows(_parted(sign))) for name, sign in SIGNS.items()),
    Kind("signs between cells", "bars-around", in_rows(_parted(" | ", "| "))),
    Kind("signs between cells", "csv", in_rows(_parted(",", quote='"'))),
    Kind("signs between cells", "csv-semicolon", in_rows(_parted(";", quote='"'))),
    *(Kind("cells on lines of their own", f"{gap}", in_rows(_parted("\n" * gap))) for gap in (1, 2)),
    Kind("cells on lines of their own", "after-the-name", in_rows(
        lambda random, row: row.before.rstrip() + "\n" + " ".join(row.cells))),
    Kind("cells on lines of their own", "after-one-name", in_rows(
        lambda random, row: row.before.rstrip() + "\n" + " ".join(row.cells), one=True)),
    Kind("swapped columns", "all", in_rows(_swapped)),
    Kind("swapped columns", "one", in_rows(_swapped, one=True)),
    Kind("swapped columns", "header", _header(lambda _: "Party Votes Seats Won Seats Change",
                                              lambda random, row: [row.cells[-1], *row.cells[:-1]])),
    Kind("swapped columns", "two", _header(lambda _: "Party Votes Seats Won",
                                           lambda random, row: [row.cells[-1], row.cells[0]]), may_lose=CHANGE),
    *(Kind("extra columns", f"share-{n}", _header(lambda header, n=n: f"{header} {n}",  # type: ignore[misc]
           lambda random, row: [*row.cells, _share(random)]), SHARE) for n in ("%", "Percent", "Share")),
    Kind("extra columns", "share-sign", _header(lambda header: f"{header} %",
                                                lambda random, row: [*row.cells, f"{_share(random)}%"]), SHARE),
    Kind("extra columns", "share-comma", _header(lambda header: f"{header} %", lambda random, row:
                                                 [*row.cells, _share(random).replace(".", ",")]), SHARE),
    Kind("extra columns", "candidates", _header(lambda _: "Party Candidates Seats Won Seats Change Votes",
         lambda random, row: [str(random.randint(5, 300)), *row.cells])),
    Kind("extra columns", "previous-votes", _header(lambda header: f"{header} Previous Votes",
         lambda random, row: [*row.cells, f"{random.randint(2_000, 300_000):,}"])),
    Kind("extra columns", "previous-seats", _header(lambda _: "Party Seats Won Previous Seats Seats Change Votes",
         lambda random, row: [row.cells[0], str(random.randint(1, 90)), *row.cells[1:]])),
    *(Kind("extra columns", f"{name}-unnamed", in_rows(change), SHARE if name == "share" else frozenset())
      for name, change in UNNAMED.items()),
    Kind("extra columns", "number", _header(lambda header: f"No. {header}", lambda random, row: list(row.cells))),
    *(Kind("headers", name, _header(header)) for name, header in HEADERS.items()),
    *(Kind("rows as list items", name, in_rows(lambda random, row, item=item:  # type: ignore[misc]
           item + row.written(row.cells))) for name, item in ITEMS.items()),
    Kind("rows as list items", "bold-name", in_rows(
        lambda random, row: f"**{row.before.strip()}** {' '.join(row.cells)}")),
    Kind("rows as list items", "bold-cells", in_rows(
        lambda random, row: f"{row.before.rstrip()} {' '.join(f'**{cell}**' for cell in row.cells)}")),
    Kind("rows as list items", "bold-row", in_rows(lambda random, row: f"**{row.written(row.cells)}**")),
    Kind("wrapped rows", "one-name", in_rows(_name_broken, one=True)),
    Kind("wrapped rows", "names", in_rows(_name_broken)),
    Kind("wrapped rows", "one-row", in_rows(_cells_broken, one=True)),
    Kind("wrapped rows", "cells", in_rows(_cells_broken)),
    Kind("wrapped rows", "names-below", in_rows(
        lambda random, row: " ".join(row.cells) + "\n" + row.before.strip() if row.is_party else None)),
    *(Kind("wrapped rows", f"at-{width}", _wrapped(width)) for width in (40, 60, 72, 80)),
    *(Kind("glued rows", name, _glued(sign)) for name, sign in {"blank": " ", "tight": "", "bar": " | "}.items()),
    Kind("glued rows", "twice", _row_twice),
    Kind("glued rows", "itself", in_rows(lambda random, row: f"{row.written(row.cells)} {row.written(row.cells)}",
                                         one=True)),
    *(Kind("wrapped rows", f"{n}hyphenated", in_rows(_hyphenated, one=not n)) for n in ("", "all-")),
    Kind("cells on lines of their own", "by-columns", _by_columns),
    *(Kind("rows that are rewritten", f"{n}{name}", in_rows(change, one=not n))
      for n in ("", "all-") for name, change in REWRITTEN.items()),
    Kind("interleaved records", "rows", _interleaved),
    *(Kind("lines between rows", name, below_a_row(*lines)) for name, lines in PAGES.items()),
]  # fmt: skip
