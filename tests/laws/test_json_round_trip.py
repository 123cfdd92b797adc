"""A record and its JSON document say the same: each can be made from the other."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given

from ifes_records import from_json, parse, to_json
from ifes_records.strategies import any_texts


@given(any_texts())
def test_record_to_json_and_back(text: str) -> None:
    """`from_json(to_json(r)) == r`, and `to_json(from_json(j)) == j`."""
    record = parse(text)
    document = to_json(record)
    assert from_json(document) == record
    assert to_json(from_json(document)) == document


@given(any_texts())
def test_indent_is_no_part_of_the_record(text: str) -> None:
    """The same record comes from the document with and without indents."""
    record = parse(text)
    assert from_json(to_json(record, indent=False)) == from_json(to_json(record, indent=True))


def with_more(value: Any) -> Any:
    """The value with one more key in each of its objects."""
    if isinstance(value, dict):
        return {**{key: with_more(inner) for key, inner in value.items()}, "of_a_later_version": [None]}
    return [*map(with_more, value)] if isinstance(value, list) else value


@given(any_texts())
def test_a_later_version_2_is_read_without_what_it_has_more(text: str) -> None:
    """Keys that version 2.0 does not have are dropped, and the document is one of 2.0 again."""
    document = to_json(parse(text))
    later = with_more(json.loads(document)) | {"schema_version": "2.7"}
    assert to_json(from_json(json.dumps(later))) == document


@given(any_texts())
def test_an_older_document_has_defaults_for_what_it_lacks(text: str) -> None:
    """Version 1 has no lines, and no marks of rows; all else is as it was."""
    document = json.loads(to_json(parse(text)))
    document["last_election"]["seats"] = document["last_election"].pop("results")
    older = without(document, "line", "seats_won_mark", "votes_mark") | {"schema_version": "1.1"}
    again = json.loads(to_json(from_json(json.dumps(older))))
    again["last_election"]["seats"] = again["last_election"].pop("results")
    assert without(again, "line", "seats_won_mark", "votes_mark") | {"schema_version": "1.1"} == older


def without(value: Any, *keys: str) -> Any:
    """The value without some keys in its objects, but for those of diagnostics, footnotes and unread lines."""
    if isinstance(value, dict):
        kept = {"unread", "footnotes", "diagnostics"} & value.keys()
        found = {key: inner if key in kept else without(inner, *keys) for key, inner in value.items()}
        return {key: inner for key, inner in found.items() if key not in keys}
    return [without(item, *keys) for item in value] if isinstance(value, list) else value
