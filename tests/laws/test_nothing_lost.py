"""Every character that is not white space is in a field, in `unread`, or is known boilerplate, exactly once.

Two accounts have to agree: the record's own of each piece of its text, and one that knows nothing of it, by which
every word of every line that is not a known label stands somewhere in the JSON document. Diagnostics don't count,
since they only quote.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ifes_records import ElectionRecord, parse, parse_dump, to_dict
from ifes_records.model import ResultRow
from ifes_records.strategies import any_texts
from ifes_records.text.normal_form import letters_only, squeeze
from ifes_records.text.source_text import BLANKS, CONTROLS, SourceText
from ifes_records.trace import account
from ifes_records.trace.steps import value_at

# Shorter runs can be found in any document by chance; longer figures are fractions that no number holds.
WORD = re.compile(r"[^\W\d_]{4,}|(?<!\d)\d{4,15}(?!\d)")
# The labels of the page, written down once more, so that they are not those that the parser knows: whole lines, and
# parts of lines; and ``None``, which is null. `Voter` and `Turnout` can be on two lines, on one, and in one word.
BOILERPLATE = r"ifes|sign ?(?:in|up|out)|electionguide(?: digest)?|home|›"
BY = r"(?: by (?:part(?:y|ies)|(?:candidate|coalition|alliance|list|bloc)s?))?"
LABEL_LINE = re.compile(
    rf"(?:{BOILERPLATE}|results(?: notes)?|result notes?|voter ?(?:participation|turnout\*?)|voter|turnout\*?"
    rf"|(?:vote|seat|referendum vote) ?shares?{BY}|candidates?|part(?:y|ies)|provisions?|voted|registered to vote"
    r"|page \d{1,4}(?: ?(?:of|/) ?\d{1,4})?"
    r"|party seats won seats change votes|(?:candidate|name)s? votes(?: %)?|with participation rates)[: ]*",
    re.IGNORECASE,
)
LABEL_WORDS = re.compile(
    r"^(?:[•*+○□–-] )?(?:total )?(?:(?:cast|valid|invalid) votes|registered voters)"
    r"(?: *[:：=|;]| *[-–—.]* *(?=\d|None)| *$)"
    r"|^(?:[•*+○□–-] )?(?:(?:voter )?turnout|(?:record|election) modified) *:"
    r"|(?:election )?results modified *:|(?:voted|registered to vote)$|^hover to view.*|^.*›.*$|None",
    re.IGNORECASE,
)


def words_in(text: str) -> Iterator[str]:
    """The words of the lines of a text that are not known labels."""
    # Control characters are read as blanks.
    for line in unicodedata.normalize("NFC", CONTROLS.sub(" ", text.replace("\ufeff", " "))).splitlines():
        bare = " ".join(line.split())
        if not LABEL_LINE.fullmatch(bare):
            yield from WORD.findall(LABEL_WORDS.sub(" ", bare))


def pieces_of(data: Any) -> Iterator[str]:
    """The strings and numbers of a document."""
    if isinstance(data, dict):
        for value in data.values():
            yield from pieces_of(value)
    elif isinstance(data, (list, tuple)):
        for value in data:
            yield from pieces_of(value)
    elif data is not None:
        yield str(data)


def lost(text: str) -> list[str]:
    """The words of a text that its record has nowhere."""
    data = to_dict(parse(text))
    del data["diagnostics"]
    document = "\n".join(pieces_of(data))
    return [word for word in words_in(text) if word not in document]


# Fields that have the words of their piece as written.
AS_WRITTEN = re.compile(
    r"results\[\d+\](?:\.rows\[\d+\]|\.heading|\.question)|sections\[\d+\].*|unread\[\d+\]|election\.(?:country|contest).*"
)


def words_at(record: ElectionRecord, path: str) -> str:
    """The words that a field has of its piece of the text, in the order of the text."""
    value = value_at(record, path)
    if isinstance(value, ResultRow):
        told = [d.message for d in record.diagnostics if d.code == "W-ROW-MARK" and d.path == path]
        marks = [quoted for message in told for quoted in re.findall(r"“(.*)”", message)]
        return "".join([value.name.text, *value.cells, *marks])
    heading = re.fullmatch(r"(sections\[\d+\])\.heading", path)
    beside = value_at(record, f"{heading[1]}.marks") if heading else ()
    return "".join([value if isinstance(value, str) else value.text, *beside])


def assert_accounted(text: str) -> None:
    """No character is lost or taken twice, and the fields say what they are said to say."""
    record = parse(text)
    found = account(record)
    assert record.origin is not None
    assert [record.origin.read(piece.span) for piece in found.lost] == []
    assert found.overlaps == ()
    blank = re.compile(rf"\s|{BLANKS.pattern}|{CONTROLS.pattern}")
    assert sum(found.counts.values()) == len(blank.sub("", text))
    for piece in found.fragments:
        if piece.path is not None and AS_WRITTEN.fullmatch(piece.path):
            written = letters_only(squeeze(record.origin.read(piece.span)))
            assert written in letters_only(words_at(record, piece.path)), piece.path
    assert lost(text) == []


@given(any_texts("record"))
def test_nothing_of_a_record_is_lost(text: str) -> None:
    """Nothing of a record in the usual order is lost."""
    assert_accounted(text)


@given(any_texts("lines"))
def test_nothing_is_lost_of_lines_in_any_order(text: str) -> None:
    """Nothing is lost where lines stand in any order."""
    assert_accounted(text)


@given(any_texts())
def test_nothing_is_lost_of_any_text(text: str) -> None:
    """Nothing is lost of any text."""
    assert_accounted(text)


@given(
    st.lists(st.one_of(any_texts("record"), any_texts("lines")), min_size=1, max_size=3),
    st.sampled_from(["", "=====\n", "\x0c"]),
)
@example(["Election for Senate\n\nLast Election:\n\n  • [1]\n"], "")
def test_only_separators_are_outside_the_records_of_a_dump(texts: list[str], separator: str) -> None:
    """What stands in no record of a dump is a separator, or blank."""
    dump = "".join(f"{separator}{text}" for text in texts)
    end = 0
    for record in parse_dump(dump):
        assert record.origin is not None
        assert dump[record.origin.source.start :].startswith(record.origin.source.text)
        assert re.fullmatch(r"[\s=_*#~+-]*", SourceText.of(dump[end : record.origin.source.start]).scan)
        end = record.origin.source.start + len(record.origin.source.text)
        assert account(record).lost == ()
    assert not SourceText.of(dump[end:]).scan.strip("=_*#~+- \n")


HEAD = "Election for Senate (Senate)\n\n"
LINES = {
    "a turnout without a sign": HEAD + "Voter Turnout: 6112\n",
    "words behind a label": HEAD + "Cast Votes:502\nSeat Share By Unity 2019:\n",
    "text below a caption": HEAD + "Hover to view shares.\nAlpha Party 5 - 1,000\n",
    "a caption in a chart": HEAD + "Seat Share By Party:\nSome words follow here.\n",
    "a sign before the results' date": HEAD + "Party Seats Won Seats Change Votes\n\nAlpha Party 5 - 1,000\n"
    "(Election Results Modified: Aug 17, 2016\n",
    "a note in a chart": HEAD + "Seat Share By Party:\nNote: the figures are provisional.\n",
    "a note on parties in a chart": HEAD + "Seat Share By Party:\nNote: small parties are left out.\n",
    "a bullet among late results": HEAD + "General Information\nCast Votes:\n  • Bulleted words\n",
    "a figure above a badge that has its own": "March 19, 2023 Held\n1\n4,013,462 Registered to Vote\n" + HEAD,
    "a second turnout": HEAD + "Voter Turnout:34.10%\nVoter Turnout:1234\n",
    "two dates of results in the body": "At Stake in this Election:\n\nElection Results Modified: Aug 17, 2016\n"
    "Election Results Modified: Nov 03 2023\n" + HEAD,
    "a label that breaks off": "RECO",
    "a heading's text among late results": HEAD + "General Information\nCast Votes:1,000\nGovernors follow\n",
    "a second date of results": HEAD + "Election Results Modified: Aug 17, 2016\n" * 2
    + "Election Results Modified: Sep 18, 2017\n",
    "a modified line without a date": HEAD + "Record Modified: yesterday evening\n",
    "the election's date without a date": HEAD + "General Information\nElection Modified: yesterday evening\n",
    "text behind a date": "March 19, 2023 Held\nApril 20, 2024 Postponed\n" + HEAD,
    "a status behind a date and one alone": "March 19, 2023 Held\nPostponed\n" + HEAD,
}  # fmt: skip


@pytest.mark.parametrize("text", LINES.values(), ids=LINES.keys())
def test_nothing_is_lost_of_an_unusual_line(text: str) -> None:
    """A line in an unusual position is kept."""
    assert_accounted(text)
