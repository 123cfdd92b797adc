"""What became of the values of a damaged text: right, null, wrong with a warning, or wrong in silence."""

from __future__ import annotations

import html
import unicodedata
from collections.abc import Iterator
from enum import StrEnum
from typing import Any

from attrs import frozen

from ifes_records.diagnostics import Diagnostic, Severity
from ifes_records.model import ElectionRecord, ResultPlace, SourceKind
from ifes_records.trace import span_of

FIGURES = ("seats_won", "seats_change", "seats_change_direction", "votes", "vote_percent")
COUNTS = ("cast_votes", "valid_votes", "invalid_votes", "registered_voters", "turnout_percent")
TITLE = "election.contest.title"
HEAD = (
    *(f"participation.{name}" for name in COUNTS),
    "election.date", "election.status", "election.country.alpha2", TITLE, "modified.record", "modified.results",
)  # fmt: skip


class Outcome(StrEnum):
    """What became of a damaged text: its worst value counts. From the best to the worst."""

    RIGHT = "right"
    """Every value is what it was."""
    REPORTED = "null"
    """Values are null or gone, with a diagnostic."""
    WARNED = "warned"
    """A value is wrong, with a warning on its path, its row or its line."""
    NOTED = "noted"
    """A value is wrong, with nothing but a check of sums or a diagnostic that is no warning."""
    LOST = "lost"
    """A value is null or gone, and no diagnostic says so."""
    SILENT = "SILENT"
    """A value is wrong or made up, and no diagnostic says so."""


@frozen
class Finding:
    """A value that is not what it was."""

    outcome: Outcome
    path: str
    was: Any
    found: Any


def outcome(findings: list[Finding]) -> Outcome:
    """The worst of what was found."""
    order = list(Outcome)
    return max((finding.outcome for finding in findings), key=order.index, default=Outcome.RIGHT)


def compare(
    sound: ElectionRecord,
    record: ElectionRecord,
    may_say: frozenset[str] = frozenset(),
    may_lose: frozenset[str] = frozenset(),
) -> Iterator[Finding]:
    """Every value of the head, the counts and the rows that a damaged text does not give as the sound one did.

    Rows are compared by their names. A text that is not read as an election has no values to be wrong, and its
    diagnostic says so.
    """
    if record.source.kind is not SourceKind.ELECTION:
        yield Finding(Outcome.REPORTED, "", None, None)
        return
    reports = [each for each in record.diagnostics if each not in sound.diagnostics]
    for path in HEAD:
        was, found = _at(sound, path), _at(record, path)
        if was != found and (path != TITLE or _letters(was or "") != _letters(found or "")):
            yield Finding(_outcome(record, path, None, found, reports), path, was, found)
    yield from _rows(sound, record, may_say, may_lose, reports)


def _rows(
    sound: ElectionRecord,
    record: ElectionRecord,
    may_say: frozenset[str],
    may_lose: frozenset[str],
    reports: list[Diagnostic],
) -> Iterator[Finding]:
    expected: dict[str, list[Any]] = {}
    for result in sound.results:
        for row in result.rows:
            expected.setdefault(_letters(row.name.text), []).append(row)
    for table, result in enumerate(record.results):
        if result.place is not ResultPlace.RESULTS:
            continue  # the same numbers are in the body
        for number, row in enumerate(result.rows):
            path = f"results[{table}].rows[{number}]"
            named = expected.get(_letters(row.name.text), [])
            same = next((one for one in named if all(_same(one, row, field) for field in FIGURES)), None)
            was = same or (named[0] if named else None)
            if was is None:
                made_up = _outcome(record, f"{path}.name", row.line, row.name.text, reports)
                yield Finding(made_up, f"{path}.name", None, row.name.text)
                continue
            if len(named) > 1:
                named.remove(was)
            elif named is not None:
                expected[_letters(row.name.text)] = [was]
            for field in FIGURES:
                found = getattr(row, field)
                free = (getattr(was, field) is None and field in may_say) or (found is None and field in may_lose)
                if free or _same(was, row, field):
                    continue
                yield Finding(
                    _outcome(record, f"{path}.{field}", row.line, found, reports),
                    f"{path}.{field}", getattr(was, field), found,
                )  # fmt: skip
    names = {_letters(row.name.text) for result in record.results for row in result.rows}
    for name, rows in expected.items():
        if name not in names:
            yield Finding(Outcome.REPORTED if _is_told(reports) else Outcome.LOST, "results", rows[0].name.text, None)


def _same(was: Any, row: Any, field: str) -> bool:
    one, other = getattr(was, field), getattr(row, field)
    return bool(one == other or (field == "vote_percent" and None not in (one, other) and abs(one - other) < 0.011))


def _letters(name: str) -> str:
    """A name without signs, blanks and case, in which a ligature is its letters."""
    return "".join(
        sign
        for sign in unicodedata.normalize("NFKC", html.unescape(name)).casefold().replace("ı", "i")
        if sign.isalnum()
    )


def _at(record: ElectionRecord, path: str) -> Any:
    value: Any = record
    for name in path.split("."):
        value = getattr(value, name)
    return value


def _outcome(record: ElectionRecord, path: str, line: int | None, found: Any, reports: list[Diagnostic]) -> Outcome:
    about = [each for each in reports if _covers(each, record, path, line)]
    if found is None or (found == "unknown" and path == "election.status"):
        return Outcome.REPORTED if about or _is_told(reports) else Outcome.LOST
    if not about:
        return Outcome.SILENT
    direct = any(each.severity is not Severity.INFO and "SUM" not in each.code for each in about)
    return Outcome.WARNED if direct else Outcome.NOTED


def _is_told(reports: list[Diagnostic]) -> bool:
    """Whether something is reported as not read: what is gone has no line or path of its own any more."""
    return any(each.severity is not Severity.INFO and "SUM" not in each.code for each in reports) or any(
        each.code in ("I-ROW-EMPTY", "I-HEADING-LOST") for each in reports
    )


def _covers(report: Diagnostic, record: ElectionRecord, path: str, line: int | None) -> bool:
    """Whether a diagnostic is about a path, the row or object that it is in, a part of it, or its line."""
    row = path.rpartition(".")[0] if path.startswith("results") and "]." in path else path
    if report.path and any(_is_under(one, other) for one, other in ((path, report.path), (report.path, row))):
        return True
    if line is None:
        span = span_of(record, path)
        line = record.origin.source.line(span.start) if span is not None and record.origin is not None else None
    return line is not None and report.line == line


def _is_under(path: str, prefix: str) -> bool:
    return path == prefix or path.startswith((f"{prefix}.", f"{prefix}["))
