"""The checks: the cases of ``fixtures/cases/checks.txt``, the spans of findings, and what holds for all of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import casefiles
import pytest
from attrs import evolve, frozen
from casefiles import cases, load, told

from ifes_records import checks, parse, parse_file
from ifes_records.checks import ALL_CHECKS
from ifes_records.checks.dates import is_later
from ifes_records.checks.figures import last_digit_unit, one_digit_off, within
from ifes_records.model import ElectionRecord, Source, Span
from ifes_records.model.facts import (
    Assembly,
    Chamber,
    Contender,
    DatedCount,
    Disability,
    FemaleCandidates,
    FemaleLegislators,
    Gender,
    Government,
    OfficeHolder,
    Population,
    SeatsWon,
    Stake,
    Treaty,
)

ROOT = Path(__file__).parent.parent
RECORDS = ROOT / "fixtures" / "records"

HEAD = (
    "Record Modified: Nov 03 2023",
    "March 19, 2023 Held",
    "Norway",
    "Election for Stortinget (Norwegian Parliament)",
)
BODY = ("Electoral System:", "  • Members are elected by plurality vote.")

KEYS = "head,line,body,cut,stake,chamber,women,candidates,won,people,female,register,holder,cedaw,crpd"


@frozen
class Given:
    """What a case gives to the checks: a record's text, and facts."""

    case: casefiles.Case

    def all(self, key: str) -> list[str]:
        """Every line with this key."""
        return self.case.all(key)

    def text(self) -> str:
        """The record's text."""
        below = [] if self.all("cut") else ["", "General Information", "", *(self.all("body") or BODY), ""]
        return "\n".join([*(self.all("head") or HEAD), "", *self.all("line"), *below])

    def values(self, key: str) -> list[tuple[str | None, ...]]:
        """The facts with this key, each with three values at least."""
        split = [[part.strip() for part in text.split("|")] for text in self.all(key)]
        return [tuple(None if part == "-" else part for part in [*parts, "-", "-"]) for parts in split]

    def facts(self) -> dict[str, Any]:
        """The facts that the case gives."""
        government = Government(
            next((OfficeHolder("", name="Ada BLUE", since=v[0], until=v[1]) for v in self.values("holder")), None),
            assembly=Assembly("", chambers=tuple(Chamber(seats=whole(v[0])) for v in self.values("chamber"))),
        )
        treaties = {
            key: next((Treaty("", signed=v[0], ratified=v[1]) for v in self.values(key)), None)
            for key in ("cedaw", "crpd")
        }
        counts = {
            key: next((DatedCount("", whole(v[0])) for v in self.values(key)), None)
            for key in ("people", "female", "register")
        }
        return {
            "stakes": tuple(Stake("", whole(v[0]), v[1], v[2] == "all") for v in self.values("stake")),
            "government": government,
            "contenders": tuple(
                Contender("", seats_last_election=SeatsWon(whole(v[0]), whole(v[1]), number(v[2])))
                for v in self.values("won")
            ),
            "population": Population(counts["people"], counts["register"]),
            "gender": Gender(
                female_population=counts["female"],
                cedaw=treaties["cedaw"],
                female_candidates=next(
                    (FemaleCandidates("", True, whole(v[0]), number(v[1])) for v in self.values("candidates")), None
                ),
                female_legislators=tuple(
                    FemaleLegislators("", whole(v[0]), whole(v[1]), number(v[2])) for v in self.values("women")
                ),
            ),
            "disability": Disability(treaties["crpd"]),
        }


def whole(text: str | None) -> int | None:
    return None if text is None else int(text)


def number(text: str | None) -> float | None:
    return None if text is None else float(text)


@cases("checks", KEYS)
def test_the_checks_find_what_a_case_says(case: casefiles.Case) -> None:
    given = Given(case)
    lines = []
    for finding in checks.run(evolve(parse(given.text()), **given.facts())):
        lines += told(finds=f"{finding.code} {finding.path}")
        if case.expected[len(lines) : len(lines) + 1] and case.expected[len(lines)].startswith("says: "):
            lines += told(says=finding.message)
    assert lines == case.expected


def test_every_code_has_a_case_and_a_line_in_the_docs() -> None:
    sources = [path.read_text("utf-8") for path in (ROOT / "src" / "ifes_records" / "checks").glob("*.py")]
    in_source = {code for source in sources for code in re.findall(r"\"([EIW]-[A-Z-]+)\"", source)}
    in_cases = {line.split()[1] for case in load("checks") for line in case.expected if line.startswith("finds")}
    in_docs = set(re.findall(r"^\| `([A-Z-]+)`", (ROOT / "docs" / "checks.md").read_text("utf-8"), re.MULTILINE))
    assert in_source == in_cases == in_docs
    assert len(in_source) >= 25
    assert {code[0] for code in in_source} == {"I", "W"}


def test_every_check_has_its_reason() -> None:
    modules = {check.__module__ for check in ALL_CHECKS}
    assert len(modules) == 12
    assert len({(check.__module__, check.__name__) for check in ALL_CHECKS}) == len(ALL_CHECKS)
    assert all(check.__doc__ for check in ALL_CHECKS)


# ---- the spans of findings

TWICE = "Party Seats Won Seats Change Votes\nBlue Party 6 - 60,000\nRed Party 4 - 40,000\nBlue Party 6 - 60,000"


def findings_of(text: str, **facts: Any) -> Iterator[tuple[str, str | None]]:
    for finding in checks.run(evolve(parse(text), **facts)):
        yield finding.code, text[finding.span.start : finding.span.end] if finding.span else None


def test_findings_stand_where_the_row_the_table_or_the_fact_does() -> None:
    head, body = "\n".join(HEAD), "\n".join(BODY)
    text = f"{head}\n\nCast Votes:100\nValid Votes:101\n\n{TWICE}\n\nGender Data:\n  • Women: 3/4 (70%)\n\n{body}\n"
    start = text.index("Women")
    women = FemaleLegislators("Women: 3/4 (70%)", 3, 4, 70.0, span=Span(start, start + 16))
    # A table's span begins with its first row.
    rows = TWICE.partition("\n")[2]
    assert list(findings_of(text, gender=Gender(female_legislators=(women,)))) == [
        ("W-PART-OF-CAST", "101"),
        ("W-SUM-VOTES-ABOVE", rows),
        ("W-PERCENT-COUNTS", "Women: 3/4 (70%)"),
        ("W-ROW-TWICE", "Blue Party 6 - 60,000"),
    ]


# ---- whole records


@pytest.mark.parametrize("path", sorted(RECORDS.glob("*.txt")), ids=lambda path: path.stem)
def test_a_record_is_left_as_it_is_and_gives_the_same_findings_again(path: Path) -> None:
    record, same = parse_file(path), parse_file(path)
    first = list(checks.run(record))
    assert first == list(checks.run(record))
    assert record == same
    assert all(finding.message.endswith(".") and finding.code[0] in "IW" for finding in first)


def test_the_record_that_must_always_work_gives_none() -> None:
    facts: dict[str, Any] = {
        "stakes": (Stake("All 98 seats of the Mazhilis of Kazakhstan", 98, "Mazhilis of Kazakhstan", all=True),),
        "gender": Gender(
            female_population=DatedCount("10,209,648 (2022 est.)", 10209648, "2022", True),
            female_legislators=(
                FemaleLegislators("29/106 (27.4%) in the Mazhilis", 29, 106, 27.4, "Mazhilis"),
                FemaleLegislators("9/48 (18.8%) in the Senate", 9, 48, 18.8, "Senate"),
            ),
        ),
    }
    record = parse_file(RECORDS / "kazakhstan-mazhilis-2023.txt")
    assert list(checks.run(record)) == []
    assert list(checks.run(evolve(record, **facts))) == []


def test_what_is_no_election_gives_none() -> None:
    assert list(checks.run(ElectionRecord(source=Source()))) == []
    assert list(checks.run(parse("Dear all, the meeting is on Monday."))) == []


def test_figures_longer_than_any_count_are_not_compared() -> None:
    endless = "9" * 400
    text = "\n".join([*HEAD, "", f"Cast Votes:{endless}", "Valid Votes:3", f"Invalid Votes:{endless}9", ""])
    record = parse(text)
    assert list(checks.run(record)) == []
    assert [found.code for found in record.diagnostics] == ["W-COUNT-MALFORMED", "W-COUNT-MALFORMED"]


# ---- figures and dates


@pytest.mark.parametrize(
    ("written", "reckoned", "expected"),
    [
        (5_948_694, 5_938_694, True),
        (68_689, 65_689, True),
        (68_689, 68_389, False),
        (11_360_482, 11_637_729, False),
        (400_000, 390_000, False),
        (500, 500, False),
    ],
)
def test_one_digit(written: int, reckoned: int, expected: bool) -> None:
    assert one_digit_off(written, reckoned) is expected


@pytest.mark.parametrize(
    ("percents", "expected"),
    [((27.4,), 0.1), ((41.0,), 1), ((27.4, 14.16), 0.01), ((0.7995817640577277,), 0.01), ((), 1)],
)
def test_last_digit_unit(percents: tuple[float, ...], expected: float) -> None:
    assert last_digit_unit(*percents) == expected


@pytest.mark.parametrize(
    ("written", "reckoned", "expected"),
    [(18.8, 18.75, True), (18.7, 18.79, True), (18.7, 18.81, False), (19.0, 18.75, False)],
)
def test_within(written: float, reckoned: float, expected: bool) -> None:
    assert within(written, reckoned, 0.1) is expected


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("2019-03-21", "2019-03-20", True),
        ("2019-03-20", "2019-03-20", False),
        ("2019", "2019-03-20", False),
        ("2019-03-20", "2019", False),
        ("2019-04", "2019-03-20", True),
        ("2020", "2019-03-20", True),
        ("soon", "2019", False),
    ],
)
def test_is_later(first: str, second: str, expected: bool) -> None:
    assert is_later(first, second) is expected


def test_the_line_on_the_assembly_tells_the_country_of_a_text_without_a_head() -> None:
    government = "Description of Government Structure:\n\n  • Head of Government: Prime Minister ANURAK Saisamon\n"
    text = f"General Information\n\n{government}  • Assembly: {{}} has a unicameral Senate with 40 seats\n"
    found = [
        [told.path for told in parse(text.format(country)).diagnostics if told.code == "I-NAME-CUSTOM"]
        for country in ("Thailand", "Norway", "The country")
    ]
    assert found == [["government.head_of_government.family_name"], [], []]
