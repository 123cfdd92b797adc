"""The cases of `fixtures/cases` on names, counts, rows, tables and headings; and what holds for all files there.

What is expected comes from the documents on the format, not from the parser. A case with a known failure is a
strict xfail: it fails as soon as the parser reads it right. The cases of the sections, dates and checks are run
by the tests of these.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from casefiles import FOLDER, Case, cases, load, told, written

from ifes_records import Diagnostic, ElectionRecord, parse
from ifes_records.diagnostics import CODES
from ifes_records.model import Name, ResultRow, SectionKind
from ifes_records.values import count, name, row, share


@cases("names", "read,country,text")
def test_a_name_has_these_parts(case: Case) -> None:
    text, country = case.get("text") or "", case.get("country")
    readers: dict[str | None, Callable[[], tuple[Name | None, object]]] = {
        None: lambda: name.parse(text, country),
        "candidate": lambda: (name.parse_candidate(text, country), None),
        "answer": lambda: (name.parse_answer(text, country), None),
        "contest": lambda: (name.parse_contest(text, country), None),
    }
    found, problem = readers[case.get("read")]()
    assert found is not None
    squeezed = re.sub("[ \u00a0]+", " ", text)
    assert found.text == (squeezed.removeprefix("Election for ") if case.get("read") == "contest" else squeezed)
    lines = told(
        english=found.english if found.english != found.text else None,
        parenthetical=found.parenthetical,
        acronym=found.acronym,
        local=[f"{local.text} | {local.script or 'null'} | {local.language or 'null'}" for local in found.local],
        given=found.given_name,
        family=found.family_name,
        repeats=found.repeats,
        aggregate=name.aggregate(text),
        problem=getattr(problem, "code", None),
    )
    assert lines == case.expected


@cases("counts", "read,text")
def test_a_figure_has_this_value(case: Case) -> None:
    read = share.parse if case.get("read") == "share" else count.parse
    found = read(case.get("text") or "")
    assert told(value=found.value, problem=found.diagnostic and found.diagnostic.code) == case.expected


@cases("rows", "text")
def test_a_row_ends_in_these_cells(case: Case) -> None:
    found = row.parse(case.get("text") or "")
    number = len(found.cells)
    lines = told(
        name=found.name(number),
        cells=" | ".join(cell.text for cell in found.cells) or None,
        shape=found.shape(number) or None,
        glued=found.glued,
        marks=" ".join(found.marks) or None,
    )
    assert lines == case.expected


# ---- tables


@cases("tables", "label,stakes,valid votes,row,share")
def test_the_rows_of_a_table_have_these_values(case: Case) -> None:
    record = table_record(case)
    (table,) = record.results
    assert [
        written("row", row_as_written(index, found, record.diagnostics)) for index, found in enumerate(table.rows)
    ] == case.expected


def table_record(case: Case) -> ElectionRecord:
    """The table in a record of its own."""
    label = case.get("label") or "Party Seats Won Seats Change Votes"
    is_referendum = label.startswith("Referendum")
    lines = ["March 19, 2023 Held", "Republic of Zambia"]
    lines += ["Referendum" if is_referendum else "Election for Zambian Contest"]
    lines += [f"Valid Votes:{case.get('valid votes') or 'None'}", label]
    lines += ["“Do you accept the law?”"] if is_referendum else []
    lines += [text for key, text in case.given if key in ("row", "share")]
    lines += ["General Information"]
    stakes = case.get("stakes")
    if stakes is not None:
        lines += ["At stake in this election:", f"  • {stakes}"]
    return parse("\n\n".join(lines) + "\n")


def row_as_written(index: int, found: ResultRow, diagnostics: tuple[Diagnostic, ...]) -> str:
    """A row's values up to the last one that it has, the codes of its problems at the end."""
    path = f"results[0].rows[{index}]"
    figures = ("seats_won", "seats_change", "votes", "vote_percent")
    paths = {path, *(f"{path}.{figure}" for figure in figures)}
    codes = ", ".join(diagnostic.code for diagnostic in diagnostics if diagnostic.path in paths)
    values = (
        found.name.text,
        found.seats_won,
        found.seats_change,
        found.seats_change_direction,
        found.votes,
        found.vote_percent,
        codes or None,
    )
    cells = ["-" if value is None else str(value) for value in values]
    return re.sub("(?: [|] -)+$", "", " | ".join(cells))


# ---- headings


@cases("headings", "line")
def test_a_line_opens_this_section(case: Case) -> None:
    line = (case.get("line") or "").replace("~", "\u00a0")
    assert sections_at(line) == case.expected
    assert sections_at(line.replace(" ", "  ")) == case.expected


def sections_at(line: str) -> list[str]:
    """The section that a line opens."""
    record = parse(
        "March 19, 2023 Held\n\nRepublic of Zambia\n\nElection for Zambian Presidency\n\nGeneral Information\n\n"
        "Description of electoral system:\n\n  • One round.\n\n"
        f"{line}\n\n  • The text below the line.\n"
    )
    found = [" | ".join([*filter(None, [s.kind, s.heading, " ".join(s.marks)])]) for s in record.sections]
    assert found[:2] == ["general | General Information", "electoral_system | Description of electoral system"]
    return told(section=found[2:])


def test_every_kind_of_section_has_a_heading_among_the_cases() -> None:
    elsewhere = {
        SectionKind.GENERAL,  # above every case
        SectionKind.RESULTS_NOTES,  # part of the results block
        SectionKind.RELATED,  # the foot
        SectionKind.UNTITLED,  # has no heading
    }
    kinds = {line.split()[1] for case in load("headings") for line in case.expected}
    assert kinds == set(SectionKind) - elsewhere


# ---- the files themselves

# No file has fewer cases than this, so that one that is cut or misread does not pass.
AT_LEAST = {
    "checks": 107,
    "columns": 17,
    "contenders": 71,
    "counts": 41,
    "damage": 42,
    "data": 199,
    "dates": 79,
    "deadlines": 54,
    "electoral_system": 170,
    "government": 144,
    "headings": 146,
    "last_election": 59,
    "names": 96,
    "referendum": 16,
    "rows": 34,
    "seats": 8,
    "stakes": 63,
    "tables": 57,
}


def test_every_file_is_run_by_one_test() -> None:
    sources = [path.read_text("utf-8") for path in Path(__file__).parent.glob("test_*.py")]
    run = [file for source in sources for file in re.findall(r'^@cases\("(\w+)"', source, re.MULTILINE)]
    assert sorted(run) == sorted(AT_LEAST) == sorted(path.stem for path in FOLDER.iterdir())


@pytest.mark.parametrize("file", AT_LEAST)
def test_no_case_is_in_a_file_twice_and_none_is_missing(file: str) -> None:
    titles = [(case.title, case.given) for case in load(file)]
    assert len(titles) == len(set(titles)) >= AT_LEAST[file]


def test_every_code_of_the_cases_is_one_of_the_package() -> None:
    lines = [line for file in AT_LEAST for case in load(file) for line in case.expected]
    codes = {code for line in lines for code in re.findall(r"\b[EIW]-[A-Z]+(?:-[A-Z]+)*\b", line)}
    assert len(codes) > 40
    assert codes <= CODES.keys()
