"""What crawl files (WARC, WET) give, whole and broken. They are made by warcio."""

from __future__ import annotations

import bz2
import gzip
import io
import random
import re
import sys
import zlib
from itertools import pairwise
from pathlib import Path

import pytest
from attrs import evolve, frozen
from batch_texts import Read, read_input, read_opened, read_path
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from ifes_records.batch import frames
from ifes_records.batch.errors import InputError
from ifes_records.batch.find import find
from ifes_records.batch.inputs import InputReader
from ifes_records.batch.options import ELECTION_PAGE, InputOptions, UnpackLimits
from ifes_records.model import Source

URL = "https://www.electionguide.org/elections/id/{}/"
DATE = "2023-11-05T10:00:00Z"
TOO_MUCH = "It decompresses to more than 200 times"


def page_text(number: int) -> bytes:
    """Text that packs badly, so that each page takes some hundred stored bytes."""
    return b"Election %d\n" % number + "".join(random.Random(number).choices("abcdefgh \n", k=1000)).encode()


@frozen
class Made:
    """A crawl file and where its records begin, with its length as the last."""

    data: bytes
    offsets: tuple[int, ...]


class InMemory(WARCWriter):  # type: ignore[misc]
    """warcio's own temporary files are left open, of which Python warns."""

    @classmethod
    def _create_temp_file(cls) -> io.BytesIO:
        return io.BytesIO()


class Maker:
    """Writes records as warcio does."""

    def __init__(self, *, packed: bool) -> None:
        self._file = io.BytesIO()
        self._writer = InMemory(self._file, gzip=packed)
        self._offsets: list[int] = []

    def add(self, url: str, body: bytes, kind: str = "conversion", http: str = "", media_type: str = "") -> None:
        """Add a record; ``http`` is the header of an answer, its status first."""
        self._offsets.append(self._file.tell())
        status, *lines = http.split("\n")
        headers = StatusAndHeaders(status, [tuple(line.split(": ", 1)) for line in lines], protocol="HTTP/1.1")
        record = self._writer.create_warc_record(
            url,
            kind,
            payload=io.BytesIO(body),
            http_headers=headers if http else None,
            warc_content_type=media_type or ("" if http else "text/plain"),
            warc_headers_dict={"WARC-Date": DATE, "WARC-Record-ID": f"<urn:uuid:{len(self._offsets)}>"},
        )
        self._writer.write_record(record)

    def made(self) -> Made:
        """What was written so far."""
        return Made(self._file.getvalue(), (*self._offsets, self._file.tell()))


def five_pages(*, packed: bool) -> Made:
    """A crawl file of the texts of elections 0 to 4."""
    maker = Maker(packed=packed)
    for number in range(5):
        maker.add(URL.format(number), page_text(number))
    return maker.made()


def page(number: int, offset: int | None, *, data: bytes | None = None, error: str = "") -> Read:
    """What reading gives for one of the five pages, in a file named ``crawl.warc``."""
    source = Source(
        path="crawl.warc",
        url=URL.format(number),
        container="crawl.warc",
        crawl_date=DATE,
        warc_record_id=f"urn:uuid:{number + 1}",
        offset=offset,
    )
    text = page_text(number) if data is None else data
    return Read(("crawl", str(number)), text, source, str(number), split=False, error=error)


def damaged(offset: int, error: str) -> Read:
    """Damage of the file between its pages."""
    source = Source(path="crawl.warc", container="crawl.warc", offset=offset)
    return Read(("crawl", f"damaged-{offset}"), b"", source, split=False, error=error)


def read(folder: Path, data: bytes, options: InputOptions | None = None) -> list[Read]:
    """The texts of a crawl file, whose errors are without its path."""
    path = folder / "crawl.warc"
    path.write_bytes(data)
    return [evolve(text, error=text.error.removeprefix(f"{path}: ")) for text in read_path(path, options)]


both = pytest.mark.parametrize("packed", [False, True], ids=["plain", "gzip"])


@both
def test_pages_with_their_places(tmp_path: Path, packed: bool) -> None:
    made = five_pages(packed=packed)
    assert read(tmp_path, made.data) == [page(number, made.offsets[number]) for number in range(5)]


def test_an_offset_is_where_the_record_can_be_unpacked(tmp_path: Path) -> None:
    made = five_pages(packed=True)
    for text in read(tmp_path, made.data):
        assert text.source.offset is not None
        member = zlib.decompressobj(31).decompress(made.data[text.source.offset :])
        assert member.startswith(b"WARC/1.")
        assert member.endswith(b"\r\n\r\n" + text.data + b"\r\n\r\n")


@pytest.mark.parametrize(
    ("name", "stem"),
    [
        ("CC-MAIN-2023.warc.wet.gz", "CC-MAIN-2023"),
        ("a.WARC.GZ", "a"),
        ("b.wet", "b"),
        ("c.d.warc", "c.d"),
        ("pages.txt", "pages.txt"),
    ],
)
def test_names(tmp_path: Path, name: str, stem: str) -> None:
    """A crawl file is told by its bytes, whatever its name."""
    made = five_pages(packed=True)
    (tmp_path / "2023").mkdir()
    (tmp_path / "2023" / name).write_bytes(made.data)
    (file,) = find([tmp_path])
    texts = read_input(file)
    assert [text.name_parts for text in texts] == [("2023", stem, str(number)) for number in range(5)]
    assert {text.source.container for text in texts} == {name}


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    made = five_pages(packed=True)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(made.data)))
    texts = read_path("-")
    assert [text.data for text in texts] == [page_text(number) for number in range(5)]
    assert [text.source.offset for text in texts] == list(made.offsets[:-1])
    assert {(text.name_parts[0], text.source.container) for text in texts} == {("stdin", "stdin")}


def test_one_member_for_all_and_other_packings(tmp_path: Path) -> None:
    """The place of a record in one member is that of the member; in bzip2 it is not known."""
    data = five_pages(packed=False).data
    assert read(tmp_path, gzip.compress(data)) == [page(number, 0) for number in range(5)]
    assert read(tmp_path, bz2.compress(data)) == [page(number, None) for number in range(5)]


def test_small_members_that_are_no_records(tmp_path: Path) -> None:
    data = five_pages(packed=False).data
    pieces = [gzip.compress(data[start : start + 700]) for start in range(0, len(data), 700)]
    texts = read(tmp_path, b"".join(pieces))
    assert [(text.data, text.error) for text in texts] == [(page_text(number), "") for number in range(5)]


# ---- which pages


@pytest.mark.parametrize(
    ("url", "record_id"),
    [
        ("https://www.electionguide.org/elections/id/4078/", "4078"),
        ("http://electionguide.org/elections/id/4078", "4078"),
        ("HTTPS://WWW.ElectionGuide.org:443/elections/id/4078/?lang=en#top", "4078"),
        ("http://www.electionguide.org/election.php?ID=1541", "1541"),
        ("http://www.electionguide.org/election.php?a=b&ID=1541&c=d", "1541"),
        ("<http://www.electionguide.org/elections/id/7/>", "7"),
        ("https://www.electionguide.org/elections/id/4078/results/", None),
        ("https://www.electionguide.org/elections/", None),
        ("https://www.electionguide.org/countries/id/113/", None),
        ("https://electionguide.org.example.com/elections/id/4078/", None),
        ("https://example.com/?https://www.electionguide.org/elections/id/4078/", None),
        ("https://www.electionguide.org/election.php?ID=x", None),
    ],
)
def test_addresses(tmp_path: Path, url: str, record_id: str | None) -> None:
    maker = Maker(packed=True)
    maker.add(url, b"text")
    (tmp_path / "a.warc.gz").write_bytes(maker.made().data)
    opened = InputReader(next(find([tmp_path])))
    texts = [(text.record_id, text.source.name, text.source.url) for text in read_opened(opened)]
    assert texts == ([(record_id, None, url.strip("<>"))] if record_id else [])
    assert opened.counts.ignored == (0 if record_id else 1)


def test_a_pattern_of_ones_own(tmp_path: Path) -> None:
    maker = Maker(packed=False)
    for url in ("http://example.com/pages/Kenya 2017.html", "http://example.com/", "http://[bad/page"):
        maker.add(url, b"text")
    texts = read(tmp_path, maker.made().data, InputOptions(url_match="example|bad"))
    assert [(text.name_parts[-1], text.record_id, text.source.name) for text in texts] == [
        ("pages-Kenya-2017-html", None, None),
        ("2", None, None),
        ("3", None, None),
    ]
    texts = read(tmp_path, maker.made().data, InputOptions(url_match=r"(?P<id>\d+)\.html"))
    assert [(text.name_parts[-1], text.record_id) for text in texts] == [("2017", "2017")]
    assert re.compile(ELECTION_PAGE).groupindex == {"id": 1}


def test_kinds_of_records(tmp_path: Path) -> None:
    maker = Maker(packed=True)
    url = URL.format
    maker.add("", b"software: x", "warcinfo", media_type="application/warc-fields")
    maker.add(url(1), b"", "request", http="GET / HTTP/1.1\nHost: x")
    maker.add(url(1), b"<html>1</html>", "response", http="200 OK\nContent-Type: text/html")
    maker.add(url(2), b"gone", "response", http="404 Not Found\nContent-Type: text/html")
    maker.add(url(3), b"", "response", http="301 Moved\nLocation: /")
    maker.add(url(4), b"text", "resource", media_type="text/plain; charset=utf-8")
    maker.add(url(5), b"\x89PNG", "resource", media_type="image/png")
    maker.add(url(6), b"", "revisit", http="200 OK\nContent-Type: text/html")
    maker.add(url(7), b"x: y", "metadata", media_type="application/warc-fields")
    (tmp_path / "a.warc.gz").write_bytes(maker.made().data)
    opened = InputReader(next(find([tmp_path])))
    assert [(text.record_id, text.data) for text in read_opened(opened)] == [
        ("1", b"<html>1</html>"),
        ("4", b"text"),
    ]
    assert opened.counts.ignored == 4


# ---- what the page is packed in


HTML = b"<html>" + page_text(1) + b"</html>"


def chunked(data: bytes) -> bytes:
    pieces = [data[start : start + 100] for start in range(0, len(data), 100)]
    return b"".join(b"%x\r\n%s\r\n" % (len(piece), piece) for piece in pieces) + b"0\r\n\r\n"


def answer(folder: Path, head: str, body: bytes, options: InputOptions | None = None) -> tuple[bytes, str]:
    maker = Maker(packed=False)
    maker.add(URL.format(1), body, "response", http=f"200 OK\nContent-Type: text/html{head}")
    (text,) = read(folder, maker.made().data, options)
    return text.data, text.error


@pytest.mark.parametrize(
    ("head", "body"),
    [
        ("", HTML),
        ("\nTransfer-Encoding: chunked", chunked(HTML)),
        ("\nContent-Encoding: gzip", gzip.compress(HTML)),
        ("\nContent-Encoding: gzip", HTML),
        ("\nContent-Encoding: deflate", zlib.compress(HTML)),
        ("\nTransfer-Encoding: chunked\nContent-Encoding: gzip", chunked(gzip.compress(HTML))),
    ],
)
def test_an_answer_without_its_packing(tmp_path: Path, head: str, body: bytes) -> None:
    assert answer(tmp_path, head, body) == (HTML, "")


def test_an_answer_whose_packing_breaks_off(tmp_path: Path) -> None:
    """FastWARC ends the page in silence where its gzip breaks off."""
    reason = f"The gzip stream breaks off after {len(HTML):,} decompressed bytes"
    data, error = answer(tmp_path, "\nContent-Encoding: gzip", gzip.compress(HTML)[:-1])
    assert (data, error.split(" (at byte")[0]) == (HTML, reason)
    data, error = answer(tmp_path, "\nTransfer-Encoding: chunked", chunked(HTML)[:-20])
    assert (HTML.startswith(data), error) == (
        True,
        "The record at byte 0 could not be read as an HTTP answer (unexpected end of file).",
    )


def test_bombs(tmp_path: Path) -> None:
    """In what the page is packed in, and in what the file is."""
    packed = gzip.compress(bytes(30_000_000))
    data, error = answer(tmp_path, "\nContent-Encoding: gzip", packed)
    assert data == bytes(len(data))
    assert (len(data) <= 10 << 20, error.split(" its size")[0]) == (True, TOO_MUCH)
    maker = Maker(packed=True)
    maker.add(URL.format(1), bytes(30_000_000))
    (text,) = read(tmp_path, maker.made().data)
    assert (len(text.data) <= 10 << 20, text.error.split(" its size")[0]) == (
        True,
        TOO_MUCH,
    )
    limits = UnpackLimits(ratio=2000)
    assert len(read(tmp_path, maker.made().data, InputOptions(unpack=limits))[0].data) == 30_000_000


# ---- broken files


def test_a_plain_file_that_breaks_off(tmp_path: Path) -> None:
    made = five_pages(packed=False)
    *good, last = made.offsets[:5]
    text = page_text(4)[:-46]
    expected = [page(number, offset) for number, offset in enumerate(good)]
    length = f"{len(text):,} of {len(page_text(4)):,} bytes"
    error = f"The record at byte {last:,} breaks off after {length}; it was read up to there."
    assert read(tmp_path, made.data[:-50]) == [*expected, page(4, last, data=text, error=error)]
    error = f"At byte {last:,} there is a record whose header does not end; 30 bytes were not read."
    assert read(tmp_path, made.data[: last + 30]) == [*expected, damaged(last, error)]
    assert read(tmp_path, made.data[:last]) == expected


def test_a_gzip_file_that_breaks_off(tmp_path: Path) -> None:
    made = five_pages(packed=True)
    *good, last = made.offsets[:5]
    expected = [page(number, offset) for number, offset in enumerate(good)]
    *before, broken = read(tmp_path, made.data[:-50])
    assert before == expected
    text = page_text(4)[: len(broken.data)]
    length = f"{len(text):,} of {len(page_text(4)):,} bytes"
    end = "in a gzip member that breaks off; it was read up to there."
    error = f"The record at byte {last:,} breaks off after {length}, {end}"
    assert broken == page(4, last, data=text, error=error)
    assert len(text) > 900
    error = f"At byte {last:,} there is a gzip member that breaks off; it was not read."
    assert read(tmp_path, made.data[: last + 15]) == [*expected, damaged(last, error)]
    error = f"The record at byte {last:,} is {end}"
    assert read(tmp_path, made.data[:-1]) == [*expected, page(4, last, error=error)]


@pytest.mark.parametrize("first", [0, 2])
def test_garbage_between_records(tmp_path: Path, first: int) -> None:
    for packed, what in (
        (True, "At byte {:,} there is something that is not a gzip member; it was not read."),
        (False, "At byte {:,} there is something that is not a record; 80 bytes were not read."),
    ):
        made = five_pages(packed=packed)
        place = made.offsets[first]
        pages = [page(number, offset + 80 * (number >= first)) for number, offset in enumerate(made.offsets[:5])]
        pages.insert(first, damaged(place, what.format(place)))
        data = made.data[:place] + b"garbage\n" * 10 + made.data[place:]
        (tmp_path / "crawl.warc.gz").write_bytes(data)
        name = "crawl.warc.gz" if packed else "crawl.warc"
        path = tmp_path / name
        path.write_bytes(data)
        told = [
            evolve(
                text,
                error=text.error.removeprefix(f"{path}: "),
                source=evolve(text.source, path="crawl.warc", container="crawl.warc"),
            )
            for text in read_path(path)
        ]
        assert told == pages


def test_zeros_between_members_are_no_damage(tmp_path: Path) -> None:
    made = five_pages(packed=True)
    place = made.offsets[2]
    data = made.data[:place] + bytes(600_000) + made.data[place:] + bytes(1000)
    expected = [page(number, offset + 600_000 * (number >= 2)) for number, offset in enumerate(made.offsets[:5])]
    assert read(tmp_path, data) == expected


def test_every_flipped_byte_of_a_member_is_told(tmp_path: Path) -> None:
    """The pages of the other members are whole, and the member is told, whichever byte it is."""
    made = five_pages(packed=True)
    start, end = made.offsets[2:4]
    others = [page(number, made.offsets[number]) for number in (0, 1, 3, 4)]
    # The time, the extra flags and the system in the header are nothing that is read.
    unread = {start + place for place in (4, 5, 6, 7, 8, 9)}
    for place in range(start, end, 3):
        data = bytearray(made.data)
        data[place] ^= 0xFF
        texts = read(tmp_path, bytes(data))
        if place not in unread:
            assert [text for text in texts if text in others] == others
            (told,) = [text.error for text in texts if text not in others]
            assert re.match(rf"(?:At|The record at) byte {start:,} ", told)


@pytest.mark.parametrize("packing", ["plain", "member", "members"])
@pytest.mark.parametrize(
    ("length", "what"),
    [
        ("2999", "{} should have 2,999 bytes, but the next begins after "),
        ("99999", "{} should have 99,999 bytes, but the next begins after "),
        ("100", "{} should have 100 bytes, but continues after them; it was read up to there."),
        ("none", "{} there is a record without a “Content-Length”; "),
    ],
)
def test_wrong_lengths(tmp_path: Path, packing: str, length: str, what: str) -> None:
    """The page behind a wrong one is read, whether it is swallowed or not."""
    made = five_pages(packed=False)
    records = [made.data[start:end] for start, end in pairwise(made.offsets)]
    right = b"Content-Length: %d" % len(page_text(1))
    assert right in records[1]
    records[1] = records[1].replace(right, f"Content-Length: {length}".encode())
    if packing == "members":
        records = [gzip.compress(record) for record in records]
    data = b"".join(records)
    offsets = [sum(map(len, records[:number])) for number in range(5)]
    if packing == "member":
        data, offsets = gzip.compress(data), [0] * 5
    texts = read(tmp_path, data)
    assert [texts[0], *texts[2:]] == [page(number, offsets[number]) for number in (0, 2, 3, 4)]
    place = f"at byte {offsets[1]:,}"
    expected = what.format(f"A{place[1:]}" if length == "none" else f"The record {place}")
    if packing == "members" and "next" in expected:
        expected = f"The record {place} breaks off after "
    assert texts[1].error.startswith(expected)
    assert texts[1].data[:100] == (b"" if length == "none" else page_text(1)[:100])


@both
def test_a_page_that_tells_of_records(tmp_path: Path, packed: bool) -> None:
    """What looks like the beginning of a record is part of a page where its length says so."""
    text = b"The format\r\n\r\nWARC/1.0\r\nWARC-Type: conversion\r\nContent-Length: 5\r\n\r\nHello\r\n\r\n" * 3
    maker = Maker(packed=packed)
    maker.add(URL.format(0), text)
    maker.add(URL.format(1), page_text(1))
    made = maker.made()
    assert read(tmp_path, made.data) == [page(0, 0, data=text), page(1, made.offsets[1])]


def test_where_a_page_is_too_long_to_look_ahead(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its length is then believed, and the swallowed pages are told."""
    monkeypatch.setattr(frames, "_LOOK_AHEAD", 1000)
    made = five_pages(packed=False)
    right = b"Content-Length: %d" % len(page_text(0))
    texts = read(tmp_path, made.data.replace(right, b"Content-Length: 99999", 1))
    error = r"The record at byte 0 breaks off after [0-9,]+ of 99,999 bytes; it was read up to there\."
    assert len(texts) == 1
    assert re.fullmatch(error, texts[0].error)


def test_records_without_what_they_need(tmp_path: Path) -> None:
    made = five_pages(packed=False)
    data = made.data.replace(b"WARC-Type", b"WARC-Typo", 1)
    data = data.replace(f"WARC-Target-URI: {URL.format(1)}".encode(), b"X: y", 1)
    first, second, *_ = texts = read(tmp_path, data)
    assert [text.record_id for text in texts] == [None, None, "2", "3", "4"]
    assert first == damaged(0, "The record at byte 0 has no “WARC-Type”; it was not read.")
    assert second.error == f"The record at byte {made.offsets[1]:,} has no “WARC-Target-URI”; it was not read."


def test_header_lines_that_end_and_go_on_as_they_may(tmp_path: Path) -> None:
    """Some crawlers end lines with LF only; a line that begins with a space belongs to the one before."""
    head = f"WARC/1.1\nwarc-type: Conversion\nWARC-Target-URI:\n {URL.format(3)}\nContent-Length: 4\n\n"
    (text,) = read(tmp_path, head.encode() + b"Held\n\n")
    assert (text.record_id, text.data, text.source.url, text.error) == ("3", b"Held", URL.format(3), "")


def test_a_large_page_is_given_in_blocks(tmp_path: Path) -> None:
    text = page_text(0) * 3000
    maker = Maker(packed=True)
    maker.add(URL.format(0), text)
    maker.add(URL.format(1), page_text(1))
    made = maker.made()
    assert read(tmp_path, made.data) == [page(0, 0, data=text), page(1, made.offsets[1])]


def test_texts_that_are_left_unread(tmp_path: Path) -> None:
    made = five_pages(packed=True)
    (tmp_path / "crawl.warc").write_bytes(made.data)
    opened = InputReader(next(find([tmp_path])))
    assert [text.source.offset for text in opened.texts()] == list(made.offsets[:-1])


def test_an_empty_crawl_file(tmp_path: Path) -> None:
    for name in ("a.warc", "a.warc.gz"):
        (tmp_path / name).write_bytes(b"")
        assert read_path(tmp_path / name) == []


def test_without_the_extra(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "fastwarc.warc", None)
    path = tmp_path / "a.warc"
    path.write_bytes(five_pages(packed=False).data)
    with pytest.raises(InputError) as caught:
        read_path(path)
    assert str(caught.value) == f"{path}: It is a crawl file (WARC); install ifes-records[warc] to read it."
