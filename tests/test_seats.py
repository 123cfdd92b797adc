"""Lists of the seats won that are only in the body: the cases of ``fixtures/cases/seats.txt``, and whole records."""

from __future__ import annotations

from casefiles import Case, cases, told

from ifes_records import parse
from ifes_records.model.results import FigureMark, ResultKind, ResultPlace, ResultRow

HEAD = "March 19, 2023 Held\n\nFrance\n\nElection for Senate\n\n"
BLOCK = "Party Seats Won Seats Change Votes\n\nUnion (U) 5 - 1,000\n\nElection Results Modified: Apr 17, 2023\n\n"


def as_written(row: ResultRow) -> str:
    local = ", ".join(each.text for each in row.name.local)
    told = (row.name.english, row.name.acronym, local or None, row.aggregate and row.aggregate.value, row.seats_won)
    return " | ".join("-" if value is None else str(value) for value in told)


@cases("seats", "line")
def test_a_body_gives_the_seats_of_its_case(case: Case) -> None:
    record = parse(HEAD + "General Information\n\n" + "".join(f"{line}\n" for line in case.all("line")))
    rows = [row for result in record.results for row in result.rows]
    headings = [result.heading or "null" for result in record.results]
    problems = [found.code for found in record.diagnostics]
    assert told(heading=headings, row=[*map(as_written, rows)], problem=problems) == case.expected
    assert {(result.kind, result.place) for result in record.results} <= {(ResultKind.PARTY, ResultPlace.BODY)}
    assert {(row.seats_won_mark, row.votes_mark) for row in rows} <= {(FigureMark.FIGURE, FigureMark.ABSENT)}


def test_the_results_block_goes_first() -> None:
    """Its seats are the results; where it has votes alone, the seats of the body are results, too."""
    body = "Seats won in this election:\n  • Union (U): 5\n"
    assert [result.place.value for result in parse(HEAD + BLOCK + body).results] == ["results"]
    votes = BLOCK.replace("5 - 1,000", "21,484")
    assert [result.place.value for result in parse(HEAD + votes + body).results] == ["results", "body"]


def test_spans_of_a_list() -> None:
    text = HEAD + "Seats won in this election: (2 parties)\n  • Union / Syndicat (U):    56\n  • Greens – one seat\n"
    record = parse(text)
    written = {
        "results[0]": text[text.index("Seats won") :].rstrip(),
        "results[0].heading": "Seats won in this election: (2 parties)",
        "results[0].rows[0]": "Union / Syndicat (U):    56",
        "results[0].rows[0].name.english": "Union",
        "results[0].rows[0].name.local[0].text": "Syndicat",
        "results[0].rows[0].seats_won": "56",
        "results[0].rows[0].cells[0]": "56",
        "results[0].rows[1]": "Greens – one seat",
        "results[0].rows[1].cells[0]": "one",
    }
    assert {path: record.text_of(path) for path in written} == written
    assert [row.line for row in record.results[0].rows] == [8, 9]


def test_a_figure_at_a_break_off_is_not_taken() -> None:
    record = parse(HEAD + "Seats won in this election:\n  • Union: 56\n  • Greens: 1")
    assert [(row.seats_won, row.seats_won_mark) for row in record.results[0].rows] == [
        (56, FigureMark.FIGURE),
        (None, FigureMark.UNREAD),
    ]
