"""A script with regular expressions: one for the rows, one for each field, searched in the whole text."""

from __future__ import annotations

import re
from typing import Any

DAY = r"\w+\.? \d{1,2},? \d{4}"
SINCE = r"\(since (?P<since>\d{1,2} \w+ \d{4})\)"
OFFICE = r": (?P<title>.+?) (?P<name>\S+ [^\W\d_a-z]{2,}) " + SINCE

ROW = re.compile(
    r"^(?P<name>\S.*?) (?P<seats>[\d,]+|-|None)(?: (?:[▲▼] ?\d*|[-+]\d+|-))?(?: (?P<votes>[\d,]+|-|None))?$", re.M
)
BEFORE_ROWS = re.compile(r"^Party Seats Won.*Votes$", re.M)
AFTER_ROWS = re.compile(r"^(?:More Info|General Information|Election Results Modified)", re.M)

ONE = {
    "modified": rf"^Record Modified: ({DAY})",
    "results_modified": rf"^Election Results Modified: ({DAY})",
    "date": rf"^({DAY}) \w+\s*$",
    "status": rf"^{DAY} (\w+)\s*$",
    "country": r"^((?:Republic|Kingdom|State|Union) of .+|.+ Republic)$",
    "contest": r"^Election for (.+)$",
    "registered": r"^Registered Voters: ?([\d,]+)",
    "cast": r"^Cast Votes: ?([\d,]+)",
    "valid": r"^Valid Votes: ?([\d,]+)",
    "invalid": r"^Invalid Votes: ?([\d,]+)",
    "cameral": r"\b((?:uni|bi)cameral)\b",
    "turnout": r"[Tt]urnout (?:was|stood at) ([\d.]+)%",
    "population": r"• Population: ([\d,]+)",
    "voters": r"• Registered Voters: ([\d,]+)",
    "female_population": r"• Female Population: ([\d,]+)",
    "quota": r"• Gender Quota: ?(Yes|No)",
    "female_candidates": r"• Female [Cc]andidates in this election: (Yes|No)",
    "presence": r"• Does IFES have a presence in .+: (Yes|No)",
    "election_access": r"• Election Access: (Yes|No)",
}
MANY = {
    "stakes": r"• (?:All )?(\d+) seats in the ",
    "leader": r"• Leader: (.+)$",
    "seats_won": r"• Seats won in last election: (\d+)",
    "seats_of": r"• Seats won in last election: \d+/(\d+)",
}
OFFICES = {"chief": r"• Chief of State" + OFFICE, "head": r"• Head of Government" + OFFICE}

_ONE = {name: re.compile(pattern, re.M) for name, pattern in ONE.items()}
_MANY = {name: re.compile(pattern, re.M) for name, pattern in MANY.items()}
_OFFICES = {name: re.compile(pattern) for name, pattern in OFFICES.items()}


def read(text: str) -> dict[str, Any]:
    """What the expressions find."""
    found: dict[str, Any] = {"rows": []}
    if start := BEFORE_ROWS.search(text):
        end = AFTER_ROWS.search(text, start.end())
        rows = ROW.finditer(text, start.end(), end.start() if end else len(text))
        found["rows"] = [row.group("name", "seats", "votes") for row in rows]
    for name, pattern in _ONE.items():
        if match := pattern.search(text):
            found[name] = match[1]
    for name, pattern in _MANY.items():
        found[name] = pattern.findall(text)
    for office, pattern in _OFFICES.items():
        if match := pattern.search(text):
            found |= {f"{office}_{part}": match[part] for part in ("title", "name", "since")}
    return found
