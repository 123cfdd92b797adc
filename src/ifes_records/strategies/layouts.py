"""Layouts of a record's text, and the line of each field in a layout."""

from __future__ import annotations

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, composite

from ifes_records.model import ElectionRecord
from ifes_records.render import Layout, lines
from ifes_records.strategies.once import sampled_from

BOILERPLATE = (
    (),
    (),
    (),
    ("IFES",),
    ("Sign In", "ElectionGuide", "Home › Elections"),
    ("IFES", "Home", "›", "Elections"),
)
LABELS = ((), (), ("Voter Participation",), ("Results", "Voter Participation"))
CHARTS = ((), (), (), ("Voter", "Turnout*"))
BULLETS = ("  • ", "  • ", "• ", "·\u00a0\u00a0\u00a0\u00a0\u00a0\u00a0\u00a0\u00a0\u00a0", "- ", "● ", "  ▪ ", "– ")
OPENERS = ("More Info:", "More Info", "General Information", "General Information:")


@composite
def layouts(draw: DrawFn, record: ElectionRecord) -> Layout:
    """A layout in which a record says the same."""
    return Layout(
        boilerplate=draw(sampled_from(BOILERPLATE)),
        status_on_own_line=draw(st.booleans()),
        country_gap=draw(st.integers(0, 1)),
        results_labels=draw(sampled_from(LABELS)),
        chart_labels=draw(sampled_from(CHARTS)),
        table_header=draw(st.booleans()),
        opener=draw(sampled_from(OPENERS)),
        part_gap=draw(st.integers(1, 3)),
        row_gap=draw(st.integers(0, 3)),
        line_gap=draw(st.integers(0, 2)),
        bullet=draw(sampled_from(BULLETS)),
        colon=draw(st.booleans()),
        space_after_count_label=draw(sampled_from(["", "", " "])),
        line_end=draw(sampled_from(["\n", "\n", "\n", "\r\n", "\r"])),
        trailing=draw(sampled_from(["", "", "", " ", "\u00a0", "  "])),
    )


def line_numbers(record: ElectionRecord, layout: Layout) -> dict[str, int]:
    """The line of each field that has one, counted from 1; the last line is also under the empty path."""
    numbers: dict[str, int] = {}
    number = 1
    for index, line in enumerate(lines(record, layout)):
        number += line.gap + 1 if index else 0
        numbers[line.path] = number
        numbers[""] = number
    return numbers
