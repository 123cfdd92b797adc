"""The JSON Schema is made from the classes, takes every document that is written, and refuses what is none."""

from __future__ import annotations

import calendar
import copy
import importlib
import inspect
import json
import re
import runpy
import subprocess
import sys
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.strategies import DataObject, SearchStrategy
from jsonschema import Draft202012Validator

from ifes_records import from_json, parse, parse_dump, parse_file, to_json
from ifes_records.diagnostics import CODES
from ifes_records.json import DocumentError
from ifes_records.json.reading import DATES
from ifes_records.model.names import LocalName, Name
from ifes_records.model.record import names_of
from ifes_records.schema import schema, schema_text

ROOT = Path(__file__).parent.parent
FIXTURES = ROOT / "fixtures"
TEXTS = sorted(path for path in FIXTURES.rglob("*") if path.is_file() and path.suffix != ".json")
STORED = sorted((FIXTURES / "records").glob("*.json"))
MODULES = [
    *(f"model.{name}" for name in "background body contenders facts government head names record results".split()),
    "diagnostics",
]

MAKER = runpy.run_path(str(ROOT / "scripts" / "make_schema.py"))
SCHEMA = schema()
VALIDATOR = Draft202012Validator(SCHEMA)
DOCUMENT: dict[str, Any] = json.loads(to_json(parse_file(FIXTURES / "records" / "kazakhstan-mazhilis-2023.txt")))

MISSING = object()
Cases = dict[str, Sequence[Any]]

# Values that a document may not have, by their paths.
WRONG_TYPE: Cases = {
    "participation.cast_votes": ["6,521,860", [6521860]],
    "election.country": [None],
    "source": [None, MISSING],
    "results": [None, "party"],
    "results.0.kind": [MISSING, "PARTY"],
    "results.0.rows": [[None], [[]]],
    "results.0.rows.0.cells": [None],
    "results.0.rows.0.name": ["Amanat", None],
}
BAD_ENUM: Cases = {"source.kind": ["page"], "election.status": ["Held", None], "diagnostics.0.severity": ["", 1]}
# Python can make the right type of these.
OTHER_TYPE: Cases = {
    "participation.cast_votes": ["6521860", 6521860.5, True],
    "participation.turnout_percent": ["61.3", False],
    "election.date": [20230319, ["2023-03-19"]],
    "election.country": ["Kazakhstan", []],
    "source": [[]],
    "source.truncated": ["no", 0, None],
    "results": [{}],
    "results.0.rows": [{}],
    "results.0.rows.0.cells": ["6", [6]],
    "sections.0.marks": ["*"],
}
UNKNOWN_KEY: Cases = {"voters": [1], "participation.voters": [None], "results.0.rows.0.span": [None]}
# The classes have defaults for these.
MISSING_KEY: Cases = dict.fromkeys(
    ("schema_version", "diagnostics", "source.name", "participation.cast_votes", "sections.1.blocks.0.children"),
    (MISSING,),
)
BAD_DATE: Cases = {
    "modified.record": ["Nov 03 2023", "2023-13-03"],
    "election.date": ["March 19, 2023", "2023-3-19", "23-03-19", ""],
}
# These have the right type; from_json takes them, or another version.
OUT_OF_RANGE: Cases = {
    "schema_version": ["1.1"],
    "record_id": ["no. 4078"],
    "source.sha256": ["4377feb3"],
    "source.line_start": [0],
    "modified.record": ["2023-11"],
    "election.round": [0],
    "election.country.alpha2": ["kz", "KAZ"],
    "election.country.alpha3": ["KZ"],
    "participation.cast_votes": [-1],
    "participation.turnout_percent": [100.1, -0.5],
    "results.0.rows.0.vote_percent": [341],
    "diagnostics.0.line": [-1],
    "diagnostics.0.code": ["X-NOTE"],
}


def changed(path: str, value: object) -> dict[str, Any]:
    """The document with one value put in, or one key taken out."""
    document = copy.deepcopy(DOCUMENT)
    *parents, last = path.split(".")
    place: Any = document
    for part in parents:
        place = place[int(part) if part.isdigit() else part]
    if value is MISSING:
        del place[last]
    else:
        place[int(last) if last.isdigit() else last] = value
    return document


def cases(*tables: Cases) -> list[tuple[str, object]]:
    return [(path, value) for table in tables for path, values in table.items() for value in values]


def name_of(case: tuple[str, object]) -> str:
    return f"{case[0]}: {'missing' if case[1] is MISSING else json.dumps(case[1])}"


# ---- made from the classes


def test_schema_and_page_are_up_to_date(tmp_path: Path) -> None:
    made, page = tmp_path / "schema.json", tmp_path / "schema.md"
    subprocess.run([sys.executable, str(ROOT / "scripts" / "make_schema.py"), str(made), str(page)], check=True)
    assert schema_text().encode() == made.read_bytes()
    assert (ROOT / "docs" / "schema.md").read_bytes() == page.read_bytes()


@pytest.mark.parametrize("module", MODULES)
def test_every_field_of_the_model_is_described(module: str) -> None:
    found = importlib.import_module(f"ifes_records.{module}")
    classes = [cls for _, cls in inspect.getmembers(found, attrs.has) if cls.__module__ == found.__name__]
    assert classes
    for cls in classes:
        if cls.__name__ == "CodeInfo":  # of the table of codes, in no document
            continue
        texts = MAKER["described"](cls)
        assert sorted(texts) == sorted(names_of(cls)), cls.__name__
        assert [text for text in texts.values() if not re.fullmatch(r"[A-Z].*\.", text)] == [], cls.__name__


@attrs.frozen
class Undescribed:
    """A class with a field that nothing is said of."""

    told: str
    """What it means."""
    untold: int


def test_a_field_without_a_description_is_named() -> None:
    with pytest.raises(LookupError, match=r"Undescribed\.untold has no docstring"):
        MAKER["schema"](Undescribed)


def test_every_limit_is_one_of_a_field() -> None:
    objects = {"ElectionRecord": SCHEMA, **SCHEMA["$defs"]}
    fields = {f"{cls}.{name}" for cls, found in objects.items() for name in found.get("properties", ())}
    assert MAKER["LIMITS"].keys() <= fields


def test_codes_of_diagnostics_have_the_form_that_the_schema_says() -> None:
    form = re.compile(SCHEMA["$defs"]["Diagnostic"]["properties"]["code"]["pattern"])
    assert [code for code in CODES if not form.search(code)] == []


# ---- a schema, and a strict one


def test_schema_is_valid_itself() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["$schema"] == Draft202012Validator.META_SCHEMA["$id"]
    assert SCHEMA["$id"] == f"urn:ifes-records:schema:{DOCUMENT['schema_version']}"


def test_every_key_is_required_and_no_other_allowed() -> None:
    objects = [SCHEMA, *(found for found in SCHEMA["$defs"].values() if found["type"] == "object")]
    for found in objects:
        assert found["required"] == list(found["properties"])
        assert found["additionalProperties"] is False


def test_a_changed_copy_changes_nothing() -> None:
    schema().clear()
    assert schema() == SCHEMA


# ---- what is written is valid


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.name)
def test_what_is_read_from_a_fixture_is_valid(path: Path) -> None:
    VALIDATOR.validate(json.loads(to_json(parse_file(path))))


def test_what_is_read_from_a_dump_is_valid() -> None:
    dump = "\n\n".join(path.read_text("utf-8") for path in TEXTS if path.parent.name == "records")
    records = list(parse_dump(dump, name="dump.txt"))
    assert len(records) > 20
    for record in records:
        VALIDATOR.validate(json.loads(to_json(record)))


@pytest.mark.parametrize("path", STORED, ids=lambda path: path.stem)
def test_a_stored_document_is_valid(path: Path) -> None:
    VALIDATOR.validate(json.loads(path.read_bytes()))


# ---- what is valid can be read


def values(part: dict[str, Any]) -> SearchStrategy[Any]:
    """Values that a part of the schema takes; whole numbers within what every reader of JSON can hold."""
    if "$ref" in part:
        return definition(part["$ref"].rpartition("/")[2])
    if "anyOf" in part:
        return st.one_of([values(option) for option in part["anyOf"]])
    if "enum" in part or "const" in part:
        return st.sampled_from(part.get("enum", [part.get("const")]))
    types = part["type"] if isinstance(part["type"], list) else [part["type"]]
    return st.one_of([VALUES[kind](part) for kind in reversed(types)])


# Built once: a strategy takes longer to build than to draw from.
@cache
def definition(name: str) -> SearchStrategy[Any]:
    return st.deferred(lambda: values(SCHEMA["$defs"][name]))


@cache
def property_of_a_record(name: str) -> SearchStrategy[Any]:
    return values(SCHEMA["properties"][name])


def _exists(text: str) -> bool:
    """A pattern does not know how long a month is."""
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        year, month, day = map(int, text.split("-"))
        return year > 0 and day <= calendar.monthrange(year, month)[1]
    return True


VALUES: dict[str, Callable[[dict[str, Any]], SearchStrategy[Any]]] = {
    "null": lambda _: st.none(),
    "boolean": lambda _: st.booleans(),
    "integer": lambda part: st.integers(part.get("minimum", -(2**53) + 1), part.get("maximum", 2**53 - 1)),
    "number": lambda part: st.floats(part["minimum"], part["maximum"]),
    "string": lambda part: (
        st.from_regex(part["pattern"], fullmatch=True).filter(_exists) if "pattern" in part else st.text()
    ),
    "array": lambda part: st.lists(values(part["items"]), max_size=2),
    "object": lambda part: st.fixed_dictionaries({key: values(of) for key, of in part["properties"].items()}),
}


@pytest.mark.parametrize("part", SCHEMA["properties"])
@settings(derandomize=True, max_examples=10, deadline=None, database=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_a_valid_document_is_read_and_written_again(part: str, data: DataObject) -> None:
    document = {**DOCUMENT, part: data.draw(property_of_a_record(part))}
    # The rest of the document does not change.
    VALIDATOR.evolve(schema={**SCHEMA["properties"][part], "$defs": SCHEMA["$defs"]}).validate(document[part])
    again = json.loads(to_json(from_json(json.dumps(document))))
    assert again == document


# ---- what is not valid is refused


@pytest.mark.parametrize(
    "case", cases(WRONG_TYPE, BAD_ENUM, OTHER_TYPE, UNKNOWN_KEY, MISSING_KEY, BAD_DATE, OUT_OF_RANGE), ids=name_of
)
def test_schema_refuses(case: tuple[str, object]) -> None:
    assert not VALIDATOR.is_valid(changed(*case))


@pytest.mark.parametrize("case", cases(WRONG_TYPE, BAD_ENUM, BAD_DATE), ids=name_of)
def test_from_json_refuses(case: tuple[str, object]) -> None:
    with pytest.raises(DocumentError):
        from_json(json.dumps(changed(*case)))


@pytest.mark.parametrize("case", cases(OTHER_TYPE, UNKNOWN_KEY, MISSING_KEY), ids=name_of)
def test_from_json_refuses_what_it_could_mend(case: tuple[str, object]) -> None:
    with pytest.raises(DocumentError):
        from_json(json.dumps(changed(*case)))


@pytest.mark.parametrize("case", cases(OUT_OF_RANGE), ids=name_of)
def test_from_json_takes_what_only_the_schema_refuses(case: tuple[str, object]) -> None:
    document = changed(*case)
    assert json.loads(to_json(from_json(json.dumps(document)))) == document | {"schema_version": "2.0"}


def test_from_json_knows_the_dates_of_the_schema() -> None:
    found = {
        cls: tuple(name for name, of in part["properties"].items() if of.get("pattern", "").startswith("^[0-9]{4}"))
        for cls, part in SCHEMA["$defs"].items()
        if "properties" in part
    }
    assert {cls: names for cls, names in found.items() if names} == DATES


def test_a_whole_number_is_a_share() -> None:
    """The document of the record has it as it has all shares."""
    document = json.dumps(changed("participation.turnout_percent", 54))
    assert '"turnout_percent": 54.0,' in to_json(from_json(document))


# ---- versions, and errors that name the path


DOCUMENTS = FIXTURES / "documents"
OLD_DOCUMENTS = sorted(DOCUMENTS.glob("*-1.1.json"))


def in_version_2(path: Path) -> str:
    """A document of version 1 in the form of version 2: with everything that version 1 has."""
    return path.with_name(path.name.replace("-1.1", "-2.0")).read_text("utf-8")


@pytest.mark.parametrize("path", OLD_DOCUMENTS, ids=lambda path: path.stem)
def test_from_json_reads_version_1_1(path: Path) -> None:
    assert to_json(from_json(path.read_bytes())) == in_version_2(path)


@pytest.mark.parametrize("path", OLD_DOCUMENTS, ids=lambda path: path.stem)
def test_from_json_reads_version_1_0_whose_diagnostics_have_no_effect(path: Path) -> None:
    document = json.loads(path.read_bytes()) | {"schema_version": "1.0"}
    assert all(found.pop("effect") for found in document["diagnostics"])
    assert to_json(from_json(json.dumps(document))) == in_version_2(path)


@pytest.mark.parametrize("path", OLD_DOCUMENTS, ids=lambda path: path.stem)
def test_from_json_drops_what_a_later_version_2_has_more(path: Path) -> None:
    document = json.loads(in_version_2(path)) | {"schema_version": "2.10", "recounts": [1]}
    for diagnostic in document["diagnostics"]:
        diagnostic["advice"] = None
    assert to_json(from_json(json.dumps(document))) == in_version_2(path)


def test_results_of_the_body_come_last_in_version_2() -> None:
    """So do the paths of diagnostics; those that lead elsewhere are as they were."""
    of_block, of_body = (json.loads(path.read_bytes()) for path in OLD_DOCUMENTS)
    at = ("referendum.results[0].rows[1].votes", "referendum.results[0]", "referendum.provisions[0]")
    noticed = [of_block["diagnostics"][0] | {"path": path} for path in at]
    record = from_json(json.dumps(of_block | {"referendum": of_body["referendum"], "diagnostics": noticed}))
    assert [result.place for result in record.results] == ["results", "body"]
    assert [diagnostic.path for diagnostic in record.diagnostics] == [
        "results[1].rows[1].votes",
        "results[1]",
        "referendum.provisions[0]",
    ]


def test_names_of_the_last_election_in_version_1_are_read_for_the_country() -> None:
    document = json.loads(OLD_DOCUMENTS[0].read_bytes())
    document["election"]["country"]["alpha2"] = "GR"
    document["last_election"]["seats"] = [
        document["last_election"]["seats"][0] | {"name": "Left Shore (Αριστερή Όχθη)"}
    ]
    (result,) = from_json(json.dumps(document)).last_election.results
    assert result.name == Name(
        "Left Shore (Αριστερή Όχθη)", "Αριστερή Όχθη", "Left Shore", local=(LocalName("Αριστερή Όχθη", "Grek", "el"),)
    )


def test_there_are_documents_of_version_1() -> None:
    assert len(OLD_DOCUMENTS) >= 2
    assert {path.name for path in DOCUMENTS.iterdir()} == {
        name for path in OLD_DOCUMENTS for name in (path.name, path.name.replace("-1.1", "-2.0"))
    }


def test_from_json_refuses_a_code_of_another_type_in_version_1_0() -> None:
    document = json.loads(to_json(parse("March 19, 2023 Held\n\nNorway\n")))
    faulty = document | {"schema_version": "1.0", "diagnostics": [{"code": []}]}
    with pytest.raises(DocumentError, match=r"^diagnostics\[0\]: found no message\.$"):
        from_json(json.dumps(faulty))


FAULTS: tuple[tuple[dict[str, Any] | list[Any], str], ...] = (
    ({"schema_version": "3.0"}, "schema_version: found “3.0”, expected 1.0, 1.1 or 2.x."),
    ({"schema_version": None}, "schema_version: found no version, expected 1.0, 1.1 or 2.x."),
    ({"schema_version": "2."}, "schema_version: found “2.”, expected 1.0, 1.1 or 2.x."),
    ({"schema_version": "2.01"}, "schema_version: found “2.01”, expected 1.0, 1.1 or 2.x."),
    ({"schema_version": "1.1", "colour": 1}, "the document: found colour, which is not in the schema."),
    (
        {"schema_version": "1.1", "results": None, "referendum": {"results": []}},
        "results: found null, expected a list.\nreferendum: found results, which is not in the schema.",
    ),
    (
        {"modified": {"record": "2023-02-29", "results": "2023-11", "election": "2023-13"}},
        "modified.record: found “2023-02-29”, expected a day of that month.\n"
        "modified.election: found “2023-13”, expected a date like 2023-03-19, 2023-03 or 2023.",
    ),
    ({"results": None}, "results: found null, expected a list."),
    ({"modified": []}, "modified: found a list, expected an object."),
    (
        {"modified": {"record": 3, "results": None, "election": None}},
        "modified.record: found an integer, expected a string.",
    ),
    ({"modified": {"record": None}}, "modified: found no results, election."),
    (
        dict.fromkeys(("c", "b", "e", "d", "a"), 1),
        "the document: found a, b, c, d, e, which is not in the schema.",
    ),
)


@pytest.mark.parametrize(("change", "message"), FAULTS)
def test_from_json_names_what_is_wrong_and_where(change: dict[str, Any], message: str) -> None:
    document = json.loads(to_json(parse("March 19, 2023 Held\n\nNorway\n")))
    with pytest.raises(DocumentError) as raised:
        from_json(json.dumps(document | change))
    assert str(raised.value) == message


@pytest.mark.parametrize("document", ["{", "[]", "3", ""])
def test_from_json_refuses_what_is_no_document(document: str) -> None:
    with pytest.raises(DocumentError, match=r"^(The document is not JSON: .*|schema_version: found no version.*)\.$"):
        from_json(document)


@pytest.mark.parametrize("document", [None, {"schema_version": "2.0"}, 5])
def test_from_json_takes_text_only(document: Any) -> None:
    kind = type(document).__name__
    message = f"from_json takes the text of a document, as str or bytes; it was given {kind}."
    with pytest.raises(TypeError, match=re.escape(message)):
        from_json(document)
