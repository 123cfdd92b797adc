"""The JSON Schema of the documents that ``to_json`` writes; ``scripts/make_schema.py`` makes it from the model."""

from __future__ import annotations

from importlib.resources import files
from typing import Any

import orjson


def schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of one document, as plain data: a new copy with each call."""
    found: dict[str, Any] = orjson.loads(schema_text())
    return found


def schema_text() -> str:
    """The JSON Schema as it is shipped: indented JSON with a line end."""
    return files("ifes_records.data").joinpath("schema.json").read_text(encoding="utf-8")
