"""Whole records, with everything that reading their text must give, and their texts in any layout."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from attrs import evolve
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy, composite

from ifes_records.model import (
    Election,
    ElectionKind,
    ElectionRecord,
    ElectionStatus,
    Footnote,
    Modified,
    Result,
    ResultKind,
    Section,
    SectionKind,
    Source,
    SourceKind,
)
from ifes_records.render import Layout, RenderError, lines, write
from ifes_records.source import SourceText, digest
from ifes_records.strategies import head, sections
from ifes_records.strategies.sections import SectionDraft
from ifes_records.strategies.tables import results
