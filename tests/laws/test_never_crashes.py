"""Reading never raises, whatever the text or the bytes, and what was read is always valid JSON."""

from __future__ import annotations

import json

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ifes_records import ElectionRecord, parse, to_json
from ifes_records.pipeline import parse_bytes
from ifes_records.strategies import any_texts

ENCODINGS = ("utf-8", "utf-16", "utf-32", "cp1252")
CONTEST = "Election for Senate (Senate)\n"


def assert_valid(record: object) -> None:
    assert isinstance(record, ElectionRecord)
    document = json.loads(to_json(record).encode("utf-8"))
    assert document["schema_version"] == record.schema_version


@given(any_texts())
@example("")
@example("\ud800")
@example("\x00")
def test_any_text_gives_a_record(text: str) -> None:
    """`parse(s)` returns a record for any `str`."""
    assert_valid(parse(text))


@given(
    st.one_of(
        st.binary(max_size=200),
        st.builds(
            str.encode,
            any_texts("damaged"),
            st.sampled_from(["utf-8", "utf-16", "utf-32", "cp1252"]),
            st.just("replace"),
        ),
        st.builds(lambda text, at: text.encode("utf-8", "replace")[at:-at], any_texts("record"), st.integers(1, 40)),
        st.builds(
            lambda text, tail: text.encode("utf-8", "replace") + tail, any_texts("record"), st.binary(max_size=9)
        ),
    )
)
@example(b"")
@example(b"\xef\xbb\xbf")
@example(b"\xff\xfe\x00")
def test_any_bytes_give_a_record(data: bytes) -> None:
    """`parse_bytes(b)` returns a record for any bytes."""
    assert_valid(parse_bytes(data))


LARGE = {
    "a figure that no number type holds": CONTEST + "Cast Votes:99999999999999999999\n",
    "a figure of five thousand digits": CONTEST + "Cast Votes:" + "1" * 5000 + "\n",
    "a raised digit below a row": CONTEST + "Vote Share by Party:\nA 5 - 3\n²\n",
    "bullets nested deeper than JSON may be": (
        CONTEST + "At stake in this election:\n" + "".join("  " * depth + "• x\n" for depth in range(1, 300))
    ),
    "bullets nested deeper than Python calls may be": (
        CONTEST + "At stake in this election:\n" + "".join(" " * depth + "• x\n" for depth in range(1, 1100))
    ),
}


@pytest.mark.parametrize("text", LARGE.values(), ids=LARGE.keys())
def test_large_figures_and_depths(text: str) -> None:
    """Neither long figures nor deep bullets are more than the record can hold."""
    assert_valid(parse(text))
