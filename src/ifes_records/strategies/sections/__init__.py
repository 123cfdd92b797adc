"""Sections of a record's body, each with the facts that reading it must give: one strategy for each kind.

A draft's facts are those that its lines were made of. They are never asked of the parser, so that what a section
says and what is read from it can be compared.
"""

from ifes_records.strategies.sections.body import KINDS, facts_of, sections
from ifes_records.strategies.sections.contenders import contenders
from ifes_records.strategies.sections.counts import population
from ifes_records.strategies.sections.deadlines import deadlines
from ifes_records.strategies.sections.draft import DraftNote, SectionDraft
from ifes_records.strategies.sections.electoral_system import electoral_system
from ifes_records.strategies.sections.gender import disability, gender
from ifes_records.strategies.sections.government import government
from ifes_records.strategies.sections.last_election import last_election
from ifes_records.strategies.sections.prose import other, prose
from ifes_records.strategies.sections.referendum import (
    about_referendum,
    provisions,
    referendum_results,
    requirements,
)
from ifes_records.strategies.sections.resources import ifes
from ifes_records.strategies.sections.stakes import stakes

__all__ = [
    "KINDS",
    "DraftNote",
    "SectionDraft",
    "about_referendum",
    "contenders",
    "deadlines",
    "disability",
    "electoral_system",
    "facts_of",
    "gender",
    "government",
    "ifes",
    "last_election",
    "other",
    "population",
    "prose",
    "provisions",
    "referendum_results",
    "requirements",
    "sections",
    "stakes",
]
