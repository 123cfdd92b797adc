"""Stores the results of elections in a database with one table."""

import sqlite3

from ifes_records import ElectionRecord, parse_dump


def store(text: str, database: sqlite3.Connection) -> int:
    """Read a dump, store a line for each row of its results, and return the number of lines."""
    database.execute("create table if not exists votes (country, date, name, votes)")
    lines = [line for record in parse_dump(text) for line in lines_of(record)]
    database.executemany("insert into votes values (?, ?, ?, ?)", lines)
    return len(lines)


def lines_of(record: ElectionRecord) -> list[tuple[str | None, str | None, str, int | None]]:
    """Return the lines of one record."""
    election = record.election
    return [
        (election.country.alpha2, election.date, row.name.text, row.votes)
        for result in record.results
        for row in result.rows
    ]
