"""A record is a field of a pydantic model: validated like a document, written like one."""

from __future__ import annotations

import pytest
from pydantic import BaseModel, ValidationError

from ifes_records import ElectionRecord, from_json, parse, to_dict, to_json

TEXT = "March 19, 2023 Held\n\nElection for Senate\n\nParty Seats Won Seats Change Votes\n\nCivic Union 5 - 10\n"


class Report(BaseModel):
    """A model of a user."""

    title: str
    record: ElectionRecord


def test_a_record_passes_and_is_written_as_its_document() -> None:
    record = parse(TEXT)
    report = Report(title="Senate", record=record)
    assert report.record is record
    assert report.model_dump() == {"title": "Senate", "record": to_dict(record)}
    document = to_json(record, indent=False).rstrip("\n")
    assert report.model_dump_json() == f'{{"title":"Senate","record":{document}}}'


def test_documents_are_read() -> None:
    record = from_json(to_json(parse(TEXT)))
    assert Report.model_validate({"title": "", "record": to_dict(record)}).record == record
    assert Report.model_validate_json(Report(title="", record=record).model_dump_json()).record == record


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ({"schema_version": "2.0"}, "the document: found no record_id, source, modified"),
        ({}, "schema_version: found no version"),
        (object(), "A record is read from the dict of a document"),
        (TEXT, "schema_version: found no version"),
    ],
)
def test_anything_else_is_an_error_of_validation(value: object, message: str) -> None:
    with pytest.raises(ValidationError, match=message) as raised:
        Report.model_validate({"title": "", "record": value})
    assert [error["loc"] for error in raised.value.errors()] == [("record",)]


def test_the_json_schema_says_that_it_is_an_object() -> None:
    for schema in (Report.model_json_schema(), Report.model_json_schema(mode="serialization")):
        assert schema["properties"]["record"]["type"] == "object"
