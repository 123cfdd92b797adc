"""The types of the model are known to Hypothesis, whichever is imported first, and neither imports the other."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ifes_records import ElectionRecord

RECORDS = Path(__file__).parent.parent / "fixtures" / "records"
DRAW = """
from hypothesis import given, settings, strategies as st
seen = []

@settings(max_examples=3, database=None, deadline=None, suppress_health_check=list(hypothesis.HealthCheck))
@given(st.from_type(ElectionRecord), st.from_type(Name), st.from_type(Result))
def draw(record, name, result):
    seen.append((type(record), type(name), type(result)))
    assert record.source.sha256

draw()
assert set(seen) == {(ElectionRecord, Name, Result)}
"""
MODEL = "from ifes_records.model import ElectionRecord, Name, Result"


def run(program: str) -> None:
    """Run a program in a process of its own, outside the checkout."""
    command = [sys.executable, "-c", program]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=tempfile.gettempdir())
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize(
    "imports", [f"import hypothesis\n{MODEL}", f"{MODEL}\nimport hypothesis"], ids=["hypothesis first", "model first"]
)
def test_types_are_registered(imports: str) -> None:
    run(imports + DRAW)


def test_hypothesis_does_not_import_the_package() -> None:
    run(
        "import hypothesis, sys\n"
        "assert '_ifes_records_hypothesis' in sys.modules\n"
        "assert 'ifes_records' not in sys.modules"
    )


def test_the_package_does_not_import_hypothesis() -> None:
    run("import ifes_records, sys\nassert 'hypothesis' not in sys.modules")


def test_the_profile_without_time_limits_is_there_before_the_package_is_imported() -> None:
    run(
        "import hypothesis\n"
        "hypothesis.settings.load_profile('ifes-records')\n"
        "assert hypothesis.settings.default.deadline is None"
    )


def test_the_strategies_load_every_grammar_that_reading_needs() -> None:
    """So no example of a user's test is the slow one, which Hypothesis would report."""
    run(f"""
from pathlib import Path
import ifes_records.strategies
from ifes_records import parse_file
from ifes_records.text import grammars

def load(data):
    raise SystemExit("A grammar is loaded.")

grammars.from_data = load
for path in Path({str(RECORDS)!r}).glob("*.txt"):
    parse_file(path)
""")


def test_records_of_the_type_have_few_sections() -> None:
    """Three at most, and an empty one that may begin the body."""
    numbers = set()

    @settings(max_examples=15)
    @given(st.from_type(ElectionRecord))
    def draw(record: ElectionRecord) -> None:
        numbers.add(sum(bool(section.blocks) for section in record.sections))

    draw()
    assert max(numbers) <= 3
    assert len(numbers) > 1


def test_without_hypothesis_the_strategies_say_what_to_install() -> None:
    program = """
import sys
sys.modules["hypothesis"] = None
import ifes_records
try:
    import ifes_records.strategies
except ImportError as error:
    assert str(error) == "ifes_records.strategies needs Hypothesis: pip install ifes-records[testing]"
else:
    raise SystemExit("imported")
"""
    run(program)
