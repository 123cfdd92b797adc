"""Contenders: parties with their leaders and seats, candidates with their parties, in the old form and the new."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import evolve
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy, composite

from ifes_records.model import Country, Name, Result
from ifes_records.model.body import Block, SectionKind
from ifes_records.model.facts import Contender, ContenderType
from ifes_records.strategies.once import once, sampled_from
from ifes_records.strategies.sections.contender_parts import (
    PartyLines,
    candidate_names,
    figures,
    leaders,
    party_names,
    seats_won,
)
from ifes_records.strategies.sections.contender_rows import may_be_in, tied_to
from ifes_records.strategies.sections.counts import NOT_TOLD
from ifes_records.strategies.sections.draft import SectionDraft, bullet, drafts, explained, keyed, paragraph

PARTY_HEADINGS = (
    "Main Parties in this Election",
    "Main parties in the electoral race",
    "Main Parties in the Election",
    "Political entities in this electoral race",
    "Political Parties in this Election",
)
MIXED_HEADINGS = (
    "Main Candidates/Parties in this Election",
    "Main candidates/parties in the election",
    "Main Parties and Candidates in this Election",
)
CANDIDATE_HEADINGS = (
    "Main Candidates in this Election",
    "Candidates in this Election",
    "Main candidates in the electoral race",
    "Main Candidates in the Presidential race",
    "Main candidates in the Second Round of the Presidential race",
    "Main Candidates in the First Round of the Presidential race",
)

# The lines of one contender, and what they come to.
Entry = tuple[list[Block], Contender]


def _type_of(name: Name) -> ContenderType:
    """What a contender without a key is, by its English name."""
    words = (name.english or "").split(" ")
    opens = words[0] == "Coalition" and words[1:2] not in (["for"], ["of"])
    return ContenderType.COALITION if opens or words[-1] == "Coalition" else ContenderType.PARTY


def _party(head: Block, name: Name, type_: ContenderType, below: PartyLines, note: str | None = None) -> Contender:
    told = "; ".join(filter(None, [below.note, note])) or None
    return Contender(head.text, name, type_, None, below.leaders, seats_last_election=below.seats, note=told)


# ---- parties


@once
@composite
def _new_form(draw: DrawFn, alpha2: str | None, *, has_figures: bool | None = None) -> Entry:
    """A party in a bullet of its own, with its leaders and seats below it, and perhaps a remark."""
    name = draw(party_names(alpha2))
    below = draw(figures(2)) if has_figures or (has_figures is None and draw(st.booleans())) else PartyLines()
    remark = draw(
        sampled_from([None, None, None, "founded by teachers", "formerly known as the Old Guard", "coalition"])
    )
    type_ = _type_of(name)
    children = list(below.blocks)
    members: tuple[Name, ...] = ()
    if remark == "coalition":
        remark, type_ = "Coalition including the Harbour Guild and the Left Shore", ContenderType.COALITION
        members = (Name("Harbour Guild", english="Harbour Guild"), Name("Left Shore", english="Left Shore"))
    if remark:
        children.append(bullet(remark, level=2))
    head = bullet(name.text, *children)
    return [head], evolve(_party(head, name, type_, below, remark), members=members)


@once
@composite
def _old_form(draw: DrawFn, alpha2: str | None) -> Entry:
    """``Party: Morning Party / (MP)``, or ``Coalition:``, with its leaders and seats below it."""
    name, below = draw(party_names(alpha2)), draw(figures(2))
    key, type_ = draw(
        sampled_from(
            (
                ("Party", ContenderType.PARTY),
                ("Party", ContenderType.PARTY),
                ("Coalition", ContenderType.COALITION),
                ("Alliance", ContenderType.COALITION),
            )
        )
    )
    head = keyed(key, name.text, *below.blocks)
    return [head], _party(head, name, type_, below)


@once
@composite
def _independents(draw: DrawFn, *, is_keyed: bool = False) -> Entry:
    """The independents, as one entry."""
    name = draw(sampled_from(["Independents", "Independent candidates"]))
    below = draw(seats_won(2))
    head = keyed("Independent(s)", name, *below.blocks) if is_keyed else bullet(name, *below.blocks)
    return [head], _party(head, Name(name, english=name), ContenderType.INDEPENDENTS, below)


@once
@composite
def _at_the_margin(draw: DrawFn, alpha2: str | None) -> Entry:
    """A party without a bullet, its leaders and seats in lines of their own below it."""
    name, lead, won = draw(party_names(alpha2)), draw(leaders(0)), draw(seats_won(0))
    head = paragraph(name.text)
    below = PartyLines((), lead.leaders, won.seats, won.note)
    return [head, *lead.blocks, *won.blocks], _party(head, name, _type_of(name), below)


@once
@composite
def _nameless(draw: DrawFn) -> Entry:
    """A leader and seats whose party's name is lost, as in many texts of the new form."""
    lead, won = draw(leaders(1, told=True)), draw(seats_won(1, told=True))
    blocks = [*lead.blocks, *won.blocks]
    contender = Contender(blocks[0].text, leaders=lead.leaders, seats_last_election=won.seats, note=won.note)
    return blocks, contender


# ---- candidates


@once
@composite
def _candidates(draw: DrawFn, alpha2: str | None) -> Entry:
    """A candidate with the party below, beside, or missing; in the first round with the votes received."""
    who, party = draw(candidate_names(alpha2)), draw(party_names(alpha2))
    form = draw(
        sampled_from(
            [
                "Party",
                "Party",
                "bare",
                "none",
                "Coalition",
                "not told",
                "beside",
                "dash",
                "comma",
                "support",
                "independent",
            ]
        )
    )
    stands_for: str | None = party.english
    name, head = who, who.text
    children: list[Block] = []
    if form in ("Party", "support"):
        children = [keyed("Party" if form == "Party" else "Supporting Party", party.text, level=2)]
    elif form == "Coalition":
        children = [keyed(draw(sampled_from(["Coalition", "Alliance"])), party.text, level=2)]
    elif form == "not told":
        children, stands_for = [keyed("Party", draw(sampled_from(NOT_TOLD)), level=2)], None
    elif form == "bare":
        children = [bullet(party.text, level=2)]
    elif form == "independent":
        children, stands_for = [keyed("Party", "Independent", level=2)], "Independent"
    elif form == "none" or who.local:
        stands_for = None
    elif form == "beside":
        inside = draw(sampled_from([str(party.english), "Independent"]))
        head, stands_for = f"{who.text} ({inside})", inside
        name = evolve(who, text=head, parenthetical=inside)
    else:
        head = f"{who.text} - {party.english}" if form == "dash" else f"{who.text}, {party.english}"
    contender = Contender("", name, ContenderType.CANDIDATE, stands_for)
    if draw(st.integers(0, 4)) == 0:
        votes, percent = draw(st.integers(101, 9_000_000)), draw(st.integers(1, 9999)) / 100
        value, counted = draw(
            sampled_from(
                [
                    (f"{percent}%", None),
                    (f"{votes:,} votes ({percent}%)", votes),
                    (f"{percent}% ({votes:,} votes)", votes),
                ]
            )
        )
        children.append(keyed("Vote received in the first round", value, level=2))
        contender = evolve(contender, first_round_percent=percent, first_round_votes=counted)
    key = draw(sampled_from([None, None, None, "Candidate", "Candidate(s)"]))
    block = keyed(key, head, *children) if key else bullet(head, *children)
    return [block], evolve(contender, text=block.text)


@composite
def _of_a_row(draw: DrawFn, name: Name, row: int) -> Entry:
    """The party or candidate of a row of the results, by the same name."""
    if name.family_name is not None:
        return [bullet(name.text)], Contender(name.text, name, ContenderType.CANDIDATE, result_index=row)
    below = draw(figures(2))
    head = bullet(name.text, *below.blocks)
    return [head], evolve(_party(head, name, _type_of(name), below), result_index=row)


@once
@composite
def _in_turn(draw: DrawFn, alpha2: str | None) -> Entry:
    """A candidate, and the party in the next bullet of the same level."""
    who, party = draw(candidate_names(alpha2)), draw(party_names(alpha2))
    contender = Contender(who.text, who, ContenderType.CANDIDATE, party.english)
    return [bullet(who.text), bullet(party.text)], contender


def _forms(alpha2: str | None) -> list[tuple[Sequence[str], SearchStrategy[Entry], int]]:
    """The forms of the section: the headings that it may have then, its entries, and how many it has at least."""
    return [
        (PARTY_HEADINGS, st.one_of(_new_form(alpha2), _new_form(alpha2), _independents()), 1),
        (
            [*PARTY_HEADINGS, *MIXED_HEADINGS],
            st.one_of(_old_form(alpha2), _old_form(alpha2), _independents(is_keyed=True)),
            1,
        ),
        (MIXED_HEADINGS, st.one_of(_new_form(alpha2), _candidates(alpha2)), 1),
        ([*CANDIDATE_HEADINGS, *MIXED_HEADINGS], _candidates(alpha2), 1),
        (CANDIDATE_HEADINGS, _in_turn(alpha2), 2),
        ([*CANDIDATE_HEADINGS, *PARTY_HEADINGS], _new_form(alpha2, has_figures=True), 1),
        (CANDIDATE_HEADINGS, _nameless(), 1),
        ([*MIXED_HEADINGS, *PARTY_HEADINGS], _at_the_margin(alpha2), 1),
    ]


@composite
def contenders(draw: DrawFn, country: Country | None = None, results: Sequence[Result] = ()) -> SectionDraft:
    """The section on contenders, in one of the forms that it has had.

    With ``results``, contenders may be those of the rows, by their plain names; all others share no name with one.
    """
    tied = tied_to(results[0]) if results else {}
    names_rows = bool(tied) and draw(st.booleans())
    if names_rows:
        rows = draw(st.lists(sampled_from(sorted(tied)), min_size=1, max_size=5, unique=True))
        entries = [draw(_of_a_row(tied[row], row)) for row in rows]
        headings: Sequence[str] = MIXED_HEADINGS
    else:
        headings, entry, least = draw(sampled_from(_forms(country.alpha2 if country else None)))
        entries = draw(st.lists(entry, min_size=least, max_size=5))
        if headings is MIXED_HEADINGS:
            # A party after a candidate who has none could be the candidate's.
            entries.sort(key=lambda entry: entry[1].type is ContenderType.CANDIDATE)
        if results and any(may_be_in(results[0], contender) for _, contender in entries):
            entries = []
    blocks = [block for lines, _ in entries for block in lines]
    found = [contender for _, contender in entries]
    mark = draw(sampled_from(["", "", "", "*", "****"]))
    if mark and blocks and blocks[0].key is None:
        blocks[0] = evolve(blocks[0], text=blocks[0].text + mark)
        found[0] = evolve(found[0], text=blocks[0].text)
    else:
        mark = ""
    draft = draw(drafts(SectionKind.CONTENDERS, headings, blocks, {"contenders": tuple(found)}))
    return draw(explained(draft, mark, (0,))) if mark else draft
