"""A record and the lines of its text, to which damage is done."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from attrs import evolve, frozen
from hypothesis.strategies import DrawFn

from ifes_records.model import ElectionRecord
from ifes_records.render import Layout, join, lines
from ifes_records.render.line import OutputLine
from ifes_records.strategies.damaged import Damaged, fields_in

LAYOUT = Layout()


@frozen
class Sound:
    """A record and the lines of its text, to be damaged."""

    record: ElectionRecord
    lines: tuple[OutputLine, ...]

    @classmethod
    def of(cls, record: ElectionRecord) -> Sound:
        """A record as it is written down."""
        return cls(record, tuple(map(_whole, lines(record, LAYOUT))))

    def numbers(self) -> list[int]:
        """The number of each line, counted from 1."""
        numbers, number = [], 1
        for index, line in enumerate(self.lines):
            number += line.gap + 1 if index else 0
            numbers.append(number)
        return numbers

    def fields(self, index: int) -> tuple[str, ...]:
        """The paths of what a line says."""
        return fields_in(self.lines[index], self.record, LAYOUT)

    def below(self, index: int) -> tuple[str, ...]:
        """The paths of what the lines from this one on say."""
        found = [path for number in range(index, len(self.lines)) for path in self.fields(number)]
        for table in range(len(self.record.results)):
            at = self.where(rf"results\[{table}\]\..*")
            if not at or at[0] >= index:  # one that only the body gives has no lines of its own
                found.append(f"results[{table}]")
        return tuple(dict.fromkeys(found))

    def where(self, pattern: str) -> list[int]:
        """The lines whose path fits a pattern."""
        return [index for index, line in enumerate(self.lines) if re.fullmatch(pattern, line.path)]


# A kind of damage; it gives nothing for a record without what it breaks.
Damage = Callable[[DrawFn, Sound], Damaged | None]


def written(changed: Iterable[OutputLine], line_end: str = LAYOUT.line_end) -> str:
    """The text that lines make."""
    return join(list(changed), LAYOUT, line_end)


def _whole(line: OutputLine) -> OutputLine:
    """A line whose text is everything in it, except for a bullet."""
    bullet = line.before if line.path.startswith("sections") else ""
    return evolve(line, text=f"{line.before.removeprefix(bullet)}{line.text}{line.after}", before=bullet, after="")
