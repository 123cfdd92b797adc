"""The parsers that are made ahead of time are those of the grammars, and read what Lark's own read; no conflicts.

Reading without them is in test_threads.py.
"""

from __future__ import annotations

import logging
import runpy
from collections.abc import Iterable, Iterator
from functools import cache
from io import StringIO
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
from lark import Lark, Token, Tree, UnexpectedInput, logger

from ifes_records.text import grammars
from ifes_records.text.grammars import PARSERS, PROSE
from ifes_records.text.source_text import SourceText

ROOT = Path(__file__).parent.parent
MAKER = runpy.run_path(str(ROOT / "scripts" / "make_grammars.py"))
SCANS = [
    SourceText.of(path.read_text("utf-8")).scan
    for folder in ("records", "broken", "cases")
    for path in sorted((ROOT / "fixtures" / folder).glob("*.txt"))
]
# The lines, and what comes after a key: the dates of a case.
LINES = sorted(
    {part.strip(" •") for scan in SCANS for line in scan.split("\n") for part in (line, line.partition(": ")[2])}
)


build = grammars.build


@cache
def built(name: str) -> tuple[Lark, list[str]]:
    """Lark's parser, which takes long to build, and what Lark had to say about conflicts."""
    log = StringIO()
    handler, level = logging.StreamHandler(log), logger.level
    logger.addHandler(handler)
    logger.setLevel(logging.DEBUG)
    try:
        parser = build(name, debug=True)
    finally:
        logger.setLevel(level)
        logger.removeHandler(handler)
    return parser, [line for line in log.getvalue().splitlines() if "conflict" in line.casefold()]


@pytest.fixture(autouse=True, scope="module")
def _builds_once() -> Iterator[None]:
    """Each of Lark's parsers is built once for all tests."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(grammars, "build", lambda name: built(name)[0])
        yield


@pytest.mark.parametrize("name", PARSERS)
def test_a_parser_has_no_conflicts(name: str) -> None:
    """No shift has to be preferred to a reduction."""
    assert built(name)[1] == []


def test_a_conflict_would_be_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    """As in a grammar by which a sum can be read in two ways."""
    sums = 'start: start "+" start | "x"'
    monkeypatch.setitem(globals(), "build", lambda _, debug: Lark(sums, parser="lalr", debug=debug))
    assert built("sums")[1] == ["Shift/Reduce conflict for terminal PLUS: (resolving as shift)"]


def test_the_grammar_data_are_up_to_date() -> None:
    """Made anew from the grammars, they are the same, byte for byte."""
    kept = {path.name: path.read_bytes() for path in MAKER["FOLDER"].iterdir()}
    made = MAKER["files"]()
    changed = sorted(name for name in kept.keys() | made.keys() if kept.get(name) != made.get(name))
    assert changed == [], "The grammars have changed since these files were made; run `make grammars`."


def read(parser: Any, text: str, start: str) -> list[Any] | None:
    """The tree of a text, its parts in order, and the positions of its tokens; nothing where there is no tree."""
    try:
        tree: Tree[Token] = parser.parse(text, start=start)
    except UnexpectedInput:
        return None
    return [tree, *tree.iter_subtrees(), *((token.type, token.start_pos, token.end_pos) for token in tokens(tree))]


def tokens(tree: Tree[Token]) -> Iterable[Token]:
    return tree.scan_values(lambda value: isinstance(value, Token))


@pytest.mark.parametrize("name", [name for name, (grammar, _) in PARSERS.items() if grammar not in PROSE])
def test_a_parser_reads_as_that_of_lark_does(name: str) -> None:
    """Whole records, or lines by each rule that a line is read by."""
    starts = PARSERS[name][1]["start"]
    texts = SCANS[::3] if name in ("record", "late") else []
    lark, parser = grammars.build(name), grammars.grammar(name)
    trees = [
        (read(parser, text, start), read(lark, text, start))
        for number, start in enumerate(starts)
        for text in chain(texts, LINES[number :: 4 * len(starts)])
    ]
    assert [ours for ours, _ in trees] == [theirs for _, theirs in trees]
    assert any(ours for ours, _ in trees)


@pytest.mark.parametrize("written", ['{"made_from":"x"}', "{\n<<<<<<< HEAD\n"])
def test_data_that_are_stale_or_hold_marks_of_a_merge_are_not_used(
    written: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "grammars").mkdir()
    (tmp_path / "grammars" / "dates.json").write_text(written)
    monkeypatch.setattr(grammars, "files", lambda package: tmp_path)
    assert grammars.made_ahead("dates", "x") == ({"made_from": "x"} if "x" in written else None)
    assert grammars.made_ahead("dates", "y") is None
    assert grammars.made_ahead("holders", "x") is None
