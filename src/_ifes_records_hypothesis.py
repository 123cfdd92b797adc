"""Registers the types of ``ifes_records.model`` with Hypothesis, so that ``st.from_type(ElectionRecord)`` works.

Hypothesis loads this module as an entry point whenever anybody imports it; so it is outside the package, imports
nothing of it, and the strategies themselves are loaded only when the first one of a type is asked for. Whichever of
the two is imported second makes the types known.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy

# Each type of the model, and the name of its strategy in `ifes_records.strategies`.
STRATEGIES = {"ElectionRecord": "records", "Name": "names", "Result": "result_tables"}


def register() -> None:
    """Register the types, if both the model and Hypothesis are there."""
    model, hypothesis = sys.modules.get("ifes_records.model"), sys.modules.get("hypothesis.strategies")
    if model is None or hypothesis is None:
        return
    for type_name, strategy_name in STRATEGIES.items():
        if hasattr(model, type_name):
            hypothesis.register_type_strategy(getattr(model, type_name), _lazily(strategy_name))


def _lazily(strategy_name: str) -> Any:
    """A function that makes the strategy when it is asked for."""

    def make(_: type) -> SearchStrategy[Any]:
        from ifes_records import strategies

        strategy: SearchStrategy[Any] = getattr(strategies, strategy_name)()
        return strategy

    return make
