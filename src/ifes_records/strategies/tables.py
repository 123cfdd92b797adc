"""Tables of results whose cells are known: figures are drawn first, and set in the shapes that the site prints."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import evolve, frozen
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy, composite

from ifes_records.model.facts import Stake
from ifes_records.model.names import Name
from ifes_records.model.results import ChangeDirection, FigureMark, Result, ResultKind, ResultRow
from ifes_records.strategies.names import aggregate_of, names
from ifes_records.strategies.once import once, sampled_from

# The shapes of a party's cells: S seats, V votes; a table has one set, so that no figure can be read in two ways.
# A table with seats and votes side by side has no dashes: with them, the seats could be a number of the name.
DASHED = (
    "S - V", "S - V", "S - V", "S - - V", "- - V", "- - V", "S None", "None V", "None None", "- - -", "S - -",
    "S ▲ V", "S ▼ V", "S ▲ 5 V", "S ▼ 2 V", "S +3 V", "S -4 V", "- -2 V",
)  # fmt: skip
SIDE_BY_SIDE = ("S V", "S V", "S V", "None V", "S None")
VOTES_ALONE = ("V",)
SEATS_ALONE = ("S",)

MARKS = {
    "S": FigureMark.FIGURE, "V": FigureMark.FIGURE, "-": FigureMark.DASH, "None": FigureMark.NONE,
}  # fmt: skip
ARROWS = {"▲": ChangeDirection.UP, "▼": ChangeDirection.DOWN}

# No lone figure of votes is smaller: from here on it is more than any chamber could seat.
FEWEST_VOTES = 10_000
MOST_VOTES = 3_000_000

PARTY_HEADINGS = (None, None, None, "Vote Share by Party", "Vote Share By Coalition", "Parties")
CHART_HEADINGS = ("Seat Share By Party", "Seat Shares")
CANDIDATE_HEADINGS = ("Vote Share by Candidate", "Vote Share by Candidate", "Candidates")
REFERENDUM_HEADING = "Referendum Vote Share"

QUESTIONS = (
    "“Do you approve the law on fair transport?”", "Do you agree with the new constitution?", "Term limits",
    "“Should the voting age be lowered to sixteen, as the draft ‘Young Voters’ has it?”", "Water for all",
    "«Êtes-vous pour la révision de la loi sur la pêche ?»", "Repeal of the law on electricity", "Joining the union",
    "\"Are you for the return of the two-chamber parliament?\"", "Согласны ли вы с поправками к конституции?",
    "هل توافق على التعديلات الدستورية؟", "Amendment of the act on public broadcasting",
)  # fmt: skip


@frozen
class Cells:
    """A row's cells as written, and what they say."""

    written: tuple[str, ...]
    seats: int | None = None
    change: int | None = None
    direction: ChangeDirection | None = None
    votes: int | None = None
    seats_mark: FigureMark = FigureMark.NOT_APPLICABLE
    votes_mark: FigureMark = FigureMark.FIGURE

    @classmethod
    def of(cls, shape: str, seats: int, votes: int) -> Cells:
        """Set seats and votes in a shape; a figure that the shape has no place for is not told."""
        pieces = shape.split()
        direction = next((ARROWS[piece] for piece in pieces if piece in ARROWS), None)
        change = None
        if shape.startswith("S - - "):
            change, direction = 0, ChangeDirection.UNCHANGED
        elif direction is not None and len(pieces) == 4:
            change = int(pieces[2]) * (1 if direction is ChangeDirection.UP else -1)
        elif len(pieces) > 1 and pieces[1][1:].isdigit():
            change = int(pieces[1])
            direction = ChangeDirection.UP if change > 0 else ChangeDirection.DOWN
        return cls(
            tuple(f"{seats}" if piece == "S" else f"{votes:,}" if piece == "V" else piece for piece in pieces),
            seats if pieces[0] == "S" else 0 if pieces[0] == "-" else None,
            change,
            direction,
            votes if "V" in pieces else None,
            MARKS[pieces[0]] if pieces[0] != "V" else FigureMark.ABSENT,
            MARKS[pieces[-1]] if pieces[-1] != "S" else FigureMark.ABSENT,
        )

    @classmethod
    def of_votes(cls, votes: int | None) -> Cells:
        """Votes alone, as a list of candidates has them."""
        if votes is None:
            return cls(("None",), votes_mark=FigureMark.NONE)
        return cls((f"{votes:,}",), votes=votes)


def result_tables(
    kind: ResultKind | None = None, *, country: str | None = None, lone_seats: bool = False
) -> SearchStrategy[Result]:
    """A table of parties, list of candidates, or question with its answers; its cells can mean one thing only.

    Shares are those of the votes in the table. ``lone_seats`` allows rows of a name and its seats alone; nothing in a
    table separates them from votes, so the record must have a section with the seats at stake.
    """
    if kind is None:
        return sampled_from(tuple(ResultKind)).flatmap(
            lambda drawn: result_tables(drawn, country=country, lone_seats=lone_seats)
        )
    if kind is ResultKind.PARTY:
        return _party_tables(country, lone_seats)
    if kind is ResultKind.CANDIDATE:
        return _candidate_lists(country)
    return _questions(country)


@once
@composite
def _party_tables(draw: DrawFn, country: str | None, lone_seats: bool) -> Result:
    sets = [DASHED, DASHED, SIDE_BY_SIDE, VOTES_ALONE, *([SEATS_ALONE] if lone_seats else [])]
    shapes = draw(sampled_from(sets))
    named = draw(_different_names(names(country=country), most=7))
    aggregates = draw(st.lists(names("aggregate", country=country), max_size=2, unique_by=aggregate_of))
    # What a seat costs is about the same for all, as where seats follow votes; else a row could have a slip.
    price = draw(st.integers(200, 20_000))
    rows = []
    for name in (*named, *aggregates):
        seats = draw(st.integers(1, 120))
        shape = draw(sampled_from(shapes))
        votes = seats * price + draw(st.integers(0, price // 2))
        cells = Cells.of(shape, seats, max(votes, FEWEST_VOTES) if shape == "V" else max(votes, 1000))
        rows.append(_row(name, cells, aggregate=name in aggregates))
    if not any(row.seats_won for row in rows):
        # Where every party has a dash for its seats, they may not have been filled in.
        rows = [evolve(row, cells=row.cells) if row.seats_won is None else _seated(row, price) for row in rows]
    if shapes is SEATS_ALONE:
        return Result(ResultKind.PARTY, draw(sampled_from([*CHART_HEADINGS, None])), None, tuple(rows))
    return Result(ResultKind.PARTY, draw(sampled_from(PARTY_HEADINGS)), None, draw(_with_shares(rows)))


def _seated(row: ResultRow, price: int) -> ResultRow:
    """The row with a seat instead of its dash."""
    return evolve(_row(row.name, Cells.of("S - V", 1, price)), aggregate=row.aggregate)


def _row(name: Name, cells: Cells, *, aggregate: bool = False) -> ResultRow:
    return ResultRow(
        name,
        aggregate_of(name) if aggregate else None,
        seats_won=cells.seats,
        seats_won_mark=cells.seats_mark,
        seats_change=cells.change,
        seats_change_direction=cells.direction,
        votes=cells.votes,
        votes_mark=cells.votes_mark,
        cells=cells.written,
    )


def _different_names(strategy: SearchStrategy[Name], *, most: int) -> SearchStrategy[list[Name]]:
    """Names of which no two could be the same party's, and after which a figure is none of their own."""
    return st.lists(
        strategy.filter(lambda name: not name.text[-1].isdigit()),
        min_size=1,
        max_size=most,
        unique_by=(lambda name: "".join(name.text.casefold().split()), lambda name: name.acronym or name.text),
    )


@composite
def _with_shares(draw: DrawFn, rows: list[ResultRow]) -> tuple[ResultRow, ...]:
    """The rows, with the share of each below it where all have votes and the site printed shares."""
    votes = [row.votes for row in rows if row.votes is not None]
    if len(votes) < len(rows) or not sum(votes) or not draw(st.booleans()):
        return tuple(rows)
    return tuple(evolve(row, vote_percent=round(100 * (row.votes or 0) / sum(votes), 2)) for row in rows)


@once
@composite
def _candidate_lists(draw: DrawFn, country: str | None) -> Result:
    named = draw(_different_names(names("candidate", country=country), most=6))
    drawn = [draw(st.one_of(st.integers(0, MOST_VOTES), st.integers(0, MOST_VOTES), st.none())) for _ in named]
    # The site lists them from the most votes to the fewest.
    most_first = iter(sorted((votes for votes in drawn if votes is not None), reverse=True))
    ordered = [None if votes is None else next(most_first) for votes in drawn]
    rows = [_row(name, Cells.of_votes(votes)) for name, votes in zip(named, ordered, strict=True)]
    heading = draw(sampled_from(CANDIDATE_HEADINGS))
    return Result(ResultKind.CANDIDATE, heading, None, draw(_with_shares(rows)))


@once
@composite
def _questions(draw: DrawFn, country: str | None, question: str | None = None) -> Result:
    question = question or draw(sampled_from(QUESTIONS))
    rows = []
    for name in draw(_different_names(names("answer", country=country), most=3)):
        votes = draw(st.one_of(st.integers(0, MOST_VOTES), st.integers(0, MOST_VOTES), st.none()))
        rows.append(_row(name, Cells.of_votes(votes)))
    return Result(ResultKind.REFERENDUM, REFERENDUM_HEADING, question, draw(_with_shares(rows)))


@once
@composite
def results(draw: DrawFn, country: str | None = None, *, lone_seats: bool = False) -> tuple[Result, ...]:
    """All that a record's results block holds: mostly one table, for a referendum one or several questions."""
    kind = draw(sampled_from(["none", "party", "party", "candidate", "both", "questions", "questions"]))
    if kind == "none":
        return ()
    if kind == "questions":
        asked = draw(st.lists(sampled_from(QUESTIONS), min_size=1, max_size=3, unique=True))
        found = [draw(_questions(country, question)) for question in asked]
        if draw(st.integers(0, 4)) == 0 and all(len(above.rows) > 1 for above in found[-2:-1]):
            # The answers are lost: of the last question, below which no other could be read as its going on. It could
            # be an answer itself below a question with one answer.
            found[-1] = evolve(found[-1], rows=())
        return tuple(found)
    tables = []
    if kind in ("party", "both"):
        tables.append(draw(_party_tables(country, lone_seats)))
    if kind in ("candidate", "both"):
        tables.append(draw(_candidate_lists(country)))
    return tuple(tables)


def seats_alone(table: Result, stakes: Sequence[Stake]) -> Result:
    """The table with the seats of each row alone, where a section says that just these are at stake."""
    won = [row.seats_won or 0 for row in table.rows]
    if table.kind is not ResultKind.PARTY or not all(won) or sum(won) not in {stake.seats for stake in stakes}:
        return table
    rows = (_row(row.name, Cells.of("S", seats, 0)) for row, seats in zip(table.rows, won, strict=True))
    kept = (evolve(row, aggregate=old.aggregate) for row, old in zip(rows, table.rows, strict=True))
    return evolve(table, heading=table.heading, rows=tuple(kept))
