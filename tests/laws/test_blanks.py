"""Law: several blanks between the words of a label are as good as one."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ifes_records.text.grammars import record_parser

PATTERNS = {
    terminal.name: re.compile(pattern)
    for terminal in record_parser().terminals
    if " " in (pattern := terminal.pattern.to_regexp())
}
# Built once: a strategy takes longer to build than to draw from.
LINES = {name: st.from_regex(pattern, fullmatch=True) for name, pattern in PATTERNS.items()}
BETWEEN_WORDS = re.compile(r"(?<=[^ ]) (?=[^ ])")


# One law for seventy patterns, each of which shows nearly all of its blanks in every example.
@pytest.mark.parametrize("terminal", PATTERNS)
@settings(max_examples=settings().max_examples // 3)
@given(data=st.data())
def test_blanks_inside_a_label(terminal: str, data: st.DataObject) -> None:
    """What a terminal of the lines matches, it matches with every blank doubled."""
    line = data.draw(LINES[terminal])
    assert PATTERNS[terminal].fullmatch(BETWEEN_WORDS.sub("  ", line))
