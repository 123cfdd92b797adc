"""Results as pictures: votes and answers as bars, seats as a hemicycle. SVG without script, the same bytes each time.

The pattern of the seats, their order and the figures tell parties apart; the colours are those of no
party, and are not needed. Seats are in the order of the rows, which says nothing about left and right.
"""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from math import cos, pi, sin

from attrs import evolve, frozen

from ifes_records.model import ElectionRecord, Result, ResultKind, ResultRow
from ifes_records.model.results import FigureMark, ResultPlace
from ifes_records.show.templating import render

MOST_BARS = 40
MOST_SEATS = 1000
"""Dots for more seats than these are too small to see."""
WIDTH = 480
CENTRE, RADIUS = (240, 262), 205
TINTS = (("#2f4156", "#c3cedb"), ("#96651a", "#ecd6ae"), ("#3c757d", "#bfdde0"))
"""A dark and a light shade of slate, ochre and teal."""
PAPER = "#ffffff"
STYLES = 4 * len(TINTS)
SAMPLE = 14
LARGEST_DOT = 22


@frozen
class Picture:
    """A picture of one result."""

    kind: str
    """``votes`` or ``seats``."""
    title: str
    """What it shows: ``Votes``, ``Seats``, or the question that was voted on."""
    svg: str
    """The picture, as a whole SVG document."""


@frozen
class Bar:
    """The bar of a row; ``width`` is ``None`` if there is no figure to draw."""

    name: str
    figure: str
    width: float | None


@frozen
class Layer:
    """A dot in one colour, drawn on those below it; ``css`` is its class, by which a page can change the colour."""

    css: str
    colour: str
    width: float


@frozen
class Style:
    """How seats look, and the path of all seats that look so."""

    path: str
    layers: tuple[Layer, ...]
    sample: tuple[Layer, ...]


@frozen
class Group:
    """The seats of one row: the number of their style, and where their own number is written."""

    name: str
    seats: int
    style: int
    label: tuple[float, float] | None


def pictures(record: ElectionRecord) -> Iterator[tuple[int, Picture]]:
    """The pictures of a record: pairs of an index in ``record.results`` and a ``Picture`` (kind, title, SVG)."""
    for index, result in enumerate(record.results):
        for picture in pictures_of(result, at_stake=seats_at_stake(record, index)):
            yield index, picture


def pictures_of(result: Result, *, at_stake: int | None = None) -> Iterator[Picture]:
    """The pictures of a result: its votes, if any row has some, and its seats. See ``svg``."""
    for draw in (votes, seats):
        picture = draw(result, at_stake)
        if picture is not None:
            yield picture


def seats_at_stake(record: ElectionRecord, index: int) -> int | None:
    """The number of seats that the rows of a result are about; ``None`` if the record doesn't say so clearly.

    It does if one chamber is at stake, and one table in the results block has seats.
    """
    stakes = [stake.seats for stake in record.stakes if stake.seats]
    tables = [
        number
        for number, result in enumerate(record.results)
        if result.place is ResultPlace.RESULTS and any(row.seats_won for row in result.rows)
    ]
    return stakes[0] if len(stakes) == 1 and tables == [index] else None


def votes(result: Result, at_stake: int | None = None) -> Picture | None:
    """The votes of each row as a bar, the longest first; the answers to a question in their order."""
    rows = list(result.rows)
    amounts = [row.votes for row in rows]
    in_percent = all(amount is None for amount in amounts)
    known: list[float | None] = [row.vote_percent for row in rows] if in_percent else list(amounts)
    most = max((amount for amount in known if amount is not None), default=None)
    if most is None:
        return None
    pairs = list(zip(rows, known, strict=True))
    if result.kind is not ResultKind.REFERENDUM:
        pairs.sort(key=lambda pair: -1 if pair[1] is None else pair[1], reverse=True)
    shown = pairs[:MOST_BARS]
    bars = [
        Bar(row.name.text, _figure(row), None if amount is None else round(WIDTH * amount / max(most, 1), 1))
        for row, amount in shown
    ]
    left_out = f"and {len(pairs) - len(shown)} more rows" if len(shown) < len(pairs) else None
    title = result.question or ("Share of the vote" if in_percent else "Votes")
    height = 30 + 38 * len(bars) + (24 if left_out else 0)
    return Picture(
        "votes",
        title,
        render("bars.svg", id=_id("votes", result), title=title, bars=bars, left_out=left_out, height=height),
    )


def _figure(row: ResultRow) -> str:
    """``3,431,510 · 53.9%``, or what there is of it."""
    parts = [
        f"{row.votes:,}" if row.votes is not None else "",
        f"{row.vote_percent:g}%" if row.vote_percent is not None else "",
    ]
    missing = "votes not read" if row.votes_mark is FigureMark.UNREAD else "votes not given"
    return " · ".join(filter(None, parts)) or missing


def seats(result: Result, at_stake: int | None = None) -> Picture | None:
    """The seats as a hemicycle, in the order of the rows; those at stake that no row has are hollow."""
    from parliamentarch.geometry import get_nrows_from_nseats, get_row_thickness, get_seats_centers

    won = [(row.name.text, row.seats_won) for row in result.rows if row.seats_won]
    in_rows = sum(number for _, number in won)
    total = max(in_rows, at_stake or 0)
    if not 0 < in_rows <= total <= MOST_SEATS:
        return None
    open_seats = total - in_rows
    dots = sorted(get_seats_centers(total).items(), key=lambda dot: (-dot[1], dot[0]))
    size = min(1.7 * RADIUS * get_row_thickness(get_nrows_from_nseats(total)), LARGEST_DOT)
    groups: list[Group] = []
    paths: dict[int, str] = {}
    start = 0
    for number, (name, count) in enumerate([*won, ("in no row", open_seats)] if open_seats else won):
        own = dots[start : start + count]
        style = number % STYLES if number < len(won) else STYLES
        paths[style] = paths.get(style, "") + "".join(_dot(x, y) for (x, y), _ in own)
        label = _beside(sum(angle for _, angle in own) / count) if count > total / 40 else None
        groups.append(Group(name, count, style, label))
        start += count
    order = sorted(paths)
    groups = [evolve(group, style=order.index(group.style)) for group in groups]
    styles = [Style(paths[style], _layers(style, size), _layers(style, SAMPLE)) for style in order]
    notes = []
    unknown = sum(row.seats_won is None for row in result.rows)
    if unknown:
        notes.append(f"seats not given: {unknown} {'row' if unknown == 1 else 'rows'}")
    if len(groups) > MOST_BARS:
        rest = groups[MOST_BARS:]
        notes.insert(0, f"and {len(rest)} more with {sum(group.seats for group in rest):,} seats")
    legend = groups[:MOST_BARS]
    picture = render(
        "seats.svg",
        id=_id("seats", result, at_stake),
        title="Seats",
        styles=styles,
        groups=groups,
        legend=legend,
        notes=notes,
        total=f"{in_rows:,}",
        below=f"of {total:,} seats at stake" if open_seats else "seat" if total == 1 else "seats",
        height=290 + 24 * len(legend) + 20 * len(notes),
    )
    return Picture("seats", "Seats", picture)


def _layers(style: int, size: float) -> tuple[Layer, ...]:
    """The dots of a row: full, a ring, a light disc with a dark edge, or a target; each in three colours.

    The last style is that of seats which no row has.
    """
    if style == STYLES:
        return Layer("hollow", "#6d7783", round(size, 2)), Layer("paper", PAPER, round(size * 0.84, 2))
    hue = style // 4
    dark, light = TINTS[hue]
    first = Layer(f"dark{hue}", dark, round(size, 2))
    inner = {
        0: (),
        1: (Layer("paper", PAPER, round(size * 0.56, 2)),),
        2: (Layer(f"light{hue}", light, round(size * 0.76, 2)),),
        3: (Layer("paper", PAPER, round(size * 0.7, 2)), Layer(f"dark{hue}", dark, round(size * 0.36, 2))),
    }[style % 4]
    return (first, *inner)


def _dot(x: float, y: float) -> str:
    """The path of a seat: a line of no length, whose round ends are a dot."""
    return f"M{round(CENTRE[0] + (x - 1) * RADIUS, 1):g} {round(CENTRE[1] - y * RADIUS, 1):g}h0"


def _beside(angle: float) -> tuple[float, float]:
    """Where the number of a group is written: outside the arc. The angle is from the right."""
    x, y = CENTRE[0] + (RADIUS + 14) * cos(angle), CENTRE[1] - (RADIUS + 14) * sin(angle)
    # At the foot of the arc, the number is beside the dots and not below them.
    return round(x, 1), round(y + (4 if pi / 8 < angle < pi * 7 / 8 else 2), 1)


def _id(*shown: object) -> str:
    """The name of a picture's parts: made from what it shows, so that several pictures fit on one page."""
    return f"p{sha256(repr(shown).encode(errors='replace')).hexdigest()[:10]}"
