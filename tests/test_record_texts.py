"""The texts of records in bytes that come in blocks."""

from __future__ import annotations

import pickle
import tracemalloc
from collections.abc import Iterable, Iterator
from itertools import chain, repeat

import pytest
from attrs import evolve

from ifes_records import Limits, parse_dump
from ifes_records.diagnostics import Diagnostic
from ifes_records.model import ElectionRecord, Source, SourceKind
from ifes_records.pipeline import RecordText, parse_bytes, parse_dump_bytes, read_record, record_texts
from ifes_records.split.chunks import LONGEST, Chunk, chunks
from ifes_records.split.dump import split_dump
from ifes_records.split.segments import Oversize, Segment
from ifes_records.text.source_text import digest

ONE = (
    "March 19, 2023 Held\n\nKenya\n\nElection for Senate\n\nCast Votes:1,204\n\n"
    "More Info:\n\nGender Data:\n\n  • Gender Quota: No\n"
)
TWO = "Nov. 6, 2019 Held\n\nRepublic of Mauritius\n\nElection for National Assembly\n\nCast Votes:502\n"
# Without a letter outside ASCII.
PLAIN = TWO + "x " * 500 + "\n"
FRENCH = TWO + "Élection à l'Assemblée nationale, présidée par François\n" * 3
SEPARATOR = "-----\n"


def in_blocks(data: bytes, size: int) -> Iterator[bytes]:
    for start in range(0, len(data), size):
        yield data[start : start + size]


def told(blocks: Iterable[bytes], limits: Limits | None = None) -> list[tuple[str, tuple[str, ...]]]:
    """The encodings and the problems of the records."""
    return [
        (text.source.encoding, tuple(problem.code for problem in text.diagnostics))
        for text in record_texts(blocks, Source(), limits=limits or Limits())
    ]


LINES = {
    "a line and the start of another": (["a\nb", "c\nd"], [Chunk("a\n"), Chunk("bc\n"), Chunk("d")]),
    "a line end in two blocks": (["a\r", "\nb\r", "c"], [Chunk("a\r\n"), Chunk("b\r"), Chunk("c")]),
    "a form feed and its line end": (["a\x0c", "\r", "\nb"], [Chunk("a\x0c\r\n"), Chunk("b")]),
    "line ends of every kind": (["a\x85b\u2028c\x0bd"], [Chunk("a\x85b\u2028c\x0b"), Chunk("d")]),
    "the longest line": (["x" * LONGEST, "\r\ny"], [Chunk("x" * LONGEST + "\r\n"), Chunk("y")]),
    "a longer one": (
        ["a\n", "x" * 9, "x" * LONGEST, "\r", "\nb\nc"],
        [Chunk("a\n"), Chunk("x" * LONGEST), Chunk("x" * 9, False), Chunk("\r\nb\n", False), Chunk("c")],
    ),
    "a longer one at the end": (["x" * (LONGEST + 1)], [Chunk("x" * LONGEST), Chunk("x", False)]),
    "a line end at the end": (["a\r"], [Chunk("a\r")]),
    "nothing": ([], []),
}  # fmt: skip


class TestChunks:
    """Whole lines, and longer lines in pieces."""

    @pytest.mark.parametrize(("blocks", "found"), LINES.values(), ids=LINES)
    def test_chunks(self, blocks: list[str], found: list[Chunk]) -> None:
        """They are the same text, cut after line ends and long beginnings."""
        assert "".join(chunk.text for chunk in found) == "".join(blocks)
        assert list(chunks(blocks)) == found


class TestSplitting:
    """Where records begin, in blocks as in the whole text."""

    def test_line_ends_in_two_blocks(self) -> None:
        """They and the separator are none the less one each."""
        text = f"{ONE}\x0c\n{TWO}{SEPARATOR}".replace("\n", "\r\n")
        one, two = ONE.replace("\n", "\r\n"), TWO.replace("\n", "\r\n")
        segments = [Segment(one, 0, 0), Segment(two, len(one) + 3, one.count("\n") + 2)]
        for size in range(1, 40):
            assert list(split_dump(text[at : at + size] for at in range(0, len(text), size))) == segments

    def test_a_long_line_tells_by_its_beginning(self) -> None:
        """That of a contest is one, and a second begins a record."""
        long = f"Election for {'x' * 2 * LONGEST}\n"
        assert list(split_dump([TWO + long + TWO])) == [
            Segment(TWO, 0, 0),
            Segment(long, len(TWO), 7),
            Segment(TWO, len(TWO + long), 8),
        ]

    def test_the_end_of_a_long_line_is_no_line(self) -> None:
        """It is neither a contest nor the country of one."""
        long = f"{'x' * LONGEST}Kenya\n"
        text = TWO + long + "Election for Senate\n"
        assert [segment.text for segment in split_dump([text])] == [TWO + long, "Election for Senate\n"]
        long = f"Kenya\nRepublic {'x' * LONGEST}\n"
        assert [segment.text for segment in split_dump([f"{TWO}{long}Election for Senate\n"])] == [
            TWO + long,
            "Election for Senate\n",
        ]
        header, record = ONE[: ONE.index("Kenya")], ONE[ONE.index("Kenya") :]
        text = TWO + "x" * LONGEST + header + record
        assert [segment.text for segment in split_dump([text])] == [TWO + "x" * LONGEST + header, record]

    def test_no_line_in_two_records(self) -> None:
        """The country lines above a contest end at the record above."""
        above, below = f"{ONE}Election Modified: Mar 10, 2023\nKenya\n", "Last State Election\nElection for Senate\n"
        assert list(split_dump([above + below])) == [Segment(above), Segment(below, len(above), above.count("\n"))]

    def test_no_separator_is_a_record(self) -> None:
        """Also where a record begins below it with lines that tell twice."""
        text = "State Referendum\nElection for Senate\n"
        assert list(split_dump([SEPARATOR + text])) == [Segment(text, len(SEPARATOR), 1)]

    @pytest.mark.parametrize("text", ["", "\n \n", "-----\n", "\n====\n\x0c\n"])
    def test_nothing_but_separators(self, text: str) -> None:
        """All of it is one record, so that something is said of it."""
        assert list(split_dump([text])) == [Segment(text)]
        assert [record.source.kind for record in parse_dump(text)] == [SourceKind.UNRECOGNISED]


class TestEncodings:
    """What is reported about the encoding, and with which record."""

    MANY = SEPARATOR.join([PLAIN] * 2_000) + SEPARATOR  # 2.2 MB

    @pytest.mark.parametrize("size", [10_000, 65_536, 10_000_000])
    def test_it_shows_late(self, size: int) -> None:
        """The first record that needs it reports it; those above are ASCII."""
        data = self.MANY.encode() + SEPARATOR.join([FRENCH, PLAIN, FRENCH]).encode("cp1252")
        assert told(in_blocks(data, size)) == [
            *repeat(("utf-8", ()), 2_000), ("cp1252", ("W-ENCODING",)), ("cp1252", ()), ("cp1252", ()),
        ]  # fmt: skip

    def test_utf_8_shows_late(self) -> None:
        """There is nothing to report."""
        assert told([self.MANY.encode(), FRENCH.encode()]) == [("utf-8", ())] * 2_001

    @pytest.mark.parametrize("size", [10_000, 65_536, 10_000_000])
    def test_repaired_late(self, size: int) -> None:
        """The record with the bytes reports it, not the one where U+FFFD was written."""
        broken = FRENCH.encode() + b"\xff\xfe\n"
        end = SEPARATOR.encode().join([FRENCH.encode(), broken, "\ufffd".encode() + FRENCH.encode()])
        assert told(in_blocks(self.MANY.encode() + end, size)) == [
            *repeat(("utf-8", ()), 2_001), ("utf-8", ("W-ENCODING-REPAIRED",)), ("utf-8", ()),
        ]  # fmt: skip

    def test_repaired_in_a_small_file(self) -> None:
        """It is reported in the same way."""
        data = SEPARATOR.encode().join([FRENCH.encode(), FRENCH.encode() + b"\xff\n", FRENCH.encode()])
        found = list(parse_dump_bytes(data))
        assert [[d.code for d in record.diagnostics if d.code.startswith("W-ENC")] for record in found] == [
            [], ["W-ENCODING-REPAIRED"], [],
        ]  # fmt: skip
        assert found[1].origin is not None
        assert found[1].origin.source.text == FRENCH + "\ufffd\n"

    def test_a_guess_goes_before_a_repair(self) -> None:
        """Where the encoding is not certain, it is no news that some bytes are not in it."""
        prose = "Élection à l'Assemblée nationale, présidée par François\n" * 1_500
        assert told([(TWO + prose).encode("cp1252"), b"\x81\n"]) == [("cp1252", ("W-ENCODING",))]

    def test_utf_16_byte_by_byte(self) -> None:
        """The records are those of the text, one character further on for the mark."""
        data = b"\xff\xfe" + (ONE + FRENCH).encode("utf-16-le")
        found = list(record_texts(in_blocks(data, 1), Source(name="a")))
        assert found == [
            RecordText(Segment("\ufeff" + ONE), Source(name="a", encoding="utf-16-le")),
            RecordText(
                Segment(FRENCH, len(ONE) + 1, ONE.count("\n")),
                Source(name="a", encoding="utf-16-le", index=1, line_start=ONE.count("\n") + 1),
            ),
        ]

    def test_no_text(self) -> None:
        """It is one record that says so."""
        (text,) = record_texts([b"%P", b"DF-1.4"], Source(name="4078.txt", container="a.zip"))
        source = Source(name="4078.txt", container="a.zip", encoding="binary")
        message = "The file has no text: its first bytes are those of a picture, an archive or a program."
        assert text == RecordText(Segment(""), source, None, (Diagnostic("E-BINARY", message),))
        assert read_record(text) == ElectionRecord(source=source, diagnostics=(Diagnostic("E-BINARY", message),))

    def test_surrogates_of_a_str(self) -> None:
        """They are no repairs: nothing was decoded."""
        (record,) = parse_dump(FRENCH + "\udfff\n")
        assert record.origin is not None
        assert record.origin.source.text == FRENCH + "\udfff\n"
        assert [d.code for d in record.diagnostics if d.code.startswith("W-ENC")] == []


class TestTooLarge:
    """A record above the limit is counted, and its neighbours are read."""

    LIMITS = Limits(characters=1_000)
    LONG = ONE + "  • 30 seats – ünlü\n" * 100

    def error(self, text: str, index: int, line: int) -> ElectionRecord:
        """All that is said of a record that is too large."""
        message = f"The text has {len(text):,} characters, more than the 1,000 allowed; it was not read."
        return ElectionRecord(
            source=Source(name="d", index=index, sha256=digest(text), line_start=line),
            diagnostics=(Diagnostic("E-TOO-LARGE", message),),
        )

    @pytest.mark.parametrize("size", [1, 100, 100_000])
    @pytest.mark.parametrize("separator", ["", SEPARATOR])
    def test_among_others(self, size: int, separator: str) -> None:
        """Those above and below are read as without it."""
        data = separator.join([TWO, self.LONG, TWO]).encode()
        texts = list(record_texts(in_blocks(data, size), Source(name="d"), limits=self.LIMITS))
        line = TWO.count("\n") + len(separator.splitlines()) + 1
        assert texts[1].segment == Segment(
            "", len(TWO + separator), line - 1, Oversize(len(self.LONG), digest(self.LONG))
        )
        above, long, below = (read_record(text, self.LIMITS) for text in texts)
        (alone,) = parse_dump(TWO, name="d")
        assert above == alone
        assert long == self.error(self.LONG, 1, line)
        start = line + len((self.LONG + separator).splitlines())
        assert below == evolve(
            alone, source=evolve(alone.source, index=2, line_start=start, line_end=start + TWO.count("\n") - 1)
        )

    def test_an_endless_line(self) -> None:
        """It is counted to its end; text after a separator is read."""
        line = "x" * 300_000
        texts = record_texts(
            in_blocks(f"{line}\n{SEPARATOR}{TWO}".encode(), 7_001), Source(name="d"), limits=self.LIMITS
        )
        records = [read_record(text, self.LIMITS) for text in texts]
        assert records[0] == self.error(line + "\n", 0, 1)
        assert (records[1].source.line_start, records[1].election.date) == (3, "2019-11-06")

    def test_all_of_it(self) -> None:
        """The only record of a file has the id of its name, read or not."""
        name = "4078.txt"
        (text,) = record_texts([self.LONG.encode()], Source(name=name, path=name), split=False, limits=self.LIMITS)
        error = self.error(self.LONG, 0, 1)
        expected = evolve(error, record_id="4078", source=evolve(error.source, name=name, path=name))
        assert read_record(text, self.LIMITS) == parse_bytes(self.LONG.encode(), name, limits=self.LIMITS) == expected

    def test_lone_surrogates_are_counted_as_read(self) -> None:
        """The digest is that of U+FFFD in their place."""
        (record,) = parse_dump("\ud800" * 1_001, name="d", limits=self.LIMITS)
        assert record == self.error("\ufffd" * 1_001, 0, 1)


class TestIds:
    """ElectionGuide's id, of a text of one record."""

    def ids(self, text: str, name: str, record_id: str | None = None, *, split: bool = True) -> list[str | None]:
        """The ids of the records of a text."""
        found = record_texts([text.encode()], Source(name=name), record_id=record_id, split=split)
        return [text.record_id for text in found]

    def test_of_the_name(self) -> None:
        """That of the file, separators at its ends or not."""
        names = ("4078.txt", "id-4078.txt", "id4078", "election_4078.html.gz", "election-4078", "electoral-4078")
        assert [self.ids(TWO, name) for name in names] == [["4078"]] * 5 + [[None]]
        assert self.ids(SEPARATOR + TWO, "4078.txt") == ["4078"]

    def test_given(self) -> None:
        """It goes before that of the name."""
        assert self.ids(ONE + TWO, "5.txt", "4078", split=False) == ["4078"]

    def test_of_many(self) -> None:
        """None of them has an id that is not known to be its own."""
        assert self.ids(ONE + TWO + ONE, "5.txt", "4078") == [None, None, None]


def test_pickled_small() -> None:
    """A record's text goes to another process with few bytes beside it."""
    (text,) = record_texts([FRENCH.encode()], Source(name="4078.txt"))
    data = pickle.dumps(text)
    assert pickle.loads(data) == text
    assert len(data) < len(FRENCH.encode()) + 700


PROSE = "words and " * 100 + "\n"
STREAMS = {
    "one record": (TWO, f"  • 30 seats\n{PROSE}"),
    "one line": (TWO, "words and "),
    "blank lines": (TWO, "\n"),
    "nothing but separators and blank lines": ("", f"{SEPARATOR}{' ' * 1_000}\n"),
    "menus": (TWO, f"Home › Elections\n{PROSE}"),
    "headers that no record goes on from": (ONE, f"March 19, 2024 Held\nMarch 20, 2024 Held\n{PROSE}"),
    "records": ("", f"{ONE}{PROSE}"),
    "a country far above": (f"{TWO}Kenya\n", f"{' ' * 1_000}\n"),
}


class TestMemory:
    """Of 3 MB no more is held than a record and a few blocks."""

    LIMITS = Limits(characters=100_000)
    SIZE = 3_000_000
    BLOCK = 65_536

    @pytest.mark.parametrize(("head", "repeated"), STREAMS.values(), ids=STREAMS)
    def test_memory(self, head: str, repeated: str) -> None:
        """And every character has been counted."""
        block = (repeated * (self.BLOCK // len(repeated.encode()))).encode()
        times = self.SIZE // len(block)
        end = f"{SEPARATOR}{TWO}"
        # The grammars stay, once they are loaded.
        list(record_texts([TWO.encode()], Source()))
        tracemalloc.start()
        try:
            last = Segment("")
            for text in record_texts(
                chain([head.encode()], repeat(block, times), [end.encode()]), Source(), limits=self.LIMITS
            ):
                last = text.segment
            most = tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()
        assert last.text == TWO
        assert last.end == len(head + end) + len(block.decode()) * times
        assert most < 2_500_000
