"""Rows that are in a table twice."""

from __future__ import annotations

from collections.abc import Iterator

from ifes_records.checks.figures import how_many
from ifes_records.diagnostics import Diagnostic, quoted
from ifes_records.model.record import ElectionRecord
from ifes_records.model.results import ResultRow


def row_twice(record: ElectionRecord) -> Iterator[Diagnostic]:
    """No party, candidate or answer has two rows in one table.

    Two rows are for the same party if they have the same name, or the same acronym and figures. An acronym alone may
    be shared by unrelated parties, but equal figures are rarely a coincidence, even votes of two digits.
    ``Independents`` and ``Others`` are exempt, because each may be several groups. A warning: a sum over the rows
    counts the party twice, or one row has the wrong name.
    """
    for index, result in enumerate(record.results):
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
                rows = f"results[{index}].rows"
                yield _twice(row, result.rows[first], common, f"{rows}[{number}]", f"{rows}[{first}]")


def _twice(row: ResultRow, other: ResultRow, common: str, path: str, other_path: str) -> Diagnostic:
    message = f"{quoted(row.name.text)} has the same {common} as {quoted(other.name.text)} in {other_path}; "
    same = (row.votes, row.seats_won) == (other.votes, other.seats_won)
    message += f"both have {_figures(row)}." if same else f"it has {_figures(row)}, that one {_figures(other)}."
    return Diagnostic("W-ROW-TWICE", message, path, row.span)


def _figures(row: ResultRow) -> str:
    seats = "seats not known" if row.seats_won is None else how_many(row.seats_won, "seat")
    votes = "votes not known" if row.votes is None else how_many(row.votes, "vote")
    return f"{votes} and {seats}"
