"""Results of elections in a database of one table."""

import sqlite3

from ifes_records import ElectionRecord, parse_dump


def store(text: str, database: sqlite3.Connection) -> int:
    """Read a text of many records and store a line for each row of their results; give the number of lines."""
    database.execute("create table if not exists votes (country, date, name, votes)")
    lines = [line for record in parse_dump(text) for line in lines_of(record)]
    database.executemany("insert into votes values (?, ?, ?, ?)", lines)
    return len(lines)


def lines_of(record: ElectionRecord) -> list[tuple[str | None, str | None, str, int | None]]:
    """What the table has of one record."""
    election = record.election
    return [
        (election.country.alpha2, election.date, row.name.text, row.votes)
        for result in record.results
        for row in result.rows
    ]
