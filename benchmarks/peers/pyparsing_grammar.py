"""A pyparsing grammar: a page is lines, and each known line is an element that names its parts."""

from __future__ import annotations

from typing import Any

from pyparsing import (
    Group,
    LineEnd,
    Opt,
    ParserElement,
    Regex,
    Suppress,
    ZeroOrMore,
    rest_of_line,
)

ParserElement.set_default_whitespace_chars(" \t")

END = Suppress(LineEnd())
DAY = Regex(r"\w+\.? \d{1,2},? \d{4}")
FIGURE, WHOLE = Regex(r"\d[\d,]*"), Regex(r"\d+")
SINCE = Suppress("(since") + Regex(r"\d{1,2} \w+ \d{4}")("since") + Suppress(")")
BULLET = Suppress("•")
YES_NO = Regex("Yes|No")
CELL = Regex(r"[\d,]+(?=\s)|-(?!\d)|None")


def labelled(label: str, name: str, value: ParserElement) -> ParserElement:
    """``Cast Votes:6,521,860``."""
    return Suppress(label) + value(name) + Suppress(rest_of_line)


def office(label: str, name: str) -> ParserElement:
    """``Chief of State: President Kasym-Zhomart TOKAYEV (since 20 March 2019)``."""
    title, who = Regex(r"\S+(?: \S+)*?(?= \S+ [^\W\d_a-z]{2,} \(since)"), Regex(r"\S+ [^\W\d_a-z]{2,}")
    return Suppress(label) + title(f"{name}_title") + who(f"{name}_name") + SINCE.copy()(f"{name}_since")


def every(name: str, element: ParserElement) -> ParserElement:
    """An element that comes more than once."""
    return element.set_results_name(name, list_all_matches=True)


ROW = Regex(r"[^\n]+?(?= (?:[\d,]+|-|None)(?: |$))", flags=8)("name") + CELL("seats")
ROW += Opt(Suppress(Regex(r"[▲▼] ?\d*(?!\S)|[-+]\d+|-(?= )"))) + Opt(CELL("votes")) + END
HEADER = Suppress(Regex("Party Seats Won[^\n]*Votes")) + END
AFTER = Regex("More Info|General Information|Election Results Modified")
TABLE = HEADER + ZeroOrMore(END | every("rows", Group(ROW)) | ~AFTER + Suppress(Regex(r"[^\n]+")) + END)

LAST_SEATS = Suppress("Seats won in last election:") + every("seats_won", WHOLE)
LAST_SEATS += Opt(Suppress("/") + every("seats_of", WHOLE))
ITEM = BULLET + (
    office("Chief of State:", "chief")
    | office("Head of Government:", "head")
    | Suppress("Assembly:") + Suppress(Regex(r".*?(?=unicameral|bicameral)")) + Regex(r"\w+")("cameral")
    | Suppress(Opt("All")) + every("stakes", WHOLE) + Suppress("seats in the")
    | Suppress("Leader:") + every("leader", Regex(r"[^\n]+"))
    | LAST_SEATS
    | labelled("Population:", "population", FIGURE)
    | labelled("Registered Voters:", "voters", FIGURE)
    | labelled("Female Population:", "female_population", FIGURE)
    | labelled("Gender Quota:", "quota", YES_NO)
    | Suppress(Regex("Female [Cc]andidates in this election:")) + YES_NO("female_candidates")
    | Suppress(Regex("Does IFES have a presence in [^:]+:")) + YES_NO("presence")
    | labelled("Election Access:", "election_access", YES_NO)
)
LINE = (
    ITEM + Suppress(rest_of_line)
    | labelled("Record Modified:", "modified", DAY)
    | labelled("Election Results Modified:", "results_modified", DAY)
    | DAY("date") + Regex(r"\w+")("status") + END
    | Suppress("Election for") + Regex(r"[^\n]+")("contest")
    | labelled("Registered Voters:", "registered", FIGURE)
    | labelled("Cast Votes:", "cast", FIGURE)
    | labelled("Valid Votes:", "valid", FIGURE)
    | labelled("Invalid Votes:", "invalid", FIGURE)
    | Regex(r"(?:Republic|Kingdom|State|Union) of [^\n]+|[^\n]+ Republic(?=\n)")("country")
    | Suppress(Regex(r"[^\n]*[Tt]urnout (?:was|stood at)"))
    + Regex(r"\d+(?:\.\d+)?")("turnout")
    + Suppress(rest_of_line)
    | Suppress(rest_of_line)
)
PAGE = ZeroOrMore(END | TABLE | LINE + END)


def read(text: str) -> dict[str, Any]:
    """What the grammar finds."""
    found: dict[str, Any] = PAGE.parse_string(text).as_dict()
    found["rows"] = [(row["name"], row["seats"], row.get("votes", "")) for row in found.get("rows", ())]
    return found
