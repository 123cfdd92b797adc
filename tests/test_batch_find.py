"""Which inputs are found, in which order, and what is told of those that are not read."""

from __future__ import annotations

import errno
import io
import os
import socket
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from ifes_records.batch.errors import WrongPathError
from ifes_records.batch.find import InputFile, check_paths, find, names_from, total_bytes
from ifes_records.batch.options import InputOptions

MODIFIED = 1_700_000_000_000_000_000


@pytest.fixture(autouse=True)
def _in_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def write(*names: str) -> None:
    """Files of five bytes, changed at one moment."""
    for name in names:
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_bytes(b"text\n")
        os.utime(name, ns=(MODIFIED, MODIFIED))


def names(files: Iterator[InputFile]) -> list[str]:
    return ["/".join(file.name_parts) for file in files]


def told(files: Iterator[InputFile]) -> list[tuple[str, str | None, str | None]]:
    return [(str(file.path), file.problem, file.skipped) for file in files]


def test_files_of_a_folder_and_named_ones() -> None:
    write("in/b.txt", "in/old/4078.TXT", "in/a.txt.gz", "in/notes.md", "named.md")
    assert list(find(["named.md", Path("in"), "-"])) == [
        InputFile(Path("named.md"), ("named.md",), 5, MODIFIED),
        InputFile(Path("in/a.txt.gz"), ("a.txt.gz",), 5, MODIFIED),
        InputFile(Path("in/b.txt"), ("b.txt",), 5, MODIFIED),
        InputFile(Path("in/old/4078.TXT"), ("old", "4078.TXT"), 5, MODIFIED),
        InputFile(None, ("stdin",), None, None),
    ]


def test_kinds_that_are_read() -> None:
    wanted = "txt txt.gz txt.bz2 txt.xz txt.zst zip warc warc.gz wet wet.gz warc.wet.gz".split()
    write(*(f"in/a.{kind}" for kind in [*wanted, "md", "gz", "7z", "warc.wat.gz.part", "txt~"]))
    assert names(find(["in"])) == sorted(f"a.{kind}" for kind in wanted)


def test_order_is_that_of_the_names_at_every_level() -> None:
    write("in/b/z.txt", "in/b/a/y.txt", "in/b.txt", "in/a.txt", "in/B.txt", "in/é.txt")
    assert names(find(["in"])) == ["B.txt", "a.txt", "b/a/y.txt", "b/z.txt", "b.txt", "é.txt"]


@pytest.mark.parametrize(
    ("globs", "exclude", "found"),
    [
        (["*.md"], [], ["notes.md", "old/notes.md"]),
        (["old/*"], [], ["old/deep/2.txt", "old/notes.md"]),
        (["/*.md"], [], ["notes.md", "old/notes.md"]),
        (["?.TXT"], [], ["1.txt", "old/deep/2.txt"]),
        (["[2-9].txt"], [], ["old/deep/2.txt"]),
        ([], ["old"], ["1.txt"]),
        ([], ["old/deep/"], ["1.txt"]),
        ([], ["/1.txt"], ["old/deep/2.txt"]),
        ([], ["deep", "1*"], []),
    ],
)
def test_globs(globs: list[str], exclude: list[str], found: list[str]) -> None:
    write("in/1.txt", "in/notes.md", "in/old/deep/2.txt", "in/old/notes.md")
    assert names(find(["in"], InputOptions(tuple(globs), tuple(exclude)))) == found


def test_named_means_wanted() -> None:
    write("a.txt", "in/b.md")
    assert names(find(["a.txt", "in/b.md"], InputOptions(exclude=("a.*", "in")))) == ["a.txt", "b.md"]


def test_a_file_that_is_named_twice_is_given_once() -> None:
    write("in/a.txt", "in/old/b.txt", "other/c.txt", "in!/d.txt")
    os.symlink("in", "again")
    os.symlink("a.txt", "in/link.txt")
    assert names(find(["in/a.txt", "./in/../in/a.txt", "-", "-"])) == ["a.txt", "stdin"]
    assert names(find(["in/old/b.txt", "in", "other"])) == ["b.txt", "a.txt", "link.txt", "c.txt"]
    assert names(find(["in", "in/old", "again", "in/a.txt"])) == ["a.txt", "link.txt", "old/b.txt"]
    assert names(find(["in/old", "in"])) == ["b.txt", "a.txt", "link.txt"]
    # `in!` would be between `in` and `in/old`, if they were sorted as strings.
    assert names(find(["in/old", "in!", "in"])) == ["b.txt", "d.txt", "a.txt", "link.txt"]


def test_links() -> None:
    write("in/a.txt", "in/old/b.txt", "outside/c.txt")
    os.symlink("../a.txt", "in/old/1-inside.txt")
    os.symlink("../outside/c.txt", "in/2-outside.txt")
    os.symlink("nowhere", "in/3-nothing.txt")
    os.symlink("4-itself.txt", "in/4-itself.txt")
    os.symlink("../outside", "in/5-folder")
    os.symlink("nowhere", "in/6-nothing.md")
    os.symlink("7-itself.md", "in/7-itself.md")
    assert told(find(["in"])) == [
        ("in/2-outside.txt", None, "It is a link that leads out of the folder; it was skipped."),
        ("in/3-nothing.txt", "It could not be read (No such file or directory).", None),
        ("in/4-itself.txt", "It could not be read (Too many levels of symbolic links).", None),
        ("in/5-folder", None, "It is a link to a folder; it was skipped."),
        ("in/a.txt", None, None),
        ("in/old/1-inside.txt", None, None),
        ("in/old/b.txt", None, None),
    ]
    assert told(find(["in"], InputOptions(follow_links=True))) == [
        ("in/2-outside.txt", None, None),
        ("in/3-nothing.txt", "It could not be read (No such file or directory).", None),
        ("in/4-itself.txt", "It could not be read (Too many levels of symbolic links).", None),
        ("in/5-folder/c.txt", None, None),
        ("in/a.txt", None, None),
        ("in/old/1-inside.txt", None, None),
        ("in/old/b.txt", None, None),
    ]


def test_named_links_are_followed() -> None:
    write("outside/c.txt")
    os.symlink("outside", "folder")
    os.symlink("outside/c.txt", "file")
    assert list(find(["folder", "file"])) == [
        InputFile(Path("folder/c.txt"), ("c.txt",), 5, MODIFIED),
        InputFile(Path("file"), ("file",), 5, MODIFIED),
    ]


def test_a_link_to_a_folder_above_is_no_way_round() -> None:
    write("in/old/a.txt")
    os.symlink("..", "in/old/up")
    assert told(find(["in"], InputOptions(follow_links=True))) == [
        ("in/old/a.txt", None, None),
        ("in/old/up", None, "It is a link to a folder above it; it was skipped."),
    ]


def test_pipes_and_sockets_are_left_out_of_folders_and_read_where_they_are_named() -> None:
    write("in/a.txt")
    os.mkfifo("in/pipe.txt")
    os.mkfifo("in/pipe.md")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("in/socket.txt")
        assert told(find(["in"])) == [
            ("in/a.txt", None, None),
            ("in/pipe.txt", None, "It is a pipe; it was skipped."),
            ("in/socket.txt", None, "It is a socket; it was skipped."),
        ]
    assert list(find(["in/pipe.txt"])) == [InputFile(Path("in/pipe.txt"), ("pipe.txt",), None, None)]


@pytest.fixture
def _deny(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make folders named ``denied`` unlistable, whoever runs the tests."""
    scandir = os.scandir

    def denying(path: str | Path) -> object:
        if Path(path).name == "denied":
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", denying)


@pytest.mark.usefixtures("_deny")
def test_a_folder_that_cannot_be_listed_is_told_in_its_place() -> None:
    write("in/a.txt", "in/denied/b.txt", "in/z.txt")
    assert told(find(["in"])) == [
        ("in/a.txt", None, None),
        ("in/denied", "It could not be read (Permission denied).", None),
        ("in/z.txt", None, None),
    ]
    check_paths(["in/denied"])
    assert told(find(["in/denied"])) == [("in/denied", "It could not be read (Permission denied).", None)]


def test_a_file_that_vanishes_after_its_folder_was_listed() -> None:
    write("in/a.txt", "in/b.txt")
    files = find(["in"])
    assert next(files).name_parts == ("a.txt",)
    os.unlink("in/b.txt")
    assert told(files) == [("in/b.txt", "It could not be read (No such file or directory).", None)]


def test_folders_in_folders_beyond_the_frames_of_python(monkeypatch: pytest.MonkeyPatch) -> None:
    depth = 300
    path = Path(*"d" * depth)
    write(str(path / "a.txt"))
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(200)
    try:
        assert [len(file.name_parts) for file in find(["d"])] == [depth]
    finally:
        sys.setrecursionlimit(limit)


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("nowhere.txt", "nowhere.txt: It does not exist."),
        ("a.txt/b.txt", "a.txt/b.txt: It does not exist."),
        ("link", "link: It is a link to something that does not exist."),
        ("a\0b", "a\0b: It cannot be a path, because it has a null byte."),
        (
            "empty",
            "empty: It is a folder without records: no file in it is named “*.txt”, “*.txt.gz”, “*.txt.bz2”, "
            "“*.txt.xz”, “*.txt.zst”, “*.zip”, “*.html”, “*.htm”, “*.warc”, “*.warc.gz”, “*.wet”, “*.wet.gz”.",
        ),
    ],
)
def test_wrong_paths_are_told_before_anything_is_read(path: str, message: str) -> None:
    write("a.txt", "empty/notes.md")
    os.mkfifo("empty/pipe.txt")
    os.symlink("nowhere", "link")
    with pytest.raises(WrongPathError) as caught:
        check_paths(["a.txt", "-", path])
    assert str(caught.value) == message


def test_an_empty_folder_by_the_globs_that_were_given() -> None:
    write("in/a.txt", "in/old/b.md")
    check_paths(["in"], InputOptions(("*.md",)))
    with pytest.raises(WrongPathError) as caught:
        check_paths(["in"], InputOptions(("*.md", "*.html"), ("old",)))
    assert caught.value.reason == "It is a folder without records: no file in it is named “*.md”, “*.html”."


def test_total_bytes() -> None:
    write("in/a.txt", "in/b.txt")
    os.symlink("nowhere", "in/link.txt")
    os.mkfifo("in/pipe.txt")
    assert total_bytes(find(["in"])) == 10


def test_names_from_a_list(monkeypatch: pytest.MonkeyPatch) -> None:
    data = "\ufeffin/a.txt\n\n  \r\nwith space .txt\r\n".encode() + b"n\xefme.txt\n-"
    Path("list").write_bytes(data)
    listed = ["in/a.txt", "with space .txt", os.fsdecode(b"n\xefme.txt"), "-"]
    assert list(names_from("list")) == listed
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    assert list(names_from("-")) == listed


def test_a_list_that_cannot_be_read() -> None:
    with pytest.raises(WrongPathError) as caught:
        list(names_from("nowhere"))
    assert str(caught.value) == "nowhere: The list of paths could not be read (No such file or directory)."
