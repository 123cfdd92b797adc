"""The cases of ``fixtures/cases``: names, counts, rows, headings and tables, each a few lines of text.

What is expected there comes from the documents on the format, not from the parser. A case with a known failure is
a strict xfail: it fails here as soon as the parser reads it right.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from attrs import field, frozen

from ifes_records import Diagnostic, ElectionRecord, parse
from ifes_records.diagnostics import CODES
from ifes_records.model import Aggregate, ChangeDirection, LocalName, Name, ResultRow, SectionKind
from ifes_records.values import count, name, row, share

CASES = Path(__file__).parent.parent / "fixtures" / "cases"

# No fewer cases than these, so that a file that is cut or misread does not pass.
AT_LEAST = {"names": 60, "counts": 25, "rows": 30, "tables": 25, "headings": 80}


@frozen
class Case:
    """One block of a file: its lines in order, each a key and what stands behind the colon."""

    lines: tuple[tuple[str, str], ...] = field(repr=False)

    def all(self, key: str) -> list[str]:
        """Every line with this key."""
        return [text for found, text in self.lines if found == key]

    def get(self, key: str) -> str | None:
        """The first line with this key, if there is one."""
        return next(iter(self.all(key)), None)

    def require(self, key: str) -> str:
        """The line with this key, which every case has."""
        text = self.get(key)
        assert text is not None, f"{self.get('case')}: no line {key!r}"
        return text


def read_lines(file: str) -> list[str]:
    lines = (CASES / f"{file}.txt").read_text("utf-8").split("\n")
    return [line for line in lines if line != "#" and not line.startswith("# ")]


def read_cases(file: str, keys: str) -> list[Case]:
    blocks = re.split(r"\n\n+", "\n".join(read_lines(file)).strip("\n"))
    return [Case(tuple(read_line(line, keys.split("|")) for line in block.split("\n"))) for block in blocks]


def read_line(line: str, keys: list[str]) -> tuple[str, str]:
    key, colon, text = line.partition(":")
    assert colon, f"no colon: {line!r}"
    assert key in keys, f"unknown key: {line!r}"
    return key, text.removeprefix(" ")


def params(cases: list[Case]) -> Iterator[object]:
    for case in cases:
        reason = case.get("known failure")
        marks = [pytest.mark.xfail(reason=reason, strict=True, raises=AssertionError)] if reason else []
        yield pytest.param(case, id=case.require("case"), marks=marks)


def none_if_null(text: str | None) -> str | None:
    return None if text == "null" else text


# ---- names


NAMES = read_cases(
    "names",
    "case|read|country|text|english|parenthetical|acronym|local|given|family|repeats|aggregate|problem|known failure",
)


def read_name(case: Case) -> tuple[Name | None, str | None]:
    text, country = case.require("text"), case.get("country")
    if case.get("read") is None:
        found, problem = name.parse(text, country)
        return found, problem.code if problem else None
    readers: dict[str, Callable[[], Name | None]] = {
        "candidate": lambda: name.parse_candidate(text),
        "answer": lambda: name.parse_answer(text, country),
        "contest": lambda: name.parse_contest(text, country),
    }
    return readers[case.require("read")](), None


def expected_name(case: Case) -> Name:
    text = case.require("text").replace("\u00a0", " ")
    text = re.sub(" +", " ", text)
    if case.get("read") == "contest":
        text = text.removeprefix("Election for ")
    local = [[none_if_null(part.strip()) for part in line.split("|")] for line in case.all("local")]
    return Name(
        text=text,
        parenthetical=case.get("parenthetical"),
        english=case.get("english") or text,
        acronym=case.get("acronym"),
        local=tuple(LocalName(part[0] or "", part[1], part[2]) for part in local),
        repeats=case.get("repeats") == "yes",
        given_name=case.get("given"),
        family_name=case.get("family"),
    )


@pytest.mark.parametrize("case", list(params(NAMES)))
def test_name(case: Case) -> None:
    found, problem = read_name(case)
    assert found == expected_name(case)
    assert problem == case.get("problem")
    aggregate = case.get("aggregate")
    assert name.aggregate(case.require("text")) == (Aggregate(aggregate) if aggregate else None)


# ---- counts and shares


COUNTS = read_cases("counts", "case|read|text|value|problem|known failure")


@pytest.mark.parametrize("case", list(params(COUNTS)))
def test_count(case: Case) -> None:
    text, value = case.require("text"), none_if_null(case.require("value"))
    if case.get("read") == "share":
        found_share = share.parse(text)
        problem = found_share.problem
        assert found_share.value == (float(value) if value is not None else None)
    else:
        found_count = count.parse(text)
        problem = found_count.problem
        assert found_count.value == (int(value) if value is not None else None)
    assert (problem.code if problem else None) == case.get("problem")


# ---- rows


ROWS = read_cases("rows", "case|text|name|cells|shape|glued|marks|known failure")


@pytest.mark.parametrize("case", list(params(ROWS)))
def test_row(case: Case) -> None:
    found = row.parse(case.require("text"))
    cells = case.get("cells")
    expected = [cell.strip() for cell in cells.split("|")] if cells else []
    assert [cell.text for cell in found.cells] == expected
    assert found.shape(len(found.cells)) == (case.get("shape") or "")
    assert found.name(len(found.cells)) == case.require("name")
    assert found.glued == (case.get("glued") == "yes")
    assert list(found.marks) == (case.get("marks") or "").split()


# ---- tables


TABLES = read_cases("tables", "case|label|stakes|valid votes|row|share|known failure")

TABLE_HEADER = "Party Seats Won Seats Change Votes"

FIGURES = ("seats_won", "seats_change", "votes", "vote_percent")

ExpectedRow = tuple[str, int | None, int | None, ChangeDirection | None, int | None, float | None, list[str]]


def table_record(case: Case) -> ElectionRecord:
    """The table in a record of its own."""
    label = case.get("label") or TABLE_HEADER
    lines = ["March 19, 2023 Held", "Republic of Zambia"]
    lines += ["Referendum" if label.startswith("Referendum") else "Election for Zambian Contest"]
    lines += [f"Valid Votes:{case.get('valid votes') or 'None'}", label]
    if label.startswith("Referendum"):
        lines += ["“Do you accept the law?”"]
    lines += [text.split(" => ")[0] for key, text in case.lines if key in ("row", "share")]
    lines += ["General Information"]
    stakes = case.get("stakes")
    if stakes is not None:
        lines += ["At stake in this election:", f"  • {stakes}"]
    return parse("\n\n".join(lines) + "\n")


def expected_rows(case: Case) -> Iterator[ExpectedRow]:
    shares: list[float | None] = []
    for key, text in case.lines:
        if key == "row":
            shares.append(None)
        elif key == "share":
            shares[-1] = float(text.split(" => ")[1])
    for text, percent in zip(case.all("row"), shares, strict=True):
        cells = [cell.strip() for cell in text.split(" => ")[1].split("|")]
        written = [None if cell == "-" else cell for cell in cells] + [None] * (6 - len(cells))
        title, seats, change, direction, votes, codes = written
        yield (
            title or "",
            int(seats) if seats else None,
            int(change) if change else None,
            ChangeDirection(direction) if direction else None,
            int(votes.replace(",", "")) if votes else None,
            percent,
            codes.split(", ") if codes else [],
        )


def found_row(index: int, found: ResultRow, diagnostics: tuple[Diagnostic, ...]) -> ExpectedRow:
    path = f"results[0].rows[{index}]"
    paths = {path, *(f"{path}.{figure}" for figure in FIGURES)}
    codes = [diagnostic.code for diagnostic in diagnostics if diagnostic.path in paths]
    return (
        found.name.text,
        found.seats_won,
        found.seats_change,
        found.seats_change_direction,
        found.votes,
        found.vote_percent,
        codes,
    )


@pytest.mark.parametrize("case", list(params(TABLES)))
def test_table(case: Case) -> None:
    record = table_record(case)
    assert len(record.results) == 1
    rows = record.results[0].rows
    found = [found_row(index, found, record.diagnostics) for index, found in enumerate(rows)]
    assert found == list(expected_rows(case))


# ---- headings


@frozen
class HeadingCase:
    """A line, and the section that it opens: kind, heading, marks; ``None`` where it opens none."""

    line: str
    section: tuple[SectionKind, str, tuple[str, ...]] | None
    known_failure: str | None


def heading_cases() -> list[HeadingCase]:
    return [heading_case(line) for line in read_lines("headings") if line.strip()]


def heading_case(written: str) -> HeadingCase:
    line, arrow, expected = written.partition(" => ")
    assert arrow, f"no arrow: {written!r}"
    expected, _, reason = expected.partition(" ! ")
    if expected == "no heading":
        section = None
    else:
        kind, heading, *marks = expected.split(" | ")
        section = (SectionKind(kind), heading, tuple(marks[0].split()) if marks else ())
    return HeadingCase(line.replace("~", "\u00a0"), section, reason or None)


def heading_params() -> Iterator[object]:
    for case in heading_cases():
        marks = []
        if case.known_failure:
            marks = [pytest.mark.xfail(reason=case.known_failure, strict=True, raises=AssertionError)]
        yield pytest.param(case, id=case.line, marks=marks)


@pytest.mark.parametrize("blank", [" ", "  "], ids=["single", "double"])
@pytest.mark.parametrize("case", list(heading_params()))
def test_heading(case: HeadingCase, blank: str) -> None:
    record = parse(
        "March 19, 2023 Held\n\nRepublic of Zambia\n\nElection for Zambian Presidency\n\nGeneral Information\n\n"
        "Description of electoral system:\n\n  • One round.\n\n"
        f"{case.line.replace(' ', blank)}\n\n  • The text below the line.\n"
    )
    sections = [(section.kind, section.heading, section.marks) for section in record.sections]
    above = [
        (SectionKind.GENERAL, "General Information", ()),
        (SectionKind.ELECTORAL_SYSTEM, "Description of electoral system", ()),
    ]
    assert sections == above + ([case.section] if case.section else [])


def test_every_kind_of_section_has_a_heading_among_the_cases() -> None:
    elsewhere = {
        SectionKind.GENERAL,  # above every case
        SectionKind.RESULTS_NOTES,  # part of the results block
        SectionKind.RELATED,  # the foot
        SectionKind.UNTITLED,  # has no heading
    }
    kinds = {case.section[0] for case in heading_cases() if case.section}
    assert kinds == set(SectionKind) - elsewhere


# ---- the files themselves


@pytest.mark.parametrize("file", sorted(AT_LEAST))
def test_no_file_of_cases_is_empty(file: str) -> None:
    cases: dict[str, list[Case]] = {"names": NAMES, "counts": COUNTS, "rows": ROWS, "tables": TABLES}
    found = len(heading_cases()) if file == "headings" else len(cases[file])
    assert found >= AT_LEAST[file]


def test_every_problem_of_the_cases_is_a_code() -> None:
    codes = {code for case in [*NAMES, *COUNTS] for code in case.all("problem")}
    codes |= {code for case in TABLES for expected in expected_rows(case) for code in expected[-1]}
    assert codes <= CODES.keys()
