"""Law: in which blocks a text comes makes no difference."""

from __future__ import annotations

import pickle
from collections.abc import Iterator, Sequence

from hypothesis import given
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy, composite

from ifes_records import ElectionRecord, Limits
from ifes_records.model import Source
from ifes_records.pipeline import parse_dump_bytes, read_record, record_texts
from ifes_records.split.decoding import TextStream
from ifes_records.split.dump import split_dump
from ifes_records.split.segments import Oversize, Segment
from ifes_records.strategies import Damaged, any_texts, damaged_texts, dumps
from ifes_records.text.source_text import SourceText, digest

NAME = "dump.txt"
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-be", "utf-32", "cp1252", "cp1251", "gb18030", "shift_jis")
BETWEEN = ("", "\n", "-----\n", "\x0c", "\x0c\r\n", "=====\r", "IFES\nHome\n", "Kenya\n", "Republic Referendum\n",
           "Last State Election\nElection for Senate\n")  # fmt: skip


def blocks(data: bytes, ends: Sequence[int]) -> Iterator[bytes]:
    """Bytes in blocks of these sizes, and then of the last of them."""
    start = 0
    sizes = iter(ends)
    size = 1
    while start < len(data):
        size = next(sizes, size)
        yield data[start : start + size]
        start += size


def text_blocks(text: str, ends: Sequence[int]) -> Iterator[str]:
    """The same of a text, lone surrogates included."""
    for block in blocks(text.encode("utf-32-le", "surrogatepass"), [4 * end for end in ends]):
        yield block.decode("utf-32-le", "surrogatepass")


def sizes() -> SearchStrategy[list[int]]:
    """Sizes of blocks: single characters, a few, more than a record."""
    return st.lists(st.one_of(st.integers(1, 3), st.integers(1, 3000)), min_size=1, max_size=8)


@composite
def joined(draw: DrawFn) -> str:
    """Sound records, damaged ones, lines in any order, random text, with this and that between them."""
    one = st.one_of(
        dumps().map(lambda pair: pair[0]), damaged_texts().map(lambda damaged: damaged.text), any_texts(), any_texts()
    )
    return "".join(text + draw(st.sampled_from(BETWEEN)) for text in draw(st.lists(one, min_size=1, max_size=3)))


@composite
def files(draw: DrawFn) -> bytes:
    """Texts in some encoding, with bytes that are none of it, and random bytes."""
    if draw(st.integers(0, 9)) == 0:
        return draw(st.binary(max_size=200))
    data = draw(joined()).encode(draw(st.sampled_from(ENCODINGS)), "ignore")
    for _ in range(draw(st.integers(0, 3))):
        at = draw(st.integers(0, len(data)))
        data = data[:at] + draw(st.binary(max_size=3)) + data[at + draw(st.integers(0, 2)) :]
    return data


@given(joined(), sizes(), st.integers(1, 2000))
def test_splitting(text: str, ends: list[int], limit: int) -> None:
    """A text in blocks is split as it is whole; of what is above a limit, only length and digest are kept."""
    whole = list(split_dump([text]))
    assert list(split_dump(text_blocks(text, ends))) == whole
    assert list(split_dump(text_blocks(text, ends), limit)) == [
        segment
        if len(segment.text) <= limit
        else Segment("", segment.start, segment.lines_above, Oversize(len(segment.text), digest(segment.text)))
        for segment in whole
    ]
    assert_every_character_is_in_one(whole, text)


def assert_every_character_is_in_one(segments: Sequence[Segment], text: str) -> None:
    """Every character is in one segment, each at its place, but for separators and blank lines."""
    end = 0
    scan = SourceText.of(text).scan
    for segment in segments:
        assert segment.start >= end
        assert len(segments) == 1 or not scan[end : segment.start].strip("=_*#~+- \n")
        assert text[segment.start : segment.end] == segment.text
        assert scan.count("\n", 0, segment.start) == segment.lines_above
        end = segment.end
    assert not scan[end:].strip("=_*#~+- \n")


def assert_decoded_the_same(data: bytes, ends: list[int]) -> None:
    """Bytes in blocks are decoded as they are whole."""
    whole, stream = TextStream([data]), TextStream(blocks(data, ends))
    assert _text(stream) == _text(whole)
    assert stream.encoding == whole.encoding


def _text(stream: TextStream) -> str | None:
    try:
        return "".join(stream)
    except ValueError:
        return None


@given(st.text(max_size=50), sizes(), st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-32"]))
def test_decoding_gives_the_text(text: str, ends: list[int], encoding: str) -> None:
    """A sound text comes out as it went in, after its byte order mark."""
    data = text.encode(encoding, "ignore")
    sound = data.decode(encoding)
    if encoding == "utf-8" and ("\x00" in sound or sound.startswith("\ufeff")):
        return
    if encoding == "utf-16" and sound.startswith("\x00"):
        return  # the mark of UTF-16 and two bytes of zero are the mark of UTF-32
    assert "".join(TextStream(blocks(data, ends))) == ("" if encoding == "utf-8" else "\ufeff") + sound


@given(files(), sizes(), st.booleans(), st.sampled_from([2_000_000, 300]))
def test_records(data: bytes, ends: list[int], split: bool, characters: int) -> None:
    """The records of a file in blocks are those of the file, also after a way through another process."""
    assert_decoded_the_same(data, ends)
    limits = Limits(characters=characters)
    texts = list(record_texts(blocks(data, ends), Source(name=NAME, path=NAME), split=split, limits=limits))
    assert pickle.loads(pickle.dumps(texts)) == texts
    read = [read_record(text, limits) for text in texts]
    whole = list(parse_dump_bytes(data, NAME, split=split, limits=limits))
    assert read == whole
    assert [record.source.index for record in read] == list(range(len(whole)))
    assert split or len(read) == 1


@given(dumps(), sizes())
def test_dumps(pair: tuple[str, list[ElectionRecord]], ends: list[int]) -> None:
    """The records of a dump in blocks are those that were written."""
    text, records = pair
    assert [read_record(record) for record in record_texts(blocks(text.encode(), ends), Source())] == records


@given(damaged_texts(), dumps(), sizes())
def test_a_neighbour_over_the_limit(
    damaged: Damaged, pair: tuple[str, list[ElectionRecord]], ends: list[int]
) -> None:
    """What stands between separators and is over the limit changes nothing of the records above and below it."""
    text, _ = pair
    long = damaged.text.replace("\x0c", "\n") + "word " * 20_000
    limits = Limits(characters=90_000)
    data = f"{text}\n-----\n{long}\n-----\n{text}".encode()
    read = [text.segment for text in record_texts(blocks(data, [*ends, 5000]), Source(), limits=limits)]
    kept = [segment.text for segment in read if segment.oversize is None]
    above, below = [
        [text.segment.text for text in record_texts([part.encode()], Source())] for part in (f"{text}\n", text)
    ]
    assert kept[: len(above)] == above
    assert kept[-len(below) :] == below
    assert any(segment.oversize for segment in read)
