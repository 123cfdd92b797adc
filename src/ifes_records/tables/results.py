"""The tables of results, and of the local names in a record."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ifes_records.model import Aggregate, ChangeDirection, ElectionRecord, FigureMark, Name, ResultKind, ResultPlace
from ifes_records.tables.columns import (
    RECORD_KEY,
    count,
    index,
    mark,
    name_columns,
    place_columns,
    share,
    text,
    texts,
)
from ifes_records.tables.table import Context, Item, Reference, Table


def _results(record: ElectionRecord) -> Iterator[Item]:
    for number, result in enumerate(record.results):
        yield Item(result, f"results[{number}]", (number,))


RESULT_TABLES = Table(
    "result_tables",
    "a party table, a candidate list or a referendum question",
    _results,
    (
        RECORD_KEY,
        index("result_no", 0, "results"),
        text("kind", "What the rows are.", enum=ResultKind, required=True),
        text(
            "place",
            "Where the results were found: in the results block or only in the body.",
            enum=ResultPlace,
            required=True,
        ),
        text("heading", "The label above it as written."),
        text("question", "The question as written."),
        count(
            "row_count",
            "Number of rows; 0 if the answers to a question are missing.",
            lambda item, _: len(item.value.rows),
            required=True,
        ),
        *place_columns("result_tables"),
    ),
    ("result_no",),
)


def _rows(record: ElectionRecord) -> Iterator[Item]:
    for result in _results(record):
        for number, row in enumerate(result.value.rows):
            yield Item(row, f"{result.path}.rows[{number}]", (*result.key, number), result.value)


def _votes_mark(item: Item, _: Context) -> FigureMark | None:
    found: FigureMark | None = item.value.votes_mark
    return FigureMark.FIGURE if found is None and item.value.votes is not None else found


RESULTS = Table(
    "results",
    "a result row: a party, candidate or answer with its numbers",
    _rows,
    (
        RECORD_KEY,
        index("result_no", 0, "results"),
        index("row_no", 1, "rows of the table"),
        text("kind", "What the row is.", lambda item, _: item.above.kind, enum=ResultKind, required=True),
        *name_columns("party, candidate or answer"),
        text("aggregate", "Set if the row combines several parties or people.", enum=Aggregate),
        count(
            "seats_won",
            "Seats won; the site prints `-` for 0. Empty if the text gives no usable number; see the mark column.",
            unit="seats",
        ),
        mark("seats_won", lambda item, _: item.value.seats_won_mark),
        count("seats_change", "Change in seats since the previous election; negative for losses.", unit="seats"),
        text("seats_change_direction", "Direction of the change.", enum=ChangeDirection),
        count("votes", "Votes won. Empty if the text gives no usable number; see the mark column.", unit="votes"),
        mark("votes", _votes_mark),
        share(
            "vote_percent",
            "Vote share as printed. The source decides whether the base is valid votes or another total.",
        ),
        texts("cells", "The cells of the row as written, left to right."),
        *place_columns("results"),
    ),
    ("result_no", "row_no"),
    (Reference(("record_key", "result_no"), "result_tables"),),
)


def _named(record: ElectionRecord) -> Iterator[tuple[str, str, Name | None]]:
    """Each name that may have local names, with the table and the path of its owner."""
    yield "records", "election.contest", record.election.contest.name
    for row in _rows(record):
        yield "results", row.path, row.value.name
    for number, contender in enumerate(record.contenders):
        yield "contenders", f"contenders[{number}]", contender.name
    for number, result in enumerate(record.last_election.results):
        yield "last_election_results", f"last_election.results[{number}]", result.name


def _names(record: ElectionRecord) -> Iterator[Item]:
    owners: list[tuple[str, str, str, Any]] = [(*one[:2], f"{one[1]}.name", one[2]) for one in _named(record)]
    for number, contender in enumerate(record.contenders):
        path = f"contenders[{number}]"
        owners += [("contenders", path, f"{path}.members[{n}]", name) for n, name in enumerate(contender.members)]
    for table, owner, path, name in owners:
        for number, local in enumerate(name.local if name is not None else ()):
            yield Item(local, f"{path}.local[{number}]", (table, owner), name)


NAMES = Table(
    "names",
    "a local-language name",
    _names,
    (
        RECORD_KEY,
        text("path", "The name's path in the JSON document.", lambda item, _: item.path, required=True),
        text(
            "owner_table",
            "Table of the named object.",
            lambda item, _: item.key[0],
            enum=("records", "results", "contenders", "last_election_results"),
            required=True,
        ),
        text(
            "owner_path",
            "Path of the named object: the `path` of its row. For `records` it is `election.contest`.",
            lambda item, _: item.key[1],
            required=True,
        ),
        text("name_local", "The name as written.", "text", required=True),
        text("script", "Script (ISO 15924); empty if letters of several scripts are mixed."),
        text(
            "language",
            "Language (BCP 47); empty unless country, script and letters leave only one official language.",
        ),
        text("name", "The English name it goes with.", lambda item, _: item.above.english),
    ),
    ("path",),
)

RESULT_TABLES_AND_NAMES = (RESULT_TABLES, RESULTS, NAMES)
