"""Errors survive the way from another process."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from ifes_records.batch.errors import OutputError
from ifes_records.diagnostics import Diagnostic, ParseError
from ifes_records.render.line import RenderError


@pytest.mark.parametrize(
    "error",
    [
        ParseError((Diagnostic("E-EMPTY", "The text is empty."),), None),
        RenderError("results[0].heading", "It has a line break."),
        OutputError(Path("out/1.json"), "The disk is full."),
    ],
)
def test_an_error_is_the_same_after_pickling(error: Exception) -> None:
    again = pickle.loads(pickle.dumps(error))
    assert (type(again), str(again), vars(again)) == (type(error), str(error), vars(error))
