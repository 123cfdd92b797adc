"""Law: a document's name is a path inside the output folder, sound on any file system, and its input's own."""

from __future__ import annotations

import os
import re
import unicodedata
from pathlib import PurePosixPath, PureWindowsPath

from hypothesis import assume, given
from hypothesis import strategies as st

from ifes_records.batch.names import LONGEST, numbered, stem_of

TRICKY = st.sampled_from(
    ["..", ".", "...", "~", "C:", "con", "CON.txt", "aux.tar.gz", "nul.json", "%", "%2E", "4078.json", "x.jsonl.gz",
     "a ", "a.", " ", "-", "falcon", "COM¹", "e\u0301.txt", "\u0301", "a\nb", ".gz", ".txt", "é" * 120, "a" * 250]
)  # fmt: skip
# What a system gives: any bytes but the stroke and zero, those that are no text as lone surrogates.
PART = (
    TRICKY
    | st.text(st.characters(exclude_categories=["Cs"], exclude_characters="/\0"), min_size=1, max_size=20)
    | st.binary(min_size=1, max_size=20).map(lambda raw: os.fsdecode(raw.replace(b"/", b"-").replace(b"\0", b"0")))
)
PARTS = st.lists(PART, min_size=1, max_size=4).map(tuple)

DEVICES = re.compile(r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)(\..*)?", re.IGNORECASE)
# Two hexadecimal digits, and nothing else, follow a percent sign.
WELL_ESCAPED = re.compile(r"(?:[^%]|%[0-9A-F]{2})+")


@given(PARTS, st.none() | st.integers(1, 10**6))
def test_a_name_stays_inside_the_folder(parts: tuple[str, ...], ordinal: int | None) -> None:
    """On POSIX and on Windows, whatever the parts are."""
    name = numbered(stem_of(parts), ordinal) + ".json"
    safe = name.split("/")
    assert len(safe) == len(parts) + (ordinal is not None and ordinal >= 1_000)
    assert not PurePosixPath(name).is_absolute()
    windows = PureWindowsPath(name)
    assert (windows.drive, windows.root, list(windows.parts)) == ("", "", safe)
    for part in safe:
        assert part.encode().decode() == part == unicodedata.normalize("NFC", part)
        assert WELL_ESCAPED.fullmatch(part)
        assert not re.search('[<>:"\\\\|?*\x00-\x1f\x7f-\x9f]', part)
        assert part.strip(".")
        assert part[-1] not in ". "
        assert not DEVICES.fullmatch(part)
        assert len(part.encode()) <= 255
    assert not any(re.search(r"\.jsonl?(\.\w+)?$", folder, re.IGNORECASE) for folder in safe[:-1])


@given(PARTS)
def test_a_safe_name_stays(parts: tuple[str, ...]) -> None:
    """Once a name is safe, it stays as it is."""
    folders = stem_of((*parts, "1")).split("/")[:-1]
    plain = [folder for folder in folders if "%" not in folder]
    assert stem_of((*plain, "1")) == "/".join([*plain, "1"])


def _told_apart(part: str) -> bool:
    """Whether a part is one whose name says all: composed, and not cut."""
    raw = os.fsencode(part)
    return 3 * len(raw) <= LONGEST and unicodedata.normalize("NFC", part) == part


@given(PARTS, PARTS)
def test_two_inputs_have_two_names(one: tuple[str, ...], other: tuple[str, ...]) -> None:
    """Unless they differ in nothing but the suffix of the last part: `4078.txt` and `4078.txt.gz`."""
    assume(all(map(_told_apart, one + other)))
    # A part after the last one has no suffix, so that all parts are folders.
    folders, others = ((*parts, "1") for parts in (one, other))
    assert (stem_of(folders) == stem_of(others)) is (one == other)
