"""Print a record's text line by line, with what each line was read as."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from enum import Enum
from textwrap import shorten
from typing import Any

from attrs import frozen

from ifes_records.model import ElectionRecord, ResultPlace
from ifes_records.model.located import Located
from ifes_records.model.origin import Place, Role
from ifes_records.model.record import FACTS, names_of, origin_of
from ifes_records.trace.account import Account, Fragment, account
from ifes_records.trace.steps import value_at

# Longer texts are cut; the whole line is above them.
TEXT_WIDTH = 60
# Fields that only give a position or a form, or repeat the line.
NOT_SHOWN = ("text", "type", "level", "blocks", "children", "rows", "line", "seats_won_mark", "votes_mark")


@frozen
class ExplainedLine:
    """A line of the text: its number in the file, its text, its fragments, and the facts that begin in it."""

    number: int
    text: str
    fragments: tuple[tuple[Fragment, str], ...]
    facts: tuple[tuple[str, str], ...] = ()

    def __str__(self) -> str:
        below = [f"{'':7}{fragment.path or fragment.role.value}{shown}" for fragment, shown in self.fragments]
        below += [f"{'':7}-> {path}{shown}" for path, shown in self.facts]
        return "\n".join([f"{self.number:5}  {self.text}".rstrip(), *below])


@frozen
class Explanation:
    """The lines of a record, and the number of characters of each role."""

    lines: tuple[ExplainedLine, ...]
    account: Account

    def __str__(self) -> str:
        return "\n".join([*map(str, self.lines), "", in_words(self.account.counts)])


def in_words(counts: Counter[Role]) -> str:
    """``5,412 characters that are not white space: 5,120 field, 290 label, 0 boilerplate, 2 unread, 0 lost``."""
    parts = ", ".join(f"{counts[role]:,} {role.value}" for role in Role)
    return f"{sum(counts.values()):,} characters that are not white space: {parts}"


def explain(record: ElectionRecord) -> Explanation:
    """Explain each line of a record's text. Raises ``LookupError`` if the record was not read from a text."""
    origin = origin_of(record)
    source = origin.source
    accounted = account(record)
    fragments: defaultdict[int, list[tuple[Fragment, str]]] = defaultdict(list)
    for fragment in accounted.fragments:
        line = source.line(fragment.span.start)
        text = shorten(source.slice(fragment.span), TEXT_WIDTH)
        shown = f": {text}" if fragment.path is None else _described(value_at(record, fragment.path))
        fragments[line].append((fragment, shown))
    facts: defaultdict[int, list[tuple[str, str]]] = defaultdict(list)
    for place in filter(lambda place: _is_fact(place, record), record.places()):
        facts[source.line(place.span.start)].append((place.path, _described(place.value)))
    lines = tuple(
        ExplainedLine(number, text, tuple(fragments[number]), tuple(facts[number]))
        for number, text in enumerate(source.scan.split("\n")[:-1], start=source.lines_above + 1)
    )
    return Explanation(lines, accounted)


def _is_fact(place: Place, record: ElectionRecord) -> bool:
    """Whether a place is that of a fact, or of a result that only the body gives."""
    table = re.match(r"results\[(\d+)\]", place.path)
    in_body = table is not None and record.results[int(table[1])].place is ResultPlace.BODY
    return isinstance(place.value, Located) and (in_body or re.split(r"\W", place.path)[0] in FACTS)


def _described(value: Any) -> str:
    """A value as shown after its path: `` = 62``, or the fields of an object that have a value."""
    if names := names_of(value.__class__):
        fields = [(name, getattr(value, name)) for name in names if name not in NOT_SHOWN]
        shown = [f"{name}={_shown(inner)}" for name, inner in fields if _has_value(inner)]
        return ": " + ", ".join(shown) if shown else ""
    return f" = {_shown(value)}"


def _has_value(value: Any) -> bool:
    """Whether a field is worth showing. 0 is: ``-`` in a table means 0 seats."""
    return value is not None and value is not False and value != ()


def _shown(value: Any) -> str:
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, str):
        return repr(shorten(value, TEXT_WIDTH))
    if isinstance(value, tuple):
        return "[" + ", ".join(map(_shown, value)) + "]"
    if names_of(value.__class__):
        text = getattr(value, "text", None)
        return _shown(text) if text else "(" + _described(value).removeprefix(": ") + ")"
    return repr(value)
