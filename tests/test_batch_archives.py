"""What zip archives give, whole, broken and hostile."""

from __future__ import annotations

import gzip
import io
import os
import stat
import struct
import sys
import warnings
import zipfile
from pathlib import Path

import pytest
from batch_texts import Read, read_opened, read_path

from ifes_records.batch.errors import InputError
from ifes_records.batch.find import find
from ifes_records.batch.inputs import InputReader
from ifes_records.batch.options import InputOptions, UnpackLimits
from ifes_records.model import Source


def archive(folder: Path, members: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> Path:
    """An archive named ``records.zip`` in a folder."""
    path = folder / "records.zip"
    with zipfile.ZipFile(path, "w", method) as file:
        for name, data in members.items():
            file.writestr(name, data)
    return path


def member(*parts: str, data: bytes = b"", error: str = "") -> Read:
    return Read(
        ("records", *parts),
        data,
        Source(name=parts[-1], path="/".join(["records.zip", *parts]), container="records.zip"),
        error=error,
    )


def errors(path: Path, options: InputOptions | None = None) -> list[tuple[str, bytes, str]]:
    """The members that were read, with the errors of those that could not be."""
    return [
        ("/".join(text.name_parts[1:]), text.data, text.error.removeprefix(f"{path}/"))
        for text in read_path(path, options)
    ]


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_members_in_the_order_of_the_archive(tmp_path: Path, method: int) -> None:
    path = archive(
        tmp_path,
        {"z.txt": b"one", "old/": b"", "old/4078.TXT": b"two", "notes.md": b"?", "a.txt.gz": gzip.compress(b"three")},
        method,
    )
    opened = InputReader(next(find([path])))
    assert read_opened(opened) == [
        member("z.txt", data=b"one"),
        member("old", "4078.TXT", data=b"two"),
        member("a.txt.gz", data=b"three"),
    ]
    assert opened.counts.ignored == 1
    assert 0 < opened.counts.bytes_read < path.stat().st_size


def test_name_of_an_archive_in_a_folder(tmp_path: Path) -> None:
    (tmp_path / "in" / "2023").mkdir(parents=True)
    archive(tmp_path / "in" / "2023", {"a.txt": b"text"})
    (file,) = find([tmp_path / "in"])
    (text,) = read_opened(InputReader(file))
    assert text == Read(
        ("2023", "records", "a.txt"),
        b"text",
        Source(name="a.txt", path="2023/records.zip/a.txt", container="records.zip"),
    )


def test_an_archive_is_told_by_its_bytes(tmp_path: Path) -> None:
    path = archive(tmp_path, {"a.txt": b"text"}).rename(tmp_path / "archive.txt")
    (text,) = read_path(path)
    assert text == Read(
        ("archive.txt", "a.txt"), b"text", Source(name="a.txt", path="archive.txt/a.txt", container="archive.txt")
    )
    (tmp_path / "text.zip").write_bytes(b"Held")
    assert read_path(tmp_path / "text.zip") == [
        Read(("text.zip",), b"Held", Source(name="text.zip", path="text.zip"))
    ]


def test_an_archive_without_members(tmp_path: Path) -> None:
    assert read_path(archive(tmp_path, {})) == []


def test_names_are_kept_as_they_stand_and_written_nowhere(tmp_path: Path) -> None:
    names = ["../../up.txt", "/etc/root.txt", "C:\\win\\dos.txt", "./a//b.txt", "é/ü.txt"]
    path = archive(tmp_path, dict.fromkeys(names, b"text"))
    assert [(text.name_parts, text.source.name) for text in read_path(path)] == [
        (("records", "..", "..", "up.txt"), "up.txt"),
        (("records", "etc", "root.txt"), "root.txt"),
        (("records", "C:", "win", "dos.txt"), "dos.txt"),
        (("records", "a", "b.txt"), "b.txt"),
        (("records", "é", "ü.txt"), "ü.txt"),
    ]
    assert os.listdir(tmp_path) == ["records.zip"]


def test_globs_are_of_the_path_in_the_archive(tmp_path: Path) -> None:
    path = archive(tmp_path, {"a.txt": b"1", "old/b.txt": b"2", "c.md": b"3"})
    opened = InputReader(next(find([path])), InputOptions(globs=("old/*", "*.md")))
    assert read_opened(opened) == [member("old", "b.txt", data=b"2"), member("c.md", data=b"3")]
    assert opened.counts.ignored == 1


# ---- broken members: the others go on


def change(path: Path, old: bytes, new: bytes, times: int = -1) -> None:
    data = path.read_bytes()
    assert old in data
    path.write_bytes(data.replace(old, new, times))


def test_a_member_with_a_wrong_check(tmp_path: Path) -> None:
    path = archive(tmp_path, {"a.txt": b"one", "b.txt": b"two", "c.txt": b"three"}, zipfile.ZIP_STORED)
    change(path, b"two", b"TWO")
    assert errors(path) == [
        ("a.txt", b"one", ""),
        (
            "b.txt",
            b"",
            "b.txt: It is not a sound zip archive (Bad CRC-32 for file “b.txt”); "
            "only what is before the damage was read.",
        ),
        ("c.txt", b"three", ""),
    ]


def test_a_member_whose_packed_bytes_are_broken(tmp_path: Path) -> None:
    path = archive(tmp_path, {"a.txt": b"one", "b.txt": b"two" * 100, "c.txt": b"three"})
    with zipfile.ZipFile(path) as file:
        place = file.getinfo("b.txt").header_offset + 30 + len("b.txt")
    data = bytearray(path.read_bytes())
    data[place : place + 4] = b"\xff\xff\xff\xff"
    path.write_bytes(data)
    assert errors(path) == [
        ("a.txt", b"one", ""),
        (
            "b.txt",
            b"",
            "b.txt: It is damaged (Error -3 while decompressing data: invalid block type); "
            "only what is before the damage was read.",
        ),
        ("c.txt", b"three", ""),
    ]


def with_header(path: Path, name: str, place: int, value: int) -> None:
    """Set two bytes of a member's entry in the directory, and of its own header, which lacks the first two."""
    data = bytearray(path.read_bytes())
    entry = data.rindex(name.encode()) - 46
    header = data.index(name.encode()) - 30
    for at in (entry + place, header + place - 2):
        struct.pack_into("<H", data, at, value)
    path.write_bytes(data)


def test_encrypted_and_unknown_packing(tmp_path: Path) -> None:
    path = archive(tmp_path, {"a.txt": b"one", "b.txt": b"two", "c.txt": b"three"})
    with_header(path, "a.txt", 8, 0x1)
    with_header(path, "b.txt", 10, 97)
    assert errors(path) == [
        ("a.txt", b"", "a.txt: It is encrypted; it was not read."),
        (
            "b.txt",
            b"",
            "b.txt: Its compression is not supported (That compression method is not supported); it was not read.",
        ),
        ("c.txt", b"three", ""),
    ]


def test_archives_in_archives_and_links(tmp_path: Path) -> None:
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as file:
        file.writestr("b.txt", "text")
    link = zipfile.ZipInfo("link.txt")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    path = archive(tmp_path, {"inner.zip": inner.getvalue()})
    with zipfile.ZipFile(path, "a") as file:
        file.writestr(link, "/etc/passwd")
        file.writestr("c.txt", "three")
    assert errors(path) == [
        (
            "inner.zip",
            b"",
            "inner.zip: It is an archive in an archive, which is not read; unpack the outer one first.",
        ),
        ("link.txt", b"", "link.txt: It is a link; links in archives are not followed."),
        ("c.txt", b"three", ""),
    ]


def test_a_packed_member_that_breaks_off(tmp_path: Path) -> None:
    path = archive(tmp_path, {"a.txt.gz": gzip.compress(b"one")[:-1], "b.txt": b"two"})
    assert errors(path) == [
        (
            "a.txt.gz",
            b"one",
            "a.txt.gz: The gzip stream breaks off after 3 decompressed bytes (at byte 22 of the file); "
            "only those were read.",
        ),
        ("b.txt", b"two", ""),
    ]


# ---- hostile archives


def test_a_bomb_among_members(tmp_path: Path) -> None:
    zeros = bytes(12_000_000)
    path = archive(tmp_path, {"a.txt": b"one", "bomb.txt": zeros, "c.txt": b"three"})
    with zipfile.ZipFile(path) as file:
        packed = file.getinfo("bomb.txt").compress_size
    first, (name, data, error), last = errors(path)
    assert (first, last) == (("a.txt", b"one", ""), ("c.txt", b"three", ""))
    assert (name, data) == ("bomb.txt", zeros[: len(data)])
    assert 10_000_000 < len(data) <= 10 << 20
    assert error.startswith("bomb.txt: It decompresses to more than 200 times its size (10,")
    assert error.endswith(f" bytes from {packed:,}); the rest was not read. --max-ratio allows more.")
    assert errors(path, InputOptions(unpack=UnpackLimits(ratio=2000)))[1] == ("bomb.txt", zeros, "")


def test_a_bomb_of_many_members(tmp_path: Path) -> None:
    """No member is over the limit of its own; the archive is."""
    path = archive(tmp_path, {f"{number}.txt": bytes(3_000_000) for number in range(8)})
    told = errors(path)
    assert [error.split("times its size")[0] for _, _, error in told] == [
        *[""] * 6,
        *(f"{path}: It decompresses to more than 200 ",) * 2,
    ]


def test_most_bytes_of_an_archive(tmp_path: Path) -> None:
    path = archive(tmp_path, {"a.txt": b"one", "b.txt": b"two", "c.txt": b"three"})
    error = f"{path}: It decompresses to more than 6 bytes; the rest was not read. --max-unpacked allows more."
    assert errors(path, InputOptions(unpack=UnpackLimits(bytes=6))) == [
        ("a.txt", b"one", ""),
        ("b.txt", b"two", ""),
        ("c.txt", b"", error),
    ]


def test_members_that_lie_on_the_same_bytes(tmp_path: Path) -> None:
    """As in David Fifield's zip bombs, of which 42 kB hold 5 GB."""
    path = archive(tmp_path, {"a.txt": b"one", "b.txt": b"two", "c.txt": b"three"})
    data = bytearray(path.read_bytes())
    second = data.rindex(b"b.txt") - 46
    struct.pack_into("<I", data, second + 42, 0)
    path.write_bytes(data)
    reason = "It shares bytes of the archive with another member, as in a zip bomb; it was not read."
    assert errors(path) == [
        ("a.txt", b"", f"a.txt: {reason}"),
        ("b.txt", b"", f"b.txt: {reason}"),
        ("c.txt", b"three", ""),
    ]


def reason(path: Path | str, options: InputOptions | None = None) -> str:
    with pytest.raises(InputError) as caught:
        read_path(path, options)
    return str(caught.value)


def test_most_members(tmp_path: Path) -> None:
    path = archive(tmp_path, {"a.txt": b"one", "b.txt": b"two"})
    assert (
        reason(path, InputOptions(unpack=UnpackLimits(members=1)))
        == f"{path}: It has 2 members, more than the 1 allowed; none was read."
    )
    assert len(read_path(path, InputOptions(unpack=UnpackLimits(members=2)))) == 2


def test_an_archive_that_breaks_off(tmp_path: Path) -> None:
    """Its directory is at its end."""
    path = archive(tmp_path, {"a.txt": b"one"})
    path.write_bytes(path.read_bytes()[:-30])
    assert reason(path) == f"{path}: It is not a sound zip archive (File is not a zip file); nothing was read."


def test_two_members_of_one_name(tmp_path: Path) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        path = archive(tmp_path, {"a.txt": b"one"})
        with zipfile.ZipFile(path, "a") as file:
            file.writestr("a.txt", "two")
    assert [text.data for text in read_path(path)] == [b"one", b"two"]


def test_an_archive_in_a_stream(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = archive(tmp_path, {"a.txt": b"one"}).read_bytes()
    packed = tmp_path / "records.zip.gz"
    packed.write_bytes(gzip.compress(data))
    assert reason(packed) == f"{packed}: It is a compressed zip archive; decompress it first."
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    assert reason("-") == "-: It is a zip archive, which can only be read from a file; save or unpack it first."
