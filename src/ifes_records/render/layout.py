"""How a record's text is set: what pages of different years and their extractors do differently."""

from __future__ import annotations

import re

from attrs import Attribute, field, frozen

# Signs that stand for no level of their own; Word's `o` and `§` go under the bullet above them.
BULLET = re.compile(r" *(?:[•·●▪‣⁃] *|[-–] +)")
BLANKS = re.compile(r"[ \t\u00a0]*")
LINE_ENDS = ("\n", "\r\n", "\r")


def _check_gap(layout: Layout, attribute: Attribute[int], value: int) -> None:
    if value not in range(4):
        raise ValueError(f"{attribute.name} is {value}; 0 to 3 blank lines can be set")


def _check_bullet(layout: Layout, attribute: Attribute[str], value: str) -> None:
    if not BULLET.fullmatch(value.replace("\u00a0", " ")):
        raise ValueError(f"{value!r} is no bullet that can stand at every depth, like '  • ' or '- '")


def _check_blanks(layout: Layout, attribute: Attribute[str], value: str) -> None:
    if not BLANKS.fullmatch(value):
        raise ValueError(f"{attribute.name} is {value!r}; only blanks can stand there")


def _check_line_end(layout: Layout, attribute: Attribute[str], value: str) -> None:
    if value not in LINE_ENDS:
        raise ValueError(f"{value!r} is no line end")


def _check_share_sign(layout: Layout, attribute: Attribute[str], value: str) -> None:
    if value not in ("%", ""):
        raise ValueError(f"{value!r} can't stand behind a share")


@frozen(kw_only=True)
class Layout:
    """How a record's text is set; the defaults are the layout of the site's pages since 2022.

    Nothing here changes what the text says, only the furniture and the white space around it. ``ValueError``
    is raised for what would.
    """

    furniture: tuple[str, ...] = ()
    """Lines of the site above the record, all of them known labels of it: ``IFES``, ``Home › Elections``."""
    status_on_own_line: bool = False
    """Whether the status stands on the line below the date, and not behind it."""
    badge: bool = False
    """Whether turnout and registered voters stand as a badge above the country (``61.3%`` / ``Voted``)."""
    country_gap: int = field(default=1, validator=_check_gap)
    """Blank lines between the short and the formal country line."""
    results_labels: tuple[str, ...] = ()
    """Labels above the counts: ``Results``, ``Voter Participation``."""
    chart_labels: tuple[str, ...] = ()
    """Captions of charts below the counts: ``Voter``, ``Turnout*``."""
    table_header: bool = True
    """Whether ``Party Seats Won Seats Change Votes`` stands below ``Vote Share by Party:``."""
    share_sign: str = field(default="%", validator=_check_share_sign)
    """What stands behind shares of the vote: a percent sign, or nothing."""
    opener: str | None = "More Info:"
    """How the heading of the body's general section is set, where the record has it: with or without its colon."""
    part_gap: int = field(default=2, validator=_check_gap)
    """Blank lines between the parts of the head, and before the body."""
    row_gap: int = field(default=2, validator=_check_gap)
    """Blank lines between rows of results; one at least where two lines would else be read as one."""
    line_gap: int = field(default=1, validator=_check_gap)
    """Blank lines between lines of the body; one at least where two lines would else be read as one."""
    bullet: str = field(default="  • ", validator=_check_bullet)
    """The bullet with the blanks around it; those below others are indented by two more blanks for each level."""
    colon: bool = True
    """Whether known headings of the body end in a colon."""
    space_after_count_label: str = field(default="", validator=_check_blanks)
    """Blanks between a count's label and its figure: ``Cast Votes:6,521,860``."""
    line_end: str = field(default="\n", validator=_check_line_end)
    """What ends a line: LF, CRLF or CR."""
    trailing: str = field(default="", validator=_check_blanks)
    """Blanks at the end of every line that holds text."""
    last_line_end: bool = True
    """Whether the last line ends like the others; that of a text that breaks off never does."""


LAYOUTS = {
    "more-info": Layout(),
    "general-information": Layout(results_labels=("Voter Participation",), opener="General Information", part_gap=1),
}
"""The layouts that have a name: the site's pages since 2022, and those before."""
