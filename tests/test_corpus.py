"""The corpus beside the checkout, where it is there: every field of every record, as the scorer counts it."""

from __future__ import annotations

import importlib.util
import json
from collections import defaultdict
from pathlib import Path
from types import ModuleType

import pytest
from reading import read

from ifes_records import to_json

SHARED = Path(__file__).parent.parent.parent / "shared"
RECORDS = SHARED / "corpus" / "records"
SEED = SHARED / "seed" / "kazakhstan-mazhilis-2023.txt"

# Percent of right answers at least, by field.
BARS = {
    "date": 99.5, "status": 99.5, "country": 99.5, "contest": 99.5, "modified": 99.5, "cast": 99.5,
    "valid": 99.5, "invalid": 99.5, "row": 99.5, "headings": 99.5, "rows": 99.0, "record": 98.0,
}  # fmt: skip

pytestmark = pytest.mark.skipif(not RECORDS.is_dir(), reason="the corpus is not beside this checkout")


@pytest.fixture(scope="module")
def score() -> ModuleType:
    """The scorer, as a module."""
    spec = importlib.util.spec_from_file_location("score", SHARED / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def outcomes(score: ModuleType) -> dict[str, dict[str, list[tuple[float, str]]]]:
    """For each record, what the scorer says of each field."""
    found = {}
    for path in sorted((SHARED / "corpus" / "expected").glob("*.json")):
        document = json.loads(to_json(read(RECORDS / f"{path.stem}.txt")))
        found[path.stem] = score.compare(json.loads(path.read_text(encoding="utf-8")), document)
    assert found
    return found


@pytest.mark.parametrize("field", sorted(set(BARS) - {"record"}))
def test_a_field_of_the_corpus_reaches_its_bar(
    outcomes: dict[str, dict[str, list[tuple[float, str]]]], field: str
) -> None:
    answers = [(id_, right, message) for id_, fields in outcomes.items() for right, message in fields[field]]
    wrong = [f"{id_}: {message}" for id_, right, message in answers if right != 1]
    share = 100 * sum(float(right) for _, right, _ in answers) / len(answers)
    assert share >= BARS[field], "\n".join(wrong)


def test_whole_records_of_the_corpus_reach_their_bar(outcomes: dict[str, dict[str, list[tuple[float, str]]]]) -> None:
    wrong: dict[str, list[str]] = defaultdict(list)
    for id_, fields in outcomes.items():
        for answers in fields.values():
            wrong[id_] += [message for right, message in answers if right != 1]
    share = 100 * sum(not messages for messages in wrong.values()) / len(wrong)
    assert share >= BARS["record"], {id_: messages for id_, messages in wrong.items() if messages}


@pytest.mark.skipif(not SEED.is_file(), reason="the seed record is not beside this checkout")
def test_seed_reads_without_doubt() -> None:
    record = read(SEED)
    assert record.unread == ()
    assert [d for d in record.diagnostics if d.severity != "info"] == []
    (table,) = record.results
    assert [(row.seats_won, row.seats_change, row.votes) for row in table.rows] == [
        (6, None, None),
        (62, None, 3_431_510),
        (8, None, 693_938),
        (6, None, 547_154),
        (6, None, 535_139),
        (5, None, 432_920),
        (5, None, 331_058),
    ]
