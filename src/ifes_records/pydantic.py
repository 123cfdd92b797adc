"""Records in the models of pydantic: as dicts on the way in and out, checked as ``from_json`` checks a document.

``ElectionRecord`` asks for this module when pydantic asks it; nothing else imports pydantic.
"""

from __future__ import annotations

from typing import Any

import orjson
from pydantic_core import CoreSchema, core_schema

from ifes_records.json import from_json, to_dict
from ifes_records.model import ElectionRecord


def schema() -> CoreSchema:
    """What pydantic needs to validate a record or a document of one, and to write it as ``to_dict`` does."""
    return core_schema.no_info_plain_validator_function(
        _validate,
        json_schema_input_schema=core_schema.dict_schema(keys_schema=core_schema.str_schema()),
        serialization=core_schema.plain_serializer_function_ser_schema(
            to_dict, return_schema=core_schema.dict_schema(keys_schema=core_schema.str_schema())
        ),
    )


def _validate(value: Any) -> ElectionRecord:
    """Raises ``ValueError``, which pydantic reports, for anything that is not a record or a document of one."""
    if isinstance(value, ElectionRecord):
        return value
    try:
        return from_json(orjson.dumps(value))
    except orjson.JSONEncodeError as error:
        raise ValueError(f"A record is read from the dict of a document: {error}.") from None
