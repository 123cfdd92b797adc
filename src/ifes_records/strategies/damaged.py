"""A damaged text, what is known about it, and which values of a reading are wrong."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import Any

from attrs import field, frozen

from ifes_records.model import ElectionRecord, SectionKind, SourceKind
from ifes_records.render import Layout, content
from ifes_records.render.line import OutputLine
from ifes_records.strategies.kinds.silence import Outcome, compare

# The facts by kind of section; a heading that is lost or found can move facts from one to another.
FACTS = (
    "stakes", "government", "electoral_system", "contenders", "last_election", "deadlines", "population", "gender",
    "disability", "ifes", "referendum",
)  # fmt: skip
BODY = ("sections", "footnotes", *FACTS)

# The values of a field for which the text gives nothing.
NOTHING = (None, False, (), "unknown", "other")


class DamageKind(StrEnum):
    """What has happened to a text; ``damage_to_lines`` and ``damage_to_signs`` say what each kind may change."""

    CUT = "cut"
    DOUBLED = "doubled"
    SHUFFLED = "shuffled"
    MERGED = "merged"
    LOST_BLANK_LINES = "lost_blank_lines"
    WHITE_SPACE = "white_space"
    BULLETS = "bullets"
    BRACKETS = "brackets"
    FIGURE = "figure"
    CELL = "cell"
    ROW = "row"
    TEXT = "text"
    MONTH = "month"
    MOJIBAKE = "mojibake"


@frozen
class Damaged:
    """A text with one kind of damage, and how it must be read.

    Paths are those of diagnostics (``results[0].rows[2].votes``); a path covers everything under it.
    """

    kind: DamageKind
    """What has happened to the text."""
    text: str = field(repr=False)
    """The damaged text."""
    sound: ElectionRecord
    """What the text said before."""
    expected: ElectionRecord
    """What the damaged text says: the same as ``sound``, except where a row is in it twice."""
    lines: frozenset[int] = frozenset()
    """The damaged lines, counted from 1; a diagnostic at one of them is about the damage."""
    free: tuple[str, ...] = ()
    """The paths of values that may differ, because the text no longer gives them."""
    doubtful: tuple[str, ...] = ()
    """The paths of values that may differ or be missing, if a diagnostic says so."""
    lost: tuple[str, ...] = ()
    """The paths of values that may be missing, as the text may have lost them; a value that is there is correct."""

    shortened: tuple[str, ...] = ()
    """The paths of texts that may have lost their end."""
    by_name: frozenset[str] | None = None
    """Given if rows are compared by name, since others may be between them; these fields of rows may differ."""

    def wrong(self, record: ElectionRecord) -> list[str]:
        """The paths at which a reading of the text has a wrong value, or has lost one, without a diagnostic.

        Empty for a correct reading. A text that is no longer recognised as an election has no values to be wrong.
        """
        if record.source.kind is not SourceKind.ELECTION:
            return []
        if self.by_name is not None:
            findings = compare(self.sound, record, self.by_name)
            return [each.path for each in findings if each.outcome is Outcome.SILENT]
        expected, found = dict(values(self.expected)), dict(values(record))
        return [
            path
            for path in dict.fromkeys([*expected, *found])
            if not _same(expected.get(path), found.get(path))
            and not self._may_differ(path, found.get(path), record)
            and not self._is_shortened(path, expected.get(path), found.get(path))
        ]

    def _is_shortened(self, path: str, expected: Any, found: Any) -> bool:
        both = isinstance(expected, str) and isinstance(found, str)
        return both and expected.startswith(found) and _is_under(path, self.shortened)

    def _may_differ(self, path: str, found: Any, record: ElectionRecord) -> bool:
        if _is_under(path, self.free):
            return True
        if _is_under(path, self.lost) and found in NOTHING:
            return True
        return _is_under(path, self.doubtful) and self._is_told(path, record)

    def _is_told(self, path: str, record: ElectionRecord) -> bool:
        """Whether a diagnostic is about the path or what it is in, a damaged line, or the whole text."""
        return any(
            diagnostic.line in self.lines
            or diagnostic.line == 0
            or (diagnostic.path and (_is_under(path, [diagnostic.path]) or _is_under(diagnostic.path, [path])))
            for diagnostic in record.diagnostics
        )


def values(record: ElectionRecord) -> Iterator[tuple[str, Any]]:
    """Every value of a record by its path, without unread lines and line numbers."""
    said = content(record)
    del said["unread"]
    yield from _leaves(said, "")


def _leaves(value: Any, path: str) -> Iterator[tuple[str, Any]]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _leaves(inner, f"{path}.{key}" if path else key)
    elif isinstance(value, list | tuple):
        for index, inner in enumerate(value):
            yield from _leaves(inner, f"{path}[{index}]")
    else:
        yield path, value


def _same(one: Any, other: Any) -> bool:
    return one == other or (one in NOTHING[:3] and other in NOTHING[:3])


def _is_under(path: str, prefixes: Iterable[str]) -> bool:
    """Whether a path is one of these or under one; ``*`` matches any name or number."""
    return any(re.match(re.escape(prefix).replace(r"\*", r"[^.\]]*") + r"(?![^.\[])", path) for prefix in prefixes)


def fields_in(line: OutputLine, record: ElectionRecord, layout: Layout) -> tuple[str, ...]:
    """The paths of all values in a line of a record's text, from the path of the field that it writes."""
    path = line.path
    if path.startswith(("participation.", "modified.")):
        return (path.removesuffix("_text"), path)
    if path == "election.date_text":
        status = () if layout.status_on_own_line else ("election.status", "election.status_text")
        return ("election.date", path, *status)
    if path == "election.status_text":
        return ("election.status", path)
    if path.startswith("election.contest"):
        return ("election.contest", "election.kind", "election.round")
    if path.startswith("election.country"):
        # Without the country, its languages no longer separate a local name in Latin letters from the English one.
        names = ("results[*].rows[*].name", "election.contest.name")
        return ("election.country", *(f"{name}.{part}" for name in names for part in ("local", "english")))
    if path.endswith(".name.text"):
        return (path.removesuffix(".name.text"),)
    if match := re.match(r"sections\[(\d+)\]", path):
        return ("sections", "footnotes", *facts_near(record, int(match[1])))
    return (path,) if path else ()


def facts_near(record: ElectionRecord, index: int) -> tuple[str, ...]:
    """The facts of a section, and those of the section above, which can absorb its lines when a heading is lost."""
    kinds = {section.kind for section in record.sections[max(index - 1, 0) : index + 1]}
    told = [kind.value for kind in kinds if kind.value in FACTS]
    if SectionKind.POPULATION in kinds or SectionKind.GENDER in kinds:
        told += ["population", "gender"]
    if SectionKind.REQUIREMENTS in kinds:
        told.append("referendum")
    return tuple(told)
