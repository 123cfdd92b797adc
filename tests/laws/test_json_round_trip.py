"""A record and its JSON document say the same: each can be made from the other."""

from __future__ import annotations

import json
from typing import Any

import msgspec
from hypothesis import given

from ifes_records import ElectionRecord, from_json, parse, to_json
from ifes_records.strategies import any_texts


@given(any_texts())
def test_record_to_json_and_back(text: str) -> None:
    """Every record comes back from its documents, of this version, of a later one and of an older one, and from those
    of another library.
    """
    record = parse(text)
    document = to_json(record)
    assert_the_same_again(record, document)
    assert_read_without_what_it_has_more(document)
    assert_has_defaults_for_what_it_lacks(document)
    assert_the_same_for_msgspec(record, document)


def assert_the_same_again(record: ElectionRecord, document: str) -> None:
    """`from_json(to_json(r)) == r`, with indents and without, and `to_json(from_json(j)) == j`."""
    again = from_json(document)
    assert again == record
    assert to_json(again) == document
    assert from_json(to_json(record, indent=False)) == record


def assert_the_same_for_msgspec(record: ElectionRecord, document: str) -> None:
    """It writes what ``to_json`` does, in another order, and reads it as ``from_json`` does."""
    written = msgspec.json.encode(record)
    assert json.loads(written) == json.loads(document)
    assert msgspec.json.decode(written, type=ElectionRecord) == record
    assert msgspec.json.decode(document, type=ElectionRecord) == record


def with_more(value: Any) -> Any:
    """The value with one more key in each of its objects."""
    if isinstance(value, dict):
        return {**{key: with_more(inner) for key, inner in value.items()}, "of_a_later_version": [None]}
    return [*map(with_more, value)] if isinstance(value, list) else value


def assert_read_without_what_it_has_more(document: str) -> None:
    """Of a later version 2, keys that 2.0 does not have are dropped, and the document is one of 2.0 again."""
    later = with_more(json.loads(document)) | {"schema_version": "2.7"}
    assert to_json(from_json(json.dumps(later))) == document


def assert_has_defaults_for_what_it_lacks(document: str) -> None:
    """Version 1 has no lines, and no marks of rows; all else is as it was."""
    data = json.loads(document)
    data["last_election"]["seats"] = data["last_election"].pop("results")
    older = without(data, "line", "seats_won_mark", "votes_mark") | {"schema_version": "1.1"}
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
