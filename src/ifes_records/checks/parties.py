"""Rows that stand in a table twice."""

from __future__ import annotations

from collections.abc import Iterator

from ifes_records.checks.figures import how_many
from ifes_records.checks.finding import CheckedRecord, Finding
from ifes_records.model.results import ResultRow


def row_twice(checked: CheckedRecord) -> Iterator[Finding]:
    """No party, candidate or answer has two rows in one table.

    Two rows are of the same party if their whole names are the same, or if they have an acronym and all figures in
    common (an acronym alone is shared by parties that have nothing to do with each other; figures, and be it only
    votes of two digits, hardly ever). ``Independents`` and ``Others`` can stand for several groups. A warning: a
    sum over the rows counts the party twice, or one row has a wrong name.
    """
    for index, result in enumerate(checked.record.results):
        names: dict[str, int] = {}
        acronyms: dict[tuple[str, int | None, int | None], int] = {}
        for number, row in enumerate(result.rows):
            if row.aggregate is not None:
                continue
            first = names.setdefault("".join(row.name.text.casefold().split()), number)
            common = "name"
            if first == number and row.name.acronym and (row.votes or row.seats_won):
                first = acronyms.setdefault((row.name.acronym, row.votes, row.seats_won), number)
                common = "acronym"
            if first != number:
                yield _twice(row, result.rows[first], first, common, f"results[{index}].rows[{number}]")


def _twice(row: ResultRow, other: ResultRow, index: int, common: str, path: str) -> Finding:
    message = f"{row.name.text!r} has the same {common} as row {index + 1} of the table, {other.name.text!r}; "
    same = (row.votes, row.seats_won) == (other.votes, other.seats_won)
    message += f"both have {_figures(row)}." if same else f"it has {_figures(row)}, that one {_figures(other)}."
    return Finding("W-ROW-TWICE", message, path, row.span)


def _figures(row: ResultRow) -> str:
    seats = "seats not known" if row.seats_won is None else how_many(row.seats_won, "seat")
    votes = "votes not known" if row.votes is None else how_many(row.votes, "vote")
    return f"{votes} and {seats}"
