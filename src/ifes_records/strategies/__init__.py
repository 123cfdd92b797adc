"""Hypothesis strategies for texts of records and for what reading them must give.

Importable with Hypothesis installed: ``pip install ifes-records[testing]``. Everything is made by construction: a
strategy draws what a record says, writes it down, and never asks the parser.
"""

from __future__ import annotations

try:
    import hypothesis  # noqa: F401
except ImportError as error:
    message = "ifes_records.strategies needs Hypothesis: pip install ifes-records[testing]"
    raise ImportError(message) from error

from ifes_records.strategies.any_texts import any_texts
from ifes_records.strategies.damaged import Damaged, DamageKind
from ifes_records.strategies.damages import damaged_texts
from ifes_records.strategies.dumps import dumps
from ifes_records.strategies.grammars import from_grammar
from ifes_records.strategies.layouts import layouts
from ifes_records.strategies.names import names
from ifes_records.strategies.records import records, texts
from ifes_records.strategies.tables import result_tables
from ifes_records.strategies.warm import warm_up

__all__ = [
    "DamageKind",
    "Damaged",
    "any_texts",
    "damaged_texts",
    "dumps",
    "from_grammar",
    "layouts",
    "names",
    "records",
    "result_tables",
    "texts",
]

warm_up()
