"""Population and number of registered voters.

Population: 10,110,019 (2015 est.)
Registered Voters: 5,871,450 (2015)
Eligible Voters: 8,391,000 (as of 1 July 2020)
Voter Registration: 5,871,450 (2015)      (below this heading; elsewhere it may be a deadline)
"""

from __future__ import annotations

from attrs import evolve

from ifes_records.model.body import SectionKind
from ifes_records.model.facts import Population
from ifes_records.sections.dated_count import read_count
from ifes_records.sections.lines import Body


def read(body: Body) -> Population:
    """Read the counts by their keys, in any section."""
    own = evolve(body, sections=tuple(body.of_kind(SectionKind.POPULATION)))
    registered = "population.registered_voters"
    return Population(
        population=read_count(body, "population.population", "PEOPLE_KEY"),
        registered_voters=read_count(body, registered, "REGISTERED_KEY")
        or read_count(own, registered, "REGISTRATION_KEY"),
        eligible_voters=read_count(body, "population.eligible_voters", "ELIGIBLE_KEY"),
    )
