"""Bytes to text, in blocks; which encoding, and what of it could not be read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pytest

from ifes_records.split.decoding import HEAD, REPAIR, SAMPLE, BinaryError, Encoding, TextStream

ASCII = b"Cast Votes:1,204\n" * 130_000  # 2.2 MB
FRENCH = "Élection à l'Assemblée nationale, présidée par François\n" * 20


def in_blocks(data: bytes, size: int) -> Iterator[bytes]:
    for start in range(0, len(data), size):
        yield data[start : start + size]


DECODED = {
    "nothing": (b"", ("", "utf-8")),
    "UTF-8": ("Côte d’Ivoire".encode(), ("Côte d’Ivoire", "utf-8")),
    "UTF-8 with its mark": (b"\xef\xbb\xbfKenya", ("\ufeffKenya", "utf-8")),
    "UTF-16": (b"\xff\xfeK\x00e\x00", ("\ufeffKe", "utf-16-le")),
    "UTF-16 without a mark": ("Kenya\n".encode("utf-16-be"), ("Kenya\n", "utf-16-be")),
    "UTF-16 cut in the middle": (b"\xfe\xff\x00K\x00", ("\ufeffK\ufffd", "utf-16-be")),
    "UTF-32": (b"\xff\xfe\x00\x00K\x00\x00\x00", ("\ufeffK", "utf-32-le")),
    "UTF-8 cut in the middle": ("Côte d’".encode()[:-1], ("Côte d\ufffd", "utf-8")),
    "a byte that is not UTF-8": (FRENCH.encode() + b"\xff\n", (FRENCH + "\ufffd\n", "utf-8")),
    "Windows-1252": (FRENCH.encode("cp1252"), (FRENCH, "cp1252")),
    "Windows-1252 near the end": (b"Votes: Fran\xe7ois\n", ("Votes: François\n", "cp1252")),
    "one zero in twenty bytes": (b"x" * 19 + b"\x00", ("x" * 19 + "\x00", "utf-8")),
    "U+FFFD as it was written": ("a\ufffdb".encode(), ("a\ufffdb", "utf-8")),
    "ASCII up to the end of a large file": (ASCII, (ASCII.decode(), "utf-8")),
    "UTF-8 late": (ASCII + FRENCH.encode(), (ASCII.decode() + FRENCH, "utf-8")),
    "Windows-1252 late": (ASCII + FRENCH.encode("cp1252"), (ASCII.decode() + FRENCH, "cp1252")),
    "UTF-16 of a large file": (
        b"\xff\xfe" + (ASCII.decode() + FRENCH).encode("utf-16-le"),
        ("\ufeff" + ASCII.decode() + FRENCH, "utf-16-le"),
    ),
    "a late byte that is not UTF-8": (
        ASCII + FRENCH.encode() + ASCII + b"\xff\n",
        (ASCII.decode() + FRENCH + ASCII.decode() + "\ufffd\n", "utf-8"),
    ),
}


@pytest.mark.parametrize("parts", [1, 3, 50, 3001])
@pytest.mark.parametrize(("data", "decoded"), DECODED.values(), ids=DECODED)
def test_in_blocks(data: bytes, decoded: tuple[str, str], parts: int) -> None:
    """The same, whatever the size of the blocks; those of the short texts are single bytes."""
    stream = TextStream(in_blocks(data, len(data) // parts or 1))
    assert ("".join(stream).replace(REPAIR, "\ufffd"), stream.encoding.name) == decoded


def test_what_was_repaired() -> None:
    """It is marked; a U+FFFD that was written is not."""
    assert "".join(TextStream([FRENCH.encode(), b"\xff\xe2\x82", "\ufffd\n".encode()])) == (
        f"{FRENCH}{REPAIR}{REPAIR}\ufffd\n"
    )


def test_what_is_above_the_first_sign_of_an_encoding() -> None:
    """It is UTF-8, whatever comes below it."""
    stream = TextStream([ASCII, FRENCH.encode("cp1252")])
    assert "".join(stream) == ASCII.decode() + FRENCH
    assert stream.encoding_above(len(ASCII)) == Encoding("utf-8")
    assert stream.encoding_above(len(ASCII) + 1) == Encoding("cp1252", is_guess=True)


def test_letters_that_two_encodings_have_alike_are_those_of_the_western_one() -> None:
    """In Windows-1250, too, the sample is French; below it, São would be Săo."""
    prose = "Votes exprimés, assemblée présidée par François\n" * 2_000
    stream = TextStream([prose.encode("cp1252"), "São Tomé\n".encode("cp1252")])
    assert "".join(stream) == f"{prose}São Tomé\n"
    assert stream.encoding == Encoding("cp1252", is_guess=True)


def test_a_large_file_is_told_by_a_sample_from_the_first_sign_on() -> None:
    """Where the sample is UTF-8, what follows it is too; a smaller file is looked at whole."""
    foreign = b"\xe9t\xe9 " * 3_000
    sample = "été ".encode() * (SAMPLE // 6 + 1)
    large = TextStream([ASCII, sample, foreign])
    assert "".join(large).count(REPAIR) == 6_000
    assert large.encoding == Encoding("utf-8")
    assert len(sample + foreign) < HEAD
    small = TextStream([b"\xe9t\xe9 l\xe0-bas " * 30])
    assert "".join(small) == "été là-bas " * 30
    assert small.encoding == Encoding("cp1252", is_guess=True)


BINARY = {
    "a picture": ([b"\x89P", b"NG\r\n"], "its first bytes are those of a picture, an archive or a program"),
    "zeros": ([b"ab\x00", b"cd" * 3], "more than one byte in twenty is zero"),
    "one zero in nineteen bytes": ([b"x" * 18 + b"\x00"], "more than one byte in twenty is zero"),
    "a large archive": ([b"PK\x03\x04", ASCII], "its first bytes are those of a picture, an archive or a program"),
    "zeros in front of a large file": ([b"ab\x00d" * 20_000, ASCII], "more than one byte in twenty is zero"),
}


@pytest.mark.parametrize(("blocks", "reason"), BINARY.values(), ids=BINARY)
def test_no_text(blocks: Iterable[bytes], reason: str) -> None:
    """Nothing is given of it."""
    with pytest.raises(BinaryError, match=reason):
        next(iter(TextStream(blocks)))
