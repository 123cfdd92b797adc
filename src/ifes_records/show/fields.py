"""What was read, in groups for people to look at: each field with its label, its value, its path and its span."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from attrs import define, field

from ifes_records.model import ElectionRecord, Name, Result, ResultKind, ResultPlace, ResultRow
from ifes_records.model.origin import Place
from ifes_records.model.record import FACTS, names_of
from ifes_records.show.parts import Field, Group, Mark, Row, Table, doubts
from ifes_records.show.words import local_name, shortened, shown_value, title_of
from ifes_records.span import Span

COUNTS = ("registered_voters", "cast_votes", "valid_votes", "invalid_votes")
# Fields that repeat the line they are from or say where it is, and those worth showing only if they are true.
NOT_SHOWN = ("text", "line", "result_index", "year_inferred", "estimate", "all", "withdrawn")
COLUMNS = {"seats": "seats_won", "change": "seats_change", "votes": "votes", "share": "vote_percent"}
KINDS = {ResultKind.PARTY: "Parties", ResultKind.CANDIDATE: "Candidates", ResultKind.REFERENDUM: "Referendum"}


@define
class Fields:
    """Makes the fields of a record."""

    record: ElectionRecord
    places: tuple[Place, ...] = field(init=False)
    """Every value that was read from the text; none for a record without one."""
    spans: dict[str, Span] = field(init=False)
    marks: dict[str, list[Mark]] = field(init=False)
    made: list[Field] = field(factory=list, init=False)
    """Every field so far, in the order of the page."""
    numbers: dict[Span, int] = field(factory=dict, init=False)
    """The number of each span with a value."""

    def __attrs_post_init__(self) -> None:
        """Find the span of each value, and the doubts about it."""
        self.places = tuple(self.record.places()) if self.record.origin is not None else ()
        self.spans = {place.path: place.span for place in self.places}
        self.marks = {}
        for number, diagnostic in enumerate(self.record.diagnostics):
            if diagnostic.path is not None and doubts(diagnostic):
                mark = Mark(number, diagnostic.effect.value, diagnostic.message)
                self.marks.setdefault(diagnostic.path, []).append(mark)

    def make(self, label: str, value: str, path: str, *owners: str) -> Field:
        """Make a field, and remember it. It also has the marks of the ``owners``, which are not shown themselves."""
        marks = tuple(mark for at in dict.fromkeys((path, *owners)) for mark in self.marks.get(at, ()))
        # What the text has in place of a count that was not read is in a field of its own.
        span = self.spans.get(path) or self.spans.get(f"{path}_text")
        number, before = 0, len(self.numbers)
        if span is not None and span.end > span.start and value:
            number = self.numbers.setdefault(span, before + 1)
        made = Field(label, value, path, span, marks, number, number > before)
        self.made.append(made)
        return made

    def head(self) -> Iterator[Group]:
        """The election, its counts, and when the site last changed the page."""
        record = self.record
        election, country, contest = record.election, record.election.country, record.election.contest
        shown = {
            "election.date": ("date", election.date or election.date_text),
            "election.status": ("status", election.status_text or election.status),
            f"election.country.{'name' if country.name else 'formal_name'}": (
                "country",
                country.name or country.formal_name,
            ),
            "election.country.short_name": ("short name", country.short_name),
            "election.country.alpha3": ("code", country.alpha3),
            "election.contest.title": ("contest", contest.title),
            "election.kind": ("kind", election.kind),
            "election.round": ("round", election.round),
        }
        fields = [
            self.make(label, shown_value(value), path, path.removesuffix(".name").removesuffix(".formal_name"))
            for path, (label, value) in shown.items()
            if value is not None
        ]
        names = self.name(contest.name, "election.contest.name", False) if contest.name else ()
        yield Group(self.make("Election", "", "election"), (*fields, *names))
        part = record.participation
        counts = [
            self.make(name.replace("_", " "), self._count(name), f"participation.{name}")
            for name in COUNTS
            if getattr(part, name) is not None or getattr(part, f"{name}_text") is not None
        ]
        if part.turnout_percent is not None:
            counts.append(self.make("turnout", f"{part.turnout_percent:g}%", "participation.turnout_percent"))
        if counts:
            yield Group(self.make("Participation", "", "participation"), tuple(counts))
        yield from self.group(record.modified, "modified", "Last changed on the site")

    def _count(self, name: str) -> str:
        """A count in words, also if there is none."""
        value = getattr(self.record.participation, name)
        if value is None:
            return "not read" if f"participation.{name}" in self.marks else "not given"
        return f"{value:,}"

    def facts(self) -> Iterator[Group]:
        """The facts that were read from the sections."""
        for name in FACTS:
            value = getattr(self.record, name)
            if isinstance(value, tuple):
                groups = tuple(
                    g for i, item in enumerate(value) for g in self.group(item, f"{name}[{i}]", f"{i + 1}")
                )
                if groups:
                    yield Group(self.make(title_of(name), "", name), (), groups)
            else:
                yield from self.group(value, name, title_of(name))

    def outline(self) -> Iterator[Group]:
        """The sections: the heading of each, and the first words of its blocks."""
        for index, section in enumerate(self.record.sections):
            path = f"sections[{index}]"
            title = self.make(shown_value(section.kind), section.heading or "no heading", f"{path}.heading", path)
            blocks = tuple(self._blocks(section.blocks, f"{path}.blocks"))
            yield Group(title, blocks)

    def footnotes(self) -> Iterator[Field]:
        """The footnotes, each with its mark as the label."""
        for index, note in enumerate(self.record.footnotes):
            yield self.make(note.mark, note.text, f"footnotes[{index}].text", f"footnotes[{index}]")

    def unread(self) -> Iterator[Field]:
        """The lines that were left unread, each with its number as the label."""
        for index, line in enumerate(self.record.unread):
            yield self.make(f"line {line.line}", line.text, f"unread[{index}].text", f"unread[{index}]")

    def _blocks(self, blocks: Iterable[Any], path: str) -> Iterator[Field]:
        for index, block in enumerate(blocks):
            at = f"{path}[{index}]"
            yield self.make(shown_value(block.type), shortened(block.text), f"{at}.text", at)
            yield from self._blocks(block.children, f"{at}.children")

    def table(self, result: Result, path: str) -> Table:
        """A result as a table, with those columns that have a value, or a doubt about one, in any row."""
        where = " (only in the body)" if result.place is ResultPlace.BODY else ""
        title = self.make(f"{KINDS[result.kind]}{where}", result.question or result.heading or "", path)
        known, rows_at = columns_of(result), [f"{path}.rows[{number}]" for number in range(len(result.rows))]
        used = {
            column: name
            for column, name in COLUMNS.items()
            if column in known or any(f"{at}.{name}" in self.marks for at in rows_at)
        }
        rows = []
        for at, row in zip(rows_at, result.rows, strict=True):
            name = self.make("name", row.name.text, f"{at}.name", at)
            parts = tuple(self.name(row.name, f"{at}.name", whole=False)) if row.name.english != row.name.text else ()
            cells = tuple(self._cell(row, column, f"{at}.{field}") for column, field in used.items())
            rows.append(Row(name, parts, cells))
        return Table(title, used, tuple(rows))

    def _cell(self, row: ResultRow, column: str, path: str) -> Field | None:
        value = getattr(row, path.rpartition(".")[2])
        if column == "change":
            arrows = {"up": "▲", "down": "▼", "unchanged": "="}
            arrow = arrows[row.seats_change_direction] if row.seats_change_direction else ""
            if value is None:
                return self.make(column, arrow, f"{path}_direction") if arrow else None
            return self.make(column, f"{value:+,}" if value else "0", path)
        if value is None:
            return self.make(column, "", path) if path in self.marks else None
        return self.make(column, f"{value:g}%" if column == "share" else f"{value:,}", path)

    def group(self, value: Any, path: str, title: str) -> Iterator[Group]:
        """The fields of an object as a group; none if it has no value."""
        before = len(self.made)
        head = self.make(title, "", path)
        inside = [one for name in names_of(value.__class__) for one in self._inside(value, name, path)]
        text = getattr(value, "text", None)
        if not inside and text:
            inside.append(self.make("text", shortened(text), f"{path}.text"))
        if not inside:
            del self.made[before:]
            return
        fields = tuple(one for one in inside if isinstance(one, Field))
        line = getattr(value, "line", None) if self.places else None
        yield Group(head, fields, tuple(one for one in inside if isinstance(one, Group)), line)

    def _inside(self, owner: Any, name: str, path: str) -> Iterator[Field | Group]:
        """The fields or groups of one field of an object."""
        value, at = getattr(owner, name), f"{path}.{name}"
        if value is None and at in self.marks:
            yield self.make(name.replace("_", " "), "not read", at)
        if value is None or name.endswith("_text") or (name in NOT_SHOWN and value is not True):
            return
        label, is_list = name.replace("_", " "), isinstance(value, tuple)
        for index, item in enumerate(value if is_list else (value,)):
            at = f"{path}.{name}[{index}]" if is_list else f"{path}.{name}"
            if isinstance(item, Name):
                yield from self.name(item, at)
            elif names_of(item.__class__):
                yield from self.group(item, at, f"{label} {index + 1}" if is_list else label)
            else:
                yield self.make(label, f"{item:g}%" if "percent" in name else shown_value(item, name), at)

    def name(self, name: Name, path: str, whole: bool = True) -> Iterator[Field]:
        """The parts of a name."""
        if whole and name.english != name.text:
            yield self.make("name", name.text, f"{path}.text")
        if name.english:
            yield self.make("name" if name.english == name.text else "in English", name.english, f"{path}.english")
        for index, local in enumerate(name.local):
            yield self.make("local name", local_name(local), f"{path}.local[{index}].text")
        if name.acronym:
            yield self.make("acronym", name.acronym, f"{path}.acronym")


def columns_of(result: Result) -> dict[str, str]:
    """The columns of a table that have a value in any row, each with its field. An arrow is a change in seats."""

    def has(row: ResultRow, name: str) -> bool:
        return getattr(row, name) is not None or (name == "seats_change" and row.seats_change_direction is not None)

    return {column: name for column, name in COLUMNS.items() if any(has(row, name) for row in result.rows)}
