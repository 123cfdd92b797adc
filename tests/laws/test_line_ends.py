"""How lines end, and how many blank lines part them, says nothing about the election."""

from __future__ import annotations

import re
from typing import Any

from hypothesis import assume, example, given
from hypothesis import strategies as st

from ifes_records import parse, to_dict
from ifes_records.strategies import any_texts

# Kinds of line end other than "\n"; a text that has one already is no sample of this law.
OTHER_ENDS = re.compile("[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")


def document(text: str) -> dict[str, Any]:
    """A text's record as plain data, without the digest of its bytes."""
    data = to_dict(parse(text))
    del data["source"]["sha256"]
    return data


def without_lines(data: Any) -> Any:
    """The same data without the numbers of lines."""
    if isinstance(data, dict):
        hidden = {"line", "line_start", "line_end", "refers_to"}
        hidden |= {"message"} if data.get("code") == "E-SEVERAL-RECORDS" else set()  # which names lines
        return {key: without_lines(value) for key, value in data.items() if key not in hidden}
    return [without_lines(item) for item in data] if isinstance(data, (list, tuple)) else data


@given(st.one_of(any_texts("record"), any_texts("lines")))
@example("Election for Senate\n\nLast Election:\n\n  • [1]\n")
def test_every_line_end_gives_the_same_record(text: str) -> None:
    """CRLF, CR and LF forms of a text give the same record."""
    assume(not OTHER_ENDS.search(text))
    plain = document(text)
    assert document(text.replace("\n", "\r\n")) == plain
    assert document(text.replace("\n", "\r")) == plain


@given(st.one_of(any_texts("record"), any_texts("lines")))
def test_doubled_blank_lines_change_only_line_numbers(text: str) -> None:
    """Twice as many blank lines give the same record on other lines, if each line stood alone before.

    Lines that touch may be one paragraph, one question or one row; a blank line between them parts them. So
    the law holds of texts whose lines are all parted.
    """
    assume(not OTHER_ENDS.search(text))
    lines = [line for line in text.split("\n") if line.strip()]
    parted, doubled = "\n\n".join(lines) + "\n", "\n\n\n\n".join(lines) + "\n"
    assert without_lines(document(doubled)) == without_lines(document(parted))


@given(any_texts("record"))
def test_blanks_at_the_ends_of_lines_change_nothing(text: str) -> None:
    """Blanks at the ends of lines, no-break ones too, change nothing but a label that stands alone."""
    assume(not OTHER_ENDS.search(text))
    assert document(text.replace("\n", " \u00a0\n")) == document(text)


def test_a_lone_dash_is_the_same_with_every_line_end() -> None:
    """A line that holds only a bullet's sign is the same with every line end."""
    text = "Election for Senate (Senate)\n\nGender Data:\n-\nGender Quota: Yes\n"
    assert document(text.replace("\n", "\r\n")) == document(text)
