"""The types of the model are known to Hypothesis, whichever is imported first, and neither imports the other."""

from __future__ import annotations

import subprocess
import sys
import tempfile

import pytest

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
