"""The electoral system: a bullet for each office and chamber, with the rules that its clauses lay down."""

from __future__ import annotations

from attrs import evolve, frozen
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy, composite

from ifes_records.model import Country
from ifes_records.model.body import SectionKind
from ifes_records.model.facts import ElectoralMethod, ElectoralRule
from ifes_records.strategies.once import once, sampled_from
from ifes_records.strategies.sections.draft import SectionDraft, bullet, drafts, explained
from ifes_records.strategies.sections.institutions import chambers, own_names
from ifes_records.strategies.sections.words import number_in_words

HEADINGS = ("Electoral System", "Electoral system", "Description of electoral system")


@frozen
class _Way:
    """How members are chosen: a wording after ``are elected``, and its method."""

    text: str
    method: ElectoralMethod


_VOTES = (
    _Way("by plurality vote", ElectoralMethod.PLURALITY),
    _Way("by simple majority vote", ElectoralMethod.PLURALITY),
    _Way("through a first-past-the-post system", ElectoralMethod.PLURALITY),
    _Way("by absolute majority vote", ElectoralMethod.ABSOLUTE_MAJORITY),
    _Way("through a two-round system", ElectoralMethod.TWO_ROUND),
    _Way("by absolute majority vote through a two-round system", ElectoralMethod.TWO_ROUND),
    _Way("by majority vote in 2 rounds if needed", ElectoralMethod.TWO_ROUND),
    _Way("by absolute majority popular vote in up to two rounds", ElectoralMethod.TWO_ROUND),
    _Way("by single non-transferable vote", ElectoralMethod.OTHER),
    _Way("by earning the highest number of votes", ElectoralMethod.PLURALITY),
)
_LISTS = (
    _Way("by proportional representation", ElectoralMethod.PROPORTIONAL),
    _Way("by proportional representation vote", ElectoralMethod.PROPORTIONAL),
    _Way("through a closed-list proportional representation system", ElectoralMethod.PROPORTIONAL),
    _Way("through an open-list proportional representation system", ElectoralMethod.PROPORTIONAL),
    _Way("through a party-list proportional system", ElectoralMethod.PROPORTIONAL),
    _Way("through a mixed electoral system", ElectoralMethod.MIXED),
    _Way("through a single transferable vote (STV) proportional representation system", ElectoralMethod.PROPORTIONAL),
)
_PLACES = ("single-member constituencies", "multi-member constituencies", "single-seat constituencies")


@once
@composite
def _terms(draw: DrawFn, years: int) -> str:
    """How long members serve; follows the way in which they are chosen."""
    word = number_in_words(years)
    forms = [f" to serve {years}-year terms", f" for {years}-year terms", f" for {word} years"]
    return draw(sampled_from(forms))


@once
@composite
def _offices(draw: DrawFn) -> list[ElectoralRule]:
    """Who comes into an office, and how: ``The President is elected by plurality vote to serve a 5-year term``."""
    years, way = draw(st.integers(3, 8)), draw(sampled_from(_VOTES))
    again = draw(sampled_from(["", "directly "]))
    head = draw(sampled_from(["President", "President", "Vice-President", "Governor"]))
    premier = draw(sampled_from(["Prime Minister", "Premier", "Chancellor"]))
    elected = ElectoralRule("", subject=head, method=way.method, term_years=years)
    rules = [
        (f"The {head} is {again}elected {way.text} to serve a {years}-year term.", elected),
        (f"The {head} is {again}elected {way.text} for a {years}-year term.", elected),
        (f"The {head} is {again}elected {way.text}.", evolve(elected, term_years=None)),
        (f"The {head} is {again}elected {way.text} for {number_in_words(years)} years.", elected),
        (f"The {head} is {again}elected {way.text} and serves a {years}-year term.", elected),
        (f"{head}: {again}elected {way.text} for a {years}-year term", elected),
        (f"The people elect the {head} {way.text} for a term of {number_in_words(years)} years.", elected),
        (
            f"The {head} is {again}elected {way.text} to serve a {years}-year term, renewable once.",
            evolve(elected, term_limit=2),
        ),
        (
            f"The {head} is directly elected {way.text} and may serve only one {years}-year term.",
            evolve(elected, term_limit=1),
        ),
        (
            f"The {head} is elected {way.text} to serve up to two {years}-year terms.",
            evolve(elected, term_limit=2),
        ),
        (
            f"The {premier} is appointed by the President.",
            ElectoralRule("", subject=premier, method=ElectoralMethod.APPOINTED),
        ),
        (
            f"The {premier} is appointed by the President and confirmed by the {draw(own_names())}.",
            ElectoralRule("", subject=premier, method=ElectoralMethod.APPOINTED),
        ),
        (
            f"The {premier} is elected by parliament.",
            ElectoralRule("", subject=premier, method=ElectoralMethod.INDIRECT),
        ),
        (
            f"The {head} is indirectly elected by an electoral college to serve a {years}-year term.",
            ElectoralRule("", subject=head, method=ElectoralMethod.INDIRECT, term_years=years),
        ),
        (
            "The King is a hereditary monarch.",
            ElectoralRule("", subject="King", method=ElectoralMethod.HEREDITARY),
        ),
        ("The monarchy is hereditary.", ElectoralRule("", subject="monarchy", method=ElectoralMethod.HEREDITARY)),
        (
            f"The {head} of the Republic is elected {way.text}.",
            evolve(elected, subject=f"{head} of the Republic", term_years=None),
        ),
        (f"The {head} is {again}elected {way.text}. The {head} serves a {years}-year term.", elected),
        (
            f"The {head} is {again}elected {way.text} and may serve up to two terms of {years} years each.",
            evolve(elected, term_limit=2),
        ),
        (
            f"The {head} is {again}elected {way.text}, together with a vice president on the same ballot, for a "
            f"{years}-year term without term limits.",
            elected,
        ),
        (
            f"The {head} is indirectly elected by an electoral college composed of all members of the "
            f"{draw(own_names())} and as many delegates of the regional councils.",
            ElectoralRule("", subject=head, method=ElectoralMethod.INDIRECT),
        ),
        (
            f"The {premier}, on the advice of the cabinet, is appointed by the monarch.",
            ElectoralRule("", subject=premier, method=ElectoralMethod.APPOINTED),
        ),
        (
            f"The {premier} is appointed by the King from among the members of the {draw(own_names())}.",
            ElectoralRule("", subject=premier, method=ElectoralMethod.APPOINTED),
        ),
        (
            f"The {head} is {again}elected {way.text} to serve a {years}-year term. The {head} is limited to two "
            f"{years}-year terms.",
            evolve(elected, term_limit=2),
        ),
        (f"A {years}-year term as {head} is won {way.text}.", elected),
        (
            f"An electoral college gives the {head} a {years}-year term.",
            ElectoralRule("", subject=head, method=ElectoralMethod.INDIRECT, term_years=years),
        ),
        (
            "Following legislative elections, the leader of the majority party is usually appointed "
            f"{premier} by the Governor-General.",
            ElectoralRule("", subject=premier, method=ElectoralMethod.APPOINTED),
        ),
        (
            f"The King appoints the {premier}.",
            ElectoralRule("", subject=premier, method=ElectoralMethod.APPOINTED),
        ),
    ]
    text, rule = draw(sampled_from(rules))
    return [evolve(rule, text=text)]


@composite
def _chamber(draw: DrawFn, country: Country) -> list[ElectoralRule]:
    """How the members of a chamber come in, some this way and some that."""
    chamber = draw(chambers(country.alpha2, upper=draw(st.booleans()), least=40))
    name, written, seats = chamber.name, chamber.written, chamber.seats
    years, other = draw(st.integers(2, 9)), draw(st.integers(2, 30))
    way, lists = draw(sampled_from(_VOTES)), draw(sampled_from(_LISTS))
    place = draw(sampled_from(_PLACES))
    term = draw(_terms(years))
    one = ElectoralRule("", subject=name, method=way.method, seats=seats, term_years=years)
    placed = evolve(one, constituencies=place)
    plural = evolve(placed, method=ElectoralMethod.PLURALITY)
    listed = ElectoralRule("", subject=name, method=lists.method, seats=other, term_years=years)
    named = ElectoralRule("", subject=name, method=ElectoralMethod.APPOINTED, seats=other, term_years=years)
    indirect = ElectoralRule("", subject=name, method=ElectoralMethod.INDIRECT, seats=seats, term_years=years)
    rules = [
        (f"In the {written}, {seats} members are elected {way.text}{term}.", [one]),
        (f"In the {written}, {seats} members are directly elected {way.text}{term}.", [one]),
        (f"In the {written}, {seats} members are elected {way.text} in {place}{term}.", [placed]),
        (f"In the {written}, {seats} members are elected {way.text} in {place}.", [evolve(placed, term_years=None)]),
        (f"In the {written}, {other} members are elected {lists.text}{term}.", [listed]),
        (
            f"In the {written}, {seats} members are elected {way.text} in {place}{term} and {other} members are "
            f"elected {lists.text}{term}.",
            [placed, listed],
        ),
        (
            f"In the {written}, {seats} members are elected {way.text} in {place}{term} and {other} members are "
            f"appointed by the President{term}.",
            [placed, named],
        ),
        (
            f"In the {written}, {seats} members are indirectly elected by regional assemblies. An additional {other} "
            f"members are appointed by the president. All members serve {years}-year terms.",
            [indirect, named],
        ),
        (
            f"In the {written}, {seats} members are elected {way.text}. All members serve {years}-year terms.",
            [one],
        ),
        (f"The {written} has {seats} members, who are elected {way.text}{term}.", [one]),
        (f"The {seats} members of the {written} are elected {way.text}{term}.", [one]),
        (f"Plurality vote in {place} elects {seats} members of the {written}{term}.", [plural]),
        (f"Plurality vote gives the {written} its {seats} members{term}.", [evolve(plural, constituencies=None)]),
        (
            f"In the {written}, plurality vote in {place} elects {seats} members and proportional representation "
            f"elects {other} members{term}.",
            [plural, evolve(listed, method=ElectoralMethod.PROPORTIONAL)],
        ),
        (
            f"The {written} has {seats} members whom voters choose directly, by simple majority in {place}, and "
            f"{other} members whom the President appoints. Terms last {years} years.",
            [plural, named],
        ),
        (f"In the {written}, all {seats} members are elected {way.text}{term}.", [one]),
        (f"The {name}'s {seats} members are elected {way.text}{term}.", [one]),
        (f"For the {written}, {seats} members are elected in {place} {way.text}{term}.", [placed]),
        (
            f"In the {written}, {seats} members are elected {way.text} in {place}; {other} members are elected "
            f"{lists.text}. Members serve {years}-year terms.",
            [placed, listed],
        ),
        (
            f"Of the {seats + other} members of the {written}, {seats} will be elected {way.text} and {other} will "
            "be appointed by the King.",
            [evolve(one, of=seats + other, term_years=None), evolve(named, of=seats + other, term_years=None)],
        ),
        (
            f"In the {written}, {seats} members are elected {way.text}{term}. An additional {other} seats are "
            f"reserved for women{term}.",
            [one, evolve(named, method=None)],
        ),
        (
            f"In the {written}, {seats} members are elected {lists.text}{term}, with the whole country as a single "
            "constituency.",
            [evolve(one, method=lists.method, constituencies="single constituency", constituency_count=1)],
        ),
        (f"The members of the {written} are elected {way.text}{term}.", [evolve(one, seats=None)]),
        (f"{name} members are elected {way.text}{term}.", [evolve(one, seats=None)]),
        (f"Within the {written}, all {seats} members are elected {way.text} and serve {years}-year terms.", [one]),
        (
            f"In the {written}, {other} of the {seats} members are elected {way.text}{term}.",
            [evolve(one, seats=other, of=seats)],
        ),
        (
            f"In the {written}, {seats} members are elected {way.text} and {other} members are elected "
            f"{lists.text}{term}.",
            [one, listed],
        ),
        (
            f"The {seats + other} members of the {written} are elected by two methods: {seats} members are elected "
            f"{way.text} in {place}, whilst {other} members are elected {lists.text}.",
            [
                evolve(placed, of=seats + other, term_years=None),
                evolve(listed, of=seats + other, term_years=None),
            ],
        ),
        (
            f"In the {written}, all {seats} members are elected {lists.text} in {other} multi-seat constituencies "
            f"with a threshold of 5 percent{term}.",
            [
                evolve(
                    one,
                    method=lists.method,
                    constituencies="multi-seat constituencies",
                    constituency_count=other,
                    threshold_percent=5.0,
                )
            ],
        ),
        (
            f"In the {written}, {seats} members are elected {way.text}{term}, 12 are appointed by the King and "
            f"{other} by the Forum of Parties.",
            [one, evolve(named, seats=12, term_years=None), evolve(named, term_years=None)],
        ),
    ]
    text, found = draw(sampled_from(rules))
    return [evolve(rule, text=text) for rule in found]


def _prose() -> SearchStrategy[str]:
    """A line that lays down no rule, which is reported."""
    return sampled_from(
        (
            "Ballots are counted at once.", "If nobody has a majority, a runoff follows.",
            "Voting is compulsory for citizens of full age.", "Seats are shared out in every region.",
            "The Speaker is elected by an absolute majority of members.", "Judges are appointed for life.",
            "Previously, all members were appointed by the King.", "Some seats are reserved for women.",
        )
    )  # fmt: skip


@composite
def electoral_system(draw: DrawFn, country: Country | None = None) -> SectionDraft:
    """The section on the electoral system, in one to four bullets."""
    country = country or Country()
    stated = st.one_of(_offices(), _offices(), _chamber(country), _chamber(country)).map(
        lambda rules: (rules[0].text, rules)
    )
    unstated = _prose().map(lambda text: (text, list[ElectoralRule]()))
    found = draw(st.lists(st.one_of(stated, stated, stated, stated, unstated), min_size=1, max_size=4))
    mark = draw(sampled_from(["", "", "", "*", "***", "[1]"]))
    if mark:
        text, rules = found[-1]
        found[-1] = (text + mark, [evolve(rule, text=text + mark) for rule in rules])
    blocks = [bullet(text) for text, _ in found]
    facts = {"electoral_system": tuple(rule for _, rules in found for rule in rules)}
    codes = tuple("I-ELECTORAL-UNREAD" for _, rules in found if not rules)
    draft = draw(drafts(SectionKind.ELECTORAL_SYSTEM, HEADINGS, blocks, facts, codes=codes))
    return draw(explained(draft, mark, (len(blocks) - 1,))) if mark else draft
