"""A table of known content is read as what it says, whatever its other rows are.

Rows are in the full shapes, which show their cells without the rest of the table; names are in many
scripts and do not end in a number. One thing is let off, if a diagnostic stands beside it: `Name 101 - - 3` may
be read as a name that ends in a number and has no seats, where its seats would have cost next to no votes.
"""

from __future__ import annotations

import os
from typing import NamedTuple

from growing import HEAD, TABLE
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, composite

from ifes_records import ElectionRecord, parse
from ifes_records.model import ChangeDirection, ResultKind
from ifes_records.strategies import Damaged, DamageKind, damaged_texts
from ifes_records.strategies.any_lines import any_parties, any_people
from ifes_records.strategies.kinds import KINDS
from ifes_records.strategies.tables import DASHED, Cells
from ifes_records.text.normal_form import squeeze


class Row(NamedTuple):
    """What a row says: its name, its values, its cells."""

    name: str
    seats: int | None = None
    change: int | None = None
    direction: ChangeDirection | None = None
    votes: int | None = None
    cells: tuple[str, ...] = ()


@composite
def party_table_rows(draw: DrawFn) -> Row:
    """A row in one of the full shapes."""
    seats, votes = draw(st.integers(1, 500)), draw(st.integers(1, 50_000_000))
    cells = Cells.of(draw(st.sampled_from(DASHED)), seats, votes)
    name = squeeze(draw(any_parties()))
    return Row(name, cells.seats, cells.change, cells.direction, cells.votes, cells.written)


@composite
def candidate_list_rows(draw: DrawFn) -> tuple[Row, str]:
    """A candidate with votes, and how the two are set: glued, or with the blank that the name ended in."""
    votes = draw(st.one_of(st.none(), st.integers(0, 50_000_000)))
    cell = "None" if votes is None else f"{votes:,}"
    name = squeeze(draw(any_people()))
    return Row(name, votes=votes, cells=(cell,)), name + draw(st.sampled_from(["", "", "", " "])) + cell


def rows_of(record: ElectionRecord, kind: ResultKind) -> list[Row]:
    """The rows of the one table of a record."""
    (table,) = record.results
    assert table.kind is kind
    return [
        Row(row.name.text, row.seats_won, row.seats_change, row.seats_change_direction, row.votes, row.cells)
        for row in table.rows
    ]


def assert_party_rows(record: ElectionRecord, rows: list[Row]) -> None:
    """The rows are those that were written, but for the numbers that a diagnostic gives to a name."""
    found = rows_of(record, ResultKind.PARTY)
    told = {diagnostic.path for diagnostic in record.diagnostics if diagnostic.code == "W-ROW-NUMBER-IN-NAME"}
    expected = [
        Row(f"{row.name} {row.seats}", 0, votes=row.votes, cells=row.cells[1:])
        if row.direction is ChangeDirection.UNCHANGED and f"results[0].rows[{index}].seats_won" in told
        else row
        for index, row in enumerate(rows)
    ]
    assert found == expected


@given(st.lists(party_table_rows(), min_size=1, max_size=8), st.sampled_from(["\n", "\n\n"]))
def test_a_party_table_gives_the_rows_that_were_written(rows: list[Row], gap: str) -> None:
    """The rows of a table of parties are exactly those that were written."""
    text = TABLE + gap.join(" ".join([row.name, *row.cells]) for row in rows) + "\n"
    assert_party_rows(parse(text), rows)


@given(st.lists(candidate_list_rows(), min_size=1, max_size=8), st.sampled_from(["\n", "\n\n"]))
def test_a_candidate_list_gives_the_rows_that_were_written(rows: list[tuple[Row, str]], gap: str) -> None:
    """The rows of a list of candidates are exactly those that were written."""
    text = HEAD + "Vote Share by Candidate:\n\n" + gap.join(line for _, line in rows) + "\n"
    assert rows_of(parse(text), ResultKind.CANDIDATE) == [row for row, _ in rows]


@given(st.lists(st.tuples(party_table_rows(), st.integers(0, 10_000)), min_size=1, max_size=6))
def test_a_share_belongs_to_the_row_above_it(pairs: list[tuple[Row, int]]) -> None:
    """A share below a row is that row's, and takes nothing from its cells."""
    lines = [f"{' '.join([row.name, *row.cells])}\n\n{share / 100:.2f}%\n\n" for row, share in pairs]
    record = parse(TABLE + "".join(lines))
    assert_party_rows(record, [row for row, _ in pairs])
    assert [row.vote_percent for row in record.results[0].rows] == [share / 100 for _, share in pairs]


# What other tools and people do to figures, rows and labels: hundreds of kinds.
BY_TOOLS = (DamageKind.CELL, DamageKind.ROW, DamageKind.TEXT)
QUICK = os.environ.get("IFES_RECORDS_PROFILE", "quick") == "quick"


@given(st.sampled_from(BY_TOOLS).flatmap(damaged_texts))
@settings(max_examples=30 if QUICK else 50 * len(KINDS))
def test_what_other_tools_do_gives_no_wrong_value_without_a_diagnostic(damaged: Damaged) -> None:
    """Each value of the head, the counts and the rows is right or null, or a diagnostic is about it."""
    assert damaged.wrong(parse(damaged.text)) == []


@given(damaged_texts())
def test_a_damaged_text_gives_no_wrong_value_without_a_diagnostic(damaged: Damaged) -> None:
    """A damaged text is read as what is known of it; where it may be read otherwise, a diagnostic says so."""
    assert damaged.wrong(parse(damaged.text)) == []
