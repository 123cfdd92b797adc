"""Names of documents: where the output of an input goes, on any file system."""

from __future__ import annotations

import os
from hashlib import sha256

import pytest

from ifes_records.batch.names import as_text, numbered, same_on_disk, stem_of, suffix
from ifes_records.batch.options import Compression, Format

LONG = "a" * 300
LONG_ACCENTED = "é" * 150  # 300 bytes; the cut falls into the middle of a letter

STEMS = {
    "a file": (("4078.txt",), "4078"),
    "in a folder": (("old", "4078.txt"), "old/4078"),
    "no suffix": (("letter",), "letter"),
    "two suffixes": (("1.2.txt",), "1.2"),
    "a hidden file": ((".txt",), ".txt"),
    "gzip": (("4078.txt.gz",), "4078"),
    "bzip2 in capitals": (("4078.TXT.BZ2",), "4078"),
    "xz": (("4078.txt.xz",), "4078"),
    "zstd": (("4078.txt.zst",), "4078"),
    "packed, without another suffix": (("4078.gz",), "4078"),
    "a packing alone": ((".gz",), "_"),
    "an archive": (("dump.zip",), "dump"),
    "a crawl file": (("crawl.warc.gz",), "crawl"),
    "a member": (("dump", "old", "4078.txt"), "dump/old/4078"),
    "the folder above": (("..", "..", "etc", "4078.txt"), ".%2E/.%2E/etc/4078"),
    "a file called as the folder above": (("..",), ".%2E"),
    "a drive": (("C:", "4078.txt"), "C%3A/4078"),
    "a stroke in a name": (("a\\b/c.txt",), "c"),
    "the signs Windows forbids": (('<>:"\\|?*.txt',), "%3C%3E%3A%22%5C%7C%3F%2A"),
    "a percent sign": (("100%.txt",), "100%25"),
    "what looks escaped": (("%3A.txt",), "%253A"),
    "controls": (("a\n\x1b[31m\x7f\x9b.txt",), "a%0A%1B[31m%7F%C2%9B"),
    "bytes that are no text": ((os.fsdecode(b"\xff\xe9.txt"),), "%FF%E9"),
    "a lone surrogate": (("\ud800.txt",), "%ED%A0%80"),
    "a dot or a blank at the end": (("old.", "new ", "a .txt"), "old%2E/new%20/a%20"),
    "a device": (("con.txt",), "%63on"),
    "a device with a suffix": (("aux.2023.txt",), "%61ux.2023"),
    "devices in folders": (("NUL", "Com1", "LPT¹", "conin$", "prn.txt"), "%4EUL/%43om1/%4CPT¹/%63onin$/%70rn"),
    "no device": (("falcon", "icon.d", "com", "com10", "4078-aux.txt"), "falcon/icon.d/com/com10/4078-aux"),
    "a folder like a document": (("1.json", "x.JSONL", "y.jsonl.gz", "1.txt"), "1%2Ejson/x%2EJSONL/y%2Ejsonl.gz/1"),
    "a folder not quite like one": (("json", "a.jsonld", "1.txt"), "json/a.jsonld/1"),
    "a file like a document": (("4078.json",), "4078"),
    "a letter taken apart": (("Cote\u0301.txt",), "Cot\u00e9"),
    "a long name": ((f"{LONG}.txt",), "a" * 187 + "~" + sha256(LONG.encode()).hexdigest()[:12]),
    "a long name of other letters": (
        (LONG_ACCENTED, "1.txt"), "é" * 93 + "~" + sha256(LONG_ACCENTED.encode()).hexdigest()[:12] + "/1",
    ),
    "just not long": (("a" * 200 + ".txt",), "a" * 200),
}  # fmt: skip


@pytest.mark.parametrize("case", STEMS)
def test_stems(case: str) -> None:
    parts, stem = STEMS[case]
    assert stem_of(parts) == stem


@pytest.mark.parametrize(
    ("format", "compression", "name"),
    [
        (Format.JSON, None, ".json"),
        (Format.JSON, Compression.GZIP, ".json.gz"),
        (Format.JSONL, None, ".jsonl"),
        (Format.JSONL, Compression.ZSTD, ".jsonl.zst"),
    ],
)
def test_suffixes(format: Format, compression: Compression | None, name: str) -> None:
    assert suffix(format, compression) == name


def test_numbers() -> None:
    assert [numbered("a/dump", number) for number in (None, 1, 999, 1_000, 1_999, 12_345)] == [
        "a/dump", "a/dump-0001", "a/dump-0999",
        "a/dump-1000/dump-1000", "a/dump-1000/dump-1999", "a/dump-12000/dump-12345",
    ]  # fmt: skip
    assert numbered("dump", 1_000) == "dump-1000/dump-1000"


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("A.json", "a.json", True),
        ("\u00e9.json", "e\u0301.json", True),
        ("\u00c9.json", "e\u0301.json", True),
        ("STRASSE.json", "straße.json", True),
        ("a.json", "b.json", False),
        ("old/a.json", "OLD/A.json", True),
    ],
)
def test_names_that_some_file_system_takes_for_one(one: str, other: str, same: bool) -> None:
    assert (same_on_disk(one) == same_on_disk(other)) is same


def test_paths_as_text() -> None:
    assert as_text("in/é.txt") == "in/é.txt"
    assert as_text(os.fsdecode(b"in/\xff.txt")) == r"in/\xff.txt"
