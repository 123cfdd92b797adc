"""Tests that need nothing but `pip install ifes-records[testing]`, and pytest to run them."""

import sqlite3

from hypothesis import given
from hypothesis import strategies as st
from turnout import lines_of, store

from ifes_records import ElectionRecord, parse
from ifes_records.strategies import DamageKind, damaged_texts, dumps


@given(dumps(most=3))
def test_every_row_is_stored(dump: tuple[str, list[ElectionRecord]]) -> None:
    """The database has what the records say."""
    text, records = dump
    with sqlite3.connect(":memory:") as database:
        stored = store(text, database)
        found = database.execute("select * from votes").fetchall()
    expected = [line for record in records for line in lines_of(record)]
    assert (stored, found) == (len(expected), expected)


@given(st.from_type(ElectionRecord))
def test_votes_are_counts(record: ElectionRecord) -> None:
    """No line has a negative number of votes."""
    assert all(votes is None or votes >= 0 for *_, votes in lines_of(record))


@given(damaged_texts(DamageKind.WHITE_SPACE))
def test_other_white_space_stores_the_same(damaged) -> None:
    """Other white space in the text changes nothing."""
    assert lines_of(parse(damaged.text)) == lines_of(damaged.sound)
