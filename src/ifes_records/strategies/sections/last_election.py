"""The last election in prose: its year, its turnout, the seats that parties won."""

from __future__ import annotations

import datetime

from attrs import frozen
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy, composite

from ifes_records.model.body import SectionKind
from ifes_records.model.facts import LastElection, LastResult
from ifes_records.model.names import Name
from ifes_records.strategies.sections.draft import SectionDraft, drafts, lines
from ifes_records.strategies.sections.named import parties
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
    results: tuple[LastResult, ...] = ()


@composite
def _shares(draw: DrawFn) -> tuple[str, float]:
    """A share in percent, as prose writes it."""
    tenths = draw(st.integers(151, 989))
    whole = draw(st.booleans())
    value = tenths // 10 if whole else tenths / 10
    return draw(st.sampled_from([f"{value}%", f"{value}%", f"{value} percent", f"{value} per cent"])), float(value)


@composite
def _votes(draw: DrawFn, before: datetime.date) -> _Told:
    """When the last election was."""
    day = draw(st.dates(datetime.date(1991, 1, 1), before))
    text, year = draw(st.sampled_from(day_texts(day)[:3])), day.year
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
    return _Told(draw(st.sampled_from(forms)), year)


def _names() -> SearchStrategy[str]:
    """Parties whose name holds no figure, and no `and`, which could part two parties in a sentence."""
    return parties().filter(lambda name: name.replace(" ", "").isalpha() and " and " not in name)


@composite
def _winners(draw: DrawFn, before: datetime.date) -> _Told:
    """Who won how many seats in it."""
    year = draw(st.integers(1991, before.year))
    names = draw(st.lists(_names(), min_size=1, max_size=3, unique=True))
    won = [draw(seat_counts(2, 200)) for _ in names]
    first, seats = names[0], won[0]
    total = seats + draw(st.integers(1, 300))
    opening = draw(
        st.sampled_from(
            (
                f"In the {year} legislative election, the {first} won a majority with {seats} seats",
                f"In the {year} election, the {first} won {seats} seats",
                f"In {year}, the {first} won {seats} of the {total} seats",
                f"In {year} the {first} took {seats} seats",
                f"In the {year} general elections, the {first} came first with {seats} seats",
            )
        )
    )
    behind = [
        draw(st.sampled_from([f"the {name} {count}", f"the {name} won {count} seats", f"the {name} {count} seats"]))
        for name, count in zip(names[1:], won[1:], strict=True)
    ]
    if draw(st.booleans()):
        # The Forward Party won 12 seats, and the Greens won 10 seats.
        text = ". ".join([opening, *(f"The {n} won {w} seats" for n, w in zip(names[1:], won[1:], strict=True))])
    elif len(behind) == 2:
        text = f"{opening}, {behind[0]} and {behind[1]}"
    else:
        text = ", and ".join([opening, *behind])
    found = tuple(LastResult(Name(name, english=name), seats=count) for name, count in zip(names, won, strict=True))
    return _Told(f"{text}.", year, results=found)


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
    return _Told(draw(st.sampled_from(forms)), turnout=value)


@composite
def last_election(draw: DrawFn, date: str | None = None) -> SectionDraft:
    """The section on the last election: when it was or who won, the turnout, and prose that gives neither."""
    before = datetime.date(int((date or "2016")[:4]) - 1, 12, 31)
    told = [draw(st.one_of(_votes(before), _winners(before)))] if draw(st.integers(0, 5)) else []
    told += [draw(_turnouts())] if draw(st.booleans()) else []
    told += [_Told(draw(sentences()))] if not told or draw(st.integers(0, 3)) == 0 else []
    apart = len(told) > 1 and draw(st.integers(0, 3)) == 0
    texts = [each.text for each in told] if apart else [" ".join(each.text for each in told)]
    blocks = lines(texts, as_bullets=draw(st.integers(0, 3)) == 0)
    facts = LastElection(
        " ".join(texts),
        year=next((each.year for each in told if each.year), None),
        turnout_percent=next((each.turnout for each in told if each.turnout), None),
        results=next((each.results for each in told if each.results), ()),
    )
    return draw(drafts(SectionKind.LAST_ELECTION, HEADINGS, blocks, {"last_election": facts}))
