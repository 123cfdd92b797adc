"""Hypothesis profiles, and a count of the inputs that the laws have tried.

`quick` is the profile of `make test`, `deep` (2,500 examples a law) that of `make fuzz`, which sets
`IFES_RECORDS_PROFILE=deep`. With `IFES_RECORDS_EXAMPLES=500`, the deep one has so many examples for each law.
"""

from __future__ import annotations

import functools
import gc
import importlib.metadata
import os
import sys
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, is_hypothesis_test, settings
from hypothesis.internal.conjecture import providers
from tally import count, tried

from ifes_records.batch import worker
from ifes_records.pipeline import read_record

# Each conversion asks for the version of the package, which is in a file that takes as long as to read a record.
pytest.MonkeyPatch().setattr(importlib.metadata, "version", functools.cache(importlib.metadata.version))
# And the tests of conversions have the same few texts again and again.
pytest.MonkeyPatch().setattr(worker, "read_record", functools.lru_cache(500)(read_record))

# The processes that tests start, and there are hundreds, start three times as fast from compiled code.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False

QUICK_EXAMPLES = 15
DEEP_EXAMPLES = int(os.environ.get("IFES_RECORDS_EXAMPLES", "") or 2_500)

# The same examples on every run: a law that fails has been broken by a change, not by chance.
settings.register_profile(
    "quick",
    derandomize=True,
    max_examples=QUICK_EXAMPLES,
    deadline=None,
    database=None,
    phases=[Phase.explicit, Phase.generate, Phase.shrink],
)
# Other examples on every run, for hunting.
settings.register_profile(
    "deep",
    max_examples=DEEP_EXAMPLES,
    deadline=None,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
)
PROFILE = os.environ.get("IFES_RECORDS_PROFILE", "quick")
settings.load_profile(PROFILE)
if PROFILE == "quick":
    # Hypothesis also tries numbers and strings that stand in the modules loaded so far. Which these are depends on
    # the tests that are run, and the examples would depend on it too.
    no_constants = providers._local_constants
    pytest.MonkeyPatch().setattr(providers, "_get_local_constants", lambda: no_constants)


def _counting(name: str, body: Any) -> Any:
    @functools.wraps(body)
    def counted(*arguments: Any, **named: Any) -> Any:
        count(name)
        return body(*arguments, **named)

    return counted


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Count each run of a law's body; a law with parameters has one body for all of them.

    The tests that read the corpus come first, so that one of several processes gets them all, and reads it once.
    """
    items.sort(key=lambda item: "corpus" not in item.name or item.path.stem == "test_batch_dask")
    seen: set[int] = set()
    for item in items:
        law: Any = getattr(item, "obj", None)
        if is_hypothesis_test(law) and id(law.hypothesis) not in seen:
            seen.add(id(law.hypothesis))
            law.hypothesis.inner_test = _counting(item.nodeid.partition("[")[0], law.hypothesis.inner_test)


def pytest_collection_finish() -> None:
    """Keep the collector away from thousands of collected tests, which it would go through again and again."""
    gc.collect()
    gc.freeze()


def pytest_sessionfinish(session: pytest.Session) -> None:
    """With several processes (pytest-xdist), report to the one that sums up."""
    output = getattr(session.config, "workeroutput", None)
    if output is not None:
        output["tried"] = tried


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """Take over what another process has tried."""
    for name, times in getattr(node, "workeroutput", {}).get("tried", {}).items():
        count(name, times)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """End with the count."""
    if tried:
        terminalreporter.write_line(f"{sum(tried.values()):,} inputs tried on {len(tried)} laws")
