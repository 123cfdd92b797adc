"""Who holds the offices, and the assembly: the cases of ``fixtures/cases/government.txt``, and keys and places."""

from __future__ import annotations

from casefiles import Case, cases, load, told
from hypothesis import given
from hypothesis import strategies as st

from ifes_records.diagnostics import Diagnostic
from ifes_records.model.body import Block, BlockType, Section, SectionKind
from ifes_records.model.facts import Assembly, Chamber, Government, OfficeHolder
from ifes_records.sections import government
from ifes_records.sections.lines import Body
from ifes_records.span import Span


def keyed(key: str, value: str | None, *children: Block) -> Block:
    text = f"{key}: {value or ''}"
    return Block(BlockType.KEY_VALUE, 1, text, key, value, children, span=Span(0, len(text)))


def read(*blocks: Block, kind: SectionKind = SectionKind.GOVERNMENT, codes: list[str] | None = None) -> Government:
    """Read a section of these blocks, with another one after it; codes that are reported go to ``codes``."""

    def report(noticed: Diagnostic) -> None:
        assert noticed.message.endswith(".")
        assert (noticed.path or "").startswith("government.")
        if codes is not None:
            codes.append(noticed.code)

    behind = Section("Notes", SectionKind.NOTES, blocks=(Block(BlockType.PARAGRAPH, 0, "The end."),))
    return government.read(Body((Section(None, kind, blocks=blocks), behind), report))


@cases("government", "holder,assembly")
def test_a_line_gives_the_holder_or_the_assembly_of_its_case(case: Case) -> None:
    ((key, value),) = case.given
    assert (holder_of if key == "holder" else assembly_of)(value) == case.expected


def holder_of(value: str) -> list[str]:
    codes: list[str] = []
    found = read(keyed("Chief of State", value), codes=codes).chief_of_state
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
        problem=codes,
    )
    assert lines  # `=> nothing` is for no holder at all
    return lines


def assembly_of(value: str) -> list[str]:
    codes: list[str] = []
    found = read(keyed("Assembly", value), codes=codes).assembly
    assert found is not None
    assert found.text == f"Assembly: {value}"
    return told(cameral=found.cameral, chamber=[*map(as_written, found.chambers)], problem=codes)


def as_written(chamber: Chamber) -> str:
    seats = "null" if chamber.seats is None else str(chamber.seats)
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
    sections = (Section(None, SectionKind.GOVERNMENT, blocks=(block,)),)
    found = government.read(Body(sections, lambda *_: None)).assembly
    assert found == Assembly(block.text, None, (Chamber("Senate", (), 71),))


@given(st.text(alphabet="PresidtAKMQu and (since 2019),.;:-'’/*[]Ωجا\n\u00a0", max_size=80))
def test_any_text_can_be_read(text: str) -> None:
    found = read(keyed("Chief of State", text), keyed("Assembly", text))
    assert found.head_of_government is None
