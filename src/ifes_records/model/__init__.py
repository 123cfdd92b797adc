"""The classes of a record, frozen and slotted; their fields have the names of the keys in the JSON."""

import sys

from ifes_records.model.body import Block, BlockType, Footnote, Section, SectionKind, UnreadLine
from ifes_records.model.head import (
    Contest,
    Country,
    Election,
    ElectionKind,
    ElectionStatus,
    Modified,
    Participation,
    Source,
    SourceKind,
)
from ifes_records.model.names import Aggregate, LocalName, Name
from ifes_records.model.record import ElectionRecord
from ifes_records.model.results import ChangeDirection, FigureMark, Result, ResultKind, ResultPlace, ResultRow
from ifes_records.span import Span

__all__ = [
    "Aggregate",
    "Block",
    "BlockType",
    "ChangeDirection",
    "Contest",
    "Country",
    "Election",
    "ElectionKind",
    "ElectionRecord",
    "ElectionStatus",
    "FigureMark",
    "Footnote",
    "LocalName",
    "Modified",
    "Name",
    "Participation",
    "Result",
    "ResultKind",
    "ResultPlace",
    "ResultRow",
    "Section",
    "SectionKind",
    "Source",
    "SourceKind",
    "Span",
    "UnreadLine",
]

# If Hypothesis was imported before this package, its plugin could not register the types yet.
if "_ifes_records_hypothesis" in sys.modules:
    sys.modules["_ifes_records_hypothesis"].register()
