"""The readers that the benchmarks compare with, and the page of the figures; nothing is timed here."""

from __future__ import annotations

import sys
from pathlib import Path

import orjson
import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "benchmarks"))

import drawing
import peers
from common import RECORDS, record

SEED = "kazakhstan-mazhilis-2023"


@pytest.mark.parametrize("tool", peers.TOOLS)
def test_the_peers_read_a_plain_page(tool: str) -> None:
    """All its rows, and a third of its facts, with nothing wrong: those in sentences are beyond them."""
    facts, rows = peers.typed(peers.peers()[tool].read(record(SEED)))
    wanted_facts, wanted_rows = peers.in_document(orjson.loads((RECORDS / f"{SEED}.json").read_bytes()))
    assert rows == wanted_rows
    assert (facts - wanted_facts, facts.total(), wanted_facts.total()) == ({}, 41, 124)


def test_the_page_and_the_picture_have_the_figures() -> None:
    figures = drawing.figures()
    assert drawing.PICTURE.read_text("utf-8") == drawing.picture(figures)
    assert drawing.PAGE.read_text("utf-8") == drawing.page(figures)
    assert drawing.tables(figures) in drawing.PAGE.read_text("utf-8")
