"""Law: several blanks between the words of a label are as good as one."""

from __future__ import annotations

import re

import pytest
from backtracking import blank_not_repeated
from hypothesis import given
from hypothesis import strategies as st

from ifes_records.text.grammars import record_parser

PATTERNS = {
    terminal.name: pattern
    for terminal in record_parser().terminals
    if " " in (pattern := terminal.pattern.to_regexp())
}
# Of the others, the structure shows that every blank is one of any number.
TRIED = {name: re.compile(pattern) for name, pattern in PATTERNS.items() if blank_not_repeated(pattern)}
# Built once: a strategy takes longer to build than to draw from.
LINES = {name: st.from_regex(pattern, fullmatch=True) for name, pattern in TRIED.items()}
BETWEEN_WORDS = re.compile(r"(?<=[^ ]) (?=[^ ])")


def test_what_the_structure_shows() -> None:
    """A blank may be repeated alone or in a group, but not so many times; the test below tries few of many."""
    assert [blank_not_repeated(pattern) for pattern in ("a +b", "(?: |a)*", "a b", "[a ]{1,3}")] == [0, 0, 1, 1]
    assert 2 <= len(TRIED) < len(PATTERNS) / 10


@pytest.mark.parametrize("terminal", TRIED)
@given(data=st.data())
def test_blanks_inside_a_label(terminal: str, data: st.DataObject) -> None:
    """What a terminal of the lines matches, it matches with every blank doubled."""
    line = data.draw(LINES[terminal])
    assert TRIED[terminal].fullmatch(BETWEEN_WORDS.sub("  ", line))
