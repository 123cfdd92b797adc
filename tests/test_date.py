"""Dates: the cases of ``fixtures/cases/dates.txt``, the words of the problems, and the laws."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from casefiles import Case, cases, load, told
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.lark import from_lark
from lark import Lark

from ifes_records.diagnostics import Diagnostic
from ifes_records.values import date as dates
from ifes_records.values.reading import Reading

CODES = {
    "W-DATE-AMBIGUOUS",
    "W-DATE-FAR",
    "W-DATE-IMPOSSIBLE",
    "W-DATE-MONTH",
    "W-DATE-NO-YEAR",
    "W-DATE-TWO-DIGIT-YEAR",
    "W-DATE-UNREAD",
}

MESSAGES = {
    "7/2/2021": "“7/2/2021” could have the day or the month first; no date was taken from it.",
    "6 February 2952": "“6 February 2952” has a year outside 1800 to 2100; no date was taken from it.",
    "30 Feb 2019": "“30 Feb 2019” is not in the calendar of 2019; no date was taken from it.",
    "Monday 30 November 2014": "“Monday 30 November 2014” was not a Monday; no date was taken from it.",
    "23 Marhc 2018": "“23 Marhc 2018” has “Marhc” for a month, perhaps March; no date was taken from it.",
    "17 February": "“17 February” has no year; no date was taken from it.",
    "27 January 14": "“27 January 14” does not write out the year “14”; no date was taken from it.",
    "12 seats 2013": "“12 seats 2013” has “seats” where a date has its month; no date was taken from it.",
    "ANO": "“ANO” is not one whole date in a known form; no date was taken from it.",
}


def read(case: Case) -> Reading[str]:
    text, year = case.get("text") or "", case.get("year")
    if case.get("read") == "prose":
        return dates.parse(text, year=int(year) if year else None)
    return {"header": dates.parse_header, "modified": dates.parse_modified}[case.get("read") or ""](text)


@cases("dates", "read,year,text")
def test_a_date_has_the_value_of_its_case(case: Case) -> None:
    reading = read(case)
    assert reading.text == case.get("text")
    assert told(value=reading.value, problem=reading.diagnostic and reading.diagnostic.code) == case.expected


def test_every_problem_and_every_reader_has_a_case() -> None:
    assert {f"problem: {code}" for code in CODES} == {
        line for case in load("dates") for line in case.expected if line.startswith("problem")
    }
    assert {case.get("read") for case in load("dates")} == {"prose", "header", "modified"}


@pytest.mark.parametrize("text", MESSAGES)
def test_a_message_says_what_is_wrong_with_a_date(text: str) -> None:
    reading = dates.parse(text)
    code = reading.diagnostic.code if reading.diagnostic else ""
    assert reading == Reading(text, None, Diagnostic(code, MESSAGES[text]))


def test_message_quotes_the_start_of_a_long_text() -> None:
    text = "The vote, which was to be on a Sunday, was put off more than once before it was held"
    assert dates.parse(text).diagnostic == Diagnostic(
        "W-DATE-UNREAD",
        "“The vote, which was to be on a Sunday, was put off more than once before it was…” "
        "is not one whole date in a known form; no date was taken from it.",
    )


@pytest.mark.parametrize(
    ("iso", "header", "modified"),
    [
        ("2023-03-19", "March 19, 2023", "Mar 19, 2023"),
        ("2019-09-08", "Sept. 8, 2019", "Sep 08, 2019"),
        ("2021-06-01", "June 1, 2021", "Jun 01, 2021"),
    ],
)
def test_format(iso: str, header: str, modified: str) -> None:
    assert (dates.format_header(iso), dates.format_modified(iso)) == (header, modified)


@pytest.mark.parametrize("iso", ["2023-03", "2023", "2023-02-30", ""])
@pytest.mark.parametrize("write", [dates.format_header, dates.format_modified])
def test_format_takes_full_dates_only(write: Callable[[str], str], iso: str) -> None:
    with pytest.raises(ValueError, match=r"Invalid isoformat string|day is out of range for month"):
        write(iso)


@pytest.mark.parametrize(
    "text", ["17 June 2012 ", "\u00a017 June 2012.\u00a0", " ( 17 June 2012. ) ", "17\nJune 2012"]
)
def test_white_space_does_not_count(text: str) -> None:
    assert dates.parse(text) == Reading(text, "2012-06-17")


def test_the_record_grammar_can_import_the_sites_forms() -> None:
    record = Lark(
        '%import .dates (HEADER_DATE)\nstart: HEADER_DATE " / " HEADER_DATE',
        import_paths=[str(Path(__file__).parent.parent / "grammars")],
        parser="lalr",
        source_path=str(Path(__file__).parent.parent / "grammars" / "record.lark"),
    )
    assert record.parse("Sept.\u00a08, 2019 / Nov 03 2023").children == ["Sept.\u00a08, 2019", "Nov 03 2023"]


# Laws

site_days = st.dates(date(1990, 1, 1), date(2100, 12, 31)).map(date.isoformat)

date_like = st.lists(
    st.sampled_from(
        [
            *"0123456789 ./-,'()",
            *("20", "31", "2019", "1800", "2952", "th", " of ", "the ", "since ", "Sunday"),
            *("January", "Sept", "MAY", "feb.", "Marhc", "\u00a0", "\u0661", "ſept", "Aprıl"),
        ]
    ),
    max_size=8,
).map("".join)

grammar = Lark.open_from_package("ifes_records.grammars", "dates.lark", start=["date", "header_date"])


@given(site_days)
def test_the_header_form_reads_back(iso: str) -> None:
    written = dates.format_header(iso)
    assert dates.parse_header(written) == Reading(written, iso)


@given(site_days)
def test_the_modified_form_reads_back(iso: str) -> None:
    written = dates.format_modified(iso)
    assert dates.parse_modified(written) == Reading(written, iso)


@given(site_days)
def test_a_value_reads_as_itself(iso: str) -> None:
    assert dates.parse(iso) == Reading(iso, iso)


@given(st.one_of(st.text(), date_like, from_lark(grammar, start="date")), st.none() | st.integers(-1, 9999))
def test_a_value_never_has_a_year_from_nowhere(text: str, year: int | None) -> None:
    reading = dates.parse(text, year=year)
    assert reading.text == text
    assert (reading.value is None) == (reading.diagnostic is not None)
    if reading.value is not None:
        assert re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", reading.value)
        assert reading.value[:4] in text or reading.value[:4] == str(year)


@given(from_lark(grammar, start="header_date"))
def test_whatever_the_grammar_takes_for_a_header_date_is_read_as_one(text: str) -> None:
    problem = dates.parse_header(text).diagnostic
    assert problem is None or problem.code in {"W-DATE-FAR", "W-DATE-IMPOSSIBLE"}
