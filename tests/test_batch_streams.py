"""What packed streams give, whole and broken, and where unpacking stops."""

from __future__ import annotations

import bz2
import errno
import gzip
import io
import lzma
import os
import random
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from batch_texts import Read, read_input, read_opened, read_path

from ifes_records.batch.codecs import BLOCK
from ifes_records.batch.errors import InputError
from ifes_records.batch.find import InputFile, find
from ifes_records.batch.inputs import InputReader
from ifes_records.batch.options import InputOptions, UnpackLimits
from ifes_records.model import Source

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

# Larger than a block, so that faults come in the middle of reading.
TEXT = "".join(random.Random(0).choices("abcdefgh \n", k=300_000)).encode()


def _zstd(data: bytes) -> bytes:
    return zstd.compress(data, options={zstd.CompressionParameter.checksum_flag: 1})


PACK: dict[str, Callable[[bytes], bytes]] = {
    "gzip": lambda data: gzip.compress(data, mtime=0),
    "bzip2": bz2.compress,
    "xz": lzma.compress,
    "zstd": _zstd,
}
every_packing = pytest.mark.parametrize("packing", PACK)


def read(folder: Path, data: bytes, limits: UnpackLimits | None = None) -> tuple[bytes, str]:
    """The bytes of a file's only text, and the reason for which there are no more."""
    path = folder / "4078.txt"
    path.write_bytes(data)
    try:
        (only,) = read_path(path, InputOptions(unpack=limits or UnpackLimits()))
    except InputError as error:
        return b"", str(error).removeprefix(f"{path}: ")
    assert only == Read(("4078.txt",), only.data, Source(name="4078.txt", path="4078.txt"), error=only.error)
    return only.data, only.error.removeprefix(f"{path}: ")


@pytest.mark.parametrize("data", [b"", b"x", b"\x1f\x8b", b"BZh9 is no bzip2", TEXT])
def test_text_is_read_as_it_stands(tmp_path: Path, data: bytes) -> None:
    assert read(tmp_path, data) == (data, "")


@every_packing
def test_packed_text(tmp_path: Path, packing: str) -> None:
    """Told by its bytes: the file is named ``.txt``."""
    assert read(tmp_path, PACK[packing](TEXT)) == (TEXT, "")


def test_old_lzma(tmp_path: Path) -> None:
    assert read(tmp_path, lzma.compress(TEXT, format=lzma.FORMAT_ALONE)) == (TEXT, "")


def test_zstd_behind_a_frame_to_be_ignored(tmp_path: Path) -> None:
    assert read(tmp_path, b"\x50\x2a\x4d\x18\x03\0\0\0abc" + _zstd(TEXT)) == (TEXT, "")


@every_packing
def test_several_members_and_zeros_behind_them(tmp_path: Path, packing: str) -> None:
    pack = PACK[packing]
    assert read(tmp_path, pack(TEXT) + pack(b"") + pack(b"more") + bytes(BLOCK + 1)) == (TEXT + b"more", "")


@every_packing
def test_packed_twice_and_three_times(tmp_path: Path, packing: str) -> None:
    twice = gzip.compress(PACK[packing](TEXT))
    assert read(tmp_path, twice) == (TEXT, "")
    reason = f"It is compressed more than twice ({packing} the third time); decompress it first."
    assert read(tmp_path, gzip.compress(twice)) == (b"", reason)


@every_packing
@pytest.mark.parametrize("text", [b"Held\n" * 20, TEXT], ids=["short", "long"])
def test_cut_off_before_its_check(tmp_path: Path, packing: str, text: bytes) -> None:
    packed = PACK[packing](text)[:-1]
    number = f"{len(text):,} decompressed bytes (at byte {len(packed):,} of the file)"
    assert read(tmp_path, packed) == (text, f"The {packing} stream breaks off after {number}; only those were read.")


@every_packing
def test_cut_off_in_the_first_bytes_of_a_further_member(tmp_path: Path, packing: str) -> None:
    packed = PACK[packing](TEXT)
    number = f"300,000 decompressed bytes (at byte {len(packed) + 2:,} of the file)"
    reason = f"The {packing} stream breaks off after {number}; only those were read."
    assert read(tmp_path, packed + packed[:2]) == (TEXT, reason)


@pytest.mark.parametrize("packing", ["gzip", "xz", "zstd"])
def test_cut_off_in_the_middle_gives_what_is_there(tmp_path: Path, packing: str) -> None:
    """Of bzip2 nothing is there: 900,000 bytes are packed as one block."""
    packed = PACK[packing](TEXT)[:-1000]
    data, reason = read(tmp_path, packed)
    assert data == TEXT[: len(data)]
    # zstd packs up to 128 KiB as a block, of which there is nothing without its end.
    assert len(TEXT) - len(data) < (40_000 if packing == "zstd" else 3000)
    number = f"{len(data):,} decompressed bytes (at byte {len(packed):,} of the file)"
    assert reason == f"The {packing} stream breaks off after {number}; only those were read."


@pytest.mark.parametrize(
    ("packing", "place", "words"),
    [
        ("gzip", -8, "incorrect data check"),
        ("gzip", -1, "incorrect length check"),
        ("bzip2", -3, "Invalid data stream"),
        ("xz", -1, "Corrupt input data"),
        ("zstd", -1, "Restored data doesn't match checksum"),
    ],
)
def test_a_wrong_check_comes_after_all_of_the_text(tmp_path: Path, packing: str, place: int, words: str) -> None:
    packed = bytearray(PACK[packing](TEXT))
    packed[place] ^= 0xFF
    data, reason = read(tmp_path, bytes(packed))
    assert data == TEXT
    before, at, _ = reason.partition(" (at byte ")
    assert (before, at) == (
        f"The {packing} stream is damaged ({words}) after 300,000 decompressed bytes",
        " (at byte ",
    )


@every_packing
def test_something_behind_the_packed_data(tmp_path: Path, packing: str) -> None:
    packed = PACK[packing](TEXT)
    number = f"300,000 decompressed bytes (at byte {len(packed):,} of the file)"
    reason = f"The {packing} stream is followed by something else after {number}; only those were read."
    assert read(tmp_path, packed + b"garbage") == (TEXT, reason)
    assert read(tmp_path, packed + b"garbage" + packed) == (TEXT, reason)


def test_broken_inside_a_whole_one(tmp_path: Path) -> None:
    packed = gzip.compress(lzma.compress(TEXT)[:-1])
    assert read(tmp_path, packed) == (
        TEXT,
        "The xz stream breaks off after 300,000 decompressed bytes; only those were read.",
    )


@every_packing
def test_bombs(tmp_path: Path, packing: str) -> None:
    """30 MB of zeros: what is unpacked is given up to the limit, and not held."""
    packed = PACK[packing](bytes(30_000_000))
    data, reason = read(tmp_path, packed)
    assert data == bytes(10 << 20)
    numbers = f"200 times its size (10,747,904 bytes from {len(packed):,})"
    assert reason == f"It decompresses to more than {numbers}; the rest was not read. --max-ratio allows more."
    assert read(tmp_path, packed, UnpackLimits(ratio=10**6)) == (bytes(30_000_000), "")


def test_a_bomb_in_a_packed_file(tmp_path: Path) -> None:
    """Where a layer is small, the next one is not: 30 MB, 29 KB, and less."""
    packed = gzip.compress(gzip.compress(bytes(30_000_000)))
    data, reason = read(tmp_path, packed)
    assert data == bytes(10 << 20)
    numbers = f"200 times its size (10,747,904 bytes from {len(packed):,})"
    assert reason == f"It decompresses to more than {numbers}; the rest was not read. --max-ratio allows more."


def test_most_bytes_unpacked(tmp_path: Path) -> None:
    limits = UnpackLimits(bytes=BLOCK)
    reason = "It decompresses to more than 262,144 bytes; the rest was not read. --max-unpacked allows more."
    data, told = read(tmp_path, PACK["gzip"](TEXT), limits)
    assert (data, told) == (TEXT[: len(data)], reason)
    assert BLOCK - 40_000 < len(data) <= BLOCK
    assert read(tmp_path, PACK["gzip"](TEXT[:BLOCK]), limits) == (TEXT[:BLOCK], "")
    assert read(tmp_path, TEXT, limits) == (TEXT, "")


def test_bytes_read_are_those_stored(tmp_path: Path) -> None:
    packed = gzip.compress(TEXT)
    (tmp_path / "a.txt").write_bytes(packed)
    opened = InputReader(next(find([tmp_path])))
    assert (opened.counts.bytes_read, opened.counts.ignored) == (0, 0)
    assert [text.data for text in read_opened(opened)] == [TEXT]
    assert (opened.counts.bytes_read, opened.counts.ignored) == (len(packed), 0)


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(gzip.compress(TEXT))))
    assert read_path("-") == [Read(("stdin",), TEXT, Source())]


def test_a_pipe(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    program = "import sys, time; f = open(sys.argv[1], 'wb', 0); f.write(b'He'); time.sleep(0.1); f.write(b'ld')"
    with subprocess.Popen([sys.executable, "-c", program, pipe]):
        assert read_path(pipe) == [Read(("pipe",), b"Held", Source(name="pipe", path="pipe"))]


def test_what_cannot_be_opened(tmp_path: Path) -> None:
    def reason(file: InputFile) -> str:
        with pytest.raises(InputError) as caught:
            read_input(file)
        assert caught.value.path == file.path
        return caught.value.reason

    gone = InputFile(tmp_path / "gone.txt", ("gone.txt",), 5, 0)
    assert reason(gone) == "It could not be read (No such file or directory)."
    assert reason(InputFile(tmp_path, ("x",), 5, 0)) == "It could not be read (Is a directory)."
    assert reason(InputFile(gone.path, ("x",), None, None, problem="Permission denied")) == "Permission denied"
    assert reason(InputFile(gone.path, ("x",), None, None, skipped="a pipe")) == "a pipe"


@pytest.mark.parametrize("good_blocks", [0, 2])
def test_a_disk_that_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, good_blocks: int) -> None:
    class Failing(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            if self.tell() >= good_blocks * 1024:
                raise OSError(errno.EIO, "Input/output error")
            return super().read(1024)

        def fileno(self) -> int:
            return folder

    (tmp_path / "a.txt").write_bytes(b"")
    folder = os.open(tmp_path / "a.txt", os.O_RDONLY)
    (file,) = find([tmp_path / "a.txt"])
    monkeypatch.setattr("builtins.open", lambda *_, **__: Failing(TEXT))
    (text,) = read_input(file)
    assert (text.data, text.error) == (
        TEXT[: good_blocks * 1024],
        f"{file.path}: It could not be read (Input/output error).",
    )
    os.close(folder)


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="permissions are those of POSIX")
def test_permission_denied_for_real(tmp_path: Path) -> None:
    """Nobody may read it: where the tests run as root, a process of another user tries."""
    denied = tmp_path / "denied.txt"
    denied.write_bytes(b"text")
    denied.chmod(0)
    program = (
        "import sys\n"
        "from pathlib import Path\n"
        "from ifes_records.batch.find import InputFile\n"
        "from ifes_records.batch.inputs import InputReader\n"
        "import os\n"
        "os.getuid() or os.setuid(65534)\n"
        "path = Path(sys.argv[1])\n"
        "try: list(InputReader(InputFile(path, ('x',), 4, 0)).texts())\n"
        "except Exception as error: print(type(error).__name__, error.reason)\n"
    )
    for folder in (tmp_path, *tmp_path.parents[:2]):
        folder.chmod(0o755)
    done = subprocess.run([sys.executable, "-c", program, denied], capture_output=True, text=True, check=True)
    assert done.stdout == "InputError It could not be read (Permission denied).\n"
