"""Write parsers, dictionaries and the lexicon as data, from the grammars: ``make_grammars.py [FOLDER]``.

A process that finds them does not have to build its parsers. The same grammars always give the same bytes.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import orjson

from ifes_records.text.grammars import PARSERS, parser_data
from ifes_records.text.lexicon import lexicon_data
from ifes_records.text.phrases import dictionary_data

FOLDER = Path(__file__).parent.parent / "src" / "ifes_records" / "data" / "grammars"


def files() -> dict[str, bytes]:
    """The files, by their names."""
    data = {"lexicon": lexicon_data(), "dictionaries": dictionary_data()}
    data |= {name: parser_data(name) for name in PARSERS}
    return {f"{name}.json": written(each) for name, each in data.items()}


def written(data: Mapping[str, Any]) -> bytes:
    """JSON with a line for each terminal, rule and state, so that a change can be seen."""
    parts = []
    for key, value in data.items():
        if isinstance(value, list):
            text = b"[\n" + b",\n".join(map(orjson.dumps, value)) + b"\n]"
        elif isinstance(value, dict):
            items = (orjson.dumps(name) + b":" + orjson.dumps(item) for name, item in value.items())
            text = b"{\n" + b",\n".join(items) + b"\n}"
        else:
            text = orjson.dumps(value)
        parts.append(orjson.dumps(key) + b":" + text)
    return b"{\n" + b",\n".join(parts) + b"\n}\n"


if __name__ == "__main__":
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER
    folder.mkdir(exist_ok=True)
    made = files()
    for old in {path.name for path in folder.glob("*.json")} - {*made}:
        (folder / old).unlink()
    for name, content in made.items():
        (folder / name).write_bytes(content)
