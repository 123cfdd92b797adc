"""Disability data.

Is Nigeria a signatory to CRPD: Yes (30 March 2007)
Has Nigeria ratified CRPD: Yes (24 September 2010)
CRPD Status: Signed 2 April 2007; Ratified 14 July 2009
Population with a disability: 1,390,000 (est.)
"""

from __future__ import annotations

from ifes_records.model.facts import Disability
from ifes_records.sections import treaty
from ifes_records.sections.dated_count import read_count
from ifes_records.sections.lines import Body


def read(body: Body) -> Disability:
    """Read the facts by their keys, in any section."""
    return Disability(
        crpd=treaty.read(body, "CRPD", "disability.crpd"),
        population_with_disability=read_count(
            body,
            "disability.population_with_disability",
            "DISABILITY_COUNT_KEY",
        ),
    )
