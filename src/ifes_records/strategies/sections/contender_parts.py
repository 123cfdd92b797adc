"""What contenders are made of: parties' names in the body's forms, their leaders, the seats that they won last."""

from __future__ import annotations

from attrs import evolve, frozen
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, composite

from ifes_records.model import LocalName, Name
from ifes_records.model.body import Block
from ifes_records.model.facts import SeatsWon
from ifes_records.strategies.once import once, sampled_from
from ifes_records.strategies.sections.counts import NOT_TOLD
from ifes_records.strategies.sections.draft import gaps, keyed
from ifes_records.strategies.sections.named import parties, party_acronyms, people
from ifes_records.strategies.sections.words import local_party_names, locale_of


@once
@composite
def party_names(draw: DrawFn, alpha2: str | None, english: str | None = None) -> Name:
    """A party as the body names it: ``English / Local (ABC)``, ``English (ABC)/Local``, ``English / (ABC)``."""
    english = english or draw(parties())
    acronym, written = draw(party_acronyms()), draw(local_party_names(alpha2))
    locale = locale_of(alpha2)
    local = (LocalName(written, locale.script, locale.language),)
    with_acronym = Name("", parenthetical=acronym, english=english, acronym=acronym)
    forms = [
        (english, Name("", english=english)),
        (english, Name("", english=english)),
        (f"{english} ({acronym})", with_acronym),
        (f"{english} / ({acronym})", with_acronym),
        (f"{english} / {written}", Name("", english=english, local=local)),
        (f"{english}/{written}", Name("", english=english, local=local)),
        (f"{english} / {written} ({acronym})", evolve(with_acronym, local=local)),
        (f"{english} / {written} ({acronym})", evolve(with_acronym, local=local)),
        (f"{english}/{written} ({acronym})", evolve(with_acronym, local=local)),
        (f"{english} ({acronym})/{written}", evolve(with_acronym, local=local, parenthetical=None)),
        (f"{english} ({acronym}) / {written}", evolve(with_acronym, local=local, parenthetical=None)),
    ]
    text, name = draw(sampled_from(forms))
    return evolve(name, text=text)


@once
@composite
def candidate_names(draw: DrawFn, alpha2: str | None) -> Name:
    """A candidate's name, now and then with its form in letters of the country."""
    person, locale = draw(people(alpha2)), locale_of(alpha2)
    name = Name(person.name, english=person.name, given_name=person.given, family_name=person.family)
    if locale.person is None or draw(st.integers(0, 5)):
        return name
    local = (LocalName(locale.person, locale.script, locale.language),)
    return evolve(name, text=f"{person.name} / {locale.person}", local=local)


@frozen
class PartyLines:
    """The lines below a party among the contenders, and their facts."""

    blocks: tuple[Block, ...] = ()
    leaders: tuple[str, ...] = ()
    seats: SeatsWon | None = None
    note: str | None = None


@once
@composite
def leaders(draw: DrawFn, level: int, *, told: bool = False) -> PartyLines:
    """``Leader: Azat PERUASHEV``; two people where two lead. ``told`` rules out a line that names nobody."""
    one, other = draw(people()).name, draw(people()).name
    forms: list[tuple[str, tuple[str, ...]]] = [
        (one, (one,)), (one, (one,)), (one, (one,)), (f"{one}, General Secretary", (one,)),
        (f"{one} & {other}", (one, other)), (f"{one} (acting)", (one,)),
        (f"{one} (ex officio)", (one,)), (f"{one}, chair", (one,)), (f"{one}, {other} and {one}", (one, other, one)),
        (f"{one} and {other}", (one, other)), (f"{one}; {other}", (one, other)), (f"{one}, {other}", (one, other)),
    ]  # fmt: skip
    if not told:
        forms += [(draw(sampled_from(NOT_TOLD)), ()), ("Collective leadership", ()), ("to be announced", ())]
    value, found = draw(sampled_from(forms))
    plural = len(found) > 1
    key = draw(sampled_from(["Leaders", "Leader(s)"] if plural else ["Leader", "Leader(s)", "Party Leader"]))
    return PartyLines((keyed(key, value, level=level, gap=draw(gaps())),), found)


@once
@composite
def seats_won(draw: DrawFn, level: int, *, told: bool = False) -> PartyLines:
    """``Seats won in last election: 12/98``, perhaps with a remark on the party after it."""
    of = draw(st.integers(20, 500))
    won = draw(st.integers(0, of))
    share = f"{100 * won / of:.2f}"
    whole = SeatsWon(won, of)
    forms: list[tuple[str, SeatsWon | None, str | None]] = [
        (f"{won}/{of}", whole, None),
        (f"{won}/{of}", whole, None),
        (f"{won} out of {of}", whole, None),
        (f"{won} of {of}", whole, None),
        (f"{won} seats out of {of}", whole, None),
        (f"{won}", evolve(whole, of=None), None),
        (f"{won} seats", evolve(whole, of=None), None),
        (f"{won} of the {of} seats", whole, None),
        (f"{won} / {of}", whole, None),
        (f"{won}/{of} seats", whole, None),
        (f"{won}/{of}, formerly known as the Old Guard", whole, "formerly known as the Old Guard"),
        (f"{won}/{of} ({share}%)", SeatsWon(won, of, float(share)), None),
        (f"{won} ({share}%)", SeatsWon(won, None, float(share)), None),
        (f"{won}/{of} (formerly known as the Old Guard)", whole, "formerly known as the Old Guard"),
        (f"0/{of} (founded after last election)", SeatsWon(0, of), "founded after last election"),
        (f"{won}/{of} (as part of the Harbour List)", whole, "as part of the Harbour List"),
    ]
    if not told:
        forms.append((draw(sampled_from(NOT_TOLD)), None, None))
    value, seats, note = draw(sampled_from(forms))
    key = draw(
        sampled_from(
            (
                "Seats won in last election",
                "Seats won in last election",
                "Seats won in the last election",
                "Seats won in last parliamentary election",
                "Seats won in last Sejm election",
                "Seats Won in Last Election",
            )
        )
    )
    return PartyLines(
        (keyed(key, value, level=level, gap=draw(gaps())),), seats=seats and evolve(seats, text=value), note=note
    )


@once
@composite
def figures(draw: DrawFn, level: int) -> PartyLines:
    """The lines below a party: its leaders, its seats, or both."""
    form = draw(sampled_from(["both", "both", "leaders", "seats"]))
    lead = draw(leaders(level)) if form != "seats" else PartyLines()
    won = draw(seats_won(level)) if form != "leaders" else PartyLines()
    return PartyLines((*lead.blocks, *won.blocks), lead.leaders, won.seats, won.note)
