"""Rendering is idempotent: `render(parse(text))` is a fixed point from the second time on.

What is rendered says the same as the text that it was rendered from, and only white space, boilerplate and the
forms of labels can differ. A record that has no text form raises `RenderError`; which those are is said in
docs/rendering.md.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import cycle, product
from pathlib import Path

import pytest
from hypothesis import given
from reading import CORPUS, read

import ifes_records
from ifes_records import ElectionRecord, RenderError, render
from ifes_records.render import LAYOUTS, content
from ifes_records.strategies import any_texts

ROOT = Path(__file__).parents[2]
FIXTURES = sorted(path for folder in ("records", "broken") for path in (ROOT / "fixtures" / folder).glob("*.txt"))

QUICK = os.environ.get("IFES_RECORDS_PROFILE", "quick") == "quick"

parse = lru_cache(maxsize=16)(ifes_records.parse)


@pytest.fixture(autouse=True, scope="module")
def _reads_a_text_once() -> Iterator[None]:
    """`render` reads what it has written; each such text is read once, by the library or here."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys.modules["ifes_records.render.text"], "parse", parse)
        yield


def rendered(record: ElectionRecord, layout: str) -> str | None:
    """The text form of a record, or `None` where it has none."""
    try:
        return render(record, layout=layout)
    except RenderError:
        return None


def check(record: ElectionRecord, layouts: Iterable[str] = LAYOUTS) -> bool:
    """Check the law for one record; `False` for one that has no text form."""
    said = content(record)
    for layout in layouts:
        once = rendered(record, layout)
        if once is None:
            return False
        again = parse(once)
        assert content(again) == said
        assert render(again, layout=layout) == once
    return True


@given(any_texts("record"))
def test_rendering_a_record_is_idempotent(text: str) -> None:
    """Records in the order of the page, with rows and lines of every kind."""
    check(parse(text))


@given(any_texts())
def test_rendering_any_text_is_idempotent(text: str) -> None:
    """Any text: random, damaged, in any order."""
    check(parse(text))


@pytest.mark.parametrize("path", FIXTURES, ids=lambda path: path.stem)
def test_rendering_a_fixture_is_idempotent(path: Path) -> None:
    """Whole records, and small ones with one thing wrong."""
    check(read(path))


@pytest.mark.hypothesis
@pytest.mark.skipif(not CORPUS, reason="the corpus is not beside the repository")
def test_every_record_of_the_corpus_has_a_text_form() -> None:
    """The records of the corpus, those that break off as well: in the quick profile, half of them in one layout."""
    by_turns = zip(CORPUS[::2], cycle((layout,) for layout in LAYOUTS), strict=False)
    each = by_turns if QUICK else product(CORPUS, [LAYOUTS])
    assert [path.name for path, layouts in each if not check(read(path), layouts)] == []
