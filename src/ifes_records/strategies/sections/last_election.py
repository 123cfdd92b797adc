"""The last election in prose: its year, its turnout, the seats that parties won."""

from __future__ import annotations

import datetime
from typing import Any

from attrs import evolve, frozen
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy, composite

from ifes_records.model.body import SectionKind
from ifes_records.model.facts import LastElection, LastResult, LastResultKind
from ifes_records.model.names import Name
from ifes_records.strategies.once import once, sampled_from
from ifes_records.strategies.sections.draft import SectionDraft, drafts, lines
from ifes_records.strategies.sections.named import Person, parties, people
from ifes_records.strategies.sections.words import day_texts, seat_counts, sentences

HEADINGS = (
    "Last Election", "Last election", "Last Parliamentary election", "Last Legislative Election",
    "Last Presidential Election",
)  # fmt: skip


@frozen
class _Told:
    """A sentence, and its facts."""

    text: str
    year: int | None = None
    turnout: float | None = None
    won: tuple[LastResult, ...] = ()
    date: str | None = None
    codes: tuple[str, ...] = ()


@once
@composite
def _shares(draw: DrawFn) -> tuple[str, float]:
    """A share in percent, as prose writes it."""
    tenths = draw(st.integers(151, 989))
    whole = draw(st.booleans())
    value = tenths // 10 if whole else tenths / 10
    return draw(sampled_from([f"{value}%", f"{value}%", f"{value} percent", f"{value} per cent"])), float(value)


@composite
def _votes(draw: DrawFn, before: datetime.date) -> _Told:
    """When the last election was."""
    day = draw(st.dates(datetime.date(1991, 1, 1), before))
    text, year = draw(sampled_from(day_texts(day)[:3])), day.year
    forms = (
        f"The last elections were held on {text}.",
        f"The last election took place on {text}.",
        f"Held on {text}.",
        f"The last parliamentary elections were held in {year}.",
        f"The last vote took place in {year}.",
        f"The most recent elections were held in {year}.",
        f"The country last voted on {text}.",
        f"The last general elections took place on {text} and passed calmly.",
        f"The previous parliament was chosen in {year}.",
        f"The {year} election was held under an older law.",
        f"In {year} the outgoing cabinet held on to its majority.",
        f"The previous election was held on {text}.",
        f"On {text}, voters went to the polls.",
        f"Parliament was last elected on {text}.",
        f"In the {year} legislative election, nobody won outright.",
    )
    told = draw(sampled_from(forms))
    return _Told(told, year, date=day.isoformat() if text in told else str(year))


def _names() -> SearchStrategy[str]:
    """Parties whose name holds no figure, and no `and`, which could part two parties in a sentence."""
    return parties().filter(lambda name: name.replace(" ", "").isalpha() and " and " not in name)


def _party(name: str, seats: int | None = None, **more: Any) -> LastResult:
    return LastResult(Name(name, english=name), LastResultKind.PARTY, seats=seats, **more)


def _candidate(someone: Person, percent: float | None, **more: Any) -> LastResult:
    name = Name(someone.name, english=someone.name, given_name=someone.given, family_name=someone.family)
    return LastResult(name, LastResultKind.CANDIDATE, percent=percent, **more)


@composite
def _winners(draw: DrawFn, before: datetime.date) -> _Told:
    """Which parties won how many seats in it; the seats that two won together are in no field."""
    year = draw(st.integers(1991, before.year))
    names = draw(st.lists(_names(), min_size=4, max_size=4, unique=True))
    a, b, c, d = names
    i, j, k, m = (draw(seat_counts(2, 200)) for _ in names)
    total = i + draw(st.integers(1, 300))
    got = draw(sampled_from(("won", "took", "secured", "captured", "obtained", "gained")))
    most = draw(sampled_from(("a majority", "a plurality of seats", "the most seats", "a slim majority")))
    then = draw(sampled_from((", followed by", ", followed closely by", " followed by")))
    when = draw(sampled_from((f"In {year}, ", f"In the {year} election, ", f"In the {year} legislative election, ")))
    first, second, third = _party(a, i), _party(b, j), _party(c, k)
    forms: tuple[tuple[str, tuple[LastResult, ...]], ...] = (
        (f"the {a} {got} {i} seats", (first,)),
        (f"the {a} {got} {most} with {i} seats", (first,)),
        (f"the {a} {got} {i} of the {total} seats", (_party(a, i, of=total),)),
        (f"the {a} came first with {i} seats", (first,)),
        (f"the {a} {got} {most} ({i})", (first,)),
        (f"the {a} {got} {most} ({i}){then} the {b} ({j}), the {c} ({k}), and the {d} ({m})",
         (first, second, third, _party(d, m))),
        (f"the {a} {got} {i} seats{then} the {b} ({j} seats)", (first, second)),
        (f"the {a} {got} {i} seats{then} the {b} with {j} seats", (first, second)),
        (f"the {a} {got} {i} seats, the {b} {j}, and the {c} {k}", (first, second, third)),
        (f"the {a} {got} {i} seats, the {b} won {j} seats and the {c} won {k} seats", (first, second, third)),
        (f"the {a} {got} {i} seats, with the remaining {j} seats going to the {b}", (first, second)),
        (f"the {a} {got} {i} seats, while the remaining {j} seats were captured by independents",
         (first, LastResult(Name("independents", english="independents"), LastResultKind.GROUP, seats=j))),
        (f"the {a} and the {b} each won {i} seats", (first, _party(b, i))),
        (f"the {a} and the {b} won {i} seats each", (first, _party(b, i))),
        (f"{i} seats each went to the {a} and the {b}", (first, _party(b, i))),
        (f"{i}, {j} and {k} seats respectively went to the {a}, the {b} and the {c}", (first, second, third)),
        (f"the {a} had {i} seats", (first,)),
        (f"the {a} ended {j} short of a majority with {i} seats", (first,)),
        (f"members of the {a} won {i} seats", (first,)),
        (f"the parties with the most seats were the {a} ({i}) and the {b} ({j})", (first, second)),
        (f"a coalition led by the {a} {got} {most} ({i}){then} the {b} ({j})",
         (_party(f"coalition led by the {a}", i), second)),
        (f"with {m} votes in all (31.5%), the {a} {got} {i} seats", (_party(a, i, votes=m, percent=31.5),)),
        (f"the {a} {got} {i} seats in the Senate", (_party(a, i, chamber="Senate"),)),
        (f"the {a} received 31.5% of the vote and {i} seats", (_party(a, i, percent=31.5),)),
        (f"the {a} was unable to secure any seats", (_party(a, 0),)),
        (f"the {a} and its partner {b} won {i} of the {total} seats", ()),
    )  # fmt: skip
    text, won = draw(sampled_from(forms))
    told = _Told(f"{when}{text}.", year, won=tuple(evolve(each, text=f"{when}{text}") for each in won))
    leaves_out = not won or "short of" in text
    return evolve(told, codes=("I-FIGURES",)) if leaves_out else told


@composite
def _presidents(draw: DrawFn, before: datetime.date) -> _Told:
    """Who won the office with which share, and against whom."""
    year = draw(st.integers(1991, before.year))
    plain = people().filter(lambda one: one.family is not None and not {".", ","}.intersection(one.name))
    a, b = draw(st.lists(plain, min_size=2, max_size=2, unique=True))
    p, q = draw(st.integers(501, 899)) / 10, draw(st.integers(11, 99)) / 10
    won, lost = _candidate(a, p, winner=True), _candidate(b, q, winner=False)
    when = f"In the {year} presidential election, "
    forms: tuple[tuple[str, tuple[LastResult, ...]], ...] = (
        (f"{a.name} won the presidency in the second round of voting with {p}% of the vote, defeating {b.name}",
         (evolve(won, round=2), evolve(lost, round=2, percent=None))),
        (f"{a.name} won in one round with {p}% of the vote", (evolve(won, round=1),)),
        (f"{a.name} was elected with {p}% of the vote, defeating {b.name}, who took {q}%", (won, lost)),
        (f"{a.name} received {p}% of the vote and thus defeated {b.name}, his closest competitor with {q}%",
         (won, lost)),
        (f"{a.name} won with {p}% of the vote, followed by {b.name} with {q}%",
         (won, _candidate(b, q))),
        (f"{a.name} and {b.name} received {p}% and {q}% of the vote, respectively",
         (_candidate(a, p), _candidate(b, q))),
    )  # fmt: skip
    text, results = draw(sampled_from(forms))
    return _Told(f"{when}{text}.", year, won=tuple(evolve(each, text=f"{when}{text}") for each in results))


@once
@composite
def _turnouts(draw: DrawFn) -> _Told:
    """How many voted in it."""
    text, value = draw(_shares())
    forms = (
        f"Voter turnout was {text}.", f"Turnout was {text}.", f"The turnout was {text}.", f"Turnout stood at {text}.",
        f"Turnout reached {text}.", f"{text} of voters turned out.", f"{text} of registered voters took part.",
        f"Voter turnout: {text}",
        f"Participation was {text}.", f"The turnout rate reached {text}.", f"Overall turnout was {text}.",
        f"Turnout was recorded at {text}.", f"A turnout of {text} was recorded.", f"Voter participation was {text}.",
        f"{text} of all registered voters cast their ballots.", f"{text} of the electorate voted.",
        f"The voter turnout rate was {text}.", f"Turnout: {text}.", f"Voter turnout came to {text}.",
    )  # fmt: skip
    return _Told(draw(sampled_from(forms)), turnout=value)


@composite
def last_election(draw: DrawFn, date: str | None = None) -> SectionDraft:
    """The section on the last election: when it was or who won, the turnout, and prose that gives neither."""
    before = datetime.date(int((date or "2016")[:4]) - 1, 12, 31)
    told = [draw(st.one_of(_votes(before), _winners(before), _presidents(before)))] if draw(st.integers(0, 5)) else []
    told += [draw(_turnouts())] if draw(st.booleans()) else []
    # No sentence can follow `Voter turnout: 60.5%`, which has no full stop.
    if not told or (told[-1].text.endswith(".") and draw(st.integers(0, 3)) == 0):
        told.append(_Told(draw(sentences())))
    apart = len(told) > 1 and draw(st.integers(0, 3)) == 0
    texts = [each.text for each in told] if apart else [" ".join(each.text for each in told)]
    blocks = lines(texts, as_bullets=draw(st.integers(0, 3)) == 0)
    year = next((each.year for each in told if each.year), None)
    facts = LastElection(
        " ".join(texts),
        next((each.date for each in told if each.date), str(year) if year else None),
        year,
        next((each.turnout for each in told if each.turnout), None),
        tuple(result for each in told for result in each.won),
    )
    codes = tuple(code for each in told for code in each.codes)
    return draw(drafts(SectionKind.LAST_ELECTION, HEADINGS, blocks, {"last_election": facts}, codes=codes))
