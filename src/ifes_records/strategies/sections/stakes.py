"""What is at stake: the seats of a chamber, an office, or a line of prose that names neither."""

from __future__ import annotations

from attrs import evolve
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy, composite

from ifes_records.model import Country
from ifes_records.model.body import Block, SectionKind
from ifes_records.model.facts import Stake
from ifes_records.strategies.once import sampled_from
from ifes_records.strategies.sections.draft import SectionDraft, bullet, drafts, explained, figures_left, paragraph
from ifes_records.strategies.sections.institutions import chambers, own_names
from ifes_records.strategies.sections.words import number_as_written, sentences

HEADINGS = ("At Stake in this Election", "At stake in this election", "At Stake in the Election", "At Stake")
REFERENDUM_HEADINGS = ("At stake in this referendum", "At Stake in the Referendum")
_SEATS = ("seats", "seats", "members", "mandates", "places", "deputies")


@composite
def _all_of_a_chamber(draw: DrawFn, country: Country) -> Stake:
    """All seats of a chamber, in one of the wordings that say so."""
    chamber = draw(chambers(country.alpha2))
    number, seats = draw(number_as_written(chamber.seats)), draw(sampled_from(_SEATS))
    text = draw(
        sampled_from(
            (
                f"All {number} {seats} of the {chamber.written}",
                f"All {number} {seats} in the {chamber.written}",
                f"The {number} {seats} of the {chamber.written}",
                f"The {number} {seats} in the {chamber.written}",
                f"All of the {number} {seats} in the {chamber.written}",
                f"All {number} directly elected {seats} of the {chamber.written}",
                f"All {number} {seats} of the {chamber.written}, for a 5-year term",
                f"Voters will elect all {number} {seats} of the {chamber.written}",
            )
        )
    )
    return Stake(text, chamber.seats, chamber.name, all=True)


@composite
def _seats_of_a_chamber(draw: DrawFn, country: Country) -> Stake:
    """Seats of a chamber that are not said to be all, and how many it has where the line says so: ``12 of 75``."""
    chamber = draw(chambers(country.alpha2))
    number, seats = draw(number_as_written(chamber.seats)), draw(sampled_from(_SEATS))
    own = draw(own_names())
    total = chamber.seats + draw(st.integers(1, 200))
    texts = (
        (f"{number} {seats} in the {chamber.written}", chamber.name),
        (f"{number} {seats} of the {chamber.written}", chamber.name),
        (f"{number} elected {seats} of the {chamber.written}", chamber.name),
        (f"Voters will elect {number} {seats} of the {chamber.written}", chamber.name),
        (f"{chamber.seats} (of {total}) {seats} in the {chamber.written}", chamber.name),
        (f"{chamber.seats} out of {total} {seats} in the {chamber.written}", chamber.name),
        (f"{chamber.seats} of the {total} {seats} in the {chamber.written}", chamber.name),
        (f"{chamber.seats} of {total} {seats} in the {chamber.written}", chamber.name),
        (f"{number} {seats} for the {chamber.written}", chamber.name),
        (f"{number} open {seats} in the {chamber.written}", chamber.name),
        (f"{own}, {chamber.seats} {seats}", own),
        (f"{chamber.name} ({chamber.seats} seats)", chamber.name),
        (f"{own}: {chamber.seats} {seats}", own),
        (f"The {own}'s {chamber.seats} {seats}", own),
        (f"{number} {seats}", None),
    )
    text, body = draw(sampled_from(texts))
    return Stake(text, chamber.seats, body, of=total if str(total) in text else None)


@composite
def _offices(draw: DrawFn, country: Country) -> Stake:
    """An office: ``The office of President of Brazil``."""
    of = [f"President of {country.name}"] if country.name and country.name.isalpha() else []
    office = draw(sampled_from(["President", "Vice-President", *of, *of]))
    texts = (
        f"The office of {office}", f"One office: {office}", f"The office of the {office}", office,
        f"The post of {office}", f"The position of {office}",
    )  # fmt: skip
    return Stake(draw(sampled_from(texts)), office=office)


def _lines(country: Country) -> SearchStrategy[Stake]:
    prose = sentences().map(Stake)
    return st.one_of(_all_of_a_chamber(country), _seats_of_a_chamber(country), _offices(country), prose)


@composite
def stakes(
    draw: DrawFn, country: Country | None = None, *, seats: int | None = None, referendum: bool = False
) -> SectionDraft:
    """The section on what is at stake: one line, or two where there are two votes at once.

    ``seats`` are those of the results, so that the section gives no other number; a referendum's section
    holds prose alone.
    """
    country = country or Country()
    line = sentences().map(Stake) if referendum or seats == 0 else _lines(country)
    if seats:
        line = sampled_from((f"All {seats:,} seats", f"{seats:,} seats")).map(
            lambda text: Stake(text, seats, "National Assembly", all=text.startswith("All"))
        )
        line = line.map(lambda stake: evolve(stake, text=f"{stake.text} of the National Assembly"))
    found = [draw(line)]
    if not seats and draw(st.integers(0, 3)) == 0:
        found += [draw(_offices(country) if found[0].seats else sentences().map(Stake))]
    mark = draw(sampled_from(["", "", "", "*", "**"]))
    if mark:
        found[0] = evolve(found[0], text=f"{found[0].text}{draw(sampled_from(['', ' ']))}{mark}")
    blocks: list[Block] = [bullet(stake.text) for stake in found]
    if draw(st.integers(0, 3)) == 0:
        blocks = [paragraph(stake.text) for stake in found]
    headings = REFERENDUM_HEADINGS if referendum else HEADINGS
    codes = tuple(code for stake in found for code in figures_left(stake.text, stake.seats, stake.of))
    given = tuple(stake for stake in found if referendum or stake.seats or stake.office)
    draft = draw(drafts(SectionKind.STAKES, headings, blocks, {"stakes": given}, codes=codes))
    return draw(explained(draft, mark, (0,))) if mark else draft
