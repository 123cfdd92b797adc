"""Reading a file of cases: blocks with a blank line between, of lines ``key: text``; lines with # are comments."""

from __future__ import annotations

import re
from pathlib import Path

Case = list[tuple[str, str]]


def load_cases(path: Path, keys: tuple[str, ...]) -> list[Case]:
    """The cases of a file; each line has one of these keys."""
    lines = [line for line in path.read_text("utf-8").split("\n") if not line.startswith("#")]
    blocks = re.split(r"\n\n+", "\n".join(lines).strip("\n"))
    return [[load_line(line, keys) for line in block.split("\n")] for block in blocks]


def load_line(line: str, keys: tuple[str, ...]) -> tuple[str, str]:
    """A line's key and text."""
    key, _, text = line.partition(":")
    assert key in keys, line
    return key, text.removeprefix(" ")


def every(case: Case, key: str) -> list[str]:
    """The texts of a key, which may stand in a case several times."""
    return [text for found, text in case if found == key]
