"""Who holds the offices, and the assembly: the cases of ``fixtures/cases/government.txt``, and keys and places."""

from __future__ import annotations

import pytest
from attrs import evolve
from bodies import body_of, line
from casefiles import Case, cases, load, told
from hypothesis import given
from hypothesis import strategies as st

from ifes_records.diagnostics import Diagnostic
from ifes_records.model.body import Block, BlockType, SectionKind
from ifes_records.model.facts import Assembly, Cameral, Chamber, Government, OfficeHolder
from ifes_records.sections import government


def keyed(key: str, value: str | None, *children: Block) -> Block:
    return line(f"{key}: {value or ''}".rstrip(), *children, key=key)


def read(
    *blocks: Block,
    kind: SectionKind = SectionKind.GOVERNMENT,
    codes: list[str] | None = None,
    alpha2: str | None = None,
) -> Government:
    """Read a section of these blocks, with another one after it; codes that are reported go to ``codes``."""

    def report(noticed: Diagnostic) -> None:
        assert noticed.message.endswith(".")
        assert (noticed.path or "").startswith("government.")
        if codes is not None:
            codes.append(noticed.code)

    return government.read(body_of(kind, blocks, (line("The end."),), report=report, alpha2=alpha2))


@cases("government", "country,holder,assembly")
def test_a_line_gives_the_holder_or_the_assembly_of_its_case(case: Case) -> None:
    key, value = case.given[-1]
    found = holder_of(value, case.get("country")) if key == "holder" else assembly_of(value)
    assert found == case.expected


def holder_of(value: str, alpha2: str | None) -> list[str]:
    codes: list[str] = []
    read_ = read(keyed("Chief of State", value), codes=codes, alpha2=alpha2)
    found, acting = read_.chief_of_state, read_.representative
    if found is None:
        return told(problem=codes)
    assert found.text == f"Chief of State: {value}"
    lines = told(
        title=found.title,
        name=found.name,
        given=found.given_name,
        family=found.family_name,
        since=found.since,
        until=found.until,
        note=found.note,
        together=[*map(as_one_line, found.together_with)],
        representative=[*map(as_one_line, filter(None, [acting]))],
        deputy=[*map(as_one_line, read_.deputies)],
        problem=codes,
    )
    assert lines  # `=> nothing` is for no holder at all
    return lines


def as_one_line(holder: OfficeHolder) -> str:
    names = (holder.title, holder.name, holder.given_name, holder.family_name, holder.since)
    return " | ".join(part or "null" for part in names)


def assembly_of(value: str) -> list[str]:
    codes: list[str] = []
    found = read(keyed("Assembly", value), codes=codes).assembly
    assert found is not None
    assert found.text == f"Assembly: {value}"
    return told(cameral=found.cameral, chamber=[*map(as_written, found.chambers)], problem=codes)


def as_written(chamber: Chamber) -> str:
    seats = "null" if chamber.seats is None else str(chamber.seats)
    seats += "" if chamber.term_years is None else f" for {chamber.term_years} years"
    return " | ".join([chamber.name or "null", seats, *chamber.local])


def test_there_are_cases_of_both_kinds() -> None:
    keys = [key for case in load("government") for key, _ in case.given]
    assert keys.count("holder") >= 40
    assert keys.count("assembly") >= 65


# ---- keys and places


def test_one_bullet_for_both_offices() -> None:
    both = read(keyed("Chief of State and Head of Government", "President YOON Suk Yeol (since 10 May 2022)"))
    holder = both.chief_of_state
    assert holder is not None
    assert (holder.title, holder.name, holder.family_name) == ("President", "YOON Suk Yeol", "Yoon")
    assert both.head_of_government == holder


def test_the_texts_of_others_on_the_line_are_whole() -> None:
    found = read(
        keyed("Chief of State", "King UL II (since 1 May 2001), represented by Governor Cy DEAN (since 2019)")
    )
    assert found.representative is not None
    assert found.representative.text == "Governor Cy DEAN (since 2019)"
    found = read(keyed("Chief of State", "President Ann BELL, Vice President Cy DEAN (since 3 May 2019)"))
    assert [deputy.text for deputy in found.deputies] == ["Vice President Cy DEAN (since 3 May 2019)"]


def test_head_of_state_and_small_letters() -> None:
    found = read(keyed("head of state", "Prince ULRICH III"), keyed("Head of Government", "N/A"))
    assert found == Government(OfficeHolder("head of state: Prince ULRICH III", "Prince", "ULRICH III"))


def test_the_bullets_stand_under_any_heading() -> None:
    found = read(keyed("Assembly", "unicameral Assembly with 120 seats"), kind=SectionKind.STAKES).assembly
    assert found is not None
    assert found.chambers == (Chamber("Assembly", (), 120),)


def test_the_first_of_two_bullets_counts() -> None:
    found = read(keyed("Assembly", None), keyed("Assembly", "unicameral Duma"), keyed("Assembly", "two houses"))
    assert found.assembly is not None
    assert found.assembly.text == "Assembly: unicameral Duma"


def test_nothing_is_read_where_nothing_stands() -> None:
    assert read() == Government()
    assert read(keyed("Chief of State", None), keyed("Assembly", "Not available")) == Government()


def test_chambers_told_in_the_bullets_below() -> None:
    deputies = "All 110 deputies of the House of Representatives are chosen by the people."
    members = "The 64 members of the Council of the Republic stand for the regions. Of these, 56 are chosen."
    below = tuple(Block(BlockType.BULLET, 2, text) for text in (deputies, members))
    found = read(keyed("Assembly", "Two chambers form the National Assembly[2]:", *below))
    assert found.assembly is not None
    assert found.assembly.chambers == (
        Chamber("House of Representatives", (), 110),
        Chamber("Council of the Republic", (), 64),
    )


def test_a_figure_in_which_the_record_breaks_off_is_not_taken() -> None:
    block = keyed("Assembly", "A Senate of 71 and a Chamber of 15")
    found = government.read(body_of(SectionKind.GOVERNMENT, [block])).assembly
    assert found == Assembly(block.text, None, (Chamber("Senate", (), 71), Chamber("Chamber")))


@pytest.mark.parametrize(
    "key", ["Chief of State*", "Chief of State [1]", "Head of State", "Chief of State/Head of Government"]
)
def test_keys_of_the_chief_of_state(key: str) -> None:
    found = read(line(f"{key}: Queen MAUD II (since 6 February 1961)")).chief_of_state
    assert found is not None
    assert (found.title, found.name, found.since) == ("Queen", "MAUD II", "1961-02-06")


@pytest.mark.parametrize("key", ["Assembly*", "Legislature", "Parliament [2]", "National Assembly"])
def test_keys_of_the_assembly(key: str) -> None:
    found = read(line(f"{key}: unicameral Tinget with 99 seats")).assembly
    assert found is not None
    assert (found.cameral, found.chambers) == (Cameral.UNICAMERAL, (Chamber("Tinget", (), 99),))


@pytest.mark.parametrize(
    ("text", "chambers"),
    [
        ("Norrland has a unicameral Grand Council (Consiglio Grande) with 61 members.", 1),
        ("A bicameral Congress with a 36-seat Senate and a 160-seat House of Elders", 2),
        ("The Grand Council has 61 members.", 0),  # how many chambers there are isn't said
        ("The unicameral Tinget has 99 seats; 66 are filled by plurality vote.", 0),
        ("All 99 seats in the Tinget", 0),
    ],
)
def test_a_line_that_has_lost_its_key_is_known_by_what_it_says(text: str, chambers: int) -> None:
    found = read(line(text)).assembly
    assert len(found.chambers if found else ()) == chambers


def test_an_electoral_line_is_not_one_on_the_assembly() -> None:
    text = "Norrland has a unicameral Tinget with 99 seats."
    assert read(line(text), kind=SectionKind.ELECTORAL_SYSTEM).assembly is None


def test_holders_who_are_only_counted_are_on_the_lines_below() -> None:
    codes: list[str] = []
    found = read(
        keyed("Chief of State", "2 co-princes with local representatives"),
        line("Luc DESGRANGES, represented by Odile FERRAN (both since 14 May 2018)"),
        line("Bishop Jordi PUIG i Soler (since 3 April 2009), represented by Marc CASALS (since 20 July 2012)"),
        keyed("Head of Government", "Xavier RIBES Camps"),
        codes=codes,
    )
    assert found.chief_of_state is not None
    assert found.chief_of_state.name is None
    assert [as_one_line(each) for each in found.chief_of_state.together_with] == [
        "null | Luc DESGRANGES | Luc | Desgranges | 2018-05-14",
        "Bishop | Jordi PUIG i Soler | Jordi | Puig | 2009-04-03",
    ]
    assert found.representative is not None
    assert as_one_line(found.representative) == "null | Odile FERRAN | Odile | Ferran | 2018-05-14"
    assert [as_one_line(each) for each in found.representative.together_with] == [
        "null | Marc CASALS | Marc | Casals | 2012-07-20"
    ]
    assert codes == ["I-HOLDER-SEVERAL"]


def test_who_acts_for_the_chief_of_state_may_be_on_the_line_below() -> None:
    represented = line("Represented by Governor-General Cindy DEAN (since 21 October 2021)")
    government = read(keyed("Chief of State", "King CHARLES III (since 8 September 2022)"), represented)
    acting = government.representative
    assert acting is not None
    assert (acting.title, acting.name, acting.since) == ("Governor-General", "Cindy DEAN", "2021-10-21")
    other = read(keyed("Chief of State", "King CHARLES III"), line("He was represented at the talks by Ann BELL."))
    assert other.representative is None


@pytest.mark.parametrize(
    ("note", "acting"),
    [
        (
            "* The Queen is represented by Governor General Dame Cindy DEAN.",
            "Governor General | Dame Cindy DEAN | Cindy | Dean | null",
        ),
        (
            "*Queen Anne II is represented by Governor-General Bob FOX",
            "Governor-General | Bob FOX | Bob | Fox | null",
        ),
        ("* The Queen is represented by a Governor General.", None),
        ("** The Prime Minister is represented by Deputy Prime Minister Eve FOX.", None),
        ("* The Queen was represented by Governor General Bob FOX until 2001.", None),
    ],
)
def test_who_acts_for_the_chief_of_state_may_be_in_a_footnote(note: str, acting: str | None) -> None:
    chief, head = keyed("Chief of State", "Queen ANNE II *"), keyed("Head of Government", "Prime Minister Ann BELL")
    found = read(chief, head, evolve(line(note), type=BlockType.NOTE)).representative
    assert (found and as_one_line(found)) == acting


@given(st.text(alphabet="PresidtAKMQu and (since 2019),.;:-'’/*[]Ωجا\n\u00a0", max_size=80))
def test_any_text_can_be_read(text: str) -> None:
    found = read(keyed("Chief of State", text), keyed("Assembly", text))
    assert found.head_of_government is None
