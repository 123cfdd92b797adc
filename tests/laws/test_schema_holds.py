"""Every document that the project writes is valid against its schema, and loads back."""

from __future__ import annotations

import json

from hypothesis import given
from jsonschema import Draft202012Validator

from ifes_records import parse, to_json
from ifes_records.schema import schema
from ifes_records.strategies import any_texts

VALIDATOR = Draft202012Validator(schema())


@given(any_texts())
def test_every_text_gives_a_valid_document(text: str) -> None:
    VALIDATOR.validate(json.loads(to_json(parse(text))))
