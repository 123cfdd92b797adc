"""How many inputs the laws have tried."""

from __future__ import annotations

# By the law's name; of several processes, those of all of them.
tried: dict[str, int] = {}


def count(law: str, inputs: int = 1) -> None:
    """Add inputs to those that a law has tried."""
    tried[law] = tried.get(law, 0) + inputs
