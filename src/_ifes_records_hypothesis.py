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

# Each type of the model, with the name and the arguments of its strategy in `ifes_records.strategies`. Records of a
# few sections are drawn well within the time that Hypothesis allows by default.
STRATEGIES: dict[str, tuple[str, dict[str, Any]]] = {
    "ElectionRecord": ("records", {"max_sections": 3}),
    "Name": ("names", {}),
    "Result": ("result_tables", {}),
}


def register() -> None:
    """Register the profile ``ifes-records``, which has no time limits, and the types if the model is imported."""
    model, hypothesis = sys.modules.get("ifes_records.model"), sys.modules.get("hypothesis")
    if hypothesis is None or not hasattr(hypothesis, "strategies"):
        return
    slow = [hypothesis.HealthCheck.too_slow, hypothesis.HealthCheck.data_too_large]
    hypothesis.settings.register_profile("ifes-records", deadline=None, suppress_health_check=slow)
    if model is None:
        return
    for type_name, (strategy_name, arguments) in STRATEGIES.items():
        if hasattr(model, type_name):
            hypothesis.strategies.register_type_strategy(getattr(model, type_name), _lazily(strategy_name, arguments))


def _lazily(strategy_name: str, arguments: dict[str, Any]) -> Any:
    """A function that makes the strategy when it is asked for."""

    def make(_: type) -> SearchStrategy[Any]:
        from ifes_records import strategies

        strategy: SearchStrategy[Any] = getattr(strategies, strategy_name)(**arguments)
        return strategy

    return make
