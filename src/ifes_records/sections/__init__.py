"""From a record's sections to its typed facts: one module a section, each ``read(body) -> facts``."""

from __future__ import annotations

from attrs import evolve

from ifes_records.model.facts import Facts
from ifes_records.sections import (
    contenders,
    deadlines,
    disability,
    electoral_system,
    gender,
    government,
    ifes,
    last_election,
    population,
    referendum,
    stakes,
)
from ifes_records.sections.lines import Body


def read_facts(body: Body) -> Facts:
    """All typed facts that the sections give."""
    return Facts(
        stakes=stakes.read(body),
        government=government.read(body),
        electoral_system=electoral_system.read(body),
        contenders=contenders.read(body, body.cut),
        last_election=last_election.read(body),
        deadlines=deadlines.read(body),
        population=population.read(body),
        gender=gender.read(body),
        disability=disability.read(body),
        ifes=ifes.read(body),
        referendum=evolve(referendum.read(body), results=referendum.results(body)),
    )
