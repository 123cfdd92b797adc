"""The cases of `fixtures/cases`: small texts with all that is read from them. fixtures/README.md has the format."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from attrs import frozen

FOLDER = Path(__file__).parent.parent / "fixtures" / "cases"


@frozen
class Case:
    """One block of a file: what is given, as key and text, and the lines that it is expected to give."""

    title: str
    given: tuple[tuple[str, str], ...]
    expected: list[str]
    known_failure: str | None

    def all(self, key: str) -> list[str]:
        """The texts of every given line with this key."""
        return [text for found, text in self.given if found == key]

    def get(self, key: str) -> str | None:
        """The text of the first given line with this key."""
        return next(iter(self.all(key)), None)


def cases(file: str, keys: str) -> pytest.MarkDecorator:
    """Run a test with each case of a file as its argument `case`; `keys` are those that a given line can have."""
    return pytest.mark.parametrize("case", [_param(case) for case in load(file, keys)])


def _param(case: Case) -> object:
    xfail = pytest.mark.xfail(reason=case.known_failure or "", strict=True, raises=AssertionError)
    return pytest.param(case, id=case.title, marks=[xfail] if case.known_failure else [])


def load(file: str, keys: str | None = None) -> list[Case]:
    """The cases of a file, in order."""
    lines = [line for line in (FOLDER / f"{file}.txt").read_text("utf-8").split("\n") if not re.match("#( |$)", line)]
    blocks = re.split(r"\n\n+", "\n".join(lines).strip("\n"))
    return [_case(block.split("\n"), keys) for block in blocks]


def _case(lines: list[str], keys: str | None) -> Case:
    pairs = [_pair(line) for line in lines if not line.startswith("=> ")]
    title, reason = (next((text for key, text in pairs if key == name), None) for name in ("case", "known failure"))
    given = tuple(pair for pair in pairs if pair[0] not in ("case", "known failure"))
    assert keys is None or {key for key, _ in given} <= set(keys.split(",")), lines
    expected = [line.removeprefix("=> ") for line in lines if line.startswith("=> ")]
    assert expected, f"Nothing is expected, not even `=> nothing`: {lines}"
    if expected == ["nothing"]:
        expected = []
    return Case(title or given[0][1], given, [written(*_pair(line)) for line in expected], reason)


def _pair(line: str) -> tuple[str, str]:
    key, colon, text = line.partition(":")
    assert colon, f"No colon: {line!r}"
    return key, text.removeprefix(" ")


def written(key: str, value: object) -> str:
    """A value as a line of what is expected."""
    return f"{key}: {value}"


def told(**values: object) -> list[str]:
    """What was read, as lines of what is expected: one for each value of a list, none for `None` and `False`."""
    lines = []
    for key, value in values.items():
        for each in value if isinstance(value, (list, tuple)) else [value]:
            if each is not None and each is not False:
                lines.append(written(key, "yes" if each is True else each))
    return lines
