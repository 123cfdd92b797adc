"""Texts made to do harm are read in linear time and bounded memory, and what is not read is said.

Above the default limits nothing is read, so those sizes are the full ones: a million bullets, a line of 20 MB.
Below them reading takes up to a minute; the sizes here are those of seconds, and that more is linear is what
`test_linear_work.py` and `benchmarks/linear_work.py` show.
"""

from __future__ import annotations

import json
import os
import unicodedata

import pytest
from growing import BODY, CONTENDERS, HEAD, TABLE
from hypothesis import given
from hypothesis import strategies as st
from measure import memory

from ifes_records import Limits, parse, parse_dump, to_json
from ifes_records.model import Block, ElectionRecord, SourceKind
from ifes_records.pipeline import parse_bytes


def codes(record: ElectionRecord) -> list[str]:
    """The codes of a record's diagnostics."""
    return [diagnostic.code for diagnostic in record.diagnostics]


def depth(blocks: tuple[Block, ...]) -> int:
    """How deep blocks are nested."""
    return 1 + max((depth(block.children) for block in blocks), default=0) if blocks else 0


# ---- sizes


class TestSizes:
    """Above the limits nothing is read; below them everything is."""

    def test_a_million_bullets(self) -> None:
        """6 million characters are over the limit: no bullet is looked at."""
        text = BODY + "  • x\n" * 1_000_000
        assert codes(parse(text)) == ["E-TOO-LARGE"]
        # A text, its bytes, and a copy of these for the digest; no list of a million of anything.
        assert memory(lambda: parse(text)) < 3 * len(text.encode())

    def test_thousands_of_bullets(self) -> None:
        """All of them are read."""
        (section,) = parse(BODY + "  • x\n" * 3_000).sections
        assert [block.text for block in section.blocks] == ["x"] * 3_000

    def test_a_line_of_20_mb(self) -> None:
        """Read as a file, a record and a dump: one diagnostic."""
        data = b"a" * 20_000_000
        assert codes(parse_bytes(data)) == ["E-TOO-LARGE"]
        assert [codes(record) for record in parse_dump(data.decode())] == [["E-TOO-LARGE"]]

    def test_a_long_line_among_others(self) -> None:
        """The line is kept as written, its neighbours are read."""
        line = "word " * 100_000
        record = parse(f"{TABLE}Amanat 62 - 3,431,510\n\n{line}\n\nAuyl 8 - 693,938\n")
        assert [row.votes for row in record.results[0].rows] == [3431510, 693938]
        assert [unread.text for unread in record.unread] == [line.strip()]
        assert "W-LINE-TOO-LONG" in codes(record)

    def test_a_dump_of_many_records(self) -> None:
        """Hundreds of small records are as many records."""
        records = list(parse_dump(f"{HEAD}-----\n" * 300))
        assert [record.participation.cast_votes for record in records] == [6521860] * 300


# ---- nesting


class TestNesting:
    """What is nested is flattened at the limit, and that is said."""

    @pytest.mark.parametrize("limit", [1, 9, 50])
    def test_deep_bullets(self, limit: int) -> None:
        """Each bullet deeper than the limit is kept at it, with a diagnostic; none is lost."""
        text = BODY + "".join("  " * level + f"• x{level}\n" for level in range(1, 300))
        record = parse(text, limits=Limits(bullet_depth=limit))
        assert depth(record.sections[0].blocks) == limit
        assert codes(record).count("W-BULLET-DEPTH") == 299 - limit
        document = to_json(record)
        assert all(f'"x{level}"' in document for level in range(1, 300))

    @pytest.mark.parametrize("sign", ["(", ")", "()", "((", "(a", "[", "[[", "]", "“", "（", "(]", "{", "«"])
    @pytest.mark.parametrize(
        "start", [TABLE + "Party ", BODY, CONTENDERS + "  • Party: ", CONTENDERS + "  • Leader: "]
    )
    def test_ten_thousand_parentheses(self, start: str, sign: str) -> None:
        """They are read, and are in the record."""
        record = parse(start + sign * (10_000 // len(sign)) + " 5 - 1,000\n")
        assert record.source.kind is SourceKind.ELECTION
        assert sign * (10_000 // len(sign)) in json.dumps(json.loads(to_json(record)), ensure_ascii=False)


# ---- characters

# The planes in between have nothing but ideographs.
CHARACTERS = [chr(code) for code in (*range(0x20000), *range(0xE0000, 0xE1000))]
SPACES = [char for char in CHARACTERS if char.isspace() and char not in "\n\r"]
LINE_ENDS = [char for char in SPACES if len(f"a{char}b".splitlines()) == 2]
BLANKS = [char for char in SPACES if char not in LINE_ENDS]
# Invisible, or the other way round: marks of direction, joiners, a soft hyphen, tags.
FORMATS = [char for char in CHARACTERS if unicodedata.category(char) == "Cf"]
CONTROLS = [chr(code) for code in range(0xA0) if unicodedata.category(chr(code)) == "Cc" and not chr(code).isspace()]
ROW = "Amanat 62 - 3,431,510\n"


@pytest.mark.parametrize("blank", [*BLANKS, *CONTROLS], ids=ascii)
def test_every_kind_of_blank_is_a_blank(blank: str) -> None:
    """Every kind of blank is a blank: between cells, in a label, around a line."""
    text = f"{HEAD}Party Seats Won Seats Change Votes\n\n{ROW}"
    record, odd = parse(text), parse(text.replace(" ", blank))
    assert odd.results == record.results
    assert odd.election == record.election


@pytest.mark.parametrize("end", LINE_ENDS, ids=ascii)
def test_every_kind_of_line_end_ends_a_line(end: str) -> None:
    """Every kind of line end ends a line."""
    text = f"{HEAD}Party Seats Won Seats Change Votes\n\n{ROW}{ROW.replace('Amanat', 'Auyl')}"
    record, odd = parse(text), parse(text.replace("\n", end))
    assert odd.results == record.results
    assert odd.election == record.election


@pytest.mark.parametrize("char", FORMATS, ids=ascii)
def test_an_invisible_character_never_hides_a_figure(char: str) -> None:
    """A character that nobody sees does not take a figure's place: it is right, or there is a diagnostic."""
    for line in (f"{char}Cast Votes:6,521,860", f"Cast Votes:{char}6,521,860", f"Cast Votes:6,521,860{char}"):
        record = parse(f"March 19, 2023 Held\n\nKenya\n\nElection for Senate (Senate)\n\n{line}\n")
        assert record.participation.cast_votes == 6521860 or record.diagnostics or record.unread


@pytest.mark.parametrize("char", ["\ud800", "\ufffe", "\uffff", "\U0010ffff", "\x00", "\x1b"], ids=ascii)
def test_characters_that_are_none(char: str) -> None:
    """Surrogates, control characters and what is no character: the row is read, its name without them."""
    record = parse(f"{TABLE}Ama{char}nat 62 - 3,431,510\n")
    assert record.results[0].rows[0].votes == 3431510
    to_json(record).encode("utf-8")


# ---- punctuation where the grammars of the sections look for words

SECTION_LINES = [
    "At Stake in this Election:\n\n  • ", "Government Structure:\n\n  • Chief of State: ",
    "Government Structure:\n\n  • Assembly: ", "Electoral System:\n\n  • ", "Last Election:\n\n",
    "Main candidates in the electoral race:\n\n  • ", "Main candidates in the electoral race:\n\n  • Party: ",
    "Main candidates in the electoral race:\n\n  • Leader: ", "Key Deadlines:\n\n  • ",
    "Main candidates in the electoral race:\n\n  • Seats won in last election: ",
    "Information about the referendum:\n\n", "Results of the referendum:\n\n  • ",
    "Population and Registered Voters:\n\n  • Population: ", "Gender Data:\n\n  • CEDAW Status: ",
    "Gender Data:\n\n  • Number of Female Legislators: ", "Gender Data:\n\n  • Gender Quota: Yes, ",
    "Disability Data:\n\n  • Population with a disability: ", "IFES Resources:\n\n  • Election Judgements: ",
]  # fmt: skip
PIECES = [
    *"&#@!?*~^=<>|\\{}$§†¹½…‘’“”«»–—·•%°€№+_'\"`,;:./()[]-12A", "\u00ad", "\u200d", "١", "Ⅳ", " ", " ", " ", "and",
    "of", "or", "N/A", "None", "Jr.", "MP", "Ann BELL", "d'ARG", "(since", "12/98", "98 seats", "5%", "the", "Senate",
    "elected", "President", "is", "by", "5-year", "term", "30 June", "2020", "until", "Party", "won", "seat",
    "Yes: 5", "ratified",
]  # fmt: skip


@given(st.sampled_from(SECTION_LINES), st.lists(st.sampled_from(PIECES), max_size=9).map("".join))
def test_any_line_of_a_section(start: str, line: str) -> None:
    """Whatever stands where a section's grammar looks for words: `Leader: A &`, `5 in the of`."""
    assert parse(f"{BODY}{start}{line}\n").source.kind is SourceKind.ELECTION


# More than Python's calls may be deep, where the piece is one character.
SHORT = 1_100
# Close to the limit of a line that is read for facts.
LONG = 3_900
# `make fuzz` has every piece with every start at both sizes, the quick profile with every sixth and every
# eighteenth: each piece long once.
EVERY_SHORT, EVERY_LONG = (6, 18) if os.environ.get("IFES_RECORDS_PROFILE", "quick") == "quick" else (1, 1)


@pytest.mark.hypothesis
@pytest.mark.parametrize("start", SECTION_LINES)
def test_any_piece_can_be_repeated_a_thousand_times(start: str) -> None:
    """No piece, standing a thousand times, is nested deeper than Python calls may be, or is tried in endless ways."""
    pieces = [
        *dict.fromkeys([*PIECES, "* ", "[1]", "of ", "5 in the ", "the seats ", "5-seat ", "Ann & ", "A / ", "(a) "])
    ]
    for number, piece in enumerate(pieces, SECTION_LINES.index(start)):
        lines = [piece * (SHORT // len(piece)) + "x"] * (number % EVERY_SHORT == 0)
        lines += [piece * (LONG // len(piece))] * (number % EVERY_LONG == EVERY_LONG - 1)
        for line in lines:
            assert parse(f"{BODY}{start}{line}\n").source.kind is SourceKind.ELECTION
