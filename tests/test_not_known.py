"""A value that is not known is read the same in every field: null, without a diagnostic, its written form kept.

One record has every field that can be given so; each word is put into all of them at once.
"""

from __future__ import annotations

from functools import cache
from operator import attrgetter
from typing import Any

import pytest
from attrs import evolve

from ifes_records import ElectionRecord, parse
from ifes_records.model.facts import (
    DatedCount,
    Deadline,
    ElectionJudgments,
    FemaleCandidates,
    GenderQuota,
    OfficeHolder,
    Treaty,
)
from ifes_records.model.record import names_of

NOT_KNOWN = (
    *("None", "none", "N/A", "n/a", "NA", "n.a.", "TBD", "TBA", "tbc", "Unknown"),
    *("To be determined", "To be announced", "to be confirmed", "to be decided"),
    *("Not available", "Not yet available", "Not applicable", "Not known", "Not yet announced", "Not reported"),
    *("No data", "No data available", "No information", "No figures", "No statistics available"),
)
# A dash before a status begins a bullet, so a dash is looked at in the other fields alone.
DASHES = ("-", "–", "—")

RECORD = """Record Modified: {0}

{date} Held

Republic of Zambia

Election for Zambian National Assembly

Cast Votes:{0}

Valid Votes:{0}

Invalid Votes:{0}

Registered Voters:{0}

Election Results Modified: {0}

Government Structure:

  • Chief of State: {0}

  • Head of Government: {0}

  • Assembly: {0}

Main candidates in the electoral race:

  • Candidate: Ann BELL

    • Party: {0}

    • Vote received in the first round: {0}

  • Civic Union (CU)

    • Leader: {0}

    • Seats won in last election: {0}

Population and number of registered voters:

  • Population: {0}

  • Registered Voters: {0}

  • Eligible Voters: {0}

Gender Data:

  • Female Population: {0}

  • CEDAW Status: {0}

  • Gender Quota: {0}

  • Female candidates in this election: {0}

  • Number of Female Legislators (pre-election): {0}

  • Human Development Index (HDI) Position: {0}

  • Social Institutions and Gender Index (SIGI) Categorization: {0}

Disability Data:

  • Is Zambia a signatory to CRPD: {0}

  • Has Zambia ratified CRPD: {0}

  • Population with a disability: {0}

IFES Resources:

  • Does IFES have a presence in Zambia: {0}

  • Election Access: {0}

  • Election Judgements: {0}

Key Deadlines:

  • Voter registration deadline: {0}

Election Modified: {0}
"""

# What each field is with the word `{0}` in it.
FIELDS: dict[str, object] = {
    "modified.record": None,
    "modified.results": None,
    "modified.election": None,
    "participation.cast_votes": None,
    "participation.cast_votes_text": "{0}",
    "participation.valid_votes": None,
    "participation.valid_votes_text": "{0}",
    "participation.invalid_votes": None,
    "participation.invalid_votes_text": "{0}",
    "participation.registered_voters": None,
    "participation.registered_voters_text": "{0}",
    "government.chief_of_state": None,
    "government.head_of_government": None,
    "government.assembly": None,
    "population.population": DatedCount("Population: {0}"),
    "population.registered_voters": DatedCount("Registered Voters: {0}"),
    "population.eligible_voters": DatedCount("Eligible Voters: {0}"),
    "gender.female_population": DatedCount("Female Population: {0}"),
    "gender.cedaw": Treaty("CEDAW Status: {0}"),
    "gender.quota": GenderQuota("Gender Quota: {0}"),
    "gender.female_candidates": FemaleCandidates("Female candidates in this election: {0}"),
    "gender.female_legislators": (),
    "gender.hdi_position": None,
    "gender.hdi_text": "{0}",
    "gender.sigi": None,
    "gender.sigi_text": "{0}",
    "disability.crpd": Treaty("Is Zambia a signatory to CRPD: {0} Has Zambia ratified CRPD: {0}"),
    "disability.population_with_disability": DatedCount("Population with a disability: {0}"),
    "ifes.presence": None,
    "ifes.presence_text": "{0}",
    "ifes.election_access": None,
    "ifes.election_access_text": "{0}",
    "ifes.election_judgments": ElectionJudgments("Election Judgements: {0}"),
    "deadlines": (Deadline("Voter registration deadline: {0}", "Voter registration deadline"),),
}


@cache
def record(word: str) -> ElectionRecord:
    return parse(RECORD.format(word, date="March 19, 2023" if word in DASHES else word))


def filled(value: Any, word: str) -> Any:
    """``value`` as the word makes it: ``{0}`` stands for it in every text."""
    if isinstance(value, str):
        return value.format(word)
    if isinstance(value, tuple):
        return tuple(filled(item, word) for item in value)
    if value is None:
        return None
    fields = {name: getattr(value, name) for name in names_of(value.__class__)}
    texts = {name: filled(item, word) for name, item in fields.items() if isinstance(item, str)}
    return evolve(value, **texts)


@pytest.mark.parametrize("word", [*NOT_KNOWN, *DASHES])
@pytest.mark.parametrize("field", FIELDS)
def test_field(field: str, word: str) -> None:
    assert attrgetter(field)(record(word)) == filled(FIELDS[field], word)


@pytest.mark.parametrize("word", [*NOT_KNOWN, *DASHES])
def test_contenders(word: str) -> None:
    parts = ("text", "party", "leaders", "seats_last_election", "first_round_percent", "first_round_votes", "note")
    found = [attrgetter(*parts)(one) for one in record(word).contenders]
    assert found == [
        ("Candidate: Ann BELL", None, (), None, None, None, None),
        ("Civic Union (CU)", None, (), None, None, None, None),
    ]


@pytest.mark.parametrize("word", NOT_KNOWN)
def test_election_date(word: str) -> None:
    election = record(word).election
    assert (election.date, election.date_text, election.status_text) == (None, word, "Held")


@pytest.mark.parametrize("word", [*NOT_KNOWN, *DASHES])
def test_no_diagnostic(word: str) -> None:
    assert record(word).diagnostics == ()
    assert record(word).unread == ()


def test_nobody_holds_a_vacant_office() -> None:
    """That an office is vacant is known, and is kept as a note."""
    found = record("Vacant").government
    assert found.chief_of_state == OfficeHolder("Chief of State: Vacant", note="Vacant")
    assert found.head_of_government == OfficeHolder("Head of Government: Vacant", note="Vacant")


def test_a_vacant_leadership_is_nobody() -> None:
    assert [one.leaders for one in record("vacant").contenders] == [(), ()]


def test_a_dash_among_seats_is_zero() -> None:
    """The site prints a dash for 0 in a table of parties."""
    text = "Election for Senate\n\nParty Seats Won Seats Change Votes\n\nCivic Union 5 - 480\n\nOthers - - 20\n"
    assert [row.seats_won for row in parse(text).results[0].rows] == [5, 0]


@pytest.mark.parametrize(
    ("line", "title", "note"),
    [
        ("Chief of State: President (TBD)", "President", "TBD"),
        ("Chief of State: Prime Minister (vacant)", "Prime Minister", "vacant"),
        ("Chief of State: President TBD", "President", "TBD"),
    ],
)
def test_an_office_without_a_holder(line: str, title: str, note: str) -> None:
    found = parse(f"Election for Senate\n\nGovernment Structure:\n\n  • {line}\n").government.chief_of_state
    assert found == OfficeHolder(line, title=title, note=note)


@pytest.mark.parametrize(("name", "given"), [("Noneta NASH", "Noneta"), ("Nada TBAYI", "Nada")])
def test_names_that_begin_like_such_words(name: str, given: str) -> None:
    line = f"Chief of State: President {name}"
    found = parse(f"Election for Senate\n\nGovernment Structure:\n\n  • {line}\n").government.chief_of_state
    assert found is not None
    assert (found.title, found.name, found.given_name, found.note) == ("President", name, given, None)
