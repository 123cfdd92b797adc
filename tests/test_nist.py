"""Reports of NIST SP 1500-100: whole objects, the standard's own schema and its references, and what is refused."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from click.testing import CliRunner
from jsonschema import Draft4Validator

from ifes_records import ElectionRecord, from_json, parse
from ifes_records.cli import main
from ifes_records.tables import nist_report
from ifes_records.tables.nist import RefusedError

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


def text(content: str, language: str) -> dict[str, Any]:
    one = {"@type": "ElectionResults.LanguageString", "Content": content, "Language": language}
    return {"@type": "ElectionResults.InternationalizedText", "Text": [one]}


def votes(count: int) -> list[dict[str, Any]]:
    return [{"@type": "ElectionResults.VoteCounts", "GpUnitId": "country", "Type": "total", "Count": count}]


def test_a_presidency() -> None:
    found = report(parse(PRESIDENCY))
    (election,) = found["Election"]
    assert (found["GeneratedDate"], found["Status"]) == ("2023-03-25T00:00:00Z", "unofficial-complete")
    assert found["GpUnit"][0]["VotersRegistered"] == 2400
    assert (election["Type"], election["StartDate"], election["EndDate"]) == ("general", "2023-03-19", "2023-03-19")
    assert [(one["Type"], one.get("OtherType"), one["BallotsCast"]) for one in election["BallotCounts"]] == [
        ("total", None, 1203),
        ("other", "valid-votes", 1200),
    ]
    assert election["Contest"] == [
        {
            "@type": "ElectionResults.CandidateContest",
            "@id": "contest-0",
            "ElectionDistrictId": "country",
            "Name": election["Contest"][0]["Name"],
            "SequenceOrder": 1,
            "VotesAllowed": 1,
            "ContestSelection": [
                {
                    "@type": "ElectionResults.CandidateSelection",
                    "@id": f"row-0-{number}",
                    "CandidateIds": [f"candidate-0-{number}"],
                    "VoteCounts": votes(count),
                }
                for number, count in enumerate((700, 500))
            ],
        }
    ]
    assert election["Candidate"] == [
        {
            "@type": "ElectionResults.Candidate",
            "@id": "candidate-0-0",
            "BallotName": text("Alma IBRAY", "en"),
            "PersonId": "person-0-0",
        },
        {"@type": "ElectionResults.Candidate", "@id": "candidate-0-1", "BallotName": text("Others", "en")},
    ]
    person = {"@type": "ElectionResults.Person", "@id": "person-0-0", "FirstName": "Alma", "LastName": "Ibray"}
    assert found["Person"] == [person]


@pytest.mark.parametrize(
    ("before", "after", "status", "kind", "notes"),
    [
        ("Held", "Postponed", "pre-election", "general", "Status of the election: Postponed"),
        ("Alma IBRAY 700\n\nOthers 500\n", "", "unofficial-partial", "general", None),
        ("President\n", "President (second round)\n", "unofficial-complete", "runoff", None),
        ("Election for President", "Referendum", "unofficial-complete", "other", None),
    ],
)
def test_status_and_type(before: str, after: str, status: str, kind: str, notes: str | None) -> None:
    record = parse(PRESIDENCY.replace(before, after))
    if kind == "runoff":
        record = evolve(record, election=evolve(record.election, round=2))
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
