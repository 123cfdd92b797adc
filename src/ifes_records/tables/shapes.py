"""Parties in the shapes of two data sets: the election view of ParlGov, and the core parties of Party Facts.

Both are one CSV file. Columns that only those projects can fill (their ids, positions of parties) are empty.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from ifes_records.model import Aggregate, ElectionKind, ElectionRecord, ResultKind, ResultPlace, ResultRow
from ifes_records.tables.columns import english
from ifes_records.tables.csv import cell
from ifes_records.tables.keys import keyed
from ifes_records.tables.table import Row

PARLGOV = (
    *("country_name_short", "country_name", "election_type", "election_date", "vote_share", "seats", "seats_total"),
    *("party_name_short", "party_name", "party_name_english", "left_right"),
    *("country_id", "election_id", "previous_parliament_election_id", "previous_cabinet_id", "party_id"),
    *("vote_share_from", "record_key", "result_no", "row_no"),
)
"""The columns of ParlGov's view ``view_election``, and four of our own: what the share is of, and the row's key."""

PARTYFACTS = (
    *(
        "country",
        "name_short",
        "name",
        "name_english",
        "name_other",
        "year_first",
        "year_last",
        "share",
        "share_year",
    ),
    *("record_key", "result_no", "row_no"),
)
"""The columns of Party Facts, and the row's key as the id of the source."""

MIN_SHARE = 1.0


def write_parlgov(records: Iterable[ElectionRecord], path: Path) -> None:
    """Write the party tables of legislative elections, with the columns of ParlGov's election view, as a CSV file.

    Raises ``OSError``.
    """
    _write(path, PARLGOV, records, _parlgov)


def write_partyfacts(records: Iterable[ElectionRecord], path: Path, *, min_share: float = MIN_SHARE) -> None:
    """Write the parties with at least ``min_share`` percent of the vote, in the shape of Party Facts, as a CSV file.

    A row is a party in one election; parties of the same name may be different ones. Raises ``OSError``.
    """
    _write(path, PARTYFACTS, records, lambda record: _partyfacts(record, min_share))


def _write(
    path: Path,
    columns: tuple[str, ...],
    records: Iterable[ElectionRecord],
    rows_of: Callable[[ElectionRecord], Iterator[Row]],
) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(columns)
        for key, record in keyed(records):
            for row in rows_of(record):
                found = {**row, "record_key": key}
                writer.writerow([cell(found.get(name)) for name in columns])


def _parties(record: ElectionRecord) -> Iterator[tuple[ResultRow, Row]]:
    """The rows of party tables in the results block, with what both shapes have of them."""
    if record.election.kind is not ElectionKind.LEGISLATIVE:
        return
    for result_no, result in enumerate(record.results):
        if result.kind is not ResultKind.PARTY or result.place is not ResultPlace.RESULTS:
            continue
        for row_no, row in enumerate(result.rows):
            share, share_from = _share(row, record.participation.valid_votes)
            yield row, {"share": share, "share_from": share_from, "result_no": result_no, "row_no": row_no}


def _share(row: ResultRow, valid_votes: int | None) -> tuple[float | None, str | None]:
    """The share of the vote in percent, as printed or of the valid votes, and which of the two it is."""
    if row.vote_percent is not None:
        return row.vote_percent, "printed"
    if row.votes is not None and valid_votes and row.votes <= valid_votes:
        return round(100 * row.votes / valid_votes, 2), "of valid votes"
    return None, None


def _parlgov(record: ElectionRecord) -> Iterator[Row]:
    election, stakes = record.election, record.stakes
    for row, found in _parties(record):
        local = row.name.local[0].text if row.name.local else None
        yield {
            **found,
            "country_name_short": election.country.alpha3,
            "country_name": election.country.name,
            "election_type": "parliament",
            "election_date": election.date,
            "vote_share": found["share"],
            "vote_share_from": found["share_from"],
            "seats": row.seats_won,
            "seats_total": stakes[0].seats if len(stakes) == 1 else None,
            "party_name_short": row.name.acronym,
            "party_name": local or english(row.name),
            "party_name_english": row.name.english,
        }


def _partyfacts(record: ElectionRecord, min_share: float) -> Iterator[Row]:
    date = record.election.date
    year = int(date[:4]) if date is not None else None
    for row, found in _parties(record):
        share = found["share"]
        if row.aggregate in (Aggregate.INDEPENDENTS, Aggregate.OTHERS):
            continue  # no party
        if not isinstance(share, float) or share < min_share:
            continue
        latin = [name.text for name in row.name.local if name.script == "Latn"]
        other = [name.text for name in row.name.local if name.script not in ("Latn", None)]
        yield {
            **found,
            "country": record.election.country.alpha3,
            "name_short": row.name.acronym,
            "name": latin[0] if latin else english(row.name),
            "name_english": row.name.english,
            "name_other": other[0] if other else None,
            "year_first": year,
            "year_last": year,
            "share_year": year,
        }
