"""Conventions, signed and ratified or acceded to: CEDAW and CRPD, as the old pages ask and the new ones sum up."""

from __future__ import annotations

import datetime

from attrs import evolve, frozen
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, composite

from ifes_records.model.body import Block
from ifes_records.model.facts import Treaty, TreatyStatus
from ifes_records.strategies.once import sampled_from
from ifes_records.strategies.sections.counts import NOT_TOLD
from ifes_records.strategies.sections.draft import gaps, keyed
from ifes_records.strategies.sections.words import dated

# The years in which each could be signed, both whole.
OPEN_FROM = {"CEDAW": 1981, "CRPD": 2008}


@composite
def treaties(draw: DrawFn, name: str, country: str, last_year: int) -> tuple[list[Block], Treaty]:
    """The lines on a convention, and their facts."""
    first = datetime.date(OPEN_FROM[name], 1, 1)
    last = datetime.date(max(last_year, OPEN_FROM[name] + 1), 12, 31)
    days = sorted(draw(st.tuples(st.dates(first, last), st.dates(first, last))))
    one, other = draw(dated(days[0])), draw(dated(days[1]))
    if len({len(one[1]), len(other[1])}) > 1 and one[1][:4] == other[1][:4]:
        other = (str(days[1].year), str(days[1].year))
    blocks, treaty = draw(st.one_of(_summed_up(name, one, other), _asked(name, country, one, other)))
    return blocks, evolve(treaty, text=" ".join(block.text for block in blocks))


@composite
def _summed_up(draw: DrawFn, name: str, one: tuple[str, str], other: tuple[str, str]) -> tuple[list[Block], Treaty]:
    """``CEDAW Status: Signed 4 December 1980, Ratified 2 July 1992``."""
    (signed_on, signed), (ratified_on, ratified) = one, other
    both = Treaty("", TreatyStatus.RATIFIED, has_signed=True, signed=signed, has_ratified=True, ratified=ratified)
    only = Treaty("", TreatyStatus.RATIFIED, has_ratified=True, ratified=ratified)
    acceded = evolve(only, status=TreatyStatus.ACCESSION)
    just_signed = Treaty("", TreatyStatus.SIGNED, has_signed=True, signed=signed)
    forms = [
        (f"Signed {signed_on}, Ratified {ratified_on}", both),
        (f"Signed {signed_on}; Ratified {ratified_on}", both),
        (f"Signed on {signed_on} and ratified on {ratified_on}", both),
        (f"Signed ({signed_on}), ratified ({ratified_on})", both),
        (f"Ratified {ratified_on}", only),
        (f"Ratified ({ratified_on})", only),
        (f"Ratified by accession {ratified_on}", acceded),
        (f"Acceded {ratified_on}", acceded),
        (f"Acceded on {ratified_on}", acceded),
        (f"Ratified (by accession) {ratified_on}", acceded),
        (f"Ratified through accession on {ratified_on}", acceded),
        (f"Ratified {ratified_on} by accession", acceded),
        (f"Party since {ratified_on}", only),
        (f"Ratified by succession {ratified_on}", only),
        (f"Signatory ({signed_on})", just_signed),
        (f"Signed {signed_on}; not yet ratified", evolve(just_signed, has_ratified=False)),
        (f"Signed on {signed_on}, ratified on {ratified_on} with reservations", both),
        (f"Signature: {signed_on}; ratification: {ratified_on}", both),
        (f"Accession {ratified_on}", acceded),
        (f"Accession ({ratified_on})", acceded),
        (f"Signed {signed_on}", just_signed),
        (f"Signed {signed_on}, not ratified", evolve(just_signed, has_ratified=False)),
        ("Signed", evolve(just_signed, signed=None)),
        ("Ratified", evolve(only, ratified=None)),
        (draw(sampled_from(NOT_TOLD)), Treaty("")),
    ]
    value, treaty = draw(sampled_from(forms))
    return [keyed(f"{name} Status", value, gap=draw(gaps()))], treaty


@frozen
class _Reply:
    """A reply to one of the two questions, and its facts."""

    text: str
    taken: bool | None = None
    day: str | None = None
    accession: bool = False


@composite
def _asked(
    draw: DrawFn, name: str, country: str, one: tuple[str, str], other: tuple[str, str]
) -> tuple[list[Block], Treaty]:
    """``Is Kenya a signatory to CEDAW: No``, ``Has Kenya ratified CEDAW: Yes, accession (9 March 1984)``."""
    no = _Reply("No", taken=False)
    unknown = _Reply(draw(sampled_from(NOT_TOLD)))

    def yes(day: tuple[str, str]) -> list[_Reply]:
        return [
            _Reply(f"Yes ({day[0]})", taken=True, day=day[1]),
            _Reply(f"Yes, {day[0]}", taken=True, day=day[1]),
            _Reply("Yes", taken=True),
        ]

    by_accession = _Reply(f"Yes, accession ({other[0]})", taken=True, day=other[1], accession=True)
    signed = draw(sampled_from([no, unknown, *yes(one), *yes(one)]))
    ratified = draw(sampled_from([no, unknown, by_accession, by_accession, *yes(other), *yes(other)]))
    gap = draw(gaps())
    blocks = [
        keyed(f"Is {country} a signatory to {name}", signed.text, gap=gap),
        keyed(f"Has {country} ratified {name}", ratified.text, gap=gap),
    ]
    status = None
    if ratified.taken:
        status = TreatyStatus.ACCESSION if ratified.accession else TreatyStatus.RATIFIED
    elif signed.taken:
        status = TreatyStatus.SIGNED
    elif signed.taken is False and ratified.taken is False:
        status = TreatyStatus.NONE
    return blocks, Treaty("", status, signed.taken, signed.day, ratified.taken, ratified.day)
