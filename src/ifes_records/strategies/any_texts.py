"""Any text at all, from noise to nearly a record, without known answers."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy, composite

from ifes_records.render import LAYOUTS, lines
from ifes_records.strategies import any_lines as odd
from ifes_records.strategies.changes import change
from ifes_records.strategies.grammars import labels
from ifes_records.strategies.once import sampled_from
from ifes_records.strategies.records import records

AnyTextKind = Literal["noise", "lines", "record", "damaged"]


def any_texts(kind: AnyTextKind | None = None) -> SearchStrategy[str]:
    """Any text at all: for what must be true of every text, such as that reading never raises.

    The kinds: ``noise``, any characters, lone surrogates too; ``lines`` of records in any order; a ``record`` in the
    order of the page, whose parts may be missing, odd, or contradict each other; a ``damaged`` record or lines, after
    some changes that extractors and editors make. All kinds, unless one is given.
    """
    kinds = {
        "noise": st.text(st.characters(codec=None), max_size=60),
        "lines": _lines(),
        "record": _records(),
        "damaged": _damaged(),
    }
    return kinds[kind] if kind else st.one_of(*kinds.values(), kinds["record"], kinds["damaged"])


@cache
@composite
def _known_lines(draw: DrawFn) -> list[str]:
    """The lines of a sound record, each with the blank lines above it."""
    layout = LAYOUTS[draw(sampled_from(sorted(LAYOUTS)))]
    return ["\n" * line.gap + line.before + line.text + line.after for line in lines(draw(records()), layout)]


@cache
@composite
def _odd_heads(draw: DrawFn) -> list[str]:
    badges = st.builds("{}{}{}".format, odd.any_figures(), sampled_from(" \n"), labels("BADGE_LABEL"))
    below = st.one_of(odd.any_countries(), badges, labels("CONTEST_LINE"), odd.any_labelled("_PREFIX"))
    return [draw(odd.any_days()), *draw(st.lists(below, max_size=5))]


@cache
@composite
def _odd_tables(draw: DrawFn) -> list[str]:
    rows = st.lists(st.one_of(odd.any_rows(), odd.any_rows(), odd.any_shares()), max_size=6)
    counts = draw(st.lists(odd.any_labelled("_PREFIX"), max_size=3))
    return [*counts, draw(labels("_LABEL")), *draw(rows)]


@cache
@composite
def _odd_sections(draw: DrawFn) -> list[str]:
    return [draw(labels("_HEADING")), *draw(st.lists(odd.any_bullets(), max_size=4))]


@cache
@composite
def _records(draw: DrawFn) -> str:
    """A sound record or an odd head, with odd tables and sections below it or in it, and some lines changed."""
    found = draw(st.one_of(_known_lines(), _odd_heads()))
    for more in draw(st.lists(st.one_of(_odd_tables(), _odd_sections(), _odd_sections()), max_size=4)):
        at = draw(sampled_from([len(found), draw(st.integers(0, len(found)))]))
        found[at:at] = more
    for _ in range(draw(st.integers(0, 6))):
        at = draw(st.integers(0, len(found) - 1))
        found[at] = draw(_changed(found[at], found))
    end = draw(sampled_from(["\n", "\n", "\n\n", "\n \n\n"]))
    return end.join(found) + draw(sampled_from([end, end, "\n", ""]))


@composite
def _changed(draw: DrawFn, text: str, others: list[str]) -> str:
    """Another line, one of the others, or this one with another word or with what another has after its label."""
    kind = draw(sampled_from(["word", "word", "line", "twice", "value"]))
    words = list(re.finditer(r"[^\s:]+", text))
    if kind == "word" and words:
        word, other = draw(sampled_from(words)), st.one_of(odd.any_figures(), odd.any_dates(), odd.any_words())
        return text[: word.start()] + draw(other | sampled_from(odd.ODD)) + text[word.end() :]
    if kind == "value":
        return text.partition(":")[0] + ":" + draw(sampled_from(others)).rpartition(":")[2]
    return draw(sampled_from(others) if kind == "twice" else odd.any_lines())


@cache
@composite
def _lines(draw: DrawFn) -> str:
    known = draw(st.one_of(st.just([]), _known_lines()))
    found = draw(st.permutations([*known, *draw(st.lists(odd.any_lines(), max_size=12))]))
    return "".join(line + draw(sampled_from(["\n", "\n", "\n\n", "\n \n", "\n\n\n\n"])) for line in found)


@cache
@composite
def _damaged(draw: DrawFn) -> str:
    text = draw(st.one_of(_records(), _lines()))
    random, pieces = draw(st.randoms()), (*odd.ODD, draw(odd.any_lines()))
    for _ in range(draw(st.integers(1, 4))):
        text = change(text, random, pieces)
    return text
