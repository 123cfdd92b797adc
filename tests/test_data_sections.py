"""The data sections: the cases of ``fixtures/cases/data.txt``, and laws that hold for any value."""

from __future__ import annotations

import json
import re
from typing import Any

import attrs
from casefiles import Case, cases, load, told
from hypothesis import given
from hypothesis import strategies as st

from ifes_records import parse
from ifes_records.model.body import Block, BlockType, Section, SectionKind
from ifes_records.model.facts import DatedCount, Disability, Gender, Ifes, Population, Treaty, TreatyStatus
from ifes_records.sections import disability, gender, ifes, population
from ifes_records.sections.lines import Body
from ifes_records.span import Span

LINES_KEYS = [
    *("Population", "Registered Voters", "Eligible Voters", "Female Population", "Population with a disability"),
    *("Is Kenya a signatory to CEDAW", "Has Kenya ratified CEDAW", "CEDAW Status", "CRPD Status", "Gender Quota"),
    *("Female candidates in this election", "Number of Female Legislators", "Election Access", "Election Judgements"),
    *("Human Development Index (HDI) Position", "Social Institutions and Gender Index (SIGI) Categorization"),
]

PIECES = [
    *("Yes", "No", "N/A", "None", "Not available", "Signed", "Ratified", "by accession", "not", "est.", "census"),
    *("2012", "17 July 1980", "July 2016", "30 February 2019", "10,209,648", "10,107260", "29/106", "27.4%", "-1"),
    *(" million", "out of 120", "in the Senate", "and 9", "Rank 131", "0.639", "Low", "3 judgments", "resources"),
    *(" ", ", ", "; ", ": ", " (", ") ", "[6]", "*", ".", "–", "“", "٣", "é"),
]

Problems = list[tuple[str, str | None]]


def body_of(lines: list[str], problems: Problems, *, ends: bool = False) -> Body:
    """A body of these lines, and of a paragraph below them unless the text ends."""
    blocks, start = [], 0
    for line in lines:
        key, _, value = line.partition(":")
        span = Span(start, start + len(line))
        blocks.append(Block(BlockType.KEY_VALUE, 1, line, key, value.strip() or None, span=span))
        start = span.end + 1
    if not ends:
        blocks.append(Block(BlockType.PARAGRAPH, 0, "Source: the census.", span=Span(start, start + 19)))
    end = blocks[-1].span.end if blocks[-1].span else 0
    section = Section("Gender Data", SectionKind.GENDER, blocks=tuple(blocks), span=Span(0, end))
    return Body((section,), lambda noticed: problems.append((noticed.code, noticed.path)))


def read(body: Body) -> dict[str, Population | Gender | Disability | Ifes]:
    return {
        "population": population.read(body),
        "gender": gender.read(body),
        "disability": disability.read(body),
        "ifes": ifes.read(body),
    }


def lean(fact: Any) -> Any:
    """A fact as the cases write it."""
    if isinstance(fact, tuple):
        return [lean(part) for part in fact] or None
    if not attrs.has(type(fact)):
        return fact
    parts = attrs.asdict(fact, filter=lambda field, value: _is_told(field.name, value))
    return {name: part for name, part in parts.items() if name != "estimate" or part} or None


def _is_told(name: str, value: object) -> bool:
    return name not in ("text", "_span") and value not in (None, ())


@cases("data", "line,ends,fact")
def test_a_line_gives_the_fact_of_its_case(case: Case) -> None:
    problems: Problems = []
    section, name = (case.get("fact") or "").split(".")
    facts = read(body_of(case.all("line"), problems, ends=case.get("ends") == "yes"))
    value = lean(getattr(facts[section], name))
    as_json = None if value is None else json.dumps(value, ensure_ascii=False)
    assert told(value=as_json, problem=[f"{code} {path}" for code, path in problems]) == case.expected


def test_there_are_cases_of_every_section() -> None:
    facts = {(case.get("fact") or "").split(".")[0] for case in load("data")}
    assert facts == {"population", "gender", "disability", "ifes"}


def test_text_and_span_are_those_of_the_line() -> None:
    found = population.read(body_of(["Population: 611,204 (2019 est.)[1]"], [])).population
    assert found == DatedCount("Population: 611,204 (2019 est.)[1]", 611204, "2019", True)
    assert found.span == Span(0, 34)


def test_a_convention_told_by_two_lines_has_the_text_of_both() -> None:
    found = gender.read(body_of(["Is Kenya a signatory to CEDAW: No", "Has Kenya ratified CEDAW: Yes (1984)"], []))
    text = "Is Kenya a signatory to CEDAW: No Has Kenya ratified CEDAW: Yes (1984)"
    assert found.cedaw == Treaty(text, TreatyStatus.RATIFIED, False, None, True, "1984")
    assert found.cedaw.span == Span(0, 70)


def test_an_index_keeps_what_is_written() -> None:
    found = gender.read(body_of(["Human Development Index Position: 0.639, Medium, Rank 131 (2021)[5]"], []))
    assert (found.hdi_position, found.hdi_text) == (131, "0.639, Medium, Rank 131 (2021)[5]")


def test_a_figure_of_an_entry_that_was_not_taken_is_reported_at_its_block() -> None:
    record = parse(
        "March 19, 2023 Held\n\nKenya\n\nElection for President\n\nGender Data:\n\n"
        "  • Number of Female Legislators (pre-election): 10,107260 (2013 est.)\n\n  • Gender Quota: No\n"
    )
    assert record.gender.female_legislators == ()
    assert [(found.code, found.path) for found in record.diagnostics] == [
        ("W-COUNT-MALFORMED", "sections[0].blocks[0]")
    ]


def test_nothing_is_read_where_there_are_no_lines() -> None:
    body = Body((), lambda *_: None)
    assert list(read(body).values()) == [Population(), Gender(), Disability(), Ifes()]


def test_lines_are_found_where_their_heading_is_lost() -> None:
    record = parse(
        "March 19, 2023 Held\n\nKenya\n\nElection for President\n\nMore Info:\n\nLast Election:\n\n"
        "  • Population: 611,204 (2019 est.)\n  • Gender Quota: No\n  • Election Access: Yes\n"
    )
    facts = read(Body(record.sections, lambda *_: None))
    told = [lean(fact) for fact in facts.values()]
    assert [list(fact or {}) for fact in told] == [
        ["population"],
        ["quota"],
        [],
        ["election_access", "election_access_text"],
    ]


@given(st.lists(st.tuples(st.sampled_from(LINES_KEYS), st.lists(st.sampled_from(PIECES), max_size=8).map("".join))))
def test_no_value_makes_a_reader_fail(lines: list[tuple[str, str]]) -> None:
    body = body_of([f"{key}: {' '.join(value.split())}" for key, value in lines], [])
    for fact in read(body).values():
        assert attrs.has(type(fact))


@given(st.text(max_size=40), st.sampled_from(LINES_KEYS))
def test_no_text_makes_a_reader_fail(value: str, key: str) -> None:
    body = body_of([f"{key}: {' '.join(value.split())}"], [])
    for fact in read(body).values():
        assert attrs.has(type(fact))


@given(st.lists(st.sampled_from(PIECES), max_size=8).map("".join))
def test_a_count_is_one_of_the_figures_written(value: str) -> None:
    value = " ".join(value.split())
    found = population.read(body_of([f"Population: {value}"], [])).population
    assert found is not None
    if found.count is not None and "million" not in value:
        assert str(found.count) in re.sub(r"[,. ]", "", value.replace("٣", "3"))
    if found.as_of is not None:
        assert found.as_of[:4] in value


@given(st.integers(1, 10**10), st.integers(1900, 2099), st.booleans())
def test_a_count_with_its_year_reads_back(count: int, year: int, estimate: bool) -> None:
    line = f"Population: {count:,} ({year}{' est.' if estimate else ''})"
    assert population.read(body_of([line], [])).population == DatedCount(line, count, str(year), estimate)
