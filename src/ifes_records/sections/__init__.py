"""Typed facts from a record's sections: one module for each section, each with ``read(body) -> facts``."""

from __future__ import annotations

from attrs import evolve

from ifes_records.model import ElectionRecord
from ifes_records.model.facts import Contender
from ifes_records.model.head import ElectionKind
from ifes_records.page.context import Context
from ifes_records.sections import (
    contenders,
    deadlines,
    disability,
    electoral_system,
    figures,
    gender,
    government,
    ifes,
    last_election,
    placing,
    population,
    referendum,
    results,
    stakes,
)
from ifes_records.sections.lines import Body, without_long_lines
from ifes_records.text.source_text import SourceText


def read_facts(record: ElectionRecord, context: Context) -> ElectionRecord:
    """Add the typed facts of all sections to the record; diagnostics are added to ``context``."""
    body = Body(
        without_long_lines(record.sections, context.limits.fact_characters, context.report),
        context.report,
        record.election.date,
        record.election.country.alpha2,
        record.results,
        _cut(context.source),
        context.spans,
        source=context.source,
        is_referendum=record.election.kind is ElectionKind.REFERENDUM,
    )
    body = placing.place(body)
    found = contenders.read(body)
    at_stake, governed = stakes.read(body), government.read(body)
    record = evolve(
        record,
        stakes=stakes.without_wrong_all(at_stake, governed.assembly),
        government=governed,
        electoral_system=electoral_system.read(body),
        contenders=found,
        last_election=last_election.read(evolve(body, known_names=_names(record, found))),
        deadlines=deadlines.read(body),
        population=population.read(body),
        gender=gender.read(body),
        disability=disability.read(body),
        ifes=ifes.read(body),
        referendum=referendum.read(body),
        results=(*record.results, *results.read(body)),
    )
    figures.report_left_out(record, body, context)
    placing.report_lost_headings(record, body)
    return record


def _names(record: ElectionRecord, found: tuple[Contender, ...]) -> frozenset[str]:
    """Return the names of the parties and candidates in the results and among the contenders."""
    rows = [row.name for result in record.results for row in result.rows]
    names = [*rows, *(contender.name for contender in found if contender.name is not None)]
    return frozenset(text for name in names for text in (name.text, name.english) if text)


def _cut(source: SourceText) -> int | None:
    """Return the offset at which the text ends in mid-line; ``None`` if it ends with a line end."""
    last = source.text[source.line_starts[-2] - source.start :]
    return source.start + len(source.text.rstrip()) if last.strip() and not last.endswith(("\n", "\r")) else None
