"""Law: several blanks between the words of a label are as good as one."""

from __future__ import annotations

import re

import pytest
from backtracking import blank_not_repeated
from hypothesis import given
from hypothesis import strategies as st

from ifes_records.text.grammars import record_parser

PATTERNS = {name: pattern for name, pattern in record_parser().patterns.items() if " " in pattern}
# Of all others, the structure shows that every blank is one of any number.
TRIED = ("ANSWER_LINE", "BULLET", "CONTEST_LINES")
# Built once: a strategy takes longer to build than to draw from.
LINES = {name: st.from_regex(PATTERNS[name], fullmatch=True) for name in TRIED}
BETWEEN_WORDS = re.compile(r"(?<=[^ ]) (?=[^ ])")


def test_what_the_structure_shows() -> None:
    """A blank may be repeated alone or in a group, but not so many times."""
    assert [blank_not_repeated(pattern) for pattern in ("a +b", "(?: |a)*", "a b", "[a ]{1,3}")] == [0, 0, 1, 1]
    assert {name for name, pattern in PATTERNS.items() if blank_not_repeated(pattern)} == {*TRIED}


@pytest.mark.parametrize("terminal", TRIED)
@given(data=st.data())
def test_blanks_inside_a_label(terminal: str, data: st.DataObject) -> None:
    """What a terminal of the lines matches, it matches with every blank doubled."""
    line = data.draw(LINES[terminal])
    assert re.fullmatch(PATTERNS[terminal], BETWEEN_WORDS.sub("  ", line))
