"""One HTML page for records: the text on the left, what was read from it on the right."""

from __future__ import annotations

from base64 import b64encode
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache
from hashlib import sha256
from importlib.resources import files

from attrs import frozen
from markupsafe import Markup

from ifes_records.diagnostics import Severity
from ifes_records.model import ElectionRecord, SourceKind
from ifes_records.model.origin import Role
from ifes_records.show.fields import Fields
from ifes_records.show.figures import Figure, figures
from ifes_records.show.lines import Line, lines
from ifes_records.show.markup import Writer
from ifes_records.show.parts import Field, Group, Table
from ifes_records.show.pictures import Picture, pictures
from ifes_records.show.templating import render
from ifes_records.trace.account import account


@frozen
class Entry:
    """A record in the list of contents."""

    number: int
    date: str
    country: str
    contest: str
    rows: int
    severities: dict[str, str]
    where: str
    href: str


@frozen
class View:
    """All that a page shows of a record."""

    number: int
    record: ElectionRecord
    title: str
    where: str
    lines: tuple[Line, ...]
    html: Writer
    head: tuple[Group, ...]
    tables: tuple[tuple[Table, tuple[Picture, ...]], ...]
    facts: tuple[Group, ...]
    outline: tuple[Group, ...]
    footnotes: tuple[Field, ...]
    unread: tuple[Field, ...]
    figures: tuple[Figure, ...]
    severities: dict[str, str]
    characters: dict[str, int]


def page(
    records: ElectionRecord | Iterable[ElectionRecord],
    *,
    title: str | None = None,
    where: Sequence[str] | None = None,
) -> str:
    """Return one HTML page that shows a record, or many; with more than one, it begins with a list of them.

    The page needs no other file and no network. ``title`` is that of the page. ``where`` has the path to show for
    each record, by default that of its source. A record that was read from JSON is shown without a text. Raises
    ``ValueError`` if ``where`` has another length than ``records``.
    """
    shown = (records,) if isinstance(records, ElectionRecord) else tuple(records)
    paths = (
        tuple(where)
        if where is not None
        else tuple(record.source.path or record.source.name or "" for record in shown)
    )
    views = [
        view(record, number, path) for number, (record, path) in enumerate(zip(shown, paths, strict=True), start=1)
    ]
    entries = [entry(one.record, one.number, one.where, f"#r{one.number}") for one in views] if len(views) > 1 else []
    heading = title or (views[0].title if len(views) == 1 else f"{len(views):,} records")
    return whole(heading, entries, views, "#contents" if entries else None)


def whole(title: str, entries: Sequence[Entry], views: Sequence[View], back: str | None = None) -> str:
    """Fill in a page: a list of records, and the records. ``back`` leads from a record to the list."""
    style, script = asset("page.css"), asset("page.js")
    return render(
        "page.html",
        title=title,
        entries=entries,
        views=views,
        back=back,
        style=Markup(style),
        script=Markup(script),
        style_hash=digest(style),
        script_hash=digest(script),
        contest_of=contest_of,
    )


@cache
def asset(name: str) -> str:
    """The text of a style or script."""
    return files("ifes_records.show").joinpath("templates", name).read_text(encoding="utf-8")


def digest(text: str) -> str:
    """The hash of a style or script, as a Content Security Policy has it."""
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"


def entry(record: ElectionRecord, number: int, where: str, href: str) -> Entry:
    """A record's line in the list of contents."""
    election = record.election
    kind = record.source.kind
    return Entry(
        number,
        election.date or election.date_text or "",
        election.country.name or election.country.formal_name or "",
        contest_of(record) or (f"({kind.value})" if kind is not SourceKind.ELECTION else ""),
        sum(len(result.rows) for result in record.results),
        severities(record),
        where,
        href,
    )


def contest_of(record: ElectionRecord) -> str:
    """The contest in a few words."""
    return (record.election.contest.title or "").removeprefix("Election for ")


def title_of_record(record: ElectionRecord) -> str:
    """``Mazhilis (Kazakh House of Representatives), Kazakhstan, 2023-03-19``, or the name of the file."""
    election = record.election
    parts = [contest_of(record), election.country.name or election.country.formal_name, election.date]
    # Each part keeps its own direction, also in the title of a window.
    return ", ".join(f"\u2068{part}\u2069" for part in parts if part) or record.source.name or "A record"


def severities(record: ElectionRecord) -> dict[str, str]:
    """The number of diagnostics of each severity that there are, the worst first, in words: ``2 warnings``."""
    counts = Counter(diagnostic.severity for diagnostic in record.diagnostics)
    plural = {Severity.INFO: "info", Severity.WARNING: "warnings", Severity.ERROR: "errors"}
    worst_first = [severity for severity in reversed(Severity) if counts[severity]]
    return {one.value: f"{counts[one]:,} {one.value if counts[one] == 1 else plural[one]}" for one in worst_first}


def view(record: ElectionRecord, number: int, where: str) -> View:
    """Gather what a page shows of a record."""
    fields = Fields(record)
    head = tuple(fields.head())
    drawn: dict[int, list[Picture]] = {}
    for index, picture in pictures(record):
        drawn.setdefault(index, []).append(picture)
    tables = tuple(
        (fields.table(result, f"results[{index}]"), tuple(drawn.get(index, ())))
        for index, result in enumerate(record.results)
    )
    facts, outline = tuple(fields.facts()), tuple(fields.outline())
    footnotes, unread = tuple(fields.footnotes()), tuple(fields.unread())
    text: tuple[Line, ...] = ()
    found: tuple[Figure, ...] = ()
    roles: Counter[Role] = Counter()
    if record.origin is not None:
        known = account(record)
        found, roles = tuple(figures(record, fields.places)), known.counts
        headings = [span for group in outline if (span := group.title.span) is not None]
        text = tuple(lines(record, fields.numbers, known.fragments, found, headings))
    pieces = {begun: piece.begins[0] for line in text for piece in line.pieces for begun in piece.begins}
    return View(
        number=number,
        record=record,
        title=title_of_record(record),
        where=where,
        lines=text,
        html=Writer(f"r{number}", pieces),
        head=head,
        tables=tables,
        facts=facts,
        outline=outline,
        footnotes=footnotes,
        unread=unread,
        figures=found,
        severities=severities(record),
        characters={role.value: roles[role] for role in Role},
    )
