"""Reports of NIST SP 1500-100: whole objects, the standard's own schema and its references, and what is refused."""

from __future__ import annotations

import copy
import csv
import json
from collections.abc import Iterator
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from click.testing import CliRunner
from jsonschema import Draft4Validator

from ifes_records import ElectionRecord, from_json, parse
from ifes_records.cli import main
from ifes_records.tables import nist_report, record_key
from ifes_records.tables.nist import RefusedError, write_nist

ROOT = Path(__file__).parents[1]
SCHEMA = ROOT.parent / "shared" / "standards" / "nist-sp-1500-100-v2.json"
FIXTURES = sorted((ROOT / "fixtures" / "records").glob("*.json"))
GENERATED = "2024-05-01T00:00:00Z"

PRESIDENCY = """Record Modified: Mar 25, 2023

March 19, 2023 Held

Zambia

Election for President

Cast Votes:1,203
Valid Votes:1,200
Registered Voters:2,400

Candidate Votes

Alma IBRAY 700

Others 500
"""


def report(record: ElectionRecord, **options: Any) -> dict[str, Any]:
    return nist_report(record, **options).document


def named(kind: str, **values: Any) -> dict[str, Any]:
    """An object of the standard; ``id`` is ``@id``."""
    return {"@type": f"ElectionResults.{kind}", **{"@id" if name == "id" else name: v for name, v in values.items()}}


def text(*strings: tuple[str, str]) -> dict[str, Any]:
    lines = [named("LanguageString", Content=content, Language=language) for content, language in strings]
    return named("InternationalizedText", Text=lines)


def votes(**counts: int) -> list[dict[str, Any]]:
    return [named("VoteCounts", GpUnitId="country", Type=kind, Count=count) for kind, count in counts.items()]


def test_a_presidency() -> None:
    country = named(
        "ReportingUnit",
        id="country",
        Type="country",
        Name=text(("Zambia", "en"), ("Zambia", "und")),
        ExternalIdentifier=[
            named("ExternalIdentifier", Type="ocd-id", Value="ocd-division/country:zm"),
            named("ExternalIdentifier", Type="other", OtherType="iso-3166-1-alpha-2", Value="ZM"),
            named("ExternalIdentifier", Type="other", OtherType="iso-3166-1-alpha-3", Value="ZMB"),
        ],
        VotersRegistered=2400,
    )
    rows = [
        named(
            "CandidateSelection",
            id=f"row-0-{number}",
            CandidateIds=[f"candidate-0-{number}"],
            VoteCounts=votes(total=count),
        )
        for number, count in enumerate((700, 500))
    ]
    contest = named(
        "CandidateContest",
        id="contest-0",
        ElectionDistrictId="country",
        Name="President",
        SequenceOrder=1,
        VotesAllowed=1,
        ContestSelection=rows,
    )
    alma = named("Candidate", id="candidate-0-0", BallotName=text(("Alma IBRAY", "en")), PersonId="person-0-0")
    election = named(
        "Election",
        Name=text(("Election for President", "und")),
        Type="general",
        StartDate="2023-03-19",
        EndDate="2023-03-19",
        ElectionScopeId="country",
        ExternalIdentifier=[
            named("ExternalIdentifier", Type="other", OtherType="ifes-electionguide-id", Value="4078")
        ],
        BallotCounts=[
            named("BallotCounts", GpUnitId="country", Type="total", BallotsCast=1203),
            named("BallotCounts", GpUnitId="country", Type="other", OtherType="valid-votes", BallotsCast=1200),
        ],
        Contest=[contest],
        Candidate=[alma, named("Candidate", id="candidate-0-1", BallotName=text(("Others", "en")))],
    )
    assert report(parse(PRESIDENCY, name="4078.txt")) == named(
        "ElectionReport",
        Format="summary-contest",
        GeneratedDate="2023-03-25T00:00:00Z",
        Issuer="International Foundation for Electoral Systems",
        IssuerAbbreviation="IFES",
        SequenceStart=1,
        SequenceEnd=1,
        Status="unofficial-complete",
        VendorApplicationId=f"ifes-records {version('ifes-records')}",
        GpUnit=[country],
        Person=[named("Person", id="person-0-0", FirstName="Alma", LastName="Ibray")],
        Election=[election],
    )


PARTIES = """March 19, 2023 Held

Georgia

Election for Sakartvelos Parlamenti (Georgian Parliament)

Election Results Modified: Mar 26, 2023

Party Seats Won Seats Change Votes

Elder Party (უხუცესი / Ukhutsesi) 12 - 700

Oak Party (OP) 4 - 0

Independents - - 20

General Information

Election Modified: Mar 27, 2023
"""


def test_parties() -> None:
    found = report(parse(PARTIES))
    elder = text(("Elder Party", "en"), ("უხუცესი", "ka"), ("Ukhutsesi", "und-Latn"))
    assert found["GeneratedDate"] == "2023-03-26T00:00:00Z"
    assert found["Party"] == [
        named("Party", id="party-0-0", Name=elder),
        named("Party", id="party-0-1", Name=text(("Oak Party", "en")), Abbreviation=text(("OP", "und"))),
        named("Party", id="party-0-2", Name=text(("Independents", "en")), IsRecognizedParty=False),
    ]
    counts = [{"total": 700, "seats": 12}, {"total": 0, "seats": 4}, {"total": 20, "seats": 0}]
    rows = [
        named("PartySelection", id=f"row-0-{number}", PartyIds=[f"party-0-{number}"], VoteCounts=votes(**count))
        for number, count in enumerate(counts)
    ]
    assert found["Election"][0]["Contest"] == [
        named(
            "PartyContest",
            id="contest-0",
            ElectionDistrictId="country",
            Name="Georgian Parliament",
            SequenceOrder=1,
            ContestSelection=rows,
        )
    ]


REFERENDUM = """Record Modified: Mar 25, 2023

March 19, 2023 Held

Zambia

Referendum

Referendum Vote Share

“Shall the lake be closed?”

Yes 1,700

No 1,500

General Information

Electoral Requirements:

  • Half of the voters take part.

Main Provisions in the Referendum:

  • The lake is closed.
  • The mill stays.
"""


def test_a_referendum() -> None:
    question = ("“Shall the lake be closed?”", "und")
    rows = [
        named("BallotMeasureSelection", id=f"row-0-{n}", Selection=text((name, "en")), VoteCounts=votes(total=count))
        for n, (name, count) in enumerate({"Yes": 1_700, "No": 1_500}.items())
    ]
    common = {"id": "contest-0", "ElectionDistrictId": "country", "Name": "Referendum Vote Share", "SequenceOrder": 1}
    record = parse(REFERENDUM)
    assert report(record)["Election"][0]["Contest"] == [
        named(
            "BallotMeasureContest",
            **common,
            Type="referendum",
            FullText=text(question),
            SummaryText=text(("The lake is closed.", "und"), ("The mill stays.", "und")),
            PassageThreshold=text(("Half of the voters take part.", "und")),
            ContestSelection=rows,
        )
    ]
    # Of two questions it is not known which of them the provisions are of.
    first, _ = report(evolve(record, results=record.results * 2))["Election"][0]["Contest"]
    assert first == named(
        "BallotMeasureContest", **common, Type="referendum", FullText=text(question), ContestSelection=rows
    )


@pytest.mark.parametrize(
    ("before", "after", "status", "kind", "notes"),
    [
        ("Held", "Postponed", "pre-election", "general", "Status of the election: Postponed"),
        ("Alma IBRAY 700\n\nOthers 500\n", "", "unofficial-partial", "general", None),
        ("President\n", "President (second round)\n", "unofficial-complete", "runoff", None),
        ("President\n", "President (first round)\n", "unofficial-complete", "general", None),
        ("Election for President", "Referendum", "unofficial-complete", "other", None),
    ],
)
def test_status_and_type(before: str, after: str, status: str, kind: str, notes: str | None) -> None:
    record = parse(PRESIDENCY.replace(before, after))
    found = report(record, votes_allowed=1)
    assert (found["Status"], found["Election"][0]["Type"], found.get("Notes")) == (status, kind, notes)
    assert "certified" not in json.dumps(found)


@pytest.mark.parametrize(
    ("before", "after", "reason"),
    [
        ("March 19, 2023", "March 2023", "It has no whole date of the election."),
        (
            "Record Modified: Mar 25, 2023\n\n",
            "",
            "It does not say when it was modified, which is the time of the report; --generated gives one.",
        ),
        (
            "President",
            "Senate",
            "Its candidates are not for a presidency, so --votes-allowed has to say how many votes a voter has.",
        ),
    ],
)
def test_what_the_page_does_not_say_is_refused(before: str, after: str, reason: str) -> None:
    with pytest.raises(RefusedError) as refused:
        nist_report(parse(PRESIDENCY.replace(before, after)))
    assert str(refused.value) == reason


def test_losses_are_what_is_not_in_the_report() -> None:
    losses = nist_report(parse(PRESIDENCY)).losses
    assert losses["results[0].rows[0].votes_mark"] == "figure"
    assert "results[0].rows[0].votes" not in losses
    assert "modified.record" not in losses
    assert "modified.record" in nist_report(parse(PRESIDENCY), generated=GENERATED).losses
    assert losses["election.kind"] == "presidential"  # “general” does not say for which office


@cache
def schema() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(SCHEMA.read_bytes())
    return found


def dangling(document: Any) -> list[str]:
    """The ids that lead to nothing of the types that the schema wants there, and ids that are there twice."""
    ids: dict[str, str] = {}
    faults = []
    for thing in objects(document):
        if "@id" in thing:
            faults += [thing["@id"]] if thing["@id"] in ids else []
            ids[thing["@id"]] = thing["@type"]
    for thing in objects(document):
        for name, rule in schema()["definitions"][thing["@type"]]["properties"].items():
            types = rule.get("refTypes") or rule.get("items", {}).get("refTypes")
            if types and name in thing:
                there = thing[name] if isinstance(thing[name], list) else [thing[name]]
                faults += [one for one in there if ids.get(one) not in types]
    return faults


def objects(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from objects(inner)


@pytest.mark.skipif(not SCHEMA.is_file(), reason="the standard's schema is not beside the repository")
def test_reports_are_valid_and_their_ids_resolve() -> None:
    validator = Draft4Validator(schema())
    records = [from_json(path.read_bytes()) for path in FIXTURES]
    documents = [report(one, generated=GENERATED, votes_allowed=1) for one in records if one.election.date]
    assert len(documents) > 20
    for document in documents:
        assert [error.message for error in validator.iter_errors(document)] == []
        assert dangling(document) == []
    planted = copy.deepcopy(documents[-1])
    planted["Election"][0]["ElectionScopeId"] = "nowhere"
    assert dangling(planted) == ["nowhere"]


def test_a_text_that_breaks_off_gives_a_part_of_the_results() -> None:
    record = parse(PRESIDENCY)
    assert report(evolve(record, source=evolve(record.source, truncated=True)))["Status"] == "unofficial-partial"


def test_what_is_left_out_of_the_reports_is_counted(tmp_path: Path) -> None:
    record = parse(REFERENDUM, name="4078.txt")
    record = evolve(record, source=evolve(record.source, path="a/4078.txt"))
    undated = evolve(record, election=evolve(record.election, date=None))
    lines: list[str] = []
    write_nist([record, undated], tmp_path, notify=lines.append)
    assert lines == ["a/4078.txt (ZMB March 19, 2023 Referendum): It has no whole date of the election."]
    assert json.loads((tmp_path / f"{record_key(record)}.nist.json").read_bytes()) == report(record)
    header, *rows = csv.reader((tmp_path / "losses.csv").read_text("utf-8").splitlines())
    counts = {path: int(values) for key, path, values in rows if key == record_key(record)}
    assert header == ["record_key", "path", "values"]
    assert sum(counts.values()) == len(nist_report(record).losses)
    assert (counts["results[].rows[].votes_mark"], counts["sections[].blocks[].text"]) == (2, 3)


def test_export_reports_what_is_refused(tmp_path: Path) -> None:
    names = ("kazakhstan-mazhilis-2023", "headless-from-general-information")
    inputs = [str(ROOT / "fixtures" / "records" / f"{name}.json") for name in names]
    arguments = ["export", *inputs, "-o", str(tmp_path), "--format", "nist", "--generated", GENERATED]
    done = CliRunner().invoke(main, arguments)
    assert done.exit_code == 1
    assert done.output == (
        "headless-from-general-information.txt ((no election)): It has no whole date of the election.\n"
        "2 documents: 1 exported, 0 not an election, 0 failed, 1 not possible in this format.\n"
    )
    made = sorted(path.name.partition(".")[2] for path in tmp_path.iterdir())
    assert made == ["csv", "nist.json"]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["csv", "--generated", GENERATED], "--generated is only for the format nist, not csv."),
        (["nist", "--min-share", "5"], "--min-share is only for the format partyfacts, not nist."),
        (
            ["nist", "--generated", "2024-05-01"],
            "--generated: “2024-05-01” is not a time with a zone, such as 2024-05-01T00:00:00Z.",
        ),
    ],
)
def test_options_of_other_formats_are_refused(options: list[str], message: str, tmp_path: Path) -> None:
    done = CliRunner().invoke(main, ["export", str(FIXTURES[0]), "-o", str(tmp_path / "o"), "--format", *options])
    assert (done.exit_code, done.output.partition("Error: ")[2]) == (2, f"{message}\n")
