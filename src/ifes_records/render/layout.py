"""How a record's text is laid out: the differences between the pages of different years and their extractors."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from attrs import Attribute, field, frozen


def _must_be(allowed: str, test: Callable[[Any], object]) -> Callable[[Layout, Attribute[Any], Any], None]:
    def check(layout: Layout, attribute: Attribute[Any], value: Any) -> None:
        if not test(value):
            raise ValueError(f"{attribute.name} is {value!r}, but must be {allowed}.")

    return check


GAP = _must_be("0 to 3 blank lines", range(4).__contains__)
BLANKS = _must_be("blanks or empty", re.compile(r"[ \t\u00a0]*").fullmatch)
LINE_END = _must_be("LF, CRLF or CR", ("\n", "\r\n", "\r").__contains__)
SHARE_SIGN = _must_be("“%” or empty", ("%", "").__contains__)
# Not `o` and `§`: as Word writes them, they always belong to the bullet above.
BULLET = _must_be(
    "a bullet that can be nested, like “  • ” or “- ”",
    re.compile(r"[ \u00a0]*(?:[•·●▪‣⁃][ \u00a0]*|[-–][ \u00a0]+)").fullmatch,
)


@frozen(kw_only=True)
class Layout:
    """How a record's text is laid out; the defaults are the layout of the site's pages since 2022.

    A layout changes only the boilerplate and the white space, never what the text says. Raises ``ValueError`` for a
    value that would.
    """

    boilerplate: tuple[str, ...] = ()
    """Lines of the site above the record, which must be known labels: ``IFES``, ``Home › Elections``."""
    status_on_own_line: bool = False
    """Whether the status is on the line below the date instead of after it."""
    badge: bool = False
    """Whether turnout and registered voters are a badge above the country (``61.3%`` / ``Voted``)."""
    country_gap: int = field(default=1, validator=GAP)
    """Blank lines between the short and the formal name of the country, 0 to 3."""
    results_labels: tuple[str, ...] = ()
    """Labels above the counts: ``Results``, ``Voter Participation``."""
    chart_labels: tuple[str, ...] = ()
    """Captions of charts below the counts: ``Voter``, ``Turnout*``."""
    table_header: bool = True
    """Whether ``Party Seats Won Seats Change Votes`` is below ``Vote Share by Party:``."""
    share_sign: str = field(default="%", validator=SHARE_SIGN)
    """What comes after a share of the vote: a percent sign, or nothing."""
    opener: str | None = "More Info:"
    """How the heading of the body's general section is written, if the record has it: with or without its colon."""
    part_gap: int = field(default=2, validator=GAP)
    """Blank lines between the parts of the head, and before the body, 0 to 3."""
    row_gap: int = field(default=2, validator=GAP)
    """Blank lines between rows of results, 0 to 3; at least one where two lines would otherwise be read as one."""
    line_gap: int = field(default=1, validator=GAP)
    """Blank lines between lines of the body, 0 to 3; at least one where two lines would otherwise be read as one."""
    bullet: str = field(default="  • ", validator=BULLET)
    """The bullet with the blanks around it; each level below the first is indented by two more blanks."""
    colon: bool = True
    """Whether known headings of the body end in a colon."""
    space_after_count_label: str = field(default="", validator=BLANKS)
    """Blanks between the label and the figure of a count: ``Cast Votes:6,521,860``."""
    line_end: str = field(default="\n", validator=LINE_END)
    """What ends a line: LF, CRLF or CR."""
    trailing: str = field(default="", validator=BLANKS)
    """Blanks at the end of every line that has text."""
    last_line_end: bool = True
    """Whether the last line ends like the others; that of a truncated text never does."""


LAYOUTS = {
    "more-info": Layout(),
    "general-information": Layout(results_labels=("Voter Participation",), opener="General Information", part_gap=1),
}
"""The layouts that have a name: the site's pages since 2022, and those before."""
